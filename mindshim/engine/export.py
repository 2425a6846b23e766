"""A network in one file: its program as StableHLO, lowered for several platforms, beside its weights.

The file is a zip archive with the program as `jax.export` writes it, one JSON description, and the arrays as bytes.
Nothing in it is executed when it is read.
"""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Sequence
from typing import Any

import jax
import numpy as np
from jax import export as jax_export

from mindshim.engine import compile, dtypes
from mindshim.engine.arrays import put
from mindshim.engine.parameter import Parameter
from mindshim.engine.tensor import Tensor, wrap

PLATFORMS = ("cpu", "cuda", "tpu")
_FORMATS = ("AIR", "ONNX", "MINDIR")
_FORMAT = "mindshim program 1"


class FuncGraph:
    """A program that :func:`load` has read, for :class:`mindshim.nn.GraphCell` to run."""

    def __init__(self, name: str, exported: jax_export.Exported, state: list[dict[str, Any]], arrays: list[Any],
                 description: dict[str, Any]):
        self.name = name
        self.exported = exported
        self.state = state
        self.arrays = arrays
        self.inputs: list[Any] = description["inputs"]
        self.written: list[int] = description["written"]
        self.result: Any = description["result"]

    def parameters(self) -> list[Tensor]:
        """The state of the program, as new Parameters (and Tensors, for what is none)."""
        found = []
        for about, array in zip(self.state, self.arrays, strict=True):
            held = wrap(put(array.copy()))
            found.append(Parameter(held, about["name"], about["requires_grad"]) if about["name"] else held)
        return found

    def run(self, state: Sequence[Tensor], inputs: Sequence[Any]) -> Any:
        """The network's outputs.

        Raises:
            ValueError: the inputs are not those that the network was exported for.
        """
        given = [t for t in inputs if isinstance(t, Tensor)]
        shapes = [[list(t.shape), str(t.dtype)] for t in given]
        if shapes != self.inputs:
            raise ValueError(f"The program '{self.name}' was exported for inputs of {self.inputs}, but got {shapes}.")
        outputs: Any = self.exported.call(*[t._value() for t in given], *[t._value() for t in state])
        first = len(outputs) - len(self.written)
        for place, array in zip(self.written, outputs[first:], strict=True):
            state[place]._assign(wrap(array))
        return _rebuilt(self.result, outputs)


def export(net: Any, *inputs: Any, file_name: str, file_format: str, **kwargs: Any) -> None:
    """Write a network's program and weights to ``file_name.mindir``.

    The file is mindshim's own: StableHLO for the CPU, CUDA and the TPU. The network is exported as it predicts
    (`training` False).

    Args:
        net: a Cell.
        inputs: Tensors of the shapes and dtypes that the program is for.
        file_name: where to write; ``.mindir`` is added if it is not there.
        file_format: ``"MINDIR"``.
        kwargs: accepted, as MindSpore has them.

    Raises:
        TypeError: `file_name` is no str.
        ValueError: `file_format` is unknown, or one for Ascend.
        RuntimeError: `net` is no Cell or function.
        ImportError: the extra `export` is not installed.
        NotImplementedError: the format is ONNX, or the network cannot be one program.
    """
    if not isinstance(file_name, str):
        raise TypeError(f"For 'export', 'file_name' must be a str, but got {type(file_name).__name__}.")
    if file_format not in _FORMATS:
        raise ValueError(f"For 'export', 'file_format' must be one of {list(_FORMATS)}, but got {file_format}.")
    if file_format == "AIR":
        raise ValueError("For 'export', the format 'AIR' is for Ascend only.")
    if file_format == "ONNX":
        raise NotImplementedError("For 'export', the format 'ONNX' is not written: StableHLO ('MINDIR') is.")
    if not callable(net):
        raise RuntimeError(f"For 'export', a Cell or a function is needed, but got {type(net).__name__}.")
    training = getattr(net, "training", False)
    if training:
        net.set_train(False)
    try:
        program, tensors = compile.traced_program(net, inputs)
    finally:
        if training:
            net.set_train(True)
    state = program.states
    structs = [jax.ShapeDtypeStruct(t.shape, t._value().dtype) for t in (*tensors, *state)]
    pure = program.pure
    try:
        import flatbuffers  # noqa: F401 - what JAX writes programs with
    except ImportError:
        raise ImportError("Programs are written with flatbuffers: pip install 'mindshim[export]'.") from None
    exported = jax_export.export(jax.jit(pure), platforms=PLATFORMS)(*structs)
    arrays = [np.asarray(t._value()) for t in state]
    places = {id(t): i for i, t in enumerate(state)}
    description = {
        "format": _FORMAT,
        "name": program.name,
        "inputs": [[list(t.shape), str(t.dtype)] for t in tensors],
        "written": [places[id(t)] for t in program.targets],
        "result": _described(program.result),
        "state": [{
            "name": t.name if isinstance(t, Parameter) else "",
            "requires_grad": isinstance(t, Parameter) and t.requires_grad,
            "shape": list(a.shape), "dtype": str(a.dtype),
        } for t, a in zip(state, arrays, strict=True)],
    }
    path = file_name if file_name.endswith(".mindir") else file_name + ".mindir"
    _write(path, description, bytes(exported.serialize()), arrays)


