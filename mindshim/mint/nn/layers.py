"""Layers without weights: each is made with the arguments of a function, and called with its Tensors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mindshim.engine.dispatch import bind_arguments
from mindshim.kernels.declare import Parameters
from mindshim.mint.nn import functional as F
from mindshim.nn.cell import Cell


def layer(name: str, made_with: str, function: Callable[..., Any], called_with: str = "input",
          shown: bool = False) -> type[Cell]:
    """The class of a layer that calls `function` with its inputs, and the arguments it was made with as keywords.

    `name` is what printed networks show, MindSpore's own name of the class, which is not always that of `mint.nn`;
    `shown` says that they show the arguments too.
    """
    parameters = Parameters.parse(made_with)
    inputs = Parameters.parse(called_with)

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        values = bind_arguments(f"{name}.__init__", parameters.names, parameters.defaults, parameters.positional, args,
                                kwargs)
        Cell.__init__(self)
        for argument, value in zip(parameters.names, values, strict=True):
            setattr(self, argument, value)

    def construct(self: Any, *tensors: Any, **kwargs: Any) -> Any:
        if kwargs or len(tensors) != len(inputs.names):
            tensors = bind_arguments(f"{name}.construct", inputs.names, inputs.defaults, inputs.positional, tensors,
                                     kwargs)
        return function(*tensors, **{n: getattr(self, n) for n in parameters.names})

    __init__.__signature__ = parameters.signature("self")  # type: ignore[attr-defined]
    construct.__signature__ = inputs.signature("self")  # type: ignore[attr-defined]
    body = {"__init__": __init__, "construct": construct, "__module__": "mindshim.mint.nn",
            "__signature__": parameters.signature(),
            "extend_repr": lambda self: ", ".join(f"{n}={getattr(self, n)}" for n in parameters.names * shown),
            "__doc__": f"`mint.nn.functional.{function.__name__}` as a layer.\n\n{function.__doc__ or ''}"}
    return type(name, (Cell,), body)


def _padding(mode: str, axes: int) -> Callable[..., Any]:
    def pad(input: Any, padding: Any, value: Any = None) -> Any:
        widths = (padding,) * (2 * axes) if isinstance(padding, int) else tuple(padding)
        if len(widths) != 2 * axes:
            raise ValueError(f"The padding must be an int or a tuple of {2 * axes} ints, but got {padding}.")
        return F.pad(input, widths, mode, value)

    pad.__doc__ = f"The last {axes} axes padded ({mode}): `padding` is one width, or one in front and behind each."
    return pad


def _upsampled(mode: str, align_corners: bool | None = None) -> Callable[..., Any]:
    def upsample(input: Any, size: Any = None, scale_factor: Any = None) -> Any:
        return F.interpolate(input, size, scale_factor, mode, align_corners)

    upsample.__doc__ = f"The last two axes resized ({mode})."
    return upsample


def identity(input: Any) -> Any:
    """The input."""
    return input


_WINDOW = "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True"

AdaptiveAvgPool1d = layer("AdaptiveAvgPool1d", "output_size", F.adaptive_avg_pool1d, shown=True)
AdaptiveAvgPool2d = layer("AdaptiveAvgPool2d", "output_size", F.adaptive_avg_pool2d, shown=True)
AdaptiveAvgPool3d = layer("AdaptiveAvgPool3d", "output_size", F.adaptive_avg_pool3d)
AdaptiveMaxPool1d = layer("AdaptiveMaxPool1d", "output_size, return_indices=False", F.adaptive_max_pool1d,
                          shown=True)
AdaptiveMaxPool2d = layer("AdaptiveMaxPool2d", "output_size, return_indices=False", F.adaptive_max_pool2d)
AvgPool1d = layer("AvgPool1dExt", _WINDOW, F.avg_pool1d)
AvgPool2d = layer("AvgPool2dExt", _WINDOW + ", divisor_override=None", F.avg_pool2d)
AvgPool3d = layer("AvgPool3dExt", _WINDOW + ", divisor_override=None", F.avg_pool3d)
MaxPool2d = layer("MaxPool2dExt", "kernel_size=1, stride=None, padding=0, dilation=1, return_indices=False, "
                  "ceil_mode=False", F.max_pool2d)
MaxUnpool2d = layer("MaxUnpool2d", "kernel_size, stride=None, padding=0", F.max_unpool2d,
                    "input, indices, output_size=None")
Flatten = layer("Flatten", "start_dim=1, end_dim=-1", F.flatten)
Fold = layer("Fold", "output_size, kernel_size, dilation=1, padding=0, stride=1", F.fold)
Unfold = layer("UnfoldExt", "kernel_size, dilation=1, padding=0, stride=1", F.unfold)
PixelShuffle = layer("PixelShuffle", "upscale_factor", F.pixel_shuffle)
Upsample = layer("UpsampleExt", "size=None, scale_factor=None, mode='nearest', align_corners=None, "
                 "recompute_scale_factor=None", F.interpolate)
UpsamplingNearest2d = layer("UpsamplingNearest2d", "size=None, scale_factor=None", _upsampled("nearest"))
UpsamplingBilinear2d = layer("UpsamplingBilinear2d", "size=None, scale_factor=None", _upsampled("bilinear", True))

ELU = layer("ELU", "alpha=1.0, inplace=False", F.elu)
GELU = layer("GELU", "approximate='none'", F.gelu)
GLU = layer("GLU", "dim=-1", F.glu)
Hardshrink = layer("HShrink", "lambd=0.5", F.hardshrink)
Hardsigmoid = layer("HSigmoid", "", F.hardsigmoid)
Hardswish = layer("HSwish", "", F.hardswish)
Hardtanh = layer("Hardtanh", "min_val=-1.0, max_val=1.0, inplace=False", F.hardtanh)
LogSigmoid = layer("LogSigmoid", "", F.logsigmoid)
LogSoftmax = layer("LogSoftmaxExt", "dim=None", F.log_softmax, "x")
Mish = layer("Mish", "", F.mish)
ReLU = layer("ReLU", "", F.relu)
ReLU6 = layer("ReLU6", "inplace=False", F.relu6)
SELU = layer("SELU", "", F.selu)
SiLU = layer("SiLU", "inplace=False", F.silu, "x")
Sigmoid = layer("Sigmoid", "", F.sigmoid)
Softmax = layer("SoftmaxExt", "dim=None", F.softmax)
Softshrink = layer("SoftShrink", "lambd=0.5", F.softshrink)
Tanh = layer("Tanh", "", F.tanh)
Threshold = layer("Threshold", "threshold, value, inplace=False", F.threshold)

BCELoss = layer("BCELoss", "weight=None, reduction='mean'", F.binary_cross_entropy, "input, target")
BCEWithLogitsLoss = layer("BCEWithLogitsLoss", "weight=None, reduction='mean', pos_weight=None",
                          F.binary_cross_entropy_with_logits, "input, target")
CosineEmbeddingLoss = layer("CosineEmbeddingLoss", "margin=0.0, reduction='mean'", F.cosine_embedding_loss,
                            "input1, input2, target")
CrossEntropyLoss = layer("CrossEntropyLoss", "weight=None, ignore_index=-100, reduction='mean', label_smoothing=0.0",
                         F.cross_entropy, "input, target")
KLDivLoss = layer("KLDivLoss", "reduction='mean', log_target=False", F.kl_div, "input, target")
L1Loss = layer("L1LossExt", "reduction='mean'", F.l1_loss, "logits, labels")
MSELoss = layer("MSELoss", "reduction='mean'", F.mse_loss, "input, target")
NLLLoss = layer("NLLLoss", "weight=None, ignore_index=-100, reduction='mean'", F.nll_loss, "input, target")
SmoothL1Loss = layer("SmoothL1Loss", "reduction='mean', beta=1.0", F.smooth_l1_loss, "input, target")
SoftMarginLoss = layer("SoftMarginLoss", "reduction='mean'", F.soft_margin_loss, "logits, labels")

ConstantPad1d, ConstantPad2d, ConstantPad3d = (
    layer(f"ConstantPad{n}d", "padding, value", _padding("constant", n)) for n in (1, 2, 3))
ZeroPad1d, ZeroPad2d, ZeroPad3d = (
    layer(f"ZeroPad{n}d", "padding", _padding("constant", n)) for n in (1, 2, 3))
ReflectionPad1d, ReflectionPad2d, ReflectionPad3d = (
    layer(f"ReflectionPad{n}d", "padding", _padding("reflect", n)) for n in (1, 2, 3))
ReplicationPad1d, ReplicationPad2d, ReplicationPad3d = (
    layer(f"ReplicationPad{n}d", "padding", _padding("replicate", n)) for n in (1, 2, 3))


class Identity(Cell):
    """The input; arguments are accepted and not used."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__()

    def construct(self, input: Any) -> Any:
        return input


class _Dropout(Cell):
    """In training, the function `dropout`; otherwise the input."""

    function: Callable[..., Any]

    def __init__(self, p: float = 0.5, inplace: bool = False):
        super().__init__()
        self.p = p
        self.inplace = inplace

    def construct(self, input: Any) -> Any:
        return type(self).function(input, self.p, self.training, self.inplace)


class Dropout(_Dropout):
    """In training, elements replaced by 0 with probability `p`, and the others scaled."""

    function = staticmethod(F.dropout)


class Dropout2d(_Dropout):
    """In training, whole channels replaced by 0 with probability `p`, and the others scaled."""

    function = staticmethod(F.dropout2d)


for _class in (Dropout, Dropout2d):
    _class.__name__ += "Ext"
