"""What does not compile, or is answered differently, each with the reason. A test fails when one is mended."""

VALUE = "Python needs the value of a Tensor"
BRANCHES = "the branches give different dtypes or shapes, which no compiled choice can"
RAISES = "whether it raises depends on a Tensor, and a compiled program cannot raise"

# Programs that run eagerly, with a warning.
FALLS_BACK = {
    "graph_as_eager/dtype differs between branches": BRANCHES,
    "graph_control/shape differs between branches": BRANCHES,
    "graph_control/raise on a Tensor condition": RAISES,
    "graph_control/raise with the value": RAISES,
    "graph_control/assert on a Tensor condition": RAISES,
    "graph_control/derivative through a while loop on a Tensor": "JAX has no derivative of a loop of unknown length",
    "graph_syntax/asnumpy inside a compiled function": VALUE,
    "graph_syntax/item inside a compiled function": VALUE,
    "graph_syntax/indexing": "a mask selects a number of elements that is known only from its values",
}

# By mode ("eager" or "graph") and program.
DIFFERENT = {
    ("eager", "graph_state/after an exception the state is as before"): "what ran before the exception has happened",
    ("eager", "graph_control/cells chosen by a Tensor"): "CellList takes no Tensor as index",
    ("graph", "graph_control/cells chosen by a Tensor"): "CellList takes no Tensor as index",
}
