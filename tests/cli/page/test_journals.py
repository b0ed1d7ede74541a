from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.cli.page.journals import read_calls
from sessioncore.cli.page.recording import merge
from sessioncore.core.ladder import describe
from tests.support.journals import LOCAL, Script

ANSWER = (
    b"Content-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 203.0.113.77\r\ns=-\r\nc=IN IP4 203.0.113.77\r\n"
    b"t=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    script = Script(tmp_path / "x.journal")
    script.incoming()
    script.outgoing("sip:bob@203.0.113.77:5080", display="Us", caller="sip:us@198.51.100.20", answer=ANSWER)
    script.datagram(b"noise")
    script.close()
    return tmp_path / "x.journal"


def test_steps_are_sorted_into_calls(journal: Path) -> None:
    found = read_calls(journal)
    assert found.local == LOCAL
    incoming, outgoing, noise = found.calls
    assert outgoing.name == "s00112233445566aa"
    assert (incoming.outcome, outgoing.outcome, noise.outcome) == ("terminated", "terminated", "")
    assert [step.label for step in outgoing.steps if step.kind != "timer"] == [
        "dial",
        "INVITE 1 SDP sendrecv",
        "200 INVITE 1 SDP sendrecv",
        "ACK 1",
        "hang_up",
        "BYE 2",
        "200 BYE 2",
    ]
    said = [step.label for step in incoming.steps if step.kind == "message"]
    assert said[0] == "INVITE 1 SDP sendrecv"
    assert said[-2:] == ["BYE 2", "200 BYE 2"]
    assert noise.steps[0].label.startswith("unreadable")
    # Times go up, every transition is at the side that the journal tells of.
    for call in found.calls:
        assert [step.at for step in call.steps] == sorted(step.at for step in call.steps)
        assert {move.side for step in call.steps for move in step.moves} <= {0}
    assert ("setup", "setup/outgoing") in [(part, chart) for _, part, chart in outgoing.charts()]


def test_one_session_is_picked(journal: Path) -> None:
    [call] = read_calls(journal, session="s00112233445566aa").calls
    assert call.name == "s00112233445566aa"
    with pytest.raises(ConfigError, match=r"holds no session 'other'; sessions there: s"):
        read_calls(journal, session="other")


@pytest.mark.parametrize("content", ["", "{}\n", '{"journal": 1}\n', "no\n"])
def test_what_is_no_journal_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "x").write_text(content)
    with pytest.raises((ConfigError, KeyError)):
        read_calls(tmp_path / "x")


def test_two_ends_become_one_call(journal: Path) -> None:
    """What one end sent and the other took is one step, with the moves of who took it."""
    call = read_calls(journal, session="s00112233445566aa").calls[0]
    other = read_calls(journal, session="s00112233445566aa", name="them").calls[0]
    for step in other.steps:
        if step.kind == "message":
            step.origin, step.target = 1 - step.origin, 1 - step.target
            step.at += 0.01 if step.origin else -0.01
        step.moves = []
    merged = merge(call, other)
    messages = [step for step in merged.steps if step.kind == "message"]
    assert [describe(step.raw or b"") for step in messages] == [
        step.label for step in call.steps if step.kind == "message"
    ]
    assert [(step.origin, step.target) for step in messages] == [(0, 1), (1, 0), (0, 1), (0, 1), (1, 0)]
    assert all(step.arrived is not None and step.arrived > step.at for step in messages)
    assert merged.lifelines == ["sessioncore", "them"]
