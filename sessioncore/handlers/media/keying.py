"""The keys of one protected stream - given with SDES, made by a handshake with DTLS.

Generated from machines/media/keying.yaml; do not edit. Change the chart, then: sessioncore generate
RFC4568 7.1, RFC5763 5, RFC8842 4
"""
# sessioncore: chart sha256=9dcd0b1da420850ed7c27202eeac9cfec4cf0b94d0ecccd85931ca08e6b30821 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.protection import Protection
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

UNKEYED: Final = 0  # nothing is agreed yet
GREETING: Final = 1  # the call is not up yet; the handshake may begin, but a fork that nobody hears,…
SHAKING_HANDS: Final = 2  # the handshake is under way; no media leaves
KEYED: Final = 3  # media is protected
RENEWING: Final = 4  # the keys died with the process before; an offer of ours, or of the peer, makes…
BROKEN: Final = 5  # there are no keys, and so no media; the call is ended
CLOSED: Final = 6  # the session has ended


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


class MediaKeysLost(Event):
    """The description names the certificate of a process that has ended, and its keys with it; from the media plane."""

    __slots__ = ()
    NAME = "media_keys_lost"


MEDIA_KEYS_LOST: Final = MediaKeysLost()


class Up(Event):
    """The call is up: the peer has to come to an end with its handshake now; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "up"


UP: Final = Up()


class Down(Event):
    """The session ends; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class Unrenewed(Event):
    """No new agreement has brought keys; `renewal` is due."""

    __slots__ = ()
    NAME = "unrenewed"


UNRENEWED: Final = Unrenewed()


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


class Rekey(Signal):
    """A new offer has to make new keys."""

    __slots__ = ()
    NAME = "rekey"


REKEY: Final = Rekey()


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

    def publish_failed(self, event: MediaUnsecured | Unrenewed | Overdue) -> None: ...


class KeyingAsks(Protocol):
    """What media/keying asks of the charts beside it; the wiring answers."""

    def answered(self, machine: Machine) -> bool:
        """The call is up."""


