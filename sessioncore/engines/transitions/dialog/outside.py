"""The chart dialog/outside, decided by transitions.

Generated from machines/dialog/outside.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ee5fef1db53d1cb829fbf23591c04f4ee61854c1648e6246dda2737047cad933 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import outside as default
from sessioncore.handlers.dialog.outside import WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.outside import (
        DemandingRequest,
        Merged,
        Options,
        Orphan,
        OrphanCancel,
        OtherRequest,
        Surplus,
        Unanswerable,
    )
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Outside(default.Outside):
    """dialog/outside on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def merged(self, event: Merged) -> None:
        MACHINE.fire(self, event)

    def orphan(self, event: Orphan) -> None:
        MACHINE.fire(self, event)

    def orphan_cancel(self, event: OrphanCancel) -> None:
        MACHINE.fire(self, event)

    def demanding_request(self, event: DemandingRequest) -> None:
        MACHINE.fire(self, event)

    def unanswerable(self, event: Unanswerable) -> None:
        MACHINE.fire(self, event)

    def surplus(self, event: Surplus) -> None:
        MACHINE.fire(self, event)

    def options(self, event: Options) -> None:
        MACHINE.fire(self, event)

    def other_request(self, event: OtherRequest) -> None:
        MACHINE.fire(self, event)

    def _do_waiting_merged(self, event: Merged) -> None:
        """Row waiting.merged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_orphan(self, event: Orphan) -> None:
        """Row waiting.orphan."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_orphan_cancel(self, event: OrphanCancel) -> None:
        """Row waiting.orphan_cancel."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_demanding_request(self, event: DemandingRequest) -> None:
        """Row waiting.demanding_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_unanswerable(self, event: Unanswerable) -> None:
        """Row waiting.unanswerable."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_surplus(self, event: Surplus) -> None:
        """Row waiting.surplus."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_options(self, event: Options) -> None:
        """Row waiting.options."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_other_request(self, event: OtherRequest) -> None:
        """Row waiting.other_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Outside, [
    Way("merged", "waiting", "answered", row="waiting.merged", before=("_do_waiting_merged",)),
    Way("orphan", "waiting", "answered", row="waiting.orphan", before=("_do_waiting_orphan",)),
    Way("orphan_cancel", "waiting", "answered", row="waiting.orphan_cancel", before=("_do_waiting_orphan_cancel",)),
    Way(
        "demanding_request",
        "waiting",
        "answered",
        row="waiting.demanding_request",
        before=("_do_waiting_demanding_request",),
    ),
    Way("unanswerable", "waiting", "answered", row="waiting.unanswerable", before=("_do_waiting_unanswerable",)),
    Way("surplus", "waiting", "answered", row="waiting.surplus", before=("_do_waiting_surplus",)),
    Way("options", "waiting", "answered", row="waiting.options", before=("_do_waiting_options",)),
    Way("other_request", "waiting", "answered", row="waiting.other_request", before=("_do_waiting_other_request",)),
    Way("merged", "answered", before=("_ignored",)),
    Way("orphan", "answered", before=("_ignored",)),
    Way("orphan_cancel", "answered", before=("_ignored",)),
    Way("demanding_request", "answered", before=("_ignored",)),
    Way("unanswerable", "answered", before=("_ignored",)),
    Way("surplus", "answered", before=("_ignored",)),
    Way("options", "answered", before=("_ignored",)),
    Way("other_request", "answered", before=("_ignored",)),
])
