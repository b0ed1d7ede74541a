"""Actions of answering/redirect: to the user `echo` at the same place."""

from __future__ import annotations

from sessioncore.actions.answering._service import AnsweringActions
from sessioncore.handlers.answering import redirect as chart


class Actions(AnsweringActions):
    """Names the other user."""

    __slots__ = ()

    def payload_redirects(self, event: chart.Invited) -> chart.Redirects:
        return chart.Redirects(f"sip:echo@{self.cell.settings.host_port}")
