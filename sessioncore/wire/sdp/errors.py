"""What may go wrong with a session description."""

from __future__ import annotations

from sessioncore.base.errors import RemoteProtocolError


class SdpError(RemoteProtocolError):
    """A description is malformed (status 400) or breaks the offer/answer rules (488); `reason` is a key to count by."""

    def __init__(self, message: str, *, reason: str, status: int = 400) -> None:
        super().__init__(message, status=status, reason=reason)


class NotAcceptable(SdpError):
    """An offer of which nothing can be accepted: 488 with a Warning (RFC 3261 13.3.1.3, 20.43).

    `code` is 301 (address format), 302 (transport protocol), 304 (media type) or 305 (media format); `text` its phrase.
    """

    def __init__(self, code: int, text: str, *, reason: str = "") -> None:
        super().__init__(text, reason=reason or f"not_acceptable_{code}", status=488)
        self.code = code
        self.text = text

    def warning(self, agent: str) -> str:
        """The value of the Warning header; `agent` is our host or pseudonym."""
        return f'{self.code} {agent} "{self.text}"'
