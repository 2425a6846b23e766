"""Sources of text in the layouts of known data sets."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset.checks import Each, Is, OneOf, existing
from mindshim.dataset.dataset import Row
from mindshim.dataset.parameters import MAPPED, STREAM, STREAM_WORKERS_LAST, Described
from mindshim.dataset.sources import MappableDataset
from mindshim.dataset.sources_stream import StreamDataset, find_files, text_lines

_TRAIN_TEST = OneOf("train", "test", "all", optional=True)
_TRAIN_VALID_TEST = OneOf("train", "valid", "test", "all", optional=True)


class _Texts(Described, StreamDataset):
    """A folder with a file or more for each usage: `_by_usage` names them."""

    _by_usage: dict[str, Any] = {}

    def _check(self) -> None:
        if "dataset_dir" in self._arguments:
            self.dataset_dir = existing(self.dataset_dir, "folder", "dataset_dir")

    def _find(self) -> list[str]:
        usage = self._arguments.get("usage") or "all"
        names = [self._by_usage[usage]] if usage in self._by_usage else list(self._by_usage.values())
        return sorted(os.path.join(self.dataset_dir, name) for name in names)


class TextFileDataset(_Texts):
    """The lines of text files that are not empty: column `text`.

    Args:
        dataset_files: a path or pattern, or a list of these.
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.

    Raises:
        TypeError, ValueError: an argument is wrong, or a pattern names no file.
        RuntimeError: when read: a file has no rows, or is no text.

    Examples:
        >>> import os, tempfile
        >>> import mindshim.dataset as ds
        >>> path = os.path.join(tempfile.mkdtemp(), "a.txt")
        >>> with open(path, "w") as stream:
        ...     _ = stream.write("one\\ntwo\\n")
        >>> [str(row[0]) for row in ds.TextFileDataset(path, shuffle=False).create_tuple_iterator(output_numpy=True)]
        ['one', 'two']
    """

    _parameters = "dataset_files " + STREAM
    _names = ["text"]

    def _check(self) -> None:
        self.dataset_files = find_files(self.dataset_files)

    def _find(self) -> list[str]:
        return self.dataset_files

    def _count(self, path: str) -> int:
        with open(path, "rb") as stream:
            return sum(line != b"\n" for line in stream)

    def _read(self, path: str) -> Iterator[Row]:
        line = None
        for line in text_lines(path):
            if line:
                yield (np.array(line),)
        if line is None:
            raise RuntimeError(f"Invalid data, {type(self).__name__}: there is no text in {path}.")


class EnWik9Dataset(_Texts):
    """The first 10⁹ bytes of the English Wikipedia, by line: column `text`."""

    _parameters = (
        "dataset_dir num_samples=None num_parallel_workers=None shuffle=True num_shards=None shard_id=None cache=None"
    )
    _names = ["text"]
    _by_usage = {"all": "enwik9"}

    def _read(self, path: str) -> Iterator[Row]:
        return ((np.array(line),) for line in text_lines(path))


class PennTreebankDataset(_Texts):
    """Sentences of the Wall Street Journal: column `text`.

    Args:
        dataset_dir: the folder with `ptb.train.txt`, `ptb.valid.txt` and `ptb.test.txt`.
        usage: "train", "valid", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.
    """

    _parameters = "dataset_dir usage=None " + STREAM
    _rules = {"usage": _TRAIN_VALID_TEST}
    _names = ["text"]
    _by_usage = {usage: f"ptb.{usage}.txt" for usage in ("train", "valid", "test")}

    def _read(self, path: str) -> Iterator[Row]:
        return ((np.array(line),) for line in text_lines(path) if line)


class WikiTextDataset(PennTreebankDataset):
    """Articles of the Wikipedia, by line: column `text`; as :class:`PennTreebankDataset`, of `wiki.train.tokens` and so
    on.
    """

    _by_usage = {usage: f"wiki.{usage}.tokens" for usage in ("train", "valid", "test")}


# Comma-separated texts -------------------------------------------------------------------------------------------


class _Csv(_Texts):
    """Texts in `train.csv` and `test.csv`, without names in a first line."""

    _parameters = "dataset_dir usage=None " + STREAM
    _rules = {"usage": _TRAIN_TEST}
    _by_usage = {"train": "train.csv", "test": "test.csv"}

    def _read(self, path: str) -> Iterator[Row]:
        with open(path, encoding="utf-8", newline="") as stream:
            for number, line in enumerate(csv.reader(stream)):
                if len(line) != len(self._names):
                    raise RuntimeError(
                        f"Invalid file, {path} has {len(line)} columns in row {number}, but {type(self).__name__} has "
                        f"{len(self._names)}."
                    )
                yield tuple(map(np.array, line))


class AGNewsDataset(_Csv):
    """News in four classes: columns `index`, `title`, `description`."""

    _names = ["index", "title", "description"]


class AmazonReviewDataset(_Csv):
    """Reviews of goods: columns `label`, `title`, `content`."""

    _names = ["label", "title", "content"]


class DBpediaDataset(_Csv):
    """Articles in 14 classes: columns `class`, `title`, `content`."""

    _names = ["class", "title", "content"]


class SogouNewsDataset(_Csv):
    """Chinese news in five classes: columns `index`, `title`, `content`."""

    _parameters = "dataset_dir usage=None " + STREAM_WORKERS_LAST
    _names = ["index", "title", "content"]


class YahooAnswersDataset(_Csv):
    """Questions and answers in ten classes: columns `class`, `title`, `content`, `answer`."""

    _names = ["class", "title", "content", "answer"]


class YelpReviewDataset(_Csv):
    """Reviews of places: columns `label`, `text`."""

    _parameters = "dataset_dir usage=None " + STREAM_WORKERS_LAST
    _names = ["label", "text"]


class SST2Dataset(_Texts):
    """Sentences of film reviews: columns `sentence` and `label`; of usage "test" only `sentence`.

    Args:
        dataset_dir: the folder with `train.tsv`, `dev.tsv` and `test.tsv`.
        usage: "train" (also by default), "dev" or "test".
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.
    """

    _parameters = "dataset_dir usage=None " + STREAM
    _rules = {"usage": OneOf("train", "dev", "test", optional=True)}

    def _columns(self) -> list[str]:
        return ["sentence"] if self.usage == "test" else ["sentence", "label"]

    def _find(self) -> list[str]:
        return [os.path.join(self.dataset_dir, f"{self.usage or 'train'}.tsv")]

    def _read(self, path: str) -> Iterator[Row]:
        lines = text_lines(path)
        next(lines, None)
        for line in lines:
            parts = line.split("\t")
            yield tuple(map(np.array, parts[1:] if self.usage == "test" else parts))


# Tagged words ----------------------------------------------------------------------------------------------------


class _Tagged(_Texts):
    """Sentences whose words stand one in a line with their tags."""

    _separator = " "

    def _read(self, path: str) -> Iterator[Row]:
        sentence: list[list[str]] = []
        for line in text_lines(path):
            if line:
                sentence.append(line.split(self._separator))
            elif sentence:
                yield self._row(sentence, path)
                sentence = []
        if sentence:
            yield self._row(sentence, path)

    def _row(self, sentence: list[list[str]], path: str) -> Row:
        if any(len(word) != len(self._names) for word in sentence):
            raise RuntimeError(f"Invalid file, {path} has a line that has not {len(self._names)} parts: {sentence}.")
        return tuple(map(np.array, zip(*sentence, strict=True)))


class CoNLL2000Dataset(_Tagged):
    """Words with parts of speech and chunks: columns `word`, `pos_tag`, `chunk_tag`, each an array of a sentence."""

    _parameters = "dataset_dir usage=None " + STREAM_WORKERS_LAST
    _rules = {"usage": _TRAIN_TEST}
    _names = ["word", "pos_tag", "chunk_tag"]
    _by_usage = {"train": "train.txt", "test": "test.txt"}


class UDPOSDataset(_Tagged):
    """Words with two kinds of tags: columns `word`, `universal`, `stanford`, each an array of a sentence."""

    _parameters = "dataset_dir usage=None " + STREAM_WORKERS_LAST
    _rules = {"usage": _TRAIN_VALID_TEST}
    _names = ["word", "universal", "stanford"]
    _separator = "\t"
    _by_usage = {
        "train": "en-ud-tag.v2.train.txt", "valid": "en-ud-tag.v2.dev.txt", "test": "en-ud-tag.v2.test.txt",
    }  # fmt: skip


# JSON ------------------------------------------------------------------------------------------------------------


def _text(value: Any) -> np.ndarray:
    return np.array(value if isinstance(value, list) else str(value))


def _number(value: Any) -> np.ndarray:
    return np.array(value, np.uint32)


# By task and usage, the columns: name, path in the JSON object, form. Labels are missing in tests.
_SPANS = (
    ("span1_index", "target/span1_index", _number), ("span1_text", "target/span1_text", _text),
    ("span2_index", "target/span2_index", _number), ("span2_text", "target/span2_text", _text),
)  # fmt: skip
_LABEL = ("label", "label", _text)
_SENTENCE = ("sentence", "sentence", _text)
_PAIR = (("sentence1", "sentence1", _text), ("sentence2", "sentence2", _text))
_ID = ("id", "id", _number)
_CLUE: dict[str, tuple[tuple, tuple]] = {
    "AFQMC": ((_LABEL, *_PAIR), (_ID, *_PAIR)),
    "CMNLI": ((_LABEL, *_PAIR), (_ID, *_PAIR)),
    "CSL": (
        (("abst", "abst", _text), _ID, ("keyword", "keyword", _text), _LABEL),
        (("abst", "abst", _text), _ID, ("keyword", "keyword", _text)),
    ),
    "IFLYTEK": ((_LABEL, ("label_des", "label_des", _text), _SENTENCE), (_ID, _SENTENCE)),
    "TNEWS": (
        (("keywords", "keywords", _text), _LABEL, ("label_desc", "label_desc", _text), _SENTENCE),
        (_ID, ("keywords", "keywords", _text), _SENTENCE),
    ),
    "WSC": (
        (("idx", "idx", _number), _LABEL, *_SPANS, ("text", "text", _text)),
        (("idx", "idx", _number), *_SPANS, ("text", "text", _text)),
    ),
}  # fmt: skip


class CLUEDataset(_Texts):
    """Tasks of understanding Chinese, a JSON object a line; the columns depend on task and usage.

    Args:
        dataset_files: a path or pattern, or a list of these.
        task: "AFQMC", "CMNLI", "CSL", "IFLYTEK", "TNEWS" or "WSC".
        usage: "train", "eval" or "test".
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.
    """

    _parameters = "dataset_files task='AFQMC' usage='train' " + STREAM
    _rules = {"task": OneOf(*_CLUE), "usage": OneOf("train", "test", "eval")}

    def _check(self) -> None:
        self.dataset_files = find_files(self.dataset_files)

    def _find(self) -> list[str]:
        return self.dataset_files

    def _fields(self) -> tuple:
        return _CLUE[self.task][self.usage == "test"]

    def _columns(self) -> list[str]:
        return [name for name, _, _ in self._fields()]

    def _read(self, path: str) -> Iterator[Row]:
        fields = self._fields()
        for number, line in enumerate(text_lines(path)):
            if not line:
                continue
            try:
                found = json.loads(line)
                yield tuple([form(_at(found, place)) for _, place, form in fields])
            except (ValueError, LookupError, TypeError) as error:
                raise RuntimeError(
                    f"Invalid file, {path} has no row of task {self.task} in line {number + 1}: {error!r}."
                ) from None


def _at(found: Any, place: str) -> Any:
    for key in place.split("/"):
        found = found[key]
    return found


class SQuADDataset(_Texts):
    """Questions on articles: columns `context`, `question`, `text` and `answer_start` (uint32), the last two arrays of
    the answers. A question without answer has the one answer "" at 2³² - 1.

    Args:
        dataset_dir: the folder with `train-v1.1.json` and `dev-v1.1.json`, or those of version 2.0.
        usage: "train", "dev" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.
    """

    _parameters = "dataset_dir usage=None " + STREAM
    _rules = {"usage": OneOf("train", "dev", "all", optional=True)}
    _names = ["context", "question", "text", "answer_start"]

    def _find(self) -> list[str]:
        usages = ("train", "dev") if self.usage in (None, "all") else (self.usage,)
        names = [f"{usage}-v{version}.json" for usage in usages for version in ("1.1", "2.0")]
        found = [path for name in names if os.path.isfile(path := os.path.join(self.dataset_dir, name))]
        if not found:
            raise RuntimeError(f"Invalid file, SQuADDataset: none of {names} is in {self.dataset_dir}.")
        return sorted(found)

    def _read(self, path: str) -> Iterator[Row]:
        try:
            with open(path, encoding="utf-8") as stream:
                articles = json.load(stream)["data"]
            for article in articles:
                for paragraph in article["paragraphs"]:
                    for question in paragraph["qas"]:
                        answers = question.get("answers") or [{"text": "", "answer_start": 2**32 - 1}]
                        yield (
                            np.array(paragraph["context"]), np.array(question["question"]),
                            np.array([answer["text"] for answer in answers]),
                            np.array([answer["answer_start"] for answer in answers], np.uint32),
                        )  # fmt: skip
        except (ValueError, LookupError, TypeError) as error:
            raise RuntimeError(f"Invalid file, {path} is no file of SQuAD: {error!r}.") from None


# Translations ----------------------------------------------------------------------------------------------------


class _Translations(_Texts):
    """Pairs of files whose lines translate each other; a file is named by both paths."""

    _names = ["text", "translation"]
    _clean: Callable[[str], Iterator[str]] = staticmethod(lambda path: (line for line in text_lines(path) if line))

    def _pairs(self) -> list[tuple[str, str]]:
        raise NotImplementedError

    def _find(self) -> list[str]:
        self._translation = dict(self._pairs())
        for path in self._translation.values():
            if not os.path.isfile(path):
                raise RuntimeError(f"Invalid file, {type(self).__name__}: failed to open {path}.")
        return list(self._translation)

    def _read(self, path: str) -> Iterator[Row]:
        clean = type(self)._clean
        pairs = zip(clean(path), clean(self._translation[path]), strict=False)
        return ((np.array(text), np.array(translation)) for text, translation in pairs)


class Multi30kDataset(_Translations):
    """Descriptions of pictures in English and German: columns `text` and `translation`.

    Args:
        dataset_dir: the folder with `training`, `validation` and `mmt16_task1_test`.
        usage: "train", "valid", "test" or "all" (also by default).
        language_pair: from which language into which, ["en", "de"] by default.
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.
    """

    _parameters = (
        "dataset_dir usage=None language_pair=None num_samples=None num_parallel_workers=None shuffle=None "
        "num_shards=None shard_id=None cache=None"
    )
    _rules = {"usage": _TRAIN_VALID_TEST, "language_pair": Is(list, tuple, optional=True)}
    _folders = {"test": ("mmt16_task1_test", "test"), "train": ("training", "train"), "valid": ("validation", "val")}

    def _check(self) -> None:
        super()._check()
        if self.language_pair is not None and list(self.language_pair) not in (["en", "de"], ["de", "en"]):
            raise ValueError(f"language_pair can only be ['en', 'de'] or ['de', 'en'], but got {self.language_pair}.")

    def _pairs(self) -> list[tuple[str, str]]:
        source, target = self.language_pair or ("en", "de")
        wanted = [self._folders[self.usage]] if self.usage in self._folders else list(self._folders.values())
        stems = [os.path.join(self.dataset_dir, folder, stem) for folder, stem in wanted]
        return [(f"{stem}.{source}", f"{stem}.{target}") for stem in stems]


# Lines of training texts that begin with these say what the text is about.
_ABOUT = (
    "<url",
    "<keywords",
    "<talkid",
    "<description",
    "<reviewer",
    "<translator",
    "<title",
    "<speaker",
    "<doc",
    "</doc",
)


def _talk(path: str) -> Iterator[str]:
    if path.endswith(".xml"):
        for line in text_lines(path):
            for text in re.findall(r"<seg[^>]*>(.*?)</seg>", line):
                yield text.strip()
        return
    for line in text_lines(path):
        if line.strip() and not line.startswith(_ABOUT):
            yield line.strip()


class _Iwslt(_Translations):
    _clean = staticmethod(_talk)
    _languages: dict[str, tuple[str, ...]] = {}
    _default = ("de", "en")
    _year = ""

    def _check(self) -> None:
        super()._check()
        pair = self.language_pair
        if pair is not None:
            Each(Is(str), (2,))("language_pair", pair)
            if pair[1] not in self._languages.get(pair[0], ()):
                raise ValueError(f"language_pair {pair} is not among those of {type(self).__name__}.")

    def _sets(self) -> dict[str, str]:
        raise NotImplementedError

    def _folder(self, source: str, target: str) -> str:
        raise NotImplementedError

    def _pairs(self) -> list[tuple[str, str]]:
        source, target = self.language_pair or self._default
        folder = self._folder(source, target)
        sets = self._sets()
        usage = self.usage or "all"
        found = []
        if usage in ("train", "all"):
            stem = os.path.join(folder, f"train.tags.{source}-{target}")
            found.append((f"{stem}.{source}", f"{stem}.{target}"))
        for name in ("valid", "test"):
            if usage in (name, "all"):
                stem = os.path.join(folder, f"IWSLT{self._year}.TED.{sets[name]}.{source}-{target}")
                found.append((f"{stem}.{source}.xml", f"{stem}.{target}.xml"))
        return found


class IWSLT2016Dataset(_Iwslt):
    """Talks and their translations: columns `text` and `translation`.

    Args:
        dataset_dir: the folder with `texts`.
        usage: "train", "valid", "test" or "all" (also by default).
        language_pair: from which language into which, ("de", "en") by default.
        valid_set: the year of usage "valid", "tst2013" by default.
        test_set: the year of usage "test", "tst2014" by default.
        num_samples, shuffle, num_shards, shard_id, num_parallel_workers: as in :class:`StreamDataset`.
    """

    _parameters = "dataset_dir usage=None language_pair=None valid_set=None test_set=None " + STREAM_WORKERS_LAST
    _sets_known = OneOf("dev2010", "tst2010", "tst2011", "tst2012", "tst2013", "tst2014", optional=True)
    _rules = {"usage": _TRAIN_VALID_TEST, "valid_set": _sets_known, "test_set": _sets_known}
    _languages = {
        "en": ("ar", "de", "fr", "cs"), "ar": ("en",), "fr": ("en",), "de": ("en",), "cs": ("en",),
    }  # fmt: skip
    _year = "16"

    def _sets(self) -> dict[str, str]:
        return {"valid": self.valid_set or "tst2013", "test": self.test_set or "tst2014"}

    def _folder(self, source: str, target: str) -> str:
        return os.path.join(self.dataset_dir, "texts", source, target, f"{source}-{target}")


class IWSLT2017Dataset(_Iwslt):
    """Talks and their translations among five languages: columns `text` and `translation`; see
    :class:`IWSLT2016Dataset`.
    """

    _parameters = "dataset_dir usage=None language_pair=None " + STREAM_WORKERS_LAST
    _rules = {"usage": _TRAIN_VALID_TEST}
    _languages = {
        one: tuple(o for o in ("de", "en", "it", "nl", "ro") if o != one) for one in ("de", "en", "it", "nl", "ro")
    }
    _year = "17"

    def _sets(self) -> dict[str, str]:
        return {"valid": "dev2010", "test": "tst2010"}

    def _folder(self, source: str, target: str) -> str:
        top = "DeEnItNlRo"
        return os.path.join(self.dataset_dir, "texts", top, top, f"{top}-{top}")


# Others ----------------------------------------------------------------------------------------------------------


class USPSDataset(_Texts):
    """Digits of postcodes: columns `image` (16, 16, 1) of uint8 and `label` of uint32.

    Args:
        dataset_dir: the folder with the unpacked files `usps` and `usps.t`.
        usage: "train", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, num_shards, shard_id: as in :class:`StreamDataset`.
    """

    _parameters = "dataset_dir usage=None " + STREAM
    _rules = {"usage": _TRAIN_TEST}
    _names = ["image", "label"]
    _by_usage = {"train": "usps", "test": "usps.t"}

    def _read(self, path: str) -> Iterator[Row]:
        for number, line in enumerate(text_lines(path)):
            label, *pixels = line.split()
            try:
                image = np.array([float(pixel.partition(":")[2]) for pixel in pixels]).reshape(16, 16, 1)
                yield ((image + 1) / 2 * 255).astype(np.uint8), np.array(int(label) - 1, np.uint32)
            except ValueError as error:
                raise RuntimeError(f"Invalid file, {path} has no digit in line {number + 1}: {error}.") from None


class IMDBDataset(Described, MappableDataset):
    """Reviews of films: columns `text` and `label` (int32), 1 for a good one.

    Args:
        dataset_dir: the folder with `train` and `test`, each with `pos` and `neg`.
        usage: "train", "test" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir usage=None " + MAPPED
    _rules = {"usage": _TRAIN_TEST}
    _names = ["text", "label"]
    _found: list[tuple[str, int]] | None = None

    def _check(self) -> None:
        self.dataset_dir = existing(self.dataset_dir, "folder", "dataset_dir")

    def num_classes(self) -> int:
        return 2

    def _reviews(self) -> list[tuple[str, int]]:
        if self._found is None:
            found = []
            for usage in ("train", "test") if self.usage in (None, "all") else (self.usage,):
                for name, label in (("pos", 1), ("neg", 0)):
                    folder = os.path.join(self.dataset_dir, usage, name)
                    if not os.path.isdir(folder):
                        raise RuntimeError(f"Invalid data, IMDBDataset: there is no folder {folder}.")
                    found += [
                        (os.path.join(folder, f), label) for f in sorted(os.listdir(folder)) if f.endswith(".txt")
                    ]
            self._found = found
        return self._found

    def _length(self) -> int:
        return len(self._reviews())

    def _labels(self) -> Any:
        return np.array([label for _, label in self._reviews()])

    def _read(self, index: int) -> Row:
        path, label = self._reviews()[index]
        return np.array("\n".join(text_lines(path))), np.array(label, np.int32)
