"""The first call of one training step in a process of its own: prints JSON with its seconds, and those of XLA in it."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import jax  # noqa: E402

import mindshim  # noqa: E402

mindshim.install()


def main(side: str, model: str) -> None:
    import graph_by_hand
    import graph_models
    from graph_timing import value

    jax.config.update("jax_enable_compilation_cache", False)
    found = dict.fromkeys(("trace", "lower", "compile"), 0.0)
    names = {"jaxpr_trace_duration": "trace", "jaxpr_to_mlir_module_duration": "lower",
             "backend_compile_duration": "compile"}

    def note(event: str, duration: float, **_: object) -> None:
        name = names.get(event.rpartition("/")[2])
        if name:
            found[name] += duration

    graph_models.in_mode(side != "eager")
    step = graph_by_hand.training_step(model)[0] if side == "jax" else graph_models.training_step(model)[0]
    jax.monitoring.register_event_duration_secs_listener(note)
    begin = time.perf_counter()
    value(step())
    total = time.perf_counter() - begin
    print(json.dumps({"total": total, "before XLA": total - found["compile"], **found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
