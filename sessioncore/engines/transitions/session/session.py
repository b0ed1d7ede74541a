"""The chart session/session, decided by transitions.

Generated from machines/session/session.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fc33b56a3add568c5517c71ab52222a1e5bc222ee195d377987b5a1dc5aae88d abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.session import session as default
from sessioncore.handlers.session.session import INITIALIZING
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
    """session/session on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter initializing."""
        self.state = INITIALIZING

    def dialing(self, event: Dialing) -> None:
        MACHINE.fire(self, event)

    def asked(self, event: Asked) -> None:
        MACHINE.fire(self, event)

    def ringing(self, event: Ringing) -> None:
        MACHINE.fire(self, event)

    def early(self, event: Early) -> None:
        MACHINE.fire(self, event)

    def up(self, event: Up) -> None:
        MACHINE.fire(self, event)

    def flows(self, event: Flows) -> None:
        MACHINE.fire(self, event)

    def stands(self, event: Stands) -> None:
        MACHINE.fire(self, event)

    def releasing(self, event: Releasing) -> None:
        MACHINE.fire(self, event)

    def call_over(self, event: CallOver) -> None:
        MACHINE.fire(self, event)

    def call_failed(self, event: CallFailed) -> None:
        MACHINE.fire(self, event)

    def told_why(self, event: ToldWhy) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _enter_terminated(self, event: CallOver) -> None:
        """Entry of terminated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _do_call_failed(self, event: CallFailed) -> None:
        """Row call_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)

    def _enter_failed(self, event: CallFailed) -> None:
        """Entry of failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_state(event)
        except Exception as error:
            cell.action_failed(self, "publish_state", error, mark)

    def _do_told_why(self, event: ToldWhy) -> None:
        """Row told_why."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_reasons(event)
        except Exception as error:
            cell.action_failed(self, "publish_reasons", error, mark)

    def _enter_connected(self, event: Up | Flows) -> None:
        """Entry of connected."""
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

    def _enter_early_media(self, event: Early) -> None:
        """Entry of early_media."""
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


MACHINE = FlatMachine(Session, [
    Way("dialing", "initializing", "dialing", row="initializing.dialing", after=("_enter_dialing",)),
    Way("asked", "initializing", "ringing", row="initializing.asked", after=("_enter_ringing",)),
    Way("ringing", "initializing", before=("_ignored",)),
    Way("early", "initializing", before=("_ignored",)),
    Way("up", "initializing", before=("_ignored",)),
    Way("flows", "initializing", before=("_ignored",)),
    Way("stands", "initializing", before=("_ignored",)),
    Way("releasing", "initializing", before=("_ignored",)),
    Way("call_over", "initializing", "terminated", row="call_over", after=("_enter_terminated",)),
    Way(
        "call_failed",
        "initializing",
        "failed",
        row="call_failed",
        before=("_do_call_failed",),
        after=("_enter_failed",),
    ),
    Way("told_why", "initializing", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "initializing", row="action_failed"),
    Way("dialing", "dialing", before=("_ignored",)),
    Way("asked", "dialing", before=("_ignored",)),
    Way("ringing", "dialing", "ringing", row="dialing.ringing", after=("_enter_ringing",)),
    Way("early", "dialing", before=("_ignored",)),
    Way("up", "dialing", "connected", row="dialing.up", after=("_enter_connected",)),
    Way("flows", "dialing", before=("_ignored",)),
    Way("stands", "dialing", before=("_ignored",)),
    Way("releasing", "dialing", "terminating", row="dialing.releasing", after=("_enter_terminating",)),
    Way("call_over", "dialing", "terminated", row="call_over", after=("_enter_terminated",)),
    Way("call_failed", "dialing", "failed", row="call_failed", before=("_do_call_failed",), after=("_enter_failed",)),
    Way("told_why", "dialing", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "dialing", row="action_failed"),
    Way("dialing", "ringing", before=("_ignored",)),
    Way("asked", "ringing", before=("_ignored",)),
    Way("ringing", "ringing", before=("_ignored",)),
    Way("early", "ringing", "early_media", row="ringing.early", after=("_enter_early_media",)),
    Way("up", "ringing", "connected", row="ringing.up", after=("_enter_connected",)),
    Way("flows", "ringing", before=("_ignored",)),
    Way("stands", "ringing", before=("_ignored",)),
    Way("releasing", "ringing", "terminating", row="ringing.releasing", after=("_enter_terminating",)),
    Way("call_over", "ringing", "terminated", row="call_over", after=("_enter_terminated",)),
    Way("call_failed", "ringing", "failed", row="call_failed", before=("_do_call_failed",), after=("_enter_failed",)),
    Way("told_why", "ringing", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "ringing", row="action_failed"),
    Way("dialing", "early_media", before=("_ignored",)),
    Way("asked", "early_media", before=("_ignored",)),
    Way("ringing", "early_media", before=("_ignored",)),
    Way("early", "early_media", before=("_ignored",)),
    Way("up", "early_media", "connected", row="early_media.up", after=("_enter_connected",)),
    Way("flows", "early_media", before=("_ignored",)),
    Way("stands", "early_media", before=("_ignored",)),
    Way("releasing", "early_media", "terminating", row="early_media.releasing", after=("_enter_terminating",)),
    Way("call_over", "early_media", "terminated", row="call_over", after=("_enter_terminated",)),
    Way(
        "call_failed", "early_media", "failed", row="call_failed", before=("_do_call_failed",), after=("_enter_failed",)
    ),
    Way("told_why", "early_media", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "early_media", row="action_failed"),
    Way("dialing", "connected", before=("_ignored",)),
    Way("asked", "connected", before=("_ignored",)),
    Way("ringing", "connected", before=("_ignored",)),
    Way("early", "connected", before=("_ignored",)),
    Way("up", "connected", before=("_ignored",)),
    Way("flows", "connected", before=("_ignored",)),
    Way("stands", "connected", "on_hold", row="connected.stands", after=("_enter_on_hold",)),
    Way("releasing", "connected", "terminating", row="connected.releasing", after=("_enter_terminating",)),
    Way("call_over", "connected", "terminated", row="call_over", after=("_enter_terminated",)),
    Way("call_failed", "connected", "failed", row="call_failed", before=("_do_call_failed",), after=("_enter_failed",)),
    Way("told_why", "connected", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "connected", row="action_failed"),
    Way("dialing", "on_hold", before=("_ignored",)),
    Way("asked", "on_hold", before=("_ignored",)),
    Way("ringing", "on_hold", before=("_ignored",)),
    Way("early", "on_hold", before=("_ignored",)),
    Way("up", "on_hold", before=("_ignored",)),
    Way("flows", "on_hold", "connected", row="on_hold.flows", after=("_enter_connected",)),
    Way("stands", "on_hold", before=("_ignored",)),
    Way("releasing", "on_hold", "terminating", row="on_hold.releasing", after=("_enter_terminating",)),
    Way("call_over", "on_hold", "terminated", row="call_over", after=("_enter_terminated",)),
    Way("call_failed", "on_hold", "failed", row="call_failed", before=("_do_call_failed",), after=("_enter_failed",)),
    Way("told_why", "on_hold", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "on_hold", row="action_failed"),
    Way("dialing", "terminating", before=("_ignored",)),
    Way("asked", "terminating", before=("_ignored",)),
    Way("ringing", "terminating", before=("_ignored",)),
    Way("early", "terminating", before=("_ignored",)),
    Way("up", "terminating", before=("_ignored",)),
    Way("flows", "terminating", before=("_ignored",)),
    Way("stands", "terminating", before=("_ignored",)),
    Way("releasing", "terminating", before=("_ignored",)),
    Way("call_over", "terminating", "terminated", row="call_over", after=("_enter_terminated",)),
    Way(
        "call_failed", "terminating", "failed", row="call_failed", before=("_do_call_failed",), after=("_enter_failed",)
    ),
    Way("told_why", "terminating", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "terminating", row="action_failed"),
    Way("dialing", "terminated", before=("_ignored",)),
    Way("asked", "terminated", before=("_ignored",)),
    Way("ringing", "terminated", before=("_ignored",)),
    Way("early", "terminated", before=("_ignored",)),
    Way("up", "terminated", before=("_ignored",)),
    Way("flows", "terminated", before=("_ignored",)),
    Way("stands", "terminated", before=("_ignored",)),
    Way("releasing", "terminated", before=("_ignored",)),
    Way("call_over", "terminated", before=("_ignored",)),
    Way("call_failed", "terminated", before=("_ignored",)),
    Way("told_why", "terminated", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "terminated", row="action_failed"),
    Way("dialing", "failed", before=("_ignored",)),
    Way("asked", "failed", before=("_ignored",)),
    Way("ringing", "failed", before=("_ignored",)),
    Way("early", "failed", before=("_ignored",)),
    Way("up", "failed", before=("_ignored",)),
    Way("flows", "failed", before=("_ignored",)),
    Way("stands", "failed", before=("_ignored",)),
    Way("releasing", "failed", before=("_ignored",)),
    Way("call_over", "failed", before=("_ignored",)),
    Way("call_failed", "failed", before=("_ignored",)),
    Way("told_why", "failed", row="told_why", before=("_do_told_why",)),
    Way("action_failed", "failed", row="action_failed"),
])
