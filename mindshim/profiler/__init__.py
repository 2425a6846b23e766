"""`mindspore.profiler`: what the program and the devices do, recorded by JAX's profiler.

A recording opens in TensorBoard (``pip install tensorboard xprof; tensorboard --logdir DIRECTORY``).
"""

from mindshim.profiler._options import (
    AicoreMetrics,
    ExportType,
    HostSystem,
    ProfilerActivity,
    ProfilerLevel,
    _ExperimentalConfig,
)
from mindshim.profiler._options import Schedule as schedule
from mindshim.profiler._profile import DynamicProfilerMonitor, Profiler, tensorboard_trace_handler
from mindshim.profiler._profile import Mstx as mstx
from mindshim.profiler._profile import Profile as profile

__all__ = [
    "AicoreMetrics",
    "DynamicProfilerMonitor",
    "ExportType",
    "HostSystem",
    "Profiler",
    "ProfilerActivity",
    "ProfilerLevel",
    "_ExperimentalConfig",
    "mstx",
    "profile",
    "schedule",
    "tensorboard_trace_handler",
]
