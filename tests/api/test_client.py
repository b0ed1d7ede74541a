from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sessioncore.api import Session, SessionState
from sessioncore.api.client import (
    answer_call,
    end_call,
    handle_incoming_calls,
    make_call,
    put_call_on_hold,
    resume_held_call,
)

PATIENCE = 30.0


async def test_a_whole_call_in_verbs(ends: Any) -> None:
    serving = asyncio.create_task(handle_incoming_calls(ends.there, answer_call))
    session = await make_call(ends.here, ends.target(), source="silence")
    await put_call_on_hold(session)
    assert session.state is SessionState.ON_HOLD
    await resume_held_call(session)
    assert session.state is SessionState.CONNECTED
    await end_call(session)
    assert session.state is SessionState.TERMINATED
    await ends.there.close()
    await asyncio.wait_for(serving, PATIENCE)


async def test_an_error_of_a_handler_is_raised(ends: Any) -> None:
    async def fail(session: Session) -> None:
        await session.decline()
        raise RuntimeError("defect of the application")

    serving = asyncio.create_task(handle_incoming_calls(ends.there, fail))
    calling = asyncio.create_task(make_call(ends.here, ends.target()))
    with pytest.raises(ExceptionGroup) as caught:
        await asyncio.wait_for(serving, PATIENCE)
    assert isinstance(caught.value.exceptions[0], RuntimeError)
    await asyncio.wait({calling})
    assert calling.exception() is not None
