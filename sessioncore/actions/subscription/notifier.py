"""Actions of subscription/notifier: who subscribes here, and what is told (RFC 6665 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, worth_answering
from sessioncore.actions.dialog._endings import ends_dialog
from sessioncore.actions.messages import answer, contact, unsupported
from sessioncore.actions.part import PartActions
from sessioncore.actions.subscription._events import event_of, package_of
from sessioncore.base.watching import VERSION
from sessioncore.effects import Ask
from sessioncore.events import SubscriberLeft
from sessioncore.handlers.subscription import notifier as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import SubscriptionScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

_NUMBER = VERSION.encode()


@attrs.define(weakref_slot=False)
class Slice:
    """One subscription of somebody's.

    request    the SUBSCRIBE that began it
    until      when it ends; `told_at` when the last NOTIFY left
    content    what there is to know, None while the application has not said
    sent       Subscription-State of the last NOTIFY, for the same with credentials
    version    how many NOTIFYs with a numbered content came before the last one; -1 before the first
    """

    local_tag: str
    request: Request | None = None
    until: float = 0.0
    told_at: float = 0.0
    content: bytes | None = None
    reason: str = "timeout"
    retry_after: int = 0
    sent: str = ""
    answered: Answered = None
    version: int = -1

    @property
    def event(self) -> str:
        """The package, and its id where it has one."""
        return "" if self.request is None else event_of(self.request)


class Actions(PartActions):
    """Grants, tells and ends."""

    __slots__ = ("slice",)
    scope: SubscriptionScope

    def __init__(self, scope: SubscriptionScope) -> None:
        super().__init__(scope)
        self.slice = Slice(self.cell.env.tag())

    # -- guards ---

    def demanding(self, event: chart.Arrived) -> bool:
        return bool(unsupported(self.cell.settings, event.request))

    def unknown_event(self, event: chart.Arrived | chart.Resubscribed) -> bool:
        """In a dialog only its own event: several subscriptions of one dialog are of the past (RFC 6665 4.5.2)."""
        if isinstance(event, chart.Resubscribed):
            return event_of(event.request) != event_of(self._request)
        return self._type_of(package_of(event.request)) is None

    def _type_of(self, package: str) -> str | None:
        return dict(self.cell.settings.event_packages).get(package)

    def too_brief(self, event: chart.Arrived | chart.Resubscribed) -> bool:
        return 0 < self._asked(event.request) < self.cell.limits.subscription_least

    def look(self, event: chart.Grant | chart.Suspend | chart.Resubscribed) -> bool:
        if isinstance(event, chart.Resubscribed):
            return self._asked(event.request) == 0
        return self.slice.until <= self.cell.now

    def challenged(self, event: chart.Finished) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def borne(self, event: chart.Finished) -> bool:
        response = event.response
        return response is not None and (event.status < 300 or response.has("Retry-After"))

    def dialog_lost(self, event: chart.Finished) -> bool:
        return ends_dialog(event.status)

    def _asked(self, request: Request) -> float:
        """How long, in seconds: what is asked for, bounded (RFC 6665 4.2.1.1: it may be less, never more)."""
        limits, asked = self.cell.limits, request.expires
        return min(limits.subscription_default if asked is None else float(asked), limits.subscription_most)

    @property
    def _in_call(self) -> bool:
        """Whether the dialog was there before the SUBSCRIBE that waits to be granted."""
        return bool(self.scope.dialog_slice.local_tag)

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "the SUBSCRIBE was noted"
        return request

    # -- the application ---

    def ask(self, event: chart.Arrived) -> None:
        request = event.request
        details: dict[str, Any] = {"package": package_of(request), "subscriber": str(request.from_.uri)}
        details["resource"] = request.uri
        if self._in_call:
            details["cseq"] = request.cseq.number
        self.cell.emit(Ask(self.cell.session, "subscription", details))

    def note_request(self, event: chart.Arrived | chart.Resubscribed) -> None:
        data = self.slice
        if isinstance(event, chart.Arrived):
            data.request = event.request
            if self._in_call:
                data.local_tag = self.scope.dialog_slice.local_tag
            else:
                self.cell.claim(event.request.call_id, data.local_tag)
        data.until = self.cell.now + self._asked(event.request)

    def note_content(self, event: chart.Grant | chart.Update) -> None:
        self.slice.content = event.content.encode("utf-8", "surrogateescape")

    def note_reason(self, event: chart.Finish) -> None:
        self.slice.reason, self.slice.retry_after = event.reason, event.retry_after

    def note_rejected(self, event: chart.Refuse) -> None:
        self.slice.reason = "rejected"

    def reply_done(self, event: chart.Grant | chart.Suspend | chart.Refuse | chart.Update | chart.Finish) -> None:
        self.cell.reply(event.command, "done")

    def tell_ended(self, event: Event) -> None:
        cell, data = self.cell, self.slice
        request = data.request
        if request is None:
            return
        cell.publish(
            SubscriberLeft,
            lambda: SubscriberLeft(
                session=cell.session, at=cell.now, package=package_of(request), subscriber=str(request.from_.uri)
            ),
        )

    # -- NOTIFY ---

    def send_notify(self, event: Event) -> Request:
        return self._notify(f"active;expires={self._left}")

    def send_pending(self, event: Event) -> Request:
        return self._notify(f"pending;expires={self._left}")

    def send_last(self, event: Event) -> Request:
        data = self.slice
        retry = f";retry-after={data.retry_after}" if data.retry_after else ""
        return self._notify(f"terminated;reason={data.reason}{retry}")

    def send_answered(self, event: chart.Finished) -> Request:
        data = self.slice
        data.answered = [
            *(data.answered or ()),
            *worth_answering(self.cell, event.status, event.response, data.answered),
        ]
        return self._built(data.sent)

    @property
    def _left(self) -> int:
        return max(0, round(self.slice.until - self.cell.now))

    def _notify(self, state: str) -> Request:
        data = self.slice
        data.answered, data.sent, data.told_at = None, state, self.cell.now
        if _NUMBER in self._body(state):
            data.version += 1
        return self._built(state)

    def _built(self, state: str) -> Request:
        """What there is to know stands in every NOTIFY but that of a pending subscription (RFC 6665 4.2.2)."""
        cell, data, dialog = self.cell, self.slice, self.scope.dialog_slice
        body = self._body(state).replace(_NUMBER, b"%d" % data.version)
        kind = self._type_of(package_of(self._request)) or ""
        more = [("Contact", contact(cell)), ("Event", event_of(self._request)), ("Subscription-State", state)]
        more += credentials(cell, data.answered, "NOTIFY", dialog.request_uri, body)
        return self.scope.dialog_slice.new_request("NOTIFY", body=body, content_type=kind if body else "", more=more)

    def _body(self, state: str) -> bytes:
        content = self.slice.content
        return b"" if content is None or state.startswith("pending") else content

    def delay_life_time(self, event: Event) -> float:
        return self.slice.until - self.cell.now

    def delay_pace_time(self, event: Event) -> float:
        # A grant or a refresh is told of in the same macrostep, after this state is entered.
        told_now = isinstance(event, chart.Resubscribed) or not self.slice.told_at
        told_at = self.cell.now if told_now else self.slice.told_at
        return told_at + self.cell.limits.notify_pace - self.cell.now

    # -- responses ---

    def payload_proceed(self, event: Event) -> chart.Proceed:
        return chart.Proceed(self._request.cseq.number)

    def payload_subscribed(self, event: chart.Grant | chart.Suspend) -> chart.Subscribed:
        return chart.Subscribed(self._request)

    def payload_respond(self, event: Event) -> chart.Respond:
        request: Request = getattr(event, "request", None) or self._request
        status = self._status(event)
        more: list[tuple[str, str]] = []
        if status == 489:
            more.append(("Allow-Events", ", ".join(name for name, _ in self.cell.settings.event_packages)))
        if status == 423:
            more.append(("Min-Expires", str(int(self.cell.limits.subscription_least))))
        if status < 300:
            left = self._asked(request)
            more += [("Contact", contact(self.cell, request)), ("Expires", str(int(left)))]
        return chart.Respond(answer(self.cell, request, status, self.slice.local_tag, more))

    def _status(self, event: Event) -> int:
        if isinstance(event, chart.Refuse):
            return event.status
        if isinstance(event, chart.DecisionMissed):
            return 480
        if isinstance(event, chart.Misled):
            return 405
        if isinstance(event, chart.Arrived) and self.demanding(event):
            return 420
        if isinstance(event, chart.Arrived | chart.Resubscribed):
            return 489 if self.unknown_event(event) else 423 if self.too_brief(event) else 200
        return 200
