"""The table `[media]` of the TOML file: whether and how sound is protected (docs/media-security.md), and what becomes
of calls without media (docs/media-sessions.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from sessioncore.base.connectivity import IceServers
from sessioncore.base.errors import ConfigError
from sessioncore.base.protection import KEY_SIZES
from sessioncore.base.settings import Settings

KEYS: Final = ("media",)
_WORDS: Final = {
    "security": ("none", "optional", "required"),
    "keying": ("none", "sdes", "dtls"),
    "ice": ("none", "lite", "full"),
    "on_media_loss": ("end", "hold", "reinvite", "ignore"),
}
_LONGEST_QUARANTINE: Final = 3600
_FLAGS: Final = ("sdes_over_clear_transport",)


@attrs.frozen
class Protected:
    """What the table says, by the names of `Settings`, and the servers for full ICE."""

    settings: Mapping[str, Any] = attrs.field(factory=dict)
    servers: IceServers | None = None

    def applied_to(self, settings: Settings) -> Settings:
        """Settings with what the table says."""
        return attrs.evolve(settings, **self.settings)


def read_protected(document: Mapping[str, Any]) -> Protected:
    """Read `[media]`; raises ConfigError that begins with the table in brackets."""
    table = document.get("media", {})
    if not isinstance(table, Mapping):
        raise ConfigError('[media] must be a table: [media] security = "required"')
    known = (*_WORDS, "suites", *_FLAGS, "quarantine", "servers")
    if unknown := sorted(set(table) - set(known)):
        raise ConfigError(f"[media] has the unknown key {unknown[0]!r}; {', '.join(known)} are known")
    found: dict[str, Any] = {}
    for name, words in _WORDS.items():
        if name in table:
            if table[name] not in words:
                raise ConfigError(f"[media] {name} must be one of {', '.join(words)}")
            found[f"media_{name}" if name in ("security", "keying") else name] = table[name]
    for name in _FLAGS:
        if name in table:
            if not isinstance(table[name], bool):
                raise ConfigError(f"[media] {name} must be true or false")
            found[name] = table[name]
    if "quarantine" in table:
        seconds = table["quarantine"]
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds <= _LONGEST_QUARANTINE:
            raise ConfigError(f"[media] quarantine must be from 0 to {_LONGEST_QUARANTINE} seconds")
        found["media_quarantine"] = float(seconds)
    if "suites" in table:
        suites = table["suites"]
        if not isinstance(suites, list) or not suites or not all(one in KEY_SIZES for one in suites):
            raise ConfigError(f"[media] suites must be a list of {', '.join(KEY_SIZES)}")
        found["srtp_suites"] = tuple(suites)
    try:
        made = Protected(found, _servers(table["servers"]) if "servers" in table else None)
        made.applied_to(Settings())
    except ConfigError as error:
        raise ConfigError(f"[media] {error.message}") from None
    return made


def _servers(table: Any) -> IceServers:
    """STUN and TURN servers; raises ConfigError."""
    known = [field.name for field in attrs.fields(IceServers)]
    if not isinstance(table, Mapping) or set(table) - set(known):
        raise ConfigError(f"servers must be a table of {', '.join(known)}")
    for name, value in table.items():
        if not isinstance(value, int if name == "ready" else str) or isinstance(value, bool):
            raise ConfigError(f"servers.{name} must be {'a number' if name == 'ready' else 'text'}")
    try:
        return IceServers(**table)
    except ValueError:
        raise ConfigError("servers.ready must be from 1 to 1000") from None
