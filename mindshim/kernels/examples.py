"""Runnable examples for the operators that tables declare, which have no docstring of their own."""

from __future__ import annotations

from collections.abc import Iterable

# By the function's name in `ops`: its arguments, and what `print` shows of the result.
EXAMPLES: dict[str, tuple[str, str]] = {
    "exp": ("Tensor([0.0, 1.0])", "[1.        2.7182817]"),
    "log": ("Tensor([1.0, 10.0])", "[0.        2.3025851]"),
    "sqrt": ("Tensor([4.0, 2.0])", "[2.        1.4142135]"),
    "rsqrt": ("Tensor([4.0, 0.25])", "[0.5 2. ]"),
    "reciprocal": ("Tensor([4.0, -0.5])", "[ 0.25 -2.  ]"),
    "sin": ("Tensor([0.0, 1.5707964])", "[0. 1.]"),
    "cos": ("Tensor([0.0, 1.0])", "[1.        0.5403023]"),
    "tan": ("Tensor([0.0, 1.0])", "[0.        1.5574077]"),
    "tanh": ("Tensor([-1.0, 0.5])", "[-0.7615942   0.46211717]"),
    "sigmoid": ("Tensor([-1.0, 0.0, 3.0])", "[0.26894143 0.5        0.95257413]"),
    "erf": ("Tensor([-1.0, 0.5])", "[-0.84270084  0.5204999 ]"),
    "expm1": ("Tensor([0.0, 1.0])", "[0.        1.7182817]"),
    "log1p": ("Tensor([0.0, 1.0])", "[0.        0.6931472]"),
    "floor": ("Tensor([1.7, -1.2])", "[ 1. -2.]"),
    "ceil": ("Tensor([1.2, -1.7])", "[ 2. -1.]"),
    "abs": ("Tensor([-1.5, 2.0])", "[1.5 2. ]"),
    "neg": ("Tensor([1, -2])", "[-1  2]"),
    "square": ("Tensor([-3, 2])", "[9 4]"),
    "sign": ("Tensor([-3.0, 0.0, 2.0])", "[-1.  0.  1.]"),
    "logical_not": ("Tensor([True, False])", "[False  True]"),
    "isnan": ('Tensor([1.0, float("nan")])', "[False  True]"),
    "isinf": ('Tensor([1.0, float("inf")])', "[False  True]"),
    "isfinite": ('Tensor([1.0, float("inf")])', "[ True False]"),
    "add": ("Tensor([1.0, 2.0]), 0.5", "[1.5 2.5]"),
    "sub": ("Tensor([1.0, 2.0]), Tensor([3.0, 1.0])", "[-2.  1.]"),
    "mul": ("Tensor([1, 2]), Tensor([[3], [4]])", "[[3 6]\n [4 8]]"),
    "div": ("Tensor([7, -7]), 2", "[ 3.5 -3.5]"),
    "floor_divide": ("Tensor([7, -7]), 2", "[ 3 -4]"),
    "floor_mod": ("Tensor([7, -7]), 3", "[1 2]"),
    "fmod": ("Tensor([7.0, -7.0]), 3.0", "[ 1. -1.]"),
    "pow": ("Tensor([1.0, 2.0, 3.0]), 2", "[1. 4. 9.]"),
    "maximum": ("Tensor([1.0, 5.0]), 2.0", "[2. 5.]"),
    "minimum": ("Tensor([1.0, 5.0]), 2.0", "[1. 2.]"),
    "atan2": ("Tensor([1.0, 1.0]), Tensor([1.0, -1.0])", "[0.7853982 2.3561945]"),
    "xlogy": ("Tensor([0.0, 2.0]), Tensor([0.0, 3.0])", "[0.        2.1972246]"),
    "hypot": ("Tensor([3.0, 5.0]), Tensor([4.0, 12.0])", "[ 5. 13.]"),
    "logaddexp": ("Tensor([0.0, 100.0]), Tensor([0.0, 100.0])", "[  0.6931472 100.693146 ]"),
    "bitwise_and": ("Tensor([6, 5]), Tensor([3, 3])", "[2 1]"),
    "bitwise_or": ("Tensor([6, 5]), Tensor([3, 3])", "[7 7]"),
    "bitwise_xor": ("Tensor([6, 5]), Tensor([3, 3])", "[5 6]"),
    "equal": ("Tensor([1, 2]), Tensor([1, 3])", "[ True False]"),
    "not_equal": ("Tensor([1, 2]), 2", "[ True False]"),
    "greater": ("Tensor([1, 2, 3]), 2", "[False False  True]"),
    "greater_equal": ("Tensor([1, 2, 3]), 2", "[False  True  True]"),
    "less": ("Tensor([1, 2, 3]), 2", "[ True False False]"),
    "less_equal": ("Tensor([1, 2, 3]), 2", "[ True  True False]"),
    "logical_and": ("Tensor([True, True]), Tensor([True, False])", "[ True False]"),
    "logical_or": ("Tensor([True, False]), Tensor([False, False])", "[ True False]"),
    "logical_xor": ("Tensor([True, True]), Tensor([True, False])", "[False  True]"),
}


def documented(doc: str, faces: Iterable[str]) -> str:
    """A docstring: the sentence, and the example of the first of these names that has one."""
    for face in faces:
        surface, _, name = face.lstrip("|").partition("(")[0].partition(".")
        if surface == "ops" and name in EXAMPLES:
            arguments, printed = EXAMPLES[name]
            lines = [
                doc, "", "    Examples:", "        >>> from mindshim import Tensor, ops",
                f"        >>> print(ops.{name}({arguments}))",
                *(f"        {line}" for line in printed.split("\n")),
                "    ",
            ]
            return "\n".join(lines)
    return doc
