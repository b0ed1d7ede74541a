"""Call, hold, say so, and wait: a program to be killed.

python -m tests.interop.calling_program STORE URI
"""

from __future__ import annotations

import asyncio
import sys

from sessioncore.api import FileStore, SessionManager


async def main() -> None:
    async with SessionManager(listen="udp:127.0.0.1:0", store=FileStore(sys.argv[1]), media_ports=1) as manager:
        print(f"listening on udp:127.0.0.1:{manager.local_address[1]}", flush=True)
        session = await manager.call(sys.argv[2])
        await session.hold()
        print("held", flush=True)
        await session.wait_over()


asyncio.run(main())
