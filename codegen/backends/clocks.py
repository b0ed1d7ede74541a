"""The statements of generated handler classes that have to do with timers."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Term
from ..names import event_constant
from ..plan import Plan
from . import layout


def timer_fired(plan: Plan) -> list[str]:
    """The body of `timer_fired`: drop a stale timer, re-arm a repeating one, then call the event."""
    lines: list[str] = ["index = timer.index"]
    for each in plan.timers:
        timer = each.timer
        slot = f"self._{timer.name}"
        keyword = "if" if each.index == 0 else "elif"
        lines.append(f"{keyword} index == {each.index}:  # {timer.name}")
        inside = [f"if timer is not {slot}:", "    return"]
        if timer.repeat is None:
            inside.append(f"{slot} = None")
        else:
            factor = number(timer.repeat.factor)
            interval = "timer.interval" if factor == "1" else f"timer.interval * {factor}"
            if timer.repeat.cap is not None:
                interval = f"min({interval}, {expression(timer.repeat.cap, 'self.cell.limits')})"
            inside.append(f"self.cell.rearm(timer, {interval})")
        name = timer.event.name
        inside.append(f"self.{name}({event_constant(plan.chart, name)})")
        lines += layout.indented(inside)
    return lines


def stop_timer(name: str) -> list[str]:
    slot = f"self._{name}"
    return [f"if {slot} is not None:", f"    cell.cancel({slot})", f"    {slot} = None"]


def number(value: float) -> str:
    """A number as Python text, whole ones without a fraction."""
    return str(int(value)) if value == int(value) else repr(value)


def expression(terms: Iterable[Term], limits: str = "cell.limits") -> str:
    """`64 * cell.limits.T1`: a sum of terms, in seconds."""
    parts = []
    for term in terms:
        if term.name is None:
            parts.append(number(term.factor) if term.factor != int(term.factor) else f"{int(term.factor)}.0")
        elif term.factor == 1:
            parts.append(f"{limits}.{term.name}")
        else:
            parts.append(f"{number(term.factor)} * {limits}.{term.name}")
    return " + ".join(parts) or "0.0"
