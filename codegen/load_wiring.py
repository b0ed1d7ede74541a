"""The wiring of a cell from YAML nodes: scopes, transactions, asks, commands; the wires are in `load_wires`."""

from __future__ import annotations

import re
from typing import Literal

import attrs

from .diagnostics import quoted
from .grammar import PART, SCOPE, TRANSACTION, WIRING
from .load_wires import load_wires
from .model import Answer, Command, Exemption, Extension, PartSpec, Ref, ScopeSpec, TransactionSpec, Wiring
from .reading import NAME, Reader
from .source import Document, Node, Table, Text

_DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,15}", re.ASCII)
_IN = re.compile(r"(not\s+)?in\(([^()]*)\)")
_COMMAND = re.compile(
    r"dialog\[([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\]\.([a-z][a-z0-9_]*)(?:\[([a-z][a-z0-9_]*)\])?\.([a-z][a-z0-9_]*)",
    re.ASCII,
)
MOST_INSTANCES = 10_000
DEFAULT_MANY = 16
"""Instances of a `many` part whose limit is not given."""


def load_wiring_document(reader: Reader, document: Document, file: str, name: str) -> Wiring:
    """Build the wiring called `name` (from its path); what is wrong goes to the reader's findings."""
    keys = reader.keys(document.root, "a wiring", WIRING.names, WIRING.required)
    declared = keys.get("cell")
    if declared is not None and reader.text(declared, "cell") != name:
        reader.findings.add(
            "SC111",
            declared.span,
            f"the cell is called {quoted(reader.text(declared, 'cell'))}, its file says {quoted(name)}",
            f"write 'cell: {name}', or rename the file",
        )
    extended = keys.get("extends")
    also: dict[str, tuple[Ref, ...]] = {}
    kept: dict[tuple[str, str], int] = {}
    extension = None
    if extended is not None and (base := reader.ref(extended, "extends")) is not None:
        extension = Extension(base, _replaces(reader, keys.get("replaces")), also, kept)
    elif "replaces" in keys:
        reader.findings.add(
            "SC103", keys["replaces"].span, "'replaces' needs a wiring that is extended", "add 'extends: leg'"
        )
    if extension is None and "scopes" not in keys:
        reader.findings.add("SC103", document.root.span, "a wiring has no 'scopes'", "add a line 'scopes: ...'")
    wiring = Wiring(
        name=name,
        doc=reader.text(keys.get("doc"), "doc", required=True),
        scopes=_scopes(reader, keys, also if extension is not None else None),
        transactions=_transactions(reader, keys),
        wires=load_wires(reader, keys.get("wires"), kept if extension is not None else None),
        answers=_answers(reader, keys),
        commands=_commands(reader, keys),
        actions=_actions(reader, keys),
        file=file,
        digest=document.digest,
        span=declared.span if declared is not None else document.root.span,
        silent=_exemptions(reader, keys.get("silent"), "silent"),
        unwired=_exemptions(reader, keys.get("unwired"), "unwired"),
        extension=extension,
    )
    return with_places(wiring)


def with_places(wiring: Wiring) -> Wiring:
    """The wiring with the scope of every answer."""
    return attrs.evolve(wiring, answers=tuple(placed(wiring, answer) for answer in wiring.answers))


def placed(wiring: Wiring, answer: Answer) -> Answer:
    """The answer with its scope: the asker's own scope before the leg."""
    outer = next(iter(wiring.scopes.values()), None)
    if outer is None or answer.part not in outer.parts:
        return answer
    asker = [
        scope
        for scope in wiring.scopes.values()
        for part in scope.parts.values()
        if answer.sender == part.name or answer.sender in (ref.name.rpartition("/")[2] for ref in part.charts)
    ]
    return answer if asker and asker[0] is outer else attrs.evolve(answer, scope="leg")


def _replaces(reader: Reader, node: Node | None) -> dict[str, Ref]:
    found = {}
    for key, value in reader.table(node, "replaces").entries:
        ref = reader.ref(value, "a chart")
        if ref is not None:
            found[key.value] = ref
    return found


