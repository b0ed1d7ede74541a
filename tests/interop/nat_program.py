"""One SIP endpoint with full ICE, for a network namespace: it answers with a tone, or calls and tells what it hears.

    python -m tests.interop.nat_program '{"listen": ..., "settings": {...}, "servers": {...}, "call": "sip:..."}'

A line of JSON on standard output says that it is ready; another one what came of the call: whether the tone was heard,
and which datagrams went where (port of the peer, first octet).
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from sessioncore.api import AnsweringRule, AnsweringTable, IceServers, SessionManager
from sessioncore.base.settings import Settings

TONE_HZ = 440
_MEDIA = range(128, 192)
_CHANNELS = range(64, 80)


async def run(wanted: dict[str, Any]) -> None:
    sent: set[tuple[str, int, str]] = set()

    def tap(now: float, is_sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
        if is_sent and (data[0] in _MEDIA or (data[0] in _CHANNELS and data[4] in _MEDIA)):
            sent.add((*address, "channel" if data[0] in _CHANNELS else "rtp"))

    settings = Settings(media_security="required", media_keying="dtls", ice="full", **wanted["settings"])
    async with SessionManager(
        listen=wanted["listen"],
        advertise=wanted.get("advertise"),
        settings=settings,
        media_ports=2,
        ice=IceServers(**wanted["servers"]),
        answering=AnsweringTable({"tone": AnsweringRule("tone", f"tone:{TONE_HZ}")}),
        on_packet=tap,
    ) as manager:
        print(json.dumps({"ready": True}), flush=True)
        if "call" not in wanted:
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
            return
        session = await manager.call(wanted["call"], source="tone:600")
        heard = False
        for _ in range(300):
            (figures,) = await session.statistics()
            heard = abs(figures.tone_hz - TONE_HZ) < 10 and figures.sent_packets > 0
            if heard:
                break
            await asyncio.sleep(0.05)
        await session.hang_up()
        print(json.dumps({"heard": heard, "sent": sorted(sent)}), flush=True)


if __name__ == "__main__":
    asyncio.run(run(json.loads(sys.argv[1])))
