"""Values of slices and events as plain JSON, and back: a closed list of kinds, never pickle (invariant 10)."""

from __future__ import annotations

import base64
from typing import Any

import attrs

from sessioncore.base.connectivity import Checks, Nominated
from sessioncore.base.media import ConfigureStream
from sessioncore.base.protection import Protection
from sessioncore.base.registration import Binding
from sessioncore.base.replacing import Replaced
from sessioncore.effects import Send
from sessioncore.wire.sdp import AgreedStream, Codec, Origin, SessionDescription, parse_sdp
from sessioncore.wire.sip import Request, Response, parse

RECORDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (AgreedStream, Binding, Checks, Codec, ConfigureStream, Nominated, Origin, Protection, Replaced)
}
"""Records that are written field by field."""

KINDS: dict[str, type[Any]] = {
    **RECORDS,
    **{kind.__name__: kind for kind in (Request, Response, Send, SessionDescription)},
}
"""Every type that a slice may hold beside None, bool, int, float, str, bytes, and list, tuple and dict of these."""


LOST_FLOW = -3
"""`Via.flow` of a request whose connection is gone."""


def encode(value: Any) -> Any:
    """A value as JSON. Raises TypeError for a kind that snapshots do not know."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, bytes):
        return {"bytes": _text(value)}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [encode(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, Request | Response):
        return {"message": _text(value.encode())}
    if isinstance(value, SessionDescription):
        return {"sdp": _text(value.encode())}
    if isinstance(value, Send):
        return {"send": [_text(value.data), *value.remote, value.transport]}
    name = type(value).__name__
    if RECORDS.get(name) is type(value):
        given = [field.name for field in attrs.fields(type(value)) if field.init]  # the others follow from these
        return {"record": name, "fields": {each: encode(getattr(value, each)) for each in given}}
    raise TypeError(f"a snapshot cannot hold {name}")


def decode(value: Any) -> Any:
    """The value again. Raises ValueError (KeyError for an unknown record) when the JSON is not of `encode`'s making."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "record" in value:
        return RECORDS[value["record"]](**{name: decode(item) for name, item in value["fields"].items()})
    ((kind, content),) = value.items()
    if kind == "tuple":
        return tuple([decode(item) for item in content])
    if kind == "dict":
        return {decode(key): decode(item) for key, item in content}
    if kind == "bytes":
        return base64.b64decode(content, validate=True)
    if kind == "message":
        message = parse(base64.b64decode(content, validate=True))
        if message.via.transport != "UDP":
            message._via = attrs.evolve(
                message.via, flow=LOST_FLOW
            )  # it came over a connection, and that is gone with the process
        return message
    if kind == "sdp":
        return parse_sdp(base64.b64decode(content, validate=True))
    if kind == "send":
        data, host, port, transport = content
        return Send(base64.b64decode(data, validate=True), (host, port), transport)
    raise ValueError(f"unknown kind {kind!r} in a snapshot")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
