"""Joins generated classes to python-statemachine: one class of its `StateChart` per chart, one instance per handler.

The library is given the chart as it is written, compound states and all, and decides by SCXML's rules what is left,
taken and entered. Its configuration is set after the row and before the entries (`atomic_configuration_update`). It
knows no final states, because ours may have rows, and nothing is sent with a delay, which would block the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from statemachine import StateChart
from statemachine.engines.sync import SyncEngine
from statemachine.io import create_machine_class_from_definition
from statemachine.orderedset import OrderedSet

from sessioncore.engines.place import Node, Place, Said, Step, Way
from sessioncore.statechart import START, Event, Machine

__all__ = ["Chart", "Node", "Said", "Step", "Way", "send"]

ALWAYS = "always"
"""The event that eventless transitions wait for here. The library's own are also taken before an event that comes
later, when a guard has changed its mind meanwhile; ours only follow a row."""
_STATE, _EVENT = "s_", "e_"
"""Prefixes that keep names of charts apart from each other and from the library's own."""


class Chart:
    """The library's class for one chart. `name` must be unique, for the library keeps signatures by it."""

    def __init__(
        self, name: str, handler: type[Machine], nodes: Sequence[Node], more: Sequence[Step | Said] = ()
    ) -> None:
        self._handler = handler
        self.nodes = {node.path: node for node in nodes}
        self.order = {node.path: number for number, node in enumerate(nodes)}
        self.several = bool(more)
        self.steps = {(step.source, step.rows): step for step in more if isinstance(step, Step)}
        self.said = {(said.event, state): said for said in more if isinstance(said, Said) for state in said.states}
        self._index = {path: index for index, path in enumerate(handler.STATES)}
        self._name = name
        definition = self._below("", self.nodes)
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
        _register_once(self.library)
        _remember(self.library)
        # The library numbers the states of each compound state on from its own number, so that numbers come twice.
        for state in self.library.states_map.values():
            state.document_order = 1 + self.order[state.value]

    def begin(self, machine: Machine) -> StateChart[Place]:
        """Enter the initial state."""
        chart = self.library(Place(machine, self), state_field="active", given=START)
        chart.model.library = chart
        chart.model.taken = True
        settle(chart, START)
        return chart

    def resume(self, machine: Machine, state: str) -> StateChart[Place]:
        """Stand in a state without having entered it (from a snapshot)."""
        place = Place(machine, self)
        leaves, *kept = state.split("~")
        place.inside = {path for leaf in leaves.split("+") for path in _upwards(leaf)}
        place.active = OrderedSet(["", *sorted(place.inside, key=self.order.__getitem__)])
        machine.state = machine.STATES.index(state)
        chart = self.library(place, state_field="active")
        place.library = chart
        for note in kept:
            history, _, paths = note.partition("=")
            parent = history.rpartition(".")[0]
            inside = {path for each in paths.split("+") for path in _upwards(each) if path.startswith(f"{parent}.")}
            chart.history_values[_state_id(history)] = [
                each for each in chart.states_map.values() if each.value in inside
            ]
        return chart

    def index(self, active: Iterable[str], chart: StateChart[Place] | None) -> int:
        """The configuration of these states, and of what the library's history states keep of use."""
        leaves = "+".join(path for path in self.nodes if path in set(active) and self._is_leaf(path))
        known = chart.history_values if chart is not None else {}
        kept = {id: "+".join(self._kept(id, states)) for id, states in known.items()}
        best, most = -1, -1
        for index, name in enumerate(self._handler.STATES):
            atoms, *notes = name.split("~")
            pairs = [note.partition("=") for note in notes]
            if atoms == leaves and all(kept.get(_state_id(path)) == paths for path, _, paths in pairs):
                best, most = (index, len(notes)) if len(notes) > most else (best, most)
        return best

    def trim(self, chart: StateChart[Place]) -> None:
        """Leave only leaves to deep history: with the states between, a row from inside would leave those, too."""
        for history, states in chart.history_values.items():
            if self._deep(history):
                chart.history_values[history] = [state for state in states if self._is_leaf(state.value)]

    def _deep(self, history: str) -> bool:
        return next(node.history for node in self.nodes.values() if _state_id(node.path) == history) == "deep"

    def _kept(self, history: str, states: Iterable[Any]) -> list[str]:
        """What a history state keeps, as names of configurations tell it."""
        found = {each.value for each in states}
        deep = self._deep(history)
        return [path for path in self.nodes if path in found and (not deep or self._is_leaf(path))]

    def _is_leaf(self, path: str) -> bool:
        return bool(path) and not any(other.startswith(f"{path}.") for other in self.nodes)

    def _below(self, path: str, nodes: Mapping[str, Node]) -> dict[str, Any]:
        """The library's definition of a state and of everything inside it."""
        node = nodes[path]
        inside: dict[str, Any] = {}
        histories: dict[str, Any] = {}
        for child in nodes:
            if not child or child.rpartition(".")[0] != path:
                continue
            if nodes[child].history:
                histories[_state_id(child)] = self._history(nodes[child])
            else:
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
        if any(each.done for each in nodes.values()):
            entered = _named(_entered(node, self), f"enter_{path}_noted")
            completed = _named(_completed(node, self), f"enter_{path}_completed")
            definition["enter"] = [entered, *definition["enter"], completed]
            definition["exit"].append(_named(_exited(node), f"exit_{path}_noted"))
        if inside:
            definition["states"] = inside
        if histories:
            definition["history"] = histories
        for each in nodes.values():
            if each.initial and _state_id(each.path) in histories:
                definition["transitions"] = [{"target": _state_id(each.path), "initial": True}]
        if node.parallel:
            definition["parallel"] = True
        return {_state_id(path): definition}

    def _history(self, node: Node) -> dict[str, Any]:
        content = self._callbacks([node.enter], f"default_{node.path}")
        way = {"target": _state_id(node.default), "on": content}
        return {"name": node.path, "value": node.path, "type": node.history, "transitions": [way]}

    def _transition(self, node: Node, way: Way, number: int) -> dict[str, Any]:
        name = f"{node.path}_{number}"
        traced = [_traced(way.row, self._index.get(way.leaf), self.several)] if way.row else []
        if self.several and way.row:
            return {
                "target": None if way.target is None else _state_id(way.target),
                "internal": way.internal,
                "cond": self._callbacks(way.conditions, f"if_{name}"),
                "before": [_named(callback, f"before_{name}") for callback in traced],
                "on": [_named(_once(_calls(getattr(self._handler, way.on)), name), f"on_{name}")] if way.on else [],
                "after": [_named(_afterwards(), f"after_{name}")],
            }
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


