# case: AG News and the like
csv = lines('"1","a title","a text, long"', '"2","b ""q""","c\\nd"')
four = lines('"1","t","c","a1"', '"2","u","d","a2"')
for name, data in (("AGNews", csv), ("AmazonReview", csv), ("DBpedia", csv), ("SogouNews", csv), ("YahooAnswers", four), ("YelpReview", lines('"1","good"', '"2","bad, \\n really"'))):
    put(f"{name}/train.csv", data)
    put(f"{name}/test.csv", data)
    for usage in ("train", "test", "all", None):
        d = getattr(ds, name + "Dataset")(name, usage=usage, shuffle=False, num_parallel_workers=1)
        print(name, usage, d.get_col_names(), d.get_dataset_size(), once_as_list(d))
    tried(lambda: getattr(ds, name + "Dataset")(name, usage="valid"), lambda: getattr(ds, name + "Dataset")("nowhere"), lambda: getattr(ds, name + "Dataset")(name, num_shards=2))
# case: CLUE
rows_of = {
    "AFQMC": ({"sentence1": "a", "sentence2": "b", "label": "0"}, {"id": 7, "sentence1": "a", "sentence2": "b"}),
    "CMNLI": ({"sentence1": "a", "sentence2": "b", "label": "neutral"}, {"id": 7, "sentence1": "a", "sentence2": "b"}),
    "CSL": ({"id": 1, "abst": "x", "keyword": ["k", "l"], "label": "1"}, {"id": 1, "abst": "x", "keyword": ["k", "l"]}),
    "IFLYTEK": ({"label": "11", "label_des": "w", "sentence": "s"}, {"id": 0, "sentence": "s"}),
    "TNEWS": ({"label": "102", "label_desc": "e", "sentence": "s", "keywords": "a,b"}, {"id": 5, "sentence": "s", "keywords": "k"}),
    "WSC": ({"target": {"span2_index": 28, "span1_index": 0, "span1_text": "u", "span2_text": "v"}, "idx": 0, "label": "true", "text": "t"},
            {"target": {"span2_index": 28, "span1_index": 0, "span1_text": "u", "span2_text": "v"}, "idx": 0, "text": "t"}),
}
for task, (train, test) in rows_of.items():
    for usage in ("train", "eval", "test"):
        path = put(f"{task}/{usage}.json", lines(json.dumps(test if usage == "test" else train)))
        d = ds.CLUEDataset(path, task, usage, shuffle=False)
        about(d)
        rows(d)
tried(lambda: ds.CLUEDataset("AFQMC/train.json", "XX"), lambda: ds.CLUEDataset("AFQMC/train.json", "AFQMC", "all"), lambda: ds.CLUEDataset("none.json"))
tried(once(ds.CLUEDataset("AFQMC/train.json", "TNEWS")), once(ds.CLUEDataset(put("no.json", "{oops\n"), "AFQMC")))
# case: tagged words
put("c/train.txt", lines("Rockwell NNP B-NP", "said VBD B-VP", "", "a DT B-NP", ""))
put("c/test.txt", lines("x NN B-NP", ""))
for usage in ("train", "test", "all"):
    rows(ds.CoNLL2000Dataset("c", usage=usage, shuffle=False, num_parallel_workers=1))
for name, n in (("train", 2), ("dev", 1), ("test", 1)):
    put(f"u/en-ud-tag.v2.{name}.txt", "".join(lines(f"The{i}\tDET\tDT", "dog\tNOUN\tNN", "") for i in range(n)))
for usage in ("train", "test", "valid", "all"):
    rows(ds.UDPOSDataset("u", usage=usage, shuffle=False, num_parallel_workers=1))
tried(lambda: ds.CoNLL2000Dataset("c", usage="valid"), lambda: ds.UDPOSDataset("u", usage="dev"))
# case: plain texts
put("e/enwik9", lines("<page>", "  <title>A</title>", "", "text"))
rows(ds.EnWik9Dataset("e", shuffle=False, num_parallel_workers=1))
for usage in ("train", "valid", "test"):
    put(f"p/ptb.{usage}.txt", lines(f" {usage} one ", "", " two"))
    put(f"w/wiki.{usage}.tokens", lines(" ", f" = {usage} = ", "", " text <unk> here "))
for usage in ("train", "valid", "test", "all", None):
    shown(ds.PennTreebankDataset("p", usage=usage, shuffle=False, num_parallel_workers=1), 20)
    shown(ds.WikiTextDataset("w", usage=usage, shuffle=False, num_parallel_workers=1), 20)
tried(lambda: ds.PennTreebankDataset("p", usage="dev"), lambda: ds.WikiTextDataset("w", usage="dev"), lambda: ds.EnWik9Dataset("no"), once(ds.WikiTextDataset("p")))
# case: IMDB
for usage in ("train", "test"):
    for label in ("pos", "neg"):
        for i in range(2):
            put(f"imdb/{usage}/{label}/{i}_7.txt", f"{usage} {label} {i}<br />more")
