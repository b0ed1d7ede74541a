"""Who answers for a called user: a table from user to a chart of `machines/answering/` and what the caller hears."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.core.wiring import SHIPPED

CHARTS = tuple(SHIPPED.answering)
"""The charts that may answer, as the shipped wiring of a leg lists them."""


@attrs.frozen
class AnsweringRule:
    """One user's rule: the chart's short name, and the media source (`echo`, `tone:HZ`, `silence`, or `none`)."""

    chart: str
    media: str = "none"


@attrs.frozen
class AnsweringTable:
    """Rules by user part of the Request-URI; `default` for all others, or None: the application is asked."""

    users: Mapping[str, AnsweringRule] = attrs.field(factory=dict)
    default: AnsweringRule | None = None

    def rule(self, user: str) -> AnsweringRule | None:
        return self.users.get(user, self.default)

    def check(self, charts: Collection[str]) -> None:
        """Raise ConfigError for a rule whose chart is none of `charts`, which may answer."""
        default = {} if self.default is None else {"default": self.default}
        for name, rule in {**{f"users.{user}": rule for user, rule in self.users.items()}, **default}.items():
            _known(name, rule.chart, charts)

    @classmethod
    def from_toml(cls, document: Mapping[str, Any], charts: Collection[str] = CHARTS) -> AnsweringTable:
        """Read the tables `[users.NAME]` and `[default]`; raises ConfigError naming the table and what would do.

        `charts` are those that may answer in the wiring that the table is for.
        """
        users = document.get("users", {})
        if not isinstance(users, Mapping):
            raise ConfigError("[users] must be a table of tables: [users.NAME]")
        default = document.get("default")
        return cls(
            {str(name): _rule(f"users.{name}", table, charts) for name, table in users.items()},
            None if default is None else _rule("default", default, charts),
        )


def _known(name: str, chart: object, charts: Collection[str]) -> None:
    if chart not in charts:
        raise ConfigError(f"[{name}] chart must be one of {', '.join(charts)}, not {chart!r}")


def _rule(name: str, table: object, charts: Collection[str]) -> AnsweringRule:
    if not isinstance(table, Mapping):
        raise ConfigError(f"[{name}] must be a table with chart and media")
    unknown = sorted(set(table) - {"chart", "media"})
    if unknown:
        raise ConfigError(f"[{name}] has the unknown key {unknown[0]!r}; chart and media are possible")
    chart = table.get("chart")
    if isinstance(chart, str):
        chart = chart.replace("-", "_")  # users are called as they like, charts as Python allows
    _known(name, chart, charts)
    media = table.get("media", "none")
    if not isinstance(media, str):
        raise ConfigError(f"[{name}] media must be text such as 'echo', 'tone:440', 'silence' or 'none'")
    return AnsweringRule(str(chart), media)
