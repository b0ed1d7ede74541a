"""Actions of media/connectivity: what is checked, and where everything goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.part import DialogPartActions
from sessioncore.actions.setup._media import is_open, stream_id
from sessioncore.base.connectivity import BeginChecks, EndChecks, Nominated, UsePair
from sessioncore.effects import Media
from sessioncore.events import MediaFailed
from sessioncore.handlers.media import connectivity as chart
from sessioncore.wire.sdp import local_candidate

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.base.connectivity import Checks
    from sessioncore.statechart import Event


@attrs.define(weakref_slot=False)
class Slice:
    """What is checked, and what was found last."""

    checks: Checks | None = None
    nominated: Nominated | None = None


class Actions(DialogPartActions):
    """Has a way to the peer looked for, and lets the stream take it."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def unchanged(self, event: chart.Agreed) -> bool:
        before = self.slice.checks
        return before is not None and before.same_session(event.checks)

    def note(self, event: chart.Agreed) -> None:
        before, checks = self.slice.checks, event.checks
        if before is not None and before.same_session(checks):
            # What is said after a nomination names the nominated candidate alone.
            checks = attrs.evolve(checks, ours=before.ours)
        self.slice.checks = checks

    def begin(self, event: chart.Agreed | chart.Shown) -> None:
        setup, checks = self.scope.leg.setup_slice, self.slice.checks
        # All forks of an INVITE share its port.
        if checks is not None and is_open(setup.media_port) and setup.front in ("", self.scope.key):
            self.cell.emit(Media(BeginChecks(self._stream, checks)))

    def use(self, event: chart.PairNominated) -> None:
        checks, self.slice.nominated = self.slice.checks, None
        if checks is not None and event.mapped is not None:
            ours = local_candidate(checks.ours, event.mapped)
            self.slice.nominated = Nominated(ours, (event.host, event.port), checks.controlling)
        if is_open(self.scope.leg.setup_slice.media_port):
            self.cell.emit(Media(UsePair(self._stream, event.host, event.port, event.relay)))

    def leave(self, event: chart.Waived) -> None:
        if is_open(self.scope.leg.setup_slice.media_port):
            self.cell.emit(Media(EndChecks(self._stream)))

    def cease(self, event: Event) -> None:
        if is_open(self.scope.leg.setup_slice.media_port):
            self.cell.emit(Media(UsePair(self._stream, "", 0)))

    def publish_failed(self, event: chart.ChecksFailed | chart.Overdue) -> None:
        self._publish(event.reason if isinstance(event, chart.ChecksFailed) else "the checks found no way to the peer")

    def publish_lost(self, event: chart.ConsentLost) -> None:
        self._publish("the peer does not answer any more")

    def _publish(self, reason: str) -> None:
        cell = self.cell
        cell.publish(
            MediaFailed, lambda: MediaFailed(session=cell.session, at=cell.now, stream=self._stream, reason=reason)
        )

    @property
    def _stream(self) -> str:
        return stream_id(self.cell, 0)
