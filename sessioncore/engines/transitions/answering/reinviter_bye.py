"""The chart answering/reinviter_bye, decided by transitions.

Generated from machines/answering/reinviter_bye.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fd18dbe81ba18aff797536014f75533a011be2702cfbdffe4fb306ea4eafb705 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import reinviter_bye as default
from sessioncore.handlers.answering.reinviter_bye import ANSWERS, HANGS_UP, REINVITES, RINGS, WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.reinviter_bye import Connected, Ended, Invited, Reinvited, Talked
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class ReinviterBye(default.ReinviterBye):
    """answering/reinviter_bye on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        MACHINE.fire(self, event)

    def connected(self, event: Connected) -> None:
        MACHINE.fire(self, event)

    def reinvited(self, event: Reinvited) -> None:
        MACHINE.fire(self, event)

    def ended(self, event: Ended) -> None:
        MACHINE.fire(self, event)

    def talked(self, event: Talked) -> None:
        MACHINE.fire(self, event)

    def _do_waiting_invited(self, event: Invited) -> None:
        """Row waiting.invited."""
        cell = self.cell
        cell.raise_signal(self, RINGS)
        cell.raise_signal(self, ANSWERS)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody answered yet")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")

    def _enter_talking(self, event: Connected) -> None:
        """Entry of talking."""
        cell = self.cell
        self._talk = cell.arm(self, 0, cell.limits.reinviter_delay)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the call is not up yet")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _exit_talking(self, event: Ended | Talked) -> None:
        """Exit of talking."""
        cell = self.cell
        if self._talk is not None:
            cell.cancel(self._talk)
            self._talk = None

    def _do_talking_talked(self, event: Talked) -> None:
        """Row talking.talked."""
        cell = self.cell
        cell.raise_signal(self, REINVITES)

    def _do_hurrying_reinvited(self, event: Reinvited) -> None:
        """Row hurrying.reinvited."""
        cell = self.cell
        cell.raise_signal(self, HANGS_UP)


MACHINE = FlatMachine(ReinviterBye, [
    Way("invited", "waiting", "answering", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("connected", "waiting", before=("_never_1",)),
    Way("reinvited", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("talked", "waiting", before=("_dropped",)),
    Way("invited", "answering", before=("_never_2",)),
    Way("connected", "answering", "talking", row="answering.connected", after=("_enter_talking",)),
    Way("reinvited", "answering", before=("_never_3",)),
    Way("ended", "answering", "done", row="answering.ended"),
    Way("talked", "answering", before=("_dropped",)),
    Way("invited", "talking", before=("_never_2",)),
    Way("connected", "talking", before=("_ignored",)),
    Way("reinvited", "talking", before=("_ignored",)),
    Way("ended", "talking", "done", row="talking.ended", before=("_exit_talking",)),
    Way("talked", "talking", "hurrying", row="talking.talked", before=("_exit_talking", "_do_talking_talked")),
    Way("invited", "hurrying", before=("_never_2",)),
    Way("connected", "hurrying", before=("_ignored",)),
    Way("reinvited", "hurrying", "serving", row="hurrying.reinvited", before=("_do_hurrying_reinvited",)),
    Way("ended", "hurrying", "done", row="hurrying.ended"),
    Way("talked", "hurrying", before=("_dropped",)),
    Way("invited", "serving", before=("_never_2",)),
    Way("connected", "serving", before=("_ignored",)),
    Way("reinvited", "serving", before=("_ignored",)),
    Way("ended", "serving", "done", row="serving.ended"),
    Way("talked", "serving", before=("_dropped",)),
    Way("invited", "done", before=("_never_2",)),
    Way("connected", "done", before=("_ignored",)),
    Way("reinvited", "done", before=("_ignored",)),
    Way("ended", "done", before=("_ignored",)),
    Way("talked", "done", before=("_dropped",)),
])
