"""Races between two whole engines, each delivery scripted: which message is lost, which one comes late.

Names say the rule of `machines/rules.yaml`, and the section of RFC 5407 where it has one. Times are seconds; every link
takes 0.02 s unless a rule says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest

from sessioncore.effects import Ask, Send
from sessioncore.handlers.limits import Limits
from sessioncore.testing.harness import ALICE, BOB, CommandLog, Endpoint, Simulation
from sessioncore.testing.network import Rule, treat
from tests.simulation.calls import check

pytestmark = pytest.mark.simulation

THIRD = ("192.0.2.3", 5060)


class Scene:
    """A call between alice and bob; bob's application answers `answer_after` seconds after the Ask (None: never)."""

    def __init__(
        self, *rules: Rule, ring_after: float | None = 0.1, answer_after: float | None = 0.5, **options: Any
    ) -> None:
        self.simulation = Simulation(1, rules=rules, **options)
        self.alice, self.bob = self.simulation.endpoints
        self.bob.on_ask = self._asked
        self._ring_after, self._answer_after = ring_after, answer_after
        self.bobs: list[str] = []
        self.alices = self.alice.dial()

    def _asked(self, ask: Ask) -> None:
        session = ask.session
        self.bobs.append(session)
        if self._ring_after is not None:
            self.simulation.after(self._ring_after, lambda: self.bob.command(session, "ring"))
        if self._answer_after is not None:
            answer_after = self._answer_after
            self.simulation.after(answer_after, lambda: self.bob.command(session, "answer", source="silence"))

    def at(self, when: float, side: str, name: str, **arguments: Any) -> Scene:
        """Give a command at a time."""
        endpoint = self.alice if side == "alice" else self.bob

        def give() -> None:
            endpoint.command(self.alices if side == "alice" else self.bobs[0], name, **arguments)

        self.simulation.at(when, give)
        return self

    def run(self, until: float | None = None) -> Scene:
        self.simulation.run(until)
        return self

    def sent(self, endpoint: Endpoint) -> list[str]:
        """What a side sent, in order, by name."""
        return [packet.name for packet in endpoint.sent]

    def times(self, endpoint: Endpoint, name: str) -> list[float]:
        return [round(packet.sent_at - self.simulation.start, 3) for packet in endpoint.sent if packet.name == name]

    def result(self, endpoint: Endpoint, name: str, which: int = 0) -> tuple[str | None, int | None]:
        """Outcome and status of a command."""
        log: CommandLog = [log for log in endpoint.commands if log.name == name][which]
        return log.outcome, log.status

    def took(self, chart: str, row: str) -> bool:
        """Whether a row was taken by anybody."""
        return any(
            record.chart == chart and record.row == row and record.decision == "row"
            for step in self.simulation.steps
            for record in step.records
        )

    def states(self) -> tuple[str | None, str | None]:
        """The states of both sessions now."""
        bob = self.bob.engine.state(self.bobs[0]) if self.bobs else None
        return self.alice.engine.state(self.alices), bob


@pytest.fixture
def scene() -> Iterator[Callable[..., Scene]]:
    """Makes scenes; at the end of the test each is run out and must leave nothing behind and break no rule."""
    made: list[Scene] = []

    def make(*rules: Rule, **options: Any) -> Scene:
        made.append(Scene(*rules, **options))
        return made[-1]

    yield make
    for one in made:
        for endpoint in one.simulation.endpoints:
            for session in endpoint.engine.sessions():
                endpoint.command(session, "hang_up")
        one.simulation.run()
        faults = check(one.simulation)
        assert not faults, f"{faults}\n{one.simulation.ladder}"


Make = Callable[..., Scene]


# -- the INVITE and its answer ---


def test_b1_4_an_invite_that_comes_again_makes_no_second_call(scene: Make) -> None:
    call = scene(treat("INVITE", 0.02, 0.3, 0.9)).run(until=3)
    assert len(call.bobs) == 1
    assert call.sent(call.bob).count("180 INVITE") >= 2, "each copy gets the last response again"
    assert call.states() == ("connected", "connected")


