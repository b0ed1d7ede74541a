"""The wires of a cell from YAML nodes: which signal goes to which receivers, in order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from .diagnostics import quoted
from .grammar import RECEIVER
from .model import Receiver, Ref, Span, Waiver, Wire
from .reading import NAME, Reader
from .source import Items, Node, Table, Text

_Selector = Literal["part", "leg", "dialog", "each", "origin", "current"]
MOST_RECEIVERS = 32


def load_wires(reader: Reader, node: Node | None, kept: dict[tuple[str, str], int] | None = None) -> tuple[Wire, ...]:
    """All wires, in the order of the document; where receivers of the extended wiring stand goes to `kept`."""
    found = []
    for key, value in reader.table(node, "wires").entries:
        sender, _, signal = key.value.partition(".")
        if not NAME.fullmatch(sender) or not NAME.fullmatch(signal):
            reader.findings.add(
                "SC109", key.span, f"{quoted(key.value)} is not a signal", "write PART.SIGNAL or CHART.SIGNAL"
            )
            continue
        receivers: list[Receiver] = []
        waivers: list[Waiver] = []
        items = value.values if isinstance(value, Items) else (value,)
        base = next((at for at, item in enumerate(items) if isinstance(item, Text) and item.value == "base"), None)
        if base is not None and kept is not None:
            kept[sender, signal] = base
            items = (*items[:base], *items[base + 1 :])
        elif not items or len(items) > MOST_RECEIVERS:
            reader.findings.add(
                "SC104",
                value.span,
                f"{quoted(key.value)} has {len(items)} receivers; from 1 to {MOST_RECEIVERS} are possible",
                f"a signal that nobody needs stands under silent: {{{sender}.{signal}: reason}}",
            )
        for item in items[:MOST_RECEIVERS]:
            receiver = _receiver(reader, item, waivers)
            if receiver is not None:
                receivers.append(receiver)
        found.append(Wire(sender, Ref(signal, key.span), tuple(receivers), tuple(waivers), key.span))
    return tuple(found)


def _receiver(reader: Reader, node: Node, waivers: list[Waiver]) -> Receiver | None:
    if not isinstance(node, Table):
        reader.findings.add("SC104", node.span, "a receiver is a mapping", "write {part: PART.EVENT}")
        return None
    entries = reader.keys(node, "a receiver", RECEIVER.names)
    waivers.extend(reader.waivers(entries.get("waive"), "waive"))
    made = _selected(reader, node, entries)
    if made is None:
        return None
    selector, targets, key = made
    hand = reader.ref(entries.get("hand"), "hand")
    if hand is not None and hand.name != "current":
        reader.findings.unknown("SC107", hand.span, "transaction to hand over:", hand.name, ("current",))
    return Receiver(
        selector=selector,
        targets=targets,
        key=key,
        many_key=_field(reader, entries.get("key"), "key"),
        for_each=_field(reader, entries.get("for_each"), "for_each"),
        create=reader.flag(entries.get("create"), "create"),
        optional=reader.flag(entries.get("optional"), "optional"),
        hands_current=hand is not None,
        renames=_renames(reader, entries.get("with")),
        span=node.span,
    )


def _selected(
    reader: Reader, table: Table, entries: Mapping[str, Node]
) -> tuple[_Selector, dict[str, Ref], str | None] | None:
    """Which selector a receiver uses, and what it addresses."""
    if "dialog" in entries:
        given: list[_Selector] = ["dialog"]
        given += [name for name in _OTHERS if name in entries and name != "part"]
    else:
        given = [name for name in _OTHERS if name in entries]
    if len(given) != 1 or ("dialog" in entries and "part" not in entries):
        reader.findings.add(
            "SC103",
            table.span,
            "a receiver says not exactly where it is",
            "write one of {part: ...}, {leg: ...}, {dialog: FIELD, part: ...}, {each: ...}",
            "write {origin: {CHART: EVENT}} or {current: {CHART: EVENT}}",
        )
        return None
    selector = given[0]
    if selector in ("origin", "current"):
        targets = _kinds(reader, entries[selector], selector)
        return (selector, targets, None) if targets else None
    place = _place(reader, entries["part" if selector == "dialog" else selector])
    if place is None:
        return None
    return selector, {place[0]: place[1]}, _field(reader, entries.get("dialog"), "dialog")


_OTHERS: tuple[_Selector, ...] = ("part", "leg", "each", "origin", "current")


def _place(reader: Reader, node: Node) -> tuple[str, Ref] | None:
    """`PART.EVENT`."""
    text = node.value.strip() if isinstance(node, Text) else ""
    part, _, event = text.partition(".")
    if NAME.fullmatch(part) and NAME.fullmatch(event):
        return part, Ref(event, node.span)
    reader.findings.add(
        "SC109", node.span, f"{quoted(text)} is not a receiver", "write PART.EVENT, e.g. usage.answered"
    )
    return None


def _kinds(reader: Reader, node: Node, selector: str) -> dict[str, Ref]:
    """`{CHART or PART: EVENT, ...}`: what the addressed machine may be."""
    found: dict[str, Ref] = {}
    for key, value in reader.table(node, selector).entries:
        event = reader.ref(value, "an event")
        if event is None:
            continue
        if NAME.fullmatch(key.value):
            found[key.value] = event
        else:
            reader.findings.add(
                "SC105", key.span, f"{quoted(key.value)} is not a part or chart", "write the name of a part"
            )
    if not found:
        reader.findings.add("SC103", node.span, f"{selector} names nobody", f"write {{{selector}: {{PART: EVENT}}}}")
    return found


def _renames(reader: Reader, node: Node | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in reader.table(node, "with").entries if node is not None else ():
        field = _field(reader, value, "with")
        if field is not None and reader.name(key, "field", builtins=True):
            found[key.value] = field
    return found


def _field(reader: Reader, node: Node | None, what: str) -> str | None:
    if node is None:
        return None
    if isinstance(node, Text) and NAME.fullmatch(node.value):
        return node.value
    span: Span = node.span
    reader.findings.add(
        "SC105", span, f"{what} is the name of a field of the signal", "write a name with small letters"
    )
    return None
