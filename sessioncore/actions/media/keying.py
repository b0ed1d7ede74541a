"""Actions of media/keying: how a stream is protected, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.part import DialogPartActions
from sessioncore.actions.setup._media import stream_id
from sessioncore.events import MediaFailed, MediaSecured
from sessioncore.handlers.media import keying as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.base.protection import Protection


@attrs.define(weakref_slot=False)
class Slice:
    """What was agreed, and by which suite or profile packets are protected, "" while that is open."""

    protection: Protection | None = None
    suite: str = ""


class Actions(DialogPartActions):
    """Remembers the protection of one stream and tells of it."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def by_handshake(self, event: chart.Agreed) -> bool:
        return event.protection.keying == "dtls"

    def unchanged(self, event: chart.Agreed) -> bool:
        before = self.slice.protection
        if before is None or before.keying != event.protection.keying:
            return False
        return before == event.protection or before.same_association(event.protection)

    def note(self, event: chart.Agreed) -> None:
        data = self.slice
        if not self.unchanged(event):
            data.suite = event.protection.suite
        data.protection = event.protection

    def publish_keys(self, event: chart.Agreed) -> None:
        self._publish()

    def publish_secured(self, event: chart.MediaSecured) -> None:
        self.slice.suite = event.suite
        self._publish()

    def _publish(self) -> None:
        cell, data = self.cell, self.slice
        stream, keying = stream_id(cell, 0), "" if data.protection is None else data.protection.keying
        cell.publish(
            MediaSecured,
            lambda: MediaSecured(session=cell.session, at=cell.now, stream=stream, keying=keying, suite=data.suite),
        )

    def publish_failed(self, event: chart.MediaUnsecured | chart.Overdue | chart.Unrenewed) -> None:
        cell = self.cell
        if isinstance(event, chart.MediaUnsecured):
            reason = event.reason
        elif isinstance(event, chart.Overdue):
            reason = "the DTLS handshake does not end"
        else:
            reason = "no new agreement has brought keys since the restart"
        cell.publish(
            MediaFailed,
            lambda: MediaFailed(session=cell.session, at=cell.now, stream=stream_id(cell, 0), reason=reason),
        )