def test_b1_5_100_leaves_after_200_ms_where_nobody_decides(scene: Make) -> None:
    call = scene(ring_after=None, answer_after=2.0).run(until=3)
    assert call.times(call.bob, "100 INVITE") == [0.22]
    assert call.times(call.alice, "INVITE") == [0.0], "a 100 stops the resending"


def test_b1_1_a_lost_invite_is_sent_again_at_doubled_intervals(scene: Make) -> None:
    call = scene(treat("INVITE", times=4)).run(until=9)
    assert call.times(call.alice, "INVITE") == [0.0, 0.5, 1.5, 3.5, 7.5]
    assert call.states() == ("connected", "connected")


def test_b1_11_nobody_there_is_408_after_64_t1(scene: Make) -> None:
    call = scene(treat("INVITE", times=None)).run()
    assert call.result(call.alice, "dial") == ("failed", 408)
    assert round(call.alice.commands[0].replies[0][0] - call.simulation.start, 3) == 32.0
    assert call.times(call.alice, "INVITE")[-1] == 31.5


def test_b3_1_a_lost_2xx_is_sent_again_by_the_callee_until_its_ack(scene: Make) -> None:
    call = scene(treat("200 INVITE", times=3)).run(until=10)
    assert call.times(call.bob, "200 INVITE") == [0.52, 1.02, 2.02, 4.02]
    assert call.result(call.bob, "answer") == ("done", 200)
    assert call.states() == ("connected", "connected")


def test_b3_2_a_lost_ack_is_sent_again_for_the_copy_of_the_2xx(scene: Make) -> None:
    call = scene(treat("ACK", times=2)).run(until=10)
    assert call.times(call.alice, "ACK") == [0.54, 1.04, 2.04]
    acks = {packet.data for packet in call.alice.sent if packet.name == "ACK"}
    assert len(acks) == 1, "it is the same ACK again"
    assert call.states() == ("connected", "connected")


def test_b3_1_no_ack_at_all_is_a_bye_after_64_t1(scene: Make) -> None:
    call = scene(treat("ACK", times=None)).run()
    assert call.result(call.bob, "answer")[0] == "failed"
    assert call.times(call.bob, "BYE") == [32.52]
    assert call.times(call.bob, "200 INVITE")[-1] <= 32.52
    assert call.took("dialog/invite_usage", "moratorium.no_ack")


def test_b3_3_a_callee_that_hangs_up_waits_for_the_ack(scene: Make) -> None:
    """RFC 3261 15: no BYE of the callee before its 2xx is acknowledged."""
    call = scene(treat("ACK", 2.0)).at(0.6, "bob", "hang_up").run()
    # The first ACK is held up; the copy of the 2xx at 1.02 brings the second, which arrives at 1.06.
    assert call.times(call.bob, "BYE") == [1.06]
    assert call.result(call.bob, "hang_up") == ("done", None)
    assert call.result(call.bob, "answer") == ("done", 200)


def test_b3_3_a_callee_that_hangs_up_and_never_sees_an_ack_says_bye_in_the_end(scene: Make) -> None:
    call = scene(treat("ACK", times=None)).at(0.6, "bob", "hang_up").run()
    assert call.times(call.bob, "BYE") == [32.52]
    assert call.took("setup/incoming", "releasing.no_ack")
    assert call.result(call.bob, "hang_up") == ("done", None)


def test_rfc5407_3_1_5_the_bye_overtakes_the_ack(scene: Make) -> None:
    """B3.20."""
    call = scene(treat("ACK", 3.0, times=None)).at(0.6, "alice", "hang_up").run()
    assert call.took("dialog/invite_usage", "moratorium.bye")
    assert call.times(call.bob, "200 BYE") == [0.62]
    assert call.result(call.alice, "hang_up") == ("done", None)
    assert call.result(call.bob, "answer")[0] == "failed"


# -- giving up ---


