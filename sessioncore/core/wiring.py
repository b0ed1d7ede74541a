"""The wirings of an engine: the shipped ones, or an embedder's own that extend those of calls and of other requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.core import bindings as generated
from sessioncore.handlers import leg
from sessioncore.handlers.limits import Limits


@attrs.define(eq=False)
class CallWiring:
    """How the charts of a call leg are put together; a project's generated `bindings.py` has one for each wiring.

    base    the shipped wiring that it is or extends: `leg`, or `outside` (see `with_outside`)
    name    of the cell
    cell    the generated module of the cell
    bind    engine name -> factories of the cell's parts and transactions
    limits  the class that has every configured name of the charts
    own     chart -> modules of its handlers and of its actions, where these are not sessioncore's
    outside how requests outside of dialogs are taken: as sessioncore does, or an own wiring with the base `outside`
    """

    name: str
    cell: ModuleType
    bind: Callable[[str], Any]
    limits: type[Limits] = Limits
    own: Mapping[str, tuple[ModuleType, ModuleType]] = attrs.field(factory=dict)
    base: str = "leg"
    outside: CallWiring | None = None

    def with_outside(self, outside: CallWiring) -> CallWiring:
        """The same calls, and other charts for requests outside of dialogs. Raises ConfigError for another base."""
        if outside.base != "outside":
            raise ConfigError(f"the wiring {outside.name} extends {outside.base}, not outside")
        return attrs.evolve(self, outside=outside)

    def whole(self) -> CallWiring:
        """A wiring of calls: itself, or for one with the base `outside` the shipped one with it.

        Raises ConfigError for one of neither.
        """
        if self.base == "outside":
            return SHIPPED.with_outside(self)
        if self.base != "leg":
            raise ConfigError(f"the wiring {self.name} extends {self.base}; those of leg and of outside can be run")
        return self

    def chart(self, name: str) -> str:
        """The chart that stands where the shipped wiring has `name`."""
        return self._replaces.get(name, name)

    @cached_property
    def _replaces(self) -> Mapping[str, str]:
        replaces: Mapping[str, str] = getattr(self.cell, "REPLACES", {})
        return replaces

    @cached_property
    def answering(self) -> dict[str, str]:
        """The charts that may answer, by their short names."""
        return {chart.rpartition("/")[2]: chart for chart in self.cell.LegScope.CHOICES["answering"]}

    def handlers(self, chart: str) -> ModuleType:
        """The module of a chart's generated class."""
        own = self.own.get(chart)
        return own[0] if own is not None else import_module(f"sessioncore.handlers.{chart.replace('/', '.')}")

    def actions(self, chart: str) -> ModuleType:
        """The module of a chart's actions."""
        own = self.own.get(chart)
        return own[1] if own is not None else import_module(f"sessioncore.actions.{chart.replace('/', '.')}")

    def hashes(self) -> dict[str, str]:
        """The hash of the wiring and of every chart in it, as generated code carries it."""
        return {f"{self.name}.wiring": self.cell.DIGEST, **self.cell.CHARTS}

    def checked_limits(self, limits: Limits | None) -> Limits:
        """The given limits or the defaults; raises ConfigError for limits that lack names of this wiring's charts."""
        if limits is None:
            limits = self.limits() if self.outside is None else self.outside.limits()
        for each in (self, self.outside):
            if each is not None and not isinstance(limits, each.limits):
                kind = f"{each.limits.__module__}.{each.limits.__qualname__}"
                raise ConfigError(f"the charts of the wiring {each.name} have limits of their own: give {kind}(...)")
        return limits


SHIPPED = CallWiring("leg", leg, lambda engine: generated.load(engine).leg)
"""The wiring that comes with sessioncore."""
