"""The chart dialog/inquiry, decided by transitions.

Generated from machines/dialog/inquiry.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fea1a93d0e057737fab42013dd3fda0221684f18c5c3e5fc8b56e96604756777 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import inquiry as default
from sessioncore.handlers.dialog.inquiry import ARRIVING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.inquiry import Conclude, DecisionMissed, Received
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Inquiry(default.Inquiry):
    """dialog/inquiry on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter arriving."""
        self.state = ARRIVING

    def received(self, event: Received) -> None:
        MACHINE.fire(self, event)

    def conclude(self, event: Conclude) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def decision_missed(self, event: DecisionMissed) -> None:
        MACHINE.fire(self, event)

    def _if_coupled(self, event: Received) -> bool:
        """Whether coupled."""
        return self.actions.coupled(event)

    def _do_arriving_received(self, event: Received) -> None:
        """Row arriving.received."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pass_on(event)
        except Exception as error:
            cell.action_failed(self, "pass_on", error, mark)

    def _enter_deciding(self, event: Received) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.message_decision)

    def _if_untaken(self, event: Received) -> bool:
        """Whether untaken."""
        return self.actions.untaken(event)

    def _do_arriving_received_1(self, event: Received) -> None:
        """Row arriving.received#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_foreign_package(self, event: Received) -> bool:
        """Whether foreign_package."""
        return self.actions.foreign_package(event)

    def _do_arriving_received_2(self, event: Received) -> None:
        """Row arriving.received#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_unreadable(self, event: Received) -> bool:
        """Whether unreadable."""
        return self.actions.unreadable(event)

    def _do_arriving_received_3(self, event: Received) -> None:
        """Row arriving.received#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_attended(self, event: Received) -> bool:
        """Whether attended."""
        return self.actions.attended(event)

    def _do_arriving_received_4(self, event: Received) -> None:
        """Row arriving.received#4."""
        cell = self.cell
        mark, step = len(cell.outbox), "ask"
        try:
            self.actions.ask(event)
            mark, step = len(cell.outbox), "tell"
            self.actions.tell(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_arriving_received_5(self, event: Received) -> None:
        """Row arriving.received#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell"
        try:
            self.actions.tell(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing was asked")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one part serves one request")

    def _exit_deciding(self, event: Conclude | ActionFailed | DecisionMissed) -> None:
        """Exit of deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def _do_deciding_conclude(self, event: Conclude) -> None:
        """Row deciding.conclude."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_deciding_decision_missed(self, event: DecisionMissed) -> None:
        """Row deciding.decision_missed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it was answered")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Inquiry, [
    Way(
        "received",
        "arriving",
        "deciding",
        row="arriving.received",
        conditions=("_if_coupled",),
        before=("_do_arriving_received",),
        after=("_enter_deciding",),
    ),
    Way(
        "received",
        "arriving",
        "answered",
        row="arriving.received#1",
        conditions=("_if_untaken",),
        before=("_do_arriving_received_1",),
    ),
    Way(
        "received",
        "arriving",
        "answered",
        row="arriving.received#2",
        conditions=("_if_foreign_package",),
        before=("_do_arriving_received_2",),
    ),
    Way(
        "received",
        "arriving",
        "answered",
        row="arriving.received#3",
        conditions=("_if_unreadable",),
        before=("_do_arriving_received_3",),
    ),
    Way(
        "received",
        "arriving",
        "deciding",
        row="arriving.received#4",
        conditions=("_if_attended",),
        before=("_do_arriving_received_4",),
        after=("_enter_deciding",),
    ),
    Way("received", "arriving", "answered", row="arriving.received#5", before=("_do_arriving_received_5",)),
    Way("conclude", "arriving", before=("_reject_1",)),
    Way("action_failed", "arriving", "answered", row="action_failed", before=("_do_action_failed",)),
    Way("decision_missed", "arriving", before=("_dropped",)),
    Way("received", "deciding", before=("_never_1",)),
    Way(
        "conclude", "deciding", "answered", row="deciding.conclude", before=("_exit_deciding", "_do_deciding_conclude")
    ),
    Way("action_failed", "deciding", "answered", row="action_failed", before=("_exit_deciding", "_do_action_failed")),
    Way(
        "decision_missed",
        "deciding",
        "answered",
        row="deciding.decision_missed",
        before=("_exit_deciding", "_do_deciding_decision_missed"),
    ),
    Way("received", "answered", before=("_never_1",)),
    Way("conclude", "answered", before=("_reject_2",)),
    Way("action_failed", "answered", before=("_ignored",)),
    Way("decision_missed", "answered", before=("_dropped",)),
])
