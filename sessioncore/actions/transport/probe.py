"""Actions of transport/probe: STUN binding requests over a flow of UDP (RFC 5626 4.4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.actions.context import CellContext
from sessioncore.actions.part import PartActions
from sessioncore.effects import Address, Probe, Tell
from sessioncore.handlers.registration.client import FlowFailed
from sessioncore.wire.stun import binding_request

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.handlers.transport import probe as chart
    from sessioncore.statechart import Event


class ProbeCell(CellContext, Protocol):
    """The cell of a flow over UDP."""

    def is_needed(self) -> bool:
        """Whether the registration goes on that the flow is kept for."""

    def expect(self, transaction: bytes) -> None:
        """The answer to a binding request with these 12 octets is for this cell."""


@attrs.define
class Slice:
    """The registration `account` reaches its server at `remote`, and was seen at `mapped` by the last answer; `seconds`
    are those of its Flow-Timer (0: none). `request` is under way, or was.
    """

    account: str = ""
    remote: Address = ("", 0)
    seconds: float = 0
    mapped: tuple[str, int] | None = None
    request: bytes = b""


class Actions(PartActions):
    """Asks the server where it sees us."""

    __slots__ = ("slice",)
    cell: ProbeCell

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def describe(self, account: str, remote: Address, seconds: float) -> None:
        """Which flow this is, and how often its server wants to hear of it."""
        self.slice = Slice(account, remote, seconds)

    def needed(self, event: chart.PauseOver) -> bool:
        return self.cell.is_needed()

    def moved(self, event: chart.Answered) -> bool:
        return self.slice.mapped is not None and self.slice.mapped != event.mapped

    def delay_pause(self, event: Event) -> float:
        """24 to 29 s, so that bindings of translators live (RFC 5626 4.4.2); or 80 to 100 % of a Flow-Timer."""
        cell, seconds = self.cell, self.slice.seconds
        if not seconds:
            return cell.env.uniform(cell.limits.probe_low, cell.limits.probe_high, 0.01)
        longest = max(seconds, cell.limits.keep_alive_least)
        return cell.env.uniform(0.8 * longest, longest, 0.01)

    def ask(self, event: Event) -> None:
        transaction = bytes.fromhex(self.cell.env.tag() + self.cell.env.tag())[:12]
        self.slice.request = binding_request(transaction)
        self.cell.expect(transaction)
        self.cell.emit(Probe(self.slice.request, self.slice.remote))

    def ask_again(self, event: chart.ResendDue) -> None:
        self.cell.emit(Probe(self.slice.request, self.slice.remote))

    def note_mapped(self, event: chart.Answered) -> None:
        self.slice.mapped = event.mapped

    def tell_failed(self, event: Event) -> None:
        self.cell.tell(Tell(self.slice.account, "client", FlowFailed()))
