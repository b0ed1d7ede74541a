"""Actions of dialog/prack: the PRACK for each reliable provisional response of the peer (RFC 3262 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, worth_answering
from sessioncore.actions.dialog._reliability import next_number, number_of
from sessioncore.actions.messages import SDP
from sessioncore.actions.part import DialogPartActions
from sessioncore.handlers.dialog import prack as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """RSeq of the last response in order and CSeq number of its INVITE, our last PRACK, and challenges answered."""

    rseq: int = 0
    cseq: int = 0
    request: Request | None = None
    answered: Answered = None


class Actions(DialogPartActions):
    """Keeps the order of one early dialog and builds its PRACKs."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def in_order(self, event: chart.Received) -> bool:
        """RFC 3262 4: the numbers of one dialog begin anywhere and go up by one; those of another INVITE begin anew."""
        data, response = self.slice, event.response
        fresh = not data.rseq or response.cseq.number != data.cseq
        return fresh or number_of(response) == next_number(data.rseq)

    def note_number(self, event: chart.Received) -> None:
        self.slice.rseq = number_of(event.response) or 0
        self.slice.cseq = event.response.cseq.number

    def send_prack(self, event: chart.Due) -> Request:
        return self._prack(self.scope.offer_answer_slice.owed_answer)

    def challenged(self, event: chart.Finished) -> bool:
        data, response = self.slice, event.response
        if response is None or data.request is None or response.cseq != data.request.cseq:
            return False
        return bool(worth_answering(self.cell, event.status, response, data.answered))

    def send_prack_answered(self, event: chart.Finished) -> Request:
        data = self.slice
        assert data.request is not None, "the guard `challenged` has seen it"
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        return self._prack(data.request.body)

    def forget_prack(self, event: chart.Finished) -> None:
        data, response = self.slice, event.response
        if data.request is not None and (response is None or response.cseq == data.request.cseq):
            data.request = None

    def _prack(self, body: bytes) -> Request:
        data = self.slice
        more = [("RAck", f"{data.rseq} {data.cseq} INVITE")]
        if data.answered:
            more += credentials(self.cell, data.answered, "PRACK", self.scope.dialog_slice.request_uri, body)
        kind = SDP if body else ""
        data.request = self.scope.dialog_slice.new_request("PRACK", body=body, content_type=kind, more=more)
        return data.request
