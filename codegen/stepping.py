"""One chart, stepped by hand: events, answers of guards, and timers on a virtual clock.

What is done is decided by the reference interpreter, straight from the chart; here stand clock, payloads and history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import attrs

from .model import INSIDE, Chart, Limit, Row, State, Term, Timer
from .reference import Done, EndlessError, Reference
from .telling import decided

FAILURE = "failure"
MOST_FIRINGS = 10_000
"""Timers that may fire within one advance."""


class StepError(Exception):
    """A step that is not possible; the message says why."""


@attrs.define
class Running:
    """A timer that runs; times in seconds."""

    timer: Timer
    deadline: float
    interval: float
    order: int


@attrs.frozen
class Step:
    """One event, or the start: where from, where to, the rows taken, and what was done in words."""

    at: float
    event: str
    payload: Mapping[str, str]
    before: str
    after: str
    rows: tuple[Row, ...]
    did: tuple[str, ...]

    @property
    def line(self) -> str:
        """For a history: `2.000 s moment_over: ringing -> serving`."""
        move = f"{self.before} -> {self.after}" if self.before and self.before != self.after else self.after
        return f"{self.at:.3f} s {self.event}: {move}"


class Stepper:
    """A chart at work. `answer(name)` is asked for guards and asks, each at most once a step.

    delays   seconds of timers that the chart leaves to its actions or to chance, by timer; else their lowest
    failing  actions that raise when they run next
    """

    def __init__(self, chart: Chart, limits: Mapping[str, Limit], answer: Callable[[str], bool]) -> None:
        self.chart = chart
        self.now = 0.0
        self.running: dict[str, Running] = {}
        self.history: list[Step] = []
        self.delays: dict[str, float] = {}
        self.failing: set[str] = set()
        self._limits = limits
        self._answer = answer
        self._answers: dict[str, bool] = {}
        self._payload: Mapping[str, str] = {}
        self._order = 0
        self._reference = Reference(chart, self._holds, self._fails)
        self._rows = {
            row.id: (row, state)
            for state in chart.states.values()
            for row in (*state.rows, *state.always, *([state.default] if state.default is not None else []))
        }
        failures = [event.name for event in chart.events.values() if event.source == FAILURE]
        self._failure = failures[0] if failures else ""

    @property
    def leaves(self) -> tuple[str, ...]:
        """Where it stands: one leaf state, or one for each region."""
        return tuple(self._reference.leaf.split("+")) if self._reference.leaf else ()

    @property
    def held(self) -> tuple[str, ...]:
        """Events held back."""
        return tuple(self._reference.held)

    @property
    def over(self) -> bool:
        return all(self.chart.states[leaf].final for leaf in self.leaves)

    def start(self) -> list[Step]:
        """Enter the chart."""
        return self._macrosteps("start", {}, self._reference.start)

    def send(self, event: str, payload: Mapping[str, str]) -> list[Step]:
        """Handle an event; returns the steps: itself, a failure of an action, and events that were held back.

        Raises `StepError` for an event that the chart does not have, a field that the event does not have, or a
        timer's event while the timer does not run.
        """
        declared = self.chart.events.get(event)
        if declared is None:
            raise StepError(f"{self.chart.name} has no event {event}; there are: {', '.join(self.chart.events)}")
        fields = [field.name for field in declared.payload]
        for name in payload:
            if name not in fields:
                raise StepError(f"{event} has no field {name}; it has: {', '.join(fields) or 'none'}")
        if declared.source in INSIDE:
            raise StepError(f"{event} is raised by the chart itself")
        if declared.source == "timer":
            due = [each for each in self.running.values() if each.timer.event.name == event]
            if not due:
                raise StepError(f"no timer that raises {event} runs")
            return self.advance(min(due, key=lambda each: each.deadline).deadline - self.now)
        return self._macrosteps(event, payload, lambda: self._reference.send(event))

    def advance(self, seconds: float) -> list[Step]:
        """Let time pass; timers fire in order of deadline, equal ones in order of their start."""
        until = self.now + max(seconds, 0.0)
        steps: list[Step] = []
        for _ in range(MOST_FIRINGS):
            due = [each for each in self.running.values() if each.deadline <= until]
            if not due:
                self.now = until
                return steps
            first = min(due, key=lambda each: (each.deadline, each.order))
            self.now = max(self.now, first.deadline)
            steps += self._fire(first)
        raise StepError(f"more than {MOST_FIRINGS} timers were due")

    def next_deadline(self) -> float | None:
        """When the next timer is due."""
        return min((each.deadline for each in self.running.values()), default=None)

    def allowed(self) -> Iterator[tuple[str, list[str]]]:
        """Every event and what would become of it now; a timer's only while that runs, none of the chart's own."""
        for event in self.chart.events.values():
            if event.source == "timer" and all(each.timer.event.name != event.name for each in self.running.values()):
                continue
            if event.source in INSIDE:
                continue
            told = [
                text for leaf in self.leaves for _, texts in decided(self.chart, leaf, event.name) for text in texts
            ]
            yield event.name, list(dict.fromkeys(told))

    def fields(self, event: str) -> str:
        """The payload of an event as it is typed: `status=int`."""
        return " ".join(f"{field.name}={field.type}" for field in self.chart.events[event].payload)

    def edges(self, step: Step) -> list[tuple[str, str]]:
        """Ends of the arrows that a step went along."""
        return [(self._rows[row.id][1].path, row.target.name) for row in step.rows if row.target is not None]

    # -- one macrostep ---

    def _fire(self, running: Running) -> list[Step]:
        timer = running.timer
        if timer.repeat is None:
            del self.running[timer.name]
        else:
            longest = self.seconds(timer.repeat.cap) if timer.repeat.cap is not None else float("inf")
            running.interval = min(running.interval * timer.repeat.factor, longest)
            running.deadline = self.now + running.interval
            self._order += 1
            running.order = self._order
        return self._macrosteps(timer.event.name, {}, lambda: self._reference.fire(timer.name))

    def _macrosteps(self, event: str, payload: Mapping[str, str], run: Callable[[], None]) -> list[Step]:
        steps = []
        pending: list[tuple[str, Mapping[str, str], Callable[[], None]]] = [(event, payload, run)]
        while pending:
            event, payload, run = pending.pop(0)
            step, failed, recalled = self._one(event, payload, run)
            steps.append(step)
            later: list[tuple[str, Mapping[str, str], Callable[[], None]]]
            later = [(name, {}, self._sending(name)) for name in recalled]
            pending = [(self._failure, {}, self._sending(self._failure))] * failed + later + pending
        self.history += steps
        return steps

    def _sending(self, event: str) -> Callable[[], None]:
        return lambda: self._reference.send(event)

    def _one(
        self, event: str, payload: Mapping[str, str], run: Callable[[], None]
    ) -> tuple[Step, bool, tuple[str, ...]]:
        self._answers.clear()
        self._payload = payload
        before = self._reference.leaf
        try:
            run()
        except EndlessError as error:
            raise StepError(str(error)) from None
        done, self._reference.done = self._reference.done, []
        did: list[str] = []
        rows: list[Row] = []
        failed = False
        recalled: tuple[str, ...] = ()
        for each in done:
            if each[0] == "row" and each[1] in self._rows:
                rows.append(self._rows[each[1]][0])
            elif each[0] == "failed":
                failed = True
                self.failing.discard(each[1])
            elif each[0] == "recall":
                recalled = each[1:]
            did += self._said(each)
        step = Step(self.now, event, payload, before, self._reference.leaf, tuple(rows), tuple(did))
        return step, failed and bool(self._failure), recalled

    def _said(self, done: Done) -> list[str]:
        kind, name = done[0], done[1]
        if kind == "row":
            row = self._rows.get(name)
            return [f"row {name}" + (f" ({row[0].span.file}:{row[0].span.line})" if row else "")]
        if kind == "start":
            timer = self.chart.timers[name]
            delay = self.delay(timer)
            self._order += 1
            self.running[name] = Running(timer, self.now + delay, delay, self._order)
            return [f"timer {name} starts: {delay:g} s"]
        if kind == "stop":
            self.running.pop(name, None)
            return [f"timer {name} stops"]
        if kind == "action":
            action = self.chart.actions[name]
            effects = [*action.emits, *(f"opens {each}" for each in action.opens)]
            effects += [f"closes {each}" for each in action.closes]
            if action.creates is not None:
                effects.append(f"creates {action.creates.name}")
            return [f"action {name}" + (f": {', '.join(effects)}" if effects else "")]
        if kind == "signal":
            fields = [
                f"{field.name}={self._payload.get(field.name, '?')}" for field in self.chart.signals[name].payload
            ]
            return [" ".join(["signal", name, *fields])]
        if kind == "failed":
            return [f"action {name} fails; the rest of its block is skipped"]
        if kind == "recall":
            return [f"held back, comes now: {', '.join(done[1:])}"]
        words = {"ignore": "ignored", "reject": "rejected", "defer": "held back", "never": "must not happen here"}
        reasons = [text for leaf in self.leaves for _, texts in decided(self.chart, leaf, name) for text in texts]
        reason = reasons[0].partition(": ")[2] if reasons and kind in words else ""
        return [" ".join([words.get(kind, kind), name]) + (f": {reason}" if reason else "")]

    def _holds(self, name: str) -> bool:
        if name not in self._answers:
            self._answers[name] = self._answer(name)
        return self._answers[name]

    def _fails(self, name: str) -> bool:
        return name in self.failing

    # -- times ---

    def delay(self, timer: Timer) -> float:
        """How long a timer runs when it starts now."""
        if timer.name in self.delays:
            return self.delays[timer.name]
        after = timer.after
        return self.seconds(after.terms if after.kind == "expression" else after.low)

    def seconds(self, terms: tuple[Term, ...]) -> float:
        """A sum of numbers and limits at their defaults."""
        return sum(term.factor * (self._limits[term.name].default if term.name is not None else 1.0) for term in terms)


def around(chart: Chart, leaves: tuple[str, ...]) -> list[State]:
    """The active states, outer ones first."""
    found = {state.path: state for leaf in leaves for state in chart.ancestors(leaf) if state.path}
    return [found[path] for path in chart.states if path in found]
