"""Actions of setup/incoming: the INVITE that we are sent, and our answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.messages import SDP, answer
from sessioncore.actions.part import PartActions
from sessioncore.actions.setup._media import close_port, open_port
from sessioncore.effects import Ask
from sessioncore.events import IncomingCall
from sessioncore.handlers.setup import incoming as chart

if TYPE_CHECKING:
    from sessioncore.statechart import ActionFailed, Event
    from sessioncore.wire.sip import Request, Response

_STATUS = {"expired": 487, "undecided": 480, "cancelled": 487, "bye_early": 487, "action_failed": 500}
"""Final failures that nobody chose (RFC 3261 13.3.1, 9.2, 15.1.2)."""

_HUNG_UP = 480


@attrs.define
class Slice:
    """The INVITE, our tag, and the commands that wait. `confirmed_tag` is the caller's tag."""

    request: Request | None = None
    local_tag: str = ""
    confirmed_tag: str = ""
    source: str = "silence"
    media_port: int = 0
    answer_command: int | None = None
    hang_up_commands: list[int] = attrs.field(factory=list)
    response: Response | None = None


class Actions(PartActions):
    """Keeps the INVITE and builds every response to it."""

    __slots__ = ("slice",)

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def unattended(self, event: chart.OfferTaken) -> bool:
        return self.scope.answering is None

    def unanswered(self, event: ActionFailed) -> bool:
        return self.slice.response is None

    def delay_invitation_lifetime(self, event: chart.Invited) -> float:
        """Expires of the INVITE (RFC 3261 13.3.1), else as long as a call may ring."""
        expires = event.request.expires
        return self.cell.limits.no_answer if expires is None else float(expires)

    def note_invite(self, event: chart.Invited) -> None:
        data, cell, request = self.slice, self.cell, event.request
        data.request = request
        data.local_tag = cell.env.tag()
        data.confirmed_tag = request.from_.tag or ""
        cell.claim(request.call_id, data.local_tag)

    def ask(self, event: chart.OfferTaken) -> None:
        cell, request = self.cell, self._request
        caller, called = str(request.from_.uri), request.uri
        cell.emit(Ask(cell.session, "incoming", {"caller": caller, "called": called, "call_id": request.call_id}))
        cell.publish(
            IncomingCall,
            lambda: IncomingCall(
                session=cell.session, at=cell.now, caller=caller, called=called, call_id=request.call_id
            ),
        )

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "the INVITE is noted before anything else"
        return request

    def note_answer(self, event: chart.Answer | chart.ToldToAnswer) -> None:
        if isinstance(event, chart.Answer):
            self.slice.answer_command = event.command
            self.slice.source = event.source

    def open_media(self, event: chart.Answer | chart.ToldToAnswer) -> None:
        self.slice.media_port = open_port(self.cell, self.slice.source)

    def close_media(self, event: Event) -> None:
        close_port(self.cell, self.slice.media_port)

    def make_answer(self, event: chart.AnswerReady) -> None:
        data = self.slice
        description = self.scope.cell.dialogs[data.confirmed_tag].offer_answer_slice.local
        response = answer(self.cell, self._request, 200, data.local_tag)
        self.cell.persist()
        data.response = response.with_body(description.encode(), SDP)

    def reply_done(self, event: Event) -> None:
        command = getattr(event, "command", None)
        if command is not None:
            self.cell.reply(command, "done")

    def reply_answered(self, event: chart.Acked) -> None:
        self._reply_answer("done", 200, "")

    def reply_not_answered(self, event: Event) -> None:
        status = _STATUS.get(event.NAME, 480)
        self._reply_answer("failed", status, event.NAME.replace("_", " "))

    def _reply_answer(self, outcome: Any, status: int, reason: str) -> None:
        command, self.slice.answer_command = self.slice.answer_command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)

    def note_hang_up(self, event: chart.HangUp | chart.ToldToHangUp) -> None:
        if isinstance(event, chart.HangUp):
            self.slice.hang_up_commands.append(event.command)

    def reply_hung_up(self, event: chart.HangUp | chart.UsageEnded | ActionFailed) -> None:
        commands, self.slice.hang_up_commands = self.slice.hang_up_commands, []
        for command in commands:
            self.cell.reply(command, "done")

    def payload_started(self, event: chart.Invited) -> chart.Started:
        return chart.Started(self.slice.confirmed_tag, event.request)

    def payload_accepted(self, event: chart.AnswerReady) -> chart.Accepted:
        return chart.Accepted(self.slice.confirmed_tag, self._request.cseq.number, self._response)

    def payload_respond_success(self, event: chart.AnswerReady) -> chart.RespondSuccess:
        return chart.RespondSuccess(self._response)

    @property
    def _response(self) -> Response:
        response = self.slice.response
        assert response is not None, "make_answer comes first"
        return response

    def payload_respond_provisional(self, event: Event) -> chart.RespondProvisional:
        request = self._request
        return chart.RespondProvisional(answer(self.cell, request, 180, self.slice.local_tag))

    def payload_respond_failure(self, event: Event) -> chart.RespondFailure:
        status = self._failure(event)
        more = {"Warning": f'305 {self.cell.settings.host_port} "Incompatible media format"'} if status == 488 else {}
        return chart.RespondFailure(answer(self.cell, self._request, status, self.slice.local_tag, **more))

    def payload_call_failed(self, event: Event) -> chart.CallFailed:
        return chart.CallFailed(self._failure(event))

    def _failure(self, event: Event) -> int:
        chosen = getattr(event, "status", None)
        if isinstance(chosen, int) and 300 <= chosen <= 699:
            return chosen
        return _STATUS.get(event.NAME, _HUNG_UP)
