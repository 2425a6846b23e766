"""The import hook: `import mindspore` and every `import mindspore.x.y` mean mindshim.

A module that mindshim has (`mindshim.nn`) is imported under MindSpore's name as the same object, so no class
exists twice. A path at which MindSpore keeps names that mindshim keeps elsewhere (`mindspore.ops.operations`)
is a facade: a module without code of its own that looks its names up in the modules that `PRIVATE_PATHS`
lists. A name that MindSpore has and mindshim has not is a marker, which raises when it is used (`api.absent`).

Only the top-level module is two objects, because it says two versions: `mindspore` is a view of `mindshim`
that differs in `__name__`, `__version__` and `version`.
"""

import importlib
import importlib.util
import sys
from collections.abc import Iterable
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

import mindshim
from mindshim.version import MINDSPORE_VERSION

_OURS, _THEIRS = "mindshim", "mindspore"
_NOTHING = object()

# MindSpore's path -> the modules of mindshim that have its names, the first one that has a name gives it.
# "module:Name" gives that one name only. A source that does not exist yet is passed over; with none left the
# path does not exist, unless MindSpore is known to have names there.
PRIVATE_PATHS: dict[str, tuple[str, ...]] = {
    "_c_expression": ("engine.tensor:Tensor", "common.c_expression"),
    "_c_expression.typing": ("engine.dtypes",),
    "context": ("engine.context",),
    "device_manager": ("engine.context",),
    "dtype": ("engine.dtypes",),
    "common.api": ("engine.jit", "engine.context", "common", "common.executors"),
    "common.dtype": ("engine.dtypes", "common.quantization"),
    "common.generator": ("engine.random",),
    "common.hook_handle": ("engine.hooks",),
    "common.jit_config": ("engine.jit",),
    "common.mutable": ("common",),
    "common.parameter": ("engine.parameter",),
    "common.seed": ("engine.random", "common"),
    "common.sparse_tensor": ("common",),
    "common.tensor": ("engine.tensor", "common"),
    "communication._comm_helper": ("communication.management",),
    "dataset.engine": ("dataset",),
    **{
        f"dataset.engine.{name}": ("dataset",)
        for name in (
            "datasets datasets_audio datasets_standard_format datasets_text datasets_user_defined datasets_vision "
            "iterators samplers serializer_deserializer"
        ).split()
    },
    "dataset.audio.transforms": ("dataset.audio",),
    "dataset.audio.utils": ("dataset.audio",),
    "dataset.core": ("dataset",),
    "dataset.core.config": ("dataset.config",),
    "dataset.core.validator_helpers": ("dataset.checks",),
    "dataset.samplers": ("dataset.samplers", "dataset"),
    "mindrecord.common": ("mindrecord",),
    "mindrecord.common.exceptions": ("mindrecord.exceptions",),
    "mindrecord.config": ("mindrecord.encryption",),
    "mindrecord.tools": ("mindrecord",),
    "dataset.text.utils": ("dataset.text",),
    "dataset.transforms.c_transforms": ("dataset.transforms",),
    "dataset.transforms.py_transforms": ("dataset.transforms",),
    "dataset.transforms.transforms": ("dataset.transforms",),
    "dataset.vision.c_transforms": ("dataset.vision", "dataset.transforms"),
    "dataset.vision.py_transforms": ("dataset.vision", "dataset.transforms"),
    "dataset.vision.utils": ("dataset.vision",),
    "dataset.vision.transforms": ("dataset.vision",),
    "graph": ("common",),
    "graph.api": ("common",),
    "graph.lazy_inline": ("common",),
    **dict.fromkeys(
        [f"graph.{name}" for name in ("jit_config", "jit_context", "jit_trace", "lazy_inline", "mutable", "no_inline",
                                      "symbol")],
        ("engine.jit", "common")),
    "nn.dynamic_lr": ("nn",),
    "nn.grad": ("nn",),
    "nn.grad.cell_grad": ("nn",),
    "nn.layer": ("nn",),
    "nn.layer.activation": ("nn.activation", "nn"),
    "nn.layer.basic": ("nn.basic", "nn"),
    "nn.layer.channel_shuffle": ("nn",),
    "nn.layer.combined": ("nn",),
    "nn.layer.container": ("nn.container", "nn"),
    "nn.layer.conv": ("nn.conv", "nn"),
    "nn.layer.dense": ("nn",),
    "nn.layer.embedding": ("nn.embedding", "nn"),
    "nn.layer.image": ("nn.image", "nn"),
    "nn.layer.math": ("nn",),
    "nn.layer.normalization": ("nn.normalization", "nn"),
    "nn.layer.padding": ("nn.padding", "nn"),
    "nn.layer.pooling": ("nn.pooling", "nn"),
    "nn.layer.rnn_cells": ("nn.rnn", "nn"),
    "nn.layer.rnns": ("nn.rnn", "nn"),
    "nn.layer.timedistributed": ("nn",),
    "nn.layer.transformer": ("nn.transformer", "nn"),
    "nn.learning_rate_schedule": ("nn",),
    "nn.loss": ("nn",),
    "nn.loss.loss": ("nn.loss", "nn"),
    "nn.metrics": ("train", "nn"),
    "nn.metrics.metric": ("train",),
    "nn.optim_ex": ("experimental.optim",),
    "device_context.cpu.device": ("device_context.cpu",),
    "device_context.cpu.op_tuning": ("device_context.cpu",),
    "device_context.gpu.device": ("device_context.gpu",),
    "device_context.gpu.op_precision": ("device_context.gpu",),
    "device_context.gpu.op_tuning": ("device_context.gpu",),
    "device_context.ascend.device": ("device_context.ascend",),
    "device_context.ascend.op_debug": ("device_context.ascend",),
    "device_context.ascend.op_precision": ("device_context.ascend",),
    "device_context.ascend.op_tuning": ("device_context.ascend",),
    "hal.device": ("hal",),
    "hal.event": ("hal",),
    "hal.memory": ("hal",),
    "hal.stream": ("hal",),
    "runtime.event": ("runtime",),
    "runtime.executor": ("runtime",),
    "runtime.memory": ("runtime",),
    "runtime.stream": ("runtime",),
    "profiler.profiler": ("profiler",),
    "profiler.profiling": ("profiler",),
    "profiler.schedule": ("profiler._options",),
    "nn.optim": ("nn",),
    **{
        f"nn.optim.{name}": ("nn.optim", "nn")
        for name in (
            "ada_grad adadelta adafactor adam adamax adasum asgd ftrl lamb lars lazyadam momentum optimizer "
            "proximal_ada_grad rmsprop rprop sgd thor"
        ).split()
    },
    "nn.utils": ("nn",),
    "nn.wrap": ("nn",),
    "nn.wrap.cell_wrapper": ("nn",),
    "nn.wrap.grad_reducer": ("nn",),
    "nn.wrap.loss_scale": ("nn",),
    **{f"numpy.{name}": ("numpy", "numpy.utils") for name in "array_creations array_ops logic_ops math_ops".split()},
    "numpy.utils_const": ("numpy.utils",),
    **{f"scipy.optimize.{name}": ("scipy.optimize",) for name in "linear_sum_assignment line_search minimize".split()},
    "ops.auto_generate": ("ops", "ops.extended"),
    "ops.auto_generate.gen_ops_def": ("ops", "ops.extended"),
    "ops.auto_generate.gen_ops_prim": ("ops",),
    "ops.composite": ("ops",),
    "ops.composite.base": ("ops",),
    "ops.function": ("ops", "ops.extended"),
    **{
        f"ops.function.{name}": ("ops", "ops.extended")
        for name in (
            "array_func clip_func debug_func fft_func grad image_func linalg_func math_func nn_func "
            "other_func parameter_func random_func sparse_func spectral_func vmap_func"
        ).split()
    },
    "ops.functional_overload": ("mint", "ops"),
    "ops.functional": ("ops", "engine.autodiff", "engine.transforms"),
    "ops.op_info_register": ("ops",),
    "ops.operations": ("ops",),
    **{
        f"ops.operations.{name}": ("ops",)
        for name in (
            "_grad_ops _inner_ops array_ops comm_ops control_ops custom_ops debug_ops image_ops inner_ops "
            "linalg_ops math_ops nn_ops other_ops random_ops sparse_ops spectral_ops"
        ).split()
    },
    "ops.primitive": ("ops",),
    "ops._inner_ops": ("ops", "ops.operations._inner_ops"),
    "ops._rl_inner_ops": ("ops", "ops.operations._rl_inner_ops"),
    "parallel._transformer": ("nn.transformer",),
    **{
        f"{package}.{name}": (package,)
        for package in ("nn.transformer", "parallel._transformer")
        for name in ("layers", "loss", "moe", "op_parallel_config", "transformer")
    },
    "utils": ("engine.construct",),
    "utils.dlpack": ("engine.construct",),
    **{
        f"train.callback.{name}": ("train.callback", "train")
        for name in (
            "_backup_and_restore _early_stop _flops_collector _history _lambda_callback _landscape _loss_monitor "
            "_lr_scheduler_callback _on_request_exit _reduce_lr_on_plateau _time_monitor _train_fault_tolerance"
        ).split()
    },
    "train.data_sink": ("train.dataset_helper", "train"),
    "train.metric": ("train",),
    **{
        f"train.metrics.{name}": ("train.metrics",)
        for name in (
            "accuracy auc bleu_score cosine_similarity dice error fbeta hausdorff_distance loss mean_surface_distance "
            "occlusion_sensitivity perplexity precision recall roc root_mean_square_surface_distance topk"
        ).split()
    },
    "train.serialization": ("train", ""),
    "train.summary.summary_record": ("train.summary",),
    "train.train_thor": ("train",),
    "train.train_thor.convert_utils": ("train",),
    "train.train_thor.dataset_helper": ("train",),
}


