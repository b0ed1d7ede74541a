"""The chart transport/trunk, decided by statemachine.

Generated from machines/transport/trunk.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=21dea625f06e6dcd773d0ad5137ff13584f2a46b05a6f8079876283536d0d302 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transport import trunk as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transport.trunk import Finished, PauseOver, Unwatch, Watch
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Trunk(default.Trunk):
    """transport/trunk on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def watch(self, event: Watch) -> None:
        send(self._chart, event)

    def unwatch(self, event: Unwatch) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def pause_over(self, event: PauseOver) -> None:
        send(self._chart, event)

    def _do_unwatch(self, event: Unwatch) -> None:
        """Row unwatch."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "one cell watches one peer")

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

    def _reject_2(self, event: Event) -> None:
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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_asking(self, event: Watch) -> None:
        """Entry of asking."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
        except Exception as error:
            cell.action_failed(self, "send_options", error, mark)

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

    def _do_asking_finished_1(self, event: Finished) -> None:
        """Row asking.finished#1."""
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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it is not watched any more")


CHART = Chart("TransportTrunkChart", Trunk, [
    Node("", initial=True, ways=(
        Way("unwatch", "ended", leaf="ended", internal=True, row="unwatch", on="_do_unwatch"),
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
        Way("watch", on="_reject_1"),
    )),
    Node("idle", initial=True, ways=(
        Way("watch", "asking", leaf="asking", row="idle.watch", on="_do_idle_watch"),
        Way("unwatch", on="_reject_2"),
        Way("finished", on="_never_1"),
        Way("pause_over", on="_dropped"),
    )),
    Node("asking", enter="_enter_asking", ways=(
        Way(
            "finished",
            "up",
            leaf="up.resting",
            row="asking.finished",
            conditions=("_if_there",),
            on="_do_asking_finished",
        ),
        Way("finished", "down", leaf="down.pausing", row="asking.finished#1", on="_do_asking_finished_1"),
        Way("pause_over", on="_dropped"),
    )),
    Node("up", enter="_enter_up"),
    Node("up.resting", initial=True, enter="_enter_up_resting", exit="_exit_up_resting", ways=(
        Way("pause_over", "up.checking", leaf="up.checking", row="up.resting.pause_over"),
        Way("finished", on="_never_2"),
    )),
    Node("up.checking", enter="_enter_up_checking", ways=(
        Way(
            "finished",
            "up.resting",
            leaf="up.resting",
            row="up.checking.finished",
            conditions=("_if_there",),
            on="_do_up_checking_finished",
        ),
        Way("finished", "down", leaf="down.pausing", row="up.checking.finished#1", on="_do_up_checking_finished_1"),
        Way("pause_over", on="_dropped"),
    )),
    Node("down", enter="_enter_down"),
    Node("down.pausing", initial=True, enter="_enter_down_pausing", exit="_exit_down_pausing", ways=(
        Way("pause_over", "down.probing", leaf="down.probing", row="down.pausing.pause_over"),
        Way("finished", on="_never_2"),
    )),
    Node("down.probing", enter="_enter_down_probing", ways=(
        Way(
            "finished",
            "up",
            leaf="up.resting",
            row="down.probing.finished",
            conditions=("_if_there",),
            on="_do_down_probing_finished",
        ),
        Way(
            "finished",
            "down.pausing",
            leaf="down.pausing",
            row="down.probing.finished#1",
            on="_do_down_probing_finished_1",
        ),
        Way("pause_over", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("finished", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("watch", on="_reject_3"),
        Way("unwatch", on="_reject_3"),
        Way("pause_over", on="_dropped"),
    )),
])
