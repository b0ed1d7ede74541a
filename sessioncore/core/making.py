"""Cells beside call legs, each made as it is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.core.cell import Cell
from sessioncore.core.locations import LocatingCell
from sessioncore.handlers import account as account_wiring
from sessioncore.handlers import pair as pair_wiring
from sessioncore.handlers import registrar as registrar_wiring
from sessioncore.handlers import request as request_wiring
from sessioncore.handlers import trunk as trunk_wiring
from sessioncore.handlers import watch as watch_wiring

if TYPE_CHECKING:
    from sessioncore.actions.registration.client import Slice
    from sessioncore.core.engine import Engine
    from sessioncore.handlers.coupling.link import Carry


class AccountCell(Cell):
    """A registration of ours, which sees the others."""

    __slots__ = ()

    def registrations(self) -> list[Slice]:
        """What is known of every registration of ours, this one among them."""
        return [cell.leg.client_slice for cell in self.engine.cells.values() if cell.wiring is account_wiring]


def make_outside(engine: Engine) -> Cell:
    """For one request outside every dialog."""
    cell = Cell(engine, engine.env.session_id(), engine.outside_wiring, engine.outside_bindings)
    cell.leg = engine.outside_wiring.OutsideScope(cell)
    return _begun(cell)


def make_request(engine: Engine, session: str) -> Cell:
    """For one request of ours outside every dialog."""
    cell = Cell(engine, session, request_wiring, engine.bindings.request)
    cell.leg = request_wiring.RequestScope(cell)
    return _begun(cell)


def make_account(engine: Engine, session: str) -> Cell:
    """For a registration of ours."""
    cell = AccountCell(engine, session, account_wiring, engine.bindings.account)
    cell.leg = account_wiring.AccountScope(cell)
    return _begun(cell)


def make_trunk(engine: Engine, session: str) -> Cell:
    """For one peer that is asked whether it is there."""
    cell = Cell(engine, session, trunk_wiring, engine.bindings.trunk)
    cell.leg = trunk_wiring.TrunkScope(cell)
    return _begun(cell)


def make_watch(engine: Engine, session: str, usage: str) -> Cell:
    """For one subscription outside calls: `usage` is the chart of our side."""
    cell = Cell(engine, session, watch_wiring, engine.bindings.watch)
    cell.leg = watch_wiring.WatchScope(cell)
    cell.create_part(cell.leg, "usage", None, usage)
    return _begun(cell)


def make_registrar(engine: Engine) -> Cell:
    """For one REGISTER."""
    cell = LocatingCell(engine, engine.env.session_id(), registrar_wiring, engine.bindings.registrar)
    cell.leg = registrar_wiring.RegistrarScope(cell)
    return _begun(cell)


def make_pair(engine: Engine) -> Cell:
    """For a call to a registered user."""
    cell = LocatingCell(engine, engine.env.session_id(), pair_wiring, engine.bindings.pair)
    cell.leg = pair_wiring.PairScope(cell)
    if engine.settings.coupled_media == "relay":
        cell.create_part(cell.leg, "relay", None, "coupling/relay")
    return _begun(cell)


def make_joined(engine: Engine, session: str) -> Cell:
    """For two sessions that a relay is to join; it is told which next."""
    cell = LocatingCell(engine, session, pair_wiring, engine.bindings.pair)
    cell.leg = pair_wiring.PairScope(cell)
    _begun(cell)
    cell.create_part(cell.leg, "relay", None, "coupling/relay")
    return cell


def link(engine: Engine, leg: Cell, coupling: str, *, joined: bool = False) -> None:
    """Let a leg belong to a coupling: one that was just made, or (`joined`) that was up before."""
    made = leg.create_part(leg.leg, "link", None, engine.wiring.chart("coupling/link"))
    made.actions.attach(coupling, joined=joined)


def make_linked_leg(engine: Engine, session: str, carry: Carry) -> Cell:
    """For one of those that a coupling calls; it is told to dial next."""
    cell = engine.make_leg(session, "setup/outgoing")
    cell.flow = max(carry.flow, 0)
    link(engine, cell, carry.coupling)
    return cell


def _begun(cell: Cell) -> Cell:
    """Make a cell known and start its parts."""
    cell.engine.cells[cell.session] = cell
    for part, chart in cell.leg.WITH_SCOPE:
        cell.create_part(cell.leg, part, None, chart)
    return cell
