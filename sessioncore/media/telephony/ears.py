"""Who listens to the sound of a stream for what it means: digits as tones, and whether somebody speaks.

Only streams of which somebody wants to know that have one of these; then every packet is decoded, whatever its codec.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.base.media import DigitReceived, MediaFailed, VoiceChanged
from sessioncore.media.codecs.coders import Coder, find_coding
from sessioncore.media.codecs.g711 import CODECS, SAMPLE_WIDTH, decode
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import FRAME_SAMPLES, FRAME_SECONDS, SAMPLE_RATE
from sessioncore.media.telephony.digit_ear import DigitEar
from sessioncore.media.telephony.voice import END_FRAMES, VoiceEar

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane

_HALF: Final = 0x80000000

PATIENCE: Final = END_FRAMES * FRAME_SECONDS
"""Seconds after which what comes no more counts as silence: who pauses may send nothing (RFC 3551 section 4.1)."""

_SILENCE: Final = bytes((END_FRAMES + 1) * FRAME_SAMPLES * SAMPLE_WIDTH)


@attrs.define(eq=False)
class SoundEars:
    """Packets in, in the order in which they come; one that is late is left out, and a gap closes.

    While a digit or a voice goes on this is a chore of the plane, which ends them where packets cease.
    """

    stream: str
    plane: MediaPlane
    digits: DigitEar | None = None
    voice: VoiceEar | None = None
    tick: int = 0
    _ssrc: int = -1
    _timestamp: int = 0
    _law: str = ""
    _decoder: Coder | None = None
    _resampler: Resampler | None = None
    _heard_at: float = 0.0
    _awaits: bool = False

    def push(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Take a packet of sound."""
        late = ((timestamp - self._timestamp) & 0xFFFFFFFF) >= _HALF
        if late and ssrc == self._ssrc:
            return
        if ssrc != self._ssrc:
            # What a coder remembers is of one source.
            self._law = ""
        self._ssrc, self._timestamp, self._heard_at = ssrc, timestamp, now
        self._hear(decode(law, payload) if law in CODECS else self._decode(law, payload), now)
        if not self._awaits and self._goes_on:
            self._awaits = True
            self.plane.begin_chore(f"{self.stream} ears", self, now + PATIENCE)

    def run(self, plane: MediaPlane, now: float) -> float | None:
        """End what goes on where nothing has come for long enough; return when to look again."""
        state = plane.find(self.stream)
        if state is None or state.ears is not self or not self._goes_on:
            self._awaits = False
            return None
        if now < self._heard_at + PATIENCE:
            return self._heard_at + PATIENCE
        self._hear(_SILENCE, now)
        self._awaits = False
        return None

    def fail(self, plane: MediaPlane, now: float, reason: str) -> None:
        """Listen no more, until that is agreed anew."""
        state = plane.find(self.stream)
        if state is not None and state.ears is self:
            state.ears = None
        plane.tell(MediaFailed(self.stream, reason, "listen"), now)

    @property
    def _goes_on(self) -> bool:
        return (self.digits is not None and self.digits.hears) or (self.voice is not None and self.voice.speaking)

    def _hear(self, samples: bytes, now: float) -> None:
        if self.digits is not None:
            for digit, seconds in self.digits.hear(samples):
                self.plane.tell(DigitReceived(self.stream, digit, seconds, "inband"), now)
        if self.voice is not None:
            for speaking in self.voice.hear(samples):
                self.plane.tell(VoiceChanged(self.stream, speaking), now)

    def _decode(self, law: str, payload: bytes) -> bytes:
        if law != self._law:
            coding = find_coding(law)
            self._law, self._decoder = law, coding.make_decoder()
            self._resampler = Resampler(coding.sample_rate, SAMPLE_RATE)
        assert self._decoder is not None, "made with the law"
        assert self._resampler is not None, "made with the law"
        return self._resampler.take(self._decoder(payload))
