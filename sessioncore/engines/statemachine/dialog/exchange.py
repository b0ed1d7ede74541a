"""The chart dialog/exchange, decided by statemachine.

Generated from machines/dialog/exchange.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=529c05a2addffd133e745fe477f2531454afc45f6d388c0ea7c77e3ccd5773c1 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import exchange as default
from sessioncore.handlers.dialog.exchange import DIALOG_GONE
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.exchange import Finished, Wanted
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Exchange(default.Exchange):
    """dialog/exchange on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def wanted(self, event: Wanted) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "one part sends one request")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its request has ended")


CHART = Chart("DialogExchangeChart", Exchange, [
    Node("", initial=True, ways=(
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("idle", initial=True, ways=(
        Way("wanted", "sent", leaf="sent", row="idle.wanted", on="_do_idle_wanted"),
        Way("finished", on="_never_1"),
    )),
    Node("sent", ways=(
        Way("finished", row="sent.finished", conditions=("_if_challenged",), on="_do_sent_finished"),
        Way(
            "finished",
            "ended",
            leaf="ended",
            row="sent.finished#1",
            conditions=("_if_unknown_there",),
            on="_do_sent_finished_1",
        ),
        Way("finished", "ended", leaf="ended", row="sent.finished#2", on="_do_sent_finished_2"),
        Way("wanted", on="_never_2"),
    )),
    Node("ended", ways=(
        Way("action_failed", on="_ignored"),
        Way("wanted", on="_never_2"),
        Way("finished", on="_never_3"),
    )),
])
