"""Descriptions of another's peer in a dialog that has an origin of its own, and the way back (RFC 3264 8, RFC 3725)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.actions.coupling._passed import Passed
from sessioncore.base.protection import KEY_SIZES
from sessioncore.wire.sdp import DIRECTIONS, AgreedStream, Attribute, Origin, SessionDescription, parse_sdp

_SENDING: Final = ("sendrecv", "sendonly")
_RECEIVING: Final = ("sendrecv", "recvonly")
_OF_KEYS: Final = frozenset({"crypto", "fingerprint", "setup", "tls-id", "ice-ufrag", "ice-pwd", "candidate"})


def foreign(body: bytes, origin: Origin, direction: str) -> Passed:
    """What the other side's peer says, under our origin, and no further than the `direction` that we wish.

    Raises SdpError.
    """
    read = parse_sdp(body)
    media = read.media
    if direction != "sendrecv":
        narrowed = [_narrower(read.direction_of(index), direction) for index in range(len(media))]
        media = tuple(
            attrs.evolve(one, attributes=(*_without(one.attributes, frozenset(DIRECTIONS)), Attribute(way)))
            for one, way in zip(media, narrowed, strict=True)
        )
    return Passed(origin, octets=attrs.evolve(read, origin=origin, media=media).encode())


def own(description: SessionDescription | None) -> SessionDescription | None:
    """What was passed on, as if it had been ours; keys in it serve nobody any more. None where it cannot be read."""
    if not isinstance(description, Passed):
        return description
    read = parse_sdp(description.octets)
    media = [attrs.evolve(one, attributes=tuple(_without(one.attributes, _OF_KEYS))) for one in read.media]
    return attrs.evolve(read, media=tuple(media))


def rekeyed(streams: tuple[AgreedStream, ...], draw: Callable[[int], bytes]) -> tuple[AgreedStream, ...]:
    """The same with other keys of ours: those of before have counters that the peer has forgotten (RFC 3711 3.3.1)."""
    return tuple(
        attrs.evolve(one, protection=attrs.evolve(one.protection, our_key=draw(KEY_SIZES[one.protection.suite])))
        if one.protection is not None and one.protection.our_key
        else one
        for one in streams
    )


def _narrower(said: str, wished: str) -> str:
    sends = said in _SENDING and wished in _SENDING
    receives = said in _RECEIVING and wished in _RECEIVING
    if sends:
        return "sendrecv" if receives else "sendonly"
    return "recvonly" if receives else "inactive"


def _without(attributes: tuple[Attribute, ...], names: frozenset[str]) -> list[Attribute]:
    return [one for one in attributes if one.name not in names]
