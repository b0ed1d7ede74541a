"""The Python names that generated code gives to charts, events, signals and states; every backend takes them here.

Names of charts are lower case words (`[a-z][a-z0-9_]*`); a class is named in CamelCase. Where two names of one module
would meet, the rules below part them, always in the same way, so that one chart gives one text.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .model import Chart

ABI = 1
"""Contract between generated code and `sessioncore.statechart`; every generated header carries it."""

_KEPT = 4096
"""Names that are remembered: every backend asks for the same ones again and again."""

RESERVED_CLASSES = frozenset(
    {
        *("ActionFailed", "Event", "Exception", "Machine", "Signal", "Start", "Timer"),
        *("Any", "Callable", "ClassVar", "False", "None", "Protocol", "True", "ValueError"),
    }
)
"""Class names that a generated module imports itself; an event or a signal of that name gets a suffix."""


@lru_cache(_KEPT)
def class_name(name: str) -> str:
    """`invite_client` -> `InviteClient`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def machine_class(chart: Chart) -> str:
    """The generated class of a chart; its Protocols are this name with `Actions` and `Asks`."""
    return class_name(chart.short_name)


@lru_cache(_KEPT)
def _taken(machine: str) -> frozenset[str]:
    return RESERVED_CLASSES | {machine, f"{machine}Actions", f"{machine}Asks"}


def event_class(chart: Chart, event: str) -> str:
    """The class of an event; `action_failed` is the one of `sessioncore.statechart`."""
    if event == "action_failed":
        return "ActionFailed"
    name = class_name(event)
    return f"{name}Event" if name in _taken(machine_class(chart)) else name


def signal_class(chart: Chart, signal: str) -> str:
    """The class of a signal: with the suffix `Signal` where an event (or the module itself) has the name."""
    name = class_name(signal)
    events = {event_class(chart, event) for event in chart.events}
    return f"{name}Signal" if name in events or name in _taken(machine_class(chart)) else name


@lru_cache(_KEPT)
def state_constant(path: str) -> str:
    """`proceeding.plain` -> `PROCEEDING_PLAIN`, the index of a leaf state; `a.x+b.y` -> `A_X__B_Y` for regions."""
    return path.replace("+", "__").replace("=", "__").replace("~", "___").replace(".", "_").upper()


def state_constants(paths: Iterable[str]) -> list[str]:
    """The constants of all leaves of a plan, numbered where configurations would be called the same."""
    found: list[str] = []
    for path in paths:
        name, number = state_constant(path), 1
        while name in found and not path.replace(".", "_").isidentifier():
            number += 1
            name = f"{state_constant(path)}_{number}"
        found.append(name)
    return found


def event_constant(chart: Chart, event: str) -> str:
    """The one instance of an event without payload; with the suffix `_EVENT` where a state has the name."""
    name = event.upper()
    states = {state_constant(state.path) for state in chart.leaves}
    return f"{name}_EVENT" if name in states else name


def signal_constant(chart: Chart, signal: str) -> str:
    """The one instance of a signal without payload; suffix `_SIGNAL` where an event or a state has the name."""
    name = signal.upper()
    states = {state_constant(state.path) for state in chart.leaves}
    events = {event_constant(chart, event) for event in chart.events}
    return f"{name}_SIGNAL" if name in states | events else name


def module_path(package: str, chart: str) -> str:
    """`setup/outgoing` in `sessioncore.handlers` -> `sessioncore.handlers.setup.outgoing`."""
    return f"{package}.{chart.replace('/', '.')}"


def module_alias(chart: str) -> str:
    """The name under which another generated module knows a chart's module: `setup/outgoing` -> `setup_outgoing`."""
    return chart.replace("/", "_")


def comment(text: str, longest: int = 200) -> str:
    """Free text for a comment or a docstring: one line, printable, no backslash and no triple quote."""
    kept = text.replace("\\", "/").replace('"""', "'''")
    if not kept.isprintable():
        kept = "".join(char if char.isprintable() else " " for char in kept)
    kept = " ".join(kept.split()).rstrip('"')
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"
