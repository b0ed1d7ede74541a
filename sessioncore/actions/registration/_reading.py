"""What a REGISTER asks for, read once (RFC 3261 10.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.actions.setup._redirecting import quality
from sessioncore.wire.sip import SipParseError
from sessioncore.wire.sip.headers import format_params, parse_number, unquote

if TYPE_CHECKING:
    from sessioncore.wire.sip import NameAddr, Request, SipUri

MAX_TEXT: Final = 1_024
"""Octets of a Contact or of the Path that are kept."""

_is_number = re.compile(r"[0-9]{1,10}").fullmatch


@attrs.define
class Wanted:
    """One Contact: what is to be bound for `expires` seconds (None: as the registrar likes, 0: removed)."""

    uri: SipUri
    params: str
    expires: int | None
    q: float
    instance: str
    reg_id: int


@attrs.define
class Reading:
    """A REGISTER taken apart. `senseless` says that its Contacts, Expires or Path are; the rest is empty then."""

    user: str = ""
    everything: bool = False
    contacts: tuple[Wanted, ...] = ()
    path: tuple[str, ...] = ()
    senseless: bool = False
    wants_outbound: bool = False
    foreign: bool = False

    @property
    def is_inquiry(self) -> bool:
        """Whether it changes nothing (10.2.3)."""
        return not self.contacts and not self.everything and not self.senseless


def read(request: Request) -> Reading:
    """Take a REGISTER apart; never raises."""
    reading = Reading()
    try:
        aor, asked = request.to.uri, request.request_uri
    except SipParseError:
        reading.foreign = True
        return reading
    reading.user = (aor.username or "") if aor.is_sip else ""
    reading.foreign = not reading.user or aor.host.lower() != asked.host.lower()
    try:
        default = request.expires
        reading.everything = request.get("Contact") == "*"
        if reading.everything and (default != 0 or len(request.get_all("Contact")) != 1):
            raise ValueError
        reading.contacts = tuple([_wanted(address, default) for address in request.contacts])
        reading.path = tuple([f"<{address.uri}>" for address in request.addresses("Path")])
        if sum(map(len, reading.path)) > MAX_TEXT:
            raise ValueError
    except (SipParseError, ValueError):
        reading.senseless, reading.everything, reading.contacts = True, False, ()
        return reading
    outbound = [one for one in reading.contacts if one.instance and one.reg_id]
    reading.wants_outbound = "outbound" in request.supported and bool(outbound)
    if not reading.wants_outbound:
        for one in outbound:
            one.reg_id = 0  # without the option tag the parameter says nothing (RFC 5626 6)
    return reading


def _wanted(address: NameAddr, default: int | None) -> Wanted:
    """Raises ValueError or SipParseError for a Contact that nobody could be reached at."""
    uri, params = address.uri, dict(address.params)
    given = params.pop("expires", None)
    # A malformed value counts as one hour (RFC 3261 10.3).
    expires = default if given is None else int(given) if _is_number(given) else 3600
    text = format_params(params)
    if not uri.is_sip or uri.headers or len(str(uri)) + len(text) > MAX_TEXT:
        raise ValueError("no address that can be bound")
    instance = params.get("+sip.instance") or ""
    reg_id = params.get("reg-id")
    return Wanted(
        uri,
        text,
        expires,
        quality(params.get("q")),
        unquote(instance) if instance.startswith('"') else "",
        parse_number(reg_id, "bad_contact", 2**31 - 1) if reg_id else 0,
    )
