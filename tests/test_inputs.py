"""Inputs are values: together with the time they are all that decides what the core does (invariant 2)."""

from __future__ import annotations

import attrs

from sessioncore.base.media import MediaStarted
from sessioncore.inputs import Command, Datagram, MediaReported, SendFailed, Tick


def test_inputs_compare_by_value() -> None:
    source = ("192.0.2.2", 5060)
    assert Datagram(b"x", source) == Datagram(b"x", source)
    assert Datagram(b"x", source) != Datagram(b"y", source)
    assert Tick() == Tick()
    assert Command(1, "s", "hold") == Command(1, "s", "hold", {})
    assert MediaReported(MediaStarted("s/0", 1, 0)) == MediaReported(MediaStarted("s/0", 1, 0))
    assert SendFailed(source, "unreachable") == SendFailed(source, "unreachable", b"")


def test_arguments_are_not_shared_between_commands() -> None:
    one, two = Command(1, "s", "hold"), Command(2, "s", "hold")
    one.arguments["x"] = 1
    assert two.arguments == {}


def test_they_are_made_of_plain_values() -> None:
    """So that the journal can write them and a replay can read them."""
    for item in (Datagram(b"x", ("h", 1)), Tick(), Command(1, "s", "n", {"a": 1}), SendFailed(("h", 1), "r", b"d")):
        values = attrs.asdict(item)
        assert all(isinstance(value, int | str | bytes | tuple | dict) for value in values.values())
