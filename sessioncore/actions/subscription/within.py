"""Actions of subscription/within: our SUBSCRIBEs inside a call, and what the NOTIFYs say (RFC 6665 4.1, 4.5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import credentials, unasked
from sessioncore.actions.dialog._endings import ends_dialog, ends_subscription
from sessioncore.actions.messages import answer, contact
from sessioncore.actions.subscription._events import seconds, standing
from sessioncore.actions.subscription._subscribing import Granted, SubscribingActions
from sessioncore.handlers.subscription import within as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice(Granted):
    """One subscription; `unwatch_commands` wait for its end."""

    unwatch_commands: list[int] = attrs.field(factory=list)


class Actions(SubscribingActions):
    """Builds SUBSCRIBEs of the call's dialog, and keeps what was granted."""

    __slots__ = ("slice",)
    scope: DialogScope
    slice: Slice

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- requests ---

    def send_subscribe(self, event: chart.Wanted) -> Request:
        data = self.slice
        data.command, data.package, data.arguments = event.command, event.package, event.arguments
        self._ask_for(int(event.arguments.get("expires", self.cell.limits.subscription_default)))
        return self._subscribe(data.interval)

    def send_answered(self, event: chart.Finished) -> Request:
        self._note_challenges(event)
        return self._subscribe(self.slice.interval)

    def send_longer(self, event: chart.Finished) -> Request:
        self.slice.interval = seconds(event.response, "Min-Expires")
        return self._subscribe(self.slice.interval)

    def send_refresh(self, event: chart.RefreshDue) -> Request:
        data = self.slice
        data.answered = None
        data.refresh_at = data.until + 1  # once is enough, whatever NOTIFY comes meanwhile
        return self._subscribe(data.interval)

    def send_unsubscribe(self, event: chart.Unwatch) -> Request:
        self.slice.answered = None
        return self._subscribe(0)

    def send_unsubscribe_answered(self, event: chart.Finished) -> Request:
        self._note_challenges(event)
        return self._subscribe(0)

    def _subscribe(self, interval: int) -> Request:
        """With the credentials that were asked for, or those of the call before anybody asks (RFC 3261 22.3)."""
        cell, data, target = self.cell, self.slice, self.scope.dialog_slice.request_uri
        more = [("Contact", contact(cell)), ("Event", data.package), ("Expires", str(interval))]
        if "accept" in data.arguments:
            more.append(("Accept", data.arguments["accept"]))
        if data.answered:
            more += credentials(cell, data.answered, "SUBSCRIBE", target, b"")
        else:
            more += unasked(cell, self.scope.leg.setup_slice.answered, "SUBSCRIBE", target, b"")
        return self.scope.dialog_slice.new_request("SUBSCRIBE", more=more)

    # -- guards ---

    def dialog_lost(self, event: chart.Finished) -> bool:
        return ends_dialog(event.status)

    def unknown_there(self, event: chart.Finished) -> bool:
        return ends_subscription(event.status)

    def unfit(self, event: chart.Notified) -> bool:
        found = standing(event.request)
        return found is None or found.state not in ("active", "pending", "terminated")

    # -- the application ---

    def note_unwatch(self, event: chart.Unwatch) -> None:
        self.slice.unwatch_commands.append(event.command)

    def reply_unwatched(self, event: Event) -> None:
        commands, self.slice.unwatch_commands = self.slice.unwatch_commands, []
        for command in commands:
            self.cell.reply(command, "done")

    # -- what others hear ---

    def payload_respond(self, event: chart.Notified) -> chart.Respond:
        """200 to a NOTIFY without a body (RFC 6665 4.1.3)."""
        unfit = self.unfit(event)
        more = [] if unfit else [("Contact", contact(self.cell, event.request))]
        tag = self.scope.dialog_slice.local_tag
        return chart.Respond(answer(self.cell, event.request, 400 if unfit else 200, tag, more))

    def payload_refreshed(self, event: chart.Finished) -> chart.Refreshed:
        assert event.response is not None, "a 2xx has come"
        return chart.Refreshed(event.response)
