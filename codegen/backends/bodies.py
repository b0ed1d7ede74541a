"""The statements inside the methods of a generated handler class: steps of the plan as plain `if` chains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..model import ALWAYS, INSIDE, Bound, Chart, Condition, Decision, Delay
from ..names import comment, event_constant, signal_class, signal_constant, state_constants
from ..plan import (
    START,
    Branch,
    Cell,
    Plan,
    Raise,
    RaiseEvent,
    Run,
    SetState,
    StartTimer,
    StepBlock,
    StopTimer,
)
from . import layout
from .clocks import expression, stop_timer
from .grouping import Group, raising, shape, split, together

TAKE_RAISED = "take_raised(self, self._raised)"
"""Events that the chart raised itself come before any other."""
_NO_STATUS = 500
_TIGHT = 3
"""From so many neighbouring states on a range test is plainer than a list of comparisons."""


class Bodies:
    """Writes the bodies of one chart's methods; every line list is relative to the method's own depth."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.chart: Chart = plan.chart
        self.states = state_constants(leaf.path for leaf in plan.leaves)
        self.stops_all = False
        self.tables: dict[str, list[str]] = {}

    def start(self) -> list[str]:
        """The initial entry."""
        lines = self._blocks(self.plan.start, START, depth=2)
        if self.plan.raising:
            return self._prologue([*lines, *self.settle(self.plan.start_leaf, "START"), TAKE_RAISED])
        return self._prologue(lines + self.settle(self.plan.start_leaf, "START"))

    def block(self, block: StepBlock) -> list[str]:
        """One block as the body of a method of its own that takes `event`; nothing for one that only has markers."""
        return self._prologue(self._block(block, "", 2))

    def decided(self, cell: Cell) -> list[str]:
        """A decision that is no row, as the body of a method of its own."""
        return self._prologue(self._decided(cell, 2))

    def event(self, name: str) -> list[str]:
        """What an event does: one branch per group of states that treat it alike, nothing else."""
        groups = self._groups(name)
        if len(groups) == 1:
            return self._prologue(self._group(groups[0], 2))
        lines: list[str] = []
        for number, group in enumerate(groups):
            branches = group.cells[0].branches
            where = str_lines(branches[0]) if len(branches) == 1 else ""
            if number == len(groups) - 1:
                names = ", ".join(self.plan.leaves[leaf].path for leaf in group.leaves)
                lines += self._else(f"{names}: {where}" if where else names)
            else:
                lines += self._test("elif" if number else "if", group.leaves, where)
            lines += layout.indented(self._group(group, 3))
        return self._prologue(lines)

    def always(self, leaf: int) -> list[str]:
        """What happens after a leaf was entered or a row left the machine in it: its eventless transitions."""
        return self._prologue(self._alternatives([(branch,) for branch in self.plan.always[leaf]], 2))

    def always_anywhere(self) -> list[str]:
        """The same for all configurations at once."""
        found: dict[object, list[int]] = {}
        for leaf in self.plan.always:
            if self.plan.triggers[leaf]:
                same = tuple(together(branch) for branch in self.plan.always[leaf])
                found.setdefault(same, []).append(leaf)
        lines: list[str] = []
        for number, leaves in enumerate(found.values()):
            alternatives = list(zip(*(self.plan.always[leaf] for leaf in leaves), strict=True))
            lines += self._test("elif" if number else "if", leaves, "")
            lines += layout.indented(self._alternatives(alternatives, 3))
        return self._prologue(lines)

    def settle(self, leaf: int, event: str = "event") -> list[str]:
        """The call of `always` after a row, or nothing."""
        return [f"self.{always_method(self.plan, leaf)}({event})"] if self.plan.triggers.get(leaf) else []

    def _else(self, said: str) -> list[str]:
        line = f"else:  # {said}"
        if len(line) + 8 <= layout.WIDTH:
            return [line]
        return ["else:", *layout.indented(layout.comment(said, 3))]

    def _prologue(self, lines: list[str]) -> list[str]:
        """The locals that the statements use, before them."""
        used = layout.words(lines)
        head = []
        if "cell" in used:
            head.append("cell = self.cell")
        if "trace" in used:
            head.append("trace = cell.trace" if head else "trace = self.cell.trace")
        if "state" in used:
            head.append("state = self.state")
        return head + lines

    def _groups(self, event: str) -> list[Group]:
        """Leaves grouped by what they do, in the chart's order; the last one is the `else`, no row if possible."""
        found: dict[object, Group] = {}
        for leaf in self.plan.leaves:
            cell = self.plan.cells[leaf.index, event]
            found.setdefault(shape(cell, self.plan), Group([])).cells.append(cell)
        groups = list(found.values())
        decided = [group for group in groups if group.kind != "rows"]
        if decided:
            last = max(decided, key=lambda group: len(group.cells))
            groups.remove(last)
            groups.append(last)
        return groups

    def _group(self, group: Group, depth: int) -> list[str]:
        if group.kind == "rows":
            return self._rows(group, depth)
        places: dict[str, dict[str, None]] = {}
        for cell in group.cells:
            text, place = self._remark(cell)
            places.setdefault(text, {})[place] = None
        remarks = [f"{text} ({file_lines(found)})" if any(found) else text for text, found in places.items()]
        lines = [line for remark in remarks for line in layout.comment(remark, depth)]
        return lines + self._decided(group.cells[0], depth)

    def _test(self, keyword: str, leaves: Sequence[int], where: str) -> list[str]:
        """A test whether `state` is one of the leaves."""
        names = [self.states[leaf] for leaf in leaves]
        if len(names) == 1:
            return layout.any_of(keyword, [f"state == {names[0]}"], "or", 2, where)
        if len(names) >= _TIGHT and leaves[-1] - leaves[0] == len(leaves) - 1:
            return layout.any_of(keyword, [f"{names[0]} <= state <= {names[-1]}"], "or", 2, where)
        lines = layout.bracketed(f"{keyword} state in (", names, "):", 2, one_each=True)
        return layout.noted(lines, where, 2)

    def _remark(self, cell: Cell) -> tuple[str, str]:
        """Why an event is not handled, and where that is written."""
        if cell.decision is None:
            if self.plan.leaves[cell.leaf].passing or not self.plan.resting[cell.leaf]:
                return "Cannot come: nothing stays here.", ""
            if self.chart.events[cell.event].source in INSIDE:
                return "Cannot come: nothing has raised it here.", ""
            return "Cannot be due: its timer does not run here.", ""
        verb = {"ignore": "Ignored", "reject": "Rejected", "defer": "Held back", "never": "Never"}[cell.decision.kind]
        return f"{verb}: {comment(cell.decision.why)}", f"{cell.decision.span.file}:{cell.decision.span.line}"

    def _decided(self, cell: Cell, depth: int) -> list[str]:
        lines = ["if trace is not None:", f'    trace.decided(self, event, "{cell.kind}")']
        decision = cell.decision
        if decision is None or decision.kind == "ignore":
            return lines
        if decision.kind == "defer":
            return self._deferred(decision, lines, depth)
        why = layout.long_text(comment(decision.why), depth)
        if decision.kind == "never":
            return lines + layout.bracketed("cell.never(", ["self", "event", why], ")", depth)
        return lines + self._rejected(decision.status, decision.why, depth)

    def _deferred(self, decision: Decision, traced: list[str], depth: int) -> list[str]:
        bound = decision.bound
        if bound is None:
            return [*traced, "cell.defer(self, event)"]
        beyond = ["if trace is not None:", f'    trace.decided(self, event, "{beyond_kind(bound)}")']
        if bound.status is not None:
            beyond += self._rejected(bound.status, bound.why, depth + 1)
        full = f'if cell.held(self, "{decision.event.name}") >= {bound.limit}:'
        held = [*traced, "cell.defer(self, event)"]
        return [full, *layout.indented(beyond), "else:", *layout.indented(held)]

    @staticmethod
    def _rejected(status: int | None, why: str, depth: int) -> list[str]:
        items = ["self", "event", str(status or _NO_STATUS), layout.long_text(comment(why), depth)]
        return layout.bracketed("cell.reject(", items, ")", depth)

    def _rows(self, group: Group, depth: int) -> list[str]:
        return self._alternatives(list(zip(*(cell.branches for cell in group.cells), strict=True)), depth)

    def _alternatives(self, alternatives: Sequence[Sequence[Branch]], depth: int) -> list[str]:
        """Rows of which the first whose conditions hold is taken."""
        if len(alternatives) == 1 and not alternatives[0][0].conditions:
            return self._row(alternatives[0], depth)
        lines: list[str] = []
        for number, branches in enumerate(alternatives):
            conditions = [self._condition(condition) for condition in branches[0].conditions]
            if conditions:
                lines += layout.any_of("elif" if number else "if", conditions, "and", depth, str_lines(branches[0]))
            else:
                lines.append(f"else:  # {str_lines(branches[0])}")
            lines += layout.indented(self._row(branches, depth + 1))
        return lines

    def _condition(self, condition: Condition) -> str:
        asked = self.chart.guards[condition.name].ask
        call = f"self.asks.{condition.name}(self)" if asked else f"self.actions.{condition.name}(event)"
        return f"not {call}" if condition.negated else call

    def _row(self, branches: Sequence[Branch], depth: int) -> list[str]:
        """A row as taken from one leaf, or from several that only differ in the timers that are stopped."""
        branch = branches[0]
        source = self.states[branch.source] if len(branches) == 1 else "state"
        target = self.states[branch.target] if branch.external else source
        lines = []
        if branch.external and len({each.target for each in branches}) > 1:
            lines, target = self._table(branches), "after"
        lines.append("if trace is not None:")
        for row in branch.rows:
            traced = layout.bracketed("trace.row(", ["self", layout.quoted(row.id), source, target], ")", depth + 1)
            lines += layout.indented(traced)
        stopped = [split(each.blocks)[0] for each in branches]
        union = list(dict.fromkeys(timer for each in stopped for timer in each))
        if len(union) > 1 and len(set(stopped)) > 1 and "." not in branch.exits[-1]:
            # Everything is left, so whatever runs is to be stopped.
            self.stops_all = True
            lines.append("self._stop_timers()")
        else:
            lines += [line for timer in union for line in stop_timer(timer)]
        for block in split(branch.blocks)[1]:
            lines += self._block(block, branch.row.event.name, depth, target)
        # Without held-back events a recall does nothing, so the leaves need no telling apart.
        if any(each.recall for each in branches):
            lines.append("cell.recall(self)")
        settled = next((call for each in branches if (call := self.settle(each.target))), [])
        event = self.chart.events.get(branch.row.event.name)
        outside = event is not None and event.source not in INSIDE
        if outside and self.plan.raising and any(raising(self.plan, each) for each in branches):
            return [*lines, *settled, TAKE_RAISED]
        return lines + settled

    def _table(self, branches: Sequence[Branch]) -> list[str]:
        """Where each of several configurations leads: a table beside the class, and the statement that reads it."""
        pairs = [f"{self.states[each.source]}: {self.states[each.target]}" for each in branches]
        name = next((name for name, known in self.tables.items() if known == pairs), f"_AFTER_{len(self.tables) + 1}")
        self.tables[name] = pairs
        return [f"after = {name}[state]"]

    def _blocks(self, blocks: Iterable[StepBlock], event: str, depth: int) -> list[str]:
        return [line for block in blocks for line in self._block(block, event, depth)]

    def _block(self, block: StepBlock, event: str, depth: int, target: str = "") -> list[str]:
        lines: list[str] = []
        guarded: list[Run | Raise | RaiseEvent] = []
        for step in block.steps:
            if isinstance(step, SetState):
                lines.append(f"self.state = {target or self.states[step.leaf]}")
            elif isinstance(step, StopTimer):
                lines += stop_timer(step.timer)
            elif isinstance(step, StartTimer):
                lines += self._start_timer(step.timer, event, depth)
            elif isinstance(step, Run | Raise | RaiseEvent):
                guarded.append(step)
        return lines + self._guarded(guarded, event, depth)

    def _guarded(self, steps: Sequence[Run | Raise | RaiseEvent], event: str, depth: int) -> list[str]:
        """Actions and signals of one block: when one raises, its effects are dropped and the rest is skipped."""
        calling = [index for index, step in enumerate(steps) if _method(step)]
        if not calling:
            return [line for step in steps for line in self._step(step, event, depth)]
        several = len(calling) > 1
        inside: list[str] = []
        for index in range(calling[0], calling[-1] + 1):
            step = steps[index]
            if several and index in calling[1:]:
                inside.append(f'mark, step = len(cell.outbox), "{_method(step)}"')
            inside += self._step(step, event, depth + 1)
        first = _method(steps[calling[0]])
        before = [line for step in steps[: calling[0]] for line in self._step(step, event, depth)]
        after = [line for step in steps[calling[-1] + 1 :] for line in self._step(step, event, depth + 1)]
        failed = f"    cell.action_failed(self, {'step' if several else layout.quoted(first)}, error, mark)"
        lines = [*before, f'mark, step = len(cell.outbox), "{first}"' if several else "mark = len(cell.outbox)"]
        lines += ["try:", *layout.indented(inside), "except Exception as error:", failed]
        return lines + (["else:", *layout.indented(after)] if after else [])

    def _step(self, step: Run | Raise | RaiseEvent, event: str, depth: int) -> list[str]:
        if isinstance(step, RaiseEvent):
            return [f"self._raised.append({event_constant(self.chart, step.event)})"]
        given = "START" if event == START else "event"
        if isinstance(step, Run):
            call = f"self.actions.{step.action}({given})"
            if step.creates is None:
                return [call]
            return layout.bracketed("cell.create_transaction(", ["self", layout.quoted(step.creates), call], ")", depth)
        if step.source == "constant":
            signal = signal_constant(self.chart, step.signal)
        elif step.source == "fields":
            fields = ", ".join(f"event.{field.name}" for field in self.chart.signals[step.signal].payload)
            signal = f"{signal_class(self.chart, step.signal)}({fields})"
        else:
            signal = f"self.actions.payload_{step.signal}({given})"
        return layout.bracketed("cell.raise_signal(", ["self", signal], ")", depth)

    def _start_timer(self, name: str, event: str, depth: int) -> list[str]:
        timer = next(each for each in self.plan.timers if each.timer.name == name)
        lines, delay = self._delay(timer.timer.after, event)
        if timer.timer.reliable is not None:
            more, reliable = self._delay(timer.timer.reliable, event)
            if lines or more:
                chosen = ["if self.reliable:", *layout.indented([*more, f"delay = {reliable}"])]
                lines = [*chosen, "else:", *layout.indented([*lines, f"delay = {delay}"])]
                delay = "delay"
            else:
                delay = f"{reliable} if self.reliable else {delay}"
        arm = layout.bracketed(f"self._{name} = cell.arm(", ["self", str(timer.index), delay], ")", depth)
        if not timer.timer.off_when_reliable:
            return lines + arm
        return ["if not self.reliable:", *layout.indented(lines + arm)]

    def _delay(self, delay: Delay, event: str) -> tuple[list[str], str]:
        """Statements and the expression of a delay; where the method raises it is the shortest one."""
        if delay.kind == "expression":
            return [], expression(delay.terms)
        if delay.kind == "uniform":
            return [], f"cell.uniform({expression(delay.low)}, {expression(delay.high)}, {expression(delay.step)})"
        low, high = expression(delay.low), expression(delay.high)
        call = f"self.actions.{delay.method}({'START' if event == START else 'event'})"
        lines = ["mark = len(cell.outbox)", "try:", f"    delay = min({high}, max({low}, {call}))"]
        failed = f"    cell.action_failed(self, {layout.quoted(delay.method)}, error, mark)"
        return [*lines, "except Exception as error:", f"    delay = {low}", failed], "delay"


def always_method(plan: Plan, leaf: int) -> str:
    """The method of a leaf's eventless transitions; no event and no slot is called so."""
    return f"_{ALWAYS}" if plan.several else f"_{ALWAYS}_{plan.leaves[leaf].path.replace('.', '_')}"


def beyond_kind(bound: Bound) -> str:
    """How the trace calls an event beyond the bound of its deferral."""
    return "dropped" if bound.status is None else "reject"


def _method(step: Run | Raise | RaiseEvent) -> str:
    """The hand-written method that a step calls, "" for none."""
    if isinstance(step, Run):
        return step.action
    return f"payload_{step.signal}" if isinstance(step, Raise) and step.source == "method" else ""


def str_lines(branch: Branch) -> str:
    """Where rows are written: file and lines."""
    return file_lines(dict.fromkeys(f"{row.span.file}:{row.span.line}" for row in branch.rows))


def file_lines(places: Iterable[str]) -> str:
    """`file:4` and `file:9` as `file:4, 9`."""
    first, *rest = places
    return ", ".join([first, *(place.rpartition(":")[2] for place in rest)])
