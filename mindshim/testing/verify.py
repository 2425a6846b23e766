"""`mindshim verify`: runs the code of a document and compares what it prints with what the document says."""

import ast
import contextlib
import json
import linecache
import os
import re
import subprocess
import symtable
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import CodeType, ModuleType

from mindshim.compat import install
from mindshim.engine import context
from mindshim.launch import reach_child_processes
from mindshim.testing.capture import StandardOutput
from mindshim.testing.documents import Block, DocumentError, read
from mindshim.testing.printed import count_numbers, difference
from mindshim.tracebacks import show_user_frames
from mindshim.version import __version__

OK, DIFFERS, ERROR, FRAGMENT, UNRECORDED = "ok", "differs", "error", "fragment", "no output recorded"
_IN_A_SUMMARY = {
    OK: "ok",
    DIFFERS: "differ",
    ERROR: "raised",
    FRAGMENT: "fragments",
    UNRECORDED: "with no output recorded",
}
# How a recorded traceback, or one line of it, names its exception.
_EXCEPTION_LINE = re.compile(
    r"^\s*(?:[a-z_]\w*\.)*([A-Z]\w*(?:Error|Exception|Interrupt|Exit|Iteration|Warning))\b", re.MULTILINE
)


@dataclass
class BlockResult:
    """What became of one block.

    Attributes:
        place: where it is, as "line 12" or "cell 3".
        status: "ok", "differs", "error", "fragment" or "no output recorded".
        detail: one sentence that says why.
        error_line: the line of the document (of the cell, in a notebook) at which it raised.
        error_code: that line.
        traceback: the user's part of the traceback.
    """

    place: str
    line: int
    status: str
    detail: str
    code: str
    recorded: str | None = None
    printed: str = ""
    error_line: int | None = None
    error_code: str = ""
    traceback: str = ""
    seconds: float = 0.0


@dataclass
class DocumentResult:
    """What became of a document's blocks, in order."""

    path: str
    blocks: list[BlockResult] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        return not any(block.status in (DIFFERS, ERROR) for block in self.blocks)

    @property
    def summary(self) -> str:
        counts = Counter(block.status for block in self.blocks)
        return ", ".join(
            f"{counts[status]} {text}" for status, text in _IN_A_SUMMARY.items() if counts[status]
        )


def verify(path: str | Path, each: Callable[[BlockResult], None] = lambda result: None) -> DocumentResult:
    """Runs a document's Python blocks in order, in one namespace, with `import mindspore` meaning mindshim.

    A block that raises does not end it. The namespace is that of a module `__main__`, which is there while
    the blocks run.

    Args:
        path: a .md, .ipynb or .txt file.
        each: is called with each result as soon as there is one.

    Raises:
        DocumentError: the document can't be read, or has no Python block.
        RuntimeError: the real MindSpore was imported before.

    Example:
        >>> verify("examples/autograd.md").passed  # doctest: +SKIP
        True
    """
    blocks = read(path)
    install()
    result = DocumentResult(str(path))
    begin = time.perf_counter()
    with _as_main_program(path) as main, contextlib.closing(StandardOutput()) as output:
        for block in blocks:
            _publish_source(block)
            started = time.perf_counter()
            of_block = _verify_block(block, main, output)
            of_block.seconds = round(time.perf_counter() - started, 3)
            result.blocks.append(of_block)
            each(of_block)
    result.seconds = round(time.perf_counter() - begin, 3)
    return result


@contextlib.contextmanager
def _as_main_program(path: str | Path):
    """A fresh `__main__`, without a file, as in a notebook; what it replaces comes back."""
    main = ModuleType("__main__")
    before = sys.modules["__main__"], sys.argv[:], sys.path[:], sys.stdin
    with open(os.devnull) as nothing:
        sys.modules["__main__"] = main
        sys.argv[:], sys.stdin = [str(path)], nothing
        sys.path.insert(0, str(Path(path).resolve().parent))
        try:
            yield main
        finally:
            sys.modules["__main__"], sys.argv[:], sys.path[:], sys.stdin = before


