"""The chart registration/binding, decided by statemachine.

Generated from machines/registration/binding.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=8394fe16837a50d8fc210b5ee306a0578e6e0e21a83f42b735395568a65ad858 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.registration import binding as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.registration.binding import Bind, Expired, FlowFailed, Unbind
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Binding(default.Binding):
    """registration/binding on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter vacant."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def bind(self, event: Bind) -> None:
        send(self._chart, event)

    def unbind(self, event: Unbind) -> None:
        send(self._chart, event)

    def flow_failed(self, event: FlowFailed) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def expired(self, event: Expired) -> None:
        send(self._chart, event)

    def _do_vacant_bind(self, event: Bind) -> None:
        """Row vacant.bind."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "tell_bound"
            self.actions.tell_bound(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_bound(self, event: Bind) -> None:
        """Entry of bound."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.registration_most, max(0.01, self.actions.delay_granted(event)))
        except Exception as error:
            delay = 0.01
            cell.action_failed(self, "delay_granted", error, mark)
        self._lifetime = cell.arm(self, 0, delay)

    def _exit_bound(self, event: Bind | Unbind | FlowFailed | Expired) -> None:
        """Exit of bound."""
        cell = self.cell
        if self._lifetime is not None:
            cell.cancel(self._lifetime)
            self._lifetime = None

    def _do_bound_bind(self, event: Bind) -> None:
        """Row bound.bind."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "tell_bound"
            self.actions.tell_bound(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_bound_unbind(self, event: Unbind) -> None:
        """Row bound.unbind."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_unbound(event)
        except Exception as error:
            cell.action_failed(self, "tell_unbound", error, mark)

    def _do_bound_expired(self, event: Expired) -> None:
        """Row bound.expired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_expired(event)
        except Exception as error:
            cell.action_failed(self, "tell_expired", error, mark)

    def _do_bound_flow_failed(self, event: FlowFailed) -> None:
        """Row bound.flow_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)


CHART = Chart("RegistrationBindingChart", Binding, [
    Node("", initial=True),
    Node("vacant", initial=True, ways=(
        Way("bind", "bound", leaf="bound", row="vacant.bind", on="_do_vacant_bind"),
        Way("action_failed", "gone", leaf="gone", row="vacant.action_failed"),
        Way("unbind", on="_ignored"),
        Way("flow_failed", on="_ignored"),
        Way("expired", on="_dropped"),
    )),
    Node("bound", enter="_enter_bound", exit="_exit_bound", ways=(
        Way("bind", "bound", leaf="bound", row="bound.bind", on="_do_bound_bind"),
        Way("unbind", "gone", leaf="gone", row="bound.unbind", on="_do_bound_unbind"),
        Way("expired", "gone", leaf="gone", row="bound.expired", on="_do_bound_expired"),
        Way("flow_failed", "gone", leaf="gone", row="bound.flow_failed", on="_do_bound_flow_failed"),
        Way("action_failed", row="bound.action_failed"),
    )),
    Node("gone", ways=(
        Way("unbind", on="_ignored"),
        Way("flow_failed", on="_ignored"),
        Way("bind", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("expired", on="_dropped"),
    )),
])
