"""The races of RFC 5407, section by section, on two real engines whose messages cross exactly as the RFC draws them.

The names of states are the RFC's: preparative and early stand in setup/outgoing and setup/incoming, moratorium,
established, mortal and morgue in dialog/invite_usage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from sessioncore.actions.messages import ALLOW
from sessioncore.testing.script import Stage, UnderWay
from sessioncore.wire.sip import Request, parse

pytestmark = pytest.mark.simulation

NOT_YET = {
    "3.3.3 receiving REFER while in the mortal state": ("REFER", "RFC 3515 is not among the charts"),
}
"""Races that cannot happen yet: the request that they need, and why there is none."""

Begin = Callable[..., Stage]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Makes stages; at the end of a test both sides must have come to an end without a fault of their own."""
    made: list[Stage] = []

    def make(*, late_offer: bool = False) -> Stage:
        stage = Stage()
        made.append(stage)
        stage.command("alice", "dial", **({"arguments": {"offer": "late"}} if late_offer else {}))
        return stage

    yield make
    for stage in made:
        assert not stage.errors, f"{stage.errors}\n{stage.ladder}"


def early(stage: Stage) -> Stage:
    """INVITE and 180 have arrived."""
    stage.deliver("bob", "INVITE")
    stage.command("bob", "ring")
    stage.deliver("alice", "180 INVITE")
    return stage


def answered(stage: Stage) -> Stage:
    """Bob has answered; his 200 is under way. Bob is in moratorium."""
    early(stage).command("bob", "answer")
    assert stage.state("bob", "usage") == "moratorium"
    return stage


def established(stage: Stage) -> Stage:
    answered(stage).deliver("alice", "200 INVITE")
    stage.deliver("bob", "ACK")
    assert usages(stage) == ("established", "established")
    return stage


def usages(stage: Stage) -> tuple[str, str]:
    return stage.state("alice", "usage"), stage.state("bob", "usage")


def over(stage: Stage) -> bool:
    """Both sessions are over, and nothing of them is open."""
    return not any(stage.open_media.values()) and all(stage.state(side, "setup") in ("", "ended") for side in SIDES)


SIDES = ("alice", "bob")


def names(stage: Stage, side: str) -> list[str]:
    return [message.name for message in stage.sent if message.source == side]


def sent(stage: Stage, side: str, name: str) -> UnderWay:
    return next(message for message in stage.sent if message.source == side and message.name == name)


# -- 3.1 Receiving a message in the moratorium state ---


def test_3_1_1_callee_receives_an_initial_invite_retransmission_while_in_the_moratorium_state(begin: Begin) -> None:
    stage = begin()
    stage.copy("bob", "INVITE")
    stage.command("bob", "answer")
    stage.deliver("bob", "INVITE")
    assert stage.state("bob", "usage") == "moratorium"
    assert stage.engines["bob"].session_count == 1, "it is no second call"
    stage.deliver("alice", "200 INVITE")
    stage.deliver("bob", "ACK")
    assert usages(stage) == ("established", "established")


def test_3_1_2_callee_receives_cancel_while_in_the_moratorium_state(begin: Begin) -> None:
    stage = answered(begin())
    stage.command("alice", "hang_up")
    stage.deliver("bob", "CANCEL")
    assert stage.state("bob", "usage") == "moratorium"
    assert names(stage, "bob")[-1] == "200 CANCEL", "it is answered, and changes nothing"
    stage.deliver("alice", "200 INVITE")
    assert names(stage, "alice")[-2:] == ["ACK", "BYE"]
    assert stage.state("alice", "session") == "terminating", "never established for the application"
    stage.deliver("bob", "ACK")
    stage.deliver("bob", "BYE")
    stage.deliver("alice", "200 BYE")
    assert over(stage), stage.ladder


