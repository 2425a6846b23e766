"""Which of MindSpore's names mindshim has: the names and signatures of the real one, and what became of each.

`names/` holds what was recorded from MindSpore 2.10, `reasons` says why a name is not implemented, `absent` is what
such a name gives, and `table` looks at the running package and states each name's condition.
"""
