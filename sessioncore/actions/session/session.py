"""Actions of session/session: the application is told what state its session is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.part import PartActions
from sessioncore.events import CallFailed, SessionStateChanged
from sessioncore.handlers.session import session as chart

if TYPE_CHECKING:
    from sessioncore.statechart import Event


@attrs.define
class Slice:
    """A projection has no data of its own."""


class Actions(PartActions):
    """Publishes; sends and decides nothing."""

    __slots__ = ("slice",)

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def publish_state(self, event: Event) -> None:
        cell, state = self.cell, self.scope.session.state_name
        cell.publish(SessionStateChanged, lambda: SessionStateChanged(session=cell.session, at=cell.now, state=state))

    def publish_failed(self, event: chart.CallFailed) -> None:
        cell = self.cell
        cell.publish(CallFailed, lambda: CallFailed(session=cell.session, at=cell.now, status=event.status))
