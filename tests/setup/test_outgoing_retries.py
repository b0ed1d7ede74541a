"""setup/outgoing: the same INVITE once more after a wait that the callee asked for (RFC 3261 21.5.4, 14.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.handlers.limits import Limits
from sessioncore.handlers.setup.outgoing import Outgoing
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, Seen, audio

Make = Callable[..., Peer]
VARIES = {"via", "cseq"}


def refused(peer: Peer, status: int, *headers: str) -> tuple[Call, Seen]:
    call = peer.dialed()
    assert call.invite is not None
    call.respond(status, headers=headers)
    assert peer.labels() == ["ACK"]
    return call, call.invite


def lines(seen: Seen) -> list[tuple[str, str]]:
    return sorted(line for line in seen.lines if line[0] not in VARIES)


def test_b3_21_503_with_retry_after_is_placed_again_by_the_same_request(peer: Peer) -> None:
    call, first = refused(peer, 503, "Retry-After: 5 (maintenance)")
    peer.advance(4.9)
    assert peer.labels() == []
    assert peer.part(call.session, "setup") == "setup.waiting"
    peer.advance(0.2)
    again = peer.one("INVITE")
    assert again.at == pytest.approx(5.0)
    assert (again.uri, again.cseq, again.body) == (first.uri, first.cseq + 1, first.body)
    assert lines(again) == lines(first)
    assert again.branch != first.branch
    assert peer.outcome(call.dial) is None
    call.respond(200, to=again, sdp=audio())
    assert peer.one("ACK").cseq == again.cseq
    assert peer.outcome(call.dial) == ("done", 200)


def test_b3_22_what_a_421_requires_is_named_once(make_peer: Make) -> None:
    peer = make_peer(reliable_provisionals="asked")
    call, first = refused_at_once(peer, "Require: 100rel, timer")
    again = peer.one("INVITE")
    assert (first["supported"], again["supported"]) == ("timer, 199, replaces", "timer, 199, replaces, 100rel")
    assert (again.uri, again.cseq, again.body) == (first.uri, first.cseq + 1, first.body)
    assert [line for line in lines(again) if line[0] != "supported"] == [
        line for line in lines(first) if line[0] != "supported"
    ]
    assert peer.outcome(call.dial) is None
    call.invite = again
    call.respond_reliably(183, 7, sdp=audio())
    prack = peer.one("PRACK")
    assert prack["rack"] == f"7 {again.cseq} INVITE"
    call.respond(200, to=prack)
    call.respond(421, headers=["Require: 100rel"])
    assert peer.labels() == ["ACK"], "it was named"
    assert peer.outcome(call.dial) == ("failed", 421)


@pytest.mark.parametrize(
    ("settings", "header"),
    [
        ({}, "Require: 100rel"),
        ({"reliable_provisionals": "off"}, "Require: 100rel"),
        ({"reliable_provisionals": "asked"}, "Require: 100rel, gruu"),
        ({"reliable_provisionals": "asked"}, "Unsupported: 100rel"),
    ],
    ids=["named already", "switched off", "one that we lack", "requires nothing"],
)
def test_b3_22_else_a_421_is_the_end(make_peer: Make, settings: dict[str, str], header: str) -> None:
    peer = make_peer(**settings)
    call, _ = refused_at_once(peer, header)
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("failed", 421)


@pytest.mark.parametrize("required", [True, False])
def test_b3_22_who_calls_us_may_require_it(make_peer: Make, required: bool) -> None:
    """RFC 3262 3: it is in force where the caller requires it; that it could do so is no reason here."""
    peer = make_peer(reliable_provisionals="asked")
    call = peer.calling(headers=["Require: 100rel" if required else "Supported: 100rel"])
    peer.command("progress", call.session, source="silence")
    assert peer.one("183 INVITE").has("rseq") == required
    peer.command("decline", call.session, status=486)
    peer.take()


def refused_at_once(peer: Peer, header: str) -> tuple[Call, Seen]:
    call = peer.dialed()
    assert call.invite is not None
    call.respond(421, headers=[header])
    return call, call.invite


def test_b3_21_491_waits_as_long_as_who_owns_the_call_id(make_peer: Make) -> None:
    waits = set()
    peer = make_peer()
    for _ in range(20):
        call, first = refused(peer, 491)
        peer.advance(4.1)
        again = peer.take()[0]
        assert again.label == "INVITE"
        waits.add(round(again.at - first.at, 2))
        call.respond(486, to=again)
        peer.take()
    assert 2.1 <= min(waits) < 3 < max(waits) <= 4.0


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (503, ()),
        (503, ("Retry-After: 11",)),
        (503, ("Retry-After: soon",)),
        (421, ("Require: 100rel",)),
        (480, ("Retry-After: 1",)),
        (486, ("Retry-After: 1",)),
        (500, ("Retry-After: 1",)),
        (600, ("Retry-After: 1",)),
    ],
)
def test_b3_21_others_are_the_application_s_to_repeat(peer: Peer, status: int, headers: tuple[str, ...]) -> None:
    call, _ = refused(peer, status, *headers)
    assert peer.outcome(call.dial) == ("failed", status)


def test_b3_21_only_so_often(make_peer: Make) -> None:
    peer = make_peer(limits=Limits(max_retries=2))
    call, _ = refused(peer, 503, "Retry-After: 0")
    for _ in range(2):
        peer.advance(0.1)
        call.respond(503, to=peer.one("INVITE"), headers=["Retry-After: 0"])
    assert peer.labels() == ["ACK"]
    (reply,) = peer.replies(call.dial)
    assert (reply.outcome, reply.status, reply.retry_after) == ("failed", 503, 0)
    never = make_peer(limits=Limits(max_retries=0))
    call, _ = refused(never, 491)
    assert never.outcome(call.dial) == ("failed", 491)


def test_b3_21_hanging_up_while_it_waits_sends_nothing(peer: Peer) -> None:
    call, _ = refused(peer, 503, "Retry-After: 5")
    hang_up = peer.command("hang_up", call.session)
    assert peer.labels() == []
    assert peer.outcome(call.dial) == ("failed", 487)
    assert peer.outcome(hang_up) == ("done", None)
    peer.advance(60)
    assert peer.labels() == []
    assert peer.states()[-1] == "terminated"


def test_b3_10_waiting_is_bounded_as_ringing_is(make_peer: Make) -> None:
    peer = make_peer(limits=Limits(no_answer=3.0))
    call, _ = refused(peer, 503, "Retry-After: 5")
    peer.advance(3.0)
    assert peer.labels() == []
    assert peer.outcome(call.dial) == ("failed", 408)
    assert peer.states()[-1] == "failed"
    peer.advance(10)
    assert peer.labels() == []


def test_b3_21_what_rang_before_rings_no_more(peer: Peer) -> None:
    call = peer.dialed()
    call.respond(180, tag="one")
    call.respond(503, headers=["Retry-After: 1"])
    peer.take()
    peer.advance(1)
    again = peer.one("INVITE")
    call.respond(180, to=again, tag="two")
    call.respond(200, to=again, tag="two", sdp=audio())
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("done", 200)


def test_b3_21_other_targets_of_a_redirection_come_first(peer: Peer) -> None:
    call = peer.dialed()
    call.respond(302, headers=["Contact: <sip:a@192.0.2.3>", "Contact: <sip:b@192.0.2.4>"])
    call.respond(503, to=peer.one("INVITE"), headers=["Retry-After: 1"])
    second = peer.one("INVITE")
    assert second.uri == "sip:b@192.0.2.4"
    call.respond(503, to=second, headers=["Retry-After: 1"])
    peer.take()
    peer.advance(1)
    again = peer.one("INVITE")
    assert again.uri == "sip:b@192.0.2.4"
    call.respond(486, to=again)


def test_b3_21_a_second_dial_and_a_broken_send_while_it_waits() -> None:
    machine = Alone(Outgoing, "setup.waiting")
    assert machine.on("dial") == ("setup.waiting", [], [])
    assert machine.rejected == [("dial", 491)]
    state, did, told = machine.on("action_failed")
    assert state == "ended"
    assert did == ["reply_abandoned", "reply_hung_up", "close_media"]
    assert told[-1] == "call_over"
