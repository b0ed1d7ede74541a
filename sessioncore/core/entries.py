"""What stands in a journal: inputs and effects as values of JSON, and inputs from them again."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any, Final, get_args

import attrs

from sessioncore.base import media as media_values
from sessioncore.base import relay as relay_values
from sessioncore.effects import Effect
from sessioncore.inputs import (
    Command,
    Datagram,
    FlowBroken,
    FlowClosed,
    FlowHeard,
    FlowOpened,
    Input,
    Located,
    MediaReported,
    RelayReported,
    SendFailed,
    ServerRecord,
    StreamMessage,
    Tick,
)


def plain(value: Any) -> Any:
    """A value of inputs or effects as JSON values: records become tables with their `type`, octets text or base64."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is bytes:
        try:
            return {"text": value.decode("utf-8")}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(value).decode("ascii")}
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if kind is dict:
        return {str(key): plain(item) for key, item in value.items()}
    record = {"type": kind.__name__}
    for name in _fields(kind):
        record[name] = plain(getattr(value, name))
    return record


_AS_THEY_ARE = frozenset({type(None), bool, int, float, str})


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a record; raises TypeError for anything else."""
    if not attrs.has(kind):
        raise TypeError(f"{kind.__name__} has no place in a journal")
    return tuple(field.name for field in attrs.fields(kind))


def canonical(effects: Iterable[Effect]) -> list[str]:
    """Each effect as one line of text that is the same for equal effects, byte for byte."""
    return [_line(plain(effect)) for effect in effects]


def digest(lines: Iterable[str]) -> str:
    """A hash of canonical effects; the same effects in another order have another one."""
    made = hashlib.blake2b(digest_size=16)
    for line in lines:
        made.update(line.encode("utf-8", "surrogatepass"))
        made.update(b"\n")
    return made.hexdigest()


_line: Callable[[Any], str] = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def _octets(value: dict[str, str]) -> bytes:
    return value["text"].encode() if "text" in value else base64.b64decode(value["base64"])


def _media_event(value: dict[str, Any]) -> Any:
    fields = {key: item for key, item in value.items() if key != "type"}
    if "statistics" in fields:
        statistics = {key: item for key, item in fields["statistics"].items() if key != "type"}
        fields["statistics"] = media_values.StreamStatistics(**statistics)
    return _MEDIA_EVENTS[value["type"]](**fields)


_MEDIA_EVENTS: Final = {kind.__name__: kind for kind in get_args(media_values.MediaEvent)}


def _relay_event(value: dict[str, Any]) -> Any:
    fields = {key: item for key, item in value.items() if key != "type"}
    if "body" in fields:
        fields["body"] = _octets(fields["body"])
    if "figures" in fields:
        figures = [{key: item for key, item in one.items() if key != "type"} for one in fields["figures"]]
        fields["figures"] = tuple([relay_values.RelayFigures(**one) for one in figures])
    return getattr(relay_values, value["type"])(**fields)


def _opened(it: dict[str, Any]) -> FlowOpened:
    names = tuple(it.get("names", ()))  # older journals have none
    return FlowOpened(it["flow"], tuple(it["remote"]), it["transport"], it["accepted"], names)


def _server(value: dict[str, Any]) -> ServerRecord:
    fields = {key: item for key, item in value.items() if key != "type"}
    return ServerRecord(**{**fields, "addresses": tuple(fields["addresses"])})


_READERS: dict[str, Callable[[dict[str, Any]], Input]] = {
    "Datagram": lambda it: Datagram(_octets(it["data"]), tuple(it["source"]), it["transport"]),
    "StreamMessage": lambda it: StreamMessage(_octets(it["data"]), tuple(it["source"]), it["transport"], it["flow"]),
    "FlowOpened": _opened,
    "FlowHeard": lambda it: FlowHeard(it["flow"], it["what"]),
    "FlowBroken": lambda it: FlowBroken(it["flow"], it["reason"], _octets(it["head"])),
    "FlowClosed": lambda it: FlowClosed(it["flow"], it["reason"]),
    "Located": lambda it: Located(it["lookup"], tuple(_server(record) for record in it["records"])),
    "Tick": lambda it: Tick(),
    "Command": lambda it: Command(it["id"], it["session"], it["name"], it["arguments"]),
    "MediaReported": lambda it: MediaReported(_media_event(it["event"])),
    "RelayReported": lambda it: RelayReported(_relay_event(it["event"])),
    "SendFailed": lambda it: SendFailed(tuple(it["remote"]), it["reason"], _octets(it["data"])),
}


def read_input(value: dict[str, Any]) -> Input:
    """The input that `plain` made `value` of; raises KeyError for what is none."""
    return _READERS[value["type"]](value)
