"""The page of one wiring in Markdown: who tells whom as a matrix, then every wire with its receivers in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from ..model import Chart, Wiring
from .dotsyntax import one_line
from .wired import Wired, notes


def wiring_table(wiring: Wiring, charts: Mapping[str, Chart]) -> str:
    """The page, ending in a newline. Raises `wired.WiringError`."""
    wired = Wired(wiring, charts)
    lines = [
        f"# Wires of `{wiring.name}`",
        "",
        f"Generated from {wiring.file}; do not edit. Change the wiring, then: sessioncore generate",
        "",
        f"[![Who is in the cell {wiring.name}, and who talks to whom]({_file(wiring)}.svg)]({_file(wiring)}.svg)",
        "",
        "Receivers get their events in the order shown; one without a place before it is in the sender's scope.",
        "",
        "| signal | payload | receiver | notes |",
        "|---|---|---|---|",
    ]
    for wire in wiring.wires:
        payload = ", ".join(field.name for field in wired.senders(wire)[0].chart.signals[wire.signal.name].payload)
        for number, receiver in enumerate(wire.receivers):
            head = (f"`{wire.sender}.{wire.signal.name}`", payload) if number == 0 else ("", "")
            lines.append(f"| {head[0]} | {head[1]} | `{wired.text(receiver)}` | {', '.join(notes(receiver))} |")
    for exempt in wiring.silent:
        lines.append(f"| `{exempt.owner}.{exempt.ref.name}` | | nobody | {_plain(exempt.why)} |")
    lines += ["", "## Who hears what from whom", ""]
    lines += ["Events of the row's member, by the member that raises them (`*`: also when nobody may be there).", ""]
    lines += _matrix(wired)
    return "\n".join(lines) + "\n"


def _file(wiring: Wiring) -> str:
    return wiring.name.rpartition("/")[2]


def _matrix(wired: Wired) -> Iterator[str]:
    """One row for each member that hears something, one column for each that says something."""
    heard: dict[str, dict[str, dict[str, None]]] = {}
    for wire in wired.wiring.wires:
        sender = wired.named(wire.sender, wire.span)[0].part
        for receiver in wire.receivers:
            for name, event in receiver.targets.items():
                target = wired.named(name, receiver.span)[0].part
                said = f"`{event.name}`" + ("\\*" if receiver.optional else "")
                heard.setdefault(target, {}).setdefault(sender, {})[said] = None
    names = [*wired.parts, *wired.wiring.transactions]
    senders = [name for name in names if any(name in cells for cells in heard.values())]
    yield f"| hears | {' | '.join(f'from **{name}**' for name in senders)} |"
    yield "|---|" + "---|" * len(senders)
    for name in names:
        if name in heard:
            cells = [" ".join(heard[name].get(sender, {})) for sender in senders]
            yield f"| **{name}** | {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Free text in a cell of a Markdown table."""
    return escape(one_line(text), quote=False).translate({ord(char): f"&#{ord(char)};" for char in "|`[*_"})
