"""What was found, played on real engines: ladder, scenario, journal."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sessioncore.core.journal import Journal
from sessioncore.core.replay import replay
from sessioncore.exploration.pair import TransactionPair
from sessioncore.exploration.script import play, scenario
from sessioncore.exploration.search import Finding, Model, explore
from sessioncore.exploration.usage import CallModel, call_models
from sessioncore.testing.script import NotPlayableError, Stage
from tests.support.planting import Change, ignoring, inverted, planted, to, without_action, without_entry, without_row

CASES: list[tuple[str, Change, str, str]] = [
    ("transaction/invite_server", without_row("completed.ack"), "completed got ack", "pair"),
    ("transaction/invite_client", without_row("proceeding.failure"), "plain got failure", "pair"),
    ("transaction/non_invite_client", without_row("waiting.answered"), "trying got answered", "bye"),
    ("dialog/invite_usage", without_row("moratorium.bye"), "moratorium: bye must not happen", "setup"),
    ("dialog/invite_usage", to("early.again", "established"), "bye_done must not happen", "setup"),
    ("setup/outgoing", ignoring("cancelling", "answered"), "copy must not happen", "setup"),
    ("negotiation/modify_in", inverted("idle.reinvite"), "offer_in must not happen", "hold"),
]


def model_of(kind: str, classes: dict[str, type]) -> Model:
    if kind in ("pair", "bye"):
        return TransactionPair("INVITE" if kind == "pair" else "BYE", classes=classes)
    return call_models(1, classes)[0 if kind == "setup" else 1]


def finding_of(kind: str, classes: dict[str, type], what: str) -> tuple[str, Finding]:
    model = model_of(kind, classes)
    result = explore(model, most_states=4_000, first="final" not in what)
    return model.name, next(finding for finding in result.findings if what in finding.what)


@pytest.mark.parametrize(("chart", "change", "what", "kind"), CASES, ids=[case[2] for case in CASES])
def test_what_was_found_happens_on_real_engines_with_the_same_defect(
    chart: str, change: Change, what: str, kind: str
) -> None:
    classes: dict[str, type] = {chart: planted(chart, change)}
    name, finding = finding_of(kind, classes, what)
    played = play(name, finding, classes=classes)
    assert not played.missed, f"{played.missed}\n{played.stage.ladder}"
    assert played.stage.errors, played.stage.ladder
    assert chart.rpartition("/")[2] in played.stage.errors[0]
    sound = play(name, finding)
    assert not sound.stage.errors, "the shipped charts have nothing against these steps"


LASTING: list[tuple[str, Change, str, str]] = [
    ("setup/outgoing", without_entry("ended", "close_media"), "media is left open", "setup"),
    ("dialog/invite_usage", without_action("established.hang_up", "send_bye"), "no final state", "setup"),
    ("dialog/reliable_answer", ignoring("sending", "gave_up"), "no final state", "setup"),
]


@pytest.mark.parametrize("case", [*CASES, *LASTING], ids=[case[2] for case in [*CASES, *LASTING]])
def test_the_scenario_fails_with_the_defect_and_passes_without(case: tuple[str, Change, str, str]) -> None:
    chart, change, what, kind = case
    classes: dict[str, type] = {chart: planted(chart, change)}
    name, finding = finding_of(kind, classes, what)
    steps = play(name, finding, classes=classes).steps
    made: dict[str, Any] = {}
    exec(compile(scenario(name, finding, steps), "scenario.py", "exec"), made)
    made["test_found_by_exploration"]()
    made["Stage"] = partial(Stage, classes=classes)
    with pytest.raises(AssertionError):
        made["test_found_by_exploration"]()


def test_media_that_stays_open_is_seen_on_real_engines() -> None:
    classes: dict[str, type] = {"setup/outgoing": planted("setup/outgoing", without_entry("ended", "close_media"))}
    name, finding = finding_of("setup", classes, "media is left open at the end")
    assert play(name, finding, classes=classes).stage.open_media["alice"]
    assert not play(name, finding).stage.open_media["alice"]


@pytest.mark.parametrize("side", ["alice", "bob"])
def test_the_journal_of_what_was_found_replays(side: str, tmp_path: Path) -> None:
    finding = explore(CallModel(changes=False, refreshes=False)).findings[-1]
    path = tmp_path / "found.journal"
    with Journal.create(path) as journal:
        play("INVITE usage", finding, journals={side: journal})
    result = replay(path)
    assert result.same, result.difference
    assert result.inputs >= 2


@pytest.mark.parametrize("case", CASES[:3], ids=[case[2] for case in CASES[:3]])
def test_the_journal_of_a_pair_replays(case: tuple[str, Change, str, str], tmp_path: Path) -> None:
    chart, change, what, kind = case
    name, finding = finding_of(kind, {chart: planted(chart, change)}, what)
    with Journal.create(tmp_path / "alice") as alice, Journal.create(tmp_path / "bob") as bob:
        play(name, finding, journals={"alice": alice, "bob": bob})
    for side in ("alice", "bob"):
        result = replay(tmp_path / side)
        assert result.same, result.difference
        assert result.inputs >= 2


def test_the_ladder_shows_messages_and_rows() -> None:
    finding = explore(CallModel(changes=False, refreshes=False)).findings[-1]
    ladder = str(play("INVITE usage", finding).stage.ladder)
    assert "INVITE 1 SDP sendrecv" in ladder
    assert "invite_usage moratorium" in ladder
    assert "LOST: BYE" in ladder


def test_a_step_that_real_engines_do_not_have_is_named() -> None:
    stage = Stage()
    stage.command("alice", "dial")
    with pytest.raises(NotPlayableError, match="no BYE is under way to bob"):
        stage.deliver("bob", "BYE")
    with pytest.raises(NotPlayableError, match="does not run at bob"):
        stage.timer("bob", "reliable_answer.resend")
    with pytest.raises(NotPlayableError, match="bob has no session"):
        stage.command("bob", "answer")


def test_a_journal_without_a_file_can_be_written() -> None:
    """Where nothing is to be kept."""
    stream = io.StringIO()
    finding = explore(CallModel(changes=False, refreshes=False)).findings[-1]
    play("INVITE usage", finding, journals={"bob": Journal(stream)})
    assert stream.getvalue().startswith('{"journal"')


@pytest.mark.simulation
@pytest.mark.parametrize("late", [False, True], ids=["offer in the INVITE", "offer in the 200"])
def test_answers_that_do_not_fit_are_explored_to_the_end_and_nothing_is_wrong(late: bool) -> None:
    result = explore(CallModel(channel="fifo", refreshes=False, late_offer=late))
    assert result.complete
    assert not result.findings, "\n".join(map(str, result.findings))


def test_b4_15_after_an_answer_that_does_not_fit_the_call_is_ended() -> None:
    """RFC 3261 14.1 leaves an established session as it was only where the re-INVITE failed; this one succeeded.

    alice                       bob
      |-- INVITE (sendonly) ---->|
      |<-- 200, unfit answer ----|
      |-- ACK ------------------>|   alice: sendrecv as before; bob: recvonly, on hold
      |-- BYE ------------------>|
    """
    stage = Stage()
    stage.command("alice", "dial")
    stage.deliver("bob", "INVITE")
    stage.command("bob", "answer")
    stage.deliver("alice", "200 INVITE")
    stage.deliver("bob", "ACK")
    stage.command("alice", "hold")
    stage.deliver("bob", "INVITE 1")
    stage.deliver("alice", "200 INVITE 1", unfit=True)
    assert [message.name for message in stage.sent if message.source == "alice"][-2:] == ["ACK", "BYE"]
    (hold,) = [reply for side, reply in stage.replies if side == "alice" and reply.outcome == "failed"]
    assert hold.status == 488
    assert stage.state("alice", "session") == "terminating"


def held_before_the_answer(stage: Stage, *, late: bool) -> None:
    """Bob holds while he rings, and answers shortly before the wish is given up after 40 s."""
    stage.command("alice", "dial", **({"arguments": {"offer": "late"}} if late else {}))
    stage.deliver("bob", "INVITE")
    stage.command("bob", "ring")
    stage.deliver("alice", "180 INVITE")
    stage.command("bob", "hold")
    stage.wait(39.99)
    stage.command("bob", "answer")
    stage.deliver("alice", "200 INVITE")
    stage.wait(0.1)
    assert stage.state("bob", "modify_out") == ("turn.carried" if late else "idle")
    stage.deliver("bob", "ACK")


@pytest.mark.parametrize("late", [False, True], ids=["offer in the INVITE", "offer in the 200"])
def test_b4_2_a_hold_that_our_2xx_carried_is_not_told_as_failed(late: bool) -> None:
    """Found by exploration.

    alice                              bob
      |-- INVITE without SDP ----------->|  [hold], then, 39.99 s later, [answer]
      |<-- 200, offer sendonly ----------|  40 s after hold its turn has not come, but the offer is on its way
      |-- ACK, answer recvonly --------->|  on hold
    """
    stage = Stage()
    held_before_the_answer(stage, late=late)
    outcomes = [reply.outcome for side, reply in stage.replies if side == "bob"]
    assert outcomes == ["done", "done", "done"], "ring, hold and answer"
    assert [stage.state(side, "session") for side in ("alice", "bob")] == ["on_hold", "on_hold"]
