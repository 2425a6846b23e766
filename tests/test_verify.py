"""Verification of documents: what is run, what is compared, and what is said about it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import mindshim
from mindshim.testing import DocumentError, verify
from mindshim.testing.documents import read
from mindshim.testing.printed import difference, numbers_agree
from mindshim.testing.verify import main


@pytest.mark.parametrize(
    ("document", "printed", "agree"),
    [
        ("4.5", "4.5099998", True),  # the digits that the document gives
        ("4.5", "4.5500001", False),
        ("4.5099998", "4.51", True),  # relative 1e-3
        ("4.5099998", "4.52", False),
        ("0.1", "0.15", True),
        ("2.15359993e+01", "21.5359993", True),
        ("1.2e-3", "0.00124", True),
        ("1.2e-3", "0.0013", False),
        ("3.", "3.002", True),
        ("3.", "3.4", False),
        ("0.", "-1e-09", True),
        ("0.", "1e-3", False),
        ("0.0000", "0.00004", True),
        ("3", "3", True),
        ("3", "4", False),
        ("1000000", "1000001", False),
        ("3", "3.0", False),  # an int is not a float
        ("3.0", "3", False),
        ("-1.5", "1.5", False),
        ("nan", "nan", True),
        ("nan", "1.0", False),
        ("inf", "inf", True),
        ("-inf", "inf", False),
        ("1.0", "inf", False),
        ("1.5j", "1.5j", True),
        ("1.5j", "1.5", False),
    ],
)
def test_numbers(document, printed, agree):
    assert numbers_agree(document, printed) is agree


@pytest.mark.parametrize(
    ("document", "printed", "found"),
    [
        ("    [[4.5, 2.7, 3.6],\n     [4.5, 2.7, 3.6]]", "[[4.5 2.7 3.6]\n [4.5 2.7 3.6]]\n", None),
        ("[True, False]", "[ True False]", None),
        ("['a', 'b']", "['a' 'b']", None),
        ("", " \n", None),
        ("(1,)", "(1)", "the document says ,, the code printed )"),
        ("(1, 2)", "[1, 2]", "the document says (, the code printed ["),
        ("a, b", "a b", "the document says ,, the code printed b"),
        ("Float32", "Float16", "the document says Float32, the code printed Float16"),
        ("float32 [1. 2.]", "float32 [1. 3.]", "the document says 2., the code printed 3. (number 2 of 2)"),
        ("<object at 0x7f00>", "<object at 0x7f99>", None),
        ("1 2", "1", "the document goes on with '2' where the output ends"),
        ("1", "1 2", "the output goes on with '2' where the document ends"),
        ("True", "1", "the document says True, the code printed 1"),
        ("[nan, inf]", "[nan inf]", None),
    ],
)
def test_texts(document, printed, found):
    result = difference(document, printed)
    assert (result and str(result)) == found


def document(folder: Path, text: str, name: str = "document.md") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def statuses(path: Path) -> list[str]:
    return [block.status for block in verify(path).blocks]


FENCES = {
    "tagged": ("```python\nx = 1\n```\n\n\n```text\n1\n```\n", "1"),
    "another case": ("```Python\nx = 1\n```\n```TEXT\n1\n```\n", "1"),
    "no language": ("```py\nx = 1\n```\n```\n1\n```\n", "1"),
    "tildes": ("~~~python\nx = 1\n~~~\n~~~~text\n1\n~~~~~\n", "1"),
    "attributes": ("```{.python .numberLines}\nx = 1\n```\n", None),
    "a directive": ("```{code-block} python\nx = 1\n```\n", None),
    "in a list": ("1. a\n\n   ```python\n   x = 1\n   ```\n   ```text\n   1\n   ```\n", "1"),
    "after a list's mark": ("- ```python\n  x = 1\n  ```\n", None),
    "with a tab": ("-\ta\n\n\t```python\n\tx = 1\n\t```\n", None),
    "in a quotation": ("> ```python\n> x = 1\n> ```\n>\n", None),
    "indented as a whole": ("```python\n    x = 1\n```\n", None),
    "a longer fence": ("````python\nx = 1\n````\n", None),
    "prose between": ("```python\nx = 1\n```\n\nprose\n\n```text\n1\n```\n", None),
    "another language between": ("```python\nx = 1\n```\n```bash\nls\n```\n```text\n1\n```\n", None),
    "two outputs": ("```python\nx = 1\n```\n```text\n1\n```\n```text\n2\n```\n", "1"),
    "line ends of Windows": ("```python\r\nx = 1\r\n```\r\n```text\r\n1\r\n```\r\n", "1"),
    "a byte order mark": ("\ufeff```python\nx = 1\n```\n", None),
    "code in a comment": ("<!--\n```python\nx = 2\n```\n-->\n```python\nx = 1\n```\n", None),
    "code in a block of text": ("````text\n```python\nx = 2\n```\n````\n```python\nx = 1\n```\n", None),
    "code in a line": ("```not a fence``` at all\n\n```python\nx = 1\n```\n", None),
}


@pytest.mark.parametrize(("text", "recorded"), FENCES.values(), ids=FENCES)
def test_fences(tmp_path, text, recorded):
    path = tmp_path / "document.md"
    path.write_bytes(text.encode())
    (block,) = read(path)
    assert block.code.strip() == "x = 1"
    assert (block.recorded and block.recorded.strip()) == recorded
    assert text.replace("\r", "").split("\n")[block.line - 1].strip(" \t->") == "x = 1"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.md", b"", "the file is empty"),
        ("a.md", b"# A title\n", "there is no Python code in it"),
        ("a.md", b"text\n\n```python\nx = 1\n", "line 3: the code fence that begins here is never closed"),
        ("a.md", b"one\ntwo \xff\n", "line 2 is not UTF-8"),
        ("a.pdf", b"%PDF", "not a kind of document that can be verified"),
        ("a.ipynb", b"# no notebook", "not a Jupyter notebook"),
        ("a.ipynb", b"[]", "not a Jupyter notebook"),
        ("a.ipynb", b'{"nbformat": 3, "worksheets": []}', "a notebook of format 3"),
        ("a.ipynb", b'{"nbformat": 4, "cells": []}', "there is no Python code in it"),
        ("a.ipynb", b'{"nbformat": 4, "metadata": {"language_info": {"name": "R"}}}', "is R, not Python"),
        ("a.md", None, "No such file or directory"),
        ("a.md", "folder", "Is a directory"),
    ],
)
def test_documents_that_cannot_be_read(tmp_path, capsys, name, content, message):
    path = tmp_path / name
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError, match=message):
        verify(path)
    assert main([str(path)]) == 2
    assert capsys.readouterr().err.startswith(f"mindshim verify: {path}")


BLOCKS = {
    "ok": ("print(0.5)\n```\n```text\n0.50001", "ok", "1 number agrees"),
    "ok, words": ("print('hello')\n```\n```text\nhello", "ok", "the same text"),
    "differs": (
        "print(1.5, 2.5)\n```\n```text\n1.5 2.9",
        "differs",
        "2.9, the code printed 2.5 (number 2 of 2)",
    ),
    "prints nothing": ("x = 1\n```\n```text\n1", "differs", "the code printed nothing"),
    "a last value": ("x = 1\nx + 1\n```\n```text\n2", "ok", "1 number agrees"),
    "an unrecorded value": ("print(1)\nlen('ab')\n```\n```text\n1", "ok", "1 number agrees"),
    "error": ("x = 1\n1 / 0", "error", "ZeroDivisionError: division by zero"),
    "unknown name": ("scale([s1, s2])", "error", "NameError: name 'scale' is not defined"),
    "exit": ("import sys\nsys.exit(3)", "error", "SystemExit: 3"),
    "unrecorded": ("print(1)", "no output recorded", "the document does not say what it prints"),
    "silent": ("x = 1", "no output recorded", "prints nothing"),
    "self": ("self.x = 1", "fragment", "uses `self` outside a class"),
    "no syntax": ("if x:", "fragment", "does not parse"),
    "misplaced return": ("return 1", "fragment", "does not parse"),
    "other language": ("%%bash\nls -l", "fragment", "does not parse"),
    "no syntax, yet an output": ("print(\n```\n```text\n1", "error", "SyntaxError"),
    "IPython": ("%matplotlib inline\n!pip list\nprint(1)\n```\n```text\n1", "ok", "1 number agrees"),
    "self in a class": (
        "class A:\n    def f(self):\n        self.x = 1",
        "no output recorded",
        "prints nothing",
    ),
    "self defined": ("self = 1\nself", "no output recorded", "prints nothing"),
    "recorded error": (
        "1 / 0\n```\n```text\nTraceback (most recent call last):\n  ...\nZeroDivisionError: division",
        "ok",
        "raises ZeroDivisionError, as the document says",
    ),
    "another error than recorded": ("1 / 0\n```\n```text\nTypeError: no", "error", "ZeroDivisionError"),
    "no error, though recorded": ("x = 1\n```\n```text\nTypeError: no", "differs", "it raises TypeError"),
    "a printed error": ("print('TypeError: no')\n```\n```text\nTypeError: no", "ok", "the same text"),
    "from a child process": ("import os\nos.system('echo 5')\n```\n```text\n5", "ok", "1 number agrees"),
    "to the descriptor": ("import os\n_ = os.write(1, b'7')\n```\n```text\n7", "ok", "1 number agrees"),
    "standard input": ("input()", "error", "EOFError"),
    "prompts": (">>> x = 2\n>>> for i in range(x):\n...     i\n0\n1\n>>> x\n2", "ok", "3 numbers agree"),
    "prompts that differ": (">>> 1 + 1\n3", "differs", "says 3, the code printed 2"),
    "prompts with an error": (
        ">>> 1 / 0\nTraceback (most recent call last):\n    ...\nZeroDivisionError: division by zero",
        "ok",
        "raises ZeroDivisionError",
    ),
    "prompts, the output below": (">>> 1 + 1\n```\n```text\n2", "ok", "1 number agrees"),
}


@pytest.mark.parametrize(("text", "status", "detail"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(tmp_path, text, status, detail):
    (block,) = verify(document(tmp_path, f"```python\n{text}\n```\n")).blocks
    assert block.status == status
    assert detail in block.detail


def test_blocks_share_one_namespace_and_go_on_after_an_error(tmp_path):
    text = "```python\nx = 1\n```\n```python\n1 / 0\n```\n```python\nprint(x)\n```\n```\n1\n```\n"
    path = document(tmp_path, text)
    assert statuses(path) == ["no output recorded", "error", "ok"]
    assert main([str(path)]) == 1


def test_an_error_is_told_with_the_documents_line(tmp_path, capsys):
    text = "# Title\n\n```python\ndef f(x):\n    return 1 / x\n```\n\n```python\nx = 0\n\nf(x)\n```\n"
    path = document(tmp_path, text)
    block = verify(path).blocks[1]
    assert (block.line, block.error_line, block.error_code) == (9, 5, "return 1 / x")
    assert f'File "{path}", line 11, in <module>\n    f(x)\n' in block.traceback
    assert "mindshim" not in block.traceback
    main([str(path)])
    assert "at line 5: return 1 / x" in capsys.readouterr().out


def test_a_documents_code_has_its_source_and_can_be_pickled(tmp_path):
    text = """\
    ```python
    import inspect, pickle
    class Thing:
        def method(self):
            return 1
    ```
    prose
    ```python
    print(inspect.getsource(Thing.method).strip())
    print(type(pickle.loads(pickle.dumps(Thing()))) is Thing, __name__)
    ```
    ```text
    def method(self):
            return 1
    True __main__
    ```
    """
    before = sys.modules["__main__"], sys.argv[:], sys.path[:]
    assert statuses(document(tmp_path, text)) == ["no output recorded", "ok"]
    assert (sys.modules["__main__"], sys.argv, sys.path) == before


def test_a_stream_that_a_block_keeps_works_in_later_blocks(tmp_path):
    text = "```python\nimport sys\nf = sys.stdout\n```\n```python\nprint(3, file=f)\n```\n```text\n3\n```\n"
    assert statuses(document(tmp_path, text)) == ["no output recorded", "ok"]


def test_child_processes_of_a_document_have_mindshim_too(tmp_path):
    child = "import mindspore.testing.printed as p; print(p)"
    code = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', '{child}'])"
    path = document(tmp_path, f"```python\n{code}\n```\n")
    command = [
        sys.executable,
        "-m",
        "mindshim",
        "verify",
        str(path),
        "--report",
        str(tmp_path / "report.json"),
    ]
    subprocess.run(command, cwd=Path(mindshim.__file__).parents[1], check=True, capture_output=True)
    report = json.loads((tmp_path / "report.json").read_text())
    assert "mindshim.testing.printed" in report["documents"][0]["blocks"][0]["printed"]


def test_a_text_file_is_read_as_markdown(tmp_path):
    path = document(tmp_path, "```python\nprint(1)\n```\n```text\n1\n```\n", "document.txt")
    assert statuses(path) == ["ok"]


def notebook(*cells: tuple[str, list[dict]]) -> str:
    code = [{"cell_type": "code", "source": source.splitlines(True), "outputs": out} for source, out in cells]
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "text"}, *code]})


def test_a_notebook(tmp_path):
    stream = {"output_type": "stream", "name": "stdout", "text": ["0.5\n"]}
    noise = {"output_type": "stream", "name": "stderr", "text": ["a warning\n"]}
    value = {"output_type": "execute_result", "data": {"text/plain": ["[1, ", "2]"]}}
    error = {
        "output_type": "error",
        "ename": "ZeroDivisionError",
        "evalue": "division by zero",
        "traceback": [],
    }
    text = notebook(
        ("%matplotlib inline\nprint(0.5)\n[1, 2]", [noise, stream, value]),
        ("1 / 0", [error]),
        ("x = 1\nprint(y)", []),
        ("print(3)", [{**stream, "text": "4\n"}]),
        ("  \n", []),
    )
    blocks = verify(document(tmp_path, text, "a.ipynb")).blocks
    assert [block.status for block in blocks] == ["ok", "ok", "error", "differs"]
    assert [block.place for block in blocks] == ["cell 2", "cell 3", "cell 4", "cell 5"]
    assert (blocks[2].error_line, blocks[2].error_code) == (2, "print(y)")


def test_a_report_that_cannot_be_written_is_told_before_anything_runs(tmp_path, capsys):
    path = document(tmp_path, "```python\nprint('ran')\n```\n")
    assert main([str(path)], str(tmp_path / "nowhere" / "report.json")) == 2
    output = capsys.readouterr()
    assert "can't write" in output.err and output.out == ""


def test_the_report_tells_every_block(tmp_path):
    path = document(tmp_path, "```python\nprint(1)\n```\n```text\n2\n```\n")
    assert main([str(path)], str(tmp_path / "report.json")) == 1
    (told,) = json.loads((tmp_path / "report.json").read_text())["documents"]
    assert (told["path"], told["passed"]) == (str(path), False)
    (block,) = told["blocks"]
    assert (block["status"], block["recorded"], block["printed"]) == ("differs", "2", "1\n")


def test_the_projects_own_document_passes():
    path = Path(__file__).parents[1] / "examples" / "autograd.md"
    assert [block.status for block in verify(path).blocks] == ["ok"] * 7
