"""Work on many rows at once, in order: by threads or by processes.

Threads pay only where a row costs more than handing it over, so they start when a row has been seen to be
slow.
Processes are for Python functions that hold the interpreter's lock. A worker that fails or dies ends the
whole within
a second, and nothing stays behind: the generators here stop their workers when they are closed.
"""

from __future__ import annotations

import collections
import multiprocessing
import os
import pickle
import queue
import random
import signal
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from mindshim.dataset import config

# Below this many seconds a row a thread costs more than it gains.
SLOW = 3e-4
# A row that takes this share of its time alone times the number of threads gains nothing by them.
USELESS = 0.85
_starting = threading.Lock()


def in_order(
    call: Callable[[int, Any], Any], tasks: Iterator[Any], workers: int, processes: bool
) -> Iterator[Any]:
    """``call(i, task)`` of each task, in the order of the tasks, with at most a few tasks for each worker under way."""
    if processes and workers > 0 and not config.get_debug_mode():
        return _by_processes(call, tasks, workers)
    if workers > 1 and not config.get_debug_mode():
        return _by_threads(call, tasks, workers)
    return map(call, _count(), tasks)


def _count() -> Iterator[int]:
    i = 0
    while True:
        yield i
        i += 1


def _by_threads(call: Callable, tasks: Iterator, workers: int) -> Iterator:
    index = 0
    slow: list[float] = []
    for task in tasks:
        begin = time.perf_counter()
        result = call(index, task)
        taken = time.perf_counter() - begin
        slow = [*slow, taken] if taken > SLOW else []
        index += 1
        yield result
        if len(slow) > 2:  # not just the first row, which imports and allocates
            break
    else:
        return
    alone = sorted(slow)[1]
    together: collections.deque = collections.deque(maxlen=8 * workers)
    settled = False

    def timed(index: int, task: Any) -> Any:
        begin = time.perf_counter()
        result = call(index, task)
        together.append(time.perf_counter() - begin)
        return result

    pool = ThreadPoolExecutor(workers, "mindshim-dataset")
    pending: collections.deque = collections.deque()
    try:
        for task in tasks:
            pending.append(pool.submit(timed, index, task))
            index += 1
            if len(pending) > 2 * workers:
                yield pending.popleft().result()
                # Where the work holds the interpreter's lock, each row takes as much longer as there are threads.
                if not settled and len(together) == together.maxlen:
                    settled = True
                    if sorted(together)[len(together) // 2] > alone * workers * USELESS:
                        break
        while pending:
            yield pending.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    for task in tasks:
        yield call(index, task)
        index += 1


def _by_processes(call: Callable, tasks: Iterator, workers: int) -> Iterator:
    order: queue.SimpleQueue = queue.SimpleQueue()
    room = threading.Semaphore(3 * workers)
    stop = threading.Event()
    members = _start(call, workers)

    def feed() -> None:
        try:
            for index, task in enumerate(tasks):
                room.acquire()
                if stop.is_set():
                    return
                order.put(index % workers)
                members[index % workers][1].send((index, task))
            order.put(None)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the reader of results sees that the worker died
        except BaseException as error:
            order.put(error)

    feeder = threading.Thread(target=feed, name="mindshim-dataset-feeder", daemon=True)
    feeder.start()
    try:
        while True:
            item = order.get()
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            result = _receive(*members[item])
            room.release()
            yield result
    finally:
        stop.set()
        room.release()
        for process, connection in members:
            process.terminate()
            connection.close()
        for process, _ in members:
            process.join(1)
            if process.is_alive():
                process.kill()
                process.join()
        feeder.join(5)


def _receive(process: Any, connection: Any) -> Any:
    try:
        good, result = pickle.loads(connection.recv_bytes())
    except (EOFError, ConnectionResetError, OSError):
        process.join(1)
        raise RuntimeError(
            f"A worker process of the dataset ended unexpectedly (process {process.pid}, exit code "
            f"{process.exitcode}): it was killed, or ran out of memory."
        ) from None
    if good:
        return result
    raise result


def _start(call: Callable, workers: int) -> list[tuple[Any, Any]]:
    context = multiprocessing.get_context(config.get_multiprocessing_start_method())
    seed, _ = config.seed_and_version()
    members = []
    # One at a time: a process that is forked while another pool's pipe is open at both ends would keep
    # it open, and
    # the death of that pool's worker would not be seen.
    with _starting, warnings.catch_warnings():
        # JAX and Python warn that the child of a process with threads can hang on a lock. Ours uses
        # NumPy only.
        warnings.filterwarnings("ignore", message=r".*fork\(\).*")
        for number in range(workers):
            ours, theirs = context.Pipe()
            own_seed = None if seed is None else (seed + number) % 2**32
            process: Any = context.Process(  # pyright: ignore[reportAttributeAccessIssue]
                target=_serve,
                args=(call, theirs, os.getpid(), own_seed),
                daemon=True,
                name=f"mindshim-dataset-worker-{number}",
            )
            process.start()
            theirs.close()
            members.append((process, ours))
    return members


def _serve(call: Callable, connection: Any, parent: int, seed: int | None) -> None:
    """What a worker process does until its parent closes the connection or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    random.seed(seed)
    np.random.seed(seed)
    while True:
        try:
            while not connection.poll(1.0):
                if os.getppid() != parent:
                    return
            index, task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = True, call(index, task)
        except Exception as error:
            answer = False, error
        try:
            data = pickle.dumps(answer, protocol=5)
        except Exception as error:
            cause = answer[1] if not answer[0] else error
            text = "".join(traceback.format_exception_only(type(cause), cause)).strip()
            data = pickle.dumps(
                (
                    False,
                    RuntimeError(f"A worker process of the dataset could not hand over its result: {text}"),
                )
            )
        try:
            connection.send_bytes(data)
        except OSError:
            return
