"""Writes ``operator_inputs.json``: with what each declared operator was called when the tests' programs ran.

    python tests/graph/record_inputs.py

It runs the oracle's programs and the examples of the kernels under mindshim, and notes for each declaration, under its
first face, one call: the attributes and the shapes and dtypes of the arrays. ``test_platforms.py`` lowers these.
An entry that is there already stays; after a change of a kernel's parameters delete it, and record again.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import re
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

import mindshim  # noqa: E402

mindshim.install()

import jax  # noqa: E402
import numpy as np  # noqa: E402
from graph.operator_inputs import PATH, Unwritable, face_of, read, written  # noqa: E402
from oracle.record import load_cases, run_case, topics  # noqa: E402

from mindshim.engine import dispatch  # noqa: E402
from mindshim.engine.tensor import Tensor  # noqa: E402
from mindshim.kernels.declare import DECLARATIONS  # noqa: E402

found: dict[str, dict[str, Any]] = read()
# Topics that call many times what others call once.
LEFT_OUT = ("graph_", "promotion", "checkpoint", "train")
# What the calls in `operator_calls.py` find beside the oracle's prelude.
HELPERS = """
import mindspore.numpy as mnp
import mindspore.scipy.ops
from mindshim.engine.binding import operator_named
f = lambda value: Tensor(value, ms.float32)
f16 = lambda *shape: Tensor(np.ones(shape, np.float16))
f32 = lambda *shape: Tensor(np.ones(shape, np.float32))
ints = lambda values: Tensor(values, ms.int32)
par = lambda *shape: Parameter(arr(*shape))
square = Tensor([[2., 1.], [1., 3.]])
alone = ms.communication.init
"""


def note(operator: dispatch.Operator, attributes: tuple, layout: tuple[int, ...], inputs: tuple) -> None:
    """Keep a call as the operator's example, unless there is one."""
    face = face_of(operator.declaration)
    if face in found:
        return
    arrays = [x._value() if isinstance(x, Tensor) else x for x in inputs]
    if any(isinstance(a, jax.core.Tracer) for a in arrays):
        return
    with contextlib.suppress(Unwritable):
        entry = {"attributes": written(attributes), "layout": list(layout), "inputs": [_aval(a) for a in arrays]}
        found[face] = entry


def _aval(value: Any) -> Any:
    if isinstance(value, (jax.Array, np.ndarray)):
        if math.prod(value.shape) > 10_000:
            raise Unwritable
        return {"shape": list(value.shape), "dtype": str(value.dtype)}
    return written(value)


plain = dispatch.Operator._specialised


def specialised(self: dispatch.Operator, attributes: tuple, layout: tuple[int, ...]) -> dispatch.Function:
    """As in mindshim; the function notes what it is called with."""
    function = plain(self, attributes, layout)
    compiled = function.compiled

    def watched(*inputs: Any) -> Any:
        result = compiled(*inputs)
        note(self, attributes, layout, inputs)
        return result

    function.compiled = watched
    return function


def main() -> None:
    dispatch.Operator._specialised = specialised
    import mindspore.numpy
    import mindspore.scipy  # noqa: F401 - they declare operators too

    from mindshim.kernels.examples import EXAMPLES

    chosen = [topic for topic in topics() if not topic.startswith(LEFT_OUT)]
    programs = [source for topic in chosen for source in load_cases(topic).values()]
    programs += [f"print(ops.{name}({arguments}))" for name, (arguments, _) in EXAMPLES.items()]
    calls = (Path(__file__).parent / "operator_calls.py").read_text().splitlines()
    programs = [HELPERS + call for call in calls if not call.startswith("#")] + programs
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        for number, source in enumerate(programs):
            if number % 100 == 0:
                save()
            mine = source.startswith(HELPERS)
            if not mine and not wanted() & set(re.findall(r"\w+", source)):
                continue
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                mindshim.set_context(mode=mindshim.PYNATIVE_MODE)
                mindshim.set_seed(1)
                answer = run_case(source, folder)
            if mine and "error" in answer:
                print(source[len(HELPERS):], answer["error"], answer["message"], file=sys.__stderr__)
    save()


def wanted() -> set[str]:
    """The last parts of the names of declarations that have no entry yet."""
    missing = (d for d in DECLARATIONS if not d.dynamic and face_of(d) not in found)
    return {face.lstrip("|").partition("(")[0].rpartition(".")[2] for d in missing for face in d.faces}


def save() -> None:
    lines = (f" {json.dumps(face)}: {json.dumps(found[face])}" for face in sorted(found))
    PATH.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
