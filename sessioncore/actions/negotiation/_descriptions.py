"""Our session descriptions: the first offer of a leg, later offers, and answers (RFC 3264)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sessioncore.wire.sdp import PCMA, PCMU, TELEPHONE_EVENT, Codec, Origin, Preferences, make_offer

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sdp import SessionDescription

_CODECS: dict[str, Codec] = {"PCMU": PCMU, "PCMA": PCMA}


def preferences(cell: CellContext, port: int, direction: str = "sendrecv") -> Preferences:
    """What we want in an offer or an answer: the configured codecs, one audio port, our wish of direction."""
    return _preferences(cell.settings.codecs, cell.settings.sdp_address, port, direction)


@lru_cache(maxsize=1_024)
def _preferences(names: tuple[str, ...], address: str, port: int, direction: str) -> Preferences:
    codecs = [_CODECS[name] for name in names]
    return Preferences((*codecs, TELEPHONE_EVENT), address, (port,), direction)


def new_origin(cell: CellContext) -> Origin:
    """The o= line of one dialog side; its version then goes up by one with each change (RFC 3264 8)."""
    number = cell.env.number(31)
    return Origin("-", number, number, cell.settings.sdp_address)


def first_offer(cell: CellContext, port: int) -> SessionDescription:
    """The leg's offer, shared by all forks of its INVITE."""
    return make_offer(preferences(cell, port), origin=new_origin(cell))
