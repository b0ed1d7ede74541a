"""negotiation/modify_out by itself: the newest wish counts, every command gets its result, a failure is forgotten."""

from __future__ import annotations

import pytest

from sessioncore.handlers.negotiation.modify_out import ModifyOut
from tests.support.alone import Alone

OUR_TURN = ("up", "stable", "undisturbed")
EARLY = ("early", "stable", "pracked", "takes_update")
WISHES = ("hold", "resume", "modify", "told_to_hold", "told_to_resume", "told_to_modify")
SETTLED = ("fulfil", "persist", "send_ack", "reply_done")
WAITS = [("turn.waiting", "freed"), ("turn.carried", "freed"), ("glare", "glare_over")]


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("state", ["turn.waiting", "turn.carried", "glare"])
def test_a_newer_wish_supersedes_the_one_that_waits(state: str, wish: str) -> None:
    assert Alone(ModifyOut, state).on(wish) == (state, ["supersede", "note_wish"], [])


@pytest.mark.parametrize("wish", WISHES)
def test_a_wish_is_remembered_until_its_turn_comes(wish: str) -> None:
    assert Alone(ModifyOut, "idle").on(wish) == ("turn.waiting", ["note_wish"], [])
    assert Alone(ModifyOut, "idle", *OUR_TURN).on(wish) == ("offering.asking", ["note_wish"], ["offer_wanted"])


@pytest.mark.parametrize("missing", OUR_TURN)
def test_b4_1_it_is_not_our_turn_unless_all_of_it_holds(missing: str) -> None:
    machine = Alone(ModifyOut, "idle", *(name for name in OUR_TURN if name != missing))
    assert machine.on("hold") == ("turn.waiting", ["note_wish"], [])


@pytest.mark.parametrize("state", ["turn.waiting", "turn.carried", "glare"])
def test_b3_15_a_refresh_that_is_due_while_we_wait_is_not_forgotten(state: str) -> None:
    assert Alone(ModifyOut, state).on("refresh") == (state, ["note_refresh"], [])


@pytest.mark.parametrize("wish", WISHES)
def test_b4_1_a_wish_during_our_own_offer_is_taken_right_after_it(wish: str) -> None:
    machine = Alone(ModifyOut, "offering.inviting", *OUR_TURN)
    assert machine.on(wish) == ("offering.inviting", [], [])
    assert machine.on("settled") == ("offering.asking", [*SETTLED, "note_wish"], ["offer_wanted"])


def test_b2_8_a_dialog_that_the_peer_does_not_know_is_told_to_be_gone() -> None:
    told = Alone(ModifyOut, "offering.inviting", "gone").on("failed")
    assert told == ("idle", ["put_back_wish", "reply_failed"], ["rollback", "dialog_gone"])


def test_b3_7_a_refused_offer_is_taken_back_with_the_wish() -> None:
    told = Alone(ModifyOut, "offering.inviting").on("failed")
    assert told == ("idle", ["put_back_wish", "reply_failed"], ["rollback", "declined"])


def test_b3_8_an_offer_that_crossed_the_peers_is_only_put_off() -> None:
    assert Alone(ModifyOut, "offering.inviting", "crossed").on("failed") == ("glare", [], ["rollback"])


def test_b4_15_an_answer_that_does_not_fit_is_acknowledged_the_wish_taken_back_and_the_session_ended() -> None:
    told = Alone(ModifyOut, "offering.inviting").on("answer_refused")
    assert told == ("idle", ["send_ack", "put_back_wish", "reply_failed"], ["misunderstood"])


def test_an_exchange_that_failed_at_our_side_fails_the_command() -> None:
    """A 2xx that came is acknowledged all the same (RFC 3261 13.2.2.4)."""
    told = Alone(ModifyOut, "offering.inviting").on("refused")
    assert told == ("idle", ["send_ack", "put_back_wish", "reply_failed"], [])


@pytest.mark.parametrize("state", ["idle", "turn.waiting", "offering.inviting", "glare", "closed"])
def test_b3_2_when_no_copy_of_the_2xx_can_come_its_ack_is_forgotten(state: str) -> None:
    assert Alone(ModifyOut, state).on("over") == (state, ["forget_ack"], [])


