# case: basic tokenizer
for s in ("Welcome     To   BeiJing北京欢迎您", "长风破浪会有时，直挂云帆济沧海", "😀嘿嘿😃哈哈😄大笑😁嘻嘻", "明朝（1368—1644年）和清朝（1644—1911年）", "Äpfel é ﬁ ÅØ don't a-b", "", "   ", "a\tb\nc\x00d\u200be", "한국어 ภาษา 12.5%"):
    print(form(text.BasicTokenizer()(s)))
    print(form(text.BasicTokenizer(lower_case=True)(s)))
    print(form(text.BasicTokenizer(True, True)(s)))
    print(form(text.BasicTokenizer(keep_whitespace=True, normalization_form=text.NormalizeForm.NFKC)(s)))
    print(form(text.BasicTokenizer(preserve_unused_token=False, normalization_form=text.NormalizeForm.NFD)(s)))
    print(form(text.BasicTokenizer(True, with_offsets=True)(s)))
tried(lambda: text.BasicTokenizer()(np.array(["a", "b"])), lambda: text.BasicTokenizer()(3), lambda: text.BasicTokenizer(1), lambda: text.BasicTokenizer(True, 1), lambda: text.BasicTokenizer(normalization_form="x"), lambda: text.BasicTokenizer(preserve_unused_token=1), lambda: text.BasicTokenizer(with_offsets=1))
# case: basic tokenizer and special tokens
# With lower_case the real one repeats all the text before each special token.
for s in ("[CLS] Hello, [UNK]world! [MASK][PAD][SEP] [cls] [unused1]", "[UNK]", "[unused]"):
    print(form(text.BasicTokenizer()(s)))
    print(form(text.BasicTokenizer(keep_whitespace=True, normalization_form=text.NormalizeForm.NFKC)(s)))
    print(form(text.BasicTokenizer(preserve_unused_token=False, with_offsets=True)(s)))
    print(form(text.BasicTokenizer(True, preserve_unused_token=False)(s)))
# case: wordpiece tokenizer
v = text.Vocab.from_list(["book", "cholera", "era", "favor", "##ite", "my", "is", "love", "dur", "##ing", "the", "[UNK]", "中", "##国", "b", "##o"])
for s in ("my", "favorite", "book", "during", "booking", "zz", "loveing", "中国", "boo", "x" * 30, ""):
    print(form(text.WordpieceTokenizer(v)(s)), form(text.WordpieceTokenizer(v, with_offsets=True)(s)))
    print(form(text.WordpieceTokenizer(v, unknown_token="")(s)), form(text.WordpieceTokenizer(v, "##", 4)(s)))
tried(lambda: text.WordpieceTokenizer(v)(["my", "favorite", "zz", "during"]), lambda: text.WordpieceTokenizer(v, with_offsets=True)(["my", "favorite", "zz"]), lambda: text.WordpieceTokenizer(v)([["my", "zz"]]), lambda: text.WordpieceTokenizer(v, unknown_token="[nope]")("zz"), lambda: text.WordpieceTokenizer(None), lambda: text.WordpieceTokenizer(3), lambda: text.WordpieceTokenizer(v, 3), lambda: text.WordpieceTokenizer(v, max_bytes_per_token=-1), lambda: text.WordpieceTokenizer(v, unknown_token=3), lambda: text.WordpieceTokenizer(v, with_offsets=3), lambda: text.WordpieceTokenizer(v)(3), lambda: text.WordpieceTokenizer(v, max_bytes_per_token="x"))
# case: bert tokenizer
v = text.Vocab.from_list(["床", "前", "明", "月", "光", "疑", "是", "地", "上", "霜", "i", "am", "mak", "make", "small", "mistake", "##s", "during", "work", "##ing", "hour", "+", "/", "-", "=", "12", "28", "40", "16", " ", "I", "[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]", "[unused1]", "[unused10]"])
print(form(text.BertTokenizer(v)("[CLS] i [unused1] am [UNK] [MASK]")), form(text.BertTokenizer(v)("i am makeing small mistakes during workhours")))
# Of a word that is unknown after some pieces the real one keeps these pieces' offsets.
for s in ("床前明月光疑是地上霜", "i am makeing small mistakes during works", "I am 12+/-28=40/16", "", "  "):
    print(form(text.BertTokenizer(v)(s)))
    print(form(text.BertTokenizer(v, lower_case=True)(s)))
    print(form(text.BertTokenizer(v, "##", 100, "", True, True)(s)))
    print(form(text.BertTokenizer(v, with_offsets=True)(s)))
    print(form(text.BertTokenizer(v, preserve_unused_token=False, lower_case=True, with_offsets=True)(s)))
