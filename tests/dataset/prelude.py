# ruff: noqa: F401 - the cases use the names
import itertools
import os

import numpy as np

if int(np.__version__.split(".")[0]) >= 2:
    np.set_printoptions(legacy="1.25")
import mindspore
import mindspore as ms
import mindspore.dataset as ds
import mindspore.dataset.text as text
import mindspore.dataset.transforms as transforms
import mindspore.dataset.vision as vision
from mindspore import Tensor
from mindspore import dtype as mstype


def form(x):
    """A value on one line, with its kind, dtype and shape."""
    if isinstance(x, Tensor):
        return "T" + form(x.asnumpy())
    if isinstance(x, np.ndarray):
        if x.size > 24 and x.dtype.kind not in "US":
            return f"{x.dtype.str[1:]}{x.shape}sum={float(x.astype(np.float64).sum()):.6g}"
        return f"{x.dtype.str[1:]}{list(x.shape)}={x.tolist()}"
    if isinstance(x, dict):
        return "{" + ", ".join(f"{k}: {form(v)}" for k, v in x.items()) + "}"
    if isinstance(x, (list, tuple)):
        return type(x).__name__ + "(" + ", ".join(map(form, x)) + ")"
    return f"{type(x).__name__}={x!r}"


def rows(d, limit=20, **options):
    """Prints the rows of one epoch."""
    options = {"num_epochs": 1, "output_numpy": True, **options}
    for row in itertools.islice(d.create_tuple_iterator(**options), limit):
        print(form(row))


def values(d, **options):
    """The first column's values of one epoch, on one line."""
    print([r[0].tolist() for r in d.create_tuple_iterator(num_epochs=1, output_numpy=True)])


def about(d):
    print(d.get_col_names(), d.get_dataset_size(), d.output_shapes(), d.output_types(), d.get_batch_size(),
          d.get_repeat_count(), d.num_classes())


def tried(*functions):
    for f in functions:
        try:
            result = f()
        except Exception as error:
            print("raises", next(c for c in type(error).__mro__ if c.__module__ == "builtins").__name__)
            if os.environ.get("SAY"):
                print("   ", str(error)[:400].replace("\n", " | "))
        else:
            known = result is None or isinstance(result, (bool, int, float, str, list, tuple, np.ndarray))
            print(form(result) if known else type(result).__name__)


def once(d):
    """A function that reads one epoch."""
    return lambda: [None for _ in d.create_tuple_iterator(num_epochs=1, output_numpy=True)] and None


def numbers(n):
    for i in range(n):
        yield (np.array(i),)


class Access:
    """A random-access source."""

    def __init__(self, n=5):
        self.n = n

    def __getitem__(self, i):
        return np.array([i, i + 1]), np.array(i * 10.0, np.float32)

    def __len__(self):
        return self.n


class fresh:
    """Makes its dataset anew at each use: the real one refuses a dataset that has two consumers."""

    def __init__(self, make):
        self.make = make

    def __getattr__(self, name):
        return getattr(self.make(), name)

    def __add__(self, other):
        return self.make() + other

    def __iter__(self):
        return iter(self.make())

    def __len__(self):
        return len(self.make())

    def __getitem__(self, index):
        return self.make()[index]
