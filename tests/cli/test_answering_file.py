from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.api import Trunk
from sessioncore.base.errors import ConfigError
from sessioncore.cli.answering_file import (
    MAX_SIZE,
    default_configuration,
    default_text,
    parse_configuration,
    read_configuration,
)
from sessioncore.core.answering import CHARTS, AnsweringRule
from sessioncore.io.dns import DnsOptions


def test_the_default_is_the_example(repository: Path) -> None:
    assert default_text() == (repository / "examples" / "answering.toml").read_text(encoding="utf-8")


def test_the_default_users() -> None:
    table = default_configuration().answering
    assert {user: rule.chart for user, rule in table.users.items()} == {
        name: name
        for name in (
            "echo",
            "answer",
            "tone",
            "ring",
            "busy",
            "decline",
            "hangup",
            "auth",
            "rel",
            "rel183",
            "fork",
            "reinviter",
        )
    } | {"reinviter-bye": "reinviter_bye"}
    assert table.users["echo"].media == "echo"
    assert table.users["answer"].media == "none"
    assert table.default == AnsweringRule("unknown")


def test_every_chart_can_be_named() -> None:
    text = "\n".join(f'[users.u{number}]\nchart = "{chart}"' for number, chart in enumerate(CHARTS))
    assert [rule.chart for rule in parse_configuration(text, "x").answering.users.values()] == list(CHARTS)


