"""Runs small programs and records what they print or raise.

Under an environment that holds the real MindSpore, ``python tests/oracle/record.py [topic ...]`` writes
``recorded/TOPIC.json``. ``tests/test_oracle.py`` runs the same programs under mindshim, with the functions of
this file, and compares.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import types
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CASE_MARK = "# case:"
SHARED_MARK = "# for every case:"
TIME_LIMIT = 60

# What each program finds in its namespace.
PRELUDE = (HERE / "prelude.py").read_text()


def load_cases(topic: str) -> dict[str, str]:
    """The programs of ``cases/TOPIC.py`` by name; each begins with what stands between `SHARED_MARK` and the first."""
    cases: dict[str, str] = {}
    head, *parts = ("\n" + (HERE / "cases" / f"{topic}.py").read_text()).split("\n" + CASE_MARK)
    shared = head.partition("\n" + SHARED_MARK + "\n")[2].strip("\n")
    for part in parts:
        name, _, source = part.partition("\n")
        name = name.strip()
        if name in cases:
            raise ValueError(f"{topic}: two cases are called {name!r}")
        cases[name] = "\n\n".join(filter(None, (shared, source.strip("\n")))) + "\n"
    return cases


def topics() -> list[str]:
    return sorted(path.stem for path in (HERE / "cases").glob("*.py"))


def digest(source: str) -> str:
    return hashlib.sha256((PRELUDE + source).encode()).hexdigest()[:12]


def run_case(source: str, folder: str) -> dict[str, Any]:
    """Runs one program and returns its ``stdout`` and what it raised.

    An exception is ``error`` (its type), ``builtin`` (the closest base among Python's own), ``message`` (its
    first line) and ``line`` (in the program). The program gets a file and a module of its own in ``folder``:
    graph mode reads its source, and pickle looks for its module.
    """
    name = "oracle_case_" + digest(source)
    path = os.path.join(folder, name + ".py")
    Path(path).write_text(source)
    module = types.ModuleType(name)
    module.__file__ = path
    sys.modules[name] = module
    record: dict[str, Any] = {}
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(PRELUDE, str(HERE / "prelude.py"), "exec"), module.__dict__)
            numpy = module.__dict__["np"]
            # numpy 2 writes `np.float32(1.0)` where numpy 1 wrote `1.0`
            legacy = {"legacy": "1.25"} if int(numpy.__version__.split(".")[0]) >= 2 else {}
            with numpy.printoptions(**legacy), numpy.errstate(all="ignore"):
                exec(compile(source, path, "exec"), module.__dict__)
                module.__dict__["mindspore"].runtime.synchronize()
    except Exception as error:
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
        record["error"] = type(error).__name__
        record["builtin"] = next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__
        record["message"] = next((s for s in str(error).strip().splitlines() if s.strip("- ")), "")
        record["message"] = re.sub("0x[0-9a-f]+", "0x...", record["message"])[:300]
        record["line"] = frames[-1].lineno if frames else None
    finally:
        sys.modules.pop(name, None)
    record["stdout"] = out.getvalue()
    return record


def _worker(topic: str) -> None:
    """Runs every case in a fork of this process, and writes one line of JSON each.

    MindSpore does not always recover from an exception: a failed gradient changes how later cases behave.
    """
    answers = os.dup(1)
    os.dup2(2, 1)
    import mindspore

    with tempfile.TemporaryDirectory() as folder:
        for source in load_cases(topic).values():
            child = os.fork()
            if child == 0:
                signal.alarm(TIME_LIMIT)
                # An operator's error otherwise appears at whatever later line first waits for it.
                mindspore.set_context(device_target="CPU", pynative_synchronize=True)
                mindspore.set_seed(1)
                os.write(answers, (json.dumps(run_case(source, folder)) + "\n").encode())
                os._exit(0)
            if os.waitpid(child, 0)[1] != 0:
                os.write(answers, b'{"crash": true}\n')


def _record(topic: str) -> None:
    cases = load_cases(topic)
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "GLOG_v": "3"}
    started = time.time()
    command = [sys.executable, str(HERE / "record.py"), "--worker", topic]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as folder:  # MindSpore leaves dumps of failed graphs where it runs
        worker = subprocess.run(command, **pipes, env=environment, cwd=folder)
    records: list[dict[str, Any]] = [json.loads(line) for line in worker.stdout.splitlines()]
    table = {name: {"hash": digest(cases[name]), **r} for name, r in zip(cases, records, strict=True)}
    with open(HERE / "recorded" / f"{topic}.json", "w") as file:
        lines = (f" {json.dumps(name)}: {json.dumps(record)}" for name, record in table.items())
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
    raised = sum("error" in r for r in records)
    for name, record in table.items():
        if "crash" in record:
            print(f"{topic}: the process died in {name!r}")
    print(f"{topic}: {len(cases)} cases, {raised} raise, {time.time() - started:.0f} s", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        _worker(sys.argv[2])
    else:
        for requested in sys.argv[1:] or topics():
            _record(requested)
