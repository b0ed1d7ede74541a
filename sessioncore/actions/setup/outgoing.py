"""Actions of setup/outgoing: the INVITE that we send, and which of its forks is the call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs

from sessioncore.actions.coupling._passed import passed
from sessioncore.actions.dialog._challenges import (
    Answered,
    credentials,
    credentials_of,
    judge_server,
    renewed,
    worth_answering,
)
from sessioncore.actions.dialog._reliability import is_reliable
from sessioncore.actions.dialog._session_timer import min_se
from sessioncore.actions.negotiation._descriptions import codecs_with, first_offer
from sessioncore.actions.setup._ending import SetupActions
from sessioncore.actions.setup._hiding import goes_hidden, may_go
from sessioncore.actions.setup._identity import vouched
from sessioncore.actions.setup._inviting import invitation, repeated
from sessioncore.actions.setup._media import open_port
from sessioncore.actions.setup._redirecting import patience_asked, redirection, untried
from sessioncore.actions.setup._refusing import short_of_media
from sessioncore.actions.setup._replacing import publish_replaced
from sessioncore.actions.setup._supporting import unnamed
from sessioncore.handlers.setup import outgoing as chart
from sessioncore.wire.sip import Request, parse_uri
from sessioncore.wire.sip.uri import parse_hostport

if TYPE_CHECKING:
    from sessioncore.actions.views import LegScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sdp import SessionDescription


@attrs.define(weakref_slot=False)
class Slice:
    """What this leg dialed, and the commands that wait.

    `confirmed_tag` is the remote tag of the fork that is the call, `forks` are the tags of those that answered and
    have not ended yet, `ended_forks` of those that have; `early_forks` of those with early media, in their order.
    `local_tag` is our tag in the dialogs of this leg; a tried INVITE keeps it. `reason` is why we hung up (RFC 3326).
    `interval` and `least_interval` are Session-Expires and Min-SE of the INVITE; `targets` a redirection's that are not
    `tried` yet. `answered` are the challenges that were answered, None while there was none; `retries` counts how often
    the call was placed again after a wait, `patience` is the latest one.
    """

    dial_command: int | None = None
    hang_up_commands: tuple[int, ...] = ()
    confirmed_tag: str = ""
    early_tag: str = ""
    local_tag: str = ""
    forks: tuple[str, ...] = ()
    ended_forks: tuple[str, ...] = ()
    early_forks: tuple[str, ...] = ()
    source: str = "silence"
    reason: str = ""
    media_port: int = 0
    codecs: tuple[str, ...] = ()
    request: Request | None = None
    offer: SessionDescription | None = None
    interval: float = 0
    least_interval: float = 0
    targets: tuple[str, ...] = ()
    tried: tuple[str, ...] = ()
    answered: Answered = None
    retries: int = 0
    patience: float = 0.0
    guarded: ClassVar[bool] = False

    @property
    def spoken_tag(self) -> str:
        """Of the fork whose session the application means: the call, before that who spoke reliably last (RFC 3262)."""
        return self.confirmed_tag or self.early_tag

    @property
    def front(self) -> str:
        """The fork that is heard: the call, before that the last one whose early media began (RFC 3960 3.2)."""
        return self.confirmed_tag or (self.early_forks[-1] if self.early_forks else "")

    @property
    def dialed_tag(self) -> str:
        """Of the fork that digits are for: the one that is heard, else the one that spoke reliably last."""
        return self.front or self.early_tag

    @property
    def proofs(self) -> list[tuple[str, str]]:
        """The credentials of the INVITE, which its ACK repeats (RFC 3261 22.1)."""
        return [] if self.answered is None or self.request is None else credentials_of(self.request)


class Actions(SetupActions):
    """Builds the INVITE with the leg's offer and keeps the commands of the application."""

    __slots__ = ("slice",)
    slice: Slice

    def __init__(self, scope: LegScope) -> None:
        SetupActions.__init__(self, scope)
        self.slice = Slice()

    def tagged(self, event: chart.Progress) -> bool:
        return event.response.status > 100 and event.response.to.tag is not None

    def welcome(self, event: chart.Progress) -> bool:
        dialogs = self.scope.cell.dialogs
        return event.response.to.tag in dialogs or len(dialogs) < self.cell.limits.early_dialogs

    def reliable(self, event: chart.Progress) -> bool:
        return self.cell.settings.reliable_provisionals != "off" and is_reliable(event.response)

    def announces_end(self, event: chart.Progress) -> bool:
        return event.response.status == 199

    def overtakes(self, event: chart.Previewed) -> bool:
        return bool(self.slice.early_forks) and event.remote_tag not in self.slice.early_forks

    def heard(self, event: chart.UsageEnded) -> bool:
        return len(self.slice.early_forks) > 1 and self.slice.front == event.remote_tag

    def outshone(self, event: chart.Answered) -> bool:
        return self.slice.front not in ("", event.response.to.tag)

    def last_fork(self, event: chart.UsageEnded) -> bool:
        return self.slice.forks == (event.remote_tag,)

    def open_media(self, event: chart.Dial) -> None:
        data = self.slice
        data.dial_command = event.command
        data.source = event.arguments.get("source", "silence")
        if self.scope.link_slice is None and event.arguments.get("offer") != "late":
            data.codecs = codecs_with(self.cell, parse_uri(event.target), event.arguments.get("codecs", ()))
        data.media_port = open_port(self.cell, data.source, data.codecs)

    def send_invite(self, event: chart.Dial) -> Request:
        cell, data = self.cell, self.slice
        arguments = event.arguments
        target = parse_uri(event.target)
        next_hop = arguments.get("next_hop")
        if next_hop:
            host, port = parse_hostport(next_hop)
            cell.peer = (host.strip("[]"), port or 5060)
            cell.flow = cell.flow or int(arguments.get("flow", 0))
        call_id, tag = cell.env.call_id(), cell.env.tag()
        data.local_tag = tag
        body, reliably = b"", True
        link = self.scope.link_slice
        if link is not None:
            data.offer = passed(link.body) if link.body else None
            body = link.body
            reliably = bool(body) or "reliably" in arguments
        elif arguments.get("offer") != "late":
            keyed = cell.settings.media_keying == "sdes"
            hidden = keyed and goes_hidden(cell, target, arguments.get("route", ""))
            data.offer = first_offer(cell, data.media_port, data.codecs, hidden=hidden)
            body = data.offer.encode()
        data.interval = cell.limits.session_expires
        uri = str(target)
        data.tried = (uri,)
        invite = invitation(cell, event, uri, call_id, tag, data.interval, body, reliably=reliably)
        data.request = vouched(cell, invite, arguments.get("asserted", ""))
        cell.peer = cell.known_hop(data.request)
        cell.claim(call_id, tag)
        return data.request

    def challenged(self, event: chart.Failed) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def send_answered(self, event: chart.Failed) -> Request:
        data = self.slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        return self._again(self._request.uri)

    def asked_for_more_time(self, event: chart.Failed) -> bool:
        """RFC 4028 7.3: a 422 names the least interval; asked for once, it is no reason any more."""
        if event.status != 422 or event.response is None:
            return False
        least = min_se(event.response)
        return least is not None and self.slice.least_interval < least <= self.cell.limits.session_most

    def send_longer(self, event: chart.Failed) -> Request:
        data = self.slice
        assert event.response is not None, "the guard has seen it"
        data.least_interval = float(min_se(event.response) or 0)
        data.interval = max(data.interval, data.least_interval)
        return self._again(self._request.uri)

    def wants_extension(self, event: chart.Failed) -> bool:
        return bool(self._unnamed(event))

    def send_extended(self, event: chart.Failed) -> Request:
        return self._again(self._request.uri, extensions=self._unnamed(event))

    def _unnamed(self, event: chart.Failed) -> tuple[str, ...]:
        settled = self.scope.link_slice is None or self.slice.offer is not None
        return unnamed(self.cell.settings, self._request, event, settled=settled)

    def worth_waiting(self, event: chart.Failed) -> bool:
        limits = self.cell.limits
        if event.response is None or self.slice.retries >= limits.max_retries:
            return False
        if event.status == 503:
            asked = patience_asked(event.response)
            return asked is not None and asked <= limits.retry_wait
        return event.status == 491

    def note_patience(self, event: chart.Failed) -> None:
        """Retry-After (RFC 3261 21.5.4); after 491 the wait of who owns the Call-ID (14.1)."""
        data, limits = self.slice, self.cell.limits
        data.retries += 1
        if event.status == 491:
            data.patience = self.cell.env.uniform(limits.glare_owner_low, limits.glare_owner_high, limits.glare_step)
        else:
            data.patience = float(patience_asked(event.response) or 0)

    def delay_patience(self, event: chart.Failed) -> float:
        return self.slice.patience

    def send_again(self, event: Event) -> Request:
        return self._again(self._request.uri)

    def another_target(self, event: chart.Failed) -> bool:
        return event.status < 600 and bool(self._untried(event))

    def sent_to_proxy(self, event: chart.Failed) -> bool:
        """RFC 3261 21.3.4: the request is repeated by the proxy in Contact; once, lest two send us back and forth."""
        tried = self._request.has("Route")
        proxies = redirection(event.response) if event.status == 305 and event.response is not None else []
        return not tried and bool(proxies) and may_go(self.cell, self._request, proxies[0])

    def send_through_proxy(self, event: chart.Failed) -> Request:
        assert event.response is not None, "the guard has seen it"
        proxy = parse_uri(redirection(event.response)[0])
        proxy = attrs.evolve(proxy, params={**proxy.params, "lr": None})
        return self._again(self._request.uri, route=f"<{proxy}>")

    def send_redirected(self, event: chart.Failed) -> Request:
        """RFC 3261 8.1.3.4: the best target that was not tried; To, From and Call-ID stay."""
        data = self.slice
        target, *others = self._untried(event)
        data.targets, data.tried = tuple(others), (*data.tried, target)
        return self._again(target)

    def _untried(self, event: chart.Failed) -> list[str]:
        data = self.slice
        return untried(self.cell, self._request, event, data.targets, data.tried)

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "the INVITE was sent"
        return request

    def _again(self, target: str, *, route: str = "", extensions: tuple[str, ...] = ()) -> Request:
        """The INVITE once more: branch and CSeq are new, interval, credentials and extensions as now (invariant 6)."""
        cell, data, request = self.cell, self.slice, self._request
        headers = repeated(cell, request, data.interval, data.least_interval, route, extensions)
        headers += credentials(cell, data.answered, request.method, target, request.body)
        data.request = vouched(cell, Request(request.method, target, headers, request.body))
        if route or target != request.uri:
            cell.peer = None
            cell.peer = cell.known_hop(data.request)
        return data.request

    def note_spoken(self, event: chart.Progress) -> None:
        """Where the other side of a coupling is to answer what a fork offers, it is the first."""
        data = self.slice
        if not data.early_tag or data.offer is not None or self.scope.link_slice is None:
            data.early_tag = event.response.to.tag or ""

    def note_early(self, event: chart.Previewed) -> None:
        data = self.slice
        if event.remote_tag not in data.early_forks:
            data.early_forks = (*data.early_forks, event.remote_tag)

    def forget_early(self, event: chart.UsageEnded) -> None:
        data = self.slice
        data.early_forks = tuple([tag for tag in data.early_forks if tag != event.remote_tag])
        if data.early_tag == event.remote_tag:
            data.early_tag = ""

    def note_winner(self, event: chart.Answered) -> None:
        data, response = self.slice, event.response
        data.confirmed_tag = response.to.tag or ""
        data.forks = (*data.forks, data.confirmed_tag)
        if data.answered and judge_server(self.cell, "INVITE", self._request.headers, response):
            data.answered = renewed(data.answered, response)
        self.shorten_invite()

    def shorten_invite(self) -> None:
        """Keep of the INVITE what further 2xx are measured by and their ACKs repeat (RFC 3261 13.2.2.4, 22.1)."""
        invite = self._request
        lines = [pair for pair in invite.headers if pair[0] in _LASTING]
        self.slice.request = invite.from_lines(invite.method, invite.uri, lines)

    def note_fork(self, event: chart.Answered | chart.Copy) -> None:
        tag = event.response.to.tag or ""
        if tag not in self.slice.forks and tag not in self.slice.ended_forks:
            self.slice.forks = (*self.slice.forks, tag)

    def forget_fork(self, event: chart.UsageEnded) -> None:
        data = self.slice
        if event.remote_tag in data.forks:
            data.forks = tuple([tag for tag in data.forks if tag != event.remote_tag])
            data.ended_forks = (*data.ended_forks, event.remote_tag)

    def note_hang_up(self, event: chart.HangUp) -> None:
        self.slice.hang_up_commands = (*self.slice.hang_up_commands, event.command)
        self.slice.reason = self.slice.reason or event.reason or ""

    def reply_dialed(self, event: chart.Answered) -> None:
        self._reply_dial("done", event.response.status, event.response.reason)

    def reply_failed(self, event: chart.Failed) -> None:
        response = event.response
        reason = response.reason if response is not None else "no final answer"
        self._reply_dial("failed", event.status, reason, patience_asked(response))

    def reply_no_answer(self, event: chart.Unanswered) -> None:
        self._reply_dial("failed", 408, "no answer")

    def reply_abandoned(self, event: Event) -> None:
        if short_of_media(event):
            self._reply_dial("failed", None, str(event.error))
        elif event.NAME == "action_failed":
            self._reply_dial("failed", 500, "the INVITE could not be made")
        else:
            self._reply_dial("failed", 487, "hung up before an answer")

    def _reply_dial(self, outcome: Any, status: int | None, reason: str, retry_after: int | None = None) -> None:
        command, self.slice.dial_command = self.slice.dial_command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason, retry_after=retry_after)

    def tell_replaced(self, event: chart.Replaced) -> None:
        publish_replaced(self.cell, event.by)

    def payload_cancel(self, event: Event) -> chart.Cancel:
        return chart.Cancel(self.slice.reason)

    def payload_fork_progress(self, event: chart.Progress) -> chart.ForkProgress:
        return chart.ForkProgress(event.response.to.tag or "", event.response)

    def payload_fork_reliable(self, event: chart.Progress) -> chart.ForkReliable:
        return chart.ForkReliable(event.response.to.tag or "", event.response)

    def payload_front_changed(self, event: Event) -> chart.FrontChanged:
        return chart.FrontChanged(self.slice.front)

    def payload_fork_gone(self, event: chart.Progress) -> chart.ForkGone:
        return chart.ForkGone(event.response.to.tag or "")

    def payload_fork_answered(self, event: chart.Answered) -> chart.ForkAnswered:
        return chart.ForkAnswered(event.response.to.tag or "", event.response)

    def payload_fork_again(self, event: chart.Answered | chart.Copy) -> chart.ForkAgain:
        return chart.ForkAgain(event.response.to.tag or "", event.response)

    def payload_call_failed(self, event: chart.Failed | chart.Unanswered) -> chart.CallFailed:
        if isinstance(event, chart.Unanswered):
            return chart.CallFailed(408, None)
        return chart.CallFailed(event.status, event.response)


_LASTING: Final = frozenset({"Via", "From", "To", "Call-ID", "CSeq", "Authorization", "Proxy-Authorization"})
"""Lines of an INVITE that has been answered."""