def _publish_source(block: Block) -> None:
    """Lets tracebacks and `inspect.getsource` find the code of the blocks so far, at the document's lines."""
    known = linecache.cache.get(block.filename, ())
    before = known[2][: block.line - 1] if len(known) == 4 and block.cell is None else []
    blank = ["\n"] * (block.line - 1 - len(before))
    source = [*before, *blank, *(line + "\n" for line in block.code.split("\n"))]
    linecache.cache[block.filename] = (sum(map(len, source)), None, source, block.filename)


def _verify_block(block: Block, main: ModuleType, output: StandardOutput) -> BlockResult:
    result = BlockResult(block.place, block.line, UNRECORDED, "", block.code, block.recorded)
    try:
        program = _compile(block)
    except (SyntaxError, ValueError) as error:  # ValueError: a null byte
        if block.recorded is None:
            result.status, result.detail = FRAGMENT, f"does not parse: {getattr(error, 'msg', error)}"
        else:
            _judge_error(result, error, block)
        return result
    if block.recorded is None and _uses_self_outside_class(block, main):
        result.status, result.detail = FRAGMENT, "uses `self` outside a class"
        return result
    try:
        with output.caught():
            value = _run(program, main.__dict__)
            shown = "" if value is None or block.recorded is None else repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        result.printed = output.take()
        _judge_error(result, error, block)
        return result
    result.printed = output.take()
    _judge_output(result, shown)
    return result


def _compile(block: Block) -> list[tuple[CodeType, bool]]:
    """The block's code objects, each with whether it is a last expression, whose value notebooks show."""
    if block.statements is not None:
        return [(_code(source, block.filename, line, "single"), False) for line, source in block.statements]
    tree = _code(block.code, block.filename, block.line, "exec", ast.PyCF_ONLY_AST)
    compile(
        tree, block.filename, "exec", dont_inherit=True
    )  # finds more than the parser: a misplaced `return`
    program = []
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
        program.append((compile(ast.Expression(last.value), block.filename, "eval", dont_inherit=True), True))
    program.insert(0, (compile(tree, block.filename, "exec", dont_inherit=True), False))
    return program


def _code(source: str, filename: str, line: int, mode: str, flags: int = 0):
    # Blank lines before it make the line numbers those of the document.
    return compile("\n" * (line - 1) + source, filename, mode, flags, dont_inherit=True)


def _run(program: list[tuple[CodeType, bool]], namespace: dict) -> object:
    value = None
    for code, has_value in program:
        if has_value:
            value = eval(code, namespace)
        else:
            exec(code, namespace)
    return value


def _uses_self_outside_class(block: Block, main: ModuleType) -> bool:
    if block.statements is not None or hasattr(main, "self"):
        return False
    table = symtable.symtable(block.code, block.filename, "exec")
    return "self" in table.get_identifiers() and not table.lookup("self").is_assigned()


def _judge_output(result: BlockResult, shown: str) -> None:
    recorded, printed = result.recorded, result.printed
    if recorded is None:
        result.detail = "the document does not say what it prints" if printed.strip() else "prints nothing"
        return
    found = difference(recorded, printed)
    if found is not None and shown:
        with_value = difference(recorded, f"{printed}\n{shown}")
        if with_value is None or not printed:
            found, result.printed = with_value, f"{printed}{shown}\n"
    if found is not None:
        result.status, result.detail = DIFFERS, str(found)
        if named := _recorded_exception(recorded):
            result.detail = f"the document says that it raises {named}, but it did not"
        elif not result.printed.strip():
            result.detail = "the code printed nothing"
        return
    numbers = count_numbers(recorded)
    result.status = OK
    result.detail = {0: "the same text", 1: "1 number agrees"}.get(numbers, f"{numbers} numbers agree")


