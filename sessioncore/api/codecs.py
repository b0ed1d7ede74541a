"""Which codecs calls may use: what is there, what is preferred, and changing it while the program runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from sessioncore.api.results import raise_for
from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.base.settings import Settings
from sessioncore.core.configuring import PREFER_CODECS
from sessioncore.effects import Reply
from sessioncore.media.codecs.coders import CODINGS, available_codecs, find_coding
from sessioncore.wire.sdp import FORMATS, SdpError, formats_of, name_of, parse_sdp

BESIDE = tuple(name for name in FORMATS if name not in CODINGS)
"""Formats that carry no sound by themselves and may stand beside codecs: comfort noise."""


class Codecs:
    """The codecs of one manager; names are those of `wire.sdp.FORMATS`, with parameters where a codec has some:
    `opus;maxaveragebitrate=16000` (`wire.sdp.formats.PARAMETERS`).

    `SessionManager.codecs` is one. A preference counts for calls that begin afterwards; `Session.change_codecs` is for
    one that is up.
    """

    def __init__(self, settings: Callable[[], Settings], command: Callable[..., asyncio.Future[Reply]]) -> None:
        self._settings = settings
        self._command = command

    @property
    def available(self) -> tuple[str, ...]:
        """Every codec that can be used here; some need the extra `[codecs]`."""
        return (*available_codecs(), *BESIDE)

    @property
    def preferred(self) -> tuple[str, ...]:
        """What new calls use, the best first."""
        return self._settings().codecs

    def preferred_with(self, host: str) -> tuple[str, ...]:
        """What new calls with the peer at `host` use."""
        found = [codecs for name, codecs in self._settings().peer_codecs if name.lower() == host.lower()]
        return tuple(found[0]) if found else self.preferred

    async def prefer(self, *names: str, host: str = "") -> None:
        """Prefer these codecs in calls to come, with a `host` in those with this peer; no names: as with all others.

        Raises ConfigError for a codec that is unknown or not installed.
        """
        arguments: dict[str, Any] = {"codecs": list(names), "host": host}
        if names or not host:
            check_codecs(names)
        raise_for(await self._command("", PREFER_CODECS, arguments), PREFER_CODECS, "")


def checked(settings: Settings) -> Settings:
    """The settings, or ConfigError where codecs in them cannot be used."""
    for codecs in (settings.codecs, *[codecs for _, codecs in settings.peer_codecs]):
        check_codecs(codecs)
    return settings


def check_codecs(names: Sequence[str]) -> tuple[str, ...]:
    """The names, or ConfigError where one is unknown or not installed, or there is no audio among them."""
    if isinstance(names, str):
        names = (names,)
    formats_of(tuple(names))
    try:
        for name in names:
            if (base := name.partition(";")[0]) not in BESIDE:
                find_coding(base)
    except MediaError as error:
        raise ConfigError(error.message) from None
    return tuple(names)


def codecs_in(body: bytes) -> tuple[str, ...]:
    """The audio codecs that a description offers, in its order; none where it cannot be read."""
    try:
        description = parse_sdp(body)
    except SdpError:
        return ()
    codecs = [codec for media in description.media if media.kind == "audio" for codec in media.codecs()]
    return tuple(dict.fromkeys([name_of(codec) for codec in codecs if codec.is_audio]))


def chosen(names: Sequence[str]) -> dict[str, Any]:
    """What the command `dial` has of a call's own codecs; raises ConfigError."""
    return {"codecs": list(check_codecs(names))} if names else {}
