"""The one error that reading a SIP message may raise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.base.errors import RemoteProtocolError

if TYPE_CHECKING:
    from sessioncore.wire.sip.message import Request


class SipParseError(RemoteProtocolError):
    """A SIP message, header or URI is malformed.

    `reason` is a short key for counters ("bad_cseq"), `status` what to answer (None: drop silently, as for responses,
    ACK and noise), `partial` a request good enough to build that answer from, or None.
    """

    def __init__(self, message: str, *, reason: str, status: int | None = 400, partial: Request | None = None) -> None:
        super().__init__(message, status=status, reason=reason)
        self.partial = partial
