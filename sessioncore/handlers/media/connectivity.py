"""The way to the peer of one stream - which connectivity checks find, and consent keeps (full ICE).

Generated from machines/media/connectivity.yaml; do not edit. Change the chart, then: sessioncore generate
RFC8445 6.1, RFC8445 9, RFC7675 5.1, RFC8839 4.4
"""
# sessioncore: chart sha256=a6e0c3fa12ff423503d8126f03e9956875b04ea0198c9dedd89b59e3335b5b54 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.connectivity import Checks
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

UNCHECKED: Final = 0  # nothing is agreed yet
CHECKING: Final = 1  # a way is looked for; no media leaves
CONNECTED: Final = 2  # the way is found
RESTARTING: Final = 3  # another way is looked for, and the one of before serves as long
LOST: Final = 4  # there is no way to the peer any more; nothing is sent
RECOVERING: Final = 5  # restarted after the way was lost
WAIVED: Final = 6  # the peer does no ICE for now; media goes where its description says, and our ne…
BROKEN: Final = 7  # no way was ever found; the call is ended
CLOSED: Final = 8  # the session has ended


class Agreed(Event):
    """An offer/answer exchange settled what is checked; signal of a chart beside this one."""

    __slots__ = ("checks", "index")
    NAME = "agreed"
    FIELDS = ("index", "checks")

    def __init__(self, index: int, checks: Checks) -> None:
        self.index = index
        self.checks = checks


class Waived(Event):
    """The peer's description does no ICE any more; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "waived"


WAIVED_EVENT: Final = Waived()


class Shown(Event):
    """Of several forks that share our port this one is to be heard; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "shown"


SHOWN: Final = Shown()


class PairNominated(Event):
    """The checks have found a way; from the media plane."""

    __slots__ = ("host", "mapped", "port", "relay")
    NAME = "pair_nominated"
    FIELDS = ("host", "port", "relay", "mapped")

    def __init__(
        self, host: str, port: int, relay: tuple[str, int, int] | None, mapped: tuple[str, int] | None
    ) -> None:
        self.host = host
        self.port = port
        self.relay = relay
        self.mapped = mapped


class ChecksFailed(Event):
    """There is none, or they cannot be made; from the media plane."""

    __slots__ = ("reason",)
    NAME = "checks_failed"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class ConsentLost(Event):
    """The peer does not answer any more; from the media plane."""

    __slots__ = ()
    NAME = "consent_lost"


CONSENT_LOST: Final = ConsentLost()


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Overdue(Event):
    """Nothing was nominated; `patience` is due."""

    __slots__ = ()
    NAME = "overdue"


OVERDUE: Final = Overdue()


class Failed(Signal):
    """Tells the charts beside this one: failed."""

    __slots__ = ()
    NAME = "failed"


FAILED: Final = Failed()


class Lost(Signal):
    """Tells the charts beside this one: lost."""

    __slots__ = ()
    NAME = "lost"


LOST_SIGNAL: Final = Lost()


class GivenUp(Signal):
    """A restart found no way either."""

    __slots__ = ()
    NAME = "given_up"


GIVEN_UP: Final = GivenUp()


class ConnectivityActions(Protocol):
    """What media/connectivity asks of its hand-written actions."""

    def unchanged(self, event: Agreed) -> bool:
        """Neither side has restarted."""

    def note(self, event: Agreed) -> None:
        """What is checked."""

    def begin(self, event: Agreed | Shown) -> None:
        """Unless another fork is heard."""

    def use(self, event: PairNominated) -> None:
        """Everything goes the way that was found, and our next descriptions name it."""

    def leave(self, event: Waived) -> None:
        """Checks and consent end; everything goes where the description says."""

    def cease(self, event: ChecksFailed | ConsentLost | Overdue) -> None:
        """Nothing is sent any more."""

    def publish_failed(self, event: ChecksFailed | Overdue) -> None: ...

    def publish_lost(self, event: ConsentLost) -> None:
        """The peer does not consent any more."""