def test_b3_6_a_hang_up_before_any_1xx_waits_with_its_cancel(scene: Make) -> None:
    call = scene(treat("INVITE"), answer_after=None).at(0.1, "alice", "hang_up").run()
    assert call.times(call.alice, "INVITE") == [0.0, 0.5]
    (cancel,) = call.times(call.alice, "CANCEL")
    assert cancel > 0.5, "only after the first 1xx, which follows the second INVITE"
    assert call.sent(call.bob).count("487 INVITE") == 1
    assert call.result(call.alice, "dial") == ("failed", 487)
    assert call.result(call.alice, "hang_up") == ("done", None)


def test_b1_10_cancel_gets_200_and_the_invite_487(scene: Make) -> None:
    call = scene(answer_after=None).at(1.0, "alice", "hang_up").run()
    assert call.sent(call.bob) == ["180 INVITE", "200 CANCEL", "487 INVITE"]
    invite, cancel, ack = [packet for packet in call.alice.sent if packet.name in ("INVITE", "CANCEL", "ACK")]
    branches = {packet.data.partition(b"branch=")[2].partition(b"\r\n")[0] for packet in (invite, cancel, ack)}
    assert len(branches) == 1


def test_b1_10_a_lost_200_to_cancel_is_repeated_also_when_the_invite_is_over(scene: Make) -> None:
    call = scene(treat("200 CANCEL", times=2), answer_after=None).at(1.0, "alice", "hang_up").run()
    assert call.times(call.alice, "CANCEL") == [1.0, 1.5, 2.5]
    assert call.sent(call.bob).count("200 CANCEL") == 3


def test_b1_10_a_cancel_that_comes_after_the_487_is_answered_for_each_copy(scene: Make) -> None:
    """The callee declines while the CANCEL is under way, and its 200 is lost twice."""
    rules = (treat("CANCEL", 0.6), treat("200 CANCEL", times=2))
    call = scene(*rules, answer_after=None).at(1.0, "alice", "hang_up").at(1.3, "bob", "decline", status=486).run()
    assert call.result(call.alice, "dial") == ("failed", 487)
    assert call.sent(call.bob).count("200 CANCEL") >= 3
    assert not call.took("transaction/non_invite_server", "trying.went_unanswered")


def test_b3_5_cancel_crosses_the_2xx_and_the_call_is_acknowledged_and_ended(scene: Make) -> None:
    """B3.20."""
    call = scene(answer_after=1.0).at(1.01, "alice", "hang_up").run()
    assert call.sent(call.alice)[1:] == ["CANCEL", "ACK", "BYE"]
    assert call.result(call.alice, "dial") == ("failed", 487)
    assert call.result(call.alice, "hang_up") == ("done", None)
    assert call.took("setup/outgoing", "cancelling.answered")
    ours = [record for step in call.simulation.steps if step.endpoint is call.alice for record in step.records]
    assert "connected" not in {record.target for record in ours if record.chart == "session/session"}


def test_b3_5_the_2xx_that_crossed_is_lost_first(scene: Make) -> None:
    call = scene(treat("200 INVITE", times=2), answer_after=1.0).at(1.03, "alice", "hang_up").run()
    assert call.sent(call.alice)[-2:] == ["ACK", "BYE"]
    assert call.result(call.alice, "dial") == ("failed", 487)


def test_b3_10_nobody_answers_the_caller_gives_up_with_408(scene: Make) -> None:
    call = scene(answer_after=None, limits=Limits(no_answer=5.0, decision=60.0)).run()
    assert call.result(call.alice, "dial") == ("failed", 408)
    assert call.times(call.alice, "CANCEL") == [5.0]


def test_b3_10_nobody_decides_the_callee_answers_480(scene: Make) -> None:
    call = scene(ring_after=None, answer_after=None, limits=Limits(decision=4.0)).run()
    assert call.times(call.bob, "480 INVITE") == [4.02]
    assert call.result(call.alice, "dial") == ("failed", 480)


