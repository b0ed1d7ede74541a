"""Certificates and what is asked of those of others (RFC 3261 26.3.1, RFC 5922)."""

from __future__ import annotations

import ssl
import stat
from pathlib import Path
from typing import Any, Final, Literal

import attrs

from sessioncore.base.errors import ConfigError

_VERSIONS: Final = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


@attrs.frozen
class TlsFiles:
    """Where the PEM files are.

    certificate     our chain, our own certificate first; needed to take connections, and shown to servers that ask
    key             the private key of it, when it is not in the same file; nobody but owner and group may read it
    authorities     who may sign the certificates of others; None: those that the system trusts
    verify_clients  take no connection without a certificate that `authorities` has signed
    minimum         oldest version of TLS
    """

    certificate: Path | None = None
    key: Path | None = None
    authorities: Path | None = None
    verify_clients: bool = False
    minimum: Literal["1.2", "1.3"] = "1.2"


MOST_NAMES: Final = 32
"""Names of one certificate that are looked at."""


class TlsContexts:
    """The contexts that new connections are made with. Raises ConfigError for files that cannot be used.

    A client checks the server's certificate and that it is for the host of the URI that was called (RFC 5922 7); there
    is no way to switch that off.
    """

    def __init__(self, files: TlsFiles) -> None:
        self._files = files
        self.client, self.server = _client(files), _server(files)

    def reload(self) -> None:
        """Read the files again, for connections to come. Raises ConfigError, and then keeps what was."""
        self.client, self.server = _client(self._files), _server(self._files)


def names_of(checked: Any) -> tuple[str, ...]:
    """The hosts that a peer's certificate, which was found good, is for (RFC 5922 7.1): of a TLS socket's object."""
    certificate = checked.getpeercert() if checked is not None else None
    found = []
    for kind, value in (certificate or {}).get("subjectAltName", ())[:MOST_NAMES]:
        if kind == "URI" and value.lower().startswith("sip:"):
            found.append(value[4:].lower())
        elif kind in ("DNS", "IP Address"):
            found.append(value.lower())
    return tuple(found)


def _client(files: TlsFiles) -> ssl.SSLContext:
    try:
        context = ssl.create_default_context(cafile=files.authorities)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"cannot use the authorities in {files.authorities}: {_why(error)}") from None
    return _prepared(context, files)


def _server(files: TlsFiles) -> ssl.SSLContext | None:
    if files.certificate is None:
        return None
    context = _prepared(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), files)
    # A client that has the keys negotiated again and again would cost us far more than itself.
    context.options |= ssl.OP_NO_RENEGOTIATION
    if files.verify_clients:
        if files.authorities is None:
            raise ConfigError("clients can be verified only against given authorities")
        context.load_verify_locations(cafile=files.authorities)
        context.verify_mode = ssl.CERT_REQUIRED
    return context


def _prepared(context: ssl.SSLContext, files: TlsFiles) -> ssl.SSLContext:
    context.minimum_version = _VERSIONS[files.minimum]
    if files.certificate is not None:
        key = files.key or files.certificate
        try:
            if stat.S_IMODE(key.stat().st_mode) & stat.S_IROTH:
                raise ConfigError(f"everybody may read the private key in {key}: chmod 600 {key}")
            context.load_cert_chain(files.certificate, key, password=_no_password)
        except (OSError, ssl.SSLError) as error:
            raise ConfigError(f"cannot use {files.certificate} with the key in {key}: {_why(error)}") from None
    return context


def _no_password() -> str:
    """OpenSSL would ask on the terminal, and everything would stand still."""
    raise ConfigError("the private key must not be encrypted: nobody could enter its password")


def _why(error: OSError) -> str:
    reason: str | None = getattr(error, "reason", None) or error.strerror
    return reason or str(error)
