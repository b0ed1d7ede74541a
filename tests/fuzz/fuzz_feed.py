"""Fuzz target: `Engine.feed`. `python -m tests.fuzz.fuzzing feed`.

Input that begins with `>` is one datagram; any other decides, octet by octet, what everybody around an engine does.
"""

from __future__ import annotations

from sessioncore.inputs import Datagram
from tests.fuzz.fuzzer import PEER, Fuzzer, Octets

STEPS = 40


def one(data: bytes) -> None:
    """Nothing of ours fails, and when all are silent nothing is left."""
    fuzzer = Fuzzer(Octets(b"" if data[:1] == b">" else data))
    if data[:1] == b">":
        fuzzer.feed(Datagram(data[1:], PEER))
    wrong = fuzzer.run(0 if data[:1] == b">" else STEPS)
    assert not wrong, wrong
