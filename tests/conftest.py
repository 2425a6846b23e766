"""What all tests share: MindSpore's name means mindshim, and tests that compute run in the default device's setting."""

from __future__ import annotations

import mindshim

mindshim.install()
