"""The embedded relay on real sockets: packets pass, ends and failures are told, and nothing is left."""

from __future__ import annotations

import asyncio
import base64
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import attrs
import pytest

from sessioncore.base.relay import (
    CloseRelay,
    DescriptionNotPassed,
    DescriptionPassed,
    PassDescription,
    RelayEvent,
    RelayFailed,
    RelayStopped,
)
from sessioncore.io.embedded_relay import EmbeddedRelay
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.media.security.dtls import Handshake, Identity
from sessioncore.media.security.srtp import SrtpContexts
from sessioncore.wire.rtp.packet import pack_header
from sessioncore.wire.sdp import Connection, MediaDescription, parse_sdp
from sessioncore.wire.sdp.crypto import Crypto, cryptos

HOST = "127.0.0.1"
SUITE, BOB_KEY = "AES_CM_128_HMAC_SHA1_80", bytes(range(65, 95))
PACKET = pack_header(0, 1, 160, 9) + bytes(160)


@attrs.define
class House:
    relay: EmbeddedRelay
    events: list[RelayEvent]
    alice: socket.socket
    bob: socket.socket

    def told(self) -> MediaDescription:
        """What a side was told last."""
        event = self.events[-1]
        assert isinstance(event, DescriptionPassed), event
        return parse_sdp(event.body).media[0]

    def pass_on(
        self,
        sender: str,
        kind: Any,
        from_: socket.socket,
        line: str = "RTP/AVP 0",
        name: str = "r",
        toward: str = "",
    ) -> int:
        """The port that the other side is told; 0 where it was not passed."""
        host, port = from_.getsockname()[:2]
        at = f"IN IP{6 if ':' in host else 4} {host}"
        body = f"v=0\r\no=- 1 1 {at}\r\ns=-\r\nc={at}\r\nt=0 0\r\nm=audio {port} {line}\r\n".encode()
        self.relay.submit(PassDescription(name, 1, sender, "", kind, body, HOST, toward=toward))
        event = self.events[-1]
        return parse_sdp(event.body).media[0].port if isinstance(event, DescriptionPassed) else 0

    def set_up(self) -> tuple[int, int]:
        """Where Bob sends to, and where Alice does."""
        return self.pass_on("a", "offer", self.alice), self.pass_on("b", "answer", self.bob)

    async def event(self, kind: type[RelayEvent]) -> Any:
        for _ in range(3_000):
            if self.events and isinstance(self.events[-1], kind):
                return self.events[-1]
            await asyncio.sleep(0.01)
        raise AssertionError(f"no {kind.__name__} but {self.events}")

    async def hears(
        self, ear: socket.socket, mouth: socket.socket, port: int, data: bytes = PACKET
    ) -> tuple[bytes, int]:
        """What arrives, and from which port; sent again until it does, for the process takes its time to begin."""
        loop = asyncio.get_running_loop()
        for _ in range(150):
            await loop.sock_sendto(mouth, data, (mouth.getsockname()[0], port))
            try:
                heard, source = await asyncio.wait_for(loop.sock_recvfrom(ear, 2_000), 0.2)
            except TimeoutError:
                continue
            return heard, source[1]
        raise AssertionError("nothing arrived")


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    pool = MediaPortPool(HOST, count=2)
    yield pool.socket(pool.take()), pool.socket(pool.take())
    pool.close()


@pytest.fixture
async def make_house(ends: tuple[socket.socket, socket.socket]) -> AsyncIterator[Callable[..., House]]:
    made: list[House] = []

    def make(count: int = 4, **options: Any) -> House:
        events: list[RelayEvent] = []
        house = House(EmbeddedRelay(MediaPortPool(HOST, count=count), events.append, **options), events, *ends)
        made.append(house)
        return house

    yield make
    for house in made:
        pid = house.relay.engine.pid
        await house.relay.stop()
        assert house.relay.engine.pid == 0
        if pid:
            with pytest.raises(ProcessLookupError):
                os.kill(pid, 0)


