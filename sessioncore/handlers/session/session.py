"""The session as the application sees it. A projection - its rows publish, and never send or decide.

Generated from machines/session/session.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fc33b56a3add568c5517c71ab52222a1e5bc222ee195d377987b5a1dc5aae88d abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request

require_abi(__name__, 1)

INITIALIZING: Final = 0  # just made
DIALING: Final = 1  # our INVITE is under way
RINGING: Final = 2  # the callee rings
EARLY_MEDIA: Final = 3  # the peer is heard before it answers
CONNECTED: Final = 4  # the call is up
ON_HOLD: Final = 5  # one side holds the other, or both
TERMINATING: Final = 6  # the end is under way
TERMINATED: Final = 7  # over
FAILED: Final = 8  # it never came up


class Dialing(Event):
    """Our INVITE leaves; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "dialing"


DIALING_EVENT: Final = Dialing()


class Asked(Event):
    """A peer calls us; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "asked"


ASKED: Final = Asked()


class Ringing(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "ringing"


RINGING_EVENT: Final = Ringing()


class Early(Event):
    """Media comes before the answer; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "early"


EARLY: Final = Early()


class Up(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "up"


UP: Final = Up()


class Flows(Event):
    """Media flows both ways; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "flows"


FLOWS: Final = Flows()


class Stands(Event):
    """Media is on hold; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "stands"


STANDS: Final = Stands()


class Releasing(Event):
    """The call is being ended; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "releasing"


RELEASING: Final = Releasing()


class CallOver(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "call_over"


CALL_OVER: Final = CallOver()


class CallFailed(Event):
    """Signal of a chart beside this one."""

    __slots__ = ("status",)
    NAME = "call_failed"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class ToldWhy(Event):
    """BYE or CANCEL, perhaps with a Reason; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "told_why"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class SessionActions(Protocol):
    """What session/session asks of its hand-written actions."""

    def publish_state(
        self, event: Dialing | Asked | Ringing | Early | Up | Flows | Stands | Releasing | CallOver | CallFailed
    ) -> None:
        """The session's state has changed."""

    def publish_reasons(self, event: ToldWhy) -> None:
        """Why the peer ends the call, where it says so."""

    def publish_failed(self, event: CallFailed) -> None:
        """The call failed, with its status."""


class Session(Machine):
    """The session as the application sees it. A projection - its rows publish, and never send or decide."""

    __slots__ = ()
    CHART = "session/session"
    KIND = "session"
    DIGEST = "fc33b56a3add568c5517c71ab52222a1e5bc222ee195d377987b5a1dc5aae88d"
    STATES = (
        "initializing",
        "dialing",
        "ringing",
        "early_media",
        "connected",
        "on_hold",
        "terminating",
        "terminated",
        "failed",
    )
    FINAL = (False, False, False, False, False, False, False, True, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "dialing": Dialing,
        "asked": Asked,
        "ringing": Ringing,
        "early": Early,
        "up": Up,
        "flows": Flows,
        "stands": Stands,
        "releasing": Releasing,
        "call_over": CallOver,
        "call_failed": CallFailed,
        "told_why": ToldWhy,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 9
    DEFERS = (False, False, False, False, False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (True, True, True, True, True, True, True, True, True)

    actions: SessionActions
    cell: Cell

    def __init__(self, actions: SessionActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter initializing."""
        self.state = INITIALIZING

    def dialing(self, event: Dialing) -> None:
        """Our INVITE leaves; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIALIZING:  # machines/session/session.yaml:31
            if trace is not None:
                trace.row(self, "initializing.dialing", INITIALIZING, DIALING)
            self.state = DIALING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # dialing, ringing, early_media, connected, on_hold, terminating, terminated, failed
            # Ignored: media counts once the callee rings or the call is up (machines/session/session.yaml:38)
            # Ignored: media counts once the call is up (machines/session/session.yaml:44, 50)
            # Ignored: nothing new (machines/session/session.yaml:56, 62)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def asked(self, event: Asked) -> None:
        """A peer calls us; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == INITIALIZING:  # machines/session/session.yaml:31
            if trace is not None:
                trace.row(self, "initializing.asked", INITIALIZING, RINGING)
            self.state = RINGING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # dialing, ringing, early_media, connected, on_hold, terminating, terminated, failed
            # Ignored: media counts once the callee rings or the call is up (machines/session/session.yaml:38)
            # Ignored: media counts once the call is up (machines/session/session.yaml:44, 50)
            # Ignored: nothing new (machines/session/session.yaml:56, 62)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ringing(self, event: Ringing) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DIALING:  # machines/session/session.yaml:37
            if trace is not None:
                trace.row(self, "dialing.ringing", DIALING, RINGING)
            self.state = RINGING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # initializing, ringing, early_media, connected, on_hold, terminating, terminated, failed
            # Ignored: it has not begun (machines/session/session.yaml:32)
            # Ignored: media counts once the call is up (machines/session/session.yaml:44, 50)
            # Ignored: nothing new (machines/session/session.yaml:56, 62)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def early(self, event: Early) -> None:
        """Media comes before the answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == RINGING:  # machines/session/session.yaml:43
            if trace is not None:
                trace.row(self, "ringing.early", RINGING, EARLY_MEDIA)
            self.state = EARLY_MEDIA
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # initializing, dialing, early_media, connected, on_hold, terminating, terminated, failed
            # Ignored: it has not begun (machines/session/session.yaml:32)
            # Ignored: media counts once the callee rings or the call is up (machines/session/session.yaml:38)
            # Ignored: media counts once the call is up (machines/session/session.yaml:50)
            # Ignored: nothing new (machines/session/session.yaml:56, 62)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def up(self, event: Up) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DIALING:  # machines/session/session.yaml:37
            if trace is not None:
                trace.row(self, "dialing.up", DIALING, CONNECTED)
            self.state = CONNECTED
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        elif state == RINGING:  # machines/session/session.yaml:43
            if trace is not None:
                trace.row(self, "ringing.up", RINGING, CONNECTED)
            self.state = CONNECTED
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        elif state == EARLY_MEDIA:  # machines/session/session.yaml:49
            if trace is not None:
                trace.row(self, "early_media.up", EARLY_MEDIA, CONNECTED)
            self.state = CONNECTED
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # initializing, connected, on_hold, terminating, terminated, failed
            # Ignored: it has not begun (machines/session/session.yaml:32)
            # Ignored: nothing new (machines/session/session.yaml:56, 62)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def flows(self, event: Flows) -> None:
        """Media flows both ways; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ON_HOLD:  # machines/session/session.yaml:61
            if trace is not None:
                trace.row(self, "on_hold.flows", ON_HOLD, CONNECTED)
            self.state = CONNECTED
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # initializing, dialing, ringing, early_media, connected, terminating, terminated, failed
            # Ignored: it has not begun (machines/session/session.yaml:32)
            # Ignored: media counts once the callee rings or the call is up (machines/session/session.yaml:38)
            # Ignored: media counts once the call is up (machines/session/session.yaml:44, 50)
            # Ignored: nothing new (machines/session/session.yaml:56)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def stands(self, event: Stands) -> None:
        """Media is on hold; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONNECTED:  # machines/session/session.yaml:55
            if trace is not None:
                trace.row(self, "connected.stands", CONNECTED, ON_HOLD)
            self.state = ON_HOLD
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # initializing, dialing, ringing, early_media, on_hold, terminating, terminated, failed
            # Ignored: it has not begun (machines/session/session.yaml:32)
            # Ignored: media counts once the callee rings or the call is up (machines/session/session.yaml:38)
            # Ignored: media counts once the call is up (machines/session/session.yaml:44, 50)
            # Ignored: nothing new (machines/session/session.yaml:62)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def releasing(self, event: Releasing) -> None:
        """The call is being ended; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == DIALING:  # machines/session/session.yaml:37
            if trace is not None:
                trace.row(self, "dialing.releasing", DIALING, TERMINATING)
            self.state = TERMINATING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        elif state == RINGING:  # machines/session/session.yaml:43
            if trace is not None:
                trace.row(self, "ringing.releasing", RINGING, TERMINATING)
            self.state = TERMINATING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        elif state == EARLY_MEDIA:  # machines/session/session.yaml:49
            if trace is not None:
                trace.row(self, "early_media.releasing", EARLY_MEDIA, TERMINATING)
            self.state = TERMINATING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        elif state == CONNECTED:  # machines/session/session.yaml:55
            if trace is not None:
                trace.row(self, "connected.releasing", CONNECTED, TERMINATING)
            self.state = TERMINATING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        elif state == ON_HOLD:  # machines/session/session.yaml:61
            if trace is not None:
                trace.row(self, "on_hold.releasing", ON_HOLD, TERMINATING)
            self.state = TERMINATING
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # initializing, terminating, terminated, failed
            # Ignored: it has not begun (machines/session/session.yaml:32)
            # Ignored: it is ending (machines/session/session.yaml:67)
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def call_over(self, event: CallOver) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if INITIALIZING <= state <= TERMINATING:  # machines/session/session.yaml:24
            if trace is not None:
                trace.row(self, "call_over", state, TERMINATED)
            self.state = TERMINATED
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # terminated, failed
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def call_failed(self, event: CallFailed) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if INITIALIZING <= state <= TERMINATING:  # machines/session/session.yaml:25
            if trace is not None:
                trace.row(self, "call_failed", state, FAILED)
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            self.state = FAILED
            mark = len(cell.outbox)
            try:
                self.actions.publish_state(event)
            except Exception as error:
                cell.action_failed(self, "publish_state", error, mark)
        else:  # terminated, failed
            # Ignored: it is over (machines/session/session.yaml:73, 78)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_why(self, event: ToldWhy) -> None:
        """BYE or CANCEL, perhaps with a Reason; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "told_why", state, state)
        mark = len(cell.outbox)
        try:
            self.actions.publish_reasons(event)
        except Exception as error:
            cell.action_failed(self, "publish_reasons", error, mark)

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "action_failed", state, state)
