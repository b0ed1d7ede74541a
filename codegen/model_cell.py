"""The model of the wiring of a cell. Imported through `model`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from .model_chart import Ref, Span, Waiver


@attrs.frozen
class PartSpec:
    """A part of a scope: exactly one chart, one of several, or many of one chart by a key."""

    name: str
    kind: Literal["one", "one_of", "many"]
    charts: tuple[Ref, ...]
    key: str | None
    limit: int | None
    optional: bool
    span: Span


@attrs.frozen
class ScopeSpec:
    """A scope of a cell. `key` and `limit` are None for the cell's own (outermost) scope."""

    name: str
    key: str | None
    limit: int | None
    parts: Mapping[str, PartSpec]
    closed_when: str
    span: Span


@attrs.frozen
class TransactionSpec:
    """A transaction chart of the cell. `rejects` names its event that takes the response of a rejected request."""

    name: str
    chart: Ref
    rejects: Ref | None
    span: Span


@attrs.frozen
class Receiver:
    """One receiver of a wire.

    selector  "part": a part of the sender's own scope; "leg": a part of the outermost scope; "dialog": a part of the
              inner scope whose key is the signal's field `key`; "each": that part in every inner scope; "origin" and
              "current": the part that created the sender, the transaction it serves or opened last.
    targets   part (or chart) name -> event. One entry, except for origin and current, which list what they may be.
    many_key  field that is the key of a `many` part.
    for_each  field holding a tuple: one delivery for each item, whose attributes are the payload.
    """

    selector: Literal["part", "leg", "dialog", "each", "origin", "current"]
    targets: Mapping[str, Ref]
    key: str | None
    many_key: str | None
    for_each: str | None
    create: bool
    optional: bool
    hands_current: bool
    renames: Mapping[str, str]
    span: Span


@attrs.frozen
class Wire:
    """A signal of a part (by part name, or chart name of a one_of part) and its receivers in order."""

    sender: str
    signal: Ref
    receivers: tuple[Receiver, ...]
    waivers: tuple[Waiver, ...]
    span: Span


@attrs.frozen
class Answer:
    """How an ask of a part is answered: true when the part stands in one of the states (`in(part.state)`)."""

    sender: str
    ask: Ref
    negated: bool
    scope: Literal["same", "leg"]
    part: str
    states: tuple[str, ...]
    span: Span


@attrs.frozen
class Command:
    """A command of the application and the part that takes it; `key_of` (part, slice field) names the inner scope.

    Of many parts `many_key` says which field of the command is the key.
    """

    name: str
    scope: Literal["leg", "dialog"]
    key_of: tuple[str, str] | None
    part: str
    many_key: str | None
    event: Ref
    span: Span


@attrs.frozen
class Exemption:
    """A signal that nobody receives or an event that nobody raises (`part.event`), and why that is right."""

    owner: str
    ref: Ref
    why: str
    span: Span


@attrs.frozen
class Extension:
    """What makes a wiring one that extends another (`extend.merged`).

    replaces  chart of the base -> chart that stands in its place
    also      part -> further alternatives
    kept      (sender, signal) of a wire -> where among its receivers those of the base stand
    root      the wiring that the base is or extends in the end, once they are merged
    """

    base: Ref
    replaces: Mapping[str, Ref]
    also: Mapping[str, tuple[Ref, ...]]
    kept: Mapping[tuple[str, str], int]
    root: str = ""


@attrs.frozen
class Wiring:
    """The wiring of one cell. `silent` lists signals that nobody receives, `unwired` events that nobody raises here."""

    name: str
    doc: str
    scopes: Mapping[str, ScopeSpec]
    transactions: Mapping[str, TransactionSpec]
    wires: tuple[Wire, ...]
    answers: tuple[Answer, ...]
    commands: Mapping[str, Command]
    actions: Mapping[str, str]
    file: str
    digest: str
    span: Span
    silent: tuple[Exemption, ...] = ()
    unwired: tuple[Exemption, ...] = ()
    extension: Extension | None = None
