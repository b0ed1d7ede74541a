"""Calls through Kamailio, which records its route: everything in the dialog goes the same way back."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from sessioncore.api import (
    AnsweringRule,
    AnsweringTable,
    Credentials,
    RegistrationState,
    SessionManager,
    SessionState,
    SipAccount,
)
from sessioncore.base.errors import SessionCoreError
from tests.interop.kamailio import PASSWORD, USER, Kamailio
from tests.interop.sipp import until
from tests.interop.sound import heard, is_about, until_heard

pytestmark = pytest.mark.peers

HOST = "127.0.0.1"
HZ = 440
CHARTS = {"bob": "echo", "guarded": "echo", "hangs_up": "hangup", "rings": "ring", "busy": "busy"}
ANSWERS = AnsweringTable({user: AnsweringRule(chart, "echo") for user, chart in CHARTS.items()})


class Sides:
    """Two endpoints of ours and the proxy between them."""

    def __init__(self, alice: SessionManager, bob: SessionManager, proxy: Kamailio) -> None:
        self.alice, self.bob, self.proxy = alice, bob, proxy


@pytest.fixture(params=["udp", "tcp", "udp to tcp"])
async def sides(
    request: pytest.FixtureRequest, require_peer: Callable[[str], str], tmp_path: Path
) -> AsyncIterator[tuple[Sides, str]]:
    """The endpoints with each transport, and with one on either side of the proxy; nothing is left at the end."""
    require_peer("kamailio")
    way: str = request.param
    near, far = (way, way) if " " not in way else ("udp", "tcp")
    async with AsyncExitStack() as stack:
        bob = await stack.enter_async_context(
            SessionManager(listen=[f"{far}:{HOST}:0"], answering=ANSWERS, media_ports=8)
        )
        alice = await stack.enter_async_context(
            SessionManager(listen=[f"{near}:{HOST}:0"], media_ports=8, credentials=[Credentials(USER, PASSWORD)])
        )
        target = f"{HOST}:{bob.local_address[1]}" + (";transport=tcp" if far == "tcp" else "")
        proxy = Kamailio(tmp_path, {user: [target] for user in CHARTS})
        stack.callback(proxy.stop)
        yield Sides(alice, bob, proxy), near
        for manager in (alice, bob):
            await until(lambda: not manager.sessions(), "the end of every session")  # noqa: B023
            assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()


async def check_relayed(proxy: Kamailio, wanted: dict[str, int]) -> None:
    """It has passed on these requests and no others; its processes tell in any order, and copies of what came late."""
    await until(lambda: Counter(wanted) <= proxy.relayed, f"{wanted} at the proxy")
    assert set(proxy.relayed) == set(wanted)


async def test_b2_2_a_call_with_a_recorded_route(sides: tuple[Sides, str]) -> None:
    """B2.2, B1.2: ACK and BYE take the route of the proxy, and the tone comes back."""
    ours, transport = sides
    session = await ours.alice.call(ours.proxy.uri("bob", transport), source=f"tone:{HZ}")
    await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, HZ, -10.0))
    await session.hang_up()
    await until(lambda: not ours.bob.sessions(), "BYE at the other side")
    await check_relayed(ours.proxy, {"INVITE": 1, "ACK": 1, "BYE": 1})


async def test_b2_2_the_called_side_ends_the_call(sides: tuple[Sides, str]) -> None:
    """Its BYE takes the recorded route in the order in which it came."""
    ours, transport = sides
    session = await ours.alice.call(ours.proxy.uri("hangs_up", transport))
    assert await session.wait_until(SessionState.TERMINATED) is SessionState.TERMINATED
    await check_relayed(ours.proxy, {"INVITE": 1, "ACK": 1, "BYE": 1})


async def test_b4_6_hold_and_resume(sides: tuple[Sides, str]) -> None:
    """Each re-INVITE and its ACK takes the route; media stops and comes back."""
    ours, transport = sides
    session = await ours.alice.call(ours.proxy.uri("bob", transport), source=f"tone:{HZ}")
    await until_heard(session, lambda now: now.received_packets > 0)
    await session.hold()
    await session.resume()
    before = (await heard(session)).received_packets
    await until_heard(session, lambda now: now.received_packets > before)
    await session.hang_up()
    await check_relayed(ours.proxy, {"INVITE": 3, "ACK": 3, "BYE": 1})


async def test_b1_10_a_call_is_cancelled(sides: tuple[Sides, str]) -> None:
    """CANCEL goes hop by hop; the 487 comes through."""
    ours, transport = sides
    calling = asyncio.create_task(ours.alice.call(ours.proxy.uri("rings", transport)))
    await until(lambda: [one.state for one in ours.alice.sessions()] == [SessionState.RINGING], "180")
    calling.cancel()
    await until(lambda: not ours.bob.sessions(), "the end at the other side")
    await check_relayed(ours.proxy, {"INVITE": 1, "CANCEL": 1})


async def test_b1_2_a_refusal_is_acknowledged_hop_by_hop(sides: tuple[Sides, str]) -> None:
    """The ACK for a 486 ends at the proxy."""
    ours, transport = sides
    with pytest.raises(SessionCoreError, match="486"):
        await ours.alice.call(ours.proxy.uri("busy", transport))
    await check_relayed(ours.proxy, {"INVITE": 1})


async def test_b7_1_the_proxy_asks_who_calls(sides: tuple[Sides, str]) -> None:
    """407 and the same INVITE with credentials (B7.1, B7.4); the called side never sees them."""
    ours, transport = sides
    session = await ours.alice.call(ours.proxy.uri("guarded", transport))
    await session.hang_up()
    await until(lambda: not ours.bob.sessions(), "BYE at the other side")
    await check_relayed(ours.proxy, {"INVITE": 1, "ACK": 1, "BYE": 1})


async def test_b9_1_a_forked_call_has_one_answer(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """B9.1, B2.6: two sides ring, one answers, the other one's call is cancelled by the proxy."""
    require_peer("kamailio")
    async with (
        SessionManager(listen=f"udp:{HOST}:0", answering=AnsweringTable({"two": AnsweringRule("ring")})) as rings,
        SessionManager(listen=f"udp:{HOST}:0", answering=AnsweringTable({"two": AnsweringRule("echo", "echo")})) as bob,
        SessionManager(listen=f"udp:{HOST}:0") as alice,
    ):
        proxy = Kamailio(tmp_path, {"two": [f"{HOST}:{one.local_address[1]}" for one in (rings, bob)]})
        try:
            session = await alice.call(proxy.uri("two"), source=f"tone:{HZ}")
            await until_heard(session, lambda now: is_about(now.tone_hz, now.level_dbov, HZ, -10.0))
            await until(lambda: not rings.sessions(), "CANCEL at the side that rings")
            await session.hang_up()
            await until(lambda: not bob.sessions(), "BYE at the other side")
        finally:
            proxy.stop()


