"""What layers and initializers begin with, as distributions: under an environment that holds the real MindSpore,
``python tests/oracle/initial_values.py`` writes ``initial_values.json``, which ``tests/test_initializers.py`` compares.

Of each array it records its shape and dtype, and the one number that it holds or 41 quantiles of its values.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

RECORD = Path(__file__).with_suffix(".json")
QUANTILES = np.linspace(0, 1, 41)

LAYERS = """
nn.Dense(200, 300)
nn.Dense(200, 300, weight_init="normal", bias_init="zeros")
nn.Dense(200, 300, weight_init="xavier_uniform", bias_init=0.5)
nn.BiDense(30, 40, 50)
nn.Conv1d(60, 80, 5, has_bias=True)
nn.Conv2d(30, 60, 3, has_bias=True)
nn.Conv2d(30, 60, (3, 5), group=2, has_bias=True)
nn.Conv2d(30, 60, 3, weight_init="he_normal", bias_init="ones", has_bias=True)
nn.Conv3d(20, 40, 3, has_bias=True)
nn.Conv1dTranspose(60, 80, 5, has_bias=True)
nn.Conv2dTranspose(30, 60, 3, has_bias=True)
nn.Conv2dTranspose(30, 60, 3, group=2, has_bias=True)
nn.Conv3dTranspose(20, 40, 3, has_bias=True)
nn.Embedding(300, 50)
nn.Embedding(300, 50, padding_idx=3)
nn.EmbeddingLookup(300, 50)
nn.MultiFieldEmbeddingLookup(300, 50, 4)
nn.BatchNorm1d(20)
nn.BatchNorm2d(20)
nn.BatchNorm3d(20)
nn.SyncBatchNorm(20)
nn.LayerNorm([20])
nn.GroupNorm(4, 20)
nn.InstanceNorm2d(20)
nn.PReLU(20)
nn.RNN(60, 80, 2, bidirectional=True)
nn.LSTM(60, 80)
nn.GRU(60, 80)
nn.RNNCell(60, 80)
nn.LSTMCell(60, 80)
nn.GRUCell(60, 80)
nn.MultiheadAttention(64, 4)
nn.MultiheadAttention(64, 4, kdim=32, vdim=48, add_bias_kv=True)
nn.TransformerEncoderLayer(64, 4, 96)
nn.TransformerDecoderLayer(64, 4, 96)
nn.Transformer(64, 4, 1, 1, 96)
nn.Conv2dBnAct(30, 60, 3, has_bias=True, has_bn=True)
nn.DenseBnAct(200, 300, has_bn=True)
mint.nn.Linear(200, 300)
mint.nn.Conv1d(60, 80, 5)
mint.nn.Conv2d(30, 60, 3)
mint.nn.Conv2d(30, 60, (3, 5), groups=2)
mint.nn.Conv3d(20, 40, 3)
mint.nn.ConvTranspose2d(30, 60, 3)
mint.nn.Embedding(300, 50)
mint.nn.Embedding(300, 50, padding_idx=3)
mint.nn.BatchNorm1d(20)
mint.nn.BatchNorm2d(20)
mint.nn.LayerNorm((4, 5))
mint.nn.GroupNorm(4, 20)
mint.nn.PReLU(20)
"""

INITIALIZERS = """
"normal" (200, 300)
"uniform" (200, 300)
"zeros" (20,)
"ones" (20,)
"xavier_uniform" (200, 300)
"xavier_normal" (200, 300)
"he_uniform" (200, 300)
"he_normal" (200, 300)
"xavierUniform" (200, 300)
"TruncatedNormal" (200, 300)
0.25 (20,)
Constant(3) (20,)
Normal() (200, 300)
Normal(0.5, 2.0) (200, 300)
Uniform() (200, 300)
Uniform(2.0) (200, 300)
TruncatedNormal() (200, 300)
TruncatedNormal(2.0, 1.0, -1.0, 3.0) (200, 300)
XavierUniform() (60, 80, 3)
XavierUniform(2.0) (200, 300)
XavierNormal(0.5) (60, 80, 3)
HeUniform() (60, 80, 3)
HeUniform(0.5, "fan_out", "leaky_relu") (60, 80, 3)
HeUniform(nonlinearity="relu") (200, 300)
HeNormal() (60, 80, 3)
HeNormal(mode="fan_out", nonlinearity="tanh") (200, 300)
HeNormal(nonlinearity="sigmoid") (200, 300)
VarianceScaling() (200, 300)
VarianceScaling(2.0, "fan_out", "uniform") (200, 300)
VarianceScaling(2.0, "fan_avg", "untruncated_normal") (200, 300)
Sparse(0.3) (200, 300)
Sparse(0.5, 2.0) (200, 300)
Orthogonal() (200, 300)
Orthogonal(2.0) (300, 200)
Identity() (20, 30)
Dirac() (6, 4, 3)
Dirac(2) (6, 4, 3, 3)
"""


def arrays(mindspore: Any) -> Iterator[tuple[str, Any, Callable[[], np.ndarray]]]:
    """Names, what has a shape and a dtype, and a function that gives a fresh array."""
    initializer = mindspore.common.initializer
    names = {"nn": mindspore.nn, "mint": mindspore.mint, **vars(initializer)}
    for line in LAYERS.strip().splitlines():
        for parameter in eval(line, names).get_parameters():
            yield f"{line}: {parameter.name}", parameter, parameter.asnumpy
    for line in INITIALIZERS.strip().splitlines():
        made_by, _, shape = line.rpartition(" (")
        found = initializer.initializer(eval(made_by, dict(names)), eval(f"({shape}"), mindspore.float32)
        yield line, found, lambda found=found: found.init_data().asnumpy()


def summary(values: np.ndarray) -> Any:
    """The one number that an array holds, or the quantiles of its values."""
    first = values.ravel()[0].item()
    if (values == first).all():
        return first
    return [float(f"{v:.5g}") for v in np.quantile(values.astype(np.float64), QUANTILES)]


def main() -> None:
    os.environ.update(OMP_NUM_THREADS="1", GLOG_v="3")
    import mindspore

    mindspore.set_seed(1)
    record = {
        name: {"shape": list(holder.shape), "dtype": str(holder.dtype), "values": summary(array())}
        for name, holder, array in arrays(mindspore)
    }
    lines = (f" {json.dumps(name)}: {json.dumps(found)}" for name, found in record.items())
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