class TestActionFailed:
    """The command that waits gets its result, the wish is what was agreed, and no exchange stays open."""

    @pytest.mark.parametrize("state", ["idle", "turn.waiting", "turn.carried", "glare"])
    def test_without_an_offer_of_ours(self, state: str) -> None:
        assert Alone(ModifyOut, state).on("action_failed") == ("idle", ["put_back_wish", "reply_failed"], [])

    def test_with_one(self) -> None:
        told = Alone(ModifyOut, "offering.inviting").on("action_failed")
        assert told == ("idle", ["put_back_wish", "reply_failed"], ["rollback", "cancel"])


class TestTurn:
    """RFC 3264 4, RFC 3261 14.1: an offer is made when the call is up and neither side's offer or re-INVITE is open."""

    @pytest.mark.parametrize("missing", OUR_TURN)
    @pytest.mark.parametrize("event", [*WISHES, "refresh"])
    def test_b4_1_whatever_is_wished_waits(self, event: str, missing: str) -> None:
        machine = Alone(ModifyOut, "idle", *(name for name in OUR_TURN if name != missing))
        note = "note_refresh" if event == "refresh" else "note_wish"
        assert machine.on(event) == ("turn.waiting", [note], [])

    def test_b3_15_a_refresh_in_our_turn_is_an_offer(self) -> None:
        told = Alone(ModifyOut, "idle", *OUR_TURN).on("refresh")
        assert told == ("offering.asking", ["note_refresh"], ["offer_wanted"])

    @pytest.mark.parametrize("configured", ["holds_without_media", "renegotiates_without_media"])
    @pytest.mark.parametrize("missing", ["", *OUR_TURN])
    def test_b5_4_lost_media_is_answered_as_configured_and_only_in_our_turn(
        self, configured: str, missing: str
    ) -> None:
        machine = Alone(ModifyOut, "idle", configured, *(name for name in OUR_TURN if name != missing))
        action = "wish_hold" if configured == "holds_without_media" else "note_refresh"
        expected = ("idle", [], []) if missing else ("offering.asking", [action], ["offer_wanted"])
        assert machine.on("media_lost") == expected

    @pytest.mark.parametrize(("state", "event"), WAITS)
    def test_b3_8_after_the_wait_it_is_tried_again_if_it_is_still_wanted(self, state: str, event: str) -> None:
        assert Alone(ModifyOut, state, *OUR_TURN).on(event) == ("idle", ["fulfil", "reply_done"], [])
        wanted = Alone(ModifyOut, state, "wanted", *OUR_TURN)
        assert wanted.on(event) == ("offering.asking", [], ["offer_wanted"])

    @pytest.mark.parametrize(("state", "event"), WAITS)
    @pytest.mark.parametrize("missing", OUR_TURN)
    def test_b3_8_and_if_it_is_our_turn(self, state: str, event: str, missing: str) -> None:
        machine = Alone(ModifyOut, state, "wanted", *(name for name in OUR_TURN if name != missing))
        assert machine.on(event) == ("turn.waiting" if state == "glare" else state, [], [])

    def test_a_turn_that_never_comes_fails_the_command(self) -> None:
        late = Alone(ModifyOut, "turn.waiting", "wanted").on("turn_late")
        assert late == ("idle", ["put_back_wish", "reply_failed"], [])

    def test_b4_2_a_wish_that_is_fulfilled_or_on_its_way_does_not_fail(self) -> None:
        assert Alone(ModifyOut, "turn.waiting").on("turn_late") == ("idle", ["fulfil", "reply_done"], [])
        assert Alone(ModifyOut, "turn.waiting", "wanted", "offered").on("turn_late") == ("turn.carried", [], [])
        late = Alone(ModifyOut, "turn.waiting", "wanted", "offered", "up").on("turn_late")
        assert late == ("idle", ["put_back_wish", "reply_failed"], []), "it is no offer of our 2xx"


