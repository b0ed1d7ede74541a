"""One picture of a changed chart: what is there now and what is gone, each marked by colour, line and sign."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ..backends.dot import chart_dot
from ..backends.overlay import AMBER, FAINT, GREEN, RED, Mark, Overlay
from ..model import Chart, Row, State
from ..plan import PlanError, plan_chart
from .charts import ChartChanges

_MIXED = Mark(AMBER, width=1.6, name="changed")
SAME = Mark(FAINT, name="same")
MARKS = {
    "added": Mark(GREEN, "bold", 2.2, "+", note="added:", name="added"),
    "removed": Mark(RED, "dashed", 1.6, "−", struck=True, note="removed:", name="removed"),
    "changed": Mark(AMBER, "", 2.2, "~", note="changed:", name="changed"),
}
LEGEND = (
    (MARKS["added"], "added (thick line)"),
    (attrs.evolve(MARKS["removed"], struck=False), "removed (dashed, struck through)"),
    (MARKS["changed"], "changed (thick line, see the list)"),
    (SAME, "the same (grey)"),
)
_GONE = "old "
"""Begins the ids of rows of the old version; no id of a chart has a space."""


def change_picture(changes: ChartChanges) -> str | None:
    """The DOT of the picture, None when old and new cannot stand in one picture that can be planned."""
    chart = _both(changes)
    marks: dict[str, Mark] = {}
    for change in changes.changes:
        mark = MARKS["changed" if change.kind == "renamed" else change.kind]
        note = f"{mark.note} {change.was}:" if change.kind != "renamed" and change.was else mark.note
        if change.kind == "renamed" and change.was:
            mark = attrs.evolve(mark, sign=f"~ {change.was} →")
        element = change.element
        if change.kind == "removed" and element.startswith("row-"):
            element = f"row-{_GONE}{element.removeprefix('row-')}"
        if element and marks.get(element, SAME).name not in ("added", "removed"):
            marks[element] = attrs.evolve(mark, note=note)
    for row in (row for state in chart.states.values() for row in (*state.rows, *state.always)):
        if row.id.startswith(_GONE):
            marks.setdefault(f"row-{row.id}", MARKS["removed"])
    try:
        return chart_dot(plan_chart(chart), Overlay(marks, SAME, _edge, LEGEND))
    except PlanError:
        return None


def _edge(marks: Sequence[Mark]) -> Mark:
    """An edge of which some transitions changed has changed."""
    same = all(mark.name == marks[0].name for mark in marks)
    return attrs.evolve(marks[0], sign="", note="") if same else _MIXED


def whole_picture(chart: Chart, kind: str) -> str | None:
    """A chart that came or went as a whole ("added" or "removed"); None when it cannot be planned."""
    mark = MARKS[kind]
    try:
        return chart_dot(
            plan_chart(chart), Overlay({}, attrs.evolve(mark, sign="", struck=False), legend=[(mark, kind)])
        )
    except PlanError:
        return None


def _both(changes: ChartChanges) -> Chart:
    """The new chart with the states, rows, timers and decisions of the old one that are gone."""
    before, new = changes.before, changes.new
    states: dict[str, State] = {}
    for path, state in new.states.items():
        old = before.states.get(path)
        states[path] = _with_gone(state, old, changes) if old is not None else state
    for path, state in before.states.items():
        if path in states:
            continue
        parent = states[state.parent or ""]
        states[parent.path] = attrs.evolve(
            parent, children=(*parent.children, path), initial=parent.initial or before.states[parent.path].initial
        )
        rows, always = (tuple(_gone(row) for row in each) for each in (state.rows, state.always))
        states[path] = attrs.evolve(state, rows=rows, always=always)
    # A state that is removed may have lost children to others: only those that are still inside it count.
    for path, state in states.items():
        children = tuple(child for child in state.children if child in states and states[child].parent == path)
        states[path] = attrs.evolve(state, children=children)
    return attrs.evolve(
        new,
        states=_in_order(states),
        events={**before.events, **new.events},
        guards={**before.guards, **new.guards},
        actions={**before.actions, **new.actions},
        signals={**before.signals, **new.signals},
        timers={**before.timers, **new.timers},
    )


def _in_order(states: dict[str, State]) -> dict[str, State]:
    """Parents before children, in the order of the children."""
    found: dict[str, State] = {}
    waiting = [""]
    while waiting:
        state = states[waiting.pop()]
        found[state.path] = state
        waiting += reversed(state.children)
    return found


def _with_gone(state: State, old: State, changes: ChartChanges) -> State:
    rows = tuple(_gone(row) for row in old.rows if row.id in changes.gone)
    always = tuple(_gone(row) for row in old.always if row.id in changes.gone)
    decided = {(decision.kind, decision.event.name) for decision in state.decisions}
    decisions = tuple(each for each in old.decisions if (each.kind, each.event.name) not in decided)
    still = {ref.name for ref in state.timers}
    timers = tuple(ref for ref in old.timers if ref.name not in still)
    return attrs.evolve(
        state,
        rows=(*state.rows, *rows),
        always=(*state.always, *always),
        decisions=(*state.decisions, *decisions),
        timers=(*state.timers, *timers),
    )


def _gone(row: Row) -> Row:
    return attrs.evolve(row, id=_GONE + row.id)