def _scopes(reader: Reader, keys: dict[str, Node], also: dict[str, tuple[Ref, ...]] | None) -> dict[str, ScopeSpec]:
    """`also`: where further alternatives of an extended wiring go, None when there is no such wiring."""
    found: dict[str, ScopeSpec] = {}
    names: dict[str, str] = {}
    for key, value in reader.named(keys.get("scopes"), "scope"):
        what = f"scope {key.value}"
        entries = reader.keys(reader.table(value, what), what, SCOPE.names, SCOPE.required)
        parts: dict[str, PartSpec] = {}
        for name, part in reader.named(entries.get("parts"), "part"):
            spec = _part(reader, name, part, also)
            if spec is None:
                continue
            if name.value in names:
                reader.findings.add(
                    "SC106",
                    name.span,
                    f"part {quoted(name.value)} stands in scope {names[name.value]}, too",
                    "rename one",
                )
            names[name.value] = key.value
            parts[name.value] = spec
        scope_key, limit = (
            _name(reader, entries.get("key"), "key"),
            reader.whole(entries.get("limit"), "limit", 1, MOST_INSTANCES),
        )
        if also is not None:
            found[key.value] = ScopeSpec(key.value, scope_key, limit, parts, "", key.span)
            continue
        if found and (scope_key is None or limit is None):
            reader.findings.add(
                "SC103", key.span, f"the inner {what} has no 'key' or no 'limit'", "add 'key: ...' and 'limit: ...'"
            )
        if not found and (scope_key is not None or limit is not None):
            reader.findings.add(
                "SC102", key.span, f"the outermost {what} is one per cell and has no key or limit", "delete them"
            )
        closed = reader.text(entries.get("closed_when"), "closed_when")
        found[key.value] = ScopeSpec(key.value, scope_key, limit, parts, closed, key.span)
    if not found and "scopes" in keys and also is None:
        reader.findings.add(
            "SC103", keys["scopes"].span, "a cell has no scope", "add the scope of the cell itself, with its parts"
        )
    if len(found) > 2:
        last = list(found.values())[2]
        reader.findings.add(
            "SC117", last.span, "a cell has at most two scopes: its own and one inside", "move the parts"
        )
    return found


def _part(reader: Reader, key: Text, node: Node, also: dict[str, tuple[Ref, ...]] | None) -> PartSpec | None:
    what = f"part {key.value}"
    if isinstance(node, Text):
        chart = reader.ref(node, f"the chart of {what}")
        return PartSpec(key.value, "one", (chart,), None, None, False, key.span) if chart is not None else None
    table = reader.table(node, what)
    kinds: dict[str, Literal["one", "one_of", "many"]] = {"one": "one", "one_of": "one_of", "many": "many"}
    entries = reader.keys(table, what, PART.names)
    if also is not None and "also" in entries:
        also[key.value] = reader.refs(entries["also"], "a chart")
        if len(entries) > 1:
            reader.findings.add("SC102", table.span, f"{what}: 'also' stands alone", "delete the other keys")
        return PartSpec(key.value, "one_of", also[key.value], None, None, False, key.span)
    given = [name for name in kinds if name in entries]
    if len(given) != 1:
        reader.findings.add(
            "SC103", table.span, f"{what} says not exactly one of one, one_of and many", "write e.g. {many: CHART}"
        )
        return None
    kind = kinds[given[0]]
    charts = reader.refs(entries[kind], "a chart")
    limit = reader.whole(entries.get("limit"), "limit", 1, MOST_INSTANCES)
    if kind == "many" and "key" not in entries:
        reader.findings.add("SC103", key.span, f"{what} is many and has no 'key'", "add 'key: FIELD'")
    if kind == "many" and limit is None:
        limit = DEFAULT_MANY
    if kind != "many" and ("key" in entries or "limit" in entries):
        reader.findings.add("SC102", key.span, f"{what} is one, so it has no key and no limit", "delete them")
    if kind != "one_of" and len(charts) != 1:
        reader.findings.add(
            "SC104", key.span, f"{what} has exactly one chart", "write {one_of: [...]} for alternatives"
        )
        return None
    optional = reader.flag(entries.get("optional"), "optional")
    return PartSpec(key.value, kind, charts, _name(reader, entries.get("key"), "key"), limit, optional, key.span)