def test_3_1_3_callee_receives_bye_of_the_early_state_while_in_the_moratorium_state(begin: Begin) -> None:
    """Our caller does not send BYE in an early dialog; a peer may (RFC 3261 15)."""
    stage = answered(begin())
    stage.inject("bob", early_bye(stage), "alice")
    assert names(stage, "bob")[-1] == "200 BYE"
    assert stage.state("bob", "usage") in ("morgue", "")
    assert not stage.open_media["bob"]


def test_3_1_4_callee_receives_a_reinvite_while_in_the_moratorium_state_case_1(begin: Begin) -> None:
    """Offer and answer are settled; only the ACK is late, and the re-INVITE overtakes it."""
    stage = answered(begin())
    stage.deliver("alice", "200 INVITE")
    stage.command("alice", "hold")
    stage.deliver("bob", "INVITE 1")
    assert names(stage, "bob")[-1] == "200 INVITE"
    stage.deliver("alice", "200 INVITE 1")
    stage.deliver("bob", "ACK 1")
    stage.deliver("bob", "ACK 0")
    assert usages(stage) == ("established", "established")
    assert [stage.state(side, "session") for side in SIDES] == ["on_hold", "on_hold"]


def test_3_1_5_callee_receives_a_reinvite_while_in_the_moratorium_state_case_2(begin: Begin) -> None:
    """The offer is in the 200 and its answer in the ACK: the re-INVITE that overtakes it collides, 491."""
    stage = answered(begin(late_offer=True))
    stage.deliver("alice", "200 INVITE")
    stage.command("alice", "hold")
    stage.deliver("bob", "INVITE 1")
    assert names(stage, "bob")[-1] == "491 INVITE"
    stage.deliver("bob", "ACK 0")
    stage.deliver("alice", "491 INVITE")
    stage.deliver("bob", "ACK 1")
    stage.timer("alice", "modify_out.glare_wait")
    stage.deliver("bob", "INVITE 1")
    stage.deliver("alice", "200 INVITE 1")
    stage.deliver("bob", "ACK 1")
    assert [stage.state(side, "session") for side in SIDES] == ["on_hold", "on_hold"]


def test_3_1_6_callee_receives_bye_of_the_established_state_while_in_the_moratorium_state(begin: Begin) -> None:
    stage = answered(begin())
    stage.deliver("alice", "200 INVITE")
    stage.command("alice", "hang_up")
    stage.deliver("bob", "BYE")
    assert names(stage, "bob")[-1] == "200 BYE"
    stage.deliver("alice", "200 BYE")
    stage.deliver("bob", "ACK")
    assert over(stage)
    stage.timer("bob", "invite_server.timer_l")
    assert names(stage, "bob").count("200 INVITE") == 1, "the ACK stops the resending also after the BYE"


# -- 3.2 Receiving a message in the mortal state ---


def crossing_byes(stage: Stage) -> Stage:
    for side in SIDES:
        stage.command(side, "hang_up")
    assert usages(stage) == ("mortal", "mortal")
    return stage


def test_3_2_1_ua_receives_bye_while_in_the_mortal_state(begin: Begin) -> None:
    stage = crossing_byes(established(begin()))
    for side in SIDES:
        stage.deliver(side, "BYE")
        assert names(stage, side)[-1] == "200 BYE"
    for side in SIDES:
        stage.deliver(side, "200 BYE")
    assert over(stage)


def test_3_2_2_ua_receives_a_reinvite_while_in_the_mortal_state(begin: Begin) -> None:
    stage = established(begin())
    stage.command("alice", "hold")
    stage.command("bob", "hang_up")
    stage.deliver("bob", "INVITE 1")
    assert names(stage, "bob")[-1] == "481 INVITE"
    stage.deliver("alice", "BYE")
    stage.deliver("bob", "200 BYE")
    stage.deliver("alice", "481 INVITE")
    assert over(stage)
    assert [reply.outcome for side, reply in stage.replies if side == "alice"][-1] == "ended", "of hold"


