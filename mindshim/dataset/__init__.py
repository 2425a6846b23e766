"""`mindspore.dataset`: pipelines of data, from files and Python code to batches of Tensors."""

from typing import TYPE_CHECKING, Any

from mindshim.dataset import audio, config, text, transforms, vision
from mindshim.dataset.batching import (
    BatchDataset,
    BatchInfo,
    BucketBatchByLengthDataset,
    PaddedBatchDataset,
)
from mindshim.dataset.callback import DSCallback
from mindshim.dataset.config import set_seed
from mindshim.dataset.dataset import Dataset
from mindshim.dataset.iterators import DictIterator, Iterator, TupleIterator
from mindshim.dataset.joining import ConcatDataset, ProjectDataset, RenameDataset, ZipDataset
from mindshim.dataset.joining import zip_datasets as zip
from mindshim.dataset.mapping import FilterDataset, MapDataset
from mindshim.dataset.ordering import RepeatDataset, ShuffleDataset, SkipDataset, TakeDataset
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
from mindshim.dataset.serializing import compare, deserialize, serialize, show
from mindshim.dataset.shuffle import Shuffle
from mindshim.dataset.sources import MappableDataset
from mindshim.dataset.sources_annotated import (
    CelebADataset,
    CityscapesDataset,
    CocoDataset,
    FlickrDataset,
    KITTIDataset,
    ManifestDataset,
    SBUDataset,
    VOCDataset,
    WIDERFaceDataset,
)
from mindshim.dataset.sources_arrays import (
    EMnistDataset,
    QMnistDataset,
    SemeionDataset,
    STL10Dataset,
    SVHNDataset,
)
from mindshim.dataset.sources_audio import (
    CMUArcticDataset,
    GTZANDataset,
    LibriTTSDataset,
    LJSpeechDataset,
    SpeechCommandsDataset,
    TedliumDataset,
    YesNoDataset,
)
from mindshim.dataset.sources_folders import (
    Caltech101Dataset,
    Caltech256Dataset,
    DIV2KDataset,
    Flowers102Dataset,
    Food101Dataset,
    LFWDataset,
    LSUNDataset,
    OmniglotDataset,
    PhotoTourDataset,
    Places365Dataset,
    RenderedSST2Dataset,
    SBDataset,
    SUN397Dataset,
)
from mindshim.dataset.sources_python import (
    FakeImageDataset,
    GeneratorDataset,
    NumpySlicesDataset,
    PaddedDataset,
    RandomDataset,
)
from mindshim.dataset.sources_records import (
    CSVDataset,
    MindDataset,
    TFRecordDataset,
)
from mindshim.dataset.sources_text import (
    AGNewsDataset,
    AmazonReviewDataset,
    CLUEDataset,
    CoNLL2000Dataset,
    DBpediaDataset,
    EnWik9Dataset,
    IMDBDataset,
    IWSLT2016Dataset,
    IWSLT2017Dataset,
    Multi30kDataset,
    PennTreebankDataset,
    SogouNewsDataset,
    SQuADDataset,
    SST2Dataset,
    TextFileDataset,
    UDPOSDataset,
    USPSDataset,
    WikiTextDataset,
    YahooAnswersDataset,
    YelpReviewDataset,
)
from mindshim.dataset.sources_vision import (
    Cifar10Dataset,
    Cifar100Dataset,
    FashionMnistDataset,
    ImageFolderDataset,
    KMnistDataset,
    MnistDataset,
)
from mindshim.dataset.waiting import SyncWaitDataset, TransferDataset

if TYPE_CHECKING:
    from mindshim.dataset.waited_callback import WaitedDSCallback

__all__ = [
    "AGNewsDataset", "AmazonReviewDataset", "BatchDataset", "BatchInfo", "BucketBatchByLengthDataset",
    "BuiltinSampler", "CLUEDataset", "CMUArcticDataset", "CSVDataset", "Caltech101Dataset", "Caltech256Dataset",
    "CelebADataset", "Cifar100Dataset", "Cifar10Dataset", "CityscapesDataset", "CoNLL2000Dataset", "CocoDataset",
    "ConcatDataset", "DBpediaDataset", "DIV2KDataset", "DSCallback", "Dataset", "DictIterator",
    "DistributedSampler", "EMnistDataset", "EnWik9Dataset", "FakeImageDataset", "FashionMnistDataset",
    "FilterDataset", "FlickrDataset", "Flowers102Dataset", "Food101Dataset", "GTZANDataset", "GeneratorDataset",
    "IMDBDataset", "IWSLT2016Dataset", "IWSLT2017Dataset", "ImageFolderDataset", "IterSampler", "Iterator",
    "KITTIDataset", "KMnistDataset", "LFWDataset", "LJSpeechDataset", "LSUNDataset", "LibriTTSDataset",
    "ManifestDataset", "MapDataset", "MappableDataset", "MindDataset", "MnistDataset", "Multi30kDataset",
    "NumpySlicesDataset", "OmniglotDataset", "PKSampler", "PaddedBatchDataset", "PaddedDataset",
    "PennTreebankDataset", "PhotoTourDataset", "Places365Dataset", "ProjectDataset", "QMnistDataset",
    "RandomDataset", "RandomSampler", "RenameDataset", "RenderedSST2Dataset", "RepeatDataset", "SBDataset",
    "SBUDataset", "SQuADDataset", "SST2Dataset", "STL10Dataset", "SUN397Dataset", "SVHNDataset", "Sampler",
    "Schema", "SemeionDataset", "SequentialSampler", "Shuffle", "ShuffleDataset", "SkipDataset", "SogouNewsDataset",
    "SpeechCommandsDataset", "SubsetRandomSampler", "SubsetSampler", "SyncWaitDataset", "TFRecordDataset",
    "TakeDataset", "TedliumDataset", "TextFileDataset", "TransferDataset", "TupleIterator", "UDPOSDataset",
    "USPSDataset", "VOCDataset", "WIDERFaceDataset", "WaitedDSCallback", "WeightedRandomSampler", "WikiTextDataset",
    "YahooAnswersDataset", "YelpReviewDataset", "YesNoDataset", "ZipDataset", "audio", "compare", "config",
    "deserialize", "serialize", "set_seed", "show", "text", "transforms", "vision", "zip",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name == "WaitedDSCallback":
        from mindshim.dataset.waited_callback import WaitedDSCallback

        return WaitedDSCallback
    raise AttributeError(f"module 'mindspore.dataset' has no attribute '{name}'")
