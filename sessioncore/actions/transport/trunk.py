"""Actions of transport/trunk: the OPTIONS by which a peer is watched, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._requests import first_request
from sessioncore.actions.messages import accepted
from sessioncore.actions.part import PartActions
from sessioncore.events import TrunkDown, TrunkUp

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.handlers.transport import trunk as chart
    from sessioncore.statechart import ActionFailed, Event
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """Which peer is watched, every how many seconds, and what it said last: `status`, after `round_trip` seconds.

    `asked` is when; `command` has no reply yet.
    """

    name: str = ""
    target: str = ""
    interval: float = 0
    arguments: dict[str, str] = attrs.field(factory=dict)
    command: int | None = None
    asked: float = 0
    status: int = 0
    round_trip: float = 0


class Actions(PartActions):
    """Asks one peer whether it is there."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def note_trunk(self, event: chart.Watch) -> None:
        data = self.slice
        data.command = event.command
        data.name, data.target, data.interval = event.trunk, event.target, float(event.interval)
        data.arguments = dict(event.arguments)

    def delay_interval(self, event: Event) -> float:
        """A tenth shorter or less, so that those who are watched by many are not asked by all at once."""
        return self.cell.env.uniform(0.9 * self.slice.interval, self.slice.interval, 0.01)

    def send_options(self, event: Event) -> Request:
        """Each time anew, so that DNS is asked anew as well (RFC 3261 11.1)."""
        cell, data = self.cell, self.slice
        data.asked, cell.peer = cell.now, None
        return first_request(cell, "OPTIONS", data.target, data.arguments, more=[("Accept", accepted(cell.settings))])

    def there(self, event: chart.Finished) -> bool:
        return event.response is not None and event.status != 503

    def note_answer(self, event: chart.Finished) -> None:
        data = self.slice
        data.status, data.round_trip = event.status, self.cell.now - data.asked

    def tell_up(self, event: Event) -> None:
        cell, data = self.cell, self.slice
        cell.publish(
            TrunkUp,
            lambda: TrunkUp(
                session=cell.session, at=cell.now, name=data.name, target=data.target, status=data.status,
                round_trip=data.round_trip,
            ),
        )  # fmt: skip

    def tell_down(self, event: Event) -> None:
        cell, data = self.cell, self.slice
        cell.publish(
            TrunkDown,
            lambda: TrunkDown(
                session=cell.session, at=cell.now, name=data.name, target=data.target, status=data.status
            ),
        )  # fmt: skip

    def reply_done(self, event: chart.Watch | chart.Unwatch) -> None:
        self.slice.command = None
        self.cell.reply(event.command, "done")

    def reply_failed(self, event: ActionFailed) -> None:
        """The command has had its reply when it was noted; one that could not be noted fails."""
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, "failed", 400, "no request can be made of it")
