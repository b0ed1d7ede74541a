"""Actions of negotiation/modify_out: our re-INVITE or UPDATE, and what the application wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, judge_server, unasked, worth_answering
from sessioncore.actions.dialog._endings import ends_session
from sessioncore.actions.dialog._session_timer import min_se, request_headers
from sessioncore.actions.messages import SDP
from sessioncore.actions.part import DialogPartActions
from sessioncore.effects import Send
from sessioncore.handlers.negotiation import modify_out as chart
from sessioncore.wire.sdp import formats_of

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request, Response

    Wish = chart.Hold | chart.Resume | chart.Modify | chart.ToldToHold | chart.ToldToResume | chart.ToldToModify

ACTIVE, HELD = "sendrecv", "sendonly"


@attrs.define(weakref_slot=False)
class Slice:
    """`direction` is our wish; it holds for offers and answers alike, whatever the peer does (RFC 6337 5.3).

    So do `codecs`, the names of those that the application asked for in mid-call; none: those that the call began with.
    `before` are both as they were before a wish that is not agreed yet. `refreshing`: an offer is wished for although
    no direction changes; `method` is what shall carry it, "" as configured. `repeats`: it only keeps the session, so it
    says again what was said last (RFC 4028 7.4). `restarts`: ICE shall begin anew (RFC 8839 4.4.1.1.1).
    `answered` are the challenges of the request that were answered,
    `proofs` the credentials it was sent with; None while nobody asked. `least` is the largest Min-SE that a 422 has
    taught; `update` says what an UPDATE carries.
    """

    direction: str = ACTIVE
    command: int | None = None
    response: Response | None = None
    cseq: int = 0
    acks: tuple[tuple[int, Send], ...] = ()
    refreshing: bool = False
    codecs: tuple[str, ...] = ()
    before: tuple[str, tuple[str, ...]] | None = None
    answered: Answered = None
    proofs: list[tuple[str, str]] | None = None
    repeats: bool = False
    restarts: bool = False
    method: str = ""
    least: float = 0
    update: Literal["offer", "early offer", "nothing"] = "nothing"


class Actions(DialogPartActions):
    """Sends the re-INVITE and its ACK, keeps wish and command."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
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

    def challenged(self, event: chart.Failed | chart.UpdateDone) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def crossed(self, event: chart.Failed | chart.UpdateDone) -> bool:
        return event.status == 491

    def gone(self, event: chart.Failed | chart.UpdateDone) -> bool:
        return ends_session(event.status)

    def pressing(self, event: chart.Modify) -> bool:
        return event.method == "prack"

    def succeeded(self, event: chart.UpdateDone) -> bool:
        return 200 <= event.status < 300

    def too_brief(self, event: chart.Failed | chart.UpdateDone) -> bool:
        """RFC 4028 7.3: a 422 names the least interval; asked for once, it is no reason any more."""
        if event.status != 422 or event.response is None:
            return False
        least = min_se(event.response)
        return least is not None and self._least < least <= self.cell.limits.session_most

    def needs_invite(self, event: chart.UpdateDone) -> bool:
        return event.status in (405, 501, 504)

    def takes_update(self, event: Event) -> bool:
        return self.scope.dialog_slice.takes_update

    def by_update(self, event: chart.OfferReady) -> bool:
        method = self.slice.method or self.cell.settings.modify_method
        return method == "update" and self.scope.dialog_slice.takes_update

    def refreshes_by_update(self, event: chart.Refresh) -> bool:
        return self.cell.settings.session_refresh_method == "update" and self.scope.dialog_slice.takes_update

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

    def note_wish(self, event: Wish) -> None:
        data = self.slice
        data.command = getattr(event, "command", None)
        if data.before is None:
            data.before = data.direction, data.codecs
        data.method, data.repeats = "", False
        if isinstance(event, chart.Modify):
            formats_of(tuple(event.codecs or self.cell.settings.codecs))  # an unknown one fails the command
            data.codecs = tuple(event.codecs) or data.codecs
            data.direction = event.direction or data.direction
            data.method = "update" if self.pressing(event) else event.method or ""
            data.restarts = data.restarts or bool(event.restart)
        if isinstance(event, chart.Modify | chart.ToldToModify):
            data.refreshing = True
        else:
            data.direction = HELD if isinstance(event, chart.Hold | chart.ToldToHold) else ACTIVE

    def note_solicit(self, event: chart.Solicit) -> None:
        self.slice.command = event.command

    def refuse_solicit(self, event: chart.Solicit) -> None:
        self.cell.reply(event.command, "refused", 491, "an offer is under way")

    def note_refresh(self, event: chart.Refresh | chart.MediaLost | chart.UpdateDone) -> None:
        data = self.slice
        data.refreshing = True
        lost = isinstance(event, chart.MediaLost)
        data.method, data.repeats, data.restarts = "invite", not lost, data.restarts or lost

    def note_rekey(self, event: chart.Rekey) -> None:
        data = self.slice
        data.refreshing, data.repeats = True, False

    def note_needs_invite(self, event: chart.UpdateDone) -> None:
        self.slice.method = "invite"

    def fulfil(self, event: Event) -> None:
        self._rest()

    def _rest(self) -> None:
        data = self.slice
        data.before = None
        data.refreshing = data.repeats = data.restarts = False
        data.method, data.update = "", "nothing"

    def wish_hold(self, event: chart.MediaLost) -> None:
        self.slice.direction = HELD

    def persist(self, event: chart.Settled) -> None:
        self.cell.persist()

    def supersede(self, event: Event) -> None:
        self._reply("superseded", None, "a newer command takes its place")

    def send_reinvite(self, event: chart.OfferReady) -> Request:
        return self._new_reinvite(self._offer())

    def send_bare(self, event: chart.Solicit) -> Request:
        return self._new_reinvite(b"")

    def _new_reinvite(self, body: bytes) -> Request:
        self.slice.answered = self.slice.proofs = None
        if asked := self.scope.leg.setup_slice.answered:
            uri = self.scope.dialog_slice.request_uri
            self.slice.proofs = unasked(self.cell, asked, "INVITE", uri, body) or None
        return self._reinvite(body)

    def send_answered(self, event: chart.Failed) -> Request:
        self._answer_challenges(event, "INVITE", self._offer())
        return self._reinvite(self._offer())

    def send_bare_answered(self, event: chart.Failed) -> Request:
        self._answer_challenges(event, "INVITE", b"")
        return self._reinvite(b"")

    def send_longer(self, event: chart.Failed) -> Request:
        self._learn_least(event)
        return self._reinvite(self._offer())

    def send_bare_longer(self, event: chart.Failed) -> Request:
        self._learn_least(event)
        return self._reinvite(b"")

    def send_update(self, event: chart.OfferReady) -> Request:
        return self._new_update("offer")

    def send_early_update(self, event: chart.OfferReady) -> Request:
        return self._new_update("early offer")

    def send_refresh(self, event: chart.Refresh) -> Request:
        return self._new_update("nothing")

    def _new_update(self, carries: Literal["offer", "early offer", "nothing"]) -> Request:
        data = self.slice
        data.answered = data.proofs = None
        data.update = carries
        return self._update()

    def send_update_answered(self, event: chart.UpdateDone) -> Request:
        self._answer_challenges(event, "UPDATE", b"" if self.slice.update == "nothing" else self._offer())
        return self._update()

    def send_update_longer(self, event: chart.UpdateDone) -> Request:
        self._learn_least(event)
        return self._update()

    def _answer_challenges(self, event: chart.Failed | chart.UpdateDone, method: str, body: bytes) -> None:
        data, dialog = self.slice, self.scope.dialog_slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        data.proofs = credentials(self.cell, data.answered, method, dialog.request_uri, body)

    def _learn_least(self, event: chart.Failed | chart.UpdateDone) -> None:
        assert event.response is not None, "the guard has seen it"
        self.slice.least = float(min_se(event.response) or 0)

    @property
    def _least(self) -> float:
        """The largest Min-SE that a 422 of this call has taught (RFC 4028 7.3)."""
        return max(self.slice.least, self.scope.leg.setup_slice.least_interval)

    def _offer(self) -> bytes:
        offer = self.scope.offer_answer_slice.open_local
        assert offer is not None, "the offer is ready"
        return offer.encode()

    def _timer_headers(self) -> list[tuple[str, str]]:
        """The interval in force, or the one that we would like; who refreshes stays (RFC 4028 7.4)."""
        timer, limits = self.scope.session_timer_slice, self.cell.limits
        refresher = ("uac" if timer.ours else "uas") if timer.interval else ""
        interval = max(timer.interval or limits.session_expires, self._least)
        return request_headers(self.cell, interval, refresher, self._least)

    def _reinvite(self, body: bytes) -> Request:
        """The re-INVITE, again with the same body when it was challenged."""
        headers = self._timer_headers()
        headers += self.slice.proofs or ()
        kind = SDP if body else ""
        request = self.scope.dialog_slice.new_request("INVITE", body=body, content_type=kind, more=headers)
        self.slice.cseq = request.cseq.number
        return request

    def _update(self) -> Request:
        """The UPDATE with the offer that is open, or without one; in an early dialog it says nothing of a timer."""
        data = self.slice
        headers = [] if data.update == "early offer" else self._timer_headers()
        headers += data.proofs or ()
        new_request = self.scope.dialog_slice.new_request
        if data.update == "nothing":
            return new_request("UPDATE", more=headers)
        return new_request("UPDATE", body=self._offer(), content_type=SDP, more=headers)

    def payload_refreshed(self, event: chart.Answered | chart.UpdateDone) -> chart.Refreshed:
        return chart.Refreshed(_accepted(event))

    def payload_answer_in(self, event: chart.Answered | chart.UpdateDone) -> chart.AnswerIn:
        return chart.AnswerIn(_accepted(event))

    def payload_cancel(self, event: Event) -> chart.Cancel:
        return chart.Cancel(event.reason or "" if isinstance(event, chart.Withdraw) else "")

    def note_answer(self, event: chart.Answered) -> None:
        self.slice.response = event.response
        if self.slice.proofs:
            judge_server(self.cell, "INVITE", self.slice.proofs, event.response)

    def send_answer_ack(self, event: chart.AckReady) -> None:
        self._send_ack(self.scope.offer_answer_slice.owed_answer)

    def send_ack(self, event: Event) -> None:
        """ACK the 2xx that was noted (RFC 3261 13.2.2.4); nothing when there was none."""
        self._send_ack(b"")

    def _send_ack(self, body: bytes) -> None:
        data = self.slice
        response, data.response = data.response, None
        if response is None:
            return
        cseq = data.cseq
        kind, proofs = SDP if body else "", data.proofs or ()
        ack = self.scope.dialog_slice.new_request("ACK", cseq=cseq, body=body, content_type=kind, more=proofs)
        data.acks = (*data.acks, (cseq, self.cell.send_request(ack)))

    def resend_ack(self, event: chart.Copy) -> None:
        number = event.response.cseq.number
        for cseq, ack in self.slice.acks:
            if cseq == number:
                self.cell.emit(ack)

    def forget_ack(self, event: chart.Over) -> None:
        """Transactions are over in the order of their answers: 64*T1 later (RFC 6026 8.4)."""
        self.slice.acks = self.slice.acks[1:]

    def put_back_wish(self, event: Event) -> None:
        data = self.slice
        direction, data.codecs = data.before or (data.direction, data.codecs)
        # Holds are agreed by the peer's offers, too; other directions only by ours.
        plain = {direction, data.direction} <= {ACTIVE, HELD}
        data.direction = self._agreed_direction() if plain else direction
        self._rest()

    def reply_done(self, event: Event) -> None:
        self._reply("done")

    def reply_failed(self, event: Event) -> None:
        status = getattr(event, "status", None)
        self._reply("failed", status or _STATUS.get(event.NAME, 500), event.NAME.replace("_", " "))

    def refuse_pressing(self, event: chart.Modify) -> None:
        self.cell.reply(event.command, "refused", 488, "the peer takes no UPDATE")

    def reply_withdrawn(self, event: chart.Withdraw) -> None:
        self.cell.reply(event.command, "done")

    def reply_ended(self, event: chart.Down) -> None:
        self._reply("ended", None, "the call is over")

    def _reply(self, outcome: Any, status: int | None = None, reason: str = "") -> None:
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)


_STATUS = {"withdraw": 487, "turn_late": 408, "answer_refused": 488, "refused": 488}


def _accepted(event: chart.Answered | chart.UpdateDone) -> Response:
    assert event.response is not None, "it is a 2xx of the peer"
    return event.response
