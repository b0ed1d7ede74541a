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
