"""What a name gives that mindshim does not implement: it can be imported, and raises when it is used."""

from __future__ import annotations

from typing import Any

from mindshim.api import names, reasons


def reason_of(marker: object) -> str | None:
    """Why that object is not implemented; None for everything that is no marker."""
    reason = getattr(type(marker) if isinstance(marker, _Object) else marker, "__not_implemented__", None)
    return reason if isinstance(reason, str) else None


def find(path: str) -> Any:
    """The marker for a name that MindSpore has and mindshim has not.

    Args:
        path: the name's path below `mindspore`, such as ``"ops.CustomOpBuilder"``.

    Raises:
        AttributeError: MindSpore does not have that name either.

    Example:
        >>> from mindshim.api import absent
        >>> absent.find("ops.CustomOpBuilder")
        <class 'mindspore.ops.CustomOpBuilder'>
    """
    name = names.recorded().get(path)
    kind = name.kind if name is not None else reasons.OLD_NAMES.get(path)
    if kind is None:
        module, _, short = f"mindspore.{path}".rpartition(".")
        raise AttributeError(f"module '{module}' has no attribute '{short}'")
    reason = reasons.reason(path)
    if kind == "class":
        return _class(path, reason)
    if kind in ("function", "method"):
        return _function(path, reason)
    return type("_Object", (_Object,), {"__not_implemented__": reason, "path": path})()


def message(path: str, reason: str) -> str:
    """What the error says."""
    return f"mindspore.{path} is not implemented by mindshim: {reason}."


class _Class(type):
    """The type of absent classes, whose members are absent too."""

    __not_implemented__: str
    path: str

    def __getattr__(cls, name: str) -> Any:
        path = f"{cls.__dict__.get('path', '')}.{name}"
        if name.startswith("__") or path not in names.recorded():
            raise AttributeError(f"type object '{cls.__name__}' has no attribute '{name}'")
        return find(path)


def _class(path: str, reason: str) -> type:
    module, _, name = f"mindspore.{path}".rpartition(".")

    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError(message(path, reason))

    return _Class(name, (), {"__module__": module, "__init__": init, "__not_implemented__": reason, "path": path,
                             "__doc__": message(path, reason)})


def _function(path: str, reason: str) -> Any:
    def absent(*args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(message(path, reason))

    absent.__module__, _, absent.__name__ = f"mindspore.{path}".rpartition(".")
    absent.__qualname__ = absent.__name__
    absent.__doc__ = message(path, reason)
    absent.__not_implemented__ = reason  # type: ignore[attr-defined]
    return absent


class _Object:
    """A constant or property; whatever is asked of it raises."""

    __not_implemented__ = ""
    path = ""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotImplementedError(message(self.path, type(self).__not_implemented__))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        raise NotImplementedError(message(self.path, type(self).__not_implemented__))

    def __repr__(self) -> str:
        return f"<mindspore.{self.path}: not implemented>"
