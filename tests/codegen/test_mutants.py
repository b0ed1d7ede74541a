"""The mistakes that mutation makes in charts: each is one, each changes what is generated, none changes the surface."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sessioncore.codegen.backends.python import render
from sessioncore.codegen.load import load_chart
from sessioncore.codegen.mutants import Mutant, mutants
from sessioncore.codegen.plan import Plan, plan_chart

SMALL = "transaction/non_invite_client"


def plan_of(repository: Path, name: str) -> Plan:
    chart, found = load_chart(repository / f"machines/{name}.yaml", repository / "machines")
    assert chart is not None, found
    return plan_chart(chart)


@pytest.fixture(scope="module")
def plan(repository: Path) -> Plan:
    return plan_of(repository, SMALL)


def one(plan: Plan, what: str) -> Mutant:
    (found,) = [mutant for mutant in mutants(plan) if mutant.id == f"{plan.chart.name} {what}"]
    return found


@pytest.mark.parametrize("name", [SMALL, "transaction/invite_client", "dialog/session_timer", "answering/hangup"])
def test_each_mutant_has_a_name_of_its_own_and_other_code_with_the_same_surface(repository: Path, name: str) -> None:
    plan = plan_of(repository, name)
    shipped = render(plan)
    made = list(mutants(plan))
    assert all(count == 1 for count in Counter(mutant.id for mutant in made).values())
    assert len(made) > 2 * len(plan.chart.leaves)
    for mutant in made:
        other = mutant.plan()
        text = render(other)
        assert text != shipped, mutant.id
        compile(text, mutant.id, "exec")
        assert [leaf.path for leaf in other.leaves] == [leaf.path for leaf in plan.leaves]
        assert list(other.chart.events) == list(plan.chart.events)
        assert list(other.chart.signals) == list(plan.chart.signals)


def test_a_row_that_is_dropped_does_nothing_and_is_still_a_row(plan: Plan) -> None:
    row = next(row for state in plan.chart.states.values() for row in state.rows if row.target and row.signals)
    mutant = one(plan, f"{row.id}: nothing happens")
    assert mutant.needs == {row.id}
    other = next(each for state in mutant.chart.states.values() for each in state.rows if each.id == row.id)
    assert (other.target, other.actions, other.signals) == (None, (), ())


def test_a_wrong_target_is_another_state(repository: Path) -> None:
    for name in (SMALL, "setup/outgoing", "negotiation/modify_out"):
        plan = plan_of(repository, name)
        targets = {branch.row.id: branch.target for _, _, branch in plan.taken()}
        for mutant in mutants(plan):
            if mutant.operator == "wrong target":
                (row,) = mutant.needs
                assert next(b.target for _, _, b in mutant.plan().taken() if b.row.id == row) != targets[row]


def test_a_guard_is_noticed_by_tests_of_its_row_or_of_a_later_alternative(repository: Path) -> None:
    plan = plan_of(repository, "dialog/session_timer")
    negated = [mutant for mutant in mutants(plan) if mutant.operator == "guard negated"]
    assert negated
    for mutant in negated:
        row = mutant.id.split(" ")[1].rstrip(":")
        assert row in mutant.needs
        assert len({name.partition("#")[0] for name in mutant.needs}) == 1


def test_a_timer_that_starts_with_the_chart_may_be_noticed_by_any_test(repository: Path) -> None:
    plan = plan_of(repository, "transaction/invite_client")
    assert one(plan, "calling: without timer_a").needs == frozenset()
    assert one(plan, "calling: without timer_a").first == {"calling.resend_due"}
    assert one(plan, "completed: without timer_d").needs == {"calling.failure", "proceeding.failure"}
    assert one(plan, "timer_b: half as long").chart.timers["timer_b"].after.terms[0].factor == 32


def test_a_rejection_is_noticed_where_it_was_met(repository: Path) -> None:
    plan = plan_of(repository, "negotiation/modify_out")
    rejections = [mutant for mutant in mutants(plan) if mutant.operator == "ignored instead of rejected"]
    assert rejections
    assert all(name.endswith(" !reject") for mutant in rejections for name in mutant.needs)