@pytest.mark.parametrize(
    ("state", "signals"), [("turn.waiting", []), ("turn.carried", []), ("glare", []), ("offering.inviting", ["cancel"])]
)
def test_the_end_of_the_session_answers_the_command_that_waits(state: str, signals: list[str]) -> None:
    assert Alone(ModifyOut, state).on("down") == ("closed", ["reply_ended"], signals)


@pytest.mark.parametrize("command", ["hold", "resume", "modify"])
def test_after_the_end_there_is_nothing_to_hold(command: str) -> None:
    machine = Alone(ModifyOut, "closed")
    assert machine.on(command) == ("closed", [], [])
    assert machine.rejected == [(command, 481)]


def test_b7_1_a_challenged_reinvite_goes_out_again_and_nothing_is_taken_back() -> None:
    assert Alone(ModifyOut, "offering.inviting", "challenged").on("failed") == (
        "offering.inviting",
        ["send_answered"],
        [],
    )


class TestUpdate:
    def test_b3_15_a_refresh_needs_no_turn_where_the_peer_takes_update(self) -> None:
        assert Alone(ModifyOut, "idle", "up", "refreshes_by_update").on("refresh") == (
            "refreshing",
            ["send_refresh"],
            [],
        )
        assert Alone(ModifyOut, "idle", "refreshes_by_update").on("refresh") == ("turn.waiting", ["note_refresh"], [])

    @pytest.mark.parametrize(
        ("holds", "outcome"),
        [
            (["succeeded", "up"], ("idle", [], ["refreshed"])),
            (["challenged", "up"], ("refreshing", ["send_update_answered"], [])),
            (["too_brief", "up"], ("refreshing", ["send_update_longer"], [])),
            (["gone", "up"], ("idle", [], ["dialog_gone"])),
            (["up", "stable", "undisturbed"], ("offering.asking", ["note_refresh"], ["offer_wanted"])),
            (["up", "stable"], ("turn.waiting", ["note_refresh"], [])),
            (["up", "undisturbed"], ("turn.waiting", ["note_refresh"], [])),
        ],
    )
    def test_b3_15_what_becomes_of_a_refresh(self, holds: list[str], outcome: tuple[str, list[str], list[str]]) -> None:
        """RFC 4028 10: 408 and 481 end the session; what else is refused may be tried by a re-INVITE."""
        assert Alone(ModifyOut, "refreshing", *holds).on("update_done") == outcome

    @pytest.mark.parametrize("wish", [*WISHES, "media_lost"])
    def test_b3_13_a_wish_during_a_refresh_is_taken_right_after_it(self, wish: str) -> None:
        """RFC 3311 5.1: one UPDATE at a time."""
        machine = Alone(ModifyOut, "refreshing", "succeeded", "holds_without_media", *OUR_TURN)
        assert machine.on(wish) == ("refreshing", [], [])
        did = "wish_hold" if wish == "media_lost" else "note_wish"
        assert machine.on("update_done") == ("offering.asking", [did], ["refreshed", "offer_wanted"])

    def test_a_refresh_ends_with_the_session_or_its_own_fault(self) -> None:
        assert Alone(ModifyOut, "refreshing").on("down") == ("closed", [], [])
        assert Alone(ModifyOut, "refreshing").on("action_failed") == ("idle", [], [])
        assert Alone(ModifyOut, "refreshing").on("copy") == ("refreshing", ["resend_ack"], [])

    @pytest.mark.parametrize(
        ("holds", "outcome"),
        [
            (["up"], ("offering.inviting", ["send_reinvite"], ["reinvited"])),
            (["up", "by_update"], ("offering.updating", ["send_update"], [])),
            (["early"], ("offering.updating", ["send_early_update"], [])),
            (["early", "by_update"], ("offering.updating", ["send_early_update"], [])),
        ],
    )
    def test_b3_13_what_carries_an_offer(self, holds: list[str], outcome: tuple[str, list[str], list[str]]) -> None:
        """Before the answer no re-INVITE can (RFC 3261 14.1)."""
        assert Alone(ModifyOut, "offering.asking", *holds).on("offer_ready") == outcome

    @pytest.mark.parametrize(
        ("holds", "outcome"),
        [
            (["succeeded"], ("offering.updating", [], ["refreshed", "answer_in"])),
            (["challenged"], ("offering.updating", ["send_update_answered"], [])),
            (["too_brief"], ("offering.updating", ["send_update_longer"], [])),
            (["crossed"], ("glare", [], ["rollback"])),
            (["gone"], ("idle", ["put_back_wish", "reply_failed"], ["rollback", "dialog_gone"])),
            (["needs_invite", "up"], ("offering.asking", ["note_needs_invite"], ["rollback", "offer_wanted"])),
            (["needs_invite"], ("idle", ["put_back_wish", "reply_failed"], ["rollback", "declined"])),
            ([], ("idle", ["put_back_wish", "reply_failed"], ["rollback", "declined"])),
        ],
    )
    def test_b3_13_b3_7_what_becomes_of_an_offer(
        self, holds: list[str], outcome: tuple[str, list[str], list[str]]
    ) -> None:
        assert Alone(ModifyOut, "offering.updating", *holds).on("update_done") == outcome

    def test_b3_13_an_offer_that_is_agreed_before_the_answer_is_not_stored(self) -> None:
        """A session is recoverable from its 2xx on (invariant 10)."""
        assert Alone(ModifyOut, "offering.updating", "early").on("settled") == ("idle", ["fulfil", "reply_done"], [])
        assert Alone(ModifyOut, "offering.updating", "up").on("settled") == ("idle", [*SETTLED], [])

    @pytest.mark.parametrize("wish", WISHES)
    @pytest.mark.parametrize("missing", ["", *EARLY])
    def test_b3_13_before_the_answer_an_offer_is_made_where_update_may_carry_it(self, wish: str, missing: str) -> None:
        """RFC 6337 3.2: not while the first offer is unanswered."""
        machine = Alone(ModifyOut, "idle", *(name for name in EARLY if name != missing))
        signals = [] if missing else ["offer_wanted"]
        assert machine.on(wish) == ("turn.waiting" if missing else "offering.asking", ["note_wish"], signals)

    @pytest.mark.parametrize("missing", ["", *EARLY])
    @pytest.mark.parametrize("state", ["turn.waiting", "turn.carried"])
    def test_b3_13_a_wish_that_waited_for_the_prack_is_offered_then(self, state: str, missing: str) -> None:
        machine = Alone(ModifyOut, state, "wanted", *(name for name in EARLY if name != missing))
        expected = (state, [], []) if missing else ("offering.asking", [], ["offer_wanted"])
        assert machine.on("freed") == expected

    @pytest.mark.parametrize("missing", ["", *EARLY])
    def test_b3_8_and_so_it_is_after_491(self, missing: str) -> None:
        machine = Alone(ModifyOut, "glare", "wanted", *(name for name in EARLY if name != missing))
        expected = ("turn.waiting", [], []) if missing else ("offering.asking", [], ["offer_wanted"])
        assert machine.on("glare_over") == expected

    def test_b3_15_a_reinvite_whose_interval_is_too_brief_is_sent_again(self) -> None:
        told = Alone(ModifyOut, "offering.inviting", "too_brief").on("failed")
        assert told == ("offering.inviting", ["send_longer"], [])

    @pytest.mark.parametrize(
        "state", ["idle", "turn.waiting", "glare", "offering.asking", "offering.inviting", "closed"]
    )
    def test_b1_7_the_end_of_an_update_that_is_done_with_is_nothing(self, state: str) -> None:
        assert Alone(ModifyOut, state).on("update_done") == (state, [], [])


