"""RTP streams for embedders: those of calls, and others that the embedder opens itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Final

from sessioncore.base.errors import MediaError, Recovery
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    MediaReport,
    MediaStopped,
    OpenStream,
    PlayStream,
    RecordStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.media_runner import MediaRunner, PacketTap
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sources import check_source

MEDIA_PORTS: Final = 100
"""Ports that are bound unless the embedder says otherwise: so many streams at a time."""

REPORT_PATIENCE: Final = 5.0
"""The media thread answers at once; after so many seconds it hangs."""


async def check_playable(source: str, session: str | None = None) -> None:
    """Raise MediaError unless `source` can be played; a file is read outside the loop's thread."""
    try:
        if source.startswith("file:"):
            await asyncio.get_running_loop().run_in_executor(None, check_source, source)
        else:
            check_source(source)
    except MediaError as error:
        error.session = session
        raise


class MediaManager:
    """The media plane in its thread, with its ports; the streams of one program.

    address   local IP address of the ports
    ports     how many ports to bind, or a range (lowest, highest)
    limits    bounds of the plane
    on_event  called in the loop's thread with every event that is not the answer to a question asked here
    on_packet called in the media thread with every datagram

    Use it as `async with MediaManager("127.0.0.1") as media:`; a SessionManager has its own. Raises MediaError when no
    port can be bound.
    """

    def __init__(
        self,
        address: str,
        *,
        ports: int | tuple[int, int] = MEDIA_PORTS,
        limits: MediaLimits | None = None,
        on_event: Callable[[MediaEvent], None] | None = None,
        on_packet: PacketTap | None = None,
    ) -> None:
        self.pool = MediaPortPool(address, count=ports) if isinstance(ports, int) else MediaPortPool(address, *ports)
        self._plane = MediaPlane(limits)
        self._on_event = on_event
        self._on_packet = on_packet
        self._runner: MediaRunner | None = None
        self._streams: dict[str, int] = {}
        self._closing: set[str] = set()
        # Streams that told of a failure: they may never have been opened, and then tell of no end.
        self._suspect: set[str] = set()
        self._reports: dict[str, list[asyncio.Future[StreamStatistics]]] = {}
        self._opened = 0

    async def __aenter__(self) -> MediaManager:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def start(self) -> None:
        """Start the media thread; in the loop that is to get its events."""
        loop = asyncio.get_running_loop()

        def tell(event: MediaEvent) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._take, event)

        self._runner = MediaRunner(self._plane, self.pool, tell, on_packet=self._on_packet)
        self._runner.start()

    async def stop(self) -> None:
        """Close every stream, end the thread and close the ports; may be repeated."""
        runner, self._runner = self._runner, None
        if runner is not None:
            # The thread is joined elsewhere, so that its last events still get through the loop.
            await asyncio.get_running_loop().run_in_executor(None, runner.stop)
            await asyncio.sleep(0)
        for stream in list(self._reports):
            self._answer(stream, MediaFailed(stream, "the media manager was stopped"))
        self._streams.clear()
        self._closing.clear()
        self._suspect.clear()
        self.pool.close()

    @property
    def running(self) -> bool:
        """Whether the media thread runs."""
        return self._runner is not None and self._runner.running

    def streams(self, session: str | None = None) -> tuple[str, ...]:
        """The open streams of a session, or all of them, in the order in which they were opened."""
        if session is None:
            return tuple(self._streams)
        prefix = session + "/"
        return tuple([stream for stream in self._streams if stream.startswith(prefix)])

    def port(self, stream: str) -> int:
        """The local port of an open stream; raises MediaError."""
        try:
            return self._streams[stream]
        except KeyError:
            raise _no_such(stream) from None

    def open(self) -> str:
        """Open a stream of the embedder's own, which listens at once; its id. Raises MediaError without a free port."""
        port = self.pool.take()
        self._opened += 1
        stream = f"media/{self._opened}"
        self.submit(OpenStream(stream, port))
        return stream

    def configure(self, command: ConfigureStream) -> None:
        """Say where an open stream sends to, and what; may be repeated. Raises MediaError."""
        self.port(command.stream)
        self.submit(command)

    def play(self, stream: str, source: str) -> None:
        """Send something else on an open stream, at once: a source of `ConfigureStream`. Raises MediaError.

        `MediaFinished` tells the end of a file, `MediaFailed` with `what` "play" that the source cannot be played.
        """
        self.port(stream)
        self.submit(PlayStream(stream, source))

    def record(self, stream: str, path: str) -> None:
        """Write what an open stream hears to a WAV file, "" ends that; told by `MediaRecorded`. Raises MediaError."""
        self.port(stream)
        self.submit(RecordStream(stream, path))

    def report(self, stream: str, every: float) -> None:
        """Let an open stream tell a `MediaReport` every so many seconds, 0 ends that. Raises MediaError."""
        self.port(stream)
        self.submit(ReportStream(stream, every))

    def close(self, stream: str) -> None:
        """Close a stream and give its port back; raises MediaError when it is not open."""
        self.port(stream)
        self.submit(CloseStream(stream))

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
        stream = command.stream
        if isinstance(command, OpenStream):
            self._streams[stream] = command.port
        self._runner.submit(command)
        if isinstance(command, CloseStream) and (port := self._streams.pop(stream, None)) is not None:
            if stream not in self._suspect:
                self._closing.add(stream)
            self._suspect.discard(stream)
            # Commands are carried out in order: whoever takes the port next opens it after this close.
            self.pool.give_back(port)

    def is_closing(self, session: str) -> bool:
        """Whether a stream of the session was told to close and has not reported its end yet."""
        prefix = session + "/"
        return any(stream.startswith(prefix) for stream in self._closing)

    def _take(self, event: MediaEvent) -> None:
        stream = event.stream
        if isinstance(event, MediaReport) and not event.periodic:
            self._answer(stream, event)
            return
        if isinstance(event, MediaFailed):
            if event.what in ("stream", "report"):
                self._answer(stream, event)
            if event.what == "stream" and stream in self._streams:
                self._suspect.add(stream)
        elif isinstance(event, MediaStopped):
            self._closing.discard(stream)
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


def _no_such(stream: str) -> MediaError:
    return MediaError(f"there is no open stream {stream[:80]!r}")
