"""What changed in a chart, by meaning: renames first, then everything else under the new names.

A change names the element of the picture that it stands at (see `backends.overlay`), so that list and picture agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import attrs

from ..model import Chart, Condition, Decision, Delay, Ref, Row, Span, State, Term
from ..plan import Plan, PlanError, plan_chart
from .markdown import code
from .renames import KINDS, Names, find_renames, named, translated

Kind = Literal["added", "removed", "changed", "renamed"]
Topic = Literal["Chart", "States", "Transitions", "Decided without a transition", "Timers", "Declarations"]
_TABLES = {"event": "events", "guard": "guards", "action": "actions", "signal": "signals", "timer": "timers"}
_SAID_ELSEWHERE = ("name", "id", "span", "path", "parent", "children", "rows", "always", "decisions", "event", "digest")
_LABELS = {
    "target": "goes to", "conditions": "if", "actions": "does", "signals": "tells", "raises": "raises",
    "rules": "cites", "doc": "says", "enter": "on entry", "exit": "on exit", "timers": "timers", "why": "because",
    "patterns": "message", "after": "after", "spec": "follows", "source": "from",
}  # fmt: skip


@attrs.frozen
class Change:
    """One difference. `text` is finished Markdown; `element` the id in the picture, "" for none; `was` for tooltips."""

    kind: Kind
    topic: Topic
    text: str
    element: str = ""
    was: str = ""


@attrs.frozen
class ChartChanges:
    """A chart in both versions.

    old, new  the chart as it was and as it is
    before    the old chart under the new names
    names     what was renamed
    gone      ids (in `before`) of the rows that the new version does not have in this form
    cells     how many (state, event) cells behave otherwise, and how many there are; None when one cannot be planned
    """

    old: Chart
    new: Chart
    before: Chart
    names: Names
    changes: tuple[Change, ...]
    gone: frozenset[str]
    cells: tuple[int, int] | None


def compare_charts(old: Chart, new: Chart) -> ChartChanges:
    """Everything that differs in meaning; order of the document counts only where it is part of the meaning."""
    names = find_renames(old, new)
    before = translated(old, names)
    work = _Comparison(before, new, names)
    changes = tuple(work.changes())
    return ChartChanges(old, new, before, names, changes, frozenset(work.gone), _cells(before, new))


class _Comparison:
    def __init__(self, before: Chart, new: Chart, names: Names) -> None:
        self.before = before
        self.new = new
        self.names = names
        self.gone: list[str] = []

    def changes(self) -> Iterator[Change]:
        for text in differences(self.before, self.new, ("doc", "spec", "receives")):
            yield Change("changed", "Chart", text)
        if self.before.name != self.new.name:
            yield Change("renamed", "Chart", f"{code(self.before.name)} is now {code(self.new.name)}")
        for kind in KINDS:
            for was, now in self._told(kind).items():
                topic: Topic = "States" if kind == "state" else "Timers" if kind == "timer" else "Declarations"
                element = f"state-{now}" if kind == "state" else ""
                yield Change(
                    "renamed", topic, f"{kind} {code(was)} is now {code(now)}", element, was.rpartition(".")[2]
                )
        yield from self._states()
        for path, state in self.new.states.items():
            yield from self._cells(self.before.states.get(path), state)
        yield from self._declarations()

    def _told(self, kind: str) -> Mapping[str, str]:
        """Renames, without states that only moved along with the state around them."""
        names = self.names[kind]
        if kind != "state":
            return names
        return {
            was: now
            for was, now in names.items()
            if now != f"{names.get(was.rpartition('.')[0], was.rpartition('.')[0])}.{was.rpartition('.')[2]}"
        }

    def _states(self) -> Iterator[Change]:
        for path in named(self.before, "state"):
            if path not in self.new.states:
                state = self.before.states[path]
                self.gone += [row.id for row in (*state.rows, *state.always)]
                rows = len(state.rows) + len(state.always)
                yield Change("removed", "States", f"state {code(path)} with {rows} transitions", f"state-{path}")
        for path, state in self.new.states.items():
            old = self.before.states.get(path)
            if old is None:
                final = ", final" if state.final else ""
                says = f": {code(state.doc)}" if state.doc else ""
                yield Change("added", "States", f"state {code(path)}{final}{says}", f"state-{path}")
            else:
                where = f"state {code(path)}" if path else "the chart"
                found = differences(old, state, skip=("timers",))
                if found:
                    yield Change("changed", "States", f"{where}: {'; '.join(found)}", f"state-{path}")
            yield from self._standing(old, state)

    def _standing(self, old: State | None, state: State) -> Iterator[Change]:
        """Timers that stand on a state or no longer do."""
        have = [ref.name for ref in old.timers] if old else []
        want = [ref.name for ref in state.timers]
        place = state.path or "chart"
        where = f"in {code(state.path)}" if state.path else "everywhere"
        for name in want:
            if name not in have:
                yield Change("added", "Timers", f"timer {code(name)} runs {where}", f"timer-{place}-{name}")
        for name in have:
            if name not in want:
                yield Change("removed", "Timers", f"timer {code(name)} ran {where}", f"timer-{place}-{name}")

    def _cells(self, old: State | None, new: State) -> Iterator[Change]:
        """Transitions and decisions of one state, event by event."""
        had, has = _by_event(old), _by_event(new)
        for event in dict.fromkeys((*has, *had)):
            before, after = had.get(event, ()), has.get(event, ())
            yield from self._rows(new.path, *(tuple(e for e in s if isinstance(e, Row)) for s in (before, after)))
            yield from self._decisions(
                new.path, *(tuple(e for e in s if isinstance(e, Decision)) for s in (before, after))
            )

    def _rows(self, path: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
        pairs = _matched(before, after)
        where = f"in {code(path)}" if path else "everywhere"
        for row in before:
            if not any(row is old for old, _ in pairs):
                self.gone.append(row.id)
                yield Change("removed", "Transitions", f"{where}: {code(row_text(row))}", f"row-{row.id}")
        for row in after:
            found = next((old for old, new in pairs if new is row), None)
            element = f"row-{row.id}"
            if found is None:
                yield Change("added", "Transitions", f"{where}: {code(row_text(row))}", element)
            elif changed := differences(found, row):
                if _target(found) != _target(row):
                    self.gone.append(found.id)
                head = f"{where}, {code(_when(row))}"
                yield Change("changed", "Transitions", f"{head}: {'; '.join(changed)}", element, row_text(found))
        order = [before.index(old) for old, _ in sorted(pairs, key=lambda pair: after.index(pair[1]))]
        if order != sorted(order):
            text = f"{where}: the alternatives of {code(after[0].event.name)} are asked in another order"
            yield Change("changed", "Transitions", text, f"row-{after[0].id}")

    @staticmethod
    def _decisions(path: str, before: Sequence[Decision], after: Sequence[Decision]) -> Iterator[Change]:
        topic: Topic = "Decided without a transition"
        where = f"in {code(path)}" if path else "everywhere"
        place = path or "chart"
        for old, new in zip([*before, *[None] * (len(after) - len(before))],
                            [*after, *[None] * (len(before) - len(after))], strict=True):  # fmt: skip
            one = old or new
            assert one is not None
            element = f"decided-{place}-{(new or one).kind}-{one.event.name}"
            if old is None or new is None:
                kind: Kind = "removed" if new is None else "added"
                yield Change(kind, topic, f"{where}: {code(decision_text(one))}", element)
            elif decision_text(old) != decision_text(new):
                text = f"{where}: {code(decision_text(new))} (was {code(decision_text(old))})"
                yield Change("changed", topic, text, element, decision_text(old))
            elif changed := differences(old, new):
                yield Change("changed", topic, f"{where}, {code(decision_text(new))}: {'; '.join(changed)}", element)

    def _declarations(self) -> Iterator[Change]:
        for kind, table in _TABLES.items():
            had: Mapping[str, Any] = getattr(self.before, table)
            has: Mapping[str, Any] = getattr(self.new, table)
            topic: Topic = "Timers" if kind == "timer" else "Declarations"
            for name, entry in had.items():
                if name not in has and (kind != "event" or entry.source != "timer"):
                    yield Change("removed", topic, f"{kind} {code(name)}")
            for name, entry in has.items():
                if kind == "event" and entry.source == "timer":
                    continue  # told with its timer
                if name not in had:
                    yield Change("added", topic, f"{kind} {code(name)}{_said(kind, entry)}")
                elif changed := differences(had[name], entry):
                    stands = [state.path or "chart" for state in self.new.states.values()
                              if kind == "timer" and any(ref.name == name for ref in state.timers)]  # fmt: skip
                    element = f"timer-{stands[0]}-{name}" if stands else ""
                    yield Change("changed", topic, f"{kind} {code(name)}: {'; '.join(changed)}", element)


def _said(kind: str, entry: Any) -> str:
    """What a new declaration says, in a few words."""
    text = f"{_shown(entry.after)} → {entry.event.name}" if kind == "timer" else entry.doc
    text = text or (f"from {entry.source}" if kind == "event" else "")
    return f": {code(text)}" if text else ""


def _by_event(state: State | None) -> dict[str, tuple[Row | Decision, ...]]:
    found: dict[str, list[Row | Decision]] = {}
    entries: tuple[Row | Decision, ...] = (*state.rows, *state.always, *state.decisions) if state is not None else ()
    for entry in entries:
        found.setdefault(entry.event.name, []).append(entry)
    return {event: tuple(entries) for event, entries in found.items()}


def _matched(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Alternatives of one event that are the same: by all that they say, then by their guards, then by what they do."""
    pairs: list[tuple[Row, Row]] = []
    looks = (
        lambda row: (_guards(row), _target(row), row_text(row)),
        _guards,
        lambda row: (_target(row), tuple(ref.name for ref in row.actions), tuple(ref.name for ref in row.signals)),
    )
    for look in looks:
        for old in before:
            for new in after:
                free = not any(old is one or new is other for one, other in pairs)
                if free and look(old) == look(new):
                    pairs.append((old, new))
    rest = [row for row in before if not any(row is one for one, _ in pairs)]
    left = [row for row in after if not any(row is other for _, other in pairs)]
    if len(rest) == len(left) == 1:
        pairs.append((rest[0], left[0]))
    return pairs


