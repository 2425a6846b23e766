"""Every declared operator lowers for CPUs, GPUs and TPUs, for which JAX needs no such device."""

from __future__ import annotations

import jax
import pytest
from graph.operator_inputs import face_of, read, read_value
from graph.platforms import NOT_ON, NOT_STORED, PLATFORMS

import mindshim.numpy
import mindshim.scipy.ops  # noqa: F401 - they declare operators too
from mindshim.engine.dispatch import Operator
from mindshim.kernels.declare import DECLARATIONS, Declaration

INPUTS = read()
# The shapes of the others depend on values: they are no part of a compiled program.
COMPILED = [declaration for declaration in DECLARATIONS if not declaration.dynamic]


def named(declaration: Declaration) -> str:
    return face_of(declaration).partition("(")[0]


def test_every_operator_has_example_inputs() -> None:
    assert not {face_of(d) for d in COMPILED} - set(INPUTS), "run tests/graph/record_inputs.py"


def test_exceptions_are_of_operators() -> None:
    assert NOT_ON.keys() | NOT_STORED.keys() <= set(map(named, COMPILED))


@pytest.mark.parametrize("declaration", [d for d in COMPILED if face_of(d) in INPUTS], ids=named)
def test_lowers(declaration: Declaration) -> None:
    entry = INPUTS[face_of(declaration)]
    attributes, layout, inputs = (read_value(entry[part]) for part in ("attributes", "layout", "inputs"))
    function = jax.jit(Operator(declaration)._specialised(attributes, layout).pure)
    refused, _ = NOT_ON.get(named(declaration), ((), ""))
    wanted = [p for p in PLATFORMS if p not in refused]
    if named(declaration) in NOT_STORED:
        for platform in wanted:
            function.trace(*inputs).lower(lowering_platforms=(platform,))
    else:
        jax.export.export(function, platforms=wanted)(*inputs)
    for platform in refused:
        with pytest.raises((NotImplementedError, ValueError)):
            function.trace(*inputs).lower(lowering_platforms=(platform,))
