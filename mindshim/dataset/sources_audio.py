"""Sources of sound in the layouts of known data sets; a waveform is (channels, frames) of float32."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from mindshim.dataset.checks import OneOf, existing
from mindshim.dataset.dataset import Row
from mindshim.dataset.images import Images, folders, lines
from mindshim.dataset.parameters import MAPPED


def read_sound(path: str, row: int, start: float = 0.0, stop: float | None = None) -> tuple[np.ndarray, int]:
    """The waveform of a sound file, from `start` to `stop` seconds, and its frames per second.

    Raises:
        RuntimeError: it is missing, or no sound file.
    """
    try:
        import soundfile
    except ModuleNotFoundError:
        raise ModuleNotFoundError("Sound files need the package 'soundfile': pip install 'mindshim[data]'.") from None
    try:
        with soundfile.SoundFile(path) as stream:
            rate = stream.samplerate
            first = int(start * rate)
            stream.seek(min(first, stream.frames))
            frames = -1 if stop is None else int(stop * rate) - first
            data = stream.read(frames, "int16", always_2d=True)
    except (soundfile.LibsndfileError, OSError) as error:
        raise RuntimeError(f"Invalid file, failed to read sound {path} of row {row}: {error}.") from None
    # MindSpore divides by the largest value, not by 2¹⁵.
    return (data.T / np.float32(32767)).astype(np.float32), rate


class _Sounds(Images):
    """A source whose rows are the path of a sound and what else is said of it."""

    _parameters = "dataset_dir " + MAPPED
    _rate_dtype: Any = np.int32
    # The only frames per second that the set has.
    _rate: int | None = None

    def _read(self, index: int) -> Row:
        path, *rest = self._all()[index]
        wave, rate = read_sound(path, index)
        if self._rate not in (None, rate):
            raise RuntimeError(
                f"Invalid file, sampling rate of {type(self).__name__} files must be {self._rate}, but that of "
                f"{path} is {rate}."
            )
        return wave, np.array(rate, self._rate_dtype), *map(np.array, rest)


def _sounds(folder: str, end: str = ".wav") -> Iterator[str]:
    return (os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(end))


class YesNoDataset(_Sounds):
    """A man who says yes and no: columns `waveform`, `sample_rate` (int32) and `label`, eight int32.

    Args:
        dataset_dir: the folder with `0_0_0_0_1_1_1_1.wav` and so on.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _names = ["waveform", "sample_rate", "label"]

    def _rows(self) -> Iterable[Row]:
        for path in _sounds(self.dataset_dir):
            digits = os.path.splitext(os.path.basename(path))[0].split("_")
            yield path, np.array(digits, np.int32)


class GTZANDataset(_Sounds):
    """Music of ten genres, a folder each: columns `waveform`, `sample_rate` (uint32) and `label`.

    Args:
        dataset_dir: the folder with `blues` and so on.
        usage: "all" (also by default); "train", "valid" and "test" need the lists of the names, which MindSpore has.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.

    Raises:
        NotImplementedError: another usage.
    """

    _parameters = "dataset_dir usage=None " + MAPPED
    _rules = {"usage": OneOf("train", "valid", "test", "all", optional=True)}
    _names = ["waveform", "sample_rate", "label"]
    _rate_dtype, _rate = np.uint32, 22050

    def _rows(self) -> Iterable[Row]:
        if self.usage not in (None, "all"):
            raise NotImplementedError(
                f"mindspore.dataset.GTZANDataset: mindshim has no list of the files of usage {self.usage!r}; read all."
            )
        for genre in folders(self.dataset_dir):
            yield from ((path, genre) for path in _sounds(self.path(genre)))


class LJSpeechDataset(_Sounds):
    """A woman who reads: columns `waveform`, `sample_rate` (int32), `transcription`, `normalized_transcription`.

    Args:
        dataset_dir: the folder with `metadata.csv` and `wavs`.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _names = ["waveform", "sample_rate", "transcription", "normalized_transcription"]

    def _rows(self) -> Iterable[Row]:
        for line in lines(self.path("metadata.csv")):
            name, said, normalized = line.split("|")
            yield self.path("wavs", f"{name}.wav"), said, normalized


class SpeechCommandsDataset(_Sounds):
    """Spoken words, a folder each: columns `waveform`, `sample_rate` (int32), `label`, `speaker_id`, `utterance_number`
    (int32).

    Args:
        dataset_dir: the folder with `cat` and so on.
        usage: "train", "test", "valid" or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir usage=None " + MAPPED
    _rules = {"usage": OneOf("train", "test", "valid", "all", optional=True)}
    _names = ["waveform", "sample_rate", "label", "speaker_id", "utterance_number"]

    def _rows(self) -> Iterable[Row]:
        words = [name for name in folders(self.dataset_dir) if name != "_background_noise_"]
        found = [path for word in words for path in _sounds(self.path(word))]
        if self.usage in ("train", "test", "valid"):
            lists = {"test": "testing_list.txt", "valid": "validation_list.txt"}
            named = {usage: set(map(self.path, lines(self.path(name)))) for usage, name in lists.items()}
            if self.usage == "train":
                found = [path for path in found if not any(path in part for part in named.values())]
            else:
                found = [path for path in found if path in named[self.usage]]
        for path in found:
            folder, name = os.path.split(path)
            speaker, _, number = name.removesuffix(".wav").partition("_nohash_")
            yield path, os.path.basename(folder), speaker, np.int32(number)


