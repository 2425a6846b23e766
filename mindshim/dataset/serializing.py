"""Pipelines as dicts and JSON, and back.

A node is a dict of `op_type`, `children` and its parameters, in MindSpore's names. Python functions can be told, but
not brought back; transforms are told by their names and arguments.
"""

from __future__ import annotations

import enum
import inspect
import json
from collections.abc import Iterator
from typing import Any

import numpy as np

from mindshim.dataset import config, samplers
from mindshim.dataset.dataset import Dataset, Row, Run
from mindshim.dataset.gathering import Gathered
from mindshim.dataset.shuffle import Shuffle
from mindshim.dataset.sources import MappableDataset

# MindSpore's numbers of the ways to shuffle.
_SHUFFLES = {Shuffle.FALSE: 0, Shuffle.FILES: 1, Shuffle.GLOBAL: 2, Shuffle.INFILE: 3, Shuffle.ADAPTIVE: 2,
             Shuffle.PARTIAL: 2}  # fmt: skip
# Parameters that stand in the sampler, or that nobody needs to be told.
_LEFT_OUT = {"cache", "sampler", "num_shards", "shard_id", "shuffle", "num_samples", "num_parallel_workers", "decrypt",
             "input_dataset", "datasets", "input_datasets"}  # fmt: skip
_WITHOUT_WORKERS = ("Skip", "Take", "Project", "Rename", "Shuffle", "Repeat", "Concat")
_SAMPLERS = {
    "SequentialSampler": ("start_index",), "RandomSampler": ("replacement",),
    "DistributedSampler": ("num_shards", "shard_id", "offset"), "PKSampler": ("num_val",),
    "SubsetSampler": ("_indices",),
    "SubsetRandomSampler": ("_indices",), "WeightedRandomSampler": ("weights", "replacement"),
}  # fmt: skip


def serialize(dataset: Dataset, json_filepath: str = "") -> dict[str, Any]:
    """A pipeline as a dict.

    Args:
        dataset: its last node.
        json_filepath: where to write it as JSON as well.

    Raises:
        AttributeError: it is no Dataset.
        OSError: the file cannot be written.

    Examples:
        >>> import mindshim.dataset as ds
        >>> ds.serialize(ds.NumpySlicesDataset([1, 2]).batch(2))["op_type"]
        'Batch'
    """
    return dataset.to_json(json_filepath)


def to_json(dataset: Dataset, filename: str) -> dict[str, Any]:
    """See :meth:`Dataset.to_json`."""
    found = json.loads(json.dumps(_node(dataset), default=_plain, sort_keys=True))
    if filename:
        with open(filename, "w", encoding="utf-8") as stream:
            json.dump(found, stream, sort_keys=True, separators=(",", ":"))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    return str(value)


def arguments(made: Any) -> dict[str, Any]:
    """What a node or a transform was made with, by parameter."""
    args, kwargs = made.__dict__.get("_made_with", ((), {}))
    bound = inspect.signature(type(made)).bind_partial(*args, **kwargs)
    bound.apply_defaults()
    return dict(bound.arguments)


def _op_type(node: Dataset) -> str:
    name = type(node).__name__
    return name.removesuffix("Dataset") if node.children else name


def _node(node: Dataset) -> dict[str, Any]:
    if isinstance(node, DeserializedDataset):
        return _node(node.children[0])
    kind = _op_type(node)
    found: dict[str, Any] = {"op_type": kind, "children": [_node(child) for child in node.children]}
    if kind not in _WITHOUT_WORKERS:
        found["connector_queue_size"] = config.get_prefetch_size()
        found["num_parallel_workers"] = node.num_parallel_workers or config.get_num_parallel_workers()
    if node.children:
        found |= _operation(node, kind)
    elif kind not in ("GeneratorDataset", "NumpySlicesDataset", "PaddedDataset"):
        found |= {name: value for name, value in arguments(node).items() if name not in _LEFT_OUT}
        if found.get("usage", "") is None:
            found["usage"] = "all"
        if isinstance(found.get("dataset_files"), str):
            found["dataset_files"] = [found["dataset_files"]]
        if isinstance(node, MappableDataset) and node.sampler is not None:
            found["sampler"] = _sampler(node.sampler)
        elif "dataset_files" in found or hasattr(node, "shuffle_option"):
            given = arguments(node)
            mode = getattr(node, "shuffle_option", Shuffle.GLOBAL)
            found |= {"num_samples": given.get("num_samples") or 0, "num_shards": given.get("num_shards") or 1,
                      "shard_id": given.get("shard_id") or 0, "shuffle": _SHUFFLES[mode]}  # fmt: skip
    else:
        found["op_type"] = "GeneratorDataset"
    return found


