"""The profiler is JAX's: what it writes opens in TensorBoard (with the plugin `xprof`) and in Perfetto."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
from collections.abc import Callable, Iterable
from typing import Any

import jax

from mindshim import log
from mindshim._streams import Stream, synchronize
from mindshim.profiler._options import ProfilerAction, ProfilerActivity, _ExperimentalConfig
from mindshim.train.callback import Callback, RunContext

_DEFAULT_FOLDER = "./data"


class Profiler:
    """Records what the program and the devices do.

    Args:
        kwargs: `output_path` is the directory that is written to, ``"./data"`` by default. `start_profile`: start at
            once (the default). `schedule`: from a step's number to a :class:`ProfilerAction`; `on_trace_ready`: called
            with the profiler when a recording is complete. MindSpore's other arguments (`profiler_level`, `activities`,
            `profile_memory`, `aic_metrics` and so on) are accepted: JAX's profiler records all there is.

    Examples:
        >>> import tempfile
        >>> import mindspore
        >>> with mindspore.Profiler(output_path=tempfile.mkdtemp()) as profiler:
        ...     x = mindspore.Tensor([1.0]) + 1
    """

    def __init__(self, **kwargs: Any):
        self._folder = kwargs.get("output_path") or _DEFAULT_FOLDER
        self._schedule: Callable[[int], ProfilerAction] | None = kwargs.get("schedule")
        self._ready = kwargs.get("on_trace_ready")
        self._metadata: dict[str, Any] = {}
        self._step = 0
        self._running = False
        self._annotation: Any = None
        if kwargs.get("start_profile", True):
            self.start()

    def start(self) -> None:
        """Begin to record; with a schedule, when its time has come.

        Raises:
            RuntimeError: another profiler is recording.
        """
        if self._schedule is None or self._schedule(self._step) in _RECORDING:
            self._begin()

    def stop(self) -> None:
        """End the recording, and write it."""
        self._end()

    def _begin(self) -> None:
        if not self._running:
            folder = getattr(self._ready, "folder", None) or self._folder
            os.makedirs(folder, exist_ok=True)
            jax.profiler.start_trace(folder)
            self._folder = folder
            self._running = True

    def _end(self) -> None:
        self._close_step()
        if not self._running:
            return
        synchronize()
        jax.profiler.stop_trace()
        self._running = False
        if self._metadata:
            with open(os.path.join(self._folder, "profiler_metadata.json"), "w", encoding="utf-8") as file:
                json.dump(self._metadata, file, indent=1)
        if self._ready is not None:
            self._ready(self)

    def _close_step(self) -> None:
        if self._annotation is not None:
            self._annotation.__exit__(None, None, None)
            self._annotation = None

    def step(self) -> None:
        """Say that a step is complete."""
        before = self._action()
        self._close_step()
        self._step += 1
        after = self._action()
        if before is ProfilerAction.RECORD_AND_SAVE or after not in _RECORDING:
            self._end()
        if self._schedule is not None and after in _RECORDING:
            self._begin()
        if self._running:
            self._annotation = jax.profiler.StepTraceAnnotation("step", step_num=self._step)
            self._annotation.__enter__()

    def _action(self) -> ProfilerAction:
        return ProfilerAction.RECORD if self._schedule is None else self._schedule(self._step)

    def analyse(
        self,
        offline_path: str | None = None,
        pretty: bool = False,
        step_list: Any = None,
        mode: str = "sync",
        **kwargs: Any,
    ) -> None:
        """End the recording. TensorBoard and Perfetto analyse what was written."""
        if self._running and self._schedule is None:
            self._end()

    @classmethod
    def offline_analyse(
        cls, path: str, pretty: bool = False, step_list: Any = None, data_simplification: bool = True
    ) -> None:
        """Nothing: TensorBoard and Perfetto analyse what was written."""

    def op_analyse(self, op_name: str | list[str], device_id: int | None = None) -> str:
        """Refused: XLA fuses operators, so that there are no times of each.

        Raises:
            NotImplementedError: always.
        """
        raise NotImplementedError("XLA fuses operators; see the recording in TensorBoard, which shows kernels.")

    def add_metadata(self, key: str, value: str) -> None:
        """Note something, which is written to ``profiler_metadata.json``."""
        self._metadata[key] = value

    def add_metadata_json(self, key: str, value: str) -> None:
        """Note something in JSON, which is written to ``profiler_metadata.json``."""
        try:
            self._metadata[key] = json.loads(value)
        except ValueError:
            log.warning(f"The value of {key!r} is no JSON, and is not noted: {value!r}")

    def __enter__(self) -> Any:
        if not self._running:
            self.start()
        return self

    def __exit__(self, *err: Any) -> None:
        self.stop()


_RECORDING = (ProfilerAction.RECORD, ProfilerAction.RECORD_AND_SAVE)


class Profile(Profiler):
    """:class:`Profiler` with its options as arguments; all but `start_profile`, `schedule` and `on_trace_ready` are
    accepted.

    Examples:
        >>> import os, tempfile
        >>> import mindspore
        >>> from mindspore.profiler import profile, tensorboard_trace_handler
        >>> folder = tempfile.mkdtemp()
        >>> with profile(on_trace_ready=tensorboard_trace_handler(folder)) as profiler:
        ...     x = mindspore.Tensor([1.0]) + 1
        >>> os.listdir(folder)
        ['plugins']
    """

    def __init__(
        self,
        activities: Iterable[ProfilerActivity] | None = None,
        with_stack: bool = False,
        profile_memory: bool = False,
        data_process: bool = False,
        parallel_strategy: bool = False,
        start_profile: bool = True,
        hbm_ddr: bool = False,
        pcie: bool = False,
        sync_enable: bool = True,
        record_shapes: bool = False,
        schedule: Callable[[int], ProfilerAction] | None = None,
        on_trace_ready: Callable[..., Any] | None = None,
        experimental_config: _ExperimentalConfig | None = None,
    ):
        super().__init__(start_profile=start_profile, schedule=schedule, on_trace_ready=on_trace_ready)


def tensorboard_trace_handler(
    dir_name: str | None = None, worker_name: str | None = None, analyse_flag: bool = True, async_mode: bool = False
) -> Callable[[Any], None]:
    """What a profiler's `on_trace_ready` can be: it says where the recording is written.

    Args:
        dir_name: the directory; ``"./data"`` by default.
        worker_name, analyse_flag, async_mode: accepted.
    """

    def ready(profiler: Any) -> None:
        log.info(f"The recording is in {ready.folder}.")  # type: ignore[attr-defined]

    ready.folder = dir_name or _DEFAULT_FOLDER  # type: ignore[attr-defined]
    return ready


class Mstx:
    """Names for parts of a program, which a recording shows.

    Examples:
        >>> from mindspore.profiler import mstx
        >>> number = mstx.range_start("loading")
        >>> mstx.range_end(number)
    """

    NPU_PROFILER: Any = None
    enable = True
    _open: dict[int, Any] = {}
    _numbers = itertools.count(1)

    @staticmethod
    def mark(message: str, stream: Stream | None = None, domain: str = "default") -> None:
        """Name a moment."""
        if _is_named(message):
            with jax.profiler.TraceAnnotation(message):
                pass

    @staticmethod
    def range_start(message: str, stream: Stream | None = None, domain: str = "default") -> int:
        """Begin a part; returns its number, or 0 if it has no name."""
        if not _is_named(message):
            return 0
        number = next(Mstx._numbers)
        Mstx._open[number] = jax.profiler.TraceAnnotation(message)
        Mstx._open[number].__enter__()
        return number

    @staticmethod
    def range_end(range_id: int, domain: str = "default") -> None:
        """End a part."""
        if (annotation := Mstx._open.pop(range_id, None)) is not None:
            annotation.__exit__(None, None, None)


def _is_named(message: Any) -> bool:
    if isinstance(message, str) and message:
        return True
    log.warning(f"A name for the profiler must be a str that is not empty, but is {message!r}.")
    return False


class DynamicProfilerMonitor(Callback):
    """A callback that records the steps that a file asks for: ``profiler_config.json`` with ``"start_step"`` and
    ``"stop_step"``, which may be changed while the program runs.

    Args:
        cfg_path: the directory of the file.
        output_path: the directory that is written to.
        poll_interval: accepted: the file is read at each step.

    Examples:
        >>> import tempfile
        >>> from mindspore.profiler import DynamicProfilerMonitor
        >>> monitor = DynamicProfilerMonitor(cfg_path=tempfile.mkdtemp())
    """

    def __init__(
        self,
        cfg_path: str | None = None,
        output_path: str = "./dyn_profile_data",
        poll_interval: int = 2,
        **kwargs: Any,
    ):
        super().__init__()
        self._config = os.path.join(cfg_path or ".", "profiler_config.json")
        self._output = output_path
        self._steps: tuple[int, int] | None = None
        self._profiler: Profiler | None = None
        self._count = 0

    def _asked(self) -> tuple[int, int] | None:
        with contextlib.suppress(OSError, ValueError), open(self._config, encoding="utf-8") as file:
            config = json.load(file)
            steps = int(config.get("start_step", -1)), int(config.get("stop_step", -1))
            return steps if 0 < steps[0] <= steps[1] else None
        return None

    def _begin(self, step: int) -> None:
        asked = self._asked()
        if self._profiler is None and asked is not None and asked != self._steps and asked[0] == step:
            self._steps = asked
            folder = os.path.join(self._output, f"rank0_start{asked[0]}_stop{asked[1]}")
            self._profiler = Profiler(output_path=folder)

    def _complete(self, step: int) -> None:
        if self._profiler is not None and self._steps is not None and step >= self._steps[1]:
            self._close()

    def _close(self) -> None:
        if self._profiler is not None:
            self._profiler.stop()
            self._profiler = None

    def step_begin(self, run_context: RunContext) -> None:
        self._begin(run_context.original_args().cur_step_num)

    def step_end(self, run_context: RunContext) -> None:
        self._complete(run_context.original_args().cur_step_num)

    def on_train_end(self, run_context: RunContext) -> None:
        self._close()

    def step(self) -> None:
        """Say that a step is complete, where no Model trains."""
        self._complete(self._count)
        self._count += 1
        self._begin(self._count)

