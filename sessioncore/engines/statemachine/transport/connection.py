"""The chart transport/connection, decided by statemachine.

Generated from machines/transport/connection.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=070fd82bbe72ebcef270242e422cdb53f3985b4ea66afa425b68b714e370ff60 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transport import connection as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transport.connection import (
        Accepted,
        Begun,
        CloseMissed,
        Connected,
        ConnectMissed,
        FirstMissed,
        GrewQuiet,
        IdleOver,
        KeepingAsked,
        Lost,
        MessageGiven,
        MessageMissed,
        PingDue,
        Pinged,
        Ponged,
        PongMissed,
        Received,
        Unframed,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Connection(default.Connection):
    """transport/connection on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter unopened."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def message_given(self, event: MessageGiven) -> None:
        send(self._chart, event)

    def accepted(self, event: Accepted) -> None:
        send(self._chart, event)

    def connected(self, event: Connected) -> None:
        send(self._chart, event)

    def begun(self, event: Begun) -> None:
        send(self._chart, event)

    def received(self, event: Received) -> None:
        send(self._chart, event)

    def pinged(self, event: Pinged) -> None:
        send(self._chart, event)

    def ponged(self, event: Ponged) -> None:
        send(self._chart, event)

    def keeping_asked(self, event: KeepingAsked) -> None:
        send(self._chart, event)

    def unframed(self, event: Unframed) -> None:
        send(self._chart, event)

    def lost(self, event: Lost) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def connect_missed(self, event: ConnectMissed) -> None:
        send(self._chart, event)

    def first_missed(self, event: FirstMissed) -> None:
        send(self._chart, event)

    def message_missed(self, event: MessageMissed) -> None:
        send(self._chart, event)

    def grew_quiet(self, event: GrewQuiet) -> None:
        send(self._chart, event)

    def idle_over(self, event: IdleOver) -> None:
        send(self._chart, event)

    def ping_due(self, event: PingDue) -> None:
        send(self._chart, event)

    def pong_missed(self, event: PongMissed) -> None:
        send(self._chart, event)

    def close_missed(self, event: CloseMissed) -> None:
        send(self._chart, event)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _do_unopened_message_given(self, event: MessageGiven) -> None:
        """Row unopened.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_connecting(self, event: MessageGiven) -> None:
        """Entry of connecting."""
        cell = self.cell
        self._connect = cell.arm(self, 0, cell.limits.connect_time)
        mark = len(cell.outbox)
        try:
            self.actions.dial(event)
        except Exception as error:
            cell.action_failed(self, "dial", error, mark)

    def _exit_connecting(self, event: Connected | Lost | ConnectMissed) -> None:
        """Exit of connecting."""
        cell = self.cell
        if self._connect is not None:
            cell.cancel(self._connect)
            self._connect = None

    def _if_full(self, event: MessageGiven) -> bool:
        """Whether full."""
        return self.actions.full(event)

    def _do_connecting_message_given(self, event: MessageGiven) -> None:
        """Row connecting.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse(event)
        except Exception as error:
            cell.action_failed(self, "refuse", error, mark)

    def _do_connecting_message_given_1(self, event: MessageGiven) -> None:
        """Row connecting.message_given#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _do_connecting_connected(self, event: Connected) -> None:
        """Row connecting.connected."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.flush(event)
        except Exception as error:
            cell.action_failed(self, "flush", error, mark)

    def _do_connecting_lost(self, event: Lost) -> None:
        """Row connecting.lost."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.give_up(event)
        except Exception as error:
            cell.action_failed(self, "give_up", error, mark)

    def _do_connecting_connect_missed(self, event: ConnectMissed) -> None:
        """Row connecting.connect_missed."""
        cell = self.cell
        mark, step = len(cell.outbox), "give_up"
        try:
            self.actions.give_up(event)
            mark, step = len(cell.outbox), "abort"
            self.actions.abort(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_open_message_given(self, event: MessageGiven) -> None:
        """Row open.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forward(event)
        except Exception as error:
            cell.action_failed(self, "forward", error, mark)

    def _do_open_received(self, event: Received) -> None:
        """Row open.received."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_heard(event)
        except Exception as error:
            cell.action_failed(self, "note_heard", error, mark)

    def _do_open_pinged(self, event: Pinged) -> None:
        """Row open.pinged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pong(event)
        except Exception as error:
            cell.action_failed(self, "pong", error, mark)

    def _do_open_keeping_asked(self, event: KeepingAsked) -> None:
        """Row open.keeping_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_keeping(event)
        except Exception as error:
            cell.action_failed(self, "note_keeping", error, mark)

    def _do_open_lost(self, event: Lost) -> None:
        """Row open.lost."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.give_up(event)
        except Exception as error:
            cell.action_failed(self, "give_up", error, mark)

    def _enter_open_fresh(self, event: Accepted) -> None:
        """Entry of open.fresh."""
        cell = self.cell
        self._first = cell.arm(self, 1, cell.limits.first_message)

    def _exit_open_fresh(self, event: Begun | Received | Unframed | Lost | FirstMissed) -> None:
        """Exit of open.fresh."""
        cell = self.cell
        if self._first is not None:
            cell.cancel(self._first)
            self._first = None

    def _enter_open_quiet(self, event: Connected | Received | MessageGiven) -> None:
        """Entry of open.quiet."""
        cell = self.cell
        self._recent = cell.arm(self, 3, 64 * cell.limits.T1)

    def _exit_open_quiet(self, event: MessageGiven | Begun | Received | Unframed | Lost | GrewQuiet) -> None:
        """Exit of open.quiet."""
        cell = self.cell
        if self._recent is not None:
            cell.cancel(self._recent)
            self._recent = None

    def _do_open_quiet_message_given(self, event: MessageGiven) -> None:
        """Row open.quiet.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forward(event)
        except Exception as error:
            cell.action_failed(self, "forward", error, mark)

    def _enter_open_receiving(self, event: Begun) -> None:
        """Entry of open.receiving."""
        cell = self.cell
        self._message = cell.arm(self, 2, cell.limits.message_time)

    def _exit_open_receiving(self, event: Received | Unframed | Lost | MessageMissed) -> None:
        """Exit of open.receiving."""
        cell = self.cell
        if self._message is not None:
            cell.cancel(self._message)
            self._message = None

    def _enter_open_idle(self, event: GrewQuiet | Pinged | KeepingAsked | IdleOver | Ponged) -> None:
        """Entry of open.idle."""
        cell = self.cell
        self._idle = cell.arm(self, 4, cell.limits.idle_time)
        mark = len(cell.outbox)
        try:
            delay = min(3600.0, max(0.1, self.actions.delay_ping_interval(event)))
        except Exception as error:
            delay = 0.1
            cell.action_failed(self, "delay_ping_interval", error, mark)
        self._ping = cell.arm(self, 5, delay)

    def _exit_open_idle(
        self, event: MessageGiven | Begun | Received | Pinged | KeepingAsked | Unframed | Lost | IdleOver | PingDue
    ) -> None:
        """Exit of open.idle."""
        cell = self.cell
        if self._idle is not None:
            cell.cancel(self._idle)
            self._idle = None
        if self._ping is not None:
            cell.cancel(self._ping)
            self._ping = None

    def _do_open_idle_message_given(self, event: MessageGiven) -> None:
        """Row open.idle.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forward(event)
        except Exception as error:
            cell.action_failed(self, "forward", error, mark)

    def _do_open_idle_keeping_asked(self, event: KeepingAsked) -> None:
        """Row open.idle.keeping_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_keeping(event)
        except Exception as error:
            cell.action_failed(self, "note_keeping", error, mark)

    def _do_open_idle_pinged(self, event: Pinged) -> None:
        """Row open.idle.pinged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pong(event)
        except Exception as error:
            cell.action_failed(self, "pong", error, mark)

    def _if_pinging_wanted(self, event: PingDue) -> bool:
        """Whether pinging_wanted."""
        return self.actions.pinging_wanted(event)

    def _if_needed(self, event: IdleOver) -> bool:
        """Whether needed."""
        return self.actions.needed(event)

    def _enter_open_pinging(self, event: PingDue) -> None:
        """Entry of open.pinging."""
        cell = self.cell
        self._pong = cell.arm(self, 6, cell.limits.pong_time)
        mark = len(cell.outbox)
        try:
            self.actions.ping(event)
        except Exception as error:
            cell.action_failed(self, "ping", error, mark)

    def _exit_open_pinging(self, event: Begun | Received | Ponged | Unframed | Lost | PongMissed) -> None:
        """Exit of open.pinging."""
        cell = self.cell
        if self._pong is not None:
            cell.cancel(self._pong)
            self._pong = None

    def _do_open_pinging_pong_missed(self, event: PongMissed) -> None:
        """Row open.pinging.pong_missed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.abort(event)
        except Exception as error:
            cell.action_failed(self, "abort", error, mark)

    def _enter_closing(self, event: Unframed | FirstMissed | MessageMissed | IdleOver) -> None:
        """Entry of closing."""
        cell = self.cell
        self._close = cell.arm(self, 7, cell.limits.close_time)
        mark = len(cell.outbox)
        try:
            self.actions.close(event)
        except Exception as error:
            cell.action_failed(self, "close", error, mark)

    def _exit_closing(self, event: Lost | CloseMissed) -> None:
        """Exit of closing."""
        cell = self.cell
        if self._close is not None:
            cell.cancel(self._close)
            self._close = None

    def _do_closing_message_given(self, event: MessageGiven) -> None:
        """Row closing.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse(event)
        except Exception as error:
            cell.action_failed(self, "refuse", error, mark)

    def _do_closing_close_missed(self, event: CloseMissed) -> None:
        """Row closing.close_missed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.abort(event)
        except Exception as error:
            cell.action_failed(self, "abort", error, mark)

    def _do_closed_message_given(self, event: MessageGiven) -> None:
        """Row closed.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse(event)
        except Exception as error:
            cell.action_failed(self, "refuse", error, mark)


