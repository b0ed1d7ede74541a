"""The chart dialog/request_out, decided by transitions.

Generated from machines/dialog/request_out.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=bf961b6ef86c2ca6437507c2576e98e38184007fa74132ed0ca97c0fd08a98ab abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import request_out as default
from sessioncore.handlers.dialog.request_out import IDLE
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.request_out import Finished, PatienceEnded, Request
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class RequestOut(default.RequestOut):
    """dialog/request_out on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def request(self, event: Request) -> None:
        MACHINE.fire(self, event)

    def finished(self, event: Finished) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def patience_ended(self, event: PatienceEnded) -> None:
        MACHINE.fire(self, event)

    def _do_idle_request(self, event: Request) -> None:
        """Row idle.request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.make_request(event)
        except Exception as error:
            cell.action_failed(self, "make_request", error, mark)

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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "one cell sends one request")

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

    def _if_another_target(self, event: Finished) -> bool:
        """Whether another_target."""
        return self.actions.another_target(event)

    def _do_sent_finished_1(self, event: Finished) -> None:
        """Row sent.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_redirected(event))
        except Exception as error:
            cell.action_failed(self, "send_redirected", error, mark)

    def _exit_sent(self, event: Finished | ActionFailed | PatienceEnded) -> None:
        """Exit of sent."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def _do_sent_finished_2(self, event: Finished) -> None:
        """Row sent.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_answered(event)
        except Exception as error:
            cell.action_failed(self, "reply_answered", error, mark)

    def _do_sent_patience_ended(self, event: PatienceEnded) -> None:
        """Row sent.patience_ended."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_late(event)
        except Exception as error:
            cell.action_failed(self, "reply_late", error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "one cell sends one request")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _if_unmade(self, event: Request) -> bool:
        """Whether unmade."""
        return self.actions.unmade(event)

    def _do_made_always(self, event: Request) -> None:
        """Row made.always."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _if_too_large(self, event: Request) -> bool:
        """Whether too_large."""
        return self.actions.too_large(event)

    def _do_made_always_1(self, event: Request) -> None:
        """Row made.always#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_too_large(event)
        except Exception as error:
            cell.action_failed(self, "reply_too_large", error, mark)

    def _do_made_always_2(self, event: Request) -> None:
        """Row made.always#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
        except Exception as error:
            cell.action_failed(self, "send_request", error, mark)

    def _enter_sent(self, event: Request) -> None:
        """Entry of sent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.request_limit, max(0.05, self.actions.delay_patience(event)))
        except Exception as error:
            delay = 0.05
            cell.action_failed(self, "delay_patience", error, mark)
        self._patience = cell.arm(self, 0, delay)


MACHINE = FlatMachine(RequestOut, [
    Way("request", "idle", "made", row="idle.request", before=("_do_idle_request",)),
    Way("finished", "idle", before=("_never_1",)),
    Way("action_failed", "idle", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("patience_ended", "idle", before=("_dropped",)),
    Way("request", "made", before=("_dropped",)),
    Way("finished", "made", before=("_dropped",)),
    Way("action_failed", "made", before=("_dropped",)),
    Way("patience_ended", "made", before=("_dropped",)),
    Way("request", "sent", before=("_reject_1",)),
    Way("finished", "sent", row="sent.finished", conditions=("_if_challenged",), before=("_do_sent_finished",)),
    Way("finished", "sent", row="sent.finished#1", conditions=("_if_another_target",), before=("_do_sent_finished_1",)),
    Way("finished", "sent", "ended", row="sent.finished#2", before=("_exit_sent", "_do_sent_finished_2")),
    Way("action_failed", "sent", "ended", row="action_failed", before=("_exit_sent", "_do_action_failed")),
    Way("patience_ended", "sent", "ended", row="sent.patience_ended", before=("_exit_sent", "_do_sent_patience_ended")),
    Way("request", "ended", before=("_reject_2",)),
    Way("finished", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way("patience_ended", "ended", before=("_dropped",)),
    Way("always", "made", "ended", row="made.always", conditions=("_if_unmade",), before=("_do_made_always",)),
    Way("always", "made", "ended", row="made.always#1", conditions=("_if_too_large",), before=("_do_made_always_1",)),
    Way("always", "made", "sent", row="made.always#2", before=("_do_made_always_2",), after=("_enter_sent",)),
])
