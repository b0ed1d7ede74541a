"""What transaction/invite_hop and transaction/request_hop share: the servers of a name (RFC 3263)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.actions.transaction._common import TransactionActions
from sessioncore.actions.transaction._servers import in_order, retry_after

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope, Server
    from sessioncore.inputs import ServerRecord
    from sessioncore.statechart import Event, Start
    from sessioncore.wire.sip import Request, Response


class Answered(Protocol):
    """DNS has answered."""

    records: tuple[ServerRecord, ...]


class Outcome(Protocol):
    """A server's final response, or that none came."""

    status: int
    response: Response | None


@attrs.define(weakref_slot=False)
class Slice:
    """The request as it was asked for, which every server gets; the servers that are left, and the one at work."""

    request: Request
    servers: list[tuple[str, str, int]] = attrs.field(factory=list)
    server: tuple[str, str, int] | None = None


class HopActions(TransactionActions):
    """Sends one request to the servers of a name until one of them says something."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope, request: Request) -> None:
        super().__init__(scope)
        self.slice = Slice(request)

    def reachable(self, event: Answered) -> bool:
        return bool(self._willing([server for record in event.records for server in record.servers]))

    def out_of_order(self, event: Outcome) -> bool:
        return event.status == 503 or (event.status == 408 and event.response is None)

    def another(self, event: Outcome) -> bool:
        return bool(self._willing(self.slice.servers))

    def look_up(self, event: Start) -> None:
        self._cell.locate(self.slice.request)

    def note_servers(self, event: Answered) -> None:
        cell = self._cell
        ordered = self._willing(in_order(event.records, lambda most: int(cell.env.uniform(0, most, 1))))
        self.slice.servers = sorted(ordered, key=lambda server: cell.servers.is_distrusted(server, cell.now))

    def _next(self) -> Request:
        data = self.slice
        servers = self._willing(data.servers)
        # The first one gets the branch that the request was made with, each further one a branch of its own (4.3).
        branch = None if data.server is None else self._cell.env.branch()
        data.server, data.servers = servers[0], servers[1:]
        return self._cell.towards(data.request, data.server, branch)

    def _willing(self, servers: list[Server]) -> list[Server]:
        cell = self._cell
        return [server for server in servers if not cell.servers.is_left_alone(server, cell.now)]

    def note_answer(self, event: Event) -> None:
        _, host, port = self._server
        self._cell.peer = host, port

    def note_failure(self, event: Outcome) -> None:
        cell = self._cell
        if (asked := retry_after(event.response)) > 0:
            cell.servers.leave_alone(self._server, cell.now + min(asked, cell.limits.server_rest_most))
        else:
            cell.servers.distrust(self._server, cell.now + cell.limits.server_rest)

    @property
    def _server(self) -> Server:
        assert self.slice.server is not None, "it has a request of ours"
        return self.slice.server


def no_way(event: Event) -> int:
    """Without a way to the next hop it is a transport error, 503 (RFC 3261 8.1.3.1)."""
    return {"cancel": 487, "action_failed": 500}.get(event.NAME, 503)