async def test_m19_packets_pass_both_ways_and_all_is_given_back(make_house: Callable[..., House]) -> None:
    house = make_house()
    for_bob, for_alice = house.set_up()
    assert await house.hears(house.bob, house.alice, for_alice) == (PACKET, for_bob)
    assert await house.hears(house.alice, house.bob, for_bob) == (PACKET, for_alice)
    for garbage in (b"", b"\xff" * 1_700, b"nonsense nonsense"):
        house.alice.sendto(garbage, (HOST, for_alice))
    assert await house.hears(house.bob, house.alice, for_alice) == (PACKET, for_bob)
    house.relay.submit(CloseRelay("r"))
    stopped = await house.event(RelayStopped)
    alice, bob = stopped.figures
    assert (alice.leg, bob.leg, alice.malformed) == ("a", "b", 3)
    assert alice.packets >= 2
    assert bob.packets >= 1
    assert (len(house.relay), len(house.relay.pool), house.relay.engine.lines) == (0, 4, 0)


@pytest.mark.parametrize("rewrite", [False, True])
async def test_m19_one_side_has_ipv4_and_the_other_ipv6(make_house: Callable[..., House], rewrite: bool) -> None:
    """RTCP, too; each is told a port of its own family, and both are given back."""
    there = MediaPortPool("::1", count=1)
    second = MediaPortPool("::1", count=1)
    house = make_house(count=1, second=second, rewrite=rewrite)
    house.bob = there.socket(port := there.take())
    for_bob = house.pass_on("a", "offer", house.alice, toward="::1")
    assert parse_sdp(house.events[-1].body).connection_of(0) == Connection("::1")  # type: ignore[union-attr]
    for_alice = house.pass_on("b", "answer", house.bob)
    assert parse_sdp(house.events[-1].body).connection_of(0) == Connection(HOST)  # type: ignore[union-attr]
    assert (await house.hears(house.bob, house.alice, for_alice))[1] == for_bob
    assert (await house.hears(house.alice, house.bob, for_bob))[1] == for_alice
    report = bytes([0x80, 201, 0, 1, 0, 0, 0, 9])
    ear = there.control_socket(port)
    assert ear is not None
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.bind((HOST, 0))
        mouth.setblocking(False)
        heard, source = await house.hears(ear, mouth, for_alice + 1, report)
    assert (heard[:2], source) == (report[:2], for_bob + 1)
    house.relay.submit(CloseRelay("r"))
    alice, bob = (await house.event(RelayStopped)).figures
    assert alice.packets >= 2
    assert bob.packets >= 1
    assert (len(house.relay.pool), len(second)) == (1, 1)
    # Without ports of the second family left nothing of the first is kept.
    second.take()
    assert house.pass_on("a", "offer", house.alice, name="s", toward="::1") == 0
    assert len(house.relay.pool) == 1
    there.close()


async def test_b5_12_headers_are_rewritten_where_that_is_wanted(make_house: Callable[..., House]) -> None:
    house = make_house(rewrite=True)
    _, for_alice = house.set_up()
    heard, _ = await house.hears(house.bob, house.alice, for_alice)
    assert heard[:2] + heard[12:] == PACKET[:2] + PACKET[12:]
    assert heard[8:12] != PACKET[8:12]


async def test_m19_srtp_on_one_side_ends_in_the_process(
    make_house: Callable[..., House], capfd: pytest.CaptureFixture[str]
) -> None:
    house = make_house(offers="required")
    for_bob = house.pass_on("a", "offer", house.alice)
    offered = next(line for line in cryptos(house.told()) if line.suite == SUITE)
    for_alice = house.pass_on("b", "answer", house.bob, f"RTP/SAVP 0\r\na=crypto:{Crypto(1, SUITE, BOB_KEY).encode()}")
    assert house.told().protocol == "RTP/AVP"
    sealed, _ = await house.hears(house.bob, house.alice, for_alice)
    bob = SrtpContexts()
    bob.key(SUITE, BOB_KEY, offered.key)
    assert bob.open(sealed) == PACKET
    for sequence in range(2, 20):  # a packet that came before would not be heard again
        packet = pack_header(0, sequence, 160, 9) + bytes(160)
        data = bob.seal(packet)
        assert data is not None
        house.bob.sendto(data, (HOST, for_bob))
        assert await asyncio.wait_for(asyncio.get_running_loop().sock_recv(house.alice, 2_000), 5) == packet
    house.relay.submit(CloseRelay("r"))
    await house.event(RelayStopped)
    assert base64.b64encode(BOB_KEY).decode() not in repr(vars(house.relay))
    said = "".join(capfd.readouterr())
    assert BOB_KEY.hex() not in said
    assert base64.b64encode(BOB_KEY).decode() not in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may run in real time")
