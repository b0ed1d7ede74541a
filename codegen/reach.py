"""What follows from a plan's cells: leaves that can be reached, events that reach a method, what can be detached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .classify import Classifier, Question
from .model import Chart
from .steps import (
    START,
    Branch,
    Cell,
    Enter,
    Exit,
    Leaf,
    Plan,
    Raise,
    Reach,
    Run,
    SetState,
    StartTimer,
    StepBlock,
    StopTimer,
)

Cells = Mapping[tuple[int, str], Cell]
Always = Mapping[int, tuple[Branch, ...]]
_SILENT = (Enter, Exit, SetState, StopTimer)


def successors(cells: Cells, always: Always, count: int) -> tuple[frozenset[int], ...]:
    """Per leaf the leaves that some row leads to in one step, whatever the guards say."""
    found: list[set[int]] = [set() for _ in range(count)]
    for (leaf, _), cell in cells.items():
        found[leaf].update(branch.target for branch in cell.branches)
    for leaf, branches in always.items():
        found[leaf].update(branch.target for branch in branches)
    return tuple(frozenset(each) for each in found)


def closure(nexts: tuple[frozenset[int], ...], leaf: int) -> frozenset[int]:
    """The leaves that can be reached from a leaf, itself included."""
    seen = {leaf}
    waiting = [leaf]
    while waiting:
        new = nexts[waiting.pop()] - seen
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def detachable(
    leaves: tuple[Leaf, ...], cells: Cells, always: Always, nexts: tuple[frozenset[int], ...]
) -> tuple[bool, ...]:
    """Per leaf: nothing that can still happen tells another chart anything (signal, transaction, held-back event)."""
    telling: set[int] = {leaf.index for leaf in leaves if leaf.defers}
    every = [(index, cell.branches) for (index, _), cell in cells.items()] + list(always.items())
    for index, branches in every:
        for branch in branches:
            if any(isinstance(step, Raise) or (isinstance(step, Run) and step.creates) for step in branch.steps):
                telling.add(index)
    return tuple(not closure(nexts, leaf.index) & telling for leaf in leaves)


def reach(
    chart: Chart,
    cells: Cells,
    always: Always,
    triggers: Mapping[int, tuple[str, ...]],
    start: Iterable[StepBlock],
    found: Iterable[Classifier],
) -> Reach:
    """The events that can reach each action, guard, payload and delay method, in document order after `START`."""
    tables: dict[str, dict[str, set[str]]] = {"actions": {}, "guards": {}, "payloads": {}, "delays": {}}

    def note(blocks: Iterable[StepBlock], event: str) -> None:
        for block in blocks:
            for step in block.steps:
                if isinstance(step, Run):
                    tables["actions"].setdefault(step.action, set()).add(event)
                elif isinstance(step, Raise) and step.source == "method":
                    tables["payloads"].setdefault(step.signal, set()).add(event)
                elif isinstance(step, StartTimer):
                    delays = (chart.timers[step.timer].after, chart.timers[step.timer].reliable)
                    for delay in delays:
                        if delay is not None and delay.kind == "computed":
                            tables["delays"].setdefault(delay.method, set()).add(event)

    note(start, START)
    every = [(event, cell.branches) for (_, event), cell in cells.items()]
    every += [(event, branches) for leaf, branches in always.items() for event in triggers[leaf]]
    for event, branches in every:
        for branch in branches:
            note(branch.blocks, event)
            for condition in branch.conditions:
                if not chart.guards[condition.name].ask:
                    tables["guards"].setdefault(condition.name, set()).add(event)
    for classifier in found:
        for _, _, node in classifier.nodes:
            if isinstance(node, Question) and not node.ask:
                tables["guards"].setdefault(node.guard, set()).add(node.event)

    order = [START, *chart.events]

    def sort(table: dict[str, set[str]], names: Iterable[str]) -> dict[str, tuple[str, ...]]:
        return {name: tuple(event for event in order if event in table[name]) for name in names if name in table}

    return Reach(
        actions=sort(tables["actions"], chart.actions),
        guards=sort(tables["guards"], chart.guards),
        payloads=sort(tables["payloads"], chart.signals),
        delays=sort(tables["delays"], sorted(tables["delays"])),
    )


def lingers(plan: Plan) -> dict[int, int]:
    """Leaf -> timer, where a detachable machine has but one timer left that only makes it final.

    Whoever keeps such a machine need not wake it for that: nobody is told, nothing is done.
    """
    found: dict[int, int] = {}
    for leaf in plan.leaves if not plan.several else ():
        running = [timer for timer in plan.timers if timer.timer.name in leaf.timers]
        if not plan.detachable[leaf.index] or len(running) != 1 or running[0].timer.repeat is not None:
            continue
        cell = plan.cell(leaf.index, running[0].timer.event.name)
        if cell.kind != "rows" or not cell.complete or len(cell.branches) != 1:
            continue
        branch = cell.branches[0]
        if plan.leaves[branch.target].final and all(isinstance(step, _SILENT) for step in branch.steps):
            found[leaf.index] = running[0].index
    return found
