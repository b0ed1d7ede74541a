"""rtpengine behind the relay interface, with an engine in the test's hand: what is asked, and what comes of it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sessioncore.base.relay import (
    CloseRelay,
    DescriptionNotPassed,
    DescriptionPassed,
    PassDescription,
    RelayEvent,
    RelayFailed,
    RelaySilent,
    RelayStopped,
)
from sessioncore.io.bencode import decode, encode
from sessioncore.io.rtpengine import RtpEngine

HOST = "127.0.0.1"
SDP = (
    b"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n"
    b"m=audio 4000 RTP/AVP 0\r\nm=message 5 TCP/MSRP *\r\n"
)

SECURE = SDP.replace(b"4000 RTP/AVP", b"4000 RTP/SAVP")
BROWSER = SDP.replace(b"\r\nm=audio 4000 RTP/AVP 0", b"\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 0").replace(
    b"m=message", b"a=mid:0\r\na=extmap:1 urn:x\r\na=rtcp-mux\r\na=ice-ufrag:abcd\r\nm=message"
)

values = some.recursive(
    some.integers(-(2**40), 2**40) | some.binary(max_size=20),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.binary(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@given(values)
def test_bencode_comes_back(value: Any) -> None:
    assert decode(encode(value)) == value


@given(some.binary(max_size=60))
def test_any_octets_are_a_value_or_an_error(data: bytes) -> None:
    try:
        value = decode(data)
    except ValueError:
        return
    assert decode(encode(value)) == value


def test_bencode_is_bounded() -> None:
    for data in (b"l" * 100, b"9999999999:a", b"i" + b"1" * 50 + b"e", b"d1:al", b"1:ab", b"-1:a"):
        with pytest.raises(ValueError):  # noqa: PT011  whatever it says
            decode(data)
    for value in (True, 1.5):
        with pytest.raises(TypeError):
            encode(value)


@attrs.define
class Machine:
    """The engine: a socket, and what was asked."""

    socket: socket.socket
    relay: RtpEngine
    events: list[RelayEvent]
    last: tuple[bytes, Any] = (b"", b"")

    async def asked(self, command: str) -> dict[str, Any]:
        """The next question, copies of the one before left out."""
        loop = asyncio.get_running_loop()
        while True:
            data, source = await asyncio.wait_for(loop.sock_recvfrom(self.socket, 65_535), 30)
            cookie, _, message = data.partition(b" ")
            if cookie != self.last[0]:
                break
        self.last = cookie, source
        found = decode(message)
        assert isinstance(found, dict)
        assert found[b"command"] == command.encode()
        return {key.decode(): value for key, value in found.items()}

    async def say(self, **answer: Any) -> None:
        cookie, source = self.last
        answer.setdefault("result", "ok")
        data = cookie + b" " + encode({key.replace("_", "-"): value for key, value in answer.items()})
        await asyncio.get_running_loop().sock_sendto(self.socket, data, source)

    async def event(self, kind: type[RelayEvent]) -> Any:
        for _ in range(500):
            if self.events:
                break
            await asyncio.sleep(0.01)
        event = self.events.pop(0)
        assert isinstance(event, kind), event
        return event

    async def begin(self) -> None:
        self.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
        await self.asked("offer")
        await self.say(sdp=b"offered")
        assert (await self.event(DescriptionPassed)).body == b"offered"


@pytest.fixture
async def make_machine() -> AsyncIterator[Callable[..., Machine]]:
    made: list[Machine] = []

    def make(**options: Any) -> Machine:
        bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        bound.bind((HOST, 0))
        bound.setblocking(False)
        events: list[RelayEvent] = []
        machine = Machine(bound, RtpEngine(bound.getsockname(), events.append, **options), events)
        machine.relay.start()
        made.append(machine)
        return machine

    yield make
    for machine in made:
        await machine.relay.stop()
        assert (len(machine.relay), machine.relay.open_questions) == (0, 0)
        machine.socket.close()


async def test_m19_an_offer_its_answer_and_the_end(make_machine: Callable[..., Machine]) -> None:
    machine = make_machine()
    machine.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
    offer = await machine.asked("offer")
    assert offer["sdp"] == SDP.replace(b"message 5 ", b"message 0 "), "what it cannot relay is refused"
    assert (offer["from-tag"], "to-tag" in offer, offer["ICE"]) == (b"a", False, b"remove")
    await machine.say(sdp=b"offered")
    assert await machine.event(DescriptionPassed) == DescriptionPassed("r", 1, b"offered")
    machine.relay.submit(PassDescription("r", 2, "b", "a", "answer", SDP))
    answer = await machine.asked("answer")
    assert (answer["from-tag"], answer["to-tag"], answer["call-id"]) == (b"a", b"b", offer["call-id"])
    await machine.say(sdp=b"answered")
    assert await machine.event(DescriptionPassed) == DescriptionPassed("r", 2, b"answered")
    machine.relay.submit(PassDescription("r", 3, "b", "a", "offer", SDP))
    again = await machine.asked("offer")
    assert (again["from-tag"], again["to-tag"]) == (b"b", b"a")
    await machine.say(sdp=b"again")
    await machine.event(DescriptionPassed)
    machine.relay.submit(CloseRelay("r"))
    await machine.asked("query")
    await machine.say(tags={"a": side(7)})
    assert (await machine.asked("delete"))["delete-delay"] == 0
    await machine.say()
    (figures,) = (await machine.event(RelayStopped)).figures
    assert (figures.leg, figures.line, figures.packets) == ("a", 0, 7)


@pytest.mark.parametrize(
    ("offers", "asked"),
    [
        ("plain", (b"RTP/AVP", b"off", None)),
        ("optional", (b"RTP/AVP", b"off", [b"offer"])),
        ("required", (b"RTP/SAVP", b"off", None)),
    ],
)
async def test_m19_what_the_other_side_is_offered(
    make_machine: Callable[..., Machine], offers: Any, asked: tuple[Any, ...]
) -> None:
    machine = make_machine(offers=offers)
    machine.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
    offer = await machine.asked("offer")
    assert (offer["transport-protocol"], offer["DTLS"], offer.get("OSRTP")) == asked
    assert (b"no-NULL_HMAC_SHA1_80" in offer.get("SDES", [])) == (offers != "plain"), "which would hide nothing"
    await machine.say(sdp=b"offered")
    answer = SECURE if offers == "required" else SDP
    machine.relay.submit(PassDescription("r", 2, "b", "a", "answer", answer))
    assert "transport-protocol" not in await machine.asked("answer"), "an answer is as its offer was"


async def passed(machine: Machine, sender: str, kind: Any, body: bytes, **more: Any) -> dict[str, Any]:
    """What is asked about a description of this side's, of `a` and `b`."""
    receiver = {"a": "b", "b": "a"}[sender]
    machine.relay.submit(PassDescription("r", 1, sender, receiver, kind, body, **more))
    asked = await machine.asked(kind)
    await machine.say(sdp=b"told")
    await machine.event(DescriptionPassed)
    return asked


