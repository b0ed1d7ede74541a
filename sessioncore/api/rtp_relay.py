"""Two sessions of ours whose peers hear each other: by sockets that are lent to the relay's process, by descriptions
that are passed on, or by a mix of two.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable
from typing import ClassVar, Final, Literal

import attrs

from sessioncore.api.session import Session
from sessioncore.api.stream_sound import SoundStreams
from sessioncore.base.errors import MediaError
from sessioncore.base.media import CloseStream, ConfigureStream, LendStream, MediaCommand
from sessioncore.base.relay import RelayFigures
from sessioncore.io.embedded_relay import EmbeddedRelay
from sessioncore.media.codecs.coders import CODINGS
from sessioncore.media.relay.call import Aim
from sessioncore.media.relay.headers import DROPPED
from sessioncore.media.relay.plane import Figures, Rewriting

_PATIENCE: Final = 5.0
"""Seconds that the relay's process may take to say what was counted."""

Numbers = tuple[bytes, bytes]


@attrs.define
class _Side:
    """One session: its stream, how it is configured, and whether it was paused before."""

    session: Session
    stream: str
    configured: ConfigureStream
    was_paused: bool


class UnfitError(MediaError):
    """Sockets cannot be lent; another way may be open."""


class RtpRelay(ABC):
    """What `SessionManager.setup_rtp_relay` has made; `over` tells whether it still works.

    kind  `lent`: packets go from one session's socket to the other's in the process of the embedded relay, and no
          description changes; `joined`: each peer was offered the other's description by way of the relay;
          `transcoded`: the media plane hears both, and each gets what the other says in its own codec
    """

    kind: ClassVar[Literal["lent", "joined", "transcoded"]]
    sessions: tuple[Session, Session]
    """Those whose peers hear each other."""

    @property
    @abstractmethod
    def over(self) -> bool:
        """Whether it has ended: it was torn down, a session ended, or the relay failed."""

    @abstractmethod
    async def end(self) -> tuple[RelayFigures, ...]:
        """Let both sessions be heard and played to by us again; what was counted of either. May be repeated."""


class Transcoded(RtpRelay):
    """A mix of two: whatever codecs, keys and addresses they have."""

    kind = "transcoded"

    def __init__(self, media: SoundStreams, sessions: tuple[Session, Session]) -> None:
        self.sessions = sessions
        self._media = media
        self._figures: tuple[RelayFigures, ...] | None = None
        streams = [media.streams(session.id) for session in sessions]
        for session, found in zip(sessions, streams, strict=True):
            if not found:
                raise MediaError("the session has no media (yet, or any more)", session=session.id)
        spoken = [media.configured(found[0]) for found in streams]
        rates = [CODINGS[one.codec].sample_rate for one in spoken if one is not None]
        self._mix = media.create_mix(max(rates, default=8_000), least=2)
        for session in sessions:
            self._mix.join(session)

    @property
    def over(self) -> bool:
        """Whether it was torn down, or a session has ended."""
        return self._figures is not None or any(session.is_over for session in self.sessions)

    async def end(self) -> tuple[RelayFigures, ...]:
        """End the mix, and with it what either hears of the other."""
        if self._figures is None:
            figures = []
            for session in self.sessions:
                for told in await session.statistics():
                    counted = told.received_packets, told.received_octets, told.lost, told.wrong_source, told.malformed
                    figures.append(RelayFigures(session.id, 0, *counted))
            self._mix.end()
            self._figures = tuple(figures)
        return self._figures


class Joined(RtpRelay):
    """Both are in one call of the chart coupling/coupling, whose id is `name`, until it lets them go.

    separate  has them parted; done when each has its own description again, or has refused it
    """

    kind = "joined"

    def __init__(
        self,
        media: SoundStreams | None,
        name: str,
        sessions: tuple[Session, Session],
        separate: Callable[[], Awaitable[object]],
    ) -> None:
        self.sessions, self.name = sessions, name
        self._media, self._separate = media, separate
        self._ended: asyncio.Future[tuple[RelayFigures, ...]] = asyncio.get_running_loop().create_future()
        self._paused: list[str] = []

    @property
    def over(self) -> bool:
        """Whether nothing is relayed any more."""
        return self._ended.done()

    def begin(self) -> None:
        """The peers send to the relay from now on: our streams wait."""
        if self._media is None or self.over:
            return
        for session in self.sessions:
            for stream in self._media.streams(session.id):
                if not self._media.is_paused(stream):
                    # The peer makes keys with the relay now, and others with us when it comes back.
                    self._media.pause(stream, keys=False)
                    self._paused.append(stream)

    def stopped(self, figures: tuple[RelayFigures, ...]) -> None:
        """The relay was closed, or is gone: our streams go on."""
        if not self._ended.done():
            self._ended.set_result(figures)
        paused, self._paused = self._paused, []
        if self._media is not None:
            for stream in paused:
                self._media.pause(stream, False)

    async def end(self) -> tuple[RelayFigures, ...]:
        """Have both parted."""
        if not self.over:
            await self._separate()
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(self._ended), _PATIENCE)
        self.stopped(())
        return ()


