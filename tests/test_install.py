"""The import hook: `import mindspore` and all below it mean mindshim."""

import importlib
import os
import pickle
import pkgutil
import subprocess
import sys
import textwrap
from types import ModuleType

import pytest

import mindshim
from mindshim import compat
from mindshim.version import MINDSPORE_VERSION, __version__

ROOT = os.path.dirname(os.path.dirname(mindshim.__file__))

# Import lines as programs write them, the most frequent ones first.
IMPORTS = """
from mindspore import context
import mindspore.context as context
from mindspore.ops import operations as P
import mindspore.ops.operations as P
from mindspore.common import dtype as mstype
import mindspore.common.dtype as mstype
import mindspore.dtype as mstype
from mindspore.common.tensor import Tensor
from mindspore.ops import functional as F
from mindspore.ops import composite as C
from mindspore.common.parameter import Parameter, ParameterTuple
from mindspore.common import set_seed, Tensor, Parameter
from mindspore.ops.composite import MultitypeFuncGraph, HyperMap, GradOperation
from mindspore.common.initializer import initializer, Normal
from mindspore.nn.cell import Cell
from mindspore.ops.primitive import Primitive
from mindspore.common.seed import set_seed
from mindspore.nn.layer import Dense
from mindspore.nn.layer.activation import ReLU
from mindspore.nn.optim import SGD
from mindspore.nn.optim.sgd import SGD
from mindspore.nn.loss.loss import LossBase
from mindspore._c_expression import Tensor
from mindspore.version import __version__
import mindspore as ms; ms.ops.operations.Add; ms.common.dtype.float32; ms.nn.layer.activation.ReLU
""".strip().split("\n")


@pytest.fixture(autouse=True)
def hook():
    compat.install()


@pytest.fixture
def private_path():
    """A path of MindSpore's whose names are in `mindshim.testing.printed`."""
    compat.PRIVATE_PATHS["testing.private"] = ("testing.nowhere", "testing.printed")
    yield "mindspore.testing.private"
    del compat.PRIVATE_PATHS["testing.private"]
    for name in ("mindspore.testing.private", "mindshim.testing.private"):
        sys.modules.pop(name, None)
    vars(mindshim.testing).pop("private", None)


