"""Digits between two endpoints on loopback, each way that they can travel."""

from __future__ import annotations

import asyncio
from typing import Any, Literal

import pytest

from sessioncore.api import Session, SessionState
from sessioncore.base.errors import LocalProtocolError, MediaError, SessionCoreError
from sessioncore.base.media import DigitMethod
from sessioncore.base.settings import Settings
from tests.api.conftest import Ends, manager

PATIENCE = 30.0
DIGITS = "0123456789*#ABCD"


async def heard(session: Session, count: int) -> list[tuple[str, str]]:
    """So many digits, and how they came."""
    found = []
    async with asyncio.timeout(PATIENCE):
        async for event in session.digits():
            found.append((event.digit, event.method))
            if len(found) == count:
                break
    return found


@pytest.mark.parametrize("method", [None, "rfc4733", "info"])
async def test_b5_5_digits_go_both_ways(ends: Any, method: DigitMethod | None) -> None:
    here, there = await ends.connected()
    for one, other in ((here, there), (there, here)):
        waiting = asyncio.create_task(heard(other, len(DIGITS)))
        await asyncio.sleep(0)
        await one.send_dtmf(DIGITS, method, seconds=0.06, pause=0.04)
        assert await waiting == [(digit, method or "rfc4733") for digit in DIGITS]


@pytest.mark.parametrize("reliable", ["off", "required"])
async def test_b5_16_digits_before_the_answer(reliable: Literal["off", "required"]) -> None:
    """Into early media both ways, also where the 183 is not sent reliably."""
    settings = Settings(reliable_provisionals=reliable)
    async with manager(settings=settings) as there, manager(settings=settings) as here, asyncio.timeout(PATIENCE):
        ends = Ends(here, there)
        calling = asyncio.create_task(here.call(ends.target()))
        called = await ends.next_incoming()
        await called.progress("tone:440")
        [caller] = here.sessions()
        await caller.wait_until(SessionState.EARLY_MEDIA)
        for one, other in ((caller, called), (called, caller)):
            waiting = asyncio.create_task(heard(other, 3))
            await asyncio.sleep(0)
            await one.send_dtmf("1#D", seconds=0.06, pause=0.04)
            assert await waiting == [(digit, "rfc4733") for digit in "1#D"]
        assert not calling.done()
        await called.answer()
        await calling


async def test_what_are_no_digits_is_refused_at_once(ends: Any) -> None:
    here, _ = await ends.connected()
    for digits in ("", "12a4x", "1" * 65):
        with pytest.raises(MediaError):
            await here.send_dtmf(digits)
    with pytest.raises(MediaError):
        await here.send_dtmf("1", seconds=0.001)


async def test_on_hold_digits_cannot_leave(ends: Any) -> None:
    here, there = await ends.connected()
    await there.hold()
    with pytest.raises(SessionCoreError, match="does not send"):
        await here.send_dtmf("1")


async def test_the_digits_end_with_the_call_and_nothing_can_be_sent_after_it(ends: Any) -> None:
    here, there = await ends.connected()
    waiting = asyncio.create_task(heard(there, 1))
    await asyncio.sleep(0)
    await here.hang_up()
    assert await waiting == []
    with pytest.raises(LocalProtocolError):
        await here.send_dtmf("1")


async def test_digits_as_tones_are_found_in_the_sound() -> None:
    async with manager(settings=Settings(inband_digits="always")) as there, manager() as here:
        one, other = await Ends(here, there).connected()
        waiting = asyncio.create_task(heard(other, 4))
        await asyncio.sleep(0)
        await one.send_dtmf("19D#", "inband", seconds=0.08, pause=0.06)
        assert await waiting == [(digit, "inband") for digit in "19D#"]