def test_b1_3_copies_of_a_final_failure_are_acknowledged_again(scene: Make) -> None:
    call = scene(treat("ACK", times=2), answer_after=None).at(1.0, "bob", "decline", status=486).run()
    assert call.times(call.bob, "486 INVITE") == [1.0, 1.5, 2.5]
    assert call.times(call.alice, "ACK") == [1.02, 1.52, 2.52]
    assert call.result(call.alice, "dial") == ("failed", 486)


# -- the end ---


def test_b3_4_byes_cross_and_both_are_answered_200(scene: Make) -> None:
    """B3.20."""
    call = scene().at(2.0, "alice", "hang_up").at(2.01, "bob", "hang_up").run()
    assert call.sent(call.alice).count("200 BYE") == call.sent(call.bob).count("200 BYE") == 1
    assert call.result(call.alice, "hang_up") == call.result(call.bob, "hang_up") == ("done", None)
    assert call.took("dialog/invite_usage", "mortal.bye")


def test_b3_4_a_bye_is_sent_again_and_its_200_repeated(scene: Make) -> None:
    call = scene(treat("BYE"), treat("200 BYE")).at(2.0, "alice", "hang_up").run()
    assert call.times(call.alice, "BYE") == [2.0, 2.5, 3.5]
    assert call.times(call.bob, "200 BYE") == [2.52, 3.52]


def test_b1_6_a_bye_that_nobody_answers_ends_after_64_t1(scene: Make) -> None:
    call = scene(treat("BYE", source=ALICE, times=None)).at(2.0, "alice", "hang_up").run(until=60)
    assert call.result(call.alice, "hang_up") == ("done", None)
    assert call.states() == (None, "connected"), "the other side cannot know (B3.15 and B5.4 are for that)"
    copies = call.times(call.alice, "BYE")
    assert copies[:5] == [2.0, 2.5, 3.5, 5.5, 9.5]
    assert {round(later - earlier, 3) for earlier, later in pairwise(copies[4:])} == {4.0}


def test_b2_8_a_bye_for_a_call_that_is_gone_gets_481(scene: Make) -> None:
    call = scene(treat("BYE", source=ALICE, times=None)).at(2.0, "alice", "hang_up").run(until=60)
    call.at(61.0, "bob", "hang_up").run()
    assert call.sent(call.alice)[-1] == "481 BYE"
    assert call.result(call.bob, "hang_up") == ("done", None)


# -- changes of the session ---


def test_hold_and_resume_from_both_sides(scene: Make) -> None:
    call = scene().at(2, "alice", "hold").at(3, "bob", "hold").at(4, "alice", "resume").at(5, "bob", "resume")
    directions = []
    for when in (2.5, 3.5, 4.5, 5.5):
        call.run(until=when)
        ((ours,), (theirs,)) = (endpoint.media.configured.values() for endpoint in call.simulation.endpoints)
        assert (ours.send, ours.receive) == (theirs.receive, theirs.send)
        directions.append((ours.send, ours.receive))
        assert call.states() == (("connected", "connected") if when > 5 else ("on_hold", "on_hold"))
    assert directions == [(True, False), (False, False), (False, True), (True, True)]
    assert all(log.outcome == "done" for log in call.alice.commands + call.bob.commands)


def glare(call: Scene) -> tuple[float, float]:
    """Both hold at the same time; returns when each sent its re-INVITE again after the 491, since it got it."""
    call.at(2.0, "alice", "hold").at(2.0, "bob", "hold").run(until=9)
    assert "491 INVITE" in call.sent(call.alice)
    assert "491 INVITE" in call.sent(call.bob)
    assert call.took("negotiation/modify_out", "offering.inviting.failed#2")
    refused = 2.04
    again = [
        min((when - refused for when in call.times(endpoint, "INVITE") if when > refused), default=-1.0)
        for endpoint in (call.alice, call.bob)
    ]
    return again[0], again[1]


