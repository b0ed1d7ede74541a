"""The chart media/stream, decided by statemachine.

Generated from machines/media/stream.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=6f9f9c2515926929dd29ae588d0643c50bbc7f67d95ea1e195a705ff074f40de abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.media import stream as default
from sessioncore.handlers.media.stream import DIALED, FLOWS, GIVEN_UP, LOST_SIGNAL, STANDS, Undialed
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.media.stream import (
        Configure,
        Declined,
        DigitsSent,
        Down,
        Expect,
        MediaFailed,
        MediaSilent,
        MediaStarted,
        MediaStopped,
        MediaTold,
        Shown,
        Up,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Stream(default.Stream):
    """media/stream on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def configure(self, event: Configure) -> None:
        send(self._chart, event)

    def expect(self, event: Expect) -> None:
        send(self._chart, event)

    def shown(self, event: Shown) -> None:
        send(self._chart, event)

    def up(self, event: Up) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def declined(self, event: Declined) -> None:
        send(self._chart, event)

    def media_started(self, event: MediaStarted) -> None:
        send(self._chart, event)

    def media_silent(self, event: MediaSilent) -> None:
        send(self._chart, event)

    def media_failed(self, event: MediaFailed) -> None:
        send(self._chart, event)

    def digits_sent(self, event: DigitsSent) -> None:
        send(self._chart, event)

    def media_told(self, event: MediaTold) -> None:
        send(self._chart, event)

    def media_stopped(self, event: MediaStopped) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_media_started(self, event: MediaStarted) -> None:
        """Row media_started."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_started(event)
        except Exception as error:
            cell.action_failed(self, "publish_started", error, mark)

    def _do_media_silent(self, event: MediaSilent) -> None:
        """Row media_silent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_silent(event)
        except Exception as error:
            cell.action_failed(self, "publish_silent", error, mark)

    def _if_of_digits(self, event: MediaFailed) -> bool:
        """Whether of_digits."""
        return self.actions.of_digits(event)

    def _do_media_failed(self, event: MediaFailed) -> None:
        """Row media_failed."""
        cell = self.cell
        cell.raise_signal(self, Undialed(event.reason))

    def _do_media_failed_1(self, event: MediaFailed) -> None:
        """Row media_failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)

    def _do_digits_sent(self, event: DigitsSent) -> None:
        """Row digits_sent."""
        cell = self.cell
        cell.raise_signal(self, DIALED)

    def _do_media_stopped(self, event: MediaStopped) -> None:
        """Row media_stopped."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_stopped(event)
        except Exception as error:
            cell.action_failed(self, "publish_stopped", error, mark)

    def _do_media_told(self, event: MediaTold) -> None:
        """Row media_told."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_told(event)
        except Exception as error:
            cell.action_failed(self, "publish_told", error, mark)

    def _if_holding(self, event: Configure) -> bool:
        """Whether holding."""
        return self.actions.holding(event)

    def _do_idle_configure(self, event: Configure) -> None:
        """Row idle.configure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)
        else:
            cell.raise_signal(self, STANDS)

    def _do_idle_configure_1(self, event: Configure) -> None:
        """Row idle.configure#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)
        else:
            cell.raise_signal(self, FLOWS)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it is configured in the macrostep that makes it")

    def _do_flowing_configure(self, event: Configure) -> None:
        """Row flowing.configure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)
        else:
            cell.raise_signal(self, STANDS)

    def _do_flowing_configure_1(self, event: Configure) -> None:
        """Row flowing.configure#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)

    def _do_flowing_expect(self, event: Expect) -> None:
        """Row flowing.expect."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.await_formats(event)
        except Exception as error:
            cell.action_failed(self, "await_formats", error, mark)

    def _do_flowing_shown(self, event: Shown) -> None:
        """Row flowing.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.show(event)
        except Exception as error:
            cell.action_failed(self, "show", error, mark)

    def _if_held_back(self, event: Up) -> bool:
        """Whether held_back."""
        return self.actions.held_back(event)

    def _do_flowing_up(self, event: Up) -> None:
        """Row flowing.up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.report(event)
        except Exception as error:
            cell.action_failed(self, "report", error, mark)
        else:
            cell.raise_signal(self, FLOWS)

    def _do_flowing_up_1(self, event: Up) -> None:
        """Row flowing.up#1."""
        cell = self.cell
        cell.raise_signal(self, FLOWS)

    def _do_flowing_media_silent(self, event: MediaSilent) -> None:
        """Row flowing.media_silent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_silent(event)
        except Exception as error:
            cell.action_failed(self, "publish_silent", error, mark)
        else:
            cell.raise_signal(self, LOST_SIGNAL)

    def _if_whole(self, event: MediaFailed) -> bool:
        """Whether whole."""
        return self.actions.whole(event)

    def _do_flowing_media_failed(self, event: MediaFailed) -> None:
        """Row flowing.media_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, LOST_SIGNAL)

    def _do_flowing_media_failed_1(self, event: MediaFailed) -> None:
        """Row flowing.media_failed#1."""
        cell = self.cell
        cell.raise_signal(self, Undialed(event.reason))

    def _do_flowing_media_failed_2(self, event: MediaFailed) -> None:
        """Row flowing.media_failed#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)

    def _if_ours(self, event: Down) -> bool:
        """Whether ours."""
        return self.actions.ours(event)

    def _do_flowing_down(self, event: Down) -> None:
        """Row flowing.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.silence(event)
        except Exception as error:
            cell.action_failed(self, "silence", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _do_lost_media_started(self, event: MediaStarted) -> None:
        """Row lost.media_started."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_started(event)
        except Exception as error:
            cell.action_failed(self, "publish_started", error, mark)

    def _do_lost_declined(self, event: Declined) -> None:
        """Row lost.declined."""
        cell = self.cell
        cell.raise_signal(self, GIVEN_UP)

    def _do_lost_configure(self, event: Configure) -> None:
        """Row lost.configure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)
        else:
            cell.raise_signal(self, STANDS)

    def _do_lost_configure_1(self, event: Configure) -> None:
        """Row lost.configure#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)

    def _do_lost_expect(self, event: Expect) -> None:
        """Row lost.expect."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.await_formats(event)
        except Exception as error:
            cell.action_failed(self, "await_formats", error, mark)

    def _do_lost_shown(self, event: Shown) -> None:
        """Row lost.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.show(event)
        except Exception as error:
            cell.action_failed(self, "show", error, mark)

    def _do_lost_up(self, event: Up) -> None:
        """Row lost.up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.report(event)
        except Exception as error:
            cell.action_failed(self, "report", error, mark)
        else:
            cell.raise_signal(self, FLOWS)

    def _do_lost_up_1(self, event: Up) -> None:
        """Row lost.up#1."""
        cell = self.cell
        cell.raise_signal(self, FLOWS)

    def _do_lost_down(self, event: Down) -> None:
        """Row lost.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.silence(event)
        except Exception as error:
            cell.action_failed(self, "silence", error, mark)

    def _do_renewed_media_started(self, event: MediaStarted) -> None:
        """Row renewed.media_started."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_started(event)
        except Exception as error:
            cell.action_failed(self, "publish_started", error, mark)

    def _do_renewed_media_silent(self, event: MediaSilent) -> None:
        """Row renewed.media_silent."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_silent(event)
        except Exception as error:
            cell.action_failed(self, "publish_silent", error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _do_renewed_media_failed(self, event: MediaFailed) -> None:
        """Row renewed.media_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _do_renewed_media_failed_1(self, event: MediaFailed) -> None:
        """Row renewed.media_failed#1."""
        cell = self.cell
        cell.raise_signal(self, Undialed(event.reason))

    def _do_renewed_media_failed_2(self, event: MediaFailed) -> None:
        """Row renewed.media_failed#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)

    def _do_renewed_configure(self, event: Configure) -> None:
        """Row renewed.configure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)
        else:
            cell.raise_signal(self, STANDS)

    def _do_renewed_configure_1(self, event: Configure) -> None:
        """Row renewed.configure#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)

    def _do_renewed_expect(self, event: Expect) -> None:
        """Row renewed.expect."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.await_formats(event)
        except Exception as error:
            cell.action_failed(self, "await_formats", error, mark)

    def _do_renewed_shown(self, event: Shown) -> None:
        """Row renewed.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.show(event)
        except Exception as error:
            cell.action_failed(self, "show", error, mark)

    def _do_renewed_up(self, event: Up) -> None:
        """Row renewed.up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.report(event)
        except Exception as error:
            cell.action_failed(self, "report", error, mark)
        else:
            cell.raise_signal(self, FLOWS)

    def _do_renewed_up_1(self, event: Up) -> None:
        """Row renewed.up#1."""
        cell = self.cell
        cell.raise_signal(self, FLOWS)

    def _do_renewed_down(self, event: Down) -> None:
        """Row renewed.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.silence(event)
        except Exception as error:
            cell.action_failed(self, "silence", error, mark)

    def _do_held_configure(self, event: Configure) -> None:
        """Row held.configure."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)

    def _do_held_configure_1(self, event: Configure) -> None:
        """Row held.configure#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)
        else:
            cell.raise_signal(self, FLOWS)

    def _do_held_expect(self, event: Expect) -> None:
        """Row held.expect."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.await_formats(event)
        except Exception as error:
            cell.action_failed(self, "await_formats", error, mark)

    def _do_held_shown(self, event: Shown) -> None:
        """Row held.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.show(event)
        except Exception as error:
            cell.action_failed(self, "show", error, mark)

    def _do_held_up(self, event: Up) -> None:
        """Row held.up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.report(event)
        except Exception as error:
            cell.action_failed(self, "report", error, mark)
        else:
            cell.raise_signal(self, STANDS)

    def _do_held_up_1(self, event: Up) -> None:
        """Row held.up#1."""
        cell = self.cell
        cell.raise_signal(self, STANDS)

    def _do_held_media_failed(self, event: MediaFailed) -> None:
        """Row held.media_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, LOST_SIGNAL)

    def _do_held_media_failed_1(self, event: MediaFailed) -> None:
        """Row held.media_failed#1."""
        cell = self.cell
        cell.raise_signal(self, Undialed(event.reason))

    def _do_held_media_failed_2(self, event: MediaFailed) -> None:
        """Row held.media_failed#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)

    def _do_held_down(self, event: Down) -> None:
        """Row held.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.silence(event)
        except Exception as error:
            cell.action_failed(self, "silence", error, mark)


