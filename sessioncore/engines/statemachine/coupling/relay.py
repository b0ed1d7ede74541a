"""The chart coupling/relay, decided by statemachine.

Generated from machines/coupling/relay.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=dcae70b0dd619f70adec15a772addf8c6e52786fcc2b67ebd656722d010032f4 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.coupling import relay as default
from sessioncore.handlers.coupling.relay import BROKEN
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.coupling.relay import (
        Joined,
        NoReply,
        NotPassed,
        Over,
        Passed,
        RelayFailed,
        RelaySilent,
        Told,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Relay(default.Relay):
    """coupling/relay on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter passing."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def told(self, event: Told) -> None:
        send(self._chart, event)

    def passed(self, event: Passed) -> None:
        send(self._chart, event)

    def not_passed(self, event: NotPassed) -> None:
        send(self._chart, event)

    def relay_failed(self, event: RelayFailed) -> None:
        send(self._chart, event)

    def relay_silent(self, event: RelaySilent) -> None:
        send(self._chart, event)

    def joined(self, event: Joined) -> None:
        send(self._chart, event)

    def over(self, event: Over) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def no_reply(self, event: NoReply) -> None:
        send(self._chart, event)

    def _do_relay_failed(self, event: RelayFailed) -> None:
        """Row relay_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_failed"
        try:
            self.actions.publish_failed(event)
            mark, step = len(cell.outbox), "refuse_call"
            self.actions.refuse_call(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, BROKEN)

    def _if_unheard(self, event: RelaySilent) -> bool:
        """Whether unheard."""
        return self.actions.unheard(event)

    def _do_relay_silent(self, event: RelaySilent) -> None:
        """Row relay_silent."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_silent"
        try:
            self.actions.publish_silent(event)
            mark, step = len(cell.outbox), "close"
            self.actions.close(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, BROKEN)

    def _do_relay_silent_1(self, event: RelaySilent) -> None:
        """Row relay_silent#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_silent(event)
        except Exception as error:
            cell.action_failed(self, "publish_silent", error, mark)

    def _do_over(self, event: Over) -> None:
        """Row over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.close(event)
        except Exception as error:
            cell.action_failed(self, "close", error, mark)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "close"
        try:
            self.actions.close(event)
            mark, step = len(cell.outbox), "refuse_call"
            self.actions.refuse_call(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, BROKEN)

    def _if_described(self, event: Told) -> bool:
        """Whether described."""
        return self.actions.described(event)

    def _do_passing_told(self, event: Told) -> None:
        """Row passing.told."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, "ask", error, mark)

    def _do_passing_told_1(self, event: Told) -> None:
        """Row passing.told#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.hand_on(event)
        except Exception as error:
            cell.action_failed(self, "hand_on", error, mark)

    def _do_passing_joined(self, event: Joined) -> None:
        """Row passing.joined."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_joined(event)
        except Exception as error:
            cell.action_failed(self, "note_joined", error, mark)

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

    def _enter_asking(self, event: Told) -> None:
        """Entry of asking."""
        cell = self.cell
        self._reply = cell.arm(self, 0, cell.limits.relay_reply)

    def _exit_asking(
        self, event: Passed | NotPassed | RelayFailed | RelaySilent | Over | ActionFailed | NoReply
    ) -> None:
        """Exit of asking."""
        cell = self.cell
        if self._reply is not None:
            cell.cancel(self._reply)
            self._reply = None

    def _if_awaited(self, event: Passed | NotPassed) -> bool:
        """Whether awaited."""
        return self.actions.awaited(event)

    def _do_asking_passed(self, event: Passed) -> None:
        """Row asking.passed."""
        cell = self.cell
        mark, step = len(cell.outbox), "hand_on_passed"
        try:
            self.actions.hand_on_passed(event)
            mark, step = len(cell.outbox), "release"
            self.actions.release(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _not_awaited(self, event: Passed | NotPassed) -> bool:
        """Whether not awaited."""
        return not self.actions.awaited(event)

    def _if_of_change(self, event: NotPassed | NoReply) -> bool:
        """Whether of_change."""
        return self.actions.of_change(event)

    def _do_asking_not_passed_1(self, event: NotPassed) -> None:
        """Row asking.not_passed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_unpassed"
        try:
            self.actions.publish_unpassed(event)
            mark, step = len(cell.outbox), "refuse_change"
            self.actions.refuse_change(event)
            mark, step = len(cell.outbox), "release"
            self.actions.release(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_asking_not_passed_2(self, event: NotPassed) -> None:
        """Row asking.not_passed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_unpassed"
        try:
            self.actions.publish_unpassed(event)
            mark, step = len(cell.outbox), "refuse_call"
            self.actions.refuse_call(event)
            mark, step = len(cell.outbox), "close"
            self.actions.close(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, BROKEN)

    def _do_asking_no_reply(self, event: NoReply) -> None:
        """Row asking.no_reply."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_unpassed"
        try:
            self.actions.publish_unpassed(event)
            mark, step = len(cell.outbox), "refuse_change"
            self.actions.refuse_change(event)
            mark, step = len(cell.outbox), "release"
            self.actions.release(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_asking_no_reply_1(self, event: NoReply) -> None:
        """Row asking.no_reply#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "publish_unpassed"
        try:
            self.actions.publish_unpassed(event)
            mark, step = len(cell.outbox), "refuse_call"
            self.actions.refuse_call(event)
            mark, step = len(cell.outbox), "close"
            self.actions.close(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, BROKEN)

    def _if_crowded(self, event: Told) -> bool:
        """Whether crowded."""
        return self.actions.crowded(event)

    def _do_asking_told(self, event: Told) -> None:
        """Row asking.told."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.hand_on(event)
        except Exception as error:
            cell.action_failed(self, "hand_on", error, mark)

    def _do_asking_told_1(self, event: Told) -> None:
        """Row asking.told#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it is what begins")

    def _do_closed_told(self, event: Told) -> None:
        """Row closed.told."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.hand_on(event)
        except Exception as error:
            cell.action_failed(self, "hand_on", error, mark)


CHART = Chart("CouplingRelayChart", Relay, [
    Node("", initial=True, ways=(
        Way("relay_failed", "closed", leaf="closed", internal=True, row="relay_failed", on="_do_relay_failed"),
        Way(
            "relay_silent",
            "closed",
            leaf="closed",
            internal=True,
            row="relay_silent",
            conditions=("_if_unheard",),
            on="_do_relay_silent",
        ),
        Way("relay_silent", row="relay_silent#1", on="_do_relay_silent_1"),
        Way("over", "closed", leaf="closed", internal=True, row="over", on="_do_over"),
        Way("action_failed", "closed", leaf="closed", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("passing", initial=True, ways=(
        Way("told", "asking", leaf="asking", row="passing.told", conditions=("_if_described",), on="_do_passing_told"),
        Way("told", row="passing.told#1", on="_do_passing_told_1"),
        Way("joined", row="passing.joined", on="_do_passing_joined"),
        Way("passed", on="_ignored"),
        Way("not_passed", on="_ignored"),
        Way("no_reply", on="_dropped"),
    )),
    Node("asking", enter="_enter_asking", exit="_exit_asking", ways=(
        Way(
            "passed",
            "passing",
            leaf="passing",
            row="asking.passed",
            conditions=("_if_awaited",),
            on="_do_asking_passed",
        ),
        Way("passed", row="asking.passed#1"),
        Way("not_passed", row="asking.not_passed", conditions=("_not_awaited",)),
        Way(
            "not_passed",
            "passing",
            leaf="passing",
            row="asking.not_passed#1",
            conditions=("_if_of_change",),
            on="_do_asking_not_passed_1",
        ),
        Way("not_passed", "closed", leaf="closed", row="asking.not_passed#2", on="_do_asking_not_passed_2"),
        Way(
            "no_reply",
            "passing",
            leaf="passing",
            row="asking.no_reply",
            conditions=("_if_of_change",),
            on="_do_asking_no_reply",
        ),
        Way("no_reply", "closed", leaf="closed", row="asking.no_reply#1", on="_do_asking_no_reply_1"),
        Way("told", row="asking.told", conditions=("_if_crowded",), on="_do_asking_told"),
        Way("told", row="asking.told#1", on="_do_asking_told_1"),
        Way("joined", on="_never_1"),
    )),
    Node("closed", ways=(
        Way("told", row="closed.told", on="_do_closed_told"),
        Way("action_failed", row="closed.action_failed"),
        Way("joined", on="_ignored"),
        Way("passed", on="_ignored"),
        Way("not_passed", on="_ignored"),
        Way("relay_failed", on="_ignored"),
        Way("relay_silent", on="_ignored"),
        Way("over", on="_ignored"),
        Way("no_reply", on="_dropped"),
    )),
])
