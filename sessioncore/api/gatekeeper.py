"""Judges the credentials of callers (RFC 3261 22, RFC 7616, RFC 8760). What it cannot judge is refused."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import attrs

from sessioncore.api.accounts import DEFAULT_REALM, CredentialStore, HashedNames
from sessioncore.api.nonces import Nonces
from sessioncore.api.penalties import Penalties
from sessioncore.base.errors import ConfigError
from sessioncore.wire.sip import SipParseError, SipUri, parse_uri, same_uri
from sessioncore.wire.sip.digest import (
    AUTH,
    AUTH_INT,
    HASHES,
    Authorization,
    Challenge,
    is_answered_by,
    parse_authorization,
)
from sessioncore.wire.sip.proof import info_for

DEFAULT_ALGORITHMS: Final[tuple[str, ...]] = ("SHA-256", "MD5")
"""The best first (RFC 8760 2.3); MD5 for the many telephones that know nothing else."""
NONCE_LIFE: Final = 300.0
MAX_NAME: Final = 256
MAX_ADMITTED: Final = 100_000
"""Calls whose requests can be judged; each holds what a password of its user is hashed to."""


@attrs.frozen
class Verdict:
    """What became of credentials.

    outcome     `genuine`; `absent` (none for our realm), `wrong`, `stale`, `replayed`, `hasty`, `malformed`,
                `unavailable`
    user        the name that they give: proven where the outcome is genuine
    challenges  what to ask with (values of WWW-Authenticate); empty where nobody can be judged
    wait        seconds to wait before the caller is told
    info        what the 2xx says in Authentication-Info (RFC 7616 3.5); "" where nothing is proven
    """

    outcome: str
    user: str = ""
    challenges: tuple[str, ...] = ()
    wait: float = 0.0
    info: str = ""


class Gatekeeper:
    """Knows who may call: challenges, judges what comes in answer, and slows down who guesses.

    store        where secrets are looked up
    realm        what callers are asked for
    algorithms   what is offered, best first: of MD5, SHA-256, SHA-512-256
    qop          what is offered of `auth` and `auth-int`
    without_qop  True: telephones of RFC 2069 may answer without nonce count; each nonce is then good for one answer
    nonce_life   seconds; in the second half of them a caller is given the next nonce with its 2xx
    userhash     True: callers may hide their name in a hash (RFC 7616 3.4.4); the store has to find it (`HashedNames`)
    key, token   where nonces come from; never give any outside tests

    Raises ConfigError for algorithms or qop that there are none of.
    """

    def __init__(
        self,
        store: CredentialStore,
        *,
        realm: str = DEFAULT_REALM,
        algorithms: Sequence[str] = DEFAULT_ALGORITHMS,
        qop: Sequence[str] = (AUTH,),
        without_qop: bool = False,
        nonce_life: float = NONCE_LIFE,
        userhash: bool = False,
        key: bytes | None = None,
        token: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        if not algorithms or set(algorithms) - set(HASHES):
            raise ConfigError(f"digest algorithms must be of {', '.join(HASHES)}")
        if not qop or set(qop) - {AUTH, AUTH_INT}:
            raise ConfigError(f"digest qop must be of {AUTH}, {AUTH_INT}")
        if userhash and not isinstance(store, HashedNames):
            raise ConfigError("userhash needs a store that finds a name by its hash (`HashedNames`)")
        self._store = store
        self._names = store if userhash and isinstance(store, HashedNames) else None
        self._nonce_life = nonce_life
        self.realm = realm
        self._algorithms = tuple(algorithms)
        self._qop = tuple(qop)
        self._without_qop = without_qop
        self._key = key if key is not None else secrets.token_bytes(32)
        self._nonces = Nonces(realm, nonce_life, self._key, token)
        self._penalties = Penalties()
        self._admitted: OrderedDict[str, Mapping[str, str]] = OrderedDict()
        self._last: dict[str, tuple[tuple[str, int], tuple[str, ...]]] = {}

    def __repr__(self) -> str:
        return f"Gatekeeper(realm={self.realm!r})"

    async def judge(self, asked: Mapping[str, Any], now: float) -> Verdict:
        """The verdict on a request: the details of `Ask("authenticate")`.

        Raises what the store raises; `unavailable` is for that.
        """
        try:
            given = self._given(asked["credentials"])
        except SipParseError:
            return self._refused("malformed", now)
        if given is None:
            return self._refused("absent", now)
        user, source = given.username, str(asked["source"])
        if not self._is_well_formed(given, str(asked["uri"])):
            return self._refused("malformed", now, user[:MAX_NAME])
        if given.userhash and self._names is not None:
            # Of who does not exist the hash itself is the name: it is judged, and slowed down, like any other.
            user = await self._names.name_of(self.realm, user, given.algorithm) or user
        if self._penalties.too_hasty(source, user, now):
            return self._refused("hasty", now, user)
        secret = await self._store.secret(self.realm, user, given.algorithm)
        return self._judged(given, user, secret, asked, now)

    def unavailable(self) -> Verdict:
        """The verdict where the store cannot be asked: nobody, and no challenge that could be answered."""
        return Verdict("unavailable")

    def _judged(
        self, given: Authorization, user: str, secret: str | None, asked: Mapping[str, Any], now: float
    ) -> Verdict:
        """Computed alike for who exists and who does not; told only by what comes of it."""
        source = str(asked["source"])
        wait = self._penalties.wait(source, user, now)
        nobodys = hmac.digest(self._key, user.encode("utf-8", "surrogateescape"), hashlib.sha256).hex()
        right = is_answered_by(given, secret if secret is not None else nobodys, asked["method"], asked["body"])
        right = right and secret is not None
        if not self._nonces.is_fresh(given.nonce, now):
            return self._refused("stale", now, user, stale=True)  # says nothing about the password
        if not right or secret is None:
            self._penalties.failed(source, user, now)
            return self._refused("wrong", now, user, wait=max(wait, self._penalties.wait(source, user, now)))
        if not self._nonces.take(given.nonce, given.nc if given.nc is not None else 1):
            return self._refused("replayed", now, user, stale=True)
        self._penalties.succeeded(source, user)
        ages = self._nonces.age(given.nonce, now) > self._nonce_life / 2
        self._admit(str(asked.get("session", "")), {given.algorithm: secret})
        info = info_for(given, secret, self._nonces.make(now) if ages else None)
        return Verdict("genuine", user, self._challenges(now, False), wait, info)

    # -- inside the calls of those who were let in

    def bar(self, session: str) -> None:
        """The requests of this call are challenged, and nobody can prove them: what they are judged by is not known."""
        self._admit(session, {name: secrets.token_hex() for name in self._algorithms})

    async def readmit(self, session: str, user: str) -> None:
        """The call of a user who had proven it before a restart: its requests are judged again, by any algorithm that
        we offer, for which one was used is not known any more. Nothing changes where there is no such user.
        Raises what the store raises.
        """
        found = {name: await self._store.secret(self.realm, user, name) for name in self._algorithms}
        if known := {name: secret for name, secret in found.items() if secret is not None}:
            self._admit(session, known)

    def _admit(self, session: str, known: Mapping[str, str]) -> None:
        """Remember, as long as there is room, by which secrets (of algorithms) requests of this call are judged."""
        if session:
            self._admitted[session] = known
        while len(self._admitted) > MAX_ADMITTED:
            gone, _ = self._admitted.popitem(last=False)
            self._last.pop(gone, None)

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        """See `environment.Gate`. A call whose secret was forgotten (100,000 came since) is known by its tags alone."""
        known = self._admitted.get(session)
        if known is None:
            return ()
        request, last = (method, cseq), self._last.get(session)
        if last is None or last[0] != request:
            last = self._last[session] = request, self._inside(known, method, uri, credentials, body, now)
        return last[1]

    def _inside(
        self, known: Mapping[str, str], method: str, uri: str, credentials: Sequence[str], body: bytes, now: float
    ) -> tuple[str, ...]:
        try:
            given = self._given(credentials)
        except SipParseError:
            given = None
        secret = known.get(given.algorithm) if given is not None and self._is_well_formed(given, uri) else None
        stale = False
        if given is not None and secret is not None and is_answered_by(given, secret, method, body):
            count = given.nc if given.nc is not None else 1
            if self._nonces.is_fresh(given.nonce, now) and self._nonces.take(given.nonce, count):
                return ()
            stale = True
        nonce, hidden = self._nonces.make(now), self._names is not None
        return tuple(
            Challenge(self.realm, nonce, algorithm, self._qop, stale=stale, userhash=hidden).encode()
            for algorithm in known
        )

    def _refused(self, outcome: str, now: float, user: str = "", *, stale: bool = False, wait: float = 0.0) -> Verdict:
        return Verdict(outcome, user, self._challenges(now, stale), wait)

    def _challenges(self, now: float, stale: bool) -> tuple[str, ...]:
        """One for each algorithm, best first (RFC 8760 2.3)."""
        nonce = self._nonces.make(now)
        hidden = self._names is not None
        made = [
            Challenge(self.realm, nonce, algorithm, self._qop, stale=stale, userhash=hidden)
            for algorithm in self._algorithms
        ]
        return tuple([challenge.encode() for challenge in made])

    def _given(self, values: Sequence[str]) -> Authorization | None:
        """The credentials for our realm. Raises SipParseError when one cannot be read."""
        for value in values:
            found = parse_authorization(value)
            if found is not None and found.realm == self.realm:
                return found
        return None

    def _is_well_formed(self, given: Authorization, request_uri: str) -> bool:
        """Whether they answer what we asked: our algorithms and qop, for this URI."""
        protected = given.qop in self._qop if given.qop is not None else self._without_qop
        known = given.algorithm in self._algorithms and len(given.username) <= MAX_NAME
        hidden = self._names is not None or not given.userhash
        return protected and known and hidden and _is_for(given.uri, request_uri)


def _is_for(uri: str, request_uri: str) -> bool:
    """Whether digest-uri names what is requested: the same URI, or only the host of it, as some clients write."""
    if uri == request_uri:
        return True
    try:
        named, requested = parse_uri(uri), parse_uri(request_uri)
    except SipParseError:
        return False
    return same_uri(named, requested) or (not named.user and _host(named) == _host(requested))


def _host(uri: SipUri) -> str:
    return uri.host.lower()
