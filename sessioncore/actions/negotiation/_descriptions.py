"""Our session descriptions: the first offer of a leg, later offers, and answers (RFC 3264)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import attrs

from sessioncore.actions.setup._media import is_open
from sessioncore.wire.sdp import IceTerms, Muxing, Origin, Preferences, Security, formats_of, make_offer

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.actions.views import DialogScope
    from sessioncore.base.connectivity import Nominated
    from sessioncore.base.protection import Keying
    from sessioncore.base.settings import Settings
    from sessioncore.wire.sdp import IceRole, SessionDescription
    from sessioncore.wire.sip import Request, SipUri


def preferences(
    cell: CellContext,
    port: int,
    direction: str = "sendrecv",
    codecs: Sequence[str] = (),
    *,
    hidden: bool = False,
    restarts: bool = False,
    nominated: Nominated | None = None,
    guarded: bool = False,
) -> Preferences:
    """What we want in an offer or an answer: these codecs or the configured ones, one audio port, our direction.

    `hidden` says that nobody on the way can read what is said; `restarts` that ICE begins anew; `nominated` what it has
    found; `guarded` that this call must be protected, whatever is configured.
    """
    settings = cell.settings
    known = security(settings, hidden=hidden, required=guarded)
    if known is not None and known.ice.role == "full" and is_open(port):
        known = attrs.evolve(known, ice=IceTerms("full", cell.env.ports.candidates(port), restarts, nominated))
    elif known is not None and restarts:
        known = attrs.evolve(known, ice=attrs.evolve(known.ice, restarts=True))
    own = settings.packet_time, settings.rtcp_mux, settings.own_codec_order, settings.rtcp_reports, known
    return _preferences(tuple(codecs) or settings.codecs, settings.sdp_address, port, direction, *own)


def restarts(scope: DialogScope) -> bool:
    """Whether an offer of ours asks for another way to the peer: where that is wished for or lost (RFC 8445 9), and
    where the peer did no ICE in between (RFC 8839 4.4.3.1).
    """
    ways = scope.connectivity
    return scope.modify_out_slice.restarts or any(machine.state_name in ("lost", "waived") for machine in ways.values())


def nominated(scope: DialogScope) -> Nominated | None:
    """The way to the peer that is in use."""
    ways = scope.connectivity
    found = [machine.actions.slice.nominated for machine in ways.values() if machine.state_name == "connected"]
    return found[0] if found else None


def security(settings: Settings, *, hidden: bool, required: bool = False) -> Security | None:
    """What we take and ask for of protected media; None where it is switched off, or no media plane could do it."""
    if settings.media_security == "none" or not settings.media:
        return None
    return _security(
        required or settings.media_security == "required",
        hidden or settings.sdes_over_clear_transport,
        settings.media_fingerprint,
        settings.media_keying,
        settings.srtp_suites,
        settings.ice,
    )


@lru_cache(maxsize=64)
def _security(
    required: bool,
    sdes: bool,
    fingerprint: str,
    keying: Keying | Literal["none"],
    suites: tuple[str, ...],
    ice: IceRole,
) -> Security:
    return Security(required, sdes, fingerprint, None if keying == "none" else keying, suites, IceTerms(ice))


@lru_cache(maxsize=1_024)
def _preferences(
    names: tuple[str, ...],
    address: str,
    port: int,
    direction: str,
    ptime: int,
    muxing: Muxing,
    own_order: bool,
    reports: Muxing,
    security: Security | None,
) -> Preferences:
    return Preferences(
        formats_of(names),
        address,
        (port,),
        direction,
        ptime,
        rtcp_mux=muxing,
        own_order=own_order,
        rtcp_reports=reports,
        security=security,
    )


def codecs_with(cell: CellContext, peer: SipUri, wanted: Sequence[str] = ()) -> tuple[str, ...]:
    """The codecs of a call with `peer`: those that are `wanted` for it, else its host's, else ours.

    Raises ConfigError where a wanted one is unknown.
    """
    if wanted:
        formats_of(tuple(wanted))
        return tuple(wanted)
    settings = cell.settings
    if settings.peer_codecs:
        host = peer.host.lower()
        for name, codecs in settings.peer_codecs:
            if name.lower() == host:
                return tuple(codecs)
    return settings.codecs


def capabilities(cell: CellContext, request: Request) -> SessionDescription | None:
    """What a call of whoever asks could use, with port 0, so that nobody takes it for an offer (RFC 3264 9); None where
    we take protected media alone, whose lines would need keys.
    """
    settings = cell.settings
    if settings.media_security == "required":
        return None
    able = preferences(cell, 0, codecs=codecs_with(cell, request.from_.uri))
    return make_offer(attrs.evolve(able, security=None), origin=new_origin(cell))


def new_origin(cell: CellContext) -> Origin:
    """The o= line of one dialog side; its version then goes up by one with each change (RFC 3264 8)."""
    number = cell.env.number(31)
    return Origin("-", number, number, cell.settings.sdp_address)


def first_offer(cell: CellContext, port: int, codecs: Sequence[str], *, hidden: bool = False) -> SessionDescription:
    """The leg's offer, shared by all forks of its INVITE. Raises SdpError where others could read its keys."""
    wanted = preferences(cell, port, codecs=codecs, hidden=hidden)
    return make_offer(wanted, origin=new_origin(cell), draw=cell.env.secret)
