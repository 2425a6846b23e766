"""Writes `recorded/audio.npz`: run it in an environment with the real MindSpore."""

import sys
from pathlib import Path

import audio_cases
import mindspore.dataset.audio as audio
import numpy as np

HERE = Path(__file__).parent
found = {}
for operation, name in audio_cases.cases():
    made, message = audio_cases.outcome(operation, name, audio)
    key = f"{operation} | {name}"
    if isinstance(made, str):
        print("RAISES", key, made, message[:300].replace("\n", " "), file=sys.stderr)
        found[key] = np.array(made)
        continue
    for i, array in enumerate(made):
        found[f"{key}#{i}"] = array.astype(np.float32) if array.dtype == np.float64 else array
        found[f"{key}#{i}:dtype"] = np.array(array.dtype.str)
np.savez_compressed(HERE / "recorded" / "audio.npz", **found)
print(len(found), "entries")