# Names of earlier releases, and what gives them.
OLD_NAMES: dict[str, str] = {
    "ms_class": "common:jit_class",
    "nn.ResizeBilinear": "nn.old:ResizeBilinear",
}


def install() -> None:
    """Makes `import mindspore`, and the import of every module below it, mean mindshim from here on.

    It takes effect before a MindSpore that is installed in the same environment. Calling it again changes
    nothing.

    Raises:
        RuntimeError: the real MindSpore was imported before.

    Example:
        >>> import mindshim
        >>> mindshim.install()
        >>> import mindspore.nn
        >>> mindspore.nn is mindshim.nn
        True
    """
    present = sys.modules.get(_THEIRS)
    if present is not None and not isinstance(present, _TopLevelView):
        raise RuntimeError(
            f"the real MindSpore has been imported already (from {getattr(present, '__file__', None)}): call "
            "mindshim.install() before the first `import mindspore`"
        )
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    sys.meta_path.insert(0, _Finder())
    for name in {_parent(path) for path in PRIVATE_PATHS}:
        if name in sys.modules:
            _furnish(sys.modules[name])


class _Finder(MetaPathFinder):
    """Answers for `mindspore`, for all below it, and for the facades among `mindshim`'s modules.

    `from mindspore.ops import functional` makes Python look for `mindshim.ops.functional`, as that module's
    own name is `mindshim.ops`; that is why facades have to be found under both names.
    """

    def find_spec(self, fullname, path=None, target=None):
        package, _, below = fullname.partition(".")
        if package == _THEIRS:
            return self._find_alias(fullname, below)
        if package == _OURS and below:
            # A file of that name, should mindshim get one, is the better answer.
            return PathFinder.find_spec(fullname, path) or _facade_spec(below)
        return None

    def _find_alias(self, fullname: str, below: str) -> ModuleSpec | None:
        if not below:
            return ModuleSpec(fullname, _TopLevelLoader(), origin=mindshim.__file__, is_package=True)
        twin = f"{_OURS}.{below}"
        if twin not in sys.modules and importlib.util.find_spec(twin) is None:
            return None
        return ModuleSpec(fullname, _AliasLoader(twin))


