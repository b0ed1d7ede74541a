"""Actions of dialog/reliable_answer: the 2xx that is sent again until its ACK comes (RFC 3261 13.3.1.4)."""

from __future__ import annotations

from typing import Any

import attrs

from sessioncore.actions.part import PartActions
from sessioncore.effects import Send
from sessioncore.handlers.dialog import reliable_answer as chart
from sessioncore.wire.sip import response_target


@attrs.define
class Slice:
    """The 2xx as it was sent."""

    sent: Send | None = None


class Actions(PartActions):
    """Keeps and repeats one 2xx."""

    __slots__ = ("slice",)

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def keep(self, event: chart.Sent) -> None:
        self.slice.sent = Send(event.response.encode(), response_target(event.response.via))

    def resend(self, event: chart.ResendDue) -> None:
        if self.slice.sent is not None:
            self.cell.emit(self.slice.sent)
