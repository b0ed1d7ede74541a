"""docs/transports.md: its configuration is one, its limits and options exist."""

from __future__ import annotations

import re
from pathlib import Path

import attrs

from sessioncore.base.settings import Settings
from sessioncore.cli.answering_file import parse_configuration
from sessioncore.cli.serve import _parser
from sessioncore.handlers.limits import Limits

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "transports.md").read_text(encoding="utf-8")


def test_the_configuration_is_one() -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    network = parse_configuration(text, "page").network
    assert network.outbound_proxy == "sip:edge.example.com;transport=tcp"
    assert network.dns.nameservers == ("192.0.2.53", "192.0.2.54")
    assert [trunk.name for trunk in network.trunks] == ["carrier"]


def test_limits_settings_and_options_exist() -> None:
    limits = set(re.findall(r"`limits\.(\w+)`", PAGE))
    assert limits
    assert limits <= {field.name for field in attrs.fields(Limits)}
    settings = set(re.findall(r"`Settings\.(\w+)`", PAGE))
    assert settings
    assert settings <= {field.name for field in attrs.fields(Settings)}
    options = set(re.findall(r"`?(--[a-z-]+)", PAGE))
    assert options
    assert options <= set(_parser()._option_string_actions)
