"""The shipped charts and wirings are clean, and they stay clean only as they are: what is taken away is missed."""

from __future__ import annotations

from collections.abc import Iterator

import attrs
import pytest

from sessioncore.codegen.checks import Checked, check_chart, check_library
from sessioncore.codegen.model import Chart, State, Wiring
from tests.support.libraries import MACHINES, loaded

LIBRARY, FOUND = loaded(MACHINES)
KNOWN: Checked = {}
"""The charts as they are, checked once; each test of wirings checks another wiring of them."""


def test_the_shipped_machines_are_clean() -> None:
    assert FOUND == []
    assert LIBRARY.charts
    assert LIBRARY.wirings
    assert check_library(LIBRARY) == []


def with_state(chart: Chart, state: State) -> Chart:
    return attrs.evolve(chart, states={**chart.states, state.path: state})


def decided_around(chart: Chart, state: State, event: str) -> bool:
    """Whether a state around this one decides the event, so that it is not missed here."""
    outer = [each for each in chart.ancestors(state.path) if each.path != state.path]
    return any(event in events_of(each) for each in outer)


def events_of(state: State) -> list[str]:
    """The events that a state itself decides."""
    return list(dict.fromkeys([row.event.name for row in state.rows] + [d.event.name for d in state.decisions]))


def without_one_event(chart: Chart) -> Iterator[tuple[str, Chart]]:
    """The chart without what one state says about one event, for each state and event."""
    for state in chart.states.values():
        for event in events_of(state):
            if not decided_around(chart, state, event):
                rows = tuple(row for row in state.rows if row.event.name != event)
                decisions = tuple(each for each in state.decisions if each.event.name != event)
                yield f"{state.path}.{event}", with_state(chart, attrs.evolve(state, rows=rows, decisions=decisions))


def without_one_timer(chart: Chart) -> Iterator[tuple[str, Chart]]:
    for state in chart.states.values():
        for ref in state.timers:
            timers = tuple(each for each in state.timers if each != ref)
            yield f"{state.path}: {ref.name}", with_state(chart, attrs.evolve(state, timers=timers))


@pytest.mark.parametrize("name", LIBRARY.charts)
def test_a_decision_that_is_taken_away_is_missed(name: str) -> None:
    mutants = list(without_one_event(LIBRARY.charts[name]))
    assert mutants
    survivors = [what for what, mutant in mutants if not check_chart(mutant)[1]]
    assert survivors == []


BOUNDED_ALL_THE_SAME = {"subscription/notifier": ["held.paced: expiry", "held.behind: expiry"]}
"""`pace` leads out of these states within seconds, to one that `expiry` bounds."""


@pytest.mark.parametrize("name", [name for name, chart in LIBRARY.charts.items() if chart.timers])
def test_a_timer_that_is_taken_away_is_missed(name: str) -> None:
    survivors = [what for what, mutant in without_one_timer(LIBRARY.charts[name]) if not check_chart(mutant)[1]]
    assert survivors == BOUNDED_ALL_THE_SAME.get(name, [])


@pytest.mark.parametrize("name", LIBRARY.wirings)
def test_a_wire_that_is_taken_away_is_missed(name: str) -> None:
    wiring = LIBRARY.wirings[name]

    def findings(mutant: Wiring) -> int:
        return len(check_library(attrs.evolve(LIBRARY, wirings={name: mutant}), KNOWN))

    for index, wire in enumerate(wiring.wires):
        rest = (*wiring.wires[:index], *wiring.wires[index + 1 :])
        assert findings(attrs.evolve(wiring, wires=rest)) > 0, f"{wire.sender}.{wire.signal.name}"
    for answer in wiring.answers:
        rest_answers = tuple(each for each in wiring.answers if each is not answer)
        assert findings(attrs.evolve(wiring, answers=rest_answers)) > 0, answer.ask.name
    for command in wiring.commands:
        rest_commands = {key: value for key, value in wiring.commands.items() if key != command}
        assert findings(attrs.evolve(wiring, commands=rest_commands)) > 0, command


def test_what_happens_beside_is_a_chart_beside() -> None:
    """Parallel and history states are for people's own charts: a shipped one is read on one screen."""
    assert [name for name, chart in LIBRARY.charts.items() if not chart.plain] == []
