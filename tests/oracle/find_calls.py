"""Finds, for every function of a surface, arguments that the real MindSpore takes, and writes ``cases/table_*.py``.

Under an environment that holds the real MindSpore: ``python tests/oracle/find_calls.py mint|ops|Tensor``. What the
arguments are called tells what to try first; the first call that succeeds is kept. What stands before the first case
of ``cases/table_mint.py`` is the head of every table.
"""

from __future__ import annotations

import itertools
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from record import CASE_MARK, HERE, PRELUDE, SHARED_MARK

NAMES = HERE.parents[1] / "mindshim" / "api" / "names"
TIME_LIMIT, MOST_TRIALS = 25, 160

# What to try for an argument: names of Tensors of the tables' head, and Python values.
TENSORS = ["X", "SQ", "V", "POS", "I2", "B2", "IMG", "PD", "C2"]
SECONDS = ["Y", "SQ", "V", "POS", "I2", "B2", "IMG", "PD", "IV", "IX"]
ANYTHING = ["Y", "X", "2", "0", "(2, 3)", "V", "IV", "SQ", "0.5", "IMG", "I2", "B2"]
BY_NAME: dict[str, list[str]] = {
    name: values
    for names, values in {
        "input x tensor a A input_x x1 input_params self y_pred logits abs real mat1 vec1 batch1 M X": TENSORS,
        "other y x2 b B input2 exponent end1 tensor1 tensor2 vec2 mat2 batch2 angle imag": SECONDS,
        "labels label src updates target": SECONDS,
        "axis dim dims": ["0", "(0, 1)", "1"],
        "axis1 axis0 dim0 dim1": ["0"],
        "axis2 dim2 destination": ["1"],
        "shape size output_size new_shape sizes": ["(3, 2)", "(2, 3)", "3", "(2, 2, 3)"],
        "index indices input_indices segment_ids": ["IV", "IX", "[0, 1]", "0"],
        "condition mask": ["B2"],
        "n k num repeats shifts steps depth chunks split_size_or_sections indices_or_sections bins block_size p q rep":
            ["2", "1", "(1, 2)"],
        "reps": ["(2, 1)"],
        "dtype type": ["mstype.float32"],
        "value fill_value min max lambd eps alpha threshold weight scale": ["0.5", "Y", "V"],
        "tensors arrays inputs seq values": ["[X, Y]", "[X, X]", "X"],
        "kernel_size": ["2", "(2, 2)"], "stride step seed": ["1"], "padding": ["(1, 1)", "0"],
        "source start offset low": ["0"], "end length": ["2"], "high": ["5"],
    }.items()
    for name in names.split()
}


def required(signature: str) -> list[str]:
    """The names of a signature's parameters that have no default."""
    inner, depth, parts = signature.split(" | ")[0].strip()[1:-1], 0, [""]
    for c in inner:
        depth += (c in "([<") - (c in ")]>")
        if c == "," and not depth:
            parts.append("")
        else:
            parts[-1] += c
    plain = itertools.takewhile(lambda p: "=" not in p and p != "*", filter(None, map(str.strip, parts)))
    return [p.lstrip("*") for p in plain if not p.startswith("**")]


def calls(path: str, signature: str) -> list[list[str]]:
    """The arguments to try, the likeliest first; of a method, the Tensor is one."""
    tried = [BY_NAME.get(p, ANYTHING) for p in required(signature)]
    if path.startswith("Tensor."):
        tried.insert(0, TENSORS)
    places = itertools.product(*(range(len(t)) for t in tried))
    ordered = sorted(places, key=lambda p: (sum(p), p))[:MOST_TRIALS]
    return [[t[i] for t, i in zip(tried, place, strict=True)] for place in ordered] if tried else []


def found(path: str, signature: str, namespace: dict[str, Any]) -> str | None:
    """The case of a function: its call by `table`, if one succeeds."""
    name = path.rpartition(".")[2]
    function = f"lambda x, *rest: x.{name}(*rest)" if path.startswith("Tensor.") else path
    for arguments in calls(path, signature):
        listed = ", ".join(arguments)
        try:
            answers = set()
            for seed in (1, 2):
                namespace["mindspore"].set_seed(seed)
                result = eval(f"({function})({listed})", namespace)
                if not isinstance(result, (namespace["Tensor"], tuple, list)):
                    raise TypeError
                answers.add(namespace["text"](result))
        except Exception:  # of any kind: then another call is tried
            continue
        return f"table({function}, {listed}{', random=True' if len(answers) > 1 else ''})"
    return None


def main(surface: str) -> None:
    head = (HERE / "cases" / "table_mint.py").read_text().split("\n" + CASE_MARK)[0]
    namespace: dict[str, Any] = {}
    exec(PRELUDE + head.partition(SHARED_MARK)[2], namespace)
    namespace["mindspore"].set_context(device_target="CPU", pynative_synchronize=True)
    file = NAMES / f"{'top' if surface == 'Tensor' else surface}.txt"
    lines = []
    for line in file.read_text().splitlines():
        path, kind, *rest = line.split(" ", 2)
        # What writes to its argument would change the next line's.
        if not path.startswith(surface + ".") or kind not in ("function", "method") or path.endswith("_") or not rest:
            continue
        receiver, sender = os.pipe()
        child = os.fork()
        if child == 0:  # some calls kill their process
            signal.alarm(TIME_LIMIT)
            os.write(sender, json.dumps(found(path, rest[0], namespace)).encode())
            os._exit(0)
        os.close(sender)
        os.waitpid(child, 0)
        with os.fdopen(receiver) as answer:
            case = json.loads(answer.read() or "null")
        if case:
            lines += [f"{CASE_MARK} {path.removeprefix(surface + '.')}", case]
    target = HERE / "cases" / f"table_{surface.lower()}.py"
    Path(target).write_text("\n".join([head.rstrip("\n"), *lines]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
