"""Authentication-Info: how the side that let us in proves that it knows the secret, too (RFC 7616 3.5)."""

from __future__ import annotations

import hmac

from sessioncore.wire.sip.digest import AUTH_INT, Authorization, response_to, schemes
from sessioncore.wire.sip.errors import SipParseError
from sessioncore.wire.sip.headers import quote


def info_for(authorization: Authorization, secret: str, next_nonce: str | None = None) -> str:
    """The value of Authentication-Info that proves to the client that we know its secret (RFC 7616 3.5).

    `rspauth` is left out where it would have to protect a body that is not written yet (auth-int); `next_nonce` is the
    nonce that the client shall use from now on.
    """
    parts = []
    if authorization.qop != AUTH_INT:
        proof = response_to(
            secret,
            algorithm=authorization.algorithm,
            nonce=authorization.nonce,
            method="",
            uri=authorization.uri,
            qop=authorization.qop,
            nc=authorization.nc,
            cnonce=authorization.cnonce,
        )
        parts.append(f"rspauth={quote(proof)}")
        if authorization.qop is not None:
            cnonce, count = authorization.cnonce or "", authorization.nc or 0
            parts += [f"qop={authorization.qop}", f"cnonce={quote(cnonce)}", f"nc={count:08x}"]
    if next_nonce is not None:
        parts.append(f"nextnonce={quote(next_nonce)}")
    return ", ".join(parts)


def next_nonce_of(text: str) -> str | None:
    """`nextnonce` of a value of Authentication-Info; None without one, and where the value cannot be read."""
    return _values(text).get("nextnonce") or None


def is_disproven(authorization: Authorization, secret: str, text: str, body: bytes) -> bool:
    """Whether a value of Authentication-Info has an `rspauth` that nobody with the secret made for these credentials.

    `body` is that of the response, which `auth-int` protects. A value without `rspauth` proves and disproves nothing.
    """
    values = _values(text)
    given = values.get("rspauth")
    if given is None:
        return False
    count, qop = values.get("nc"), values.get("qop")
    if values.get("cnonce", authorization.cnonce) != authorization.cnonce:
        return True
    if count is not None and count.lower() != f"{authorization.nc or 0:08x}":
        return True
    expected = response_to(
        secret,
        algorithm=authorization.algorithm,
        nonce=authorization.nonce,
        method="",
        uri=authorization.uri,
        qop=authorization.qop if qop is None else qop.lower(),
        nc=authorization.nc,
        cnonce=authorization.cnonce,
        body=body,
    )
    return not hmac.compare_digest(expected.encode("ascii"), given.lower().encode("utf-8", "surrogateescape"))


def _values(text: str) -> dict[str, str]:
    try:
        ((_, values),) = schemes(f"Digest {text}", "bad_authentication_info")
    except (SipParseError, ValueError):
        return {}
    return values
