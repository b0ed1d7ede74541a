"""Coders: 16-bit samples to payloads and back, by the names of formats (`wire.sdp.FORMATS`).

G.711 and L16 are built in; G.722, opus, AMR and G.723.1 come with PyAV, the extra `[codecs]`. Samples are mono, in the
machine's byte order, at the coder's own rate: what has two channels on the wire (opus) is coded and heard as one.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, Protocol

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs import amr
from sessioncore.media.codecs.g711 import CODECS, SAMPLE_WIDTH, audioop, decode
from sessioncore.media.limits import SAMPLE_RATE

_EXTRA: Final = "codecs"
_LITTLE: Final = sys.byteorder == "little"


class Coder(Protocol):
    """One direction of one stream; it may remember what came before."""

    def __call__(self, data: bytes) -> bytes:
        """Samples to a payload, or a payload to samples; b"" where a payload cannot be read."""
        ...


@attrs.frozen
class Coding:
    """What we can do with one format.

    name         as in `wire.sdp.FORMATS`
    clock_rate   of its RTP timestamps, in Hz; not always the `sample_rate` (G.722: RFC 3551 4.5.2)
    make_encoder takes the peer's parameters (its fmtp value) and the ms of a packet
    packet_times what that may be
    extra        the extra of the distribution that it needs, "" when it is built in
    """

    name: str
    clock_rate: int
    sample_rate: int
    make_encoder: Callable[[str, int], Coder] = attrs.field(repr=False)
    make_decoder: Callable[[], Coder] = attrs.field(repr=False)
    extra: str = ""
    packet_times: tuple[int, ...] = (10, 20, 30, 40, 50, 60)

    def fitting(self, ptime: int) -> int:
        """The packet time that is nearest to what is wanted, and not longer where that can be."""
        return max([each for each in self.packet_times if each <= ptime], default=self.packet_times[0])

    @property
    def available(self) -> bool:
        """Whether what it needs is installed."""
        return not self.extra or has_av()


@functools.cache
def has_av() -> bool:
    """Whether PyAV is installed."""
    return importlib.util.find_spec("av") is not None


def find_coding(name: str) -> Coding:
    """The coding of this name; raises MediaError, which says what is missing."""
    coding = CODINGS.get(name)
    if coding is None:
        raise MediaError(f"no codec {name[:40]!r}; known are {', '.join(CODINGS)}")
    if not coding.available:
        raise MediaError(f"{name} needs PyAV: pip install 'sessioncore[{coding.extra}]'")
    return coding


def available_codecs() -> tuple[str, ...]:
    """The names of the codecs that can be coded and decoded here, those with PyAV included where it is installed."""
    return tuple([coding.name for coding in CODINGS.values() if coding.available])


def decode_all(name: str, payloads: Iterable[bytes]) -> bytes:
    """What these payloads sound like, at 8,000 Hz."""
    if name in CODECS or not name:
        return decode(name, b"".join(payloads))
    coding = find_coding(name)
    decoder = coding.make_decoder()
    samples = b"".join([decoder(payload) for payload in payloads])
    if coding.sample_rate == SAMPLE_RATE:
        return samples
    return audioop.ratecv(samples, SAMPLE_WIDTH, 1, coding.sample_rate, SAMPLE_RATE, None)[0]


# ---- built in


def _mulaw_encoder(parameters: str, ptime: int) -> Coder:
    return lambda data: audioop.lin2ulaw(data, SAMPLE_WIDTH)


def _mulaw_decoder() -> Coder:
    return lambda data: audioop.ulaw2lin(data, SAMPLE_WIDTH)


def _alaw_encoder(parameters: str, ptime: int) -> Coder:
    return lambda data: audioop.lin2alaw(data, SAMPLE_WIDTH)


def _alaw_decoder() -> Coder:
    return lambda data: audioop.alaw2lin(data, SAMPLE_WIDTH)


def _network_order(data: bytes) -> bytes:
    """RFC 3551 4.5.11: 16 bits each, most significant octet first; the same back again."""
    data = data[: len(data) & ~1]
    return audioop.byteswap(data, SAMPLE_WIDTH) if _LITTLE else data


def _linear_encoder(parameters: str, ptime: int) -> Coder:
    return _network_order


def _linear_decoder() -> Coder:
    return _network_order


# ---- by PyAV


def _g722_encoder(parameters: str, ptime: int) -> Coder:
    from sessioncore.media.codecs.av_coders import AvEncoder

    return AvEncoder("g722", 16000, {})


def _g722_decoder() -> Coder:
    from sessioncore.media.codecs.av_coders import AvDecoder

    return AvDecoder("g722", 16000)


def _g723_encoder(parameters: str, ptime: int) -> Coder:
    from sessioncore.media.codecs.av_coders import AvEncoder

    return AvEncoder("g723_1", 8000, {}, G723_BIT_RATE)


def _g723_decoder() -> Coder:
    from sessioncore.media.codecs.av_coders import AvDecoder

    return AvDecoder("g723_1", 8000)


def _amr_encoder(aligned: bool, parameters: str, ptime: int) -> Coder:
    from sessioncore.media.codecs.av_coders import AvEncoder

    mode = amr.highest_mode(parse_parameters(parameters).get("mode-set", ""))
    encoder = AvEncoder("libopencore_amrnb", 8000, {}, amr.BIT_RATES[mode])
    return lambda data: amr.pack(amr.split(encoder(data)), aligned)


def _amr_decoder(aligned: bool) -> Coder:
    from sessioncore.media.codecs.av_coders import AvDecoder

    decoder = AvDecoder("libopencore_amrnb", 8000)
    return lambda data: b"".join([decoder(frame) for frame in amr.unpack(data, aligned)])


def _opus_encoder(parameters: str, ptime: int) -> Coder:
    from sessioncore.media.codecs.av_coders import AvEncoder

    wanted = parse_parameters(parameters)
    options = {"application": "voip", "frame_duration": str(ptime)}
    if wanted.get("useinbandfec") == "1":
        options |= {"fec": "1", "packet_loss": "5"}
    if wanted.get("cbr") == "1":
        options["vbr"] = "off"
    # RFC 7587 6.1: 6000 to 510000 bit/s, 8000 to 48000 Hz; what lies outside is ignored.
    asked = _number(wanted.get("maxaveragebitrate", ""))
    rate = min(asked, OPUS_BIT_RATE) if 6_000 <= asked <= 510_000 else OPUS_BIT_RATE
    played = _number(wanted.get("maxplaybackrate", ""))
    if 8_000 <= played < 48_000:
        # What the peer cannot play is not coded either.
        options["cutoff"] = str(max(band for least, band in _OPUS_BANDS if least <= played))
    return AvEncoder("libopus", 48000, options, rate)


def _opus_decoder() -> Coder:
    from sessioncore.media.codecs.av_coders import AvDecoder

    return AvDecoder("libopus", 48000)


G723_BIT_RATE: Final = 6_300
"""Of the two rates of G.723.1 the one that FFmpeg codes; both are heard."""

_OPUS_BANDS: Final = ((8_000, 4_000), (12_000, 6_000), (16_000, 8_000), (24_000, 12_000))
"""Hz that are sampled, and the audio bandwidth of opus that comes from that (RFC 7587 4.1)."""

OPUS_BIT_RATE: Final = 32_000
"""Bits per second of opus, unless the peer wants less: wideband speech and more (RFC 7587 3.1.1)."""


def _number(text: str) -> int:
    """A number of at most six digits, 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 0