def test_b3_8_glare_the_owner_of_the_call_id_waits_longer(scene: Make) -> None:
    # Bob's second try is lost: else alice's answer to it would already carry what she wishes.
    owner, other = glare(scene(treat("INVITE", source=BOB, skip=1, times=6)))
    assert 0.0 <= other <= 2.0
    assert 2.1 <= owner <= 4.0, "alice chose the Call-ID"
    for wait in (owner, other):
        assert abs(wait * 100 - round(wait * 100)) < 0.01, "in units of 10 ms"


@pytest.mark.parametrize("seed", range(20))
def test_b3_8_glare_ends_well_whatever_the_waits_are(seed: int) -> None:
    simulation = Simulation(seed)
    bobs: list[str] = []

    def asked(ask: Ask) -> None:
        bobs.append(ask.session)
        simulation.bob.command(ask.session, "answer", source="silence")

    simulation.bob.on_ask = asked
    session = simulation.alice.dial()
    simulation.at(1.0, lambda: simulation.alice.command(session, "hold"))
    simulation.at(1.01, lambda: simulation.bob.command(bobs[0], "hold"))
    simulation.run(until=12)
    assert [log.outcome for log in simulation.alice.commands] == ["done", "done"]
    assert [log.outcome for log in simulation.bob.commands] == ["done", "done"]
    assert simulation.alice.engine.state(session) == "on_hold"
    simulation.alice.command(session, "hang_up")
    simulation.run()
    assert check(simulation) == []


def test_b3_8_what_is_no_longer_wanted_is_not_sent_again(scene: Make) -> None:
    call = scene().at(2.0, "alice", "hold").at(2.0, "bob", "hold").at(2.05, "alice", "resume").run(until=10)
    assert call.result(call.alice, "hold") == ("superseded", None)
    assert call.result(call.alice, "resume") == ("done", None)
    assert call.times(call.alice, "INVITE") == [0.0, 2.0]


def test_b3_7_a_rejected_reinvite_leaves_the_session_as_it_was(scene: Make) -> None:
    call = scene(settings={"ask_modifications": True})
    asked = call.bob.on_ask

    def decide(ask: Ask) -> None:
        if ask.question == "modify":
            call.bob.command(ask.session, "decline_modify", status=488)
        elif asked is not None:
            asked(ask)

    call.bob.on_ask = decide
    call.at(2.0, "alice", "hold").run(until=3)
    before = dict(call.alice.media.configured)
    assert call.result(call.alice, "hold") == ("failed", 488)
    assert call.states() == ("connected", "connected")
    assert all(made.send and made.receive for made in before.values())
    call.at(4.0, "alice", "hang_up").run()
    assert call.sent(call.alice)[-1] == "BYE"


def test_b3_7_the_application_does_not_decide_about_a_reinvite(scene: Make) -> None:
    call = scene(settings={"ask_modifications": True}, limits=Limits(decision=3.0))
    first = call.bob.on_ask
    call.bob.on_ask = lambda ask: first(ask) if ask.question == "incoming" and first is not None else None
    call.at(2.0, "alice", "hold").run(until=6)
    assert call.result(call.alice, "hold") == ("failed", 488)
    assert call.times(call.bob, "488 INVITE") == [5.02]
    assert call.states() == ("connected", "connected")


def test_b3_1_the_2xx_of_a_reinvite_is_acknowledged_however_many_followed(scene: Make) -> None:
    """The ACK of the second re-INVITE is lost for long, while others come and go; it must still be known then."""
    lost = treat("ACK", source=ALICE, skip=2, times=4)

    def only_third(packet: Any) -> tuple[float, ...] | None:
        return lost(packet) if b"CSeq: 3 ACK" in packet.data else None

    call = scene(only_third)
    for number, name in enumerate(("hold", "resume") * 5):
        call.at(2 + number * 0.5, "alice", name)
    call.run(until=40)
    assert call.states() == ("connected", "connected")
    assert call.sent(call.bob).count("BYE") == 0


