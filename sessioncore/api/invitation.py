"""What the INVITE of a call that came in says beside who calls whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.api.codecs import codecs_in
from sessioncore.wire.sip import SipParseError, canonical_name, split_list
from sessioncore.wire.sip.extra import SECRET

if TYPE_CHECKING:
    from sessioncore.core.engine import Engine
    from sessioncore.wire.sip import Request

CALLED: Final = "setup/incoming"
ASSERTED: Final = "P-Asserted-Identity"


@attrs.frozen
class ReceivedHeaders:
    """Header lines of a peer in wire order: its words, do not trust them. Iterating gives (name, value) pairs.

    Credentials are left out, and P-Asserted-Identity from whoever is not trusted (`Settings.trusted_peers`).
    """

    pairs: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str | None:
        """The first value of a header in any spelling of its name, or None."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> list[str]:
        """Every line of a header, as it came."""
        known = canonical_name(name)
        return [value for key, value in self.pairs if key == known]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.get_all(name))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


@attrs.frozen
class Invitation:
    """An INVITE as the application sees it.

    asserted   who a trusted peer says is calling (RFC 3325), as a URI; "" where nobody trusted says so
    privacy    what the caller asks to be kept from others (RFC 3323), such as `id`; whoever passes the call on obeys
    body       its description of media, if any
    """

    headers: ReceivedHeaders = ReceivedHeaders()
    asserted: str = ""
    privacy: tuple[str, ...] = ()
    body: bytes = attrs.field(default=b"", repr=False)

    @property
    def codecs(self) -> tuple[str, ...]:
        """What the caller offers, in its order, by the names of `wire.sdp.FORMATS`."""
        return codecs_in(self.body)


def invitation_of(engine: Engine, session: str) -> Invitation:
    """The INVITE of a call that came in, while it is kept: until our 2xx is acknowledged. Else an empty one."""
    cell = engine.cells.get(session)
    if cell is None or cell.wiring is not engine.leg_wiring or engine.wiring.chart(CALLED) != cell.leg.setup.CHART:
        return Invitation()
    request = cell.leg.setup_slice.request
    if request is None:
        return Invitation()
    trusted = cell.peer is not None and engine.settings.trusts(cell.peer[0])
    hidden = SECRET if trusted else SECRET | {ASSERTED}
    pairs = tuple([pair for pair in request.headers if pair[0] not in hidden])
    asserted = _asserted(request) if trusted else ""
    return Invitation(ReceivedHeaders(pairs), asserted, _privacy(request), request.body)


def _asserted(request: Request) -> str:
    """The first of at most two (RFC 3325 9.1)."""
    try:
        found = request.addresses(ASSERTED)
    except SipParseError:
        return ""
    return str(found[0].uri) if found else ""


def _privacy(request: Request) -> tuple[str, ...]:
    """Values are joined by semicolons (RFC 3323 4.2); some peers write commas."""
    try:
        parts = [part for line in request.get_all("Privacy") for part in split_list(line)]
    except SipParseError:
        return ()
    return tuple([word.strip().lower() for part in parts for word in part.split(";") if word.strip()])
