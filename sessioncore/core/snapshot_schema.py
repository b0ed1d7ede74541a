"""The form of a snapshot: a JSON Schema made from charts and slices, and the check of a snapshot against it.

What a slice may hold is closed: its fields' types are read here, and one that `core.values` does not know is an error
when the schema is made, not when a call is stored.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from sessioncore.base.errors import SnapshotError
from sessioncore.core.json_schema import first_fault
from sessioncore.core.values import KINDS, RECORDS
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.statechart import Machine
from sessioncore.wire.sdp import SessionDescription
from sessioncore.wire.sip import Request, Response

VERSION: Final = 2
"""Of the form of snapshots."""

_BASIC: Final[dict[Any, str]] = {NoneType: "null", bool: "boolean", int: "integer", float: "number", str: "string"}
_TEXT: Final = {"type": "string"}
_SERIAL: Final = {"type": "integer", "minimum": 0}
_OR_NONE: Final = {"type": "null"}


@cache
def schema(wiring: CallWiring = SHIPPED) -> dict[str, Any]:
    """The JSON Schema (2020-12) of today's snapshots. Raises TypeError where a slice holds what snapshots cannot."""
    transactions = {chart: kind for kind, chart in wiring.cell.TRANSACTIONS.items()}
    charts = {name: _chart(name, transactions.get(name), wiring) for name in wiring.cell.CHARTS}
    names = {family: [{"$ref": f"#/$defs/{_escaped(name)}"} for name in charts if (name in transactions) is family]
             for family in (False, True)}  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Snapshot of a call leg",
        **_table(
            {
                "version": {"const": VERSION},
                "wiring": {"const": wiring.cell.DIGEST},
                "session": {"type": "string", "minLength": 1},
                "at": {"type": "number"},
                "serial": _SERIAL,
                "peer": {"anyOf": [_OR_NONE, _kind("tuple", _row(_TEXT, {"type": "integer"}))]},
                "names": _list(_row(_TEXT, _TEXT)),
                "commands": _list({"type": "integer"}),
                "orphans": _list({"type": "integer"}),
                "dialogs": _list(_TEXT),
                "parts": _list({"anyOf": names[False]}),
                "transactions": _list({"anyOf": names[True]}),
                "deferred": _list(
                    _row(_SERIAL, _TEXT, {"type": "object", "additionalProperties": {"$ref": "#/$defs/value"}},
                         {"anyOf": [_OR_NONE, _SERIAL]})
                ),
            }
        ),
        "$defs": {**charts, **{name: _record(kind) for name, kind in RECORDS.items()}, "value": _value()},
    }  # fmt: skip


def check(snapshot: Any, wiring: CallWiring = SHIPPED) -> None:
    """Raise SnapshotError, with session and place, unless `snapshot` is one that today's charts could have made."""
    session = snapshot.get("session") if isinstance(snapshot, dict) else None
    if not isinstance(session, str) or not session:
        raise SnapshotError("this is no snapshot of a session")
    what = _changed(snapshot, wiring.cell) or first_fault(snapshot, schema(wiring)) or _loose_end(snapshot)
    if what:
        raise SnapshotError(f"session {session[:80]}: {what}", session=session)


def _changed(snapshot: dict[str, Any], cell: Any) -> str:
    """Which charts are not those that the snapshot was taken with."""
    if snapshot.get("version") != VERSION:
        return f"version: the snapshot has form {snapshot.get('version')!r}, this program reads {VERSION}"
    parts = [*_entries(snapshot, "parts"), *_entries(snapshot, "transactions")]
    digests = {str(part.get("chart")): part.get("digest") for part in parts}
    others = sorted(chart for chart, digest in digests.items() if cell.CHARTS.get(chart) != digest)
    if others:
        return f"the snapshot was taken with another {', '.join(others)}"
    return "" if snapshot.get("wiring") == cell.DIGEST else "wiring: the snapshot was taken with another wiring"


