"""Effects: everything the core can ask of the world, as values; the shell performs them in order.

The classes are plain slotted records: several are made for every message, and nobody changes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import attrs

from sessioncore.base.media import MediaCommand

if TYPE_CHECKING:
    from sessioncore.events import PublicEvent

Address = tuple[str, int]
"""Host (numeric IPv4 or IPv6) and port."""

Outcome = Literal["done", "refused", "failed", "superseded", "ended"]
"""How a command ended: done, refused here, failed with a status, superseded by a newer one, or ended with its call."""


@attrs.define(eq=True)
class Send:
    """Send one SIP message. A retransmission is the same object again."""

    data: bytes
    remote: Address
    transport: str = "udp"

    @property
    def label(self) -> str:
        """What is sent, for traces and for the check of `emits:`: a method, or a status class such as `2xx`."""
        first = self.data.split(b"\r\n", 1)[0]
        if first.startswith(b"SIP/2.0 "):
            return first[8:9].decode("ascii") + "xx"
        return first.split(b" ", 1)[0].decode("ascii", "replace")


@attrs.define(eq=True)
class Reply:
    """The one result of a command. `status` and `reason` are the peer's if it refused; `allowed` says what would do."""

    command: int
    outcome: Outcome
    status: int | None = None
    reason: str = ""
    allowed: tuple[str, ...] = ()

    label: ClassVar[str] = "Reply"


@attrs.define(eq=True)
class Ask:
    """Ask the application to decide. Its deadline is the asking chart's own timer; the answer comes as a command."""

    session: str
    question: Literal["incoming", "modify"]
    details: dict[str, Any]

    label: ClassVar[str] = "Ask"


@attrs.define(eq=True)
class Persist:
    """Store the snapshot of a cell (None: forget it) before any later effect is performed (invariant 10)."""

    session: str
    snapshot: dict[str, Any] | None = None

    label: ClassVar[str] = "Persist"


@attrs.define(eq=True)
class Media:
    """A command to the media plane."""

    command: MediaCommand

    @property
    def label(self) -> str:
        return type(self.command).__name__


@attrs.define(eq=True)
class Publish:
    """Give a typed public event to whoever subscribed; never read back by the core."""

    event: PublicEvent

    label: ClassVar[str] = "Publish"


Effect = Send | Reply | Ask | Persist | Media | Publish
