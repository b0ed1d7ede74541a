"""The abstract transaction layer: each request and each response of a transaction arrives once, or all copies are lost.

What charts of a leg hear of it is what `transaction/*` tell them, by the same signals; what they tell it are the same
events. Copies, their timers and hop-by-hop ACKs are not seen: `pair` explores those. A 2xx to INVITE and its ACK are no
business of the layer (RFC 3261 17.1.1, 13.3.1.4), so dialog/reliable_answer sends copies of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessioncore.exploration.messages import Message
from sessioncore.handlers.transaction import invite_client as invite_client
from sessioncore.handlers.transaction import invite_server as invite_server
from sessioncore.handlers.transaction import non_invite_client as non_invite_client

if TYPE_CHECKING:
    from sessioncore.statechart import Event


class Transaction:
    """One transaction at one side, as a `statechart.Machine` to routes and cell. `number` is the message's."""

    CHART = ""
    KIND = ""
    STATES: tuple[str, ...] = ()
    DETACHABLE = False

    def __init__(self, scope: Any, number: int) -> None:
        self.scope = scope
        self.cell = scope.cell
        self.part = self.KIND
        self.number = number
        self.key: Any = (str(number), self.KIND)
        self.state_name = self.STATES[0]
        self.origin: Any = None
        self.current: Any = None
        self.serial = 0
        self.cancel_waits = False

    @property
    def over(self) -> bool:
        return self.state_name == "over"

    def dispatch(self, event: Event) -> None:
        """An event by its name, as machines take it."""
        getattr(self, event.NAME)(event)

    def _signal(self, signal: Any) -> None:
        self.cell.raise_signal(self, signal)


class InviteClient(Transaction):
    """What is left of transaction/invite_client."""

    CHART, KIND = "transaction/invite_client", "invite_client"
    STATES = ("calling", "proceeding", "cancelling", "accepted", "over")

    def cancel(self, event: Event) -> None:
        if self.state_name == "calling":
            self.cancel_waits = True
        elif self.state_name == "proceeding":
            self._cancelling()

    def _cancelling(self) -> None:
        self.state_name = "cancelling"
        self.cancel_waits = False
        self.cell.emit(Message("CANCEL", self.number))

    def receive(self, response: Message) -> None:
        status = response.status
        if self.state_name == "accepted":
            if 200 <= status < 300:
                self._signal(invite_client.Copy(response))  # type: ignore[arg-type]
        elif status < 200:
            if status > 100:
                self._signal(invite_client.Progress(response))  # type: ignore[arg-type]
            if self.state_name == "calling":
                self.state_name = "proceeding"
                if self.cancel_waits:
                    self._cancelling()
        elif status < 300:
            self.state_name = "accepted"
            self._signal(invite_client.Answered(response))  # type: ignore[arg-type]
        else:
            self.state_name = "over"
            self._signal(invite_client.Failed(status, response))  # type: ignore[arg-type]

    def timed_out(self) -> None:
        """Timer B, or X after a CANCEL."""
        self.state_name = "over"
        self._signal(invite_client.Failed(408, None))

    def forks_ended(self) -> None:
        """Timer M."""
        self.state_name = "over"
        self._signal(invite_client.Over())


class InviteServer(Transaction):
    """What is left of transaction/invite_server."""

    CHART, KIND = "transaction/invite_server", "invite_server"
    STATES = ("trying", "informed", "over")

    def respond_provisional(self, event: Any) -> None:
        self.state_name = "informed"
        self.cell.emit(event.response)

    def respond_success(self, event: Any) -> None:
        self.state_name = "over"
        self.cell.emit(event.response)

    def respond_failure(self, event: Any) -> None:
        if not self.over:  # one final response was given: a further one is ignored, as by the chart
            self.respond_success(event)

    def receive(self, request: Message) -> None:
        """Its CANCEL."""
        self._signal(invite_server.Cancelled(request))  # type: ignore[arg-type]

    def trying_due(self) -> None:
        self.state_name = "informed"
        self.cell.emit(Message("100 INVITE", self.number))


class NonInviteClient(Transaction):
    """What is left of transaction/non_invite_client."""

    CHART, KIND = "transaction/non_invite_client", "non_invite_client"
    STATES = ("waiting", "over")

    def receive(self, response: Message) -> None:
        self.state_name = "over"
        self._signal(non_invite_client.Finished(response.status, response))  # type: ignore[arg-type]

    def timed_out(self) -> None:
        """Timer F."""
        self.state_name = "over"
        self._signal(non_invite_client.Finished(408, None))


class NonInviteServer(Transaction):
    """What is left of transaction/non_invite_server."""

    CHART, KIND = "transaction/non_invite_server", "non_invite_server"
    STATES = ("trying", "over")
    DETACHABLE = True

    def respond(self, event: Any) -> None:
        if not self.over:
            self.state_name = "over"
            self.cell.emit(event.response)


KINDS: dict[str, type[Transaction]] = {
    kind.KIND: kind for kind in (InviteClient, InviteServer, NonInviteClient, NonInviteServer)
}
