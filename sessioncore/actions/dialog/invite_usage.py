"""Actions of dialog/invite_usage: ACK and BYE."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, unasked, worth_answering
from sessioncore.actions.messages import SDP, answer
from sessioncore.actions.part import DialogPartActions
from sessioncore.effects import Send
from sessioncore.handlers.dialog import invite_usage as chart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """The ACK of the INVITE's 2xx, kept for its copies, and the challenges of our BYE that were answered."""

    ack: Send | None = None
    answered: Answered = None


class Actions(DialogPartActions):
    """Sends the ACK and the BYE of this session, and answers the peer's BYE."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice()

    def ends_without_media(self, event: chart.MediaLost) -> bool:
        return self.cell.settings.on_media_loss == "end"

    def gives_up_without_media(self, event: chart.MediaGivenUp) -> bool:
        return self.cell.settings.on_media_loss == "reinvite"

    def challenged(self, event: chart.ByeDone) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def send_ack(self, event: Event) -> None:
        """An ACK for a 2xx is a request of the dialog with a branch of its own (RFC 3261 13.2.2.4)."""
        self.cell.persist()
        body = self.scope.offer_answer_slice.owed_answer
        setup = self.scope.leg.setup_slice
        invite = setup.request
        assert invite is not None, "its 2xx has come"
        kind, proofs, cseq = SDP if body else "", setup.proofs, invite.cseq.number
        ack = self.scope.dialog_slice.new_request("ACK", cseq=cseq, body=body, content_type=kind, more=proofs)
        self.slice.ack = self.cell.send_request(ack)

    def resend_ack(self, event: chart.Again) -> None:
        if self.slice.ack is not None:
            self.cell.emit(self.slice.ack)

    def send_bye(self, event: Event) -> Request:
        answered = self.scope.leg.setup_slice.answered
        proofs = unasked(self.cell, answered, "BYE", self.scope.dialog_slice.request_uri, b"") if answered else ()
        return self.scope.dialog_slice.new_request("BYE", more=[*self._reason, *proofs])

    @property
    def _reason(self) -> Sequence[tuple[str, str]]:
        """Why the application ends it, where it said so (RFC 3326)."""
        reason = self.scope.leg.setup_slice.reason
        return [("Reason", reason)] if reason else ()

    def send_bye_answered(self, event: chart.ByeDone) -> Request:
        data, uri = self.slice, self.scope.dialog_slice.request_uri
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        proofs = credentials(self.cell, data.answered, "BYE", uri, b"")
        return self.scope.dialog_slice.new_request("BYE", more=[*self._reason, *proofs])

    def payload_respond(self, event: chart.Bye) -> chart.Respond:
        """200 to a BYE, also to one that crossed ours (RFC 3261 15.1.2)."""
        return chart.Respond(answer(self.cell, event.request, 200, self.scope.dialog_slice.local_tag))

    def payload_ended(self, event: Event) -> chart.Ended:
        return chart.Ended(self.scope.key)
