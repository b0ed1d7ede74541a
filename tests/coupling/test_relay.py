"""coupling/relay: descriptions and calls whose media is relayed; the relay is in the test's hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from sessioncore import events
from sessioncore.base.relay import (
    CloseRelay,
    DescriptionNotPassed,
    DescriptionPassed,
    PassDescription,
    RelayFailed,
    RelayFigures,
    RelaySilent,
    RelayStopped,
)
from sessioncore.core.entries import plain, read_input
from sessioncore.core.redaction.journal import InputRedactor
from sessioncore.core.redaction.placeholders import Placeholders
from sessioncore.effects import Relay
from sessioncore.handlers.coupling.relay import Relay as Chart
from sessioncore.inputs import RelayReported
from tests.coupling import conftest
from tests.coupling.conftest import CALLEE_SDP, CALLER_SDP, House, desk, told
from tests.support.alone import Alone
from tests.support.peer import PEER, Peer, audio


@attrs.define
class Machine:
    """A relay that says `relayed N` for the Nth description, at once or when it is told to."""

    peer: Peer
    asked: list[PassDescription] = attrs.field(factory=list)
    closed: int = 0
    waits: bool = False

    def take(self, effects: list[Any]) -> None:
        for effect in effects:
            if isinstance(effect, Relay) and isinstance(effect.command, PassDescription):
                self.asked.append(effect.command)
                if not self.waits:
                    self.answer()
            elif isinstance(effect, Relay):
                assert isinstance(effect.command, CloseRelay)
                self.closed += 1
                figures = (RelayFigures(self.asked[0].sender, 0, 3, 516),)
                self.report(RelayStopped(effect.command.relay, figures))

    def answer(self) -> None:
        asked = self.asked[-1]
        self.report(DescriptionPassed(asked.relay, asked.number, self.body().encode()))

    def refuse(self) -> None:
        asked = self.asked[-1]
        self.report(DescriptionNotPassed(asked.relay, asked.number, "all ports are in use"))

    def report(self, event: Any) -> None:
        self.peer.feed(RelayReported(event))

    def body(self, number: int = 0) -> str:
        """What is told of the description of this number, the last one by default."""
        made: str = audio(port=60_000 + 2 * (number or len(self.asked)), address="198.51.100.9")
        return made

    def said(self) -> list[tuple[str, str, str, str]]:
        """Kind, who it is for, body and host of each description since the last look, with 1 for the caller's leg."""
        legs = {self.asked[0].sender: "caller"} if self.asked else {}
        return [(one.kind, legs.get(one.sender, "callee"), one.body.decode(), one.host) for one in self.asked]


@pytest.fixture
def relayed(house: Callable[..., House], monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[House, Machine]]:
    """``relayed(1.0)`` is ``house(1.0)`` with a relay."""

    def make(
        *preferences: float, waits: bool = False, sdp: str | None = CALLER_SDP, **options: Any
    ) -> tuple[House, Machine]:
        made = house(*preferences, coupled_media="relay", call=False, **options)
        machine = Machine(made.peer, waits=waits)
        feed = made.peer.feed

        def fed(item: Any) -> Any:
            effects = feed(item)
            machine.take(effects)
            return effects

        monkeypatch.setattr(made.peer, "feed", fed)
        made.call = made.peer.calling("bob", sdp=sdp)
        made.take_callees()
        return made, machine

    return make


Make = Callable[..., tuple[House, Machine]]


def talk(made: House, machine: Machine) -> None:
    """Bob's first place answers; the caller is told what the relay makes of it."""
    made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
    seen = made.peer.take()
    (ok,) = [one for one in seen if one.label == "200 INVITE"]
    assert ok.body == machine.body()
    made.call.accept(ok)
    assert made.peer.take() == []


