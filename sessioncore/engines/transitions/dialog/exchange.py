"""The chart dialog/exchange, decided by transitions.

Generated from machines/dialog/exchange.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=529c05a2addffd133e745fe477f2531454afc45f6d388c0ea7c77e3ccd5773c1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import exchange as default
from sessioncore.handlers.dialog.exchange import DIALOG_GONE, IDLE
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.exchange import Finished, Wanted
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Exchange(default.Exchange):
    """dialog/exchange on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def wanted(self, event: Wanted) -> None:
        MACHINE.fire(self, event)

    def finished(self, event: Finished) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def _do_idle_wanted(self, event: Wanted) -> None:
        """Row idle.wanted."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
        except Exception as error:
            cell.action_failed(self, "send_request", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one part sends one request")

    def _if_challenged(self, event: Finished) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_sent_finished(self, event: Finished) -> None:
        """Row sent.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _if_unknown_there(self, event: Finished) -> bool:
        """Whether unknown_there."""
        return self.actions.unknown_there(event)

    def _do_sent_finished_1(self, event: Finished) -> None:
        """Row sent.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_answered(event)
        except Exception as error:
            cell.action_failed(self, "reply_answered", error, mark)
        else:
            cell.raise_signal(self, DIALOG_GONE)

    def _do_sent_finished_2(self, event: Finished) -> None:
        """Row sent.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_answered(event)
        except Exception as error:
            cell.action_failed(self, "reply_answered", error, mark)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its request has ended")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Exchange, [
    Way("wanted", "idle", "sent", row="idle.wanted", before=("_do_idle_wanted",)),
    Way("finished", "idle", before=("_never_1",)),
    Way("action_failed", "idle", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("wanted", "sent", before=("_never_2",)),
    Way("finished", "sent", row="sent.finished", conditions=("_if_challenged",), before=("_do_sent_finished",)),
    Way(
        "finished",
        "sent",
        "ended",
        row="sent.finished#1",
        conditions=("_if_unknown_there",),
        before=("_do_sent_finished_1",),
    ),
    Way("finished", "sent", "ended", row="sent.finished#2", before=("_do_sent_finished_2",)),
    Way("action_failed", "sent", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("wanted", "ended", before=("_never_2",)),
    Way("finished", "ended", before=("_never_3",)),
    Way("action_failed", "ended", before=("_ignored",)),
])
