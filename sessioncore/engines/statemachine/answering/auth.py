"""The chart answering/auth, decided by statemachine.

Generated from machines/answering/auth.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c92a3f5ebd6dd3eedc39ec1eb79da52831d59a97db2effba956579d29e08c31c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import auth as default
from sessioncore.handlers.answering.auth import ANSWERS, RINGS, WANTS_PROOF
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.auth import Connected, Ended, Invited, Proven, Unproven
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Auth(default.Auth):
    """answering/auth on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter waiting."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def invited(self, event: Invited) -> None:
        send(self._chart, event)

    def proven(self, event: Proven) -> None:
        send(self._chart, event)

    def unproven(self, event: Unproven) -> None:
        send(self._chart, event)

    def connected(self, event: Connected) -> None:
        send(self._chart, event)

    def ended(self, event: Ended) -> None:
        send(self._chart, event)

    def _do_waiting_invited(self, event: Invited) -> None:
        """Row waiting.invited."""
        cell = self.cell
        cell.raise_signal(self, WANTS_PROOF)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody answered yet")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody asked yet")

    def _do_asking_proven(self, event: Proven) -> None:
        """Row asking.proven."""
        cell = self.cell
        cell.raise_signal(self, RINGS)
        cell.raise_signal(self, ANSWERS)

    def _do_asking_unproven(self, event: Unproven) -> None:
        """Row asking.unproven."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_challenges(event))
        except Exception as error:
            cell.action_failed(self, "payload_challenges", error, mark)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


CHART = Chart("AnsweringAuthChart", Auth, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "asking", leaf="asking", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
        Way("proven", on="_never_2"),
        Way("unproven", on="_never_2"),
    )),
    Node("asking", ways=(
        Way("proven", "serving", leaf="serving", row="asking.proven", on="_do_asking_proven"),
        Way("unproven", "done", leaf="done", row="asking.unproven", on="_do_asking_unproven"),
        Way("connected", "serving", leaf="serving", row="asking.connected"),
        Way("ended", "done", leaf="done", row="asking.ended"),
        Way("invited", on="_never_3"),
    )),
    Node("serving", ways=(
        Way("ended", "done", leaf="done", row="serving.ended"),
        Way("connected", on="_ignored"),
        Way("proven", on="_ignored"),
        Way("unproven", on="_ignored"),
        Way("invited", on="_never_3"),
    )),
    Node("done", ways=(
        Way("connected", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("proven", on="_ignored"),
        Way("unproven", on="_ignored"),
        Way("invited", on="_never_3"),
    )),
])
