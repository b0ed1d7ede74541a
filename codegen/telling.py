"""A chart in plain words: rows, decisions and timers as one line each, for terminals."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Block, Chart, Decision, Row, State, Timer


def row_words(row: Row) -> str:
    """`if welcome: note_caller, raises rings, goes to ringing (B3.1)`."""
    said = []
    if row.actions:
        said.append(", ".join(ref.name for ref in row.actions))
    if row.signals:
        said.append("raises " + ", ".join(ref.name for ref in row.signals))
    if row.raises:
        said.append("then takes its own " + ", ".join(ref.name for ref in row.raises))
    if row.target is not None:
        said.append(f"goes to {row.target.name}" + (" without leaving itself" if row.internal else ""))
    condition = " and ".join(str(condition) for condition in row.conditions)
    text = "; ".join(said) or "changes nothing"
    rules = f" ({', '.join(ref.name for ref in row.rules)})" if row.rules else ""
    return (f"if {condition}: " if condition else "") + text + rules


def decision_words(decision: Decision) -> str:
    """`ignored: the call is over`."""
    kinds = {"ignore": "ignored", "reject": "rejected", "defer": "deferred", "never": "never"}
    status = f" with {decision.status}" if decision.status is not None else ""
    rules = f" ({', '.join(ref.name for ref in decision.rules)})" if decision.rules else ""
    return f"{kinds[decision.kind]}{status}: {decision.why}{rules}"


def timer_words(timer: Timer) -> str:
    """`timer_a: T1, times 2, at most T2; raises resend_due`."""
    repeat = f", {timer.repeat.text}" if timer.repeat is not None else ""
    reliable = ", not on reliable transports" if timer.off_when_reliable else ""
    return f"{timer.name}: after {timer.after.text}{repeat}{reliable}; raises {timer.event.name}"


def block_words(block: Block) -> str:
    """Actions, signals and events of the chart's own of an entry or exit."""
    said = [ref.name for ref in block.actions] + [f"raises {ref.name}" for ref in block.signals]
    said += [f"then takes its own {ref.name}" for ref in block.raises]
    return ", ".join(said)


def decided(chart: Chart, path: str, event: str) -> Iterator[tuple[State, list[str]]]:
    """The state that decides an event in a state (itself or one around it), and how; nothing when none does."""
    for state in chart.ancestors(path):
        rows = [row_words(row) for row in state.rows if row.event.name == event]
        rows += [decision_words(decision) for decision in state.decisions if decision.event.name == event]
        if rows:
            yield state, rows
            return