def test_b3_2_a_late_copy_of_an_old_2xx_is_not_the_answer_to_a_new_reinvite(scene: Make) -> None:
    """Two re-INVITEs; the 200 of the first comes a second time while the second one is open."""
    rules = (treat("200 INVITE", 0.02, 1.5, skip=1), treat("200 INVITE", 2.0, skip=2))
    call = scene(*rules).at(2.0, "alice", "hold").at(3.0, "alice", "resume").run(until=10)
    assert call.states() == ("connected", "connected")
    assert call.result(call.alice, "resume") == ("done", None)


def test_b4_2_the_late_ack_of_an_old_reinvite_does_not_answer_a_new_offer(scene: Make) -> None:
    """Bob holds and his ACK comes late, when alice's own re-INVITE is open."""
    call = scene(treat("ACK", 1.0, source=BOB), treat("INVITE", skip=1, source=ALICE))
    call.at(2.0, "bob", "hold").at(2.5, "alice", "hold").run(until=10)
    assert call.result(call.alice, "hold") == ("done", None)
    assert call.states() == ("on_hold", "on_hold")


def test_rfc5407_3_2_1_a_bye_crosses_our_reinvite(scene: Make) -> None:
    """B3.20."""
    call = scene().at(2.0, "alice", "hold").at(2.01, "bob", "hang_up").run()
    assert call.result(call.alice, "hold")[0] in ("ended", "failed")
    assert call.result(call.bob, "hang_up") == ("done", None)
    assert "487 INVITE" in call.sent(call.bob) or "481 INVITE" in call.sent(call.bob)


def test_rfc5407_3_2_2_a_reinvite_crosses_our_bye(scene: Make) -> None:
    """B3.20."""
    call = scene().at(2.0, "alice", "hang_up").at(2.01, "bob", "hold").run()
    assert call.result(call.bob, "hold")[0] in ("ended", "failed")
    assert call.result(call.alice, "hang_up") == ("done", None)


def test_b3_9_a_second_reinvite_while_the_first_is_open_gets_500_with_retry_after(scene: Make) -> None:
    """Nobody of ours sends it: bob's first re-INVITE comes to alice under another branch and CSeq once more."""
    call = scene(settings={"ask_modifications": True}, limits=Limits(decision=20.0))
    first = call.bob.on_ask
    call.bob.on_ask = lambda ask: first(ask) if ask.question == "incoming" and first is not None else None
    call.at(2.0, "alice", "hold").run(until=2.5)
    reinvite = next(packet.data for packet in call.alice.sent if b"CSeq: 2 INVITE" in packet.data)
    second = reinvite.replace(b"CSeq: 2 ", b"CSeq: 3 ").replace(b"branch=z9hG4bK", b"branch=z9hG4bKx")
    step = call.simulation.inject(call.bob, second, ALICE)
    (refusal,) = [effect.data for effect in step.effects if isinstance(effect, Send)]
    assert refusal.startswith(b"SIP/2.0 500 ")
    wait = int(refusal.partition(b"Retry-After: ")[2].partition(b"\r\n")[0])
    assert 0 <= wait <= 10


def test_b2_5_a_request_out_of_order_gets_500(scene: Make) -> None:
    """Alice's hold and resume both arrived; then a request with the number of the hold comes again, as a new one."""
    call = scene().at(2.0, "alice", "hold").at(3.0, "alice", "resume").run(until=4)
    reinvite = next(packet.data for packet in call.alice.sent if b"CSeq: 2 INVITE" in packet.data)
    step = call.simulation.inject(call.bob, reinvite.replace(b"branch=z9hG4bK", b"branch=z9hG4bKx"), ALICE)
    (refusal,) = [effect.data for effect in step.effects if isinstance(effect, Send)]
    assert refusal.startswith(b"SIP/2.0 500 ")
    assert call.states() == ("connected", "connected")


# -- requests that belong to nothing, and to two ---


def test_b2_8_a_request_in_an_unknown_dialog_gets_481(scene: Make) -> None:
    call = scene().at(2.0, "alice", "hang_up").run()
    bye = next(packet.data for packet in call.alice.sent if packet.name == "BYE")
    stray = bye.replace(b"branch=z9hG4bK", b"branch=z9hG4bKx")
    step = call.simulation.inject(call.bob, stray, ALICE)
    assert [effect.data[:11] for effect in step.effects if isinstance(effect, Send)] == [b"SIP/2.0 481"]


