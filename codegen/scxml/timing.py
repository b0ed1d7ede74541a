"""Delays that belong to a state: sent on its entry, cancelled on its exit, and so just what a timer of ours is.

Only when every <send> and <cancel> of a document is of this kind are they timers; otherwise all of them wait in one
place (see `sending`), so that what is due at the same time keeps its order.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from .document import Machine
from .xml import Element

_PLAIN = ("send", "cancel", "raise")
"""What cannot fail, so that what stands behind it in a handler surely runs."""


@attrs.frozen
class StateTimer:
    """`event` comes `delay` (as written) after the entry of `state`, unless that is left before."""

    state: str
    event: str
    delay: str


def state_timers(machine: Machine, elements: list[Element]) -> tuple[list[StateTimer], set[int]]:
    """The timers, and the elements (by `id`) that they stand for; nothing when any send is of another kind."""
    found: dict[str, StateTimer] = {}
    meant: set[int] = set()
    cancelled: set[tuple[str, str]] = set()
    for node in machine.nodes.values():
        for handlers, name in ((node.entries, "send"), (node.exits, "cancel")):
            for element in (element for handler in handlers for element in _surely(handler, name)):
                meant.add(id(element))
                if name == "cancel":
                    cancelled.add((node.id, element.get("sendid")))
                elif set(element.attributes) == {"id", "event", "delay"} and not element.children:
                    ident = element.get("id")
                    if ident in found or node.kind == "final":
                        return [], set()
                    found[ident] = StateTimer(node.id, element.get("event"), element.get("delay"))
                else:
                    return [], set()
    every = [element for element in elements if element.name in ("send", "cancel")]
    events = [timer.event for timer in found.values()]
    raised = {element.get("event") for element in elements if element.name == "raise"}
    fitting = {(timer.state, ident) for ident, timer in found.items()} == cancelled and len(set(events)) == len(events)
    if not fitting or raised & set(events) or not all(id(element) in meant for element in every):
        return [], set()
    return list(found.values()), meant


def _surely(handler: list[Element], name: str) -> Iterator[Element]:
    """The elements of a name that nothing before them in their handler can keep from running."""
    for element in handler:
        if element.name not in _PLAIN:
            return
        if element.name == name:
            yield element
