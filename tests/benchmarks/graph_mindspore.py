"""Times the training steps under the real MindSpore, given `graph` or `pynative` as its mode; prints JSON."""

from __future__ import annotations

import json
import sys

from graph_data import MODELS
from graph_models import in_mode, training_step
from graph_timing import alone

in_mode(sys.argv[1] == "graph")
print(json.dumps({model: alone(lambda model=model: training_step(model)[0]) for model in sys.argv[2:] or MODELS}))
