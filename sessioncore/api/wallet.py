"""The credentials that we call with: a user's name and password, and the counts of the nonces they answered."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Final

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.wire.sip.digest import answer_to, base_of, parse_authorization, parse_challenges, secret_of
from sessioncore.wire.sip.proof import is_disproven

MAX_NONCES: Final = 10_000
"""Nonces whose requests are counted; a server that sees the count of one forgotten begin again calls it stale."""


@attrs.frozen
class Credentials:
    """A user's name and password, for one realm or (None) for every realm that asks.

    The password is in no repr. Given for every realm, its digest goes to whoever challenges: name the realm where calls
    go to servers that you do not trust.
    """

    username: str
    password: str = attrs.field(repr=False)
    realm: str | None = None


class CredentialWallet:
    """Answers challenges with the credentials of a session, else with those of the program (`environment.Wallet`).

    is_alive   whether a session still is; credentials of others are forgotten
    token      makes a cnonce
    """

    def __init__(
        self,
        credentials: Iterable[Credentials] = (),
        *,
        is_alive: Callable[[str], bool] = lambda session: True,
        token: Callable[[], str] = lambda: secrets.token_hex(8),
    ) -> None:
        self._common = tuple(credentials)
        self._own: dict[str, tuple[Credentials, ...]] = {}
        self._is_alive = is_alive
        self._token = token
        self._counts: OrderedDict[tuple[str, str], int] = OrderedDict()

    def __repr__(self) -> str:
        return f"CredentialWallet({len(self._common)} credentials, {len(self._own)} sessions with their own)"

    def give(self, session: str, credentials: Iterable[Credentials]) -> None:
        """What one session calls with, before what all call with."""
        for gone in [one for one in self._own if not self._is_alive(one)]:
            del self._own[gone]
        self._own[session] = tuple(credentials)

    def knows(self, session: str, realm: str) -> bool:
        """Whether there are credentials for the realm."""
        return self._find(session, realm) is not None

    def answer(self, session: str, challenge: str, method: str, uri: str, body: bytes) -> str:
        """The value of Authorization or Proxy-Authorization. Raises ConfigError where the realm is not known."""
        (asked,) = parse_challenges(challenge)
        found = self._find(session, asked.realm)
        base = base_of(asked.algorithm)
        if found is None or base is None:
            raise ConfigError("there are no credentials for this realm")
        made = answer_to(
            asked,
            username=found.username,
            secret=secret_of(base, found.username, asked.realm, found.password),
            method=method,
            uri=uri,
            nc=self._count(asked.realm, asked.nonce),
            cnonce=self._token(),
            body=body,
        )
        return made.encode()

    def disproves(self, session: str, sent: str, info: str, body: bytes) -> bool:
        """See `environment.Wallet`; what was sent for a realm that is not known any more cannot be compared."""
        given = parse_authorization(sent)
        found = self._find(session, given.realm) if given is not None else None
        base = base_of(given.algorithm) if given is not None else None
        if given is None or found is None or base is None:
            return False
        return is_disproven(given, secret_of(base, found.username, given.realm, found.password), info, body)

    def _find(self, session: str, realm: str) -> Credentials | None:
        """Those for just this realm before those for any, those of the session before the program's."""
        for known in (self._own.get(session, ()), self._common):
            for wanted in (realm, None):
                for one in known:
                    if one.realm == wanted:
                        return one
        return None

    def _count(self, realm: str, nonce: str) -> int:
        counts = self._counts
        count = counts[realm, nonce] = counts.pop((realm, nonce), 0) + 1
        if len(counts) > MAX_NONCES:
            counts.popitem(last=False)
        return count


def listed(credentials: Credentials | Iterable[Credentials]) -> tuple[Credentials, ...]:
    """One, several or none."""
    return (credentials,) if isinstance(credentials, Credentials) else tuple(credentials)
