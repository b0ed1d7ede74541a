"""The small reference interpreter: a chart run straight from its model, without the plan.

It is the oracle for everything that the plan leads to: written for its own sake, slowly and plainly, after SCXML
(W3C Recommendation 2015, appendix D), so that a mistake of the planner is not repeated here. It knows no payloads and
no clock; it tells in order what would be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .model import Block, Chart, Condition, Decision, Ref, Row, State

MOST_STEPS = 1_000
"""Eventless transitions after one row; a chart with more goes round, which `check` refuses."""

Done = tuple[str, ...]
"""What is done, e.g. ("row", id), ("action", name, leaf), ("signal", name), ("start", timer), ("stop", timer)."""


class EndlessError(Exception):
    """Eventless transitions do not come to an end."""


class Reference:
    """One chart at work. `holds(name)` answers guards and asks, `fails(name)` says which actions raise now.

    leaf     path of the leaf state in which it stands, "" before the start
    running  timers that run
    held     names of the events held back, in order
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
        self._holds = holds
        self._fails = fails
        self._reliable = reliable
        self._active: list[str] = []

    def start(self) -> None:
        """Enter the chart."""
        self._enter(self._down([""]))
        self._eventless()

    def fire(self, timer: str) -> None:
        """A running timer is due."""
        if self.chart.timers[timer].repeat is None:
            self.running.remove(timer)
        self.send(self.chart.timers[timer].event.name)

    def send(self, event: str) -> None:
        """Handle an event: by a row, or as the innermost state that says anything about it decides."""
        standing = [ref.name for path in self._active for ref in self.chart.states[path].timers]
        raised_by = [timer.name for timer in self.chart.timers.values() if timer.event.name == event]
        if raised_by and not set(raised_by) & set(standing):
            self.done.append(("dropped", event))
            return
        for state in self._inside_out():
            rows = [row for row in state.rows if row.event.name == event]
            if rows:
                self._take(state, next(row for row in rows if self._all_hold(row.conditions)))
                self._eventless()
                return
            decision = next((each for each in state.decisions if each.event.name == event), None)
            if decision is not None:
                self._decide(decision)
                return
        raise LookupError(f"{self.leaf} does not decide {event}")

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

    def _inside_out(self) -> Iterator[State]:
        for path in reversed(self._active):
            yield self.chart.states[path]

    def _all_hold(self, conditions: tuple[Condition, ...]) -> bool:
        return all(self._holds(condition.name) != condition.negated for condition in conditions)

    def _eventless(self) -> None:
        for _ in range(MOST_STEPS):
            found = next(
                (
                    (state, row)
                    for state in self._inside_out()
                    for row in state.always
                    if self._all_hold(row.conditions)
                ),
                None,
            )
            if found is None:
                return
            self._take(*found)
        raise EndlessError(f"{self.chart.name}: eventless transitions go round near {self.leaf}")

    def _take(self, source: State, row: Row) -> None:
        self.done.append(("row", row.id))
        if row.target is None:
            self._run(row.actions, row.signals)
            return
        target = row.target.name
        kept = self._kept(source.path, target, row.internal)
        leaving = [path for path in self._active if path not in kept]
        before = self._deferred()
        for path in reversed(leaving):
            state = self.chart.states[path]
            for ref in state.timers:
                if ref.name in self.running:
                    self.running.remove(ref.name)
                    self.done.append(("stop", ref.name))
            self._block(state.exit)
        self._run(row.actions, row.signals)
        self._active = kept
        lineage = [target[:at] for at in range(len(target)) if target[at] == "."] + [target]
        self._enter(self._down([path for path in lineage if path not in kept] or [target]))
        after = self._deferred()
        if self.held and any(after.get(name) != path or path in leaving for name, path in before.items()):
            self.done.append(("recall", *self.held))
            self.held.clear()

    def _kept(self, source: str, target: str, internal: bool) -> list[str]:
        """Active states that a transition leaves alone: those around both its ends."""
        around = [path for path in self._active if not path or source.startswith(f"{path}.")]
        if internal or not source:
            around = [path for path in self._active if path == source or not path or source.startswith(f"{path}.")]
        return [path for path in around if not path or target.startswith(f"{path}.")]

    def _deferred(self) -> dict[str, str]:
        """Events that are held back where the chart stands, and the state that says so."""
        found: dict[str, str] = {}
        for name in self.chart.events:
            for state in self._inside_out():
                said = {row.event.name for row in state.rows} | {each.event.name for each in state.decisions}
                if name in said:
                    if any(each.event.name == name and each.kind == "defer" for each in state.decisions):
                        found[name] = state.path
                    break
        return found

    def _down(self, paths: list[str]) -> list[str]:
        """States to enter, and below the last of them its initial states."""
        state = self.chart.states[paths[-1]]
        while state.children:
            assert state.initial is not None
            state = self.chart.states[state.initial.name]
            paths.append(state.path)
        return paths

    def _enter(self, paths: list[str]) -> None:
        self.leaf = paths[-1]
        for path in paths:
            self._active.append(path)
            state = self.chart.states[path]
            for ref in state.timers:
                if not (self._reliable and self.chart.timers[ref.name].off_when_reliable):
                    self.running.append(ref.name)
                    self.done.append(("start", ref.name))
            self._block(state.enter)

    def _block(self, block: Block) -> None:
        self._run(block.actions, block.signals)

    def _run(self, actions: tuple[Ref, ...], signals: tuple[Ref, ...]) -> None:
        """Actions, then signals; when an action raises, the rest is skipped."""
        for ref in actions:
            self.done.append(("action", ref.name, self.leaf))
            if self._fails(ref.name):
                self.done.append(("failed", ref.name))
                return
        self.done.extend(("signal", ref.name) for ref in signals)
