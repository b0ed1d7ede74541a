"""What the targets `statemachine` and `transitions` have in common: the methods that their library calls by name.

Both reuse the events, signals, Protocols, classifiers and timers of the default class. Every block of the plan (exit or
entry of a state, actions and signals of a row) becomes one method, and so does every guard and every other decision;
which of them run, and in which order, is up to the library.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

import attrs

from ..model import INSIDE, Condition
from ..names import (
    ABI,
    event_class,
    event_constant,
    machine_class,
    module_path,
    signal_class,
    signal_constant,
    state_constants,
)
from ..plan import START, Branch, Cell, CellKind, Exit, Plan, PlanError, StepBlock
from . import layout
from .bodies import TAKE_RAISED, Bodies
from .payloads import import_line
from .python import environment

_GENERIC: Mapping[CellKind, str] = {"ignore": "_ignored", "defer": "_deferred", "dropped": "_dropped"}
_MACHINE = "sessioncore.statechart"
_ENTERED = ("enter", "default", "done")


@attrs.frozen
class Engine:
    """What one library adds: statements of `start`, the statement that gives it an event, statements after the class.

    support  the module of sessioncore.engines whose names the statements use
    """

    name: str
    support: str
    start: list[str]
    fire: str
    table: list[str]
    slots: str = "()"
    methods: tuple[list[str], ...] = ()


class Blocks:
    """The named methods of one chart. Methods are made when they are first asked for, and keep that order."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.chart = plan.chart
        self.bodies = Bodies(plan)
        self.methods: dict[str, list[str]] = {}
        self._names: dict[object, str] = {}
        self._taken = (
            {f"_{timer}" for timer in plan.chart.timers}
            | set(plan.chart.events)
            | {"_chart", "_stop_timers", "_raised"}
        )
        self._reach: dict[tuple[str, str], list[str]] = {}
        for block in plan.start:
            self._reach.setdefault((block.kind, block.place), []).append(START)
        for cell in plan.cells.values():
            for branch in cell.branches:
                self._reached(branch, (cell.event,))
        for leaf, branches in plan.always.items():
            for branch in branches:
                self._reached(branch, plan.triggers[leaf])

    def _reached(self, branch: Branch, by: Iterable[str]) -> None:
        for block in branch.blocks:
            events = self._reach.setdefault((block.kind, block.place), [])
            events += [event for event in by if event not in events]

    def block(self, block: StepBlock | None) -> str:
        """The method of an exit, a row or an entry; "" when there is nothing to do."""
        if block is None or all(isinstance(step, Exit) for step in block.steps):
            return ""
        lines = self.bodies.block(block)
        if not lines:
            return ""
        verb = {"exit": "exit", "enter": "enter", "default": "default", "done": "done"}.get(block.kind, "do")
        # What a final state completes depends on where the other regions stand.
        key = (block.kind, block.place, block.steps if block.kind == "done" else ())
        name = self._name(key, f"_{verb}_{block.place or 'chart'}")
        said = {
            "exit": f"Exit of {block.place}.",
            "enter": f"Entry of {block.place or 'the chart'}.",
            "default": f"{block.place} has nothing to go back to.",
            "done": f"{block.place} completes what is around it.",
        }
        return self._method(
            name, self._reach[block.kind, block.place], "None", said.get(block.kind, f"Row {block.place}."), lines
        )

    def condition(self, condition: Condition) -> str:
        """The method that answers one guard or ask, negated where the row says so."""
        guard = self.chart.guards[condition.name]
        asked = f"self.asks.{guard.name}(self)" if guard.ask else f"self.actions.{guard.name}(event)"
        name = self._name(("guard", str(condition)), f"_{'not' if condition.negated else 'if'}_{guard.name}")
        events = ["*"] if guard.ask else self.plan.reach.guards[guard.name]
        lines = [f"return not {asked}" if condition.negated else f"return {asked}"]
        return self._method(name, events, "bool", f"Whether {condition}.", lines)

    def decided(self, cell: Cell) -> str:
        """The method of an event that is ignored, rejected, deferred, dropped, or cannot come."""
        lines = self.bodies.decided(cell)
        name = self._name(tuple(lines), _GENERIC.get(cell.kind, f"_{cell.kind}_1"))
        return self._method(name, ["*"], "None", f"Decided: {cell.kind}.", lines)

    def exits(self, branch: Branch) -> list[str]:
        """The methods of what is left, then that of the row."""
        wanted = (block for block in branch.blocks if block.kind in ("exit", "row"))
        return [name for block in wanted if (name := self.block(block))]

    def entries(self, branch: Branch) -> list[str]:
        """The methods of what is entered."""
        return [name for block in branch.blocks if block.kind in _ENTERED and (name := self.block(block))]

    def _name(self, key: object, wanted: str) -> str:
        """A method name of its own for each key."""
        if key not in self._names:
            stem = "".join(char if char.isalnum() else "_" for char in wanted)
            name, number = stem, 1
            while name in self._taken:
                number += 1
                name = f"{stem.rstrip('1') if stem.endswith('_1') else f'{stem}_'}{number}"
            self._taken.add(name)
            self._names[key] = name
        return self._names[key]

    def _method(self, name: str, events: Iterable[str], returns: str, doc: str, lines: list[str]) -> str:
        if name not in self.methods:
            classes = [
                "Event" if event == "*" else "Start" if event == START else event_class(self.chart, event)
                for event in events
            ]
            head = layout.signature(name, [("self", ""), ("event", " | ".join(classes))], returns, 1)
            self.methods[name] = head + layout.indented([*layout.docstring(doc, 2), *lines])
        return name


