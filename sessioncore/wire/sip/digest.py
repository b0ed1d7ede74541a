"""Digest authentication: challenges, credentials, and how the one answers the other (RFC 7616, RFC 8760).

Values hold text as people know it, quotes and escapes removed; what is hashed is that text in UTF-8. Nothing here knows
who may do what: it reads, computes and writes.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final
from urllib.parse import unquote as percent_decoded

import attrs

from sessioncore.wire.sip.headers import bad_header, quote, unquote
from sessioncore.wire.sip.names import TOKEN

HASHES: Final = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}
"""Algorithms as they are named on the wire (IANA registry of HTTP digest hash algorithms), and by hashlib."""

ALGORITHMS: Final = tuple(HASHES)
SESSION: Final = "-sess"
"""The suffix of an algorithm whose A1 holds both nonces (RFC 7616 3.4.2)."""

AUTH: Final = "auth"
AUTH_INT: Final = "auth-int"

MAX_VALUE: Final = 8_192
"""Octets of one header value; a longer one is refused unread."""
MAX_PARAMETERS: Final = 32
MAX_CHALLENGES: Final = 16
MAX_COUNT: Final = 2**32 - 1

_BLANKS: Final = " \t"
_SPELLINGS: Final = {f"{name}{suffix}".lower(): f"{name}{suffix}" for name in HASHES for suffix in ("", SESSION)}


@attrs.frozen
class Challenge:
    """One challenge of a 401 or 407 (RFC 7616 3.3).

    `algorithm` is as in `HASHES`, perhaps with `-sess`, or what else the server wrote; `qop` is empty for a server of
    RFC 2069. `stale`: only the nonce was too old, not the password wrong. `userhash`: the name may be sent hashed.
    """

    realm: str
    nonce: str
    algorithm: str = "MD5"
    qop: tuple[str, ...] = ()
    opaque: str | None = None
    stale: bool = False
    userhash: bool = False

    @property
    def is_supported(self) -> bool:
        """Whether algorithm and protection are ones that we can compute."""
        return base_of(self.algorithm) is not None and (not self.qop or AUTH in self.qop or AUTH_INT in self.qop)

    def encode(self) -> str:
        """The value of WWW-Authenticate or Proxy-Authenticate (RFC 3261 20.44, 20.27)."""
        parts = [f"realm={quote(self.realm)}", f"nonce={quote(self.nonce)}", f"algorithm={_word(self.algorithm)}"]
        if self.qop:
            parts.append(f"qop={quote(','.join(self.qop))}")
        if self.opaque is not None:
            parts.append(f"opaque={quote(self.opaque)}")
        if self.stale:
            parts.append("stale=true")
        if self.userhash:
            parts.append("userhash=true")
        return f"Digest {', '.join(parts)}"


@attrs.frozen
class Authorization:
    """The credentials of one request for one realm (RFC 7616 3.4).

    `qop` and `nc` are None together, where the challenge offered no qop. `username` is its hash where
    `userhash` says so. `response` never shows in a repr: with it passwords can be tried at home.
    """

    username: str
    realm: str
    nonce: str
    uri: str
    response: str = attrs.field(repr=False)
    algorithm: str = "MD5"
    qop: str | None = None
    nc: int | None = None
    cnonce: str | None = None
    opaque: str | None = None
    userhash: bool = False

    def encode(self) -> str:
        """The value of Authorization or Proxy-Authorization (RFC 3261 20.7, 20.28)."""
        parts = [
            f"username={quote(self.username)}",
            f"realm={quote(self.realm)}",
            f"nonce={quote(self.nonce)}",
            f"uri={quote(self.uri)}",
            f"response={quote(self.response)}",
            f"algorithm={_word(self.algorithm)}",
        ]
        if self.cnonce is not None:
            parts.append(f"cnonce={quote(self.cnonce)}")
        if self.qop is not None:
            parts += [f"qop={_word(self.qop)}", f"nc={self.nc or 0:08x}"]
        if self.opaque is not None:
            parts.append(f"opaque={quote(self.opaque)}")
        if self.userhash:
            parts.append("userhash=true")
        return f"Digest {', '.join(parts)}"


def _word(value: str) -> str:
    """A token as it is; what a peer sent in its place, in quotes, lest it be read as more parameters."""
    return value if TOKEN.fullmatch(value) else quote(value)


# -- computing ---------------------------------------------------------------------------------------------------------


def base_of(algorithm: str) -> str | None:
    """The algorithm without `-sess`, as `HASHES` names it; None for one that we do not have."""
    known = _SPELLINGS.get(algorithm.lower())
    return None if known is None else known.removesuffix(SESSION)


def hashed(algorithm: str, data: bytes) -> str:
    """H(data) in lower-case hexadecimal digits (RFC 7616 3.1, RFC 8760 2.2). Raises ValueError for others."""
    base = base_of(algorithm)
    if base is None:
        raise ValueError("the digest algorithm is none of MD5, SHA-256 and SHA-512-256")
    return hashlib.new(HASHES[base], data, usedforsecurity=False).hexdigest()


def _joined(algorithm: str, *parts: str) -> str:
    return hashed(algorithm, ":".join(parts).encode("utf-8", "surrogateescape"))


def secret_of(algorithm: str, username: str, realm: str, password: str) -> str:
    """H(username:realm:password), which is all that a server needs to keep (RFC 7616 3.4.2).

    As secret as the password for this realm and algorithm. Raises ValueError for an unknown algorithm.
    """
    return _joined(algorithm, username, realm, password)


def hashed_username(algorithm: str, username: str, realm: str) -> str:
    """The name as `userhash` sends it (RFC 7616 3.4.4)."""
    return _joined(algorithm, username, realm)


def response_to(
    secret: str,
    *,
    algorithm: str,
    nonce: str,
    method: str,
    uri: str,
    qop: str | None = None,
    nc: int | None = None,
    cnonce: str | None = None,
    body: bytes = b"",
) -> str:
    """The response of RFC 7616 3.4.1; without `qop` that of RFC 2069. `secret` is that of `secret_of`.

    Raises ValueError for an algorithm that is unknown.
    """
    first = _joined(algorithm, secret, nonce, cnonce or "") if algorithm.lower().endswith(SESSION) else secret
    if qop == AUTH_INT:
        second = _joined(algorithm, method, uri, hashed(algorithm, body))
    else:
        second = _joined(algorithm, method, uri)
    if qop is None:
        return _joined(algorithm, first, nonce, second)
    return _joined(algorithm, first, nonce, f"{nc or 0:08x}", cnonce or "", qop, second)


def answer_to(
    challenge: Challenge,
    *,
    username: str,
    secret: str,
    method: str,
    uri: str,
    nc: int,
    cnonce: str,
    body: bytes = b"",
) -> Authorization:
    """Credentials that answer a challenge: `auth` where it is offered, since bodies change on the way of many calls.

    `secret` is that of `secret_of` for the challenge's algorithm; `nc` counts the requests with this nonce from 1
    (RFC 7616 3.4). Raises ValueError for a challenge that is not supported.
    """
    if not challenge.is_supported:
        raise ValueError("the challenge asks for an algorithm or a protection that we do not have")
    algorithm = challenge.algorithm
    qop = None if not challenge.qop else AUTH if AUTH in challenge.qop else AUTH_INT
    count = None if qop is None else nc
    # Without qop the server needs cnonce all the same where it is part of A1.
    chosen = cnonce if qop is not None or algorithm.endswith(SESSION) else None
    response = response_to(
        secret,
        algorithm=algorithm,
        nonce=challenge.nonce,
        method=method,
        uri=uri,
        qop=qop,
        nc=count,
        cnonce=chosen,
        body=body,
    )
    return Authorization(
        hashed_username(algorithm, username, challenge.realm) if challenge.userhash else username,
        challenge.realm,
        challenge.nonce,
        uri,
        response,
        algorithm=algorithm,
        qop=qop,
        nc=count,
        cnonce=chosen,
        opaque=challenge.opaque,
        userhash=challenge.userhash,
    )


def is_answered_by(authorization: Authorization, secret: str, method: str, body: bytes = b"") -> bool:
    """Whether the credentials were made with this secret for this method and body; compared in constant time.

    Says nothing about nonce, nonce count, realm and URI: whoever challenges judges these.
    """
    try:
        expected = response_to(
            secret,
            algorithm=authorization.algorithm,
            nonce=authorization.nonce,
            method=method,
            uri=authorization.uri,
            qop=authorization.qop,
            nc=authorization.nc,
            cnonce=authorization.cnonce,
            body=body,
        )
    except ValueError:
        return False
    given = authorization.response.lower().encode("utf-8", "surrogateescape")
    return hmac.compare_digest(expected.encode("ascii"), given)


# -- reading -----------------------------------------------------------------------------------------------------------


def parse_challenges(text: str) -> list[Challenge]:
    """The digest challenges of one WWW-Authenticate or Proxy-Authenticate value, in the server's order.

    Several may stand in one value, joined by commas (RFC 9110 11.6.1); those of other schemes are skipped. Raises
    SipParseError for a malformed value, and for a digest challenge without realm or nonce.
    """
    found = []
    for scheme, values in schemes(text, "bad_challenge"):
        if scheme == "digest":
            qop = tuple([one.strip().lower() for one in values.get("qop", "").split(",") if one.strip()])
            found.append(
                Challenge(
                    _needed(values, "realm", "bad_challenge"),
                    _needed(values, "nonce", "bad_challenge"),
                    _algorithm(values),
                    qop,
                    values.get("opaque"),
                    values.get("stale", "").lower() == "true",
                    values.get("userhash", "").lower() == "true",
                )
            )
    return found


def parse_authorization(text: str) -> Authorization | None:
    """The credentials of one Authorization or Proxy-Authorization value; None for another scheme than Digest.

    Raises SipParseError for a malformed value, a parameter that is missing, or two sets of credentials in one value.
    """
    reason = "bad_credentials"
    found = schemes(text, reason)
    if len(found) != 1:
        raise bad_header(reason, "one set of credentials in a value")
    scheme, values = found[0]
    if scheme != "digest":
        return None
    qop = values.get("qop")
    count = values.get("nc")
    if (qop is None) != (count is None) or (qop is not None and "cnonce" not in values):
        raise bad_header(reason, "qop, nc and cnonce come together")
    realm, nonce, uri, response = [_needed(values, name, reason) for name in ("realm", "nonce", "uri", "response")]
    return Authorization(
        _username(values),
        realm,
        nonce,
        uri,
        response,
        algorithm=_algorithm(values),
        qop=None if qop is None else qop.lower(),
        nc=None if count is None else _count(count),
        cnonce=values.get("cnonce"),
        opaque=values.get("opaque"),
        userhash=values.get("userhash", "").lower() == "true",
    )


def _algorithm(values: dict[str, str]) -> str:
    given = values.get("algorithm", "MD5")
    return _SPELLINGS.get(given.lower(), given)


def _needed(values: dict[str, str], name: str, reason: str) -> str:
    value = values.get(name)
    if value is None:
        raise bad_header(reason, "a digest parameter is missing")
    return value


def _username(values: dict[str, str]) -> str:
    """`username`, or `username*` as RFC 8187 writes it (RFC 7616 3.4.4)."""
    extended = values.get("username*")
    if extended is None:
        return _needed(values, "username", "bad_credentials")
    charset, _, rest = extended.partition("'")
    _, quote_mark, encoded = rest.partition("'")
    if "username" in values or charset.lower() != "utf-8" or not quote_mark:
        raise bad_header("bad_credentials", "username*")
    return percent_decoded(encoded, encoding="utf-8", errors="surrogateescape")


def _count(text: str) -> int:
    """nc: exactly eight hexadecimal digits (RFC 7616 3.4)."""
    if len(text) != 8 or not all(char in "0123456789abcdefABCDEF" for char in text):
        raise bad_header("bad_credentials", "nc")
    return int(text, 16)


def schemes(text: str, reason: str) -> list[tuple[str, dict[str, str]]]:
    """`Scheme name=value, name="value", Scheme ...` as (lower-case scheme, values by lower-case name)."""
    if len(text) > MAX_VALUE:
        raise bad_header(reason, "too long")
    found: list[tuple[str, dict[str, str]]] = []
    values: dict[str, str] = {}
    at = scheme_end = parameters = 0
    size = len(text)
    while at < size:
        if text[at] in ", \t":
            at += 1
            continue
        begin = at
        while at < size and text[at] not in ' \t,="':
            at += 1
        word = text[begin:at]
        if TOKEN.fullmatch(word) is None:
            if word and found and found[-1][0] != "digest":
                at = text.find(",", at) % (size + 1)  # the one word of Basic or Bearer; -1 becomes the end
                continue
            raise bad_header(reason, "no token where a scheme or a parameter begins")
        after = _past_blanks(text, at)
        if after < size and text[after] == "=":
            parameters += 1
            name = word.lower()
            if not found or name in values or parameters > MAX_PARAMETERS * len(found):
                raise bad_header(reason, "a parameter without scheme, repeated, or one too many")
            values[name], at = _value(text, _past_blanks(text, after + 1), reason)
        elif found and found[-1][0] != "digest" and "," not in text[scheme_end:begin]:
            continue  # the one word of Basic or Bearer
        else:
            if len(found) == MAX_CHALLENGES:
                raise bad_header(reason, "too many challenges")
            values = {}
            found.append((word.lower(), values))
            scheme_end = at
    return found


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


def _value(text: str, at: int, reason: str) -> tuple[str, int]:
    """A token or quoted string at `at`, and where it ends. What follows must be a comma, a blank or the end."""
    size = len(text)
    if at < size and text[at] == '"':
        end = at + 1
        while end < size and text[end] != '"':
            end += 2 if text[end] == "\\" else 1
        if end >= size:
            raise bad_header(reason, "unterminated quoted string")
        value, end = unquote(text[at : end + 1]), end + 1
    else:
        end = at
        while end < size and text[end] not in ' \t,"':
            end += 1
        value = text[at:end]
    if end < size and text[end] not in ", \t":
        raise bad_header(reason, "text after a value")
    return value, end
