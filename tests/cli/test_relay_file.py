"""`[coupling]` and `[relay]` of the configuration."""

from __future__ import annotations

import pytest

from sessioncore.api import RelayOptions
from sessioncore.base.errors import ConfigError
from sessioncore.base.settings import Settings
from sessioncore.cli.answering_file import parse_configuration


def test_without_them_media_flows_directly() -> None:
    found = parse_configuration("", "x.toml")
    assert (found.settings, found.relayed.options) == (Settings(), None)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("", None),
        ("[relay]\n", RelayOptions()),
        ('[relay]\nsrtp = "optional"\n', RelayOptions(srtp="optional")),
        ("[relay]\nports = [20000, 20398]\nrewrite = true\n", RelayOptions(ports=(20_000, 20_398), rewrite=True)),
        (
            '[relay]\nengine = "rtpengine"\nrtpengine = "127.0.0.1:9"\n',
            RelayOptions("rtpengine", rtpengine="127.0.0.1:9"),
        ),
    ],
)
def test_m19_the_relay_is_chosen(text: str, options: RelayOptions | None) -> None:
    found = parse_configuration(f'[coupling]\nmedia = "relay"\n{text}', "x.toml")
    assert (found.settings.coupled_media, found.relayed.options) == ("relay", options)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[coupling]\nmedia = "no"\n', "x.toml:1: [coupling] media must be"),
        ("[coupling]\nmedium = 1\n", "[coupling] has the unknown key 'medium'; possible: media"),
        ("coupling = 3\n", "[coupling] must be a table"),
        (
            '[relay]\nsrtp = "yes"\n',
            "[relay] SRTP at a media relay is one of pass, plain, optional, required, dtls, auto, not 'yes'",
        ),
        ("[relay]\nsecond_address = 6\n", "[relay] second_address must be text"),
        ('[relay]\nengine = "asterisk"\n', "x.toml:1: [relay] a media relay is embedded or rtpengine, not 'asterisk'"),
        ("[relay]\nengine = 3\n", "[relay] engine must be text"),
        ('[relay]\nrewrite = "yes"\n', "[relay] rewrite must be true or false"),
        ("[relay]\nports = [1, 2, 3]\n", "[relay] ports must be a number, or a range"),
        ("[relay]\nports = true\n", "[relay] ports must be a number, or a range"),
        ('[relay]\nrtpengine = "nowhere"\n', "[relay] "),
    ],
)
def test_what_is_wrong_is_said(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as raised:
        parse_configuration(text, "x.toml")
    assert said in str(raised.value)
