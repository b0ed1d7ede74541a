"""The chart dialog/outside, decided by statemachine.

Generated from machines/dialog/outside.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ee5fef1db53d1cb829fbf23591c04f4ee61854c1648e6246dda2737047cad933 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import outside as default
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
    """dialog/outside on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter waiting."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def merged(self, event: Merged) -> None:
        send(self._chart, event)

    def orphan(self, event: Orphan) -> None:
        send(self._chart, event)

    def orphan_cancel(self, event: OrphanCancel) -> None:
        send(self._chart, event)

    def demanding_request(self, event: DemandingRequest) -> None:
        send(self._chart, event)

    def unanswerable(self, event: Unanswerable) -> None:
        send(self._chart, event)

    def surplus(self, event: Surplus) -> None:
        send(self._chart, event)

    def options(self, event: Options) -> None:
        send(self._chart, event)

    def other_request(self, event: OtherRequest) -> None:
        send(self._chart, event)

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


CHART = Chart("DialogOutsideChart", Outside, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("merged", "answered", leaf="answered", row="waiting.merged", on="_do_waiting_merged"),
        Way("orphan", "answered", leaf="answered", row="waiting.orphan", on="_do_waiting_orphan"),
        Way("orphan_cancel", "answered", leaf="answered", row="waiting.orphan_cancel", on="_do_waiting_orphan_cancel"),
        Way(
            "demanding_request",
            "answered",
            leaf="answered",
            row="waiting.demanding_request",
            on="_do_waiting_demanding_request",
        ),
        Way("unanswerable", "answered", leaf="answered", row="waiting.unanswerable", on="_do_waiting_unanswerable"),
        Way("surplus", "answered", leaf="answered", row="waiting.surplus", on="_do_waiting_surplus"),
        Way("options", "answered", leaf="answered", row="waiting.options", on="_do_waiting_options"),
        Way("other_request", "answered", leaf="answered", row="waiting.other_request", on="_do_waiting_other_request"),
    )),
    Node("answered", ways=(
        Way("merged", on="_ignored"),
        Way("orphan", on="_ignored"),
        Way("orphan_cancel", on="_ignored"),
        Way("demanding_request", on="_ignored"),
        Way("unanswerable", on="_ignored"),
        Way("surplus", on="_ignored"),
        Way("options", on="_ignored"),
        Way("other_request", on="_ignored"),
    )),
])
