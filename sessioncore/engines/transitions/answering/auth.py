"""The chart answering/auth, decided by transitions.

Generated from machines/answering/auth.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c92a3f5ebd6dd3eedc39ec1eb79da52831d59a97db2effba956579d29e08c31c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import auth as default
from sessioncore.handlers.answering.auth import ANSWERS, RINGS, WAITING, WANTS_PROOF
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.auth import Connected, Ended, Invited, Proven, Unproven
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Auth(default.Auth):
    """answering/auth on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        MACHINE.fire(self, event)

    def proven(self, event: Proven) -> None:
        MACHINE.fire(self, event)

    def unproven(self, event: Unproven) -> None:
        MACHINE.fire(self, event)

    def connected(self, event: Connected) -> None:
        MACHINE.fire(self, event)

    def ended(self, event: Ended) -> None:
        MACHINE.fire(self, event)

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
        cell.never(self, event, "nobody asked yet")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody answered yet")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Auth, [
    Way("invited", "waiting", "asking", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("proven", "waiting", before=("_never_1",)),
    Way("unproven", "waiting", before=("_never_1",)),
    Way("connected", "waiting", before=("_never_2",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("invited", "asking", before=("_never_3",)),
    Way("proven", "asking", "serving", row="asking.proven", before=("_do_asking_proven",)),
    Way("unproven", "asking", "done", row="asking.unproven", before=("_do_asking_unproven",)),
    Way("connected", "asking", "serving", row="asking.connected"),
    Way("ended", "asking", "done", row="asking.ended"),
    Way("invited", "serving", before=("_never_3",)),
    Way("proven", "serving", before=("_ignored",)),
    Way("unproven", "serving", before=("_ignored",)),
    Way("connected", "serving", before=("_ignored",)),
    Way("ended", "serving", "done", row="serving.ended"),
    Way("invited", "done", before=("_never_3",)),
    Way("proven", "done", before=("_ignored",)),
    Way("unproven", "done", before=("_ignored",)),
    Way("connected", "done", before=("_ignored",)),
    Way("ended", "done", before=("_ignored",)),
])