async def test_m19_a_browser_calls_a_telephone(make_machine: Callable[..., Machine]) -> None:
    """Each side keeps what it has, whoever offers; checks (RFC 8445) and RTCP on one port are for the browser alone."""
    machine = make_machine(offers="auto", sdes=False)
    offer = await passed(machine, "a", "offer", BROWSER)
    assert (offer["transport-protocol"], offer["DTLS"], offer["ICE"]) == (b"RTP/AVP", b"off", b"remove")
    assert (offer["rtcp-mux"], offer["SDES"]) == ([b"demux"], [b"off"])
    assert not any(one in offer["sdp"] for one in (b"BUNDLE", b"mid:", b"extmap")), "a telephone knows none of these"
    assert b"a=ice-ufrag:abcd" in offer["sdp"], "rtpengine has to know"
    answer = await passed(machine, "b", "answer", SDP)
    assert (answer["ICE"], "DTLS" in answer, answer["SDES"]) == (b"force", False, [b"off"])
    again = await passed(machine, "b", "offer", SDP)
    assert (again["transport-protocol"], again["ICE"]) == (b"UDP/TLS/RTP/SAVPF", b"force")
    answer = await passed(machine, "a", "answer", BROWSER)
    assert answer["ICE"] == b"remove"
    assert (await passed(machine, "a", "offer", BROWSER))["transport-protocol"] == b"RTP/AVP"


