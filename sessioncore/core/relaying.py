"""What a media relay reports, to the chart that asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sessioncore import events
from sessioncore.base.relay import (
    DescriptionNotPassed,
    DescriptionPassed,
    RelayEvent,
    RelayFailed,
    RelaySilent,
    RelayStopped,
)
from sessioncore.effects import Publish
from sessioncore.handlers.coupling import relay as chart

if TYPE_CHECKING:
    from sessioncore.core.engine import Engine


def report(engine: Engine, event: RelayEvent) -> None:
    """Hand a report to its relay's chart; the last figures are told when that is gone already."""
    if isinstance(event, RelayStopped):
        if events.RelayStopped in engine.subscribed:
            session = event.figures[0].leg if event.figures else ""
            stopped = events.RelayStopped(session=session, at=engine.now, figures=event.figures)
            engine.outbox.append(Publish(stopped))
        return
    cell = engine.cells.get(event.relay)
    machine = getattr(cell.leg, "relay", None) if cell is not None else None
    if cell is None or machine is None:
        engine.count("dropped: late_relay_report")
        return
    made = _made(event)
    cell.handle(machine.dispatch, made, f"relay {made.NAME}")


def _made(event: RelayEvent) -> Any:
    match event:
        case DescriptionPassed():
            return chart.Passed(event.number, event.body)
        case DescriptionNotPassed():
            return chart.NotPassed(event.number, event.reason)
        case RelaySilent():
            return chart.RelaySilent(event.leg, event.line, event.seconds)
        case RelayFailed():
            return chart.RelayFailed(event.reason)
        case _:
            raise TypeError(f"{type(event).__name__} is no report of a relay")
