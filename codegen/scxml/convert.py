"""From an SCXML document to a chart of our language and the module of its actions.

What SCXML leaves open our language decides: descriptors become the events that they stand for, a condition that does
not hold goes on to the next transition of the state and of those around it, and what no transition takes is ignored at
the root. Whatever would run differently is refused.
"""

from __future__ import annotations

import attrs

from ..diagnostics import Findings, quoted
from ..model import Span
from ..names import comment
from ..plain import Value
from .actions import Code
from .content import ERROR, Block, Contents
from .data import Inside
from .document import Machine, Node, Transition
from .draft import ChartDraft, RowDraft, StateDraft
from .entering import Entering
from .events import OTHER, heard, known_events
from .naming import Names
from .sending import RESERVED, add_sends
from .timing import StateTimer

NO_TRANSITION = "no transition matches, so SCXML drops it"
MOST_ALTERNATIVES = 16


@attrs.frozen
class Converted:
    """`chart` and `code` are drafts; `events` and `states`: name in the document -> name in the chart.
    `left_out` tells which transitions are not taken over, for they can never be taken.
    """

    chart: ChartDraft
    code: Code
    contents: Contents
    events: dict[str, str]
    states: dict[str, str]
    left_out: list[str] = attrs.Factory(list)

    def declare(self) -> None:
        """Let the chart declare the guards and actions that there are."""
        self.chart.guards = {name: doc for name, (_, doc) in self.code.guards.items()}
        self.chart.actions = {name: doc for name, (_, doc) in self.code.actions.items()}


def convert(machine: Machine, name: str, findings: Findings) -> Converted | None:
    """The chart called `name`; None when anything was refused, which `findings` tells."""
    before = findings.total
    made = _Converter(machine, name, findings).convert()
    return made if findings.total == before else None


