"""Nodes that wait for the training, or stand for the device that trains."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

from mindshim.dataset.checks import INT32_MAX, Int, Is, checked
from mindshim.dataset.dataset import Dataset, Row, Run


class SyncWaitDataset(Dataset):
    """Waits for the user between rows; see :meth:`Dataset.sync_wait`."""

    @checked(condition_name=Is(str), num_batch=Int(1, INT32_MAX))
    def __init__(
        self,
        input_dataset: Dataset,
        condition_name: str,
        num_batch: int = 1,
        callback: Callable | None = None,
    ):
        super().__init__(input_dataset)
        if callback is not None and not callable(callback):
            raise TypeError("Callback is not callable.")
        self.condition_name, self.num_batch, self.callback = condition_name, num_batch, callback
        self._waits = True
        # A batch node after it makes it count batches.
        self.rows_each = 1
        self._allowed = threading.Condition()
        self._room = num_batch

    def get_sync_notifiers(self) -> dict[str, Callable]:
        """The function that :meth:`Dataset.sync_update` calls, by condition name."""
        return {self.condition_name: self._update}

    def _update(self, num_batch: int | None = None, data: Any = None) -> None:
        if self.callback is not None:
            self.callback(data)
        with self._allowed:
            self._room += (num_batch or self.num_batch) * self.rows_each
            self._allowed.notify_all()

    def _pass(self, run: Run) -> Iterator[Row]:
        if run.probe:
            yield from self.children[0]._pass(run)
            return
        # Later epochs begin with what the updates of the one before have allowed.
        if run.begin_pass(self)[2] == 0:
            with self._allowed:
                self._room = self.num_batch * self.rows_each
        for row in self.children[0]._pass(run):
            with self._allowed:
                while self._room <= 0:
                    self._allowed.wait(0.05)
                    if run.stop.is_set():
                        return
                self._room -= 1
            yield row


def sync_update(dataset: Dataset, condition_name: str, num_batch: int | None, data: Any) -> None:
    """Let the node that waits for that condition go on; see :meth:`Dataset.sync_update`."""
    Is(str)("condition_name", condition_name)
    if num_batch is not None and (
        isinstance(num_batch, bool) or not isinstance(num_batch, int) or num_batch <= 0
    ):
        raise ValueError(f"num_batch must be a positive int, but got {num_batch}.")
    waiting: dict[str, Callable] = {}
    nodes = [dataset]
    for node in nodes:
        nodes.extend(node.children)
        if isinstance(node, SyncWaitDataset):
            waiting.update(node.get_sync_notifiers())
    if condition_name not in waiting:
        raise RuntimeError(f"Condition name not found: {condition_name}.")
    waiting[condition_name](num_batch, data)


class TransferDataset(Dataset):
    """A pipeline as a device reads it; see :meth:`Dataset.device_que`."""

    def __init__(
        self,
        input_dataset: Dataset,
        send_epoch_end: bool = True,
        create_data_info_queue: bool = False,
        queue_name: str = "",
    ):
        super().__init__(input_dataset)
        self.queue_name = queue_name

    def create_tuple_iterator(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("TransferDataset is not iterable.")

    create_dict_iterator = create_tuple_iterator

    def __iter__(self) -> Any:
        raise RuntimeError("TransferDataset is not iterable.")

    def send(self, num_epochs: int = -1) -> None:
        """Nothing is sent: a training loop takes the batches where they are."""

    def stop_send(self) -> None:
        """Nothing."""

    def continue_send(self) -> None:
        """Nothing."""

    def _pass(self, run: Run) -> Iterator[Row]:
        return self.children[0]._pass(run)
