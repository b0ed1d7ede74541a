"""The keys of one protected stream - given with SDES, made by a handshake with DTLS.

Generated from machines/media/keying.yaml; do not edit. Change the chart, then: sessioncore generate
RFC4568 7.1, RFC5763 5, RFC8842 4
"""
# sessioncore: chart sha256=0d9a55cdcf2d8eb6710c4ddd87cf4061521be6fc120891b71b729b73de965113 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.protection import Protection
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

UNKEYED: Final = 0  # nothing is agreed yet
SHAKING_HANDS: Final = 1  # the handshake is under way; no media leaves
KEYED: Final = 2  # media is protected
BROKEN: Final = 3  # there are no keys, and so no media; the call is ended
CLOSED: Final = 4  # the session has ended


class Agreed(Event):
    """An offer/answer exchange settled how the stream is protected; signal of a chart beside this one."""

    __slots__ = ("index", "protection")
    NAME = "agreed"
    FIELDS = ("index", "protection")

    def __init__(self, index: int, protection: Protection) -> None:
        self.index = index
        self.protection = protection


class MediaSecured(Event):
    """The handshake has made the keys; from the media plane."""

    __slots__ = ("suite",)
    NAME = "media_secured"
    FIELDS = ("suite",)

    def __init__(self, suite: str) -> None:
        self.suite = suite


class MediaUnsecured(Event):
    """There will be no keys: another certificate, no common profile; from the media plane."""

    __slots__ = ("reason",)
    NAME = "media_unsecured"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Overdue(Event):
    """The peer does not come to an end with it; `handshake` is due."""

    __slots__ = ()
    NAME = "overdue"


OVERDUE: Final = Overdue()


class Failed(Signal):
    """Tells the charts beside this one: failed."""

    __slots__ = ()
    NAME = "failed"


FAILED: Final = Failed()


class KeyingActions(Protocol):
    """What media/keying asks of its hand-written actions."""

    def by_handshake(self, event: Agreed) -> bool:
        """A DTLS handshake makes the keys."""

    def unchanged(self, event: Agreed) -> bool:
        """Keys, or association, are those of before."""

    def note(self, event: Agreed) -> None:
        """How the stream is protected."""

    def publish_secured(self, event: MediaSecured) -> None:
        """And by which suite."""

    def publish_keys(self, event: Agreed) -> None:
        """The keys came with the descriptions."""

    def publish_failed(self, event: MediaUnsecured | Overdue) -> None: ...


