"""RTP streams for embedders: those of calls, and others that the embedder opens itself."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import attrs

from sessioncore.api.audio import Sound
from sessioncore.api.media_events import Followers
from sessioncore.api.mixing import Mixes
from sessioncore.api.playing import Player
from sessioncore.api.recording import Recordings, file_name
from sessioncore.base.errors import MediaError, Recovery
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaAudio,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    MediaRecorded,
    MediaReport,
    MediaStopped,
    OpenStream,
    RecordStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.base.sound import (
    MixLevels,
    PlaybackFinished,
    PlaybackStarted,
    Sides,
)
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.media_runner import MediaRunner, PacketTap
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.sources import check_source

if TYPE_CHECKING:
    from sessioncore.api.session import Session

_log = logging.getLogger(__name__)

MEDIA_PORTS: Final = 100
"""Ports that are bound unless the embedder says otherwise: so many streams at a time."""

SWEEP_SECONDS: Final = 30.0
"""So often it is looked after streams whose sessions are gone."""

REPORT_PATIENCE: Final = 5.0
"""The media thread answers at once; after so many seconds it hangs."""


async def check_playable(source: str, session: str | None = None) -> object:
    """Raise MediaError unless `source` can be played; a file is read outside the loop's thread.

    It is to be held until the source is played: see `check_source`.
    """
    try:
        if source.startswith(("file:", "list:")):
            return await asyncio.get_running_loop().run_in_executor(None, check_source, source)
        return check_source(source)
    except MediaError as error:
        error.session = session
        raise


class Streams:
    """The media plane in its thread, with its ports; the streams of one program, and what `MediaManager` stands on.

    address   local IP address of the ports
    ports     how many ports to bind, or a range (lowest, highest)
    limits    bounds of the plane
    on_event  called in the loop's thread with every event that is not the answer to a question asked here
    on_packet called in the media thread with every datagram
    plane     one that does more than the usual one (`limits` are then its own)

    Raises MediaError when no port can be bound.
    """

    def __init__(
        self,
        address: str,
        *,
        ports: int | tuple[int, int] = MEDIA_PORTS,
        limits: MediaLimits | None = None,
        on_event: Callable[[MediaEvent], None] | None = None,
        on_packet: PacketTap | None = None,
        plane: MediaPlane | None = None,
    ) -> None:
        self.pool = MediaPortPool(address, count=ports) if isinstance(ports, int) else MediaPortPool(address, *ports)
        self.address = address
        self._plane = plane if plane is not None else MediaPlane(limits)
        self._on_event = on_event
        self._on_packet = on_packet
        self._runner: MediaRunner | None = None
        self._streams: dict[str, int] = {}
        self._closing: set[str] = set()
        # Streams that told of a failure: they may never have been opened, and then tell of no end.
        self._suspect: set[str] = set()
        self._reports: dict[str, list[asyncio.Future[StreamStatistics]]] = {}
        self._opened = 0
        self._started = False
        self._sound = Sound(self.submit)
        self._mixes: Mixes | None = None
        self._recordings = Recordings(self.submit)
        self._record_all: tuple[str, Sides] | None = None
        self._player = Player(self.submit, self._sound.send, self._take)
        self._configured: dict[str, ConfigureStream] = {}
        self._paused: set[str] = set()
        self._keyless: set[str] = set()
        self._followers = Followers(self._is_over)
        self.lent: dict[str, Callable[[MediaCommand], None]] = {}
        """Streams whose sockets a relay has, and who is told what becomes of them."""
        self._is_alive: Callable[[str], bool] | None = None
        self._has_ended: Callable[[str], bool] = lambda session: False
        self._sweeping: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def start(self) -> None:
        """Start the media thread, once; in the loop that is to get its events. Raises MediaError the second time."""
        if self._started:
            raise MediaError("a media manager starts once")
        self._started = True
        loop = asyncio.get_running_loop()

        def tell(event: MediaEvent) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._take, event)

        self._runner = MediaRunner(self._plane, self.pool, tell, on_packet=self._on_packet)
        self._runner.start()
        if self._is_alive is not None:
            self._sweeping = loop.call_later(SWEEP_SECONDS, self._sweep_again)

    async def stop(self) -> None:
        """Close every stream, end the thread and close the ports; may be repeated."""
        runner, self._runner = self._runner, None
        if self._sweeping is not None:
            self._sweeping.cancel()
        if runner is not None:
            # The thread is joined elsewhere, so that its last events still get through the loop.
            await asyncio.get_running_loop().run_in_executor(None, runner.stop)
            await asyncio.sleep(0)
        for stream in list(self._reports):
            self._answer(stream, MediaFailed(stream, "the media manager was stopped"))
        for stream in list(self._streams):
            self._forget(stream)
        self._streams.clear()
        self._followers.close()
        self._closing.clear()
        self._suspect.clear()
        self.pool.close()

    @property
    def running(self) -> bool:
        """Whether the media thread runs."""
        return self._runner is not None and self._runner.running

    def streams(self, session: Session | str | None = None) -> tuple[str, ...]:
        """The open streams of a session (or of the one with this id), or all of them, in the order of their opening."""
        if session is None:
            return tuple(self._streams)
        prefix = id_of(session) + "/"
        return tuple([stream for stream in self._streams if stream.startswith(prefix)])

    def port(self, stream: str) -> int:
        """The local port of an open stream; raises MediaError."""
        try:
            return self._streams[stream]
        except KeyError:
            raise _no_such(stream) from None

    def open(self) -> str:
        """Open a stream of the embedder's own, which listens at once; its id. Raises MediaError without a free port,
        and unless it is running.
        """
        if self._runner is None:
            raise MediaError("the media manager is not running; use `async with`, or start()")
        port = self.pool.take()
        self._opened += 1
        stream = f"media/{self._opened}"
        self.submit(OpenStream(stream, port))
        return stream

    def configure(self, command: ConfigureStream) -> None:
        """Say where an open stream sends to, and what; may be repeated. Raises MediaError."""
        self.port(command.stream)
        self.submit(command)

    def report(self, stream: str, every: float) -> None:
        """Let an open stream tell a `MediaReport` every so many seconds, 0 ends that. Raises MediaError."""
        self.port(stream)
        self.submit(ReportStream(stream, every))

    def close(self, stream: str) -> None:
        """Close a stream and give its port back; raises MediaError when it is not open."""
        self.port(stream)
        self.submit(CloseStream(stream))

    def configured(self, stream: str) -> ConfigureStream | None:
        """What a stream was told last, whether it is paused or not."""
        return self._configured.get(stream)

    def is_paused(self, stream: str) -> bool:
        """Whether a stream neither sends nor takes anything for now."""
        return stream in self._paused

    def pause(self, stream: str, paused: bool = True, *, keys: bool = True) -> None:
        """Let a stream neither send nor take anything, or go on as it was told; without `keys` it forgets them."""
        (self._paused.add if paused else self._paused.discard)(stream)
        (self._keyless.discard if keys else self._keyless.add)(stream)
        if (command := self._configured.get(stream)) is not None:
            self.submit(command)

    async def statistics(self, stream: str) -> StreamStatistics:
        """What an open stream sent and received until now; raises MediaError when there is no such stream."""
        self.port(stream)
        future: asyncio.Future[StreamStatistics] = asyncio.get_running_loop().create_future()
        self._reports.setdefault(stream, []).append(future)
        self.submit(ReportStream(stream))
        try:
            return await asyncio.wait_for(future, REPORT_PATIENCE)
        except TimeoutError:
            raise MediaError("the media thread does not answer", recovery=Recovery.RETRY) from None

    # -- for the driver of an engine (io.driver.MediaSink) -----------------------------------------------------------

    def submit(self, command: MediaCommand) -> None:
        """Hand a command to the media thread, and keep account of streams and ports."""
        if self._runner is None:
            return
        stream, begins = command.stream, False
        if isinstance(command, OpenStream):
            self._streams[stream] = command.port
        elif isinstance(command, ConfigureStream) and stream in self._streams:
            begins = stream not in self._configured
            self._configured[stream] = command
            self._followers.configured(command)
            if stream in self._paused:
                kept = None if stream in self._keyless else command.protection
                command = attrs.evolve(command, send=False, receive=False, protection=kept)
        self._runner.submit(command)
        if self.lent and (told := self.lent.get(stream)) is not None:
            told(command)
        if begins and self._record_all is not None:
            folder, sides = self._record_all
            self._runner.submit(RecordStream(stream, os.path.join(folder, file_name(stream)), sides))
        if isinstance(command, CloseStream) and (port := self._streams.pop(stream, None)) is not None:
            self._forget(stream)
            if stream not in self._suspect:
                self._closing.add(stream)
            self._suspect.discard(stream)
            self._followers.ended(stream)
            # Commands are carried out in order: whoever takes the port next opens it after this close.
            self.pool.give_back(port)

    def is_closing(self, session: str) -> bool:
        """Whether a stream of the session was told to close and has not reported its end yet."""
        prefix = session + "/"
        return any(stream.startswith(prefix) for stream in self._closing)

    def guard(self, quarantine: float, is_alive: Callable[[str], bool], has_ended: Callable[[str], bool]) -> None:
        """Lend no port for `quarantine` seconds after its last call; close what sessions that are gone left open.

        A session that has ended may still be there for a while; nobody waits for its media any more.
        """
        self.pool.quarantine = quarantine
        self._is_alive, self._has_ended = is_alive, has_ended

    def _is_over(self, name: str) -> bool:
        """Whether nothing will ever come of a stream, or of the streams of a session."""
        if self._runner is None:
            return True
        if name in self._streams or name in self._closing or self.streams(name) or self.is_closing(name):
            return False
        return name.startswith("media/") or (name != "media" and self._has_ended(name.partition("/")[0]))

    def sweep(self) -> int:
        """Close the streams of sessions that are gone without closing them, which only a defect does; how many."""
        is_alive = self._is_alive
        if is_alive is None:
            return 0
        own = "media"
        orphans = [each for each in self._streams if (of := each.rpartition("/")[0]) != own and not is_alive(of)]
        for stream in orphans:
            _log.warning("stream %s outlived its session and is closed", stream)
            self.submit(CloseStream(stream))
        return len(orphans)

    def _sweep_again(self) -> None:
        self.sweep()
        self._sweeping = asyncio.get_running_loop().call_later(SWEEP_SECONDS, self._sweep_again)

    def _forget(self, stream: str) -> None:
        self._sound.over(stream)
        self._player.over(stream)
        self._configured.pop(stream, None)
        self._paused.discard(stream)
        self._keyless.discard(stream)

    def _take(self, event: MediaEvent) -> None:
        stream = event.stream
        if isinstance(event, MediaAudio):
            self._sound.heard(event)
            return
        if isinstance(event, MixLevels):
            if self._mixes is not None:
                self._mixes.take(event)
            return
        if isinstance(event, MediaReport) and not event.periodic:
            self._answer(stream, event)
            return
        if isinstance(event, MediaFailed):
            if event.what in ("stream", "report"):
                self._answer(stream, event)
            elif event.what == "play":
                self._player.failed(stream, event.reason)
            if event.what == "stream" and stream in self._streams:
                self._suspect.add(stream)
        elif isinstance(event, MediaStopped):
            self._closing.discard(stream)
        elif isinstance(event, (PlaybackStarted, PlaybackFinished)):
            self._player.take(event)
        elif isinstance(event, MediaRecorded):
            self._recordings.take(event)
        self._followers.put(event)
        if isinstance(event, MediaStopped):
            self._followers.ended(stream)
        if self._on_event is not None:
            self._on_event(event)

    def _answer(self, stream: str, event: MediaReport | MediaFailed) -> None:
        for future in self._reports.pop(stream, ()):
            if future.done():
                continue
            if isinstance(event, MediaReport):
                future.set_result(event.statistics)
            else:
                future.set_exception(MediaError(f"stream {stream}: {event.reason}"))


def id_of(session: Session | str) -> str:
    """The id of a session, however it is named."""
    return session if isinstance(session, str) else session.id


def _no_such(stream: str) -> MediaError:
    return MediaError(f"there is no open stream {str(stream)[:80]!r}")
