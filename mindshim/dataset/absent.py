"""Public names of MindSpore's that mindshim does not have yet: they import, and say so when they are used."""

from __future__ import annotations

from typing import Any

_SOURCES = (
    "AGNews AmazonReview CLUE CMUArctic CSV Caltech101 Caltech256 CelebA Cityscapes CoNLL2000 Coco DBpedia DIV2K "
    "EMnist "
    "EnWik9 Flickr Flowers102 Food101 GTZAN IMDB IWSLT2016 IWSLT2017 KITTI LFW LJSpeech LSUN LibriTTS Manifest Mind "
    "Multi30k OBSMind Omniglot PennTreebank PhotoTour Places365 QMnist RenderedSST2 SBD SBU SQuAD SST2 STL10 SUN397 "
    "SVHN "
    "Semeion SogouNews SpeechCommands TFRecord Tedlium TextFile UDPOS USPS VOC WIDERFace WikiText YahooAnswers "
    "YelpReview YesNo"
).split()


class _Absent:
    """The base class of a source that is not there yet."""

    def __init__(self, *args: Any, **kwargs: Any):
        raise NotImplementedError(f"mindspore.dataset.{type(self).__name__} is not part of mindshim yet.")


def _name(source: str) -> str:
    return "SBDataset" if source == "SBD" else f"{source}Dataset"


NAMES = {name: type(name, (_Absent,), {"__module__": __name__}) for name in map(_name, _SOURCES)}
