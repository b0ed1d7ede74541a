"""What loss and jitter mean to a listener, in three words."""

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

    def judge(self, loss: float, jitter: float) -> bool:
        """Judge by a loss from 0 to 1 and a jitter in seconds; return whether the judgement changed."""
        at_least = self._grade_of(loss, jitter, 1.0)
        at_most = self._grade_of(loss, jitter, self.limits.quality_recovery)
        grade = max(at_least, min(self._grade, at_most))
        changed = grade != self._grade
        self._grade = grade
        return changed

    def _grade_of(self, loss: float, jitter: float, part: float) -> int:
        limits = self.limits
        if loss >= part * limits.poor_loss or jitter >= part * limits.poor_jitter:
            return 2
        return int(loss >= part * limits.fair_loss or jitter >= part * limits.fair_jitter)
