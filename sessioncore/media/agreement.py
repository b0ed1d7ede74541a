"""What a `ConfigureStream` says, checked and taken apart."""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream
from sessioncore.media.codecs.coders import CODINGS, find_coding
from sessioncore.media.codecs.g711 import STATIC_PAYLOAD_TYPES
from sessioncore.media.limits import SAMPLE_RATE, Address
from sessioncore.media.rtcp.reception import Reception

if TYPE_CHECKING:
    from sessioncore.media.stream import MediaStream

_COMFORT_NOISE = 13
_EVENT = "telephone-event"


def check(command: ConfigureStream) -> None:
    for payload_type in (command.payload_type, *command.receive_payload_types):
        if not 0 <= payload_type <= 127:
            raise MediaError(f"payload type {payload_type} is not in 0..127")
    if not 0 <= command.ssrc <= 0xFFFFFFFF:
        raise MediaError("the SSRC does not fit into 32 bits")
    if len(command.cname.encode(errors="backslashreplace")) > 255:
        raise MediaError("the CNAME is longer than 255 octets")


def expect(stream: MediaStream, formats: tuple[tuple[int, str], ...]) -> None:
    """Hear what an offer of ours names before anything is agreed (RFC 3264 5.1)."""
    stream.laws = {number: law for number, law in _named(formats).items() if _is_known(law)}
    stream.awaiting = stream.receiving = True


def end_awaiting(stream: MediaStream, remote: Address | None, near: str) -> None:
    """Something is agreed: what came of another host was a stranger's, and counts no more."""
    source = stream.latched
    stream.awaiting = stream.receiving = stream.started = False
    if source is None or remote is None or source[0] in (remote[0], near):
        return
    stream.reception = Reception()
    stream.heard.clear()
    stream.wrong_source += 1
    if stream.listener is not None:
        stream.listen(stream.listener.rate)


def _named(formats: Iterable[tuple[int, str]]) -> dict[int, str]:
    return {number: "" if name == "CN" or name.startswith(_EVENT) else name for number, name in formats}


def _is_known(law: str) -> bool:
    return not law or (law in CODINGS and CODINGS[law].available)


def laws_of(command: ConfigureStream) -> dict[int, str]:
    """What each payload type that may arrive is; "" for what counts as heard but is no audio (RFC 4733, RFC 3389)."""
    laws = dict.fromkeys(command.receive_payload_types, command.codec)
    laws |= {number: name for number, name in STATIC_PAYLOAD_TYPES.items() if number in laws}
    for no_audio in (command.receive_telephone_event, _COMFORT_NOISE):
        if no_audio in laws:
            laws[no_audio] = ""
    laws |= _named(command.formats)
    # What cannot be decoded was never offered; it would be counted, and heard by nobody.
    return {number: law for number, law in laws.items() if _is_known(law)}


@lru_cache(maxsize=256)  # the same few in every call
def _event_clocks(formats: tuple[tuple[int, str], ...], other: int | None, clock_rate: int) -> dict[int, int]:
    clocks = {} if other is None else {other: clock_rate}
    for number, name in formats:
        if name.startswith(_EVENT):
            rate = name.partition("/")[2]
            clocks[number] = (int(rate) if rate.isascii() and rate.isdigit() else 0) or SAMPLE_RATE
    return clocks


def event_clocks(command: ConfigureStream, known: dict[int, int]) -> dict[int, int]:
    """The clock rate of every number under which telephone events may arrive; `known` ones keep their meaning.

    The peer may send any codec that was agreed, and its events have that one's clock (RFC 4733 section 2.1), which need
    not be the clock of what we send. The result is shared: nobody changes it.
    """
    clocks = _event_clocks(command.formats, command.receive_telephone_event, find_coding(command.codec).clock_rate)
    return clocks if known.items() <= clocks.items() else known | clocks


def first_numbers(stream: str, ssrc: int) -> tuple[int, int]:
    """Return where sequence and timestamp begin: anywhere (RFC 3550 section 5.1), as random as stream and SSRC are."""
    digest = hashlib.blake2b(f"{ssrc} {stream}".encode(errors="backslashreplace"), digest_size=6).digest()
    return int.from_bytes(digest[:2]), int.from_bytes(digest[2:])


def remote_of(remote: Address) -> Address | None:
    """Return the address as the kernel writes it, None where nothing can be sent to (0.0.0.0, ::, port 0)."""
    host, port = remote
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise MediaError(f"the media address {host[:80]!r} is not an IP address") from None
    if address.is_multicast:
        raise MediaError(f"the media address {host[:80]} is a multicast group")
    if not 0 <= port <= 65535:
        raise MediaError(f"the media port {port} is not in 0..65535")
    return None if address.is_unspecified or not port else (str(address), port)
