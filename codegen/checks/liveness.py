"""SC7xx: everything comes to an end. With user and peer silent, timers alone lead from every state to a final one.

SC701 follows the timers of one chart. A state in which no timer runs is SC503's matter: its waiver says in words who
bounds the wait, and here it counts as bounded; so does one whose timer fires once and then tells another chart. For a
transaction those words are checked against the wiring: SC702 follows the bound across `origin`, to the part that
created the transaction and has to end its wait by a signal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from ..diagnostics import Findings, quoted
from ..model import SIGNAL_SOURCES, Waiver
from ..plan import Branch, Plan, Raise, Run, StopTimer
from .members import Cell, Member
from .report import Report

RULES = ("SC701",)
ACROSS = "SC702"
"""Found with a wiring, and waived in the state of the transaction."""


def check(plan: Plan, report: Report) -> None:
    """SC701: a state whose timers do not lead on to an end, whatever the guards say."""
    waits = {leaf.index for leaf in plan.leaves if leaf.final or not (leaf.timers or leaf.passing)}
    waits |= {leaf.index for leaf in plan.leaves for timer in leaf.timers if _undecided(plan, leaf.index, timer)}
    waived = {leaf.index for leaf in plan.leaves if _waiver(plan, leaf.index, "SC701") is not None}
    again = {timer.event.name for timer in plan.chart.timers.values() if timer.repeat is not None}

    def handed_on(branch: Branch) -> bool:
        """A row that stays, but once and for all tells somebody: the wait is theirs."""
        if branch.external or branch.row.event.name in again:
            return False
        return any(isinstance(step, Raise) for step in branch.steps)

    ends = _ending(plan, waits, handed_on)
    known = _ending(plan, ends | waived, handed_on)
    for leaf in plan.leaves:
        if leaf.index in ends or leaf.index in known - waived:
            continue
        report.leaf(
            "SC701",
            leaf,
            f"with user and peer silent nothing leads from {quoted(leaf.shown)} to an end: each of its timers may go "
            "round, or stay, for ever",
            "let one timer lead on in every alternative",
            "put a timer that bounds the whole on a state around it",
            interpretations=(
                "the guard of an alternative ends the round after some time, which nothing here shows",
                "nothing ends it",
            ),
        )


def _undecided(plan: Plan, leaf: int, timer: str) -> bool:
    """What SC501 reports."""
    return plan.cell(leaf, plan.chart.timers[timer].event.name).kind == "undecided"


def _waiver(plan: Plan, leaf: int, rule: str) -> Waiver | None:
    upwards = (plan.chart.states[path] for path in reversed(plan.leaves[leaf].active) if path)
    return next((waiver for state in upwards for waiver in state.waivers if waiver.rule == rule), None)


@attrs.frozen
class _Timers:
    """The rows of the timers that run in a leaf, and for each row the timers that it stops."""

    rows: tuple[tuple[str, tuple[tuple[Branch, frozenset[str]], ...]], ...]

    def lead_on(self, leads: Callable[[Branch], bool]) -> bool:
        """Whether a timer surely leads on: by each of its rows, unless a row of another one stops it before."""
        stoppers: dict[str, set[str]] = {}
        good: list[str] = []
        for name, rows in self.rows:
            astray = [stops for branch, stops in rows if not leads(branch)]
            if rows and not astray:
                good.append(name)
            for stopped in frozenset[str]().union(*astray):
                stoppers.setdefault(stopped, set()).add(name)
        return any(not stoppers.get(name, set()) - {name} for name in good)


def _timers(plan: Plan, leaf: int) -> _Timers:
    return _Timers(
        tuple(
            (name, tuple((branch, _stopped(branch)) for branch in _rows(plan, leaf, name)))
            for name in plan.leaves[leaf].timers
        )
    )


def _stopped(branch: Branch) -> frozenset[str]:
    return frozenset(step.timer for step in branch.steps if isinstance(step, StopTimer))


def _ending(plan: Plan, ends: Iterable[int], done: Callable[[Branch], bool]) -> set[int]:
    """The leaves from which timers surely lead to one of `ends`, or on a way that is `done`; `ends` among them."""
    found = set(ends)
    timers = {leaf.index: _timers(plan, leaf.index) for leaf in plan.leaves if leaf.index not in found}

    def leads(branch: Branch) -> bool:
        return branch.target in found or done(branch)

    while True:
        more = {
            index
            for index, running in timers.items()
            if index not in found
            and all(leads(branch) for branch in plan.always.get(index, ()))
            and (plan.leaves[index].passing or running.lead_on(leads))
        }
        if not more:
            return found
        found |= more


def _rows(plan: Plan, leaf: int, timer: str) -> tuple[Branch, ...]:
    return plan.cell(leaf, plan.chart.timers[timer].event.name).branches


def across(cell: Cell, report: Findings) -> None:
    """SC702: a transaction waits without a timer, and not every creator surely ends that wait."""
    for member in cell.members:
        if member.part is not None or member.name in cell.unclear:
            continue
        plan = cell.plans[member.chart.name]
        for leaf in plan.leaves:
            if leaf.final or leaf.passing or leaf.timers or not plan.reachable[leaf.index]:
                continue
            waiver = _waiver(plan, leaf.index, ACROSS)
            found = list(_unbounded(cell, member, leaf.index))
            if waiver is not None:
                if not found:
                    report.add("SC610", waiver.span, f"nothing here needs the waiver of {ACROSS} any more", "delete it")
                continue
            for creator, where in found:
                report.add(
                    ACROSS,
                    plan.chart.states[leaf.atoms[0]].span,
                    f"{quoted(member.name)} waits in {quoted(leaf.shown)} for {quoted(creator.name)}, which created it "
                    f"and need not end that: with user and peer silent it may stay in {quoted(where)}",
                    f"let a timer of {creator.chart.name} lead to a signal that ends the wait",
                    f"add a timer to {quoted(leaf.shown)}",
                    f"if somebody else ends it, add 'waits: {{{ACROSS}: reason}}' to the state",
                )


def _unbounded(cell: Cell, member: Member, leaf: int) -> Iterator[tuple[Member, str]]:
    """The creators of a transaction that may leave it waiting in a leaf, each with a state in which it does."""
    for name in cell.creators(member):
        for creator in cell.senders(name):
            other = cell.plans[creator.chart.name]
            ending = _ending_signals(cell, creator, member, leaf)

            def tells(branch: Branch, ending: frozenset[str] = ending) -> bool:
                return any(isinstance(step, Raise) and step.signal in ending for step in branch.steps)

            there = _while_waiting(other, member.name, tells, _meanwhile(cell, creator, member, leaf))
            surely = _ending(other, (), tells)
            left = sorted(there - surely)
            if left:
                yield creator, other.leaves[left[0]].shown


def _ending_signals(cell: Cell, creator: Member, member: Member, leaf: int) -> frozenset[str]:
    """Signals of the creator whose wires raise an event on which the transaction leaves the leaf in any case."""
    plan = cell.plans[member.chart.name]
    found = set()
    for wire in cell.wiring.wires:
        for receiver in wire.receivers if wire.sender == creator.name else ():
            event = receiver.targets.get(member.name)
            if event is None or event.name not in member.chart.events:
                continue
            branches = plan.cell(leaf, event.name).branches
            if branches and all(branch.target != leaf for branch in branches):
                found.add(wire.signal.name)
    return frozenset(found)


def _meanwhile(cell: Cell, creator: Member, member: Member, leaf: int) -> frozenset[str]:
    """Events that the creator may get while the transaction waits in the leaf.

    Those from outside, and what the transaction tells without leaving. Signals of other charts are not followed: what
    makes them is in its turn silent, or the end of this wait.
    """
    plan = cell.plans[member.chart.name]
    staying = {
        step.signal
        for at, _, branch in plan.taken()
        if at == leaf and branch.target == leaf
        for step in branch.steps
        if isinstance(step, Raise)
    }
    names = {creator.name, creator.part.name if creator.part is not None else creator.name}
    told = {
        event.name
        for wire in cell.wiring.wires
        if wire.sender == member.name and wire.signal.name in staying
        for receiver in wire.receivers
        for target, event in receiver.targets.items()
        if target in names
    }
    outside = {event.name for event in creator.chart.events.values() if event.source not in SIGNAL_SOURCES}
    return frozenset(told | outside)


def _while_waiting(plan: Plan, kind: str, tells: Callable[[Branch], bool], coming: frozenset[str]) -> set[int]:
    """Leaves of the creator in which it may stand after it made the transaction and before it ends that one's wait."""
    ways = [(leaf, event, branch) for leaf, event, branch in plan.taken() if plan.reachable[leaf]]
    found = {
        branch.target
        for _, _, branch in ways
        if any(isinstance(step, Run) and step.creates == kind for step in branch.steps)
    }
    while True:
        more = {
            branch.target for leaf, event, branch in ways if leaf in found and event in coming and not tells(branch)
        } - found
        if not more:
            return {leaf for leaf in found if not plan.leaves[leaf].passing}
        found |= more
