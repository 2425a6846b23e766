"""`mindspore.scipy`: linear algebra, optimisation and cosine transforms under SciPy's names and signatures."""

from mindshim.scipy import fft as fft
from mindshim.scipy import linalg as linalg
from mindshim.scipy import optimize as optimize
