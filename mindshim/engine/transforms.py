"""Forward derivatives, Jacobians and vectorisation.

A forward derivative is the derivative of a backward one: pulling a cotangent back is linear in it, so pulling *that*
back gives the tangents. Jacobians pull back a whole basis at once, with `jax.vmap` over the walk. `vmap` runs the
function on `jax.vmap`'s tracers; under a derivative it is one node.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import jax
import jax.numpy as jnp

from mindshim.engine import context, tape, tracing
from mindshim.engine.autodiff import (
    _checked_callable,
    _checked_flag,
    _ended,
    checked_positions,
    leaves_of,
    map_leaves,
    zeros_like,
)
from mindshim.engine.dispatch import Function, apply
from mindshim.engine.recording import Recording
from mindshim.engine.tensor import Tensor, wrap


def _primal_and_aux(output: Any, has_aux: bool) -> tuple[Any, Any]:
    if not has_aux:
        return output, None
    if not isinstance(output, (tuple, list)) or len(output) < 2:
        raise ValueError("When has_aux is True, origin fn requires more than one outputs.")
    aux: Any = tuple(output[1:])
    return output[0], aux if len(aux) > 1 else aux[0]


class _Linearised:
    """A function run once, and its derivative as a linear map of tangents or cotangents.

    Use as a context manager: inside it, `push` and `pull` may be called as often as needed.
    """

    def __init__(self, fn: Callable[..., Any], args: Sequence[Any], wanted: Sequence[Tensor], has_aux: bool):
        self.fn, self.args, self.wanted, self.has_aux = fn, args, list(wanted), has_aux

    def __enter__(self) -> _Linearised:
        self.outside = Recording(keep=True).__enter__()
        self.inside = Recording(self.wanted, keep=True).__enter__()
        try:
            self.output = tracing.called(self.fn, tuple(self.args), {})
            self.primal, self.aux = _primal_and_aux(self.output, self.has_aux)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: Any) -> None:
        self.inside.__exit__()
        self.outside.__exit__()
        if not tape.recording():
            self.outside.tape.clear()
            _ended(self.output if hasattr(self, "output") else None)

    def pull(self, cotangents: Sequence[Any]) -> list[Any]:
        """Cotangents of the wanted inputs, as arrays."""
        seeds = list(zip(leaves_of(self.primal), cotangents, strict=True))
        found = self.inside.pull_back(seeds)
        return [zeros_like(t) if g is None else g for t, g in zip(self.wanted, found, strict=True)]

    def linear(self) -> Callable[[Sequence[Any]], list[Any]]:
        """The map from tangents of the wanted inputs to tangents of the outputs."""
        outputs = leaves_of(self.primal)
        dual = [zeros_like(o) for o in outputs]
        self.outside.watch(dual)
        pulled = self.inside.pull_back(list(zip(outputs, dual, strict=True)))

        def push(tangents: Sequence[Any]) -> list[Any]:
            seeds = [(p, t) for p, t in zip(pulled, tangents, strict=True) if p is not None]
            found = self.outside.pull_back(seeds, prune=True)
            return [zeros_like(o) if g is None else g for o, g in zip(outputs, found, strict=True)]

        return push


def jvp(fn: Callable[..., Any], inputs: Any, v: Any, has_aux: bool = False) -> tuple:
    """The output of `fn`, and its derivative in the direction `v`.

    Args:
        fn: a Cell or function of Tensors.
        inputs: its input, or a tuple or list of them.
        v: a direction of the same structure and shapes.
        has_aux: `fn` returns more than one output, and only the first takes part.

    Returns:
        ``(output, derivative)``, with `has_aux` ``(output, derivative, auxiliary outputs)``.

    Raises:
        TypeError: `fn` is not callable, or an input is no Tensor.
        ValueError: `v` has another length or shape than `inputs`.
    """
    _checked_callable(fn)
    _checked_flag("jvp", "has_aux", has_aux)
    args, directions = ((x,) if isinstance(x, Tensor) else x for x in (inputs, v))
    for given in (args, directions):
        if not isinstance(given, (tuple, list)) or not all(isinstance(t, Tensor) for t in given):
            raise TypeError("The inputs type must be a Tensor, tuple or list of Tensors.")
    if len(args) != len(directions):
        raise ValueError(f"v has invalid length: should be {len(args)}, but got {len(directions)}")
    for x, t in zip(args, directions, strict=True):
        if x.shape != t.shape:
            raise ValueError(f"For 'jvp', a direction must have its input's shape {x.shape}, but got {t.shape}.")
    unique, summed = _unique(args, directions)
    with _Linearised(fn, args, unique, has_aux) as linearised:
        tangents = iter(linearised.linear()(summed))
        output = map_leaves(lambda t: t, linearised.primal)
        derivative = map_leaves(lambda _: next(tangents), linearised.primal)
        aux = linearised.aux
    return (output, derivative, aux) if has_aux else (output, derivative)


def _unique(args: Sequence[Tensor], directions: Sequence[Tensor]) -> tuple[list[Tensor], list[Any]]:
    """Each Tensor once, with the sum of its directions."""
    found: dict[int, tuple[Tensor, Any]] = {}
    for x, t in zip(args, directions, strict=True):
        known = found.get(id(x))
        found[id(x)] = (x, t if known is None else known[1] + t)
    return [x for x, _ in found.values()], [t for _, t in found.values()]


def jacrev(fn: Callable[..., Any], grad_position: Any = 0, has_aux: bool = False) -> Callable[..., Any]:
    """The Jacobian of `fn`, row by row: efficient where it has fewer outputs than inputs.

    Args:
        fn: a Cell or function of Tensors.
        grad_position: which inputs to differentiate: an int or a tuple of ints.
        has_aux: only the first of `fn`'s outputs is differentiated; the others are returned as well.

    Returns:
        A function of `fn`'s arguments that returns a Tensor of shape ``output.shape + input.shape``: for several
        inputs a tuple of them, for several outputs a tuple of what one output gives.

    Raises:
        TypeError: `fn` is not callable, or `grad_position` no int or tuple.
        ValueError: a position is out of range.
    """
    return _jacobian(fn, grad_position, has_aux, _rows)


def jacfwd(fn: Callable[..., Any], grad_position: Any = 0, has_aux: bool = False) -> Callable[..., Any]:
    """The Jacobian of `fn`, column by column: efficient where it has fewer inputs than outputs.

    Arguments, result and errors are those of :func:`jacrev`.
    """
    return _jacobian(fn, grad_position, has_aux, _columns)


def _jacobian(fn: Any, grad_position: Any, has_aux: bool, compute: Callable[..., Any]) -> Callable[..., Any]:
    _checked_callable(fn)
    _checked_flag("jacrev", "has_aux", has_aux)
    positions = checked_positions(grad_position)

    def jacobian(*args: Any) -> Any:
        if any(p >= len(args) for p in positions):
            raise ValueError("The element in grad_position must belong to [0, args_num).")
        # A Tensor given at two positions is two variables here.
        args = tuple(wrap(a._value()) if i in positions and not tape.edge_of(a) else a for i, a in enumerate(args))
        wanted = [args[p] for p in positions]
        with _Linearised(fn, args, wanted, has_aux) as linearised:
            blocks = compute(linearised)
            aux = linearised.aux
            several = not isinstance(linearised.primal, Tensor)
        if len(wanted) == 1:
            blocks = [row[0] for row in blocks]
        result = tuple(tuple(b) if isinstance(b, list) else b for b in blocks) if several else (
            tuple(blocks[0]) if isinstance(blocks[0], list) else blocks[0])
        return (result, aux) if has_aux else result

    return jacobian


def _rows(linearised: _Linearised) -> list[list[Tensor]]:
    outputs = leaves_of(linearised.primal)
    blocks = []
    for i, output in enumerate(outputs):

        def row(cotangent: Any, i: int = i) -> list[Any]:
            return linearised.pull([cotangent if j == i else zeros_like(o) for j, o in enumerate(outputs)])

        found = _over_basis(row, output)
        blocks.append([g.reshape(output.shape + t.shape) for g, t in zip(found, linearised.wanted, strict=True)])
    return blocks


def _columns(linearised: _Linearised) -> list[list[Tensor]]:
    push = linearised.linear()
    outputs = leaves_of(linearised.primal)
    columns = []
    for i, x in enumerate(linearised.wanted):

        def column(tangent: Any, i: int = i) -> list[Any]:
            return push([tangent if j == i else zeros_like(w) for j, w in enumerate(linearised.wanted)])

        found = _over_basis(column, x)
        n = x.ndim
        columns.append([
            g.reshape(x.shape + o.shape).transpose(tuple(range(n, n + o.ndim)) + tuple(range(n)))
            for g, o in zip(found, outputs, strict=True)
        ])
    return [[column[i] for column in columns] for i in range(len(outputs))]


def _over_basis(linear: Callable[[Tensor], list[Tensor]], like: Tensor) -> list[Tensor]:
    """The linear map's results for every unit Tensor of a shape, stacked."""
    count = like.size
    basis = jnp.eye(count, dtype=like._array.dtype).reshape((count, *like.shape))
    if tape.state.tape is not None and tape.state.tape.depth > 2:
        # An outer derivative records each step, which it cannot while `jax.vmap` traces.
        from mindshim import ops

        each = [linear(wrap(basis[i])) for i in range(count)]
        return [ops.stack(list(column)) for column in zip(*each, strict=True)]
    arrays = jax.vmap(lambda unit: [t._value() for t in linear(wrap(unit))])(basis)
    return [wrap(a) for a in arrays]


