"""RSeq and RAck: the numbers of reliable provisional responses (RFC 3262 7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sip import Request, Response

EXTENSION = "100rel"
"""The option tag."""

_MOST = 2**32 - 1


def first_number(cell: CellContext) -> int:
    """RFC 3262 3: drawn from 1 to 2**31 - 1, so that nobody guesses it."""
    return cell.env.number(31) or 1


def next_number(number: int) -> int:
    """One higher, without a wrap (RFC 3262 3)."""
    return number + 1


def number_of(response: Response) -> int | None:
    """RSeq of a response; None where it has none that can be read."""
    return _number((response.get("RSeq") or "").strip())


def is_reliable(response: Response) -> bool:
    """Whether a provisional response is to be acknowledged; never a 100 (RFC 3262 4)."""
    if not response.has("RSeq"):  # most have none, and a header is found faster than read
        return False
    return response.status > 100 and EXTENSION in response.require and number_of(response) is not None


def acknowledged(request: Request) -> tuple[int, int, str] | None:
    """RSeq, CSeq number and method that the RAck of a PRACK names; None where it cannot be read."""
    words = (request.get("RAck") or "").split()
    if len(words) != 3:
        return None
    rseq, cseq = _number(words[0]), _number(words[1])
    return None if rseq is None or cseq is None else (rseq, cseq, words[2])


def _number(text: str) -> int | None:
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    number = int(text)
    return number if number <= _MOST else None
