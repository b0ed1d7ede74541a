"""Why a request was sent: Reason of BYE and CANCEL (RFC 3326)."""

from __future__ import annotations

from typing import Final

import attrs

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.headers import parse_params, quote, unquote
from sessioncore.wire.sip.message import Message
from sessioncore.wire.sip.names import TOKEN

MAX_REASONS: Final = 8
"""Values of one message that are read: one for each protocol (RFC 3326 2), of which few are known."""

MAX_TEXT: Final = 256
_MAX_CAUSE: Final = 999


@attrs.frozen
class Reason:
    """One value of Reason: `protocol` is `SIP` (then `cause` is a status), `Q.850` (a cause of ISUP), or another token.

    Raises LocalProtocolError for what cannot stand in a header.
    """

    protocol: str
    cause: int | None = None
    text: str = ""

    def __attrs_post_init__(self) -> None:
        if TOKEN.fullmatch(self.protocol) is None:
            raise LocalProtocolError("the protocol of a reason is a token, such as SIP or Q.850")
        if self.cause is not None and not 0 <= self.cause <= _MAX_CAUSE:
            raise LocalProtocolError(f"the cause of a reason is a number up to {_MAX_CAUSE}")
        if not self.text.isprintable() or len(self.text) > MAX_TEXT:
            raise LocalProtocolError(f"the text of a reason is printable, and at most {MAX_TEXT} characters")

    def encode(self) -> str:
        """The value as it stands in the header."""
        cause = "" if self.cause is None else f";cause={self.cause}"
        return f"{self.protocol}{cause}" + (f";text={quote(self.text)}" if self.text else "")

    @property
    def is_answered_elsewhere(self) -> bool:
        """Whether another telephone of the called user took the call (`SIP ;cause=200`, RFC 3326 1)."""
        return self.protocol.upper() == "SIP" and self.cause == 200


ANSWERED_ELSEWHERE: Final = Reason("SIP", 200, "Call completed elsewhere")
"""What a forking proxy sends with CANCEL to those who did not answer first (RFC 3326 1)."""


def reasons_of(message: Message) -> tuple[Reason, ...]:
    """The reasons of a message in wire order; what cannot be read is left out, for nothing depends on it."""
    if not message.has("Reason"):
        return ()
    found = []
    try:
        values = message.get_all("Reason")
    except SipParseError:
        return ()
    for value in values[:MAX_REASONS]:
        protocol, _, rest = value.partition(";")
        try:
            params = parse_params(rest) if rest.strip() else {}
            cause = params.get("cause")
            text = unquote(params.get("text") or "")[:MAX_TEXT]
            found.append(Reason(protocol.strip(), int(cause) if cause is not None else None, text))
        except (SipParseError, LocalProtocolError, ValueError):
            continue
    return tuple(found)