tried(lambda: text.BertTokenizer(None), lambda: text.BertTokenizer(3), lambda: text.BertTokenizer(v, 3), lambda: text.BertTokenizer(v, max_bytes_per_token="3"), lambda: text.BertTokenizer(v, max_bytes_per_token=-3), lambda: text.BertTokenizer(v, lower_case=3), lambda: text.BertTokenizer(v)(["a", "b"]))
# case: regex tokenizer
for s in ("Welcome to Beijing.", "中国 12 ab", "", "   ", "a1b22c"):
    for p, k in ((r"\s+", ""), (r"\s+", r"\s+"), (r"[\p{Han}]", r"[\p{Han}]"), (r"\d+", r"2+"), (r"(?i)b", "")):
        print(form(text.RegexTokenizer(p, k)(s)), form(text.RegexTokenizer(p, k, True)(s)))
tried(lambda: text.RegexTokenizer(r"\s+")(["a b", "c"]), lambda: text.RegexTokenizer(3), lambda: text.RegexTokenizer(None), lambda: text.RegexTokenizer("a", 3), lambda: text.RegexTokenizer("a", "", 3), lambda: text.RegexTokenizer("(")("a"), lambda: text.RegexTokenizer("a")(3))
# case: regex replace
tried(lambda: text.RegexReplace(r"\p{Han}+", "H")("ab中国cd"), lambda: text.RegexReplace(r"(\w)(\d)", r"$2$1")("a1b2"), lambda: text.RegexReplace(r"(", "x")("a"), lambda: text.RegexReplace(r"[[:punct:]]", "")("a,b.c"), lambda: text.RegexReplace("^", "> ")("x\ny"))
# case: unicode script tokenizer
for s in ("Welcome to Beijing北京", "", "  ", "北京123abc한국, ¡hola!  x", "a\u0301b é", "привет world", "カタカナひらがな漢字"):
    print(form(text.UnicodeScriptTokenizer()(s)), form(text.UnicodeScriptTokenizer(True)(s)), form(text.UnicodeScriptTokenizer(True, True)(s)))
tried(lambda: text.UnicodeScriptTokenizer(3), lambda: text.UnicodeScriptTokenizer(True, 3), lambda: text.UnicodeScriptTokenizer()(["a", "b"]))
# case: unicode white space
for s in ("a\u3000b\u00a0c\u2003d\u200be\x0bf\x1cg", "a\r\nb", " é  ü "):
    print(form(text.WhitespaceTokenizer(True)(s)))
# case: case folding and normalising
for s in ("Welcome", "ǅ ß İ ſ K Å", "ﬀ ½ ㎏", "ΣΑΣ", "é e\u0301"):
    print(form(text.CaseFold()(s)), *[form(text.NormalizeUTF8(f)(s)) for f in text.NormalizeForm])
# case: filter wikipedia
# Of several strings the real one keeps the first alone.
tried(lambda: text.FilterWikipediaXML()("Welcome    to    China"), lambda: text.FilterWikipediaXML()(["A&lt;b&gt;c"]), lambda: text.FilterWikipediaXML()("<doc>x</doc>1 Two <a> B"), lambda: text.FilterWikipediaXML()("==Head== [[Link|shown]] {{cite}} 'it' 3.5 &amp; é"), lambda: text.FilterWikipediaXML()("&quot;x&quot; <br/> [[Category:Foo]] [[image:a.png|thumb|Text]] |} &nbsp; &#123;"), lambda: text.FilterWikipediaXML()("#REDIRECT [[X]]"), lambda: text.FilterWikipediaXML()(""), lambda: text.FilterWikipediaXML()(3))
# case: vectors
with open("v.txt", "w") as f:
    _ = f.write("ok 0.418 0.24968 -0.41242 0.1217\n! 0.013441 0.23682 -0.16899 0.40951\nthis 0.15164 0.30177 -0.16763 0.17684\nOk 1 2 3 4\n")
