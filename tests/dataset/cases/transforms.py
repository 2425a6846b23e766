# case: type cast
tried(lambda: transforms.TypeCast(mstype.int32)(np.array([1.7, -1.7])), lambda: transforms.TypeCast("float16")([1, 2]), lambda: transforms.TypeCast(np.uint8)(np.array([3.0])), lambda: transforms.TypeCast(mstype.bool_)(np.array([0, 2])), lambda: transforms.TypeCast("int99"), lambda: transforms.TypeCast(3), lambda: transforms.TypeCast("int32")("a"))
# case: one hot
tried(lambda: transforms.OneHot(4)(np.array(2)), lambda: transforms.OneHot(3)(np.array([0, 2], np.int32)), lambda: transforms.OneHot(4, 0.1)(np.array(1)), lambda: transforms.OneHot(3)(5), lambda: transforms.OneHot(3)(np.array([1.0])), lambda: transforms.OneHot(0), lambda: transforms.OneHot("x"), lambda: transforms.OneHot(3, 2.0))
# case: fill
tried(lambda: transforms.Fill(3)(np.array([1, 2])), lambda: transforms.Fill(2.7)(np.array([1, 2])), lambda: transforms.Fill("x")(["a", "bc"]), lambda: transforms.Fill(1)(np.zeros((2, 2), np.float32)), lambda: transforms.Fill("x")(np.array([1])), lambda: transforms.Fill([1]), lambda: transforms.Fill(True)(np.array([1.0])))
# case: slice
a = np.arange(12).reshape(3, 4)
tried(lambda: transforms.Slice(1)(a), lambda: transforms.Slice(slice(0, 2))(a), lambda: transforms.Slice(slice(0, 2), [0, 3])(a), lambda: transforms.Slice(..., 1)(a), lambda: transforms.Slice(None, 2)(a), lambda: transforms.Slice([0, 2])(np.arange(4)), lambda: transforms.Slice(-1)(np.arange(5)), lambda: transforms.Slice(9)(np.arange(5)), lambda: transforms.Slice("x"), lambda: transforms.Slice(0, 0, 0)(a))
# case: mask
a = np.array([1, 2, 3])
R = transforms.Relational
tried(*[lambda op=op: transforms.Mask(op, 2)(a) for op in R], lambda: transforms.Mask(R.EQ, 2, mstype.int32)(a), lambda: transforms.Mask(R.EQ, "b")(["a", "b"]), lambda: transforms.Mask("x", 2), lambda: transforms.Mask(R.EQ, [1]))
# case: pad end
tried(lambda: transforms.PadEnd([5])([1, 2, 3]), lambda: transforms.PadEnd([2], 9)([1, 2, 3]), lambda: transforms.PadEnd([3, 3], -1)(np.ones((2, 2))), lambda: transforms.PadEnd([3], "x")(["a"]), lambda: transforms.PadEnd([3])(["a"]), lambda: transforms.PadEnd([3], "x")([1]), lambda: transforms.PadEnd([3, 3])([1]), lambda: transforms.PadEnd(3), lambda: transforms.PadEnd([0]))
# case: concatenate duplicate unique
tried(lambda: transforms.Concatenate()(np.array([1, 2]), np.array([3])), lambda: transforms.Concatenate(0, np.array([9]), np.array([8]))(np.array([1])), lambda: transforms.Concatenate(1), lambda: transforms.Concatenate(0, np.array([9.0]))(np.array([1])), lambda: transforms.Duplicate()(np.array([1, 2])), lambda: transforms.Unique()(np.array([3, 1, 3, 2, 1])), lambda: transforms.Unique()(np.array([[0, 1], [0, 2]], np.int32)), lambda: transforms.Concatenate(-1)(np.array(["a"]), np.array(["bcd"])))
# case: compose
tried(lambda: transforms.Compose([transforms.TypeCast("int32"), lambda x: x + 1])(np.array([1.5])), lambda: transforms.Compose([lambda x: (x, x), lambda x, y: x + y])(np.array([1, 2])), lambda: transforms.Compose([]), lambda: transforms.Compose(3), lambda: transforms.Compose([3]))
# case: random combinations
tried(lambda: transforms.RandomApply([lambda x: x + 1], 1.0)(np.array([1])), lambda: transforms.RandomApply([lambda x: x + 1], 0.0)(np.array([1])), lambda: transforms.RandomChoice([lambda x: x + 1, lambda x: x + 1])(np.array([1])), lambda: transforms.RandomOrder([lambda x: x + 1, lambda x: x + 1])(np.array([1])), lambda: transforms.RandomApply([lambda x: x], 1.5), lambda: transforms.RandomApply([]), lambda: transforms.RandomChoice([]), lambda: transforms.RandomOrder([3]), lambda: transforms.RandomApply(3))
# case: in a pipeline
d = fresh(lambda: ds.NumpySlicesDataset(([1, 2], [[1, 2], [3, 4]]), ["a", "b"], shuffle=False))
rows(d.map(transforms.TypeCast(mstype.float32), ["a"]))
rows(d.map([transforms.OneHot(3), transforms.TypeCast("float32")], "a"))
rows(d.map(transforms.Duplicate(), ["a"], ["x", "y"]))
rows(d.map(transforms.Compose([transforms.Fill(4), lambda x: x * 2]), ["b"]))
rows(d.map(transforms.TypeCast("float32"), ["a", "b"]))
tried(once(d.map(transforms.OneHot(2), ["a"])))
