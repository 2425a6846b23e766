# case: vocab
v = text.Vocab.from_list(["a", "b", "c"], ["<u>"], True)
print(sorted(v.vocab().items()), v.tokens_to_ids("b"), v.tokens_to_ids(["a", "z"]), v.ids_to_tokens(2), v.ids_to_tokens([0, 9]))
print(sorted(text.Vocab.from_list(["a"], ["<u>"], False).vocab().items()), text.Vocab.from_dict({"x": 3}).vocab())
with open("v.txt", "w") as f:
    _ = f.write("a,1\nb,2\nc,3\n")
print(sorted(text.Vocab.from_file("v.txt", ",", 2, ["<p>"]).vocab().items()))
d = ds.NumpySlicesDataset([["a", "b"], ["b", "c"], ["d", "b"]], "t", shuffle=False)
print(sorted(text.Vocab.from_dataset(d, "t", special_tokens=["<u>"]).vocab().items()))
tried(lambda: text.Vocab.from_list(["a", "a"]), lambda: text.Vocab.from_list("a"), lambda: text.Vocab.from_list(["a"], ["a"]), lambda: text.Vocab.from_dict({"a": -1}), lambda: text.Vocab.from_dict([1]), lambda: text.Vocab.from_file("missing"), lambda: v.tokens_to_ids(3), lambda: v.ids_to_tokens("x"), lambda: v.ids_to_tokens(-1))
# case: lookup
v = text.Vocab.from_list(["a", "b"], ["<u>"])
tried(lambda: text.Lookup(v)(["b", "a"]), lambda: text.Lookup(v)("a"), lambda: text.Lookup(v, "<u>")(["z", "b"]), lambda: text.Lookup(v)(["z"]), lambda: text.Lookup(v, "zz"), lambda: text.Lookup(v, data_type=mstype.int64)("b"), lambda: text.Lookup(3))
# case: tokenizers
tried(lambda: text.WhitespaceTokenizer()("a  bc d"), lambda: text.WhitespaceTokenizer(True)("a  é d"), lambda: text.WhitespaceTokenizer()(""), lambda: text.WhitespaceTokenizer()("  "), lambda: text.UnicodeCharTokenizer()("aé b"), lambda: text.UnicodeCharTokenizer(True)("aé"), lambda: text.PythonTokenizer(lambda s: s.split())(np.array("a b")), lambda: text.PythonTokenizer(3), lambda: text.WhitespaceTokenizer()(["a", "b"]), lambda: text.WhitespaceTokenizer(3))
# case: changes of text
tried(lambda: text.CaseFold()("HeLLo ÀÉ"), lambda: text.CaseFold()(["A", "Bc"]), lambda: text.NormalizeUTF8()("ﬁ①"), lambda: text.NormalizeUTF8(text.NormalizeForm.NFD)("é"), lambda: text.NormalizeUTF8(text.NormalizeForm.NONE)("é"), lambda: text.RegexReplace("o", "0")("foo"), lambda: text.RegexReplace("o", "0", False)("foo"), lambda: text.RegexReplace(r"\s+", "_")(["a  b"]), lambda: text.NormalizeUTF8(3), lambda: text.RegexReplace(3, "x"), lambda: text.CaseFold()(3))
# case: numbers
tried(lambda: text.ToNumber(mstype.int8)(["1", "-5"]), lambda: text.ToNumber(mstype.float32)("1.5"), lambda: text.ToNumber(mstype.int32)("x"), lambda: text.ToNumber(mstype.string), lambda: text.ToNumber(mstype.uint8)("300"))
# case: sequences
tried(lambda: text.Truncate(2)(["a", "b", "c"]), lambda: text.Truncate(9)(["a"]), lambda: text.Truncate(1)([["a", "b"], ["c", "d"]]), lambda: text.Truncate(-1), lambda: text.TruncateSequencePair(4)(np.array([1, 2, 3]), np.array([4, 5, 6])), lambda: text.TruncateSequencePair(3)(np.array([1, 2, 3]), np.array([4])), lambda: text.AddToken("T")(["a"]), lambda: text.AddToken("T", False)([["a"], ["b"]]), lambda: text.AddToken("T")("a"), lambda: text.SlidingWindow(2)([1, 2, 3]), lambda: text.SlidingWindow(4)([1, 2, 3]), lambda: text.SlidingWindow(2, 1)([[1, 2, 3], [4, 5, 6]]), lambda: text.SlidingWindow(0))
# case: ngrams
tried(lambda: text.Ngram(2)(["a", "b", "c"]), lambda: text.Ngram([1, 2])(["a", "b", "c"]), lambda: text.Ngram(2, ("_", 1), ("$", 1), "-")(["a", "b"]), lambda: text.Ngram(3)(["a"]), lambda: text.Ngram(0), lambda: text.Ngram("x"))
# case: str and bytes
tried(lambda: text.to_str(np.array([b"a"])), lambda: text.to_bytes(np.array(["é"])), lambda: text.to_str(3))
