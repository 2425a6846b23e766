"""LeNet-5 on handwritten digits, with `Model.train`. A MindSpore program: run it as `mindshim run examples/digits.py`,
or by MindSpore's own Python.

The digits are those that scikit-learn ships (1,797 of 8 x 8 pixels). The first weights come from NumPy, so that both
print the same losses up to rounding. `--losses FILE` keeps the losses as JSON, `--plot FILE A B` draws two such files.
"""

import argparse
import json

import mindspore as ms
import numpy as np
from mindspore import Tensor, nn
from mindspore.dataset import NumpySlicesDataset
from mindspore.train import Accuracy, Callback, LossMonitor, Model

BATCH = 32


class LeNet5(nn.Cell):
    def __init__(self):
        super().__init__()
        self.features = nn.SequentialCell(
            nn.Conv2d(1, 6, 5, pad_mode="valid", has_bias=True), nn.ReLU(), nn.MaxPool2d(2, 2),
            nn.Conv2d(6, 16, 5, pad_mode="valid", has_bias=True), nn.ReLU(), nn.MaxPool2d(2, 2),
        )  # fmt: skip
        self.classes = nn.SequentialCell(
            nn.Flatten(), nn.Dense(400, 120), nn.ReLU(), nn.Dense(120, 84), nn.ReLU(), nn.Dense(84, 10)
        )

    def construct(self, x):
        return self.classes(self.features(x))


class Losses(Callback):
    """Keeps the loss of each step."""

    def __init__(self):
        self.values = []

    def on_train_step_end(self, run_context):
        self.values.append(float(run_context.original_args().net_outputs.asnumpy()))


def digits():
    """The digits as datasets to train and to evaluate with: images (32, 1, 32, 32) and labels (32,) a batch."""
    from sklearn.datasets import load_digits

    found = load_digits()
    images = np.kron(found.images / 16.0, np.ones((1, 4, 4)))[:, None].astype(np.float32)
    labels = found.target.astype(np.int32)
    order = np.random.RandomState(0).permutation(len(labels))
    parts = order[:1440], order[1440:]
    return tuple(NumpySlicesDataset((images[p], labels[p]), shuffle=False).batch(BATCH) for p in parts)


def initialised(network):
    """The network with weights that depend on NumPy alone."""
    rng = np.random.RandomState(1)
    for parameter in network.trainable_params():
        bound = 1 / np.sqrt(np.prod(parameter.shape[1:]) if len(parameter.shape) > 1 else parameter.shape[0])
        parameter.set_data(Tensor(rng.uniform(-bound, bound, parameter.shape).astype(np.float32)))
    return network


def train(epochs):
    """The losses of all steps, and the share of right predictions."""
    training, evaluation = digits()
    network = initialised(LeNet5())
    optimizer = nn.Momentum(network.trainable_params(), learning_rate=0.02, momentum=0.9)
    model = Model(network, nn.CrossEntropyLoss(), optimizer, metrics={"accuracy": Accuracy()})
    losses = Losses()
    model.train(epochs, training, callbacks=[LossMonitor(45), losses])
    return losses.values, model.eval(evaluation)["accuracy"]


def plot(path, theirs, ours):
    """Draw the losses of two trainings beside each other."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4))
    for name, file, style in (("MindSpore 2.10.0", theirs, {"lw": 3, "alpha": 0.4}), ("mindshim", ours, {"lw": 1})):
        with open(file, encoding="utf-8") as lines:
            run = json.load(lines)
        axes.plot(run["losses"], label=f"{name}: {run['accuracy']:.2%} right", **style)
    axes.set(xlabel="step", ylabel="loss", title="LeNet-5 on scikit-learn's digits")
    axes.legend()
    figure.tight_layout()
    figure.savefig(path, dpi=120)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--losses", metavar="FILE")
    parser.add_argument("--plot", nargs=3, metavar=("FILE", "THEIRS", "OURS"))
    options = parser.parse_args()
    if options.plot:
        plot(*options.plot)
    else:
        ms.set_context(mode=ms.PYNATIVE_MODE)
        losses, accuracy = train(options.epochs)
        print(f"accuracy: {accuracy:.4f}")
        if options.losses:
            with open(options.losses, "w", encoding="utf-8") as file:
                json.dump({"accuracy": float(accuracy), "losses": [round(v, 5) for v in losses]}, file)
