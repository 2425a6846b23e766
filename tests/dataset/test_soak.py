"""Long runs: many epochs with several workers, and workers that are killed at random times.

The suite runs a short form; ``MINDSHIM_SOAK=1`` makes it 50 epochs and 20 killed workers.
"""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

import mindshim.dataset as ds

LONG = "MINDSHIM_SOAK" in os.environ
ROWS = 400


class Source:
    def __getitem__(self, i):
        return np.array(i), np.full((16,), i, np.float32)

    def __len__(self):
        return ROWS


def twice(x):
    return x * 2


def pipeline(processes, shuffle=True):
    data = ds.GeneratorDataset(Source(), ["number", "data"], shuffle=shuffle, num_parallel_workers=1)
    return data.map(twice, "data", num_parallel_workers=4, python_multiprocessing=processes).batch(7)


def check_epoch(batches):
    numbers = np.concatenate([batch[0] for batch in batches])
    assert sorted(numbers.tolist()) == list(range(ROWS))
    for number, data in batches:
        np.testing.assert_array_equal(data, np.repeat(number[:, None] * 2.0, 16, 1).astype(np.float32))


@pytest.mark.parametrize("processes", [False, True])
def test_every_epoch_has_every_row(processes):
    epochs = 50 if LONG else 4
    iterator = pipeline(processes).create_tuple_iterator(num_epochs=epochs, output_numpy=True)
    for _ in range(epochs):
        check_epoch(list(iterator))
    iterator.release()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("seed", range(20 if LONG else 4))
def test_a_worker_killed_at_random_is_an_error_or_all_is_there(seed):
    chance = random.Random(seed)
    over = threading.Event()

    def kill_one():
        until = time.monotonic() + 5
        while time.monotonic() < until and not over.is_set():
            children = [c for c in multiprocessing.active_children() if c.name.startswith("mindshim-dataset")]
            if children:
                time.sleep(chance.random() * 0.3)
                victim = chance.choice(children)
                if victim.is_alive() and victim.pid is not None:
                    os.kill(victim.pid, signal.SIGKILL)
                return
            time.sleep(0.001)

    killer = threading.Thread(target=kill_one)
    iterator = pipeline(True).create_tuple_iterator(num_epochs=3, output_numpy=True)
    killer.start()
    begin = time.monotonic()
    try:
        for _ in range(3):
            check_epoch(list(iterator))
    except RuntimeError as error:
        assert "ended unexpectedly" in str(error)
    finally:
        over.set()
        killer.join()
        iterator.release()
    assert time.monotonic() - begin < 30
    assert not multiprocessing.active_children()


@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="needs Linux's account of memory")
def test_memory_stays_flat_over_an_epoch():
    class Numbers:
        def __getitem__(self, i):
            return np.full((64,), i, np.float32)

        def __len__(self):
            return 100_000 if LONG else 20_000

    def used():
        with open("/proc/self/statm") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    marks = []
    data = ds.GeneratorDataset(Numbers(), "x").map(twice).batch(32)
    for number, _ in enumerate(data.create_tuple_iterator(num_epochs=1)):
        if number in (100, len(Numbers()) // 32 - 1):
            marks.append(used())
    assert marks[1] - marks[0] < 10


def test_the_next_batch_is_made_while_the_step_runs():
    def slow(x):
        time.sleep(0.05)
        return x

    data = ds.NumpySlicesDataset(np.arange(12), "x", shuffle=False).map(slow, num_parallel_workers=1)
    begin = time.monotonic()
    for _ in data.create_tuple_iterator(num_epochs=1, output_numpy=True):
        time.sleep(0.05)
    assert time.monotonic() - begin < 12 * 0.1 - 0.2


INTERRUPTED = """
import sys, time
import numpy as np
import mindshim.dataset as ds

def slow(x):
    time.sleep(0.05)
    return x

if __name__ == "__main__":
    data = ds.GeneratorDataset(list(range(10000)), "x").map(slow, num_parallel_workers=4, python_multiprocessing={})
    try:
        for row in data.create_tuple_iterator(num_epochs=1, output_numpy=True):
            print("row", flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.mark.parametrize("processes", [False, True])
def test_ctrl_c_ends_at_once(tmp_path, processes):
    program = tmp_path / "program.py"
    program.write_text(INTERRUPTED.format(processes))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True, env=environment,
                               start_new_session=True)  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "row\n"
    begin = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all processes of the program
    out, _ = process.communicate(timeout=30)
    assert out.endswith("interrupted\n") and process.returncode == 0
    assert time.monotonic() - begin < 10
    with pytest.raises(ProcessLookupError):  # nobody is left
        os.killpg(process.pid, 0)