def test_3_2_3_ua_receives_a_200_for_its_reinvite_while_in_the_mortal_state(begin: Begin) -> None:
    stage = established(begin())
    stage.command("alice", "hold")
    stage.deliver("bob", "INVITE 1")
    stage.command("alice", "hang_up")
    before = names(stage, "alice").count("ACK")
    stage.deliver("alice", "200 INVITE 1")
    assert names(stage, "alice").count("ACK") == before + 1, "a 2xx is acknowledged also now"
    stage.deliver("bob", "BYE")
    stage.deliver("bob", "ACK 1")
    stage.deliver("alice", "200 BYE")
    assert over(stage)


def test_3_2_4_callee_receives_ack_of_the_moratorium_state_while_in_the_mortal_state(begin: Begin) -> None:
    """Our callee waits for the ACK with its BYE, for 64*T1 (RFC 3261 15); then the ACK comes too late."""
    stage = answered(begin())
    stage.deliver("alice", "200 INVITE")
    stage.command("bob", "hang_up")
    assert stage.state("bob", "usage") == "moratorium"
    stage.timer("bob", "reliable_answer.give_up")
    assert stage.state("bob", "usage") == "mortal"
    stage.deliver("bob", "ACK")
    assert stage.state("bob", "usage") == "mortal"
    stage.deliver("alice", "BYE")
    stage.deliver("bob", "200 BYE")
    assert over(stage)


# -- 3.3 Other race conditions ---


def test_3_3_1_reinvite_crossover(begin: Begin) -> None:
    stage = established(begin())
    for side in SIDES:
        stage.command(side, "hold")
    for side in SIDES:
        stage.deliver(side, "INVITE 1")
        assert names(stage, side)[-1] == "491 INVITE"
    for side in SIDES:
        stage.deliver(side, "491 INVITE")
    for side in SIDES:
        stage.deliver(side, "ACK 1")
    assert (stage.state("alice", "modify_out"), stage.state("bob", "modify_out")) == ("glare", "glare")
    stage.timer("bob", "modify_out.glare_wait")  # who does not own the Call-ID comes first
    assert stage.state("alice", "modify_out") == "glare"
    stage.deliver("alice", "INVITE 1")
    stage.deliver("bob", "200 INVITE 1")
    stage.deliver("alice", "ACK 1")
    stage.timer("alice", "modify_out.glare_wait")
    assert [stage.state(side, "modify_out") for side in SIDES] == ["idle", "idle"]
    assert [stage.state(side, "session") for side in SIDES] == ["on_hold", "on_hold"]


NOTHING_ELSE = {"codecs": [], "direction": "sendonly"}


@pytest.mark.parametrize("updater", SIDES)
def test_3_3_2_update_and_reinvite_crossover(begin: Begin, updater: str) -> None:
    """Both carry offers, so both get 491; who does not own the Call-ID comes first (RFC 3311 5.2, RFC 3261 14.1)."""
    stage = established(begin())
    (reinviter,) = (side for side in SIDES if side != updater)
    stage.command(updater, "modify", **NOTHING_ELSE, method="update")
    stage.command(reinviter, "hold")
    stage.deliver(reinviter, "UPDATE 1")
    assert names(stage, reinviter)[-1] == "491 UPDATE"
    stage.deliver(updater, "INVITE 1")
    assert names(stage, updater)[-1] == "491 INVITE"
    stage.deliver(updater, "491 UPDATE 1")
    stage.deliver(reinviter, "491 INVITE 1")
    stage.deliver(updater, "ACK 1")
    assert [stage.state(side, "modify_out") for side in SIDES] == ["glare", "glare"]
    stage.timer("bob", "modify_out.glare_wait")
    assert stage.state("alice", "modify_out") == "glare"
    if updater == "bob":
        stage.deliver("alice", "UPDATE 1")
        stage.deliver("bob", "200 UPDATE 1")
    else:
        stage.deliver("alice", "INVITE 1")
        stage.deliver("bob", "200 INVITE 1")
        stage.deliver("alice", "ACK 1")
    stage.timer("alice", "modify_out.glare_wait")
    if updater == "alice":  # a new offer was asked for, whatever is agreed by now
        stage.deliver("bob", "UPDATE 1")
        stage.deliver("alice", "200 UPDATE 1")
    assert [stage.state(side, "modify_out") for side in SIDES] == ["idle", "idle"]
    assert [stage.state(side, "session") for side in SIDES] == ["on_hold", "on_hold"]
    assert usages(stage) == ("established", "established")


