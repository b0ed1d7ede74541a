"""The chart dialog/request_out, decided by statemachine.

Generated from machines/dialog/request_out.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=bf961b6ef86c2ca6437507c2576e98e38184007fa74132ed0ca97c0fd08a98ab abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import request_out as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.request_out import Finished, PatienceEnded, Request
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class RequestOut(default.RequestOut):
    """dialog/request_out on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def request(self, event: Request) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def patience_ended(self, event: PatienceEnded) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

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

    def _exit_sent(self, event: Finished | ActionFailed | PatienceEnded) -> None:
        """Exit of sent."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

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

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "one cell sends one request")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "one cell sends one request")


CHART = Chart("DialogRequestOutChart", RequestOut, [
    Node("", initial=True, ways=(
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("idle", initial=True, ways=(
        Way("request", "made", leaf="made", row="idle.request", on="_do_idle_request"),
        Way("finished", on="_never_1"),
        Way("patience_ended", on="_dropped"),
    )),
    Node("made", ways=(
        Way("always", "ended", leaf="ended", row="made.always", conditions=("_if_unmade",), on="_do_made_always"),
        Way(
            "always", "ended", leaf="ended", row="made.always#1", conditions=("_if_too_large",), on="_do_made_always_1"
        ),
        Way("always", "sent", leaf="sent", row="made.always#2", on="_do_made_always_2"),
        Way("request", on="_dropped"),
        Way("finished", on="_dropped"),
        Way("action_failed", on="_dropped"),
        Way("patience_ended", on="_dropped"),
    )),
    Node("sent", enter="_enter_sent", exit="_exit_sent", ways=(
        Way("finished", row="sent.finished", conditions=("_if_challenged",), on="_do_sent_finished"),
        Way("finished", row="sent.finished#1", conditions=("_if_another_target",), on="_do_sent_finished_1"),
        Way("finished", "ended", leaf="ended", row="sent.finished#2", on="_do_sent_finished_2"),
        Way("patience_ended", "ended", leaf="ended", row="sent.patience_ended", on="_do_sent_patience_ended"),
        Way("request", on="_reject_1"),
    )),
    Node("ended", ways=(
        Way("finished", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("request", on="_reject_2"),
        Way("patience_ended", on="_dropped"),
    )),
])
