"""Fuzz target: the stream framer. `python -m tests.fuzz.fuzzing stream`.

The first octet says how the rest is cut into segments.
"""

from __future__ import annotations

from sessioncore.wire.sip import SipParseError, parse
from sessioncore.wire.sip.framing import Broken, Frame, StreamFramer
from sessioncore.wire.sip.parser import MAX_SIZE


def one(data: bytes) -> None:
    """The frames do not depend on the cuts; each message has the length that it says."""
    step = data[0] % 61 + 1 if data else 1
    rest = data[1:]
    whole = StreamFramer().feed(rest)
    framer = StreamFramer()
    found: list[Frame] = []
    for at in range(0, len(rest), step):
        found += framer.feed(rest[at : at + step])
    assert found == whole
    assert not any(isinstance(frame, Broken) for frame in found[:-1])
    for frame in found:
        if isinstance(frame, bytes):
            assert len(frame) <= MAX_SIZE
            try:
                message = parse(frame)
            except SipParseError:
                continue
            assert frame.endswith(b"\r\n\r\n" + message.body)
