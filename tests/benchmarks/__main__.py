"""mindshim beside hand-written JAX, and beside the real MindSpore where that is installed.

    python tests/benchmarks [--mindspore original/bin/python] [--torch bin/python]
        [--only eager|start|memory|operators|graph]

The sides take turns within one run, so their ratio holds on a busy machine too. MindSpore, which would hide behind
mindshim in one process, runs by itself before them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

import mindshim  # noqa: E402

mindshim.install()

# What the project promises: mindshim's time over that of the same in JAX.
BOUNDS = {
    "add two small Tensors": 1.6,
    "GradNetWrtX(Net())(x, y) anew": 10.0,
    "training step 784-512-512-10": 2.5,
}
# The parts of `--only graph`.
GRAPH = ("graph-steps", "graph-first", "graph-calls", "graph-peak")


def main() -> None:
    parser = argparse.ArgumentParser("tests/benchmarks", description=__doc__.splitlines()[0])
    parser.add_argument("--mindspore", default=os.environ.get("MINDSHIM_BENCHMARK_MINDSPORE"), metavar="PYTHON",
                        help="an interpreter that has the real MindSpore")
    parser.add_argument("--torch", default=os.environ.get("MINDSHIM_BENCHMARK_TORCH"), metavar="PYTHON",
                        help="an interpreter that has PyTorch")
    parser.add_argument("--only", choices=("eager", "start", "memory", "operators", "graph", *GRAPH))
    options = parser.parse_args()
    if options.only in (None, "eager"):
        eager(options.mindspore)
    if options.only in (None, "start"):
        from start import measure

        print("\n| from start to end | s |\n| --- | ---: |")
        for name, seconds in measure().items():
            print(f"| {name} | {seconds:.2f} |")
    if options.only in (None, "memory"):
        from memory import measure as held

        print("\n| chain of 50 operators | Tensors of 64 MB |\n| --- | ---: |")
        for name, count in held().items():
            print(f"| {name} | {count} |")
    if options.only in (None, "operators"):
        import operators

        operators.show(options.mindspore)
    if options.only in (None, "graph", *GRAPH):
        import graph

        parts = {"steps": lambda: graph.steps(options.mindspore, options.torch), "first": graph.first_calls,
                 "calls": graph.overhead, "peak": graph.memory}
        for name, part in parts.items():
            if options.only in (None, "graph", f"graph-{name}"):
                part()


def eager(mindspore: str | None) -> None:
    """Programs that run operator by operator, and a compiled function that does the same."""
    from by_hand import BY_HAND
    from programs import PROGRAMS
    from timing import compare

    theirs = measured_by(mindspore) if mindspore else {}
    print("| µs, least (median) | jax.jit | mindshim | ratio | promised | MindSpore |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, make in PROGRAMS.items():
        found = compare({"jax": BY_HAND[name](), "mindshim": make()}, seconds=0.1 if "training" in name else 0.01)
        hand, ours = found["jax"], found["mindshim"]
        bound = f"{BOUNDS[name]:g}" if name in BOUNDS else ""
        real = f"{theirs[name] * 1e6:.0f}" if name in theirs else ""
        print(f"| {name} | {hand.least * 1e6:.1f} ({hand.median * 1e6:.1f}) | {ours.least * 1e6:.1f} "
              f"({ours.median * 1e6:.1f}) | {ours.least / hand.least:.1f} | {bound} | {real} |", flush=True)


def measured_by(interpreter: str) -> dict[str, float]:
    """The same programs' seconds under the real MindSpore."""
    command = [interpreter, str(HERE / "measure_mindspore.py")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"MindSpore's run failed:\n{run.stderr[-2000:]}")
    return json.loads(run.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
