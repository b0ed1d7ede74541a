"""Who listens to the sound of a stream for what it means: digits as tones, and whether somebody speaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.media import DigitReceived, MediaEvent, VoiceChanged
from sessioncore.media.digit_ear import DigitEar
from sessioncore.media.g711 import CODECS, decode
from sessioncore.media.voice import VoiceEar

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

    def push(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Take a packet of sound."""
        late = ((timestamp - self._timestamp) & 0xFFFFFFFF) >= _HALF
        if law not in CODECS or (late and ssrc == self._ssrc):
            return
        self._ssrc, self._timestamp = ssrc, timestamp
        samples = decode(law, payload)
        if self.digits is not None:
            for digit, seconds in self.digits.hear(samples):
                self.tell(DigitReceived(self.stream, digit, seconds, "inband"), now)
        if self.voice is not None:
            for speaking in self.voice.hear(samples):
                self.tell(VoiceChanged(self.stream, speaking), now)