def python(code: str, *arguments: str, folder=None) -> subprocess.CompletedProcess:
    """Runs code in a new Python, with `folder` on its path before mindshim's."""
    path = os.pathsep.join([*([str(folder)] if folder else []), ROOT])
    command = [sys.executable, "-c", textwrap.dedent(code), *arguments]
    return subprocess.run(
        command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("line", IMPORTS)
def test_import_lines_of_real_programs_work(line):
    exec(line, {})


def test_private_paths_are_attributes_without_an_import_of_their_own():
    code = """
        import mindshim
        mindshim.install()
        import mindspore as ms
        print(ms.nn.layer.activation.ReLU is ms.nn.ReLU, ms.ops.operations.Add is ms.ops.Add)
    """
    assert python(code).stdout == "True True\n"


@pytest.mark.parametrize(
    "name", [m.name for m in pkgutil.iter_modules(mindshim.__path__) if m.name not in ("__main__", "version")]
)
def test_a_module_is_the_same_object_under_both_names(name):
    ours = importlib.import_module(f"mindshim.{name}")
    assert importlib.import_module(f"mindspore.{name}") is ours
    assert ours.__name__ == ours.__spec__.name == f"mindshim.{name}"


def test_a_module_that_mindspores_name_loads_first_is_still_one():
    code = """
        import mindshim.compat, sys
        mindshim.compat.install()
        import mindspore.testing.printed as theirs
        import mindshim.testing.printed as ours
        assert theirs is ours and ours.__spec__.name == "mindshim.testing.printed"
    """
    assert python(code).stderr == ""


def test_the_versions_are_mindspores_and_mindshims():
    import mindspore
    import mindspore.version

    assert mindspore.__version__ == mindspore.version.__version__ == MINDSPORE_VERSION
    assert mindshim.__version__ == __version__
    assert mindspore.version is not mindshim.version


def test_the_top_level_is_mindshims_in_all_else():
    import mindspore

    assert dir(mindspore) == dir(mindshim) and vars(mindspore) is vars(mindshim)
    assert mindspore.__file__ == mindshim.__file__
    mindspore.something_new = 1
    assert mindshim.something_new == 1
    del mindspore.something_new
    assert not hasattr(mindshim, "something_new")


def test_install_is_idempotent_and_public():
    compat.install()
    mindshim.install()
    assert [type(finder) for finder in sys.meta_path].count(compat._Finder) == 1


def test_a_private_path_has_the_same_objects(private_path):
    private = importlib.import_module(private_path)
    assert private.Difference is mindshim.testing.printed.Difference
    assert private._TOKEN is mindshim.testing.printed._TOKEN
    assert importlib.import_module("mindshim.testing.private") is private
    from mindspore.testing import private as by_name

    assert by_name is private


def test_a_private_path_lists_its_public_names(private_path):
    names: dict = {}
    exec(f"from {private_path} import *", names)
    assert names["difference"] is mindshim.testing.printed.difference
    assert "numbers_agree" in dir(importlib.import_module(private_path))
    assert "re" not in names and "_TOKEN" not in names


@pytest.mark.parametrize("name", ["Nothing", "re", "math"])
def test_a_name_that_a_private_path_lacks(private_path, name):
    with pytest.raises(ImportError, match=f"cannot import name '{name}' from '{private_path}'"):
        exec(f"from {private_path} import {name}")
    with pytest.raises(AttributeError, match=f"module '{private_path}' has no attribute '{name}'"):
        getattr(importlib.import_module(private_path), name)


@pytest.mark.parametrize("path", compat.PRIVATE_PATHS)
def test_a_private_path_works_or_is_missing_under_mindspores_name(path):
    try:
        assert isinstance(importlib.import_module(f"mindspore.{path}"), ModuleType)
    except ModuleNotFoundError as error:
        assert error.name is not None and f"mindspore.{path}".startswith(error.name)


def test_a_private_path_without_a_target_does_not_exist(monkeypatch):
    monkeypatch.setitem(compat.PRIVATE_PATHS, "testing.later", ("nowhere.at_all", "testing.nowhere"))
    with pytest.raises(ModuleNotFoundError, match="No module named 'mindspore.testing.later'"):
        importlib.import_module("mindspore.testing.later")


def test_missing_names_are_told_with_mindspores_names():
    import mindspore

    with pytest.raises(ModuleNotFoundError, match="No module named 'mindspore.no_such_room'"):
        importlib.import_module("mindspore.no_such_room")
    with pytest.raises(ImportError, match="cannot import name 'NoSuchThing' from 'mindspore'"):
        exec("from mindspore import NoSuchThing")
    with pytest.raises(AttributeError, match="module 'mindspore' has no attribute 'NoSuchThing'"):
        mindspore.NoSuchThing  # noqa: B018


def test_a_function_is_not_replaced_by_the_private_module_of_its_name():
    code = """
        import mindshim.compat, mindshim.testing
        mindshim.testing.private = function = print
        mindshim.compat.PRIVATE_PATHS["testing.private"] = ("testing.printed",)
        mindshim.compat.install()
        import mindspore.testing.private
        from mindspore.testing.private import difference
        assert mindshim.testing.private is mindspore.testing.private is function
    """
    assert python(code).stderr == ""


def test_a_function_is_not_replaced_by_the_module_of_its_name():
    code = """
        import mindshim.compat, mindshim.testing
        mindshim.compat.install()
        import mindspore.testing.verify
        from mindspore.testing.verify import main
        assert mindspore.testing.verify is mindshim.testing.verify and callable(mindspore.testing.verify)
    """
    assert python(code).stderr == ""


def test_objects_are_pickled_under_mindshims_names(private_path):
    difference = importlib.import_module(private_path).Difference("1", "2")
    assert pickle.loads(pickle.dumps(difference)) == difference


@pytest.fixture
def folder_with_mindspore(tmp_path):
    """A folder with a package `mindspore` as an installed one would be."""
    package = tmp_path / "mindspore"
    package.mkdir()
    (package / "__init__.py").write_text("__version__ = 'the real one'\n")
    (package / "nn.py").write_text("")
    return tmp_path


def test_an_installed_mindspore_is_hidden(folder_with_mindspore):
    code = """
        import mindshim.compat
        mindshim.compat.install()
        import mindspore, mindspore.testing
        print(mindspore.__version__, mindspore.testing is mindshim.testing)
    """
    assert python(code, folder=folder_with_mindspore).stdout == f"{MINDSPORE_VERSION} True\n"


@pytest.mark.parametrize("module", ["mindspore", "mindspore.nn"])
def test_install_after_the_real_mindspore_is_an_error(folder_with_mindspore, module):
    code = f"import {module}, mindshim.compat\nmindshim.compat.install()"
    error = python(code, folder=folder_with_mindspore).stderr.splitlines()[-1]
    assert error.startswith("RuntimeError: the real MindSpore has been imported already")
    assert str(folder_with_mindspore) in error


def test_import_loads_jax_numpy_and_the_standard_library_only():
    code = """
        import sys, importlib
        importlib.import_module(sys.argv[1])
        print(*{name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names))
    """
    jax, ours = (set(python(code, name).stdout.split()) for name in ("jax", "mindshim"))
    assert "mindshim" in ours
    assert ours - jax - {"mindshim"} == set()