def test_without_a_default_the_application_is_asked() -> None:
    assert parse_configuration("", "x").answering.default is None


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
        ("accounts = 7", "1", "must be an array of tables"),
        ('authentication = 7\n[[accounts]]\nuser="a"\npassword="b"', "1", "must be a table"),
        ('[[accounts]]\nuser="a"\npassword="b"\n\n[[accounts]]\nuser="c"', "5", "needs either ha1"),
        ('[[accounts]]\nuser="a"\npassword="b"\n[[accounts]]\nuser="a"\npassword="c"', "4", "second one of 'a'"),
        ('[[accounts]]\nuser="a"\npassword="b"\nrealm="r"', "1", "is of realm 'r'"),
        ('[authentication]\nqop=["none"]\n[[accounts]]\nuser="a"\npassword="b"', "1", "qop must be"),
        ('[authentication]\nalgorithms=["MD4"]\n[[accounts]]\nuser="a"\npassword="b"', "1", "algorithms must be"),
        ('[authentication]\nnonce_life=0\n[[accounts]]\nuser="a"\npassword="b"', "1", "nonce_life must be"),
        ('[authentication]\nwithout_qop=1\n[[accounts]]\nuser="a"\npassword="b"', "1", "without_qop must be"),
        ('[authentication]\nrealm="a:b"', "1", "realm must be"),
        ("[authentication]\nnonce=1", "1", "unknown key 'nonce'"),
        ("[registrar]\nenabled=true", "1", "is for users with accounts"),
        ("[registrar]\nenabled=1", "1", "must be true or false"),
        ("[registrar]\nrealm=1", "1", "unknown key 'realm'"),
        ("registrar = 1", "1", "must be a table"),
        ("[registrar]\nservice_route=1", "1", "must be a list of SIP URIs"),
        ('[registrar]\nservice_route=["edge"]', "1", "service_route: 'edge' is no SIP URI"),
        ("users = 7", "1", "must be a table of tables"),
        ("[users]\nbob = 7", "2", "must be a table with chart"),
    ],
)
def test_mistakes_are_named_with_their_line_and_a_way_to_mend(text: str, where: str, why: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_configuration(text, "users.toml")
    assert str(caught.value).startswith(f"users.toml:{where}: ")
    assert why in str(caught.value)


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml: No such file"):
        read_configuration(tmp_path / "absent.toml")
    with pytest.raises(ConfigError, match="Is a directory"):
        read_configuration(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b"# users\n# \xe9\n")
    with pytest.raises(ConfigError, match=r"latin\.toml:2: not UTF-8"):
        read_configuration(latin)
    huge = tmp_path / "huge.toml"
    huge.write_bytes(b"#" * (MAX_SIZE + 1))
    with pytest.raises(ConfigError, match="larger than"):
        read_configuration(huge)
    deep = tmp_path / "deep.toml"
    deep.write_text("x = " + "[" * 100_000)
    with pytest.raises(ConfigError, match="not TOML"):
        read_configuration(deep)


ACCOUNT = '[authentication]\nrealm = "home"\n\n[[accounts]]\nuser = "alice"\npassword = "hunter2"\n'


def test_accounts_make_a_gatekeeper(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "users.toml"
    path.write_text(ACCOUNT)
    path.chmod(0o600)
    found = read_configuration(path)
    assert found.gatekeeper is not None
    assert found.gatekeeper.realm == "home"
    assert found.plain == 1
    (record,) = caplog.records
    assert "plain password" in record.getMessage()
    assert "hunter2" not in caplog.text + repr(found)
    assert path.read_text() == ACCOUNT, "the file is never rewritten"


def test_secrets_that_everybody_may_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "users.toml"
    path.write_text(ACCOUNT)
    path.chmod(0o644)
    with pytest.raises(ConfigError, match=f"chmod 600 {path}"):
        read_configuration(path)
    path.write_text("[users.bob]\nchart = 'echo'\n")
    assert read_configuration(path).gatekeeper is None, "a file without secrets may be read by everybody"


def test_the_example_holds_no_secret_since_everybody_has_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "example.toml"
    path.write_text(default_text())
    path.chmod(0o644)
    assert read_configuration(path).gatekeeper is not None
    assert caplog.records == []
    path.write_text(default_text() + "# changed\n")
    with pytest.raises(ConfigError, match="chmod 600"):
        read_configuration(path)


def test_the_algorithms_are_those_that_all_accounts_have() -> None:
    only = '[[accounts]]\nuser = "a"\nha1 = { MD5 = "%s" }\n' % ("0" * 32)
    both = only + '[[accounts]]\nuser = "b"\npassword = "x"\n'
    assert parse_configuration(both, "x").gatekeeper is not None
    with pytest.raises(ConfigError, match="what all accounts have: MD5"):
        parse_configuration('[authentication]\nalgorithms = ["SHA-256"]\n' + both, "x")


def test_how_others_are_reached() -> None:
    text = 'outbound_proxy = "192.0.2.1:5070"\n[dns]\nnameservers = ["192.0.2.53"]\nport = 5353\n'
    text += '[[trunks]]\nname = "carrier"\nuri = "sip:192.0.2.9"\ninterval = 30\n'
    network = parse_configuration(text, "x.toml").network
    assert network.outbound_proxy == "192.0.2.1:5070"
    assert network.dns == DnsOptions(("192.0.2.53",), 5353)
    assert network.trunks == (Trunk("carrier", "sip:192.0.2.9", 30),)


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[dns]\nnameservers = 5", 1, "must be a list"),
        ('[dns]\nnameservers = ["ns.example"]', 1, "is no IP address"),
        ("[dns]\nport = true", 1, "must be a number"),
        ("[dns]\nport = 0", 1, "have no port 0"),
        ("[dns]\nserver = 1", 1, "unknown key 'server'"),
        ("dns = 1", 1, "must be a table"),
        ("trunks = 1", 1, "must be an array of tables"),
        ("trunks = [1]", 1, "must be a table"),
        ('[[trunks]]\nname = "a"\nuri = "sip:192.0.2.1"\n[[trunks]]\nname = "b"', 4, "needs a name and a uri"),
        ('[[trunks]]\nname = "a"\nuri = "192.0.2.1"', 1, "no SIP URI"),
        ('[[trunks]]\nname = "a"\nuri = "sip:192.0.2.1"\ninterval = "often"', 1, "must be seconds"),
        ('[[trunks]]\nname = "a"\nuri = "sip:192.0.2.1"\nsecret = 1', 1, "unknown key 'secret'"),
        ('[[trunks]]\nname = "a"\nuri = "sip:a"\n[[trunks]]\nname = "a"\nuri = "sip:a"', 4, "second one"),
        ("outbound_proxy = 1", 1, "must be text"),
        ('\noutbound_proxy = "a b"', 2, "is no address"),
    ],
)
def test_mistakes_in_how_others_are_reached(text: str, line: int, why: str) -> None:
    with pytest.raises(ConfigError, match=rf"^x\.toml:{line}: .*{why}"):
        parse_configuration(text, "x.toml")


def test_users_with_accounts_may_register_unless_that_is_switched_off() -> None:
    account = '[[accounts]]\nuser = "a"\npassword = "b"\n'
    assert default_configuration().settings.registrar == "accounts"
    assert parse_configuration("", "x").settings.registrar == "off"
    assert parse_configuration(account + "[registrar]\nenabled = false\n", "x").settings.registrar == "off"
    routed = parse_configuration(account + '[registrar]\nservice_route = ["sip:edge.example;lr"]\n', "x")
    assert routed.settings.service_route == ("sip:edge.example;lr",)
