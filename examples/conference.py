"""A room: whoever calls hears the others. Needs the extra [mix]. Here three of our own call, each with a tone."""

from __future__ import annotations

import asyncio

from sessioncore.api import Mix, SessionManager


async def admit(room: SessionManager, mix: Mix, joined: asyncio.Semaphore) -> None:
    async for session in room.incoming():
        await session.answer()
        mix.join(session)
        joined.release()


async def main() -> None:
    async with SessionManager(listen="udp:127.0.0.1:0") as room, SessionManager(listen="udp:127.0.0.1:0") as phones:
        assert room.media is not None
        mix = room.media.create_mix(16_000)
        joined = asyncio.Semaphore(0)
        admitting = asyncio.create_task(admit(room, mix, joined))
        target = "sip:room@{}:{}".format(*room.local_address)
        callers = [await phones.call(target, source=f"tone:{hertz}") for hertz in (440, 660, 880)]
        for _ in callers:
            await joined.acquire()
        print(f"{len(await mix.levels())} in the room")
        for caller in callers[1:]:
            await caller.hang_up()
        async with callers[0].audio() as heard:
            async for frame in heard:
                if not any(frame.samples):
                    break
        print("alone again")
        await callers[0].hang_up()
        admitting.cancel()


asyncio.run(main())
