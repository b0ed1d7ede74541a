"""Protected media of a manager: what it needs is an extra, and the certificate is made here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.base.errors import ConfigError, LocalProtocolError

if TYPE_CHECKING:
    from sessioncore.base.settings import Settings
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
        return attrs.evolve(settings, media_security="none"), None
    identity = Identity.make(settings.srtp_suites)
    return attrs.evolve(settings, media_fingerprint=identity.fingerprint), SecuredPlane(limits, identity=identity)


def check_keys(hop: SipUri, settings: Settings) -> None:
    """Raise LocalProtocolError where a call over `hop` would show the keys of its media to whoever looks."""
    if settings.media_keying != "sdes" or settings.sdes_over_clear_transport or not settings.media:
        return
    if hop.scheme != "sips" and hop.transport not in ("tls", "wss"):
        raise LocalProtocolError(
            "the keys of SDES would go over a transport that others can read; "
            "call over TLS (sips:, transport=tls), or let media_keying be dtls"
        )
