"""Documents with code: which blocks they have, and what each says that it prints.

Markdown after CommonMark 0.31 (section 4.5, fenced code blocks), notebooks after nbformat 4.
"""

import doctest
import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

_PYTHON = {"python", "python3", "py", "pycon", "ipython", "ipython3"}
_OUTPUT = {"", "text", "txt", "plaintext", "plain", "none", "output", "out", "console", "log"}
# A fence may stand in a list or a quotation, so anything that these put before it is allowed.
_FENCE = re.compile(
    r"(?P<before>[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+|\d+[.)][ \t]+)?[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>.*)"
)


class DocumentError(Exception):
    """A document that can't be read, in one sentence for the person who named it."""


@dataclass
class Block:
    """A block of Python.

    Attributes:
        code: the source, without indentation, prompts or IPython's commands.
        filename: what tracebacks call it: the document, or the document and the cell.
        line: the line in `filename` on which `code` begins.
        recorded: what the document says that the block prints; None if it says nothing.
        statements: in an interactive block (`>>>`), each statement with its line; their values are printed.
    """

    code: str
    filename: str
    line: int
    recorded: str | None = None
    cell: int | None = None
    statements: list[tuple[int, str]] | None = None

    @property
    def place(self) -> str:
        return f"line {self.line}" if self.cell is None else f"cell {self.cell}"


def read(path: str | Path) -> list[Block]:
    """The Python blocks of a document, in order.

    Args:
        path: a markdown (.md, .markdown), notebook (.ipynb) or text file (.txt, read as markdown).

    Raises:
        DocumentError: it is missing, of another kind, not UTF-8, broken, or has no Python block.

    Example:
        >>> [block.line for block in read("examples/autograd.md")]  # doctest: +SKIP
        [12, 27, 45]
    """
    path = Path(path)
    kind = path.suffix.lower()
    if kind not in (".md", ".markdown", ".txt", ".ipynb"):
        raise DocumentError(f"{path}: not a kind of document that can be verified (.md, .ipynb or .txt)")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror}") from None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"{path}: line {line} is not UTF-8") from None
    blocks = _notebook(text, str(path)) if kind == ".ipynb" else _markdown(text, str(path))
    if not blocks:
        raise DocumentError(
            f"{path}: " + ("there is no Python code in it" if text.strip() else "the file is empty")
        )
    return blocks


def _markdown(text: str, filename: str) -> list[Block]:
    blocks: list[Block] = []
    directly_after = False  # only white space since the last Python block
    commented = False
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        if commented or line.lstrip().startswith("<!--"):
            commented = "-->" not in line
            continue
        fence = _FENCE.fullmatch(line)
        if fence is None or (fence["fence"][0] == "`" and "`" in fence["info"]):
            directly_after = directly_after and not line.strip()
            continue
        language = _language(fence["info"])
        content = "\n".join(_fenced(lines, fence, f"{filename}: line {number}"))
        if language in _PYTHON:
            blocks.append(_block(content, filename, number + 1))
            directly_after = True
        else:
            if directly_after and language in _OUTPUT and blocks[-1].recorded is None:
                blocks[-1].recorded = content
            directly_after = False
    return blocks


def _language(info: str) -> str:
    """The first word after a fence, out of pandoc's or MyST's braces (`{.python}`, `{code-block} python`)."""
    words = re.sub(r"[{}]", " ", info.replace("code-block", "")).split()
    return words[0].lstrip(".").lower() if words else ""


def _fenced(lines, opening: re.Match[str], place: str) -> list[str]:
    """The lines up to the closing fence, without the indentation that the opening fence has."""
    fence, width = opening["fence"], len(opening["before"].expandtabs(4))
    quoted = ">" in opening["before"]
    content = []
    for _, line in lines:
        if quoted:
            line = re.sub(r"^[ \t]*(?:>[ \t]?)+", "", line)
        bare = line.strip()
        if len(bare) >= len(fence) and set(bare) == {fence[0]}:
            return content
        indentation = len(line) - len(line.lstrip())
        if not quoted:
            line = line.expandtabs(4) if "\t" in line[:indentation] else line
            line = line[min(width, len(line) - len(line.lstrip())) :]
        content.append(line)
    raise DocumentError(f"{place}: the code fence that begins here is never closed")


def _notebook(text: str, filename: str) -> list[Block]:
    try:
        notebook = json.loads(text)
        version = notebook["nbformat"]
        if version < 4:
            raise DocumentError(f"{filename}: a notebook of format {version}; only format 4 can be read")
        metadata = notebook.get("metadata", {})
        kernel = metadata.get("kernelspec", {}).get("language", "python")
        language = metadata.get("language_info", {}).get("name", kernel)
        if language.lower() not in _PYTHON:
            raise DocumentError(f"{filename}: the notebook's language is {language}, not Python")
        blocks = []
        for number, cell in enumerate(notebook["cells"], 1):
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and source.strip():
                block = _block(source, f"{filename}, cell {number}", 1)
                block.cell, block.recorded = number, _stored_output(cell.get("outputs", []))
                blocks.append(block)
        return blocks
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DocumentError(f"{filename}: not a Jupyter notebook ({type(error).__name__}: {error})") from None


def _stored_output(outputs: list[dict]) -> str | None:
    texts = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream" and output["name"] == "stdout":
            texts.append("".join(output["text"]))
        elif kind == "execute_result" and "text/plain" in output["data"]:
            texts.append("".join(output["data"]["text/plain"]) + "\n")
        elif kind == "error":
            texts.append(f"{output['ename']}: {output['evalue']}\n")
    return "".join(texts) if texts else None


def _block(content: str, filename: str, line: int) -> Block:
    content = textwrap.dedent(content)
    if re.match(r"\s*>>>(\s|$)", content):
        return _interactive(content, filename, line)
    return Block(_without_commands(content), filename, line)


def _interactive(content: str, filename: str, line: int) -> Block:
    try:
        examples = doctest.DocTestParser().get_examples(content)
    except ValueError as error:
        raise DocumentError(f"{filename}: line {line}: {error}") from None
    wants = "".join(example.exc_msg or example.want.replace("<BLANKLINE>", "") for example in examples)
    code: list[str] = [""] * content.count("\n")
    for example in examples:
        lines = example.source.splitlines()
        code[example.lineno : example.lineno + len(lines)] = lines
    statements = [(line + example.lineno, example.source) for example in examples]
    return Block("\n".join(code), filename, line, wants or None, statements=statements)


def _without_commands(code: str) -> str:
    """Blanks IPython's own lines (`%matplotlib inline`, `!pip install …`)."""
    if re.match(r"\s*%%(?!time|capture)", code):
        return code  # a cell in another language
    try:
        compile(code, "", "exec", dont_inherit=True)
        return code
    except (SyntaxError, ValueError):
        return re.sub(r"(?m)^([ \t]*)[%!].*$", r"\1pass", code)