class Connectivity(Machine):
    """The way to the peer of one stream - which connectivity checks find, and consent keeps (full ICE)."""

    __slots__ = ("_patience",)
    CHART = "media/connectivity"
    KIND = "connectivity"
    DIGEST = "a6e0c3fa12ff423503d8126f03e9956875b04ea0198c9dedd89b59e3335b5b54"
    STATES = ("unchecked", "checking", "connected", "restarting", "lost", "recovering", "waived", "broken", "closed")
    FINAL = (False, False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "agreed": Agreed,
        "waived": Waived,
        "shown": Shown,
        "pair_nominated": PairNominated,
        "checks_failed": ChecksFailed,
        "consent_lost": ConsentLost,
        "down": Down,
        "action_failed": ActionFailed,
        "overdue": Overdue,
    }
    COMMANDS = ((),) * 9
    DEFERS = (False, False, False, False, False, False, False, False, False)
    TIMERS = ("patience",)
    DETACHABLE = (False, False, False, False, False, False, False, True, True)

    actions: ConnectivityActions
    cell: Cell

    def __init__(self, actions: ConnectivityActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._patience: Timer | None = None

    def start(self) -> None:
        """Enter unchecked."""
        self.state = UNCHECKED

    def agreed(self, event: Agreed) -> None:
        """An offer/answer exchange settled what is checked; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNCHECKED:  # machines/media/connectivity.yaml:41
            if trace is not None:
                trace.row(self, "unchecked.agreed", UNCHECKED, CHECKING)
            mark, step = len(cell.outbox), "note"
            try:
                self.actions.note(event)
                mark, step = len(cell.outbox), "begin"
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CHECKING
            self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == CHECKING:
            if self.actions.unchanged(event):  # machines/media/connectivity.yaml:51
                if trace is not None:
                    trace.row(self, "checking.agreed", CHECKING, CHECKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            else:  # machines/media/connectivity.yaml:51
                if trace is not None:
                    trace.row(self, "checking.agreed#1", CHECKING, CHECKING)
                if self._patience is not None:
                    cell.cancel(self._patience)
                    self._patience = None
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "begin"
                    self.actions.begin(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = CHECKING
                self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == CONNECTED:
            if self.actions.unchanged(event):  # machines/media/connectivity.yaml:62
                if trace is not None:
                    trace.row(self, "connected.agreed", CONNECTED, CONNECTED)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            else:  # machines/media/connectivity.yaml:62
                if trace is not None:
                    trace.row(self, "connected.agreed#1", CONNECTED, RESTARTING)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "begin"
                    self.actions.begin(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = RESTARTING
                self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == RESTARTING:
            if self.actions.unchanged(event):  # machines/media/connectivity.yaml:77
                if trace is not None:
                    trace.row(self, "restarting.agreed", RESTARTING, RESTARTING)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            else:  # machines/media/connectivity.yaml:77
                if trace is not None:
                    trace.row(self, "restarting.agreed#1", RESTARTING, RESTARTING)
                if self._patience is not None:
                    cell.cancel(self._patience)
                    self._patience = None
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "begin"
                    self.actions.begin(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = RESTARTING
                self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == LOST:
            if self.actions.unchanged(event):  # machines/media/connectivity.yaml:87
                if trace is not None:
                    trace.row(self, "lost.agreed", LOST, LOST)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            else:  # machines/media/connectivity.yaml:87
                if trace is not None:
                    trace.row(self, "lost.agreed#1", LOST, RECOVERING)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "begin"
                    self.actions.begin(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = RECOVERING
                self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == RECOVERING:
            if self.actions.unchanged(event):  # machines/media/connectivity.yaml:101
                if trace is not None:
                    trace.row(self, "recovering.agreed", RECOVERING, RECOVERING)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            else:  # machines/media/connectivity.yaml:101
                if trace is not None:
                    trace.row(self, "recovering.agreed#1", RECOVERING, RECOVERING)
                if self._patience is not None:
                    cell.cancel(self._patience)
                    self._patience = None
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "begin"
                    self.actions.begin(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = RECOVERING
                self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == WAIVED:  # machines/media/connectivity.yaml:111
            if trace is not None:
                trace.row(self, "waived.agreed", WAIVED, RECOVERING)
            mark, step = len(cell.outbox), "note"
            try:
                self.actions.note(event)
                mark, step = len(cell.outbox), "begin"
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = RECOVERING
            self._patience = cell.arm(self, 0, cell.limits.connectivity)
        else:  # broken, closed
            # Ignored: the session ends (machines/media/connectivity.yaml:124)
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def waived(self, event: Waived) -> None:
        """The peer's description does no ICE any more; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNCHECKED:
            # Never: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:43)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is agreed in the macrostep that makes it")
        elif state == CHECKING:  # machines/media/connectivity.yaml:53
            if trace is not None:
                trace.row(self, "checking.waived", CHECKING, WAIVED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.leave(event)
            except Exception as error:
                cell.action_failed(self, "leave", error, mark)
            self.state = WAIVED
        elif state == CONNECTED:  # machines/media/connectivity.yaml:65
            if trace is not None:
                trace.row(self, "connected.waived", CONNECTED, WAIVED)
            mark = len(cell.outbox)
            try:
                self.actions.leave(event)
            except Exception as error:
                cell.action_failed(self, "leave", error, mark)
            self.state = WAIVED
        elif state == RESTARTING:  # machines/media/connectivity.yaml:79
            if trace is not None:
                trace.row(self, "restarting.waived", RESTARTING, WAIVED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.leave(event)
            except Exception as error:
                cell.action_failed(self, "leave", error, mark)
            self.state = WAIVED
        elif state == LOST:  # machines/media/connectivity.yaml:89
            if trace is not None:
                trace.row(self, "lost.waived", LOST, WAIVED)
            mark = len(cell.outbox)
            try:
                self.actions.leave(event)
            except Exception as error:
                cell.action_failed(self, "leave", error, mark)
            self.state = WAIVED
        elif state == RECOVERING:  # machines/media/connectivity.yaml:103
            if trace is not None:
                trace.row(self, "recovering.waived", RECOVERING, WAIVED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.leave(event)
            except Exception as error:
                cell.action_failed(self, "leave", error, mark)
            self.state = WAIVED
        else:  # waived, broken, closed
            # Ignored: nor does it now (machines/media/connectivity.yaml:114)
            # Ignored: the session ends (machines/media/connectivity.yaml:124)
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def shown(self, event: Shown) -> None:
        """Of several forks that share our port this one is to be heard; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNCHECKED:
            # Never: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:43)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is agreed in the macrostep that makes it")
        elif state == CHECKING:  # machines/media/connectivity.yaml:52
            if trace is not None:
                trace.row(self, "checking.shown", CHECKING, CHECKING)
            mark = len(cell.outbox)
            try:
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, "begin", error, mark)
        elif state == CONNECTED:  # machines/media/connectivity.yaml:64
            if trace is not None:
                trace.row(self, "connected.shown", CONNECTED, CHECKING)
            mark = len(cell.outbox)
            try:
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, "begin", error, mark)
            self.state = CHECKING
            self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == RESTARTING:  # machines/media/connectivity.yaml:78
            if trace is not None:
                trace.row(self, "restarting.shown", RESTARTING, RESTARTING)
            mark = len(cell.outbox)
            try:
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, "begin", error, mark)
        elif state == LOST:  # machines/media/connectivity.yaml:88
            if trace is not None:
                trace.row(self, "lost.shown", LOST, CHECKING)
            mark = len(cell.outbox)
            try:
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, "begin", error, mark)
            self.state = CHECKING
            self._patience = cell.arm(self, 0, cell.limits.connectivity)
        elif state == RECOVERING:  # machines/media/connectivity.yaml:102
            if trace is not None:
                trace.row(self, "recovering.shown", RECOVERING, RECOVERING)
            mark = len(cell.outbox)
            try:
                self.actions.begin(event)
            except Exception as error:
                cell.action_failed(self, "begin", error, mark)
        else:  # waived, broken, closed
            # Ignored: its description says where it is (machines/media/connectivity.yaml:115)
            # Ignored: the session ends (machines/media/connectivity.yaml:124)
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def pair_nominated(self, event: PairNominated) -> None:
        """The checks have found a way; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CHECKING:  # machines/media/connectivity.yaml:49
            if trace is not None:
                trace.row(self, "checking.pair_nominated", CHECKING, CONNECTED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.use(event)
            except Exception as error:
                cell.action_failed(self, "use", error, mark)
            self.state = CONNECTED
        elif state == CONNECTED:  # machines/media/connectivity.yaml:61
            if trace is not None:
                trace.row(self, "connected.pair_nominated", CONNECTED, CONNECTED)
            mark = len(cell.outbox)
            try:
                self.actions.use(event)
            except Exception as error:
                cell.action_failed(self, "use", error, mark)
        elif state == RESTARTING:  # machines/media/connectivity.yaml:75
            if trace is not None:
                trace.row(self, "restarting.pair_nominated", RESTARTING, CONNECTED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.use(event)
            except Exception as error:
                cell.action_failed(self, "use", error, mark)
            self.state = CONNECTED
        elif state == RECOVERING:  # machines/media/connectivity.yaml:99
            if trace is not None:
                trace.row(self, "recovering.pair_nominated", RECOVERING, CONNECTED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.use(event)
            except Exception as error:
                cell.action_failed(self, "use", error, mark)
            self.state = CONNECTED
        else:  # unchecked, lost, waived, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:42)
            # Ignored: the checks have ended (machines/media/connectivity.yaml:92, 116)
            # Ignored: it was given up (machines/media/connectivity.yaml:125)
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def checks_failed(self, event: ChecksFailed) -> None:
        """There is none, or they cannot be made; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CHECKING:  # machines/media/connectivity.yaml:50
            if trace is not None:
                trace.row(self, "checking.checks_failed", CHECKING, BROKEN)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        elif state == RESTARTING:  # machines/media/connectivity.yaml:76
            if trace is not None:
                trace.row(self, "restarting.checks_failed", RESTARTING, LOST)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark, step = len(cell.outbox), "cease"
            try:
                self.actions.cease(event)
                mark, step = len(cell.outbox), "publish_failed"
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, LOST_SIGNAL)
            self.state = LOST
        elif state == RECOVERING:  # machines/media/connectivity.yaml:100
            if trace is not None:
                trace.row(self, "recovering.checks_failed", RECOVERING, LOST)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark, step = len(cell.outbox), "cease"
            try:
                self.actions.cease(event)
                mark, step = len(cell.outbox), "publish_failed"
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, GIVEN_UP)
            self.state = LOST
        else:  # unchecked, connected, lost, waived, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:42)
            # Ignored: the way is found (machines/media/connectivity.yaml:68)
            # Ignored: the checks have ended (machines/media/connectivity.yaml:92, 116)
            # Ignored: it was given up (machines/media/connectivity.yaml:125)
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def consent_lost(self, event: ConsentLost) -> None:
        """The peer does not answer any more; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONNECTED:  # machines/media/connectivity.yaml:63
            if trace is not None:
                trace.row(self, "connected.consent_lost", CONNECTED, LOST)
            mark, step = len(cell.outbox), "cease"
            try:
                self.actions.cease(event)
                mark, step = len(cell.outbox), "publish_lost"
                self.actions.publish_lost(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, LOST_SIGNAL)
            self.state = LOST
        else:  # unchecked, checking, restarting, lost, recovering, waived, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:42)
            # Ignored: of the checks before (machines/media/connectivity.yaml:56, 82, 106)
            # Ignored: the checks have ended (machines/media/connectivity.yaml:92, 116)
            # Ignored: it was given up (machines/media/connectivity.yaml:125)
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CHECKING:  # machines/media/connectivity.yaml:54
            if trace is not None:
                trace.row(self, "checking.down", CHECKING, CLOSED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            self.state = CLOSED
        elif state == CONNECTED:  # machines/media/connectivity.yaml:66
            if trace is not None:
                trace.row(self, "connected.down", CONNECTED, CLOSED)
            self.state = CLOSED
        elif state == RESTARTING:  # machines/media/connectivity.yaml:80
            if trace is not None:
                trace.row(self, "restarting.down", RESTARTING, CLOSED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            self.state = CLOSED
        elif state == LOST:  # machines/media/connectivity.yaml:90
            if trace is not None:
                trace.row(self, "lost.down", LOST, CLOSED)
            self.state = CLOSED
        elif state == RECOVERING:  # machines/media/connectivity.yaml:104
            if trace is not None:
                trace.row(self, "recovering.down", RECOVERING, CLOSED)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            self.state = CLOSED
        elif state == WAIVED:  # machines/media/connectivity.yaml:112
            if trace is not None:
                trace.row(self, "waived.down", WAIVED, CLOSED)
            self.state = CLOSED
        elif state == BROKEN:  # machines/media/connectivity.yaml:122
            if trace is not None:
                trace.row(self, "broken.down", BROKEN, CLOSED)
            self.state = CLOSED
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/connectivity.yaml:131)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # unchecked
            # Never: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:43)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is agreed in the macrostep that makes it")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        # Ignored: it is agreed in the macrostep that makes it (machines/media/connectivity.yaml:42)
        # Ignored: the checks go on (machines/media/connectivity.yaml:57, 83, 107)
        # Ignored: the way is found (machines/media/connectivity.yaml:69)
        # Ignored: nothing is sent (machines/media/connectivity.yaml:93)
        # Ignored: nothing is checked (machines/media/connectivity.yaml:117)
        # Ignored: the session ends (machines/media/connectivity.yaml:126)
        # Ignored: the session has ended (machines/media/connectivity.yaml:131)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def overdue(self, event: Overdue) -> None:
        """Nothing was nominated; `patience` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CHECKING:  # machines/media/connectivity.yaml:50
            if trace is not None:
                trace.row(self, "checking.overdue", CHECKING, BROKEN)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        elif state == RESTARTING:  # machines/media/connectivity.yaml:76
            if trace is not None:
                trace.row(self, "restarting.overdue", RESTARTING, LOST)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark, step = len(cell.outbox), "cease"
            try:
                self.actions.cease(event)
                mark, step = len(cell.outbox), "publish_failed"
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, LOST_SIGNAL)
            self.state = LOST
        elif state == RECOVERING:  # machines/media/connectivity.yaml:100
            if trace is not None:
                trace.row(self, "recovering.overdue", RECOVERING, LOST)
            if self._patience is not None:
                cell.cancel(self._patience)
                self._patience = None
            mark, step = len(cell.outbox), "cease"
            try:
                self.actions.cease(event)
                mark, step = len(cell.outbox), "publish_failed"
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, GIVEN_UP)
            self.state = LOST
        else:  # unchecked, connected, lost, waived, broken, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # patience
            if timer is not self._patience:
                return
            self._patience = None
            self.overdue(OVERDUE)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("patience", self._patience),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
