"""Two sessions of ours whose peers hear each other: packets go from socket to socket, in the relay's process."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.api.session import Session
from sessioncore.api.streams import Streams
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


class RtpRelay:
    """What `SessionManager.setup_rtp_relay` has made; `over` tells whether it still works.

    on_silent, on_failed   told of sessions from which nothing comes, and of an end that nobody asked for
    """

    def __init__(
        self,
        media: Streams,
        relay: EmbeddedRelay,
        sessions: tuple[Session, Session],
        on_silent: Callable[[Session, float], None],
        on_failed: Callable[[Session, str], None],
    ) -> None:
        self._media, self._relay = media, relay
        self._on_silent, self._on_failed = on_silent, on_failed
        self._sides = [_side(media, session) for session in sessions]
        self._ended: asyncio.Future[tuple[RelayFigures, ...]] = asyncio.get_running_loop().create_future()
        self._numbers = _numbers(*self._sides)
        self._line = 0
        self._begin()

    @property
    def over(self) -> bool:
        """Whether it has ended: it was torn down, a session ended, or the relay failed."""
        return self._ended.done()

    @property
    def sessions(self) -> tuple[Session, Session]:
        """Those whose peers hear each other."""
        return self._sides[0].session, self._sides[1].session

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


def _side(media: Streams, session: Session) -> _Side:
    for stream in media.streams(session.id):
        configured = media.configured(stream)
        if configured is None:
            break
        if configured.protection is not None:
            raise MediaError("what is protected (SRTP) cannot be relayed without its keys", session=session.id)
        if stream in media.lent:
            raise MediaError("the session is relayed already", session=session.id)
        return _Side(session, stream, configured, media.is_paused(stream))
    raise MediaError("the session has no media (yet, or any more)", session=session.id)


def _numbers(first: _Side, second: _Side) -> Numbers:
    """For each side what its payload numbers are called on the other. MediaError where the codecs differ."""
    if first.session is second.session:
        raise MediaError("a relay stands between two sessions", session=first.session.id)
    if first.configured.codec != second.configured.codec:
        raise MediaError(
            f"one side speaks {first.configured.codec}, the other {second.configured.codec}: change_codecs, or a mix",
            session=first.session.id,
        )
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
