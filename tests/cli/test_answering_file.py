from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.cli.answering_file import MAX_SIZE, default_table, default_text, parse_answering, read_answering
from sessioncore.core.answering import CHARTS, AnsweringRule


def test_the_default_is_the_example(repository: Path) -> None:
    assert default_text() == (repository / "examples" / "answering.toml").read_text(encoding="utf-8")


def test_the_default_users() -> None:
    table = default_table()
    assert {user: rule.chart for user, rule in table.users.items()} == {
        name: name for name in ("echo", "answer", "tone", "ring", "busy", "decline", "hangup")
    }
    assert table.users["echo"].media == "echo"
    assert table.users["answer"].media == "none"
    assert table.default == AnsweringRule("unknown")


def test_every_chart_can_be_named() -> None:
    text = "\n".join(f'[users.u{number}]\nchart = "{chart}"' for number, chart in enumerate(CHARTS))
    assert [rule.chart for rule in parse_answering(text, "x").users.values()] == list(CHARTS)


def test_without_a_default_the_application_is_asked() -> None:
    assert parse_answering("", "x").default is None


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ('[users.bob]\nchart = "echo', "2", "not TOML"),
        ('[users.bob]\n\nchart = = "echo"', "3:9", "not TOML"),
        ("[users.bob", "1", "not TOML"),
        ('# users\n[users.bob]\nchart = "ecco"', "2", "chart must be one of echo, answer"),
        ('[users.ann]\nchart = "busy"\n\n[ users . "bob" ]\nsound = "x"', "4", "unknown key 'sound'"),
        ('[users.bob]\nchart = "tone"\nmedia = "tone:x"', "1", "whole number of hertz"),
        ('[users.bob]\nchart = "tone"\nmedia = "trumpet"', "1", "no media source"),
        ('[users.bob]\nchart = "tone"\nmedia = "file:/nowhere.wav"', "1", "nowhere.wav"),
        ('[users.bob]\nchart = "tone"\nmedia = 440', "1", "media must be text"),
        ('\n[default]\nchart = "nobody"', "2", "chart must be one of"),
        ('[user.bob]\nchart = "echo"', "1", "'user' is unknown"),
        ('[default]\nchart = "unknown"\n\n[server]\nport = 5060', "4", "'server' is unknown"),
        ("\nlisten = 5060\n", "2", "'listen' is unknown"),
        ("users = 7", "1", "must be a table of tables"),
        ("[users]\nbob = 7", "2", "must be a table with chart"),
    ],
)
def test_mistakes_are_named_with_their_line_and_a_way_to_mend(text: str, where: str, why: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_answering(text, "users.toml")
    assert str(caught.value).startswith(f"users.toml:{where}: ")
    assert why in str(caught.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: No such file"):
        read_answering(tmp_path / "absent.toml")
    with pytest.raises(ConfigError, match="Is a directory"):
        read_answering(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"# users\n# \xe9\n")
    with pytest.raises(ConfigError, match=r"latin\.toml:2: not UTF-8"):
        read_answering(latin)
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * (MAX_SIZE + 1))
    with pytest.raises(ConfigError, match="larger than"):
        read_answering(huge)
    deep = tmp_path / "deep.toml"
    deep.write_text("x = " + "[" * 100_000)
    with pytest.raises(ConfigError, match="not TOML"):
        read_answering(deep)
