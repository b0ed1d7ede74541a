"""Answers whoever proves who it is; all others are challenged (407).

Generated from machines/answering/auth.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c92a3f5ebd6dd3eedc39ec1eb79da52831d59a97db2effba956579d29e08c31c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # not called yet
ASKING: Final = 1  # the credentials are being judged
SERVING: Final = 2  # 180 and 200 given
DONE: Final = 3  # the call is over


class Invited(Event):
    """A call for this user; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "invited"


INVITED: Final = Invited()


class Proven(Event):
    """We know who calls; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "proven"


PROVEN: Final = Proven()


class Unproven(Event):
    """No credentials, or none that are good; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "unproven"


UNPROVEN: Final = Unproven()


class Connected(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "connected"


CONNECTED: Final = Connected()


class Ended(Event):
    """Signal of a chart beside this one."""

    __slots__ = ()
    NAME = "ended"


ENDED: Final = Ended()


class WantsProof(Signal):
    """Tells the charts beside this one: wants_proof."""

    __slots__ = ()
    NAME = "wants_proof"


WANTS_PROOF: Final = WantsProof()


class Challenges(Signal):
    """Tells the charts beside this one: challenges."""

    __slots__ = ("status",)
    NAME = "challenges"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class Rings(Signal):
    """Tells the charts beside this one: rings."""

    __slots__ = ()
    NAME = "rings"


RINGS: Final = Rings()


class Answers(Signal):
    """Tells the charts beside this one: answers."""

    __slots__ = ()
    NAME = "answers"


ANSWERS: Final = Answers()


class AuthActions(Protocol):
    """What answering/auth asks of its hand-written actions."""

    def payload_challenges(self, event: Unproven) -> Challenges:
        """The payload of challenges; reads only."""


class Auth(Machine):
    """Answers whoever proves who it is; all others are challenged (407)."""

    __slots__ = ()
    CHART = "answering/auth"
    KIND = "auth"
    DIGEST = "c92a3f5ebd6dd3eedc39ec1eb79da52831d59a97db2effba956579d29e08c31c"
    STATES = ("waiting", "asking", "serving", "done")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "invited": Invited,
        "proven": Proven,
        "unproven": Unproven,
        "connected": Connected,
        "ended": Ended,
    }
    COMMANDS = ((),) * 4
    DEFERS = (False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, True, True)

    actions: AuthActions
    cell: Cell

    def __init__(self, actions: AuthActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        """A call for this user; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/auth.yaml:16
            if trace is not None:
                trace.row(self, "waiting.invited", WAITING, ASKING)
            cell.raise_signal(self, WANTS_PROOF)
            self.state = ASKING
        else:  # asking, serving, done
            # Never: a leg is called once (machines/answering/auth.yaml:29, 35, 41)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "a leg is called once")

    def proven(self, event: Proven) -> None:
        """We know who calls; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody asked yet (machines/answering/auth.yaml:20)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody asked yet")
        elif state == ASKING:  # machines/answering/auth.yaml:25
            if trace is not None:
                trace.row(self, "asking.proven", ASKING, SERVING)
            cell.raise_signal(self, RINGS)
            cell.raise_signal(self, ANSWERS)
            self.state = SERVING
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/auth.yaml:34)
            # Ignored: the call is over (machines/answering/auth.yaml:40)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unproven(self, event: Unproven) -> None:
        """No credentials, or none that are good; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody asked yet (machines/answering/auth.yaml:20)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody asked yet")
        elif state == ASKING:  # machines/answering/auth.yaml:26
            if trace is not None:
                trace.row(self, "asking.unproven", ASKING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_challenges(event))
            except Exception as error:
                cell.action_failed(self, "payload_challenges", error, mark)
            self.state = DONE
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/auth.yaml:34)
            # Ignored: the call is over (machines/answering/auth.yaml:40)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def connected(self, event: Connected) -> None:
        """Signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            # Never: nobody answered yet (machines/answering/auth.yaml:19)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody answered yet")
        elif state == ASKING:  # machines/answering/auth.yaml:27
            if trace is not None:
                trace.row(self, "asking.connected", ASKING, SERVING)
            self.state = SERVING
        else:  # serving, done
            # Ignored: the media plane does the rest (machines/answering/auth.yaml:34)
            # Ignored: the call is over (machines/answering/auth.yaml:40)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """Signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == WAITING:  # machines/answering/auth.yaml:17
            if trace is not None:
                trace.row(self, "waiting.ended", WAITING, DONE)
            self.state = DONE
        elif state == ASKING:  # machines/answering/auth.yaml:28
            if trace is not None:
                trace.row(self, "asking.ended", ASKING, DONE)
            self.state = DONE
        elif state == SERVING:  # machines/answering/auth.yaml:33
            if trace is not None:
                trace.row(self, "serving.ended", SERVING, DONE)
            self.state = DONE
        else:  # done
            # Ignored: the call is over (machines/answering/auth.yaml:40)
            if trace is not None:
                trace.decided(self, event, "ignore")
