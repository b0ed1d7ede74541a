"""The media port of a leg: opened when our first SDP leaves, closed when the call is over."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sessioncore.base.errors import MediaError
from sessioncore.base.media import CloseStream, OpenStream
from sessioncore.effects import Media
from sessioncore.events import MediaFailed
from sessioncore.wire.sdp import formats_of, name_of

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext
    from sessioncore.actions.views import LegCell
    from sessioncore.base.environment import MediaPorts

NO_MEDIA = "none"
DISCARD_PORT = 9
"""What SDP names where no media is wanted (RFC 863)."""


def stream_id(cell: CellContext, index: int) -> str:
    """The media plane's name of one stream of a session."""
    return f"{cell.session}/{index}"


def open_port(cell: CellContext, source: str, offered: tuple[str, ...] = ()) -> int:
    """Take a port and listen on it at once (RFC 3264 5.1). Raises MediaError when no port is left.

    `offered` are the codecs that an offer of ours names next: what comes in them counts before the answer does. Where
    it asks for keys, nobody can be understood before.
    """
    if not cell.settings.media or source == NO_MEDIA:
        return DISCARD_PORT
    formats = _numbered(offered) if offered and cell.settings.media_keying == "none" else ()
    port = cell.env.ports.take()
    cell.emit(Media(OpenStream(stream_id(cell, 0), port, formats)))
    return port


@lru_cache(maxsize=64)
def _numbered(codecs: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Under which number a first offer names each."""
    return tuple([(codec.payload_type, name_of(codec)) for codec in formats_of(codecs)])


def reopen_port(cell: LegCell, port: int) -> int:
    """Listen again for a leg that was restored: on the port that its peer knows, else on another one.

    Where a DTLS handshake made its keys it is another one, if there is one: packets of the new DTLS association shall
    not be taken for those of the old (RFC 8842 4).

    The peer learns of another port by our next offer or answer and sends to nobody until then, which is for the
    policy about silent media. Returns the port.
    """
    if not is_open(port):
        return port
    if not cell.settings.media:
        return DISCARD_PORT
    ports = cell.env.ports
    try:
        ports.retake(port)
        if _shook_hands(cell):
            port = _another(ports, port)
    except MediaError:
        try:
            port = ports.take()
        except MediaError as error:
            stream, reason = stream_id(cell, 0), error.message
            cell.publish(
                MediaFailed, lambda: MediaFailed(session=cell.session, at=cell.now, stream=stream, reason=reason)
            )
            return DISCARD_PORT
    cell.emit(Media(OpenStream(stream_id(cell, 0), port)))
    return port


def _shook_hands(cell: LegCell) -> bool:
    streams = [stream for scope in cell.dialogs.values() for stream in scope.offer_answer_slice.streams]
    return any(stream.protection is not None and stream.protection.keying == "dtls" for stream in streams)


def _another(ports: MediaPorts, port: int) -> int:
    try:
        other = ports.take()
    except MediaError:
        return port
    ports.give_back(port)
    return other


def is_open(port: int) -> bool:
    """Whether a leg's media port is one that the media plane listens on."""
    return port not in (0, DISCARD_PORT)


def close_port(cell: CellContext, port: int) -> None:
    """Stop listening; the media plane gives the port back."""
    if is_open(port):
        cell.emit(Media(CloseStream(stream_id(cell, 0))))
