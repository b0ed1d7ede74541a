"""Protected media of a manager: what it needs is an extra, and the certificate is made here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.base.errors import ConfigError, LocalProtocolError

if TYPE_CHECKING:
    from sessioncore.api.media import MediaManager
    from sessioncore.base.connectivity import IceServers
    from sessioncore.base.media import MediaCommand, MediaEvent
    from sessioncore.base.settings import Settings
    from sessioncore.io.ice import IceAgents
    from sessioncore.media.limits import MediaLimits
    from sessioncore.media.plane import MediaPlane
    from sessioncore.wire.sip import SipUri


def secured(settings: Settings, limits: MediaLimits | None = None) -> tuple[Settings, MediaPlane | None]:
    """The settings with what can be had of protection, and the plane for it; None: the plain one serves.

    Raises ConfigError where protection is asked for and the extra is not installed.
    """
    if settings.media_security == "none" or not settings.media:
        return settings, None
    try:
        from sessioncore.media.security.dtls import Identity
        from sessioncore.media.security.secured import SecuredPlane
    except ImportError as error:
        if settings.media_security == "required" or settings.media_keying != "none":
            raise ConfigError(
                f"protected media needs the extra: pip install 'sessioncore[secure]' ({error.name} is not here)"
            ) from None
        if settings.ice == "full":
            raise ConfigError("full ICE needs the extra of protected media: pip install 'sessioncore[ice]'") from None
        return attrs.evolve(settings, media_security="none"), None
    identity = Identity.make(settings.srtp_suites)
    return attrs.evolve(settings, media_fingerprint=identity.fingerprint), SecuredPlane(limits, identity=identity)


class MediaFront(Protocol):
    """What stands between calls and the media plane, as `io.ice.IceAgents` does."""

    def submit(self, command: MediaCommand) -> None: ...

    async def start(self) -> None: ...

    async def close(self) -> None: ...


def connected(
    settings: Settings,
    plane: MediaPlane | None,
    media: MediaManager,
    servers: IceServers | None,
    tell: Callable[[MediaEvent], None],
) -> MediaFront | None:
    """Agents that find the ways of protected streams, in front of the media manager; None without full ICE.

    To be called in the loop. Raises ConfigError where the extra is not installed, and for servers that are none.
    """
    if settings.ice != "full" or plane is None:
        if servers is not None:
            raise ConfigError('servers for ICE are of use only with ice = "full" and protected media')
        return None
    try:
        from sessioncore.io.ice import IceAgents
        from sessioncore.io.ice_ports import IcePorts
    except ImportError as error:
        raise ConfigError(
            f"full ICE needs the extra: pip install 'sessioncore[ice]' ({error.name} is not here)"
        ) from None
    from sessioncore.media.security.secured import SecuredPlane

    ports = None if servers is None else IcePorts(media.pool, servers)
    agents, loop = IceAgents(media.submit, tell, ports), asyncio.get_running_loop()
    if isinstance(plane, SecuredPlane):
        plane.on_check = lambda stream, data, source: _hand(loop, agents, stream, data, source)
    return agents


def _hand(
    loop: asyncio.AbstractEventLoop, agents: IceAgents, stream: str, data: bytes, source: tuple[str, int]
) -> None:
    """From the media thread to the loop's, while there is one."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(agents.heard, stream, data, source)


def check_keys(hop: SipUri, settings: Settings) -> None:
    """Raise LocalProtocolError where a call over `hop` would show the keys of its media to whoever looks."""
    if settings.media_keying != "sdes" or settings.sdes_over_clear_transport or not settings.media:
        return
    if hop.scheme != "sips" and hop.transport not in ("tls", "wss"):
        raise LocalProtocolError(
            "the keys of SDES would go over a transport that others can read; "
            "call over TLS (sips:, transport=tls), or let media_keying be dtls"
        )