for kind in (text.Vectors, text.GloVe, text.FastText, text.CharNGram):
    import shutil
    name = {"GloVe": "glove.6B.4d.txt", "FastText": "x.vec", "Vectors": "v.txt", "CharNGram": "charNgram.txt"}[kind.__name__]
    if kind is text.CharNGram:
        with open(name, "w") as f:
            _ = f.write("1gram-o 1 2 3 4\n1gram-k 2 2 2 2\n2gram-ok 0.5 0.5 0.5 0.5\n2gram-#BEGIN#o 9 9 9 9\n3gram-#BEGIN#ok 4 3 2 1\n2gram-k#END# 8 8 8 8\n")
    elif kind is text.FastText:
        with open(name, "w") as f:
            _ = f.write("4 4\nok 0.418 0.24968 -0.41242 0.1217\n! 0.013441 0.23682 -0.16899 0.40951\nthis 0.15164 0.30177 -0.16763 0.17684\nOk 1 2 3 4\n")
    elif name != "v.txt":
        _ = shutil.copy("v.txt", name)
    w = kind.from_file(name)
    print(kind.__name__, *[form(text.ToVectors(w)(x)) for x in ("ok", "OK", "!", "nope", "")], form(text.ToVectors(w, [1.0, 2, 3, 4])("nope")), form(text.ToVectors(w, [1.0, 2, 3, 4], True)("OK")), form(text.ToVectors(w, None, True)("THIS")))
    print(form(text.ToVectors(kind.from_file(name, 2))("this")), form(text.ToVectors(kind.from_file(name, 0))("this")))
    tried(lambda: text.ToVectors(w)(["ok", "no"]), lambda: text.ToVectors(w, [1.0])("nope"), lambda: kind.from_file(3), lambda: kind.from_file("missing.vec"), lambda: kind.from_file(name, -1), lambda: kind.from_file(name, "x"))
tried(lambda: text.ToVectors(3), lambda: text.ToVectors(w, 3), lambda: text.ToVectors(w, ["x"]), lambda: text.ToVectors(w, None, 3), lambda: text.ToVectors(w)(3))
# case: broken vectors
for t in ("ok 1 2\nno 1\n", "ok 1 x\n", "ok\n", "", "a 1 2\n\nb 3 4\n", "ok 1 2\nok 3 4\n"):
    with open("v.txt", "w") as f:
        _ = f.write(t)
    tried(lambda: text.ToVectors(text.Vectors.from_file("v.txt"))("ok"))
    with open("glove.6B.4d.txt", "w") as f:
        _ = f.write(t)
    tried(lambda: text.ToVectors(text.GloVe.from_file("glove.6B.4d.txt"))("ok"), lambda: text.GloVe.from_file("v.txt"), lambda: text.FastText.from_file("v.txt"))
# case: vocab
v = text.Vocab.from_dict({"home": 3, "behind": 2})
tried(lambda: v.tokens_to_ids(np.array(["home", "x"])), lambda: v.ids_to_tokens(np.array([3, 7])), lambda: v.tokens_to_ids(["home", 3]), lambda: v.ids_to_tokens([3, -1]), lambda: v.ids_to_tokens(["x"]), lambda: text.Vocab().vocab(), lambda: text.Vocab().tokens_to_ids("a"), lambda: text.Vocab.from_list(["a"], special_first=3), lambda: text.Vocab.from_list([1]), lambda: text.Vocab.from_file("x", 3), lambda: text.Vocab.from_file("x", "", -1), lambda: text.Vocab.from_file("x", "", None, ["a", "a"]))
d = fresh(lambda: ds.NumpySlicesDataset({"a": [["x", "y"], ["y", "z"]], "b": [["q", "y"], ["x", "x"]]}, shuffle=False))
for kw in ({}, {"columns": ["a"]}, {"columns": "b"}, {"freq_range": (2, None)}, {"freq_range": (None, 2)}, {"freq_range": (1, 3), "top_k": 2}, {"special_tokens": ["<p>"], "special_first": False}):
    print(sorted(text.Vocab.from_dataset(d.take(-1), **kw).vocab().items()))
