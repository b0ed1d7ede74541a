"""The chart transport/trunk, decided by transitions.

Generated from machines/transport/trunk.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=21dea625f06e6dcd773d0ad5137ff13584f2a46b05a6f8079876283536d0d302 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transport import trunk as default
from sessioncore.handlers.transport.trunk import IDLE
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transport.trunk import Finished, PauseOver, Unwatch, Watch
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Trunk(default.Trunk):
    """transport/trunk on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def watch(self, event: Watch) -> None:
        MACHINE.fire(self, event)

    def unwatch(self, event: Unwatch) -> None:
        MACHINE.fire(self, event)

    def finished(self, event: Finished) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def pause_over(self, event: PauseOver) -> None:
        MACHINE.fire(self, event)

    def _do_idle_watch(self, event: Watch) -> None:
        """Row idle.watch."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_trunk"
        try:
            self.actions.note_trunk(event)
            mark, step = len(cell.outbox), "reply_done"
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_asking(self, event: Watch) -> None:
        """Entry of asking."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
        except Exception as error:
            cell.action_failed(self, "send_options", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing is watched yet")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "one cell watches one peer")

    def _do_unwatch(self, event: Unwatch) -> None:
        """Row unwatch."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)

    def _if_there(self, event: Finished) -> bool:
        """Whether there."""
        return self.actions.there(event)

    def _do_asking_finished(self, event: Finished) -> None:
        """Row asking.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _enter_up(self, event: Finished) -> None:
        """Entry of up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_up(event)
        except Exception as error:
            cell.action_failed(self, "tell_up", error, mark)

    def _enter_up_resting(self, event: Finished) -> None:
        """Entry of up.resting."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
        except Exception as error:
            delay = 1.0
            cell.action_failed(self, "delay_interval", error, mark)
        self._pause = cell.arm(self, 0, delay)

    def _do_asking_finished_1(self, event: Finished) -> None:
        """Row asking.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _enter_down(self, event: Finished) -> None:
        """Entry of down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_down(event)
        except Exception as error:
            cell.action_failed(self, "tell_down", error, mark)

    def _enter_down_pausing(self, event: Finished) -> None:
        """Entry of down.pausing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
        except Exception as error:
            delay = 1.0
            cell.action_failed(self, "delay_interval", error, mark)
        self._pause = cell.arm(self, 0, delay)

    def _exit_up_resting(self, event: Unwatch | ActionFailed | PauseOver) -> None:
        """Exit of up.resting."""
        cell = self.cell
        if self._pause is not None:
            cell.cancel(self._pause)
            self._pause = None

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no OPTIONS is under way")

    def _enter_up_checking(self, event: PauseOver) -> None:
        """Entry of up.checking."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
        except Exception as error:
            cell.action_failed(self, "send_options", error, mark)

    def _do_up_checking_finished(self, event: Finished) -> None:
        """Row up.checking.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _do_up_checking_finished_1(self, event: Finished) -> None:
        """Row up.checking.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _exit_down_pausing(self, event: Unwatch | ActionFailed | PauseOver) -> None:
        """Exit of down.pausing."""
        cell = self.cell
        if self._pause is not None:
            cell.cancel(self._pause)
            self._pause = None

    def _enter_down_probing(self, event: PauseOver) -> None:
        """Entry of down.probing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
        except Exception as error:
            cell.action_failed(self, "send_options", error, mark)

    def _do_down_probing_finished(self, event: Finished) -> None:
        """Row down.probing.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _do_down_probing_finished_1(self, event: Finished) -> None:
        """Row down.probing.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it is not watched any more")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Trunk, [
    Way("watch", "idle", "asking", row="idle.watch", before=("_do_idle_watch",), after=("_enter_asking",)),
    Way("unwatch", "idle", before=("_reject_1",)),
    Way("finished", "idle", before=("_never_1",)),
    Way("action_failed", "idle", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("pause_over", "idle", before=("_dropped",)),
    Way("watch", "asking", before=("_reject_2",)),
    Way("unwatch", "asking", "ended", row="unwatch", before=("_do_unwatch",)),
    Way(
        "finished",
        "asking",
        "up.resting",
        row="asking.finished",
        conditions=("_if_there",),
        before=("_do_asking_finished",),
        after=("_enter_up", "_enter_up_resting"),
    ),
    Way(
        "finished",
        "asking",
        "down.pausing",
        row="asking.finished#1",
        before=("_do_asking_finished_1",),
        after=("_enter_down", "_enter_down_pausing"),
    ),
    Way("action_failed", "asking", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("pause_over", "asking", before=("_dropped",)),
    Way("watch", "up.resting", before=("_reject_2",)),
    Way("unwatch", "up.resting", "ended", row="unwatch", before=("_exit_up_resting", "_do_unwatch")),
    Way("finished", "up.resting", before=("_never_2",)),
    Way("action_failed", "up.resting", "ended", row="action_failed", before=("_exit_up_resting", "_do_action_failed")),
    Way(
        "pause_over",
        "up.resting",
        "up.checking",
        row="up.resting.pause_over",
        before=("_exit_up_resting",),
        after=("_enter_up_checking",),
    ),
    Way("watch", "up.checking", before=("_reject_2",)),
    Way("unwatch", "up.checking", "ended", row="unwatch", before=("_do_unwatch",)),
    Way(
        "finished",
        "up.checking",
        "up.resting",
        row="up.checking.finished",
        conditions=("_if_there",),
        before=("_do_up_checking_finished",),
        after=("_enter_up_resting",),
    ),
    Way(
        "finished",
        "up.checking",
        "down.pausing",
        row="up.checking.finished#1",
        before=("_do_up_checking_finished_1",),
        after=("_enter_down", "_enter_down_pausing"),
    ),
    Way("action_failed", "up.checking", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("pause_over", "up.checking", before=("_dropped",)),
    Way("watch", "down.pausing", before=("_reject_2",)),
    Way("unwatch", "down.pausing", "ended", row="unwatch", before=("_exit_down_pausing", "_do_unwatch")),
    Way("finished", "down.pausing", before=("_never_2",)),
    Way(
        "action_failed",
        "down.pausing",
        "ended",
        row="action_failed",
        before=("_exit_down_pausing", "_do_action_failed"),
    ),
    Way(
        "pause_over",
        "down.pausing",
        "down.probing",
        row="down.pausing.pause_over",
        before=("_exit_down_pausing",),
        after=("_enter_down_probing",),
    ),
    Way("watch", "down.probing", before=("_reject_2",)),
    Way("unwatch", "down.probing", "ended", row="unwatch", before=("_do_unwatch",)),
    Way(
        "finished",
        "down.probing",
        "up.resting",
        row="down.probing.finished",
        conditions=("_if_there",),
        before=("_do_down_probing_finished",),
        after=("_enter_up", "_enter_up_resting"),
    ),
    Way(
        "finished",
        "down.probing",
        "down.pausing",
        row="down.probing.finished#1",
        before=("_do_down_probing_finished_1",),
        after=("_enter_down_pausing",),
    ),
    Way("action_failed", "down.probing", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("pause_over", "down.probing", before=("_dropped",)),
    Way("watch", "ended", before=("_reject_3",)),
    Way("unwatch", "ended", before=("_reject_3",)),
    Way("finished", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way("pause_over", "ended", before=("_dropped",)),
])
