"""What the end of one leg says to the other side, in bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.base.coupling import Ending
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.reason import reasons_of

if TYPE_CHECKING:
    from sessioncore.wire.sip import Message, Response

_MOST: Final = 512
"""Characters of a value that is passed on; a longer one stays here."""

_MOST_VALUES: Final = 8

_PASSED: Final = ("Retry-After", "Warning", "Error-Info")
"""Headers of a refusal that concern who called, whoever is in between (RFC 3261 20.18, 20.33, 20.43)."""


def reason_in(message: Message) -> str:
    """The values of Reason that can be read, as one line; "" for none."""
    if not message.has("Reason"):
        return ""
    line = ""
    for reason in reasons_of(message):
        longer = f"{line}, {reason.encode()}" if line else reason.encode()
        if len(longer) <= _MOST:
            line = longer
    return line


def ending_of(response: Response) -> Ending:
    """What a final response other than 2xx says to who called."""
    headers = [(name, value) for name in _PASSED if (value := _line(response, name))]
    phrase = response.reason if _is_short(response.reason) else ""
    return Ending(reason_in(response), phrase, tuple(headers), _contacts(response) if response.status < 400 else "")


def _line(message: Message, name: str) -> str:
    """A header as one line; "" where there is none, or one that is not for passing on."""
    if not message.has(name):
        return ""
    try:
        line = ", ".join(message.get_all(name)[:_MOST_VALUES])
    except SipParseError:
        return ""
    return line if _is_short(line) else ""


def _contacts(response: Response) -> str:
    try:
        if not response.contacts:
            return ""
        line = ", ".join(response.get_all("Contact")[:_MOST_VALUES])
    except SipParseError:
        return ""
    return line if _is_short(line) else ""


def _is_short(text: str) -> bool:
    return len(text) <= _MOST and text.isprintable()
