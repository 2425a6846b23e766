"""Every differentiable kernel of arrays and neural networks has the derivative that finite differences give."""

from __future__ import annotations

import itertools
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from jax.test_util import check_grads

import mindshim  # noqa: F401 - switches 64-bit numbers on
from mindshim.kernels import (
    activation,
    attention,
    boxes,
    conv,
    diagonal,
    gather,
    losses,
    manipulation,
    normalization,
    patches,
    pooling,
    resize,
    scatter,
    slicing,
    sort,
)

INDEX = np.array([2, 0, 1])
ELEMENTS = np.array([[0, 2, 1, 0], [1, 0, 2, 1]])
PLACES = np.array([[0, 1], [2, 3]])
CLASSES = np.array([1, 3, 0])
HALF = (np.arange(12).reshape(3, 4) % 2).astype(float)
MASK = HALF > 0

# A name, a function of arrays that are differentiated, and their shapes.
CASES: list[tuple[str, Any, tuple[tuple[int, ...], ...]]] = [
    *((k.__name__, k, ((3, 4),)) for k in (
        activation.relu, activation.relu6, activation.gelu_approximate, activation.gelu, activation.fast_gelu,
        activation.silu, activation.elu, activation.celu, activation.selu, activation.leaky_relu, activation.mish,
        activation.hardswish, activation.hardsigmoid, activation.hardtanh, activation.hardshrink,
        activation.softshrink, activation.softplus, activation.softsign, activation.logsigmoid,
        activation.tanhshrink, activation.glu, activation.swiglu, activation.softmax, activation.log_softmax)),
    ("prelu", activation.prelu, ((2, 3, 2), (3,))),
    ("softplus beyond the threshold", lambda x: activation.softplus(x * 30), ((3, 4),)),
    ("reshape", lambda x: manipulation.reshape(x, (2, -1)), ((3, 4),)),
    ("transpose", lambda x: manipulation.transpose(x, (1, 0)), ((3, 4),)),
    ("concat", lambda x, y: manipulation.concat([x, y], 1), ((3, 2), (3, 1))),
    ("stack", lambda x, y: manipulation.stack([x, y], 1), ((3, 2), (3, 2))),
    ("split", lambda x: manipulation.split(x, 3, 1), ((2, 4),)),
    ("tile", lambda x: manipulation.tile(x, (2, 3)), ((2, 2),)),
    ("repeat_interleave", lambda x: manipulation.repeat_interleave(x, (1, 0, 2), 0), ((3, 2),)),
    ("broadcast_to", lambda x: manipulation.broadcast_to(x, (2, 3, 4)), ((3, 1),)),
    ("block_diag", lambda x, y: manipulation.block_diag([x, y]), ((2, 3), (2,))),
    ("strided_slice", lambda x: slicing.strided_slice(x, (2, 0), (0, 4), (-1, 2)), ((3, 4),)),
    ("flip", lambda x: slicing.flip(x, (0, 1)), ((3, 4),)),
    ("roll", lambda x: slicing.roll(x, 2), ((3, 4),)),
    *((f"pad {mode}", lambda x, mode=mode: slicing.pad(x, (1, 1), mode), ((1, 2, 3),))
      for mode in ("constant", "reflect", "replicate", "circular")),
    ("diag_embed", slicing.diag_embed, ((2, 3),)),
    ("diagonal_scatter", slicing.diagonal_scatter, ((3, 4), (3,))),
    ("matrix_diag_part", lambda x: diagonal.matrix_diag_part(x, (-1, 1), 0.0), ((3, 4),)),
    ("matrix_set_diag", lambda x, d: diagonal.matrix_set_diag(x, d, (0, 1)), ((3, 4), (2, 3))),
    ("gather", lambda x: gather.gather(x, INDEX, 1), ((2, 3),)),
    ("gather in batches", lambda x: gather.gather(x, ELEMENTS, 1, 1), ((2, 3, 2),)),
    ("gather_elements", lambda x: gather.gather_elements(x, 0, ELEMENTS), ((3, 4),)),
    ("gather_nd", lambda x: gather.gather_nd(x, PLACES), ((3, 4),)),
    ("embedding", lambda w: gather.embedding_rows(INDEX, w, None, False), ((3, 4),)),
    ("select", lambda x, y: gather.select(MASK, x, y), ((3, 4), (3, 4))),
    ("masked_fill", lambda x, v: gather.masked_fill(x, MASK, v), ((3, 4), ())),
    ("masked_scatter", lambda x, s: gather.masked_scatter(x, MASK, s), ((3, 4), (6,))),
    ("scatter_nd", lambda u: scatter.scatter_nd(PLACES, u, (3, 4)), ((2,),)),
    ("scatter", lambda x, s: scatter.scatter(x, 0, ELEMENTS, s), ((3, 4), (2, 4))),
    ("scatter_add", lambda x, s: scatter.scatter_add_elements(x, 0, ELEMENTS, s), ((3, 4), (2, 4))),
    ("scatter product", lambda x, u: scatter._combine("", x, tuple(PLACES.T), u, "mul"), ((3, 4), (2,))),
    ("scatter quotient", lambda x, u: scatter._combine("", x, tuple(PLACES.T), 2 + u * u, "div"), ((3, 4), (2,))),
    ("segment sum", lambda x: scatter._segments("", x, CLASSES, 4, "add"), ((3, 4),)),
    ("sort", lambda x: sort.sort(x, 0, True)[0], ((3, 4),)),
    ("topk", lambda x: sort.topk(x, 2, 1, False)[0], ((3, 4),)),
    ("kthvalue", lambda x: sort.kthvalue(x, 2)[0], ((3, 4),)),
    ("conv1d", lambda x, w: conv._convolved("", x, w, None, 2, "same", 0, 1, 1), ((2, 3, 5), (4, 3, 3))),
    ("conv2d", lambda x, w, b: conv._convolved("", x, w, b, (2, 1), "pad", 1, 2, 2),
     ((2, 4, 6, 6), (6, 2, 3, 3), (6,))),
    ("conv3d", lambda x, w: conv._convolved("", x, w, None, 1, "valid", 0, 1, 1), ((1, 2, 3, 3, 3), (2, 2, 2, 2, 2))),
    ("conv_transpose2d", lambda x, w: conv.conv_transpose2d(x, w, None, 2, 1, 1, 2), ((1, 4, 3, 3), (4, 2, 3, 3))),
    ("dense", conv.dense, ((2, 3), (4, 3), (4,))),
    ("bidense", conv.bidense, ((2, 3), (2, 4), (5, 3, 4))),
    ("MaxPool", lambda x: pooling.max_pool(x, 3, 2, "same"), ((1, 2, 5, 5),)),
    ("MaxPool with places", lambda x: pooling.max_pool2d(x, 3, 2, 1, return_indices=True)[0], ((1, 2, 5, 5),)),
    ("AvgPool", lambda x: pooling.avg_pool(x, 3, 2, "same"), ((1, 2, 5, 5),)),
    ("adaptive mean", lambda x: pooling.adaptive_mean("", x, 2, (2, 3)), ((1, 2, 5, 5),)),
    ("adaptive maximum", lambda x: pooling.adaptive_largest("", x, 2, (2, 3))[0], ((1, 2, 5, 5),)),
    ("batch_norm", lambda x, w, b: normalization.batch_normalized("", x, w, b, None, None, True, 0.1, 1e-5)[0],
     ((4, 3), (3,), (3,))),
    ("layer_norm", lambda x, w, b: normalization.layer_norm(x, (4,), w, b), ((3, 4), (4,), (4,))),
    ("group_norm", lambda x, w, b: normalization.group_norm(x, 2, w, b), ((2, 4, 3), (4,), (4,))),
    ("rms_norm", lambda x, w: normalization.rms_norm(x, w)[0], ((3, 4), (4,))),
    ("l2_normalize", lambda x: normalization.l2_normalize(x, 1), ((3, 4),)),
    ("local_response_norm", normalization.local_response_norm, ((1, 6, 2, 2),)),
    *((k.__name__, k, ((3, 4), (3, 4))) for k in (
        losses.mse_loss, losses.l1_loss, losses.smooth_l1_loss, losses.huber_loss, losses.cosine_similarity)),
    ("binary_cross_entropy", lambda x: losses.binary_cross_entropy(1 / (1 + jnp.exp(-x)), HALF), ((3, 4),)),
    ("binary_cross_entropy_with_logits", lambda x: losses.binary_cross_entropy_with_logits(x, HALF, HALF + 1, HALF + 2),
     ((3, 4),)),
    ("kl_div", lambda x: losses.kl_div(x, HALF + 0.5), ((3, 4),)),
    ("cross_entropy", lambda x: losses.cross_entropy(x, CLASSES, jnp.arange(1.0, 5.0), 3, label_smoothing=0.1),
     ((3, 4),)),
    ("cross_entropy of probabilities", losses.cross_entropy, ((3, 4), (3, 4))),
    ("nll_loss", lambda x: losses.nll_loss(x, CLASSES), ((3, 4),)),
    ("ctc", lambda x: losses.sequence_loss(
        activation.log_softmax(x), np.array([[1, 1, 2]]), np.array([6]), np.array([3]), 0)[0], ((6, 1, 4),)),
    ("triplet_margin_loss", lambda a, p, n: losses.triplet_margin_loss(a, p, n, 5.0), ((3, 4), (3, 4), (3, 4))),
    *((f"resize {mode}", lambda x, mode=mode: resize.resized(x, (4, 7), mode), ((1, 2, 3, 5),))
      for mode in ("nearest", "bilinear", "bicubic")),
    *((f"grid_sample {mode} {pad}", lambda x, g, mode=mode, pad=pad: resize.sampled(x, g * 0.6, mode, pad, False),
       ((1, 2, 4, 5), (1, 2, 2, 2)))
      for mode, pad in itertools.product(("bilinear", "bicubic"), ("zeros", "border"))),
    ("affine_grid", lambda t: resize.affine_grid(t, (1, 1, 2, 3)), ((1, 2, 3),)),
    ("pixel_shuffle", lambda x: patches.pixel_shuffle(x, 2), ((1, 4, 2, 2),)),
    ("unfold", lambda x: patches.unfold(x, 2, 1, 1, 2), ((1, 2, 4, 4),)),
    ("fold", lambda x: patches.fold(x, 4, 2), ((1, 8, 9),)),
    ("flash_attention_score", lambda q, k, v: attention.flash_attention_score(
        q, k, v, 2, sparse_mode=2, scalar_value=0.5), ((1, 3, 4), (1, 3, 4), (1, 3, 4))),
    ("roi_align", lambda x: boxes.roi_align(x, np.array([[0, 1.0, 1.0, 6.0, 7.0]]), 2, 2, 0.5), ((1, 2, 5, 5),)),
]


@pytest.mark.parametrize(("function", "shapes"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_derivative(function: Any, shapes: tuple[tuple[int, ...], ...]) -> None:
    # Distinct numbers away from 0 and from each other, so that no finite difference crosses a kink.
    numbers = np.random.default_rng(0)
    inputs = []
    for shape in shapes:
        size = int(np.prod(shape))
        inputs.append(jnp.asarray(numbers.permutation((np.arange(size) - size / 2 + 0.3) * (4 / max(size, 4)))
                                  .reshape(shape)))
    check_grads(lambda *xs: function(*map(jnp.asarray, xs)), inputs, order=1, modes=["rev"], atol=1e-5, rtol=1e-5,
                eps=1e-6)
