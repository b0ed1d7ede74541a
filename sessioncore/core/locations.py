"""Where registered users are (RFC 3261 10): a small cell for each binding, and the table that finds them by user.

The lifecycle of a binding is the chart `registration/binding`; each is stored like a call, so that it outlives the
process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessioncore.actions.coupling._passed import Passed
from sessioncore.core import bindings as generated
from sessioncore.core.cell import Cell
from sessioncore.core.wiring import CallWiring
from sessioncore.effects import Persist, Tell
from sessioncore.handlers import binding as binding_wiring
from sessioncore.handlers.registration.binding import Bind, FlowFailed
from sessioncore.wire.sdp.relayed import whereabouts
from sessioncore.wire.sdp.security import PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sessioncore.base.registration import Binding
    from sessioncore.base.relay import Srtp
    from sessioncore.core.engine import Engine

_UP = ("connected", "on_hold")
"""States of sessions that can be joined."""

BINDING = CallWiring("binding", binding_wiring, lambda engine: generated.load(engine).binding)
"""The wiring of a binding, as snapshots ask for it."""


class BindingCell(Cell):
    """One binding at work; what the registrar sees of it are `session`, `binding` and `until`."""

    __slots__ = ("user",)

    def __init__(self, engine: Engine, session: str, user: str) -> None:
        super().__init__(engine, session, binding_wiring, engine.bindings.binding)
        self.user = user
        self.leg = binding_wiring.BindingScope(self)

    @property
    def binding(self) -> Binding:
        """What the last REGISTER said."""
        bound: Binding = self.leg.binding_slice.binding
        return bound

    @property
    def until(self) -> float:
        """When it expires, in seconds."""
        until: float = self.leg.binding_slice.until
        return until

    def handle(self, deliver: Callable[[Any], None], argument: Any, cause: str) -> None:
        """Take one mailbox entry; afterwards a binding that is gone is forgotten."""
        self._macrostep(deliver, argument, cause)
        self.engine.locations.settle(self)


class LocatingCell(Cell):
    """A cell that sees the bindings: a REGISTER, or a call to a registered user."""

    __slots__ = ()

    @property
    def bound_count(self) -> int:
        """How many there are."""
        return len(self.engine.locations.cells)

    def bound(self, user: str) -> Sequence[BindingCell]:
        """Those of a user, the oldest first."""
        return self.engine.locations.of(user)

    def host_of(self, leg: str) -> str:
        """The address that a leg's signalling comes from, or goes to; "" where that is not known."""
        cell = self.engine.cells.get(leg)
        return cell.peer[0] if cell is not None and cell.peer is not None else ""

    def media_host(self, leg: str) -> str:
        """The address that the peer of a leg has its media at, as it said last; "" where that is not known."""
        cell = self.engine.cells.get(leg)
        for scope in cell.dialogs.values() if cell is not None else ():
            remote = scope.offer_answer_slice.remote
            for index in range(len(remote.media) if remote is not None else 0):
                if (found := whereabouts(remote, index)[0]) is not None:
                    return found[0]
        return ""

    def is_free(self, leg: str) -> bool:
        """Whether this is a session that is up and belongs to nobody else."""
        cell = self.engine.cells.get(leg)
        if cell is None or cell.wiring is not self.engine.leg_wiring or cell.leg.link is not None:
            return False
        return cell.leg.session.state_name in _UP

    def protected(self, leg: str) -> Srtp:
        """How the media of a leg that is up is protected, as an offer to it would say."""
        cell = self.engine.cells[leg]
        for scope in cell.dialogs.values():
            for stream in scope.offer_answer_slice.streams:
                if stream.protection is not None:
                    if stream.protection.keying == "dtls":
                        return "dtls"
                    lines = scope.offer_answer_slice.local.media
                    return "optional" if lines[stream.index].protocol == PLAIN else "required"
        return "plain"

    def changing(self, names: Sequence[str]) -> Sequence[str]:
        """The legs with an order of these names that waits for its end."""
        ours = [order for order in self.engine.orders.values() if order.asker == self.session]
        return [order.session for order in ours if order.name in names]

    def owes_answer(self, leg: str) -> bool:
        """Whether the peer of a leg has made an offer that our ACK is to answer."""
        scopes = self.engine.cells[leg].dialogs.values() if leg in self.engine.cells else ()
        return any(scope.offer_answer.state_name == "solicited" for scope in scopes)

    def speaks_for_another(self, leg: str) -> bool:
        """Whether what is agreed on a leg is the description of another's peer."""
        scopes = self.engine.cells[leg].dialogs.values() if leg in self.engine.cells else ()
        return any(isinstance(scope.offer_answer_slice.local, Passed) for scope in scopes)

    def reaches(self, binding: Binding) -> bool:
        """Whether the flow of an outbound binding still stands (RFC 5626 5.3)."""
        return not (binding.is_outbound and binding.flow) or self.engine.flows.stands(binding.flow)


class Locations:
    """The bindings of all users."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._users: dict[str, dict[str, BindingCell]] = {}
        self._flows: dict[int, set[str]] = {}
        self.cells: dict[str, BindingCell] = {}

    def of(self, user: str) -> list[BindingCell]:
        """The bindings of a user, the oldest first."""
        return list(self._users.get(user, {}).values())

    def users(self) -> list[str]:
        """Everybody who is registered."""
        return list(self._users)

    def addressed(self, tell: Tell) -> BindingCell | None:
        """The binding that is told something; what is told first makes it."""
        cell = self.cells.get(tell.session)
        if cell is None and isinstance(tell.event, Bind):
            cell = BindingCell(self._engine, tell.session, tell.event.binding.user)
            cell.create_part(cell.leg, "binding", None, "registration/binding")
            self.enter(cell)
        return cell

    def enter(self, cell: BindingCell) -> None:
        """Find this binding from now on."""
        self.cells[cell.session] = cell
        self._users.setdefault(cell.user, {})[cell.session] = cell

    def flow_closed(self, flow: int) -> None:
        """A connection is gone, and with it what can only be reached over it (RFC 5626 6)."""
        for session in sorted(self._flows.pop(flow, ())):
            cell = self.cells.get(session)
            if cell is not None and cell.binding.flow == flow:
                cell.handle(cell.leg.binding.dispatch, FlowFailed(), "flow failed")

    def holds(self, flow: int) -> bool:
        """Whether somebody is registered over this connection (RFC 5626 6)."""
        sessions = self._flows.get(flow, ())
        return any(session in self.cells and self.cells[session].binding.flow == flow for session in sessions)

    def settle(self, cell: BindingCell) -> None:
        """After a macrostep: note the flow of a binding; forget one that is gone, so that no restart brings it back."""
        if not cell.leg.binding.final:
            if cell.binding.is_outbound and cell.binding.flow > 0:
                self._flows.setdefault(cell.binding.flow, set()).add(cell.session)
            return
        engine = self._engine
        del self.cells[cell.session]
        found = self._users[cell.user]
        del found[cell.session]
        if not found:
            del self._users[cell.user]
        if cell.stored:
            engine.outbox.append(Persist(cell.session, None))
        cell.closed = True
        engine.unlink(cell.leg)
        cell.leg = cell.head = None
