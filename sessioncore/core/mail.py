"""What cells tell each other: delivered within the input that it comes from, first in, first out (composition.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.effects import Tell

if TYPE_CHECKING:
    from sessioncore.core.cell import Cell
    from sessioncore.core.engine import Engine

MAX_TOLD: Final = 1_000
"""Events that cells may tell each other within one input; more are a loop of ours."""


def deliver(engine: Engine) -> None:
    """Take every `Tell` out of the outbox and hand its event over; what follows from it stands behind it."""
    outbox = engine.outbox
    at = told = 0
    while at < len(outbox):
        effect = outbox[at]
        if type(effect) is not Tell:
            at += 1
            continue
        del outbox[at]
        told += 1
        if told <= MAX_TOLD:
            _hand_over(engine, effect)
        elif told == MAX_TOLD + 1:
            engine.lingering.report("cells tell each other without end", effect.event.NAME)
    engine.telling = False


def _hand_over(engine: Engine, tell: Tell) -> None:
    cell: Cell | None = engine.cells.get(tell.session) or engine.locations.addressed(tell)
    machine = getattr(cell.leg, tell.part, None) if cell is not None else None
    if cell is None or machine is None:
        engine.count(f"told nobody: {tell.event.NAME}")  # its cell ended in the same breath
        return
    cell.handle(machine.dispatch, tell.event, f"told {tell.event.NAME}")
