"""What cells tell each other: delivered within the input that it comes from, first in, first out (composition.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.core.making import link, make_linked_leg
from sessioncore.effects import Order, Reply, Tell
from sessioncore.handlers.coupling.coupling import Fulfilled, Unfulfilled
from sessioncore.handlers.coupling.link import Carry
from sessioncore.handlers.coupling.relay import Told
from sessioncore.inputs import Command

if TYPE_CHECKING:
    from sessioncore.core.cell import Cell
    from sessioncore.core.engine import Engine

MAX_TOLD: Final = 1_000
"""Events and commands that cells may give each other within one input; more are a loop of ours."""


def deliver(engine: Engine) -> None:
    """Take every `Tell` and `Order` out of the outbox, and each reply to an order; what follows stands behind it.

    Orders are commands with numbers below zero, which no application gives.
    """
    outbox = engine.outbox
    at = told = 0
    while at < len(outbox):
        effect = outbox[at]
        kind = type(effect)
        if kind is not Tell and kind is not Order and not (isinstance(effect, Reply) and effect.command < 0):
            at += 1
            continue
        del outbox[at]
        told += 1
        if told > MAX_TOLD:
            if told == MAX_TOLD + 1:
                engine.lingering.report("cells tell each other without end", effect.label)
        elif isinstance(effect, Tell):
            _hand_over(engine, effect)
        elif isinstance(effect, Order):
            engine.last_order -= 1
            engine.orders[engine.last_order] = effect
            engine.command(Command(engine.last_order, effect.session, effect.name, effect.arguments))
        elif isinstance(effect, Reply):
            order = engine.orders.pop(effect.command)
            if effect.outcome != "done":
                failed = Unfulfilled(order.session, order.name, order.about, effect.status or 500)
                _hand_over(engine, Tell(order.asker, "coupling", failed))
            elif order.about >= 0:
                done = Fulfilled(order.session, order.name, order.about, effect.status or 200)
                _hand_over(engine, Tell(order.asker, "coupling", done))
    engine.telling = False


def _hand_over(engine: Engine, tell: Tell) -> None:
    cell: Cell | None = engine.cells.get(tell.session) or engine.locations.addressed(tell)
    if isinstance(tell.event, Carry) and tell.event.coupling in engine.cells:
        if cell is None:
            cell = make_linked_leg(engine, tell.session, tell.event)
        elif cell.leg.link is None:
            link(engine, cell, tell.event.coupling, joined=True)
    machine = getattr(cell.leg, tell.part, None) if cell is not None else None
    if cell is None or machine is None:
        engine.count(f"told nobody: {tell.event.NAME}")  # its cell ended in the same breath
        return
    event = tell.event
    if tell.part == "coupling" and not tell.relayed and cell.leg.relay is not None:
        machine, event = cell.leg.relay, Told(event)
    cell.handle(machine.dispatch, event, f"told {tell.event.NAME}")
