"""Actions of dialog/reliable_provisional: a provisional response that is sent again until its PRACK (RFC 3262 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._reliability import acknowledged
from sessioncore.actions.messages import answer
from sessioncore.actions.part import DialogPartActions
from sessioncore.handlers.dialog import reliable_provisional as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.effects import Send
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """The response as it was sent, the CSeq number of its INVITE, and the PRACK that is being answered."""

    sent: Send | None = None
    cseq: int = 0
    prack: Request | None = None


class Actions(DialogPartActions):
    """Keeps and repeats one response, and answers its PRACK."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def meant(self, event: chart.Prack) -> bool:
        found = acknowledged(event.request)
        return found is not None and found[1:] == (self.slice.cseq, "INVITE")

    def passing(self, event: chart.Prack) -> bool:
        """Before anything is agreed it is the answer to our own offer."""
        agreed = self.scope.offer_answer_slice.local is not None
        return agreed and bool(event.request.body) and self.scope.leg.link_slice is not None

    def keep(self, event: chart.Sent) -> None:
        data, response = self.slice, event.response
        data.cseq = response.cseq.number
        data.sent = self.cell.addressed(response)

    def resend(self, event: chart.ResendDue) -> None:
        if self.slice.sent is not None:
            self.cell.emit(self.slice.sent)

    def forget(self, event: Event) -> None:
        self.slice.sent = None

    def forget_prack(self, event: Event) -> None:
        self.slice.prack = None

    def note_prack(self, event: chart.Prack) -> None:
        self.slice.prack = event.request

    def payload_described(self, event: chart.Prack) -> chart.Described:
        return chart.Described(event.request)

    def payload_respond(self, event: Event) -> chart.Respond:
        """200, with our answer where the PRACK carried an offer (RFC 3262 3, 5)."""
        tag = self.scope.dialog_slice.local_tag
        request = event.request if isinstance(event, chart.Prack) else self.slice.prack
        assert request is not None, "note_prack comes first"
        if isinstance(event, chart.Answered):
            return chart.Respond(answer(self.cell, request, 200, tag, (), self.scope.offer_answer_slice.sent))
        return chart.Respond(answer(self.cell, request, _STATUS.get(event.NAME, 200), tag))

    def payload_respond_gone(self, event: chart.Prack) -> chart.RespondGone:
        return chart.RespondGone(answer(self.cell, event.request, 481, self.scope.dialog_slice.local_tag))


_STATUS = {"action_failed": 500}
"""Of what is no 200."""