def parse_parameters(text: str) -> dict[str, str]:
    """`name=value;name=value` of an fmtp line, at most 32 of them; names in lower case."""
    pairs = [part.partition("=") for part in text.split(";")[:32]]
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


CODINGS: Final = {
    coding.name: coding
    for coding in (
        Coding("PCMU", 8000, 8000, _mulaw_encoder, _mulaw_decoder),
        Coding("PCMA", 8000, 8000, _alaw_encoder, _alaw_decoder),
        Coding("G722", 8000, 16000, _g722_encoder, _g722_decoder, _EXTRA),
        Coding("opus", 48000, 48000, _opus_encoder, _opus_decoder, _EXTRA, (10, 20, 40, 60)),
        Coding("L16/8000", 8000, 8000, _linear_encoder, _linear_decoder),
        # 60 ms would not fit into a datagram.
        Coding("L16/16000", 16000, 16000, _linear_encoder, _linear_decoder, "", (10, 20, 30, 40)),
        # RFC 4867: the same frames, with as few bits as possible, or beginning at octets.
        *[
            Coding(name, 8000, 8000, partial(_amr_encoder, lies), partial(_amr_decoder, lies), _EXTRA, (20, 40, 60))
            for name, lies in (("AMR", False), ("AMR/octet-align", True))
        ],
        Coding("G723", 8000, 8000, _g723_encoder, _g723_decoder, _EXTRA, (30, 60)),
    )
}
"""Every codec that we have a coder for, by name."""
