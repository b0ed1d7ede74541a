"""Values that pass between call control and the media plane: commands down, events up.

Only strings, numbers, bytes and tuples inside, so the plane may run in the caller's thread, in a thread or in a process
of its own. Times are seconds, sizes are octets, `stream` is an id that call control chooses.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

CodecName: TypeAlias = Literal["PCMU", "PCMA"]


@attrs.frozen
class OpenStream:
    """Start listening for `stream` on local UDP `port` (taken from the port pool); nothing is sent yet."""

    stream: str
    port: int


@attrs.frozen
class ConfigureStream:
    """Apply what an offer/answer exchange agreed; may be repeated, the last one counts.

    SSRC, sequence numbers and the timestamp's clock go on over a repetition (RFC 3550 section 8), also when `send` was
    off in between. `remote` is an IP address and port. `payload_type` is what we send, `receive_payload_types` what the
    peer may send, telephone-event included; `telephone_event` says which of these it is.

    `source` is what is sent while `send` is on: `silence` (no packets at all), `echo` (what is heard, in our own
    packets), `tone:HZ` (a sine of -10 dBov) or `file:PATH` (WAV, 8 kHz, 16 bit, mono; once).
    """

    stream: str
    remote: tuple[str, int]
    codec: str
    payload_type: int
    receive_payload_types: tuple[int, ...]
    telephone_event: int | None
    send: bool
    receive: bool
    source: str
    ssrc: int


@attrs.frozen
class CloseStream:
    """Stop listening and sending; answered by one `MediaStopped`. An unknown stream is ignored."""

    stream: str


@attrs.frozen
class ReportStream:
    """Ask for the statistics of `stream`; answered by one `MediaReport`."""

    stream: str


MediaCommand: TypeAlias = OpenStream | ConfigureStream | CloseStream | ReportStream


@attrs.frozen
class StreamStatistics:
    """What a stream sent and received since it was opened.

    Octets are payload octets (as in RFC 3550 section 6.4.1). `lost` is what the sequence numbers promised and never
    came, duplicates not counted as arrivals. `jitter` is in seconds (RFC 3550 section 6.4.1). `tone_hz` is the
    frequency of the tone in the last second heard, 0 when no single tone stands out; `level_dbov` the level of that
    second, -127 for digital silence or nothing heard. The last fields count datagrams that were not taken as media.
    """

    sent_packets: int = 0
    sent_octets: int = 0
    received_packets: int = 0
    received_octets: int = 0
    lost: int = 0
    jitter: float = 0.0
    tone_hz: float = 0.0
    level_dbov: float = -127.0
    duplicates: int = 0
    wrong_source: int = 0
    wrong_payload_type: int = 0
    malformed: int = 0
    rtcp: int = 0


@attrs.frozen
class MediaStarted:
    """The first valid packet came while receiving was on; again for the first one after a `MediaSilent`."""

    stream: str
    ssrc: int
    payload_type: int


@attrs.frozen
class MediaSilent:
    """No valid packet for `seconds` although receiving is on; told once until media comes again (never on hold)."""

    stream: str
    seconds: float


@attrs.frozen
class MediaStopped:
    """The stream was closed."""

    stream: str
    statistics: StreamStatistics


@attrs.frozen
class MediaReport:
    """The answer to `ReportStream`."""

    stream: str
    statistics: StreamStatistics


@attrs.frozen
class MediaFailed:
    """A command could not be carried out, or packets cannot be sent; the stream stays as it was.

    `reason` says why in plain words.
    """

    stream: str
    reason: str


MediaEvent: TypeAlias = MediaStarted | MediaSilent | MediaStopped | MediaReport | MediaFailed