class _AliasLoader(Loader):
    """Loads a module of mindshim under a second name."""

    def __init__(self, twin: str):
        self._twin = twin

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = importlib.import_module(self._twin)
        self._own_spec = module.__spec__
        return module

    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._own_spec  # importlib has just put the alias's there
        _furnish(module)


class _TopLevelLoader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _TopLevelView()

    def exec_module(self, module: ModuleType) -> None:
        version = ModuleType(f"{_THEIRS}.version")
        version.__dict__["__version__"] = MINDSPORE_VERSION
        version.__spec__ = ModuleSpec(version.__name__, None)
        sys.modules[version.__name__] = version
        for name, value in {
            "__version__": MINDSPORE_VERSION,
            "__doc__": mindshim.__doc__,
            "__path__": [],
            "version": version,
            "__getattr__": _top_level_name,
        }.items():
            ModuleType.__setattr__(module, name, value)


def _top_level_name(name: str):
    try:
        value = getattr(mindshim, name)
        twin = f"{_THEIRS}.{name}"
        if isinstance(value, ModuleType) and value.__name__ == f"{_OURS}.{name}" and twin not in sys.modules:
            importlib.import_module(twin)  # which furnishes it
        return value
    except AttributeError as error:
        value = _absent("", name)
        if value is not _NOTHING:
            return value
        message = str(error).replace(f"module '{_OURS}'", f"module '{_THEIRS}'")
        raise AttributeError(message, name=name, obj=sys.modules[_THEIRS]) from None


