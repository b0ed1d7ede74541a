"""The media manager over real sockets: what an embedder plays, records and is told."""

from __future__ import annotations

import asyncio
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api.media import MediaManager
from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    ConfigureStream,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    MediaRecorded,
    MediaReport,
    MediaStopped,
)

HOST = "127.0.0.1"
PATIENCE = 30.0


class Inbox:
    """What the manager told, and a way to wait for it."""

    def __init__(self) -> None:
        self.events: list[MediaEvent] = []
        self._changed = asyncio.Event()

    def __call__(self, event: MediaEvent) -> None:
        self.events.append(event)
        self._changed.set()

    async def wait(self, claim: Callable[[MediaEvent], bool]) -> MediaEvent:
        """The first event that fulfils `claim`."""
        async with asyncio.timeout(PATIENCE):
            while not any(map(claim, self.events)):
                self._changed.clear()
                await self._changed.wait()
        return next(filter(claim, self.events))


def joined(media: MediaManager, source: str) -> tuple[str, str]:
    """Two streams of a manager that talk to each other; the first one sends `source`."""
    one, two = media.open(), media.open()
    for ssrc, (stream, other, sent) in enumerate(((one, two, source), (two, one, "silence")), 1):
        remote = (HOST, media.port(other))
        media.configure(ConfigureStream(stream, remote, "PCMU", 0, (0,), None, True, True, sent, ssrc))
    return one, two


def write(path: Path, seconds: float) -> str:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((1000).to_bytes(2, "little") * round(8000 * seconds))
    return f"file:{path}"


async def test_a_file_is_played_and_recorded_at_the_other_end(tmp_path: Path, until: Any) -> None:
    inbox = Inbox()
    source, path = write(tmp_path / "said.wav", 0.3), tmp_path / "heard.wav"
    async with MediaManager(HOST, ports=2, on_event=inbox) as media:
        one, two = joined(media, "silence")
        media.record(two, str(path))
        media.play(one, source)
        await inbox.wait(lambda event: event == MediaFinished(one, source))

        async def all_was_heard() -> bool:
            return (await media.statistics(two)).received_packets == 15

        await until(all_was_heard)
        media.record(two, "")
        recorded = await inbox.wait(lambda event: isinstance(event, MediaRecorded))
    with wave.open(str(path), "rb") as file:
        assert recorded == MediaRecorded(two, str(path), file.getnframes() / 8000, True)
        samples = file.readframes(file.getnframes())
    # 15 packets of one loud sample each; the law's steps change it a little.
    assert (
        sum(abs(int.from_bytes(samples[n : n + 2], "little") - 1000) < 50 for n in range(0, len(samples), 2)) == 2_400
    )


async def test_reports_come_by_themselves_where_they_are_asked_for() -> None:
    inbox = Inbox()
    async with MediaManager(HOST, ports=2, on_event=inbox) as media:
        one, _ = joined(media, "tone:440")
        assert (await media.statistics(one)).sent_packets >= 0
        assert not any(isinstance(event, MediaReport) for event in inbox.events)
        media.report(one, 0.1)
        first = await inbox.wait(lambda event: isinstance(event, MediaReport))
        assert isinstance(first, MediaReport)
        assert (first.stream, first.periodic) == (one, True)
        # A question of ones own is answered beside them.
        assert (await media.statistics(one)).sent_packets >= first.statistics.sent_packets


async def test_what_fails_beside_a_stream_leaves_it_alone(tmp_path: Path) -> None:
    inbox = Inbox()
    async with MediaManager(HOST, ports=2, on_event=inbox) as media:
        one, _ = joined(media, "tone:440")
        media.play(one, "violin")
        media.record(one, str(tmp_path / "none" / "a.wav"))
        question = asyncio.ensure_future(media.statistics(one))
        await inbox.wait(lambda event: isinstance(event, MediaFailed) and event.what == "play")
        await inbox.wait(lambda event: isinstance(event, MediaFailed) and event.what == "record")
        assert (await question).malformed == 0
        session = one.split("/")[0]
        media.close(one)
        assert media.is_closing(session)
        await inbox.wait(lambda event: isinstance(event, MediaStopped) and event.stream == one)
        assert not media.is_closing(session)


async def test_a_stream_that_is_not_open_is_an_error() -> None:
    async with MediaManager(HOST, ports=1) as media:
        with pytest.raises(MediaError, match="no open stream"):
            media.play("nobody", "echo")
        with pytest.raises(MediaError, match="no open stream"):
            media.record("nobody", "a.wav")
        with pytest.raises(MediaError, match="no open stream"):
            media.report("nobody", 1.0)
