"""Defects planted into shipped charts, in memory: the chart's model is changed, its code generated and executed.

The planted class works with the shipped actions and routes: its events and signals are those of the shipped module.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

import attrs

from sessioncore.codegen.backends import python
from sessioncore.codegen.model import Chart, Condition, Decision, Ref, Row, State
from sessioncore.codegen.plan import plan_chart
from sessioncore.statechart import Event, Machine, Signal
from tests.support.libraries import MACHINES, loaded

Change = Callable[[Chart], Chart]


def chart_of(name: str) -> Chart:
    """A shipped chart."""
    return loaded(MACHINES)[0].charts[name]


def planted(name: str, change: Change) -> type[Machine]:
    """The handler class of a shipped chart with a defect."""
    chart = change(chart_of(name))
    module = ModuleType(f"planted_{chart.short_name}")
    exec(compile(python.render(plan_chart(chart)), f"planted {name}", "exec"), module.__dict__)
    machine: type[Machine] = next(each for each in vars(module).values() if getattr(each, "CHART", "") == name)
    shipped = vars(import_module(f"sessioncore.handlers.{name.replace('/', '.')}"))
    for word, value in shipped.items():
        kind = value if isinstance(value, type) else type(value)
        if issubclass(kind, Event | Signal) and word in vars(module):
            setattr(module, word, value)
    machine.EVENTS = {event: shipped.get(kind.__name__, kind) for event, kind in machine.EVENTS.items()}
    return machine


def _row(chart: Chart, row: str) -> tuple[State, Row]:
    return next((state, each) for state in chart.states.values() for each in state.rows if each.id == row)


def _state(chart: Chart, state: State) -> Chart:
    return attrs.evolve(chart, states={**chart.states, state.path: state})


def _changed(row: str, change: Callable[[Row], Row]) -> Change:
    def apply(chart: Chart) -> Chart:
        state, found = _row(chart, row)
        rows = tuple(change(each) if each is found else each for each in state.rows)
        return _state(chart, attrs.evolve(state, rows=rows))

    return apply


def without_row(row: str) -> Change:
    """The row is gone; where its event is then decided by nobody, it must not happen."""

    def apply(chart: Chart) -> Chart:
        state, found = _row(chart, row)
        rows = tuple(each for each in state.rows if each is not found)
        event = found.event
        decided = any(
            each.event.name == event.name
            for around in chart.ancestors(state.path)
            for each in (*(rows if around is state else around.rows), *around.decisions)
        )
        forgotten = Decision("never", event, "a row was removed", None, (), event.span)
        return _state(
            chart, attrs.evolve(state, rows=rows, decisions=(*state.decisions, *(() if decided else (forgotten,))))
        )

    return apply


def ignoring(state: str, event: str) -> Change:
    """The state ignores the event."""

    def apply(chart: Chart) -> Chart:
        found = chart.states[state]
        ref = Ref(event, found.span)
        rows = tuple(each for each in found.rows if each.event.name != event)
        decisions = tuple(each for each in found.decisions if each.event.name != event)
        ignored = Decision("ignore", ref, "planted", None, (), found.span)
        return _state(chart, attrs.evolve(found, rows=rows, decisions=(*decisions, ignored)))

    return apply


def to(row: str, target: str) -> Change:
    """The row leads elsewhere."""
    return _changed(row, lambda each: attrs.evolve(each, target=Ref(target, each.span)))


def inverted(row: str) -> Change:
    """The row's guards say the opposite."""
    return _changed(
        row,
        lambda each: attrs.evolve(
            each, conditions=tuple(Condition(one.ref, not one.negated) for one in each.conditions)
        ),
    )


def without_action(row: str, action: str) -> Change:
    """The row does not do it."""
    return _changed(
        row, lambda each: attrs.evolve(each, actions=tuple(one for one in each.actions if one.name != action))
    )


def without_signal(row: str, signal: str) -> Change:
    """The row does not tell it."""
    return _changed(
        row, lambda each: attrs.evolve(each, signals=tuple(one for one in each.signals if one.name != signal))
    )


def without_entry(state: str, action: str) -> Change:
    """The state's entry does not do it."""

    def apply(chart: Chart) -> Chart:
        found = chart.states[state]
        kept = tuple(one for one in found.enter.actions if one.name != action)
        return _state(chart, attrs.evolve(found, enter=attrs.evolve(found.enter, actions=kept)))

    return apply
