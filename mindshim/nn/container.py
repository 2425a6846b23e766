"""Cells that hold cells: in a chain, in a list, in a dictionary."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import Any

from mindshim.engine import changes
from mindshim.nn.cell import Cell


def _index(count: int, index: Any, owner: str, inserting: bool = False) -> int:
    """The index, counted from the front.

    Raises:
        TypeError: it is no int.
        IndexError: it is out of range.
    """
    if not isinstance(index, int):
        raise TypeError(f"For '{owner}', the type of 'index' must be int, but got {type(index).__name__}.")
    if not -count <= index < count + inserting:
        closing = "]" if inserting else ")"
        raise IndexError(
            f"For '{owner}', the value of 'index' must be a number in range [{-count}, {count}{closing}, but "
            f"got {index}."
        )
    return index if index >= 0 else index + count


def _checked_cell(cell: Any, owner: str) -> Cell:
    if not isinstance(cell, Cell):
        raise TypeError(f"For '{owner}', each cell must be subclass of Cell, but got {type(cell).__name__}.")
    return cell


def _prefix_and_depth(cells: Mapping[str, Cell | None]) -> tuple[str, int]:
    """What comes before a child's own key in the names of the children's Parameters, and the place of that
    key.

    A container learns from its Parameters' names which prefix its parents gave it.
    """
    firsts = []
    for key, cell in cells.items():
        found = next(cell.get_parameters(), None) if cell is not None else None
        if found is not None:
            firsts.append((key, found.name.split(".")))
        if len(firsts) == 2:
            break
    prefix, depth = "", 0
    if not firsts:
        return prefix, depth
    key, parts = firsts[0]
    for i, part in enumerate(parts):
        if part == key:
            prefix, depth = ".".join(parts[:i]), i
            prefix = f"{prefix}." if prefix else ""
            if len(firsts) == 2 and len(firsts[1][1]) > i and firsts[1][1][i] == firsts[1][0]:
                break
    return prefix, depth


class _Numbered(Cell):
    """What chain and list have in common: children under the keys "0", "1", …"""

    # The keys that are names that the user gave, and so stay when cells are removed or inserted.
    _keyed: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self._cells)

    def __bool__(self) -> bool:
        return bool(self._cells)

    def set_grad(self, flag: bool = True) -> Any:
        """Set `requires_grad` on this and all its children."""
        self.requires_grad = flag
        for cell in self._cells.values():
            if cell is not None:
                cell.set_grad(flag)

    def _renumber(self, entries: list[tuple[str | None, Any]], prefix: str, depth: int) -> None:
        """Hold these cells; one with no key is numbered, and its Parameters' names get the new number."""
        found: OrderedDict[str, Cell | None] = OrderedDict()
        for i, (key, cell) in enumerate(entries):
            if key is None and self._auto_prefix:
                for parameter in cell.get_parameters():
                    parameter.name = f"{prefix}{i}." + ".".join(parameter.name.split(".")[depth + 1 :])
            found[str(i) if key is None else key] = cell
        self.__dict__["_cells"] = found

    def _inserted(self, index: int, cell: Cell) -> None:
        owner = self.cls_name
        index = _index(len(self), index, owner, inserting=True)
        _checked_cell(cell, owner)
        prefix, depth = _prefix_and_depth(self._cells)
        entries: list[tuple[str | None, Any]] = list(self._cells.items())
        behind = [(k if k in self._keyed else None, c) for k, c in entries[index:]]
        if self._auto_prefix:
            cell.update_parameters_name(f"{prefix}{index}.")
        self._renumber([*entries[:index], (str(index), cell), *behind], prefix, depth)


class _Cells:
    """The cells of a chain as a list, unless a subclass assigns something else to the attribute."""

    def __get__(self, owner: Any, kind: type) -> Any:
        return self if owner is None else list(owner._cells.values())


