"""Transaction pairs, explored to the end; and defects that must be found by it."""

from __future__ import annotations

import pytest

from sessioncore.exploration.pair import TransactionPair, pair_models
from sessioncore.exploration.search import Finding, explore
from tests.support.planting import (
    Change,
    ignoring,
    planted,
    to,
    without_action,
    without_entry,
    without_row,
    without_signal,
)


@pytest.mark.simulation
@pytest.mark.parametrize("in_flight", [1, 2])
@pytest.mark.parametrize("method", ["INVITE", "BYE"])
def test_every_pair_is_explored_to_the_end_and_nothing_is_wrong(method: str, in_flight: int) -> None:
    for model in pair_models(method, in_flight):
        result = explore(model)
        assert result.complete, result.summary
        assert not result.findings, "\n".join(map(str, result.findings))
        assert ": complete;" in result.summary


def test_a_search_that_stops_early_says_so() -> None:
    result = explore(TransactionPair(), most_states=100)
    assert not result.complete
    assert "NOT complete" in result.summary
    assert result.states == 100
    assert result.frontier > 0


def test_the_same_bounds_give_the_same_answer() -> None:
    assert explore(TransactionPair()) == explore(TransactionPair())


CLIENT, SERVER = "transaction/invite_client", "transaction/invite_server"
NON_CLIENT, NON_SERVER = "transaction/non_invite_client", "transaction/non_invite_server"

DEFECTS: list[tuple[str, str, Change, str, int]] = [
    (SERVER, "no row for ACK", without_row("completed.ack"), "invite_server completed got ack", 4),
    (CLIENT, "no row for a failure", without_row("proceeding.failure"), "proceeding.plain got failure", 5),
    (NON_CLIENT, "no row for the answer", without_row("waiting.answered"), "waiting.trying got answered", 3),
    (CLIENT, "timer B is ignored", ignoring("calling", "timed_out"), "dead network", 0),
    (CLIENT, "a 2xx leads to completed", to("proceeding.success", "completed"), "send_ack raised", 5),
    (CLIENT, "told but not over", to("calling.timed_out", "proceeding.plain"), "told failed after failed", 3),
    (CLIENT, "nobody is told", without_signal("calling.timed_out", "failed"), "never told an outcome", 2),
    (SERVER, "a refusal ends nothing", to("proceeding.respond_failure", "proceeding.informed"), "no final state", 2),
    (SERVER, "nothing is sent", without_action("proceeding.respond_failure", "send_response"), "resend raised", 3),
    (CLIENT, "no ACK is sent", without_entry("completed", "send_ack"), "no final state", 2),
    (NON_SERVER, "it waits on", to("trying.went_unanswered", "trying"), "no final state can be reached", 2),
]


def found(chart: str, change: Change) -> list[Finding]:
    """What is found in the pair of a chart with a defect, over each network."""
    method = "BYE" if "non_invite" in chart else "INVITE"
    classes = {chart: planted(chart, change)}
    return [finding for model in pair_models(method, 1, classes) for finding in explore(model).findings]


@pytest.mark.parametrize(("chart", "kind", "change", "what", "steps"), DEFECTS, ids=[defect[1] for defect in DEFECTS])
def test_a_planted_defect_is_found_on_a_shortest_way(
    chart: str, kind: str, change: Change, what: str, steps: int
) -> None:
    findings = found(chart, change)
    shortest = min((len(each.steps) for each in findings if what in each.what), default=None)
    assert shortest == steps, "\n".join(map(str, findings))


def test_a_class_that_is_planted_without_a_defect_behaves_as_the_shipped_one() -> None:
    same = {chart: planted(chart, lambda model: model) for chart in (CLIENT, SERVER)}
    assert explore(TransactionPair(classes=same)) == explore(TransactionPair())