def test_3_1_4_callee_receives_an_update_while_in_the_moratorium_state(begin: Begin) -> None:
    """As with the re-INVITE of 3.1.4: offer and answer are settled, only the ACK is late."""
    stage = answered(begin())
    stage.deliver("alice", "200 INVITE")
    stage.command("alice", "modify", **NOTHING_ELSE, method="update")
    stage.deliver("bob", "UPDATE 1")
    assert names(stage, "bob")[-1] == "200 UPDATE"
    assert stage.state("bob", "usage") == "moratorium"
    stage.deliver("alice", "200 UPDATE 1")
    stage.deliver("bob", "ACK 0")
    assert usages(stage) == ("established", "established")
    assert [stage.state(side, "session") for side in SIDES] == ["on_hold", "on_hold"]


def test_3_1_5_callee_receives_an_update_before_the_answer_to_its_offer(begin: Begin) -> None:
    """The offer is in the 200 and its answer in the ACK, which the UPDATE overtakes: 491, as in 3.1.5."""
    stage = answered(begin(late_offer=True))
    stage.deliver("alice", "200 INVITE")
    stage.command("alice", "modify", **NOTHING_ELSE, method="update")
    stage.deliver("bob", "UPDATE 1")
    assert names(stage, "bob")[-1] == "491 UPDATE"
    stage.deliver("bob", "ACK 0")
    stage.deliver("alice", "491 UPDATE 1")
    stage.timer("alice", "modify_out.glare_wait")
    stage.deliver("bob", "UPDATE 1")
    stage.deliver("alice", "200 UPDATE 1")
    assert [stage.state(side, "session") for side in SIDES] == ["on_hold", "on_hold"]


@pytest.mark.parametrize("race", NOT_YET)
def test_what_does_not_apply_yet_cannot_happen_yet(race: str, begin: Begin) -> None:
    """When one of these requests is taken, its race wants a test of its own here."""
    method, _ = NOT_YET[race]
    assert method not in ALLOW
    stage = established(begin())
    stage.inject("bob", in_dialog(stage, method, cseq=2, early_tag=False), "alice")
    assert names(stage, "bob")[-1] == f"405 {method}"
    assert usages(stage) == ("established", "established")


# -- Appendix A to E ---


def test_appendix_a_bye_in_the_early_dialog(begin: Begin) -> None:
    """The BYE gets 200, the pending INVITE 487 (RFC 3261 15.1.2)."""
    stage = early(begin())
    stage.inject("bob", early_bye(stage), "alice")
    assert names(stage, "bob")[-2:] in (["200 BYE", "487 INVITE"], ["487 INVITE", "200 BYE"])
    stage.deliver("alice", "487 INVITE")
    stage.deliver("bob", "ACK")
    assert over(stage)


def test_appendix_b_bye_request_overlapping_a_reinvite(begin: Begin) -> None:
    """The BYE overtakes the re-INVITE of the same side, which then finds a session that is over."""
    stage = established(begin())
    stage.command("alice", "hold")
    stage.command("alice", "hang_up")
    stage.deliver("bob", "BYE")
    assert names(stage, "bob")[-1] == "200 BYE"
    stage.deliver("bob", "INVITE 1")
    assert names(stage, "bob")[-1].split()[0] in ("481", "500"), "its CSeq is lower than that of the BYE"
    stage.deliver("alice", "200 BYE")
    stage.deliver("alice", names(stage, "bob")[-1])
    assert over(stage)


