"""`mindspore.dataset`: pipelines of data, from files and Python code to batches of Tensors."""

from typing import Any

from mindshim.dataset import absent, config, text, transforms, vision
from mindshim.dataset.batching import (
    BatchDataset,
    BatchInfo,
    BucketBatchByLengthDataset,
    PaddedBatchDataset,
)
from mindshim.dataset.callback import DSCallback, WaitedDSCallback
from mindshim.dataset.config import set_seed
from mindshim.dataset.dataset import Dataset
from mindshim.dataset.iterators import DictIterator, Iterator, TupleIterator
from mindshim.dataset.pipeline import (
    ConcatDataset,
    FilterDataset,
    MapDataset,
    ProjectDataset,
    RenameDataset,
    RepeatDataset,
    ShuffleDataset,
    SkipDataset,
    SyncWaitDataset,
    TakeDataset,
    TransferDataset,
    ZipDataset,
)
from mindshim.dataset.pipeline import zip_datasets as zip
from mindshim.dataset.samplers import (
    BuiltinSampler,
    DistributedSampler,
    IterSampler,
    PKSampler,
    RandomSampler,
    Sampler,
    SequentialSampler,
    SubsetRandomSampler,
    SubsetSampler,
    WeightedRandomSampler,
)
from mindshim.dataset.schema import Schema
from mindshim.dataset.shuffle import Shuffle
from mindshim.dataset.sources import MappableDataset
from mindshim.dataset.sources_python import (
    FakeImageDataset,
    GeneratorDataset,
    NumpySlicesDataset,
    PaddedDataset,
    RandomDataset,
)
from mindshim.dataset.sources_vision import (
    Cifar10Dataset,
    Cifar100Dataset,
    FashionMnistDataset,
    ImageFolderDataset,
    KMnistDataset,
    MnistDataset,
)

__all__ = [
    "BatchDataset", "BatchInfo", "BucketBatchByLengthDataset", "BuiltinSampler", "Cifar100Dataset",
    "Cifar10Dataset", "ConcatDataset", "DSCallback", "Dataset", "DictIterator", "DistributedSampler",
    "FakeImageDataset", "FashionMnistDataset", "FilterDataset", "GeneratorDataset", "ImageFolderDataset",
    "IterSampler", "Iterator", "KMnistDataset", "MapDataset", "MappableDataset", "MnistDataset",
    "NumpySlicesDataset", "PKSampler", "PaddedBatchDataset", "PaddedDataset", "ProjectDataset",
    "RandomDataset", "RandomSampler", "RenameDataset", "RepeatDataset", "Sampler", "Schema",
    "SequentialSampler", "Shuffle", "ShuffleDataset", "SkipDataset", "SubsetRandomSampler",
    "SubsetSampler", "SyncWaitDataset", "TakeDataset", "TransferDataset", "TupleIterator",
    "WaitedDSCallback", "WeightedRandomSampler", "ZipDataset", "config", "set_seed", "text", "transforms",
    "vision", "zip",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in absent.NAMES:
        return absent.NAMES[name]
    raise AttributeError(f"module 'mindspore.dataset' has no attribute '{name}'")
