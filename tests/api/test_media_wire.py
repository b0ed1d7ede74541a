"""Calls with a telephone that does what others do not: what is heard, and where sound goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager
from sessioncore.base.settings import Settings
from sessioncore.wire.rtp.packet import parse_header
from tests.api.conftest import manager
from tests.support.telephone import Telephone, bound, lines_of, waiting

PCMU = "m=audio PORT RTP/AVP 0"


@pytest.fixture
async def us() -> AsyncIterator[SessionManager]:
    settings = Settings(codecs=("PCMU", "L16/8000"))
    tone = AnsweringTable(default=AnsweringRule("answer", "tone:440"))
    async with manager(settings=settings, answering=tone) as made:
        yield made


async def received(session: Session, packets: int, until: Any) -> None:
    async def enough() -> bool:
        return (await session.statistics())[0].received_packets >= packets

    await until(enough)


async def test_b4_8_what_is_said_before_the_answer_is_heard(us: SessionManager, until: Any) -> None:
    """RFC 3264 5.1: the telephone is picked up and spoken into before its 200 is here."""
    with Telephone(us.local_address) as phone:
        calling = asyncio.create_task(us.call(phone.uri))
        invite = await phone.take("INVITE")
        [(_, port)] = lines_of(invite)
        phone.say(port, 10)
        [session] = us.sessions()
        await received(session, 10, until)
        await phone.respond(invite, "200 OK", phone.described(PCMU))
        assert await calling == session
        phone.say(port, 10)
        await received(session, 20, until)
        [now] = await session.statistics()
        assert (now.received_packets, now.lost, now.wrong_source) == (20, 0, 0)


async def test_b4_8_what_is_said_before_the_ack_is_heard_where_ours_was_the_offer(
    us: SessionManager, until: Any
) -> None:
    with Telephone(us.local_address) as phone:
        [(_, port)] = lines_of(await phone.offer())
        phone.say(port, 10)
        [session] = us.sessions()
        await received(session, 10, until)
        await phone.request("ACK", phone.described(PCMU))
        await phone.hear()
        phone.say(port, 10)
        await received(session, 20, until)
        assert (await session.statistics())[0].lost == 0


async def test_b5_7_a_telephone_behind_a_nat_hears_and_is_heard(us: SessionManager, until: Any) -> None:
    """Its description names an address that it has in its own network alone."""
    with Telephone(us.local_address) as phone, bound("127.0.0.2", phone.port) as own:
        [(_, port)] = lines_of(await phone.offer(phone.described(PCMU, host="127.0.0.2")))
        await phone.request("ACK")
        [session] = us.sessions()
        phone.say(port, 5)
        await received(session, 5, until)
        header = parse_header(await phone.hear())
        assert header is not None
        assert header.payload_type == 0
        waiting(own)
        await phone.hear()
        assert waiting(own) == 0


async def test_b5_7_somebody_who_never_asked_gets_25_packets_and_no_more(us: SessionManager) -> None:
    """Whoever calls may name any address: it gets half a second, however often it is named, reports included."""
    with Telephone(us.local_address) as phone, bound("127.0.0.3", phone.port) as victim:
        reports = bound("127.0.0.3", phone.port + 1)
        body = phone.described(PCMU, host="127.0.0.3")
        for version in range(1, 4):
            await phone.offer(body.replace("o=- 1 1", f"o=- 1 {version}"))
            await phone.request("ACK")
            await asyncio.sleep(0.4)
        assert 20 <= waiting(victim) + waiting(reports) <= 25
        reports.close()


async def test_b4_7_payload_numbers_of_either_side_are_its_own(us: SessionManager, until: Any) -> None:
    """RFC 3264 6.1: we offer L16 as 97; it wants to have it as 110, and sends us 97."""
    with Telephone(us.local_address) as phone:
        calling = asyncio.create_task(us.call(phone.uri, source="tone:440", codecs=("L16/8000",)))
        invite = await phone.take("INVITE")
        assert "a=rtpmap:97 L16/8000" in invite
        await phone.respond(invite, "200 OK", phone.described("m=audio PORT RTP/AVP 110|a=rtpmap:110 L16/8000"))
        session = await calling
        header = parse_header(await phone.hear())
        assert header is not None
        assert header.payload_type == 110
        [(_, port)] = lines_of(invite)
        phone.say(port, 5, payload_type=97, octets=320)
        phone.say(port, 2, payload_type=110, octets=320)
        await received(session, 5, until)
        [now] = await session.statistics()
        assert (now.received_packets, now.wrong_payload_type) == (5, 2)
        config = session.get_media_config()
        assert config is not None
        assert (config.payload_type, config.accepted) == (110, ((97, "L16/8000"),))


async def test_m8_of_several_lines_sound_is_taken_and_the_others_refused_in_their_place(us: SessionManager) -> None:
    """RFC 3264 6, 8.1, 8.2; RFC 9143 7.3: added, removed and brought back in mid-call; a bundle is not joined."""
    text = "m=text 40002 RTP/AVP 98|a=rtpmap:98 t140/1000|a=mid:2"
    video = "m=video 40000 RTP/AVP 97|a=rtpmap:97 VP8/90000|a=mid:0"
    sound = f"{PCMU}|a=mid:1"
    with Telephone(us.local_address) as phone:
        answer = await phone.offer(phone.described("a=group:BUNDLE 0 1 2", video, sound, text))
        await phone.request("ACK")
        assert "BUNDLE" not in answer
        [(_, port)] = [line for line in lines_of(answer) if line[1]]
        assert lines_of(answer) == [("video", 0), ("audio", port), ("text", 0)]
        await phone.hear()
        # One line more, then without sound, then with it again: always as many lines, each in its place.
        more = "m=application 40004 UDP/BFCP *"
        again = await phone.offer(phone.described(video, sound, text, more, version=2))
        await phone.request("ACK")
        assert lines_of(again) == [("video", 0), ("audio", port), ("text", 0), ("application", 0)]
        off = await phone.offer(phone.described(video, "m=audio 0 RTP/AVP 0", text, more, version=3))
        await phone.request("ACK")
        assert lines_of(off) == [("video", 0), ("audio", 0), ("text", 0), ("application", 0)]
        waiting(phone.rtp)
        await asyncio.sleep(0.1)
        assert waiting(phone.rtp) <= 1
        back = await phone.offer(phone.described(video, sound, text, more, version=4))
        await phone.request("ACK")
        assert lines_of(back) == lines_of(again)
        await phone.hear()


MIRRORED = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}


@pytest.mark.parametrize("role", ["caller", "callee"])
async def test_m6_all_directions_from_either_role(ends: Any, until: Any, role: str) -> None:
    """RFC 3264 6.1, 8.4: who holds, and how, is agreed alike at both ends; sound flows that way and in no other."""
    pair = await ends.connected("tone:440", "tone:600")
    ours, theirs = pair if role == "caller" else pair[::-1]

    async def flows() -> tuple[int, int]:
        [one], [other] = await ours.statistics(), await theirs.statistics()
        return one.received_packets, other.received_packets

    for direction in ("sendonly", "recvonly", "inactive", "sendrecv"):
        await ours.change_direction(direction)
        mirrored = MIRRORED[direction]
        assert ours.get_media_config().direction == direction

        async def they_agree(mirrored: str = mirrored) -> bool:
            return bool(theirs.get_media_config().direction == mirrored)

        await until(they_agree)
        await asyncio.sleep(0.05)  # what was on its way
        before = await flows()

        async def as_agreed(
            before: tuple[int, int] = before, hear: bool = "recv" in direction, speak: bool = "recv" in mirrored
        ) -> bool:
            heard, said = await flows()
            return (not hear or heard > before[0] + 4) and (not speak or said > before[1] + 4)

        await until(as_agreed)
        await asyncio.sleep(0.1)
        heard, said = await flows()
        assert "recv" in direction or heard == before[0]
        assert "recv" in mirrored or said == before[1]
    await ours.hold()
    await theirs.hold()
    await ours.resume()
    assert (ours.state.value, ours.get_media_config().direction) == ("on_hold", "recvonly")
    await theirs.resume()
    assert (ours.get_media_config().direction, theirs.get_media_config().direction) == ("sendrecv", "sendrecv")
