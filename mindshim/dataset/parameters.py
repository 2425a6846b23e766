"""Sources whose parameters are said in one line each, since dozens of them differ in little more."""

from __future__ import annotations

import ast
import inspect
from typing import Any, ClassVar

from mindshim.dataset.checks import Rule
from mindshim.dataset.shuffle import Shuffle

# What sources of one kind have in common, in MindSpore's order.
_TAIL = "num_shards=None shard_id=None cache=None"
STREAM = f"num_samples=None num_parallel_workers=None shuffle=GLOBAL {_TAIL}"
STREAM_WORKERS_LAST = (
    "num_samples=None shuffle=GLOBAL num_shards=None shard_id=None num_parallel_workers=None cache=None"
)
MAPPED = f"num_samples=None num_parallel_workers=None shuffle=None sampler=None {_TAIL}"
DECODED = f"num_samples=None num_parallel_workers=None shuffle=None decode=False sampler=None {_TAIL}"
# Sources that MindSpore reads by Python.
ONE_WORKER = (
    "num_samples=None num_parallel_workers=1 shuffle=None decode=False sampler=None num_shards=None shard_id=None"
)

_COMMON = {"num_samples", "num_parallel_workers", "shuffle", "sampler", "num_shards", "shard_id", "cache"}


def signature(parameters: str) -> inspect.Signature:
    """The signature that a line like ``"path usage=None shuffle=GLOBAL"`` means."""
    made = []
    for parameter in parameters.split():
        name, given, default = parameter.partition("=")
        value: Any = inspect.Parameter.empty
        if given:
            value = Shuffle.GLOBAL if default == "GLOBAL" else ast.literal_eval(default)
        made.append(inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD, default=value))
    return inspect.Signature(made)


class Described:
    """Stands before the base class of a source: takes the parameters of the line `_parameters`, holds those in `_rules`
    against their rules, keeps the source's own as attributes and hands the common ones on.
    """

    _parameters: ClassVar[str] = ""
    _rules: ClassVar[dict[str, Rule]] = {}
    __signature__: ClassVar[inspect.Signature]

    def __init_subclass__(cls, **kwargs: Any):
        super().__init_subclass__(**kwargs)
        if "_parameters" in vars(cls):
            cls.__signature__ = signature(cls._parameters)

    def __init__(self, *args: Any, **kwargs: Any):
        try:
            bound = self.__signature__.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{type(self).__name__}.__init__() {error}") from None
        bound.apply_defaults()
        given = bound.arguments
        for name, rule in self._rules.items():
            rule(name, given[name])
        self._arguments: dict[str, Any] = dict(given)
        for name, value in given.items():
            if name not in _COMMON:
                setattr(self, name, value)
        self._check()
        super().__init__(**{name: value for name, value in self._arguments.items() if name in _COMMON})

    def __getattr__(self, name: str) -> Any:
        # Told to type checkers: the source's own parameters are attributes.
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")

    def _check(self) -> None:
        """What the rules cannot say; it may change `_arguments`."""