def _guards(row: Row) -> tuple[str, ...]:
    return tuple(str(condition) for condition in row.conditions)


def _target(row: Row) -> str:
    return row.target.name if row.target else ""


def _when(row: Row) -> str:
    return row.event.name + (f" [{' and '.join(_guards(row))}]" if row.conditions else "")


def row_text(row: Row) -> str:
    """A transition on one line: `event [guard] / action » signal raise event → target`."""
    text = _when(row)
    if row.actions:
        text += " / " + ", ".join(ref.name for ref in row.actions)
    if row.signals:
        text += " » " + ", ".join(ref.name for ref in row.signals)
    if row.raises:
        text += " raise " + ", ".join(ref.name for ref in row.raises)
    return text + (f" → {row.target.name}" if row.target else "")


def decision_text(decision: Decision) -> str:
    """`reject 481 hang_up`."""
    return " ".join([decision.kind, *([str(decision.status)] if decision.status else []), decision.event.name])


def differences(old: Any, new: Any, only: Sequence[str] = (), skip: Sequence[str] = ()) -> list[str]:
    """Attributes in which two pieces of the model of one kind differ, as Markdown: `goes to X (was Y)`."""
    found = []
    for field in attrs.fields(type(new)):
        name = field.name
        if (name not in only) if only else (name in _SAID_ELSEWHERE or name in skip):
            continue
        before, after = _shown(getattr(old, name)), _shown(getattr(new, name))
        if before != after:
            label = _LABELS.get(name, name.replace("_", " "))
            found.append(f"{label} {code(after) if after else 'nothing'} (was {code(before) if before else 'nothing'})")
    return found