for usage in ("train", "test", "all", None):
    d = ds.IMDBDataset("imdb", usage=usage, shuffle=False)
    print(d.get_col_names(), d.get_dataset_size(), d.num_classes(), d.get_class_indexing())
    rows(d)
tried(lambda: ds.IMDBDataset("imdb", usage="x"), lambda: ds.IMDBDataset("none"), once(ds.IMDBDataset(".")))
# case: translations
for part, stem in (("training", "train"), ("validation", "val"), ("mmt16_task1_test", "test")):
    for language in ("en", "de"):
        put(f"m/{part}/{stem}.{language}", lines(f"{stem} {language} 1", f"{stem} {language} 2"))
for usage in ("train", "valid", "test", "all", None):
    for pair in (["en", "de"], ["de", "en"], None):
        shown(ds.Multi30kDataset("m", usage=usage, language_pair=pair, shuffle=False, num_parallel_workers=1))
tried(lambda: ds.Multi30kDataset("m", language_pair=["en", "fr"]), lambda: ds.Multi30kDataset("m", usage="x"), lambda: ds.Multi30kDataset("m", language_pair="en"), lambda: ds.Multi30kDataset("m", language_pair=["en"]))
# case: IWSLT
xml = '<?xml version="1.0" encoding="UTF-8"?>\n<mteval><refset setid="s" srclang="any" trglang="{0}"><doc docid="1" genre="lectures"><title>T</title><seg id="1"> one {0} </seg><seg id="2"> two {0} </seg></doc></refset></mteval>\n'
tags = "<url>http://x</url>\n<keywords>a</keywords>\n<title>T {0}</title>\n first {0} \nsecond {0}\n</transcript>\n<reviewer></reviewer>\n"
sixteen, seventeen = "i16/texts/de/en/de-en/", "i17/texts/DeEnItNlRo/DeEnItNlRo/DeEnItNlRo-DeEnItNlRo/"
for language in ("de", "en"):
    put(f"{sixteen}train.tags.de-en.{language}", tags.format(language))
    put(f"{seventeen}train.tags.de-en.{language}", tags.format(language))
    for year in ("dev2010", "tst2010", "tst2011", "tst2012", "tst2013", "tst2014", "dev2012"):
        put(f"{sixteen}IWSLT16.TED.{year}.de-en.{language}.xml", xml.format(language + year))
        put(f"{seventeen}IWSLT17.TED.{year}.de-en.{language}.xml", xml.format(language + year))
for usage in ("train", "valid", "test", "all"):
    shown(ds.IWSLT2016Dataset("i16", usage=usage, language_pair=["de", "en"], shuffle=False, num_parallel_workers=1), 9)
    shown(ds.IWSLT2017Dataset("i17", usage=usage, language_pair=["de", "en"], shuffle=False, num_parallel_workers=1), 9)
shown(ds.IWSLT2016Dataset("i16", usage="valid", language_pair=["de", "en"], valid_set="tst2011", test_set="tst2012", shuffle=False))
tried(lambda: ds.IWSLT2016Dataset("i16", language_pair=["de", "xx"]), lambda: ds.IWSLT2016Dataset("i16", valid_set="tst2020"), lambda: ds.IWSLT2017Dataset("i17", language_pair=["de", "fr"]), lambda: ds.IWSLT2017Dataset("i17", usage="x"))
# case: SQuAD and SST2
squad = {"version": "1.1", "data": [{"title": "T", "paragraphs": [{"context": "some context", "qas": [
    {"id": "1", "question": "what?", "answers": [{"text": "some", "answer_start": 0}, {"text": "context", "answer_start": 5}]},
    {"id": "2", "question": "none?", "answers": []}]}]}]}
for usage in ("train", "dev"):
    put(f"q/{usage}-v1.1.json", json.dumps(squad))
for usage in ("train", "dev", "all"):
    shown(ds.SQuADDataset("q", usage=usage, shuffle=False, num_parallel_workers=1))
put("s/train.tsv", lines("sentence\tlabel", "a good one \t1", "bad\t0"))
put("s/dev.tsv", lines("sentence\tlabel", "dev\t1"))
put("s/test.tsv", lines("index\tsentence", "0\ttest one", "1\ttest two"))
for usage in ("train", "dev", "test", None):
    shown(ds.SST2Dataset("s", usage=usage, shuffle=False, num_parallel_workers=1))
tried(lambda: ds.SST2Dataset("s", usage="all"), lambda: ds.SQuADDataset("q", usage="test"))
# case: USPS
put("usps/usps", lines("7 " + " ".join(f"{k + 1}:{k % 3 - 1}.0000" for k in range(256)) + " ", "1 " + " ".join(f"{k + 1}:0.5000" for k in range(256)) + " "))
put("usps/usps.t", lines("10 " + " ".join(f"{k + 1}:-0.2500" for k in range(256)) + " "))
for usage in ("train", "test", "all", None):
    shown(ds.USPSDataset("usps", usage=usage, shuffle=False, num_parallel_workers=1))