class TestSoliciting:
    """A re-INVITE without an offer (B11.10)."""

    def test_b11_10_only_when_it_is_our_turn(self) -> None:
        assert Alone(ModifyOut, "idle", "up", "stable").on("solicit", command=1) == ("idle", ["refuse_solicit"], [])
        machine = Alone(ModifyOut, "turn.waiting")
        machine.on("solicit", command=2)
        assert [status for _, status in machine.rejected] == [491]

    def test_b7_1_challenged_it_is_sent_again(self) -> None:
        told = Alone(ModifyOut, "soliciting", "challenged").on("failed", status=401)
        assert told == ("soliciting", ["send_bare_answered"], [])

    def test_b3_2_copies_of_an_earlier_2xx_are_acknowledged(self) -> None:
        for state in ("soliciting", "owing"):
            assert Alone(ModifyOut, state).on("copy") == (state, ["resend_ack"], [])

    def test_b11_10_an_action_that_fails_answers_the_command(self) -> None:
        told = Alone(ModifyOut, "soliciting").on("action_failed")
        assert told == ("idle", ["reply_failed"], ["rollback", "cancel"])
        assert Alone(ModifyOut, "owing").on("action_failed") == ("idle", ["send_ack", "reply_failed"], [])


class TestWithdrawn:
    """B11.15: the re-INVITE was cancelled on the other side of a coupling."""

    @pytest.mark.parametrize("state", ["turn.waiting", "glare"])
    def test_what_has_not_left_yet_is_dropped(self, state: str) -> None:
        dropped = ["put_back_wish", "reply_failed", "reply_withdrawn"]
        assert Alone(ModifyOut, state).on("withdraw") == ("idle", dropped, [])

    def test_what_has_left_is_cancelled(self) -> None:
        cancelled = Alone(ModifyOut, "offering.inviting").on("withdraw")
        assert cancelled == ("offering.withdrawing", ["reply_withdrawn"], ["cancel"])
        assert Alone(ModifyOut, "soliciting").on("withdraw") == ("soliciting", ["reply_withdrawn"], ["cancel"])

    def test_its_final_answer_still_counts(self) -> None:
        state, given_up = "offering.withdrawing", ["put_back_wish", "reply_failed"]
        assert Alone(ModifyOut, state).on("answered") == (state, ["note_answer"], ["refreshed", "answer_in"])
        for holds in ([], ["crossed"], ["challenged"], ["too_brief"]):
            assert Alone(ModifyOut, state, *holds).on("failed") == ("idle", given_up, ["rollback"])
        assert Alone(ModifyOut, state, "gone").on("failed") == ("idle", given_up, ["rollback", "dialog_gone"])

    @pytest.mark.parametrize(
        "state", ["idle", "refreshing", "offering.updating", "offering.withdrawing", "owing", "closed"]
    )
    def test_where_nothing_can_be_cancelled_it_is_481(self, state: str) -> None:
        machine = Alone(ModifyOut, state)
        assert machine.on("withdraw") == (state, [], [])
        assert machine.rejected == [("withdraw", 481)]


