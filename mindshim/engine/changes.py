"""A count of changes that compiled programs may depend on: attributes of Cells, flags of Parameters.

A program compares what it depends on with what is there only when the count has moved on, so a call in a loop costs
nothing for it.
"""

count = 0

# Whether some thread is tracing a function.
tracing = False
