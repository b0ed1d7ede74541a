"""Actions of dialog/reliable_answer: the 2xx that is sent again until its ACK comes (RFC 3261 13.3.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.part import DialogPartActions
from sessioncore.handlers.dialog import reliable_answer as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.effects import Send
    from sessioncore.statechart import Event


@attrs.define(weakref_slot=False)
class Slice:
    """The 2xx as it was sent, and the CSeq number of its INVITE."""

    sent: Send | None = None
    cseq: int = 0


class Actions(DialogPartActions):
    """Keeps and repeats one 2xx."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice()

    def keep(self, event: chart.Sent) -> None:
        self.slice.cseq = event.response.cseq.number
        self.slice.sent = self.cell.addressed(event.response)

    def forget(self, event: chart.Ack | chart.GaveUp) -> None:
        self.slice.sent = None

    def store(self, event: chart.Ack) -> None:
        self.cell.persist()

    def resend(self, event: chart.ResendDue) -> None:
        if self.slice.sent is not None:
            self.cell.emit(self.slice.sent)

    def payload_acked(self, event: chart.Ack) -> chart.Acked:
        return chart.Acked(self.slice.cseq, event.request)

    def payload_no_ack(self, event: Event) -> chart.NoAck:
        return chart.NoAck(self.slice.cseq)
