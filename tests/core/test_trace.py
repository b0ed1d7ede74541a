"""The trace: which rows were taken, and which effects they had."""

from __future__ import annotations

import pytest

from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.engine import Engine
from sessioncore.core.trace import TraceRecord
from tests.support.peer import ENGINE, Peer, audio


def test_every_row_of_a_macrostep_in_order(peer: Peer) -> None:
    call = peer.dialed()
    records = [record for record in peer.engine.trace if record.session == call.session]
    assert [(record.chart, record.row, record.source, record.target) for record in records] == [
        ("setup/outgoing", "idle.dial", "idle", "setup.inviting"),
        ("session/session", "initializing.dialing", "initializing", "dialing"),
    ]
    assert {record.cause for record in records} == {"command dial"}
    call.respond(486)


def test_the_effects_of_a_macrostep_belong_to_its_rows(peer: Peer) -> None:
    call = peer.dialed()
    before = len(peer.engine.trace)
    sent = len(peer.effects)
    call.respond(200, sdp=audio())
    labels = [label for record in peer.engine.trace[before:] for label in record.effects]
    assert labels == [effect.label for effect in peer.effects[sent:]]
    usage = next(record for record in peer.engine.trace[before:] if record.chart == "dialog/invite_usage")
    assert usage.effects == ("ACK",)


@pytest.mark.parametrize("decision", ["ignore", "reject", "defer"])
def test_other_decisions_are_recorded_too(peer: Peer, decision: str) -> None:
    call = peer.answered()
    if decision == "defer":
        peer.command("hold", call.session)
        peer.command("resume", call.session)
    elif decision == "reject":
        peer.command("dial", call.session, target="sip:x@192.0.2.2", arguments={})
    else:
        call.respond(180)
    found = [record for record in peer.engine.trace if record.decision == decision]
    assert found
    assert all(record.source == record.target for record in found)


def test_keys_tell_apart_what_there_are_many_of(peer: Peer) -> None:
    call = peer.called()
    call.reinvite(audio("sendonly", version=2))
    call.ack(cseq=peer.one("200 INVITE").cseq)
    parts = {record.part for record in peer.engine.trace}
    assert {"reliable_answer[100]", "reliable_answer[101]", "stream[0]"} <= parts
    assert any(part.startswith("invite_server[") for part in parts)


def test_a_line_for_people() -> None:
    moved = TraceRecord(1, "BYE", "s", "usage", "dialog/invite_usage", "established.bye", "established", "morgue")
    stayed = TraceRecord(1, "INFO", "s", "dialog", "dialog/dialog", "query", "confirmed", "confirmed")
    assert moved.line == "dialog/invite_usage established.bye: established -> morgue"
    assert stayed.line == "dialog/dialog query: confirmed"


def test_an_engine_that_is_not_traced_keeps_nothing() -> None:
    engine = Engine(Settings(address=ENGINE[0]), Environment(b"test-seed"))
    assert engine.trace_log is None
    assert engine.trace == []