def _judge_error(result: BlockResult, error: BaseException, block: Block) -> None:
    show_user_frames(error)
    named = _recorded_exception(block.recorded or "")
    if named == type(error).__name__:
        result.status, result.detail = OK, f"raises {named}, as the document says"
        return
    result.status, result.detail = ERROR, f"{type(error).__name__}: {error}".rstrip(": ").strip()
    result.traceback = "".join(traceback.format_exception(error))
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == block.filename else None
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == block.filename:
            line = number
    if line is not None:
        result.error_line, result.error_code = line, linecache.getline(block.filename, line).strip()


def _recorded_exception(recorded: str) -> str | None:
    """The exception that a recorded output ends with, by name."""
    lines = recorded.strip().split("\n")
    in_traceback = any(line.lstrip().startswith("Traceback (most recent call last)") for line in lines)
    found = _EXCEPTION_LINE.findall(recorded if in_traceback else lines[0])
    return found[-1] if found else None


def _first_line(error: BaseException) -> str:
    return str(error).split("\n")[0]


def main(paths: list[str], report: str | None = None, mode: str = "pynative") -> int:
    """Verifies documents, prints a line for each block, and returns the exit status that `--help` tells.

    With the mode "graph" they begin in GRAPH_MODE. Several documents run in a process each, so that none meets what
    another one set (its mode, its seed).
    """
    try:
        for path in paths:
            read(path)
        if report:
            _write_report(report, [])
    except (DocumentError, OSError) as error:
        message = f"can't write {report}: {error.strerror}" if isinstance(error, OSError) else error
        print(f"mindshim verify: {message}", file=sys.stderr)
        return 2
    reach_child_processes()
    if len(paths) == 1:
        if mode == "graph":
            context.set_context(mode=context.GRAPH_MODE)
        results = [_verify_here(paths[0], report)]
    else:
        results = [_verify_apart(path, mode) for path in paths]
    if report:
        _write_report(report, results)
    return 0 if all(result.passed for result in results) else 1


def _verify_here(path: str, report: str | None) -> DocumentResult:
    so_far = DocumentResult(path)

    def show(block: BlockResult) -> None:
        _show(block)
        so_far.blocks.append(block)
        if report:  # now, since a later block may end the process
            _write_report(report, [so_far])

    print(path, flush=True)
    result = verify(path, show)
    _conclude(result)
    return result


def _verify_apart(path: str, mode: str) -> DocumentResult:
    """Verifies a document in a process of its own; a block that ends the process has an error."""
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, "report.json")
        sys.stdout.flush()
        command = [sys.executable, "-m", "mindshim", "verify", path, "--report", report, "--mode", mode]
        status = subprocess.run(command, stdin=subprocess.DEVNULL).returncode
        documents = json.loads(Path(report).read_text("utf-8"))["documents"]
    result = DocumentResult(path)
    if documents:
        result.seconds = documents[0]["seconds"]
        result.blocks = [BlockResult(**block) for block in documents[0]["blocks"]]
    blocks = read(path)
    if len(result.blocks) < len(blocks):
        block = blocks[len(result.blocks)]
        detail = f"ended the process with status {status}"
        result.blocks.append(BlockResult(block.place, block.line, ERROR, detail, block.code, block.recorded))
        _show(result.blocks[-1])
        _conclude(result)
    return result


def _conclude(result: DocumentResult) -> None:
    print(f"{'passed' if result.passed else 'FAILED'}: {result.summary} ({result.seconds:.1f} s)", flush=True)


def _show(result: BlockResult) -> None:
    print(f"  {result.place:<9} {result.status:<18}  {_first_line(Exception(result.detail))}", flush=True)
    if result.status == ERROR and result.error_line is not None:
        print(f"  {'':<9} at line {result.error_line}: {result.error_code}", flush=True)


def _write_report(path: str, documents: list[DocumentResult]) -> None:
    passed = all(document.passed for document in documents)
    content = {
        "mindshim": __version__,
        "passed": passed,
        "documents": [{**asdict(document), "passed": document.passed} for document in documents],
    }
    Path(path).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