CHART = Chart("TransportConnectionChart", Connection, [
    Node("", initial=True, ways=(
        Way("accepted", on="_ignored"),
        Way("connected", on="_ignored"),
        Way("keeping_asked", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
    Node("unopened", initial=True, ways=(
        Way(
            "message_given",
            "connecting",
            leaf="connecting",
            row="unopened.message_given",
            on="_do_unopened_message_given",
        ),
        Way("accepted", "open.fresh", leaf="open.fresh", row="unopened.accepted"),
        Way("begun", on="_ignored"),
        Way("received", on="_ignored"),
        Way("pinged", on="_ignored"),
        Way("ponged", on="_ignored"),
        Way("unframed", on="_ignored"),
        Way("lost", on="_ignored"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("connecting", enter="_enter_connecting", exit="_exit_connecting", ways=(
        Way(
            "message_given", row="connecting.message_given", conditions=("_if_full",), on="_do_connecting_message_given"
        ),
        Way("message_given", row="connecting.message_given#1", on="_do_connecting_message_given_1"),
        Way("connected", "open.quiet", leaf="open.quiet", row="connecting.connected", on="_do_connecting_connected"),
        Way("lost", "closed", leaf="closed", row="connecting.lost", on="_do_connecting_lost"),
        Way(
            "connect_missed",
            "closed",
            leaf="closed",
            row="connecting.connect_missed",
            on="_do_connecting_connect_missed",
        ),
        Way("begun", on="_ignored"),
        Way("received", on="_ignored"),
        Way("pinged", on="_ignored"),
        Way("ponged", on="_ignored"),
        Way("unframed", on="_ignored"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("open", ways=(
        Way("message_given", row="open.message_given", on="_do_open_message_given"),
        Way("begun", "open.receiving", leaf="open.receiving", row="open.begun"),
        Way("received", "open.quiet", leaf="open.quiet", row="open.received", on="_do_open_received"),
        Way("pinged", row="open.pinged", on="_do_open_pinged"),
        Way("keeping_asked", row="open.keeping_asked", on="_do_open_keeping_asked"),
        Way("unframed", "closing", leaf="closing", row="open.unframed"),
        Way("lost", "closed", leaf="closed", row="open.lost", on="_do_open_lost"),
        Way("ponged", on="_ignored"),
    )),
    Node("open.fresh", enter="_enter_open_fresh", exit="_exit_open_fresh", ways=(
        Way("first_missed", "closing", leaf="closing", row="open.fresh.first_missed"),
        Way("connect_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("open.quiet", initial=True, enter="_enter_open_quiet", exit="_exit_open_quiet", ways=(
        Way(
            "message_given",
            "open.quiet",
            leaf="open.quiet",
            row="open.quiet.message_given",
            on="_do_open_quiet_message_given",
        ),
        Way("grew_quiet", "open.idle", leaf="open.idle", row="open.quiet.grew_quiet"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("open.receiving", enter="_enter_open_receiving", exit="_exit_open_receiving", ways=(
        Way("message_missed", "closing", leaf="closing", row="open.receiving.message_missed"),
        Way("begun", on="_ignored"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("open.idle", enter="_enter_open_idle", exit="_exit_open_idle", ways=(
        Way(
            "message_given",
            "open.quiet",
            leaf="open.quiet",
            row="open.idle.message_given",
            on="_do_open_idle_message_given",
        ),
        Way(
            "keeping_asked",
            "open.idle",
            leaf="open.idle",
            row="open.idle.keeping_asked",
            on="_do_open_idle_keeping_asked",
        ),
        Way("pinged", "open.idle", leaf="open.idle", row="open.idle.pinged", on="_do_open_idle_pinged"),
        Way(
            "ping_due",
            "open.pinging",
            leaf="open.pinging",
            row="open.idle.ping_due",
            conditions=("_if_pinging_wanted",),
        ),
        Way("ping_due", row="open.idle.ping_due#1"),
        Way("idle_over", "open.idle", leaf="open.idle", row="open.idle.idle_over", conditions=("_if_needed",)),
        Way("idle_over", "closing", leaf="closing", row="open.idle.idle_over#1"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("open.pinging", enter="_enter_open_pinging", exit="_exit_open_pinging", ways=(
        Way("ponged", "open.idle", leaf="open.idle", row="open.pinging.ponged"),
        Way("pong_missed", "closed", leaf="closed", row="open.pinging.pong_missed", on="_do_open_pinging_pong_missed"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
    Node("closing", enter="_enter_closing", exit="_exit_closing", ways=(
        Way("message_given", row="closing.message_given", on="_do_closing_message_given"),
        Way("lost", "closed", leaf="closed", row="closing.lost"),
        Way("close_missed", "closed", leaf="closed", row="closing.close_missed", on="_do_closing_close_missed"),
        Way("begun", on="_ignored"),
        Way("received", on="_ignored"),
        Way("pinged", on="_ignored"),
        Way("ponged", on="_ignored"),
        Way("unframed", on="_ignored"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("message_given", row="closed.message_given", on="_do_closed_message_given"),
        Way("begun", on="_ignored"),
        Way("received", on="_ignored"),
        Way("pinged", on="_ignored"),
        Way("ponged", on="_ignored"),
        Way("unframed", on="_ignored"),
        Way("lost", on="_ignored"),
        Way("connect_missed", on="_dropped"),
        Way("first_missed", on="_dropped"),
        Way("message_missed", on="_dropped"),
        Way("grew_quiet", on="_dropped"),
        Way("idle_over", on="_dropped"),
        Way("ping_due", on="_dropped"),
        Way("pong_missed", on="_dropped"),
        Way("close_missed", on="_dropped"),
    )),
])
