"""Where a message ends in a stream of octets (RFC 3261 18.3), and the keep-alives between them (RFC 5626 3.5.1).

Sans-I/O and incremental: what comes out depends on the octets alone, never on how they were cut into segments.
"""

from __future__ import annotations

import enum
import re
from typing import Final

import attrs

from sessioncore.wire.sip.parser import MAX_SIZE

MAX_HEAD: Final = 32_768
"""Octets of start line and headers; a message as a whole may have `parser.MAX_SIZE`."""

_length_lines = re.compile(
    rb"\r\n(?:content-length|l)[ \t]*:((?:[^\r\n]|\r\n[ \t])*)", re.IGNORECASE
).findall  # a folded value goes on in lines that begin with a blank (RFC 3261 7.3.1)


class KeepAlive(enum.Enum):
    """Line ends between messages. One is the answer to a ping, and a second right behind it makes both a ping."""

    PONG = "pong"
    PING = "ping"


@attrs.frozen
class Broken:
    """Nothing more can be told apart in this stream: `reason` is for counters.

    `head` is what can be answered with 400: the start line and headers of a message whose body has no known end; empty
    where not even that is known.
    """

    reason: str
    head: bytes = b""


Frame = bytes | KeepAlive | Broken


class StreamFramer:
    """Cuts one direction of one connection into messages.

    It holds at most one message of `max_size` octets, `max_head` of them before the body, beside what `feed` is given.
    """

    def __init__(self, *, max_head: int = MAX_HEAD, max_size: int = MAX_SIZE) -> None:
        self._max_head = max_head
        self._max_size = max_size
        self._buffer = bytearray()
        self._searched = 0
        self._size = 0  # of the message whose head is here; 0: its head is not complete
        self._after_line_end = False
        self._broken = False

    @property
    def partial(self) -> bool:
        """A message has begun and is not complete."""
        return bool(self._buffer)

    def pinged(self) -> None:
        """A ping of ours leaves: the next line end is its answer, whatever came before it."""
        self._after_line_end = False

    def feed(self, data: bytes) -> list[Frame]:
        """Take what came, and return what is complete now, in order; `Broken` is the last frame that there ever is."""
        frames: list[Frame] = []
        if self._broken:
            return frames
        self._buffer += data
        while (frame := self._next()) is not None:
            frames.append(frame)
            if isinstance(frame, Broken):
                self._broken = True
                self._buffer.clear()
                break
        return frames

    def _next(self) -> Frame | None:
        buffer = self._buffer
        if not self._size:
            if buffer.startswith(b"\r\n"):
                del buffer[:2]
                self._after_line_end = not self._after_line_end
                return KeepAlive.PONG if self._after_line_end else KeepAlive.PING
            if not buffer or buffer == b"\r":
                return None
            end = buffer.find(b"\r\n\r\n", max(0, self._searched - 3))
            if end < 0:
                self._searched = len(buffer)
                return Broken("head_too_large") if len(buffer) > self._max_head else None
            if end > self._max_head:
                return Broken("head_too_large")
            body = _body_size(bytes(buffer[:end]))
            if isinstance(body, str):
                return Broken(body, bytes(buffer[: end + 4]))
            if end + 4 + body > self._max_size:
                return Broken("too_large", bytes(buffer[: end + 4]))
            self._size = end + 4 + body
        if len(buffer) < self._size:
            return None
        message = bytes(buffer[: self._size])
        del buffer[: self._size]
        self._size = self._searched = 0
        self._after_line_end = False
        return message


def _body_size(head: bytes) -> int | str:
    """What Content-Length says, which a stream needs (RFC 3261 18.3, 20.14); a reason where it says nothing."""
    values = {b" ".join(value.split()) for value in _length_lines(head)}
    if not values:
        return "no_content_length"
    value = values.pop()
    # Two that differ would let a message hide in another one's body.
    if values or not value.isdigit() or len(value) > 9:
        return "bad_content_length"
    return int(value)