# Vectorisation ---------------------------------------------------------------------------------------------------


def vmap(fn: Callable[..., Any], in_axes: Any = 0, out_axes: Any = 0) -> Callable[..., Any]:
    """`fn`, applied to every slice along an axis of its inputs, all at once.

    Args:
        fn: a Cell or function of Tensors.
        in_axes: along which axis of each input: an int or None for all inputs, or a tuple with an int, None or
            nested tuple for each.
        out_axes: where the axis stands in the outputs, likewise.

    Raises:
        RuntimeError: the axes do not fit the inputs, or `fn` is not callable.

    Examples:
        >>> import mindshim as ms
        >>> print(ms.vmap(lambda x: x.sum())(ms.Tensor([[1.0, 2.0], [3.0, 4.0]])))
        [3. 7.]
    """
    if isinstance(fn, (list, tuple)) or type(fn).__name__ == "CellList":
        cells: Any = fn
        return _ensemble(list(cells), in_axes, out_axes)
    if not callable(fn):
        raise RuntimeError(f"'vmap' needs a Cell or function, but got {type(fn).__name__}.")
    for name, axes in (("in_axes", in_axes), ("out_axes", out_axes)):
        if axes is None:
            raise RuntimeError(f"The '{name}' of 'vmap' cannot be a single None while 'fn' is not a 'CellList'.")
        _check_axes(name, axes)

    def mapped(*args: Any) -> Any:
        axes = _axes_of(args, in_axes)
        return _vectorised(fn, args, axes, out_axes)

    def compiled(*args: Any) -> Any:
        if tape.recording() or context.mode != context.GRAPH_MODE and not getattr(fn, "_compiled", False):
            return mapped(*args)
        from mindshim.engine import compile

        return compile.run(mapped, args, {}, "vmap")

    return compiled


