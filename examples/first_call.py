import asyncio

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager


async def main() -> None:
    here, rules = "udp:127.0.0.1:0", AnsweringTable(default=AnsweringRule("echo", "echo"))
    async with SessionManager(listen=here, answering=rules) as bob, SessionManager(listen=here) as alice:
        session = await alice.call("sip:bob@{}:{}".format(*bob.local_address), source="tone:440")
        await asyncio.sleep(1)
        print(session.state, *[f"{stream.tone_hz:.0f} Hz" for stream in await session.statistics()])
        await session.hang_up()


asyncio.run(main())
