"""What actions may ask of the cell they work in. `core.cell.Cell` is the one implementation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.base.environment import Environment
    from sessioncore.base.settings import Settings
    from sessioncore.effects import Address, Effect, Order, Outcome, Send, Tell
    from sessioncore.events import PublicEvent
    from sessioncore.handlers.limits import Limits
    from sessioncore.wire.sip import Request, Response


Server: TypeAlias = "tuple[str, str, int]"
"""Transport, numeric address and port of a server that DNS has named."""


class ServerTable(Protocol):
    """What an engine remembers of servers that failed. `core.servers.Servers` is the one implementation."""

    def distrust(self, server: Server, until: float) -> None:
        """It did not answer: others are asked before it."""

    def leave_alone(self, server: Server, until: float) -> None:
        """It asked for nothing to be sent until then (503 with Retry-After)."""

    def is_distrusted(self, server: Server, now: float) -> bool: ...

    def is_left_alone(self, server: Server, now: float) -> bool: ...


class CellContext(Protocol):
    """The cell as its actions see it."""

    peer: Address | None
    """The address that the call was set up with; for next hops that are no IP address."""
    flow: int
    """The connection that the dialog goes over, 0 where none does."""

    @property
    def env(self) -> Environment: ...

    @property
    def limits(self) -> Limits: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def now(self) -> float: ...

    @property
    def session(self) -> str:
        """The session's id."""

    def emit(self, effect: Effect) -> None:
        """Append an effect to the outbox."""

    def tell(self, told: Tell | Order) -> None:
        """Append an effect that is for another cell."""

    def send_request(self, request: Request) -> Send:
        """Send a request to its next hop (topmost Route, else Request-URI: RFC 3261 8.1.2) and return the effect."""

    def send_response(self, response: Response) -> Send:
        """Send a response where its topmost Via points to (RFC 3261 18.2.2, RFC 3581 4) and return the effect."""

    def addressed(self, response: Response) -> Send:
        """A response as `send_response` would send it."""

    def keep_flow(self, seconds: float) -> None:
        """The connection of this cell is to be kept by pings, else its flow over UDP by STUN, at least every so many
        seconds (0: as usual).
        """

    @property
    def servers(self) -> ServerTable: ...

    def locate(self, request: Request) -> None:
        """Ask DNS for the servers of the request's next hop; the branch of its Via names the question."""

    def towards(self, request: Request, server: Server, branch: str | None) -> Request:
        """The request for one server of its next hop: its transport in Via and Contact, and another branch if given."""

    def known_hop(self, request: Request) -> Address | None:
        """Where a request of ours goes, the outbound proxy included, as far as that is known without asking DNS."""

    def next_transport(self, request: Request) -> str:
        """The transport that a request of ours would take now, in lower case."""

    def claim(self, call_id: str, local_tag: str) -> None:
        """Requests with this Call-ID and To tag belong to this cell from now on."""

    def claimed(self, call_id: str) -> str | None:
        """The local tag that was claimed with this Call-ID, if any."""

    def reply(
        self,
        command: int,
        outcome: Outcome,
        status: int | None = None,
        reason: str = "",
        *,
        retry_after: int | None = None,
    ) -> None:
        """Answer a command; each is answered exactly once. `retry_after` is the peer's, in seconds."""

    def reply_with(self, command: int, response: Response) -> None:
        """Answer a command that sent one request: done, with its final response."""

    def persist(self) -> None:
        """Ask for a snapshot to be stored before any effect that is emitted later (nothing when not configured)."""

    def publish(self, kind: type[PublicEvent], make: Callable[[], PublicEvent]) -> None:
        """Publish a typed event; `make` runs only when somebody subscribed to `kind` (invariant 11)."""


class Scope(Protocol):
    """The least that every scope has: the cell, and its own key where there are several."""

    @property
    def cell(self) -> CellContext: ...

    @property
    def key(self) -> str | None: ...
