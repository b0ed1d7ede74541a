"""Actions of negotiation/modify_out: our re-INVITE, and what the application wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, worth_answering
from sessioncore.actions.dialog._session_timer import request_headers
from sessioncore.actions.messages import SDP
from sessioncore.actions.part import DialogPartActions
from sessioncore.effects import Send
from sessioncore.handlers.negotiation import modify_out as chart
from sessioncore.wire.sdp import formats_of

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request, Response

ACTIVE, HELD = "sendrecv", "sendonly"


@attrs.define(weakref_slot=False)
class Slice:
    """`direction` is our wish; it holds for offers and answers alike, whatever the peer does (RFC 6337 5.3).

    So do `codecs`, the names of those that the application asked for in mid-call; none: those that the call began with.
    `before` are both as they were before a wish that is not agreed yet. `refreshing`: an offer is wished for although
    no direction changes. `answered` are the challenges of the re-INVITE that
    were answered, `proofs` the credentials it was sent with; None while nobody asked.
    """

    direction: str = ACTIVE
    command: int | None = None
    response: Response | None = None
    cseq: int = 0
    acks: dict[int, Send] = attrs.field(factory=dict)
    refreshing: bool = False
    codecs: tuple[str, ...] = ()
    before: tuple[str, tuple[str, ...]] | None = None
    answered: Answered = None
    proofs: list[tuple[str, str]] | None = None


class Actions(DialogPartActions):
    """Sends the re-INVITE and its ACK, keeps wish and command."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- guards and delays ---

    def wanted(self, event: chart.Freed | chart.GlareOver | chart.TurnLate) -> bool:
        data = self.slice
        recoded = data.before is not None and data.before[1] != data.codecs
        return data.refreshing or recoded or self._agreed_direction() != data.direction

    def holds_without_media(self, event: chart.MediaLost) -> bool:
        return self.cell.settings.on_media_loss == "hold"

    def renegotiates_without_media(self, event: chart.MediaLost) -> bool:
        return self.cell.settings.on_media_loss == "reinvite"

    def challenged(self, event: chart.Failed) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def crossed(self, event: chart.Failed) -> bool:
        return event.status == 491

    def gone(self, event: chart.Failed) -> bool:
        return event.status in (408, 481)

    def delay_glare_wait(self, event: Event) -> float:
        """RFC 3261 14.1: the owner of the Call-ID waits longer than the other side, in units of 10 ms."""
        limits, env = self.cell.limits, self.cell.env
        if self.scope.dialog_slice.initiator:
            return env.uniform(limits.glare_owner_low, limits.glare_owner_high, limits.glare_step)
        return env.uniform(limits.glare_other_low, limits.glare_other_high, limits.glare_step)

    def _agreed_direction(self) -> str:
        """Our own part of what is agreed: do we hold the peer or not (what the peer holds does not count)."""
        streams = self.scope.offer_answer_slice.streams
        return HELD if streams and all(stream.held_by_local for stream in streams) else ACTIVE

    # -- actions ---

    def note_wish(
        self, event: chart.Hold | chart.Resume | chart.Modify | chart.ToldToHold | chart.ToldToResume
    ) -> None:
        data = self.slice
        if isinstance(event, chart.Hold | chart.Resume | chart.Modify):
            data.command = event.command
        if data.before is None:
            data.before = data.direction, data.codecs
        if isinstance(event, chart.Modify):
            formats_of(tuple(event.codecs or self.cell.settings.codecs))  # an unknown one fails the command
            data.codecs = tuple(event.codecs) or data.codecs
            data.direction = event.direction or data.direction
            data.refreshing = True
        else:
            data.direction = HELD if isinstance(event, chart.Hold | chart.ToldToHold) else ACTIVE

    def note_refresh(self, event: chart.Refresh | chart.MediaLost) -> None:
        self.slice.refreshing = True

    def wish_hold(self, event: chart.MediaLost) -> None:
        self.slice.direction = HELD

    def persist(self, event: chart.Settled) -> None:
        self.slice.before = None
        self.cell.persist()

    def supersede(self, event: Event) -> None:
        self._reply("superseded", None, "a newer command takes its place")

    def send_reinvite(self, event: chart.OfferReady) -> Request:
        data = self.slice
        data.refreshing = False
        data.answered = data.proofs = None
        return self._reinvite()

    def send_answered(self, event: chart.Failed) -> Request:
        data, dialog = self.slice, self.scope.dialog_slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        offer = self.scope.offer_answer_slice.open_local
        body = b"" if offer is None else offer.encode()
        data.proofs = credentials(self.cell, data.answered, "INVITE", dialog.request_uri, body)
        return self._reinvite()

    def _reinvite(self) -> Request:
        """The re-INVITE with the offer that is open, again with the same body when it was challenged."""
        offer = self.scope.offer_answer_slice.open_local
        assert offer is not None, "the offer is ready"
        timer = self.scope.session_timer_slice
        refresher = ("uac" if timer.ours else "uas") if timer.interval else ""
        headers = request_headers(self.cell, timer.interval or self.cell.limits.session_expires, refresher)
        headers += self.slice.proofs or ()
        request = self.scope.dialog_slice.new_request("INVITE", body=offer.encode(), content_type=SDP, more=headers)
        self.slice.cseq = request.cseq.number
        return request

    def payload_cancel(self, event: Event) -> chart.Cancel:
        return chart.Cancel("")

    def note_answer(self, event: chart.Answered) -> None:
        self.slice.response = event.response

    def send_ack(self, event: Event) -> None:
        """ACK the 2xx that was noted (RFC 3261 13.2.2.4); nothing when there was none."""
        data = self.slice
        response, data.response = data.response, None
        if response is None:
            return
        cseq = data.cseq
        ack = self.scope.dialog_slice.new_request("ACK", cseq=cseq, more=data.proofs or ())
        data.acks[cseq] = self.cell.send_request(ack)

    def resend_ack(self, event: chart.Copy) -> None:
        ack = self.slice.acks.get(event.response.cseq.number)
        if ack is not None:
            self.cell.emit(ack)

    def forget_ack(self, event: chart.Over) -> None:
        """Transactions are over in the order of their answers: 64*T1 later (RFC 6026 8.4)."""
        if self.slice.acks:
            del self.slice.acks[min(self.slice.acks)]

    def put_back_wish(self, event: Event) -> None:
        data = self.slice
        direction, data.codecs = data.before or (data.direction, data.codecs)
        # Holds are agreed by the peer's offers, too; other directions only by ours.
        plain = {direction, data.direction} <= {ACTIVE, HELD}
        data.direction = self._agreed_direction() if plain else direction
        data.before = None
        data.refreshing = False

    def reply_done(self, event: Event) -> None:
        self._reply("done")

    def reply_failed(self, event: Event) -> None:
        status = getattr(event, "status", None)
        self._reply("failed", status or _STATUS.get(event.NAME, 500), event.NAME.replace("_", " "))

    def reply_ended(self, event: chart.Down) -> None:
        self._reply("ended", None, "the call is over")

    def _reply(self, outcome: Any, status: int | None = None, reason: str = "") -> None:
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)


_STATUS = {"turn_late": 408, "answer_refused": 488, "refused": 488}
