"""Joins generated classes to `transitions`: one flat machine per chart, shared by all of its handlers.

The flat machine runs `before`, moves the state, then runs `after`; the generator puts exits, the row and entries there
in SCXML order (the library's own hierarchical machine runs the transition's action before the exits).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs
from transitions import Machine as Library

from sessioncore.statechart import Event, Machine

Callback = Callable[[Any, Any], Any]
ALWAYS = "always"
"""The event that eventless transitions wait for here: it is fired after every row, as long as one is taken."""


@attrs.frozen
class Way:
    """One transition from one leaf state.

    target  the leaf entered, None for an internal transition; `row` names it in the trace, `also` names rows of other
            regions that are taken with it
    conditions, before, after  names of methods; `recall` hands held-back events back at the end
    """

    event: str
    source: str
    target: str | None = None
    row: str = ""
    conditions: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    recall: bool = False
    also: tuple[str, ...] = ()


class FlatMachine(Library):
    """The library's machine over handlers as models; a handler keeps its state as the index of a leaf."""

    def __init__(self, handler: type[Machine], ways: Iterable[Way]) -> None:
        super().__init__(
            model=None, states=list(handler.STATES), initial=None, auto_transitions=False, model_attribute="state_name"
        )
        self._taken = False
        self._eventless: set[int] = set()
        self._index = {name: index for index, name in enumerate(handler.STATES)}
        for way in ways:
            rows = (way.row, *way.also) if way.row else ()
            before: list[Any] = [self._traced(row, self._index.get(way.target or "")) for row in rows]
            before += [getattr(handler, name) for name in way.before]
            after: list[Any] = [getattr(handler, name) for name in way.after] + ([_recall] if way.recall else [])
            conditions = [getattr(handler, name) for name in way.conditions]
            if way.event == ALWAYS:
                self._eventless.add(self._index[way.source])
            self.add_transition(way.event, way.source, way.target, conditions, before=before, after=after)

    def set_state(self, state: Any, model: Any = None) -> None:
        """Called by the library when it moves a handler."""
        model.state = self._index[getattr(state, "name", state)]

    def fire(self, machine: Machine, event: Event) -> None:
        """Let the library take one event; raises `transitions.MachineError` if no transition is there for it."""
        self._taken = False
        self.events[event.NAME].trigger(machine, machine, event)
        if self._taken:
            self.settle(machine, event)

    def settle(self, machine: Machine, event: Event) -> None:
        """Let the library take eventless transitions, under the event that led here, until none is left."""
        self._taken = True
        while self._taken and machine.state in self._eventless:
            self._taken = False
            self.events[ALWAYS].trigger(machine, machine, event)

    def _traced(self, row: str, target: int | None) -> Callback:
        """The first callback of a row: it says which one was taken."""

        def traced(machine: Machine, event: Event) -> None:
            self._taken = True
            trace = machine.cell.trace
            if trace is not None:
                trace.row(machine, row, machine.state, machine.state if target is None else target)

        return traced


def _recall(machine: Machine, event: Event) -> None:
    machine.cell.recall(machine)
