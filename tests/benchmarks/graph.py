"""Compiled programs: training steps on every side, first calls, the cost of a call, and memory."""

from __future__ import annotations

import functools
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import graph_by_hand
import graph_models
import jax
import jax.numpy as jnp
import numpy as np
from graph_data import MODELS
from graph_timing import SHOWN, Side, in_turns, ratio, value
from mindspore import Parameter, Tensor, nn, ops

HERE = Path(__file__).parent
PARAMETERS = 480


def milliseconds(times: list[float]) -> str:
    return f"{statistics.median(times) * 1e3:.2f}"


def outside(interpreter: str | None, *arguments: str) -> dict[str, Any]:
    """What a script of this folder prints under another interpreter; nothing without one."""
    if not interpreter:
        return {}
    run = subprocess.run([interpreter, *arguments], capture_output=True, text=True, check=False, cwd=HERE)
    if run.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{run.stderr[-2000:]}")
    return json.loads(run.stdout.strip().splitlines()[-1])


def steps(mindspore: str | None, torch: str | None, models: tuple[str, ...] = MODELS) -> None:
    """One training step of each model."""
    graph = outside(mindspore, "graph_mindspore.py", "graph", *models)
    pynative = outside(mindspore, "graph_mindspore.py", "pynative", *models)
    pytorch = outside(torch, "graph_torch.py", *models)
    print("| training step, ms | jax.jit | mindshim graph | ratio | mindshim eager | ratio | MindSpore graph "
          "| PyNative | PyTorch eager |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    losses: dict[str, dict[str, list[float]]] = {}
    for model in models:
        sides = {"jax.jit": Side(*graph_by_hand.training_step(model)), "graph": shimmed(model, True),
                 "eager": shimmed(model, False)}
        losses[model] = {}
        for name, side in sides.items():
            side.enter()
            losses[model][name] = [value(side.step()) for _ in range(SHOWN)]
        times = in_turns(sides)
        others = [f"{other[model]['median'] * 1e3:.2f}" if other else "" for other in (graph, pynative, pytorch)]
        for name, other in (("MindSpore graph", graph), ("PyNative", pynative), ("PyTorch", pytorch)):
            if other:
                losses[model][name] = other[model]["losses"]
        print(f"| {model} | {milliseconds(times['jax.jit'])} | {milliseconds(times['graph'])} "
              f"| {ratio(times['graph'], times['jax.jit']):.2f} | {milliseconds(times['eager'])} "
              f"| {ratio(times['eager'], times['jax.jit']):.2f} | {' | '.join(others)} |", flush=True)
    print(f"\n| losses of the first {SHOWN} steps | |\n| --- | --- |")
    for model, found in losses.items():
        for name, numbers in found.items():
            print(f"| {model}, {name} | {' '.join(f'{n:.5f}' for n in numbers)} |")


def shimmed(model: str, graph: bool) -> Side:
    """mindshim's side, in graph mode or eager."""
    step, weights = graph_models.training_step(model)
    return Side(step, lambda: [w._value().block_until_ready() for w in weights], lambda: graph_models.in_mode(graph))


def first_calls(models: tuple[str, ...] = (*MODELS, "ResNet-50")) -> None:
    """Tracing and compiling, each in a process of its own, with no compilation cache."""
    print("\n| first call of a step, s | jax.jit | mindshim graph | ratio | before XLA: jax.jit | mindshim | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for model in models:
        found: dict[str, dict[str, float]] = {}
        with tempfile.TemporaryDirectory() as folder:
            os.environ["MINDSHIM_CACHE"] = folder
            for side in ("jax", "graph"):
                runs = [outside(sys.executable, "graph_first_call.py", side, model) for _ in range(2)]
                found[side] = {name: min(run[name] for run in runs) for name in runs[0]}
            del os.environ["MINDSHIM_CACHE"]
        hand, ours = found["jax"], found["graph"]
        print(f"| {model} | {hand['total']:.2f} | {ours['total']:.2f} | {ours['total'] / hand['total']:.2f} "
              f"| {hand['before XLA']:.2f} | {ours['before XLA']:.2f} "
              f"| {ours['before XLA'] / hand['before XLA']:.2f} |", flush=True)


class Affine(nn.Cell):
    """Multiplies by one Parameter and adds another; `written` adds its input to both."""

    def __init__(self, written: bool):
        super().__init__()
        self.scale = Parameter(Tensor(np.full(4, 1.0, np.float32)), name="scale")
        self.shift = Parameter(Tensor(np.full(4, 0.0, np.float32)), name="shift")
        self.written = written

    def construct(self, x):
        if self.written:
            ops.assign(self.scale, self.scale + x)
            ops.assign(self.shift, self.shift + x)
            return x
        return x * self.scale + self.shift


def overhead() -> None:
    """What a call costs beside `jax.jit` over the flat list of arrays."""
    x, given = jnp.ones(4, jnp.float32), Tensor(np.ones(4, np.float32))
    reading, writing = (
        nn.SequentialCell([Affine(written) for _ in range(PARAMETERS // 2)]) for written in (False, True))
    arrays = [jnp.full(4, i % 2 == 0, jnp.float32) for i in range(PARAMETERS)]
    state = [jnp.full(4, i % 2 == 0, jnp.float32) for i in range(PARAMETERS)]

    @jax.jit
    def read(x: jax.Array, arrays: list[jax.Array]) -> jax.Array:
        for scale, shift in zip(arrays[::2], arrays[1::2], strict=True):
            x = x * scale + shift
        return x

    @functools.partial(jax.jit, donate_argnums=1)
    def write(x: jax.Array, arrays: list[jax.Array]) -> tuple[list[jax.Array], jax.Array]:
        return [a + x for a in arrays], x

    def written() -> jax.Array:
        nonlocal state
        state, y = write(x, state)
        return y

    def waited(call: Callable[[], Any]) -> Callable[[], Any]:
        def run() -> float:
            y = call()
            getattr(y, "_array", y).block_until_ready()
            return 0.0
        return run

    print(f"\n| a call with {PARAMETERS} Parameters, µs, least (median) | jax.jit | mindshim graph | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for name, hand, ours in (("all read", lambda: read(x, arrays), lambda: reading(given)),
                             ("all written", written, lambda: writing(given))):
        times = in_turns({"jax": Side(waited(hand), lambda: None),
                          "graph": Side(waited(ours), lambda: None, lambda: graph_models.in_mode(True))}, 4.0, 100)
        least = {side: min(found) for side, found in times.items()}
        shown = [f"{least[side] * 1e6:.0f} ({statistics.median(times[side]) * 1e6:.0f})" for side in times]
        print(f"| {name} | {' | '.join(shown)} | {least['graph'] / least['jax']:.2f} |", flush=True)


def peak(lowered: Any) -> float:
    """The most megabytes that a compiled program holds: arguments, results that are no donated argument, the rest."""
    found = lowered.compile().memory_analysis()
    return (found.argument_size_in_bytes + found.output_size_in_bytes - found.alias_size_in_bytes
            + found.temp_size_in_bytes) / 2 ** 20


def memory(models: tuple[str, ...] = MODELS) -> None:
    """What XLA says that a training step holds at most, and the arrays that live between two steps."""
    from mindshim.engine.compile import traced_program

    print("\n| peak of a training step, MB | jax.jit | mindshim graph | ratio | between steps: jax.jit | mindshim |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for model in models:
        step, state, inputs = graph_by_hand.compiled_step(model)
        hand = peak(step.lower(state, *inputs))
        hand_live = sum(a.nbytes for a in jax.tree.leaves((state, inputs))) / 2 ** 20
        del step, state, inputs
        gc.collect()
        graph_models.in_mode(True)
        step, inputs = graph_models.training_cell(model)
        for _ in range(2):
            value(step(*inputs))
        program, tensors = traced_program(step, inputs)
        arguments = [t._value() for t in (*tensors, *program.states)]
        ours = peak(program.compiled.lower(*(jax.ShapeDtypeStruct(a.shape, a.dtype) for a in arguments)))
        live = sum({id(a): a.nbytes for a in arguments}.values()) / 2 ** 20
        del step, program, arguments
        print(f"| {model} | {hand:.1f} | {ours:.1f} | {ours / hand:.2f} | {hand_live:.1f} | {live:.1f} |", flush=True)