class _TopLevelView(ModuleType):
    """`mindshim` under MindSpore's name, with MindSpore's version. What is set on it is set on mindshim."""

    _ITS_OWN = frozenset("__loader__ __name__ __package__ __path__ __spec__ __version__ version".split())

    def __init__(self) -> None:
        super().__init__(_THEIRS)

    def __setattr__(self, name: str, value: object) -> None:
        if name in self._ITS_OWN:
            super().__setattr__(name, value)
        else:
            setattr(mindshim, name, value)

    def __delattr__(self, name: str) -> None:
        delattr(mindshim, name)

    def __dir__(self) -> Iterable[str]:
        return dir(mindshim)

    @property
    def __dict__(self):  # vars(mindspore), and `from mindspore import *`
        return mindshim.__dict__


class _Facade(ModuleType):
    """A path of MindSpore's whose names live elsewhere in mindshim."""

    def __init__(self, path: str):
        super().__init__(f"{_THEIRS}.{path}", f"Names that MindSpore keeps in `{_THEIRS}.{path}`.")
        self._path = path
        self._sources = PRIVATE_PATHS.get(path, ())

    def __getattr__(self, name: str):
        if name == "__all__":
            return self._public_names()
        if (value := self._own(name)) is _NOTHING and (value := self._marker(name)) is _NOTHING:
            raise AttributeError(f"module '{self.__name__}' has no attribute '{name}'")
        return value

    def _own(self, name: str) -> object:
        """What the first source that has that name has under it; _NOTHING if none has it."""
        for source in self._sources:
            if not name.startswith("__") and (value := _offer(source, name)) is not _NOTHING:
                self.__dict__[name] = value
                return value
        return _NOTHING

    def _marker(self, name: str) -> object:
        for path in (self._path, *(source for source in self._sources if ":" not in source)):
            if (value := _absent(path, name)) is not _NOTHING:
                return value
        return _NOTHING

    def __repr__(self) -> str:
        return f"<module '{self.__name__}' of mindshim>"

    def __dir__(self) -> Iterable[str]:
        return sorted({*super().__dir__(), *self._public_names()})

    def _public_names(self) -> list[str]:
        names: dict[str, None] = {}
        for source in self._sources:
            module, only = _open(source)
            for name in [only] if only else getattr(module, "__all__", None) or dir(module):
                value = _NOTHING if name.startswith("_") else _offer(source, name)
                if value is not _NOTHING and not isinstance(value, _Facade):
                    names[name] = None
        return list(names)


class _WithMarkers(ModuleType):
    """One of mindshim's modules, which gives markers for the names that only MindSpore's has."""

    def __getattr__(self, name: str):
        # Python asks for a submodule's name before it imports the submodule.
        below = PathFinder.find_spec(f"{self.__name__}.{name}", vars(self).get("__path__", []))
        if below is None and (value := _absent(self.__name__.partition(".")[2], name)) is not _NOTHING:
            return value
        raise AttributeError(f"module '{self.__name__.replace(_OURS, _THEIRS, 1)}' has no attribute '{name}'")


