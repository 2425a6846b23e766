"""Train, be interrupted, resume: the weights are those of a training that was never interrupted.

A MindSpore program, to be run as `mindshim run examples/resume.py`, or by MindSpore's own Python.
"""

import os
import tempfile

import mindspore as ms
import numpy as np
from mindspore import Tensor, nn

EPOCHS, STEPS, BATCH = 4, 8, 16


class Classifier(nn.Cell):
    def __init__(self):
        super().__init__()
        self.layers = nn.SequentialCell(nn.Dense(2, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Dense(16, 2))

    def construct(self, x):
        return self.layers(x)


class Training:
    """A network, its optimiser, and how far they have come."""

    def __init__(self):
        ms.set_seed(3)
        self.network = Classifier()
        self.optimizer = nn.Adam(self.network.trainable_params(), learning_rate=0.02)
        loss = nn.CrossEntropyLoss()
        self.gradients = ms.value_and_grad(lambda x, y: loss(self.network(x), y), None, self.optimizer.parameters)
        self.epoch = 0

    def run(self, epochs, path):
        """Train until so many epochs are done; save after each."""
        self.network.set_train()
        while self.epoch < epochs:
            rng = np.random.RandomState(self.epoch)
            for _ in range(STEPS):
                x = rng.randn(BATCH, 2).astype(np.float32)
                y = (x[:, 0] * x[:, 1] > 0).astype(np.int32)
                loss, gradients = self.gradients(Tensor(x), Tensor(y))
                self.optimizer(gradients)
            self.epoch += 1
            self.save(path)
            print(f"epoch {self.epoch}: loss {float(loss):.4f}")

    def save(self, path):
        """Weights, statistics, the optimiser's state and the epoch, in one file."""
        state = {p.name: p for part in (self.network, self.optimizer) for p in part.get_parameters()}
        ms.save_checkpoint(state, path, append_dict={"epoch": self.epoch})

    def resume(self, path):
        """Go on from where a file was saved."""
        state = ms.load_checkpoint(path)
        self.epoch = int(state.pop("epoch").asnumpy())
        for part in (self.network, self.optimizer):
            missing, _ = ms.load_param_into_net(part, state, strict_load=True)
            assert not missing, missing


with tempfile.TemporaryDirectory() as folder:
    print("Without interruption")
    whole = Training()
    whole.run(EPOCHS, os.path.join(folder, "whole.ckpt"))

    print("Interrupted after 2 epochs, then resumed by a new program")
    path = os.path.join(folder, "training.ckpt")
    Training().run(2, path)
    resumed = Training()
    resumed.resume(path)
    resumed.run(EPOCHS, path)

different = [p.name for p, q in zip(whole.network.get_parameters(), resumed.network.get_parameters(), strict=True)
             if not np.array_equal(p.asnumpy(), q.asnumpy())]
print("The weights are", "the same, to the bit" if not different else f"different: {different}")
