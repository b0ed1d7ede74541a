"""What the transactions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip import Response

if TYPE_CHECKING:
    from sessioncore.effects import Send
    from sessioncore.statechart import Event

_OWN_STATUS = {"timed_out": 408, "cancel_timed_out": 408, "transport_failed": 503}


def last_sent(sent: Send | None) -> Send:
    """What was sent last, to be sent again as it is (RFC 3261 17.1.1.2). LocalProtocolError when nothing was sent."""
    if sent is None:
        raise LocalProtocolError("nothing was sent yet that could be sent again")
    return sent


def outcome(event: Event) -> tuple[int, Response | None]:
    """How a client transaction ended: the peer's response, or a status of our own without one.

    A time-out counts as 408 and a transport error as 503 (RFC 3261 8.1.3.1); a message that we could not build as 500.
    """
    response = getattr(event, "response", None)
    if isinstance(response, Response):
        return response.status, response
    return _OWN_STATUS.get(event.NAME, 500), None