def test_b1_9_a_merged_request_gets_482(scene: Make) -> None:
    """The INVITE reaches bob on a second way, with another branch, while the first is being answered."""
    call = scene(answer_after=None).run(until=1)
    invite = next(packet.data for packet in call.alice.sent if packet.name == "INVITE")
    other = invite.replace(b"branch=z9hG4bK", b"branch=z9hG4bKx")
    step = call.simulation.inject(call.bob, other, THIRD)
    assert [effect.data[:11] for effect in step.effects if isinstance(effect, Send)] == [b"SIP/2.0 482"]
    assert len(call.bobs) == 1


# -- forks: a second callee answers the same INVITE ---


def fork(call: Scene, status: int, tag: bytes, *, old: bytes = b"200 INVITE") -> bytes:
    """What another fork would send: bob's own response with another tag, Contact and status."""
    source = next(packet.data for packet in call.bob.sent if packet.name.encode() == old)
    own = source.partition(b"\r\nTo: ")[2].partition(b"\r\n")[0].partition(b"tag=")[2]
    made = source.replace(b"tag=" + own, b"tag=" + tag, 1).replace(b"SIP/2.0 200 OK", b"SIP/2.0 %d Fork" % status)
    return made.replace(b"<sip:192.0.2.2:5060>", b"<sip:192.0.2.3:5060>")


def test_b3_2_the_2xx_of_a_second_fork_is_acknowledged_and_ended(scene: Make) -> None:
    call = scene().run(until=2)
    step = call.simulation.inject(call.alice, fork(call, 200, b"second"), THIRD)
    sent = [effect for effect in step.effects if isinstance(effect, Send)]
    assert [effect.label for effect in sent] == ["ACK", "BYE"]
    assert {effect.remote for effect in sent} == {THIRD}
    assert all(b"tag=second" in effect.data for effect in sent)
    assert call.states() == ("connected", "connected"), "the first fork stays the call"
    again = call.simulation.inject(call.alice, fork(call, 200, b"second"), THIRD)
    assert [effect.data for effect in again.effects if isinstance(effect, Send)] == [sent[0].data]


def test_b2_6_a_fork_that_answers_after_the_call_is_over_is_still_ended(scene: Make) -> None:
    call = scene().at(2.0, "alice", "hang_up").run(until=5)
    step = call.simulation.inject(call.alice, fork(call, 200, b"late"), THIRD)
    assert [effect.label for effect in step.effects if isinstance(effect, Send)] == ["ACK", "BYE"]
    assert call.took("setup/outgoing", "ended.copy")


def test_b1_4_a_fork_that_answers_after_64_t1_finds_nobody(scene: Make) -> None:
    call = scene().at(2.0, "alice", "hang_up").run(until=40)
    step = call.simulation.inject(call.alice, fork(call, 200, b"late"), THIRD)
    assert step.effects == []
    assert call.alice.engine.counters["dropped: stray_response"] == 1


def test_b2_6_early_dialogs_of_forks_that_never_answer_end_64_t1_after_the_2xx(scene: Make) -> None:
    call = scene(answer_after=1.0).run(until=0.5)
    ringing = next(packet.data for packet in call.bob.sent if packet.name == "180 INVITE")
    own = ringing.partition(b"\r\nTo: ")[2].partition(b"\r\n")[0].partition(b"tag=")[2]
    call.simulation.inject(call.alice, ringing.replace(b"tag=" + own, b"tag=other", 1), THIRD)
    call.run(until=2)
    assert call.states() == ("connected", "connected")
    cell = call.alice.engine.cells[call.alices]
    assert [scope.usage.state_name for scope in cell.dialogs.values()] == ["established", "early"]
    call.run(until=34)
    assert [scope.usage.state_name for scope in cell.dialogs.values()] == ["established", "abandoned"]
    assert call.states() == ("connected", "connected")
