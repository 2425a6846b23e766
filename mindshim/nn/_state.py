"""A Cell's buffers, and its state as a dictionary of Tensors."""

from __future__ import annotations

import itertools
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mindshim.engine import hooks
from mindshim.engine.tensor import Tensor

_EXTRA = "_extra_state"
_keys = itertools.count()
_buffer_hooks: dict[int, Callable[..., Any]] = {}


class _IncompatibleKeys(namedtuple("_IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    """What `load_state_dict` returns: keys that it missed, and keys that it did not know."""

    __slots__ = ()

    def __repr__(self) -> str:
        return (
            super().__repr__()
            if self.missing_keys or self.unexpected_keys
            else "<All keys matched successfully>"
        )

    __str__ = __repr__


class State:
    """The part of :class:`~mindshim.nn.Cell` that deals with buffers and state dictionaries."""

    if TYPE_CHECKING:  # the other parts of Cell

        def __getattr__(self, name: str) -> Any: ...

    _buffers: dict[str, Tensor | None]
    _non_persistent_buffers_set: frozenset[str] = frozenset()
    _state_hooks: dict[str, dict[int, Callable[..., Any]]] | None = None

    def register_buffer(self, name: str, tensor: Tensor | None, persistent: bool = True) -> None:
        """Own a Tensor that is no Parameter, such as a running mean.

        Args:
            name: the attribute that it becomes.
            tensor: its value, or None.
            persistent: whether it is part of the state dictionary.

        Raises:
            TypeError: the name is no str, or `tensor` neither a Tensor nor None.
            KeyError: the name is empty, has a dot, or is another attribute's.
            AttributeError: the Cell's `__init__` has not run yet.
        """
        self._require_init("own a buffer")
        if not isinstance(name, str):
            raise TypeError(f"For 'register_buffer', the name must be a str, but got {type(name).__name__}.")
        if not name or "." in name:
            raise KeyError(
                f"For 'register_buffer', the name must not be empty or have a '.', but got '{name}'."
            )
        if name not in self._buffers and hasattr(self, name):
            raise KeyError(f"For 'register_buffer', '{self.cls_name}' already has an attribute '{name}'.")
        if tensor is not None and not isinstance(tensor, Tensor):
            raise TypeError(
                f"For 'register_buffer', buffer '{name}' must be a Tensor or None, but got "
                f"{type(tensor).__name__}."
            )
        for hook in list(_buffer_hooks.values()):
            found = hook(self, name, tensor)
            tensor = tensor if found is None else found
        self._buffers[name] = tensor
        others = self._non_persistent_buffers_set - {name}
        self.__dict__["_non_persistent_buffers_set"] = others if persistent else others | {name}

    def get_buffer(self, target: str) -> Tensor | None:
        """The buffer at a path such as ``"norm.running_mean"``.

        Raises:
            AttributeError: there is no such attribute, or it is no buffer.
        """
        path, _, name = target.rpartition(".")
        cell = self.get_sub_cell(path)
        if not hasattr(cell, name):
            raise AttributeError(f"{cell.cls_name} has no attribute `{name}`")
        if name not in cell._buffers:
            raise AttributeError(f"`{name}` is not a buffer")
        return cell._buffers[name]

    def named_buffers(
        self, prefix: str = "", recurse: bool = True, remove_duplicate: bool = True
    ) -> Iterator[tuple[str, Tensor]]:
        """The buffers with their paths, also those of child cells if `recurse`."""
        seen = set()
        for path, cell in self.cells_and_names(name_prefix=prefix) if recurse else [(prefix, self)]:
            for name, buffer in cell._buffers.items():
                if buffer is None or id(buffer) in seen:
                    continue
                if remove_duplicate:
                    seen.add(id(buffer))
                yield (f"{path}.{name}" if path else name), buffer

    def buffers(self, recurse: bool = True) -> Iterator[Tensor]:
        """The buffers, also those of child cells if `recurse`."""
        for _, buffer in self.named_buffers(recurse=recurse):
            yield buffer

    def _persistent(self) -> dict[str, Tensor]:
        """Parameters and persistent buffers of the Cell itself."""
        found: dict[str, Tensor] = {k: p for k, p in self._params.items() if p is not None}
        hidden = self._non_persistent_buffers_set
        found.update({k: b for k, b in self._buffers.items() if b is not None and k not in hidden})
        return found

    def state_dict(
        self, *args: Any, destination: dict[str, Any] | None = None, prefix: str = "", keep_vars: bool = False
    ) -> dict[str, Any]:
        """Parameters and persistent buffers by their paths: the very objects, no copies.

        Args:
            destination: a dictionary to add to.
            prefix: put in front of every path.
            keep_vars: accepted; the Parameters themselves are always returned.

        Raises:
            TypeError: `destination` is no dict, `prefix` no str, or `keep_vars` no bool.
        """
        if args:  # MindSpore's former positional form
            given: Any = (*args, *(destination, prefix, keep_vars)[len(args) :])
            destination, prefix, keep_vars = given
        if destination is not None and not isinstance(destination, dict):
            raise TypeError(
                f"For 'state_dict', 'destination' must be a dict, but got {type(destination).__name__}."
            )
        if not isinstance(prefix, str):
            raise TypeError(f"For 'state_dict', 'prefix' must be a str, but got {type(prefix).__name__}.")
        if not isinstance(keep_vars, bool):
            raise TypeError(
                f"For 'state_dict', 'keep_vars' must be a bool, but got {type(keep_vars).__name__}."
            )
        found: Any = OrderedDict() if destination is None else destination
        if destination is None:
            found._metadata = OrderedDict()
        metadata: dict[str, Any] = {}
        if hasattr(found, "_metadata"):
            found._metadata[prefix[:-1]] = metadata
        for hook in self._hooks_of("state_dict_pre"):
            hook(self, prefix, keep_vars)
        self._save_to_state_dict(found, prefix, keep_vars)
        for name, cell in self._cells.items():
            if cell is not None:
                cell.state_dict(destination=found, prefix=f"{prefix}{name}.", keep_vars=keep_vars)
        for hook in self._hooks_of("state_dict"):
            if hook(self, found, prefix, metadata) is not None:
                raise RuntimeError("A state_dict post hook must return None.")
        return found

    def _save_to_state_dict(self, destination: dict[str, Any], prefix: str, keep_vars: bool) -> None:
        for name, tensor in self._persistent().items():
            destination[prefix + name] = tensor
        if type(self).get_extra_state is not State.get_extra_state:
            destination[prefix + _EXTRA] = self.get_extra_state()

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True) -> _IncompatibleKeys:
        """Write the values of a state dictionary into Parameters and buffers.

        Args:
            state_dict: Tensors by paths, as :meth:`state_dict` returns them.
            strict: whether a missing or unknown path is an error.

        Returns:
            The missing and the unknown paths.

        Raises:
            TypeError: `state_dict` is no mapping.
            RuntimeError: a shape differs; or, if `strict`, a path is missing or unknown.
        """
        if not isinstance(state_dict, Mapping):
            raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict)}.")
        missing: list[str] = []
        unexpected: list[str] = []
        errors: list[str] = []
        metadata = getattr(state_dict, "_metadata", None) or {}
        self._load_tree(dict(state_dict), "", metadata, missing, unexpected, errors)
        if strict and unexpected:
            listed = ", ".join(f'"{k}"' for k in unexpected)
            errors.insert(0, f"Unexpected key(s) in state_dict: {listed}. ")
        if strict and missing:
            listed = ", ".join(f'"{k}"' for k in missing)
            errors.insert(0, f"Missing key(s) in state_dict: {listed}. ")
        if errors:
            raise RuntimeError(
                "Error(s) in loading state_dict for {}:\n\t{}".format(self.cls_name, "\n\t".join(errors))
            )
        return _IncompatibleKeys(missing, unexpected)

    def _load_tree(
        self,
        state: dict[str, Any],
        prefix: str,
        metadata: Mapping,
        missing: list,
        unexpected: list,
        errors: list,
    ) -> None:
        self._load_from_state_dict(
            state, prefix, metadata.get(prefix[:-1], {}), True, missing, unexpected, errors
        )
        for name, cell in self._cells.items():
            if cell is not None:
                below = f"{prefix}{name}."
                of_cell = {k: v for k, v in state.items() if k.startswith(below)}
                cell._load_tree(of_cell, below, metadata, missing, unexpected, errors)
        for hook in self._hooks_of("load_state_dict_post"):
            if hook(self, _IncompatibleKeys(missing, unexpected)) is not None:
                raise RuntimeError(
                    "A load_state_dict post hook must return None; it may change its lists in place."
                )

    def _load_from_state_dict(
        self,
        state_dict: dict[str, Any],
        prefix: str,
        local_metadata: Mapping,
        strict: bool,
        missing_keys: list,
        unexpected_keys: list,
        error_msgs: list,
    ) -> None:
        for hook in self._hooks_of("load_state_dict_pre"):
            hook(self, state_dict, prefix, local_metadata, strict, missing_keys, unexpected_keys, error_msgs)
        own = self._persistent()
        for name, tensor in own.items():
            key = prefix + name
            given = state_dict.get(key)
            if key not in state_dict:
                missing_keys.append(key)
            elif not isinstance(given, Tensor):
                error_msgs.append(f'For "{key}", a Tensor is expected, but got {type(given).__name__}.')
            elif given.shape != tensor.shape:
                error_msgs.append(
                    f"size mismatch for {key}: copying a param with shape {given.shape} from checkpoint, "
                    f"the shape in current model is {tensor.shape}."
                )
            else:
                tensor.assign_value(Tensor(given, dtype=tensor.dtype))
        extra = prefix + _EXTRA
        if type(self).set_extra_state is not State.set_extra_state:
            if extra in state_dict:
                self.set_extra_state(state_dict[extra])
            else:
                missing_keys.append(extra)
        elif extra in state_dict:
            unexpected_keys.append(extra)
        for key in state_dict:
            if key.startswith(prefix) and key != extra:
                first, dot, _ = key[len(prefix) :].partition(".")
                if first not in (self._cells if dot else own):
                    unexpected_keys.append(key)

    def get_extra_state(self) -> Any:
        """What a subclass wants in the state dictionary besides Tensors; it overrides this and
        `set_extra_state`."""
        raise RuntimeError("'get_extra_state' is called only where a subclass overrides it.")

    def set_extra_state(self, state: Any) -> None:
        """Take back what `get_extra_state` gave; a subclass overrides both."""
        raise RuntimeError("'set_extra_state' is called only where a subclass overrides it.")

    # Hooks
    # -------------------------------------------------------------------------------------------------------

    def register_state_dict_pre_hook(self, hook: Callable[..., Any]) -> hooks.HookHandle:
        """Call ``hook(cell, prefix, keep_vars)`` before :meth:`state_dict` collects."""
        return self._add_hook("state_dict_pre", hook)

    def register_state_dict_post_hook(self, hook: Callable[..., Any]) -> hooks.HookHandle:
        """Call ``hook(cell, state_dict, prefix, local_metadata)`` after :meth:`state_dict` has collected."""
        return self._add_hook("state_dict", hook)

    def register_load_state_dict_pre_hook(self, hook: Callable[..., Any]) -> hooks.HookHandle:
        """Call ``hook(cell, state_dict, prefix, local_metadata, strict, missing, unexpected, errors)`` before
        loading."""
        return self._add_hook("load_state_dict_pre", hook)

    def register_load_state_dict_post_hook(self, hook: Callable[..., Any]) -> hooks.HookHandle:
        """Call ``hook(cell, incompatible_keys)`` after loading."""
        return self._add_hook("load_state_dict_post", hook)

    def _add_hook(self, kind: str, hook: Callable[..., Any]) -> hooks.HookHandle:
        registered = self.__dict__.setdefault("_state_hooks", {}).setdefault(kind, {})
        key = next(_keys)
        registered[key] = hook
        return hooks.HookHandle(registered, key)

    def _hooks_of(self, kind: str) -> list[Callable[..., Any]]:
        return list(self._state_hooks.get(kind, {}).values()) if self._state_hooks else []


def register_cell_buffer_registration_hook(hook: Callable[..., Any]) -> hooks.HookHandle:
    """Call ``hook(cell, name, tensor)`` whenever any Cell registers a buffer; it may return another
    Tensor."""
    key = next(_keys)
    _buffer_hooks[key] = hook
    return hooks.HookHandle(_buffer_hooks, key)
