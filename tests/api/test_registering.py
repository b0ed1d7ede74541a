"""A registrar on real sockets, and its clients."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import attrs
import pytest

from sessioncore import events
from sessioncore.api import (
    Account,
    Accounts,
    AnsweringRule,
    AnsweringTable,
    Credentials,
    Gatekeeper,
    RegistrationState,
    SessionManager,
    SessionState,
    SipAccount,
    SqliteStore,
)
from sessioncore.base.errors import CallRejected, ConfigError, LocalProtocolError, TransportError
from sessioncore.base.settings import Settings
from sessioncore.handlers.limits import Limits

OPEN = Settings(registrar="open", media=False)
PATIENCE = 30.0


async def register_by_hand(there: SessionManager, user: str, port: int, seconds: int) -> bytes:
    """One REGISTER from a socket of the test; its answer."""
    host, server_port = there.local_address
    request = (
        f"REGISTER sip:{host} SIP/2.0\r\nVia: SIP/2.0/UDP {host}:{port};branch=z9hG4bK{user}{seconds};rport\r\n"
        f"From: <sip:{user}@{host}>;tag=1\r\nTo: <sip:{user}@{host}>\r\nCall-ID: {user}\r\nCSeq: {seconds} REGISTER\r\n"
        f"Max-Forwards: 70\r\nContact: <sip:{user}@{host}:{port}>\r\nExpires: {seconds}\r\nContent-Length: 0\r\n\r\n"
    )
    loop = asyncio.get_running_loop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.setblocking(False)
        client.bind((host, 0))
        await loop.sock_sendto(client, request.encode(), (host, server_port))
        async with asyncio.timeout(PATIENCE):
            return await loop.sock_recv(client, 4096)


async def test_b6_9_a_registration_outlives_the_process(tmp_path: Path) -> None:
    """Kept in the same store as calls: SQLite here."""
    for seconds in (600, 0):
        async with SessionManager(
            listen="udp:127.0.0.1:0", settings=OPEN, store=SqliteStore(tmp_path / "store.db")
        ) as there:
            if seconds:
                assert there.locations("bob") == []
                told = there.events(events.Registered)
                answer = await register_by_hand(there, "bob", 5070, seconds)
                assert answer.startswith(b"SIP/2.0 200 "), answer
                assert (await anext(told)).contact == "sip:bob@127.0.0.1:5070"
            assert there.registered_users() == ["bob"]
            (found,) = there.locations("bob")
            assert found.binding.contact == "sip:bob@127.0.0.1:5070"
            assert 500 < found.seconds_left <= 600


def test_accounts_that_nobody_can_judge_are_refused() -> None:
    with pytest.raises(ConfigError, match="needs accounts"):
        SessionManager(settings=Settings(registrar="accounts"))


ALICE = SipAccount("sip:alice@127.0.0.1", Credentials("alice", "secret"), display="Alice")


def keeper() -> Gatekeeper:
    return Gatekeeper(Accounts([Account.with_password("alice", "secret")]))


@pytest.fixture(params=["udp", "tcp"])
async def there(request: pytest.FixtureRequest) -> AsyncIterator[SessionManager]:
    """A registrar with the account alice, and the answering chart `auth`."""
    settings = Settings(registrar="accounts", media=False)
    rules = AnsweringTable({"auth": AnsweringRule("auth")})
    listen = f"{request.param}:127.0.0.1:0"
    async with SessionManager(listen=listen, settings=settings, authentication=keeper(), answering=rules) as made:
        yield made


def client_of(there: SessionManager) -> SessionManager:
    transport = there.listening[0].partition(":")[0]
    return SessionManager(listen=f"{transport}:127.0.0.1:0", settings=Settings(media=False))


def uri(there: SessionManager, user: str = "") -> str:
    transport, _, place = there.listening[0].partition(":")
    return f"sip:{user + '@' if user else ''}{place};transport={transport}"


async def test_b6_8_one_account_registers_and_calls(there: SessionManager) -> None:
    account = attrs.evolve(ALICE, registrar=uri(there))
    async with client_of(there) as here:
        told = here.events(events.RegistrationStateChanged)
        registration = await here.register(account)
        assert registration.state is RegistrationState.REGISTERED
        assert 3500 < registration.seconds_left <= 3600
        assert (await anext(told)).state == "registered"
        (found,) = there.locations("alice")
        host, port = here.local_address
        assert found.binding.contact.startswith(f"sip:alice@{host}:{port}")
        for one in (account, registration):
            session = await here.call(uri(there, "auth"), account=one)
            (called,) = there.sessions()
            assert called.user == "alice", "B6.8: the credentials of the account serve its calls"
            await session.hang_up()
        await registration.unregister()
        assert (registration.state, registration.seconds_left, registration.route) == (RegistrationState.ENDED, 0.0, ())
        await registration.unregister()
        assert there.locations("alice") == []


async def test_b6_5_calls_of_a_registration_take_its_service_route(there: SessionManager) -> None:
    """The registrar names itself: the call goes there although its target is nowhere."""
    async with client_of(there) as here:
        registration = await here.register(attrs.evolve(ALICE, registrar=uri(there)))
        cell = here.engine.cells[registration.id]
        cell.leg.client_slice.route.append(f"<{uri(there)};lr>")
        assert registration.route == (f"<{uri(there)};lr>",)
        session = await here.call("sip:auth@192.0.2.77:9", account=registration)
        assert not session.is_over
        await session.hang_up()


async def test_b6_2_a_wrong_password_is_refused_once(there: SessionManager) -> None:
    wrong = SipAccount("sip:alice@127.0.0.1", Credentials("alice", "guessed"), uri(there))
    async with client_of(there) as here:
        with pytest.raises(CallRejected) as refused:
            await here.register(wrong)
        assert refused.value.status == 401
        assert here.registrations() == []


async def test_b6_9_nobody_registers_another_user(there: SessionManager) -> None:
    another = SipAccount("sip:bob@127.0.0.1", Credentials("alice", "secret"), uri(there))
    async with client_of(there) as here:
        with pytest.raises(CallRejected) as refused:
            await here.register(another)
        assert refused.value.status == 403


async def test_b6_3_another_contact(there: SessionManager) -> None:
    async with client_of(there) as here:
        registration = await here.register(attrs.evolve(ALICE, registrar=uri(there)))
        await registration.renew("sip:alice@198.51.100.9:5062")
        assert [one.binding.contact for one in there.locations("alice")] == ["sip:alice@198.51.100.9:5062"]


async def test_closing_ends_registrations(there: SessionManager) -> None:
    async with client_of(there) as here:
        await here.register(attrs.evolve(ALICE, registrar=uri(there)))
        assert there.registered_users() == ["alice"]
    assert there.registered_users() == []


async def test_a_wait_that_is_cancelled_ends_the_registration() -> None:
    async with SessionManager(listen="udp:127.0.0.1:0") as here, SessionManager(listen="udp:127.0.0.1:0") as deaf:
        host, port = deaf.local_address
        waiting = asyncio.create_task(here.register(attrs.evolve(ALICE, registrar=f"sip:{host}:{port}")))
        while not here.registrations():  # noqa: ASYNC110
            await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        async with asyncio.timeout(PATIENCE):
            while here.registrations():  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def test_an_outbound_flow(there: SessionManager) -> None:
    async with client_of(there) as here:
        account = attrs.evolve(ALICE, registrar=uri(there), instance="urn:uuid:00000000-0000-1000-8000-000a95a0e128")
        await here.register(account)
        (found,) = there.locations("alice")
        assert found.binding.is_outbound
        assert bool(found.binding.flow) == ("tcp" in there.listening[0])


@pytest.mark.parametrize("address", ["sip:example.com", "tel:+123", "sip:a@b:5060", "nonsense", "sip:a@b?x=y"])
async def test_what_is_no_address_of_record_is_refused(address: str) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0") as here:
        with pytest.raises(LocalProtocolError):
            await here.register(SipAccount(address))


def test_no_password_is_shown() -> None:
    assert "secret" not in repr(ALICE)


@pytest.mark.parametrize("instance", ["", "urn:uuid:00000000-0000-1000-8000-000a95a0e128"])
async def test_b11_1_b6_6_a_caller_reaches_a_registered_user(there: SessionManager, instance: str) -> None:
    """Through us, leg to leg; over the connection that the callee registered over where it asked for that."""
    account = attrs.evolve(ALICE, registrar=uri(there), instance=instance)
    async with client_of(there) as callee, client_of(there) as caller:
        await callee.register(account)
        calling = asyncio.create_task(caller.call(uri(there, "alice"), caller="sip:carol@127.0.0.1", display="Carol"))
        async with asyncio.timeout(PATIENCE):
            called = await anext(callee.incoming())
            assert called.caller == "sip:carol@127.0.0.1"
            await called.ring()
            await called.answer()
            session = await calling
            # The ACK is on its way.
            while [one.state for one in there.sessions()] != [SessionState.CONNECTED] * 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await session.hold()
        await session.resume()
        await called.hold()
        await called.hang_up()
        assert (await session.wait_over()).is_final
        async with asyncio.timeout(PATIENCE):
            while there.sessions():  # noqa: ASYNC110
                await asyncio.sleep(0.01)


@pytest.mark.parametrize("transport", ["udp", "tcp", "ws"])
async def test_b6_6_the_registrar_itself_calls_a_user_where_it_is(transport: str) -> None:
    """Over the connection that it registered over: no other leads to a client of WebSocket (RFC 7118)."""
    settings = Settings(registrar="open", media=False)
    async with (
        SessionManager(listen=f"{transport}:127.0.0.1:0", settings=settings) as registrar,
        client_of(registrar) as client,
    ):
        await client.register(attrs.evolve(ALICE, registrar=uri(registrar), instance=INSTANCE))
        (location,) = registrar.locations("alice")
        calling = asyncio.create_task(registrar.call(location))
        async with asyncio.timeout(PATIENCE):
            called = await anext(client.incoming())
            await called.answer()
            session = await calling
            await session.hang_up()
            await called.wait_over()
        assert len(registrar.engine.flows.cells) == (transport != "udp")


async def test_b6_6_a_location_whose_connection_is_gone_is_not_called() -> None:
    settings = Settings(registrar="open", media=False)
    async with SessionManager(listen="ws:127.0.0.1:0", settings=settings) as registrar:
        async with client_of(registrar) as client:
            await client.register(attrs.evolve(ALICE, registrar=uri(registrar)))
            (location,) = registrar.locations("alice")
        async with asyncio.timeout(PATIENCE):
            while registrar.engine.flows.stands(location.binding.flow):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        with pytest.raises(TransportError, match="is gone"):
            await registrar.call(location)


INSTANCE = "urn:uuid:00000000-0000-1000-8000-000a95a0e128"


@pytest.fixture
async def edges() -> AsyncIterator[list[SessionManager]]:
    """Two ways to the registrar, each of which takes registrations itself."""
    async with contextlib.AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                SessionManager(
                    listen="udp:127.0.0.1:0",
                    settings=Settings(registrar="open", media=False),
                    answering=AnsweringTable({"answer": AnsweringRule("answer")}),
                )
            )
            for _ in range(2)
        ]


def flows_of(edges: list[SessionManager]) -> SipAccount:
    return attrs.evolve(ALICE, registrar=uri(edges[0]), instance=INSTANCE, proxies=tuple([uri(one) for one in edges]))


async def until(state: RegistrationState, flows: Callable[[], tuple[RegistrationState, ...]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while any(one is not state for one in flows()):  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_b6_6_an_account_is_registered_over_each_of_its_proxies(edges: list[SessionManager]) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0", settings=Settings(media=False)) as here:
        registration = await here.register(flows_of(edges))
        await until(RegistrationState.REGISTERED, lambda: registration.flows)
        assert [[one.binding.reg_id for one in edge.locations("alice")] for edge in edges] == [[1], [2]]
        for edge in edges:
            calling = asyncio.create_task(edge.call(f"sip:alice@{':'.join(map(str, here.local_address))}"))
            async with asyncio.timeout(PATIENCE):
                called = await anext(here.incoming())
                await called.answer()
                await (await calling).hang_up()
        await registration.unregister()
        assert set(registration.flows) == {RegistrationState.ENDED}
        assert [edge.locations("alice") for edge in edges] == [[], []]


async def test_b6_8_b6_6_while_one_proxy_is_there_we_are_registered_and_call_through_it(
    edges: list[SessionManager],
) -> None:
    account = flows_of(edges)
    here = SessionManager(
        listen="udp:127.0.0.1:0", settings=Settings(media=False), limits=Limits(T1=0.05, registration_base_up=0.1)
    )
    async with here:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
            deaf.bind(("127.0.0.1", 0))
            nobody = f"sip:127.0.0.1:{deaf.getsockname()[1]}"
            registration = await here.register(attrs.evolve(account, proxies=(nobody, uri(edges[1]))))
            assert registration.state is RegistrationState.REGISTERED
            assert registration.flows[0] in (RegistrationState.REGISTERING, RegistrationState.WAITING)
            assert registration.seconds_left > 3500
            assert registration.route == (f"<{uri(edges[1])};lr>",)
            session = await here.call("sip:answer@192.0.2.77", account=registration)
            assert [one.user for one in edges[1].sessions()] == [""]
            await session.hang_up()
            await registration.unregister()


@pytest.mark.parametrize(
    "account",
    [
        attrs.evolve(ALICE, proxies=("sip:127.0.0.1",)),
        attrs.evolve(ALICE, instance="urn:uuid:1", proxies=("sip:127.0.0.1",) * 9),
    ],
)
async def test_flows_want_an_instance_and_are_bounded(account: SipAccount) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0") as here:
        with pytest.raises(LocalProtocolError, match="flows"):
            await here.register(account)
        with pytest.raises(ConfigError):
            await here.register(attrs.evolve(ALICE, instance="urn:uuid:1", proxies=("not an address",)))


async def test_b6_2_when_every_proxy_refuses_it_is_refused(edges: list[SessionManager]) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0", settings=Settings(media=False)) as here:
        stranger = attrs.evolve(flows_of(edges), registrar="sip:192.0.2.9")
        with pytest.raises(CallRejected) as refused:
            await here.register(stranger)
        assert refused.value.status == 404
        assert here.registrations() == []
