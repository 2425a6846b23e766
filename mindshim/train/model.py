"""`Model`: a network with all that its training and evaluation need."""

from __future__ import annotations

import contextlib
import copy
import functools
import itertools
import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from mindshim import _checkparam as check
from mindshim import log, nn
from mindshim.context import ParallelMode as ParallelMode
from mindshim.context import get_context
from mindshim.engine.tensor import Tensor
from mindshim.nn.cell import Cell
from mindshim.train import amp
from mindshim.train import callback as callbacks_
from mindshim.train.callback import Callback, ModelCheckpoint, RunContext, TimeMonitor
from mindshim.train.callback import _CallbackManager as CallbackManager
from mindshim.train.callback import _InternalCallbackParam as CallbackParam
from mindshim.train.dataset_helper import DatasetHelper
from mindshim.train.metrics import Loss, get_metrics
from mindshim.train.progress import ProgressBar

_KEYWORDS = ("loss_scale_manager", "keep_batchnorm_fp32", "boost_config_dict", "acc_level")
_OLD_METHODS = {"begin", "end", "epoch_begin", "epoch_end", "step_begin", "step_end"}


def _transfer_tensor_to_tuple(inputs: Any) -> Any:
    return (inputs,) if isinstance(inputs, Tensor) else inputs


class _StepSync(Callback):
    """Stands first among the callbacks in PyNative mode, as MindSpore's does, which waits for the device there."""


class _FrameworkProfilerCallback(Callback):
    """Stands among the callbacks, as MindSpore's does, which tells its profiler of steps."""


def _saving_what_there_is(train: Callable[..., None]) -> Callable[..., None]:
    """A training that saves a checkpoint when it fails, if a :class:`ModelCheckpoint` says so."""

    @functools.wraps(train)
    def wrapper(self: Model, *args: Any, callbacks: Any = None, **kwargs: Any) -> None:
        given = callbacks if isinstance(callbacks, list) else [callbacks]
        saver = next((c for c in reversed(given) if isinstance(c, ModelCheckpoint)), None)
        if saver is None or not saver._config.exception_save:
            train(self, *args, callbacks=callbacks, **kwargs)
            return
        try:
            train(self, *args, callbacks=callbacks, **kwargs)
        except BaseException:
            saver._save_breakpoint(self._train_network, self._current_epoch_num, self._current_step_num)
            raise

    return wrapper


