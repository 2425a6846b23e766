"""Runs small programs and records what they print or raise.

Under an environment that holds the real MindSpore, ``python tests/oracle/record.py [topic ...]`` writes
``recorded/TOPIC.json``. ``tests/test_oracle.py`` runs the same programs under mindshim, with the functions of
this file, and compares.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import types
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CASE_MARK = "# case:"
TIME_LIMIT = 60

# What each program finds in its namespace. `show` prints structure, dtype, shape and values on one line, so
# that a record does not depend on how arrays are laid out; `tried` prints a result or what was raised.
PRELUDE = '''
import copy, pickle
from functools import partial
import numpy as np
import mindspore
import mindspore as ms
from mindspore import (
    JitConfig, Parameter, ParameterTuple, Tensor, get_grad, grad, jacfwd, jacrev, jit, jvp, mint, nn, ops,
    value_and_grad, vjp, vmap,
)
from mindspore import dtype as mstype
from mindspore.common.initializer import initializer, Initializer, One, Zero, Normal
from mindspore.ops import composite as C
from mindspore.ops import functional as F
from mindspore.ops import operations as P

def number(value):
    if isinstance(value, bool) or isinstance(value, int):
        return str(value)
    if isinstance(value, complex):
        return f"({number(value.real)} {number(value.imag)}j)"
    text = f"{value:.6g}"
    return text if set(text) & set(".en") else text + "."

def numbers(values):
    return "[" + ", ".join(map(numbers, values)) + "]" if isinstance(values, list) else number(values)

def text(x):
    if isinstance(x, Parameter):
        return f"Parameter({x.name}, {body(x)})"
    if isinstance(x, Tensor):
        return f"Tensor({body(x)})"
    if isinstance(x, np.ndarray):
        return f"ndarray({x.dtype}, {x.shape}, {numbers(x.tolist())})"
    if isinstance(x, (list, tuple)):
        ends = "[]" if isinstance(x, list) else "()"
        return ends[0] + ", ".join(map(text, x)) + ends[1]
    if isinstance(x, dict):
        return "{" + ", ".join(f"{k!r}: {text(v)}" for k, v in x.items()) + "}"
    if x is None or x is ... or isinstance(x, (bool, int, float, complex, str)):
        return repr(x)
    return type(x).__name__

def body(x):
    a = x.astype(mstype.float32).asnumpy() if x.dtype == mstype.bfloat16 else x.asnumpy()
    return f"{x.dtype}, {tuple(x.shape)}, {numbers(a.tolist())}"

def show(*xs):
    for x in xs:
        print(text(x))

def arr(*shape, start=1, dtype=np.float32):
    """A Tensor of counting numbers."""
    count = int(np.prod(shape))
    return Tensor((np.arange(count) + start).reshape(shape).astype(dtype))

DTYPES = (
    "bool_ uint8 uint16 uint32 uint64 int8 int16 int32 int64 float16 bfloat16 float32 float64 complex64 complex128"
).split()

def sample(name):
    return Tensor(np.array([1]), getattr(mstype, name))

SHORT = {"Bool": "b", "Float": "f", "BFloat": "bf", "Int": "i", "UInt": "u", "Complex": "c"}

def kind(f):
    """The dtype of a result as `f32`, `*` where the real MindSpore refuses (the test then accepts everything)."""
    try:
        result = f()
        mindspore.runtime.synchronize()
    except Exception:
        return "*"
    if not isinstance(result, Tensor):
        return type(result).__name__
    name = str(result.dtype)
    return SHORT[name.rstrip("0123456789")] + name.lstrip("BCFIUabcdefghijklmnopqrstuvwxyz")

def pairs(f):
    """A table of the dtypes of f(x, y) for x, y of every dtype, and for a Python scalar on either side."""
    for a in DTYPES:
        x = sample(a)
        print(a, *(kind(lambda: f(x, sample(b))) for b in DTYPES))
        print(a, "scalars", *(kind(lambda: f(x, v)) for v in (True, 1, 1.5, 1j)))
        print("scalars", a, *(kind(lambda: f(v, x)) for v in (True, 1, 1.5, 1j)))

def singles(f):
    """The dtypes of f(x) for x of every dtype."""
    print(*(kind(lambda: f(sample(a))) for a in DTYPES))

def raised(error):
    """What to print for an exception: `*` where only the CPU kernel is missing (the test then accepts everything)."""
    missing = "unregistered", "Unsupported data type", "Create kernelmod", "Kernel select failed", "on this device"
    if any(s in str(error) for s in (*missing, "bprop not defined", "no attr:__infer__", "not support for complex")):
        return "*"
    builtin = next(c for c in type(error).__mro__ if c.__module__ == "builtins")
    return "raises " + builtin.__name__

def tried(*functions):
    for f in functions:
        try:
            result = f()
            mindspore.runtime.synchronize()
        except Exception as error:
            print(raised(error))
        else:
            show(result)

def both(f, *inputs):
    """The value of f and the gradients of its weighted sum by every float Tensor among its inputs."""
    def floats(out):
        outs = out if isinstance(out, (tuple, list)) else (out,)
        return [y for y in outs if isinstance(y, Tensor) and y.is_floating_point()]
    def weighted(*inputs):
        weights = [Tensor(np.arange(1, y.size + 1).reshape(y.shape).astype(np.float32)) for y in floats(f(*inputs))]
        return tuple(y * w.astype(y.dtype) for y, w in zip(floats(f(*inputs)), weights))
    where = tuple(i for i, x in enumerate(inputs) if isinstance(x, Tensor) and x.is_floating_point())
    tried(lambda: f(*inputs))
    try:
        differentiable = where and floats(f(*inputs))
    except Exception:
        differentiable = False
    if differentiable:
        tried(lambda: grad(weighted, where)(*inputs))
'''


def load_cases(topic: str) -> dict[str, str]:
    """The programs of ``cases/TOPIC.py`` by name."""
    cases: dict[str, str] = {}
    text = "\n" + (HERE / "cases" / f"{topic}.py").read_text()
    for part in text.split("\n" + CASE_MARK)[1:]:
        name, _, source = part.partition("\n")
        name = name.strip()
        if name in cases:
            raise ValueError(f"{topic}: two cases are called {name!r}")
        cases[name] = source.strip("\n") + "\n"
    return cases


def topics() -> list[str]:
    return sorted(path.stem for path in (HERE / "cases").glob("*.py"))


def digest(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def run_case(source: str, folder: str) -> dict[str, Any]:
    """Runs one program and returns its ``stdout`` and, if it raised, ``error``, ``builtin``, ``message`` and ``line``.

    The program gets a file and a module of its own in ``folder``: graph mode reads its source, pickle its module.
    """
    name = "oracle_case_" + digest(source)
    path = os.path.join(folder, name + ".py")
    Path(path).write_text(source)
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    record: dict[str, Any] = {}
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(PRELUDE, "<prelude>", "exec"), module.__dict__)
            numpy = module.__dict__["np"]
            # numpy 2 writes `np.float32(1.0)` where numpy 1 wrote `1.0`
            legacy = {"legacy": "1.25"} if int(numpy.__version__.split(".")[0]) >= 2 else {}
            with numpy.printoptions(**legacy), numpy.errstate(all="ignore"):
                exec(compile(source, path, "exec"), module.__dict__)
                module.__dict__["mindspore"].runtime.synchronize()
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
        record["error"] = type(error).__name__
        record["builtin"] = next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__
        record["message"] = next((s for s in str(error).strip().splitlines() if s.strip("- ")), "")
        record["message"] = re.sub("0x[0-9a-f]+", "0x...", record["message"])[:300]
        record["line"] = frames[-1].lineno if frames else None
    finally:
        sys.modules.pop(name, None)
    record["stdout"] = out.getvalue()
    return record


def _worker(topic: str) -> None:
    """Runs every case in a fork of this process, and writes one line of JSON each.

    MindSpore does not always recover from an exception: a failed gradient changes how later cases behave.
    """
    answers = os.dup(1)
    os.dup2(2, 1)
    import mindspore

    with tempfile.TemporaryDirectory() as folder:
        for source in load_cases(topic).values():
            child = os.fork()
            if child == 0:
                signal.alarm(TIME_LIMIT)
                # An operator's error otherwise appears at whatever later line first waits for it.
                mindspore.set_context(device_target="CPU", pynative_synchronize=True)
                mindspore.set_seed(1)
                os.write(answers, (json.dumps(run_case(source, folder)) + "\n").encode())
                os._exit(0)
            if os.waitpid(child, 0)[1] != 0:
                os.write(answers, b'{"crash": true}\n')


def _record(topic: str) -> None:
    cases = load_cases(topic)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "GLOG_v": "3"}
    started = time.time()
    command = [sys.executable, __file__, "--worker", topic]
    output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment).stdout
    records: list[dict[str, Any]] = [json.loads(line) for line in output.splitlines()]
    table = {name: {"hash": digest(cases[name]), **r} for name, r in zip(cases, records, strict=True)}
    with open(HERE / "recorded" / f"{topic}.json", "w") as file:
        lines = (f" {json.dumps(name)}: {json.dumps(record)}" for name, record in table.items())
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
    raised = sum("error" in r for r in records)
    for name, record in table.items():
        if "crash" in record:
            print(f"{topic}: the process died in {name!r}")
    print(f"{topic}: {len(cases)} cases, {raised} raise, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        _worker(sys.argv[2])
    else:
        for requested in sys.argv[1:] or topics():
            _record(requested)
