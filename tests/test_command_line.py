"""`python -m mindshim`: run, doctor, and what all commands share."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import zipfile

import pytest

import mindshim
from mindshim import doctor
from mindshim.__main__ import main
from mindshim.version import MINDSPORE_VERSION, __version__

ROOT = os.path.dirname(os.path.dirname(mindshim.__file__))
ENVIRONMENT = {**os.environ, "PYTHONPATH": ROOT}
MINDSHIM = [sys.executable, "-m", "mindshim"]

SURROUNDINGS = """\
import sys
module = sys.modules["__main__"]
spec = getattr(module, "__spec__", "none")
print(sys.argv, __name__, vars(module) is globals(), sys.path[0], globals().get("__file__"))
print(__package__, spec and spec.name, getattr(spec, "origin", None), type(__loader__))
"""


def run(*command: object, cwd=None) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["folder/program.py", "1", "-m", "--help"],
        ["-m", "folder.program", "1", "--version"],
        ["-m", "folder", "-c"],
        ["folder", "x"],
        ["archive.zip"],
    ],
    ids=" ".join,
)
def test_a_program_sees_what_it_sees_under_python(tmp_path, arguments):
    (tmp_path / "folder").mkdir()
    for name in ("program.py", "__main__.py"):
        (tmp_path / "folder" / name).write_text(SURROUNDINGS)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as archive:
        archive.writestr("__main__.py", SURROUNDINGS)
    expected = run(sys.executable, *arguments, cwd=tmp_path)
    actual = run(*MINDSHIM, "run", *arguments, cwd=tmp_path)
    assert (actual.stdout, actual.stderr, actual.returncode) == (expected.stdout, "", 0)


def test_code_sees_what_it_sees_under_python(tmp_path):
    code = "import sys; print(sys.argv, repr(sys.path[0]), __name__, '__file__' in globals())"
    expected = run(sys.executable, "-c", code, "a", "-b", cwd=tmp_path)
    actual = run(*MINDSHIM, "run", "-c", code, "a", "-b", cwd=tmp_path)
    assert (actual.stdout, actual.stderr) == (expected.stdout, "")


FAILURES = {
    "exception": "def f(): raise ValueError\ntry: f()\nexcept ValueError as e: raise KeyError('k') from e\n",
    "syntax": "x = (\n",
    "exit with a number": "import sys\nsys.exit(7)\n",
    "exit with a message": "raise SystemExit('that is all')\n",
    "a hook of its own": "import sys\nsys.excepthook = lambda *error: print('hooked', error[1])\n1 / 0\n",
    "in an imported module": "import json\njson.loads('{')\n",
}


@pytest.mark.parametrize("program", FAILURES.values(), ids=FAILURES)
def test_a_failing_program_ends_as_under_python(tmp_path, program):
    (tmp_path / "program.py").write_text(program)
    expected = run(sys.executable, "program.py", cwd=tmp_path)
    actual = run(*MINDSHIM, "run", "program.py", cwd=tmp_path)
    assert (actual.stdout, actual.stderr) == (expected.stdout, expected.stderr)
    assert actual.returncode == expected.returncode != 0


def test_a_traceback_ends_at_the_users_line(tmp_path):
    (tmp_path / "program.py").write_text("import mindspore.testing as t\nt.verify('nothing.md')\n")
    error = run(*MINDSHIM, "run", "program.py", cwd=tmp_path).stderr
    assert re.findall(r'File "(.*)", line (\d+)', error) == [(str(tmp_path / "program.py"), "2")]
    assert "mindshim.testing.documents.DocumentError: nothing.md: No such file" in error
    ENVIRONMENT["MINDSHIM_TRACEBACK"] = "full"
    try:
        error = run(*MINDSHIM, "run", "program.py", cwd=tmp_path).stderr
    finally:
        del ENVIRONMENT["MINDSHIM_TRACEBACK"]
    assert "documents.py" in error


def test_an_interrupt_exits_with_130(tmp_path):
    (tmp_path / "program.py").write_text("import time\nprint('ready', flush=True)\ntime.sleep(60)\n")
    process = subprocess.Popen(
        [*MINDSHIM, "run", "program.py"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=30)
    assert process.returncode == 130
    assert error.splitlines()[-1] == "KeyboardInterrupt" and "mindshim" not in error


def test_child_processes_and_pickles_know_the_program(tmp_path):
    (tmp_path / "program.py").write_text(
        "import multiprocessing, pickle, subprocess, sys\n"
        "import mindspore\n"
        "class Thing: pass\n"
        "def child(thing): return type(thing).__name__, mindspore.__version__\n"
        "if __name__ == '__main__':\n"
        "    assert type(pickle.loads(pickle.dumps(Thing()))) is Thing\n"
        "    with multiprocessing.get_context('spawn').Pool(1) as pool:\n"
        "        print(*pool.map(child, [Thing()]), flush=True)\n"
        "    command = 'import mindspore, mindshim.testing; print(mindspore.testing is mindshim.testing)'\n"
        "    subprocess.run([sys.executable, '-c', command], check=True)\n"
    )
    result = run(*MINDSHIM, "run", "program.py", cwd=tmp_path)
    assert (result.stdout, result.stderr) == (f"('Thing', '{MINDSPORE_VERSION}')\nTrue\n", "")


def test_a_checkout_needs_no_installation(tmp_path):
    (tmp_path / "program.py").write_text("import mindspore.testing, mindshim.doctor\nprint('found')\n")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [*MINDSHIM, "run", tmp_path / "program.py"]
    result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("found\n", "")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["run", "nothing.py"], 2, "can't open file '.*nothing.py': No such file or directory"),
        (["run", "-m", "no_such_module"], 1, "No module named no_such_module"),
        (["run", "-m", "json"], 1, "No module named json.__main__"),
        (["run", "."], 1, "can't find '__main__' module in '.'"),
    ],
)
def test_a_program_that_is_not_there(tmp_path, arguments, status, message):
    result = run(*MINDSHIM, *arguments, cwd=tmp_path)
    assert result.returncode == status
    assert re.fullmatch(f"mindshim run: {message}.*\n", result.stderr)


@pytest.mark.parametrize(
    "arguments", [[], ["no"], ["run"], ["run", "-x"], ["run", "-m"], ["verify"]], ids=str
)
def test_arguments_that_make_no_sense(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: mindshim" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["run"], ["verify"], ["doctor"]], ids=str)
def test_help_has_examples_and_tells_the_exit_status(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    text = capsys.readouterr().out
    assert stopped.value.code == 0
    assert re.search(r"examples?:\n  mindshim ", text)
    assert "exit status:" in text or not command


def test_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])
    expected = f"mindshim {__version__} (for programs of MindSpore {MINDSPORE_VERSION})\n"
    assert capsys.readouterr().out == expected


def test_output_that_nobody_reads_any_more_is_no_traceback():
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [*MINDSHIM, "doctor"], env=ENVIRONMENT, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (process.returncode, process.stderr) == (1, "")


def test_doctor_reports_versions_devices_settings_and_extras(capsys):
    assert main(["doctor"]) == 0
    rows = dict(re.findall(r"(?m)^  (.{18}) (.*)$", capsys.readouterr().out))
    rows = {name.strip(): value for name, value in rows.items()}
    assert rows["MindSpore meant"] == MINDSPORE_VERSION
    assert rows["computes"] == "yes" and rows["x64"] == "on"
    assert {"python", "jax", "jaxlib", "numpy", "compilation cache", "test", "tpu"} <= rows.keys()
    assert rows["test"].startswith("installed")


def test_every_extra_has_a_purpose():
    assert set(doctor._extras()) == set(doctor._PURPOSES)


def test_doctor_fails_where_nothing_can_be_computed():
    environment = {**ENVIRONMENT, "JAX_PLATFORMS": "no_such_platform"}
    result = subprocess.run(
        [*MINDSHIM, "doctor"], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "computes           no: RuntimeError" in result.stdout


def test_verify_on_the_command_line_writes_a_report(tmp_path):
    (tmp_path / "good.md").write_text("```python\nprint(0.5)\n```\n\n```text\n0.5\n```\n")
    (tmp_path / "deadly.md").write_text("```python\nx = 1\n```\n\n```python\nimport os\nos._exit(0)\n```\n")
    result = run(*MINDSHIM, "verify", "good.md", "deadly.md", "--report", "report.json", cwd=tmp_path)
    report = json.loads((tmp_path / "report.json").read_text())
    statuses = [[block["status"] for block in document["blocks"]] for document in report["documents"]]
    assert result.returncode == 1 and not report["passed"]
    assert statuses == [["ok"], ["no output recorded", "error"]]
    assert "ended the process with status 0" in result.stdout
