"""Watches who writes the slices of the machines at work: the actions of the same machine may, nobody else.

`Ownership().wrap` goes to `Simulation(wrap=...)`. Slices get a class that asks who is acting before each write, and
the containers in the slices of others are compared after each call of an action.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import attrs

from sessioncore.core.engine import Engine
from sessioncore.statechart import Machine


class ForeignWriteError(Exception):
    """Somebody wrote a slice that is not theirs."""


class Ownership:
    """`faults` are the writes by others, `written` the charts whose slices were written at all."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.written: set[str] = set()
        self._acting: list[Machine] = []
        self._owners: dict[int, Machine] = {}
        self._guarded: dict[type[Any], type[Any]] = {}

    def wrap(self, engine: Engine) -> Engine:
        made: Any = engine.bindings
        engine.leg_bindings = self._cell(engine.leg_bindings)
        engine.bindings = SimpleNamespace(leg=engine.leg_bindings, outside=self._cell(made.outside))  # type: ignore[assignment]
        return engine

    def _cell(self, made: Any) -> SimpleNamespace:
        return SimpleNamespace(
            parts={key: self._factory(make) for key, make in made.parts.items()},
            transactions={key: self._factory(make) for key, make in made.transactions.items()},
        )

    def _factory(self, make: Callable[..., Machine]) -> Callable[..., Machine]:
        def made(*arguments: Any) -> Machine:
            machine = make(*arguments)
            record = machine.actions.slice
            self._owners[id(record)] = machine  # the machine keeps the record alive, so the id stays its own
            record.__class__ = self._guard(type(record))
            machine.actions = OwnedActions(machine, machine.actions, self)
            return machine

        return made

    def _guard(self, kind: type[Any]) -> type[Any]:
        found = self._guarded.get(kind)
        if found is not None:
            return found

        def write(record: Any, name: str, value: Any) -> None:
            self._may(record, name)
            object.__setattr__(record, name, value)

        def erase(record: Any, name: str) -> None:
            self._may(record, name)
            object.__delattr__(record, name)

        members: dict[str, Any] = {"__slots__": (), "__setattr__": write, "__delattr__": erase}
        if hasattr(kind, "new_request"):
            members["new_request"] = self._new_request(kind)
        found = self._guarded[kind] = type(kind.__name__, (kind,), members)
        return found

    def _new_request(self, kind: type[Any]) -> Callable[..., Any]:
        """The one method of a slice that others may call, if their scope is the same."""

        def new_request(record: Any, *arguments: Any, **options: Any) -> Any:
            owner, caller = self._owners[id(record)], self._acting[-1] if self._acting else None
            if caller is None or caller.scope is not owner.scope:
                self._refuse(caller, owner, "new_request")
            with self.acting(owner):
                return kind.new_request(record, *arguments, **options)

        return new_request

    def _may(self, record: Any, name: str) -> None:
        owner, caller = self._owners[id(record)], self._acting[-1] if self._acting else None
        if caller is not owner:
            self._refuse(caller, owner, name)
        self.written.add(owner.CHART)

    def _refuse(self, caller: Machine | None, owner: Machine, name: str) -> None:
        who = "nobody's action" if caller is None else caller.CHART
        self.faults.append(f"{who} writes {name} of {owner.CHART}")
        raise ForeignWriteError(self.faults[-1])

    @contextmanager
    def acting(self, machine: Machine) -> Iterator[None]:
        self._acting.append(machine)
        try:
            yield
        finally:
            self._acting.pop()

    def containers(self, machine: Machine) -> dict[tuple[int, str], Any]:
        """Copies of the lists, sets and dicts in all slices but this machine's, of its cell."""
        cell = machine.scope.cell
        scopes = [cell.leg, *cell.dialogs.values()]
        records = [each.actions.slice for scope in scopes for each in scope.parts() if each is not machine]
        return {
            (id(record), field.name): value.copy()
            for record in records
            for field in attrs.fields(type(record))
            if isinstance(value := getattr(record, field.name), list | set | dict)
        }

    def compare(self, machine: Machine, before: dict[tuple[int, str], Any]) -> None:
        after = self.containers(machine)
        for key, value in before.items():
            if after.get(key, value) != value:
                self._refuse(machine, self._owners[key[0]], key[1])


class OwnedActions:
    """Stands before the actions of one machine: while one runs, that machine is acting."""

    def __init__(self, machine: Machine, actions: Any, ownership: Ownership) -> None:
        self.__dict__.update(_machine=machine, _actions=actions, _ownership=ownership)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._actions, name, value)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._actions, name)
        if not callable(found):
            return found

        def call(*arguments: Any) -> Any:
            ownership, machine = self._ownership, self._machine
            before = ownership.containers(machine)
            with ownership.acting(machine):
                result = found(*arguments)
            ownership.compare(machine, before)
            return result

        return call
