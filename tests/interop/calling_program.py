"""Call, hold, say so, and wait: a program to be killed.

python -m tests.interop.calling_program STORE PORT URI
"""

from __future__ import annotations

import asyncio
import sys

from sessioncore.api import FileStore, SessionManager


async def main() -> None:
    _, store, port, uri = sys.argv
    async with SessionManager(listen=f"udp:127.0.0.1:{port}", store=FileStore(store), media_ports=1) as manager:
        session = await manager.call(uri)
        await session.hold()
        print("held", flush=True)
        await session.wait_over()


asyncio.run(main())