@pytest.mark.parametrize("impostor", [False, True])
async def test_m19_a_handshake_ends_in_the_process(make_house: Callable[..., House], impostor: bool) -> None:
    """RFC 5763: under the certificate that the description names; with another one that is told, and passes nothing."""
    house = make_house(offers="plain")
    theirs = Identity.make()
    named = Identity.make().fingerprint if impostor else theirs.fingerprint
    line = f"UDP/TLS/RTP/SAVP 0\r\na=rtcp-mux\r\na=setup:passive\r\na=fingerprint:{named}"
    house.pass_on("a", "offer", house.alice, line)
    for_alice = house.pass_on("b", "answer", house.bob)
    ours = house.told().attribute("fingerprint") or ""
    assert house.told().attribute("setup") == "active"
    handshake = Handshake(theirs, active=False, fingerprints=(ours,))
    loop = asyncio.get_running_loop()
    heard, source = await asyncio.wait_for(loop.sock_recvfrom(house.alice, 2_000), 20)
    assert source[1] == for_alice
    while not handshake.done or handshake.outgoing:
        if heard:
            handshake.take(heard)
        for data in handshake.outgoing:
            await loop.sock_sendto(house.alice, data, (HOST, for_alice))
        handshake.outgoing.clear()
        heard = b"" if handshake.done else (await asyncio.wait_for(loop.sock_recvfrom(house.alice, 2_000), 20))[0]
    if impostor:
        failed = await house.event(RelayFailed)
        assert failed.reason == "the peer's certificate is not the one that its description names"
        assert (len(house.relay), len(house.relay.pool)) == (0, 4)
        return
    contexts = SrtpContexts()
    contexts.key(handshake.suite, handshake.our_key, handshake.their_key)
    sealed = contexts.seal(PACKET)
    assert sealed is not None
    await loop.sock_sendto(house.alice, sealed, (HOST, for_alice))
    assert (await asyncio.wait_for(loop.sock_recvfrom(house.bob, 2_000), 20))[0] == PACKET


def test_b5_12_beside_a_parent_in_real_time_the_process_goes_first() -> None:
    code = (
        "import os; from sessioncore.io.relay_process import go_first\n"
        "os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param({priority})); go_first()\n"
        "print(os.sched_getscheduler(0) == os.SCHED_FIFO, os.sched_getparam(0).sched_priority)"
    )
    for priority, expected in ((10, 11), (99, 99)):
        command = [sys.executable, "-c", code.format(priority=priority)]
        assert subprocess.check_output(command, text=True).split() == ["True", str(expected)]


async def test_a_process_that_dies_is_told_and_the_next_call_has_another(make_house: Callable[..., House]) -> None:
    house = make_house()
    house.set_up()
    dead = house.relay.engine.pid
    os.kill(dead, signal.SIGKILL)
    failed = await house.event(RelayFailed)
    assert (failed.relay, failed.reason) == ("r", "the relay process has ended")
    assert (len(house.relay), len(house.relay.pool)) == (0, 4)
    house.relay.engine._started_at -= 60  # as if it had run for long: one that dies at once is not begun again at once
    for_bob, for_alice = house.set_up()
    assert house.relay.engine.pid not in (0, dead)
    assert await house.hears(house.bob, house.alice, for_alice) == (PACKET, for_bob)


