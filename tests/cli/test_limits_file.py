"""`[limits]` of the configuration: bounds of the server and times of the charts."""

from __future__ import annotations

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.base.settings import Settings
from sessioncore.cli.answering_file import parse_configuration
from sessioncore.handlers.limits import Limits


def test_bounds_go_into_the_settings_and_times_into_the_limits() -> None:
    found = parse_configuration("[limits]\nmax_sessions = 7\nmax_new_per_source = 3\nT1 = 0.2\n", "x.toml")
    assert (found.settings.max_sessions, found.settings.max_new_per_source) == (7, 3)
    assert found.bounds.limits_of(Limits) == Limits(T1=0.2)


def test_without_the_table_everything_is_as_it_was() -> None:
    found = parse_configuration("", "x.toml")
    assert (found.settings, found.bounds.limits_of(Limits)) == (Settings(), Limits())


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("max_session = 7", "x.toml:1: [limits] has the unknown name 'max_session'; did you mean max_sessions?"),
        ("zzz = 7", "bounds are max_bindings, max_connections"),
        ("max_sessions = 0", "[limits] max_sessions must be a whole number from 1 to 10,000,000"),
        ("max_sessions = true", "[limits] max_sessions must be a whole number"),
        ("T1 = 99", "[limits] limit T1 = 99 is outside its bounds, 0.05 to 5 s"),
        ('T1 = "x"', "[limits] limit T1 = 'x' is outside its bounds"),
    ],
)
def test_what_is_wrong_is_said(table: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_configuration(f"[limits]\n{table}\n", "x.toml")
    assert said in str(raised.value)


def test_a_table_it_must_be() -> None:
    with pytest.raises(ConfigError, match=r"\[limits\] must be a table"):
        parse_configuration("limits = 3\n", "x.toml")
