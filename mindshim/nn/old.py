"""Layers of MindSpore's first releases."""

from __future__ import annotations

from mindshim import ops
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell


class ResizeBilinear(Cell):
    """Resize images by bilinear interpolation, as MindSpore had it up to 1.9.

    Args:
        half_pixel_centers: whether a pixel's place is its centre.

    Inputs:
        - **x** (N, C, H, W).
        - **size** (H', W'), or
        - **scale_factor**, how many times larger the result is.
        - **align_corners** whether the corners stay the corners.

    Raises:
        ValueError: neither `size` nor `scale_factor` is given, or both.

    Examples:
        >>> from mindshim import Tensor
        >>> from mindshim.nn.old import ResizeBilinear
        >>> print(ResizeBilinear()(Tensor([[[[1.0, 3.0]]]]), size=(1, 4)))
        [[[[1. 2. 3. 3.]]]]
    """

    def __init__(self, half_pixel_centers: bool = False):
        super().__init__()
        self.half_pixel_centers = half_pixel_centers

    def construct(self, x: Tensor, size: tuple[int, int] | None = None, scale_factor: int | None = None,
                  align_corners: bool = False) -> Tensor:
        if (size is None) == (scale_factor is None):
            raise ValueError("For 'ResizeBilinear', one of 'size' and 'scale_factor' must be given, and not both.")
        if scale_factor is not None:
            size = (x.shape[2] * scale_factor, x.shape[3] * scale_factor)
        return ops.ResizeBilinearV2(align_corners, self.half_pixel_centers)(x, size)