class Keying(Machine):
    """The keys of one protected stream - given with SDES, made by a handshake with DTLS."""

    __slots__ = ("_handshake",)
    CHART = "media/keying"
    KIND = "keying"
    DIGEST = "0d9a55cdcf2d8eb6710c4ddd87cf4061521be6fc120891b71b729b73de965113"
    STATES = ("unkeyed", "shaking_hands", "keyed", "broken", "closed")
    FINAL = (False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "agreed": Agreed,
        "media_secured": MediaSecured,
        "media_unsecured": MediaUnsecured,
        "down": Down,
        "action_failed": ActionFailed,
        "overdue": Overdue,
    }
    COMMANDS = ((),) * 5
    DEFERS = (False, False, False, False, False)
    TIMERS = ("handshake",)
    DETACHABLE = (False, False, False, True, True)

    actions: KeyingActions
    cell: Cell

    def __init__(self, actions: KeyingActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._handshake: Timer | None = None

    def start(self) -> None:
        """Enter unkeyed."""
        self.state = UNKEYED

    def agreed(self, event: Agreed) -> None:
        """An offer/answer exchange settled how the stream is protected; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNKEYED:
            if self.actions.by_handshake(event):  # machines/media/keying.yaml:31
                if trace is not None:
                    trace.row(self, "unkeyed.agreed", UNKEYED, SHAKING_HANDS)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = SHAKING_HANDS
                self._handshake = cell.arm(self, 0, cell.limits.keying)
            else:  # machines/media/keying.yaml:31
                if trace is not None:
                    trace.row(self, "unkeyed.agreed#1", UNKEYED, KEYED)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = KEYED
        elif state == SHAKING_HANDS:
            if self.actions.unchanged(event):  # machines/media/keying.yaml:41
                if trace is not None:
                    trace.row(self, "shaking_hands.agreed", SHAKING_HANDS, SHAKING_HANDS)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            elif self.actions.by_handshake(event):  # machines/media/keying.yaml:41
                if trace is not None:
                    trace.row(self, "shaking_hands.agreed#1", SHAKING_HANDS, SHAKING_HANDS)
                if self._handshake is not None:
                    cell.cancel(self._handshake)
                    self._handshake = None
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = SHAKING_HANDS
                self._handshake = cell.arm(self, 0, cell.limits.keying)
            else:  # machines/media/keying.yaml:41
                if trace is not None:
                    trace.row(self, "shaking_hands.agreed#2", SHAKING_HANDS, KEYED)
                if self._handshake is not None:
                    cell.cancel(self._handshake)
                    self._handshake = None
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = KEYED
        elif state == KEYED:
            if self.actions.unchanged(event):  # machines/media/keying.yaml:47
                if trace is not None:
                    trace.row(self, "keyed.agreed", KEYED, KEYED)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            elif self.actions.by_handshake(event):  # machines/media/keying.yaml:47
                if trace is not None:
                    trace.row(self, "keyed.agreed#1", KEYED, SHAKING_HANDS)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = SHAKING_HANDS
                self._handshake = cell.arm(self, 0, cell.limits.keying)
            else:  # machines/media/keying.yaml:47
                if trace is not None:
                    trace.row(self, "keyed.agreed#2", KEYED, KEYED)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        else:  # broken, closed
            # Ignored: the session ends (machines/media/keying.yaml:59)
            # Ignored: the session has ended (machines/media/keying.yaml:66)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_secured(self, event: MediaSecured) -> None:
        """The handshake has made the keys; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SHAKING_HANDS:  # machines/media/keying.yaml:39
            if trace is not None:
                trace.row(self, "shaking_hands.media_secured", SHAKING_HANDS, KEYED)
            if self._handshake is not None:
                cell.cancel(self._handshake)
                self._handshake = None
            mark = len(cell.outbox)
            try:
                self.actions.publish_secured(event)
            except Exception as error:
                cell.action_failed(self, "publish_secured", error, mark)
            self.state = KEYED
        else:  # unkeyed, keyed, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:32)
            # Ignored: it was told before (machines/media/keying.yaml:51)
            # Ignored: it was given up (machines/media/keying.yaml:60)
            # Ignored: the session has ended (machines/media/keying.yaml:66)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_unsecured(self, event: MediaUnsecured) -> None:
        """There will be no keys: another certificate, no common profile; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SHAKING_HANDS:  # machines/media/keying.yaml:40
            if trace is not None:
                trace.row(self, "shaking_hands.media_unsecured", SHAKING_HANDS, BROKEN)
            if self._handshake is not None:
                cell.cancel(self._handshake)
                self._handshake = None
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        elif state == KEYED:  # machines/media/keying.yaml:48
            if trace is not None:
                trace.row(self, "keyed.media_unsecured", KEYED, BROKEN)
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        else:  # unkeyed, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:32)
            # Ignored: it was given up (machines/media/keying.yaml:60)
            # Ignored: the session has ended (machines/media/keying.yaml:66)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SHAKING_HANDS:  # machines/media/keying.yaml:42
            if trace is not None:
                trace.row(self, "shaking_hands.down", SHAKING_HANDS, CLOSED)
            if self._handshake is not None:
                cell.cancel(self._handshake)
                self._handshake = None
            self.state = CLOSED
        elif state == KEYED:  # machines/media/keying.yaml:49
            if trace is not None:
                trace.row(self, "keyed.down", KEYED, CLOSED)
            self.state = CLOSED
        elif state == BROKEN:  # machines/media/keying.yaml:57
            if trace is not None:
                trace.row(self, "broken.down", BROKEN, CLOSED)
            self.state = CLOSED
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/keying.yaml:66)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # unkeyed
            # Never: it is agreed in the macrostep that makes it (machines/media/keying.yaml:33)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is agreed in the macrostep that makes it")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:32)
        # Ignored: the handshake goes on (machines/media/keying.yaml:43)
        # Ignored: the keys are there (machines/media/keying.yaml:52)
        # Ignored: the session ends (machines/media/keying.yaml:61)
        # Ignored: the session has ended (machines/media/keying.yaml:66)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def overdue(self, event: Overdue) -> None:
        """The peer does not come to an end with it; `handshake` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SHAKING_HANDS:  # machines/media/keying.yaml:40
            if trace is not None:
                trace.row(self, "shaking_hands.overdue", SHAKING_HANDS, BROKEN)
            if self._handshake is not None:
                cell.cancel(self._handshake)
                self._handshake = None
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        else:  # unkeyed, keyed, broken, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # handshake
            if timer is not self._handshake:
                return
            self._handshake = None
            self.overdue(OVERDUE)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("handshake", self._handshake),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
