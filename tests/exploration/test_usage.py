"""The INVITE usage, explored to the end; and defects that must be found by it, and played again on real engines."""

from __future__ import annotations

import pytest

from sessioncore.exploration.search import Finding, explore
from sessioncore.exploration.usage import CallModel, call_models
from tests.support.planting import (
    Change,
    ignoring,
    inverted,
    planted,
    to,
    without_action,
    without_entry,
    without_row,
    without_signal,
)

WAYS = ("a network that may die", "hold over UDP", "hold over TCP", "changes that are asked for", "hold by UPDATE")
WAYS += ("reliable provisional responses over UDP", "with a late offer", "over TCP", "hold by UPDATE before the answer")


@pytest.mark.simulation
@pytest.mark.parametrize("which", range(9), ids=WAYS)
def test_calls_are_explored_to_the_end_and_nothing_is_wrong(which: int) -> None:
    """One message in flight each way; some 80,000 states."""
    result = explore(call_models()[which])
    assert result.complete, result.summary
    assert not result.findings, "\n".join(map(str, result.findings))
    assert result.states > (3_000 if which < 4 else 800)


@pytest.mark.simulation
def test_glare_is_met_and_every_glare_ends() -> None:
    result = explore(CallModel(channel="fifo", refreshes=False, open_sdp=False))
    assert [sight.what for sight in result.sights] == ["glare on one side", "glare on both sides"]
    assert not result.findings


def test_without_a_session_timer_a_lost_bye_leaves_one_side_up() -> None:
    """What composition.md says of a BYE that is lost for 64*T1: this is why the session timer is a required part."""
    result = explore(CallModel(changes=False, refreshes=False))
    assert result.complete
    assert {finding.what for finding in result.findings} == {
        "with a dead network the timers never end it",
        "for ever: alice is established, the other side is not",
        "for ever: bob is established, the other side is not",
    }


USAGE, OUTGOING, INCOMING = "dialog/invite_usage", "setup/outgoing", "setup/incoming"
OUT, IN, OFFERS = "negotiation/modify_out", "negotiation/modify_in", "negotiation/offer_answer"

PROVISIONAL = "dialog/reliable_provisional"

SETUP, UDP, TCP, RELIABLY = 0, 1, 2, 7
"""The models of `call_models`."""

DEFECTS: list[tuple[str, str, Change, int, str, int]] = [
    (USAGE, "a crossing BYE is ignored", ignoring("mortal", "bye"), TCP, "no final state can be reached", 5),
    (USAGE, "no row for BYE before ACK", without_row("moratorium.bye"), SETUP, "moratorium: bye must not happen", 5),
    (USAGE, "a dropped fork stays up", to("early.again", "established"), SETUP, "bye_done must not happen", 7),
    (USAGE, "no BYE is sent", without_action("established.hang_up", "send_bye"), SETUP, "no final state", 5),
    (USAGE, "the end is not told", without_signal("mortal.bye_done#1", "ended"), SETUP, "no final state", 4),
    (OUTGOING, "media stays open", without_entry("ended", "close_media"), SETUP, "media is left open", 3),
    (INCOMING, "media stays open there", without_entry("ended", "close_media"), SETUP, "media is left open", 6),
    (OUTGOING, "200 crossing CANCEL is ignored", ignoring("cancelling", "answered"), SETUP, "copy must not happen", 7),
    (INCOMING, "no 487", without_signal("setup.cancelled", "respond_failure"), SETUP, "no final state", 6),
    (OUT, "glare gives up", to("offering.inviting.failed#2", "idle"), UDP, "a command got no reply", 12),
    (OUT, "after glare nothing is done", inverted("glare.glare_over"), TCP, "a change that was not agreed", 13),
    (OUT, "no ACK for a re-INVITE", without_action("offering.settled", "send_ack"), TCP, "no final state", 8),
    (OUT, "no reply", without_action("offering.settled", "reply_done"), UDP, "a command got no reply", 12),
    (IN, "crossing offers are both taken", inverted("idle.reinvite"), UDP, "offer_in must not happen", 8),
    (OFFERS, "no rollback", to("offer_sent.rollback", "offer_sent"), TCP, "an offer open that nobody", 15),
    ("dialog/reliable_answer", "it sends for ever", ignoring("sending", "gave_up"), SETUP, "no final state", 5),
    (PROVISIONAL, "it outlives its INVITE", ignoring("sending", "down"), RELIABLY, "no final state", 4),
    ("dialog/session_timer", "nobody notices", ignoring("watching", "unrefreshed"), SETUP, "timers never end", 5),
]

ENOUGH = 5_000
"""States within which each defect shows."""


def found(chart: str, change: Change, which: int, what: str) -> Finding | None:
    """The shortest finding of a kind. What one step shows ends the search; what lasts needs the states around it."""
    model = call_models(1, {chart: planted(chart, change)})[which]
    lasting = "final" in what or "timers" in what or "nobody" in what or "not agreed" in what
    findings = explore(model, most_states=ENOUGH, first=not lasting).findings
    return min((each for each in findings if what in each.what), key=lambda each: len(each.steps), default=None)


@pytest.mark.parametrize(
    ("chart", "kind", "change", "which", "what", "steps"), DEFECTS, ids=[defect[1] for defect in DEFECTS]
)
def test_a_planted_defect_is_found_on_a_shortest_way(
    chart: str, kind: str, change: Change, which: int, what: str, steps: int
) -> None:
    finding = found(chart, change, which, what)
    assert finding is not None
    assert len(finding.steps) == steps, str(finding)
