"""Inputs: everything that can happen to the core, as values. With `now` they are all that decides what it does."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from sessioncore.base.media import MediaEvent
from sessioncore.base.relay import RelayEvent
from sessioncore.effects import Address, masked


@attrs.define(eq=True)
class Datagram:
    """One datagram as it came from the network."""

    data: bytes = attrs.field(repr=masked)
    source: Address
    transport: str = "udp"


@attrs.define(eq=True)
class StreamMessage(Datagram):
    """One whole message that came over the connection `flow`."""

    flow: int = 0


@attrs.define(eq=True)
class FlowOpened:
    """A connection stands: one that we asked for, or (`accepted`) one that a peer opened, whose certificate, if it was
    verified, is for the hosts `names`.
    """

    flow: int
    remote: Address
    transport: str
    accepted: bool = False
    names: tuple[str, ...] = ()


@attrs.define(eq=True)
class FlowHeard:
    """Something other than a message came: the beginning of one, or a keep-alive."""

    flow: int
    what: Literal["begun", "ping", "pong"]


@attrs.define(eq=True)
class FlowBroken:
    """What comes over a connection cannot be told apart into messages; `head` may still be answered."""

    flow: int
    reason: str
    head: bytes = attrs.field(default=b"", repr=masked)


@attrs.define(eq=True)
class FlowClosed:
    """A connection is gone, or did not come about."""

    flow: int
    reason: str = ""


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
class RelayReported:
    """The media relay reports something about one relay."""

    event: RelayEvent


@attrs.define(eq=True)
class SendFailed:
    """A datagram could not be sent (for example: no route, or refused by the host)."""

    remote: Address
    reason: str
    data: bytes = attrs.field(default=b"", repr=masked)


@attrs.frozen
class ServerRecord:
    """What DNS says of one host of a next hop: its transport, how it ranks among others, its addresses.

    `rank` follows from NAPTR or from our own order of transports (lowest first), `priority` and `weight` from SRV.
    """

    transport: str
    port: int
    addresses: tuple[str, ...]
    rank: int = 0
    priority: int = 0
    weight: int = 0

    @property
    def servers(self) -> list[tuple[str, str, int]]:
        """Transport, address and port of each of its addresses."""
        return [(self.transport, address, self.port) for address in self.addresses]


@attrs.define(eq=True)
class Located:
    """What DNS said of a next hop (RFC 3263); `lookup` is that of the effect `Locate`. No records: nothing is known."""

    lookup: str
    records: tuple[ServerRecord, ...] = ()


FlowInput = FlowOpened | FlowHeard | FlowBroken | FlowClosed
Input = Datagram | Tick | Command | MediaReported | RelayReported | SendFailed | FlowInput | Located