class Keying(Machine):
    """The keys of one protected stream - given with SDES, made by a handshake with DTLS."""

    __slots__ = ("_handshake", "_renewal")
    CHART = "media/keying"
    KIND = "keying"
    DIGEST = "9dcd0b1da420850ed7c27202eeac9cfec4cf0b94d0ecccd85931ca08e6b30821"
    STATES = ("unkeyed", "greeting", "shaking_hands", "keyed", "renewing", "broken", "closed")
    FINAL = (False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "agreed": Agreed,
        "media_secured": MediaSecured,
        "media_unsecured": MediaUnsecured,
        "media_keys_lost": MediaKeysLost,
        "up": Up,
        "down": Down,
        "action_failed": ActionFailed,
        "unrenewed": Unrenewed,
        "overdue": Overdue,
    }
    COMMANDS = ((),) * 7
    DEFERS = (False, False, False, False, False, False, False)
    TIMERS = ("renewal", "handshake")
    DETACHABLE = (False, False, False, False, False, True, True)

    actions: KeyingActions
    asks: KeyingAsks
    cell: Cell

    def __init__(self, actions: KeyingActions, asks: KeyingAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._renewal: Timer | None = None
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
            if self.actions.by_handshake(event) and self.asks.answered(self):  # machines/media/keying.yaml:38
                if trace is not None:
                    trace.row(self, "unkeyed.agreed", UNKEYED, SHAKING_HANDS)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = SHAKING_HANDS
                self._handshake = cell.arm(self, 1, cell.limits.keying)
            elif self.actions.by_handshake(event):  # machines/media/keying.yaml:39
                if trace is not None:
                    trace.row(self, "unkeyed.agreed#1", UNKEYED, GREETING)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = GREETING
            else:  # machines/media/keying.yaml:40
                if trace is not None:
                    trace.row(self, "unkeyed.agreed#2", UNKEYED, KEYED)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = KEYED
        elif state == GREETING:
            if self.actions.by_handshake(event):  # machines/media/keying.yaml:50
                if trace is not None:
                    trace.row(self, "greeting.agreed", GREETING, GREETING)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            else:  # machines/media/keying.yaml:50
                if trace is not None:
                    trace.row(self, "greeting.agreed#1", GREETING, KEYED)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = KEYED
        elif state == SHAKING_HANDS:
            if self.actions.unchanged(event):  # machines/media/keying.yaml:62
                if trace is not None:
                    trace.row(self, "shaking_hands.agreed", SHAKING_HANDS, SHAKING_HANDS)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            elif self.actions.by_handshake(event):  # machines/media/keying.yaml:62
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
                self._handshake = cell.arm(self, 1, cell.limits.keying)
            else:  # machines/media/keying.yaml:62
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
            if self.actions.unchanged(event):  # machines/media/keying.yaml:69
                if trace is not None:
                    trace.row(self, "keyed.agreed", KEYED, KEYED)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            elif self.actions.by_handshake(event):  # machines/media/keying.yaml:69
                if trace is not None:
                    trace.row(self, "keyed.agreed#1", KEYED, SHAKING_HANDS)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = SHAKING_HANDS
                self._handshake = cell.arm(self, 1, cell.limits.keying)
            else:  # machines/media/keying.yaml:69
                if trace is not None:
                    trace.row(self, "keyed.agreed#2", KEYED, KEYED)
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == RENEWING:
            if self.actions.unchanged(event):  # machines/media/keying.yaml:81
                if trace is not None:
                    trace.row(self, "renewing.agreed", RENEWING, RENEWING)
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
            elif self.actions.by_handshake(event):  # machines/media/keying.yaml:81
                if trace is not None:
                    trace.row(self, "renewing.agreed#1", RENEWING, SHAKING_HANDS)
                if self._renewal is not None:
                    cell.cancel(self._renewal)
                    self._renewal = None
                mark = len(cell.outbox)
                try:
                    self.actions.note(event)
                except Exception as error:
                    cell.action_failed(self, "note", error, mark)
                self.state = SHAKING_HANDS
                self._handshake = cell.arm(self, 1, cell.limits.keying)
            else:  # machines/media/keying.yaml:81
                if trace is not None:
                    trace.row(self, "renewing.agreed#2", RENEWING, KEYED)
                if self._renewal is not None:
                    cell.cancel(self._renewal)
                    self._renewal = None
                mark, step = len(cell.outbox), "note"
                try:
                    self.actions.note(event)
                    mark, step = len(cell.outbox), "publish_keys"
                    self.actions.publish_keys(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = KEYED
        else:  # broken, closed
            # Ignored: the session ends (machines/media/keying.yaml:92)
            # Ignored: the session has ended (machines/media/keying.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_secured(self, event: MediaSecured) -> None:
        """The handshake has made the keys; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == GREETING:  # machines/media/keying.yaml:48
            if trace is not None:
                trace.row(self, "greeting.media_secured", GREETING, KEYED)
            mark = len(cell.outbox)
            try:
                self.actions.publish_secured(event)
            except Exception as error:
                cell.action_failed(self, "publish_secured", error, mark)
            self.state = KEYED
        elif state == SHAKING_HANDS:  # machines/media/keying.yaml:60
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
        else:  # unkeyed, keyed, renewing, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:41)
            # Ignored: it was told before (machines/media/keying.yaml:74)
            # Ignored: of a handshake that is of no use any more (machines/media/keying.yaml:85)
            # Ignored: it was given up (machines/media/keying.yaml:93)
            # Ignored: the session has ended (machines/media/keying.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_unsecured(self, event: MediaUnsecured) -> None:
        """There will be no keys: another certificate, no common profile; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == GREETING:  # machines/media/keying.yaml:49
            if trace is not None:
                trace.row(self, "greeting.media_unsecured", GREETING, BROKEN)
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        elif state == SHAKING_HANDS:  # machines/media/keying.yaml:61
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
        elif state == KEYED:  # machines/media/keying.yaml:70
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
        else:  # unkeyed, renewing, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:41)
            # Ignored: of a handshake that is of no use any more (machines/media/keying.yaml:85)
            # Ignored: it was given up (machines/media/keying.yaml:93)
            # Ignored: the session has ended (machines/media/keying.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def media_keys_lost(self, event: MediaKeysLost) -> None:
        """The description names the certificate of a process that has ended, and its keys with it; from the media
        plane.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SHAKING_HANDS:  # machines/media/keying.yaml:63
            if trace is not None:
                trace.row(self, "shaking_hands.media_keys_lost", SHAKING_HANDS, RENEWING)
            if self._handshake is not None:
                cell.cancel(self._handshake)
                self._handshake = None
            cell.raise_signal(self, REKEY)
            self.state = RENEWING
            self._renewal = cell.arm(self, 0, cell.limits.offer_limit + cell.limits.keying)
        elif state == KEYED:  # machines/media/keying.yaml:71
            if trace is not None:
                trace.row(self, "keyed.media_keys_lost", KEYED, RENEWING)
            cell.raise_signal(self, REKEY)
            self.state = RENEWING
            self._renewal = cell.arm(self, 0, cell.limits.offer_limit + cell.limits.keying)
        else:  # unkeyed, greeting, renewing, broken, closed
            # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:41)
            # Ignored: a call is not stored before it is up (machines/media/keying.yaml:53)
            # Ignored: an offer is due already (machines/media/keying.yaml:86)
            # Ignored: it was given up (machines/media/keying.yaml:93)
            # Ignored: the session has ended (machines/media/keying.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def up(self, event: Up) -> None:
        """The call is up: the peer has to come to an end with its handshake now; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNKEYED:
            # Never: it is agreed in the macrostep that makes it (machines/media/keying.yaml:42)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is agreed in the macrostep that makes it")
        elif state == GREETING:  # machines/media/keying.yaml:47
            if trace is not None:
                trace.row(self, "greeting.up", GREETING, SHAKING_HANDS)
            self.state = SHAKING_HANDS
            self._handshake = cell.arm(self, 1, cell.limits.keying)
        else:  # shaking_hands, keyed, renewing, broken, closed
            # Ignored: it has its time already (machines/media/keying.yaml:65)
            # Ignored: the keys are there (machines/media/keying.yaml:75)
            # Ignored: an offer is due already (machines/media/keying.yaml:86)
            # Ignored: the session ends (machines/media/keying.yaml:94)
            # Ignored: the session has ended (machines/media/keying.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def down(self, event: Down) -> None:
        """The session ends; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == GREETING:  # machines/media/keying.yaml:51
            if trace is not None:
                trace.row(self, "greeting.down", GREETING, CLOSED)
            self.state = CLOSED
        elif state == SHAKING_HANDS:  # machines/media/keying.yaml:64
            if trace is not None:
                trace.row(self, "shaking_hands.down", SHAKING_HANDS, CLOSED)
            if self._handshake is not None:
                cell.cancel(self._handshake)
                self._handshake = None
            self.state = CLOSED
        elif state == KEYED:  # machines/media/keying.yaml:72
            if trace is not None:
                trace.row(self, "keyed.down", KEYED, CLOSED)
            self.state = CLOSED
        elif state == RENEWING:  # machines/media/keying.yaml:83
            if trace is not None:
                trace.row(self, "renewing.down", RENEWING, CLOSED)
            if self._renewal is not None:
                cell.cancel(self._renewal)
                self._renewal = None
            self.state = CLOSED
        elif state == BROKEN:  # machines/media/keying.yaml:90
            if trace is not None:
                trace.row(self, "broken.down", BROKEN, CLOSED)
            self.state = CLOSED
        elif state == CLOSED:
            # Ignored: the session has ended (machines/media/keying.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # unkeyed
            # Never: it is agreed in the macrostep that makes it (machines/media/keying.yaml:42)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is agreed in the macrostep that makes it")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        # Ignored: it is agreed in the macrostep that makes it (machines/media/keying.yaml:41)
        # Ignored: the handshake goes on (machines/media/keying.yaml:54, 65)
        # Ignored: the keys are there (machines/media/keying.yaml:75)
        # Ignored: an offer is due already (machines/media/keying.yaml:86)
        # Ignored: the session ends (machines/media/keying.yaml:94)
        # Ignored: the session has ended (machines/media/keying.yaml:99)
        if trace is not None:
            trace.decided(self, event, "ignore")

    def unrenewed(self, event: Unrenewed) -> None:
        """No new agreement has brought keys; `renewal` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == RENEWING:  # machines/media/keying.yaml:82
            if trace is not None:
                trace.row(self, "renewing.unrenewed", RENEWING, BROKEN)
            if self._renewal is not None:
                cell.cancel(self._renewal)
                self._renewal = None
            mark = len(cell.outbox)
            try:
                self.actions.publish_failed(event)
            except Exception as error:
                cell.action_failed(self, "publish_failed", error, mark)
            else:
                cell.raise_signal(self, FAILED)
            self.state = BROKEN
        else:  # unkeyed, greeting, shaking_hands, keyed, broken, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def overdue(self, event: Overdue) -> None:
        """The peer does not come to an end with it; `handshake` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SHAKING_HANDS:  # machines/media/keying.yaml:61
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
        else:  # unkeyed, greeting, keyed, renewing, broken, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # renewal
            if timer is not self._renewal:
                return
            self._renewal = None
            self.unrenewed(UNRENEWED)
        elif index == 1:  # handshake
            if timer is not self._handshake:
                return
            self._handshake = None
            self.overdue(OVERDUE)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("renewal", self._renewal), ("handshake", self._handshake))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
