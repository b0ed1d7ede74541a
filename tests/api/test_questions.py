from __future__ import annotations

import asyncio

from sessioncore.api.questions import MAX_WAITING, Questions
from sessioncore.effects import Ask


def asks(*sessions: str) -> list[Ask]:
    return [Ask(session, "incoming", {}) for session in sessions]


async def test_questions_wait_in_order_for_several_readers() -> None:
    line = Questions(lambda session: True, lambda session: None)
    first, second, third = asks("s1", "s2", "s3")
    line.put(first)
    assert await line.get() is first
    readers = [asyncio.create_task(line.get()) for _ in range(2)]
    await asyncio.sleep(0)
    line.put(second)
    line.put(third)
    assert await asyncio.gather(*readers) == [second, third]


async def test_what_was_settled_meanwhile_is_left_out() -> None:
    gone = {"s1"}
    line = Questions(lambda session: session not in gone, lambda session: None)
    for ask in asks("s1", "s2"):
        line.put(ask)
    found = await line.get()
    assert found is not None
    assert found.session == "s2"


async def test_a_full_line_refuses_the_newest() -> None:
    refused: list[str] = []
    gone: set[str] = set()
    line = Questions(lambda session: session not in gone, refused.append)
    for number in range(MAX_WAITING):
        line.put(Ask(f"s{number}", "incoming", {}))
    line.put(Ask("late", "incoming", {}))
    assert refused == ["late"]
    # Those that have hung up make room.
    gone.update({"s0", "s1"})
    line.put(Ask("later", "incoming", {}))
    assert refused == ["late"]
    assert len(line) == MAX_WAITING - 1


async def test_closing_wakes_every_reader_and_refuses_from_then_on() -> None:
    refused: list[str] = []
    line = Questions(lambda session: True, refused.append)
    readers = [asyncio.create_task(line.get()) for _ in range(2)]
    await asyncio.sleep(0)
    line.close()
    assert await asyncio.gather(*readers) == [None, None]
    line.put(Ask("s1", "incoming", {}))
    assert refused == ["s1"]
    assert await line.get() is None