def _write(path: str, description: dict[str, Any], program: bytes, arrays: Sequence[np.ndarray]) -> None:
    """Write all or nothing: a file that is there stays whole until the new one is."""
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                archive.writestr("description.json", json.dumps(description, indent=1))
                archive.writestr("program.bin", program)
                for i, array in enumerate(arrays):
                    archive.writestr(f"state/{i}", np.ascontiguousarray(array).tobytes())
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def load(file_name: str, **kwargs: Any) -> FuncGraph:
    """Read what :func:`export` wrote.

    Args:
        file_name: a file whose name ends with ``.mindir``.
        kwargs: accepted, as MindSpore has them.

    Returns:
        A program, to be run by :class:`mindshim.nn.GraphCell`.

    Raises:
        ValueError: `file_name` is no str, does not end with ``.mindir``, or there is no such file.
        RuntimeError: the file is no such program, or damaged. Files of the real MindSpore are of another kind.
    """
    if not isinstance(file_name, str):
        raise ValueError(f"For 'load', 'file_name' must be a str, but got {type(file_name).__name__}.")
    if not file_name.endswith(".mindir"):
        raise ValueError(f"For 'load', 'file_name' must end with '.mindir', but got {file_name}.")
    if not os.path.exists(file_name):
        raise ValueError(f"For 'load', there is no file {file_name}.")
    try:
        with zipfile.ZipFile(file_name) as archive:
            description = json.loads(archive.read("description.json"))
            if description.get("format") != _FORMAT:
                raise RuntimeError(f"For 'load', {file_name} is of a format that this version does not know.")
            exported = jax_export.deserialize(bytearray(archive.read("program.bin")))
            arrays = [
                np.frombuffer(archive.read(f"state/{i}"), np.dtype(_numpy_dtype(s["dtype"]))).reshape(s["shape"])
                for i, s in enumerate(description["state"])
            ]
    except ImportError:
        raise ImportError("Programs are read with flatbuffers: pip install 'mindshim[export]'.") from None
    except (zipfile.BadZipFile, KeyError, json.JSONDecodeError, ValueError) as error:
        raise RuntimeError(
            f"For 'load', {file_name} is damaged, or no program of mindshim's (the real MindSpore's MINDIR files are "
            f"of another kind, and only it can read them): {error}") from None
    return FuncGraph(description["name"], exported, description["state"], arrays, description)


def _numpy_dtype(name: str) -> Any:
    return next((d for d in dtypes.FROM_NUMPY if str(d) == name), name)


def _described(result: Any) -> Any:
    """A nest of outputs as JSON: each Tensor is its number."""
    count = iter(range(10**9))

    def describe(value: Any) -> Any:
        if isinstance(value, Tensor):
            return {"tensor": next(count)}
        if isinstance(value, dict):
            return {"dict": {k: describe(v) for k, v in value.items()}}
        if isinstance(value, (tuple, list)):
            return {type(value).__name__ if type(value) in (tuple, list) else "tuple": [describe(v) for v in value]}
        return {"value": value}

    return describe(result)


def _rebuilt(described: Any, outputs: Sequence[Any]) -> Any:
    ((kind, value),) = described.items()
    if kind == "tensor":
        return wrap(outputs[value])
    if kind == "dict":
        return {k: _rebuilt(v, outputs) for k, v in value.items()}
    if kind in ("tuple", "list"):
        parts = [_rebuilt(v, outputs) for v in value]
        return tuple(parts) if kind == "tuple" else parts
    return value
