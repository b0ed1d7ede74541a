"""Actions of answering/decline: 603 Decline."""

from __future__ import annotations

from typing import Final

from sessioncore.actions.answering._service import AnsweringActions
from sessioncore.handlers.answering import decline as chart

STATUS: Final = 603
"""OPTIONS for such a user is answered alike (RFC 3261 11.2)."""


class Actions(AnsweringActions):
    """Chooses the status."""

    __slots__ = ()

    def payload_declines(self, event: chart.Invited) -> chart.Declines:
        return chart.Declines(STATUS)
