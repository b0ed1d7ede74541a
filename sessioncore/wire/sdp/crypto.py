"""Security descriptions: `a=crypto` (RFC 4568) with the suites of RFC 4568 6.2 and RFC 7714 14."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.base.protection import KEY_SIZES

if TYPE_CHECKING:
    from sessioncore.wire.sdp.model import MediaDescription

MOST_LINES: Final = 16
"""So many of a stream's crypto lines are read; nobody has more suites."""

_LINE: Final = re.compile(
    r"([0-9]{1,9}) +([A-Za-z0-9_]{1,64}) +inline:([A-Za-z0-9+/]{16,128}={0,2})(\|[^ ;]{1,32})?(?: +([^;]*))?"
)
_LIFETIME: Final = re.compile(r"\|(2\^[0-9]{1,2}|[0-9]{1,18})")
_TOLERATED: Final = re.compile(r"-[^ ]*|WSH=[0-9]{1,5}")
"""Session parameters that change nothing for us: optional ones, and how large the peer's replay window should be."""


@attrs.frozen
class Crypto:
    """One line: the offerer's `tag`, the suite, and the key (with salt) of who wrote it, which no text shows."""

    tag: int
    suite: str
    key: bytes = attrs.field(repr=False)

    def encode(self) -> str:
        """The value of the attribute; the lifetime is the longest, which goes without saying (RFC 4568 6.1)."""
        return f"{self.tag} {self.suite} inline:{base64.b64encode(self.key).decode()}"


def cryptos(media: MediaDescription) -> tuple[Crypto, ...]:
    """The lines of a stream that we can use, in its order: no MKI, no parameter that would have to be obeyed."""
    values = [line.value for line in media.attributes if line.name == "crypto" and line.value][:MOST_LINES]
    return tuple([found for value in values if (found := parse_crypto(value)) is not None])


def parse_crypto(value: str) -> Crypto | None:
    """Read one line; None where it is malformed or asks for what we do not have."""
    found = _LINE.fullmatch(value.strip()) if len(value) <= 512 else None
    if found is None or found[2] not in KEY_SIZES:
        return None
    if found[4] and not _LIFETIME.fullmatch(found[4]):
        return None
    if not all(_TOLERATED.fullmatch(parameter) for parameter in (found[5] or "").split()):
        return None
    try:
        key = base64.b64decode(found[3])
    except binascii.Error:
        return None
    return Crypto(int(found[1]), found[2], key) if len(key) == KEY_SIZES[found[2]] else None


def chosen(offered: Sequence[Crypto], suites: Sequence[str]) -> Crypto | None:
    """The offer's first line with one of our suites (RFC 4568 5.1.2)."""
    return next((line for line in offered if line.suite in suites), None)
