"""The time from starting Python to the end: importing, and `mindshim verify` of the example."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "examples" / "autograd.md"


def seconds(*arguments: str, **settings: str) -> float:
    """How long a new Python with these arguments and environment variables takes."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def measure(rounds: int = 5) -> dict[str, float]:
    """The least of several runs each, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        verify = ("-m", "mindshim", "verify", str(DOCUMENT))
        empty = [seconds(*verify, MINDSHIM_CACHE=f"{folder}/{i}") for i in range(3)]
        filled = [seconds(*verify, MINDSHIM_CACHE=f"{folder}/0") for _ in range(rounds)]
        imports = {"jax": [], "mindshim": []}
        for _ in range(rounds):
            for name, times in imports.items():
                times.append(seconds("-c", f"import {name}", MINDSHIM_CACHE=f"{folder}/0"))
    return {
        "import jax": min(imports["jax"]),
        "import mindshim": min(imports["mindshim"]),
        "verify, empty cache": min(empty),
        "verify, filled cache": min(filled),
    }
