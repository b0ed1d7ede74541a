"""The chart session/session, decided by statemachine.

Generated from machines/session/session.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fc33b56a3add568c5517c71ab52222a1e5bc222ee195d377987b5a1dc5aae88d abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.session import session as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.session.session import (
        Asked,
        CallFailed,
        CallOver,
        Dialing,
        Early,
        Flows,
        Releasing,
        Ringing,
        Stands,
        ToldWhy,
        Up,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Session(default.Session):
    """session/session on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter initializing."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def dialing(self, event: Dialing) -> None:
        send(self._chart, event)

    def asked(self, event: Asked) -> None:
        send(self._chart, event)

    def ringing(self, event: Ringing) -> None:
        send(self._chart, event)

    def early(self, event: Early) -> None:
        send(self._chart, event)

    def up(self, event: Up) -> None:
        send(self._chart, event)

    def flows(self, event: Flows) -> None:
        send(self._chart, event)

    def stands(self, event: Stands) -> None:
        send(self._chart, event)

    def releasing(self, event: Releasing) -> None:
        send(self._chart, event)

    def call_over(self, event: CallOver) -> None:
        send(self._chart, event)

    def call_failed(self, event: CallFailed) -> None:
        send(self._chart, event)

    def told_why(self, event: ToldWhy) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_call_failed(self, event: CallFailed) -> None:
        """Row call_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)

    def _do_told_why(self, event: ToldWhy) -> None:
        """Row told_why."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_reasons(event)
        except Exception as error:
            cell.action_failed(self, "publish_reasons", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _enter_dialing(self, event: Dialing) -> None:
        """Entry of dialing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_ringing(self, event: Asked | Ringing) -> None:
        """Entry of ringing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_early_media(self, event: Early) -> None:
        """Entry of early_media."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_connected(self, event: Up | Flows) -> None:
        """Entry of connected."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_on_hold(self, event: Stands) -> None:
        """Entry of on_hold."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_terminating(self, event: Releasing) -> None:
        """Entry of terminating."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_terminated(self, event: CallOver) -> None:
        """Entry of terminated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _enter_failed(self, event: CallFailed) -> None:
        """Entry of failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)


CHART = Chart("SessionSessionChart", Session, [
    Node("", initial=True, ways=(
        Way("call_over", "terminated", leaf="terminated", internal=True, row="call_over"),
        Way("call_failed", "failed", leaf="failed", internal=True, row="call_failed", on="_do_call_failed"),
        Way("told_why", row="told_why", on="_do_told_why"),
        Way("action_failed", row="action_failed"),
    )),
    Node("initializing", initial=True, ways=(
        Way("dialing", "dialing", leaf="dialing", row="initializing.dialing"),
        Way("asked", "ringing", leaf="ringing", row="initializing.asked"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("up", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
        Way("releasing", on="_ignored"),
    )),
    Node("dialing", enter="_enter_dialing", ways=(
        Way("ringing", "ringing", leaf="ringing", row="dialing.ringing"),
        Way("up", "connected", leaf="connected", row="dialing.up"),
        Way("releasing", "terminating", leaf="terminating", row="dialing.releasing"),
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("early", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
    )),
    Node("ringing", enter="_enter_ringing", ways=(
        Way("early", "early_media", leaf="early_media", row="ringing.early"),
        Way("up", "connected", leaf="connected", row="ringing.up"),
        Way("releasing", "terminating", leaf="terminating", row="ringing.releasing"),
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
    )),
    Node("early_media", enter="_enter_early_media", ways=(
        Way("up", "connected", leaf="connected", row="early_media.up"),
        Way("releasing", "terminating", leaf="terminating", row="early_media.releasing"),
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
    )),
    Node("connected", enter="_enter_connected", ways=(
        Way("stands", "on_hold", leaf="on_hold", row="connected.stands"),
        Way("releasing", "terminating", leaf="terminating", row="connected.releasing"),
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("up", on="_ignored"),
        Way("flows", on="_ignored"),
    )),
    Node("on_hold", enter="_enter_on_hold", ways=(
        Way("flows", "connected", leaf="connected", row="on_hold.flows"),
        Way("releasing", "terminating", leaf="terminating", row="on_hold.releasing"),
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("up", on="_ignored"),
        Way("stands", on="_ignored"),
    )),
    Node("terminating", enter="_enter_terminating", ways=(
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("up", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
        Way("releasing", on="_ignored"),
    )),
    Node("terminated", enter="_enter_terminated", ways=(
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("up", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
        Way("releasing", on="_ignored"),
        Way("call_over", on="_ignored"),
        Way("call_failed", on="_ignored"),
    )),
    Node("failed", enter="_enter_failed", ways=(
        Way("dialing", on="_ignored"),
        Way("asked", on="_ignored"),
        Way("ringing", on="_ignored"),
        Way("early", on="_ignored"),
        Way("up", on="_ignored"),
        Way("flows", on="_ignored"),
        Way("stands", on="_ignored"),
        Way("releasing", on="_ignored"),
        Way("call_over", on="_ignored"),
        Way("call_failed", on="_ignored"),
    )),
])
