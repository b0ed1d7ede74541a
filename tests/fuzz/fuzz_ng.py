"""Fuzz target: what answers rtpengine's ng protocol. `python -m tests.fuzz.fuzzing ng`."""

from __future__ import annotations

from sessioncore.io.bencode import decode, encode
from sessioncore.io.rtpengine import _expected, _figures, _read


def one(data: bytes) -> None:
    """Any octets are an answer, or a reason why not; what is read of it is of the kinds that are told."""
    try:
        value = decode(data)
    except ValueError:
        pass
    else:
        assert decode(encode(value)) == value
    answer = _read(data)
    assert isinstance(answer, str | dict)
    for figures in _figures(answer):
        assert isinstance(figures.leg, str)
        assert all(
            isinstance(number, int) for number in (figures.line, figures.packets, figures.octets, figures.undelivered)
        )
    assert all(isinstance(leg, str) and isinstance(line, int) for leg, line in _expected(answer))
