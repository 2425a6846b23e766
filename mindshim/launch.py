"""`mindshim run`: a program started as `python` would start it, with the import hook in place."""

import importlib.machinery
import importlib.util
import io
import os
import sys
import zipfile
from types import CodeType, ModuleType

from mindshim.compat import install
from mindshim.tracebacks import show_user_frames

_STAND_IN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "stand_in")


class CannotStart(Exception):
    """There is no such program. `status` is the exit status that `python` has for it."""

    def __init__(self, message: str, status: int):
        super().__init__(message)
        self.status = status


def run_file(path: str, arguments: list[str]) -> int:
    """Runs a Python file, or a folder or zip file with a `__main__.py`, as `python path …` would.

    Returns:
        The exit status, 0, 1 after an uncaught exception, 130 after Ctrl-C.

    Raises:
        CannotStart: the file can't be read.
        SystemExit: the program raised it.
    """
    if os.path.isdir(path) or zipfile.is_zipfile(path):
        folder = os.path.abspath(path)
        _prepare([path, *arguments], folder)
        spec = importlib.machinery.PathFinder.find_spec("__main__", [folder])
        if spec is None:
            raise CannotStart(f"can't find '__main__' module in '{path}'", 1)
        return _run_module(spec)
    try:
        with io.open_code(path) as file:
            source = file.read()
    except OSError as error:
        raise CannotStart(f"can't open file '{os.path.abspath(path)}': {error.strerror}", 2) from None
    _prepare([path, *arguments], os.path.dirname(os.path.realpath(path)))
    path = os.path.abspath(path)
    main = ModuleType("__main__")
    main.__file__ = path
    main.__loader__ = importlib.machinery.SourceFileLoader("__main__", path)
    return _execute(main, source, path)


def run_module(name: str, arguments: list[str]) -> int:
    """Runs a module, or a package's `__main__`, as `python -m name …` would.

    Returns:
        The exit status, as `run_file`.

    Raises:
        CannotStart: there is no such module.
        SystemExit: the module raised it.
    """
    _prepare(["-m", *arguments], os.getcwd())
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            spec = importlib.util.find_spec(f"{name}.__main__")
            if spec is None:
                raise CannotStart(f"No module named {name}.__main__; '{name}' is a package, no program", 1)
    except ModuleNotFoundError as error:
        raise CannotStart(str(error), 1) from None
    if spec is None:
        raise CannotStart(f"No module named {name}", 1)
    sys.argv[0] = spec.origin or name
    return _run_module(spec)


def run_code(source: str, arguments: list[str]) -> int:
    """Runs a piece of code as `python -c source …` would.

    Returns:
        The exit status, as `run_file`.

    Raises:
        SystemExit: the code raised it.
    """
    _prepare(["-c", *arguments], "")
    return _execute(ModuleType("__main__"), source + "\n", "<string>")


def _prepare(argv: list[str], first_path: str) -> None:
    """Sets `sys.argv` and `sys.path` as `python` would, and installs the hook, in child processes too."""
    sys.argv[:] = argv
    if not sys.flags.safe_path:
        sys.path[0] = first_path
    reach_child_processes()
    install()


def reach_child_processes() -> None:
    """Sees to it that `import mindspore` means mindshim in the Python processes that this one starts."""
    folders = [_STAND_IN]
    if importlib.machinery.PathFinder.find_spec("mindshim", sys.path[1:]) is None:
        # It was found in the current folder, which a child process need not have on its path.
        folders.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    # multiprocessing gives sys.path to its children, others inherit the environment.
    sys.path[1:1] = folders
    inherited = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([*folders, inherited] if inherited else folders)


def _run_module(spec: importlib.machinery.ModuleSpec) -> int:
    code = spec.loader.get_code(spec.name) if hasattr(spec.loader, "get_code") else None  # type: ignore[union-attr]
    if code is None:
        raise CannotStart(f"No code object available for {spec.name}", 1)
    main = ModuleType("__main__")
    main.__spec__, main.__loader__, main.__package__ = spec, spec.loader, spec.parent
    main.__file__ = spec.origin
    main.__dict__["__cached__"] = spec.cached
    return _execute(main, code)


def _execute(main: ModuleType, program: CodeType | str | bytes, filename: str = "") -> int:
    sys.modules["__main__"] = main
    try:
        if not isinstance(program, CodeType):
            program = compile(program, filename, "exec", dont_inherit=True)
        exec(program, main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        show_user_frames(error)
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, error.__traceback__
        sys.excepthook(type(error), error, error.__traceback__)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    return 0
