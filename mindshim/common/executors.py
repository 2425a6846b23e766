"""The objects through which MindSpore's Python code drives its runtime, for programs that ask them something.

XLA is the runtime here: what would only steer MindSpore's is accepted and does nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim import runtime
from mindshim.engine import tape


class _PyNativeExecutor:
    """What runs operators one by one."""

    _enabled = True

    def sync(self) -> None:
        """Wait until every device has done what it was given."""
        runtime.synchronize()

    def enable_grad(self) -> bool:
        """Whether operators are recorded for derivatives."""
        return self._enabled and tape.recording()

    def set_enable_grad(self, flag: bool) -> None:
        """Accepted: what needs no derivative is not recorded anyway."""
        self._enabled = flag

    def grad_flag(self) -> bool:
        """Whether a derivative is being taken."""
        return tape.recording()

    def requires_grad(self) -> bool:
        """Whether a derivative is being taken."""
        return tape.recording()

    def set_grad_flag(self, flag: bool) -> None:
        """Accepted."""

    def set_async_for_graph(self, flag: bool) -> None:
        """Accepted."""

    def set_is_run_recompute(self, status: bool) -> None:
        """Accepted."""

    def set_lazy_build(self, enable: bool) -> None:
        """Accepted."""

    def set_mixed_precision_type(self, mixed_precision_type: Any, is_push: bool = True) -> None:
        """Accepted."""

    def new_graph(self, obj: Any, *args: Any, **kwargs: Any) -> None:
        """Accepted."""

    def end_graph(self, obj: Any, output: Any, *args: Any, **kwargs: Any) -> None:
        """Accepted."""

    def clear_res(self) -> None:
        """Accepted: memory is given back when its last holder dies."""

    def is_first_cell(self) -> bool:
        """True."""
        return True

    def real_run_op(self, op_name: str, obj: Callable[..., Any], args: tuple) -> Any:
        """Call a primitive."""
        return obj(*args)

    run_op_async = real_run_op


class _CellGraphExecutor:
    """What compiles Cells. `jax.jit` compiles at the first call, so there is nothing to do in advance."""

    def compile(self, obj: Any, *args: Any, phase: str = "predict", do_convert: bool = True,
                jit_config_dict: Any = None, **kwargs: Any) -> tuple[str, bool]:
        """The name of a compiled Cell, and whether it had to be compiled."""
        return f"{phase}.{id(obj)}", False

    def has_compiled(self, phase: str = "predict") -> bool:
        """False: nothing is compiled in advance."""
        return False

    def run(self, obj: Callable[..., Any], *args: Any, phase: str = "predict") -> Any:
        """Call a Cell."""
        return obj(*args)

    __call__ = run

    def set_queue_name(self, queue_name: str) -> None:
        """Accepted."""

    def set_jit_config(self, jit_config: Any) -> None:
        """Accepted."""

    def init_dataset(self, *args: Any, **kwargs: Any) -> bool:
        """True: a dataset needs no preparation."""
        return True

    def del_net_res(self, obj: Any, net_id: Any) -> None:
        """Accepted: memory is given back when its last holder dies."""

    def get_parameter_layout(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Nothing is split: an empty dict."""
        return {}

    get_allreduce_fusion = _get_shard_strategy = _get_auto_parallel_info = get_parameter_layout


_pynative_executor = _PyNativeExecutor()
_cell_graph_executor = _executor = _CellGraphExecutor()
# What MindSpore has compiled of each Cell; it is never read here.
cells_compile_cache: dict[int, Any] = {}
ms_compile_cache: set[Any] = set()
