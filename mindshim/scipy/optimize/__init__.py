"""Minimisation, line search, and the assignment problem."""

from mindshim.scipy.optimize._assignment import linear_sum_assignment
from mindshim.scipy.optimize._line_search import line_search
from mindshim.scipy.optimize._minimize import minimize

__all__ = ["minimize", "line_search", "linear_sum_assignment"]
