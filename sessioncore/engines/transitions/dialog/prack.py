"""The chart dialog/prack, decided by transitions.

Generated from machines/dialog/prack.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=adf5bc13bb1b6fc9a944958cc63ea388ee3c9eb04158a9194a1cc1a81defbb00 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import prack as default
from sessioncore.handlers.dialog.prack import LISTENING, Fresh
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.prack import Due, Finished, Received
    from sessioncore.statechart import ActionFailed

require_abi(__name__, 1)


class Prack(default.Prack):
    """dialog/prack on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter listening."""
        self.state = LISTENING

    def received(self, event: Received) -> None:
        MACHINE.fire(self, event)

    def due(self, event: Due) -> None:
        MACHINE.fire(self, event)

    def finished(self, event: Finished) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def _if_in_order(self, event: Received) -> bool:
        """Whether in_order."""
        return self.actions.in_order(event)

    def _do_listening_received(self, event: Received) -> None:
        """Row listening.received."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_number(event)
        except Exception as error:
            cell.action_failed(self, "note_number", error, mark)
        else:
            cell.raise_signal(self, Fresh(event.response))

    def _do_listening_due(self, event: Due) -> None:
        """Row listening.due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_prack(event))
        except Exception as error:
            cell.action_failed(self, "send_prack", error, mark)

    def _if_challenged(self, event: Finished) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_listening_finished(self, event: Finished) -> None:
        """Row listening.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_prack_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_prack_answered", error, mark)

    def _do_listening_finished_1(self, event: Finished) -> None:
        """Row listening.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget_prack(event)
        except Exception as error:
            cell.action_failed(self, "forget_prack", error, mark)


MACHINE = FlatMachine(Prack, [
    Way(
        "received",
        "listening",
        row="listening.received",
        conditions=("_if_in_order",),
        before=("_do_listening_received",),
    ),
    Way("received", "listening", row="listening.received#1"),
    Way("due", "listening", row="listening.due", before=("_do_listening_due",)),
    Way(
        "finished",
        "listening",
        row="listening.finished",
        conditions=("_if_challenged",),
        before=("_do_listening_finished",),
    ),
    Way("finished", "listening", row="listening.finished#1", before=("_do_listening_finished_1",)),
    Way("action_failed", "listening", row="listening.action_failed"),
])
