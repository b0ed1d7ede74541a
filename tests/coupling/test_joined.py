"""Two sessions that are joined by a relay (RFC 3725 4.1): each peer gets the other's description, and ours again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from sessioncore import events
from sessioncore.base.media import ConfigureStream
from sessioncore.base.relay import RelayFailed, RelaySilent
from sessioncore.handlers.coupling.coupling import Coupling
from sessioncore.handlers.coupling.link import Link
from sessioncore.handlers.coupling.relay import Relay
from tests.coupling.test_relay import Machine
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, Seen, audio

NAME = "joined"
FIRST_SDP = audio(port=41_000, more=["a=first:as it is"])
SECOND_SDP = audio(port=42_000, more=["a=second:as it is"])


@attrs.define
class Pair:
    """Two sessions that are up, with peers in the hand of the test."""

    peer: Peer
    relay: Machine
    first: Call
    second: Call
    before: dict[str, tuple[str, int]] = attrs.field(factory=dict)

    def join(self) -> int:
        made: int = self.peer.command("join", NAME, first=self.first.session, second=self.second.session)
        return made

    def separate(self) -> int:
        made: int = self.peer.command("separate", NAME)
        return made

    def take(self, *labels: str) -> list[Seen]:
        """What left since, as `INVITE to first`."""
        seen = self.peer.take()
        assert [self.told(one) for one in seen] == list(labels)
        return list(seen)

    def told(self, seen: Seen) -> str:
        return f"{seen.label} to " + ("first" if seen["call-id"] == self.first.call_id else "second")

    def talk(self) -> int:
        """Both peers take it."""
        command = self.join()
        (asked,) = self.take("INVITE to first")
        assert asked.body == ""
        self.first.respond(200, to=asked, sdp=FIRST_SDP)
        (offered,) = self.take("INVITE to second")
        self.second.respond(200, to=offered, sdp=SECOND_SDP)
        self.take("ACK to second", "ACK to first")
        assert self.peer.outcome(command) == ("done", None)
        return command

    def back(self, *sides: str) -> None:
        """Each is offered our own description again, and takes it."""
        for offered in self.take(*[f"INVITE to {side}" for side in sides]):
            assert self.own(offered)
            side = self.first if offered["call-id"] == self.first.call_id else self.second
            side.respond(200, to=offered, sdp=audio())
        self.take(*[f"ACK to {side}" for side in sides])
        assert NAME not in self.peer.engine.cells

    def own(self, seen: Seen) -> bool:
        """Whether it says where our own stream is, and not where the relay is."""
        return "198.51.100.9" not in seen.body and seen.media[0].split()[1] != "0"

    def hang_up(self, *sides: Call) -> None:
        for side in sides or (self.first, self.second):
            side.request("BYE")
        self.peer.take()


@pytest.fixture
def pair(make_peer: Callable[..., Peer], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Pair]:
    """``pair()``: the engine has called both."""

    def make(**options: Any) -> Pair:
        peer = make_peer(**options)
        relay = Machine(peer)
        feed = peer.feed

        def fed(item: Any) -> Any:
            effects = feed(item)
            relay.take(effects)
            return effects

        monkeypatch.setattr(peer, "feed", fed)
        first, second = peer.answered(), peer.answered()
        peer.take()
        return Pair(peer, relay, first, second)

    return make


Make = Callable[..., Pair]


class TestJoining:
    def test_b11_18_each_peer_gets_what_the_relay_makes_of_the_other(self, pair: Make) -> None:
        two = pair()
        command = two.join()
        (asked,) = two.take("INVITE to first")
        assert asked.body == ""
        two.first.respond(200, to=asked, sdp=FIRST_SDP)
        (offered,) = two.take("INVITE to second")
        assert "198.51.100.9" in offered.body
        assert two.peer.outcome(command) is None
        two.second.respond(200, to=offered, sdp=SECOND_SDP)
        seen = two.take("ACK to second", "ACK to first")
        assert "198.51.100.9" in seen[1].body
        assert two.peer.outcome(command) == ("done", None)
        assert [(kind, body) for kind, _, body, _ in two.relay.said()] == [("offer", FIRST_SDP), ("answer", SECOND_SDP)]
        first, second = two.relay.asked
        assert (first.sender, first.receiver) == (two.first.session, two.second.session)
        assert (second.sender, second.receiver) == (two.second.session, two.first.session)
        assert two.peer.part(two.first.session, "session") == "connected"
        two.separate()
        two.back("first", "second")
        two.hang_up()
        assert two.relay.closed == 1

    def test_b11_18_every_description_has_our_origin_one_version_on(self, pair: Make) -> None:
        """RFC 3264 8: the o= line stays but for its version, which goes up by one."""
        two = pair()
        before = [side.invite.origin for side in (two.first, two.second) if side.invite is not None]
        two.join()
        (asked,) = two.take("INVITE to first")
        two.first.respond(200, to=asked, sdp=FIRST_SDP)
        (offered,) = two.take("INVITE to second")
        two.second.respond(200, to=offered, sdp=SECOND_SDP)
        acknowledged = two.take("ACK to second", "ACK to first")[1]
        assert acknowledged.origin == (before[0][0], before[0][1] + 1)
        assert offered.origin == (before[1][0], before[1][1] + 1)
        two.separate()
        back = two.take("INVITE to first", "INVITE to second")
        assert [one.origin for one in back] == [(name, version + 2) for name, version in before]
        for side, one in zip((two.first, two.second), back, strict=True):
            side.respond(200, to=one, sdp=audio())
        two.take("ACK to first", "ACK to second")
        two.hang_up()

    def test_our_streams_stay_as_they_were(self, pair: Make) -> None:
        two = pair()
        before = [one for one in two.peer.media() if isinstance(one, ConfigureStream)]
        two.talk()
        after = [one for one in two.peer.media() if isinstance(one, ConfigureStream)]
        assert {one.stream: one for one in before} == {one.stream: one for one in after}
        two.separate()
        two.back("first", "second")
        two.hang_up()

    @pytest.mark.parametrize("which", ["same", "unknown"])
    def test_only_two_sessions_that_are_up_can_be_joined(self, pair: Make, which: str) -> None:
        two = pair()
        other = two.first.session if which == "same" else "nobody"
        command = two.peer.command("join", NAME, first=two.first.session, second=other)
        assert two.peer.outcome(command) == ("refused", 481)
        assert two.peer.take() == []
        assert NAME not in two.peer.engine.cells
        two.hang_up()

    def test_who_is_joined_already_cannot_be_joined(self, pair: Make) -> None:
        two = pair()
        two.talk()
        other = two.peer.command("join", "other", first=two.first.session, second=two.second.session)
        assert two.peer.outcome(other) == ("refused", 481)
        again = two.join()
        assert two.peer.outcome(again) == ("refused", 491)
        two.separate()
        two.back("first", "second")
        two.hang_up()


class TestRefused:
    def test_b11_18_the_first_refuses(self, pair: Make) -> None:
        two = pair()
        command = two.join()
        (asked,) = two.take("INVITE to first")
        two.first.respond(488, to=asked)
        two.take("ACK to first")
        assert two.peer.outcome(command) == ("failed", 488)
        assert NAME not in two.peer.engine.cells
        two.hang_up()

    def test_b11_18_the_second_refuses_and_the_first_hears_us(self, pair: Make) -> None:
        two = pair()
        command = two.join()
        (asked,) = two.take("INVITE to first")
        two.first.respond(200, to=asked, sdp=FIRST_SDP)
        (offered,) = two.take("INVITE to second")
        two.second.respond(488, to=offered)
        seen = two.take("ACK to second", "ACK to first")
        assert two.own(seen[1])
        assert two.peer.outcome(command) == ("failed", 488)
        assert two.relay.closed == 1
        assert NAME not in two.peer.engine.cells
        two.hang_up()

    @pytest.mark.parametrize("number", [1, 2])
    def test_b11_18_b11_9_the_relay_refuses_one_of_the_descriptions(self, pair: Make, number: int) -> None:
        two = pair()
        command = two.join()
        (asked,) = two.take("INVITE to first")
        two.relay.waits = True
        two.first.respond(200, to=asked, sdp=FIRST_SDP)
        if number == 1:
            two.relay.refuse()
        else:
            two.relay.answer()
            (offered,) = two.take("INVITE to second")
            two.second.respond(200, to=offered, sdp=SECOND_SDP)
            two.relay.refuse()
        seen = two.peer.take()
        assert two.own(next(one for one in seen if two.told(one) == "ACK to first"))
        if number == 2:
            (back,) = [one for one in seen if two.told(one) == "INVITE to second"]
            two.second.respond(200, to=back, sdp=audio())
            two.take("ACK to second")
        assert two.peer.outcome(command) == ("failed", 503)
        (failed,) = two.peer.published(events.RelayFailed)
        assert failed.reason == "all ports are in use"
        two.hang_up()
        two.peer.take()

    @pytest.mark.parametrize("who", ["first", "second"])
    @pytest.mark.parametrize("stage", ["opening", "offering"])
    def test_b5_12_b11_18_one_hangs_up_meanwhile(self, pair: Make, who: str, stage: str) -> None:
        two = pair()
        command = two.join()
        (asked,) = two.take("INVITE to first")
        offered = None
        if stage == "offering":
            two.first.respond(200, to=asked, sdp=FIRST_SDP)
            (offered,) = two.take("INVITE to second")
        leaver, stays = (two.first, two.second) if who == "first" else (two.second, two.first)
        leaver.request("BYE")
        if stage == "opening" and who == "second":
            assert two.peer.outcome(command) is None
            two.first.respond(200, to=asked, sdp=FIRST_SDP)
        if stage == "offering" and who == "first":
            assert offered is not None
            two.second.respond(200, to=offered, sdp=SECOND_SDP)
            (back,) = [one for one in two.peer.take() if two.told(one) == "INVITE to second"]
            assert two.own(back)
            two.second.respond(200, to=back, sdp=audio())
        seen = two.peer.take()
        if who == "second":
            assert two.own(next(one for one in seen if two.told(one) == "ACK to first"))
        else:
            two.first.respond(487, to=asked)
        assert two.peer.outcome(command) in (("failed", 481), ("failed", 500))
        assert two.peer.part(stays.session, "session") == "connected"
        assert NAME not in two.peer.engine.cells
        two.peer.take()
        two.hang_up(stays)


class TestTalking:
    def test_b11_4_a_hold_goes_through(self, pair: Make) -> None:
        two = pair()
        two.talk()
        two.second.reinvite(audio("sendonly", port=42_000))
        offered = next(one for one in two.peer.take() if two.told(one) == "INVITE to first")
        two.first.respond(200, to=offered, sdp=audio("recvonly", port=41_000))
        seen = two.take("ACK to first", "200 INVITE to second")
        assert "198.51.100.9" in seen[1].body
        two.second.ack()
        two.separate()
        two.back("first", "second")
        two.hang_up()

    @pytest.mark.parametrize("who", ["first", "second"])
    def test_b5_12_the_other_hears_us_when_one_hangs_up(self, pair: Make, who: str) -> None:
        two = pair()
        two.talk()
        leaver, stays = (two.first, two.second) if who == "first" else (two.second, two.first)
        leaver.request("BYE")
        seen = two.peer.take()
        (back,) = [one for one in seen if one.label == "INVITE"]
        assert two.own(back)
        assert two.relay.closed == 0, "it is heard until it has another address"
        stays.respond(200, to=back, sdp=audio())
        assert [one.label for one in two.peer.take()] == ["ACK"]
        assert two.relay.closed == 1
        assert two.peer.part(stays.session, "session") == "connected"
        two.hang_up(stays)

    def test_b11_18_a_relay_that_fails_leaves_both_with_us(self, pair: Make) -> None:
        two = pair()
        two.talk()
        two.relay.report(RelayFailed(NAME, "the relay process has ended"))
        (failed,) = two.peer.published(events.RelayFailed)
        assert (failed.session, failed.reason) == (two.first.session, "the relay process has ended")
        two.back("first", "second")
        assert two.relay.closed == 0, "there is nothing left to close"
        two.hang_up()

    def test_b5_4_silence_is_told(self, pair: Make) -> None:
        two = pair(on_media_loss="ignore")
        two.talk()
        two.relay.report(RelaySilent(NAME, two.second.session, 0, 20.5))
        (silent,) = two.peer.published(events.RelaySilent)
        assert silent.session == two.second.session
        two.separate()
        two.back("first", "second")
        two.hang_up()

    def test_a_hold_of_ours_narrows_what_is_passed_on(self, pair: Make) -> None:
        two = pair()
        two.talk()
        command = two.peer.command("hold", two.second.session)
        (offered,) = two.take("INVITE to second")
        assert "198.51.100.9" in offered.body
        assert offered.direction == "sendonly"
        two.second.respond(200, to=offered, sdp=audio("recvonly", port=42_000))
        two.take("ACK to second")
        assert two.peer.outcome(command) == ("done", None)
        two.separate()
        first, second = two.take("INVITE to first", "INVITE to second")
        assert (first.direction, second.direction) == ("sendrecv", "sendonly")
        two.first.respond(200, to=first, sdp=audio())
        two.second.respond(200, to=second, sdp=audio("recvonly"))
        two.take("ACK to first", "ACK to second")
        two.hang_up()


class TestParting:
    def test_b11_18_who_refuses_our_description_stays_in_its_call(self, pair: Make) -> None:
        two = pair()
        two.talk()
        command = two.separate()
        first, second = two.take("INVITE to first", "INVITE to second")
        two.first.respond(488, to=first)
        assert two.peer.outcome(command) is None
        two.second.respond(200, to=second, sdp=audio())
        two.take("ACK to first", "ACK to second")
        assert two.peer.outcome(command) == ("done", None)
        assert two.relay.closed == 1
        two.hang_up()

    def test_b11_18_it_waits_for_a_change_that_is_under_way(self, pair: Make) -> None:
        two = pair()
        two.talk()
        two.first.reinvite(audio("sendonly", port=41_000))
        offered = next(one for one in two.peer.take() if two.told(one) == "INVITE to second")
        command = two.separate()
        assert two.peer.take() == []
        two.second.respond(200, to=offered, sdp=audio("recvonly", port=42_000))
        seen = two.peer.take()
        assert "200 INVITE to first" in [two.told(one) for one in seen]
        two.first.ack()
        seen += two.peer.take()
        for one in seen:
            if one.label == "INVITE":
                (two.first if two.told(one) == "INVITE to first" else two.second).respond(200, to=one, sdp=audio())
        two.peer.take()
        assert two.peer.outcome(command) == ("done", None)
        two.hang_up()

    def test_b5_12_a_change_of_who_stays_is_refused_when_the_other_hangs_up(self, pair: Make) -> None:
        two = pair()
        two.talk()
        two.first.reinvite(audio("sendonly", port=41_000))
        offered = next(one for one in two.peer.take() if two.told(one) == "INVITE to second")
        two.second.request("BYE")
        _, refused, back = two.take("200 BYE to second", "500 INVITE to first", "INVITE to first")
        two.first.ack_failure(refused)
        two.second.respond(487, to=offered)
        assert two.own(back)
        two.first.respond(200, to=back, sdp=audio())
        two.take("ACK to second", "ACK to first")
        two.hang_up(two.first)

    def test_b11_18_a_relay_that_fails_while_a_change_is_under_way(self, pair: Make) -> None:
        two = pair()
        two.talk()
        two.first.reinvite(audio("sendonly", port=41_000))
        offered = next(one for one in two.peer.take() if two.told(one) == "INVITE to second")
        two.relay.report(RelayFailed(NAME, "gone"))
        (refused,) = two.take("488 INVITE to first")
        two.first.ack_failure(refused)
        two.second.reinvite(audio(port=42_000))
        crossing = next(one for one in two.peer.take() if one.label.endswith(" INVITE") and one.status >= 400)
        assert crossing.status == 491, "one offer at a time"
        two.second.ack_failure(crossing)
        two.second.request("INFO", headers=["Content-Type: text/plain"])
        assert two.peer.labels()[-1:] == ["491 INFO"], "nobody is on the other side any more"
        two.second.respond(200, to=offered, sdp=audio("recvonly", port=42_000))
        seen = two.peer.take()
        assert sorted(two.told(one) for one in seen) == ["ACK to second", "INVITE to first", "INVITE to second"]
        for one in seen:
            if one.label == "INVITE":
                assert two.own(one)
                (two.first if two.told(one) == "INVITE to first" else two.second).respond(200, to=one, sdp=audio())
        two.peer.take()
        assert NAME not in two.peer.engine.cells
        two.hang_up()

    def test_b5_12_joined_a_hundred_times_they_leave_nothing(self, pair: Make) -> None:
        two = pair()
        for _ in range(100):
            two.talk()
            two.separate()
            two.back("first", "second")
        assert two.relay.closed == 100
        assert len(two.peer.engine.cells) == 2
        two.join()
        (asked,) = two.take("INVITE to first")
        two.first.respond(488, to=asked)
        two.take("ACK to first")
        two.hang_up()


class TestAlone:
    @pytest.mark.parametrize("state", ["joining.opening", "joining.offering"])
    def test_what_ends_it_before_it_began(self, state: str) -> None:
        for event, did in (("failed", "note_gone"), ("separate", "note_separate"), ("unfulfilled", "note_refused")):
            told = Alone(Coupling, state, "busy").on(event)
            assert told == ("parting.finishing", [did, "break_off"], []), event
        told = Alone(Coupling, state, "busy", "joined").on("unrelayed")
        assert told == ("parting.finishing", ["note_failed", "break_off"], [])
        assert Alone(Coupling, state).on("change_asked") == (state, ["refuse_crossing"], [])
        assert Alone(Coupling, state).on("inquired") == (state, ["refuse_inquiry"], [])

    @pytest.mark.parametrize("event", ["failed", "over"])
    @pytest.mark.parametrize("state", ["up.talking", "up.changing", "up.soliciting", "up.settling"])
    def test_b5_12_the_end_of_one_is_not_that_of_the_other(self, state: str, event: str) -> None:
        told = Alone(Coupling, state, "joined", "of_pair", "busy").on(event)
        assert told == ("parting.finishing", ["note_gone", "break_off"], [])

    def test_when_nothing_is_under_way_both_go_at_once(self) -> None:
        did = ["note_separate", "break_off", "let_go", "reply_separate"]
        assert Alone(Coupling, "up.talking").on("separate") == ("ended", did, ["closing"])

    @pytest.mark.parametrize("state", ["parting.finishing", "parting.returning"])
    def test_what_comes_while_they_part(self, state: str) -> None:
        for event, did in (("failed", "note_gone"), ("over", "note_gone"), ("separate", "note_separate")):
            assert Alone(Coupling, state, "busy").on(event) == (state, [did], [])
        for event in ("fulfilled", "unfulfilled"):
            assert Alone(Coupling, state, "busy").on(event) == (state, ["note_done"], [])
            assert Alone(Coupling, state, "busy", "an_inquiry").on(event) == (state, ["conclude_inquiry"], [])
        assert Alone(Coupling, state, "busy").on("change_asked") == (state, ["refuse_crossing"], [])
        assert Alone(Coupling, state, "busy").on("inquired") == (state, ["refuse_inquiry"], [])

    @pytest.mark.parametrize("state", ["up.changing", "up.soliciting", "up.settling"])
    def test_a_separation_waits_for_the_exchange_that_is_open(self, state: str) -> None:
        assert Alone(Coupling, state).on("separate") == (state, [], [])

    @pytest.mark.parametrize("state", ["waiting", "calling.asking", "ended"])
    def test_who_was_not_joined_cannot_be_separated(self, state: str) -> None:
        machine = Alone(Coupling, state)
        assert machine.on("separate") == (state, [], [])
        assert machine.rejected == [("separate", 481)]

    def test_a_leg_that_is_let_go_tells_nothing(self) -> None:
        assert Alone(Link, "linked").on("released") == ("loose", ["let_go"], ["freed"])
        assert Alone(Relay, "passing").on("joined") == ("passing", ["note_joined"], [])
