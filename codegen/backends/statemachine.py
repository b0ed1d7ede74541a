"""Target `statemachine`: the chart as it is written, compound states and all, decided by python-statemachine."""

from __future__ import annotations

from ..model import Decision, Row, State
from ..names import class_name, machine_class
from ..plan import Branch, Cell, Plan, PlanError, StepBlock, resolve_state
from . import layout
from .engines import Blocks, Engine, module
from .transitions import tuple_of

SUPPORT = "sessioncore.engines.on_statemachine"


def render(plan: Plan, package: str) -> str:
    """The module of a chart; `package` is that of the default handlers. Raises `PlanError` for what cannot be told."""
    return _Writer(plan).render(package)


class _Writer:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.chart = plan.chart
        self.blocks = Blocks(plan)
        self.branches: dict[int, list[Branch]] = {}
        self.decided: dict[int, Cell] = {}
        self.entries: dict[tuple[str, str], StepBlock] = {(block.kind, block.place): block for block in plan.start}
        taken = [branch for cell in plan.cells.values() for branch in cell.branches]
        for branch in [*taken, *(branch for branches in plan.always.values() for branch in branches)]:
            self.branches.setdefault(id(branch.row), []).append(branch)
            self.entries |= {(block.kind, block.place): block for block in branch.blocks}
        for cell in plan.cells.values():
            if cell.decision is not None:
                self.decided.setdefault(id(cell.decision), cell)

    def render(self, package: str) -> str:
        name = "".join(class_name(part) for part in self.chart.name.split("/"))
        table = [f'CHART = Chart("{name}Chart", {machine_class(self.chart)}, [']
        for state in self.chart.states.values():
            table += layout.indented(self._node(state))
        restore = [
            "def restore(self, state: str) -> None:",
            *layout.indented(["super().restore(state)", "self._chart = CHART.resume(self, state)"]),
        ]
        engine = Engine(
            "statemachine",
            SUPPORT,
            ["self._chart = CHART.begin(self)"],
            "send(self._chart, event)",
            [*table, "])"],
            '("_chart",)',
            (restore,),
        )
        return module(self.blocks, package, engine)

    def _node(self, state: State) -> list[str]:
        items = [f'"{state.path}"']
        parent = self.chart.states[state.parent] if state.parent is not None else None
        if parent is None or self._initial(parent) == state.path:
            items.append("initial=True")
        for kind in ("enter", "exit"):
            if name := self.blocks.block(self.entries.get((kind, state.path))):
                items.append(f'{kind}="{name}"')
        entries: list[Row | Decision] = [*state.rows, *state.decisions, *state.always]
        ways = [line for entry in entries for line in self._way(state, entry)]
        ways += [line for cell in self._dropped(state) for line in self._other(cell)]
        if not ways:
            return [f"Node({', '.join(items)}),"]
        return [f"Node({', '.join(items)}, ways=(", *layout.indented(ways), ")),"]

    def _initial(self, state: State) -> str:
        first = resolve_state(self.chart, state.initial.name, state.path) if state.initial is not None else None
        if first is None or first.parent != state.path:
            raise PlanError(state.span, "python-statemachine needs an initial child, not a state further inside")
        return first.path

    def _way(self, state: State, entry: Row | Decision) -> list[str]:
        if isinstance(entry, Decision):
            cell = self.decided.get(id(entry))
            return self._other(cell) if cell is not None else []
        branches = self.branches.get(id(entry))
        if not branches:
            return []  # every child decides the event itself
        leaves = self.plan.leaves
        items = [f'"{entry.event.name}"']
        if entry.target is not None:
            target = resolve_state(self.chart, entry.target.name)
            assert target is not None
            items += [f'"{target.path}"', f"leaf={layout.quoted(leaves[branches[0].target].path)}"]
            # The root is a state of the library's, and is never left.
            if entry.internal or not state.path:
                items.append("internal=True")
        items.append(f"row={layout.quoted(entry.id)}")
        if entry.conditions:
            items.append(f"conditions={tuple_of([self.blocks.condition(each) for each in entry.conditions])}")
        row = next((block for block in branches[0].blocks if block.kind == "row"), None)
        if name := self.blocks.block(row):
            items.append(f'on="{name}"')
        if recall := [leaves[branch.source].path for branch in branches if branch.recall]:
            items.append(f"recall={tuple_of(recall)}")
        return layout.bracketed("Way(", items, "),", 2)

    def _other(self, cell: Cell) -> list[str]:
        return [f'Way("{cell.event}", on="{self.blocks.decided(cell)}"),']

    def _dropped(self, state: State) -> list[Cell]:
        """A timer's events where the timer does not run, whatever the states around this one say."""
        if not state.leaf or not state.path:
            return []
        leaf = self.plan.leaf(state.path)
        cells = (self.plan.cell(leaf.index, event.name) for event in self.plan.events)
        return [cell for cell in cells if cell.kind == "dropped"]
