"""The engine: the only code that knows both Tensor and JAX's transformations.

Read in this order: ``dtypes``, ``tensor``, ``dispatch`` (the one door every operator call goes through),
``autodiff`` (the tape), ``parameter``, ``random``, ``context``.
"""