class _Converter:
    def __init__(self, machine: Machine, name: str, findings: Findings) -> None:
        self.machine, self.findings = machine, findings
        self.contents = Contents(machine, findings)
        self.code = Code(name, machine.file.rpartition("/")[2])
        self.chart = name
        self.states: dict[str, str] = {"": ""}
        self._state_names = Names(RESERVED)
        for ident in machine.nodes:
            if ident:
                self.states[ident] = self._state_names.new(ident, "state")
        self.methods = Names(("next_send", "take_next_send", "something_to_send"))
        self._guards: dict[str, str] = {}
        self.entering = Entering(machine, findings)
        self._made: dict[int, RowDraft | None] = {}

    def convert(self) -> Converted:
        machine, contents = self.machine, self.contents
        self.enter = {node.id: contents.blocks(node.entries, self._inside(node)) for node in machine.nodes.values()}
        self.exit = {node.id: contents.blocks(node.exits, self._inside(node)) for node in machine.nodes.values()}
        for node in machine.nodes.values():
            self._donedata(node)
        self.content = {id(each): contents.blocks([each.content]) for each in machine.transitions}
        starts = [node.start for node in machine.nodes.values() if node.start is not None]
        self.content |= {id(each): contents.blocks([each.content]) for each in starts}
        self.conditions = {id(each): self._condition(each) for each in machine.transitions if each.cond is not None}
        failing = contents.failed or any(condition is None for condition in self.conditions.values())
        blocks = [*self.enter.values(), *self.exit.values(), *self.content.values()]
        self.known = known_events(machine, blocks, contents.sent, [timer.event for timer in contents.timers], failing)
        names = Names(("send_due", "sends_changed"))
        self.events = {event: names.new("other event" if event == OTHER else event, "event") for event in self.known}
        root = self._state(machine.nodes[""])
        self._begin(root)
        chart = ChartDraft(
            name=self.chart,
            doc=f"{machine.name or self.code.source}, imported from SCXML.",
            events={
                self.events[key]: (source, _doc(key, self.events[key]))
                for key, source in self.known.items()
                if source != "timer"
            },
            guards={},
            actions={},
            timers={self.events[timer.event]: self._timer(timer) for timer in contents.timers},
            root=root,
            ignored=dict.fromkeys(self.events.values(), NO_TRANSITION),
        )
        if contents.sent or any(block.sends for block in blocks):
            add_sends(chart, self.code, [(event, self.events[event]) for event in contents.sent], self.methods)
        converted = Converted(chart, self.code, self.contents, self.events, self.states)
        converted.declare()
        if chart.actions or self.code.sends:
            chart.events["action_failed"] = ("failure", "")
            if ERROR in self.events:
                chart.root.rows["action_failed"] = [RowDraft(raises=[self.events[ERROR]])]
            else:
                chart.ignored["action_failed"] = "no transition waits for error.execution"
        top = chart.root.states
        chart.ignored = {name: why for name, why in chart.ignored.items() if any(s.leaves_open(name) for s in top)}
        return converted

    def _timer(self, timer: StateTimer) -> dict[str, Value]:
        doc = _doc(timer.event, self.events[timer.event])
        after = f"{self.contents.seconds(timer.delay):.9f}".rstrip("0").rstrip(".")
        return {"after": after, "event": self.events[timer.event], **({"doc": doc} if doc else {})}

    # where a block runs, and what is active there

    def _inside(self, node: Node) -> Inside:
        """What In() is while a state is entered or left: those around it are active, those inside it are not."""
        around = {each.id for each in self.machine.up(node.id)}
        within = {each.id for each in self.machine.down(node.id)}

        def inside(state: str) -> bool | None:
            if state in around or state in within:
                return state in around
            return None if self.machine.concurrent else False

        return inside

    def _donedata(self, node: Node) -> None:
        """What a final state tells is not kept (nothing reads it); where it cannot be told, SCXML raises an error."""
        if node.donedata is not None and node.parent:
            told = [*node.donedata.named("param"), *node.donedata.named("content")]
            for child in told:
                child.name, child.attributes = "log", {"expr": child.get("expr") or child.get("location")}
            logs = self.contents.logs
            failed = ERROR in self.contents.blocks([[child for child in told if child.get("expr")]]).raises
            self.contents.logs = logs
            if failed:
                self.enter[node.id].raises.append(ERROR)

    def _condition(self, each: Transition) -> str | bool | None:
        node = self.machine.nodes[each.source]
        around = {other.id for other in self.machine.up(node.id)}
        within = {other.id for other in self.machine.down(node.id)}

        def inside(state: str) -> bool | None:
            if state in around:
                return True
            return None if self.machine.concurrent or state in within else False

        return self.contents.condition(each.cond or "", each.span, inside)

    # names of what is written by hand

    def guard(self, expression: str, text: str) -> str:
        if expression not in self._guards:
            self._guards[expression] = name = self.methods.condition(text)
            self.code.guards[name] = (expression, comment(f"{text}"))
        return self._guards[expression]

    def action(self, name: str, block: Block, doc: str) -> list[str]:
        if not block.lines:
            return []
        made = self.methods.new(name)
        self.code.actions[made] = (block.lines, comment(doc))
        return [made]

    def raised(self, block: Block) -> list[str]:
        names = [self.events[event] for event in block.raises if event in self.events]
        return [*names, *(["sends_changed"] if block.sends else [])]

    # states

    def _state(self, node: Node) -> StateDraft:
        draft = StateDraft(self.states[node.id], node.kind if node.id else "root")
        if node.kind == "history":
            return self._history(node, draft)
        noted = self.contents.asked.get(node.id)
        enter, leave = self.enter[node.id], self.exit[node.id]
        if noted:
            enter = attrs.evolve(enter, lines=[f"self.slice.{noted} = True", *enter.lines])
            leave = attrs.evolve(leave, lines=[*leave.lines, f"self.slice.{noted} = False"])
        name = draft.name
        draft.enter = (self.action(f"enter_{name}", enter, f"on entry of {node.id}"), self.raised(enter))
        draft.exit = (self.action(f"leave_{name}", leave, f"on exit from {node.id}"), self.raised(leave))
        draft.timers = [self.events[timer.event] for timer in self.contents.timers if timer.state == node.id]
        draft.done = self.events.get(f"done.state.{node.id}", "")
        rows = {id(each): row for each in node.transitions if (row := self._row_once(each)) is not None}
        for event in self.known:
            if made := self._alternatives(node, event, rows):
                draft.rows[self.events[event]] = made
        draft.always = self._eventless(node, rows)
        draft.states = [self._state(self.machine.nodes[child]) for child in node.children]
        if node.kind in ("state", "scxml") and node.children:
            self._initial(node, draft)
        return draft

    def _history(self, node: Node, draft: StateDraft) -> StateDraft:
        each = node.transitions[0]
        block = self.content[id(each)]
        draft.kind = "deep" if node.deep else "shallow"
        if len(each.targets) != 1:
            self._several(each.span)
        do = self.action(f"default_{draft.name}", block, f"default of {node.id}")
        draft.default = RowDraft(to=self.states[each.targets[0]], do=do, raises=self.raised(block))
        return draft

    def _row(self, each: Transition) -> RowDraft | None:
        """The row of a transition; None where its condition never holds."""
        condition = self.conditions.get(id(each), True)
        if condition is False or condition is None:
            return None
        if len(each.targets) > 1:
            self._several(each.span)
        block = self.content[id(each)]
        name = "_".join(["on", each.source, *(event for event in each.events if "*" not in event)])
        row = RowDraft(do=self.action(name, block, f"{each.source} {' '.join(each.events)}"), raises=self.raised(block))
        if isinstance(condition, str):
            row.conditions = [self.guard(condition, each.cond or "")]
        if each.targets:
            target, source = each.targets[0], self.machine.nodes[each.source]
            row.to = self.states[target]
            compound = source.kind == "state" and bool(source.children)
            row.internal = each.internal and compound and target != source.id and self.machine.within(target, source.id)
        return row

    def _several(self, span: Span) -> None:
        self.findings.add("SC904", span, "a transition with several targets", "target the parallel state around them")

    # rows of an event, and what follows where none of their conditions holds

    def _alternatives(self, node: Node, event: str, rows: dict[int, RowDraft]) -> list[RowDraft]:
        made: list[RowDraft] = []
        errors = 0
        for each in node.transitions:
            if not heard(each.events, event):
                continue
            row = rows.get(id(each))
            if row is None:
                errors += self.conditions.get(id(each), True) is None
                continue
            made.append(self._erring(row, errors, node, each.span))
            if not row.conditions:
                return made
        if not made and not errors:
            return []
        span = next(each.span for each in node.transitions if heard(each.events, event))
        made += [self._erring(row, errors, node, span) for row in self._around(node, event, span)]
        if len(made) > MOST_ALTERNATIVES:
            self.findings.add(
                "SC910", span, f"more than {MOST_ALTERNATIVES} alternatives for {quoted(event)}", "split it"
            )
        return made

    def _erring(self, row: RowDraft, errors: int, node: Node, span: Span) -> RowDraft:
        """A row before which conditions failed: their errors are raised before anything else."""
        if not errors or ERROR not in self.events:
            return row
        if row.to and any(block.raises for block in self.exit.values()):
            self.findings.add("SC906", span, "a condition that always fails, before exits that raise events", "mend it")
        return attrs.evolve(row, raises=[self.events[ERROR]] * errors + row.raises)

    def _around(self, node: Node, event: str, span: Span) -> list[RowDraft]:
        """The rows of the states around that take an event when none of a state's own does; the last always does."""
        made: list[RowDraft] = []
        inner = node
        beside = False  # what a region beside this one does with the event, which would count before what is around
        while inner.parent:
            outer = self.machine.nodes[inner.parent]
            if outer.kind == "parallel":
                others = [each for each in self.machine.down(outer.id) if not self.machine.within(each.id, inner.id)]
                beside = beside or any(
                    heard(way.events, event) for each in others if each is not outer for way in each.transitions
                )
            for each in outer.transitions:
                row = self._row_once(each) if heard(each.events, event) else None
                if row is None:
                    continue
                if not self._may_move_in(node, outer, each, row, beside):
                    self.findings.add(
                        "SC910",
                        span,
                        f"where no condition holds, {quoted(event)} goes on to {quoted(outer.id)}, "
                        "and from further inside its transition would do something else",
                        "add a last transition without a condition",
                    )
                made.append(attrs.evolve(row, doc=f"as {outer.id} does"))
                if not row.conditions:
                    return made
            inner = outer
        return [*made, RowDraft(doc=NO_TRANSITION)]

    def _may_move_in(self, node: Node, outer: Node, each: Transition, row: RowDraft, beside: bool) -> bool:
        """Whether a transition of a state around does the same as a row of the state inside.

        One that leads inwards leaves other states then. Where regions part the two, one that stays would be taken once
        in each of them, and one that leaves counts before what the other regions do, which it must not.
        """
        machine = self.machine
        if each.targets and each.targets[0] != outer.id and machine.within(each.targets[0], outer.id):
            return False
        between = [state for state in machine.up(node.id) if machine.within(state.id, outer.id) and state is not node]
        if not any(state.kind == "parallel" for state in between):
            return True
        return bool(row.to) and not beside

    def _row_once(self, each: Transition) -> RowDraft | None:
        """The row of a transition, the same one where it is needed again further inside."""
        if id(each) not in self._made:
            self._made[id(each)] = self._row(each)
        return self._made[id(each)]

    def _eventless(self, node: Node, rows: dict[int, RowDraft]) -> list[RowDraft]:
        made: list[RowDraft] = []
        errors = 0
        for each in node.transitions:
            if each.events:
                continue
            row = rows.get(id(each))
            if row is None:
                errors += self.conditions.get(id(each), True) is None
                continue
            if not row.to:
                self.findings.add(
                    "SC904",
                    each.span,
                    "an eventless transition without a target: it would be taken for ever while its condition holds",
                    "put what it does into the transitions that make its condition true",
                )
            made.append(self._erring(row, errors, node, each.span))
            if not row.conditions:
                return made
        if errors:
            span = next(each.span for each in node.transitions if not each.events)
            self.findings.add(
                "SC906", span, "a condition that always fails, which raises error.execution for ever", "mend it"
            )
        return made

    # where a state begins

    def _initial(self, node: Node, draft: StateDraft) -> None:
        block = self.content[id(node.start)] if node.start else Block()
        way = self.entering.of(node, block, lambda state: self.content[id(self.machine.nodes[state].transitions[0])])
        for outer, child in way.overridden.items():
            draft.named(self.states[outer]).initial = self.states[child]
        draft.initial = self.states[way.child]
        do = self.action(f"begin_{draft.name or 'chart'}", block, f"initial of {node.id}")
        if way.on_entry:
            draft.enter = ([*draft.enter[0], *do], [*draft.enter[1], *self.raised(block)])
        if way.through is not None:
            begin = StateDraft(self._state_names.new(f"{draft.name or 'chart'}_begins"))
            begin.always = [RowDraft(to=self.states[way.through], do=do, raises=self.raised(block))]
            begin.doc = "left at once, to where SCXML begins"
            draft.states.insert(0, begin)
            draft.initial = begin.name

    def _begin(self, root: StateDraft) -> None:
        """Where data could not be given its first value, error.execution comes before everything."""
        if self.contents.failed and ERROR in self.events:
            begin = StateDraft(self._state_names.new("data_begins"), doc="a variable has no first value")
            begin.enter = ([], [self.events[ERROR]])
            begin.always = [RowDraft(to=root.initial)]
            root.states.insert(0, begin)
            root.initial = begin.name


def _doc(event: str, name: str) -> str:
    if event == OTHER:
        return "any event that the document does not name"
    return "" if event == name else event
