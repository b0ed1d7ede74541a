"""The table `[limits]` of the TOML file: what peers may ask of a server, and the times of the charts."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, Final

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.base.settings import Settings
from sessioncore.handlers.limits import Limits

KEYS: Final = ("limits",)
_MOST: Final = 10_000_000


@attrs.frozen
class Bounds:
    """What the table says: bounds by their names in `Settings` (`max_...`), and limits of the charts by theirs."""

    settings: Mapping[str, Any] = attrs.field(factory=dict)
    limits: Mapping[str, Any] = attrs.field(factory=dict)

    def applied_to(self, settings: Settings) -> Settings:
        """Settings with these bounds."""
        return attrs.evolve(settings, **self.settings)

    def limits_of(self, kind: type[Limits]) -> Limits:
        """The limits of the charts, of the class that a wiring has for them."""
        return kind(**self.limits)


def read_bounds(document: Mapping[str, Any], kind: type[Limits] = Limits) -> Bounds:
    """Read `[limits]`; raises ConfigError that names what is wrong, and what a value may be."""
    table = document.get("limits", {})
    if not isinstance(table, Mapping):
        raise ConfigError("[limits] must be a table: [limits] max_sessions = 1000")
    of_settings = {field.name for field in attrs.fields(Settings) if field.name.startswith("max_")}
    of_charts = {field.name for field in attrs.fields(kind)}
    settings: dict[str, Any] = {}
    limits: dict[str, Any] = {}
    for name, value in table.items():
        if name in of_settings:
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST:
                raise ConfigError(f"[limits] {name} must be a whole number from 1 to {_MOST:,}")
            settings[name] = value
        elif name in of_charts:
            limits[name] = value
        else:
            near = difflib.get_close_matches(name, of_settings | of_charts, 1)
            advice = f"did you mean {near[0]}?" if near else f"bounds are {', '.join(sorted(of_settings))}"
            raise ConfigError(f"[limits] has the unknown name {name!r}; {advice}")
    found = Bounds(settings, limits)
    try:
        found.limits_of(kind)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"[limits] {error}") from None
    return found
