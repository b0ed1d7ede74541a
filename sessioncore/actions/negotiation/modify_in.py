"""Actions of negotiation/modify_in: our answer to the peer's re-INVITE."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._session_timer import answer_headers, is_too_brief
from sessioncore.actions.messages import SDP, answer
from sessioncore.actions.part import DialogPartActions
from sessioncore.effects import Ask, Tell
from sessioncore.handlers.coupling import coupling as coupling_chart
from sessioncore.handlers.negotiation import modify_in as chart
from sessioncore.statechart import ActionFailed

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request, Response

_STATUS = {
    "reinvite": 491,  # crossed with ours (RFC 3261 14.2)
    "cancelled": 487,
    "undecided": 488,
    "decline_modify": 488,
    "down": 487,  # BYE while it is pending (15.1.2)
}


@attrs.define(weakref_slot=False)
class Slice:
    """The open re-INVITE, and our 2xx to it."""

    request: Request | None = None
    response: Response | None = None


class Actions(DialogPartActions):
    """Keeps the re-INVITE and builds every response to it."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice()

    def too_brief(self, event: chart.Reinvite) -> bool:
        return is_too_brief(self.cell, event.request)

    def asks_application(self, event: chart.OfferTaken) -> bool:
        return self.cell.settings.ask_modifications or self.scope.leg.link_slice is not None

    def coupled(self, event: chart.Cancelled) -> bool:
        return self.scope.leg.link_slice is not None

    def note_request(self, event: chart.Reinvite) -> None:
        self.slice.request = event.request
        self.slice.response = None

    def latest(self, event: chart.Acked | chart.NoAck) -> bool:
        return event.cseq == self._request.cseq.number

    def unnoted(self, event: ActionFailed) -> bool:
        return event.action == "note_request" and event.request is not None

    def unanswered(self, event: ActionFailed) -> bool:
        return self.slice.response is None

    def ask(self, event: chart.OfferTaken) -> None:
        offer = self.scope.offer_answer_slice.open_remote
        link = self.scope.leg.link_slice
        if link is not None:
            body = b"" if offer is None else offer.encode()
            asked = coupling_chart.ChangeAsked(self.cell.session, "INVITE", body)
            self.cell.tell(Tell(link.coupling, "coupling", asked))
            return
        text = "" if offer is None else offer.encode().decode("utf-8", "replace")
        self.cell.emit(Ask(self.cell.session, "modify", {"offer": text}))

    def make_answer(self, event: chart.AnswerReady) -> None:
        request, tag = self._request, self.scope.dialog_slice.local_tag
        response = answer(self.cell, request, 200, tag, answer_headers(self.cell, request))
        description = self.scope.offer_answer_slice.sent
        assert description is not None, "the answer is ready"
        self.cell.persist()
        self.slice.response = response.with_body(description.encode(), SDP)

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "note_request comes first"
        return request

    def forget(self, event: chart.Acked | chart.NoAck) -> None:
        self.slice.request = self.slice.response = None

    def reply_done(self, event: chart.AcceptModify | chart.DeclineModify) -> None:
        self.cell.reply(event.command, "done")

    def payload_offer_in(self, event: chart.Reinvite) -> chart.OfferIn:
        return chart.OfferIn(event.request)

    def payload_accepted(self, event: chart.AnswerReady) -> chart.Accepted:
        request = self._request
        return chart.Accepted(request.cseq.number, self._response, request)

    def payload_respond_success(self, event: chart.AnswerReady) -> chart.RespondSuccess:
        return chart.RespondSuccess(self._response)

    @property
    def _response(self) -> Response:
        response = self.slice.response
        assert response is not None, "make_answer comes first"
        return response

    def payload_respond_failure(self, event: Event) -> chart.RespondFailure:
        chosen = getattr(event, "status", None)
        status = chosen if isinstance(chosen, int) and 300 <= chosen <= 699 else _STATUS.get(event.NAME, 500)
        more = []
        if isinstance(event, chart.Refused) and event.warning:
            more.append(("Warning", event.warning))
        tag = self.scope.dialog_slice.local_tag
        # One that could not be noted is that of the transaction.
        request = event.request if isinstance(event, ActionFailed) and event.request is not None else self._request
        return chart.RespondFailure(answer(self.cell, request, status, tag, more))

    def payload_respond_too_brief(self, event: chart.Reinvite) -> chart.RespondTooBrief:
        """RFC 4028 9: 422 with the least interval that we accept."""
        least = [("Min-SE", str(int(self.cell.limits.min_se)))]
        tag = self.scope.dialog_slice.local_tag
        return chart.RespondTooBrief(answer(self.cell, event.request, 422, tag, least))

    def payload_respond_gone(self, event: chart.Reinvite) -> chart.RespondGone:
        return chart.RespondGone(answer(self.cell, event.request, 481, self.scope.dialog_slice.local_tag))
