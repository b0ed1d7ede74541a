"""The TOML file that says who answers for a called user, and which accounts callers have."""

from __future__ import annotations

import logging
import os
import re
import stat
import tomllib
from collections.abc import Collection, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import attrs

from sessioncore.api.accounts import DEFAULT_REALM, Accounts, read_account
from sessioncore.api.gatekeeper import DEFAULT_ALGORITHMS, NONCE_LIFE, Gatekeeper
from sessioncore.api.placing import read_target
from sessioncore.base.errors import ConfigError, LocalProtocolError, MediaError
from sessioncore.base.settings import Settings
from sessioncore.cli import limits_file, media_file, network_file, relay_file
from sessioncore.cli.limits_file import Bounds, read_bounds
from sessioncore.cli.media_file import Protected, read_protected
from sessioncore.cli.network_file import Network, read_network
from sessioncore.cli.relay_file import Relayed, read_relay
from sessioncore.cli.secret_files import not_private
from sessioncore.core.answering import CHARTS, AnsweringTable
from sessioncore.handlers.limits import Limits
from sessioncore.media.sound.sources import check_source
from sessioncore.wire.sip.digest import ALGORITHMS, AUTH, AUTH_INT

_log = logging.getLogger(__name__)

DEFAULT_NAME = "answering.toml"
NO_MEDIA = "none"
MAX_SIZE = 1 << 20
"""Octets; a larger file is a mistake."""

_TABLES = (*network_file.KEYS, *limits_file.KEYS, *relay_file.KEYS, *media_file.KEYS)
_KEYS = ("users", "default", "accounts", "authentication", "registrar", *_TABLES)
_EXAMPLE = 'a user looks like this: [users.bob] chart = "echo", media = "echo"'
_NONCE_LIVES = (1.0, 86_400.0)


@attrs.frozen
class Configuration:
    """Who answers, who judges the callers (None: nobody has an account), how others are reached, whether users with
    accounts may register, the Service-Route that they are told, what is bounded, and where the media of coupled calls
    goes. `plain` counts plain passwords.
    """

    answering: AnsweringTable
    gatekeeper: Gatekeeper | None = None
    plain: int = 0
    network: Network = attrs.field(factory=Network)
    registrar: bool = False
    service_route: tuple[str, ...] = ()
    bounds: Bounds = attrs.field(factory=Bounds)
    relayed: Relayed = attrs.field(factory=Relayed)
    protected: Protected = attrs.field(factory=Protected)

    @property
    def settings(self) -> Settings:
        """What an engine has to know of it."""
        registrar: Literal["accounts", "off"] = "accounts" if self.registrar else "off"
        known = Settings(registrar=registrar, service_route=self.service_route, coupled_media=self.relayed.media)
        return self.protected.applied_to(self.bounds.applied_to(known))


def default_text() -> str:
    """The users that `serve` answers for when no file is given."""
    return resources.files("sessioncore.cli").joinpath(DEFAULT_NAME).read_text(encoding="utf-8")


def default_configuration() -> Configuration:
    """That of `default_text`."""
    return parse_configuration(default_text(), DEFAULT_NAME)


def read_configuration(path: Path, charts: Collection[str] = CHARTS, kind: type[Limits] = Limits) -> Configuration:
    """Read a file; raises ConfigError with file and line, and a way to mend what is wrong.

    `charts` are those that may answer, `kind` has the limits of the charts. A file with secrets that everybody may read
    is refused, and plain passwords in it bring a warning; but for the example that everybody has.
    """
    try:
        with path.open("rb") as file:
            shared = bool(os.fstat(file.fileno()).st_mode & stat.S_IROTH)
            data = file.read(MAX_SIZE + 1)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    if len(data) > MAX_SIZE:
        raise ConfigError(f"{path}: larger than {MAX_SIZE} octets; this is no table of users")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file in that encoding") from None
    found = parse_configuration(text, str(path), charts, kind)
    if found.settings.sdes_over_clear_transport and text != default_text():
        _log.warning("%s: [media] sdes_over_clear_transport: whoever reads the signalling can listen to calls", path)
    servers = found.protected.servers
    if shared and servers is not None and servers.password:
        raise not_private(path)
    if found.gatekeeper is not None and text != default_text():
        if shared:
            raise not_private(path)
        if found.plain:
            _log.warning(
                "%s: %d of the accounts have a plain password; sessioncore passwd USER prints lines without one",
                path,
                found.plain,
            )
    return found


