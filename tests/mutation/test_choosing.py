"""Which tests are run against a mutant, and that a mutant is really in place."""

from __future__ import annotations

import os
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from sessioncore.codegen.mutants import Mutant
from sessioncore.codegen.plan import plan_chart
from sessioncore.handlers.transaction.non_invite_server import NonInviteServer
from tests.mutation.__main__ import listed_survivors
from tests.mutation.choosing import MOST_OTHERS, MOST_SEEDS, Recorded, choose
from tests.mutation.worker import all_mutants, put_in_place, shipped
from tests.support.strength import counts, kind

CHART = "transaction/invite_client"


def mutant(*needs: str, first: str = "") -> Mutant:
    wanted = frozenset(needs)
    return Mutant("m", "row dropped", "", wanted, frozenset([first]) if first else wanted, chart=None)  # type: ignore[arg-type]


def took(nodeid: str, *names: str, seconds: float = 1.0) -> Recorded:
    return Recorded(nodeid, seconds, frozenset(f"{CHART} {name}" for name in names))


def test_only_tests_that_took_the_row_are_run_the_quick_and_near_first() -> None:
    tests = [
        took("tests/core/test_cell.py::far", "calling.success", seconds=0.1),
        took("tests/transaction/test_invite_client.py::slow", "calling.success", seconds=5.0),
        took("tests/transaction/test_invite_client.py::quick", "calling.success", seconds=0.2),
        took("tests/transaction/test_invite_client.py::other", "calling.failure", seconds=0.0),
    ]
    chosen = [test.nodeid.rpartition("::")[2] for test in choose(tests, CHART, mutant("calling.success"))]
    assert chosen == ["quick", "slow", "far"]
    assert len(choose(tests, CHART, mutant())) == 4, "what starts with the chart may be noticed by any test of it"
    assert choose(tests, "transaction/invite_server", mutant()) == []


def test_far_tests_and_seeds_are_bounded_and_chosen_without_a_clock() -> None:
    tests = [took(f"tests/core/test_cell.py::t{n}", "a", seconds=n) for n in range(100)]
    tests += [took(f"tests/simulation/test_calls.py::test_a_seeded_call[{n}]", "a", seconds=n) for n in range(100)]
    chosen = {test.nodeid for test in choose(tests, CHART, mutant("a"))}
    assert len(chosen) == MOST_OTHERS + MOST_SEEDS
    slower = [attrs.evolve(test, seconds=1000 - test.seconds) for test in tests]
    assert {test.nodeid for test in choose(slower, CHART, mutant("a"))} == chosen


def test_tests_that_met_the_timer_go_first() -> None:
    tests = [took("tests/core/test_a.py::starts", "x", seconds=0.1), took("tests/core/test_a.py::due", "x", "due")]
    chosen = choose(tests, CHART, mutant(first="due"))
    assert [test.nodeid.rpartition("::")[2] for test in chosen] == ["due", "starts"]


@pytest.mark.parametrize(
    ("nodeid", "markers", "expected"),
    [
        ("tests/transaction/test_invite_client.py::test_b1_1", [], ("unit", True)),
        ("tests/simulation/test_races.py::test_x", ["simulation"], ("simulation", True)),
        ("tests/simulation/test_calls.py::test_the_full_story", ["simulation", "golden"], ("simulation", False)),
        ("tests/io/test_udp.py::test_x", [], ("wire", True)),
        ("tests/interop/test_pjsip.py::test_x", ["peers"], ("interop", True)),
        ("tests/codegen/test_engines_agree.py::test_x", [], ("unit", False)),
        ("tests/test_docs.py::test_x", [], ("unit", False)),
    ],
)
def test_kind_and_worth_of_a_test(nodeid: str, markers: list[str], expected: tuple[str, bool]) -> None:
    assert (kind(nodeid, markers), counts(nodeid, markers)) == expected


def in_a_child(do: Callable[[], bool]) -> bool:
    """Whether something holds, found out in a process of its own: this one keeps its handlers."""
    child = os.fork()
    if child == 0:
        status = 2
        try:
            status = 0 if do() else 1
        finally:
            os._exit(status)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, 1), "the child failed"
    return status == 0


def state_after_an_answer() -> str:
    """What the shipped class does with `respond` while trying."""
    cell: Any = SimpleNamespace(trace=None, outbox=[], limits=SimpleNamespace(T1=0.5, copy_wait=32.0))
    cell.arm = lambda *_: None
    cell.action_failed = lambda *_: None
    cell.raise_signal = lambda *_: None
    machine = NonInviteServer(SimpleNamespace(), SimpleNamespace(), cell)  # type: ignore[arg-type]
    machine.state = machine.STATES.index("trying")
    machine.respond(SimpleNamespace(response=None))  # type: ignore[arg-type]
    return machine.state_name


def test_a_mutant_in_place_does_what_it_says_and_the_chart_itself_what_is_shipped() -> None:
    charts = shipped()
    chart = charts["transaction/non_invite_server"]
    known = all_mutants({chart.name: chart})
    _, dropped = known["transaction/non_invite_server trying.respond: nothing happens"]
    assert state_after_an_answer() == "completed"

    def with_mutant() -> bool:
        put_in_place(chart, dropped.plan())
        return state_after_an_answer() == "trying"

    def with_itself() -> bool:
        put_in_place(chart, plan_chart(chart))
        return state_after_an_answer() == "completed"

    assert in_a_child(with_mutant)
    assert in_a_child(with_itself)
    assert state_after_an_answer() == "completed"


def test_every_listed_survivor_is_a_mutant_and_has_a_reason() -> None:
    listed = listed_survivors()
    assert set(listed) <= set(all_mutants(shipped()))
    assert all(len(reason.split()) >= 4 for reason in listed.values())
