"""Actions of subscription/dialog: the dialog of one subscription outside calls (RFC 6665 4.4.1, RFC 3261 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog.dialog import Slice as DialogSlice
from sessioncore.actions.messages import answer
from sessioncore.actions.part import PartActions
from sessioncore.handlers.subscription import dialog as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import SubscriptionScope
    from sessioncore.statechart import ActionFailed, Event
    from sessioncore.wire.sip import Message, Request


_BEFORE_AN_ANSWER = ("note_request", "learn_notify", "learn_target")
"""Actions of rows that answer a request or hand it on; when one fails neither happens."""


@attrs.define(weakref_slot=False)
class Slice(DialogSlice):
    """What defines the dialog; `local_cseq` counts from the SUBSCRIBE that makes it, where that is ours.

    `remote_tag` is "" while nothing is known of the other side.
    """

    remote_tag: str = ""

    def forget(self) -> None:
        """Another dialog may take the place of this one."""
        self.call_id = self.local_tag = self.local = self.remote = self.remote_target = self.remote_tag = ""
        self.route_set, self.local_cseq, self.remote_cseq = (), 0, None


class Actions(PartActions):
    """Learns from the messages that make or change the dialog, and answers what concerns nobody else."""

    __slots__ = ("slice",)
    scope: SubscriptionScope

    def __init__(self, scope: SubscriptionScope) -> None:
        super().__init__(scope)
        self.slice = Slice(self.cell)

    def foreign(self, event: chart.ForeignRequest) -> bool:
        """Of another fork, or of the dialog before this one."""
        request, data = event.request, self.slice
        if data.remote_tag:
            return (request.call_id, request.to.tag, request.from_.tag) != (
                data.call_id,
                data.local_tag,
                data.remote_tag,
            )
        made = self.scope.usage_slice.request
        if made is None:
            return False  # the SUBSCRIBE that begins it
        return (request.call_id, request.to.tag) != (made.call_id, made.from_.tag)

    def stale(self, event: chart.StaleRequest) -> bool:
        last = self.slice.remote_cseq
        return last is not None and event.request.cseq.number <= last

    def dropped(self, event: ActionFailed) -> bool:
        return event.request is not None and event.action in _BEFORE_AN_ANSWER

    def learn_request(self, event: chart.Subscribed) -> None:
        """We notify: Record-Route in its order, Contact as target (RFC 3261 12.1.1)."""
        data, request = self.slice, event.request
        data.local_tag = self.scope.usage_slice.local_tag
        data.local = f"{request.get('To')};tag={data.local_tag}"
        self._learn(request, request.get("From") or "", request.get_all("Record-Route"), request.from_.tag)
        data.remote_cseq = request.cseq.number

    def learn_response(self, event: chart.Confirm) -> None:
        """We subscribe: Record-Route reversed (RFC 3261 12.1.2)."""
        response = event.response
        self._of_ours()
        self._learn(response, response.get("To") or "", response.get_all("Record-Route")[::-1], response.to.tag)

    def learn_notify(self, event: chart.Notify) -> None:
        """We subscribe, and the NOTIFY is here before the 2xx (RFC 6665 4.4.1): Record-Route as in any request."""
        request = event.request
        self._of_ours()
        self._learn(request, request.get("From") or "", request.get_all("Record-Route"), request.from_.tag)
        self.slice.remote_cseq = request.cseq.number

    def _of_ours(self) -> None:
        data, made = self.slice, self.scope.usage_slice.request
        assert made is not None, "its answer has come"
        data.local, data.local_tag = made.get("From") or "", made.from_.tag or ""
        data.remote_target = made.uri
        data.count_from(made.cseq.number)

    def _learn(self, message: Message, remote: str, routes: list[str], remote_tag: str | None) -> None:
        data = self.slice
        data.call_id, data.remote, data.route_set = message.call_id, remote, tuple(routes)
        data.remote_tag = remote_tag or ""
        self._learn_target(message)

    def _learn_target(self, message: Message) -> None:
        found = message.contact
        if found is not None:
            self.slice.remote_target = str(found.uri)

    def learn_target(self, event: chart.Confirm | chart.Notify | chart.Subscribe) -> None:
        """Contact of a target refresh or of its 2xx (RFC 3261 12.2.1.2, 12.2.2)."""
        if isinstance(event, chart.Confirm):
            if event.response.to.tag == self.slice.remote_tag:
                self._learn_target(event.response)
        else:
            self._learn_target(event.request)

    def note_request(self, event: chart.Notify | chart.Subscribe | chart.OtherRequest) -> None:
        self.slice.remote_cseq = event.request.cseq.number

    def forget_dialog(self, event: chart.Forget) -> None:
        self.slice.forget()

    def payload_respond(self, event: Event) -> chart.Respond:
        request: Request = event.request  # type: ignore[attr-defined]  # every event that is answered here carries one
        status = {"stale_request": 500, "other_request": 405, "action_failed": 500}.get(event.NAME, 481)
        if self._over:
            status = 481
        return chart.Respond(answer(self.cell, request, status, request.to.tag or ""))

    @property
    def _over(self) -> bool:
        machine = self.scope.dialog
        return machine is not None and machine.FINAL[machine.state]