class CMUArcticDataset(_Sounds):
    """People who read sentences: columns `waveform`, `sample_rate` (uint32), `transcript`, `utterance_id`.

    Args:
        dataset_dir: the folder with `cmu_us_aew_arctic` and so on.
        name: the reader, "aew" by default.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir name=None " + MAPPED
    _rules = {
        "name": OneOf(
            "aew", "ahw", "aup", "awb", "axb", "bdl", "clb", "eey", "fem", "gka", "jmk", "ksp", "ljm", "lnh", "rms",
            "rxr", "slp", "slt", optional=True,
        )
    }  # fmt: skip
    _names = ["waveform", "sample_rate", "transcript", "utterance_id"]
    _rate_dtype, _rate = np.uint32, 16000

    def _rows(self) -> Iterable[Row]:
        folder = self.path(f"cmu_us_{self.name or 'aew'}_arctic")
        for line in lines(os.path.join(folder, "etc", "txt.done.data")):
            found = re.match(r'\(\s*(\S+)\s+"(.*)"\s*\)', line)
            if found is None:
                raise ValueError(f"txt.done.data has the line {line!r}")
            yield os.path.join(folder, "wav", f"{found[1]}.wav"), found[2], found[1].rpartition("_")[2]


class LibriTTSDataset(_Sounds):
    """People who read books: columns `waveform`, `sample_rate` (uint32), `original_text`, `normalized_text`,
    `speaker_id`, `chapter_id` (uint32), `utterance_id`.

    Args:
        dataset_dir: the folder with `dev-clean` and so on.
        usage: one of these folders, or "all" (also by default).
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir usage=None " + MAPPED
    _parts = (
        "dev-clean", "dev-other", "test-clean", "test-other", "train-clean-100", "train-clean-360", "train-other-500",
    )  # fmt: skip
    _rules = {"usage": OneOf(*_parts, "all", optional=True)}
    _names = [
        "waveform", "sample_rate", "original_text", "normalized_text", "speaker_id", "chapter_id", "utterance_id",
    ]  # fmt: skip
    _rate_dtype, _rate = np.uint32, 24000

    def _rows(self) -> Iterable[Row]:
        for part in self._parts if self.usage in (None, "all") else (self.usage,):
            if not os.path.isdir(self.path(part)):
                continue
            for speaker in folders(self.path(part)):
                for chapter in folders(self.path(part, speaker)):
                    folder = self.path(part, speaker, chapter)
                    for line in lines(os.path.join(folder, f"{speaker}_{chapter}.trans.tsv")):
                        name, original, normalized = line.split("\t")
                        path = os.path.join(folder, f"{name}.wav")
                        yield path, original, normalized, np.uint32(speaker), np.uint32(chapter), name


class TedliumDataset(_Sounds):
    """Parts of talks: columns `waveform`, `sample_rate` (int32), `transcript`, `talk_id`, `speaker_id`, `identifier`.

    Args:
        dataset_dir: the folder of the release.
        release: "release1", "release2" or "release3".
        usage: "train", "test", "dev" or "all" (also by default); of release 3 only "all".
        extensions: the end of the sounds' names, ".sph" by default.
        num_samples, num_parallel_workers, shuffle, sampler, num_shards, shard_id: as in :class:`MappableDataset`.
    """

    _parameters = "dataset_dir release usage=None extensions=None " + MAPPED
    _rules = {"release": OneOf("release1", "release2", "release3")}
    _names = ["waveform", "sample_rate", "transcript", "talk_id", "speaker_id", "identifier"]

    def _check(self) -> None:
        self.dataset_dir = existing(self.dataset_dir, "folder", "dataset_dir")
        usages = ("all",) if self.release == "release3" else ("train", "test", "dev", "all")
        OneOf(*usages, optional=True)("usage", self.usage)

    def _rows(self) -> Iterable[Row]:
        if self.release == "release3":
            parts = ["data"]
        else:
            wanted = ("train", "test", "dev") if self.usage in (None, "all") else (self.usage,)
            parts = [part for part in wanted if os.path.isdir(self.path(part))]
        for part in parts:
            for path in _sounds(self.path(part, "stm"), ".stm"):
                for line in lines(path):
                    talk, _, speaker, start, stop, about, said = line.split(" ", 6)
                    sound = self.path(part, "sph", talk + (self.extensions or ".sph"))
                    yield sound, float(start), float(stop), said, talk, speaker, about

    def _read(self, index: int) -> Row:
        path, start, stop, *rest = self._all()[index]
        wave, rate = read_sound(path, index, start, stop)
        return wave, np.array(rate, self._rate_dtype), *map(np.array, rest)