def _operation(node: Any, kind: str) -> dict[str, Any]:
    if kind == "Map":
        names = node.input_columns or []
        return {"callback": [], "input_columns": names, "output_columns": node.output_columns or names,
                "operations": [_transform(operation) for operation in node.operations]}  # fmt: skip
    if kind in ("Batch", "PaddedBatch"):
        return {"batch_size": node.batch_size, "drop_remainder": node.drop_remainder, "input_columns": [],
                "output_columns": []}  # fmt: skip
    if kind == "Shuffle":
        return {"buffer_size": node.buffer_size, "reset_each_epoch": True}
    if kind in ("Repeat", "Skip", "Take"):
        return {"count": node.count}
    if kind == "Project":
        return {"columns": node.columns}
    if kind == "Rename":
        return {"input_columns": list(node.names), "output_columns": list(node.names.values())}
    if kind == "Concat":
        return {"sampler": _sampler(node._sampler or samplers.SequentialSampler())}
    return {}


def _transform(operation: Any) -> dict[str, Any]:
    if not getattr(type(operation), "_is_transform", False):
        name = getattr(operation, "__name__", type(operation).__name__)
        return {"tensor_op_name": name, "python_module": getattr(operation, "__module__", "")}
    given = {name: _value(value) for name, value in arguments(operation).items()}
    return {"tensor_op_name": type(operation).__name__, "tensor_op_params": given}


def _value(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_value(part) for part in value]
    if getattr(type(value), "_is_transform", False):
        return _transform(value)
    return value.value if isinstance(value, enum.Enum) else value


def _sampler(sampler: samplers.BuiltinSampler) -> dict[str, Any]:
    name = type(sampler).__name__
    found: dict[str, Any] = {"sampler_name": name, "num_samples": sampler.num_samples or 0}
    for key in _SAMPLERS.get(name, ()):
        found[key.lstrip("_")] = getattr(sampler, key)
    if name == "SequentialSampler":
        found["start_index"] = found["start_index"] or 0
    if name == "RandomSampler":
        found |= {"reshuffle_each_epoch": True, "shuffle_mode": 2}
    if name == "DistributedSampler":
        found |= {"even_dist": True, "seed": config.get_seed(), "shuffle_mode": 2 if sampler.is_shuffled() else 0}
    if name == "PKSampler":
        found["shuffle"] = sampler.is_shuffled()
    if sampler.child_sampler is not None:
        found["child_sampler"] = _sampler(sampler.child_sampler)
    return found


# Back ------------------------------------------------------------------------------------------------------------


class DeserializedDataset(Dataset):
    """The pipeline of a dict, which is made when it is first asked for something.

    Args:
        input_dict: a dict as :func:`serialize` makes it, or the path of a JSON file.
    """

    def __init__(self, input_dict: Any):
        self._told = input_dict
        self._made: list[Dataset] | None = None
        super().__init__(None)

    @property
    def children(self) -> list[Dataset]:  # pyright: ignore[reportIncompatibleVariableOverride]
        """The last node of the pipeline, alone in a list.

        Raises:
            RuntimeError: there is no such file, it is no JSON, or a node or a transform is not known.
        """
        if self._made is None:
            told = self._told
            try:
                if isinstance(told, str):
                    with open(told, encoding="utf-8") as stream:
                        told = json.load(stream)
                self._made = [_made(told)]
            except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
                raise RuntimeError(f"deserialize: {self._told!r} tells no pipeline: {error}") from None
        return self._made

    @children.setter
    def children(self, value: list[Dataset]) -> None:
        """Nothing: the dict tells them."""

    def _pass(self, run: Run) -> Iterator[Row]:
        return self.children[0]._pass(run)

    def _gather(self, run: Run) -> Gathered | None:
        return self.children[0]._gather(run)


def deserialize(input_dict: dict | None = None, json_filepath: str | None = None) -> Dataset | None:
    """The pipeline of a dict or of a JSON file, as :func:`serialize` makes it; None of neither.

    It is made when it is first used: what is wrong with it shows then, as a RuntimeError.
    """
    told = json_filepath if input_dict is None else input_dict
    return None if told is None else DeserializedDataset(told)


