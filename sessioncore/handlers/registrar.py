"""One REGISTER, who sent it, and its transaction.

Generated from machines/registrar.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

What the cell that runs this offers (`CellRuntime`), and what it may rely on:

* Raised signals stand in one FIFO; the cell drains it with `ROUTES[type(signal)](cell, sender, signal)`. A route calls
  the event methods of its receivers at once, in wiring order; routes never nest.
* `cell.leg` is the outermost scope.
* `cell.create_part(scope, part, key, chart)` makes and starts one part; None when `MANY[part]` is reached, which the
  cell has then reported. The origin of what is created is the sender of the signal being routed.
* `cell.receiver_missing(sender, signal, receiver)` is an error event; the route goes on with its next receiver.
* `cell.hand_current(sender, receiver)` comes before the event: the sender's current transaction becomes the receiver's,
  and the receiver that transaction's origin.
* A command is a function that finds who takes it and builds its event, or returns None when nobody is there.
"""
# sessioncore: wiring sha256=80fd5e3b76b7f46ec2095218b505093c486245dcb474b5710087976afba3f354 abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Protocol

from sessioncore.handlers.authentication import caller as authentication_caller
from sessioncore.handlers.registration import registrar as registration_registrar
from sessioncore.handlers.transaction import non_invite_server as transaction_non_invite_server
from sessioncore.statechart import Cell, Event, Machine, Signal, require_abi

require_abi(__name__, 1)

DIGEST = "80fd5e3b76b7f46ec2095218b505093c486245dcb474b5710087976afba3f354"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: RegistrarScope

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class RegistrarScope:
    """Scope `registrar`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = ("authentication", "authentication_slice", "cell", "key", "setup", "setup_slice")
    NAME: ClassVar[str] = "registrar"
    PARTS: ClassVar[tuple[str, ...]] = ("setup", "authentication")
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("setup", "registration/registrar"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.setup: registration_registrar.Registrar | None = None
        self.setup_slice: Any = None
        self.authentication: authentication_caller.Caller | None = None
        self.authentication_slice: Any = None

    @property
    def leg(self) -> RegistrarScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.setup is not None:
            yield self.setup
        if self.authentication is not None:
            yield self.authentication

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


def setup_wants_proof(
    cell: CellRuntime, sender: registration_registrar.Registrar, signal: registration_registrar.WantsProof
) -> None:
    """setup.wants_proof -> authentication.wanted."""
    # machines/registrar.wiring.yaml:12
    authentication = cell.leg.authentication
    if authentication is not None:
        authentication.wanted(authentication_caller.WANTED)
    else:
        cell.receiver_missing(sender, signal, "authentication.wanted")


def setup_challenges(
    cell: CellRuntime, sender: registration_registrar.Registrar, signal: registration_registrar.Challenges
) -> None:
    """setup.challenges -> authentication.told_to_challenge."""
    # machines/registrar.wiring.yaml:13
    authentication = cell.leg.authentication
    if authentication is not None:
        authentication.told_to_challenge(authentication_caller.ToldToChallenge(signal.status))
    else:
        cell.receiver_missing(sender, signal, "authentication.told_to_challenge")


def setup_decide_now(
    cell: CellRuntime, sender: registration_registrar.Registrar, signal: registration_registrar.DecideNow
) -> None:
    """setup.decide_now -> setup.decide."""
    # machines/registrar.wiring.yaml:14
    setup = cell.leg.setup
    if setup is not None:
        setup.decide(registration_registrar.DECIDE)
    else:
        cell.receiver_missing(sender, signal, "setup.decide")


def setup_weigh_now(
    cell: CellRuntime, sender: registration_registrar.Registrar, signal: registration_registrar.WeighNow
) -> None:
    """setup.weigh_now -> setup.weigh."""
    # machines/registrar.wiring.yaml:15
    setup = cell.leg.setup
    if setup is not None:
        setup.weigh(registration_registrar.WEIGH)
    else:
        cell.receiver_missing(sender, signal, "setup.weigh")


def setup_respond(
    cell: CellRuntime, sender: registration_registrar.Registrar, signal: registration_registrar.Respond
) -> None:
    """setup.respond -> current: non_invite_server.respond."""
    # machines/registrar.wiring.yaml:16
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def authentication_proven(
    cell: CellRuntime, sender: authentication_caller.Caller, signal: authentication_caller.Proven
) -> None:
    """authentication.proven -> setup.proven."""
    # machines/registrar.wiring.yaml:17
    setup = cell.leg.setup
    if setup is not None:
        setup.proven(registration_registrar.PROVEN)
    else:
        cell.receiver_missing(sender, signal, "setup.proven")


def authentication_unproven(
    cell: CellRuntime, sender: authentication_caller.Caller, signal: authentication_caller.Unproven
) -> None:
    """authentication.unproven -> setup.unproven."""
    # machines/registrar.wiring.yaml:18
    setup = cell.leg.setup
    if setup is not None:
        setup.unproven(registration_registrar.UNPROVEN)
    else:
        cell.receiver_missing(sender, signal, "setup.unproven")


def authentication_challenged(
    cell: CellRuntime, sender: authentication_caller.Caller, signal: authentication_caller.Challenged
) -> None:
    """authentication.challenged -> setup.told_to_challenge."""
    # machines/registrar.wiring.yaml:19
    setup = cell.leg.setup
    if setup is not None:
        setup.told_to_challenge(registration_registrar.ToldToChallenge(signal.status, signal.challenges))
    else:
        cell.receiver_missing(sender, signal, "setup.told_to_challenge")


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    registration_registrar.WantsProof: setup_wants_proof,
    registration_registrar.Challenges: setup_challenges,
    registration_registrar.DecideNow: setup_decide_now,
    registration_registrar.WeighNow: setup_weigh_now,
    registration_registrar.Respond: setup_respond,
    authentication_caller.Proven: authentication_proven,
    authentication_caller.Unproven: authentication_unproven,
    authentication_caller.Challenged: authentication_challenged,
}
"""The function that takes a signal to its receivers."""


def verdict(
    cell: CellRuntime,
    command: int,
    outcome: str,
    user: str,
    challenges: list[str],
    wait: float,
    info: str | None = None,
) -> tuple[Machine, Event] | None:
    """Command verdict: authentication.verdict."""
    # machines/registrar.wiring.yaml:24
    authentication = cell.leg.authentication
    if authentication is None:
        return None
    return authentication, authentication_caller.Verdict(command, outcome, user, challenges, wait, info)


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "verdict": verdict,
}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {
    "non_invite_server": "transaction/non_invite_server",
}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {
    "non_invite_server": transaction_non_invite_server.Respond,
}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "authentication/caller": authentication_caller.Caller.DIGEST,
    "registration/registrar": registration_registrar.Registrar.DIGEST,
    "transaction/non_invite_server": transaction_non_invite_server.NonInviteServer.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
