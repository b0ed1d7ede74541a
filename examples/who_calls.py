"""Bob takes calls from alice alone: who calls without her password is challenged, and refused."""

import asyncio

from sessioncore.api import Account, Accounts, Credentials, Gatekeeper, SessionManager
from sessioncore.base.errors import CallRejected

HERE = "udp:127.0.0.1:0"


async def take_calls(bob: SessionManager) -> None:
    async for session in bob.incoming():
        if await session.require_authentication():
            print("bob:", session.user, "calls")
            await session.answer()
        else:
            print("bob: somebody was challenged")


async def main() -> None:
    judges = Gatekeeper(Accounts([Account.with_password("alice", "secret")]))
    async with SessionManager(listen=HERE, authentication=judges) as bob, SessionManager(listen=HERE) as phone:
        answering = asyncio.create_task(take_calls(bob))
        target = "sip:bob@{}:{}".format(*bob.local_address)
        session = await phone.call(target, credentials=Credentials("alice", "secret"))
        await session.hang_up()
        try:
            await phone.call(target, credentials=Credentials("alice", "guessed"))
        except CallRejected as refused:
            print("phone:", refused.status)
        answering.cancel()


asyncio.run(main())