def parse_configuration(
    text: str, name: str, charts: Collection[str] = CHARTS, kind: type[Limits] = Limits
) -> Configuration:
    """Read the text of a file called `name`; raises ConfigError as `read_configuration` does."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        # A document that ends too soon has no position of its own: its last line is the place.
        where = f"{found[1]}:{found[2]}" if found else str(max(1, len(text.splitlines())))
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(f"{name}:{where}: not TOML: {what}; {_EXAMPLE}") from None
    for key in document:
        if key not in _KEYS:
            line = line_of(text, key)
            known = "[users.NAME], [default], [[accounts]], [authentication], [registrar], [limits], [media], [dns]"
            known += ", [coupling], [relay], [[trunks]]"
            raise ConfigError(f"{name}:{line}: {key!r} is unknown; {known} and outbound_proxy are not; {_EXAMPLE}")
    try:
        table = AnsweringTable.from_toml(document, charts)
        rules = {f"users.{user}": rule for user, rule in table.users.items()}
        if table.default is not None:
            rules["default"] = table.default
        for header, rule in rules.items():
            if rule.media != NO_MEDIA:
                _check_media(header, rule.media)
        network, bounds = read_network(document), read_bounds(document, kind)
        relayed, protected = read_relay(document), read_protected(document)
        return attrs.evolve(
            _with_accounts(table, document), network=network, bounds=bounds, relayed=relayed, protected=protected
        )
    except ConfigError as error:
        named = re.match(r"\[([^\]]*)\]", error.message)
        line = line_of(text, named[1]) if named else 1
        raise ConfigError(f"{name}:{line}: {error.message}") from None


def _with_accounts(table: AnsweringTable, document: Mapping[str, Any]) -> Configuration:
    tables, options = document.get("accounts", []), document.get("authentication", {})
    if not isinstance(tables, list):
        raise ConfigError('[accounts] must be an array of tables: [[accounts]] user = "alice"')
    if not isinstance(options, Mapping):
        raise ConfigError("[authentication] must be a table")
    unknown = sorted(set(options) - {"realm", "algorithms", "qop", "without_qop", "nonce_life", "userhash"})
    if unknown:
        raise ConfigError(f"[authentication] has the unknown key {unknown[0]!r}")
    realm = options.get("realm", DEFAULT_REALM)
    if not isinstance(realm, str) or not realm or not realm.isprintable() or ":" in realm:
        raise ConfigError("[authentication] realm must be text without colons")
    enabled, route = _registrar(document.get("registrar", {}), bool(tables))
    if not tables:
        return Configuration(table)
    read = [read_account(f"accounts.{number}", one, realm) for number, one in enumerate(tables, 1)]
    for number, (account, _) in enumerate(read, 1):
        if account.realm != realm:
            raise ConfigError(
                f"[accounts.{number}] is of realm {account.realm!r}, but callers are asked for {realm!r}; "
                "say which with [authentication] realm"
            )
        if [other.user for other, _ in read].index(account.user) != number - 1:
            raise ConfigError(f"[accounts.{number}] is the second one of {account.user!r}")
    gatekeeper = _gatekeeper(Accounts(account for account, _ in read), realm, options)
    plain = sum(plain for _, plain in read)
    return Configuration(table, gatekeeper, plain, registrar=enabled, service_route=route)


def _registrar(options: object, accounts: bool) -> tuple[bool, tuple[str, ...]]:
    """Whether users register, which those with accounts do unless it is switched off, and their Service-Route."""
    if not isinstance(options, Mapping):
        raise ConfigError("[registrar] must be a table")
    unknown = sorted(set(options) - {"enabled", "service_route"})
    if unknown:
        raise ConfigError(f"[registrar] has the unknown key {unknown[0]!r}; enabled and service_route are possible")
    enabled, route = options.get("enabled", accounts), options.get("service_route", [])
    if not isinstance(enabled, bool):
        raise ConfigError("[registrar] enabled must be true or false")
    if enabled and not accounts:
        raise ConfigError("[registrar] is for users with accounts: [[accounts]] user = ..., password = ...")
    if not isinstance(route, list) or not all(isinstance(one, str) for one in route):
        raise ConfigError('[registrar] service_route must be a list of SIP URIs: ["sip:edge.example.com;lr"]')
    try:
        return enabled, tuple([str(read_target(one)) for one in route])
    except LocalProtocolError as error:
        raise ConfigError(f"[registrar] service_route: {error.message}") from None


def _gatekeeper(accounts: Accounts, realm: str, options: Mapping[str, Any]) -> Gatekeeper:
    possible = accounts.algorithms()
    algorithms = options.get("algorithms", [one for one in DEFAULT_ALGORITHMS if one in possible] or list(possible))
    if not isinstance(algorithms, list) or not algorithms or not all(one in possible for one in algorithms):
        wanted = ", ".join(possible) or f"none: no algorithm of {', '.join(ALGORITHMS)} is in the ha1 of all accounts"
        raise ConfigError(f"[authentication] algorithms must be a list of what all accounts have: {wanted}")
    qop = options.get("qop", [AUTH])
    if not isinstance(qop, list) or not qop or not all(one in (AUTH, AUTH_INT) for one in qop):
        raise ConfigError(f"[authentication] qop must be a list of {AUTH!r}, {AUTH_INT!r}")
    without_qop = options.get("without_qop", False)
    if not isinstance(without_qop, bool):
        raise ConfigError("[authentication] without_qop must be true or false")
    userhash = options.get("userhash", False)
    if not isinstance(userhash, bool):
        raise ConfigError("[authentication] userhash must be true or false")
    life, (least, most) = options.get("nonce_life", NONCE_LIFE), _NONCE_LIVES
    if isinstance(life, bool) or not isinstance(life, int | float) or not least <= life <= most:
        raise ConfigError(f"[authentication] nonce_life must be seconds from {least:.0f} to {most:.0f}")
    return Gatekeeper(
        accounts,
        realm=realm,
        algorithms=algorithms,
        qop=qop,
        without_qop=without_qop,
        nonce_life=float(life),
        userhash=userhash,
    )


def _check_media(header: str, media: str) -> None:
    try:
        check_source(media)
    except MediaError as error:
        raise ConfigError(f"[{header}] media: {error.message}; {NO_MEDIA!r} opens no stream") from None


def line_of(text: str, table: str) -> int:
    """The line (from 1) where a table or key begins, as well as a look at the text can tell; 1 when it cannot.

    `accounts.2` is the second `[[accounts]]`, and so with `trunks`.
    """
    numbered = re.fullmatch(r"(accounts|trunks)\.(\d+)", table)
    if numbered is not None:
        header = rf"\s*\[\[\s*{numbered[1]}"
        lines = [number for number, line in enumerate(text.splitlines(), 1) if re.match(header, line)]
        at = int(numbered[2]) - 1
        return lines[at] if at < len(lines) else 1
    names = table.split(".")
    header = r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)
    last = rf"[\"']?{re.escape(names[-1])}[\"']?"
    for pattern in (rf"\s*\[\[?\s*{header}\s*[\].]", rf"\s*(?:{header}|{last})\s*[=.]"):
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(pattern, line):
                return number
    return 1
