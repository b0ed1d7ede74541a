"""Eventless transitions and bounds of deferral: what the plan says, and what generated classes do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.codegen.backends import python
from sessioncore.codegen.checks import check_chart, check_library
from sessioncore.codegen.load import load_library
from sessioncore.codegen.load_states import MOST_HELD
from sessioncore.codegen.model import Waiver
from sessioncore.codegen.plan import START
from sessioncore.core.cell import MAX_DEFERRED, Cell
from sessioncore.statechart import Start
from tests.support.generated import machine_of, plan_of

WAY = """
    events:
      go: {from: neighbour, payload: {many: int}}
      look: {from: neighbour}
      action_failed: {from: failure}
    guards: {short: d, steep: d}
    actions: {leave: "", pass_by: "", arrive: "", rest: ""}
    signals: {seen: {many: int}, met: {}}
    initial: here
    states:
      here: {when: {go: {to: fork, do: rest}, look: {}}, waits: {SC503: d}}
      fork:
        exit: leave
        always: [{if: short, to: end.near, do: pass_by, signal: seen}, {to: end}]
      end:
        initial: far
        always: {if: steep, to: here}
        when: {look: {do: rest}, go: {to: end.far}}
        states:
          far: {always: {if: [short, not steep], to: end.near, signal: met}, waits: {SC503: d}}
          near: {enter: arrive, waits: {SC503: d}}
    ignore: {action_failed: d}
    waits: {SC204: d}
"""


def way(tmp_path: Path, **answers: bool) -> tuple[Any, Any, Any]:
    machine, cell, module = machine_of(tmp_path, WAY, start=False)
    cell.answers = {"short": False, "steep": False} | answers
    machine.start()
    cell.take()
    return machine, cell, module


def test_the_way_goes_on_under_the_same_event(tmp_path: Path) -> None:
    machine, cell, module = way(tmp_path, short=True)
    cell.events.clear()
    event = module.Go(3)
    machine.go(event)
    assert cell.take() == [
        "row here.go: here -> fork",
        "rest in here",
        "row fork.always: fork -> end.near",
        *("leave in fork", "pass_by in fork", "signal seen 3", "arrive in end.near"),
    ]
    assert {id(given) for _, given in cell.events} == {id(event)}
    assert machine.state_name == "end.near"


def test_the_last_alternative_is_taken_when_no_condition_holds(tmp_path: Path) -> None:
    machine, cell, module = way(tmp_path)
    machine.go(module.Go(3))
    assert [line for line in cell.take() if line.startswith("row")] == [
        "row here.go: here -> fork",
        "row fork.always#1: fork -> end.far",
    ]


def test_an_inner_transition_comes_before_that_of_the_state_around_it(tmp_path: Path) -> None:
    machine, cell, module = way(tmp_path)
    machine.go(module.Go(3))
    cell.take()
    cell.answers["short"] = True
    machine.look(module.LOOK)
    assert [line for line in cell.take() if line.startswith(("row", "signal"))] == [
        "row end.look: end.far -> end.far",
        "row end.far.always: end.far -> end.near",
        "signal met",
    ]
    cell.answers["steep"] = True
    machine.look(module.LOOK)
    assert [line for line in cell.take() if line.startswith("row")] == [
        "row end.look: end.near -> end.near",
        "row end.always: end.near -> here",
    ]


def test_an_event_that_changes_nothing_here_is_followed_by_nothing(tmp_path: Path) -> None:
    machine, cell, module = way(tmp_path)
    machine.go(module.Go(3))
    cell.take()
    cell.answers["steep"] = True
    machine.action_failed(type("ActionFailed", (), {"NAME": "action_failed"})())
    assert cell.take() == ["ignore: action_failed"]
    assert machine.state_name == "end.far"


def test_a_failing_action_does_not_stop_the_way(tmp_path: Path) -> None:
    machine, cell, module = way(tmp_path, short=True)
    cell.failing = {"pass_by"}
    machine.go(module.Go(3))
    assert machine.state_name == "end.near"
    log = cell.take()
    assert "failed pass_by" in log
    assert "signal seen 3" not in log, "the rest of the block is skipped"
    assert log[-1] == "arrive in end.near"


def test_it_is_taken_after_the_initial_entry(tmp_path: Path) -> None:
    text = """
        events: {go: {from: neighbour}}
        guards: {ready: d}
        initial: one
        states:
          one: {always: {if: ready, to: two}, when: {go: {to: two}}, waits: {SC503: d}}
          two: {final: true, ignore: {go: d}}
    """
    machine, cell, _ = machine_of(tmp_path, text, start=False)
    cell.answers["ready"] = True
    machine.start()
    assert cell.take() == ["row one.always: one -> two"]
    assert isinstance(cell.events[0][1], Start)


def test_guards_see_the_union_of_the_events_that_lead_there(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, WAY)
    index = {leaf.path: leaf.index for leaf in plan.leaves}
    assert plan.triggers == {
        index["fork"]: ("go",),
        index["end.far"]: ("go", "look"),
        index["end.near"]: ("go", "look"),
    }
    assert plan.reach.guards == {"short": ("go", "look"), "steep": ("go", "look")}
    assert plan.reach.actions["pass_by"] == ("go",)
    assert START not in plan.reach.actions["arrive"]
    source = python.render(plan)
    assert "def short(self, event: Go | Look) -> bool" in source
    assert "def _always_fork(self, event: Go) -> None" in source


def test_where_nothing_stays_nothing_need_be_decided(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, WAY)
    fork = plan.leaf("fork")
    assert fork.passing
    assert {plan.cell(fork.index, event.name).kind for event in plan.events} == {"dropped"}
    assert check_chart(plan.chart)[1] == []


def test_the_state_behind_is_reached_and_its_end_counts(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, WAY)
    assert all(plan.reachable)
    states = {path: attrs.evolve(state, always=()) for path, state in plan.chart.states.items()}
    found = {item.rule for item in check_chart(attrs.evolve(plan.chart, states=states))[1]}
    assert {"SC201", "SC401"} <= found


HELD = """
    events:
      hold: {from: application, payload: {command: int}}
      call: {from: neighbour}
      go: {from: neighbour}
    initial: busy
    states:
      busy:
        when: {go: {to: over}}
        defer:
          hold: {why: one at a time, limit: 2, beyond: {status: 486, why: too many}, rule: B1.1}
          call: {why: later, limit: 1, beyond: drop}
        waits: {SC503: d}
      over: {final: true, reject: {hold: {status: 481, why: d}}, ignore: {"call, go": d}}
