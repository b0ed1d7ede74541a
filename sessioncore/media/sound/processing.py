"""Echo, noise and level of either side: WebRTC's audio processing, by livekit's library (extra `[aec]`).

For what is heard it stands between the jitter buffer and who listens. What may come back as echo is what was sent,
which the stream's tap brings; both go on side by side, 10 ms at a time.

For what the application sends (a microphone) it stands before all else (`Capture`). What may come back as echo is what
the application heard (a loudspeaker).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaFailed
from sessioncore.base.sound import ProcessStream
from sessioncore.media.codecs.coders import Coder, find_coding
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.sound.listening import Listener

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.stream import MediaStream

RATES: Final = (8_000, 16_000, 32_000, 48_000)
"""What the library processes, in Hz."""

CUSHION_SECONDS: Final = 0.02
"""So much of what was sent waits before it is used, so that it does not run dry between two packets. The echo comes
later than that: it was in the jitter buffer."""

_PIECE: Final = 100  # a second has so many


def load_library() -> Any:
    """The library, loaded when somebody asks for it (0.3 s, not in the media thread); MediaError where it is absent."""
    try:
        from livekit import rtc
    except ImportError:
        raise MediaError("echo, noise and gain need livekit: pip install 'sessioncore[aec]'") from None
    return rtc


def check_processing(rate: int) -> None:
    """Raise MediaError where sound at this rate is not processed."""
    if rate not in RATES:
        raise MediaError(f"sound is processed at {', '.join(map(str, RATES))} Hz, not at {rate}")


@attrs.define(eq=False)
class Processor:
    """Sound in, cleaner out, at `rate` Hz; what may come back in it beside it."""

    rate: int
    wanted: ProcessStream
    failed: Callable[[str], None] = attrs.field(repr=False)
    _library: Any = attrs.field(factory=load_library, repr=False)
    _module: Any = None
    _rest: bytes = b""
    _ready: bytes = b""
    _sent: bytes = b""
    _runs: bool = False
    _last: int = 0
    _law: str = ""
    _decoder: Coder | None = None
    _resampler: Resampler | None = None
    _played: Resampler | None = None

    def __attrs_post_init__(self) -> None:
        check_processing(self.rate)
        wanted = self.wanted
        self._module = self._library.AudioProcessingModule(
            echo_cancellation=wanted.echo,
            noise_suppression=wanted.noise,
            auto_gain_control=wanted.gain,
            high_pass_filter=wanted.high_pass,
        )

    def say(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Take a packet that leaves: what may come back."""
        if law != self._law:
            coding = find_coding(law)
            self._law, self._decoder = law, coding.make_decoder()
            self._resampler = Resampler(coding.sample_rate, self.rate)
        assert self._decoder is not None, "made with the law"
        assert self._resampler is not None, "made with the law"
        self._refer(self._resampler.take(self._decoder(payload)))

    def play(self, samples: bytes, rate: int) -> None:
        """Take sound that a loudspeaker gets: what may come back."""
        played = self._played
        if played is None or played.source != rate:
            played = self._played = Resampler(rate, self.rate)
        self._refer(played.take(samples))

    def _refer(self, samples: bytes) -> None:
        self._last = len(samples)
        # More would be older than the echo that it is to be found in.
        most = self._cushion + max(self._last, self._cushion)
        self._sent = (self._sent + samples)[-most:]

    def __call__(self, samples: bytes) -> bytes:
        """Process samples; as many come back."""
        size = len(samples)
        piece = self.rate // _PIECE * SAMPLE_WIDTH
        rest = self._rest + samples
        at = 0
        pieces = [self._ready]
        while at + piece <= len(rest):
            pieces.append(self._process(rest[at : at + piece]))
            at += piece
        self._rest = rest[at:]
        made = b"".join(pieces)
        if len(made) < size:
            made = bytes(size - len(made)) + made
        found, self._ready = made[:size], made[size:]
        return found

    @property
    def _cushion(self) -> int:
        return round(CUSHION_SECONDS * self.rate) * SAMPLE_WIDTH

    def _process(self, piece: bytes) -> bytes:
        module = self._module
        if module is None:
            return piece
        try:
            if self.wanted.echo:
                module.process_reverse_stream(self._frame(self._next_sent(len(piece))))
            frame = self._frame(piece)
            module.process_stream(frame)
            return bytes(frame.data)
        except Exception as error:
            # Whatever it is, the call goes on without it.
            self._module = None
            self.failed(f"the sound is not processed any more: {error!r}"[:200])
            return piece

    def _next_sent(self, size: int) -> bytes:
        if not self._runs and len(self._sent) < self._cushion + size:
            return bytes(size)
        self._runs = len(self._sent) >= size
        if not self._runs:
            return bytes(size)
        found, self._sent = self._sent[:size], self._sent[size:]
        return found

    def _frame(self, samples: bytes) -> Any:
        return self._library.AudioFrame(bytearray(samples), self.rate, 1, len(samples) // SAMPLE_WIDTH)


@attrs.define(eq=False)
class Capture:
    """Cleans what the application gives, at its rate where that can be, else at the next higher one."""

    wanted: ProcessStream
    failed: Callable[[str], None] = attrs.field(repr=False)
    _given: int = 0
    _resampler: Resampler | None = None
    _processor: Processor | None = None

    def take(self, samples: bytes, rate: int) -> tuple[bytes, int]:
        """Process samples at `rate` Hz; cleaner ones, and their rate."""
        if rate != self._given or self._processor is None or self._resampler is None:
            near = next((each for each in RATES if each >= rate), RATES[-1])
            self._given, self._resampler = rate, Resampler(rate, near)
            if self._processor is None or self._processor.rate != near:
                self._processor = Processor(near, self.wanted, self.failed)
        return self._processor(self._resampler.take(samples)), self._processor.rate

    def play(self, samples: bytes, rate: int) -> None:
        """Take what the application heard."""
        if self._processor is not None and self.wanted.echo:
            self._processor.play(samples, rate)


def process(plane: MediaPlane, command: ProcessStream, now: float) -> None:
    """Begin to process what a stream hears or sends, in another way, or no more; raises MediaError."""
    state = plane.get(command.stream)

    def failed(reason: str) -> None:
        plane.tell(MediaFailed(state.name, reason, "process"), now)

    if command.wants:
        load_library()
    if command.side == "sent":
        if not command.wants:
            state.capture = None
        elif state.capture is None or state.capture.wanted != command:
            state.capture = Capture(command, failed)
        return
    if command.wants:
        for listener in (state.listener, state.mixed):
            if listener is not None:
                check_processing(listener.rate)
    state.processing = (command, failed)
    attach(state)
    if not command.wants:
        state.processing = None


def attach(state: MediaStream) -> None:
    """Let whoever listens hear what is processed as it is asked for now; what is as it was goes on."""
    if state.processing is None:
        return
    wanted, failed = state.processing
    for listener in (state.listener, state.mixed):
        if listener is None or (isinstance(listener.process, Processor) and listener.process.wanted == wanted):
            continue
        _detach(state, listener)
        if not wanted.wants:
            continue
        if listener.rate not in RATES:
            failed(f"sound is not processed at {listener.rate} Hz")
            continue
        listener.process = made = Processor(listener.rate, wanted, failed)
        state.tap(made, wanted.echo)
    going = [each.process for each in (state.listener, state.mixed) if each is not None]
    for tap in state.taps:
        if isinstance(tap, Processor) and tap not in going:
            state.tap(tap, False)


def _detach(state: MediaStream, listener: Listener) -> None:
    if isinstance(listener.process, Processor):
        state.tap(listener.process, False)
    listener.process = None
