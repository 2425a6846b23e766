"""Times `programs` under the real MindSpore; run by its interpreter, prints JSON."""

from __future__ import annotations

import json

import mindspore
from programs import PROGRAMS
from timing import compare

mindspore.set_context(mode=mindspore.PYNATIVE_MODE)
found = compare({name: make() for name, make in PROGRAMS.items()}, rounds=15, seconds=0.05)
print(json.dumps({name: timing.least for name, timing in found.items()}))