class Model:
    """A network with its loss, optimiser and metrics, which trains, evaluates and predicts.

    Args:
        network: the network. Without `optimizer` it does a step of the training by itself.
        loss_fn: called with the network's output and the label; None where the network's output is the loss.
        optimizer: changes the Parameters; None where the network does so.
        metrics: a dict of :class:`Metric` by name, or a set of names of :func:`names`.
        eval_network: a network for the evaluation, called with a batch; by default ``(loss, output, label)`` of the
            network and the loss.
        eval_indexes: where loss, prediction and label stand among the outputs of `eval_network`; None to give all of
            them to each metric.
        amp_level: the level of mixed precision: ``"O0"``, ``"O1"``, ``"O2"``, ``"O3"`` or ``"auto"``.
        boost_level: ``"O0"``.
        kwargs: `loss_scale_manager` and `keep_batchnorm_fp32`, as for :func:`~mindspore.amp.build_train_network`.

    Raises:
        TypeError: an argument is of a wrong type.
        ValueError: an argument has a wrong value, or arguments do not fit together.
        NotImplementedError: `boost_level` is ``"O1"`` or ``"O2"``.

    Examples:
        >>> import numpy as np
        >>> from mindspore import dataset as ds, nn
        >>> from mindspore.train import LossMonitor, Model
        >>> x = np.ones((4, 2), np.float32)
        >>> data = ds.NumpySlicesDataset((x, x[:, :1]), shuffle=False).batch(2)
        >>> net = nn.Dense(2, 1, "ones", "zeros")
        >>> model = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), 0.125), metrics={"mae"})
        >>> model.train(1, data, LossMonitor())
        epoch: 1 step: 1, loss is 1.0
        epoch: 1 step: 2, loss is 0.0625
    """

    def __init__(
        self,
        network: Cell,
        loss_fn: Any = None,
        optimizer: Any = None,
        metrics: Any = None,
        eval_network: Cell | None = None,
        eval_indexes: list[int] | None = None,
        amp_level: str = "O0",
        boost_level: str = "O0",
        **kwargs: Any,
    ):
        for name in kwargs:
            if name not in _KEYWORDS:
                raise ValueError(f"For 'Model', a keyword must be one of {', '.join(_KEYWORDS)}, but got '{name}'.")
        amp.check_boost_level(kwargs.get("acc_level", boost_level))
        if optimizer is None and amp_level != "O0":
            raise ValueError(f"For 'Model', 'amp_level' {amp_level!r} needs an 'optimizer'; or set it to 'O0'.")
        self._network = network
        self._loss_fn = loss_fn
        self._optimizer = optimizer
        self._metrics = metrics
        self._amp_level = amp_level
        self._loss_scale_manager = kwargs.get("loss_scale_manager")
        self._train_network = self._build_train_network(kwargs)
        self._metric_fns = get_metrics(metrics)
        self._eval_network = eval_network
        self._eval_indexes = eval_indexes
        self._build_eval_network()
        self._predict_network = network
        self._current_epoch_num = self._current_step_num = 0
        self._backbone_is_train = True

    def _build_train_network(self, options: dict[str, Any]) -> Cell:
        network = check.check_value_type("network", self._network, Cell)
        if self._loss_scale_manager is not None and self._optimizer is None:
            raise ValueError("For 'Model', a 'loss_scale_manager' needs an 'optimizer'.")
        if self._optimizer:
            chosen = {k: options[k] for k in ("loss_scale_manager", "keep_batchnorm_fp32") if k in options}
            return amp.build_train_network(network, self._optimizer, self._loss_fn, level=self._amp_level, **chosen)
        return nn.WithLossCell(network, self._loss_fn) if self._loss_fn else network

    def _build_eval_network(self) -> None:
        if not self._metric_fns:
            return
        indexes = self._eval_indexes
        if self._eval_network is not None:
            if indexes is not None and not (isinstance(indexes, list) and len(indexes) == 3):
                raise ValueError(f"For 'Model', 'eval_indexes' must be None or a list of three, but got {indexes}.")
            return
        if self._loss_fn is None:
            raise ValueError("For 'Model', 'metrics' need a 'loss_fn' or an 'eval_network'.")
        self._eval_network = nn.WithEvalCell(self._network, self._loss_fn, self._amp_level in ("O2", "O3", "auto"))
        self._eval_indexes = [0, 1, 2]

    @property
    def train_network(self) -> Cell:
        """The Cell that does a step of the training."""
        return self._train_network

    @property
    def eval_network(self) -> Cell | None:
        """The Cell of the evaluation."""
        return self._eval_network

    @property
    def predict_network(self) -> Cell:
        """The network."""
        return self._predict_network

    # Training
    # -----------------------------------------------------------------------------------------------------------

    def train(
        self,
        epoch: int,
        train_dataset: Any,
        callbacks: Any = None,
        dataset_sink_mode: bool = False,
        sink_size: int = -1,
        initial_epoch: int = 0,
    ) -> None:
        """Train for some epochs.

        Args:
            epoch: the number of the last epoch.
            train_dataset: gives batches; data and label where there is a loss function.
            callbacks: a :class:`Callback`, or a list of them.
            dataset_sink_mode: whether an epoch is `sink_size` steps, which in graph mode are one step for the
                callbacks. On a CPU it changes nothing, as in MindSpore.
            sink_size: in sink mode, how many steps an epoch has; -1 for the whole dataset.
            initial_epoch: the number of the epoch before the first.

        Raises:
            TypeError: an argument is of a wrong type.
            ValueError: an argument has a wrong value, or the dataset is empty or gives other batches.
            RuntimeError: the dataset was used to train another Model.

        Where MINDSHIM_PROGRESS is set in the environment, a progress bar is shown (the extra `progress`).
        """
        self._check_train("train", epoch, train_dataset, callbacks, dataset_sink_mode, sink_size, initial_epoch)
        self._train(
            epoch, train_dataset, dataset_sink_mode, sink_size, initial_epoch, (None, 1, False), callbacks=callbacks
        )

    def fit(
        self,
        epoch: int,
        train_dataset: Any,
        valid_dataset: Any = None,
        valid_frequency: int | list[int] = 1,
        callbacks: Any = None,
        dataset_sink_mode: bool = False,
        valid_dataset_sink_mode: bool = False,
        sink_size: int = -1,
        initial_epoch: int = 0,
    ) -> None:
        """Train for some epochs, and evaluate after epochs.

        Args:
            epoch, train_dataset, callbacks, dataset_sink_mode, sink_size, initial_epoch: see :meth:`train`. The
                methods of callbacks must have `on_train` or `on_eval` in their names.
            valid_dataset: gives the batches of the evaluation.
            valid_frequency: after every how many epochs it is evaluated, or the numbers of those epochs.
            valid_dataset_sink_mode: accepted.

        Raises:
            TypeError, ValueError, RuntimeError: see :meth:`train`; also if there are no metrics.

        Examples:
            >>> import numpy as np
            >>> from mindspore import dataset as ds, nn
            >>> from mindspore.train import LossMonitor, Model
            >>> x = np.ones((4, 2), np.float32)
            >>> data = ds.NumpySlicesDataset((x, x[:, :1]), shuffle=False).batch(4)
            >>> net = nn.Dense(2, 1, "ones", "zeros")
            >>> model = Model(net, nn.MSELoss(), nn.SGD(net.trainable_params(), 0.125), metrics={"mae"})
            >>> model.fit(1, data, data, callbacks=LossMonitor())
            epoch: 1 step: 1, loss is 1.0
            Eval result: epoch 1, metrics: {'mae': 0.25}
        """
        check.check_bool(valid_dataset_sink_mode, "valid_dataset_sink_mode", "Model.fit")
        if not isinstance(valid_frequency, (int, list)):
            raise TypeError(
                f"For 'Model.fit', 'valid_frequency' must be an int or a list, but got {valid_frequency!r}."
            )
        if valid_dataset and not self._metric_fns:
            raise ValueError("For 'Model.fit', an evaluation needs the argument 'metrics' of Model.")
        self._check_train("fit", epoch, train_dataset, callbacks, dataset_sink_mode, sink_size, initial_epoch)
        self._train(
            epoch, train_dataset, dataset_sink_mode, sink_size, initial_epoch,
            (valid_dataset, valid_frequency, valid_dataset_sink_mode), callbacks=callbacks,
        )  # fmt: skip

    def _check_train(
        self, name: str, epoch: Any, dataset: Any, callbacks: Any, sunk: Any, sink_size: Any, initial_epoch: Any
    ) -> None:
        owner = f"Model.{name}"
        check.check_bool(sunk, "dataset_sink_mode", owner)
        check.check_is_int(sink_size, "sink_size", owner)
        check.check_positive_int(epoch, "epoch", owner)
        check.check_non_negative_int(initial_epoch, "initial_epoch", owner)
        if initial_epoch >= epoch:
            raise ValueError(
                f"For '{owner}', 'initial_epoch' must be less than 'epoch' {epoch}, but got {initial_epoch}."
            )
        if dataset.get_dataset_size() == 0:
            raise ValueError(f"For '{owner}', the dataset has no batches.")
        if sink_size < -1 or sink_size == 0:
            raise ValueError(f"For '{owner}', 'sink_size' must be -1 or positive, but got {sink_size}.")
        self._check_methods_for_custom_callbacks(callbacks, name)

    @staticmethod
    def _check_methods_for_custom_callbacks(callbacks: Any, mode: str) -> None:
        """Users' callbacks with the old methods, which do not tell training from evaluation, are refused by `fit`."""
        for callback in callbacks if isinstance(callbacks, list) else [callbacks]:
            old = sorted(_OLD_METHODS & set(vars(type(callback))))
            if _is_ours(callback) or not old or callback is None:
                continue
            message = f"The callback {type(callback).__name__} should have 'on_train' or 'on_eval' in the names {old}."
            if mode == "fit":
                raise ValueError(message)
            log.warning(message)

    @_saving_what_there_is
    def _train(
        self, epoch: int, dataset: Any, sunk: bool, sink_size: int, initial_epoch: int, valid: tuple, *, callbacks: Any
    ) -> None:
        size = dataset.get_dataset_size()
        steps = size if not sunk or sink_size == -1 else sink_size
        listed = _listed(callbacks)
        listed[:0] = [_FrameworkProfilerCallback()]
        if get_context("mode") == 1:
            listed.insert(0, _StepSync())
        params = CallbackParam(
            cur_step_num=0, train_network=self._train_network, epoch_num=epoch - initial_epoch, batch_num=steps,
            mode="train", loss_fn=self._loss_fn, optimizer=self._optimizer, parallel_mode=ParallelMode.STAND_ALONE,
            device_number=1, train_dataset=dataset, list_callback=listed, train_dataset_element=None,
            network=self._network, last_save_ckpt_step=None, latest_ckpt_file=None,
            loss_scale_mananger=self._loss_scale_manager, initial_step=None,
        )  # fmt: skip
        # MindSpore's CPU has no sink mode, and trains as without; only the callbacks' numbers differ.
        sunk = sunk and get_context("device_target") != "CPU"
        with CallbackManager([*listed, *ProgressBar.asked_for()]) as manager:
            self._check_reuse_dataset(dataset)
            if sunk:
                helper = DatasetHelper(dataset, True, steps, math.ceil(epoch * steps / size))
            else:
                helper = DatasetHelper(dataset, False, epoch_num=epoch)
            self._set_mode(self._train_network, True)
            params.dataset_sink_mode = sunk
            if sunk:
                params.update(sink_size=steps, dataset_helper=helper)
            context = RunContext(params)
            manager.on_train_begin(context)
            for number in range(initial_epoch + 1, epoch + 1):
                params.cur_epoch_num = self._current_epoch_num = number
                self._current_step_num = 0
                manager.on_train_epoch_begin(context)
                self._train_epoch(helper, manager, context, params, helper.sink_size() if sunk else 1)
                self._eval_during_train(valid, params, manager)
                dataset.reset()
                manager.on_train_epoch_end(context)
                params.pop("metrics", None)
                params.pop("eval_results", None)
                if context.get_stop_requested():
                    break
            manager.on_train_end(context)

    def _train_epoch(
        self, helper: DatasetHelper, manager: CallbackManager, context: RunContext, params: Any, together: int
    ) -> None:
        """Train with the batches of an epoch; the callbacks see `together` steps as one."""
        batches = map(self._checked_batch, helper)
        for batch in batches:
            params.cur_step_num += together
            self._current_step_num = (params.cur_step_num - 1) % params.batch_num + 1
            params.train_dataset_element = batch
            manager.on_train_step_begin(context)
            self._set_mode(self._train_network, True)
            outputs = self._train_network(*batch)
            for following in itertools.islice(batches, together - 1):
                outputs = self._train_network(*following)
            params.net_outputs = outputs
            sunk = params.dataset_sink_mode
            if not sunk and self._loss_scale_manager and self._loss_scale_manager.get_drop_overflow_update():
                self._loss_scale_manager.update_loss_scale(bool(np.all(outputs[1].asnumpy())))
            manager.on_train_step_end(context)
            if context.get_stop_requested():
                return

    def _checked_batch(self, batch: Any) -> Any:
        if self._loss_fn and len(batch) != 2:
            raise ValueError(
                "For 'Model', a training with a 'loss_fn' needs batches of data and label, but a batch has "
                f"{len(batch)} columns."
            )
        return _transfer_tensor_to_tuple(batch)

    def _eval_during_train(self, valid: tuple, params: Any, manager: CallbackManager) -> None:
        dataset, frequency, _ = valid
        epoch = params.cur_epoch_num
        if not dataset or not (epoch % frequency == 0 if isinstance(frequency, int) else epoch in frequency):
            return
        kept = {name: params[name] for name in ("cur_step_num", "batch_num", "dataset_sink_mode", "net_outputs")}
        chosen = [c for c in manager._callbacks if isinstance(c, TimeMonitor) or not _is_ours(c)]
        params.update(
            eval_network=self._eval_network, valid_dataset=dataset, batch_num=dataset.get_dataset_size(), mode="eval",
            cur_step_num=0,
        )  # fmt: skip
        self._clear_metrics()
        with CallbackManager(chosen) as evaluating:
            self._eval_process(dataset, evaluating, params, add_eval_loss=True)
        params.update(mode="train", **kept)

    def _check_reuse_dataset(self, dataset: Any) -> None:
        owner = dataset.__dict__.setdefault("__model_hash__", hash(self))
        if owner != hash(self):
            raise RuntimeError("The dataset was used to train another Model: make a new one.")

    def _set_mode(self, network: Cell, is_train: bool) -> None:
        """Put a network into training or out of it, if the one that ran before was not."""
        if network is self._train_network and is_train and not network.training or self._backbone_is_train != is_train:
            network.set_train(is_train)
            self._backbone_is_train = is_train
        if not is_train:
            network.set_grad(False)

    # Evaluation and prediction
    # -----------------------------------------------------------------------------------------------------------

    def eval(self, valid_dataset: Any, callbacks: Any = None, dataset_sink_mode: bool = False) -> dict[str, Any]:
        """The metrics of a dataset.

        Args:
            valid_dataset: gives batches.
            callbacks: a :class:`Callback`, or a list of them.
            dataset_sink_mode: accepted; it changes nothing.

        Returns:
            The metrics by name.

        Raises:
            TypeError: an argument is of a wrong type.
            ValueError: there are no metrics.
        """
        check.check_bool(dataset_sink_mode, "dataset_sink_mode", "Model.eval")
        if not self._metric_fns:
            raise ValueError("For 'Model.eval', the argument 'metrics' of Model is needed.")
        self._check_methods_for_custom_callbacks(callbacks, "eval")
        params = CallbackParam(
            eval_network=self._eval_network, valid_dataset=valid_dataset, batch_num=valid_dataset.get_dataset_size(),
            mode="eval", cur_step_num=0, list_callback=_listed(callbacks), network=self._network,
        )  # fmt: skip
        self._clear_metrics()
        if bar := ProgressBar.asked_for():
            callbacks = [*_listed(callbacks), *bar]
        with CallbackManager(callbacks) as manager:
            return self._eval_process(valid_dataset, manager, params)

    def _eval_process(
        self, dataset: Any, manager: CallbackManager, params: Any, add_eval_loss: bool = False
    ) -> dict[str, Any]:
        context = RunContext(params)
        params.dataset_sink_mode = False
        manager.on_eval_begin(context)
        helper = DatasetHelper(dataset, False)
        network = self._eval_network
        assert network is not None
        network.set_train(False)
        self._backbone_is_train = False
        losses = Loss()
        manager.on_eval_epoch_begin(context)
        for batch in helper:
            params.cur_step_num += 1
            params.eval_dataset_element = batch = _transfer_tensor_to_tuple(batch)
            manager.on_eval_step_begin(context)
            self._set_mode(network, False)
            outputs = network(*batch)
            params.net_outputs = outputs
            manager.on_eval_step_end(context)
            self._update_metrics(outputs)
            if add_eval_loss and self._eval_indexes is not None:
                # MindSpore's 'eval_loss' is that of the last batch.
                losses.clear()
                losses.update(outputs[self._eval_indexes[0]])
            if context.get_stop_requested():
                break
        manager.on_eval_epoch_end(context)
        dataset.reset()
        metrics = {name: metric.eval() for name, metric in (self._metric_fns or {}).items()}
        params.metrics = metrics
        if add_eval_loss:
            params.eval_results = copy.deepcopy(metrics)
            if self._eval_indexes is not None:
                params.eval_results["eval_loss"] = losses.eval()
        manager.on_eval_end(context)
        return metrics

    def _clear_metrics(self) -> None:
        for metric in (self._metric_fns or {}).values():
            metric.clear()

    def _update_metrics(self, outputs: Any) -> None:
        outputs = _transfer_tensor_to_tuple(outputs)
        if not isinstance(outputs, tuple):
            kind = type(outputs).__name__
            raise ValueError(f"The network of an evaluation must return a tuple, but returned {kind}.")
        indexes = self._eval_indexes
        if indexes is not None and len(outputs) < 3:
            raise ValueError(f"The network of an evaluation must return three outputs, but returned {len(outputs)}.")
        for metric in (self._metric_fns or {}).values():
            if indexes is None:
                metric.update(*outputs)
            elif isinstance(metric, Loss):
                metric.update(outputs[indexes[0]])
            else:
                metric.update(outputs[indexes[1]], outputs[indexes[2]])

    def predict(self, *predict_data: Any, backend: str | None = None, config: Any = None) -> Any:
        """The network's output, not in training.

        Args:
            predict_data: the network's inputs: Tensors, numbers, strs or None.
            backend: None, or ``"lite"``, which changes nothing here.
            config: accepted.

        Raises:
            TypeError: an input is something else.
            ValueError: a Tensor is empty, or `backend` is something else.

        Examples:
            >>> from mindspore import Tensor, nn
            >>> from mindspore.train import Model
            >>> print(Model(nn.Dense(2, 1, "ones", "zeros")).predict(Tensor([[1.0, 2.0]])))
            [[3.]]
        """
        if backend not in ("lite", None):
            raise ValueError(f"For 'Model.predict', 'backend' must be 'lite' or None, but got {backend!r}.")
        if backend == "lite":
            log.warning("mindshim has no MindSpore Lite: the network itself predicts.")
        for value in predict_data:
            if isinstance(value, Tensor) and value.size == 0:
                raise ValueError("For 'Model.predict', an input is empty.")
            if value is not None and not isinstance(value, (Tensor, int, float, str)):
                kind = type(value).__name__
                raise TypeError(f"For 'Model.predict', inputs must be Tensors, numbers, strs or None, but got {kind}.")
        self._set_mode(self._predict_network, False)
        return self._predict_network(*predict_data)

    # For MindSpore's graph and parallel modes
    # -----------------------------------------------------------------------------------------------------------

    def build(
        self,
        train_dataset: Any = None,
        valid_dataset: Any = None,
        sink_size: int = -1,
        epoch: int = 1,
        sink_mode: bool = True,
    ) -> None:
        """Compile the training and the evaluation before they begin, by one call each whose results are put back.

        Args:
            train_dataset, valid_dataset: what will be trained and evaluated with.
            sink_size, sink_mode: accepted.
            epoch: for how many epochs it will be trained.

        Raises:
            TypeError: a dataset is something else, or `epoch` no int.
            ValueError: neither dataset is given, or `epoch` is not positive.
            RuntimeError: there are no metrics for `valid_dataset`.
        """
        from mindshim.dataset import Dataset

        check.check_positive_int(epoch, "epoch", "Model.build")
        if not train_dataset and not valid_dataset:
            raise ValueError("For 'Model.build', 'train_dataset' or 'valid_dataset' is needed.")
        for name, dataset in (("train_dataset", train_dataset), ("valid_dataset", valid_dataset)):
            if dataset and not isinstance(dataset, Dataset):
                raise TypeError(f"For 'Model.build', '{name}' must be a Dataset, but got {type(dataset).__name__}.")
        if valid_dataset and not self._metric_fns:
            raise RuntimeError("For 'Model.build', a 'valid_dataset' needs the argument 'metrics' of Model.")
        for network, dataset, is_train in (
            (self._train_network, train_dataset, True), (self._eval_network, valid_dataset, False),
        ):  # fmt: skip
            if network is not None and dataset:
                network.check_names_and_refresh_name()
                self._set_mode(network, is_train)
                with _put_back(network):
                    network(*_transfer_tensor_to_tuple(next(iter(DatasetHelper(dataset, False)))))

    def infer_train_layout(self, train_dataset: Any, dataset_sink_mode: bool = True, sink_size: int = -1) -> dict:
        """Refused: MindSpore's semi-automatic and automatic parallel modes only.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError("'infer_train_layout' is for the modes 'semi_auto_parallel' and 'auto_parallel'.")

    def infer_predict_layout(self, *predict_data: Any, skip_backend_compile: bool = False) -> dict:
        """Refused: MindSpore's semi-automatic and automatic parallel modes only.

        Raises:
            RuntimeError: always.
        """
        raise RuntimeError("'infer_predict_layout' is for the modes 'semi_auto_parallel' and 'auto_parallel'.")


@contextlib.contextmanager
def _put_back(network: Cell) -> Iterator[None]:
    """Give all Parameters the values after the block that they had before."""
    kept = [(parameter, parameter.value().copy()) for parameter in network.get_parameters()]
    try:
        yield
    finally:
        for parameter, value in kept:
            parameter.set_data(value)


def _listed(callbacks: Any) -> list:
    if callbacks is None:
        return []
    return list(callbacks) if isinstance(callbacks, Iterable) else [callbacks]


def _is_ours(callback: Any) -> bool:
    return type(callback).__name__ in callbacks_.__all__
