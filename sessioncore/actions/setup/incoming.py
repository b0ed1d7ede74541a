"""Actions of setup/incoming: the INVITE that we are sent, and our answer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.dialog._reliability import EXTENSION, first_number, next_number
from sessioncore.actions.dialog._session_timer import answer_headers, is_too_brief
from sessioncore.actions.messages import answer
from sessioncore.actions.negotiation._descriptions import codecs_with
from sessioncore.actions.setup._ending import SetupActions
from sessioncore.actions.setup._media import open_port
from sessioncore.actions.setup._refusing import (
    SHORTAGE_PATIENCE,
    contacts,
    lines_of,
    short_of_media,
    status_of,
    targets,
)
from sessioncore.actions.setup._replacing import publish_replaced, told
from sessioncore.base.coupling import Invitation
from sessioncore.base.replacing import Replaced
from sessioncore.effects import Ask, Tell
from sessioncore.events import IncomingCall
from sessioncore.handlers.coupling import coupling as coupling_chart
from sessioncore.handlers.setup import incoming as chart
from sessioncore.statechart import ActionFailed
from sessioncore.wire.sdp import formats_of
from sessioncore.wire.sip import SipParseError, parse_uri
from sessioncore.wire.sip.extra import extra_headers

if TYPE_CHECKING:
    from sessioncore.actions.views import LegScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sdp import SessionDescription
    from sessioncore.wire.sip import Request, Response

_WORTH_IT = (chart.Progress, chart.ToldToProgress, chart.ToldToRingReliably)
"""What we send reliably where the caller takes it: a description that nothing repeats, and what was asked for."""


@attrs.define(weakref_slot=False)
class Slice:
    """The INVITE, our tag, and the commands that wait.

    `confirmed_tag` is the key of our dialog: the caller's tag, and where we ring in several early dialogs our own with
    it for all but the first, of which `forks` counts; `silent` is our tag in the first where nothing was said in it.
    `ringing` and `rseq` are the status and the number of the last reliable provisional response (RFC 3262 3). `reason`
    is why we hung up (RFC 3326), `more` are headers of the application for the 2xx. `replaced` is what is known of the
    dialog that the call takes the place of.
    """

    request: Request | None = None
    local_tag: str = ""
    confirmed_tag: str = ""
    source: str = "silence"
    reason: str = ""
    more: list[tuple[str, str]] | None = None
    replaced: Replaced | None = None
    media_port: int = 0
    codecs: tuple[str, ...] = ()
    forks: int = 0
    silent: str = ""
    ringing: int = 180
    rseq: int = 0
    answer_command: int | None = None
    hang_up_commands: tuple[int, ...] = ()
    response: Response | None = None

    @property
    def front(self) -> str:
        """The dialog in which we rang last."""
        return self.confirmed_tag

    @property
    def answered(self) -> None:
        """Nobody challenged an INVITE of ours here."""

    @property
    def proofs(self) -> tuple[()]:
        """A leg that is called sends no ACK for its INVITE."""
        return ()

    @property
    def spoken_tag(self) -> str:
        """Of the dialog whose session the application means, and that digits are for."""
        return self.confirmed_tag

    dialed_tag = spoken_tag

    @property
    def guarded(self) -> bool:
        return self.replaced is not None and self.replaced.protected

    @property
    def least_interval(self) -> float:
        """Of an INVITE of ours."""
        return 0

    @property
    def offer(self) -> None:
        """A leg that is called has no offer before its dialog: what it owes to an empty INVITE is offer_answer's."""