"""


def test_beyond_its_bound_an_event_is_rejected_or_dropped(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, HELD)
    for number in range(3):
        machine.hold(module.Hold(number))
    assert cell.take() == [
        *("defer: hold", "defer hold") * 2,
        *("reject: hold", "reject hold 486 too many"),
    ]
    machine.call(module.CALL)
    machine.call(module.CALL)
    assert cell.take() == ["defer: call", "defer call", "dropped: call"]
    machine.go(module.GO)
    assert cell.take() == ["row busy.go: busy -> over", "recall"]


def test_no_chart_says_more_than_the_cell_holds() -> None:
    assert MOST_HELD == MAX_DEFERRED


def test_a_cell_counts_what_a_machine_holds_back_by_name() -> None:
    class Event:
        def __init__(self, name: str) -> None:
            self.NAME = name

    class Half(Cell):
        def __init__(self) -> None:
            self.deferred = None

    cell, mine, other = Half(), object(), object()
    assert cell.held(mine, "hold") == 0  # type: ignore[arg-type]
    cell.deferred = [(mine, Event("hold"), None), (mine, Event("call"), None), (other, Event("hold"), None)]  # type: ignore[list-item]
    assert cell.held(mine, "hold") == 1  # type: ignore[arg-type]


MACHINES = Path(__file__).parent.parent.parent / "machines"


@pytest.mark.parametrize("part", ["setup/outgoing", "negotiation/modify_out"])
def test_a_transaction_that_its_creator_need_not_end_is_found(part: str) -> None:
    """SC702: without the timer of its creator nothing ends the wait of invite_client after a 1xx."""
    library, _ = load_library(MACHINES)
    assert not [item for item in check_library(library) if item.rule == "SC702"]
    waiting = library.charts["transaction/invite_client"]
    plain = attrs.evolve(waiting.states["proceeding.plain"], waivers=())
    unwaived = attrs.evolve(waiting, states={**waiting.states, "proceeding.plain": plain})
    chart = library.charts[part]
    states = {path: attrs.evolve(state, timers=()) for path, state in chart.states.items()}
    charts = {**library.charts, waiting.name: unwaived, part: attrs.evolve(chart, states=states)}
    found = [item for item in check_library(attrs.evolve(library, charts=charts)) if item.rule == "SC702"]
    assert [item.span.file for item in found] == ["machines/transaction/invite_client.yaml"] * len(found)
    assert any(part.rpartition("/")[2] in item.message for item in found)


def test_a_waiver_that_the_wiring_does_not_need_is_an_error() -> None:
    library, _ = load_library(MACHINES)
    name, path = "transaction/invite_hop", "ringing"
    chart = library.charts[name]
    state = chart.states[path]
    waived = attrs.evolve(state, waivers=(*state.waivers, Waiver("SC702", "the origin", state.span)))
    mutant = attrs.evolve(chart, states={**chart.states, path: waived})
    found = check_library(attrs.evolve(library, charts={**library.charts, name: mutant}))
    assert [item.rule for item in found] == ["SC610"]
