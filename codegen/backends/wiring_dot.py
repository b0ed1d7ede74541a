"""The picture of one wiring in DOT, and its wires as a Markdown table.

Boxes are parts inside their scopes, and the transactions. A box lists the signals that its part raises, each with its
receivers in order, because that order is part of the meaning of a wiring; an edge shows who tells whom. Receivers are
in the same scope unless the line says otherwise. Every box, edge and line has an `id` and leads to its source line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from ..model import Answer, Chart, PartSpec, Receiver, ScopeSpec, Span, Wire, Wiring
from .dotsyntax import (
    FONT,
    Html,
    Word,
    attributes,
    cell,
    escaped,
    link,
    listed,
    one_line,
    paragraph,
    quoted,
    table,
    words,
)
from .palette import (
    AROUND,
    BORDER,
    BOX,
    EDGE,
    GREY,
    INK,
    OUTLINE,
    PALE,
    PAPER,
    SIGNAL,
    SOURCE_COLOURS,
    TRANSACTION,
    TRANSACTION_BOX,
)
from .wired import Wired, notes

COLUMNS = 60
COMMAND = SOURCE_COLOURS["application"]
_LINKED = {"origin": SOURCE_COLOURS["origin"], "current": SOURCE_COLOURS["host"]}
_STYLES = {"origin": "dashed", "current": "dotted"}


def wiring_dot(wiring: Wiring, charts: Mapping[str, Chart]) -> str:
    """The wiring as DOT, ending in a newline; the same wiring gives the same bytes. Raises `wired.WiringError`."""
    return "\n".join(_Drawing(Wired(wiring, charts)).lines()) + "\n"


def wiring_table(wiring: Wiring, charts: Mapping[str, Chart]) -> str:
    """Every wire with its receivers in order, as Markdown. Raises `wired.WiringError`."""
    wired = Wired(wiring, charts)
    lines = [
        f"# Wires of `{wiring.name}`",
        "",
        f"Generated from {wiring.file}; do not edit. Change the wiring, then: sessioncore generate",
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
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Free text in a cell of a Markdown table."""
    return escape(one_line(text), quote=False).translate({ord(char): f"&#{ord(char)};" for char in "|`[*_"})


