"""Kernels: pure functions, arrays in and out, one file a family, each declared once where it stands."""

from mindshim.kernels import arithmetic as arithmetic
from mindshim.kernels import compare as compare
from mindshim.kernels import cumulative as cumulative
from mindshim.kernels import gather as gather
from mindshim.kernels import linalg as linalg
from mindshim.kernels import manipulation as manipulation
from mindshim.kernels import products as products
from mindshim.kernels import random as random
from mindshim.kernels import reduce as reduce
from mindshim.kernels import scatter as scatter
from mindshim.kernels import selection as selection
from mindshim.kernels import slicing as slicing
from mindshim.kernels import sort as sort
from mindshim.kernels import statistics as statistics
from mindshim.kernels import unary as unary
