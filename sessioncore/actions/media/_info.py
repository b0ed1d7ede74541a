"""Digits in the bodies of INFO requests: application/dtmf-relay, and application/dtmf with the digit alone.

Neither was ever a standard; phones and gateways send both since there is INFO (legacy usage, RFC 6086 section 9).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.base.digits import DIGITS, LONGEST_SECONDS

if TYPE_CHECKING:
    from sessioncore.wire.sip import Request

RELAY: Final = "application/dtmf-relay"
PLAIN: Final = "application/dtmf"

_LONGEST_BODY: Final = 256
_DEFAULT_SECONDS: Final = 0.1


def write_digit(digit: str, seconds: float) -> bytes:
    """The body of kind RELAY; the duration is in ms."""
    return f"Signal={digit}\r\nDuration={round(1000 * seconds)}\r\n".encode()


def read_digit(request: Request) -> tuple[str, float] | None:
    """The digit of an INFO and how many seconds it lasts; None where it carries none that can be read."""
    if request.method != "INFO" or not 0 < len(request.body) <= _LONGEST_BODY:
        return None
    kind = (request.get("Content-Type") or "").partition(";")[0].strip().lower()
    text = request.body.decode("ascii", "replace").strip()
    if kind == PLAIN:
        digit = _digit(text)
        return None if digit is None else (digit, _DEFAULT_SECONDS)
    if kind != RELAY:
        return None
    fields: dict[str, str] = {}
    for line in text.splitlines():
        name, _, value = line.partition("=")
        fields.setdefault(name.strip().lower(), value.strip())
    digit = _digit(fields.get("signal", ""))
    if digit is None:
        return None
    ms = fields.get("duration", "")
    known = ms.isascii() and ms.isdigit() and len(ms) <= 6
    return digit, min(LONGEST_SECONDS, int(ms) / 1000) if known else _DEFAULT_SECONDS


def _digit(text: str) -> str | None:
    """A digit as itself, or as the number of its telephone event (10 is *, 11 is #)."""
    upper = text.upper()
    if len(upper) == 1 and upper in DIGITS:
        return upper
    if len(upper) == 2 and upper.isascii() and upper.isdigit() and 10 <= int(upper) < len(DIGITS):
        return DIGITS[int(upper)]
    return None
