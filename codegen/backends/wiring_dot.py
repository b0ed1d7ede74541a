"""The picture of one wiring in DOT: who is there, and who talks to whom.

Boxes are parts inside their scopes, and the transactions; a box says which charts it stands for, which commands it
takes and what it asks. One line between two boxes stands for everything that they tell each other, and lists it as its
tooltip: a line for every wire would be a picture larger than any screen. The wires with their receivers in order are in
the table beside it (`wiring_page`). Every box and line has an `id` and leads to its source line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from ..model import Chart, PartSpec, ScopeSpec, Span, Wiring
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
    SOURCE_COLOURS,
    TRANSACTION,
    TRANSACTION_BOX,
)
from .wired import Wired

COLUMNS = 34
CROWDED = 12
"""Parts of a cell, beyond which its picture would be as wide as three screens."""
COMMAND = SOURCE_COLOURS["application"]


def wiring_dot(wiring: Wiring, charts: Mapping[str, Chart]) -> str:
    """The wiring as DOT, ending in a newline; the same wiring gives the same bytes. Raises `wired.WiringError`."""
    return "\n".join(_Drawing(Wired(wiring, charts)).lines()) + "\n"


@attrs.define
class _Bundle:
    """Everything that two members tell each other; `there` and `back` are signal → event, in their order."""

    one: str
    other: str
    span: Span
    there: list[str] = attrs.field(factory=list)
    back: list[str] = attrs.field(factory=list)
    transaction: bool = False


class _Drawing:
    def __init__(self, wired: Wired) -> None:
        self.wired = wired
        self.wiring = wired.wiring
        self.up = self.wiring.name.count("/") + 1
        self.bundles: dict[frozenset[str], _Bundle] = {}
        for wire in self.wiring.wires:
            source = self._box(wire.sender, wire.span)
            for receiver in wire.receivers:
                for name, event in receiver.targets.items():
                    target = self._box(name, receiver.span)
                    bundle = self.bundles.setdefault(frozenset((source, target)), _Bundle(source, target, wire.span))
                    told = f"{wire.signal.name} → {event.name}"
                    texts = bundle.there if bundle.one == source else bundle.back
                    texts.extend([told] if told not in texts else [])
                    bundle.transaction |= not {source, target} <= self.wired.parts.keys()

    def _box(self, name: str, span: Span) -> str:
        """The part or transaction that a name of the wiring belongs to."""
        return self.wired.named(name, span)[0].part

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
        # Each scope laid out by itself from left to right, scopes one below the other: a page that is scrolled down.
        crowded = len(self.wired.parts) > CROWDED
        yield f"// {quoted(wiring.file)}; do not edit. Change the wiring, then: sessioncore generate"
        yield f"digraph {quoted(wiring.name)} {{"
        yield "  graph " + attributes(
            {
                "id": "wiring", "class": "wiring", "label": self._title(), "labelloc": "t", "labeljust": "l",
                "rankdir": "LR" if crowded else "TB", "fontname": FONT, "fontsize": "10", "fontcolor": INK,
                "bgcolor": PAPER, "nodesep": "0.3", "ranksep": "0.5", "pad": "0.15",
                "newrank": "" if crowded else "true", "tooltip": wiring.name,
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
        for bundle in self.bundles.values():
            yield self._edge(bundle)
        yield "}"

    def _link(self, span: Span) -> str:
        return link(self.up, span.file, span.line)

    def _title(self) -> Html:
        legend = [Word("line:", bold=True), *words("one tells the other something (the arrow points at who hears it);")]
        legend += words("the thicker, the more signals; dashed: between a transaction and whom it serves;")
        legend += [Word("»", colour=COMMAND), *words("commands of the application;", colour=COMMAND)]
        legend += words(f"every wire with its receivers in order: {self.wiring.name}.md", colour=GREY)
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
        # Lines lead down from the scope without a key and arrive at the others: labels stand on the other side.
        label = [Word("scope"), Word(scope.name, bold=True)]
        if scope.key is not None:
            label += words(f"one for each {scope.key}, at most {scope.limit}", colour=GREY)
        closed = paragraph(words(f"closed when {scope.closed_when}", colour=GREY), 44, align="RIGHT", indent="")
        closing = [cell(closed, align="RIGHT", size=9)] if scope.closed_when else []
        yield f"  subgraph {quoted(f'cluster-{scope.name}')} {{"
        yield "    graph " + attributes(
            {
                "id": f"scope-{scope.name}", "class": "scope", "labeljust": "r", "labelloc": "b" if scope.key else "t",
                "style": "rounded,filled",
                "label": table([[cell(paragraph(label, 90)), *closing]]),
                "fillcolor": AROUND[0], "color": OUTLINE, "margin": "12", "tooltip": scope.name,
                "URL": self._link(scope.span),
            }
        )  # fmt: skip
        for part in scope.parts.values():
            yield self._part(part)
        yield "  }"

    def _part(self, part: PartSpec) -> str:
        head = [cell(f"<B>{escaped(part.name)}</B>", align="CENTER", size=11.5)]
        charts = listed(_shortened([ref.name for ref in part.charts]), colour=GREY)
        if part.kind == "one_of":
            charts = [Word("one of", italic=True), *charts]
        head.append(cell(paragraph(charts, 30, align="CENTER", indent=""), align="CENTER", size=9))
        marks = [f"one for each {part.key}, at most {part.limit}"] if part.kind == "many" else []
        marks += ["may be absent"] if part.optional else []
        if marks:
            text = paragraph(words("; ".join(marks), colour=PALE), 34, align="CENTER", indent="")
            head.append(cell(text, align="CENTER", size=9))
        commands = [
            command.name
            for command in self.wiring.commands.values()
            if self.wired.named(command.part, command.span)[0].part == part.name
        ]
        taken = [Word("»", colour=COMMAND), *listed(commands, colour=COMMAND)]
        told = [cell(paragraph(taken, COLUMNS), size=9)] if commands else []
        label = table([head, told, self._asked(part.name)])
        return f"    {quoted(part.name)} " + attributes(
            {
                "id": f"part-{part.name}", "class": f"part {part.kind}", "label": label,
                "style": "rounded,filled" + (",dashed" if part.optional else ""),
                "peripheries": "2" if part.kind == "many" else "",
                "tooltip": f"{part.name}: {', '.join(ref.name for ref in part.charts)}", "URL": self._link(part.span),
            }
        )  # fmt: skip

    def _transactions(self) -> Iterator[str]:
        if not self.wiring.transactions:
            return
        yield '  subgraph "cluster- transactions" {'
        yield "    graph " + attributes(
            {
                "id": "transactions", "class": "transactions", "labeljust": "l", "labelloc": "b",
                "label": table([[cell(paragraph(words("transactions, made as they are needed"), 90))]]),
                "style": "rounded,dashed", "color": TRANSACTION, "margin": "12", "tooltip": "transactions",
            }
        )  # fmt: skip
        for kind in self.wiring.transactions.values():
            head = [
                cell(f"<B>{escaped(kind.name)}</B>", align="CENTER", size=11.5),
                cell(paragraph(words(kind.chart.name, colour=GREY), 30), align="CENTER", size=9),
            ]
            label = table([head, self._asked(kind.name)])
            yield f"    {quoted(kind.name)} " + attributes(
                {
                    "id": f"transaction-{kind.name}", "class": "transaction", "label": label,
                    "fillcolor": TRANSACTION_BOX, "color": TRANSACTION, "tooltip": f"{kind.name}: {kind.chart.name}",
                    "URL": self._link(kind.span),
                }
            )  # fmt: skip

        yield "  }"

    def _edge(self, bundle: _Bundle) -> str:
        said = [f"{bundle.one} to {bundle.other}: {', '.join(bundle.there)}"] if bundle.there else []
        said += [f"{bundle.other} to {bundle.one}: {', '.join(bundle.back)}"] if bundle.back else []
        look: dict[str, str | Html] = {
            "id": f"edge-{bundle.one}-{bundle.other}",
            "class": "wire transaction" if bundle.transaction else "wire",
            "dir": "both" if bundle.back else "",
            "penwidth": f"{min(0.8 + 0.25 * (len(bundle.there) + len(bundle.back)), 3.5):g}",
            "tooltip": one_line("; ".join(said)),
            "URL": self._link(bundle.span),
        }
        if bundle.transaction:
            look |= {"style": "dashed", "color": TRANSACTION}
        return f"  {quoted(bundle.one)} -> {quoted(bundle.other)} {attributes(look)}"


def _shortened(charts: list[str]) -> list[str]:
    """Names of charts; of one family all but the first without it."""
    families = {name.rpartition("/")[0] for name in charts}
    if len(families) > 1:
        return charts
    return [name if number == 0 else name.rpartition("/")[2] for number, name in enumerate(charts)]