class _Drawing:
    def __init__(self, wired: Wired) -> None:
        self.wired = wired
        self.wiring = wired.wiring
        self.up = self.wiring.name.count("/") + 1
        self.edges: dict[tuple[str, str, str], list[Wire]] = {}
        for wire in self.wiring.wires:
            source = self._box(wire.sender, wire.span)
            for receiver in wire.receivers:
                kind = receiver.selector if receiver.selector in _STYLES else "wire"
                for name in receiver.targets:
                    wires = self.edges.setdefault((source, self._box(name, receiver.span), kind), [])
                    if wire not in wires:
                        wires.append(wire)

    def _box(self, name: str, span: Span) -> str:
        """The part or transaction that a name of the wiring belongs to."""
        return self.wired.named(name, span)[0].part

    def _raised(self, part: str) -> list[str]:
        """The lines of a box: each signal of the part with its receivers; alternatives that agree share a line."""
        found: dict[tuple[str, tuple[str, ...]], list[Wire]] = {}
        for wire in self.wiring.wires:
            if self._box(wire.sender, wire.span) == part:
                texts = tuple(self._receiver(receiver) for receiver in wire.receivers)
                found.setdefault((wire.signal.name, texts), []).append(wire)
        cells = []
        for (signal, texts), wires in found.items():
            senders = [wire.sender for wire in wires if wire.sender != part]
            line = words(f"{', '.join(senders)}:", colour=GREY) if senders else []
            line += [Word(signal, colour=SIGNAL), Word("→")]
            for number, text in enumerate(texts):
                line += words(text + ("," if number + 1 < len(texts) else ""))
            name = f"wire-{wires[0].sender}.{signal}"
            cells.append(cell(paragraph(line, COLUMNS), size=9, id=name, href=self._link(wires[0].span)))
        return cells

    def _receiver(self, receiver: Receiver) -> str:
        """A receiver in words, with what it does besides getting its event."""
        marks = notes(receiver)
        return self.wired.text(receiver) + (f" ({', '.join(marks)})" if marks else "")

    def _asked(self, part: str) -> list[str]:
        """What a part asks the charts beside it."""
        cells = []
        for answer in self.wiring.answers:
            if self._box(answer.sender, answer.span) == part:
                where = ", ".join(f"{answer.part}.{state}" for state in answer.states)
                text = words(f"{answer.ask.name}: {'not ' if answer.negated else ''}in {where}", colour=GREY)
                line = [Word("asks", italic=True, colour=GREY), *text]
                cells.append(cell(paragraph(line, COLUMNS), size=9, href=self._link(answer.span)))
        return cells

    def lines(self) -> Iterator[str]:
        wiring = self.wiring
        yield f"// {quoted(wiring.file)}; do not edit. Change the wiring, then: sessioncore generate"
        yield f"digraph {quoted(wiring.name)} {{"
        yield "  graph " + attributes(
            {
                "id": "wiring", "class": "wiring", "label": self._title(), "labelloc": "t", "labeljust": "l",
                "rankdir": "TB", "fontname": FONT, "fontsize": "10", "fontcolor": INK, "bgcolor": PAPER,
                "nodesep": "0.3", "ranksep": "0.5", "pad": "0.15", "newrank": "true", "tooltip": wiring.name,
            }
        )  # fmt: skip
        yield "  node " + attributes(
            {
                "shape": "box", "style": "rounded,filled", "fillcolor": BOX, "color": BORDER, "fontcolor": INK,
                "fontname": FONT, "fontsize": "10", "margin": "0.08,0.05", "penwidth": "1.1",
            }
        )  # fmt: skip
        yield "  edge " + attributes(
            {
                "color": EDGE, "fontcolor": INK, "fontname": FONT, "fontsize": "9", "arrowsize": "0.7",
                "penwidth": "1.1",
            }
        )  # fmt: skip
        for scope in self.wired.scopes:
            yield from self._scope(scope)
        yield from self._transactions()
        for (source, target, kind), found in self.edges.items():
            yield self._edge(source, target, kind, found)
        asks: dict[tuple[str, str], list[Answer]] = {}
        for answer in wiring.answers:
            asks.setdefault((self._box(answer.sender, answer.span), answer.part), []).append(answer)
        for (asker, asked), answers in asks.items():
            yield f"  {quoted(asker)} -> {quoted(asked)} " + attributes(
                {
                    "id": f"ask-{asker}-{asked}", "class": "ask", "style": "dotted", "color": PALE,
                    "arrowhead": "odiamond", "constraint": "false", "URL": self._link(answers[0].span),
                    "tooltip": f"{asker} asks {', '.join(answer.ask.name for answer in answers)}",
                }
            )  # fmt: skip
        yield "}"

    def _link(self, span: Span) -> str:
        return link(self.up, span.file, span.line)

    def _title(self) -> Html:
        legend = [Word("signal", colour=SIGNAL), *words("→ receivers in order;")]
        legend += [*words("dashed: to the origin;", colour=_LINKED["origin"])]
        legend += [*words("dotted: to the current transaction;", colour=_LINKED["current"])]
        legend += [*words("diamond: asks", colour=GREY), Word("»", colour=COMMAND), *words("command", colour=COMMAND)]
        return table(
            [
                [
                    cell(f"<B>{escaped(self.wiring.name)}</B>", size=14),
                    cell(paragraph(words(self.wiring.doc), 90, indent="")),
                    cell(paragraph(legend, 150), size=9),
                ]
            ]
        )

    def _scope(self, scope: ScopeSpec) -> Iterator[str]:
        label = [Word("scope"), Word(scope.name, bold=True)]
        if scope.key is not None:
            label += words(f"one for each {scope.key}, at most {scope.limit}", colour=GREY)
        closed = [cell(paragraph(words(f"closed when {scope.closed_when}", colour=GREY), 90), size=9)]
        yield f"  subgraph {quoted(f'cluster-{scope.name}')} {{"
        yield "    graph " + attributes(
            {
                "id": f"scope-{scope.name}", "class": "scope", "labeljust": "l", "labelloc": "b",
                "style": "rounded,filled",
                "label": table([[cell(paragraph(label, 90)), *(closed if scope.closed_when else [])]]),
                "fillcolor": AROUND[0], "color": OUTLINE, "margin": "12", "tooltip": scope.name,
                "URL": self._link(scope.span),
            }
        )  # fmt: skip
        for part in scope.parts.values():
            yield self._part(part)
        yield "  }"

    def _part(self, part: PartSpec) -> str:
        head = [cell(f"<B>{escaped(part.name)}</B>", align="CENTER", size=11.5)]
        charts = listed([ref.name for ref in part.charts], colour=GREY)
        if part.kind == "one_of":
            charts = [Word("one of", italic=True), *charts]
        head.append(cell(paragraph(charts, 30, align="CENTER", indent=""), align="CENTER", size=9))
        marks = [f"one for each {part.key}, at most {part.limit}"] if part.kind == "many" else []
        marks += ["may be absent"] if part.optional else []
        if marks:
            text = paragraph(words("; ".join(marks), colour=PALE), 34, align="CENTER", indent="")
            head.append(cell(text, align="CENTER", size=9))
        commands = [
            cell(paragraph([Word("»", colour=COMMAND), Word(command.name, colour=COMMAND)], 40), size=9)
            for command in self.wiring.commands.values()
            if self.wired.named(command.part, command.span)[0].part == part.name
        ]
        label = table([head, commands, self._raised(part.name), self._asked(part.name)])
        return f"    {quoted(part.name)} " + attributes(
            {
                "id": f"part-{part.name}", "class": f"part {part.kind}", "label": label,
                "style": "rounded,filled" + (",dashed" if part.optional else ""),
                "peripheries": "2" if part.kind == "many" else "",
                "tooltip": f"{part.name}: {', '.join(ref.name for ref in part.charts)}", "URL": self._link(part.span),
            }
        )  # fmt: skip

    def _transactions(self) -> Iterator[str]:
        for kind in self.wiring.transactions.values():
            head = [
                cell(f"<B>{escaped(kind.name)}</B>", align="CENTER", size=11.5),
                cell(paragraph(words(kind.chart.name, colour=GREY), 30), align="CENTER", size=9),
            ]
            label = table([head, self._raised(kind.name), self._asked(kind.name)])
            yield f"  {quoted(kind.name)} " + attributes(
                {
                    "id": f"transaction-{kind.name}", "class": "transaction", "label": label,
                    "fillcolor": TRANSACTION_BOX, "color": TRANSACTION, "tooltip": f"{kind.name}: {kind.chart.name}",
                    "URL": self._link(kind.span),
                }
            )  # fmt: skip

    def _edge(self, source: str, target: str, kind: str, wires: list[Wire]) -> str:
        look: dict[str, str | Html] = {
            "id": f"edge-{source}-{target}" + ("" if kind == "wire" else f"-{kind}"),
            "class": kind,
            "tooltip": f"{source} to {target}: {', '.join(dict.fromkeys(wire.signal.name for wire in wires))}",
            "URL": self._link(wires[0].span),
        }
        if kind in _STYLES:
            look |= {"style": _STYLES[kind], "color": _LINKED[kind]}
        return f"  {quoted(source)} -> {quoted(target)} {attributes(look)}"
