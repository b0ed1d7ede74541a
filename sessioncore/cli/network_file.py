"""The part of the TOML file that says how to reach others: `outbound_proxy`, `[dns]` and `[[trunks]]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from sessioncore.api.placing import read_proxy
from sessioncore.api.trunks import Trunk
from sessioncore.base.errors import ConfigError
from sessioncore.io.dns import DnsOptions

KEYS = ("outbound_proxy", "dns", "trunks")


@attrs.frozen
class Network:
    """How to reach others. `outbound_proxy` as `SessionManager` takes it."""

    outbound_proxy: str | None = None
    dns: DnsOptions = attrs.field(factory=DnsOptions)
    trunks: tuple[Trunk, ...] = ()


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
    return Network(proxy, _dns(document.get("dns", {})), _trunks(document.get("trunks", [])))


def _trunks(tables: Any) -> tuple[Trunk, ...]:
    if not isinstance(tables, list):
        raise ConfigError('[trunks] must be an array of tables: [[trunks]] name = "carrier"')
    found: dict[str, Trunk] = {}
    for number, table in enumerate(tables, 1):
        where = f"[trunks.{number}]"
        if not isinstance(table, Mapping):
            raise ConfigError(f"{where} must be a table")
        if unknown := sorted(set(table) - {"name", "uri", "interval"}):
            raise ConfigError(f"{where} has the unknown key {unknown[0]!r}; only name, uri and interval are known")
        name, uri, interval = table.get("name"), table.get("uri"), table.get("interval", 60)
        if not isinstance(name, str) or not isinstance(uri, str):
            raise ConfigError(f'{where} needs a name and a uri: name = "carrier", uri = "sip:192.0.2.1"')
        if isinstance(interval, bool) or not isinstance(interval, int | float):
            raise ConfigError(f"{where} interval must be seconds")
        if name in found:
            raise ConfigError(f"{where} is the second one of the name {name!r}")
        try:
            found[name] = Trunk(name, uri, float(interval))
        except ConfigError as error:
            raise ConfigError(f"{where} {error.message}") from None
    return tuple(found.values())


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
