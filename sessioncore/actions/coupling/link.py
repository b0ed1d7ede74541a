"""Actions of coupling/link: what a leg tells its coupling, and what its peer is to be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.coupling._endings import ending_of, reason_in
from sessioncore.actions.part import LegPartActions
from sessioncore.base.coupling import SILENT, Ending
from sessioncore.effects import Tell
from sessioncore.handlers.coupling import coupling as coupling_chart
from sessioncore.handlers.coupling import link as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import LegScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request, Response


@attrs.define(weakref_slot=False)
class Slice:
    """Which coupling this leg belongs to, and the description that its peer gets next or has got last.

    `reason` is why the peer has ended the call (RFC 3326). A leg that was up before, `joined`, has an origin of its own
    for what it says (RFC 3264 8).
    """

    coupling: str = ""
    joined: bool = False
    body: bytes = b""
    reason: str = ""


class Actions(LegPartActions):
    """Tells."""

    __slots__ = ("slice",)

    def __init__(self, scope: LegScope) -> None:
        LegPartActions.__init__(self, scope)
        self.slice = Slice()

    def attach(self, coupling: str, *, joined: bool = False) -> None:
        """This leg belongs to a coupling; said before anything comes."""
        self.slice.coupling, self.slice.joined = coupling, joined

    def keep(self, event: chart.Carry) -> None:
        self.slice.body = event.body

    def tell_progress(self, event: chart.Progress) -> None:
        self._tell(coupling_chart.Progress(self.cell.session, described(event.response)))

    def tell_offered(self, event: chart.Offered) -> None:
        self._tell(coupling_chart.Offered(self.cell.session, event.response.body))

    def tell_answered(self, event: chart.Answered) -> None:
        self._tell(coupling_chart.Answered(self.cell.session, described(event.response)))

    def tell_changed(self, event: chart.Changed) -> None:
        self._tell(coupling_chart.Changed(self.cell.session, described(event.response)))

    def tell_acknowledged(self, event: chart.Acknowledged) -> None:
        self._tell(coupling_chart.Acknowledged(self.cell.session, event.request.body, self._answered(event.request)))

    def _answered(self, request: Request) -> bytes:
        """The offer of ours that a request has answered."""
        for scope in self.scope.cell.dialogs.values():
            local = scope.offer_answer_slice.local
            if local is not None and scope.dialog_slice.local_tag == request.to.tag:
                return local.encode()
        return b""

    def tell_withdrawn(self, event: chart.Withdrawn) -> None:
        self._tell(coupling_chart.Withdrawn(self.cell.session, reason_in(event.request)))

    def tell_flow_failed(self, event: chart.FlowFailed) -> None:
        self._tell(coupling_chart.FlowFailed(self.cell.session))

    def tell_failed(self, event: chart.Failed) -> None:
        self._tell(coupling_chart.Failed(self.cell.session, event.status, self._ending))

    def tell_refused(self, event: chart.Refused) -> None:
        said = self._ending if event.response is None else ending_of(event.response)
        self._tell(coupling_chart.Failed(self.cell.session, event.status, said))

    def tell_over(self, event: chart.Over) -> None:
        self._tell(coupling_chart.Over(self.cell.session, self._ending))

    def let_go(self, event: chart.Released) -> None:
        machine = self.scope.link
        assert machine is not None, "it is this one"
        self.scope.drop(machine)

    def keep_reason(self, event: chart.ToldWhy) -> None:
        """But not why it cancels a re-INVITE, which has a To tag."""
        if event.request.method == "BYE" or event.request.to.tag is None:
            self.slice.reason = reason_in(event.request)

    @property
    def _ending(self) -> Ending:
        reason = self.slice.reason
        return Ending(reason) if reason else SILENT

    def _tell(self, event: Event) -> None:
        self.cell.tell(Tell(self.slice.coupling, "coupling", event))


def described(response: Response) -> bytes:
    """The session description of a response, b"" where it carries none."""
    return response.body if response.content_type == "application/sdp" else b""
