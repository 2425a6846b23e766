"""Writes `recorded/vision.npz`: run it in an environment with the real MindSpore."""

from pathlib import Path

import mindspore.dataset.vision as vision
import numpy as np
import vision_cases
from mindspore.dataset.transforms import Compose
from PIL import Image

HERE = Path(__file__).parent
namespace = {
    "vision": vision,
    "np": np,
    "Compose": Compose,
    **{n: getattr(vision, n) for n in "Inter Border ConvertMode SliceMode ImageBatchFormat".split()},
}
found = {}
pil_results = set()
for photo in vision_cases.PHOTOS:
    image = Image.open(HERE / "data" / f"{photo}.png")
    for name, line, pil in vision_cases.cases():
        try:
            result = vision_cases.evaluate(line, namespace)(image if pil else np.asarray(image).copy())
        except Exception as error:
            print("RAISES", photo, name, type(error).__name__, str(error)[:300].replace("\n", " "))
            kind = next(c.__name__ for c in type(error).__mro__ if c.__module__ == "builtins")
            found[f"{photo} {name}"] = np.array(kind)
            continue
        if vision_cases.is_pil(result):
            pil_results.add(name)
        for i, array in enumerate(vision_cases.arrays(result)):
            # Floats do not compress; those of one photograph are enough.
            if array.dtype.kind == "f" and photo != vision_cases.PHOTOS[0]:
                break
            found[f"{photo} {name}#{i}"] = array
found["Decode"] = vision.Decode()(np.fromfile(HERE / "data" / "photo.jpg", np.uint8))
found["give PIL images"] = np.array(sorted(pil_results))
np.savez_compressed(HERE / "recorded" / "vision.npz", **found)
print(len(found), "arrays")
