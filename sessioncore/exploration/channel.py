"""The network between two sides: what is under way to one of them, and what may become of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

ChannelKind = Literal["lossy", "fifo"]
"""`lossy` loses, repeats and reorders (UDP); `fifo` delivers everything once and in order (TCP)."""

ROOM = 3
"""What a fifo takes beyond its limit in answer to what has arrived: else two full ones would block each other."""

Message = TypeVar("Message", bound=tuple[object, ...] | str)


def put(
    channel: tuple[Message, ...], messages: Sequence[Message], kind: ChannelKind, limit: int, *, must: bool = False
) -> tuple[Message, ...] | None:
    """The channel with more messages on their way.

    What a lossy channel with `limit` messages cannot take is lost. A fifo that has `limit` already blocks: None, the
    step that would send cannot be taken now. A step that `must`, as the answer to what has arrived, has `ROOM` more.
    """
    if kind == "fifo":
        full = len(channel) + len(messages) > limit + ROOM if must else len(channel) >= limit
        return None if messages and full else (*channel, *messages)
    under_way = list(channel)
    for message in messages:
        if message not in under_way and len(under_way) < limit:
            under_way.append(message)  # a copy of what is under way adds nothing: any message may arrive twice
    return tuple(sorted(under_way))


def outcomes(
    channel: tuple[Message, ...], kind: ChannelKind
) -> Iterator[tuple[Literal["deliver", "copy", "lose"], Message, tuple[Message, ...]]]:
    """What may happen next: how, to which message, and what is under way after it."""
    if kind == "fifo":
        if channel:
            yield "deliver", channel[0], channel[1:]
        return
    for index, message in enumerate(channel):
        rest = channel[:index] + channel[index + 1 :]
        yield "deliver", message, rest
        yield "copy", message, channel
        yield "lose", message, rest
