"""How a pipeline runs: order, seeds, errors and what stays behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import mindshim.dataset as ds
from mindshim.dataset import randomness


def read(dataset):
    return [row[0].tolist() for row in dataset.create_tuple_iterator(num_epochs=1, output_numpy=True)]


def draw(x):
    return x + randomness.generator().random()


def slow(x):
    time.sleep(0.002)
    return draw(x)


def die_at_seven(x):
    if x == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return x


def fail_at_seven(x):
    if x == 7:
        raise KeyError("mine")
    return x


@pytest.fixture(autouse=True)
def seeded():
    ds.config.set_seed(5)
    yield
    assert not multiprocessing.active_children()


def source(n=20):
    return ds.NumpySlicesDataset(np.arange(float(n)), "x", shuffle=False)


def test_random_numbers_do_not_depend_on_the_workers():
    alone = read(source().map(draw, num_parallel_workers=1))
    assert alone == read(source().map(slow, num_parallel_workers=3))
    assert alone == read(source().map(draw, num_parallel_workers=2, python_multiprocessing=True))
    ds.config.set_seed(6)
    assert alone != read(source().map(draw, num_parallel_workers=1))


@pytest.mark.parametrize("processes", [False, True])
def test_an_error_in_a_worker_arrives_soon(processes):
    begin = time.monotonic()
    with pytest.raises(RuntimeError, match="KeyError: 'mine'"):
        read(source().map(fail_at_seven, num_parallel_workers=2, python_multiprocessing=processes))
    assert time.monotonic() - begin < 3


def test_a_killed_worker_is_an_error():
    with pytest.raises(RuntimeError, match="ended unexpectedly"):
        read(source().map(die_at_seven, num_parallel_workers=2, python_multiprocessing=True))


def test_an_iterator_that_is_left_stops_its_thread_and_processes():
    before = threading.active_count()
    iterator = (
        ds.GeneratorDataset(list(range(10**6)), "x")
        .map(draw, num_parallel_workers=2, python_multiprocessing=True)
        .create_tuple_iterator(output_numpy=True)
    )
    next(iterator)
    del iterator
    assert threading.active_count() <= before
    assert not multiprocessing.active_children()


def test_reading_ahead_is_bounded():
    seen = []
    data = ds.GeneratorDataset(list(range(1000)), "x", shuffle=False).map(lambda x: seen.append(x) or x)
    iterator = data.create_tuple_iterator(num_epochs=1)
    next(iterator)
    time.sleep(0.2)
    assert len(seen) <= 5 * ds.config.get_prefetch_size()
    iterator.release()


def test_rows_are_not_views_of_the_users_data():
    data = np.zeros((2, 3), np.float32)
    for row in ds.NumpySlicesDataset(data, "x").create_tuple_iterator(num_epochs=1, output_numpy=True):
        row[0][:] = 1
    tensors = list(ds.NumpySlicesDataset(data, "x").create_tuple_iterator(num_epochs=1))
    data[:] = 9
    assert [t[0].asnumpy().max() for t in tensors] == [0, 0]


def test_importing_takes_no_image_library():
    code = (
        "import sys, mindshim; assert 'mindshim.dataset' not in sys.modules; import mindshim.dataset; "
        "assert not {'cv2', 'PIL'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_tensor_is_no_view_of_what_a_function_keeps():
    kept = np.zeros((64, 1024), np.float32)

    def per_batch(column, info):
        return (kept,)

    batches = source(4).batch(2)
    for data in (batches.map(lambda x: kept), source(4).batch(2, per_batch_map=per_batch)):
        kept[:] = 0
        tensors = list(data.create_tuple_iterator(num_epochs=1))
        kept[:] = 1
        assert [t[0].asnumpy().max() for t in tensors] == [0, 0]


@pytest.mark.parametrize("shuffle", [False, True])
def test_batches_gathered_whole_are_those_made_row_by_row(shuffle, monkeypatch):
    from mindshim.dataset import gathering, transforms, vision

    images = np.random.default_rng(0).integers(0, 256, (50, 6, 5, 3), np.uint8)

    def pipeline():
        data = ds.NumpySlicesDataset((images, np.arange(50, dtype=np.int32)), ["image", "label"], shuffle=shuffle)
        operations = [vision.Rescale(1 / 255, 0), vision.Normalize([0.1, 0.2, 0.3], [0.3, 0.2, 0.1]), vision.HWC2CHW()]
        data = data.skip(3).shuffle(7).map(operations, "image").map(transforms.TypeCast(np.float32), "label")
        return data.rename("label", "number").take(40).batch(8)

    def all_of():
        ds.config.set_seed(3)
        return [list(row) for row in pipeline().create_tuple_iterator(num_epochs=1, output_numpy=True)]

    whole = all_of()
    monkeypatch.setattr(gathering, "of_arrays", lambda *_: None)
    by_row = all_of()
    assert len(whole) == len(by_row) == 5
    for a, b in zip(whole, by_row, strict=True):
        for x, y in zip(a, b, strict=True):
            assert x.dtype == y.dtype
            np.testing.assert_array_equal(x, y)


def test_an_error_in_a_gathered_batch_names_the_row():
    from mindshim.dataset import transforms

    data = ds.NumpySlicesDataset(np.array([0, 1, 9, 2]), "x", shuffle=False).map(transforms.OneHot(3)).batch(2)
    with pytest.raises(RuntimeError, match="OneHot.* failed at row 2"):
        read(data)