def test_b5_20_new_keys_are_asked_for_at_once_or_when_it_is_our_turn() -> None:
    assert Alone(ModifyOut, "idle", *OUR_TURN).on("rekey") == ("offering.asking", ["note_rekey"], ["offer_wanted"])
    for missing in OUR_TURN:
        holds = [ask for ask in OUR_TURN if ask != missing]
        assert Alone(ModifyOut, "idle", *holds).on("rekey") == ("turn.waiting", ["note_rekey"], [])


@pytest.mark.parametrize("state", ["turn.waiting", "turn.carried", "glare"])
def test_b5_20_b3_8_whoever_waits_remembers_that_new_keys_are_wanted(state: str) -> None:
    assert Alone(ModifyOut, state).on("rekey") == (state, ["note_rekey"], [])


@pytest.mark.parametrize(
    ("state", "ends", "did", "signals"),
    [
        ("refreshing", "update_done", [], ["refreshed"]),
        ("offering.inviting", "settled", [*SETTLED], []),
        ("soliciting", "failed", ["reply_failed"], ["rollback"]),
        ("owing", "ack_ready", ["send_answer_ack"], []),
    ],
)
def test_b5_20_b4_1_new_keys_that_are_wanted_during_an_exchange_are_asked_for_right_after_it(
    state: str, ends: str, did: list[str], signals: list[str]
) -> None:
    machine = Alone(ModifyOut, state, "succeeded", *OUR_TURN)
    assert machine.on("rekey") == (state, [], [])
    assert machine.on(ends) == ("offering.asking", [*did, "note_rekey"], [*signals, "offer_wanted"])


def test_b5_20_after_the_end_no_keys_are_wanted() -> None:
    assert Alone(ModifyOut, "closed").on("rekey") == ("closed", [], [])