def _made(node: dict) -> Any:
    import mindshim.dataset as ds

    kind = node.get("op_type")
    children = [_made(child) for child in node.get("children", ())]
    if not children:
        return _made_source(node)
    child = children[0]
    simple = {
        "Shuffle": lambda: child.shuffle(node["buffer_size"]), "Repeat": lambda: child.repeat(node["count"]),
        "Skip": lambda: child.skip(node["count"]), "Take": lambda: child.take(node["count"]),
        "Project": lambda: child.project(node["columns"]),
        "Rename": lambda: child.rename(node["input_columns"], node["output_columns"]),
        "Batch": lambda: child.batch(node["batch_size"], node["drop_remainder"]),
        "PaddedBatch": lambda: child.padded_batch(node["batch_size"], node["drop_remainder"]),
        "Zip": lambda: ds.zip(tuple(children)), "Concat": lambda: child.concat(children[1:]),
    }  # fmt: skip
    if kind == "Map":
        operations = [_made_transform(operation) for operation in node["operations"]]
        return child.map(operations, node["input_columns"] or None, node["output_columns"] or None)
    if kind not in simple:
        raise RuntimeError(f"deserialize: {kind} is not supported.")
    return simple[kind]()


def _made_source(node: dict) -> Any:
    import mindshim.dataset as ds

    kind = str(node.get("op_type"))
    made = getattr(ds, kind, None)
    if not isinstance(made, type) or not issubclass(made, Dataset) or kind == "GeneratorDataset":
        raise RuntimeError(f"deserialize: {kind} is not supported.")
    known = inspect.signature(made).parameters
    given = {
        name: value for name, value in node.items() if name in known and name not in _LEFT_OUT and value is not None
    }
    if "sampler" in node:
        given["sampler"] = _made_sampler(node["sampler"])
    elif "shuffle" in node:
        given["shuffle"] = next(mode for mode, number in _SHUFFLES.items() if number == node["shuffle"])
        if node.get("num_samples"):
            given["num_samples"] = node["num_samples"]
        if node.get("num_shards", 1) > 1:
            given |= {"num_shards": node["num_shards"], "shard_id": node["shard_id"]}
    return made(**given)


def _made_sampler(found: dict) -> samplers.BuiltinSampler:
    name = found.get("sampler_name")
    if name not in _SAMPLERS:
        raise RuntimeError(f"deserialize: sampler {name} is not supported.")
    given = {key.lstrip("_"): found[key.lstrip("_")] for key in _SAMPLERS[name]}
    if name == "DistributedSampler":
        given["shuffle"] = found["shuffle_mode"] != 0
    if name == "PKSampler":
        given["shuffle"] = found.get("shuffle", False)
    made = getattr(samplers, name)(num_samples=found.get("num_samples") or None, **given)
    if "child_sampler" in found:
        made.add_child(_made_sampler(found["child_sampler"]))
    return made


def _made_transform(found: dict) -> Any:
    from mindshim.dataset import audio, text, transforms, vision

    name = str(found.get("tensor_op_name"))
    made = None if "python_module" in found else next(
        (getattr(module, name) for module in (vision, transforms, text, audio) if hasattr(module, name)), None
    )  # fmt: skip
    if made is None:
        raise RuntimeError(f"deserialize: the operation {name} is not supported, as Python functions are not.")
    known = inspect.signature(made).parameters
    given = {}
    for key, value in found.get("tensor_op_params", {}).items():
        if key in known:
            given[key] = _enum_of(known[key], value)
    return made(**given)


def _enum_of(parameter: inspect.Parameter, value: Any) -> Any:
    """The value, as the enumeration that the parameter's default belongs to."""
    if isinstance(value, dict) and "tensor_op_name" in value:
        return _made_transform(value)
    if isinstance(value, list):
        return [_enum_of(parameter, part) for part in value]
    kind = type(parameter.default)
    return kind(value) if issubclass(kind, enum.Enum) else value


def compare(pipeline1: Dataset, pipeline2: Dataset) -> bool:
    """Whether two pipelines have the same nodes with the same parameters.

    Raises:
        AttributeError: one is no Dataset.
    """
    return pipeline1.to_json() == pipeline2.to_json()


def show(dataset: Dataset, indentation: int = 2) -> None:
    """Log a pipeline as JSON.

    Args:
        dataset: its last node.
        indentation: how many spaces a level goes in.
    """
    from mindshim import log

    log.info(json.dumps(dataset.to_json(), indent=indentation))
