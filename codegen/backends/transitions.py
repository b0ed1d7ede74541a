"""Target `transitions`: a flat machine of leaf states, with callbacks in the order that the plan gives."""

from __future__ import annotations

from ..model import ALWAYS
from ..names import machine_class
from ..plan import Branch, Cell, Plan
from . import layout
from .engines import Blocks, Engine, module

SUPPORT = "sessioncore.engines.on_transitions"


def render(plan: Plan, package: str) -> str:
    """The module of a chart; `package` is that of the default handlers."""
    blocks = Blocks(plan)
    start = []
    for block in plan.start:
        if block.kind == "state":
            start.append(f"self.state = {blocks.bodies.states[plan.start_leaf]}")
        elif name := blocks.block(block):
            start.append(f"self.{name}(START)")
    if plan.triggers.get(plan.start_leaf):
        start.append("MACHINE.settle(self, START)")
    ways = [line for cell in plan.cells.values() for line in _cell(blocks, cell)]
    eventless = [branch for leaf in plan.always if plan.triggers[leaf] for branch in plan.always[leaf]]
    ways += [line for branch in eventless for line in _row(blocks, ALWAYS, branch)]
    table = [f"MACHINE = FlatMachine({machine_class(plan.chart)}, [", *layout.indented(ways), "])"]
    return module(blocks, package, Engine("transitions", SUPPORT, start, "MACHINE.fire(self, event)", table))


def _cell(blocks: Blocks, cell: Cell) -> list[str]:
    if cell.kind == "rows":
        return [line for branch in cell.branches for line in _row(blocks, cell.event, branch)]
    source = blocks.plan.leaves[cell.leaf].path
    return [f'Way("{cell.event}", "{source}", before=("{blocks.decided(cell)}",)),']


def _row(blocks: Blocks, event: str, branch: Branch) -> list[str]:
    leaves = blocks.plan.leaves
    items = [f'"{event}"', f'"{leaves[branch.source].path}"']
    if branch.external:
        items.append(f'"{leaves[branch.target].path}"')
    items.append(f"row={layout.quoted(branch.row.id)}")
    if also := [row.id for row in branch.rows[1:]]:
        items.append(f"also={tuple_of(also)}")
    named = {
        "conditions": [blocks.condition(condition) for condition in branch.conditions],
        "before": blocks.exits(branch),
        "after": blocks.entries(branch),
    }
    items += [f"{key}={tuple_of(names)}" for key, names in named.items() if names]
    if branch.recall:
        items.append("recall=True")
    return layout.bracketed("Way(", items, "),", 1)


def tuple_of(names: list[str]) -> str:
    """A tuple of strings as source."""
    return f"({', '.join(layout.quoted(name) for name in names)}{',' if len(names) == 1 else ''})"
