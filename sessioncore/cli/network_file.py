"""The part of the TOML file that says how to reach others: `outbound_proxy` and `[dns]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from sessioncore.api.placing import read_proxy
from sessioncore.base.errors import ConfigError
from sessioncore.io.dns import DnsOptions

KEYS = ("outbound_proxy", "dns")


@attrs.frozen
class Network:
    """How to reach others. `outbound_proxy` as `SessionManager` takes it."""

    outbound_proxy: str | None = None
    dns: DnsOptions = attrs.field(factory=DnsOptions)


def read_network(document: Mapping[str, Any]) -> Network:
    """Read the keys of `KEYS`; raises ConfigError that begins with the table in brackets."""
    proxy = document.get("outbound_proxy")
    if proxy is not None:
        if not isinstance(proxy, str):
            raise ConfigError('[outbound_proxy] must be text: outbound_proxy = "sip:192.0.2.1:5060"')
        try:
            read_proxy(proxy)
        except ConfigError as error:
            raise ConfigError(f"[outbound_proxy] {error.message}") from None
    return Network(proxy, _dns(document.get("dns", {})))


def _dns(table: Any) -> DnsOptions:
    if not isinstance(table, Mapping):
        raise ConfigError("[dns] must be a table")
    if unknown := sorted(set(table) - {"nameservers", "port"}):
        raise ConfigError(f"[dns] has the unknown key {unknown[0]!r}; only nameservers and port are known")
    servers, port = table.get("nameservers", []), table.get("port", 53)
    if not isinstance(servers, list) or not all(isinstance(one, str) for one in servers):
        raise ConfigError('[dns] nameservers must be a list of addresses: ["192.0.2.1"]')
    if isinstance(port, bool) or not isinstance(port, int):
        raise ConfigError("[dns] port must be a number")
    try:
        return DnsOptions(tuple(servers), port)
    except ConfigError as error:
        raise ConfigError(f"[dns] {error.message}") from None
