"""What a session manager does for registered users, and as the client of a registrar."""

from __future__ import annotations

import asyncio
import enum
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.api.placing import check_way, first_hop, read_proxy, read_target, transport_of
from sessioncore.api.results import raise_for
from sessioncore.api.securing import check_keys
from sessioncore.api.wallet import Credentials, CredentialWallet, listed
from sessioncore.base.errors import LocalProtocolError
from sessioncore.handlers.registration import client as chart
from sessioncore.wire.sip import SipUri, parse_name_addr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sessioncore.base.environment import Environment
    from sessioncore.base.registration import Binding
    from sessioncore.base.settings import Settings
    from sessioncore.core.engine import Engine
    from sessioncore.effects import Reply
    from sessioncore.io.driver import Driver
    from sessioncore.io.udp import ListenAddress

_NAMES: Final = chart.Client.STATES
_MAX_INTERVAL: Final = 2**31
MAX_FLOWS: Final = 8
"""Flows of one account; the standard thinks of two (RFC 5626 4.2.1)."""


class RegistrationState(enum.StrEnum):
    """Where a registration of ours is. The values are the names of the chart's states."""

    IDLE = _NAMES[chart.IDLE]
    REGISTERING = _NAMES[chart.REGISTERING]
    REGISTERED = _NAMES[chart.REGISTERED]
    REFRESHING = _NAMES[chart.REFRESHING]
    WAITING = _NAMES[chart.WAITING]
    UNREGISTERING = _NAMES[chart.UNREGISTERING]
    ENDED = _NAMES[chart.ENDED]


@attrs.frozen
class SipAccount:
    """Who we are with a provider.

    address      the address of record, a SIP URI: `sip:alice@example.com`
    credentials  what is answered where anybody asks for them
    registrar    URI of the registrar; "" for the host of the address
    display      the name in From
    expires      seconds that are asked for; 0 for `Limits.registration_default`
    instance     a URN that is ours for ever, `urn:uuid:...`: then the registrar is asked to lead calls over the very
                 connection that we registered over (RFC 5626), the `reg_id`th of ours
    proxies      SIP URIs of outbound proxies: we register through each of them, over flows numbered from `reg_id` on
                 (RFC 5626 4.2.1), and are registered while one of these stands; wants an `instance`
    """

    address: str
    credentials: Credentials | tuple[Credentials, ...] = ()
    registrar: str = ""
    display: str = ""
    expires: int = 0
    instance: str = ""
    reg_id: int = 1
    proxies: tuple[str, ...] = ()


@attrs.frozen
class Location:
    """Where a user is reached: the binding as the last REGISTER told of it, and the seconds until it expires."""

    binding: Binding
    seconds_left: float


_BEST_FIRST: Final = (
    RegistrationState.REGISTERED,
    RegistrationState.REFRESHING,
    RegistrationState.REGISTERING,
    RegistrationState.WAITING,
    RegistrationState.UNREGISTERING,
    RegistrationState.IDLE,
    RegistrationState.ENDED,
)


