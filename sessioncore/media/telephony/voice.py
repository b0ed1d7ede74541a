"""Whether somebody speaks: the decisions of WebRTC's detector, with hysteresis, so that words are not cut to pieces.

The detector takes loud noise for speech, of whatever colour. So a frame counts only where it also stands out from the
background, which adapts, and has a pitch: it is much like what was there 2.5 to 20 ms before. Noise is not.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE
from sessioncore.media.sound.tone import level_dbov

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

RISE_WITHOUT_PITCH_DB: Final = 0.6
"""The same where the detector hears speech and there is no pitch: noise, or a consonant, which is short."""

PITCH: Final = 0.3
"""So much of a frame (of its power, after `TILT`) is what was there one period before; of white noise 0.1."""

TILT: Final = 0.7
"""Of each sample so much of the one before is taken away: what is left of hum and rumble is not alike any more."""

SHORTEST_PERIOD: Final = 20
"""Samples: 400 Hz."""

_HISTORY_OCTETS: Final = FRAME_SAMPLES * SAMPLE_WIDTH
_SAFE_PEAK: Final = 8000

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
    _before: bytes = bytes(_HISTORY_OCTETS)

    def hear(self, samples: bytes) -> list[bool]:
        """Take 16-bit samples at 8,000 Hz; return each change: True where speech begins, False where it ends."""
        rest = self._rest + samples
        changes: list[bool] = []
        at = 0
        while at + _FRAME_OCTETS <= len(rest):
            frame = rest[at : at + _FRAME_OCTETS]
            at += _FRAME_OCTETS
            self._look(self._is_voice(frame), changes)
            self._before = frame
        self._rest = rest[at:]
        return changes

    def _is_voice(self, frame: bytes) -> bool:
        """Whether a frame is louder than what is always there, and sounds like speech."""
        level = level_dbov(frame)
        stands_out = level > self._background + RISE_DB + ABOVE_DB
        sounds = stands_out and self._detector.is_speech(frame, SAMPLE_RATE)
        voiced = sounds and pitch_strength(self._before + frame) > PITCH
        rise = RISE_WITHOUT_PITCH_DB if sounds and not voiced else RISE_DB
        self._background = min(max(level, FLOOR_DBOV), self._background + rise)
        return voiced

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


def pitch_strength(samples: bytes) -> float:
    """How much of the last 20 ms is like something that was there up to 20 ms before, 0 to 1; 40 ms at 8,000 Hz."""
    later, sooner = samples[SAMPLE_WIDTH:], samples[:-SAMPLE_WIDTH]
    flat = audioop.add(later, audioop.mul(sooner, SAMPLE_WIDTH, -TILT), SAMPLE_WIDTH)
    loudest = audioop.max(flat, SAMPLE_WIDTH)
    if not loudest:
        return 0.0
    # Sums of two fit.
    flat = audioop.mul(flat, SAMPLE_WIDTH, min(1.0, _SAFE_PEAK / loudest))
    frame = flat[-_FRAME_OCTETS:]
    power = audioop.rms(frame, SAMPLE_WIDTH)
    if not power:
        return 0.0
    at, factor = audioop.findfit(flat[: -SHORTEST_PERIOD * SAMPLE_WIDTH], frame)
    like = flat[at * SAMPLE_WIDTH : at * SAMPLE_WIDTH + _FRAME_OCTETS]
    rest = audioop.add(frame, audioop.mul(like, SAMPLE_WIDTH, -factor), SAMPLE_WIDTH)
    return float(max(0.0, 1.0 - (audioop.rms(rest, SAMPLE_WIDTH) / power) ** 2))
