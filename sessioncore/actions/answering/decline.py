"""Actions of answering/decline: 603 Decline."""

from __future__ import annotations

from sessioncore.actions.answering._service import AnsweringActions
from sessioncore.handlers.answering import decline as chart


class Actions(AnsweringActions):
    """Chooses the status."""

    __slots__ = ()

    def payload_declines(self, event: chart.Invited) -> chart.Declines:
        return chart.Declines(603)