def test_appendix_b_bye_while_a_reinvite_is_pending_at_the_other_side(begin: Begin) -> None:
    stage = established(begin())
    stage.command("alice", "hold")
    stage.command("bob", "hang_up")
    stage.deliver("alice", "BYE")
    assert names(stage, "alice")[-1] == "200 BYE"
    stage.deliver("bob", "200 BYE")
    stage.deliver("bob", "INVITE 1")
    assert names(stage, "bob")[-1] == "481 INVITE"
    stage.deliver("alice", "481 INVITE")
    assert over(stage)


def test_appendix_c_behaviour_for_cancel_none_before_a_provisional_response(begin: Begin) -> None:
    """CANCEL waits for a 1xx (RFC 3261 9.1); when a final response comes first there is nothing to cancel."""
    stage = begin()
    stage.command("alice", "hang_up")
    assert names(stage, "alice") == ["INVITE"]
    stage.deliver("bob", "INVITE")
    stage.command("bob", "answer")
    stage.deliver("alice", "200 INVITE")
    assert names(stage, "alice") == ["INVITE", "ACK", "BYE"]
    stage.deliver("bob", "ACK")
    stage.deliver("bob", "BYE")
    stage.deliver("alice", "200 BYE")
    assert over(stage)


def test_appendix_c_behaviour_for_cancel_it_follows_the_provisional_response(begin: Begin) -> None:
    stage = begin()
    stage.command("alice", "hang_up")
    early(stage)
    assert names(stage, "alice") == ["INVITE", "CANCEL"]
    stage.deliver("bob", "CANCEL")
    stage.deliver("alice", "487 INVITE")
    stage.deliver("alice", "200 CANCEL")
    stage.deliver("bob", "ACK")
    assert over(stage)


def test_appendix_d_requests_in_the_mortal_state_are_answered(begin: Begin) -> None:
    """BYE was sent: a BYE gets 200, a re-INVITE 481, and neither brings the session back."""
    stage = established(begin())
    stage.command("bob", "hang_up")
    stage.inject("bob", in_dialog(stage, "OPTIONS", cseq=2, early_tag=False), "alice")
    assert names(stage, "bob")[-1] == "200 OPTIONS"
    assert stage.state("bob", "usage") == "mortal"
    stage.deliver("alice", "BYE")
    stage.deliver("bob", "200 BYE")
    assert over(stage)


def test_appendix_e_forking_and_receiving_new_to_tags(begin: Begin) -> None:
    """A 200 of another fork: it is acknowledged and ended by BYE, the call goes on (RFC 3261 13.2.2.4)."""
    stage = established(begin())
    answer = sent(stage, "bob", "200 INVITE")
    fork = answer.data.replace(to_tag(answer.data), b"another-fork")
    stage.inject("alice", fork, "bob")
    assert names(stage, "alice")[-2:] == ["ACK", "BYE"]
    for message in [message for message in stage.sent if message.source == "alice"][-2:]:
        assert b"another-fork" in message.data
    assert stage.state("alice", "session") == "connected"
    assert stage.state("bob", "usage") == "established"


# -- requests of a peer that is not ours ---


def to_tag(data: bytes) -> bytes:
    tag = parse(data).to.tag
    assert tag is not None
    return tag.encode()


def early_bye(stage: Stage) -> bytes:
    return in_dialog(stage, "BYE", cseq=2, early_tag=True)


def in_dialog(stage: Stage, method: str, *, cseq: int, early_tag: bool) -> bytes:
    """A request of alice's inside the dialog that Bob's first tagged response made."""
    invite = parse(sent(stage, "alice", "INVITE").data)
    tagged = parse(sent(stage, "bob", "180 INVITE" if early_tag else "200 INVITE").data)
    assert isinstance(invite, Request)
    headers = [
        ("Via", f"SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK{method.lower()}{cseq}"),
        ("Max-Forwards", "70"),
        ("From", invite.get("From") or ""),
        ("To", tagged.get("To") or ""),
        ("Call-ID", invite.call_id),
        ("CSeq", f"{cseq} {method}"),
    ]
    return Request(method, invite.uri, headers, b"").encode()
