"""What all tests share: MindSpore's name means mindshim, and tests that compute run in the default device's setting."""

from __future__ import annotations

import sys

import mindshim

mindshim.install()
# Recorded programs list their own folder, in which Python would put a `__pycache__`.
sys.dont_write_bytecode = True
