"""The table that says who answers for a called user."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.core.answering import CHARTS, AnsweringRule, AnsweringTable
from tests.conftest import ROOT


def read(text: str) -> AnsweringTable:
    return AnsweringTable.from_toml(tomllib.loads(text))


def test_rules_by_user_and_a_default() -> None:
    table = read('[users.echo]\nchart = "echo"\nmedia = "echo"\n[default]\nchart = "unknown"\n')
    assert table.rule("echo") == AnsweringRule("echo", "echo")
    assert table.rule("nobody") == AnsweringRule("unknown")
    assert table.rule("") == AnsweringRule("unknown")


def test_without_a_default_the_application_is_asked() -> None:
    assert read('[users.echo]\nchart = "echo"\n').rule("nobody") is None
    assert AnsweringTable().rule("echo") is None


def test_users_are_compared_with_regard_to_case() -> None:
    """RFC 3261 19.1.4: the user part is case-sensitive."""
    assert read('[users.echo]\nchart = "echo"\n').rule("Echo") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("users = 5", "users"),
        ("[users]\necho = 5", "users.echo"),
        ('[users.echo]\nchart = "sings"', "users.echo"),
        ("[users.echo]\nchart = 5", "users.echo"),
        ("[users.echo]", "users.echo"),
        ('[users.echo]\nchart = "echo"\nmedia = 440', "users.echo"),
        ('[users.echo]\nchart = "echo"\nvolume = 11', "volume"),
        ("default = 5", "default"),
        ('[default]\nchart = "none"', "default"),
    ],
)
def test_a_mistake_is_named(text: str, named: str) -> None:
    with pytest.raises(ConfigError, match=named.replace(".", r"\.")):
        read(text)


def test_every_answering_chart_can_be_chosen() -> None:
    charts = {path.stem for path in (ROOT / "machines" / "answering").glob("*.yaml")}
    assert set(CHARTS) == charts


def test_the_shipped_table_is_readable() -> None:
    path = Path(ROOT, "examples", "answering.toml")
    table = AnsweringTable.from_toml(tomllib.loads(path.read_text(encoding="utf-8")))
    assert {"echo", "answer", "tone", "ring", "busy", "decline", "hangup"} <= set(table.users)
    assert table.default is not None
    assert table.default.chart == "unknown"
