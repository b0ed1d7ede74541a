"""The same calls as plain functions, for programs that like verbs better than methods."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sessioncore.api.manager import SessionManager
from sessioncore.api.session import Session


async def make_call(manager: SessionManager, target: str, **options: Any) -> Session:
    """`SessionManager.call`."""
    return await manager.call(target, **options)


async def answer_call(session: Session, source: str = "silence") -> None:
    """`Session.answer`."""
    await session.answer(source)


async def end_call(session: Session) -> None:
    """`Session.hang_up`."""
    await session.hang_up()


async def put_call_on_hold(session: Session) -> None:
    """`Session.hold`."""
    await session.hold()


async def resume_held_call(session: Session) -> None:
    """`Session.resume`."""
    await session.resume()


async def handle_incoming_calls(manager: SessionManager, handle: Callable[[Session], Awaitable[None]]) -> None:
    """Give every incoming call to `handle`, one task each, until the manager is closed.

    An error of one handler ends the others and is raised as an ExceptionGroup.
    """
    import asyncio

    async with asyncio.TaskGroup() as tasks:
        async for session in manager.incoming():
            tasks.create_task(_handled(handle, session))


async def _handled(handle: Callable[[Session], Awaitable[None]], session: Session) -> None:
    await handle(session)


async def authenticate_session(session: Session) -> bool:
    """`Session.authenticate`."""
    return await session.authenticate()


async def challenge_session(session: Session, status: int = 401) -> None:
    """`Session.challenge`."""
    await session.challenge(status)


async def require_authentication(session: Session, status: int = 401) -> bool:
    """`Session.require_authentication`."""
    return await session.require_authentication(status)
