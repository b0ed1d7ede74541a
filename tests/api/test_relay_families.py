"""Two sessions are joined by the embedded relay, the peer of one with media over IPv4, of the other over IPv6."""

from __future__ import annotations

import asyncio
import re
import socket

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, RelayOptions, SessionManager
from sessioncore.base.errors import ConfigError
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.wire.rtp.packet import pack_header
from tests.api.test_relayed_lines import Phone

HERE = "udp:127.0.0.1:0"


async def test_m19_the_peers_of_two_families_are_joined() -> None:
    pool = MediaPortPool("::1", count=1)
    relay = RelayOptions(ports=1, second_address="::1")
    tone = AnsweringTable(default=AnsweringRule("answer", "tone:440"))
    sip = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sip.bind(("127.0.0.1", 0))
    sip.setblocking(False)
    async with (
        SessionManager(listen=HERE, answering=tone, media_ports=1) as alice,
        SessionManager(listen=HERE, relay=relay, media_ports=2) as middle,
    ):
        bob = Phone("bob", middle.local_address, sip, {"audio": pool.socket(pool.take())})
        port = bob.media["audio"].getsockname()[1]
        here = "IN IP6 ::1"
        body = f"v=0\r\no=bob 1 1 {here}\r\ns=-\r\nc={here}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\n"
        try:
            first = await middle.call("sip:x@{}:{}".format(*alice.local_address))
            calling = asyncio.create_task(middle.call(bob.uri))
            await bob.respond(await bob.take("INVITE"), "200 OK", body)
            second = await calling
            await bob.take("ACK")
            joining = asyncio.create_task(middle.setup_rtp_relay(first, second))
            again = await bob.take("INVITE")
            told = re.search(r"c=IN IP6 ::1\r\n.*m=audio (\d+) ", again, re.DOTALL)
            assert told is not None, again
            await bob.respond(again, "200 OK", body.replace("bob 1 1", "bob 1 2"))
            made = await joining
            assert made.kind == "joined"
            heard = await bob.hears("audio")
            assert len(heard) == 172, "20 ms of Alice's tone"
            (session,) = alice.sessions()
            before = received = (await session.statistics())[0].received_packets
            for number in range(500):
                packet = pack_header(0, number, 160 * number, 7) + bytes(160)
                bob.media["audio"].sendto(packet, ("::1", int(told[1])))
                await asyncio.sleep(0.02)
                received = (await session.statistics())[0].received_packets
                if received > before + 20:
                    break
            assert received > before + 20
        finally:
            sip.close()
            pool.close()


async def test_a_second_address_of_the_same_family_is_refused() -> None:
    with pytest.raises(ConfigError, match="of the same family"):
        async with SessionManager(listen=HERE, relay=RelayOptions(ports=1, second_address="127.0.0.2")):
            pass
