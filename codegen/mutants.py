"""Small mistakes made in a chart on purpose: each mutant is the chart with one of them, to be planned like any other.

Tests are worth what they notice: a mutant that no test notices shows a row whose outcome nobody checks. A mutant has
the events, signals and states of its chart, so that generated code of the one can stand in place of the other's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, TypeVar

import attrs

from .model import Chart, Condition, Decision, Delay, Ref, Row, Span, State, Term, Timer
from .plan import Plan, plan_chart, resolve_state
from .steps import Branch

Operator = Literal[
    "row dropped",
    "row stays",
    "wrong target",
    "outcomes swapped",
    "guard negated",
    "guard dropped",
    "action dropped",
    "signal dropped",
    "entry dropped",
    "exit dropped",
    "timer dropped",
    "timer shortened",
    "repetition dropped",
    "reliability ignored",
    "ignored instead of rejected",
    "other status",
    "ignored instead of deferred",
]
"""What a mistake consists of."""

_Item = TypeVar("_Item")


@attrs.frozen
class Mutant:
    """A chart with one mistake.

    id     names chart, place and mistake; the same as long as these are
    place  file and line of what is mistaken
    needs  what a test must have taken to be able to notice, as `tests/support/rows.py` writes it: row ids, and
           `state.event !decision` for a decision; empty when any test of the chart may notice
    first  of these, what a test most likely notices by
    """

    id: str
    operator: Operator
    place: str
    needs: frozenset[str]
    first: frozenset[str]
    chart: Chart

    def plan(self) -> Plan:
        """Its plan; raises `PlanError` as `plan_chart` does."""
        return plan_chart(self.chart)


def mutants(plan: Plan) -> Iterator[Mutant]:
    """Every mutant of a chart, in document order."""
    maker = _Maker(plan)
    for state in plan.chart.states.values():
        yield from maker.rows(state)
        yield from maker.blocks(state)
        yield from maker.decisions(state)
    for timer in plan.chart.timers.values():
        yield from maker.timer(timer)


class _Maker:
    """Makes the mutants of one chart."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.chart = plan.chart
        self.entering: dict[str, set[str]] = {}
        self.leaving: dict[str, set[str]] = {}
        for _, _, branch in plan.taken():
            self._moved(branch)
        start = [block.place for block in plan.start if block.kind == "enter"]
        self.at_start = {*start, *plan.leaves[plan.start_leaf].active}

    def _moved(self, branch: Branch) -> None:
        for path in branch.entries:
            self.entering.setdefault(path, set()).add(branch.row.id)
        for path in branch.exits:
            self.leaving.setdefault(path, set()).add(branch.row.id)

    # -- rows

    def rows(self, state: State) -> Iterator[Mutant]:
        """Mistakes in the rows of a state."""
        for index, row in enumerate(state.rows):

            def changed(
                operator: Operator,
                what: str,
                *others: tuple[int, Row],
                taken: Sequence[int],
                _row: Row = row,
            ) -> Mutant:
                made = list(state.rows)
                for at, new in others:
                    made[at] = new
                chart = self._with_state(attrs.evolve(state, rows=tuple(made)))
                needs = frozenset(state.rows[at].id for at in taken)
                return self._mutant(f"{_row.id}: {what}", operator, _place(_row.span), needs, needs, chart)

            later = [at for at, each in enumerate(state.rows) if at >= index and each.event.name == row.event.name]
            yield from self._row(row, index, changed)
            yield from self._conditions(row, index, later, changed)
            if len(later) > 1 and _outcome(row) != _outcome(other := state.rows[later[1]]):
                yield changed(
                    "outcomes swapped",
                    f"does what {other.id} does, and that what it does",
                    (index, _as(row, other)),
                    (later[1], _as(other, row)),
                    taken=(index, later[1]),
                )

    def _row(self, row: Row, index: int, changed: Callable[..., Mutant]) -> Iterator[Mutant]:
        taken = (index,)
        if row.target is not None or row.actions or row.signals:
            nothing = attrs.evolve(row, target=None, internal=False, actions=(), signals=())
            yield changed("row dropped", "nothing happens", (index, nothing), taken=taken)
        if row.target is not None:
            if row.actions or row.signals:
                stays = attrs.evolve(row, target=None, internal=False)
                yield changed("row stays", "the state stays as it was", (index, stays), taken=taken)
            wrong = self._other_leaf(row)
            if wrong is not None:
                moved = attrs.evolve(row, target=attrs.evolve(row.target, name=wrong), internal=False)
                yield changed("wrong target", f"leads to {wrong}", (index, moved), taken=taken)
        for at in range(len(row.actions)):
            less = attrs.evolve(row, actions=_without(row.actions, at))
            yield changed("action dropped", f"without {_numbered(row.actions, at)}", (index, less), taken=taken)
        for at in range(len(row.signals)):
            less = attrs.evolve(row, signals=_without(row.signals, at))
            yield changed("signal dropped", f"without signal {_numbered(row.signals, at)}", (index, less), taken=taken)

    def _conditions(
        self, row: Row, index: int, later: Sequence[int], changed: Callable[..., Mutant]
    ) -> Iterator[Mutant]:
        for at, condition in enumerate(row.conditions):
            negated = Condition(condition.ref, not condition.negated)
            new = attrs.evolve(row, conditions=(*row.conditions[:at], negated, *row.conditions[at + 1 :]))
            yield changed("guard negated", f"if {negated}", (index, new), taken=later)
            if len(row.conditions) > 1:
                new = attrs.evolve(row, conditions=_without(row.conditions, at))
                yield changed("guard dropped", f"without asking {condition}", (index, new), taken=later)

    def _other_leaf(self, row: Row) -> str | None:
        """A leaf that the row does not lead to: the next one in the chart, no final one if there is another."""
        assert row.target is not None
        target = resolve_state(self.chart, row.target.name)
        assert target is not None
        inside = [
            leaf for leaf in self.plan.leaves if leaf.path == target.path or leaf.path.startswith(f"{target.path}.")
        ]
        after = inside[-1].index + 1
        others = [leaf for leaf in (*self.plan.leaves[after:], *self.plan.leaves[:after]) if leaf not in inside]
        alive = [leaf for leaf in others if not leaf.final]
        return (alive or others)[0].path if others else None

    # -- entries, exits and decisions

    def blocks(self, state: State) -> Iterator[Mutant]:
        """An action or signal of an entry or exit is forgotten."""
        for name, block, reaching in (("enter", state.enter, self.entering), ("exit", state.exit, self.leaving)):
            operator: Operator = "entry dropped" if name == "enter" else "exit dropped"
            for part in ("actions", "signals"):
                refs = getattr(block, part)
                for at in range(len(refs)):
                    less: dict[str, Any] = {part: _without(refs, at)}
                    new: dict[str, Any] = {name: attrs.evolve(block, **less)}
                    chart = self._with_state(attrs.evolve(state, **new))
                    what = f"{state.path or 'start'}.{name}: without {_numbered(refs, at)}"
                    needs = frozenset(reaching.get(state.path, ()))
                    first = needs
                    if name == "enter" and state.path in self.at_start:
                        needs = frozenset()
                    yield self._mutant(what, operator, _place(refs[at].span), needs, first, chart)

    def decisions(self, state: State) -> Iterator[Mutant]:
        """What is rejected or deferred is ignored instead, or rejected with another status."""
        for at, decision in enumerate(state.decisions):
            if decision.kind not in ("reject", "defer"):
                continue
            needs = frozenset(
                f"{self.plan.leaves[leaf].path}.{event} !{decision.kind}"
                for (leaf, event), cell in self.plan.cells.items()
                if cell.decision is decision
            )

            def changed(
                operator: Operator, what: str, new: Decision, _at: int = at, _needs: frozenset[str] = needs
            ) -> Mutant:
                made = (*state.decisions[:_at], new, *state.decisions[_at + 1 :])
                chart = self._with_state(attrs.evolve(state, decisions=made))
                name = f"{state.path or 'everywhere'}.{new.event.name}: {what}"
                return self._mutant(name, operator, _place(new.span), _needs, _needs, chart)

            ignored = attrs.evolve(decision, kind="ignore", status=None, bound=None)
            if decision.kind == "reject":
                yield changed("ignored instead of rejected", "ignored", ignored)
                if decision.status is not None:
                    other = 499 if decision.status != 499 else 498
                    yield changed("other status", f"rejected with {other}", attrs.evolve(decision, status=other))
            else:
                yield changed("ignored instead of deferred", "ignored", ignored)

    # -- timers

    def timer(self, timer: Timer) -> Iterator[Mutant]:
        """A timer does not run where it should, runs half as long, fires once, or as if nothing were reliable."""
        due = frozenset(branch.row.id for _, event, branch in self.plan.taken() if event == timer.event.name)
        place = _place(timer.span)
        everywhere: set[str] = set()
        anywhere = False
        for state in self.chart.states.values():
            at = next((at for at, ref in enumerate(state.timers) if ref.name == timer.name), None)
            if at is None:
                continue
            reaching = self.entering.get(state.path, set())
            started = state.path in self.at_start or not state.path
            everywhere |= reaching
            anywhere = anywhere or started
            chart = self._with_state(attrs.evolve(state, timers=_without(state.timers, at)))
            needs = frozenset() if started else frozenset(reaching)
            what = f"{state.path or 'everywhere'}: without {timer.name}"
            yield self._mutant(what, "timer dropped", place, needs, due, chart)
        needs = frozenset() if anywhere else frozenset(everywhere)
        for operator, what, new in _other_timers(timer):
            chart = attrs.evolve(self.chart, timers={**self.chart.timers, timer.name: new})
            yield self._mutant(f"{timer.name}: {what}", operator, place, needs, due, chart)

    # -- making

    def _with_state(self, state: State) -> Chart:
        return attrs.evolve(self.chart, states={**self.chart.states, state.path: state})

    def _mutant(
        self, what: str, operator: Operator, place: str, needs: frozenset[str], first: frozenset[str], chart: Chart
    ) -> Mutant:
        return Mutant(f"{self.chart.name} {what}", operator, place, needs, first, chart)


