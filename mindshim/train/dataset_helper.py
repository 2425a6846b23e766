"""How a network gets its batches."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

from mindshim import _checkparam as check
from mindshim.context import get_context
from mindshim.engine import dtypes
from mindshim.nn.cell import Cell


class DatasetHelper:
    """The batches of a dataset, by epochs.

    Args:
        dataset: the dataset.
        dataset_sink_mode: whether an epoch is `sink_size` batches, after which the next one goes on. MindSpore sends
            the batches to the device in this mode; XLA takes them from the host in both.
        sink_size: in sink mode, the number of batches of an epoch; -1 for all of the dataset.
        epoch_num: for how many epochs it is read.

    Raises:
        TypeError: `dataset_sink_mode` is no bool, or `sink_size` no int.
        ValueError: `sink_size` is neither -1 nor positive.

    Examples:
        >>> from mindspore import dataset as ds
        >>> from mindspore.train import DatasetHelper
        >>> data = ds.NumpySlicesDataset([[1.0, 2.0], [3.0, 4.0]], shuffle=False)
        >>> for batch in DatasetHelper(data, dataset_sink_mode=False):
        ...     print(batch[0])
        [1. 2.]
        [3. 4.]
    """

    def __init__(self, dataset: Any, dataset_sink_mode: bool = True, sink_size: int = -1, epoch_num: int = 1):
        sunk = check.check_bool(dataset_sink_mode, "dataset_sink_mode", "DatasetHelper")
        check.check_is_int(sink_size, "sink_size", "DatasetHelper")
        if sink_size < -1 or sink_size == 0:
            raise ValueError(f"For 'DatasetHelper', 'sink_size' must be -1 or positive, but got {sink_size}.")
        size = dataset.get_dataset_size() if sink_size == -1 else sink_size
        self.iter = _Sunk(dataset, size, epoch_num) if sunk else _Plain(dataset, epoch_num)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.iter)

    def types_shapes(self) -> tuple[list[dtypes.Type], list]:
        """The dtype and the shape of each column."""
        types = [dtypes.pytype_to_dtype(t) for t in self.iter.dataset.output_types()]
        return types, self.iter.dataset.output_shapes()

    def sink_size(self) -> int:
        """How many steps the callbacks of :class:`Model` see as one: in graph mode, but not on a CPU, an epoch."""
        if isinstance(self.iter, _Plain) or get_context("mode") != 0 or get_context("device_target") == "CPU":
            return 1
        return self.iter._size

    def stop_send(self) -> None:
        """Nothing: no thread sends batches."""

    def release(self) -> None:
        """Nothing: no queue is held."""

    def continue_send(self) -> None:
        """Nothing: no thread sends batches."""

    def get_data_info(self) -> tuple[list, list]:
        """The NumPy dtype and the shape of each column."""
        return self.iter.dataset.output_types(), self.iter.dataset.output_shapes()


class _Plain:
    """All batches of the dataset in each epoch."""

    def __init__(self, dataset: Any, epoch_num: int):
        self.dataset = dataset
        self._batches = dataset.create_tuple_iterator(num_epochs=epoch_num)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._batches)


class _Sunk:
    """A number of batches in each epoch; the next epoch goes on where the one before ended."""

    def __init__(self, dataset: Any, size: int, epoch_num: int):
        self.dataset = dataset
        self._size = size
        self._batches = dataset.create_tuple_iterator(num_epochs=-1)
        self._present: Iterator[Any] = iter(())

    def __iter__(self) -> Iterator[Any]:
        for _ in range(self._size):
            batch = next(self._present, None)
            if batch is None:
                self._present = iter(self._batches)
                batch = next(self._present)
            yield batch


def connect_network_with_dataset(network: Cell, dataset_helper: DatasetHelper) -> Cell:
    """The network as one that takes its batches from the dataset by itself: called without arguments, it is called
    with the next batch.

    Args:
        network: the network.
        dataset_helper: made with ``dataset_sink_mode=True``.

    Raises:
        RuntimeError: `dataset_helper` is not in sink mode.

    Examples:
        >>> from mindspore import dataset as ds, nn
        >>> from mindspore.train import DatasetHelper, connect_network_with_dataset
        >>> data = ds.NumpySlicesDataset([[1.0, -2.0]], shuffle=False)
        >>> net = connect_network_with_dataset(nn.ReLU(), DatasetHelper(data))
        >>> print(net())
        [1. 0.]
    """
    if not isinstance(dataset_helper.iter, _Sunk):
        raise RuntimeError("'connect_network_with_dataset' needs a DatasetHelper in sink mode.")
    return _Fed(network, dataset_helper)


class _Fed(Cell):
    """A network that is called with the next batch of a dataset, unless it is given one."""

    def __init__(self, network: Cell, dataset_helper: DatasetHelper):
        super().__init__(auto_prefix=False)
        self.network = network
        self._batches = _endless(dataset_helper)

    def construct(self, *batch: Any) -> Any:
        return self.network(*(batch or next(self._batches)))


def _endless(helper: DatasetHelper) -> Iterator[Any]:
    while True:
        yield from helper


def data_sink(
    fn: Callable[..., Any], dataset: Any, sink_size: int = 1, jit_config: Any = None, input_signature: Any = None
) -> Callable[[], Any]:
    """A function without arguments that calls `fn` with the next batches of a dataset.

    Args:
        fn: called with the columns of a batch.
        dataset: the dataset, which begins anew when it is at its end.
        sink_size: how many batches a call takes.
        jit_config: if given, `fn` is compiled, as by `mindspore.jit`.
        input_signature: accepted.

    Returns:
        The function, which returns what the last call of `fn` did.

    Raises:
        TypeError: `sink_size` is no int.
        ValueError: `sink_size` is not positive.

    Examples:
        >>> from mindspore import dataset as ds
        >>> from mindspore.train import data_sink
        >>> data = ds.NumpySlicesDataset([1.0, 2.0, 3.0], shuffle=False)
        >>> step = data_sink(lambda x: x * 10, data, sink_size=2)
        >>> print(step(), step())
        20.0 10.0
    """
    check.check_value_type("sink_size", sink_size, int, "data_sink")
    if sink_size <= 0:
        raise ValueError(f"For 'data_sink', 'sink_size' must be positive, but got {sink_size}.")
    if jit_config is not None:
        from mindshim.engine.jit import jit

        fn = jit(fn)
    batches = _endless(DatasetHelper(dataset))

    @functools.wraps(fn)
    def step() -> Any:
        output = None
        for _ in range(sink_size):
            output = fn(*next(batches))
        return output

    return step
