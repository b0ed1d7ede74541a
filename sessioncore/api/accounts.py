"""The accounts of callers, and where their secrets are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, runtime_checkable

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.wire.sip.digest import ALGORITHMS, hashed_username, secret_of

DEFAULT_REALM = "sessioncore"

_DIGITS = {"MD5": 32, "SHA-256": 64, "SHA-512-256": 64}
_KEYS = ("user", "realm", "ha1", "password")


class CredentialStore(Protocol):
    """Where the secrets of accounts are: an embedded table (`Accounts`), or a data base of yours."""

    async def secret(self, realm: str, username: str, algorithm: str) -> str | None:
        """H(username:realm:password) by the algorithm in lower-case hexadecimal digits, None for who does not exist.

        Should take as long for who does not exist as for others. Whatever it raises refuses the caller (`unavailable`).
        """


@runtime_checkable
class HashedNames(Protocol):
    """What a `CredentialStore` also does where callers may hide their names (`Gatekeeper(userhash=True)`)."""

    async def name_of(self, realm: str, hashed: str, algorithm: str) -> str | None:
        """The name whose H(username:realm) by the algorithm is `hashed` (RFC 7616 3.4.4), None for nobody's."""


@attrs.frozen
class Account:
    """A user of a realm, and H(user:realm:password) by algorithm, which no repr shows."""

    user: str
    realm: str
    secrets: Mapping[str, str] = attrs.field(repr=False)

    @classmethod
    def with_password(cls, user: str, password: str, realm: str = DEFAULT_REALM) -> Account:
        """The account of a user whose password is at hand; the password itself is not kept."""
        return cls(user, realm, {algorithm: secret_of(algorithm, user, realm, password) for algorithm in ALGORITHMS})


class Accounts:
    """Accounts in memory: a `CredentialStore` for as many as fit into a file."""

    def __init__(self, accounts: Iterable[Account] = ()) -> None:
        self._accounts = {(account.realm, account.user): account for account in accounts}
        self._hashes: dict[tuple[str, str], dict[str, str]] = {}

    def __len__(self) -> int:
        return len(self._accounts)

    def __repr__(self) -> str:
        return f"Accounts({len(self)})"

    async def secret(self, realm: str, username: str, algorithm: str) -> str | None:
        """As `CredentialStore.secret`."""
        account = self._accounts.get((realm, username))
        return None if account is None else account.secrets.get(algorithm)

    async def name_of(self, realm: str, hashed: str, algorithm: str) -> str | None:
        """As `HashedNames.name_of`; the hashes of a realm are computed when they are first asked for."""
        names = self._hashes.get((realm, algorithm))
        if names is None:
            users = [user for known, user in self._accounts if known == realm]
            names = self._hashes[realm, algorithm] = {hashed_username(algorithm, user, realm): user for user in users}
        return names.get(hashed.lower())

    def realms(self) -> tuple[str, ...]:
        """The realms that there are accounts for."""
        return tuple(dict.fromkeys(realm for realm, _ in self._accounts))

    def algorithms(self) -> tuple[str, ...]:
        """The algorithms by which every account has a secret."""
        return tuple([name for name in ALGORITHMS if all(name in one.secrets for one in self._accounts.values())])


def read_account(name: str, table: object, default_realm: str = DEFAULT_REALM) -> tuple[Account, bool]:
    """One `[[accounts]]` table, called `name` in errors; the second value says that it holds a plain password.

    Raises ConfigError, which never shows what stands in the table beside the names of keys.
    """
    if not isinstance(table, Mapping):
        raise ConfigError(f"[{name}] must be a table with user, and ha1 or password")
    unknown = sorted(set(table) - set(_KEYS))
    if unknown:
        raise ConfigError(f"[{name}] has the unknown key {unknown[0]!r}; {', '.join(_KEYS)} are possible")
    user, realm = table.get("user"), table.get("realm", default_realm)
    for key, value in (("user", user), ("realm", realm)):
        if not isinstance(value, str) or not value or not value.isprintable() or ":" in value:
            raise ConfigError(f"[{name}] {key} must be text without colons")
    assert isinstance(user, str)
    assert isinstance(realm, str)
    password, secrets = table.get("password"), table.get("ha1")
    if (password is None) == (secrets is None):
        raise ConfigError(f"[{name}] needs either ha1 (sessioncore passwd prints the lines) or password")
    if password is not None:
        if not isinstance(password, str) or not password:
            raise ConfigError(f"[{name}] password must be text")
        return Account.with_password(user, password, realm), True
    return Account(user, realm, _secrets(name, secrets)), False


def _secrets(name: str, table: Any) -> dict[str, str]:
    if not isinstance(table, Mapping) or not table or set(table) - set(_DIGITS):
        raise ConfigError(f"[{name}] ha1 must be a table of {', '.join(_DIGITS)}; sessioncore passwd prints it")
    for algorithm, value in table.items():
        digits = isinstance(value, str) and len(value) == _DIGITS[algorithm]
        if not digits or set(value) - set("0123456789abcdef"):
            wanted = f"{_DIGITS[algorithm]} hexadecimal digits"
            raise ConfigError(f"[{name}] ha1: {algorithm} must be {wanted}; sessioncore passwd prints them")
    return dict(table)
