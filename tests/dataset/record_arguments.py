"""Writes `recorded/transform_arguments.json`: run it in an environment with the real MindSpore."""

import json
from pathlib import Path

import mindspore.dataset.audio as audio
import mindspore.dataset.transforms as transforms
import mindspore.dataset.vision as vision
import transform_arguments

found = transform_arguments.outcomes({"audio": audio, "transforms": transforms, "vision": vision})
lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(kinds)}" for name, kinds in found.items())
path = Path(__file__).parent / "recorded" / "transform_arguments.json"
path.write_text("{\n" + lines + "\n}\n")
print(len(found))
