"""What becomes of a command to negotiation/modify_out in each state, and of a re-INVITE without an offer (B11.10)."""

from __future__ import annotations

import pytest

from sessioncore.handlers.negotiation.modify_out import ModifyOut
from tests.support.alone import Alone, Outcome

OUR_TURN = ("up", "stable", "undisturbed")
WISHES = ("hold", "resume", "modify", "told_to_hold", "told_to_resume", "told_to_modify")


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("refreshing", 491),
        ("turn.waiting", 491),
        ("turn.carried", 491),
        ("offering.asking", 491),
        ("offering.inviting", 491),
        ("offering.updating", 491),
        ("soliciting", 491),
        ("owing", 491),
        ("glare", 491),
        ("closed", 481),
    ],
)
def test_b11_10_while_an_exchange_of_ours_is_under_way_no_offer_can_be_asked_for(state: str, status: int) -> None:
    """RFC 3261 14.1: one re-INVITE at a time, of which 491 tells (14.2); after the call, 481 (12.2.2)."""
    machine = Alone(ModifyOut, state, *OUR_TURN)
    assert machine.on("solicit", command=1) == (state, [], [])
    assert machine.rejected == [("solicit", status)]


@pytest.mark.parametrize("missing", OUR_TURN)
def test_b11_10_an_offer_is_asked_for_only_when_it_is_our_turn(missing: str) -> None:
    machine = Alone(ModifyOut, "idle", *(name for name in OUR_TURN if name != missing))
    assert machine.on("solicit", command=1) == ("idle", ["refuse_solicit"], [])


def test_b11_10_in_our_turn_a_reinvite_without_an_offer_goes_out() -> None:
    told = Alone(ModifyOut, "idle", *OUR_TURN).on("solicit", command=1)
    assert told == ("soliciting", ["note_solicit", "send_bare"], ["soliciting"])


@pytest.mark.parametrize(
    ("state", "end", "did", "signals"),
    [
        ("soliciting", "failed", ["reply_failed", "note_wish"], ["rollback", "offer_wanted"]),
        ("owing", "ack_ready", ["send_answer_ack", "note_wish"], ["offer_wanted"]),
        ("owing", "refused", ["send_ack", "reply_failed", "note_wish"], ["offer_wanted"]),
    ],
)
@pytest.mark.parametrize("wish", WISHES)
def test_b11_10_a_wish_while_an_offer_is_asked_for_is_taken_right_after_it(
    wish: str, state: str, end: str, did: list[str], signals: list[str]
) -> None:
    """RFC 3264 4: one offer at a time; the command is neither lost nor refused."""
    machine = Alone(ModifyOut, state, *OUR_TURN)
    assert machine.on(wish) == (state, [], [])
    assert machine.on(end) == ("offering.asking", did, signals)
    assert machine.rejected == []


@pytest.mark.parametrize("command", ["hold", "resume", "modify"])
@pytest.mark.parametrize("state", ["soliciting", "owing"])
def test_a_command_that_was_put_off_is_answered_when_the_session_ends(state: str, command: str) -> None:
    machine = Alone(ModifyOut, state, *OUR_TURN)
    machine.on(command)
    machine.on("down")
    assert machine.rejected == [(command, 481)]


@pytest.mark.parametrize(
    ("holds", "outcome"),
    [
        ([], ("idle", ["reply_failed"], ["rollback"])),
        (["challenged"], ("soliciting", ["send_bare_answered"], [])),
        (["too_brief"], ("soliciting", ["send_bare_longer"], [])),
        (["gone"], ("idle", ["reply_failed"], ["rollback", "dialog_gone"])),
    ],
)
def test_b11_10_what_becomes_of_a_reinvite_without_an_offer_that_fails(holds: list[str], outcome: Outcome) -> None:
    """RFC 3261 12.2.1.2: 481 and 408 end the dialog; 14.1: whatever else is refused leaves the session as it was."""
    assert Alone(ModifyOut, "soliciting", *holds).on("failed") == outcome


@pytest.mark.parametrize(
    ("state", "did", "signals"),
    [
        ("soliciting", ["reply_ended"], ["cancel"]),
        ("owing", ["send_ack", "reply_ended"], []),
    ],
)
def test_b11_10_the_end_of_the_session_answers_the_command_and_leaves_nothing_open(
    state: str, did: list[str], signals: list[str]
) -> None:
    """A 2xx that came is acknowledged all the same (RFC 3261 13.2.2.4); what is not answered yet is cancelled."""
    assert Alone(ModifyOut, state).on("down") == ("closed", did, signals)


@pytest.mark.parametrize(
    ("event", "outcome"),
    [
        ("solicited", ("owing", ["reply_done"], [])),
        ("refused", ("idle", ["send_ack", "reply_failed"], [])),
        ("ack_ready", ("idle", ["send_answer_ack"], [])),
    ],
)
def test_b11_10_what_becomes_of_the_offer_that_was_asked_for(event: str, outcome: Outcome) -> None:
    """RFC 3261 13.2.2.4: the ACK carries the answer; a 2xx without an offer is acknowledged and fails the command."""
    assert Alone(ModifyOut, "owing").on(event) == outcome