class Actions(SetupActions):
    """Keeps the INVITE and builds every response to it."""

    __slots__ = ("slice",)
    slice: Slice

    def __init__(self, scope: LegScope) -> None:
        SetupActions.__init__(self, scope)
        self.slice = Slice()

    def names_nobody(self, event: chart.Redirect) -> bool:
        try:
            return not all(parse_uri(target).is_sip for target in targets(event))
        except SipParseError:
            return True

    def note_replaced(self, replaced: Replaced) -> None:
        """What the engine knows of the dialog that the INVITE names in Replaces; said before the INVITE is."""
        self.slice.replaced = replaced

    def replaces_nothing(self, event: chart.Invited) -> bool:
        known = self.slice.replaced
        return known is not None and (known.state == "unknown" or (known.state == "early" and not known.ours))

    def replaces_the_ended(self, event: chart.Invited) -> bool:
        known = self.slice.replaced
        return known is not None and known.state == "ended"

    def replaces_uninvited(self, event: chart.Invited) -> bool:
        known = self.slice.replaced
        if known is None or self.cell.settings.replaces == "any":
            return False
        return not known.user or self.scope.authentication is None

    def replaces_too_late(self, event: chart.Invited) -> bool:
        known = self.slice.replaced
        return known is not None and known.early_only and known.state == "confirmed"

    def usurping(self, event: chart.Answer | chart.ToldToAnswer) -> bool:
        known = self.slice.replaced
        if known is None or self.cell.settings.replaces == "any":
            return False
        scope = self.scope
        return scope.authentication is None or scope.authentication_slice.user != known.user

    def tell_replaced(self, event: chart.Replaced) -> None:
        publish_replaced(self.cell, event.by)

    def too_brief(self, event: chart.Invited) -> bool:
        return is_too_brief(self.cell, event.request)

    def unreliable(self, event: chart.Invited) -> bool:
        if self.cell.settings.reliable_provisionals != "required":
            return False
        return EXTENSION not in event.request.supported and EXTENSION not in event.request.require

    def reliable(self, event: Event) -> bool:
        """Required by either side; else the application or the answering chart gains by it, and the caller can."""
        request, settings = self._request, self.cell.settings
        if request.has("Require") and EXTENSION in request.require:
            return True
        if settings.reliable_provisionals == "supported":
            return isinstance(event, _WORTH_IT) and EXTENSION in request.supported
        return settings.reliable_provisionals == "required"

    def forked(self, event: chart.AnswerReady | chart.AnswerGiven) -> bool:
        return self.slice.forks > 0

    def tells_losers(self, event: chart.AnswerReady) -> bool:
        request = self._request
        return "199" in request.supported and not (request.has("Require") and EXTENSION in request.require)

    def chosen(self, event: chart.UsageEnded) -> bool:
        return event.remote_tag == self.slice.confirmed_tag

    def unattended(self, event: chart.OfferTaken) -> bool:
        return self.scope.answering is None

    def unanswered(self, event: ActionFailed) -> bool:
        return self.slice.request is not None and self.slice.response is None  # both are forgotten after the ACK

    def delay_invitation_lifetime(self, event: chart.Invited) -> float:
        """Expires of the INVITE (RFC 3261 13.3.1), else as long as a call may ring."""
        expires = event.request.expires
        return self.cell.limits.no_answer if expires is None else float(expires)

    def attend(self, source: str) -> None:
        """An answering part takes this call, and the caller is to hear `source`; said before the INVITE is."""
        self.slice.source = source

    def note_invite(self, event: chart.Invited) -> None:
        data, cell, request = self.slice, self.cell, event.request
        data.request = request
        data.local_tag = cell.env.tag()
        data.confirmed_tag = request.from_.tag or ""
        data.codecs = codecs_with(cell, request.from_.uri)
        cell.claim(request.call_id, data.local_tag)

    def ask(self, event: chart.OfferTaken) -> None:
        cell, request = self.cell, self._request
        link = self.scope.link_slice
        if link is not None:
            invitation = _invitation(request, cell.settings.reliable_provisionals)
            cell.tell(Tell(link.coupling, "coupling", coupling_chart.Invited(cell.session, invitation)))
            return
        caller, called = str(request.from_.uri), request.uri
        replaces = "" if self.slice.replaced is None else self.slice.replaced.session
        details = {"caller": caller, "called": called, "call_id": request.call_id}
        cell.emit(Ask(cell.session, "incoming", {**details, "replaces": replaces} if replaces else details))
        cell.publish(
            IncomingCall,
            lambda: IncomingCall(session=cell.session, at=cell.now, replaces=replaces, **details),
        )

    def _description(self) -> SessionDescription:
        """What our next response carries: the answer, the preview of it, or the offer that we owe."""
        description = self.scope.cell.dialogs[self.slice.confirmed_tag].offer_answer_slice.sent
        assert description is not None, "the answer is ready"
        return description

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "the INVITE is noted before anything else"
        return request

    def note_progress(self, event: chart.Progress | chart.ToldToProgress) -> None:
        if isinstance(event, chart.Progress):
            self.slice.source = event.source

    def note_ringing(self, event: Event) -> None:
        self.slice.ringing = 183 if isinstance(event, chart.Progress | chart.ToldToProgress) else 180

    def take_number(self, event: chart.EarlyReady | chart.EarlyBare) -> None:
        self.slice.rseq = next_number(self.slice.rseq) if self.slice.rseq else first_number(self.cell)

    def note_silent(self, event: chart.Fork | chart.ToldToFork) -> None:
        self.slice.silent = self.slice.local_tag

    def take_tag(self, event: chart.Fork | chart.ToldToFork) -> None:
        """As a proxy with several telephones behind it would look to the caller (RFC 3261 12.1)."""
        data, cell, request = self.slice, self.cell, self._request
        data.forks += 1
        data.local_tag = cell.env.tag()
        data.confirmed_tag = f"{request.from_.tag or ''};{data.local_tag}"
        cell.claim(request.call_id, data.local_tag)

    def note_answer(self, event: chart.Answer | chart.ToldToAnswer) -> None:
        if isinstance(event, chart.Answer):
            self.slice.answer_command = event.command
            self.slice.source = event.source
            self.slice.more = extra_headers(event.headers) or None
            if event.codecs:
                formats_of(tuple(event.codecs))  # an unknown one fails the command
                self.slice.codecs = tuple(event.codecs)

    def open_media(self, event: Event) -> None:
        """Once per leg: with the 183, else with the 2xx."""
        if not self.slice.media_port:
            offered = () if self._request.body else self.slice.codecs
            self.slice.media_port = open_port(self.cell, self.slice.source, offered)

    def make_answer(self, event: chart.AnswerReady) -> None:
        self._make_answer(self._description())

    def make_bare_answer(self, event: chart.AnswerGiven) -> None:
        """RFC 3261 13.2.1: once our answer has left reliably, no response carries a description any more."""
        self._make_answer(None)

    def _make_answer(self, description: SessionDescription | None) -> None:
        data = self.slice
        request = self._request
        more = answer_headers(self.cell, request)
        if data.more:
            more = [*more, *data.more]
        if self.scope.authentication is not None and self.scope.authentication_slice.info:
            more = [*more, ("Authentication-Info", self.scope.authentication_slice.info)]
        data.response = answer(self.cell, request, 200, data.local_tag, more, description)
        self.cell.persist()
        if data.replaced is not None:
            self.cell.tell(told(data.replaced, self.cell.session))

    def forget_invite(self, event: chart.Acked | chart.NoAck) -> None:
        self.slice.request = self.slice.response = None

    def reply_done(self, event: Event) -> None:
        command = getattr(event, "command", None)
        if command is not None:
            self.cell.reply(command, "done")

    def reply_refused(self, event: chart.Redirect) -> None:
        self.cell.reply(event.command, "refused", 400, "the new target must be a SIP URI")

    def reply_answered(self, event: chart.Acked) -> None:
        self._reply_answer("done", 200, "")

    def reply_not_answered(self, event: Event) -> None:
        if short_of_media(event):
            self._reply_answer("failed", None, str(event.error))  # nobody refused: it is ours to tell
            return
        status = event.status if isinstance(event, chart.Refused) else status_of(event)
        self._reply_answer("failed", status, event.NAME.replace("_", " "))

    def _reply_answer(self, outcome: Any, status: int | None, reason: str) -> None:
        command, self.slice.answer_command = self.slice.answer_command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)

    def note_hang_up(self, event: chart.HangUp | chart.ToldToHangUp) -> None:
        if isinstance(event, chart.HangUp):
            self.slice.hang_up_commands = (*self.slice.hang_up_commands, event.command)
            self.slice.reason = self.slice.reason or event.reason or ""

    def payload_started(self, event: chart.Invited | chart.Fork | chart.ToldToFork) -> chart.Started:
        return chart.Started(self.slice.confirmed_tag, self._request)

    def payload_answer_wanted(self, event: Event) -> chart.AnswerWanted:
        return chart.AnswerWanted(self.slice.confirmed_tag)

    def tell_losers(self, event: chart.AnswerReady) -> None:
        """One 199 for each early dialog that rang before the one that answers (RFC 6228); it has no description."""
        others = (self.slice.local_tag, self.slice.silent)
        for scope in self.scope.cell.dialogs.values():
            if (lost := scope.dialog_slice.local_tag) not in others:
                self.cell.send_response(answer(self.cell, self._request, 199, lost))

    def payload_preview_wanted(self, event: Event) -> chart.PreviewWanted:
        return chart.PreviewWanted(self.slice.confirmed_tag)

    def payload_early_wanted(self, event: Event) -> chart.EarlyWanted:
        return chart.EarlyWanted(self.slice.confirmed_tag)

    def payload_ring_wanted(self, event: Event) -> chart.RingWanted:
        return chart.RingWanted(self.slice.confirmed_tag)

    def payload_sent_reliably(self, event: chart.EarlyReady | chart.EarlyBare) -> chart.SentReliably:
        return chart.SentReliably(self.slice.confirmed_tag, self.slice.rseq, self._reliable_response(event))

    def _reliable_response(self, event: chart.EarlyReady | chart.EarlyBare) -> Response:
        data = self.slice
        description = self._description() if isinstance(event, chart.EarlyReady) else None
        more = [("Require", EXTENSION), ("RSeq", str(data.rseq))]
        return answer(self.cell, self._request, data.ringing, data.local_tag, more, description)

    def payload_accepted(self, event: chart.AnswerReady | chart.AnswerGiven) -> chart.Accepted:
        return chart.Accepted(self.slice.confirmed_tag, self._request.cseq.number, self._response)

    def payload_respond_success(self, event: chart.AnswerReady | chart.AnswerGiven) -> chart.RespondSuccess:
        return chart.RespondSuccess(self._response)

    @property
    def _response(self) -> Response:
        response = self.slice.response
        assert response is not None, "make_answer comes first"
        return response

    def payload_respond_provisional(self, event: Event) -> chart.RespondProvisional:
        request, tag = self._request, self.slice.local_tag
        if isinstance(event, chart.PreviewReady):
            response = answer(self.cell, request, 183, tag, (), self._description())
        elif isinstance(event, chart.EarlyReady | chart.EarlyBare):
            response = self._reliable_response(event)
        else:
            response = answer(self.cell, request, 180, tag)
        return chart.RespondProvisional(response)

    def payload_respond_failure(self, event: Event) -> chart.RespondFailure:
        status = self._failure(event)
        said = event.said if isinstance(event, chart.Decline) else None
        more = extra_headers(event.headers) if isinstance(event, chart.Decline) else []
        if said is not None:
            more += lines_of(said)
        if isinstance(event, chart.Refused) and event.warning:
            more.append(("Warning", event.warning))
        if status == 422:
            more.append(("Min-SE", str(int(self.cell.limits.min_se))))
        if status == 421:
            more.append(("Require", EXTENSION))
        if short_of_media(event):
            more.append(("Retry-After", SHORTAGE_PATIENCE))
        if isinstance(event, chart.ToldToChallenge):
            name = "WWW-Authenticate" if status == 401 else "Proxy-Authenticate"
            more += [(name, challenge) for challenge in event.challenges]
        if isinstance(event, chart.Redirect | chart.ToldToRedirect):
            more += contacts(targets(event))
        # An INVITE that could not even be noted is that of the transaction, and has no tag of ours yet.
        request = event.request if isinstance(event, ActionFailed) and self.slice.request is None else self._request
        tag = self.slice.local_tag or self.cell.env.tag()
        response = answer(self.cell, request, status, tag, more)
        if said is not None and said.phrase:
            response.reason = said.phrase
        return chart.RespondFailure(response)

    def payload_call_failed(self, event: Event) -> chart.CallFailed:
        return chart.CallFailed(self._failure(event))

    def _failure(self, event: Event) -> int:
        chosen = getattr(event, "status", None)
        if isinstance(chosen, int) and 300 <= chosen <= 699:
            return chosen
        if isinstance(event, chart.Invited):
            if self.slice.replaced is not None and (status := self._replaces_status(event)):
                return status
            return 422 if self.too_brief(event) else 421  # RFC 4028 9, RFC 3261 21.4.16
        return status_of(event)

    def _replaces_status(self, event: chart.Invited) -> int:
        """In the order in which the chart asks (RFC 3891 3); 0 where nothing is wrong with Replaces."""
        if self.replaces_nothing(event):
            return 481
        if self.replaces_the_ended(event):
            return 603
        if self.replaces_uninvited(event):
            return 403
        return 486 if self.replaces_too_late(event) else 0


def _invitation(request: Request, reliably: str) -> Invitation:
    """What a coupling is told of the INVITE."""
    caller, user = request.from_, request.request_uri.username or ""
    reliable = reliably == "required" or EXTENSION in request.require
    can = reliable or (reliably == "supported" and EXTENSION in request.supported)
    hops = 70 if request.max_forwards is None else request.max_forwards
    return Invitation(user, str(caller.uri), caller.display, request.body, hops, reliable, can)
