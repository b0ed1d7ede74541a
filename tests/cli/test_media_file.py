"""The table [media] of an answering file."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.base.connectivity import IceServers
from sessioncore.base.errors import ConfigError
from sessioncore.cli.answering_file import default_configuration, default_text, parse_configuration, read_configuration

WORDS = 'security = "required"\nkeying = "dtls"\nsuites = ["AEAD_AES_256_GCM"]\nice = "full"\n'


SERVERS = """[media.servers]
stun = "stun.example:3478"
turn = "turn.example"
username = "us"
password = "p"
ready = 2
"""


def test_what_it_says_counts() -> None:
    settings = parse_configuration(f"[media]\n{WORDS}", "x.toml").settings
    assert (settings.media_security, settings.media_keying, settings.ice) == ("required", "dtls", "full")
    assert settings.srtp_suites == ("AEAD_AES_256_GCM",)
    assert not settings.sdes_over_clear_transport


def test_what_becomes_of_ports_and_of_calls_without_media() -> None:
    settings = parse_configuration('[media]\non_media_loss = "reinvite"\nquarantine = 2\n', "x.toml").settings
    assert (settings.on_media_loss, settings.media_quarantine) == ("reinvite", 2.0)
    unsaid = parse_configuration("[media]\n", "x.toml").settings
    assert (unsaid.on_media_loss, unsaid.media_quarantine) == ("ignore", 0.0)


def test_servers_for_ice_are_read() -> None:
    found = parse_configuration(SERVERS, "x.toml").protected.servers
    assert found == IceServers("stun.example:3478", "turn.example", "us", "p", 2)
    assert parse_configuration(f"[media]\n{WORDS}", "x.toml").protected.servers is None


def test_a_file_with_the_password_of_a_server_must_be_private(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(SERVERS)
    path.chmod(0o644)
    with pytest.raises(ConfigError, match="own"):
        read_configuration(path)
    path.chmod(0o600)
    assert read_configuration(path).protected.servers is not None


def test_b5_9_keys_in_the_clear_bring_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """But for the example that everybody has, in which the warning stands."""
    assert default_configuration().settings.sdes_over_clear_transport
    assert "WARNING: sdes_over_clear_transport" in default_text()
    path = tmp_path / "own.toml"
    path.write_text("[media]\nsdes_over_clear_transport = true\n")
    assert read_configuration(path).settings.sdes_over_clear_transport
    assert "whoever reads the signalling can listen" in caplog.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[media]\nsecurity = "maybe"', "security must be one of"),
        ("[media]\nkeying = 1", "keying must be one of"),
        ('[media]\nice = "yes"', "ice must be one of"),
        ("[media]\nsdes_over_clear_transport = 1", "true or false"),
        ('[media]\non_media_loss = "cry"', "on_media_loss must be one of end, hold"),
        ("[media]\nquarantine = -1", "quarantine must be from 0 to 3600"),
        ("[media]\nquarantine = true", "quarantine must be from 0 to 3600"),
        ("[media]\nquarantine = nan", "quarantine must be from 0 to 3600"),
        ("[media]\nsuites = []", "suites must be a list"),
        ('[media]\nsuites = ["NULL"]', "suites must be a list"),
        ("[media]\nwhat = 1", "unknown key 'what'"),
        ("media = 1", "must be a table"),
        ("[media]\nservers = 1", "servers must be a table of stun, turn"),
        ('[media]\nservers = {what = "x"}', "servers must be a table of stun, turn"),
        ("[media]\nservers = {stun = 1}", "servers.stun must be text"),
        ("[media]\nservers = {ready = true}", "servers.ready must be a number"),
        ("[media]\nservers = {ready = 0}", "servers.ready must be from 1 to 1000"),
        ('[media]\nsecurity = "none"\nkeying = "sdes"', "forbids"),
        ('[media]\nsecurity = "required"', "need media_keying"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=r"x\.toml:1: \[media\]") as caught:
        parse_configuration(text, "x.toml")
    assert said in caught.value.message
