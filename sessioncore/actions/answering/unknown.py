"""Actions of answering/unknown: 404 Not Found."""

from __future__ import annotations

from sessioncore.actions.answering._service import AnsweringActions
from sessioncore.handlers.answering import unknown as chart


class Actions(AnsweringActions):
    """Chooses the status."""

    __slots__ = ()

    def payload_declines(self, event: chart.Invited) -> chart.Declines:
        return chart.Declines(404)