def _register_once(library: Any) -> None:
    """Let all instances use the callbacks that the first one found.

    Each would look them up anew, which takes ten times as long as all else in its making: ours are functions that are
    given the model, and none belongs to an instance.
    """
    look_up = library._register_callbacks
    found: list[Any] = []

    def register(chart: Any, listeners: list[object]) -> None:
        if found and not listeners:
            chart._callbacks = found[0]
            return
        look_up(chart, listeners)
        if not listeners:
            found.append(chart._callbacks)

    library._register_callbacks = register


class _Engine(SyncEngine):
    """The library's engine, which remembers what the library says of the same names again and again.

    Otherwise every transition of a state and of those around it splits and compares names anew at every event, which
    takes half of the time of a large chart. Which of those that match is taken is decided as ever. None of ours is
    eventless (see `ALWAYS`), so those are not looked for before and after each event either.
    """

    def __init__(self, chart: Any, matching: dict[tuple[Any, Any], tuple[Any, ...]]) -> None:
        super().__init__(chart)
        self._matching = matching

    def select_eventless_transitions(self, trigger_data: Any) -> OrderedSet[Any]:
        return OrderedSet()

    def _first_transition_that_matches(self, state: Any, trigger_data: Any, predicate: Callable[..., bool]) -> Any:
        event = trigger_data.event
        found = self._matching.get((state.value, event))
        if found is None:
            around = (each for place in (state, *state.ancestors()) for each in place.transitions)
            found = tuple(each for each in around if not each.initial and predicate(each, event))
            self._matching[state.value, event] = found
        return next((each for each in found if self._conditions_match(each, trigger_data)), None)


def _remember(library: Any) -> None:
    """Let all instances use `_Engine`, and share what it remembers."""
    matching: dict[tuple[Any, Any], tuple[Any, ...]] = {}
    library._get_engine = lambda chart: _Engine(chart, matching)