class Lent(RtpRelay):
    """The sockets of both streams are with the relay's process. Raises UnfitError where they cannot be.

    on_silent, on_failed   told of sessions from which nothing comes, and of an end that nobody asked for
    """

    kind = "lent"

    def __init__(
        self,
        media: SoundStreams,
        relay: EmbeddedRelay,
        sessions: tuple[Session, Session],
        on_silent: Callable[[Session, float], None],
        on_failed: Callable[[Session, str], None],
    ) -> None:
        self._media, self._relay = media, relay
        self._on_silent, self._on_failed = on_silent, on_failed
        self.sessions = sessions
        self._sides = [_side(media, session) for session in sessions]
        self._ended: asyncio.Future[tuple[RelayFigures, ...]] = asyncio.get_running_loop().create_future()
        self._numbers = _numbers(*self._sides)
        self._line = 0
        self._begin()

    @property
    def over(self) -> bool:
        """Whether it has ended: it was torn down, a session ended, or the relay failed."""
        return self._ended.done()

    async def end(self) -> tuple[RelayFigures, ...]:
        """Let both sessions be heard and played to by us again; what was counted of either. May be repeated."""
        self._relay.engine.close(self._line)
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(self._ended), _PATIENCE)
        self.failed("the relay process does not answer")
        return ()

    # -- what the relay tells (io.embedded_relay.Borrower) ---

    def silent(self, side: int, seconds: float) -> None:
        """Nothing comes from a peer any more."""
        self._on_silent(self._sides[side].session, seconds)

    def stopped(self, first: Figures, second: Figures) -> None:
        """The line has ended."""
        figures = [RelayFigures(side.session.id, 0, *of) for side, of in zip(self._sides, (first, second), strict=True)]
        self._finish(tuple(figures))

    def failed(self, reason: str) -> None:
        """The line is gone."""
        if self._finish(()):
            for side in self._sides:
                self._on_failed(side.session, reason)

    def _finish(self, figures: tuple[RelayFigures, ...]) -> bool:
        if self._ended.done():
            return False
        self._ended.set_result(figures)
        for side in self._sides:
            if self._media.lent.pop(side.stream, None) is None:
                continue  # its session has ended
            self._media.submit(LendStream(side.stream, False))
            if not side.was_paused:
                self._media.pause(side.stream, False)
        return True

    # -- what becomes of the sessions ---

    def _begin(self) -> None:
        pool = self._media.pool
        sockets = []
        for side in self._sides:
            port = self._media.port(side.stream)
            control = pool.control_socket(port)
            if control is None:
                raise MediaError("a relay needs ports for RTCP", session=side.session.id)
            sockets += [pool.socket(port).fileno(), control.fileno()]
        rewriting = [
            Rewriting(secrets.randbits(32), CODINGS[side.configured.codec].clock_rate, numbers)
            for side, numbers in zip(self._sides, self._numbers, strict=True)
        ]
        self._line = self._relay.borrow(sockets, (rewriting[0], rewriting[1]), self)
        for side in self._sides:
            self._media.pause(side.stream)
            self._media.submit(LendStream(side.stream, True))
            self._media.lent[side.stream] = self._told
        self._aim()

    def _aim(self) -> None:
        for number, side in enumerate(self._sides):
            told, other = side.configured, self._sides[1 - number].configured
            host, port = told.remote
            control = host, port if told.rtcp_mux else told.rtcp_port or port + 1
            remote = told.remote if told.send else None
            source = "" if told.elsewhere else host
            expected = told.receive and other.send
            self._relay.engine.aim(Aim(self._line, number, remote, control, source, expected))

    def _told(self, command: MediaCommand) -> None:
        """A stream whose sockets are lent is closed, or agreed anew."""
        side = next(one for one in self._sides if one.stream == command.stream)
        if isinstance(command, CloseStream):
            self._media.lent.pop(side.stream, None)
            self._relay.engine.close(self._line)
        elif isinstance(command, ConfigureStream):
            side.configured = self._media.configured(side.stream) or command
            try:
                numbers = _numbers(*self._sides)
            except MediaError as error:
                self._relay.engine.close(self._line)
                self.failed(error.message)
                return
            if numbers != self._numbers:
                self._relay.engine.close(self._line)
                self.failed("other payload numbers were agreed; set it up again")
                return
            self._aim()


def _side(media: SoundStreams, session: Session) -> _Side:
    for stream in media.streams(session.id):
        configured = media.configured(stream)
        if configured is None:
            break
        if configured.protection is not None:
            raise UnfitError("counters of SRTP cannot be handed over", session=session.id)
        if stream in media.lent:
            raise MediaError("the session is relayed already", session=session.id)
        if (":" in configured.remote[0]) != (":" in media.pool.address):
            raise UnfitError("the peer is not of the family of our ports", session=session.id)
        return _Side(session, stream, configured, media.is_paused(stream))
    raise MediaError("the session has no media (yet, or any more)", session=session.id)


def _numbers(first: _Side, second: _Side) -> Numbers:
    """For each side what its payload numbers are called on the other. MediaError where the codecs differ."""
    if first.session is second.session:
        raise MediaError("a relay stands between two sessions", session=first.session.id)
    if first.configured.codec != second.configured.codec:
        spoken = first.configured.codec, second.configured.codec
        raise UnfitError("one side speaks {}, the other {}".format(*spoken), session=first.session.id)
    return _mapped(first.configured, second.configured), _mapped(second.configured, first.configured)


def _mapped(here: ConfigureStream, there: ConfigureStream) -> bytes:
    numbers = bytearray([DROPPED] * 128)
    for number, name in here.formats or ((here.payload_type, here.codec),):
        if name == there.codec:
            numbers[number] = there.payload_type
        elif name == "CN" and there.comfort_noise is not None:
            numbers[number] = there.comfort_noise
    if here.receive_telephone_event is not None and there.telephone_event is not None:
        numbers[here.receive_telephone_event] = there.telephone_event
    return bytes(numbers)