async def test_b1_9_both_branches_come_to_the_same_side(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """B1.9: the second copy of the INVITE is 482, and the call is one call."""
    require_peer("kamailio")
    sent: list[bytes] = []

    def note(at: float, was_sent: bool, remote: tuple[str, int], data: bytes) -> None:
        if was_sent:
            sent.append(data[8:11])

    answers = AnsweringTable({"two": AnsweringRule("echo", "echo")})
    async with (
        SessionManager(listen=f"udp:{HOST}:0", answering=answers, on_message=note) as bob,
        SessionManager(listen=f"udp:{HOST}:0") as alice,
    ):
        proxy = Kamailio(tmp_path, {"two": [f"{HOST}:{bob.local_address[1]}"] * 2})
        try:
            session = await alice.call(proxy.uri("two"))
            await until(lambda: b"482" in sent, "the answer to the second copy")
            assert len(bob.sessions()) == 1
            await session.hang_up()
            await until(lambda: not bob.sessions(), "BYE at the other side")
        finally:
            proxy.stop()


@pytest.mark.parametrize("way", ["udp", "tcp"])
async def test_b6_1_b6_2_b6_8_kamailio_is_the_registrar(
    require_peer: Callable[[str], str], tmp_path: Path, way: str
) -> None:
    """B6.1, B6.2, B6.8: digest, 423 obeyed, a call comes to who is registered, and none does any more afterwards."""
    require_peer("kamailio")
    answers = AnsweringTable({USER: AnsweringRule("answer")})
    async with (
        SessionManager(listen=f"{way}:{HOST}:0", answering=answers) as here,
        SessionManager(listen=f"{way}:{HOST}:0") as caller,
    ):
        proxy = Kamailio(tmp_path, {}, registrar=True)
        try:
            registrar = f"sip:{HOST}:{proxy.port};transport={way}"
            account = SipAccount(
                f"sip:{USER}@{HOST}", Credentials(USER, PASSWORD), registrar, expires=10
            )  # too brief for it
            registration = await here.register(account)
            assert registration.state is RegistrationState.REGISTERED
            assert 50 < registration.seconds_left <= 60
            session = await caller.call(proxy.uri(USER, way))
            assert len(here.sessions()) == 1
            await session.hang_up()
            await until(lambda: not here.sessions(), "BYE at the other side")
            await registration.unregister()
            with pytest.raises(SessionCoreError, match="404"):
                await caller.call(proxy.uri(USER, way))
        finally:
            proxy.stop()