async def test_many_commands_at_once_are_taken_and_wait_where_the_process_does_not_take_them(
    make_house: Callable[..., House],
) -> None:
    """Nothing of ours waits meanwhile: that it hangs is told by a timer, and what it takes late was not lost."""
    house = make_house()
    _, for_alice = house.set_up()
    await house.hears(house.bob, house.alice, for_alice)  # one that begins takes nothing yet
    for _ in range(3_000):
        house.pass_on("b", "answer", house.bob)
    os.kill(house.relay.engine.pid, signal.SIGSTOP)
    for _ in range(1_000):
        house.pass_on("b", "answer", house.bob)
    os.kill(house.relay.engine.pid, signal.SIGCONT)
    house.relay.submit(CloseRelay("r"))
    assert isinstance(await house.event(RelayStopped), RelayStopped)
    house.set_up()
    os.kill(house.relay.engine.pid, signal.SIGSTOP)
    for _ in range(2_000):
        house.pass_on("b", "answer", house.bob)
    assert not any(isinstance(event, RelayFailed) for event in house.events)
    assert (await house.event(RelayFailed)).reason == "the relay process has hung"
    assert (len(house.relay.pool), house.relay.engine.pid) == (4, 0)


async def test_more_than_can_wait_is_given_up(make_house: Callable[..., House]) -> None:
    house = make_house()
    house.set_up()
    os.kill(house.relay.engine.pid, signal.SIGSTOP)
    for _ in range(12_000):
        house.pass_on("b", "answer", house.bob)
        if any(isinstance(event, RelayFailed) for event in house.events):
            break
    (failed,) = [event for event in house.events if isinstance(event, RelayFailed)]
    assert failed.reason == "the relay process takes no commands"
    assert (len(house.relay.pool), house.relay.engine.pid) == (4, 0)


async def test_b5_4_a_process_that_hangs_is_told_though_nothing_is_wanted_of_it(
    make_house: Callable[..., House],
) -> None:
    house = make_house(look=0.3)
    _, for_alice = house.set_up()
    await house.hears(house.bob, house.alice, for_alice)
    await asyncio.sleep(1.0)
    assert not any(isinstance(event, RelayFailed) for event in house.events), "it answers"
    os.kill(house.relay.engine.pid, signal.SIGSTOP)
    assert (await house.event(RelayFailed)).reason == "the relay process has hung"
    assert (len(house.relay.pool), house.relay.engine.pid) == (4, 0)


async def test_no_port_is_told_and_leaves_nothing(make_house: Callable[..., House]) -> None:
    house = make_house(count=3)
    assert house.pass_on("a", "offer", house.alice)
    assert house.pass_on("c", "offer", house.bob, name="second") == 0
    event = house.events[-1]
    assert isinstance(event, DescriptionNotPassed)
    assert event.reason == "all 3 media ports are in use"
    assert (len(house.relay), len(house.relay.pool)) == (1, 1)


async def test_m19_a_thousand_calls_leave_nothing(make_house: Callable[..., House]) -> None:
    """Ports, lines and files of the process: as many as before; some are refused for want of a port, and leave none."""
    house = make_house(count=40)
    house.set_up()
    house.relay.submit(CloseRelay("r"))
    await house.event(RelayStopped)
    files = f"/proc/{house.relay.engine.pid}/fd"
    before = len(os.listdir(files))
    refused = 0
    for number in range(0, 1_000, 25):
        names = [f"call {number + more}" for more in range(25)]
        for name in names:
            refused += not house.pass_on(f"a {name}", "offer", house.alice, name=name)
            house.pass_on(f"b {name}", "answer", house.bob, name=name)
        for name in names:
            house.relay.submit(CloseRelay(name))
        for _ in range(3_000):
            if not len(house.relay):
                break
            await asyncio.sleep(0.01)
        assert (len(house.relay), house.relay.engine.lines, len(house.relay.pool)) == (0, 0, 40)
    assert refused == 200
    assert len(os.listdir(files)) == before
    assert house.relay.engine.starts == 1


async def test_what_is_no_description_is_told(make_house: Callable[..., House]) -> None:
    house = make_house()
    house.relay.submit(PassDescription("r", 7, "a", "", "offer", b"v=1"))
    assert isinstance(house.events[-1], DescriptionNotPassed)
    assert house.events[-1].number == 7
    house.relay.submit(CloseRelay("unknown"))
    assert (len(house.events), len(house.relay)) == (1, 0)