def _other_timers(timer: Timer) -> Iterator[tuple[Operator, str, Timer]]:
    yield "timer shortened", "half as long", attrs.evolve(timer, after=_halved(timer.after))
    if timer.repeat is not None:
        yield "repetition dropped", "fires once", attrs.evolve(timer, repeat=None)
        if timer.repeat.factor != 1:
            even = attrs.evolve(timer.repeat, factor=1.0)
            yield "repetition dropped", "at equal intervals", attrs.evolve(timer, repeat=even)
    if timer.off_when_reliable or timer.reliable is not None:
        same = attrs.evolve(timer, off_when_reliable=False, reliable=None)
        yield "reliability ignored", "runs as if nothing were reliable", same


def _halved(delay: Delay) -> Delay:
    """Half of a time; of one that a method computes its lower bound, halved."""
    if delay.kind == "expression":
        return attrs.evolve(delay, terms=_half(delay.terms))
    if delay.kind == "uniform":
        return attrs.evolve(delay, low=_half(delay.low), high=_half(delay.high), step=_half(delay.step))
    return Delay("expression", terms=_half(delay.low), text=delay.text, span=delay.span)


def _half(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(attrs.evolve(term, factor=term.factor / 2) for term in terms)


def _without(items: tuple[_Item, ...], at: int) -> tuple[_Item, ...]:
    return (*items[:at], *items[at + 1 :])


def _numbered(refs: Sequence[Ref], at: int) -> str:
    """The name at a place, with its number where it stands there twice."""
    names = [ref.name for ref in refs]
    return names[at] if names.count(names[at]) == 1 else f"{names[at]} ({names[: at + 1].count(names[at])})"


def _outcome(row: Row) -> object:
    return (
        row.target.name if row.target else None,
        row.internal,
        [ref.name for ref in row.actions],
        [ref.name for ref in row.signals],
    )


def _as(row: Row, other: Row) -> Row:
    """A row under its own conditions with the outcome of another."""
    return attrs.evolve(row, target=other.target, internal=other.internal, actions=other.actions, signals=other.signals)


def _place(span: Span) -> str:
    return f"{span.file}:{span.line}"
