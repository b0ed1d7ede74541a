import asyncio
from contextlib import suppress

from sessioncore.api import Session, SessionManager
from sessioncore.base.errors import MediaError


async def parrot(session: Session) -> None:
    await session.answer()
    async with session.audio(16000) as heard:
        with suppress(MediaError):  # the call may be over before all that was heard is repeated
            async for frame in heard:
                await session.send_audio(frame)


async def main() -> None:
    async with SessionManager(listen="udp:127.0.0.1:0") as bot, SessionManager(listen="udp:127.0.0.1:0") as caller:
        calling = asyncio.create_task(caller.call("sip:parrot@{}:{}".format(*bot.local_address), source="tone:440"))
        repeating = asyncio.create_task(parrot(await anext(bot.incoming())))
        session = await calling
        await asyncio.sleep(1.5)
        print(session.state, *[f"{stream.tone_hz:.0f} Hz" for stream in await session.statistics()])
        await session.hang_up()
        await repeating


asyncio.run(main())
