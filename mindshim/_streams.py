"""Streams and events. XLA orders all work on a device by itself, so that they order nothing; they can be waited for,
and events tell times."""

from __future__ import annotations

import itertools
import time
from typing import Any

import jax

from mindshim import _checkparam as check
from mindshim.context import get_context

_numbers = itertools.count(2)


def synchronize() -> None:
    """Wait until every device has done what it was given.

    Examples:
        >>> import mindspore
        >>> mindspore.runtime.synchronize()
    """
    for device in jax.local_devices():
        jax.device_put(0, device).block_until_ready()
    jax.effects_barrier()


class Event:
    """A moment of a stream.

    Args:
        enable_timing: let :meth:`elapsed_time` tell the time between two events.
        blocking: accepted.

    Raises:
        TypeError: an argument is no bool.

    Examples:
        >>> import mindspore
        >>> event = mindspore.runtime.Event(enable_timing=True)
        >>> event.record()
        >>> event.query()
        True
    """

    def __init__(self, enable_timing: bool = False, blocking: bool = False):
        self._enable_timing = check.check_bool(enable_timing, "enable_timing", "Event")
        self._blocking = check.check_bool(blocking, "blocking", "Event")
        self._time: float | None = None

    def record(self, stream: Stream | None = None) -> None:
        """Note the moment: with `enable_timing`, when the devices have done what they were given."""
        if self._enable_timing:
            synchronize()
        self._time = time.perf_counter()

    def wait(self, stream: Stream | None = None) -> None:
        """Nothing: what is given to a device later runs later."""

    def synchronize(self) -> None:
        """Wait until the devices have done what they were given."""
        synchronize()

    def query(self) -> bool:
        """True."""
        return True

    def elapsed_time(self, end_event: Event) -> float:
        """The milliseconds from this event to another one.

        Raises:
            RuntimeError: one of them was not recorded, or does not tell times.
        """
        if self._time is None or end_event._time is None:
            raise RuntimeError("Both events must be recorded before the time between them can be told.")
        if not self._enable_timing or not end_event._enable_timing:
            raise RuntimeError("Both events must be made with enable_timing=True.")
        return (end_event._time - self._time) * 1000.0

    def __repr__(self) -> str:
        return (
            f"Event(enable_timing={int(self._enable_timing)}, blocking:{int(self._blocking)}, "
            f"is_created:{int(self._time is not None)}, event:0)"
        )


class Stream:
    """A queue of a device's work. All are one queue here.

    Args:
        priority: accepted.
        kwargs: `stream_id`, the number of a stream that exists.

    Examples:
        >>> import mindspore
        >>> stream = mindspore.runtime.Stream()
        >>> stream.query()
        True
    """

    def __init__(self, priority: int = 0, **kwargs: Any):
        self.device_name = get_context("device_target")
        self.device_id = get_context("device_id")
        number = 0 if self.device_name == "CPU" else kwargs.get("stream_id")
        self.id = self.stream_id = next(_numbers) if number is None else number

    def record_event(self, event: Event | None = None) -> Event:
        """Record an event, or a new one, and return it.

        Raises:
            TypeError: `event` is no :class:`Event`.
        """
        recorded: Event = Event() if event is None else check.check_value_type("event", event, Event)
        recorded.record(self)
        return recorded

    def wait_event(self, event: Event) -> None:
        """Nothing: what is given to a device later runs later.

        Raises:
            TypeError: `event` is no :class:`Event`.
        """
        check.check_value_type("event", event, Event)

    def wait_stream(self, stream: Stream) -> None:
        """Nothing: what is given to a device later runs later.

        Raises:
            TypeError: `stream` is no :class:`Stream`.
        """
        check.check_value_type("stream", stream, Stream)

    def synchronize(self) -> None:
        """Wait until the devices have done what they were given."""
        synchronize()

    def query(self) -> bool:
        """True."""
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Stream) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, int, int]:
        return self.device_name, self.device_id, self.id

    def __repr__(self) -> str:
        return f"Stream(device_name={self.device_name}, device_id:{self.device_id}, stream id:{self.id})"


_current: Stream | None = None


def default_stream() -> Stream:
    """The stream that is current at first."""
    return Stream(stream_id=0)


def communication_stream() -> Stream:
    """The stream of communication between devices."""
    return Stream(stream_id=1)


def current_stream() -> Stream:
    """The stream that is current.

    Examples:
        >>> import mindspore
        >>> mindspore.runtime.current_stream() == mindspore.runtime.default_stream()
        True
    """
    return default_stream() if _current is None else _current


def set_cur_stream(stream: Stream | None) -> None:
    """Make a stream the current one; None changes nothing.

    Raises:
        TypeError: `stream` is no :class:`Stream`.
    """
    global _current
    if stream is not None:
        _current = check.check_value_type("stream", stream, Stream, "set_cur_stream")


class StreamCtx:
    """A context in which a stream is the current one.

    Args:
        ctx_stream: the stream; None changes nothing.

    Raises:
        TypeError: `ctx_stream` is no :class:`Stream`.

    Examples:
        >>> import mindspore
        >>> with mindspore.runtime.StreamCtx(mindspore.runtime.Stream()):
        ...     x = mindspore.Tensor([1.0]) + 1
    """

    def __init__(self, ctx_stream: Stream | None):
        if ctx_stream is not None:
            check.check_value_type("ctx_stream", ctx_stream, Stream, "StreamCtx")
        self.stream = ctx_stream

    def __enter__(self) -> StreamCtx:
        self._outer = current_stream()
        set_cur_stream(self.stream)
        return self

    def __exit__(self, *err: Any) -> None:
        set_cur_stream(self._outer)