def _absent(path: str, name: str) -> object:
    """What stands for a name of MindSpore's that mindshim has not; _NOTHING if MindSpore has no such name."""
    if name.startswith("__"):
        return _NOTHING
    from mindshim.api import absent, names  # reads the table of all names, which few programs need

    # This module has the name of the one that programs know it by.
    path = "common.dtype" if path == "engine.dtypes" else path
    full = f"{path}.{name}".lstrip(".")
    if full in OLD_NAMES:
        return _offer(OLD_NAMES[full], OLD_NAMES[full].partition(":")[2])
    if full in names.modules() or full in PRIVATE_PATHS:
        return importlib.import_module(f"{_THEIRS}.{full}")
    # The names of a module of which none are recorded, such as `ops.communication`, are its package's.
    package = path.rpartition(".")[0]
    if package and path not in names.modules():
        full = f"{package}.{name}"
    try:
        return absent.find(full)
    except AttributeError:
        return _NOTHING


class _FacadeLoader(Loader):
    def __init__(self, path: str):
        self._path = path

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Facade(self._path)

    def exec_module(self, module: ModuleType) -> None:
        _furnish(module)


def _facade_spec(path: str) -> ModuleSpec | None:
    if not any(source in PRIVATE_PATHS or _exists(source) for source in PRIVATE_PATHS.get(path, ())):
        from mindshim.api import names

        if path not in names.modules():
            return None
    return ModuleSpec(f"{_OURS}.{path}", _FacadeLoader(path), is_package=True)


def _furnish(module: ModuleType) -> None:
    """Gives a module the facades directly below it, as MindSpore's modules have theirs without being asked.

    Where the module has another thing of that name, it keeps it: `mindspore.common.seed` is a function,
    although a module `mindspore.common.seed` can be imported from. Python would replace the function when it
    imports the module, so the module is put where no import will happen any more; one of mindshim's own too.
    """
    name = module.__name__.replace(_THEIRS, _OURS, 1) if isinstance(module, _Facade) else module.__name__
    for below, loaded in list(sys.modules.items()):
        if type(loaded) is ModuleType and below.startswith(f"{_OURS}.") and f"{below}.".startswith(f"{name}."):
            loaded.__class__ = _WithMarkers
        package, _, child = below.rpartition(".")
        if package == name and vars(module).get(child) is not loaded:
            sys.modules.setdefault(below.replace(_OURS, _THEIRS, 1), loaded)
    for path in [path for path in PRIVATE_PATHS if _parent(path) == name]:
        if not hasattr(module, "__path__"):
            module.__path__ = []  # or Python would not look below it
        child = path.rpartition(".")[2]
        kept = _kept(module, child)
        if isinstance(kept, ModuleType) and kept.__name__.startswith(_OURS):
            sys.modules.setdefault(f"{_OURS}.{path}", kept)
        elif importlib.util.find_spec(f"{_OURS}.{path}") is not None:
            facade = importlib.import_module(f"{_OURS}.{path}")
            sys.modules[f"{_THEIRS}.{path}"] = facade
            if kept is not _NOTHING:
                setattr(module, child, kept)


def _kept(module: ModuleType, name: str) -> object:
    """What a module has under a name, markers apart; _NOTHING if it has nothing."""
    try:
        return ModuleType.__getattribute__(module, name)
    except AttributeError:
        return module._own(name) if isinstance(module, _Facade) else _NOTHING


def _parent(path: str) -> str:
    return f"{_OURS}.{path}".rpartition(".")[0]


def _exists(source: str) -> bool:
    name = f"{_OURS}.{source.partition(':')[0]}".removesuffix(".")
    try:
        if name in sys.modules:
            return not isinstance(sys.modules[name], _Facade)
        found = importlib.util.find_spec(name)
        return found is not None and not isinstance(found.loader, _FacadeLoader)
    except ModuleNotFoundError:  # of the package that it would be in
        return False


def _open(source: str) -> tuple[ModuleType | None, str]:
    """The module that a source names (None if there is none yet), and its only name ('' for all)."""
    name, _, only = source.partition(":")
    return (importlib.import_module(f"{_OURS}.{name}".removesuffix(".")) if _exists(source) else None), only


def _offer(source: str, name: str) -> object:
    """What a source has under a name, or _NOTHING; a library that it imported for itself does not count."""
    module, only = _open(source)
    value = _NOTHING if only and name != only or module is None else _kept(module, name)
    if isinstance(value, ModuleType) and value.__name__.partition(".")[0] not in (_OURS, _THEIRS):
        return _NOTHING
    return value
