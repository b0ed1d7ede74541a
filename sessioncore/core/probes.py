"""The flows over UDP that registrations need, each a cell with the chart `transport/probe` (RFC 5626 4.4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessioncore.core.cell import Cell
from sessioncore.effects import Address
from sessioncore.handlers import probe as probe_wiring
from sessioncore.handlers.transport import probe as chart
from sessioncore.wire.stun import mapped_address, transaction_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.core.engine import Engine


class ProbeCell(Cell):
    """One flow over UDP; `session` is that of the registration."""

    __slots__ = ("transaction",)

    def __init__(self, engine: Engine, session: str, remote: Address, seconds: float) -> None:
        super().__init__(engine, session, probe_wiring, engine.bindings.probe)
        self.transaction = b""
        self.leg = probe_wiring.ProbeScope(self)
        made: Any = self.bindings.parts["probe", "transport/probe"](self.leg, None)
        made.actions.describe(session, remote, seconds)
        made.start()

    @property
    def machine(self) -> Any:
        return self.leg.probe

    def handle(self, deliver: Callable[[Any], None], argument: Any, cause: str) -> None:
        """Take one mailbox entry; afterwards a flow that is over is forgotten."""
        self._macrostep(deliver, argument, cause)
        if self.machine is not None and self.machine.final:
            self.engine.probes.forget(self)

    def tell_machine(self, event: Any) -> None:
        """An event of the chart."""
        self.handle(self.machine.dispatch, event, f"probe {event.NAME}")

    def is_needed(self) -> bool:
        return self.session in self.engine.cells

    def expect(self, transaction: bytes) -> None:
        probes = self.engine.probes.transactions
        probes.pop(self.transaction, None)
        self.transaction = transaction
        probes[transaction] = self


class Probes:
    """Finds the flow that an answer belongs to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.cells: dict[str, ProbeCell] = {}
        self.transactions: dict[bytes, ProbeCell] = {}

    def keep(self, session: str, remote: Address, seconds: float) -> None:
        """A registration reaches its server at this address; one that it reached before is kept no longer."""
        cell = self.cells.get(session)
        if cell is not None:
            data = cell.machine.actions.slice
            if (data.remote, data.seconds) == (remote, seconds):
                return
            self.forget(cell)
        self.cells[session] = ProbeCell(self._engine, session, remote, seconds)

    def answered(self, data: bytes) -> bool:
        """Whether this is the answer to a request of ours; its cell has been told then."""
        transaction = transaction_of(data)
        cell = self.transactions.get(transaction)
        mapped = mapped_address(data, transaction) if cell is not None else None
        if cell is None or mapped is None:
            return False
        cell.tell_machine(chart.Answered(mapped))
        return True

    def failed(self, data: bytes) -> bool:
        """Whether what could not be sent is a request of ours; its cell has been told then."""
        cell = self.transactions.get(transaction_of(data))
        if cell is None:
            return False
        cell.tell_machine(chart.Unreachable())
        return True

    def forget(self, cell: ProbeCell) -> None:
        """A flow is over."""
        self.transactions.pop(cell.transaction, None)
        if self.cells.get(cell.session) is cell:
            del self.cells[cell.session]
        self._engine.unlink(cell.leg)
        cell.leg.drop(cell.machine)
        cell.closed = True
