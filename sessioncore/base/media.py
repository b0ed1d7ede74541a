"""Values that pass between call control and the media plane: commands down, events up.

Only strings, numbers, bytes and tuples inside, so the plane may run in the caller's thread, in a thread or in a process
of its own. Times are seconds, sizes are octets, `stream` is an id that call control chooses.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

from sessioncore.base.connectivity import IceCommand, IceEvent
from sessioncore.base.protection import KeyingReport, MediaTampered, Protection
from sessioncore.base.sound import (
    ControlPlayback,
    ControlRecording,
    MixCommand,
    MixLevels,
    PlaybackFinished,
    PlaybackStarted,
    ProcessStream,
    Sides,
)
from sessioncore.base.statistics import Quality as Quality
from sessioncore.base.statistics import StreamStatistics as StreamStatistics


@attrs.frozen
class OpenStream:
    """Start listening for `stream` on local UDP `port` (taken from the port pool); nothing is sent yet.

    `formats` are what an offer of ours names: they are heard of whoever sends first, until something is agreed.
    """

    stream: str
    port: int
    formats: tuple[tuple[int, str], ...] = ()


@attrs.frozen
class ConfigureStream:
    """Apply what an offer/answer exchange agreed; may be repeated, the last one counts.

    SSRC, sequence numbers and the timestamp's clock go on over a repetition (RFC 3550 section 8), also when `send` was
    off in between. `remote` is an IP address and port. `payload_type` is what we send, `receive_payload_types` what the
    peer may send, telephone-event included; `receive_telephone_event` says which of these it is, `telephone_event` is
    the number under which the peer wants ours, None for not at all (RFC 4733 section 2.4.1).

    `codec` is the name of what we send (`wire.sdp.FORMATS`), `parameters` what the peer said about it (its fmtp value),
    `ptime` the milliseconds in one packet of ours. `formats` gives the names of `receive_payload_types`; one without is
    static, or `codec`. `comfort_noise` is the peer's number for it (RFC 3389), None where it may not be sent.

    RTCP goes to `rtcp_port` (0: the one after RTP's), or with `rtcp_mux` where RTP goes (RFC 5761). `elsewhere` says
    that `remote` is not the host that signalling comes from: until something comes from there, few packets go there;
    `near` is that host then: a peer behind a NAT sends from there, and is sent to there (RFC 4961).

    `source` is what is sent while `send` is on: `silence` (no packets at all), `echo` (what is heard, in our own
    packets), `tone:HZ` (a sine of -10 dBov), `signal:NAME/COUNTRY` (what a caller hears: dial, ringing, busy or
    congestion of a country, as `signal:busy/de`), both also for so many seconds (`tone:440/1.5`), `silence:SECONDS`,
    `file:PATH` (WAV, or what PyAV reads; once), `list:TIMES,GAP:SOURCE|SOURCE` (those one after the other, so many
    times or, with 0, for ever, with so many seconds between) or `application` (what `SendAudio` brings). A repetition
    with the same `source` leaves alone what is being played, also what `PlayStream` chose.

    `cname` is our canonical name in RTCP (RFC 3550 section 6.5.1), at most 255 octets of UTF-8; "" draws one from the
    stream's name and SSRC, 96 bits as RFC 7022 section 4.2 wants. It counts when the address is new.

    With `rtcp_xr` our reports carry VoIP metrics (RFC 3611 section 4.7); with `rtcp_reduced` some are of reduced size
    and the peer's may be (RFC 5506). `early` keeps RTCP back: the session is not confirmed yet.

    With `protection` packets are SRTP and SRTCP (RFC 3711); None: plain. Nothing leaves before there are keys.

    With `inband_digits` digits are looked for in the sound, with `voice_activity` it is told when somebody speaks.
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
    cname: str = ""
    receive_telephone_event: int | None = None
    rtcp_xr: bool = False
    rtcp_reduced: bool = False
    early: bool = False
    inband_digits: bool = False
    voice_activity: bool = False
    parameters: str = ""
    ptime: int = 20
    formats: tuple[tuple[int, str], ...] = ()
    comfort_noise: int | None = None
    rtcp_mux: bool = False
    rtcp_port: int = 0
    elsewhere: bool = False
    near: str = ""
    protection: Protection | None = None


@attrs.frozen
class CloseStream:
    """Stop listening and sending; answered by one `MediaStopped`. An unknown stream is ignored."""

    stream: str


@attrs.frozen
class ReportStream:
    """Ask for the statistics of `stream`; answered by one `MediaReport`.

    With `every` seconds there is one every so often instead, the first after that time, until 0 ends it; None asks once
    and changes nothing about it.
    """

    stream: str
    every: float | None = None


@attrs.frozen
class PlayStream:
    """Send something else on a configured stream, at once and from its beginning: a `source` of `ConfigureStream`.

    It stays through holds, until another PlayStream or a ConfigureStream with another source than the last one had.
    With a number as `playback` that is followed by `PlaybackStarted` (for each item of a list) and `PlaybackFinished`.
    """

    stream: str
    source: str
    playback: int = 0


@attrs.frozen
class RecordStream:
    """Write a stream from now on to the WAV file `path` (16 bit, at `rate` Hz), "" ends that.

    `sides` says what: what is heard, what is sent, both as left and right, or both in one. What is not there (loss,
    hold, nothing sent) is silence in the file: it lasts as long as the recording did. It ends by itself after `seconds`
    or when the file has so many `octets` (0: what `MediaLimits` allows). An existing file is overwritten. Answered by
    one `MediaRecorded` at the end; also the end of the stream is one. With a number as `recording` that is told again,
    and a recording that cannot begin is answered so as well.
    """

    stream: str
    path: str
    sides: Sides = "heard"
    rate: int = 8_000
    seconds: float = 0.0
    octets: int = 0
    recording: int = 0


@attrs.frozen
class ListenStream:
    """Let what is heard come as `MediaAudio`, 20 ms at a time, at `rate` Hz; 0 ends that."""

    stream: str
    rate: int


@attrs.frozen
class SendAudio:
    """Send `samples` (16 bit, mono, the machine's byte order) at `rate` Hz; for a stream whose source is `application`.

    At most a second waits; of more, the oldest is lost.
    """

    stream: str
    samples: bytes
    rate: int


DigitMethod: TypeAlias = Literal["rfc4733", "info", "inband"]
"""How digits travel: as telephone events in RTP (RFC 4733), in INFO requests, or as tones in the sound."""


@attrs.frozen
class SendDigits:
    """Send digits (0 to 9, *, #, A to D, and ! for a flash) on a configured stream.

    Each is `seconds` long and followed by a `pause` (s).

    As telephone events where `method` is "rfc4733", as tones where it is "inband"; digits wait for those before them.
    Answered by one `DigitsSent`, or by a `MediaFailed` with `what` "digits".
    """

    stream: str
    digits: str
    method: DigitMethod = "rfc4733"
    seconds: float = 0.1
    pause: float = 0.1


@attrs.frozen
class DropDigits:
    """Give up what waits of the stream's `SendDigits` and what is being sent of it; nothing is answered."""

    stream: str


@attrs.frozen
class LendStream:
    """Leave the sockets of an open stream to a relay (`away`), or take them back; it sends nothing itself meanwhile."""

    stream: str
    away: bool


MediaCommand: TypeAlias = (
    OpenStream
    | ConfigureStream
    | CloseStream
    | ReportStream
    | PlayStream
    | RecordStream
    | SendDigits
    | DropDigits
    | ListenStream
    | SendAudio
    | ControlPlayback
    | ControlRecording
    | ProcessStream
    | MixCommand
    | LendStream
    | IceCommand
)


@attrs.frozen
class MediaStarted:
    """The first valid packet came while receiving was on; again for the first one after a `MediaSilent`."""

    stream: str
    ssrc: int
    payload_type: int


@attrs.frozen
class MediaSilent:
    """No valid packet for `seconds` although receiving is on; told once until media comes again or is agreed anew.

    Never on hold; while the peer pauses (after comfort noise, or where its reports say that it sends nothing) its RTCP
    counts as well, for it may send nothing else for long.
    """

    stream: str
    seconds: float


@attrs.frozen
class MediaStopped:
    """The stream was closed."""

    stream: str
    statistics: StreamStatistics


@attrs.frozen
class MediaReport:
    """The answer to `ReportStream`; `periodic` where it asked for one every so often."""

    stream: str
    statistics: StreamStatistics
    periodic: bool = False


@attrs.frozen
class MediaQualityChanged:
    """Judged by what happened since the last RTCP report: by loss, jitter and score of what we and the peer hear.

    `loss` (0 to 1), `jitter` (s), `round_trip` (s, None when not known) and `mos` (1 to 4.5, ITU-T G.107) are what the
    judgement stood on, each the worse of the two. A stream begins as good, and returns
    to a better judgement only well below the bounds (`MediaLimits`).
    """

    stream: str
    quality: Quality
    loss: float
    jitter: float
    round_trip: float | None
    mos: float = 4.5


@attrs.frozen
class MediaFinished:
    """The file that was played as `source` has ended; nothing is sent until there is another source."""

    stream: str
    source: str


@attrs.frozen
class MediaRecorded:
    """The recording at `path` ended and can be read; it lasts `seconds`.

    `complete` is False where the end came by itself: the longest time was reached or the file could not be written
    (which a `MediaFailed` tells, too).
    """

    stream: str
    path: str
    seconds: float
    complete: bool
    recording: int = 0


@attrs.frozen
class DigitReceived:
    """The peer sent a digit, which was heard for `seconds`; told when it ends."""

    stream: str
    digit: str
    seconds: float
    method: DigitMethod


@attrs.frozen
class VoiceChanged:
    """Somebody begins to speak, or has ceased to."""

    stream: str
    speaking: bool


@attrs.frozen
class DigitsSent:
    """All digits of the stream's `SendDigits` commands have left, the pause after the last one included."""

    stream: str


@attrs.frozen
class MediaFailed:
    """A command could not be carried out, or packets cannot be sent; the stream stays as it was.

    `reason` says why in plain words. `what` failed: the `stream` itself (it cannot be opened, configured or sent), or
    only something beside it (`play`, `record`, `report`, `digits`, `listen`, `mix`,
    `process`), with which a call goes on.
    """

    stream: str
    reason: str
    what: Literal["stream", "play", "record", "report", "digits", "listen", "mix", "process"] = "stream"


@attrs.frozen
class MediaAudio:
    """20 ms of what a stream hears, where `ListenStream` asked for it: 16 bit, mono, the machine's byte order.

    It comes steadily from then on: what is lost is concealed, and what nobody sends is silence. `heard` says that
    something was sent to us at all by then.
    """

    stream: str
    samples: bytes
    rate: int
    heard: bool


MediaNews: TypeAlias = (
    MediaReport
    | MediaTampered
    | MediaQualityChanged
    | MediaFinished
    | PlaybackStarted
    | PlaybackFinished
    | MediaRecorded
    | DigitReceived
    | VoiceChanged
)
"""What a call goes on with, whatever it says."""

MediaEvent: TypeAlias = (
    MediaStarted
    | MediaSilent
    | MediaStopped
    | MediaReport
    | MediaQualityChanged
    | MediaFinished
    | PlaybackStarted
    | PlaybackFinished
    | MediaRecorded
    | DigitReceived
    | DigitsSent
    | VoiceChanged
    | MediaAudio
    | MixLevels
    | MediaFailed
    | KeyingReport
    | MediaTampered
    | IceEvent
)
