"""Actions of setup/outgoing: the INVITE that we send, and which of its forks is the call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.messages import ALLOW, from_value, via
from sessioncore.actions.negotiation._descriptions import first_offer
from sessioncore.actions.part import PartActions
from sessioncore.actions.setup._media import close_port, open_port
from sessioncore.handlers.setup import outgoing as chart
from sessioncore.wire.sip import Request, parse_uri
from sessioncore.wire.sip.uri import parse_hostport

if TYPE_CHECKING:
    from sessioncore.statechart import ActionFailed
    from sessioncore.wire.sdp import SessionDescription


@attrs.define
class Slice:
    """What this leg dialed, and the commands that wait.

    `confirmed_tag` is the remote tag of the fork that is the call, `forks` are the tags of those that answered and
    have not ended yet, `ended_forks` of those that have.
    """

    dial_command: int | None = None
    hang_up_commands: list[int] = attrs.field(factory=list)
    confirmed_tag: str = ""
    forks: list[str] = attrs.field(factory=list)
    ended_forks: list[str] = attrs.field(factory=list)
    source: str = "silence"
    media_port: int = 0
    request: Request | None = None
    offer: SessionDescription | None = None


class Actions(PartActions):
    """Builds the INVITE with the leg's offer and keeps the commands of the application."""

    __slots__ = ("slice",)

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def tagged(self, event: chart.Progress) -> bool:
        return event.response.status > 100 and event.response.to.tag is not None

    def last_fork(self, event: chart.UsageEnded) -> bool:
        return self.slice.forks == [event.remote_tag]

    def open_media(self, event: chart.Dial) -> None:
        data = self.slice
        data.dial_command = event.command
        data.source = event.arguments.get("source", "silence")
        data.media_port = open_port(self.cell, data.source)

    def send_invite(self, event: chart.Dial) -> Request:
        cell, data = self.cell, self.slice
        arguments = event.arguments
        target = parse_uri(event.target)
        next_hop = arguments.get("next_hop")
        if next_hop:
            host, port = parse_hostport(next_hop)
            cell.peer = (host.strip("[]"), port or 5060)
        call_id, tag = cell.env.call_id(), cell.env.tag()
        data.offer = first_offer(cell, data.media_port)
        contact = f"<sip:{cell.settings.host_port}>"
        headers = [
            ("Via", via(cell)),
            ("Max-Forwards", "70"),
            ("From", from_value(cell, arguments, tag)),
            ("To", f"<{target}>"),
            ("Call-ID", call_id),
            ("CSeq", "1 INVITE"),
            ("Contact", contact),
            ("Allow", ALLOW),
            ("Content-Type", "application/sdp"),
        ]
        if cell.settings.user_agent:
            headers.append(("User-Agent", cell.settings.user_agent))
        data.request = Request("INVITE", str(target), headers, data.offer.encode())
        cell.peer = cell.next_hop(data.request)
        cell.claim(call_id, tag)
        return data.request

    def note_winner(self, event: chart.Answered) -> None:
        tag = event.response.to.tag or ""
        self.slice.confirmed_tag = tag
        self.slice.forks.append(tag)

    def note_fork(self, event: chart.Answered | chart.Copy) -> None:
        tag = event.response.to.tag or ""
        if tag not in self.slice.forks and tag not in self.slice.ended_forks:
            self.slice.forks.append(tag)

    def forget_fork(self, event: chart.UsageEnded) -> None:
        if event.remote_tag in self.slice.forks:
            self.slice.forks.remove(event.remote_tag)
            self.slice.ended_forks.append(event.remote_tag)

    def note_hang_up(self, event: chart.HangUp) -> None:
        self.slice.hang_up_commands.append(event.command)

    def reply_dialed(self, event: chart.Answered) -> None:
        self._reply_dial("done", event.response.status, event.response.reason)

    def reply_failed(self, event: chart.Failed) -> None:
        response = event.response
        self._reply_dial("failed", event.status, response.reason if response is not None else "no final answer")

    def reply_no_answer(self, event: chart.Unanswered) -> None:
        self._reply_dial("failed", 408, "no answer")

    def reply_abandoned(self, event: chart.Answered | chart.Failed | ActionFailed) -> None:
        if event.NAME == "action_failed":
            self._reply_dial("failed", 500, "the INVITE could not be made")
        else:
            self._reply_dial("failed", 487, "hung up before an answer")

    def _reply_dial(self, outcome: Any, status: int, reason: str) -> None:
        command, self.slice.dial_command = self.slice.dial_command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)

    def reply_hung_up(self, event: chart.HangUp | chart.Failed | chart.UsageEnded | ActionFailed) -> None:
        commands, self.slice.hang_up_commands = self.slice.hang_up_commands, []
        for command in commands:
            self.cell.reply(command, "done")

    def close_media(self, event: chart.Failed | chart.UsageEnded | ActionFailed) -> None:
        close_port(self.cell, self.slice.media_port)

    def payload_fork_progress(self, event: chart.Progress) -> chart.ForkProgress:
        return chart.ForkProgress(event.response.to.tag or "", event.response)

    def payload_fork_answered(self, event: chart.Answered) -> chart.ForkAnswered:
        return chart.ForkAnswered(event.response.to.tag or "", event.response)

    def payload_fork_again(self, event: chart.Answered | chart.Copy) -> chart.ForkAgain:
        return chart.ForkAgain(event.response.to.tag or "", event.response)

    def payload_call_failed(self, event: chart.Failed) -> chart.CallFailed:
        return chart.CallFailed(event.status)
