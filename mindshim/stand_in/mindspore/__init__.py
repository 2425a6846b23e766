"""Stands in for MindSpore where Python starts anew: this package's folder is on the PYTHONPATH of the
processes that a program under `mindshim run` starts (multiprocessing's "spawn", launchers), so that their
`import mindspore` is mindshim too.
"""

import importlib
import sys

del sys.modules[__name__]

import mindshim.compat  # noqa: E402

mindshim.compat.install()
importlib.import_module(__name__)