def module(blocks: Blocks, package: str, engine: Engine) -> str:
    """The text of a generated module; `package` is that of the default handlers."""
    plan, chart = blocks.plan, blocks.chart
    if machine_class(chart) in _SUPPORT:
        raise PlanError(chart.span, f"{machine_class(chart)} is a name that {engine.name} needs; rename the chart")
    default = module_path(package, chart.name)
    start = [
        "def start(self) -> None:",
        *layout.indented([f'"""Enter {plan.leaves[plan.start_leaf].path}."""', *engine.start]),
        *([f"    {TAKE_RAISED}"] if plan.raising else []),
    ]
    events = [_event_method(blocks, event.name, engine.fire) for event in plan.events]
    methods = [start, *engine.methods, *events, *blocks.methods.values()]
    annotated = layout.words(line for method in methods for line in method[: _head(method)])
    runtime = layout.words([*(line for method in methods for line in method[_head(method) :]), *engine.table])
    own = _own_names(plan)
    base = {"require_abi", *runtime & {"START", "take_raised"}}
    parent, _, short = default.rpartition(".")
    imports = {engine.support: runtime & _SUPPORT, default: runtime & own, _MACHINE: base}
    lines = {where: import_line(where, what) for where, what in imports.items() if what}
    lines[parent] = f"from {parent} import {short} as default"
    typing = {default: annotated & own - runtime, _MACHINE: annotated & {"Event", "Start", "ActionFailed"}}
    made = f"Generated from {chart.file}; do not edit. Change the chart, then: sessioncore generate"
    return (
        environment()
        .get_template("engine.py.jinja")
        .render(
            abi=ABI,
            chart=chart,
            engine=engine.name,
            name=machine_class(chart),
            made=textwrap.wrap(made, layout.WIDTH - 3),
            methods=methods,
            table=engine.table,
            slots=engine.slots,
            imports=[lines[where] for where in sorted(lines)],
            typing_imports=[import_line(where, what, 4) for where, what in sorted(typing.items()) if what],
        )
    )


def _head(method: list[str]) -> int:
    """How many lines of a method are its `def`."""
    return next(number for number, line in enumerate(method, 1) if line.endswith(":"))


_SUPPORT = {"Chart", "FlatMachine", "Node", "Said", "Step", "Way", "send"}


def _event_method(blocks: Blocks, event: str, fire: str) -> list[str]:
    head = layout.signature(event, [("self", ""), ("event", event_class(blocks.chart, event))], "None", 1)
    lines = [fire]
    if blocks.plan.raising and blocks.chart.events[event].source not in INSIDE:
        lines.append(TAKE_RAISED)
    return [*head, *layout.indented(lines)]


def _own_names(plan: Plan) -> set[str]:
    """What the default module defines and a block may name."""
    chart = plan.chart
    names = {event_class(chart, event.name) for event in plan.events if event.source != "failure"}
    names |= {signal_class(chart, signal) for signal in chart.signals}
    names |= {signal_constant(chart, signal.name) for signal in chart.signals.values() if not signal.payload}
    raised = {event_constant(chart, event.name) for event in plan.events if event.source in INSIDE}
    return names | raised | set(state_constants(leaf.path for leaf in plan.leaves))
