"""Who listens to the sound of a stream for what it means: digits as tones, and whether somebody speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.media import DigitReceived, MediaEvent, VoiceChanged
from sessioncore.media.codecs.coders import Coder, find_coding
from sessioncore.media.codecs.g711 import CODECS, decode
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import SAMPLE_RATE
from sessioncore.media.telephony.digit_ear import DigitEar
from sessioncore.media.telephony.voice import VoiceEar

_HALF: Final = 0x80000000


@attrs.define(eq=False)
class SoundEars:
    """Packets in, in the order in which they come; one that is late is left out, and a gap closes."""

    stream: str
    tell: Callable[[MediaEvent, float], None]
    digits: DigitEar | None = None
    voice: VoiceEar | None = None
    _ssrc: int = -1
    _timestamp: int = 0
    _law: str = ""
    _decoder: Coder | None = None
    _resampler: Resampler | None = None

    def push(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Take a packet of sound."""
        late = ((timestamp - self._timestamp) & 0xFFFFFFFF) >= _HALF
        if late and ssrc == self._ssrc:
            return
        self._ssrc, self._timestamp = ssrc, timestamp
        samples = decode(law, payload) if law in CODECS else self._decode(law, payload)
        if self.digits is not None:
            for digit, seconds in self.digits.hear(samples):
                self.tell(DigitReceived(self.stream, digit, seconds, "inband"), now)
        if self.voice is not None:
            for speaking in self.voice.hear(samples):
                self.tell(VoiceChanged(self.stream, speaking), now)

    def _decode(self, law: str, payload: bytes) -> bytes:
        if law != self._law:
            coding = find_coding(law)
            self._law, self._decoder = law, coding.make_decoder()
            self._resampler = Resampler(coding.sample_rate, SAMPLE_RATE)
        assert self._decoder is not None, "made with the law"
        assert self._resampler is not None, "made with the law"
        return self._resampler.take(self._decoder(payload))