def _ensemble(cells: list[Any], in_axes: Any, out_axes: Any) -> Callable[..., Any]:
    """Each of several Cells on its slice of the inputs."""

    def mapped(*args: Any) -> Any:
        from mindshim import ops

        axes = in_axes if isinstance(in_axes, tuple) else (in_axes,) * len(args)
        results = [
            cell(*[a if ax is None else ops.select(a, ax, i) for a, ax in zip(args, axes, strict=True)])
            for i, cell in enumerate(cells)
        ]
        if isinstance(results[0], Tensor):
            return ops.stack(results, out_axes)
        return tuple(ops.stack(list(r), out_axes) for r in zip(*results, strict=True))

    return mapped


def _check_axes(name: str, axes: Any) -> None:
    if isinstance(axes, (tuple, list)):
        for axis in axes:
            _check_axes(name, axis)
    elif axes is not None and (not isinstance(axes, int) or isinstance(axes, bool)):
        raise RuntimeError(
            f"The axis in vmap`s '{name}' can only be of type Int or None, but got {type(axes).__name__}.")


def _axes_of(args: tuple, in_axes: Any) -> list[int | None]:
    """The axis of every Tensor in the arguments; None for what is not mapped."""
    if isinstance(in_axes, (tuple, list)):
        if len(in_axes) != len(args):
            raise RuntimeError(
                "When vmap`s 'in_axes' is a tuple or list, its size must be equal to the number of arguments of "
                f"'fn': {len(args)}, but got size: {len(in_axes)}.")
        axes = [axis for arg, a in zip(args, in_axes, strict=True) for axis in _spread(arg, a)]
    else:
        axes = _spread(args, in_axes)
    sizes = set()
    for tensor, axis in zip(leaves_of(args), axes, strict=True):
        if axis is None:
            continue
        if not -tensor.ndim <= axis < tensor.ndim:
            raise RuntimeError(
                f"The axis: {axis} in 'in_axes' is out of bounds for array of dimension "
                f"[{-tensor.ndim},{tensor.ndim}).")
        sizes.add(tensor.shape[axis])
    if len(sizes) > 1:
        listed = " and ".join(map(str, sorted(sizes)))
        raise RuntimeError(f"For 'vmap', all mapped axes must have the same size, but have {listed}.")
    if not sizes:
        raise RuntimeError("For 'vmap', at least one axis of 'in_axes' must not be None.")
    return axes


