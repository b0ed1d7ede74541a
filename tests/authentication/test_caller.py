"""authentication/caller: who calls, asked by the application; the verdicts are given by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessioncore import events
from sessioncore.actions.authentication.caller import Actions
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.cell import Cell
from sessioncore.handlers.authentication import caller as chart
from sessioncore.handlers.limits import Limits
from sessioncore.statechart import Signal
from tests.support.fake_cell import FakeCell
from tests.support.peer import PEER, Call, Peer

CHALLENGES = [
    'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"',
    'Digest realm="r", nonce="n", algorithm=MD5',
]
CREDENTIALS = 'Authorization: Digest username="u", realm="r", nonce="n", uri="sip:app@192.0.2.1:5060", response="0"'


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(authenticate=True)


def asked(peer: Peer, *, headers: tuple[str, ...] = (CREDENTIALS,)) -> tuple[Call, int]:
    """A call whose application wants to know who calls; the question is out."""
    call = peer.calling(headers=headers)
    command = peer.command("authenticate", call.session)
    assert peer.outcome(command) is None
    assert peer.part(call.session, "authentication") == "checking"
    return call, command


def verdict(peer: Peer, call: Call, outcome: str, *, wait: float = 0.0, challenges: list[str] = CHALLENGES) -> None:
    given: dict[str, Any] = {"outcome": outcome, "user": "alice", "challenges": challenges, "wait": wait}
    command = peer.command("verdict", call.session, **given)
    assert peer.outcome(command) == ("done", None)


def reached(peer: Peer, chart: str) -> str:
    """The state that a chart was left in; its leg may be gone."""
    return [record.target for record in peer.engine.trace if record.chart == chart][-1]


def second_verdict(peer: Peer, call: Call) -> tuple[str, int | None] | None:
    """What becomes of a verdict that nobody waits for."""
    return peer.outcome(peer.command("verdict", call.session, outcome="genuine", user="u", challenges=[], wait=0))


def over(peer: Peer, call: Call) -> None:
    peer.command("decline", call.session, status=486)
    call.ack_failure(peer.one("486 INVITE"))


def test_the_question_holds_all_that_is_needed_to_judge(peer: Peer) -> None:
    call, _ = asked(peer)
    (_, ask) = peer.asks()
    assert (ask.question, ask.session) == ("authenticate", call.session)
    details = ask.details
    assert (details["source"], details["method"], details["uri"]) == (PEER[0], "INVITE", "sip:app@192.0.2.1:5060")
    assert details["credentials"] == [CREDENTIALS.partition(": ")[2]]
    assert details["body"].startswith(b"v=0")
    verdict(peer, call, "wrong")
    over(peer, call)


def test_b7_8_genuine_credentials(peer: Peer) -> None:
    call, command = asked(peer)
    verdict(peer, call, "genuine")
    assert peer.outcome(command) == ("done", None)
    assert peer.engine.caller(call.session) == "alice"
    (told,) = peer.published(events.Authenticated)
    assert (told.user, told.source, told.session) == ("alice", PEER[0], call.session)
    again = peer.command("authenticate", call.session)
    assert peer.outcome(again) == ("done", None)
    assert peer.outcome(peer.command("challenge", call.session, status=401)) == ("refused", 491)
    assert second_verdict(peer, call) == ("refused", 481)
    answer = peer.command("answer", call.session, source="silence")
    call.accept(peer.one("200 INVITE"))
    assert peer.outcome(answer) == ("done", 200)


@pytest.mark.parametrize(("status", "header"), [(401, "www-authenticate"), (407, "proxy-authenticate")])
def test_b7_8_a_challenge_ends_the_call(peer: Peer, status: int, header: str) -> None:
    call, command = asked(peer, headers=())
    verdict(peer, call, "absent")
    assert peer.outcome(command) == ("failed", 401)
    assert peer.published(events.AuthenticationRefused) == []
    assert peer.engine.caller(call.session) == ""
    assert peer.outcome(peer.command("challenge", call.session, status=status)) == ("done", None)
    assert reached(peer, "authentication/caller") == "challenged"
    refused = peer.one(f"{status} INVITE")
    assert refused.all(header) == CHALLENGES
    call.ack_failure(refused)
    assert [event.status for event in peer.published(events.AuthenticationChallenged)] == [status]
    assert peer.states()[-1] == "terminated"
    assert peer.engine.session_count == 0


@pytest.mark.parametrize("outcome", ["wrong", "stale", "replayed", "hasty", "malformed"])
def test_b7_8_credentials_that_are_no_good_are_told(peer: Peer, outcome: str) -> None:
    call, command = asked(peer)
    verdict(peer, call, outcome)
    assert peer.outcome(command) == ("failed", 401)
    (told,) = peer.published(events.AuthenticationRefused)
    assert (told.claimed, told.reason, told.source) == ("alice", outcome, PEER[0])
    assert peer.outcome(peer.command("authenticate", call.session)) == ("failed", 401)
    over(peer, call)


@pytest.mark.parametrize(("outcome", "result"), [("genuine", "done"), ("wrong", "failed")])
def test_b7_8_who_failed_often_waits_right_or_wrong(peer: Peer, outcome: str, result: str) -> None:
    call, command = asked(peer)
    verdict(peer, call, outcome, wait=2.0)
    assert peer.outcome(peer.command("challenge", call.session, status=401)) == ("refused", 491)
    assert peer.outcome(peer.command("authenticate", call.session)) == ("refused", 491)
    assert second_verdict(peer, call) == ("refused", 491)
    peer.advance(1.99)
    assert peer.outcome(command) is None
    assert peer.published(events.Authenticated) == peer.published(events.AuthenticationRefused) == []
    peer.advance(0.02)
    good = outcome == "genuine"
    assert peer.part(call.session, "authentication") == ("authenticated" if good else "unproven")
    assert peer.engine.caller(call.session) == ("alice" if good else "")
    assert len(peer.published(events.Authenticated)) == good
    assert len(peer.published(events.AuthenticationRefused)) == (not good)
    assert peer.outcome(command) is not None
    assert peer.outcome(command)[0] == result  # type: ignore[index]
    peer.take()
    over(peer, call)


def test_b7_8_no_wait_is_longer_than_the_limit(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(authenticate=True, limits=Limits(penalty=3.0))
    call, command = asked(peer)
    verdict(peer, call, "genuine", wait=1e9)
    peer.advance(3.0)
    assert peer.outcome(command) == ("done", None)
    peer.take()
    over(peer, call)


@pytest.mark.parametrize("verdict_given", [False, True])
def test_b7_8_where_nobody_judges_it_fails_closed(peer: Peer, verdict_given: bool) -> None:
    call, command = asked(peer)
    if verdict_given:
        verdict(peer, call, "unavailable", challenges=[])
    else:
        peer.advance(4.99)
        assert peer.outcome(command) is None
        peer.advance(0.01)
        late = peer.command("verdict", call.session, outcome="genuine", user="u", challenges=[], wait=0)
        assert peer.outcome(late) == ("refused", 481)
    assert peer.outcome(command) == ("failed", 401)
    assert peer.engine.caller(call.session) == ""
    peer.take()
    peer.command("challenge", call.session, status=401)
    refused = peer.one("500 INVITE")
    assert not refused.has("WWW-Authenticate")
    call.ack_failure(refused)


def test_a_question_is_asked_once_and_in_order(peer: Peer) -> None:
    call = peer.calling()
    assert peer.outcome(peer.command("challenge", call.session, status=401)) == ("refused", 491)
    early = peer.command("verdict", call.session, outcome="genuine", user="u", challenges=[], wait=0)
    assert peer.outcome(early) == ("refused", 481)
    command = peer.command("authenticate", call.session)
    assert peer.outcome(peer.command("authenticate", call.session)) == ("refused", 491)
    assert peer.outcome(peer.command("challenge", call.session, status=401)) == ("refused", 491)
    verdict(peer, call, "wrong")
    assert peer.outcome(command) == ("failed", 401)
    over(peer, call)


def test_a_verdict_that_cannot_be_read_fails_closed(peer: Peer) -> None:
    call, command = asked(peer)
    peer.expected_failures = 1
    peer.command("verdict", call.session, outcome="genuine", user="u", challenges=None, wait=0)
    assert peer.outcome(command) == ("failed", 401)
    assert peer.part(call.session, "authentication") == "unproven"
    over(peer, call)


def test_what_could_not_be_noted_is_not_proven(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(actions: Any, event: Any) -> None:
        raise OSError("note")

    monkeypatch.setattr("sessioncore.actions.authentication.caller.Actions.note_user", fails)
    call, command = asked(peer)
    peer.expected_failures = 1
    verdict(peer, call, "genuine")
    assert peer.outcome(command) == ("failed", 401)
    assert peer.engine.caller(call.session) == ""
    assert peer.part(call.session, "authentication") == "unproven"
    over(peer, call)


@pytest.mark.parametrize(("outcome", "signal"), [("genuine", chart.Proven), ("wrong", chart.Unproven)])
def test_a_chart_that_asks_after_the_application_is_told_at_once(
    peer: Peer, outcome: str, signal: type[Signal], monkeypatch: pytest.MonkeyPatch
) -> None:
    call, _ = asked(peer)
    verdict(peer, call, outcome)
    cell = peer.engine.cells[call.session]
    raised: list[Signal] = []
    monkeypatch.setattr(Cell, "raise_signal", lambda cell, machine, signal: raised.append(signal))
    cell.handle(cell.leg.authentication.dispatch, chart.WANTED, "a chart asks")
    monkeypatch.undo()
    assert [type(one) for one in raised] == [signal]
    over(peer, call)


def test_without_the_setting_nobody_can_be_asked(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer()
    call = peer.calling()
    assert peer.outcome(peer.command("authenticate", call.session)) == ("refused", 481)
    over(peer, call)


def test_a_snapshot_keeps_who_calls(peer: Peer) -> None:
    call, _ = asked(peer)
    verdict(peer, call, "genuine")
    snapshot = peer.engine.snapshot(call.session)
    part = next(part for part in snapshot["parts"] if part["part"] == "authentication")
    assert (part["state"], part["slice"]["user"]) == ("authenticated", "alice")
    over(peer, call)


@pytest.fixture
def asking(make_peer: Callable[..., Peer]) -> Peer:
    """An engine whose answering chart asks who calls."""
    return make_peer(authenticate=True, answering=AnsweringTable({}, AnsweringRule("auth")))


def fails(actions: Any, event: Any) -> None:
    raise OSError("no")


@pytest.mark.parametrize(("action", "status"), [("ask_verdict", 500), ("note_user", 407)])
def test_b7_8_what_fails_lets_nobody_in(
    asking: Peer, action: str, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"sessioncore.actions.authentication.caller.Actions.{action}", fails)
    asking.expected_failures = 1
    call = asking.calling("anybody")
    if action == "note_user":
        verdict(asking, call, "genuine")
    refused = asking.one(f"{status} INVITE")
    call.ack_failure(refused)


@pytest.mark.parametrize(("outcome", "labels"), [("genuine", ["180 INVITE", "200 INVITE"]), ("wrong", ["407 INVITE"])])
def test_b7_8_the_chart_that_asked_hears_after_the_penalty(asking: Peer, outcome: str, labels: list[str]) -> None:
    call = asking.calling("anybody")
    verdict(asking, call, outcome, wait=1.0)
    asking.advance(0.99)
    assert asking.labels() == ["100 INVITE"]
    asking.advance(0.01)
    seen = asking.take()
    assert [one.label for one in seen] == labels
    if outcome == "genuine":
        call.accept(seen[-1])
    else:
        call.ack_failure(seen[-1])


def test_after_the_challenge_nothing_can_be_asked() -> None:
    """Only for as long as the leg lasts, which in a call is no longer than the challenge."""
    cell = FakeCell()
    caller = chart.Caller(Actions(cell), None, cell)  # type: ignore[arg-type]
    caller.restore("challenged")
    for event in (chart.Authenticate(1), chart.Challenge(2, 401), chart.Verdict(3, "genuine", "u", [], 0.0)):
        cell.feed(caller, event)
    assert [status for _, status in cell.rejected] == [481, 481, 481]
    assert caller.state_name == "challenged"
