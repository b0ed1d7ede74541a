"""Target `statemachine`: the chart as it is written, compound states and all, decided by python-statemachine."""

from __future__ import annotations

from ..model import ALWAYS, Decision, Row, State
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
        self.taken = [*taken, *(branch for leaf in plan.always if plan.triggers[leaf] for branch in plan.always[leaf])]
        for branch in self.taken:
            for row in branch.rows:
                self.branches.setdefault(id(row), []).append(branch)
            self.entries |= {(block.kind, block.place): block for block in branch.blocks}
        for cell in plan.cells.values():
            if cell.decision is not None:
                self.decided.setdefault(id(cell.decision), cell)

    def render(self, package: str) -> str:
        name = "".join(class_name(part) for part in self.chart.name.split("/"))
        table = [f'CHART = Chart("{name}Chart", {machine_class(self.chart)}, [']
        for state in self.chart.states.values():
            table += layout.indented(self._node(state))
        closing = "], [" if self.plan.several else "])"
        table.append(closing)
        if self.plan.several:
            table += [*layout.indented([*self._steps(), *self._said()]), "])"]
        restore = [
            "def restore(self, state: str) -> None:",
            *layout.indented(["super().restore(state)", "self._chart = CHART.resume(self, state)"]),
        ]
        engine = Engine(
            "statemachine",
            SUPPORT,
            ["self._chart = CHART.begin(self)"],
            "send(self._chart, event)",
            table,
            '("_chart",)',
            (restore,),
        )
        return module(self.blocks, package, engine)

    def _node(self, state: State) -> list[str]:
        if state.kind == "history":
            return self._history(state)
        items = [f'"{state.path}"']
        if state.kind == "parallel":
            items.append("parallel=True")
        if state.done is not None and self.plan.raising:
            items.append(f'done="{state.done.name}"')
        if state.final and self.plan.raising and any(each.done is not None for each in self.chart.states.values()):
            items.append("final=True")
        parent = self.chart.states[state.parent] if state.parent is not None else None
        if parent is None or (parent.kind == "plain" and self._initial(parent) == state.path):
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

    def _history(self, state: State) -> list[str]:
        assert state.default is not None
        assert state.default.target is not None
        items = [f'"{state.path}"', f'history="{"deep" if state.deep else "shallow"}"']
        items.append(f'default="{state.default.target.name}"')
        parent = self.chart.states[state.parent or ""]
        if parent.kind == "plain" and self._initial(parent) == state.path:
            items.append("initial=True")
        if name := self.blocks.block(self.entries.get(("default", state.path))):
            items.append(f'enter="{name}"')
        return [f"Node({', '.join(items)}),"]

    def _steps(self) -> list[str]:
        """Where rows lead that are taken together, for the trace, and whether they give back what was held back."""
        leaves = self.plan.leaves
        steps: dict[tuple[str, ...], None] = {}
        for branch in self.taken:
            rows = tuple_of([row.id for row in branch.rows])
            items = [f'"{leaves[branch.source].path}"', rows, f'"{leaves[branch.target].path}"']
            steps[tuple(layout.bracketed("Step(", items + (["True"] if branch.recall else []), "),", 1))] = None
        return [line for lines in steps for line in lines]

    def _said(self) -> list[str]:
        """What configurations say about an event instead of a row."""
        found: dict[tuple[str, str, bool], list[str]] = {}
        for cell in self.plan.cells.values():
            if cell.kind != "rows":
                key = (cell.event, self.blocks.decided(cell), cell.kind == "dropped")
                found.setdefault(key, []).append(self.plan.leaves[cell.leaf].path)
        lines = []
        for (event, method, first), paths in found.items():
            items = [f'"{event}"', f'"{method}"', tuple_of(paths)] + (["True"] if first else [])
            lines += layout.bracketed("Said(", items, "),", 1)
        return lines

    def _initial(self, state: State) -> str:
        first = resolve_state(self.chart, state.initial.name, state.path) if state.initial is not None else None
        if first is None or first.parent != state.path:
            raise PlanError(state.span, "python-statemachine needs an initial child, not a state further inside")
        return first.path

    def _way(self, state: State, entry: Row | Decision) -> list[str]:
        if isinstance(entry, Decision) and self.plan.several:
            return [f'Way("{entry.event.name}"),']
        if isinstance(entry, Decision):
            cell = self.decided.get(id(entry))
            return self._other(cell) if cell is not None else []
        branches = self.branches.get(id(entry), [])
        if not branches and not (self.plan.several and self._chosen(state, entry)):
            return []  # every child decides the event itself
        leaves = self.plan.leaves
        items = [f'"{entry.event.name}"']
        if entry.target is not None:
            target = resolve_state(self.chart, entry.target.name)
            assert target is not None
            items.append(f'"{target.path}"')
            if not self.plan.several:
                items.append(f"leaf={layout.quoted(leaves[branches[0].target].path)}")
            # The root is a state of the library's, and is never left.
            if entry.internal or not state.path:
                items.append("internal=True")
        items.append(f"row={layout.quoted(entry.id)}")
        if entry.conditions:
            items.append(f"conditions={tuple_of([self.blocks.condition(each) for each in entry.conditions])}")
        blocks = branches[0].blocks if branches else ()
        row = next((block for block in blocks if block.kind == "row" and block.place == entry.id), None)
        if name := self.blocks.block(row):
            items.append(f'on="{name}"')
        if self.plan.several:
            return layout.bracketed("Way(", items, "),", 2)
        if recall := [leaves[branch.source].path for branch in branches if branch.recall]:
            items.append(f"recall={tuple_of(recall)}")
        return layout.bracketed("Way(", items, "),", 2)

    def _chosen(self, state: State, row: Row) -> bool:
        """Whether a row is chosen somewhere although others leave no room for it: then none after it is."""
        guards = self.plan.reach.guards
        if not all(self.chart.guards[each.name].ask or each.name in guards for each in row.conditions):
            return False
        deciding = {path for cell in self.plan.cells.values() if cell.event == row.event.name for path in cell.deciders}
        return row.event.name == ALWAYS or state.path in deciding

    def _other(self, cell: Cell) -> list[str]:
        return [f'Way("{cell.event}", on="{self.blocks.decided(cell)}"),']

    def _dropped(self, state: State) -> list[Cell]:
        """A timer's events where the timer does not run, whatever the states around this one say."""
        if not state.leaf or not state.path or self.plan.several:
            return []
        leaf = self.plan.leaf(state.path)
        cells = (self.plan.cell(leaf.index, event.name) for event in self.plan.events)
        return [cell for cell in cells if cell.kind == "dropped"]
