"""What MindSpore's profiler is told. Levels, metrics and formats are Ascend's; JAX's profiler records all there is."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import Any

from mindshim import log


class ProfilerLevel(enum.Enum):
    """How much of the kernels is recorded."""

    LevelNone = "LevelNone"
    Level0 = "Level0"
    Level1 = "Level1"
    Level2 = "Level2"


class ProfilerActivity(enum.Enum):
    """What is recorded."""

    NPU = "NPU"
    GPU = "GPU"
    CPU = "CPU"


class AicoreMetrics(enum.Enum):
    """What is measured of the cores of an Ascend processor."""

    PipeUtilization = "PipeUtilization"
    ArithmeticUtilization = "ArithmeticUtilization"
    Memory = "Memory"
    MemoryL0 = "MemoryL0"
    MemoryUB = "MemoryUB"
    ResourceConflictRatio = "ResourceConflictRatio"
    L2Cache = "L2Cache"
    MemoryAccess = "MemoryAccess"
    AiCoreNone = "None"


class ExportType(enum.Enum):
    """In which form it is written."""

    Db = "db"
    Text = "text"


class HostSystem(enum.Enum):
    """What is recorded of the host."""

    CPU = "cpu"
    MEM = "mem"
    DISK = "disk"
    NETWORK = "network"
    OSRT = "osrt"


class _ExperimentalConfig:
    """Further options, all of which are accepted."""

    def __init__(
        self,
        profiler_level: ProfilerLevel = ProfilerLevel.Level0,
        aic_metrics: AicoreMetrics = AicoreMetrics.AiCoreNone,
        l2_cache: bool = False,
        mstx: bool = False,
        data_simplification: bool = True,
        export_type: list[ExportType] | None = None,
        mstx_domain_include: list[str] | None = None,
        mstx_domain_exclude: list[str] | None = None,
        sys_io: bool = False,
        sys_interconnection: bool = False,
        host_sys: list[HostSystem] | None = None,
    ):
        self.profiler_level = profiler_level
        self.aic_metrics = aic_metrics
        self.export_type = export_type


class ProfilerAction(enum.Enum):
    """What a step does with the profiler."""

    NONE = 0
    WARM_UP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


class Schedule:
    """Which steps are recorded: after `skip_first` steps, rounds of `wait`, `warmup` and `active` steps.

    Args:
        wait: how many steps of a round are left out.
        active: how many are recorded.
        warmup: how many before them the profiler warms up.
        repeat: how many rounds; 0 for no end.
        skip_first: how many steps are left out before the first round.

    A value that makes no sense is replaced by the least that does, with a warning.

    Examples:
        >>> from mindspore.profiler import schedule
        >>> steps = schedule(wait=1, active=1)
        >>> [steps(i).name for i in range(3)]
        ['NONE', 'RECORD_AND_SAVE', 'NONE']
    """

    def __init__(self, *, wait: int, active: int, warmup: int = 0, repeat: int = 0, skip_first: int = 0):
        self.wait = _at_least("wait", wait, 0)
        self.active = _at_least("active", active, 1)
        self.warmup = _at_least("warmup", warmup, 0)
        self.repeat = _at_least("repeat", repeat, 0)
        self.skip_first = _at_least("skip_first", skip_first, 0)

    def __call__(self, step: int) -> ProfilerAction:
        if step < 0:
            raise ValueError(f"The step must not be negative, but is {step}.")
        step -= self.skip_first
        length = self.wait + self.warmup + self.active
        if step < 0 or 0 < self.repeat <= step / length:
            return ProfilerAction.NONE
        place = step % length
        if place < self.wait:
            return ProfilerAction.NONE
        if place < self.wait + self.warmup:
            return ProfilerAction.WARM_UP
        return ProfilerAction.RECORD if place < length - 1 else ProfilerAction.RECORD_AND_SAVE

    def to_dict(self) -> dict[str, int]:
        """The arguments."""
        names: Sequence[str] = ("wait", "active", "warmup", "repeat", "skip_first")
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        return f"Schedule({', '.join(f'{name}={value!r}' for name, value in self.to_dict().items())})"


def _at_least(name: str, value: Any, least: int) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= least:
        return value
    log.warning(f"For 'schedule', '{name}' must be an int from {least} on, but got {value!r}, and is {least} now.")
    return least
