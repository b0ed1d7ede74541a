"""What a session manager does for registered users, and as the client of a registrar."""

from __future__ import annotations

import asyncio
import enum
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.api.placing import check_way, first_hop, read_target, transport_of
from sessioncore.api.results import raise_for
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
    from sessioncore.io.driver import Driver
    from sessioncore.io.udp import ListenAddress

_NAMES: Final = chart.Client.STATES
_MAX_INTERVAL: Final = 2**31


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
    """

    address: str
    credentials: Credentials | tuple[Credentials, ...] = ()
    registrar: str = ""
    display: str = ""
    expires: int = 0
    instance: str = ""
    reg_id: int = 1


@attrs.frozen
class Location:
    """Where a user is reached: the binding as the last REGISTER told of it, and the seconds until it expires."""

    binding: Binding
    seconds_left: float


class Registration:
    """Our registration with one registrar; it is kept up until `unregister`, or until it is refused for good."""

    __slots__ = ("_manager", "account", "id")

    def __init__(self, manager: Registering, session: str, account: SipAccount) -> None:
        self._manager = manager
        self.id = session
        self.account = account

    def __repr__(self) -> str:
        return f"<Registration {self.account.address} {self.state.value}>"

    @property
    def state(self) -> RegistrationState:
        """Where the registration is; ENDED as well when it is forgotten."""
        cell = self._manager.registration_cell(self.id)
        return RegistrationState(cell.leg.client.state_name) if cell is not None else RegistrationState.ENDED

    @property
    def seconds_left(self) -> float:
        """For how long the registrar leads calls to us, if nothing more is heard of it."""
        cell = self._manager.registration_cell(self.id)
        return max(0.0, cell.leg.client_slice.until - cell.now) if cell is not None else 0.0

    @property
    def route(self) -> tuple[str, ...]:
        """The Service-Route that the calls of this account take, values of Route (RFC 3608)."""
        cell = self._manager.registration_cell(self.id)
        return tuple(cell.leg.client_slice.route) if cell is not None else ()

    async def renew(self, contact: str) -> None:
        """Tell the registrar that we are reached at another SIP URI now. Raises CallRejected where it refuses that."""
        await self._manager.registration_command(self.id, "renew", contact=str(read_target(contact)))

    async def unregister(self) -> None:
        """End the registration; done when the registrar has answered, or did not in time. May be repeated."""
        if self.state is not RegistrationState.ENDED:
            await self._manager.registration_command(self.id, "unregister")


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
        caller waits; to cancel the wait ends the registration. Raises CallRejected where asking again is of no use,
        LocalProtocolError for a bad account, TransportError for a transport that is not served.
        """
        self._check_open()
        address = read_target(account.address)
        if not address.user or address.headers or address.port or not 0 <= account.expires < _MAX_INTERVAL:
            raise LocalProtocolError(f"{account.address[:200]!r} is no address of record; one is sip:alice@example.com")
        registrar = read_target(account.registrar or f"{address.scheme}:{address.host}")
        registrar = attrs.evolve(registrar, user=None)  # RFC 3261 10.2: the Request-URI names a host alone
        hop = first_hop(registrar, self.settings)
        arguments = {"contact": self._contact(address, hop), "expires": str(account.expires or "")}
        self._check_way(registrar, {})
        if account.instance:
            arguments |= {"instance": account.instance, "reg_id": str(account.reg_id)}
        if account.display:
            arguments["display"] = account.display
        session = self._ids.session_id()
        if own := listed(account.credentials):
            self._wallet.give(session, own)
        fields = {"address": str(address), "registrar": str(registrar), "arguments": arguments}
        try:
            reply = await self._driver.command(session, "register", fields)
        except asyncio.CancelledError:
            self._driver.command(session, "unregister")
            raise
        raise_for(reply, "register", session)
        return Registration(self, session, account)

    def registrations(self) -> list[str]:
        """The ids of our registrations that are not over."""
        return [one for one in self._engine.cells if self.registration_cell(one) is not None]

    def _check_way(self, uri: SipUri, arguments: dict[str, str]) -> None:
        """Raise TransportError where we cannot reach what a call begins with: its route, the proxy, or its target."""
        route = arguments.get("route", "").split(",")[0].strip()
        hop = parse_name_addr(route).uri if route else first_hop(uri, self.settings)
        check_way(hop, self.settings, v6=":" in self._listen.host)

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
