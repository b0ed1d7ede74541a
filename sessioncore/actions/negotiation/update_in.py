"""Actions of negotiation/update_in: our answer to the peer's UPDATE (RFC 3311 5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._session_timer import answer_headers, is_too_brief
from sessioncore.actions.dialog.dialog import retry_after
from sessioncore.actions.messages import SDP, answer
from sessioncore.actions.part import DialogPartActions
from sessioncore.effects import Tell
from sessioncore.handlers.coupling import coupling as coupling_chart
from sessioncore.handlers.negotiation import update_in as chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import ActionFailed, Event
    from sessioncore.wire.sip import Request, Response


@attrs.define(weakref_slot=False)
class Slice:
    """The UPDATE whose offer is being answered, and the Retry-After of the last that overlapped another."""

    request: Request | None = None
    retry_after: int = 0


class Actions(DialogPartActions):
    """Builds every response to an UPDATE."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def too_brief(self, event: chart.Update) -> bool:
        return is_too_brief(self.cell, event.request)

    def acknowledges(self, event: chart.Answered) -> bool:
        return self._request(event).method == "PRACK"

    def offers(self, event: chart.Update) -> bool:
        return bool(event.request.body)

    def asks_application(self, event: chart.Update) -> bool:
        if self.scope.leg.link_slice is not None:
            return self.scope.key != self.scope.leg.setup_slice.spoken_tag
        return self.cell.settings.ask_modifications

    def ask(self, event: chart.OfferTaken) -> None:
        link, session = self.scope.leg.link_slice, self.cell.session
        assert link is not None, "only a coupled leg passes offers on"
        request = self._request(event)
        asked = coupling_chart.ChangeAsked(session, request.method, request.body)
        self.cell.tell(Tell(link.coupling, "coupling", asked))

    def reply_done(self, event: chart.AcceptUpdate | chart.DeclineUpdate) -> None:
        self.cell.reply(event.command, "done")

    def note_request(self, event: chart.Update) -> None:
        self.slice.request = event.request

    def draw_retry_after(self, event: chart.Update) -> None:
        self.slice.retry_after = retry_after(self.cell)

    def persist(self, event: chart.Answered) -> None:
        self.cell.persist()

    def forget(self, event: Event) -> None:
        self.slice.request = None

    def payload_offer_in(self, event: chart.Update) -> chart.OfferIn:
        return chart.OfferIn(event.request)

    def payload_accepted(self, event: chart.Update | chart.Answered) -> chart.Accepted:
        return chart.Accepted(self._request(event))

    def payload_renewed(self, event: chart.Update | chart.Answered) -> chart.Renewed:
        return chart.Renewed(self._success(event))

    def payload_respond(self, event: chart.Update | chart.Answered) -> chart.Respond:
        return chart.Respond(self._success(event))

    def payload_respond_early(self, event: chart.Update | chart.Answered) -> chart.RespondEarly:
        return chart.RespondEarly(self._described(event, self._answer(event, 200)))

    def payload_respond_gone(self, event: chart.Update) -> chart.RespondGone:
        return chart.RespondGone(self._answer(event, 481))

    def payload_respond_too_brief(self, event: chart.Update) -> chart.RespondTooBrief:
        """RFC 4028 9: 422 with the least interval that we accept."""
        least = [("Min-SE", str(int(self.cell.limits.min_se)))]
        return chart.RespondTooBrief(self._answer(event, 422, least))

    def payload_respond_crossed(self, event: chart.Update) -> chart.RespondCrossed:
        return chart.RespondCrossed(self._answer(event, 491))

    def payload_respond_overlap(self, event: chart.Update) -> chart.RespondOverlap:
        return chart.RespondOverlap(self._answer(event, 500, [("Retry-After", str(self.slice.retry_after))]))

    def payload_respond_unasked(self, event: chart.Update | chart.Undecided) -> chart.RespondUnasked:
        """RFC 3311 5.2: an UPDATE cannot wait for somebody's decision; a re-INVITE can."""
        return chart.RespondUnasked(self._answer(event, 504))

    def payload_respond_failure(
        self, event: chart.Refused | chart.DeclineUpdate | chart.Down | ActionFailed
    ) -> chart.RespondFailure:
        if isinstance(event, chart.DeclineUpdate):
            return chart.RespondFailure(self._answer(event, event.status if 300 <= event.status <= 699 else 488))
        if not isinstance(event, chart.Refused):
            return chart.RespondFailure(self._answer(event, 487 if isinstance(event, chart.Down) else 500))
        more = [("Warning", event.warning)] if event.warning else []
        return chart.RespondFailure(self._answer(event, event.status, more))

    def _request(self, event: Event) -> Request:
        """The UPDATE that is answered: the one that came, or the one whose offer was being answered."""
        request = event.request if isinstance(event, chart.Update) else self.slice.request
        assert request is not None, "note_request comes first"
        return request

    def _answer(self, event: Event, status: int, more: Sequence[tuple[str, str]] = ()) -> Response:
        return answer(self.cell, self._request(event), status, self.scope.dialog_slice.local_tag, more)

    def _success(self, event: Event) -> Response:
        return self._described(event, self._answer(event, 200, answer_headers(self.cell, self._request(event))))

    def _described(self, event: Event, response: Response) -> Response:
        """With our answer, where the UPDATE carried an offer."""
        if isinstance(event, chart.Update):
            return response
        description = self.scope.offer_answer_slice.sent
        assert description is not None, "the answer is made"
        return response.with_body(description.encode(), SDP)