CHART = Chart("MediaStreamChart", Stream, [
    Node("", initial=True, ways=(
        Way("media_started", row="media_started", on="_do_media_started"),
        Way("media_silent", row="media_silent", on="_do_media_silent"),
        Way("media_failed", row="media_failed", conditions=("_if_of_digits",), on="_do_media_failed"),
        Way("media_failed", row="media_failed#1", on="_do_media_failed_1"),
        Way("digits_sent", row="digits_sent", on="_do_digits_sent"),
        Way("media_stopped", row="media_stopped", on="_do_media_stopped"),
        Way("media_told", row="media_told", on="_do_media_told"),
        Way("action_failed", row="action_failed"),
    )),
    Node("idle", initial=True, ways=(
        Way(
            "configure", "held", leaf="held", row="idle.configure", conditions=("_if_holding",), on="_do_idle_configure"
        ),
        Way("configure", "flowing", leaf="flowing", row="idle.configure#1", on="_do_idle_configure_1"),
        Way("up", on="_never_1"),
        Way("down", on="_never_1"),
        Way("expect", on="_never_1"),
        Way("shown", on="_never_1"),
        Way("declined", on="_never_1"),
    )),
    Node("flowing", ways=(
        Way(
            "configure",
            "held",
            leaf="held",
            row="flowing.configure",
            conditions=("_if_holding",),
            on="_do_flowing_configure",
        ),
        Way("configure", row="flowing.configure#1", on="_do_flowing_configure_1"),
        Way("expect", row="flowing.expect", on="_do_flowing_expect"),
        Way("shown", row="flowing.shown", on="_do_flowing_shown"),
        Way("up", row="flowing.up", conditions=("_if_held_back",), on="_do_flowing_up"),
        Way("up", row="flowing.up#1", on="_do_flowing_up_1"),
        Way("media_silent", "lost", leaf="lost", row="flowing.media_silent", on="_do_flowing_media_silent"),
        Way(
            "media_failed",
            "lost",
            leaf="lost",
            row="flowing.media_failed",
            conditions=("_if_whole",),
            on="_do_flowing_media_failed",
        ),
        Way(
            "media_failed", row="flowing.media_failed#1", conditions=("_if_of_digits",), on="_do_flowing_media_failed_1"
        ),
        Way("media_failed", row="flowing.media_failed#2", on="_do_flowing_media_failed_2"),
        Way("down", "closed", leaf="closed", row="flowing.down", conditions=("_if_ours",), on="_do_flowing_down"),
        Way("down", "closed", leaf="closed", row="flowing.down#1"),
        Way("declined", on="_ignored"),
    )),
    Node("lost", ways=(
        Way("media_started", "flowing", leaf="flowing", row="lost.media_started", on="_do_lost_media_started"),
        Way("declined", row="lost.declined", on="_do_lost_declined"),
        Way(
            "configure", "held", leaf="held", row="lost.configure", conditions=("_if_holding",), on="_do_lost_configure"
        ),
        Way("configure", "renewed", leaf="renewed", row="lost.configure#1", on="_do_lost_configure_1"),
        Way("expect", row="lost.expect", on="_do_lost_expect"),
        Way("shown", row="lost.shown", on="_do_lost_shown"),
        Way("up", row="lost.up", conditions=("_if_held_back",), on="_do_lost_up"),
        Way("up", row="lost.up#1", on="_do_lost_up_1"),
        Way("down", "closed", leaf="closed", row="lost.down", conditions=("_if_ours",), on="_do_lost_down"),
        Way("down", "closed", leaf="closed", row="lost.down#1"),
    )),
    Node("renewed", ways=(
        Way("media_started", "flowing", leaf="flowing", row="renewed.media_started", on="_do_renewed_media_started"),
        Way("media_silent", row="renewed.media_silent", on="_do_renewed_media_silent"),
        Way("media_failed", row="renewed.media_failed", conditions=("_if_whole",), on="_do_renewed_media_failed"),
        Way(
            "media_failed", row="renewed.media_failed#1", conditions=("_if_of_digits",), on="_do_renewed_media_failed_1"
        ),
        Way("media_failed", row="renewed.media_failed#2", on="_do_renewed_media_failed_2"),
        Way(
            "configure",
            "held",
            leaf="held",
            row="renewed.configure",
            conditions=("_if_holding",),
            on="_do_renewed_configure",
        ),
        Way("configure", row="renewed.configure#1", on="_do_renewed_configure_1"),
        Way("expect", row="renewed.expect", on="_do_renewed_expect"),
        Way("shown", row="renewed.shown", on="_do_renewed_shown"),
        Way("up", row="renewed.up", conditions=("_if_held_back",), on="_do_renewed_up"),
        Way("up", row="renewed.up#1", on="_do_renewed_up_1"),
        Way("down", "closed", leaf="closed", row="renewed.down", conditions=("_if_ours",), on="_do_renewed_down"),
        Way("down", "closed", leaf="closed", row="renewed.down#1"),
        Way("declined", on="_ignored"),
    )),
    Node("held", ways=(
        Way("configure", row="held.configure", conditions=("_if_holding",), on="_do_held_configure"),
        Way("configure", "flowing", leaf="flowing", row="held.configure#1", on="_do_held_configure_1"),
        Way("expect", row="held.expect", on="_do_held_expect"),
        Way("shown", row="held.shown", on="_do_held_shown"),
        Way("up", row="held.up", conditions=("_if_held_back",), on="_do_held_up"),
        Way("up", row="held.up#1", on="_do_held_up_1"),
        Way("media_failed", row="held.media_failed", conditions=("_if_whole",), on="_do_held_media_failed"),
        Way("media_failed", row="held.media_failed#1", conditions=("_if_of_digits",), on="_do_held_media_failed_1"),
        Way("media_failed", row="held.media_failed#2", on="_do_held_media_failed_2"),
        Way("down", "closed", leaf="closed", row="held.down", conditions=("_if_ours",), on="_do_held_down"),
        Way("down", "closed", leaf="closed", row="held.down#1"),
        Way("declined", on="_ignored"),
    )),
    Node("closed", ways=(
        Way("configure", on="_ignored"),
        Way("expect", on="_ignored"),
        Way("shown", on="_ignored"),
        Way("up", on="_ignored"),
        Way("down", on="_ignored"),
        Way("declined", on="_ignored"),
    )),
])
