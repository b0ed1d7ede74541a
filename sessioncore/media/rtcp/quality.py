"""What loss, jitter and score mean to a listener, in three words."""

from __future__ import annotations

from typing import Final

import attrs

from sessioncore.base.media import Quality
from sessioncore.media.limits import MediaLimits

_WORDS: Final[tuple[Quality, ...]] = ("good", "fair", "poor")


@attrs.define
class QualityJudge:
    """Judges one stream, with hysteresis: worse at once, better only well below the bound."""

    limits: MediaLimits
    _grade: int = 0

    @property
    def quality(self) -> Quality:
        """The judgement that stands."""
        return _WORDS[self._grade]

    def judge(self, loss: float, jitter: float, score: float = 4.5) -> bool:
        """Judge by a loss from 0 to 1, a jitter in seconds and a MOS; return whether the judgement changed."""
        recovery = self.limits.quality_recovery
        at_least = self._grade_of(loss, jitter, score, 1.0)
        at_most = self._grade_of(loss, jitter, score - self.limits.mos_recovery, recovery)
        grade = max(at_least, min(self._grade, at_most))
        changed = grade != self._grade
        self._grade = grade
        return changed

    def _grade_of(self, loss: float, jitter: float, score: float, part: float) -> int:
        limits = self.limits
        if loss >= part * limits.poor_loss or jitter >= part * limits.poor_jitter or score < limits.poor_mos:
            return 2
        return int(loss >= part * limits.fair_loss or jitter >= part * limits.fair_jitter or score < limits.fair_mos)
