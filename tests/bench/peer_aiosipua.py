"""The yardstick: aiosipua answers every call with 180 and 200, SDP negotiated.

On asyncio's own loop: aiosipua 0.7 insists on it.

    python tests/bench/peer_aiosipua.py PORT
"""

from __future__ import annotations

import asyncio
import sys
from typing import Any

from aiosipua import SipUAS, negotiate_sdp
from aiosipua.transport import UdpSipTransport

HOST = "127.0.0.1"
DISCARD_PORT = 9  # as our own `media = "none"`: negotiated, and nobody listens there


def answer(call: Any) -> None:
    """Ring, and answer with what fits the offer."""
    call.ringing()
    description, _ = negotiate_sdp(call.sdp_offer, local_ip=HOST, rtp_port=DISCARD_PORT)
    call.accept(description)


def ended(call: Any, request: Any = None) -> None:
    """The call is over; aiosipua has sent the 200 to BYE."""


async def main() -> None:
    port = int(sys.argv[1])
    server = SipUAS(UdpSipTransport((HOST, port)))
    server.on_invite = answer
    server.on_bye = ended
    await server.start()
    print(f"listening on udp:{HOST}:{port}", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
