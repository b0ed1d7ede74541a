"""Actions of dialog/outside: the response to a request outside every dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.messages import answer, takes_sdp, unsupported
from sessioncore.actions.part import PartActions
from sessioncore.handlers.dialog import outside as chart

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

_STATUS = {
    "merged": 482,
    "orphan": 481,
    "orphan_cancel": 481,
    "demanding_request": 420,
    "unanswerable": 406,
    "surplus": 503,
    "options": 200,
    "other_request": 405,
}


@attrs.define(weakref_slot=False)
class Slice:
    """`merged` is a fact of the engine's tables: another branch of this request is being served (RFC 3261 8.2.2.2)."""

    local_tag: str
    merged: bool = False


class Actions(PartActions):
    """Chooses the status."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice(self.cell.env.tag())

    def note_merged(self) -> None:
        """What the engine's tables say of the request; said before it comes."""
        self.slice.merged = True

    def merged(self, event: chart.Merged) -> bool:
        return self.slice.merged

    def tagged(self, event: chart.Orphan) -> bool:
        return event.request.to.tag is not None

    def demanding(self, event: chart.DemandingRequest) -> bool:
        return bool(unsupported(event.request))

    def mute(self, event: chart.Unanswerable) -> bool:
        return not takes_sdp(event.request)

    def payload_respond(self, event: Event) -> chart.Respond:
        request: Request = event.request  # type: ignore[attr-defined]  # every event of this chart carries one
        status = _STATUS[event.NAME]
        more = [("Retry-After", "5")] if status == 503 else []
        return chart.Respond(answer(self.cell, request, status, self.slice.local_tag, more))
