"""`mindspore.parallel.auto_parallel`: a Cell with settings of how it is spread over devices."""

from __future__ import annotations

from typing import Any

from mindshim.nn.cell import Cell

_MODES = ("semi_auto", "sharding_propagation", "recursive_programming")


class AutoParallel(Cell):
    """A Cell that MindSpore would spread over devices. mindshim runs one process, which does it all.

    Its settings (``net.pipeline(stages=2)``, …) are kept by name in `settings`.

    Args:
        network: the Cell or function.
        parallel_mode: ``"semi_auto"``, ``"sharding_propagation"`` or ``"recursive_programming"``.

    Raises:
        TypeError: `network` cannot be called.
        ValueError: there is no such mode.

    Example:
        >>> from mindshim import Tensor, nn
        >>> from mindshim.parallel.auto_parallel import AutoParallel
        >>> print(AutoParallel(nn.ReLU())(Tensor([-1.0, 2.0])))
        [0. 2.]
    """

    def __init__(self, network: Any, parallel_mode: str = "semi_auto"):
        super().__init__(auto_prefix=False)
        if not callable(network):
            raise TypeError(f"For 'AutoParallel', the 'network' must be a Cell or a function, but got {network!r}.")
        if parallel_mode not in _MODES:
            raise ValueError(f"For 'AutoParallel', 'parallel_mode' must be one of {_MODES}, but got {parallel_mode}.")
        self.network = network
        self.settings: dict[str, Any] = {"parallel_mode": parallel_mode}

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        return self.network(*args, **kwargs)

    def _keep(self, name: str, value: Any = True) -> None:
        self.settings[name] = value

    def comm_fusion(self, config: dict) -> None:
        """Keep how messages are joined."""
        self._keep("comm_fusion", config)

    def dataset_strategy(self, config: Any) -> None:
        """Keep how batches are split."""
        self._keep("dataset_strategy", config)

    def disable_gradient_fp32_sync(self) -> None:
        """Keep the setting."""
        self._keep("gradient_fp32_sync", False)

    def disable_loss_repeated_mean(self) -> None:
        """Keep the setting."""
        self._keep("loss_repeated_mean", False)

    def disable_strategy_file_only_for_trainable_params(self) -> None:
        """Keep the setting."""
        self._keep("strategy_file_only_for_trainable_params", False)

    def dump_local_norm(self, file_path: str) -> None:
        """Keep the setting."""
        self._keep("dump_local_norm", file_path)

    def enable_device_local_norm(self) -> None:
        """Keep the setting."""
        self._keep("device_local_norm")

    def enable_fp32_communication(self) -> None:
        """Keep the setting."""
        self._keep("fp32_communication")

    def enable_gradients_mean(self) -> None:
        """Keep the setting."""
        self._keep("gradients_mean")

    def get_pipeline_stages(self) -> int:
        """How many stages `pipeline` was given."""
        return self.settings.get("pipeline", {"stages": 1})["stages"]

    def hsdp(self, shard_size: int = -1, threshold: int = 64, optimizer_level: str = "level1") -> None:
        """Keep how optimiser states are split."""
        self._keep("hsdp", {"shard_size": shard_size, "threshold": threshold, "optimizer_level": optimizer_level})

    def load_operator_strategy_file(self, file_path: str) -> None:
        """Keep the setting."""
        self._keep("load_operator_strategy_file", file_path)

    def load_param_strategy_file(self, file_path: str) -> None:
        """Keep the setting."""
        self._keep("load_param_strategy_file", file_path)

    def no_init_parameters_in_compile(self) -> None:
        """Keep the setting."""
        self._keep("init_parameters_in_compile", False)

    def pipeline(self, stages: int = 1, output_broadcast: bool = False, interleave: bool = False,
                 scheduler: str = "1f1b") -> None:
        """Keep how many stages there are, and how they take turns."""
        if not isinstance(stages, int) or isinstance(stages, bool):
            raise TypeError(f"For 'AutoParallel.pipeline', 'stages' must be an int, but got {stages!r}.")
        self._keep("pipeline", {"stages": stages, "output_broadcast": output_broadcast, "interleave": interleave,
                                "scheduler": scheduler})

    def print_local_norm(self) -> None:
        """Keep the setting."""
        self._keep("print_local_norm")

    def save_operator_strategy_file(self, file_path: str) -> None:
        """Keep the setting."""
        self._keep("save_operator_strategy_file", file_path)

    def save_param_strategy_file(self, file_path: str) -> None:
        """Keep the setting."""
        self._keep("save_param_strategy_file", file_path)

    def set_group_ckpt_save_file(self, file_path: str) -> None:
        """Keep the setting."""
        self._keep("group_ckpt_save_file", file_path)

    def transformer_opt(self, file_path: str | None) -> None:
        """Keep the setting."""
        self._keep("transformer_opt", file_path)
