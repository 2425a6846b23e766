"""Tensor: a thin holder of one `jax.Array`.

What a Tensor holds may be replaced (by an in-place operator, an optimiser, item assignment); the array itself never
changes. Operators become methods in :mod:`mindshim.engine.binding`; here is what Python and JAX need.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import jax
import numpy as np
from jax.core import Tracer

from mindshim.engine import dtypes, printing
from mindshim.engine.arrays import SMALL_BYTES, Pending, from_python, put

_new = object.__new__
_DEVICES = ("CPU", "GPU", "ASCEND", "META")


def wrap(array: Any) -> Tensor:
    """A Tensor that holds this array."""
    tensor = _new(Tensor)
    tensor._array = array
    return tensor


def as_array(value: Any) -> Any:
    """An operator's argument that is no Tensor and no Python number, as an array; MindSpore's default dtypes."""
    if isinstance(value, Tensor):
        return value._value()
    if isinstance(value, (jax.Array, np.ndarray, np.generic, int, float, complex)):
        return value
    if isinstance(value, (list, tuple)):
        return from_python(value)
    raise TypeError(f"a Tensor or a number is needed here, but got {type(value).__name__}.")


# What a copy or a pickle of a Tensor does not take over as it is.
_OF_THE_OBJECT = frozenset(("_array", "_node", "_slot", "_view", "_hooks", "_born"))


class _TensorMeta(type):
    """The metaclass of Tensor, which MindSpore's own has under this name: classes are printed as MindSpore's."""

    def __repr__(cls) -> str:
        module = cls.__module__.replace("mindshim.engine", "mindspore.common")
        return f"<class '{module}.{cls.__qualname__}'>"


class Tensor(metaclass=_TensorMeta):
    """An n-dimensional array of one dtype, on a device.

    Args:
        input_data: number, (nested) sequence of numbers, NumPy array, `jax.Array` or Tensor. A Tensor's array is
            shared until one of the two is written to.
        dtype: a MindSpore dtype. By default that of `input_data`; Python floats give float32, ints int64.
        shape: with `init`, the shape of the Tensor to make.
        init: an :class:`~mindshim.common.initializer.Initializer` that fills it; needs `shape` and `dtype`.

    Raises:
        TypeError: `input_data` is no number, sequence of numbers, array or Tensor, or missing; or a sequence is ragged.
        ValueError: `shape` or `init` is given beside `input_data`, or without one another; or the device is unknown.

    Examples:
        >>> from mindshim import Tensor
        >>> print(Tensor([1.0, 2.0]) + 1)
        [2. 3.]
    """

    _array: Any
    # Defaults for what few Tensors have; see `tape` and `indexing`.
    _node: Any = None
    _slot: int = 0
    _view: Any = None
    _version: int = 0
    _storage: int = 0
    init: Any = None
    const_arg = False

    def __init__(
        self,
        input_data: Any = None,
        dtype: Any = None,
        shape: Any = None,
        init: Any = None,
        const_arg: bool = False,
        device: str | None = None,
        *,
        internal: bool = False,
    ):
        np_dtype = None if dtype is None else _checked_dtype(dtype)
        if device is not None and device.split(":")[0].upper() not in _DEVICES:
            raise ValueError(f"For Tensor, 'device' must be one of {_DEVICES}, but got {device!r}.")
        if const_arg:
            self.const_arg = True
        if init is not None:
            if input_data is not None:
                raise ValueError("For Tensor, 'input_data' and 'init' cannot be set at the same time.")
            if shape is None or np_dtype is None:
                raise ValueError("For Tensor, 'init' needs 'dtype' and 'shape'.")
            sizes = (shape,) if isinstance(shape, int) else tuple(shape)
            if any(size < 0 for size in sizes):
                raise ValueError(f"For Tensor, no size in 'shape' can be negative, but got {sizes}.")
            self._array = Pending(init, sizes, np_dtype)
            self.init = init
            return
        if input_data is None:
            if shape is None or np_dtype is None:
                raise TypeError("For Tensor, 'input_data' is missing; or give 'shape', 'dtype' and 'init'.")
            sizes = (shape,) if isinstance(shape, int) else tuple(shape)
            if not all(isinstance(s, (int, np.integer)) for s in sizes):  # not known yet: nothing but a description
                known = tuple(int(s) if isinstance(s, (int, np.integer)) else -1 for s in sizes)
                self._array = Pending(None, known, np_dtype)
            else:
                self._array = put(np.zeros(sizes, np_dtype))
            return
        if shape is not None:
            raise ValueError(f"For Tensor, 'shape' cannot be set beside 'input_data', but got {shape}.")
        if isinstance(input_data, Tensor):
            array = input_data._value()
            self._array = array if np_dtype is None or array.dtype == np_dtype else array.astype(np_dtype)
            if array is self._array and type(self) is Tensor:
                from mindshim.engine import views

                self._node, self._slot = input_data._node, input_data._slot
                views.attach(self, input_data, _detached)
        elif isinstance(input_data, jax.Array):
            self._array = input_data if np_dtype is None else input_data.astype(np_dtype)
        elif type(input_data) is np.ndarray and input_data.dtype in dtypes.FROM_NUMPY:
            if np_dtype is not None and input_data.dtype != np_dtype:
                input_data = input_data.astype(np_dtype)
            # What is kept by its bytes is a copy already.
            self._array = put(input_data if input_data.nbytes <= SMALL_BYTES else input_data.copy())
        elif isinstance(input_data, (np.ndarray, np.generic, int, float, complex, list, tuple)):
            self._array = put(from_python(input_data, np_dtype))
        else:
            raise TypeError(
                "For Tensor, 'input_data' must be a number, a sequence of numbers, a NumPy array or a Tensor, "
                f"but got {input_data!r} of type {type(input_data).__name__}."
            )

    if TYPE_CHECKING:
        # What is declared next to the kernels, and bound when it is first used.
        def __getattr__(self, name: str) -> Any: ...
        def __getitem__(self, index: Any) -> Tensor: ...
        def __setitem__(self, index: Any, value: Any) -> None: ...
        def __neg__(self) -> Tensor: ...
        def __pos__(self) -> Tensor: ...
        def __abs__(self) -> Tensor: ...
        def __invert__(self) -> Tensor: ...
        def __add__(self, other: Any) -> Tensor: ...
        def __radd__(self, other: Any) -> Tensor: ...
        def __sub__(self, other: Any) -> Tensor: ...
        def __rsub__(self, other: Any) -> Tensor: ...
        def __mul__(self, other: Any) -> Tensor: ...
        def __rmul__(self, other: Any) -> Tensor: ...
        def __truediv__(self, other: Any) -> Tensor: ...
        def __rtruediv__(self, other: Any) -> Tensor: ...
        def __floordiv__(self, other: Any) -> Tensor: ...
        def __mod__(self, other: Any) -> Tensor: ...
        def __pow__(self, other: Any) -> Tensor: ...
        def __rpow__(self, other: Any) -> Tensor: ...
        def __matmul__(self, other: Any) -> Tensor: ...
        def __and__(self, other: Any) -> Tensor: ...
        def __or__(self, other: Any) -> Tensor: ...
        def __lt__(self, other: Any) -> Tensor: ...
        def __le__(self, other: Any) -> Tensor: ...
        def __gt__(self, other: Any) -> Tensor: ...
        def __ge__(self, other: Any) -> Tensor: ...

    # What the Tensor holds ---------------------------------------------------------------------------------------

    def _value(self) -> Any:
        """The array, up to date with the Tensor that this one is a view of.

        Raises:
            RuntimeError: the Tensor waits for its initial values.
        """
        if self._view is not None:
            self._refresh()
        if type(self._array) is Pending:
            raise RuntimeError(f"{self!r} is uninitialized: call Tensor.init_data() before it is used.")
        return self._array

    def _refresh(self) -> None:
        """Take over what was written to the Tensor that this one is a view of."""
        self._view.refresh(self)

    def _assign(self, source: Tensor) -> Tensor:
        """Hold what `source` holds, history included; and write it through, if this Tensor is a view."""
        self._array = source._value()
        self._node, self._slot = source._node, source._slot
        self._version += 1
        if self._view is not None:
            self._view.write(self)
        return self

    # What it is --------------------------------------------------------------------------------------------------

    @property
    def shape(self) -> tuple[int, ...]:
        """The sizes of the axes."""
        return self._array.shape

    @property
    def dtype(self) -> dtypes.Type:
        """The MindSpore dtype of the elements."""
        return dtypes.FROM_NUMPY[self._array.dtype]

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return self._array.ndim

    @property
    def size(self) -> int:
        """The number of elements."""
        return self._array.size

    @property
    def itemsize(self) -> int:
        """Bytes per element."""
        return self._array.dtype.itemsize

    @property
    def nbytes(self) -> int:
        """Bytes of all elements together."""
        return self._array.size * self._array.dtype.itemsize

    @property
    def strides(self) -> tuple[int, ...]:
        """Bytes to step along each axis in row-major order."""
        return tuple(s * self.itemsize for s in self.stride())

    def stride(self, dim: int | None = None) -> Any:
        """Elements to step along each axis in row-major order: a list, or one number for the axis `dim`."""
        found, step = [], 1
        for size in reversed(self.shape):
            found.append(step)
            step *= max(size, 1)
        steps = found[::-1]
        return steps if dim is None else steps[dim]

    def storage_offset(self) -> int:
        """0: every Tensor has an array of its own."""
        return 0

    @property
    def has_init(self) -> bool:
        """Whether the Tensor was made with an initializer, and :meth:`init_data` has not been called yet."""
        return type(self._array) is Pending

    @property
    def device(self) -> str:
        """The device's name, such as ``CPU`` or ``cuda:0``."""
        if isinstance(self._array, (Tracer, Pending)):  # which is nowhere
            return "CPU"
        found = next(iter(self._array.devices()))
        return "CPU" if found.platform == "cpu" else f"{found.platform}:{found.id}"

    # Values ------------------------------------------------------------------------------------------------------

    def _host(self) -> np.ndarray:
        """The values, for Python to look at."""
        return np.asarray(self._value())

    def asnumpy(self) -> np.ndarray:
        """A NumPy array of the same shape and dtype, for the caller to keep and write to."""
        return np.array(self.init_data()._host())

    def numpy(self) -> np.ndarray:
        """As :meth:`asnumpy`."""
        return self.asnumpy()

    def item(self, index: Any = None) -> Any:
        """The element as a Python number: the only one, or the one at `index` (an int counts in row-major order).

        Raises:
            ValueError: the Tensor has several elements and no index is given, or the index is out of range.
        """
        array = self._host()
        if index is None:
            if array.size != 1:
                raise ValueError(f"a Tensor with {array.size} elements has no single item: give an index.")
            return array.item()
        if not isinstance(index, (int, tuple)) or isinstance(index, bool):
            raise TypeError(f"For 'item', the index must be an int or a tuple of ints, but got {type(index).__name__}.")
        try:
            return array.item(index)
        except IndexError as error:
            raise IndexError(f"For 'item', {error}") from None

    def tolist(self) -> Any:
        """The elements as nested lists of Python numbers; of a 0-d Tensor, the number."""
        return self._host().tolist()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        array = self.asnumpy()
        return array if dtype is None else array.astype(dtype, copy=False)

    def __jax_array__(self) -> jax.Array:
        return self._value()

    def __dlpack__(self, **options: Any) -> Any:
        return self._value().__dlpack__(**options)

    def __dlpack_device__(self) -> Any:
        return self._value().__dlpack_device__()

    def __bool__(self) -> bool:
        array = self._host()
        if array.size != 1:
            raise ValueError(f"The truth value of a Tensor with {array.size} elements is ambiguous.")
        return bool(array.item())

    def __int__(self) -> int:
        return int(self._scalar("int"))

    def __float__(self) -> float:
        return float(self._scalar("float"))

    def __complex__(self) -> complex:
        return complex(self._scalar("complex"))

    def __index__(self) -> int:
        value = self._scalar("index")
        if not isinstance(value, int):
            raise ValueError("Only integer Tensors of a single element can be converted to an index.")
        return int(value)

    def __round__(self, digits: int = 0) -> Tensor:
        return self.round(decimals=digits)  # type: ignore[attr-defined]

    def __format__(self, spec: str) -> str:
        if not spec:
            return str(self)
        return format(self._scalar("format"), spec)

    def _scalar(self, purpose: str) -> Any:
        array = self._host()
        if array.size != 1:
            raise ValueError(f"Only one element tensors can be converted to Python scalars, but got {array.shape}.")
        return array.item()

    # Python's protocols ------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        if self.ndim == 0:
            raise TypeError("len() of a 0-d tensor")
        return self.shape[0]

    def __iter__(self) -> Iterator[Tensor]:
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d tensor")
        return iter([self[i] for i in range(self.shape[0])])

    def __contains__(self, element: Any) -> bool:
        if isinstance(element, (Tensor, int, float, complex, np.number)):
            return bool(np.any(self._host() == np.asarray(element)))
        return False

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        if self._view is not None:
            self._refresh()
        return printing.represented(self._array if type(self._array) is Pending else self._host())

    def __str__(self) -> str:
        return repr(self) if type(self._array) is Pending else printing.printed(self._host())

    def __getstate__(self) -> dict[str, Any]:
        state = {k: v for k, v in vars(self).items() if k not in _OF_THE_OBJECT}
        state["_array"] = self._host()
        return state

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._array = put(self._array)

    def __copy__(self) -> Tensor:
        made = _new(type(self))
        for key, value in vars(self).items():
            if key not in _OF_THE_OBJECT:
                vars(made)[key] = value
        made._array = self._value()
        return made

    def __deepcopy__(self, memo: dict) -> Tensor:
        made = _new(type(self))
        memo[id(self)] = made
        for key, value in vars(self).items():
            if key not in _OF_THE_OBJECT:
                vars(made)[key] = copy.deepcopy(value, memo)
        made._array = self._value()
        return made

    # Writing -----------------------------------------------------------------------------------------------------

    def assign_value(self, value: Any) -> Tensor:
        """Hold the value of another Tensor (or number, or array) from now on."""
        return self._assign(value if isinstance(value, Tensor) else Tensor(value))

    def set_const_arg(self, const_arg: bool = True) -> Tensor:
        """Note whether the Tensor is a constant of a compiled program; returns the Tensor."""
        self.const_arg = const_arg
        return self

    def is_init(self) -> bool:
        """Whether :meth:`set_init_flag` said that the Tensor has its values."""
        return vars(self).get("_init_flag", False)

    def set_init_flag(self, is_init: bool) -> None:
        """Note whether the Tensor has its values."""
        self._init_flag = is_init

    def is_pinned(self) -> bool:
        """False: XLA takes care of the memory that it copies from."""
        return False

    @property
    def is_meta(self) -> bool:
        """False: every Tensor has values."""
        return False

    def move_to(self, to: str, blocking: bool = True) -> Tensor:
        """A Tensor with the same values; where they lie is XLA's to decide.

        Raises:
            ValueError: `to` is neither ``"CPU"`` nor ``"Ascend"``.
        """
        if to not in ("CPU", "Ascend"):
            raise ValueError(f"For 'move_to', 'to' must be 'CPU' or 'Ascend', but got {to!r}.")
        return self.__copy__()

    def set_dtype(self, dtype: Any) -> dtypes.Type:
        """Hold the same values in another dtype from now on; returns the dtype."""
        self._assign(wrap(self._value().astype(_checked_dtype(dtype))))
        return dtype

    def init_data(self, *_: Any, **__: Any) -> Tensor:
        """Draw the initial values, if the Tensor was made with an initializer; returns the Tensor."""
        if type(self._array) is Pending:
            self._array = self._array.drawn()
            self.init = None
        return self

    def value(self) -> Tensor:
        """The Tensor itself."""
        return self

    @property
    def data(self) -> Tensor:
        """A Tensor that shares with this one and is not differentiated."""
        from mindshim.engine import views

        return views.attach(_detached(self), self, _detached)

    @property
    def T(self) -> Tensor:  # noqa: N802 - MindSpore's name
        """The Tensor with its axes in reverse order."""
        return self.permute(*range(self.ndim)[::-1])  # type: ignore[attr-defined]

    @property
    def mT(self) -> Tensor:  # noqa: N802 - MindSpore's name
        """The Tensor with its last two axes exchanged.

        Raises:
            ValueError: it has fewer than two axes.
        """
        if self.ndim < 2:
            raise ValueError(f"For 'mT', the Tensor must have at least two axes, but has {self.ndim}.")
        return self.swapaxes(-2, -1)  # type: ignore[attr-defined]

    @property
    def mH(self) -> Tensor:  # noqa: N802 - MindSpore's name
        """The conjugate of the Tensor with its last two axes exchanged."""
        return self.mT.conj()

    @property
    def H(self) -> Tensor:  # noqa: N802 - MindSpore's name
        """The conjugate transpose of a matrix.

        Raises:
            ValueError: the Tensor is no matrix.
        """
        if self.ndim != 2:
            raise ValueError(f"For 'H', the Tensor must be a matrix, but has {self.ndim} axes.")
        return self.swapaxes(0, 1).conj()  # type: ignore[attr-defined]

    def contiguous(self) -> Tensor:
        """The Tensor itself: all Tensors are contiguous."""
        return self

    def is_contiguous(self) -> bool:
        """True: all Tensors are contiguous."""
        return True

    def flush_from_cache(self) -> None:
        """Nothing: there is no cache to flush."""

    def asnumpy_of_slice_persistent_data(self, *_: Any) -> Any:
        raise NotImplementedError("There is no slice-wise storage of parameters on XLA.")

    @staticmethod
    def from_numpy(array: np.ndarray) -> Tensor:
        """A Tensor that shares a NumPy array's values: what is written to one is seen in the other.

        XLA's arrays cannot be written to from outside, so sharing costs a comparison at each use of the Tensor; an
        array of more than a mebibyte is copied instead.

        Raises:
            TypeError: `array` is no NumPy array.
        """
        if not isinstance(array, np.ndarray):
            raise TypeError(f"For 'from_numpy', a numpy.ndarray is needed, but got {type(array).__name__}.")
        from mindshim.engine.views import Shared

        tensor = Tensor(array)
        if array.nbytes <= Shared.LIMIT and array.dtype == tensor._array.dtype:
            tensor._view = Shared(array)
        return tensor

    def requires_grad_(self, requires_grad: bool = True) -> Tensor:
        """Accepted: what is differentiated is said where a derivative is taken. Returns the Tensor."""
        return self

    # Derivatives -------------------------------------------------------------------------------------------------

    def register_hook(self, hook: Any) -> Any:
        """Call ``hook(gradient)`` with the gradient of this Tensor whenever one is computed.

        Args:
            hook: a function of one Tensor that returns None, or what to put in the gradient's place.

        Returns:
            A handle whose ``remove()`` ends it.

        Raises:
            TypeError: `hook` is not callable.
        """
        from mindshim.engine import hooks

        return hooks.register_on_tensor(self, hook)


def _detached(tensor: Tensor) -> Tensor:
    return wrap(tensor._value())


def _checked_dtype(dtype: Any) -> np.dtype:
    if isinstance(dtype, dtypes.Type) and dtype.np_dtype is not None:
        return dtype.np_dtype
    raise TypeError(f"For Tensor, 'dtype' must be one of MindSpore's dtypes, but got {dtype!r}.")


def _flatten(tensor: Tensor) -> tuple[tuple[Any], None]:
    return (tensor._value(),), None


def _unflatten(_: None, children: tuple[Any]) -> Tensor:
    return wrap(children[0])


jax.tree_util.register_pytree_node(Tensor, _flatten, _unflatten)

