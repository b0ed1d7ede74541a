"""Actions of subscription/subscriber: our SUBSCRIBEs, and what the NOTIFYs say (RFC 6665 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import credentials
from sessioncore.actions.dialog._endings import ends_subscription
from sessioncore.actions.dialog._requests import OutsideActions, again, first_request
from sessioncore.actions.messages import answer, contact
from sessioncore.actions.subscription._events import event_of, seconds, standing
from sessioncore.actions.subscription._subscribing import Granted, SubscribingActions
from sessioncore.handlers.subscription import subscriber as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import SubscriptionScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

_AT_ONCE = frozenset({"deactivated", "timeout"})
_LATER = frozenset({"probation", "giveup", ""})
MOST_AT_ONCE = 3
"""How often in a row, within `subscription_retry`, it is begun again at once; after that the other side has to wait."""
_ENDED = 487


@attrs.define(weakref_slot=False)
class Slice(Granted):
    """One subscription.

    request    the last SUBSCRIBE outside a dialog, from which the dialog begins
    wait       seconds until it is begun again
    begun      how often it was begun, the last time at `begun_at`, without `subscription_retry` seconds between
    """

    target: str = ""
    request: Request | None = None
    wait: float = 0.0
    begun_at: float = 0.0
    begun: int = 0
    targets: list[str] = attrs.field(factory=list)
    tried: list[str] = attrs.field(factory=list)
    unsubscribe_commands: list[int] = attrs.field(factory=list)

    @property
    def local_tag(self) -> str:
        return "" if self.request is None else self.request.from_.tag or ""


class Actions(SubscribingActions, OutsideActions):
    """Builds SUBSCRIBEs and keeps what was granted."""

    __slots__ = ("slice",)
    scope: SubscriptionScope
    slice: Slice

    def __init__(self, scope: SubscriptionScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- requests ---

    def send_subscribe(self, event: chart.Subscribe) -> Request:
        data = self.slice
        data.command, data.target, data.package, data.arguments = (
            event.command,
            event.target,
            event.package,
            event.arguments,
        )
        data.interval = int(event.arguments.get("expires", self.cell.limits.subscription_default))
        return self._first(data.target)

    def send_anew(self, event: Event) -> Request:
        data, now = self.slice, self.cell.now
        data.begun = data.begun + 1 if self._hasty else 1
        data.begun_at = now
        return self._first(self.slice.target)

    def _first(self, target: str) -> Request:
        """A SUBSCRIBE for a dialog of its own; the NOTIFY may be here before its 2xx."""
        cell, data = self.cell, self.slice
        data.answered, data.targets = None, []
        more = [("Contact", contact(cell)), ("Event", data.package), ("Expires", str(data.interval))]
        if "accept" in data.arguments:
            more.append(("Accept", data.arguments["accept"]))
        data.request = first_request(cell, "SUBSCRIBE", target, data.arguments, more=more)
        data.tried = [data.request.uri]
        self._ask_for(data.interval)
        cell.claim(data.request.call_id, data.local_tag)
        return data.request

    def send_answered(self, event: chart.Finished) -> Request:
        self._note_challenges(event)
        return self._again(self._request.uri)

    def send_longer(self, event: chart.Finished) -> Request:
        data = self.slice
        data.interval = seconds(event.response, "Min-Expires")
        request = self._request.replaced("Expires", str(data.interval))
        data.request = again(self.cell, request, request.uri, data.answered)
        return data.request

    def send_refresh(self, event: chart.RefreshDue) -> Request:
        data = self.slice
        data.answered = None
        data.refresh_at = data.until + 1  # once is enough, whatever NOTIFY comes meanwhile
        return self._inside(data.interval)

    def send_refresh_answered(self, event: chart.Finished) -> Request:
        self._note_challenges(event)
        return self._inside(self.slice.interval)

    def send_refresh_longer(self, event: chart.Finished) -> Request:
        self.slice.interval = seconds(event.response, "Min-Expires")
        return self._inside(self.slice.interval)

    def send_unsubscribe(self, event: chart.Unsubscribe) -> Request:
        self.slice.answered = None
        return self._inside(0)

    def send_unsubscribe_answered(self, event: chart.Finished) -> Request:
        self._note_challenges(event)
        return self._inside(0)

    def _inside(self, interval: int) -> Request:
        cell, data, dialog = self.cell, self.slice, self.scope.dialog_slice
        more = [("Contact", contact(cell)), ("Event", data.package), ("Expires", str(interval))]
        if "accept" in data.arguments:
            more.append(("Accept", data.arguments["accept"]))
        more += credentials(cell, data.answered, "SUBSCRIBE", dialog.request_uri, b"")
        return self.scope.dialog_slice.new_request("SUBSCRIBE", more=more)

    # -- guards ---

    def unknown_there(self, event: chart.Finished) -> bool:
        return ends_subscription(event.status)

    def unfit(self, event: chart.Notified) -> bool:
        return self._refusal(event) > 0

    def _refusal(self, event: chart.Notified) -> int:
        if event_of(event.request) != self.slice.package:
            return 489
        found = standing(event.request)
        return 400 if found is None or found.state not in ("active", "pending", "terminated") else 0

    def pends(self, event: chart.Notified) -> bool:
        return self._standing(event).state == "pending"

    def at_once(self, event: chart.Notified) -> bool:
        at_once = self._standing(event).reason in _AT_ONCE
        return at_once and not (self._hasty and self.slice.begun >= MOST_AT_ONCE)

    @property
    def _hasty(self) -> bool:
        return self.cell.now - self.slice.begun_at < self.cell.limits.subscription_retry

    def later(self, event: chart.Notified) -> bool:
        return self._standing(event).reason in _LATER | _AT_ONCE

    # -- what is granted ---

    def note_wait(self, event: chart.Notified) -> None:
        limits, found = self.cell.limits, self._standing(event)
        least = limits.subscription_retry if found.retry_after is None else float(found.retry_after)
        self.slice.wait = min(least * self.cell.env.uniform(1, 1.1, 0.01), limits.subscription_most)

    def delay_retry_time(self, event: Event) -> float:
        return self.slice.wait

    # -- the application ---

    def note_unsubscribe(self, event: chart.Unsubscribe) -> None:
        self.slice.unsubscribe_commands.append(event.command)

    def reply_unsubscribed(self, event: Event) -> None:
        self._reply("failed", _ENDED, "unsubscribed before it was granted")
        commands, self.slice.unsubscribe_commands = self.slice.unsubscribe_commands, []
        for command in commands:
            self.cell.reply(command, "done")

    # -- responses ---

    def payload_respond(self, event: chart.Notified | chart.Solicited) -> chart.Respond:
        """200 to a NOTIFY without a body (RFC 6665 4.1.3)."""
        if isinstance(event, chart.Solicited):
            status = 405
        else:
            status = self._refusal(event) or 200
        more = [("Allow-Events", self.slice.package.partition(";")[0])] if status == 489 else []
        if status < 300:
            more.append(("Contact", contact(self.cell, event.request)))
        return chart.Respond(answer(self.cell, event.request, status, self.slice.local_tag, more))

    def payload_confirm(self, event: chart.Finished) -> chart.Confirm:
        assert event.response is not None, "a 2xx has come"
        return chart.Confirm(event.response)
