"""Actions of dialog/dialog: identity, sequence numbers, route set and remote target (RFC 3261 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._reliability import acknowledged
from sessioncore.actions.media._info import read_digit
from sessioncore.actions.messages import TARGET_REFRESHES, allowed, answer, contact, unsupported, via
from sessioncore.actions.part import DialogPartActions
from sessioncore.actions.subscription._events import event_of
from sessioncore.events import DigitReceived
from sessioncore.handlers.dialog import dialog as chart
from sessioncore.statechart import ActionFailed
from sessioncore.wire.sip import Request, StrictlyRouted, parse_name_addr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessioncore.actions.context import CellContext
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Message, Response

_BEFORE_AN_ANSWER = ("note_request", "move_target", "draw_retry_after", "publish_digits")
"""Actions of rows that answer a request or hand it on; when one fails neither happens."""

MAX_SUBSCRIPTIONS = 8
"""Subscriptions that live in one dialog; the wiring has room for as many."""


@attrs.define(weakref_slot=False)
class Slice:
    """What defines the dialog (RFC 3261 12). URIs and name-addrs are the raw header values.

    `initiator` says that our side sent the INVITE, and so owns the Call-ID; `takes_info` that the peer allows INFO,
    `takes_update` that its last Allow names UPDATE.
    """

    cell: CellContext = attrs.field(repr=False, eq=False)
    call_id: str = ""
    local_tag: str = ""
    local: str = ""
    remote: str = ""
    remote_target: str = ""
    route_set: tuple[str, ...] = ()
    local_cseq: int = 0
    remote_cseq: int | None = None
    initiator: bool = False
    takes_info: bool = False
    takes_update: bool = False
    retry_after: int = 0

    def count_from(self, invite: int) -> None:
        """Our INVITE has this CSeq number: what follows in the dialog is above it (RFC 3261 12.1.2, 12.2.1.1)."""
        self.local_cseq = max(self.local_cseq, invite)

    @property
    def request_uri(self) -> str:
        """The target, or a strict router before it (RFC 3261 12.2.1.1)."""
        first = parse_name_addr(self.route_set[0]).uri if self.route_set else None
        return self.remote_target if first is None or first.is_loose_router else str(first)

    def new_request(
        self,
        method: str,
        *,
        cseq: int | None = None,
        body: bytes = b"",
        content_type: str = "",
        more: Sequence[tuple[str, str]] = (),
    ) -> Request:
        """A request inside the dialog (RFC 3261 12.2.1.1); nothing else advances the local CSeq.

        An ACK for a 2xx is given the `cseq` of its INVITE (13.2.2.4) and advances nothing.
        """
        if cseq is None:
            self.local_cseq += 1
            cseq = self.local_cseq
            if cseq % self.cell.limits.cseq_reserve == 0:
                self.cell.persist()  # the stored bound is reached: a new one must be stored before this request leaves
        uri, routes = self.remote_target, self.route_set
        kind: type[Request] = Request
        first = parse_name_addr(routes[0]).uri if routes else None
        if first is not None and not first.is_loose_router:
            # A strict router: it is the Request-URI, and the target is the last Route (12.2.1.1).
            uri, routes, kind = str(first), (*routes[1:], f"<{uri}>"), StrictlyRouted
        headers = [("Via", via(self.cell)), *[("Route", route) for route in routes], ("Max-Forwards", "70")]
        headers += [("From", self.local), ("To", self.remote), ("Call-ID", self.call_id), ("CSeq", f"{cseq} {method}")]
        if method in TARGET_REFRESHES:
            headers += [("Contact", contact(self.cell)), ("Allow", allowed(self.cell.settings))]
        headers += more
        if content_type:
            headers.append(("Content-Type", content_type))
        return kind.from_lines(method, uri, headers, body)


class Actions(DialogPartActions):
    """Learns from the messages that may change the dialog, and answers what concerns nobody else."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice(self.cell)

    def stale(self, event: chart.StaleRequest) -> bool:
        last = self.slice.remote_cseq
        return last is not None and event.request.cseq.number <= last

    def demanding(self, event: Event) -> bool:
        request: Request = event.request  # type: ignore[attr-defined]  # asked by the classifier, of requests only
        return bool(unsupported(self.cell.settings, request))

    def unproven(self, event: Event) -> bool:
        if not self.cell.settings.authenticate_inside:
            return False
        request: Request = event.request  # type: ignore[attr-defined]  # asked by the classifier, of requests only
        return bool(self._challenges(request))

    def _challenges(self, request: Request) -> tuple[str, ...]:
        """PRACK and OPTIONS change nothing that somebody else could want to change."""
        leg, cell = self.scope.leg, self.cell
        if request.method in ("PRACK", "OPTIONS") or leg.authentication is None or not leg.authentication_slice.user:
            return ()
        given = [*request.get_all("Authorization"), *request.get_all("Proxy-Authorization")]
        method, number = request.method, request.cseq.number
        return cell.env.gate.refusal(cell.session, method, request.uri, given, request.body, cseq=number, now=cell.now)

    def unwatched(self, event: chart.Subscribe) -> bool:
        return not self.cell.settings.event_packages

    def undecided(self, event: chart.Subscribe) -> bool:
        number = self._subscription(event.request)
        return number is not None and self.scope.notifier[number].state_name == "deciding"

    def watched(self, event: chart.Subscribe) -> bool:
        return self._subscription(event.request) is not None

    def crowded(self, event: chart.Subscribe) -> bool:
        return len(self._living) >= MAX_SUBSCRIPTIONS

    def kept(self, event: chart.Ended | chart.UsageOver) -> bool:
        return bool(self._living or self._watches)

    def watching(self, event: chart.Watch) -> bool:
        living, within = self._watches, self.scope.within
        same = any(within[number].actions.slice.package == event.package for number in living)
        return same or event.number in within or len(living) >= MAX_SUBSCRIPTIONS

    def awaited(self, event: chart.Notify) -> bool:
        return self._watch(event.request) is not None

    @property
    def _watches(self) -> list[int]:
        """Our own subscriptions inside this dialog, by their numbers."""
        return [number for number, machine in self.scope.within.items() if not machine.final]

    def _watch(self, request: Request) -> int | None:
        """The one of ours that a NOTIFY means (RFC 6665 4.5.2)."""
        given, within = event_of(request), self.scope.within
        return next((number for number in self._watches if within[number].actions.slice.package == given), None)

    @property
    def _living(self) -> list[int]:
        """The subscriptions inside this dialog, by the CSeq of the SUBSCRIBE that began each."""
        return [number for number, machine in self.scope.notifier.items() if not machine.final]

    def _subscription(self, request: Request) -> int | None:
        """The one that a SUBSCRIBE means: the Event with its id tells them apart (RFC 6665 4.5.2)."""
        wanted, notifiers = event_of(request), self.scope.notifier
        return next((number for number in self._living if notifiers[number].actions.slice.event == wanted), None)

    def carries_digits(self, event: chart.Dialed | chart.Query) -> bool:
        """Those of a coupled call are the other side's, and so is their answer."""
        return self.scope.leg.link_slice is None and read_digit(event.request) is not None

    def acknowledges(self, event: chart.Prack) -> bool:
        found = acknowledged(event.request)
        return found is not None and found[0] in self.scope.reliable_provisional

    def initiator(self, event: chart.Reinvite) -> bool:
        return self.slice.initiator

    def learn_invite(self, event: chart.Started) -> None:
        """We are called: Record-Route in its order, Contact as target (RFC 3261 12.1.1)."""
        data, request = self.slice, event.request
        setup = self.scope.leg.setup_slice
        data.call_id = request.call_id
        data.local_tag = setup.local_tag
        data.local = f"{request.get('To')};tag={setup.local_tag}"
        data.remote = request.get("From") or ""
        data.remote_cseq = request.cseq.number
        data.route_set = tuple(request.get_all("Record-Route"))
        data.takes_info = _allows_info(request)
        self._learn_target(request)
        if not data.remote_target:
            data.remote_target = str(request.from_.uri)

    def learn_response(self, event: chart.Progress | chart.Confirm) -> None:
        """We call: Record-Route reversed; the 2xx counts over the 1xx (RFC 3261 12.1.2, 13.2.2.4).

        What the response only repeats is taken from our INVITE, so that no peer can change it.
        """
        data, response = self.slice, event.response
        setup = self.scope.leg.setup_slice
        invite = setup.request
        assert invite is not None, "a response to it has come"
        data.call_id = invite.call_id
        data.local = invite.get("From") or ""
        data.local_tag = setup.local_tag
        data.remote = response.get("To") or ""
        data.initiator = True
        data.count_from(invite.cseq.number)
        data.route_set = tuple(response.get_all("Record-Route")[::-1])
        data.takes_info = _allows_info(response)
        self._learn_target(response)
        if not data.remote_target:
            data.remote_target = invite.uri

    def refuse_watch(self, event: chart.Watch) -> None:
        self.cell.reply(event.command, "refused", 491, "there is such a subscription, or there are too many")

    def learn_target(self, event: chart.Refreshed | chart.TargetRefreshed) -> None:
        """Contact of a target refresh or of its 2xx (RFC 3261 12.2.1.2, 12.2.2)."""
        self._learn_target(event.response if isinstance(event, chart.Refreshed) else event.request)

    def move_target(self, event: chart.Subscribe | chart.Notify) -> None:
        self._learn_target(event.request)

    def _learn_target(self, message: Message) -> None:
        data, found = self.slice, message.contact
        if found is not None:
            data.remote_target = str(found.uri)
        allow = message.get("Allow")
        if allow is not None:
            data.takes_update = "UPDATE" in allow or "UPDATE" in message.allow  # several lines are legal, and rare

    def note_request(
        self,
        event: chart.Bye
        | chart.Reinvite
        | chart.Update
        | chart.Dialed
        | chart.Query
        | chart.Inquiry
        | chart.Letter
        | chart.Prack
        | chart.Subscribe
        | chart.Notify
        | chart.DemandingRequest
        | chart.UnprovenRequest
        | chart.OtherRequest,
    ) -> None:
        self.slice.remote_cseq = event.request.cseq.number

    def publish_digits(self, event: chart.Dialed) -> None:
        found = read_digit(event.request)
        assert found is not None, "the guard has read it"
        cell, (digit, seconds) = self.cell, found
        cell.publish(
            DigitReceived,
            lambda: DigitReceived(session=cell.session, at=cell.now, digit=digit, seconds=seconds, method="info"),
        )

    def draw_retry_after(self, event: chart.Reinvite | chart.Update) -> None:
        self.slice.retry_after = retry_after(self.cell)

    def payload_inquiry_received(self, event: chart.Inquiry | chart.Letter) -> chart.InquiryReceived:
        return chart.InquiryReceived(event.request.cseq.number, event.request)

    def payload_subscribe_received(self, event: chart.Subscribe) -> chart.SubscribeReceived:
        return chart.SubscribeReceived(event.request.cseq.number, event.request)

    def payload_resubscribe_received(self, event: chart.Subscribe) -> chart.ResubscribeReceived:
        number = self._subscription(event.request)
        assert number is not None, "the guard `watched` has found it"
        return chart.ResubscribeReceived(number, event.request)

    def payload_notify_received(self, event: chart.Notify) -> chart.NotifyReceived:
        number = self._watch(event.request)
        assert number is not None, "the guard `awaited` has found it"
        return chart.NotifyReceived(number, event.request)

    def payload_respond_gone(self, event: Event) -> chart.RespondGone:
        request: Request = event.request  # type: ignore[attr-defined]  # every event that is answered here carries one
        return chart.RespondGone(answer(self.cell, request, 481, self.slice.local_tag))

    def payload_prack_received(self, event: chart.Prack) -> chart.PrackReceived:
        found = acknowledged(event.request)
        assert found is not None, "the guard `acknowledges` has seen it"
        return chart.PrackReceived(found[0], event.request)

    def dropped(self, event: ActionFailed) -> bool:
        return event.request is not None and event.action in _BEFORE_AN_ANSWER

    def payload_respond(self, event: Event) -> chart.Respond:
        request: Request = event.request  # type: ignore[attr-defined]  # every event that is answered here carries one
        return chart.Respond(self._response(event, request))

    def payload_respond_overlap(self, event: chart.Reinvite | chart.Update) -> chart.RespondOverlap:
        """A second INVITE or UPDATE before the first is answered: 500, Retry-After (RFC 3261 14.2, RFC 3311 5.2)."""
        more = [("Retry-After", str(self.slice.retry_after))]
        return chart.RespondOverlap(answer(self.cell, event.request, 500, self.slice.local_tag, more))

    def _response(self, event: Event, request: Request) -> Response:
        tag = self.slice.local_tag
        if isinstance(event, chart.Query | chart.Dialed):
            return answer(self.cell, request, 200, tag)
        if isinstance(event, chart.Reinvite):
            return answer(self.cell, request, 491, tag)
        if isinstance(event, chart.StaleRequest | ActionFailed):
            return answer(self.cell, request, 500, tag)
        if isinstance(event, chart.UnprovenRequest):
            more = [("WWW-Authenticate", challenge) for challenge in self._challenges(request)]
            return answer(self.cell, request, 401, tag, more)
        if isinstance(event, chart.DemandingRequest):
            return answer(self.cell, request, 420, tag)
        if isinstance(event, chart.Prack | chart.Notify):
            return answer(self.cell, request, 481, tag)
        if isinstance(event, chart.Subscribe) and not self.unwatched(event):
            status = 491 if self.undecided(event) else 403 if self.crowded(event) else 480
            return answer(self.cell, request, status, tag)
        return answer(self.cell, request, 405, tag)


def _allows_info(message: Message) -> bool:
    """Whether the peer's Allow names INFO (RFC 3261 20.5)."""
    return "INFO" in (message.get("Allow") or "").upper()


def retry_after(cell: CellContext) -> int:
    """Seconds for the Retry-After of a 500 to an INVITE that overlaps another (RFC 3261 14.2: 0 to 10, at random)."""
    return int(cell.env.uniform(0, cell.limits.retry_after, 1))
