"""Requests of ours that begin outside a dialog: built once, and sent again with no more changed than the RFC asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sessioncore.actions.dialog._challenges import Answered, credentials
from sessioncore.actions.messages import from_value, via
from sessioncore.actions.part import PartActions
from sessioncore.actions.setup._redirecting import redirection
from sessioncore.wire.sip import Request, parse_uri
from sessioncore.wire.sip.uri import parse_hostport

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sip import Response


class Finished(Protocol):
    """A final response, or that none came."""

    status: int
    response: Response | None


class Sent(Protocol):
    """What is kept of a request: as it was sent last, a redirection's targets that are not `tried` yet, and the
    challenges that were answered.
    """

    request: Request | None
    targets: list[str]
    tried: list[str]
    answered: Answered


class OutsideActions(PartActions):
    """Base of the actions of a part whose request is sent again: with credentials, or to where a redirection leads."""

    __slots__ = ()
    slice: Sent

    def another_target(self, event: Finished) -> bool:
        return 300 <= event.status < 600 and bool(self._untried(event))

    def send_redirected(self, event: Finished) -> Request:
        """RFC 3261 8.1.3.4: the best target that was not tried; To, From and Call-ID stay."""
        data = self.slice
        data.targets = self._untried(event)
        target = data.targets.pop(0)
        data.tried.append(target)
        return self._again(target)

    def _untried(self, event: Finished) -> list[str]:
        return untried(self.cell, event.response, self.slice.targets, self.slice.tried)

    def _again(self, target: str) -> Request:
        data = self.slice
        data.request = again(self.cell, self._request, target, data.answered)
        return data.request

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "it was made"
        return request


def first_request(
    cell: CellContext,
    method: str,
    target: str,
    arguments: Mapping[str, str],
    *,
    more: Sequence[tuple[str, str]] = (),
    body: bytes = b"",
) -> Request:
    """A request with a Call-ID and From tag of its own and CSeq 1 (RFC 3261 8.1.1); `next_hop` of the arguments, an
    address that a name was resolved to, becomes the peer of the cell.
    """
    next_hop = arguments.get("next_hop")
    if next_hop:
        host, port = parse_hostport(next_hop)
        cell.peer = (host.strip("[]"), port or 5060)
    uri = str(parse_uri(target))
    headers = [
        ("Via", via(cell)),
        ("Max-Forwards", "70"),
        ("From", from_value(cell, arguments, cell.env.tag())),
        ("To", f"<{uri}>"),
        ("Call-ID", cell.env.call_id()),
        ("CSeq", f"1 {method}"),
        *more,
    ]
    if cell.settings.user_agent:
        headers.append(("User-Agent", cell.settings.user_agent))
    made = Request(method, uri, headers, body)
    cell.peer = cell.known_hop(made)
    return made


def again(cell: CellContext, request: Request, target: str, answered: Answered) -> Request:
    """A request once more: a new branch, CSeq one higher, and credentials as they are now (RFC 3261 8.1.3.5)."""
    dropped = ("Via", "CSeq", "Authorization", "Proxy-Authorization")
    headers = [("Via", via(cell)), *[pair for pair in request.headers if pair[0] not in dropped]]
    headers.append(("CSeq", f"{request.cseq.number + 1} {request.method}"))
    headers += credentials(cell, answered, request.method, target, request.body)
    made = Request(request.method, target, headers, request.body)
    if target != request.uri:
        cell.peer = None
        cell.peer = cell.known_hop(made)
    return made


def untried(cell: CellContext, response: Response | None, waiting: Sequence[str], tried: Sequence[str]) -> list[str]:
    """Targets that are still to be tried, best first: of a 3xx (RFC 3261 8.1.3.4), then those known before."""
    room = int(cell.limits.max_redirects) + 1 - len(tried)
    if room <= 0:
        return []
    found = redirection(response) if response is not None and 300 <= response.status < 400 else []
    return [target for target in dict.fromkeys([*found, *waiting]) if target not in tried][:room]
