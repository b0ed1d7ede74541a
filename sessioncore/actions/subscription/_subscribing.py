"""What our subscriptions have in common, with a dialog of their own or inside a call (RFC 6665 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.actions.dialog._challenges import Answered, worth_answering
from sessioncore.actions.part import PartActions
from sessioncore.actions.subscription._events import LONGEST, seconds, standing
from sessioncore.events import Notified, SubscriptionEnded

if TYPE_CHECKING:
    from sessioncore.actions.subscription._events import Standing
    from sessioncore.effects import Outcome
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request, Response


class Finished(Protocol):
    """A final response to a SUBSCRIBE, or that none came."""

    status: int
    response: Response | None


class Told(Protocol):
    """A NOTIFY."""

    request: Request


@attrs.define(weakref_slot=False)
class Granted:
    """What is asked for and what was granted.

    package    the event, as it stands in Event
    interval   seconds that are asked for; `until` when what was granted ends, `refresh_at` when it is refreshed
    reason     why it ended, as the other side says; `status` of the last final response
    answered   the challenges of the SUBSCRIBE under way that were answered
    command    that began it, until it is replied to
    """

    package: str = ""
    arguments: dict[str, str] = attrs.field(factory=dict)
    interval: int = 0
    until: float = 0.0
    refresh_at: float = 0.0
    reason: str = ""
    status: int = 0
    answered: Answered = None
    command: int | None = None


class SubscribingActions(PartActions):
    """Keeps what was granted, and tells the application."""

    __slots__ = ()
    slice: Granted

    # -- guards ---

    def challenged(self, event: Finished) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def too_brief(self, event: Finished) -> bool:
        return event.status == 423 and self.slice.interval < seconds(event.response, "Min-Expires") <= LONGEST

    def granted(self, event: Finished) -> bool:
        return 200 <= event.status < 300

    def goes_on(self, event: Told) -> bool:
        return self._standing(event).state != "terminated"

    def _standing(self, event: Told) -> Standing:
        found = standing(event.request)
        assert found is not None, "the row before it has seen it"
        return found

    # -- what is granted ---

    def _ask_for(self, interval: int) -> None:
        """From now on; the NOTIFY may be here before the 2xx."""
        self.slice.interval = interval
        self.slice.until = self.cell.now + interval
        self.slice.refresh_at = self._refresh_at(float(interval))

    def _refresh_at(self, lasts: float) -> float:
        """Before it expires: between 70 and 90 % of the time, drawn, so that many do not come at once."""
        return self.cell.now + self.cell.env.uniform(0.7 * lasts, 0.9 * lasts, 0.01)

    def note_granted(self, event: Finished) -> None:
        """RFC 6665 3.1.1: the 2xx says how long; it may be less than was asked for, and is never taken for more."""
        data, cell = self.slice, self.cell
        data.status = event.status
        response = event.response
        given = seconds(response, "Expires") if response is not None and response.has("Expires") else data.interval
        lasts = float(min(given, data.interval))
        data.until = cell.now + min(lasts, cell.limits.subscription_most)
        data.refresh_at = self._refresh_at(lasts)

    def note_state(self, event: Told) -> None:
        """RFC 6665 4.1.3: `expires` of a NOTIFY counts from then on."""
        data, found = self.slice, self._standing(event)
        data.reason = found.reason
        if found.expires is not None and found.state != "terminated":
            until = self.cell.now + min(found.expires, self.cell.limits.subscription_most)
            if abs(until - data.until) > 1:
                data.until = until
                data.refresh_at = self._refresh_at(float(found.expires))

    def _note_challenges(self, event: Finished) -> None:
        data = self.slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]

    def delay_refresh_time(self, event: Event) -> float:
        return self.slice.refresh_at - self.cell.now

    def delay_life_time(self, event: Event) -> float:
        return self.slice.until - self.cell.now

    # -- the application ---

    def tell_notified(self, event: Told) -> None:
        cell, data, request, found = self.cell, self.slice, event.request, self._standing(event)
        cell.publish(
            Notified,
            lambda: Notified(
                session=cell.session,
                at=cell.now,
                package=data.package,
                state=found.state,
                reason=found.reason,
                content_type=request.get("Content-Type") or "",
                content=request.body,
            ),
        )

    def tell_ended(self, event: Event) -> None:
        cell, data = self.cell, self.slice
        data.status = getattr(event, "status", data.status)
        cell.publish(
            SubscriptionEnded,
            lambda: SubscriptionEnded(
                session=cell.session, at=cell.now, package=data.package, reason=data.reason, status=data.status
            ),
        )

    def reply_subscribed(self, event: Told) -> None:
        self._reply("done", 200, "")

    def reply_refused(self, event: Event) -> None:
        status = getattr(event, "status", None)
        if status is not None:
            response = getattr(event, "response", None)
            self._reply("failed", status, response.reason if response is not None else "no final response")
        elif event.NAME == "unnotified":
            self._reply("failed", 408, "no NOTIFY came")
        else:
            self._reply("failed", 500, "the SUBSCRIBE could not be made")

    def _reply(self, outcome: Outcome, status: int, reason: str) -> None:
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)
