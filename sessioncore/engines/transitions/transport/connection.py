"""The chart transport/connection, decided by transitions.

Generated from machines/transport/connection.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=070fd82bbe72ebcef270242e422cdb53f3985b4ea66afa425b68b714e370ff60 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transport import connection as default
from sessioncore.handlers.transport.connection import UNOPENED
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
    """transport/connection on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter unopened."""
        self.state = UNOPENED

    def message_given(self, event: MessageGiven) -> None:
        MACHINE.fire(self, event)

    def accepted(self, event: Accepted) -> None:
        MACHINE.fire(self, event)

    def connected(self, event: Connected) -> None:
        MACHINE.fire(self, event)

    def begun(self, event: Begun) -> None:
        MACHINE.fire(self, event)

    def received(self, event: Received) -> None:
        MACHINE.fire(self, event)

    def pinged(self, event: Pinged) -> None:
        MACHINE.fire(self, event)

    def ponged(self, event: Ponged) -> None:
        MACHINE.fire(self, event)

    def keeping_asked(self, event: KeepingAsked) -> None:
        MACHINE.fire(self, event)

    def unframed(self, event: Unframed) -> None:
        MACHINE.fire(self, event)

    def lost(self, event: Lost) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def connect_missed(self, event: ConnectMissed) -> None:
        MACHINE.fire(self, event)

    def first_missed(self, event: FirstMissed) -> None:
        MACHINE.fire(self, event)

    def message_missed(self, event: MessageMissed) -> None:
        MACHINE.fire(self, event)

    def grew_quiet(self, event: GrewQuiet) -> None:
        MACHINE.fire(self, event)

    def idle_over(self, event: IdleOver) -> None:
        MACHINE.fire(self, event)

    def ping_due(self, event: PingDue) -> None:
        MACHINE.fire(self, event)

    def pong_missed(self, event: PongMissed) -> None:
        MACHINE.fire(self, event)

    def close_missed(self, event: CloseMissed) -> None:
        MACHINE.fire(self, event)

    def _do_unopened_message_given(self, event: MessageGiven) -> None:
        """Row unopened.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _enter_connecting(self, event: MessageGiven) -> None:
        """Entry of connecting."""
        cell = self.cell
        self._connect = cell.arm(self, 0, cell.limits.connect_time)
        mark = len(cell.outbox)
        try:
            self.actions.dial(event)
        except Exception as error:
            cell.action_failed(self, "dial", error, mark)

    def _enter_open_fresh(self, event: Accepted) -> None:
        """Entry of open.fresh."""
        cell = self.cell
        self._first = cell.arm(self, 1, cell.limits.first_message)

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

    def _exit_connecting(self, event: Connected | Lost | ConnectMissed) -> None:
        """Exit of connecting."""
        cell = self.cell
        if self._connect is not None:
            cell.cancel(self._connect)
            self._connect = None

    def _do_connecting_connected(self, event: Connected) -> None:
        """Row connecting.connected."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.flush(event)
        except Exception as error:
            cell.action_failed(self, "flush", error, mark)

    def _enter_open_quiet(self, event: Connected | Received | MessageGiven) -> None:
        """Entry of open.quiet."""
        cell = self.cell
        self._recent = cell.arm(self, 3, 64 * cell.limits.T1)

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

    def _exit_open_fresh(self, event: Begun | Received | Unframed | Lost | FirstMissed) -> None:
        """Exit of open.fresh."""
        cell = self.cell
        if self._first is not None:
            cell.cancel(self._first)
            self._first = None

    def _enter_open_receiving(self, event: Begun) -> None:
        """Entry of open.receiving."""
        cell = self.cell
        self._message = cell.arm(self, 2, cell.limits.message_time)

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

    def _enter_closing(self, event: Unframed | FirstMissed | MessageMissed | IdleOver) -> None:
        """Entry of closing."""
        cell = self.cell
        self._close = cell.arm(self, 7, cell.limits.close_time)
        mark = len(cell.outbox)
        try:
            self.actions.close(event)
        except Exception as error:
            cell.action_failed(self, "close", error, mark)

    def _do_open_lost(self, event: Lost) -> None:
        """Row open.lost."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.give_up(event)
        except Exception as error:
            cell.action_failed(self, "give_up", error, mark)

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

    def _exit_open_receiving(self, event: Received | Unframed | Lost | MessageMissed) -> None:
        """Exit of open.receiving."""
        cell = self.cell
        if self._message is not None:
            cell.cancel(self._message)
            self._message = None

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

    def _do_open_idle_pinged(self, event: Pinged) -> None:
        """Row open.idle.pinged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.pong(event)
        except Exception as error:
            cell.action_failed(self, "pong", error, mark)

    def _do_open_idle_keeping_asked(self, event: KeepingAsked) -> None:
        """Row open.idle.keeping_asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_keeping(event)
        except Exception as error:
            cell.action_failed(self, "note_keeping", error, mark)

    def _if_needed(self, event: IdleOver) -> bool:
        """Whether needed."""
        return self.actions.needed(event)

    def _if_pinging_wanted(self, event: PingDue) -> bool:
        """Whether pinging_wanted."""
        return self.actions.pinging_wanted(event)

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

    def _do_closing_message_given(self, event: MessageGiven) -> None:
        """Row closing.message_given."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.refuse(event)
        except Exception as error:
            cell.action_failed(self, "refuse", error, mark)

    def _exit_closing(self, event: Lost | CloseMissed) -> None:
        """Exit of closing."""
        cell = self.cell
        if self._close is not None:
            cell.cancel(self._close)
            self._close = None

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


MACHINE = FlatMachine(Connection, [
    Way(
        "message_given",
        "unopened",
        "connecting",
        row="unopened.message_given",
        before=("_do_unopened_message_given",),
        after=("_enter_connecting",),
    ),
    Way("accepted", "unopened", "open.fresh", row="unopened.accepted", after=("_enter_open_fresh",)),
    Way("connected", "unopened", before=("_ignored",)),
    Way("begun", "unopened", before=("_ignored",)),
    Way("received", "unopened", before=("_ignored",)),
    Way("pinged", "unopened", before=("_ignored",)),
    Way("ponged", "unopened", before=("_ignored",)),
    Way("keeping_asked", "unopened", before=("_ignored",)),
    Way("unframed", "unopened", before=("_ignored",)),
    Way("lost", "unopened", before=("_ignored",)),
    Way("action_failed", "unopened", before=("_ignored",)),
    Way("connect_missed", "unopened", before=("_dropped",)),
    Way("first_missed", "unopened", before=("_dropped",)),
    Way("message_missed", "unopened", before=("_dropped",)),
    Way("grew_quiet", "unopened", before=("_dropped",)),
    Way("idle_over", "unopened", before=("_dropped",)),
    Way("ping_due", "unopened", before=("_dropped",)),
    Way("pong_missed", "unopened", before=("_dropped",)),
    Way("close_missed", "unopened", before=("_dropped",)),
    Way(
        "message_given",
        "connecting",
        row="connecting.message_given",
        conditions=("_if_full",),
        before=("_do_connecting_message_given",),
    ),
    Way("message_given", "connecting", row="connecting.message_given#1", before=("_do_connecting_message_given_1",)),
    Way("accepted", "connecting", before=("_ignored",)),
    Way(
        "connected",
        "connecting",
        "open.quiet",
        row="connecting.connected",
        before=("_exit_connecting", "_do_connecting_connected"),
        after=("_enter_open_quiet",),
    ),
    Way("begun", "connecting", before=("_ignored",)),
    Way("received", "connecting", before=("_ignored",)),
    Way("pinged", "connecting", before=("_ignored",)),
    Way("ponged", "connecting", before=("_ignored",)),
    Way("keeping_asked", "connecting", before=("_ignored",)),
    Way("unframed", "connecting", before=("_ignored",)),
    Way("lost", "connecting", "closed", row="connecting.lost", before=("_exit_connecting", "_do_connecting_lost")),
    Way("action_failed", "connecting", before=("_ignored",)),
    Way(
        "connect_missed",
        "connecting",
        "closed",
        row="connecting.connect_missed",
        before=("_exit_connecting", "_do_connecting_connect_missed"),
    ),
    Way("first_missed", "connecting", before=("_dropped",)),
    Way("message_missed", "connecting", before=("_dropped",)),
    Way("grew_quiet", "connecting", before=("_dropped",)),
    Way("idle_over", "connecting", before=("_dropped",)),
    Way("ping_due", "connecting", before=("_dropped",)),
    Way("pong_missed", "connecting", before=("_dropped",)),
    Way("close_missed", "connecting", before=("_dropped",)),
    Way("message_given", "open.fresh", row="open.message_given", before=("_do_open_message_given",)),
    Way("accepted", "open.fresh", before=("_ignored",)),
    Way("connected", "open.fresh", before=("_ignored",)),
    Way(
        "begun",
        "open.fresh",
        "open.receiving",
        row="open.begun",
        before=("_exit_open_fresh",),
        after=("_enter_open_receiving",),
    ),
    Way(
        "received",
        "open.fresh",
        "open.quiet",
        row="open.received",
        before=("_exit_open_fresh", "_do_open_received"),
        after=("_enter_open_quiet",),
    ),
    Way("pinged", "open.fresh", row="open.pinged", before=("_do_open_pinged",)),
    Way("ponged", "open.fresh", before=("_ignored",)),
    Way("keeping_asked", "open.fresh", row="open.keeping_asked", before=("_do_open_keeping_asked",)),
    Way(
        "unframed",
        "open.fresh",
        "closing",
        row="open.unframed",
        before=("_exit_open_fresh",),
        after=("_enter_closing",),
    ),
    Way("lost", "open.fresh", "closed", row="open.lost", before=("_exit_open_fresh", "_do_open_lost")),
    Way("action_failed", "open.fresh", before=("_ignored",)),
    Way("connect_missed", "open.fresh", before=("_dropped",)),
    Way(
        "first_missed",
        "open.fresh",
        "closing",
        row="open.fresh.first_missed",
        before=("_exit_open_fresh",),
        after=("_enter_closing",),
    ),
    Way("message_missed", "open.fresh", before=("_dropped",)),
    Way("grew_quiet", "open.fresh", before=("_dropped",)),
    Way("idle_over", "open.fresh", before=("_dropped",)),
    Way("ping_due", "open.fresh", before=("_dropped",)),
    Way("pong_missed", "open.fresh", before=("_dropped",)),
    Way("close_missed", "open.fresh", before=("_dropped",)),
    Way(
        "message_given",
        "open.quiet",
        "open.quiet",
        row="open.quiet.message_given",
        before=("_exit_open_quiet", "_do_open_quiet_message_given"),
        after=("_enter_open_quiet",),
    ),
    Way("accepted", "open.quiet", before=("_ignored",)),
    Way("connected", "open.quiet", before=("_ignored",)),
    Way(
        "begun",
        "open.quiet",
        "open.receiving",
        row="open.begun",
        before=("_exit_open_quiet",),
        after=("_enter_open_receiving",),
    ),
    Way(
        "received",
        "open.quiet",
        "open.quiet",
        row="open.received",
        before=("_exit_open_quiet", "_do_open_received"),
        after=("_enter_open_quiet",),
    ),
    Way("pinged", "open.quiet", row="open.pinged", before=("_do_open_pinged",)),
    Way("ponged", "open.quiet", before=("_ignored",)),
    Way("keeping_asked", "open.quiet", row="open.keeping_asked", before=("_do_open_keeping_asked",)),
    Way(
        "unframed",
        "open.quiet",
        "closing",
        row="open.unframed",
        before=("_exit_open_quiet",),
        after=("_enter_closing",),
    ),
    Way("lost", "open.quiet", "closed", row="open.lost", before=("_exit_open_quiet", "_do_open_lost")),
    Way("action_failed", "open.quiet", before=("_ignored",)),
    Way("connect_missed", "open.quiet", before=("_dropped",)),
    Way("first_missed", "open.quiet", before=("_dropped",)),
    Way("message_missed", "open.quiet", before=("_dropped",)),
    Way(
        "grew_quiet",
        "open.quiet",
        "open.idle",
        row="open.quiet.grew_quiet",
        before=("_exit_open_quiet",),
        after=("_enter_open_idle",),
    ),
    Way("idle_over", "open.quiet", before=("_dropped",)),
    Way("ping_due", "open.quiet", before=("_dropped",)),
    Way("pong_missed", "open.quiet", before=("_dropped",)),
    Way("close_missed", "open.quiet", before=("_dropped",)),
    Way("message_given", "open.receiving", row="open.message_given", before=("_do_open_message_given",)),
    Way("accepted", "open.receiving", before=("_ignored",)),
    Way("connected", "open.receiving", before=("_ignored",)),
    Way("begun", "open.receiving", before=("_ignored",)),
    Way(
        "received",
        "open.receiving",
        "open.quiet",
        row="open.received",
        before=("_exit_open_receiving", "_do_open_received"),
        after=("_enter_open_quiet",),
    ),
    Way("pinged", "open.receiving", row="open.pinged", before=("_do_open_pinged",)),
    Way("ponged", "open.receiving", before=("_ignored",)),
    Way("keeping_asked", "open.receiving", row="open.keeping_asked", before=("_do_open_keeping_asked",)),
    Way(
        "unframed",
        "open.receiving",
        "closing",
        row="open.unframed",
        before=("_exit_open_receiving",),
        after=("_enter_closing",),
    ),
    Way("lost", "open.receiving", "closed", row="open.lost", before=("_exit_open_receiving", "_do_open_lost")),
    Way("action_failed", "open.receiving", before=("_ignored",)),
    Way("connect_missed", "open.receiving", before=("_dropped",)),
    Way("first_missed", "open.receiving", before=("_dropped",)),
    Way(
        "message_missed",
        "open.receiving",
        "closing",
        row="open.receiving.message_missed",
        before=("_exit_open_receiving",),
        after=("_enter_closing",),
    ),
    Way("grew_quiet", "open.receiving", before=("_dropped",)),
    Way("idle_over", "open.receiving", before=("_dropped",)),
    Way("ping_due", "open.receiving", before=("_dropped",)),
    Way("pong_missed", "open.receiving", before=("_dropped",)),
    Way("close_missed", "open.receiving", before=("_dropped",)),
    Way(
        "message_given",
        "open.idle",
        "open.quiet",
        row="open.idle.message_given",
        before=("_exit_open_idle", "_do_open_idle_message_given"),
        after=("_enter_open_quiet",),
    ),
    Way("accepted", "open.idle", before=("_ignored",)),
    Way("connected", "open.idle", before=("_ignored",)),
    Way(
        "begun",
        "open.idle",
        "open.receiving",
        row="open.begun",
        before=("_exit_open_idle",),
        after=("_enter_open_receiving",),
    ),
    Way(
        "received",
        "open.idle",
        "open.quiet",
        row="open.received",
        before=("_exit_open_idle", "_do_open_received"),
        after=("_enter_open_quiet",),
    ),
    Way(
        "pinged",
        "open.idle",
        "open.idle",
        row="open.idle.pinged",
        before=("_exit_open_idle", "_do_open_idle_pinged"),
        after=("_enter_open_idle",),
    ),
    Way("ponged", "open.idle", before=("_ignored",)),
    Way(
        "keeping_asked",
        "open.idle",
        "open.idle",
        row="open.idle.keeping_asked",
        before=("_exit_open_idle", "_do_open_idle_keeping_asked"),
        after=("_enter_open_idle",),
    ),
    Way(
        "unframed", "open.idle", "closing", row="open.unframed", before=("_exit_open_idle",), after=("_enter_closing",)
    ),
    Way("lost", "open.idle", "closed", row="open.lost", before=("_exit_open_idle", "_do_open_lost")),
    Way("action_failed", "open.idle", before=("_ignored",)),
    Way("connect_missed", "open.idle", before=("_dropped",)),
    Way("first_missed", "open.idle", before=("_dropped",)),
    Way("message_missed", "open.idle", before=("_dropped",)),
    Way("grew_quiet", "open.idle", before=("_dropped",)),
    Way(
        "idle_over",
        "open.idle",
        "open.idle",
        row="open.idle.idle_over",
        conditions=("_if_needed",),
        before=("_exit_open_idle",),
        after=("_enter_open_idle",),
    ),
    Way(
        "idle_over",
        "open.idle",
        "closing",
        row="open.idle.idle_over#1",
        before=("_exit_open_idle",),
        after=("_enter_closing",),
    ),
    Way(
        "ping_due",
        "open.idle",
        "open.pinging",
        row="open.idle.ping_due",
        conditions=("_if_pinging_wanted",),
        before=("_exit_open_idle",),
        after=("_enter_open_pinging",),
    ),
    Way("ping_due", "open.idle", row="open.idle.ping_due#1"),
    Way("pong_missed", "open.idle", before=("_dropped",)),
    Way("close_missed", "open.idle", before=("_dropped",)),
    Way("message_given", "open.pinging", row="open.message_given", before=("_do_open_message_given",)),
    Way("accepted", "open.pinging", before=("_ignored",)),
    Way("connected", "open.pinging", before=("_ignored",)),
    Way(
        "begun",
        "open.pinging",
        "open.receiving",
        row="open.begun",
        before=("_exit_open_pinging",),
        after=("_enter_open_receiving",),
    ),
    Way(
        "received",
        "open.pinging",
        "open.quiet",
        row="open.received",
        before=("_exit_open_pinging", "_do_open_received"),
        after=("_enter_open_quiet",),
    ),
    Way("pinged", "open.pinging", row="open.pinged", before=("_do_open_pinged",)),
    Way(
        "ponged",
        "open.pinging",
        "open.idle",
        row="open.pinging.ponged",
        before=("_exit_open_pinging",),
        after=("_enter_open_idle",),
    ),
    Way("keeping_asked", "open.pinging", row="open.keeping_asked", before=("_do_open_keeping_asked",)),
    Way(
        "unframed",
        "open.pinging",
        "closing",
        row="open.unframed",
        before=("_exit_open_pinging",),
        after=("_enter_closing",),
    ),
    Way("lost", "open.pinging", "closed", row="open.lost", before=("_exit_open_pinging", "_do_open_lost")),
    Way("action_failed", "open.pinging", before=("_ignored",)),
    Way("connect_missed", "open.pinging", before=("_dropped",)),
    Way("first_missed", "open.pinging", before=("_dropped",)),
    Way("message_missed", "open.pinging", before=("_dropped",)),
    Way("grew_quiet", "open.pinging", before=("_dropped",)),
    Way("idle_over", "open.pinging", before=("_dropped",)),
    Way("ping_due", "open.pinging", before=("_dropped",)),
    Way(
        "pong_missed",
        "open.pinging",
        "closed",
        row="open.pinging.pong_missed",
        before=("_exit_open_pinging", "_do_open_pinging_pong_missed"),
    ),
    Way("close_missed", "open.pinging", before=("_dropped",)),
    Way("message_given", "closing", row="closing.message_given", before=("_do_closing_message_given",)),
    Way("accepted", "closing", before=("_ignored",)),
    Way("connected", "closing", before=("_ignored",)),
    Way("begun", "closing", before=("_ignored",)),
    Way("received", "closing", before=("_ignored",)),
    Way("pinged", "closing", before=("_ignored",)),
    Way("ponged", "closing", before=("_ignored",)),
    Way("keeping_asked", "closing", before=("_ignored",)),
    Way("unframed", "closing", before=("_ignored",)),
    Way("lost", "closing", "closed", row="closing.lost", before=("_exit_closing",)),
    Way("action_failed", "closing", before=("_ignored",)),
    Way("connect_missed", "closing", before=("_dropped",)),
    Way("first_missed", "closing", before=("_dropped",)),
    Way("message_missed", "closing", before=("_dropped",)),
    Way("grew_quiet", "closing", before=("_dropped",)),
    Way("idle_over", "closing", before=("_dropped",)),
    Way("ping_due", "closing", before=("_dropped",)),
    Way("pong_missed", "closing", before=("_dropped",)),
    Way(
        "close_missed",
        "closing",
        "closed",
        row="closing.close_missed",
        before=("_exit_closing", "_do_closing_close_missed"),
    ),
    Way("message_given", "closed", row="closed.message_given", before=("_do_closed_message_given",)),
    Way("accepted", "closed", before=("_ignored",)),
    Way("connected", "closed", before=("_ignored",)),
    Way("begun", "closed", before=("_ignored",)),
    Way("received", "closed", before=("_ignored",)),
    Way("pinged", "closed", before=("_ignored",)),
    Way("ponged", "closed", before=("_ignored",)),
    Way("keeping_asked", "closed", before=("_ignored",)),
    Way("unframed", "closed", before=("_ignored",)),
    Way("lost", "closed", before=("_ignored",)),
    Way("action_failed", "closed", before=("_ignored",)),
    Way("connect_missed", "closed", before=("_dropped",)),
    Way("first_missed", "closed", before=("_dropped",)),
    Way("message_missed", "closed", before=("_dropped",)),
    Way("grew_quiet", "closed", before=("_dropped",)),
    Way("idle_over", "closed", before=("_dropped",)),
    Way("ping_due", "closed", before=("_dropped",)),
    Way("pong_missed", "closed", before=("_dropped",)),
    Way("close_missed", "closed", before=("_dropped",)),
])