class Registration:
    """Our registration with one registrar; it is kept up until `unregister`, or until it is refused for good.

    Over several flows (`SipAccount.proxies`) it is as good as the best of them; `id` is that of the first.
    """

    __slots__ = ("_manager", "_sessions", "account", "id")

    def __init__(self, manager: Registering, sessions: tuple[str, ...], account: SipAccount) -> None:
        self._manager = manager
        self._sessions = sessions
        self.id = sessions[0]
        self.account = account

    def __repr__(self) -> str:
        return f"<Registration {self.account.address} {self.state.value}>"

    @property
    def state(self) -> RegistrationState:
        """Where the registration is; ENDED as well when it is forgotten."""
        return min(self.flows, key=_BEST_FIRST.index)

    @property
    def flows(self) -> tuple[RegistrationState, ...]:
        """Where each of its flows is, in the order of the account's `proxies`; one without these."""
        cells = [self._manager.registration_cell(one) for one in self._sessions]
        ended = RegistrationState.ENDED
        return tuple([ended if cell is None else RegistrationState(cell.leg.client.state_name) for cell in cells])

    def _best(self) -> tuple[int, Any]:
        """The first flow that is as good as any: its place and its cell, None when it is forgotten."""
        place = self.flows.index(self.state)
        return place, self._manager.registration_cell(self._sessions[place])

    @property
    def seconds_left(self) -> float:
        """For how long the registrar leads calls to us, if nothing more is heard of it."""
        cells = [self._manager.registration_cell(one) for one in self._sessions]
        return max(max(0.0, cell.leg.client_slice.until - cell.now) if cell is not None else 0.0 for cell in cells)

    @property
    def route(self) -> tuple[str, ...]:
        """The way that the calls of this account take, values of Route: the Service-Route that the best flow was given
        (RFC 3608), else that flow's proxy.
        """
        place, cell = self._best()
        given = tuple(cell.leg.client_slice.route) if cell is not None else ()
        return given or tuple([read_proxy(proxy) for proxy in self.account.proxies[place : place + 1]])

    async def renew(self, contact: str) -> None:
        """Tell the registrar that we are reached at another SIP URI now. Raises CallRejected where it refuses that."""
        uri = str(read_target(contact))
        await asyncio.gather(*[self._manager.registration_command(one, "renew", contact=uri) for one in self._lasting])

    async def unregister(self) -> None:
        """End the registration; done when the registrar has answered, or did not in time. May be repeated."""
        await asyncio.gather(*[self._manager.registration_command(one, "unregister") for one in self._lasting])

    @property
    def _lasting(self) -> list[str]:
        found = zip(self._sessions, self.flows, strict=True)
        return [session for session, state in found if state is not RegistrationState.ENDED]


