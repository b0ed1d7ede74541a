"""Effects are values with a label."""

from __future__ import annotations

import pytest

from sessioncore.base.media import CloseStream, OpenStream
from sessioncore.effects import Ask, Media, Persist, Publish, Reply, Send
from sessioncore.events import CallFailed

REMOTE = ("192.0.2.2", 5060)


@pytest.mark.parametrize(
    ("data", "label"),
    [
        (b"INVITE sip:a@b SIP/2.0\r\n\r\n", "INVITE"),
        (b"ACK sip:a@b SIP/2.0\r\n\r\n", "ACK"),
        (b"SIP/2.0 100 Trying\r\n\r\n", "1xx"),
        (b"SIP/2.0 200 OK\r\n\r\n", "2xx"),
        (b"SIP/2.0 603 Decline\r\n\r\n", "6xx"),
        (b"\xff\xfe junk", "��"),
    ],
)
def test_the_label_of_a_message(data: bytes, label: str) -> None:
    assert Send(data, REMOTE).label == label


def test_the_label_of_a_media_command_is_its_class() -> None:
    assert Media(OpenStream("s/0", 20000)).label == "OpenStream"
    assert Media(CloseStream("s/0")).label == "CloseStream"


def test_the_labels_of_the_others() -> None:
    event = CallFailed(session="s", at=1.0, status=486)
    effects = [Reply(1, "done"), Ask("s", "incoming", {}), Persist("s"), Publish(event)]
    assert [effect.label for effect in effects] == ["Reply", "Ask", "Persist", "Publish"]


def test_effects_compare_by_value() -> None:
    """Replay compares them (invariant 2)."""
    assert Send(b"x", REMOTE) == Send(b"x", REMOTE)
    assert Send(b"x", REMOTE) != Send(b"x", ("192.0.2.3", 5060))
    assert Reply(1, "failed", 486, "Busy") == Reply(1, "failed", 486, "Busy")
    assert Persist("s", {"a": 1}) != Persist("s", None)


def test_udp_unless_told_otherwise() -> None:
    assert Send(b"x", REMOTE).transport == "udp"
