"""Cell: the base of every network and layer.

A Cell keeps its Parameters, child cells and buffers in ordered dictionaries of their own, from which names,
prefixes and checkpoints follow. Calling it calls `construct`; whatever a call may need besides (hooks,
`bprop`, mixed precision, the check of names at the first call) is behind one flag, `_direct`, so that a plain
Cell costs no more than a function.
"""

from __future__ import annotations

import functools
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Any

from mindshim.engine import changes, tracing
from mindshim.engine.parameter import DEFAULT_NAME, Parameter, ParameterTuple
from mindshim.engine.tensor import Tensor
from mindshim.nn._calls import Calls
from mindshim.nn._options import Options
from mindshim.nn._state import State
from mindshim.ops.primitive import Primitive

_PREFIX = re.compile(r"\w*[0-9a-zA-Z_.\-]*", re.ASCII)


@tracing.watch
class Cell(Calls, State, Options):
    """A network, or a layer of one: `construct` computes, and what is assigned to attributes is owned.

    A Parameter without a name is named after its attribute; when a Cell is assigned to an attribute of
    another one, the names of its Parameters get the attribute's name and a dot put in front.

    Args:
        auto_prefix: whether the Parameters of child cells are renamed when the children are assigned.
        flags: values to set as attributes, as :meth:`add_flags` does.

    Examples:
        >>> from mindshim import Parameter, Tensor, nn
        >>> class Scale(nn.Cell):
        ...     def __init__(self):
        ...         super().__init__()
        ...         self.factor = Parameter(Tensor([2.0]))
        ...     def construct(self, x):
        ...         return x * self.factor
        >>> net = Scale()
        >>> print(net(Tensor([3.0])), net.trainable_params())
        [6.] [Parameter (name=factor, shape=(1,), dtype=Float32, requires_grad=True)]
    """

    _params: dict[str, Parameter | None]
    _cells: dict[str, Cell | None]
    _auto_prefix: bool = True
    training: bool = False
    requires_grad: bool = False
    _param_prefix: str = ""

    def __init__(self, auto_prefix: bool = True, flags: dict[str, Any] | None = None):
        attributes = self.__dict__
        attributes["_params"] = {}
        attributes["_cells"] = {}
        attributes["_buffers"] = {}
        attributes["_create_time"] = time.time_ns()
        if auto_prefix is not True:
            attributes["_auto_prefix"] = auto_prefix
        if flags:
            self.add_flags(**flags)

    def construct(self, *args: Any, **kwargs: Any) -> Any:
        """What the Cell computes. Every subclass defines it.

        Raises:
            AttributeError: the subclass does not.
        """
        raise AttributeError(f"For 'Cell', the method 'construct' is not defined in '{self.cls_name}'.")

    def __bool__(self) -> bool:
        return True

    # Attributes
    # --------------------------------------------------------------------------------------------------

    def __getattr__(self, name: str) -> Any:
        # Python calls this only where the ordinary look-up found nothing.
        attributes = self.__dict__
        if "_params" in attributes:
            if name in attributes["_params"]:
                return attributes["_params"][name]
            if name in attributes["_cells"]:
                return attributes["_cells"][name]
            if name in attributes["_buffers"]:
                return attributes["_buffers"][name]
        raise AttributeError(f"The '{type(self).__name__}' object has no attribute '{name}'.")

    def __setattr__(self, name: str, value: Any) -> None:
        changes.count += 1
        kind = _kind_of(type(value))
        if kind is Parameter:
            self.__dict__.pop(name, None)
            self.insert_param_to_cell(name, value)
        elif kind is Cell:
            self._own_cell(name, value)
        elif kind is ParameterTuple:
            for number, parameter in enumerate(value):
                if _is_generated(parameter.name):
                    parameter.name = f"Parameter${number + 1}"
                self.insert_param_to_cell(parameter.name, parameter, check_name_contain_dot=False)
            object.__setattr__(self, name, value)
        else:
            attributes = self.__dict__
            if "_params" in attributes and (
                name in attributes["_params"] or name in attributes["_cells"] or name in attributes["_buffers"]
            ):
                self._replace_owned(name, value)
                return
            if kind is Primitive:
                value.instance_name = name
            object.__setattr__(self, name, value)

    def _own_cell(self, name: str, cell: Cell) -> None:
        attributes = self.__dict__
        if "_params" not in attributes:
            self._require_init("assign a Cell")
        attributes.pop(name, None)
        if self._auto_prefix and (cell._cells or cell._params):
            cell.update_parameters_name(name + ".")
        if "." in name or self._has(name):
            self.insert_child_to_cell(name, cell)
        else:
            attributes["_cells"][name] = cell

    def _replace_owned(self, name: str, value: Any) -> None:
        """Assign to a Parameter, cell or buffer that the Cell owns under this name."""
        for owned, noun in ((self._params, "Parameter"), (self._cells, "Sub cell"), (self._buffers, "Buffer")):
            if name not in owned:
                continue
            present = owned[name]
            if value is None:
                owned[name] = None
            elif owned is self._params and isinstance(present, Parameter) and (
                isinstance(value, Tensor) or tracing.tracing() and isinstance(value, (int, float))
            ):
                present.set_data(value)
            else:
                raise TypeError(
                    f"{noun} '{name}' already exists in '{self.cls_name}', and cannot be replaced by a value "
                    f"of type {type(value).__name__}."
                )
            return

    def __delattr__(self, name: str) -> None:
        changes.count += 1
        for owned in (self._params, self._buffers, self._cells):
            if name in owned:
                del owned[name]
                return
        object.__delattr__(self, name)

    def _require_init(self, action: str) -> None:
        if "_params" not in self.__dict__:
            raise AttributeError(
                f"'{type(self).__name__}' cannot {action} yet: its __init__ must call super().__init__() "
                "first."
            )

    def insert_param_to_cell(
        self, param_name: str, param: Parameter | None, check_name_contain_dot: bool = True
    ) -> None:
        """Own a Parameter under a name; a Parameter without a name of its own gets this one.

        Raises:
            AttributeError: the Cell's `__init__` has not run yet.
            KeyError: the name is empty, has a dot, or is another attribute's.
            TypeError: the name is no str, or `param` neither a Parameter nor None.
        """
        self._require_init("own a Parameter")
        if not isinstance(param_name, str):
            raise TypeError(
                "For 'insert_param_to_cell', 'param_name' must be a str, but got "
                f"{type(param_name).__name__}."
            )
        if not param_name:
            raise KeyError("For 'insert_param_to_cell', 'param_name' must not be empty.")
        if check_name_contain_dot and "." in param_name:
            raise KeyError(
                f"For 'insert_param_to_cell', 'param_name' must have no '.', but got '{param_name}'."
            )
        if param_name not in self._params and self._has(param_name):
            raise KeyError(
                f"For 'insert_param_to_cell', '{self.cls_name}' already has an attribute '{param_name}'."
            )
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                "For 'insert_param_to_cell', 'param' must be a Parameter or None, but got "
                f"{type(param).__name__}."
            )
        if param is not None and _is_generated(param.name):
            param.name = param_name
        self._params[param_name] = param

    def insert_child_to_cell(self, child_name: str, child_cell: Cell | None) -> None:
        """Own a Cell under a name, without renaming its Parameters.

        Raises:
            KeyError: the name is empty, has a dot, or is another attribute's.
            TypeError: the name is no str, or `child_cell` neither a Cell nor None.
        """
        if not isinstance(child_name, str):
            raise TypeError(
                "For 'insert_child_to_cell', 'child_name' must be a str, but got "
                f"{type(child_name).__name__}."
            )
        if not child_name or "." in child_name:
            raise KeyError(
                f"For 'insert_child_to_cell', 'child_name' must not be empty or have a '.': '{child_name}'."
            )
        if child_name not in self._cells and self._has(child_name):
            raise KeyError(
                f"For 'insert_child_to_cell', '{self.cls_name}' already has an attribute '{child_name}'."
            )
        if child_cell is not None and not isinstance(child_cell, Cell):
            raise TypeError(
                "For 'insert_child_to_cell', 'child_cell' must be a Cell or None, but got "
                f"{type(child_cell).__name__}."
            )
        self._cells[child_name] = child_cell

    # Parameters
    # --------------------------------------------------------------------------------------------------

    def parameters_and_names(
        self, name_prefix: str = "", expand: bool = True
    ) -> Iterator[tuple[str, Parameter]]:
        """Each Parameter once, with its path (not its name), also those of child cells if `expand`."""
        cells = self.cells_and_names(name_prefix=name_prefix) if expand and self._cells else [(name_prefix, self)]
        seen = set()
        for prefix, cell in cells:
            for name, parameter in cell._params.items():
                if parameter is not None and id(parameter) not in seen:
                    seen.add(id(parameter))
                    yield (f"{prefix}.{name}" if prefix else name), parameter

    def get_parameters(self, expand: bool = True) -> Iterator[Parameter]:
        """Each Parameter once, also those of child cells if `expand`."""
        for _, parameter in self.parameters_and_names(expand=expand):
            yield parameter

    def trainable_params(self, recurse: bool = True) -> list[Parameter]:
        """The Parameters whose `requires_grad` is True."""
        return [p for p in self.get_parameters(expand=recurse) if p.requires_grad]

    def untrainable_params(self, recurse: bool = True) -> list[Parameter]:
        """The Parameters whose `requires_grad` is False."""
        return [p for p in self.get_parameters(expand=recurse) if not p.requires_grad]

    def parameters_dict(self, recurse: bool = True) -> OrderedDict[str, Parameter]:
        """The Parameters by their names."""
        return OrderedDict((p.name, p) for p in self.get_parameters(expand=recurse))

    def parameters_broadcast_dict(self, recurse: bool = True) -> OrderedDict[str, Parameter] | None:
        """The Parameters that are not `layerwise_parallel`, by their names; None if there are none."""
        found = OrderedDict(
            (p.name, p) for p in self.get_parameters(expand=recurse) if not p.layerwise_parallel
        )
        return found or None

    def update_parameters_name(self, prefix: str = "", recurse: bool = True) -> None:
        """Name each Parameter `prefix` and its path.

        Raises:
            ValueError: `prefix` has other characters than letters, digits, underscores, dots and minus signs.
        """
        if not _is_legal(prefix):
            raise ValueError(
                f"The prefix '{prefix}' is illegal: it may have letters, digits, underscores, dots and minus "
                "signs."
            )
        found = self.parameters_and_names() if recurse and self._cells else list(self._params.items())
        for name, parameter in found:
            if parameter is not None:
                parameter.name = prefix + name

    def _has(self, name: str) -> bool:
        # As hasattr, which is slow where there is nothing: it lets `__getattr__` raise.
        return (name in vars(self) or name in self._cells or name in self._params or name in self._buffers
                or hasattr(type(self), name))

    def check_names_and_refresh_name(self) -> None:
        """Where two Parameters have one name, name all after their paths."""
        cells: list[Cell] = [self]
        seen = {id(self)}
        found: list[Parameter] = []
        for cell in cells:  # which grows meanwhile
            found += [p for p in cell._params.values() if p is not None]
            for child in cell._cells.values():
                if child is not None and id(child) not in seen:
                    seen.add(id(child))
                    cells.append(child)
        if len(found) > 1 and len({p.name for p in found}) < len({id(p) for p in found}):
            self.update_parameters_name()
            self.check_names()
        for cell in cells:
            attributes = vars(cell)
            attributes["_checked"] = True
            if not cell._special:
                attributes["_direct"] = True

    def check_names(self) -> None:
        """Check that no two Parameters have one name.

        Raises:
            ValueError: two do.
        """
        names = set()
        for path, parameter in self.parameters_and_names():
            if parameter.name in names:
                raise ValueError(
                    f"In '{self.cls_name}', the Parameter at {path} has the name '{parameter.name}', "
                    "which another one has too. Names must be unique."
                )
            names.add(parameter.name)

    def init_parameters_data(self, auto_parallel_mode: bool = False) -> dict[Parameter, Parameter]:
        """Each Parameter with itself: Parameters have their initial values from the start."""
        return {p: p for p in self.get_parameters()}

    def update_cell_prefix(self) -> None:
        """Note on every cell its path, as :attr:`param_prefix`."""
        for name, cell in self.cells_and_names():
            cell.__dict__["_param_prefix"] = name

    @property
    def param_prefix(self) -> str:
        """The path that :meth:`update_cell_prefix` noted."""
        return self._param_prefix

    # Child cells
    # -------------------------------------------------------------------------------------------------

    def cells_and_names(
        self, cells: set[Cell] | None = None, name_prefix: str = ""
    ) -> Iterator[tuple[str, Cell]]:
        """The Cell itself and all below it, each once, with their paths."""
        seen = cells if cells else set()
        if self in seen:
            return
        seen.add(self)
        yield name_prefix, self
        for name, cell in self._cells.items():
            if cell:
                yield from cell.cells_and_names(seen, f"{name_prefix}.{name}" if name_prefix else name)

    def name_cells(self) -> OrderedDict[str, Cell]:
        """The direct children by their names, each once."""
        found: OrderedDict[str, Cell] = OrderedDict()
        seen = set()
        for name, cell in self._cells.items():
            if cell is not None and cell not in seen:
                seen.add(cell)
                found[name] = cell
        return found

    def cells(self) -> Any:
        """The direct children, each once."""
        return self.name_cells().values()

    def get_sub_cell(self, target: str) -> Cell:
        """The cell at a path such as ``"block.conv"``.

        Raises:
            AttributeError: there is no such attribute, or it is no Cell.
        """
        cell = self
        for name in target.split(".") if target else ():
            if not hasattr(cell, name):
                raise AttributeError(f"{cell.cls_name} has no attribute `{name}`")
            cell = getattr(cell, name)
            if not isinstance(cell, Cell):
                raise AttributeError(f"`{name}` is not an nn.Cell")
        return cell

    def apply(self, fn: Callable[[Cell], Any]) -> Cell:
        """Call ``fn`` with every cell below, and at last with the Cell itself; returns the Cell."""
        for cell in self.cells():
            cell.apply(fn)
        fn(self)
        return self

    # Printed form
    # ------------------------------------------------------------------------------------------------

    @property
    def cls_name(self) -> str:
        """The name of the Cell's class."""
        return self.__class__.__name__

    def _get_name(self) -> str:
        return self.__class__.__name__

    def extend_repr(self) -> str:
        """What the printed form says of the Cell itself; subclasses override it."""
        return ""

    def __repr__(self) -> str:
        extra = self.extend_repr()
        lines = extra.split("\n") if extra else []
        if len(lines) == 1 and not self._cells:
            return f"{self._get_name()}({extra})"
        for name, cell in self._cells.items():
            lines.append(f"({name}): " + repr(cell).replace("\n", "\n  "))
        inner = "\n  " + "\n  ".join(lines) + "\n" if lines else ""
        return f"{self._get_name()}({inner})"

    def __str__(self) -> str:
        return self.__repr__()


@functools.lru_cache(1024)
def _kind_of(cls: type) -> type | None:
    """What an attribute of this class is to a Cell."""
    return next((kind for kind in (Parameter, Cell, ParameterTuple, Primitive) if issubclass(cls, kind)), None)


@functools.lru_cache(1024)
def _is_legal(prefix: str) -> bool:
    return _PREFIX.fullmatch(prefix) is not None


def _is_generated(name: str) -> bool:
    return name.startswith(f"{DEFAULT_NAME}#")
