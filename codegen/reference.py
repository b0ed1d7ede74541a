"""The small reference interpreter: a chart run straight from its model, without the plan.

It is the oracle for everything that the plan leads to: written for its own sake, slowly and plainly, after SCXML
(W3C Recommendation 2015, appendix D, whose procedures it names), so that a mistake of the planner is not repeated
here. It knows no payloads and no clock; it tells in order what would be done.
"""

from __future__ import annotations

from collections.abc import Callable

from .model import Block, Chart, Condition, Decision, Ref, Row, State

MOST_STEPS = 1_000
"""Eventless transitions, or events of the chart itself, after one event; more go round, which `check` refuses."""

Done = tuple[str, ...]
"""What is done, e.g. ("row", id), ("action", name, leaf), ("signal", name), ("start", timer), ("stop", timer)."""
Transition = tuple[State, Row]


class EndlessError(Exception):
    """Eventless transitions, or events that the chart raises itself, do not come to an end."""


class Reference:
    """One chart at work. `holds(name)` answers guards and asks, `fails(name)` says which actions raise now.

    leaf     path of the leaf state in which it stands, of several regions joined by "+"; "" before the start
    running  timers that run
    held     names of the events held back, in order
    kept     what history states remember
    done     what was done, in order; whoever reads it may clear it
    """

    def __init__(
        self,
        chart: Chart,
        holds: Callable[[str], bool],
        fails: Callable[[str], bool] = lambda name: False,
        reliable: bool = False,
    ) -> None:
        self.chart = chart
        self.leaf = ""
        self.running: list[str] = []
        self.held: list[str] = []
        self.done: list[Done] = []
        self.kept: dict[str, list[str]] = {}
        self._holds = holds
        self._fails = fails
        self._reliable = reliable
        self._active: set[str] = set()
        self._raised: list[str] = []
        self._order = list(chart.states)

    def start(self) -> None:
        """Enter the chart."""
        initial = self.chart.root.initial
        assert initial is not None
        self._active.add("")
        self._enter([(initial.name, "")])
        self._eventless()
        self._inside()

    def fire(self, timer: str) -> None:
        """A running timer is due."""
        if self.chart.timers[timer].repeat is None:
            self.running.remove(timer)
        self.send(self.chart.timers[timer].event.name)

    def send(self, event: str) -> None:
        """Handle an event from outside, and then those that the chart raises itself."""
        self._handle(event)
        self._inside()

    def _inside(self) -> None:
        """The internal queue, which is empty before anything else from outside is looked at."""
        for _ in range(MOST_STEPS):
            if not self._raised:
                return
            self._handle(self._raised.pop(0))
        if self._raised:
            self._raised.clear()
            raise EndlessError(f"{self.chart.name}: raises events without end near {self.leaf}")

    def _handle(self, event: str) -> None:
        """Take an event in every region that has a row for it, or do what the innermost states say instead."""
        standing = [ref.name for path in self._active for ref in self.chart.states[path].timers]
        raised_by = [timer.name for timer in self.chart.timers.values() if timer.event.name == event]
        if raised_by and not set(raised_by) & set(standing):
            self.done.append(("dropped", event))
            return
        speaking = self._speaking(event)
        if not speaking:
            raise LookupError(f"{self.leaf} does not decide {event}")
        enabled: list[Transition] = []
        for state in speaking:
            rows = [row for row in state.rows if row.event.name == event]
            if rows:
                enabled.append((state, next(row for row in rows if self._all_hold(row.conditions))))
        if enabled:
            self._microstep(self._without_conflicts(enabled))
            self._eventless()
            return
        decision = self._decision(event, speaking)
        assert decision is not None
        self._decide(decision)

    def _speaking(self, event: str) -> list[State]:
        """For every active leaf the innermost state around it that says anything about the event, each once."""
        found: list[State] = []
        for leaf in self._leaves():
            for state in self.chart.ancestors(leaf):
                said = {row.event.name for row in state.rows} | {each.event.name for each in state.decisions}
                if event in said:
                    if state not in found:
                        found.append(state)
                    break
        return found

    def _decision(self, event: str, speaking: list[State]) -> Decision | None:
        """What is said instead of a row: an inner state's word counts before that of one around it."""
        if any(row.event.name == event for state in speaking for row in state.rows):
            return None
        outer = {state.path for state in speaking for other in speaking if other is not state and _inside(other, state)}
        words = [
            decision
            for state in speaking
            if state.path not in outer
            for decision in state.decisions
            if decision.event.name == event
        ]
        return next((word for word in words if word.kind != "ignore"), words[0])

    def _decide(self, decision: Decision) -> None:
        name, kind, bound = decision.event.name, decision.kind, decision.bound
        if kind == "defer" and bound is not None and self.held.count(name) >= bound.limit:
            kind = "reject"
            if bound.status is None:
                self.done.append(("dropped", name))
                return
        if kind == "defer":
            self.held.append(name)
        self.done.append((kind, name))

    def _all_hold(self, conditions: tuple[Condition, ...]) -> bool:
        return all(self._holds(condition.name) != condition.negated for condition in conditions)

    def _eventless(self) -> None:
        """`selectEventlessTransitions`, until there are none."""
        for _ in range(MOST_STEPS):
            enabled: list[Transition] = []
            for leaf in self._leaves():
                found = next(
                    (
                        (state, row)
                        for state in self.chart.ancestors(leaf)
                        for row in state.always
                        if self._all_hold(row.conditions)
                    ),
                    None,
                )
                if found is not None and found not in enabled:
                    enabled.append(found)
            if not enabled:
                return
            self._microstep(self._without_conflicts(enabled))
        raise EndlessError(f"{self.chart.name}: eventless transitions go round near {self.leaf}")

    def _without_conflicts(self, enabled: list[Transition]) -> list[Transition]:
        """`removeConflictingTransitions`."""
        filtered: list[Transition] = []
        for new in enabled:
            preempted = False
            remove: list[Transition] = []
            for old in filtered:
                if self._exit_set([new]) & self._exit_set([old]):
                    if _inside(new[0], old[0]):
                        remove.append(old)
                    else:
                        preempted = True
                        break
            if not preempted:
                filtered = [each for each in filtered if each not in remove] + [new]
        return filtered

    def _microstep(self, transitions: list[Transition]) -> None:
        """Leave, do, enter."""
        for _, row in transitions:
            self.done.append(("row", row.id))
        leaving = self._exit_set(transitions)
        before = self._deferred() if self.held else {}
        for state in self.chart.states.values():
            if state.kind == "history" and state.parent in leaving:
                kept = self._leaves() if state.deep else self._in_order(self._active)
                self.kept[state.path] = [
                    path
                    for path in kept
                    if _inside(self.chart.states[path], self.chart.states[state.parent])
                    and (state.deep or self.chart.states[path].parent == state.parent)
                ]
        for path in reversed(self._in_order(leaving)):
            state = self.chart.states[path]
            for ref in state.timers:
                if ref.name in self.running:
                    self.running.remove(ref.name)
                    self.done.append(("stop", ref.name))
            self._block(state.exit)
        self._active -= leaving
        for _, row in transitions:
            self._run(row.actions, row.signals, row.raises)
        aims = [(row.target.name, self._domain(state, row)) for state, row in transitions if row.target is not None]
        if not aims:
            return
        self._enter(aims)
        after = self._deferred() if self.held else {}
        if self.held and any(name not in after or path in leaving for name, path in before.items()):
            self.done.append(("recall", *self.held))
            self.held.clear()

    def _exit_set(self, transitions: list[Transition]) -> set[str]:
        """`computeExitSet`."""
        found: set[str] = set()
        for source, row in transitions:
            if row.target is not None:
                domain = self.chart.states[self._domain(source, row)]
                found.update(path for path in self._active if _inside(self.chart.states[path], domain))
        return found

    def _domain(self, source: State, row: Row) -> str:
        """`getTransitionDomain`: the innermost state that holds both ends and is not parallel."""
        assert row.target is not None
        targets = [self.chart.states[path] for path in self._effective(row.target.name)]
        if row.internal and source.kind != "parallel" and all(_inside(target, source) for target in targets):
            return source.path
        for state in list(self.chart.ancestors(source.path))[1:]:
            if state.kind != "parallel" and all(_inside(target, state) for target in targets):
                return state.path
        return ""

    def _effective(self, target: str) -> list[str]:
        """`getEffectiveTargetStates`."""
        state = self.chart.states[target]
        if state.kind != "history":
            return [target]
        return self.kept.get(target) or [_default(state)]

    def _deferred(self) -> dict[str, str]:
        """Events that are held back where the chart stands, and the state that says so."""
        found: dict[str, str] = {}
        for name in self.chart.events:
            speaking = self._speaking(name)
            decision = self._decision(name, speaking) if speaking else None
            if decision is not None and decision.kind == "defer":
                found[name] = next(state.path for state in speaking if decision in state.decisions)
        return found

    def _enter(self, aims: list[tuple[str, str]]) -> None:
        """`enterStates`: each aim below its domain, and all that goes with it, from outer to inner."""
        entering: set[str] = set()
        defaults: dict[str, Row] = {}
        for target, domain in aims:
            self._descend(target, entering, defaults)
            for path in self._effective(target):
                self._ascend(path, domain, entering, defaults)
        self.leaf = "+".join(self._leaves(self._active | entering))
        for path in self._in_order(entering):
            self._active.add(path)
            state = self.chart.states[path]
            for ref in state.timers:
                if not (self._reliable and self.chart.timers[ref.name].off_when_reliable):
                    # SCXML enters again, without leaving, what lies between a history state and what it keeps.
                    if ref.name not in self.running:
                        self.running.append(ref.name)
                    self.done.append(("start", ref.name))
            self._block(state.enter)
            if path in defaults:
                row = defaults[path]
                self._run(row.actions, row.signals, row.raises)
            self._completed(state)

    def _descend(self, path: str, entering: set[str], defaults: dict[str, Row]) -> None:
        """`addDescendantStatesToEnter`."""
        state = self.chart.states[path]
        if state.kind == "history":
            assert state.parent is not None
            if path not in self.kept and state.default is not None:
                defaults[state.parent] = state.default
            for inner in self._effective(path):
                self._descend(inner, entering, defaults)
            for inner in self._effective(path):
                self._ascend(inner, state.parent, entering, defaults)
            return
        entering.add(path)
        if state.kind == "parallel":
            self._regions(state, entering, defaults)
        elif state.children:
            assert state.initial is not None
            self._descend(state.initial.name, entering, defaults)
            self._ascend(state.initial.name, path, entering, defaults)

    def _ascend(self, path: str, domain: str, entering: set[str], defaults: dict[str, Row]) -> None:
        """`addAncestorStatesToEnter`."""
        around = list(self.chart.ancestors(path))[1:]
        for state in around[: [each.path for each in around].index(domain)]:
            entering.add(state.path)
            if state.kind == "parallel":
                self._regions(state, entering, defaults)

    def _regions(self, parallel: State, entering: set[str], defaults: dict[str, Row]) -> None:
        for path in parallel.children:
            region = self.chart.states[path]
            if region.kind != "history" and not any(_inside(self.chart.states[each], region) for each in entering):
                self._descend(path, entering, defaults)

    def _completed(self, state: State) -> None:
        """The events of `done` that the entry of a final state raises."""
        parent = self.chart.states[state.parent] if state.parent is not None else None
        if not state.final or parent is None or not parent.path:
            return
        if parent.done is not None:
            self._raised.append(parent.done.name)
        outer = self.chart.states[parent.parent] if parent.parent is not None else None
        if outer is not None and outer.kind == "parallel" and outer.done is not None and self._in_final(outer):
            self._raised.append(outer.done.name)

    def _in_final(self, state: State) -> bool:
        """`isInFinalState`."""
        children = [self.chart.states[path] for path in state.children if self.chart.states[path].kind != "history"]
        if state.kind == "parallel":
            return all(self._in_final(child) for child in children)
        return any(child.final and child.path in self._active for child in children)

    def _leaves(self, active: set[str] | None = None) -> list[str]:
        """The active leaves in the order of the document."""
        among = self._active if active is None else active
        return [path for path in self._in_order(among) if path and not self.chart.states[path].children]

    def _in_order(self, paths: set[str]) -> list[str]:
        return [path for path in self._order if path in paths]

    def _block(self, block: Block) -> None:
        self._run(block.actions, block.signals, block.raises)

    def _run(self, actions: tuple[Ref, ...], signals: tuple[Ref, ...], raises: tuple[Ref, ...]) -> None:
        """Actions, then signals, then events of the chart itself; when an action raises, the rest is skipped."""
        for ref in actions:
            self.done.append(("action", ref.name, self.leaf))
            if self._fails(ref.name):
                self.done.append(("failed", ref.name))
                return
        self.done.extend(("signal", ref.name) for ref in signals)
        self._raised += [ref.name for ref in raises]


def _inside(state: State, other: State) -> bool:
    """`isDescendant`: properly inside."""
    return state.path != other.path and (not other.path or state.path.startswith(f"{other.path}."))


def _default(history: State) -> str:
    assert history.default is not None
    assert history.default.target is not None
    return history.default.target.name