def _shown(value: Any) -> str:
    """Any piece of the model as short text, without positions."""
    if value is None or value == () or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Ref):
        return value.name
    if isinstance(value, Condition):
        return str(value)
    if isinstance(value, Delay):
        return value.text or value.method
    if isinstance(value, Term):
        return f"{value.factor:g}*{value.name}" if value.name else f"{value.factor:g}"
    if isinstance(value, (tuple, list)):
        return ", ".join(_shown(item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shown(item)}" for name, item in value.items())
    if attrs.has(type(value)):
        shown = {each.name: _shown(getattr(value, each.name)) for each in attrs.fields(type(value))
                 if not isinstance(getattr(value, each.name), Span)}  # fmt: skip
        return " ".join(
            text if name in ("name", "text", "kind") else f"{name} {text}" for name, text in shown.items() if text
        )
    return f"{value:g}" if isinstance(value, float) else str(value)


def _cells(before: Chart, new: Chart) -> tuple[int, int] | None:
    """How many cells of the new chart behave otherwise than before (or are new), inherited ones included."""
    try:
        had, has = _behaviour(plan_chart(before)), _behaviour(plan_chart(new))
    except PlanError:
        return None
    return sum(had.get(cell) != behaviour for cell, behaviour in has.items()), len(has)


def _behaviour(plan: Plan) -> dict[tuple[str, str], object]:
    """What each cell does: its branches with all their steps, or its decision."""
    found: dict[tuple[str, str], object] = {}
    for (leaf, event), cell in plan.cells.items():
        branches = tuple(
            (_guards(branch.row), tuple(_step(plan, step) for step in branch.steps)) for branch in cell.branches
        )
        status = cell.decision.status if cell.decision else None
        found[plan.leaves[leaf].path, event] = (cell.kind, status, branches)
    return found


def _step(plan: Plan, step: object) -> str:
    """A step by names: a leaf's number may be another one in the other version."""
    leaf = getattr(step, "leaf", None)
    return f"stand in {plan.leaves[leaf].path}" if isinstance(leaf, int) else repr(step)
