"""Inputs: everything that can happen to the core, as values. With `now` they are all that decides what it does."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from sessioncore.base.media import MediaEvent
from sessioncore.effects import Address


@attrs.define(eq=True)
class Datagram:
    """One datagram as it came from the network."""

    data: bytes
    source: Address
    transport: str = "udp"


@attrs.define(eq=True)
class Tick:
    """Time has passed: fire every timer that is due (invariant 2: nothing else fires one)."""


@attrs.define(eq=True)
class Command:
    """A command of the application. `dial` makes a new session with the given id, all others address an existing one.

    `arguments` holds plain JSON values; which ones a command takes is the payload of its event in the chart.
    """

    id: int
    session: str
    name: str
    arguments: dict[str, Any] = attrs.field(factory=dict)


@attrs.define(eq=True)
class MediaReported:
    """The media plane reports something about one stream."""

    event: MediaEvent


@attrs.define(eq=True)
class SendFailed:
    """A datagram could not be sent (for example: no route, or refused by the host)."""

    remote: Address
    reason: str
    data: bytes = b""


Input = Datagram | Tick | Command | MediaReported | SendFailed
InputKind = Literal["datagram", "tick", "command", "media", "send_failed"]
