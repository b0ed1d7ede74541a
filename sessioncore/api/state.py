"""The states of a session, as the chart `session/session` names them."""

from __future__ import annotations

import enum
from typing import Final

from sessioncore.handlers.session import session as chart

_NAMES: Final = chart.Session.STATES


class SessionState(enum.StrEnum):
    """Where a session is. The values are the names of the chart's states, taken from its generated handler."""

    INITIALIZING = _NAMES[chart.INITIALIZING]
    DIALING = _NAMES[chart.DIALING]
    RINGING = _NAMES[chart.RINGING]
    EARLY_MEDIA = _NAMES[chart.EARLY_MEDIA]
    CONNECTED = _NAMES[chart.CONNECTED]
    ON_HOLD = _NAMES[chart.ON_HOLD]
    TERMINATING = _NAMES[chart.TERMINATING]
    TERMINATED = _NAMES[chart.TERMINATED]
    FAILED = _NAMES[chart.FAILED]

    @property
    def is_final(self) -> bool:
        """Whether the session is over."""
        return chart.Session.FINAL[_NAMES.index(self.value)]
