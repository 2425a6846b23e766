"""`mindspore.device_context`: which devices there are, and settings of their kernels.

XLA chooses kernels by itself, so the settings are checked and change nothing, but for TF32 on a GPU.
"""

from mindshim.device_context import ascend, cpu, gpu

__all__ = ["ascend", "cpu", "gpu"]