def _spread(value: Any, axes: Any) -> list[int | None]:
    if isinstance(axes, (tuple, list)) and isinstance(value, (tuple, list)):
        return [a for v, axis in zip(value, axes, strict=True) for a in _spread(v, axis)]
    found: list[int | None] = [axes] * len(leaves_of(value))  # type: ignore[list-item]
    return found


def _vectorised(fn: Callable[..., Any], args: tuple, axes: list[int | None], out_axes: Any) -> Any:
    tensors = leaves_of(args)
    structure: list[Any] = []

    def run(arrays: Sequence[Any]) -> Any:
        rest = iter(arrays)
        output = tracing.called(fn, map_leaves(lambda _: wrap(next(rest)), args), {})
        structure[:] = [output]
        return [t._value() for t in leaves_of(output)]

    outer = tape.state.tape

    def mapped(*arrays: Any) -> tuple:
        former, tape.state.tape = tape.state.tape, None
        try:
            batched = jax.vmap(lambda *xs: run(xs), in_axes=tuple(axes), out_axes=0)(*arrays)
        finally:
            tape.state.tape = former
        return tuple(_moved(b, a) for b, a in zip(batched, _spread(structure[0], out_axes), strict=True))

    if outer is None:
        results = mapped(*[t._value() for t in tensors])
        rest = iter([wrap(r) for r in results])
        return map_leaves(lambda _: next(rest), structure[0])

    captured = _captured(mapped, tensors, outer)

    def pure(*arrays: Any) -> tuple:
        held = [t._array for t in captured]
        try:
            for tensor, array in zip(captured, arrays[len(tensors):], strict=True):
                tensor._array = array
            return mapped(*arrays[: len(tensors)])
        finally:
            for tensor, array in zip(captured, held, strict=True):
                tensor._array = array

    results = apply(Function("vmap", pure), [*tensors, *captured])
    rest = iter(results)
    return map_leaves(lambda _: next(rest), structure[0])


def _captured(mapped: Callable[..., Any], tensors: Sequence[Tensor], outer: tape.Tape) -> list[Tensor]:
    """The Tensors on the tape that the function reads beside its inputs."""
    reads = tape.Reads(outer)
    with reads:
        jax.eval_shape(mapped, *[t._value() for t in tensors])
    known = {id(t) for t in tensors}
    return [t for t in reads.found.values() if id(t) not in known]


def _moved(batched: Any, axis: int | None) -> Any:
    return batched[0] if axis is None else jnp.moveaxis(batched, 0, axis)