def _name(reader: Reader, node: Node | None, what: str) -> str | None:
    """A field's name."""
    ref = reader.ref(node, what)
    if ref is None:
        return None
    if not NAME.fullmatch(ref.name):
        reader.findings.add(
            "SC105", ref.span, f"{quoted(ref.name)} is not the name of a field", "write a name with small letters"
        )
        return None
    return ref.name


def _transactions(reader: Reader, keys: dict[str, Node]) -> dict[str, TransactionSpec]:
    found: dict[str, TransactionSpec] = {}
    for key, value in reader.named(keys.get("transactions"), "transaction"):
        what = f"transaction {key.value}"
        entries = reader.keys(reader.table(value, what), what, TRANSACTION.names, TRANSACTION.required)
        chart = reader.ref(entries.get("chart"), "chart")
        if chart is not None:
            found[key.value] = TransactionSpec(
                key.value, chart, reader.ref(entries.get("rejects"), "rejects"), key.span
            )
    return found


def _answers(reader: Reader, keys: dict[str, Node]) -> tuple[Answer, ...]:
    found = []
    for key, value in reader.table(keys.get("asks"), "asks").entries:
        sender, _, ask = key.value.partition(".")
        text = reader.text(value, "the answer")
        match = _IN.fullmatch(text)
        places = [place.strip().partition(".") for place in match[2].split(",")] if match is not None else []
        parts = list(dict.fromkeys(part for part, _, _ in places))
        if not ask or match is None or len(parts) != 1 or not all(state for _, _, state in places):
            reader.findings.add(
                "SC109",
                value.span,
                f"{quoted(key.value)}: {quoted(text)} is not an answer of one part",
                "write e.g. modify_out.may_offer: in(offer_answer.initial, offer_answer.complete), or not in(...)",
            )
            continue
        states = tuple(state for _, _, state in places)

        # Whether the part stands in the asker's scope or in the leg is decided by `placed`, when all scopes are known.
        found.append(Answer(sender, Ref(ask, key.span), match[1] is not None, "same", parts[0], states, value.span))
    return tuple(found)


def _commands(reader: Reader, keys: dict[str, Node]) -> dict[str, Command]:
    found: dict[str, Command] = {}
    for key, value in reader.named(keys.get("commands"), "command"):
        text = reader.text(value, "the receiver")
        inner = _COMMAND.fullmatch(text)
        if inner is not None:
            holder, field, part, many_key, event = inner.groups()
            ref = Ref(event, value.span)
            found[key.value] = Command(key.value, "dialog", (holder, field), part, many_key, ref, key.span)
            continue
        part, _, event = text.partition(".")
        if not NAME.fullmatch(part) or not NAME.fullmatch(event):
            reader.findings.add(
                "SC109",
                value.span,
                f"{quoted(text)} is not the receiver of a command",
                "write PART.EVENT, or dialog[PART.FIELD].PART.EVENT for a part of the inner scope, PART[FIELD] of many",
            )
            continue
        found[key.value] = Command(key.value, "leg", None, part, None, Ref(event, value.span), key.span)
    return found


def _actions(reader: Reader, keys: dict[str, Node]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in reader.table(keys.get("actions"), "actions").entries:
        module = reader.text(value, "the module")
        if _DOTTED.fullmatch(module):
            found[key.value] = module
        else:
            reader.findings.add(
                "SC110", value.span, f"{quoted(module)} is not a Python module", "write e.g. my_calls.dialog"
            )
    return found


def _exemptions(reader: Reader, node: Node | None, what: str) -> tuple[Exemption, ...]:
    found = []
    table: Table = reader.table(node, what)
    for key, value in table.entries:
        owner, _, name = key.value.partition(".")
        if not NAME.fullmatch(owner) or not NAME.fullmatch(name):
            reader.findings.add(
                "SC109", key.span, f"{quoted(key.value)} is not PART.NAME", f"write '{what}: {{part.name: reason}}'"
            )
            continue
        why = reader.text(value, "the reason", required=True)
        if why:
            found.append(Exemption(owner, Ref(name, key.span), why, key.span))
    return tuple(found)