class SequentialCell(_Numbered):
    """Cells that are called one after the other.

    Args:
        args: cells; or one list of cells; or one OrderedDict, whose keys name them.

    Raises:
        TypeError: something is no Cell.

    Examples:
        >>> from mindshim import Tensor, nn
        >>> net = nn.SequentialCell(nn.ReLU(), nn.Flatten())
        >>> print(net(Tensor([[[-1.0], [2.0]]])))
        [[0. 2.]]
    """

    def __init__(self, *args: Any):
        super().__init__()
        cells: Any = args
        if len(args) == 1:
            cells = [args[0]] if isinstance(args[0], Cell) else args[0]
            if not isinstance(cells, (list, OrderedDict)):
                raise TypeError(
                    f"For '{self.cls_name}', the argument must be cells, a list of cells or an OrderedDict "
                    "of "
                    f"cells, but got {type(cells).__name__}."
                )
        if isinstance(cells, OrderedDict):
            self._keyed = frozenset(cells)
        items = (
            cells.items() if isinstance(cells, OrderedDict) else [(str(i), c) for i, c in enumerate(cells)]
        )
        for key, cell in items:
            self.insert_child_to_cell(key, _checked_cell(cell, self.cls_name))
            cell.update_parameters_name(f"{key}.")

    def construct(self, input_data: Any) -> Any:
        """The last cell's output, where each gets the output of the one before."""
        for cell in self._cells.values():
            input_data = cell(input_data)  # type: ignore[misc]
        return input_data

    cell_list = _Cells()

    def __iter__(self) -> Iterator[Cell]:
        return iter(self.cell_list)

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return self.__class__(OrderedDict(list(self._cells.items())[index]))
        return self.cell_list[_index(len(self), index, self.cls_name)]

    def __setitem__(self, index: int, cell: Cell) -> None:
        _checked_cell(cell, self.cls_name)
        prefix, _ = _prefix_and_depth(self._cells)
        key = list(self._cells)[_index(len(self), index, self.cls_name)]
        changes.count += 1
        self._cells[key] = cell
        cell.update_parameters_name(f"{prefix}{key}.")

    def __delitem__(self, index: int | slice) -> None:
        keys = list(self._cells)
        if isinstance(index, int):
            gone = [keys[_index(len(self), index, self.cls_name)]]
        elif isinstance(index, slice):
            gone = keys[index]
        else:
            raise TypeError(
                f"For '{self.cls_name}', 'index' must be an int or a slice, but got {type(index).__name__}."
            )
        for key in gone:
            changes.count += 1
            del self._cells[key]
        prefix, depth = _prefix_and_depth(self._cells)
        self._renumber([(k if k in self._keyed else None, c) for k, c in self._cells.items()], prefix, depth)

    def append(self, cell: Cell) -> None:
        """Add a cell at the end.

        Raises:
            TypeError: it is no Cell.
        """
        _checked_cell(cell, self.cls_name)
        prefix, _ = _prefix_and_depth(self._cells)
        key = str(len(self))
        cell.update_parameters_name(f"{prefix}{key}.")
        changes.count += 1
        self._cells[key] = cell

    def insert(self, index: int, cell: Cell) -> None:
        """Put a cell before the one at `index`; those behind it get the next numbers."""
        self._inserted(index, cell)

    _insert = insert


