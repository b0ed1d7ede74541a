"""Actions of session/session: the application is told what state its session is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.part import LegPartActions
from sessioncore.events import CallFailed, EndReason, SessionStateChanged
from sessioncore.handlers.session import session as chart
from sessioncore.wire.sip.reason import reasons_of

if TYPE_CHECKING:
    from sessioncore.actions.views import LegScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip.reason import Reason


@attrs.define(weakref_slot=False)
class Slice:
    """A projection has no data of its own."""


class Actions(LegPartActions):
    """Publishes; sends and decides nothing."""

    __slots__ = ("slice",)

    def __init__(self, scope: LegScope) -> None:
        LegPartActions.__init__(self, scope)
        self.slice = Slice()

    def publish_state(self, event: Event) -> None:
        session = self.scope.session
        assert session is not None, "it is the part whose row runs"
        cell, state = self.cell, session.state_name
        cell.publish(SessionStateChanged, lambda: SessionStateChanged(session=cell.session, at=cell.now, state=state))

    def publish_failed(self, event: chart.CallFailed) -> None:
        cell = self.cell
        cell.publish(CallFailed, lambda: CallFailed(session=cell.session, at=cell.now, status=event.status))

    def publish_reasons(self, event: chart.ToldWhy) -> None:
        request = event.request
        if request.has("Reason"):
            for reason in reasons_of(request):
                self._publish_reason(request.method, reason)

    def _publish_reason(self, method: str, reason: Reason) -> None:
        cell, said = self.cell, attrs.asdict(reason)
        cell.publish(EndReason, lambda: EndReason(session=cell.session, at=cell.now, method=method, **said))