class TestCall:
    def test_b11_9_each_side_is_told_what_the_relay_says(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        assert made[0].invite is not None
        assert made[0].invite.body == machine.body(1)
        made[0].respond(180)
        assert made.labels() == ["180 INVITE to caller"]
        talk(made, machine)
        assert machine.said() == [
            ("offer", "caller", CALLER_SDP, PEER[0]),
            ("answer", "callee", CALLEE_SDP, "192.0.2.10"),
        ]
        assert [one.receiver for one in machine.asked] == ["", machine.asked[0].sender]
        made.hang_up()
        assert machine.closed == 1
        (stopped,) = made.peer.published(events.RelayStopped)
        assert (stopped.session, stopped.figures[0].packets) == (machine.asked[0].sender, 3)

    @pytest.mark.parametrize(
        ("contact", "toward"),
        [("192.0.2.7", "192.0.2.7"), ("[2001:DB8::7]", "2001:db8::7"), ("desk.example", "")],
    )
    def test_m19_it_is_told_where_the_callee_is(
        self, relayed: Make, contact: str, toward: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So the relay has a port of that family for it, before anybody has answered; who is called first counts."""
        plain = desk
        monkeypatch.setattr(conftest, "desk", lambda number: plain(number) if number else f"sip:bob@{contact}:5060")
        _, machine = relayed(1.0, 0.5)
        assert machine.asked[0].toward == toward

    @pytest.mark.parametrize("preferences", [(1.0,), (1.0, 0.5)])
    def test_b11_9_it_is_told_who_is_reached_as_browsers_are(
        self, relayed: Make, preferences: tuple[float, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """RFC 7118 5: transport=ws in the Contact; who is called first counts."""
        _, machine = relayed(*preferences)
        assert machine.asked[0].browser is False
        monkeypatch.setattr(conftest, "desk", lambda number: desk(number) + (";transport=ws" if not number else ""))
        _, machine = relayed(*preferences)
        assert machine.asked[0].browser is True
        _, machine = relayed(1.0, 1.0)
        assert machine.asked[0].browser is False, "not all of them are browsers"

    def test_b11_9_early_media_and_the_same_again_in_the_answer(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        made[0].respond(183, sdp=CALLEE_SDP)
        assert made.one("183 INVITE").body == machine.body(2)
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        assert [one.kind for one in machine.asked] == ["offer", "answer", "answer"]
        made.peer.take()

    def test_b11_9_who_answers_too_late_changes_nothing(self, relayed: Make) -> None:
        made, machine = relayed(1.0, 1.0)
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made.call.accept(next(one for one in made.peer.take() if one.label == "200 INVITE"))
        made[1].respond(200, sdp=audio(), contact=f"<{desk(1)}>")
        assert [told(one) for one in made.peer.take()] == ["ACK to 192.0.2.11", "BYE to 192.0.2.11"]
        assert len(machine.asked) == 2
        made.hang_up()

    def test_b11_9_b11_10_an_offer_that_was_asked_for_and_its_answer_in_the_ack(self, relayed: Make) -> None:
        made, machine = relayed(1.0, sdp=None)
        assert machine.asked == []
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        ok = made.one("200 INVITE")
        assert ok.body == machine.body(1)
        made.call.accept(ok, sdp=CALLER_SDP)
        assert made.one("ACK").body == machine.body(2)
        callee, caller = machine.asked
        assert (callee.kind, callee.host, caller.kind, caller.host) == ("offer", "192.0.2.10", "answer", PEER[0])
        assert (callee.receiver, caller.receiver) == (caller.sender, callee.sender)
        made.hang_up()

    @pytest.mark.parametrize("status", [486, 200])
    def test_b5_12_it_is_closed_once_however_the_call_ends(self, relayed: Make, status: int) -> None:
        made, machine = relayed(1.0)
        if status == 200:
            talk(made, machine)
            made[0].request("BYE")
            bye = next(one for one in made.peer.take() if told(one) == "BYE to caller")
            made.call.respond(200, to=bye)
        else:
            made[0].respond(486)
            made.call.ack_failure(next(one for one in made.peer.take() if one.label == "486 INVITE"))
        assert machine.closed == 1

    def test_b5_12_a_cancelled_call_closes_it(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        made.call.cancel()
        assert machine.closed == 1


class TestChanges:
    def test_b11_9_hold_and_answer_go_through(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        talk(made, machine)
        hold = audio("sendonly", port=40_000, address="192.0.2.10")
        made[0].reinvite(hold)
        offered = next(one for one in made.peer.take() if told(one) == "INVITE to caller")
        assert offered.body == machine.body(3)
        assert machine.said()[2] == ("offer", "callee", hold, "192.0.2.10")
        made.call.respond(200, to=offered, sdp=audio("recvonly"))
        answered = next(one for one in made.peer.take() if one.label == "200 INVITE")
        assert answered.body == machine.body(4)
        assert machine.said()[3][:2] == ("answer", "caller")
        assert machine.asked[2].receiver == machine.asked[0].sender
        assert machine.asked[3].receiver == machine.asked[2].sender
        made[0].ack()
        made.hang_up()

    def test_b11_9_a_change_that_cannot_be_relayed_is_refused(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        talk(made, machine)
        machine.waits = True
        made.call.reinvite(CALLER_SDP)
        machine.refuse()
        assert told(made.peer.take()[-1]) == "488 INVITE to caller"
        (failed,) = made.peer.published(events.RelayFailed)
        assert failed.reason == "all ports are in use"
        machine.waits = False
        assert machine.closed == 0
        made.hang_up()
        assert machine.closed == 1

    def test_b11_9_a_relay_that_says_nothing_refuses_it_too(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        talk(made, machine)
        machine.waits = True
        made.call.reinvite(CALLER_SDP)
        made.peer.take()
        made.peer.advance(2.1)
        assert "488 INVITE to caller" in made.labels()
        made.peer.take()
        machine.answer()
        assert made.peer.take() == [], "it came too late"
        machine.refuse()
        assert made.peer.take() == []


class TestOrder:
    def test_b11_9_what_comes_meanwhile_waits(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        machine.waits = True
        made[0].respond(183, sdp=CALLEE_SDP)
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        assert made.labels() == ["ACK to 192.0.2.10"]
        machine.answer()
        assert made.labels() == ["183 INVITE to caller"]
        assert len(machine.asked) == 3
        machine.answer()
        assert made.one("200 INVITE").body == machine.body(3)

    def test_an_answer_to_another_question_is_none(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        machine.waits = True
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        made.peer.take()
        asked = machine.asked[-1]
        machine.report(DescriptionPassed(asked.relay, asked.number - 1, b"old"))
        machine.report(DescriptionNotPassed(asked.relay, asked.number - 1, "old"))
        assert made.peer.take() == []
        machine.answer()
        assert made.one("200 INVITE").body == machine.body(2)

    def test_when_too_much_waits_order_counts_no_more(self) -> None:
        assert Alone(Chart, "asking", "crowded").on("told") == ("asking", ["hand_on"], [])
        assert Alone(Chart, "asking").on("told") == ("asking", ["keep"], [])

    def test_the_events_that_wait_are_bounded(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        machine.waits = True
        made[0].respond(183, sdp=CALLEE_SDP)
        cell = made.peer.engine.cells[machine.asked[0].relay]
        actions = cell.leg.relay.actions
        assert not actions.crowded(None)
        actions.slice.waiting = [None] * 256
        assert actions.crowded(None)
        actions.slice.waiting = []


class TestFailure:
    @pytest.mark.parametrize("silent", [False, True])
    def test_b11_9_a_call_that_cannot_be_relayed_is_refused(self, relayed: Make, silent: bool) -> None:
        made, machine = relayed(1.0, waits=True)
        assert made.callees == []
        if silent:
            made.peer.advance(1.9)
            assert "503 INVITE" not in made.peer.labels()
            made.peer.advance(0.2)
        else:
            machine.refuse()
        refused = next(one for one in made.peer.take() if one.label == "503 INVITE")
        made.call.ack_failure(refused)
        (failed,) = made.peer.published(events.RelayFailed)
        assert failed.session == machine.asked[0].sender
        assert failed.reason == ("the media relay says nothing" if silent else "all ports are in use")

    def test_b11_9_a_relay_that_fails_ends_the_call_on_both_sides(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        talk(made, machine)
        machine.report(RelayFailed(machine.asked[0].relay, "the relay process has ended"))
        seen = made.peer.take()
        assert sorted(told(one) for one in seen) == ["BYE to 192.0.2.10", "BYE to caller"]
        for one in seen:
            (made[0] if one.remote[0] == "192.0.2.10" else made.call).respond(200, to=one)
        (failed,) = made.peer.published(events.RelayFailed)
        assert failed.reason == "the relay process has ended"
        assert machine.closed == 0, "there is nothing left to close"

    def test_b11_9_a_relay_that_fails_while_it_rings(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        made[0].respond(180)
        made.peer.take()
        machine.report(RelayFailed(machine.asked[0].relay, "gone"))
        seen = made.peer.take()
        assert [told(one) for one in seen][:1] == ["CANCEL to 192.0.2.10"]
        assert any(one.status >= 400 and told(one).endswith("INVITE to caller") for one in seen), seen
        made.call.ack_failure(next(one for one in seen if told(one).endswith("INVITE to caller")))
        made[0].respond(200, to=seen[0])
        made[0].respond(487)
        made.peer.take()

    @pytest.mark.parametrize("policy", ["end", "ignore"])
    def test_b5_4_silence_is_told_and_ends_the_call_if_it_is_to(self, relayed: Make, policy: str) -> None:
        made, machine = relayed(1.0, on_media_loss=policy)
        talk(made, machine)
        caller = machine.asked[0].sender
        machine.report(RelaySilent(machine.asked[0].relay, caller, 1, 20.5))
        (silent,) = made.peer.published(events.RelaySilent)
        assert (silent.session, silent.line, silent.seconds) == (caller, 1, 20.5)
        assert [one.label for one in made.peer.take()] == (["BYE", "BYE"] if policy == "end" else [])
        assert machine.closed == (policy == "end")

    def test_reports_about_a_call_that_is_gone_are_counted(self, relayed: Make) -> None:
        made, machine = relayed(1.0)
        machine.report(RelaySilent("gone", "leg", 0, 20.0))
        assert made.peer.engine.counters["dropped: late_relay_report"] == 1
        made[0].respond(486)
        made.call.ack_failure(made.peer.take()[-1])


class TestAlone:
    def test_b5_12_the_end_closes_it_in_every_state(self) -> None:
        for state in ("passing", "asking"):
            assert Alone(Chart, state).on("over") == ("closed", ["close"], [])
        assert Alone(Chart, "closed").on("over") == ("closed", [], [])

    def test_b11_9_in_the_end_everything_goes_on(self) -> None:
        assert Alone(Chart, "closed").on("told") == ("closed", ["hand_on"], [])

    def test_b11_9_failures_while_a_description_waits(self) -> None:
        assert Alone(Chart, "asking").on("relay_failed") == ("closed", ["publish_failed", "refuse_call"], ["broken"])
        silent = ("closed", ["publish_silent", "close"], ["broken"])
        assert Alone(Chart, "asking", "unheard").on("relay_silent") == silent

    @pytest.mark.parametrize("event", ["not_passed", "no_reply"])
    def test_b11_9_what_the_relay_does_not_take(self, event: str) -> None:
        refused = ("passing", ["publish_unpassed", "refuse_change", "release"], [])
        assert Alone(Chart, "asking", "awaited", "of_change").on(event) == refused
        ended = ("closed", ["publish_unpassed", "refuse_call", "close"], ["broken"])
        assert Alone(Chart, "asking", "awaited").on(event) == ended

    @pytest.mark.parametrize("state", ["passing", "asking"])
    def test_what_fails_here_ends_the_call(self, state: str) -> None:
        assert Alone(Chart, state).on("action_failed") == ("closed", ["close", "refuse_call"], ["broken"])
        assert Alone(Chart, "closed").on("action_failed") == ("closed", [], [])


@pytest.mark.parametrize(
    "event",
    [
        DescriptionPassed("s1", 1, CALLEE_SDP.encode()),
        DescriptionNotPassed("s1", 2, "all ports are in use"),
        RelayFailed("s1", "gone"),
        RelaySilent("s1", "s2", 0, 20.5),
        RelayStopped("s1", (RelayFigures("s2", 0, 1, 172),)),
    ],
    ids=lambda event: type(event).__name__,
)
def test_what_a_relay_reports_stands_in_a_journal_and_can_be_redacted(event: Any) -> None:
    taken = RelayReported(event)
    assert read_input(json.loads(json.dumps(plain(taken)))) == taken
    redacted = repr(InputRedactor(Placeholders(b"key" * 6)).input(taken))
    assert "192.0.2" not in redacted
    assert "'s1'" not in redacted
    assert type(event).__name__ in redacted