def send(chart: StateChart[Place], event: Event) -> None:
    """Let the library take one event; raises its `TransitionNotAllowed` if no transition is there for it."""
    place = chart.model
    said = place.chart.said.get((event.NAME, place.machine.state_name))
    if said is not None and said.first:
        getattr(place.machine, said.method)(event)
        return
    place.begin()
    chart.send(_EVENT + event.NAME, given=event)
    place.tell()
    if said is not None and not place.taken:
        getattr(place.machine, said.method)(event)
    settle(chart, event)


def settle(chart: StateChart[Place], event: Event) -> None:
    """Let the library take eventless transitions, under the event that led here, until none is left."""
    place = chart.model
    while place.taken and hasattr(chart, _EVENT + ALWAYS):
        place.begin()
        chart.send(_EVENT + ALWAYS, given=event)
        place.tell()


def _state_id(path: str) -> str:
    return _STATE + path.replace(".", "__")


def _named(callback: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The library tells callbacks apart by their names."""
    callback.__name__ = callback.__qualname__ = name
    return callback


def _calls(method: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    """A callback with the parameters that the library injects by name: its model, and what `send` was given."""

    def callback(model: Place, given: Event) -> Any:
        model.tell()
        return method(model.machine, given)

    return callback


def _once(call: Callable[..., Any], name: str) -> Callable[..., Any]:
    """The actions of a row into a history state, which the library runs again as if they were its default content."""

    def callback(model: Place, given: Event) -> None:
        if name not in model.ran:
            model.ran.add(name)
            call(model, given)

    return callback


def _entered(node: Node, chart: Chart) -> Callable[..., Any]:
    """The first callback of an entry: the library tells the whole new configuration at once, SCXML state by state."""

    def callback(model: Place, given: Event) -> None:
        model.inside.add(node.path)

    return callback


def _exited(node: Node) -> Callable[..., Any]:
    def callback(model: Place, given: Event) -> None:
        model.inside.discard(node.path)

    return callback


def _completed(node: Node, chart: Chart) -> Callable[..., Any]:
    """The last callback of an entry: a final state completes the one around it, and perhaps a parallel one around that.

    The library's own final states have no transitions and its own `done` events come from them, so neither is used.
    """
    parent = chart.nodes.get(node.path.rpartition(".")[0]) if node.path else None
    outer = chart.nodes.get(parent.path.rpartition(".")[0]) if parent is not None and parent.path else None

    def final(place: Place, node: Node) -> bool:
        inner = [
            each for each in chart.nodes.values() if each.path.rpartition(".")[0] == node.path and not each.history
        ]
        if node.parallel:
            return all(final(place, each) for each in inner)
        return any(each.final and each.path in place.inside for each in inner)

    def callback(model: Place, given: Event) -> None:
        if not node.final or parent is None or not parent.path:
            return
        raised: list[Event] = model.machine._raised  # type: ignore[attr-defined]
        if parent.done:
            raised.append(model.machine.EVENTS[parent.done]())
        if outer is not None and outer.parallel and outer.done and final(model, outer):
            raised.append(model.machine.EVENTS[outer.done]())

    return callback


def _upwards(path: str) -> list[str]:
    """The path of a state and of those around it, without the root."""
    parts = path.split(".")
    return [".".join(parts[: depth + 1]) for depth in range(len(parts))]


def _traced(row: str, target: int | None, several: bool) -> Callable[..., Any]:
    """The first callback of a row: it says which one was taken."""

    def callback(model: Place, given: Event) -> None:
        model.taken = True
        if several:
            model.rows.append(row)
            return
        machine = model.machine
        trace = machine.cell.trace
        if trace is not None:
            trace.row(machine, row, machine.state, machine.state if target is None else target)

    return callback


def _afterwards() -> Callable[..., Any]:
    """The last callback of rows of several regions."""

    def callback(model: Place, given: Event) -> None:
        model.tell()
        if model.recall:
            model.recall = False
            model.machine.cell.recall(model.machine)

    return callback


def _recalled(leaves: frozenset[int]) -> Callable[..., Any]:
    """The last callback of a row that may end the holding back of events."""

    def callback(model: Place, given: Event) -> None:
        if model.source in leaves:
            model.machine.cell.recall(model.machine)

    return callback
