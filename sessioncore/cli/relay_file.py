"""The part of the TOML file that says where the media of coupled calls goes: `[coupling]` and `[relay]`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import attrs

from sessioncore.api.relaying import RELAY_PORTS, RelayOptions
from sessioncore.base.errors import ConfigError

KEYS: Final = ("coupling", "relay")


@attrs.frozen
class Relayed:
    """`media` as `Settings.coupled_media`, `options` as `SessionManager` takes them."""

    media: Literal["pass", "relay"] = "pass"
    options: RelayOptions | None = None


def read_relay(document: Mapping[str, Any]) -> Relayed:
    """Read the keys of `KEYS`; raises ConfigError that begins with the table in brackets."""
    coupling = _table(document, "coupling", ("media",))
    media = coupling.get("media", "pass")
    if media not in ("pass", "relay"):
        raise ConfigError('[coupling] media must be "pass" or "relay"')
    if "relay" not in document:
        return Relayed(media)
    given = _table(document, "relay", ("engine", "ports", "address", "second_address", "rewrite", "srtp", "rtpengine"))
    for key in ("engine", "address", "second_address", "srtp", "rtpengine"):
        if not isinstance(given.get(key, ""), str):
            raise ConfigError(f"[relay] {key} must be text")
    if not isinstance(given.get("rewrite", False), bool):
        raise ConfigError("[relay] rewrite must be true or false")
    try:
        return Relayed(media, RelayOptions(**{**given, "ports": _ports(given.get("ports", RELAY_PORTS))}))
    except ConfigError as error:
        raise ConfigError(f"[relay] {error.message}") from None


def _table(document: Mapping[str, Any], name: str, known: tuple[str, ...]) -> dict[str, Any]:
    table = document.get(name, {})
    if not isinstance(table, Mapping):
        raise ConfigError(f"[{name}] must be a table")
    if unknown := sorted(set(table) - set(known)):
        raise ConfigError(f"[{name}] has the unknown key {unknown[0]!r}; possible: {', '.join(known)}")
    return dict(table)


def _ports(value: Any) -> int | tuple[int, int]:
    """A number of ports, or a range `[lowest, highest]`."""
    parts = value if isinstance(value, list) else [value]
    if len(parts) > 2 or not all(isinstance(part, int) and not isinstance(part, bool) and part > 0 for part in parts):
        raise ConfigError("ports must be a number, or a range: [20000, 20998]")
    if len(parts) == 2:
        return int(parts[0]), int(parts[1])
    return int(parts[0]) if parts else RELAY_PORTS