def _entries(snapshot: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = snapshot.get(name)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _loose_end(snapshot: dict[str, Any]) -> str:
    """What one part of a snapshot names and another does not have: beyond a schema's reach."""
    seen: set[int] = set()
    for name in ("parts", "transactions"):
        for n, part in enumerate(snapshot[name]):
            if part["serial"] in seen:
                return f"{name}[{n}].serial: {part['serial']} is another part's"
            seen.add(part["serial"])
            if part["scope"] is not None and part["scope"] not in snapshot["dialogs"]:
                return f"{name}[{n}].scope: there is no such dialog"
    for n, (serial, *_) in enumerate(snapshot["deferred"]):
        if serial not in seen:
            return f"deferred[{n}]: there is no part {serial}"
    return ""


# -- the charts -------------------------------------------------------------------------------------------------------


def _chart(chart: str, transaction: str | None = None, wiring: CallWiring = SHIPPED) -> dict[str, Any]:
    """What a snapshot holds of one chart; `transaction` is the kind where it is one."""
    machine, record = _machine(chart, wiring), _slice(chart, wiring)
    names: dict[str, Any] = {**KINDS, "CellContext": object}
    hints = get_type_hints(record, localns=names)
    fields = {field.name: _of(hints[field.name], f"{chart} {field.name}") for field in attrs.fields(record) if field.eq}
    timer = _row({"enum": list(machine.TIMERS)}, {"type": "number"}, {"type": "number"}, _SERIAL, _SERIAL)
    return _table(
        {
            "chart": {"const": chart},
            "digest": {"const": machine.DIGEST},
            "part": {"const": transaction} if transaction else _TEXT,
            "scope": {"anyOf": [_OR_NONE, _TEXT]},
            "key": _kind("tuple", _list(_TEXT)) if transaction else {"type": ["null", "string", "integer"]},
            "serial": _SERIAL,
            "state": {"enum": list(machine.STATES)},
            "reliable": {"type": "boolean"},
            "origin": {"anyOf": [_OR_NONE, _SERIAL]},
            "current": {"anyOf": [_OR_NONE, _SERIAL]},
            "slice": _table(fields),
            "timers": _list(timer),
        }
    )


def _machine(chart: str, wiring: CallWiring) -> type[Machine]:
    values = vars(wiring.handlers(chart)).values()
    made = (value for value in values if isinstance(value, type) and issubclass(value, Machine))
    return next(kind for kind in made if chart == kind.CHART)


def _slice(chart: str, wiring: CallWiring) -> type[Any]:
    """The slice of a chart's actions, or of the actions that these extend."""
    actions = wiring.actions(chart).Actions
    for base in actions.__mro__:
        found = vars(sys.modules[base.__module__]).get("Slice")
        if isinstance(found, type):
            return found
    raise TypeError(f"{chart} has no slice")


# -- values, as `core.values` writes them -----------------------------------------------------------------------------


def _of(hint: Any, where: str) -> dict[str, Any]:
    """The schema of a field's type."""
    if hint in _BASIC:
        return {"type": _BASIC[hint]}
    if hint is bytes:
        return _kind("bytes", _TEXT)
    if hint in (Request, Response):
        return _kind("message", _TEXT)
    if hint is SessionDescription:
        return _kind("sdp", _TEXT)
    if hint is KINDS["Send"]:
        return _kind("send", _row(_TEXT, _TEXT, {"type": "integer"}, _TEXT))
    for name, kind in RECORDS.items():
        if hint is kind:
            return {"$ref": f"#/$defs/{name}"}
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return {"anyOf": [_of(one, where) for one in inner]}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is list:
        return _list(_of(inner[0], where))
    if origin is tuple:
        several = len(inner) == 2 and inner[1] is Ellipsis
        return _kind("tuple", _list(_of(inner[0], where)) if several else _row(*[_of(one, where) for one in inner]))
    if origin is dict:
        return _kind("dict", _list(_row(*[_of(one, where) for one in inner])))
    raise TypeError(f"{where}: a snapshot cannot hold {hint}")


def _record(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind, localns=KINDS)
    given = [field.name for field in attrs.fields(kind) if field.init]
    fields = {name: _of(hints[name], f"{kind.__name__} {name}") for name in given}
    return _table({"record": {"const": kind.__name__}, "fields": _table(fields)})


def _value() -> dict[str, Any]:
    """Any value at all: the fields of deferred events."""
    any_of: dict[str, Any] = {"$ref": "#/$defs/value"}
    kinds = [_kind("bytes", _TEXT), _kind("message", _TEXT), _kind("sdp", _TEXT), _kind("tuple", _list(any_of))]
    kinds += [_kind("send", _row(_TEXT, _TEXT, {"type": "integer"}, _TEXT)), _kind("dict", _list(_row(any_of, any_of)))]
    kinds += [{"$ref": f"#/$defs/{name}"} for name in RECORDS]
    return {"anyOf": [{"type": list(_BASIC.values())}, _list(any_of), *kinds]}


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _kind(name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    return _table({name: content})


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _row(*items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": list(items), "minItems": len(items), "maxItems": len(items)}


def _escaped(name: str) -> str:
    """A name as it stands in a JSON pointer (RFC 6901 section 3)."""
    return name.replace("~", "~0").replace("/", "~1")
