"""The chart media/digits, decided by statemachine.

Generated from machines/media/digits.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=35ca4f47959c72a10a020073798d103271b648469b6f3dae0c2fd80a4823f671 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.media import digits as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.media.digits import Down, Finished, Moved, Sent, Stuck, Unsent, Wanted
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Digits(default.Digits):
    """media/digits on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def wanted(self, event: Wanted) -> None:
        send(self._chart, event)

    def sent(self, event: Sent) -> None:
        send(self._chart, event)

    def unsent(self, event: Unsent) -> None:
        send(self._chart, event)

    def finished(self, event: Finished) -> None:
        send(self._chart, event)

    def moved(self, event: Moved) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def stuck(self, event: Stuck) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _if_early(self, event: Event) -> bool:
        """Whether early."""
        return self.asks.early(self)

    def _if_as_info(self, event: Wanted) -> bool:
        """Whether as_info."""
        return self.actions.as_info(event)

    def _if_unsure(self, event: Wanted) -> bool:
        """Whether unsure."""
        return self.actions.unsure(event)

    def _do_idle_wanted(self, event: Wanted) -> None:
        """Row idle.wanted."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_unsure(event)
        except Exception as error:
            cell.action_failed(self, "refuse_unsure", error, mark)

    def _do_idle_wanted_1(self, event: Wanted) -> None:
        """Row idle.wanted#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_digits"
        try:
            self.actions.note_digits(event)
            mark, step = len(cell.outbox), "send_info"
            cell.create_transaction(self, "non_invite_client", self.actions.send_info(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_bare(self, event: Wanted) -> bool:
        """Whether bare."""
        return self.actions.bare(event)

    def _do_idle_wanted_2(self, event: Wanted) -> None:
        """Row idle.wanted#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse_bare(event)
        except Exception as error:
            cell.action_failed(self, "refuse_bare", error, mark)

    def _do_idle_wanted_3(self, event: Wanted) -> None:
        """Row idle.wanted#3."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_digits"
        try:
            self.actions.note_digits(event)
            mark, step = len(cell.outbox), "play"
            self.actions.play(event)
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

    def _enter_playing(self, event: Wanted) -> None:
        """Entry of playing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.digits_limit, max(1.0, self.actions.delay_playing_time(event)))
        except Exception as error:
            delay = 1.0
            cell.action_failed(self, "delay_playing_time", error, mark)
        self._playing = cell.arm(self, 0, delay)

    def _exit_playing(self, event: Sent | Unsent | Moved | Down | ActionFailed | Stuck) -> None:
        """Exit of playing."""
        cell = self.cell
        if self._playing is not None:
            cell.cancel(self._playing)
            self._playing = None

    def _do_playing_sent(self, event: Sent) -> None:
        """Row playing.sent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)

    def _do_playing_unsent(self, event: Unsent) -> None:
        """Row playing.unsent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _if_heard(self, event: Moved | Stuck) -> bool:
        """Whether heard."""
        return self.actions.heard(event)

    def _do_playing_stuck(self, event: Stuck) -> None:
        """Row playing.stuck."""
        cell = self.cell
        mark, step = len(cell.outbox), "give_up"
        try:
            self.actions.give_up(event)
            mark, step = len(cell.outbox), "reply_failed"
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_playing_stuck_1(self, event: Stuck) -> None:
        """Row playing.stuck#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _do_playing_moved_1(self, event: Moved) -> None:
        """Row playing.moved#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _do_playing_down(self, event: Down) -> None:
        """Row playing.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_ended(event)
        except Exception as error:
            cell.action_failed(self, "reply_ended", error, mark)

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _if_challenged(self, event: Finished) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_telling_finished(self, event: Finished) -> None:
        """Row telling.finished."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_answered", error, mark)

    def _if_unreadable(self, event: Finished) -> bool:
        """Whether unreadable."""
        return self.actions.unreadable(event)

    def _do_telling_finished_1(self, event: Finished) -> None:
        """Row telling.finished#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_plain(event))
        except Exception as error:
            cell.action_failed(self, "send_plain", error, mark)

    def _if_taken(self, event: Finished) -> bool:
        """Whether taken."""
        return self.actions.taken(event)

    def _if_more(self, event: Finished) -> bool:
        """Whether more."""
        return self.actions.more(event)

    def _do_telling_finished_2(self, event: Finished) -> None:
        """Row telling.finished#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_info(event))
        except Exception as error:
            cell.action_failed(self, "send_info", error, mark)

    def _do_telling_finished_3(self, event: Finished) -> None:
        """Row telling.finished#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)

    def _do_telling_finished_4(self, event: Finished) -> None:
        """Row telling.finished#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_failed(event)
        except Exception as error:
            cell.action_failed(self, "reply_failed", error, mark)

    def _do_telling_down(self, event: Down) -> None:
        """Row telling.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_ended(event)
        except Exception as error:
            cell.action_failed(self, "reply_ended", error, mark)

    def _do_closed_wanted(self, event: Wanted) -> None:
        """Row closed.wanted."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse(event)
        except Exception as error:
            cell.action_failed(self, "refuse", error, mark)


CHART = Chart("MediaDigitsChart", Digits, [
    Node("", initial=True, ways=(
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            internal=True,
            row="action_failed",
            on="_do_action_failed",
            recall=("playing", "telling"),
        ),
    )),
    Node("idle", initial=True, ways=(
        Way("wanted", row="idle.wanted", conditions=("_if_early", "_if_as_info", "_if_unsure"), on="_do_idle_wanted"),
        Way(
            "wanted",
            "telling",
            leaf="telling",
            row="idle.wanted#1",
            conditions=("_if_as_info",),
            on="_do_idle_wanted_1",
        ),
        Way("wanted", row="idle.wanted#2", conditions=("_if_bare",), on="_do_idle_wanted_2"),
        Way("wanted", "playing", leaf="playing", row="idle.wanted#3", on="_do_idle_wanted_3"),
        Way("down", "closed", leaf="closed", row="idle.down"),
        Way("sent", on="_ignored"),
        Way("unsent", on="_ignored"),
        Way("moved", on="_ignored"),
        Way("finished", on="_ignored"),
        Way("stuck", on="_dropped"),
    )),
    Node("playing", enter="_enter_playing", exit="_exit_playing", ways=(
        Way("sent", "idle", leaf="idle", row="playing.sent", on="_do_playing_sent", recall=("playing",)),
        Way("unsent", "idle", leaf="idle", row="playing.unsent", on="_do_playing_unsent", recall=("playing",)),
        Way(
            "stuck",
            "idle",
            leaf="idle",
            row="playing.stuck",
            conditions=("_if_heard",),
            on="_do_playing_stuck",
            recall=("playing",),
        ),
        Way("stuck", "idle", leaf="idle", row="playing.stuck#1", on="_do_playing_stuck_1", recall=("playing",)),
        Way("moved", row="playing.moved", conditions=("_if_heard",)),
        Way("moved", "idle", leaf="idle", row="playing.moved#1", on="_do_playing_moved_1", recall=("playing",)),
        Way("down", "closed", leaf="closed", row="playing.down", on="_do_playing_down", recall=("playing",)),
        Way("finished", on="_ignored"),
        Way("wanted", on="_deferred"),
    )),
    Node("telling", ways=(
        Way("finished", row="telling.finished", conditions=("_if_challenged",), on="_do_telling_finished"),
        Way("finished", row="telling.finished#1", conditions=("_if_unreadable",), on="_do_telling_finished_1"),
        Way("finished", row="telling.finished#2", conditions=("_if_taken", "_if_more"), on="_do_telling_finished_2"),
        Way(
            "finished",
            "idle",
            leaf="idle",
            row="telling.finished#3",
            conditions=("_if_taken",),
            on="_do_telling_finished_3",
            recall=("telling",),
        ),
        Way(
            "finished", "idle", leaf="idle", row="telling.finished#4", on="_do_telling_finished_4", recall=("telling",)
        ),
        Way("down", "closed", leaf="closed", row="telling.down", on="_do_telling_down", recall=("telling",)),
        Way("sent", on="_ignored"),
        Way("unsent", on="_ignored"),
        Way("moved", on="_ignored"),
        Way("wanted", on="_deferred"),
        Way("stuck", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("wanted", row="closed.wanted", on="_do_closed_wanted"),
        Way("sent", on="_ignored"),
        Way("unsent", on="_ignored"),
        Way("finished", on="_ignored"),
        Way("moved", on="_ignored"),
        Way("down", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("stuck", on="_dropped"),
    )),
])
