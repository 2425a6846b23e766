"""Writes `recorded/vision.npz`: run it in an environment with the real MindSpore."""

from pathlib import Path

import mindspore.dataset.vision as vision
import numpy as np
import vision_cases
from mindspore.dataset.transforms import Compose
from PIL import Image

HERE = Path(__file__).parent
photo = Image.open(HERE / "data" / "photo.png")
namespace = {
    "vision": vision,
    "np": np,
    "Compose": Compose,
    **{n: getattr(vision, n) for n in "Inter Border ConvertMode SliceMode ImageBatchFormat".split()},
}
found = {}
for name, line, pil in vision_cases.cases():
    try:
        result = vision_cases.evaluate(line, namespace)(photo if pil else np.asarray(photo).copy())
    except Exception as error:
        print("RAISES", name, type(error).__name__, str(error)[:300].replace("\n", " "))
        continue
    for i, array in enumerate(vision_cases.arrays(result)):
        found[f"{name}#{i}"] = array
found["Decode"] = vision.Decode()(np.fromfile(HERE / "data" / "photo.jpg", np.uint8))
np.savez_compressed(HERE / "recorded" / "vision.npz", **found)
print(len(found), "arrays")
