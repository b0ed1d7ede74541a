"""Which leaves share the statements of a method: those that do the same, wherever they end."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from ..plan import Branch, Cell, CellKind, Enter, Exit, Plan, RaiseEvent, SetState, StepBlock, StopTimer


@attrs.frozen
class Group:
    """Cells of leaves that do the same with an event; they may differ in the timers that they stop."""

    cells: list[Cell]

    @property
    def kind(self) -> CellKind:
        return self.cells[0].kind

    @property
    def leaves(self) -> list[int]:
        return [cell.leaf for cell in self.cells]


def split(blocks: Iterable[StepBlock]) -> tuple[tuple[str, ...], list[StepBlock]]:
    """The timers that are stopped before anything else happens, and the steps after that without their markers."""
    stops: list[str] = []
    rest: list[StepBlock] = []
    for block in blocks:
        steps = tuple(step for step in block.steps if not isinstance(step, Enter | Exit))
        if block.kind == "exit" and not rest:
            stops += [step.timer for step in steps if isinstance(step, StopTimer)]
            steps = tuple(step for step in steps if not isinstance(step, StopTimer))
        if steps:
            rest.append(block if steps == block.steps else attrs.evolve(block, steps=steps))
    return tuple(stops), rest


def shape(cell: Cell, plan: Plan) -> object:
    """What has to agree for two leaves to share their statements."""
    if cell.kind == "rows" and plan.several:
        return tuple(together(branch) for branch in cell.branches)
    if cell.kind == "rows":
        return tuple(
            (
                branch.row.id,
                branch.target if branch.external or branch.target in plan.always else None,
                tuple(split(branch.blocks)[1]),
            )
            for branch in cell.branches
        )
    if cell.decision is None or cell.kind in ("ignore", "defer"):
        return (cell.kind, cell.decision.bound if cell.decision is not None else None)
    return (cell.kind, cell.decision.status, cell.decision.why)


def together(branch: Branch) -> object:
    """The same for configurations: they share statements although each leads to another one, told by a table."""
    stops, rest = split(branch.blocks)
    work = tuple(block for block in rest if not isinstance(block.steps[0], SetState))
    conditions = tuple(map(str, branch.conditions))
    return (tuple(row.id for row in branch.rows), conditions, branch.external, stops, work)


def raising(plan: Plan, branch: Branch) -> bool:
    """Whether a branch, or an eventless one that may follow it, raises an event of the chart itself."""
    seen: set[int] = set()
    waiting = [branch]
    for each in waiting:
        if any(isinstance(step, RaiseEvent) for step in each.steps):
            return True
        if each.target not in seen:
            seen.add(each.target)
            waiting += plan.always.get(each.target, ())
    return False
