"""Actions of answering/auth: as a proxy would ask (407), so that a user agent takes it for the way to the service."""

from __future__ import annotations

from sessioncore.actions.answering._service import AnsweringActions
from sessioncore.handlers.answering import auth as chart


class Actions(AnsweringActions):
    """Chooses the status."""

    __slots__ = ()

    def payload_challenges(self, event: chart.Unproven) -> chart.Challenges:
        return chart.Challenges(407)