class Registering:
    """The part of `SessionManager` that is about registrations."""

    _driver: Driver
    _engine: Engine
    _ids: Environment
    _listen: ListenAddress
    _wallet: CredentialWallet
    settings: Settings

    def _check_open(self) -> None:
        raise NotImplementedError

    # -- as a registrar ---

    def registered_users(self) -> list[str]:
        """The users that are registered with us now (`Settings.registrar`)."""
        self._check_open()
        return self._engine.locations.users()

    def locations(self, user: str) -> list[Location]:
        """Where a user of our registrar is reached, the oldest binding first; empty where it is not registered."""
        self._check_open()
        now = self._engine.now
        return [Location(one.binding, max(0.0, one.until - now)) for one in self._engine.locations.of(user)]

    # -- as a client ---

    async def register(self, account: SipAccount) -> Registration:
        """Register with the account's registrar, and return when it leads calls to us; from then on it is kept up.

        A registrar that is busy or silent is asked again, at intervals that grow (RFC 5626 4.5), for as long as the
        caller waits; to cancel the wait ends the registration. With several `proxies` one of them is enough, and the
        others are tried on. Raises CallRejected where asking again is of no use, LocalProtocolError for a bad account,
        ConfigError for a bad proxy, TransportError for a transport that is not served.
        """
        self._check_open()
        address = read_target(account.address)
        if not address.user or address.headers or address.port or not 0 <= account.expires < _MAX_INTERVAL:
            raise LocalProtocolError(f"{account.address[:200]!r} is no address of record; one is sip:alice@example.com")
        registrar = read_target(account.registrar or f"{address.scheme}:{address.host}")
        registrar = attrs.evolve(registrar, user=None)  # RFC 3261 10.2: the Request-URI names a host alone
        if (account.proxies and not account.instance) or len(account.proxies) > MAX_FLOWS:
            raise LocalProtocolError(f"flows over proxies want an instance of ours, and at most {MAX_FLOWS} proxies")
        ways = [self._flow(account, address, registrar, number) for number in range(max(1, len(account.proxies)))]
        waiting: dict[str, asyncio.Future[Reply]] = {}
        for arguments in ways:
            session = self._ids.session_id()
            if own := listed(account.credentials):
                self._wallet.give(session, own)
            fields = {"address": str(address), "registrar": str(registrar), "arguments": arguments}
            waiting[session] = self._driver.command(session, "register", fields)
        try:
            await _first_done(list(waiting.values()))
        except asyncio.CancelledError:
            for session in waiting:
                self._driver.command(session, "unregister")
            raise
        return Registration(self, tuple(waiting), account)

    def _flow(self, account: SipAccount, address: SipUri, registrar: SipUri, number: int) -> dict[str, str]:
        """How we register over the flow of this number, counted from 0."""
        arguments = {"expires": str(account.expires or "")}
        hop = first_hop(registrar, self.settings)
        if account.proxies:
            arguments["route"] = read_proxy(account.proxies[number])
            hop = parse_name_addr(arguments["route"]).uri
        arguments["contact"] = self._contact(address, hop)
        self._check_way(registrar, arguments)
        if account.instance:
            arguments |= {"instance": account.instance, "reg_id": str(account.reg_id + number)}
        if account.display:
            arguments["display"] = account.display
        return arguments

    def registrations(self) -> list[str]:
        """The ids of our registrations that are not over."""
        return [one for one in self._engine.cells if self.registration_cell(one) is not None]

    def _check_way(self, uri: SipUri, arguments: dict[str, str]) -> None:
        """Raise TransportError where we cannot reach what a call begins with: its route, the proxy, or its target."""
        route = arguments.get("route", "").split(",")[0].strip()
        hop = parse_name_addr(route).uri if route else first_hop(uri, self.settings)
        check_way(hop, self.settings, v6=":" in self._listen.host)

    def _check_call(self, uri: SipUri, arguments: dict[str, str]) -> None:
        """As `_check_way`, and LocalProtocolError where a call's keys would be read on the way."""
        self._check_way(uri, arguments)
        route = arguments.get("route", "").split(",")[0].strip()
        check_keys(parse_name_addr(route).uri if route else first_hop(uri, self.settings), self.settings)

    def _contact(self, address: SipUri, hop: SipUri) -> str:
        """Where the registrar reaches us for this user, over the transport that the REGISTER takes."""
        here = self.settings.contact(transport_of(hop, self.settings), secure=address.scheme == "sips")
        scheme, _, rest = here.strip("<>").partition(":")
        return f"{scheme}:{address.user}@{rest}"

    # -- for Registration ---

    def registration_cell(self, session: str) -> Any:
        """The cell of a registration, None when it is forgotten."""
        cell: Any = self._engine.cells.get(session)
        return cell if cell is not None and hasattr(cell.leg, "client") else None

    async def registration_command(self, session: str, name: str, **arguments: Any) -> None:
        """Give a command and raise what its reply stands for."""
        raise_for(await self._driver.command(session, name, arguments), name, session)


async def _first_done(waiting: list[asyncio.Future[Reply]]) -> None:
    """Return when one of them is done; raise for the last of them when none is."""
    while True:
        done, _ = await asyncio.wait([one for one in waiting if not one.done()], return_when=asyncio.FIRST_COMPLETED)
        if any(one.result().outcome == "done" for one in done):
            return
        if all(one.done() for one in waiting):
            raise_for(waiting[-1].result(), "register", "")


def speak_for(
    account: SipAccount | Registration | None, arguments: dict[str, str], own: Iterable[Credentials]
) -> tuple[Credentials, ...]:
    """Let a call be one of the account's: its address and name in From where the call gives none, the Service-Route of
    its registration, and its credentials behind those of the call (RFC 3608, RFC 3261 22.2).
    """
    if account is None:
        return tuple(own)
    if isinstance(account, Registration):
        if account.route:
            arguments["route"] = ", ".join(account.route)
        account = account.account
    arguments.setdefault("from", str(read_target(account.address)))
    if account.display:
        arguments.setdefault("display", account.display)
    return (*own, *listed(account.credentials))
