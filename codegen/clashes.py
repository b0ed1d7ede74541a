"""SC106: names that are fine alone but would be the same thing twice, or one of ours, in the generated module."""

from __future__ import annotations

from collections.abc import Iterator

from .diagnostics import Findings, a, quoted
from .model import ALWAYS, INSIDE, Chart, Span
from .names import event_class, event_constant, machine_class, signal_class, signal_constant, state_constant

# fmt: off
MACHINE_NAMES = frozenset((
    "actions", "armed_timers", "asks", "cell", "classify_request", "classify_response", "current", "dispatch",
    "final", "key", "origin", "part", "receive_request", "receive_response", "reliable", "restore", "restore_timer",
    "scope", "serial", "start", "state", "state_name", "timer_fired",
))
"""Attributes of the base class of generated classes: a method of that name, one for each event, would break it."""

_IMPORTED = frozenset((
    "Any", "Callable", "Cell", "ClassVar", "Event", "Final", "Limits", "Machine", "Protocol", "START", "Signal",
    "Start", "TYPE_CHECKING", "Timer", "Trace",
))
# fmt: on


def check_clashes(findings: Findings, chart: Chart) -> None:
    """Report every name of a chart that means two things in Python."""
    machine = machine_class(chart)
    taken = dict.fromkeys(_IMPORTED, "a name that every generated module has")
    taken |= {machine: "the chart", f"{machine}Actions": "its actions", f"{machine}Asks": "its asks"}
    for name, owner, span in _identifiers(chart):
        if name in taken and taken[name] != owner:
            findings.add("SC106", span, f"{owner} and {taken[name]} are both called {name} in Python", "rename it")
        taken.setdefault(name, owner)
    for event in chart.events.values():
        if event.name in MACHINE_NAMES or event.name == ALWAYS:
            findings.add(
                "SC106",
                event.span,
                f"{quoted(event.name)} is a name of the generated class or of eventless rows, not free for an event",
                "rename it",
            )
    queue = any(event.source in INSIDE for event in chart.events.values())
    for timer in chart.timers.values():
        if timer.name.startswith(f"{ALWAYS}_") or timer.name == ALWAYS or (queue and timer.name == "raised"):
            findings.add("SC106", timer.span, f"{quoted(timer.name)} is kept for generated methods", "rename it")
    methods: dict[str, str] = {}
    for name, kind, span in _methods(chart):
        if name in methods:
            findings.add("SC106", span, f"{quoted(name)} is {a(methods[name])} and {a(kind)}", "rename one of them")
        elif name.startswith(("payload_", "delay_")) or name in ("slice", "scope"):
            findings.add("SC106", span, f"{quoted(name)} is kept for generated methods", "rename it")
        methods.setdefault(name, kind)


def _identifiers(chart: Chart) -> Iterator[tuple[str, str, Span]]:
    """The names of a generated module, whose they are, and where that is declared."""
    for state in chart.leaves:
        yield state_constant(state.path), f"state {quoted(state.path)}", state.span
    for event in chart.events.values():
        if event.source != "failure":
            yield event_class(chart, event.name), f"event {quoted(event.name)}", event.span
            if not event.payload:
                yield event_constant(chart, event.name), f"the constant of event {quoted(event.name)}", event.span
    for signal in chart.signals.values():
        yield signal_class(chart, signal.name), f"signal {quoted(signal.name)}", signal.span
        if not signal.payload:
            yield signal_constant(chart, signal.name), f"the constant of signal {quoted(signal.name)}", signal.span


def _methods(chart: Chart) -> Iterator[tuple[str, str, Span]]:
    for guard in chart.guards.values():
        yield guard.name, "guard", guard.span
    for action in chart.actions.values():
        yield action.name, "action", action.span
