"""Effects: everything the core can ask of the world, as values; the shell performs them in order.

The classes are plain slotted records: several are made for every message, and nobody changes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import attrs

from sessioncore.base.media import MediaCommand
from sessioncore.base.relay import RelayCommand

if TYPE_CHECKING:
    from sessioncore.events import PublicEvent
    from sessioncore.statechart import Event

Address = tuple[str, int]
"""Host (numeric IPv4 or IPv6) and port."""

Outcome = Literal["done", "refused", "failed", "superseded", "ended"]
"""How a command ended: done, refused here, failed with a status, superseded by a newer one, or ended with its call."""


def masked(data: bytes) -> str:
    """A message in the text of a value: how it begins and how long it is. Keys and passwords may stand in the rest."""
    words = data[:64].split(b" ", 2)
    begins = words[1] if words[0] == b"SIP/2.0" and len(words) > 1 else words[0]
    known = (begins.isalpha() and begins.isupper() and len(begins) <= 16) or (begins.isdigit() and len(begins) == 3)
    return f"<{begins.decode('ascii') if known else '?'}, {len(data)} octets>"


@attrs.define(weakref_slot=False)
class Send:
    """Send one SIP message. A retransmission is the same object again."""

    data: bytes = attrs.field(repr=masked)
    remote: Address
    transport: str = "udp"

    @property
    def label(self) -> str:
        """What is sent, for traces and for the check of `emits:`: a method, or a status class such as `2xx`."""
        first = self.data.split(b"\r\n", 1)[0]
        if first.startswith(b"SIP/2.0 "):
            return first[8:9].decode("ascii") + "xx"
        return first.split(b" ", 1)[0].decode("ascii", "replace")

    def carrying(self, data: bytes) -> Send:
        """Another message to where this one goes."""
        return Send(data, self.remote, self.transport)


@attrs.define(eq=True)
class StreamSend(Send):
    """A message for a connection, before it is known which: `core.flows` makes a `FlowSend` of it.

    `flow` is the connection that is tried first (0: none), `remote` the address that another one is opened to, `name`
    the host that a TLS certificate there must be for, `session` who would use the connection again. A `large` request
    may go back to UDP where there is no connection to be had (RFC 3261 18.1.1).
    """

    flow: int = 0
    name: str = ""
    session: str = ""
    large: bool = False

    def carrying(self, data: bytes) -> StreamSend:
        return attrs.evolve(self, data=data)


@attrs.define(eq=True)
class FlowSend(Send):
    """Send one SIP message over the connection `flow`, which stands; `remote` is where a new one would lead."""

    flow: int = 0


@attrs.define(eq=True)
class Connect:
    """Open a connection; `FlowOpened` or `FlowClosed` tells what became of it. `name` is the host for TLS."""

    flow: int
    remote: Address
    transport: str
    name: str = ""

    label: ClassVar[str] = "Connect"


@attrs.define(eq=True)
class Probe:
    """Send a STUN binding request from the socket of SIP over UDP (RFC 5626 8)."""

    data: bytes
    remote: Address

    label: ClassVar[str] = "Probe"


@attrs.define(eq=True)
class Locate:
    """Ask DNS for the servers of a host (RFC 3263 4); the input `Located` answers with the same `lookup`.

    `transport` is what the URI asks for, "" where it leaves that open; `secure` means a sips URI; `served` are the
    transports that we have, the preferred one first.
    """

    lookup: str
    host: str
    port: int | None
    transport: str
    secure: bool
    served: tuple[str, ...]

    label: ClassVar[str] = "Locate"


@attrs.define(eq=True)
class KeepAlive:
    """Send a ping (two line ends) or the answer to one (one line end) over a connection (RFC 5626 4.4.1)."""

    flow: int
    kind: Literal["ping", "pong"]

    label: ClassVar[str] = "KeepAlive"


@attrs.define(eq=True)
class Disconnect:
    """Close a connection: what was written still leaves, unless it is to `abort`. `FlowClosed` tells its end."""

    flow: int
    abort: bool = False

    label: ClassVar[str] = "Disconnect"


@attrs.define(weakref_slot=False)
class Reply:
    """The one result of a command. `status` and `reason` are the peer's if it refused; `allowed` says what would do.

    `retry_after`: the peer asks to be left alone for so many seconds.
    """

    command: int
    outcome: Outcome
    status: int | None = None
    reason: str = ""
    allowed: tuple[str, ...] = ()
    retry_after: int | None = None

    label: ClassVar[str] = "Reply"


@attrs.define(weakref_slot=False)
class ResponseReply(Reply):
    """The result of a command that sent one request: done, with the peer's final response, whatever its status."""

    response: bytes = b""


@attrs.define(weakref_slot=False)
class Ask:
    """Ask the application to decide. Its deadline is the asking chart's own timer; the answer comes as a command."""

    session: str
    question: Literal["incoming", "modify", "authenticate", "message", "info", "subscription"]
    details: dict[str, Any]

    label: ClassVar[str] = "Ask"


@attrs.define(weakref_slot=False)
class Persist:
    """Store the snapshot of a cell (None: forget it) before any later effect is performed (invariant 10)."""

    session: str
    snapshot: dict[str, Any] | None = attrs.field(default=None, repr=lambda kept: "None" if kept is None else "<...>")

    label: ClassVar[str] = "Persist"


@attrs.define(weakref_slot=False)
class Media:
    """A command to the media plane."""

    command: MediaCommand

    @property
    def label(self) -> str:
        return type(self.command).__name__


@attrs.define(eq=True)
class Relay:
    """A command to the media relay."""

    command: RelayCommand

    @property
    def label(self) -> str:
        return type(self.command).__name__


@attrs.define(weakref_slot=False)
class Publish:
    """Give a typed public event to whoever subscribed; never read back by the core."""

    event: PublicEvent

    label: ClassVar[str] = "Publish"


@attrs.define(weakref_slot=False)
class Tell:
    """Tell a part of another cell, of the session `session`, an event that its chart takes `from: cell`.

    The engine delivers it itself before the input is over, in order; the shell never sees one. What is for a coupling
    goes to its relay first, where it has one, unless that has `relayed` it.
    """

    session: str
    part: str
    event: Event
    relayed: bool = False

    label: ClassVar[str] = "Tell"


@attrs.define(weakref_slot=False)
class Order:
    """Give the leg `session` a command as an application would; `asker` hears by `Unfulfilled` when it is not done.

    With a number that it is `about` the asker hears by `Fulfilled` when it is done, too.

    The engine takes it itself before the input is over, in order with what cells tell each other.
    """

    session: str
    name: str
    arguments: dict[str, Any]
    asker: str
    about: int = -1

    label: ClassVar[str] = "Order"


Effect = (
    Send
    | Reply
    | Ask
    | Persist
    | Media
    | Relay
    | Publish
    | Connect
    | KeepAlive
    | Disconnect
    | Tell
    | Order
    | Locate
    | Probe
)
