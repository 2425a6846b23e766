"""The command line: `python -m mindshim`, or the script `mindshim`."""

import argparse
import os
import sys
from collections.abc import Callable

from mindshim.version import MINDSPORE_VERSION, __version__

_Command = Callable[[argparse.Namespace], int]

_EXAMPLES = """\
examples:
  mindshim run train.py --epochs 3        a MindSpore program, as `python train.py --epochs 3` would run it
  mindshim run -c "import mindspore; print(mindspore.ones(2))"
  mindshim verify examples/autograd.md    does a document print what it says?
  mindshim doctor                         versions, devices, extras
  mindshim api ops.MatMul                 is it there, and with which arguments?

`mindshim COMMAND --help` says more about a command."""

_RUN_EXAMPLES = """\
examples:
  mindshim run train.py --epochs 3
  mindshim run -m package.train --epochs 3
  mindshim run -c "import mindspore as ms; print(ms.Tensor([1, 2]) + 1)"

Processes that the program starts run on mindshim too. A traceback shows the program's own lines;
MINDSHIM_TRACEBACK=full adds mindshim's.

exit status: the program's own; 1 after an uncaught exception, 130 after Ctrl-C, 2 if it can't be read."""

_VERIFY_EXAMPLES = """\
examples:
  mindshim verify examples/autograd.md
  mindshim verify docs/*.md tutorial.ipynb --report report.json

A markdown document's ```python blocks (a .txt file is read alike), or a notebook's code cells, run in order
in one namespace. What each prints is compared with the text block that follows it directly. Numbers agree to
the digits that the document gives, or to a relative 1e-3; layout does not count, and an int is not a float.

  ok                   it printed what the document says
  differs              it printed something else; the first difference is shown
  error                it raised, and the document does not say so
  fragment             it is no program of its own (does not parse, or uses `self` outside a class): not run
  no output recorded   it ran, and there is nothing to compare

exit status: 0 if no block differs or raises, 1 if one does, 2 if a document can't be read."""

_DOCTOR_EXAMPLES = """\
example:
  mindshim doctor

exit status: 0 if mindshim can compute here, 1 if not."""

_API_EXAMPLES = """\
examples:
  mindshim api                    how many of MindSpore's names are implemented
  mindshim api ops.MatMul         one name, with MindSpore's signature and mindshim's
  mindshim api nn --missing       what nn lacks, and why
  mindshim api --json             everything, for other programs

exit status: 0, or 1 if MindSpore has no such name."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit status.

    Args:
        arguments: the command line after the program's name; that of the process if None.

    Raises:
        SystemExit: the arguments make no sense, `--help` was asked for, or the program under `run` raised it.

    Example:
        >>> main(["run", "-c", "print(6 * 7)"])
        42
        0
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    parser, run_parser = _parsers()
    # A program's arguments are its own, so argparse must not see them.
    if arguments[:1] == ["run"] and arguments[1:] and arguments[1] not in ("-h", "--help"):
        return _run(run_parser, arguments[1:])
    options = parser.parse_args(arguments)
    try:
        status = options.command(options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader of our output (`| head`) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _parsers() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    description = "Runs MindSpore programs unchanged on JAX and XLA."
    parser = argparse.ArgumentParser("mindshim", description=description, **_style(_EXAMPLES))
    version = f"mindshim {__version__} (for programs of MindSpore {MINDSPORE_VERSION})"
    parser.add_argument("--version", action="version", version=version)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def add(name: str, command: _Command, text: str, examples: str, **more) -> argparse.ArgumentParser:
        description = text[0].upper() + text[1:] + "."
        added = commands.add_parser(name, help=text, description=description, **_style(examples), **more)
        added.set_defaults(command=command)
        return added

    run_parser = add(
        "run",
        lambda options: _run(run_parser, []),
        "run a MindSpore program on XLA, as `python` would run it",
        _RUN_EXAMPLES,
        usage="mindshim run [-h] (program.py | -m module | -c code) [argument ...]",
    )
    verify = add("verify", _verify, "run the code of documents, compare what it prints", _VERIFY_EXAMPLES)
    verify.add_argument("documents", nargs="+", metavar="DOCUMENT", help="a .md, .ipynb or .txt file")
    verify.add_argument("--mode", choices=("pynative", "graph"), default="pynative",
                        help="the mode that documents begin in (default: pynative, operator by operator)")
    verify.add_argument("--report", metavar="FILE", help="also write every block's result to FILE, as JSON")
    add("doctor", _doctor, "show versions, devices, settings and extras", _DOCTOR_EXAMPLES)
    api = add("api", _api, "tell which of MindSpore's names are implemented", _API_EXAMPLES)
    api.add_argument("name", nargs="?", metavar="NAME", help="a name, module or class below `mindspore`")
    api.add_argument("--missing", action="store_true", help="only what is not implemented, or not with every argument")
    api.add_argument("--json", action="store_true", help="print JSON")
    api.add_argument("--page", action="store_true", help="print the text of docs/api.md")
    return parser, run_parser


def _style(examples: str) -> dict:
    return {"epilog": examples, "formatter_class": argparse.RawDescriptionHelpFormatter}


def _run(parser: argparse.ArgumentParser, arguments: list[str]) -> int:
    from mindshim import launch

    start = {"-m": launch.run_module, "-c": launch.run_code}.get(arguments[0] if arguments else "")
    if start is not None:
        arguments = arguments[1:]
    elif arguments and arguments[0].startswith("-"):
        parser.error(f"unknown option {arguments[0]} (the program's own options come after its name)")
    if not arguments:
        parser.error("what shall be run? Give a program, -m with a module, or -c with code")
    try:
        return (start or launch.run_file)(arguments[0], arguments[1:])
    except launch.CannotStart as error:
        print(f"mindshim run: {error}", file=sys.stderr)
        return error.status


def _verify(options: argparse.Namespace) -> int:
    from mindshim.testing.verify import main as verify

    return verify(options.documents, options.report, options.mode)


def _api(options: argparse.Namespace) -> int:
    from mindshim.api import report

    if options.page:
        print(report.page(), end="")
        return 0
    return report.main(options.name, options.missing, options.json)


def _doctor(options: argparse.Namespace) -> int:
    from mindshim.doctor import main as doctor

    return doctor()


if __name__ == "__main__":
    sys.exit(main())
