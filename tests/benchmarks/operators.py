"""The time of single operators, eagerly: beside one kept `jax.jit` of the same, and beside the real MindSpore.

    python tests/benchmarks --only operators [--mindspore original/bin/python]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

SIZES = (64, 1024)

# What is called, with a and b matrices of floats, i one of ints below the size, m one of bools, v a vector of ints.
CALLS = """
ops.abs(a) ops.neg(a) ops.square(a) ops.exp(a) ops.log(b) ops.sin(a) ops.cos(a) ops.tanh(a) ops.sigmoid(a) ops.erf(a)
ops.relu(a) ops.gelu(a) ops.silu(a) ops.softplus(a) ops.elu(a) ops.sqrt(b) ops.rsqrt(b) ops.reciprocal(b) ops.sign(a)
ops.floor(a) ops.round(a) ops.isnan(a) ops.logical_not(m) a+b a-b a*b a/b a**2 ops.maximum(a,b) ops.minimum(a,b)
ops.pow(b,a) ops.floor_divide(a,b) ops.atan2(a,b) a>b a==b ops.logical_and(m,m) ops.where(m,a,b)
ops.clip_by_value(a,0,1) ops.sum(a) ops.sum(a,0) ops.mean(a,1) ops.amax(a,1) ops.prod(b,1) ops.var(a,1)
ops.logsumexp(a,1) ops.any(m,1) ops.norm(a) ops.softmax(a) ops.log_softmax(a) ops.argmax(a,1) ops.cumsum(a,1)
ops.sort(a) ops.topk(a,8) ops.argsort(a) ops.matmul(a,b) ops.dot(a,b) ops.outer(a[0],b[0])
ops.bmm(a.reshape(1,a.shape[0],-1),b.reshape(1,b.shape[0],-1)) ops.transpose(a,(1,0)) ops.reshape(a,(-1,))
ops.cat((a,b)) ops.stack((a,b)) ops.split(a,32) ops.tile(a,(2,1)) ops.expand_dims(a,0) ops.broadcast_to(a[0],a.shape)
ops.flip(a,(0,)) ops.roll(a,1,0) ops.tril(a) ops.diag(a[0]) ops.gather(a,v,0) ops.gather_elements(a,1,i)
ops.one_hot(v,64) ops.masked_fill(a,m,0.0) ops.nonzero(m) ops.unique(v) ops.index_select(a,0,v)
ops.tensor_scatter_add(a,v.reshape(-1,1),b) a[1] a[:,2:5] a[v] a.astype(ms.float16) a.copy()
ops.layer_norm(a,a.shape[1:],a[0],a[1])[0] ops.cross_entropy(a,v) ops.mse_loss(a,b) ops.smooth_l1_loss(a,b)
ops.dropout(a,p=0.5,training=False) ops.zeros((64,64)) ops.ones_like(a) ops.arange(0,64) ops.eye(64)
""".split()


def inputs(size: int, ms: Any) -> dict[str, Any]:
    """The names that the calls use."""
    numbers = np.random.default_rng(1)
    return {
        "ms": ms, "ops": ms.ops,
        "a": ms.Tensor(numbers.standard_normal((size, size)).astype(np.float32)),
        "b": ms.Tensor(numbers.uniform(0.5, 2, (size, size)).astype(np.float32)),
        "i": ms.Tensor(numbers.integers(0, size, (size, size)).astype(np.int32)),
        "m": ms.Tensor(numbers.random((size, size)) < 0.5),
        "v": ms.Tensor(numbers.integers(0, min(size, 64), size).astype(np.int32)),
    }


def measure(ms: Any, kept: Any = None) -> dict[str, dict[str, float]]:
    """The least seconds of each call: "eager", and "kept" where `kept` makes a kept program of a call and its names."""
    from timing import compare

    found: dict[str, dict[str, float]] = {}
    for size in SIZES:
        names = inputs(size, ms)
        for call in CALLS:
            code = compile(call, "call", "eval")
            sides = {"eager": lambda code=code, names=names: eval(code, names)}
            try:
                sides["eager"]()
                if kept is not None:
                    sides["kept"] = kept(code, names)
                    sides["kept"]()
                timings = compare(sides, rounds=7, seconds=0.004)
            except Exception as error:
                print(f"{call}: {type(error).__name__}: {error}", file=sys.stderr)
                continue
            found[f"{call} {size}"] = {name: timing.least for name, timing in timings.items()}
    return found


def kept_program(code: Any, names: dict[str, Any]) -> Any:
    """One compiled JAX function that does what a call does."""
    import jax

    from mindshim.engine.tensor import Tensor, wrap

    tensors = {name: t for name, t in names.items() if isinstance(t, Tensor)}
    plain = {name: value for name, value in names.items() if name not in tensors}

    def run(*arrays: Any) -> Any:
        result = eval(code, {**plain, **{n: wrap(a) for n, a in zip(tensors, arrays, strict=True)}})
        return [t._array for t in result] if isinstance(result, (tuple, list)) else result._array

    used = [name for name in tensors if name in code.co_names]
    tensors = {name: tensors[name] for name in used}
    try:
        compiled = jax.jit(run)
        arrays = [t._array for t in tensors.values()]
        compiled(*arrays)
    except Exception:  # its shape depends on values: there is no such program, and JAX runs it operator by operator too
        return lambda: eval(code, names)
    return lambda: compiled(*arrays)


def show(mindspore: str | None) -> None:
    """Print the table of all calls, the dispatch's cost and the calls that are slower than the real MindSpore's."""
    import mindspore as ours

    found = measure(ours, kept_program)
    theirs: dict[str, dict[str, float]] = {}
    if mindspore:
        run = subprocess.run([mindspore, __file__], capture_output=True, text=True, check=True)
        theirs = json.loads(run.stdout.strip().splitlines()[-1])
    print("\n| µs | " + " | ".join(f"{n}²: jit | mindshim | MindSpore" for n in SIZES) + " |")
    print("| --- |" + " ---: |" * 3 * len(SIZES))
    costs, slower = [], []
    for call in CALLS:
        row = []
        for size in SIZES:
            name = f"{call} {size}"
            times = found.get(name)
            if times is None:
                row += ["", "", ""]
                continue
            real = theirs.get(name, {}).get("eager")
            row += [f"{1e6 * times['kept']:.1f}", f"{1e6 * times['eager']:.1f}", f"{1e6 * real:.0f}" if real else ""]
            if size == SIZES[0]:
                costs.append(times["eager"] - times["kept"])
            elif real and times["eager"] > real:
                slower.append(f"`{call}` {times['eager'] / real:.1f}x")
        print(f"| `{call}` | " + " | ".join(row) + " |")
    print(f"\nabove a kept jax.jit, {SIZES[0]}²: median {1e6 * statistics.median(costs):.1f} µs")
    print(f"slower than MindSpore, {SIZES[-1]}²: {', '.join(slower) or 'none'}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    import mindspore

    print(json.dumps(measure(mindspore)))