class CellList(_Numbered):
    """A list of cells, whose Parameters are part of the network. It is not called itself.

    Args:
        args: a list of cells.
        auto_prefix: (keyword) whether the Parameters get the cells' numbers in front of their names.

    Raises:
        TypeError: the argument is no list, or something in it no Cell.

    Examples:
        >>> from mindshim import nn
        >>> layers = nn.CellList([nn.Dense(2, 3), nn.ReLU()])
        >>> layers.append(nn.Dense(3, 1))
        >>> [p.name for p in layers.trainable_params()]
        ['0.weight', '0.bias', '2.weight', '2.bias']
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(kwargs.get("auto_prefix", True))
        if len(args) == 1:
            self.extend(args[0])

    def construct(self, *inputs: Any) -> Any:
        raise NotImplementedError(f"'{self.cls_name}' is a list: call the cells in it.")

    def __iter__(self) -> Iterator[Cell]:
        return iter(self._cells.values())  # type: ignore[arg-type]

    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return self.__class__(list(self._cells.values())[index])
        if not isinstance(index, int):
            raise TypeError(
                f"For '{self.cls_name}', 'index' must be an int or a slice, but got {type(index).__name__}."
            )
        return self._cells[str(_index(len(self), index, self.cls_name))]

    def __setitem__(self, index: int, cell: Cell) -> None:
        index = _index(len(self), index, self.cls_name)
        _checked_cell(cell, self.cls_name)
        if self._auto_prefix:
            cell.update_parameters_name(f"{_prefix_and_depth(self._cells)[0]}{index}.")
        changes.count += 1
        self._cells[str(index)] = cell

    def __delitem__(self, index: int | slice) -> None:
        if isinstance(index, int):
            gone = [str(_index(len(self), index, self.cls_name))]
        elif isinstance(index, slice):
            gone = list(self._cells)[index]
        else:
            raise TypeError(
                f"For '{self.cls_name}', 'index' must be an int or a slice, but got {type(index).__name__}."
            )
        for key in gone:
            changes.count += 1
            del self._cells[key]
        prefix, depth = _prefix_and_depth(self._cells)
        self._renumber([(None, c) for c in self._cells.values()], prefix, depth)  # type: ignore[misc]

    def __iadd__(self, cells: list[Cell]) -> CellList:
        return self.extend(cells)

    def insert(self, index: int, cell: Cell) -> None:
        """Put a cell before the one at `index`; those behind it get the next numbers."""
        self._inserted(index, cell)

    def extend(self, cells: list[Cell]) -> CellList:
        """Add the cells of a list at the end; returns this list.

        Raises:
            TypeError: `cells` is no list, or something in it is no Cell, or is a CellDict.
        """
        if not isinstance(cells, (list, CellList)):
            raise TypeError(
                f"For '{self.cls_name}', the cells to add must be a list, but got {type(cells).__name__}."
            )
        prefix, _ = _prefix_and_depth(self._cells)
        for cell in cells:
            if isinstance(cell, CellDict):
                raise TypeError(f"For '{self.cls_name}', a cell cannot be a CellDict.")
            _checked_cell(cell, self.cls_name)
            if self._auto_prefix:
                cell.update_parameters_name(f"{prefix}{len(self)}.")
            changes.count += 1
            self._cells[str(len(self))] = cell
        return self

    def append(self, cell: Cell) -> None:
        """Add a cell at the end.

        Raises:
            TypeError: it is no Cell.
        """
        _checked_cell(cell, self.cls_name)
        if self._auto_prefix:
            cell.update_parameters_name(f"{_prefix_and_depth(self._cells)[0]}{len(self)}.")
        changes.count += 1
        self._cells[str(len(self))] = cell


class CellDict(Cell):
    """A dictionary of cells, whose Parameters are part of the network. It is not called itself.

    Args:
        args: a mapping, or an iterable of pairs, of names and cells.
        auto_prefix: (keyword) whether the Parameters get the cells' keys in front of their names.

    Raises:
        TypeError: a key is no str, a value no Cell, or itself a container.
        KeyError: a key is empty, has a dot, or is an attribute of Cell.

    Examples:
        >>> from mindshim import nn
        >>> heads = nn.CellDict({"a": nn.Dense(2, 1)})
        >>> "a" in heads, [p.name for p in heads.trainable_params()]
        (True, ['a.weight', 'a.bias'])
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(kwargs.get("auto_prefix", True))
        if len(args) == 1:
            self.update(args[0])

    def construct(self, *inputs: Any) -> Any:
        raise NotImplementedError(f"'{self.cls_name}' is a dictionary: call the cells in it.")

    def __len__(self) -> int:
        return len(self._cells)

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __contains__(self, key: object) -> bool:
        return key in self._cells

    def __getitem__(self, key: str) -> Any:
        return self._cells[key]

    def __setitem__(self, key: str, cell: Cell) -> None:
        owner = self.cls_name
        if not isinstance(key, str):
            raise TypeError(f"For '{owner}', the type of key should be string but got {type(key).__name__}.")
        if key not in self._cells and hasattr(self, key):
            raise KeyError(f"For '{owner}', the key cannot be an attribute of Cell, but got '{key}'.")
        if not key or "." in key:
            raise KeyError(f"For '{owner}', the key must not be empty or have a '.', but got '{key}'.")
        if not isinstance(cell, Cell) or isinstance(cell, (CellDict, CellList, SequentialCell)):
            raise TypeError(
                f"For '{owner}', a value must be a Cell that is no container, but got {type(cell).__name__}."
            )
        if self._auto_prefix:
            cell.update_parameters_name(f"{_prefix_and_depth(self._cells)[0]}{key}.")
        changes.count += 1
        self._cells[key] = cell

    def __delitem__(self, key: str) -> None:
        changes.count += 1
        del self._cells[key]

    def clear(self) -> None:
        """Remove all cells."""
        changes.count += 1
        self._cells.clear()

    def pop(self, key: str) -> Any:
        """Remove the cell under a key, and return it."""
        changes.count += 1
        return self._cells.pop(key)

    def keys(self) -> KeysView[str]:
        """The keys."""
        return OrderedDict(self._cells).keys()

    def values(self) -> ValuesView[Any]:
        """The cells."""
        return self._cells.values()

    def items(self) -> Any:
        """The pairs of key and cell."""
        return self._cells.items()

    def update(self, cells: Any) -> None:
        """Add the cells of a mapping or of an iterable of pairs.

        Raises:
            TypeError: `cells` is neither, or an element of it is no pair.
            ValueError: an element of it has another length than two.
        """
        if not isinstance(cells, Iterable):
            raise TypeError(
                f"For '{self.cls_name}', 'update' needs a mapping or an iterable of pairs, but got "
                f"{type(cells).__name__}."
            )
        if isinstance(cells, (Mapping, CellDict)):
            for key, cell in cells.items():
                self[key] = cell
            return
        for number, pair in enumerate(cells):
            if not isinstance(pair, Iterable):
                raise TypeError(
                    f"For '{self.cls_name}', element {number} must be a pair, but got {type(pair).__name__}."
                )
            pair = tuple(pair)
            if len(pair) != 2:
                raise ValueError(
                    f"For '{self.cls_name}', element {number} must be a pair, but has length {len(pair)}."
                )
            self[pair[0]] = pair[1]
