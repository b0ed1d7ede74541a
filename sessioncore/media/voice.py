"""Whether somebody speaks: the decisions of WebRTC's detector, with hysteresis, so that words are not cut to pieces."""

from __future__ import annotations

from collections import deque
from typing import Any, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.g711 import SAMPLE_WIDTH
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE
from sessioncore.media.tone import level_dbov

AGGRESSIVENESS: Final = 3
"""WebRTC's strictest mode: noise is rather not taken for speech."""

FLOOR_DBOV: Final = -50.0
"""The background is never taken to be softer than this."""

RECENT_FRAMES: Final = 10
BEGIN_FRAMES: Final = 6
"""Speech begins when so many of the last `RECENT_FRAMES` (20 ms each) sound like it."""

ABOVE_DB: Final = 6.0
"""Speech is so much louder than the background, which follows the softest frames at once, louder ones by `RISE_DB`."""

RISE_DB: Final = 0.2
"""Each frame, which is 10 dB in a second; speech has a pause before that."""

END_FRAMES: Final = 25
"""Speech ends after so many frames in a row (half a second) that do not."""

_FRAME_OCTETS: Final = FRAME_SAMPLES * SAMPLE_WIDTH


def make_detector() -> Any:
    """WebRTC's detector; MediaError where the library is not installed."""
    try:
        import webrtcvad
    except ImportError:
        raise MediaError("voice activity needs webrtcvad: pip install 'sessioncore[vad]'") from None
    return webrtcvad.Vad(AGGRESSIVENESS)


@attrs.define(eq=False)
class VoiceEar:
    """Samples in; says when speech begins and ends."""

    speaking: bool = False
    _detector: Any = attrs.field(factory=make_detector)
    _rest: bytes = b""
    _recent: deque[bool] = attrs.field(factory=lambda: deque(maxlen=RECENT_FRAMES))
    _quiet: int = 0
    _background: float = FLOOR_DBOV

    def hear(self, samples: bytes) -> list[bool]:
        """Take 16-bit samples at 8,000 Hz; return each change: True where speech begins, False where it ends."""
        rest = self._rest + samples
        changes: list[bool] = []
        at = 0
        while at + _FRAME_OCTETS <= len(rest):
            frame = rest[at : at + _FRAME_OCTETS]
            at += _FRAME_OCTETS
            self._look(self._stands_out(frame) and self._detector.is_speech(frame, SAMPLE_RATE), changes)
        self._rest = rest[at:]
        return changes

    def _stands_out(self, frame: bytes) -> bool:
        """Whether a frame is louder than what is always there; steady noise, however loud, is not."""
        level = level_dbov(frame)
        self._background = min(max(level, FLOOR_DBOV), self._background + RISE_DB)
        return level > self._background + ABOVE_DB

    def _look(self, voiced: bool, changes: list[bool]) -> None:
        self._recent.append(voiced)
        self._quiet = 0 if voiced else self._quiet + 1
        if self.speaking:
            if self._quiet >= END_FRAMES:
                self.speaking = False
                self._recent.clear()
                changes.append(False)
        elif sum(self._recent) >= BEGIN_FRAMES:
            self.speaking = True
            changes.append(True)