async def test_m19_a_browser_is_called(make_machine: Callable[..., Machine]) -> None:
    machine = make_machine(offers="auto", sdes=False)
    offer = await passed(machine, "a", "offer", SDP, browser=True)
    assert (offer["transport-protocol"], offer["ICE"]) == (b"UDP/TLS/RTP/SAVPF", b"force")
    assert (offer["rtcp-mux"], offer["SDES"]) == ([b"offer"], [b"off"])
    assert (await passed(machine, "b", "answer", BROWSER))["ICE"] == b"remove"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([("a", "offer", SECURE)], "keys would go over a transport that others can read"),
        ([("a", "offer", BROWSER), ("b", "answer", SDP), ("a", "offer", SDP)], "would not be protected any more"),
        ([("a", "offer", SDP), ("b", "answer", SDP)], "does not say how the media is protected"),
    ],
)
async def test_m19_protection_is_not_taken_away(
    make_machine: Callable[..., Machine], said: list[tuple[str, Any, bytes]], why: str
) -> None:
    machine = make_machine(offers="auto", sdes=False)
    *before, last = said
    for one in before:
        await passed(machine, *one, browser=last[1] == "answer")
    machine.relay.submit(PassDescription("r", 9, last[0], "", last[1], last[2]))
    assert why in (await machine.event(DescriptionNotPassed)).reason


async def test_what_is_not_answered_is_asked_again_and_a_second_answer_is_none(
    make_machine: Callable[..., Machine],
) -> None:
    machine = make_machine()
    machine.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
    loop = asyncio.get_running_loop()
    first, second = [await asyncio.wait_for(loop.sock_recv(machine.socket, 65_535), 30) for _ in range(2)]
    assert first == second
    machine.last = first.partition(b" ")[0], machine.relay._socket.getsockname()  # type: ignore[union-attr]
    await machine.say(sdp=b"once")
    await machine.say(sdp=b"twice")
    assert (await machine.event(DescriptionPassed)).body == b"once"
    await asyncio.sleep(0.05)
    assert machine.events == []


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"result": "error", "error-reason": "no port"}, "rtpengine refuses: no port"),
        ({"result": "load limit"}, "rtpengine refuses: no reason"),
        ({}, "rtpengine does not say what the other side is to be told"),
    ],
)
async def test_what_it_refuses_is_told(
    answer: dict[str, str], reason: str, make_machine: Callable[..., Machine]
) -> None:
    machine = make_machine()
    machine.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
    await machine.asked("offer")
    await machine.say(**answer)
    assert await machine.event(DescriptionNotPassed) == DescriptionNotPassed("r", 1, reason)


async def test_octets_that_mean_nothing_are_told_and_strangers_are_not_heard(
    make_machine: Callable[..., Machine],
) -> None:
    machine = make_machine()
    machine.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
    await machine.asked("offer")
    cookie, source = machine.last
    for data in (b"", b"stranger d6:result2:oke", b"\xff" * 2_000, cookie + b" d6:result"):
        machine.socket.sendto(data, source)
    assert (await machine.event(DescriptionNotPassed)).reason == "rtpengine says what cannot be read"
    machine.relay.submit(PassDescription("r", 2, "a", "", "offer", b"v=1"))
    assert (await machine.event(DescriptionNotPassed)).number == 2


async def test_an_engine_that_is_not_there_is_told(make_machine: Callable[..., Machine]) -> None:
    machine = make_machine()
    machine.socket.close()
    machine.relay.submit(PassDescription("r", 1, "a", "", "offer", SDP))
    assert (await machine.event(DescriptionNotPassed)).reason == "rtpengine does not answer"


def side(packets: int) -> dict[str, Any]:
    stream = {"local port": 23_000, "stats": {"packets": packets, "bytes": 172 * packets, "errors": 0}}
    return {"medias": [{"index": 1, "flags": ["send", "recv"], "streams": [stream]}]}


async def test_b5_4_silence_and_a_call_that_it_forgot_are_told(make_machine: Callable[..., Machine]) -> None:
    machine = make_machine(look_seconds=0.02, silence_seconds=0.0)
    await machine.begin()
    for packets in (3, 4, 4, 4):
        await machine.asked("query")
        await machine.say(tags={"a": side(packets)})
    silent = await machine.event(RelaySilent)
    assert (silent.relay, silent.leg, silent.line) == ("r", "a", 0)
    await machine.asked("query")
    assert machine.events == [], "told once"
    await machine.say(**{"result": "error", "error-reason": "Unknown call-id"})
    assert await machine.event(RelayFailed) == RelayFailed("r", "rtpengine refuses: Unknown call-id")
    assert len(machine.relay) == 0