tried(lambda: text.Vocab.from_dataset(d.take(-1), freq_range=(3, 1)), lambda: text.Vocab.from_dataset(d.take(-1), freq_range=3), lambda: text.Vocab.from_dataset(d.take(-1), freq_range=(1, 2, 3)), lambda: text.Vocab.from_dataset(d.take(-1), freq_range=("x", 2)), lambda: text.Vocab.from_dataset(d.take(-1), top_k=0), lambda: text.Vocab.from_dataset(d.take(-1), top_k="x"), lambda: text.Vocab.from_dataset(d.take(-1), "nope"), lambda: text.Vocab.from_dataset(d.take(-1), special_tokens=["x"]), lambda: text.Vocab.from_dataset(d.take(-1), special_tokens=["p", "p"]))
# case: argument checks
v = text.Vocab.from_list(["a"])
tried(lambda: text.Ngram([]), lambda: text.Ngram([0]), lambda: text.Ngram(2, 3), lambda: text.Ngram(2, ("a", -1)), lambda: text.Ngram(2, ("a", 1), ("b",)), lambda: text.Ngram(2, separator=3), lambda: text.Truncate(0), lambda: text.Truncate("x"), lambda: text.AddToken(3), lambda: text.AddToken("a", 3), lambda: text.SlidingWindow(-1), lambda: text.SlidingWindow("x"), lambda: text.SlidingWindow(2, "x"), lambda: text.Lookup(v, 3), lambda: text.Lookup(v, "a", "int32"), lambda: text.ToNumber("int32"), lambda: text.ToNumber(mstype.bool_), lambda: text.TruncateSequencePair("x"), lambda: text.TruncateSequencePair(-1), lambda: text.UnicodeCharTokenizer(3), lambda: text.PythonTokenizer("x"), lambda: text.TruncateSequencePair(4)(np.array([[1]]), np.array([2])), lambda: text.Truncate(2)("abc"), lambda: text.Truncate(2)([1, 2, 3]))
# case: sentence piece
words = "the quick brown fox jumps over the lazy dog while the cat sleeps in the warm sun and the birds sing a song of spring".split()
with open("botchan.txt", "w") as f:
    _ = f.write("\n".join(" ".join(words[i:] + words[:i]) for i in range(len(words))) + "\n")
# What the other kinds of models learn depends on the library's version.
for kind in (text.SentencePieceModel.CHAR, text.SentencePieceModel.WORD):
    p = text.SentencePieceVocab.from_file(["botchan.txt"], {"CHAR": 20, "WORD": 12}[kind.name], 0.9995, kind, {})
    print(kind.name, form(text.SentencePieceTokenizer(p, text.SPieceTokenizerOutType.STRING)("the brown dog sings")), form(text.SentencePieceTokenizer(p, text.SPieceTokenizerOutType.INT)("the brown dog sings")))
