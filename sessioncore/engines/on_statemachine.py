"""Joins generated classes to python-statemachine: one class of its `StateChart` per chart, one instance per handler.

The library is given the chart as it is written, compound states and all, and decides by SCXML's rules what is left,
taken and entered. Its configuration is set after the row and before the entries (`atomic_configuration_update`). It
knows no final states, because ours may have rows, and nothing is sent with a delay, which would block the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import attrs
from statemachine import StateChart
from statemachine.io import create_machine_class_from_definition
from statemachine.orderedset import OrderedSet

from sessioncore.statechart import START, Event, Machine

ALWAYS = "always"
"""The event that eventless transitions wait for here. The library's own are also taken before an event that comes
later, when a guard has changed its mind meanwhile; ours only follow a row."""
_STATE, _EVENT = "s_", "e_"
"""Prefixes that keep names of charts apart from each other and from the library's own."""


@attrs.frozen
class Way:
    """One transition as declared in one state.

    target  path of the state that it names, None for one that leaves no state; `leaf` is where it ends
    row     its name in the trace, "" for an event that no row takes
    conditions, on  names of methods; `on` runs between exits and entries
    recall  leaves from which it hands back held-back events at the end
    """

    event: str
    target: str | None = None
    row: str = ""
    leaf: str = ""
    internal: bool = False
    conditions: tuple[str, ...] = ()
    on: str = ""
    recall: tuple[str, ...] = ()


@attrs.frozen
class Node:
    """One state: `enter` and `exit` name methods; the root has the path ""."""

    path: str
    initial: bool = False
    enter: str = ""
    exit: str = ""
    ways: tuple[Way, ...] = ()


class Place:
    """What the library takes for its model: it keeps the configuration here, and the handler's state follows."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.source = -1  # the leaf in which the present event came
        self.taken = False  # whether it has taken a row
        self._active: OrderedSet[str] | None = None

    @property
    def active(self) -> OrderedSet[str] | None:
        """Paths of the states that are active, outermost first; None before the start."""
        return self._active

    @active.setter
    def active(self, value: Any) -> None:
        active: OrderedSet[str] = value if isinstance(value, OrderedSet) else OrderedSet([value])
        self._active = active
        for path in active:
            if path in self.machine.STATES:
                self.machine.state = self.machine.STATES.index(path)


class Chart:
    """The library's class for one chart. `name` must be unique, for the library keeps signatures by it."""

    def __init__(self, name: str, handler: type[Machine], nodes: Sequence[Node]) -> None:
        self._handler = handler
        self._index = {path: index for index, path in enumerate(handler.STATES)}
        self._name = name
        definition = self._below("", {node.path: node for node in nodes})
        self.library: type[StateChart[Place]] = create_machine_class_from_definition(
            name,
            definition,
            atomic_configuration_update=True,
            catch_errors_as_events=False,
            allow_event_without_transition=False,
            validate_disconnected_states=False,
            validate_trap_states=False,
            validate_final_reachability=False,
        )

    def begin(self, machine: Machine) -> StateChart[Place]:
        """Enter the initial state."""
        chart = self.library(Place(machine), state_field="active", given=START)
        chart.model.taken = True
        settle(chart, START)
        return chart

    def resume(self, machine: Machine, state: str) -> StateChart[Place]:
        """Stand in a state without having entered it (from a snapshot)."""
        place = Place(machine)
        parts = state.split(".")
        place.active = OrderedSet(["", *(".".join(parts[: depth + 1]) for depth in range(len(parts)))])
        return self.library(place, state_field="active")

    def _below(self, path: str, nodes: Mapping[str, Node]) -> dict[str, Any]:
        """The library's definition of a state and of everything inside it."""
        node = nodes[path]
        inside: dict[str, Any] = {}
        for child in nodes:
            if child and child.rpartition(".")[0] == path:
                inside |= self._below(child, nodes)
        on: dict[str, list[dict[str, Any]]] = {}
        ways = list(node.ways)
        if not path and any(way.event == ALWAYS for each in nodes.values() for way in each.ways):
            ways.append(Way(ALWAYS))  # nothing is left to do
        for number, way in enumerate(ways):
            on.setdefault(_EVENT + way.event, []).append(self._transition(node, way, number))
        definition: dict[str, Any] = {"name": path or self._name, "value": path, "initial": node.initial, "on": on}
        definition["enter"] = self._callbacks([node.enter], f"enter_{path}")
        definition["exit"] = self._callbacks([node.exit], f"exit_{path}")
        if inside:
            definition["states"] = inside
        return {_state_id(path): definition}

    def _transition(self, node: Node, way: Way, number: int) -> dict[str, Any]:
        name = f"{node.path}_{number}"
        traced = [_traced(way.row, self._index.get(way.leaf))] if way.row else []
        recall = [_recalled(frozenset(self._index[leaf] for leaf in way.recall))] if way.recall else []
        return {
            "target": None if way.target is None else _state_id(way.target),
            "internal": way.internal,
            "cond": self._callbacks(way.conditions, f"if_{name}"),
            "before": [_named(callback, f"before_{name}") for callback in traced],
            "on": self._callbacks([way.on], f"on_{name}"),
            "after": [_named(callback, f"after_{name}") for callback in recall],
        }

    def _callbacks(self, names: Iterable[str], label: str) -> list[Callable[..., Any]]:
        return [_named(_calls(getattr(self._handler, name)), f"{label}_{name}") for name in names if name]


def send(chart: StateChart[Place], event: Event) -> None:
    """Let the library take one event; raises its `TransitionNotAllowed` if no transition is there for it."""
    place = chart.model
    place.source = place.machine.state
    place.taken = False
    chart.send(_EVENT + event.NAME, given=event)
    settle(chart, event)


def settle(chart: StateChart[Place], event: Event) -> None:
    """Let the library take eventless transitions, under the event that led here, until none is left."""
    place = chart.model
    while place.taken and hasattr(chart, _EVENT + ALWAYS):
        place.source = place.machine.state
        place.taken = False
        chart.send(_EVENT + ALWAYS, given=event)


def _state_id(path: str) -> str:
    return _STATE + path.replace(".", "__")


def _named(callback: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The library tells callbacks apart by their names."""
    callback.__name__ = callback.__qualname__ = name
    return callback


def _calls(method: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """A callback with the parameters that the library injects by name: its model, and what `send` was given."""

    def callback(model: Place, given: Event) -> Any:
        return method(model.machine, given)

    return callback


def _traced(row: str, target: int | None) -> Callable[..., Any]:
    """The first callback of a row: it says which one was taken."""

    def callback(model: Place, given: Event) -> None:
        model.taken = True
        machine = model.machine
        trace = machine.cell.trace
        if trace is not None:
            trace.row(machine, row, machine.state, machine.state if target is None else target)

    return callback


def _recalled(leaves: frozenset[int]) -> Callable[..., Any]:
    """The last callback of a row that may end the holding back of events."""

    def callback(model: Place, given: Event) -> None:
        if model.source in leaves:
            model.machine.cell.recall(model.machine)

    return callback
