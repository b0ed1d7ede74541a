"""Which events a document knows: raised, sent, done, failed, or named only where somebody waits for them.

In SCXML any event may come at any time, and descriptors match by prefix or `*`. A chart of ours declares its events, so
the descriptors are resolved against all that the document names. What it never names is one event more, where a
descriptor `*` waits for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from .content import ERROR, Block
from .document import Machine

Source = Literal["internal", "done", "neighbour", "timer"]
OTHER = "*"
"""Stands for every event that the document does not name."""


def matches(descriptor: str, event: str) -> bool:
    """Whether a descriptor of a transition stands for an event (SCXML 3.12.1)."""
    if descriptor in ("*", ".*"):
        return True
    if event == OTHER:
        return False
    plain = descriptor.removesuffix(".*").removesuffix(".")
    return event == plain or event.startswith(f"{plain}.")


def heard(events: Iterable[str], event: str) -> bool:
    """Whether any of a transition's descriptors stands for an event."""
    return any(matches(descriptor, event) for descriptor in events)


def known_events(
    machine: Machine, blocks: Iterable[Block], sent: Iterable[str], timed: Iterable[str], failing: bool
) -> Mapping[str, Source]:
    """Every event of a document, by its name there, with who raises it.

    sent     those that are sent; `timed` those of timers
    failing  some condition always fails
    """
    found: dict[str, Source] = dict.fromkeys(timed, "timer")
    for block in blocks:
        for name in block.raises:
            found[name] = "internal"
    for name in sent:
        found[name] = "internal"
    wanted = [descriptor for each in machine.transitions for descriptor in each.events]
    if failing or heard((each for each in wanted if each not in ("*", ".*")), ERROR):
        found[ERROR] = "internal"  # if nothing else, an action that fails raises it
    if ERROR in found and not heard(wanted, ERROR):
        del found[ERROR]  # the platform's own, and nobody waits for it
    for node in machine.nodes.values():
        name = f"done.state.{node.id}"
        if node.id and _ends(machine, node.id) and heard(wanted, name):
            found[name] = "done"
    for descriptor in wanted:
        plain = descriptor.removesuffix(".*").removesuffix(".")
        named = any(matches(descriptor, event) for event in found)
        if plain not in ("*", "") and not named and plain.partition(".")[0] not in ("error", "done"):
            found[plain] = "neighbour"
    if any(descriptor in ("*", ".*") for descriptor in wanted):
        found[OTHER] = "neighbour"
    return found


def _ends(machine: Machine, state: str) -> bool:
    """Whether a state can be done: a final state inside, of parallel regions in each."""
    inside = machine.substates(state)
    if machine.nodes[state].kind == "parallel":
        return bool(inside) and all(_ends(machine, node.id) for node in inside)
    return any(node.kind == "final" for node in inside)