text.SentencePieceVocab.save_model(p, ".", "m.model")
t = text.SentencePieceTokenizer("./m.model", text.SPieceTokenizerOutType.STRING)
tried(lambda: t("the lazy cat"), lambda: t(""), lambda: t(["a", "b"]), lambda: t(3), lambda: text.SentencePieceTokenizer("missing.model", text.SPieceTokenizerOutType.STRING), lambda: text.SentencePieceTokenizer(p, 3), lambda: text.SentencePieceTokenizer(3, text.SPieceTokenizerOutType.STRING), lambda: text.SentencePieceVocab.from_file("botchan.txt", 20, 0.9, text.SentencePieceModel.UNIGRAM, {}), lambda: text.SentencePieceVocab.from_file(["missing.txt"], 20, 0.9, text.SentencePieceModel.UNIGRAM, {}), lambda: text.SentencePieceVocab.from_file(["botchan.txt"], 20, 9, text.SentencePieceModel.UNIGRAM, {}), lambda: text.SentencePieceVocab.from_file(["botchan.txt"], 5000, 0.9, text.SentencePieceModel.UNIGRAM, {}))
d = ds.NumpySlicesDataset([" ".join(words[i:] + words[:i]) for i in range(len(words))], "t", shuffle=False)
p = text.SentencePieceVocab.from_dataset(d, ["t"], 20, 0.9995, text.SentencePieceModel.CHAR, {})
print(form(text.SentencePieceTokenizer(p, text.SPieceTokenizerOutType.INT)("the brown dog sings")))
# case: jieba
with open("mp.txt", "w", encoding="utf-8") as f:
    _ = f.write("今天 100 t\n天气 80 n\n天 30 n\n太 20 d\n好 50 a\n了 90 u\n我们 70 r\n一起 60 d\n去 40 v\n外面 30 n\n玩 20 v\n吧 10 y\n我 99 r\n南京市 20 n\n长江 30 n\n大桥 20 n\n市长 25 n\n南京 30 n\n")
with open("hmm.txt", "w", encoding="utf-8") as f:
    _ = f.write("#prob_start\n-0.26268660809250016 -3.14e+100 -3.14e+100 -1.4652633398537678\n#prob_trans 4x4 matrix\n-3.14e+100 -0.510825623765990 -0.916290731874155 -3.14e+100\n-0.5897149736854513 -3.14e+100 -3.14e+100 -0.8085250474669937\n-3.14e+100 -0.33344856811948514 -1.2603623820268226 -3.14e+100\n-0.7211965654669841 -3.14e+100 -3.14e+100 -0.6658631448798212\n#prob_emit 4 lines\n#B\n小:-4.0,明:-5.0,男:-3.0,默:-6.0,机:-3.5\n#E\n明:-3.0,孩:-3.0,写:-5.0,器:-2.5\n#M\n小:-6.0,写:-4.0\n#S\n小:-7.0,在:-3.0,默:-4.0,写:-3.5\n")
for mode in text.JiebaMode:
    t = text.JiebaTokenizer("hmm.txt", "mp.txt", mode)
    for s in ("今天天气太好了我们一起去外面玩吧", "小明男孩在默写 hello3world 12.5 机器，南京市长江大桥。x", "", " "):
        print(mode.name, form(t(s)))
    print(form(text.JiebaTokenizer("hmm.txt", "mp.txt", mode, True)("我们 小明abc玩")))
t = text.JiebaTokenizer("hmm.txt", "mp.txt", text.JiebaMode.MP)
t.add_word("太好了")
print(form(t("今天天气太好了我们")))
t.add_word("天气太好", 500)
print(form(t("今天天气太好了我们")))
t.add_dict({"我们一起": 1000, "外面玩": 10})
print(form(t("我们一起去外面玩吧")))
with open("user.txt", "w", encoding="utf-8") as f:
    _ = f.write("去外面 300\n玩吧\n")
t.add_dict("user.txt")
print(form(t("我们一起去外面玩吧")))
tried(lambda: text.JiebaTokenizer(None, "mp.txt"), lambda: text.JiebaTokenizer("hmm.txt", None), lambda: text.JiebaTokenizer(3, "mp.txt"), lambda: text.JiebaTokenizer("missing", "mp.txt"), lambda: text.JiebaTokenizer("hmm.txt", "mp.txt", 3), lambda: text.JiebaTokenizer("hmm.txt", "mp.txt", text.JiebaMode.MP, 3), lambda: t.add_word(None), lambda: t.add_word("x", -1), lambda: t.add_word("x", "y"), lambda: t.add_dict(3), lambda: t.add_dict("missing"), lambda: t.add_dict({"a": "x"}), lambda: t(["a", "b"]), lambda: t(3))
