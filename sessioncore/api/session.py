"""One call leg in the hands of an embedder."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from sessioncore.api.codecs import check_codecs, chosen
from sessioncore.api.invitation import Invitation, ReceivedHeaders, invitation_of
from sessioncore.api.media import MediaConfig, MediaStatus
from sessioncore.api.placing import read_target, with_headers
from sessioncore.api.results import raise_for
from sessioncore.api.state import SessionState
from sessioncore.api.streams import check_playable
from sessioncore.api.telling import Telling
from sessioncore.base.digits import check_digits
from sessioncore.base.errors import CallRejected, LocalProtocolError, MediaError
from sessioncore.base.media import DigitMethod, StreamStatistics
from sessioncore.base.sound import ProcessStream, Sides
from sessioncore.core.protecting import MediaSecurity, protection_of
from sessioncore.core.replacing import name_of
from sessioncore.events import DigitReceived, EndReason, PublicEvent, SessionStateChanged
from sessioncore.wire.sdp import DIRECTIONS
from sessioncore.wire.sip.reason import Reason
from sessioncore.wire.sip.replaces import Replaces

if TYPE_CHECKING:
    from sessioncore.api.audio import AudioFrame, AudioStream
    from sessioncore.api.manager import SessionManager
    from sessioncore.api.media import MediaManager
    from sessioncore.api.media_events import MediaEvents
    from sessioncore.api.playing import Playable, Playback
    from sessioncore.api.recording import Recording
    from sessioncore.api.subscriptions import EventStream
    from sessioncore.effects import Ask


UNAUTHORIZED, PROXY_AUTHENTICATION_REQUIRED = 401, 407


class Session(Telling):
    """A handle of one session: it holds the id and asks the engine; two handles with one id are equal.

    `id` is the session's id. `caller` and `called` are URIs as the peer wrote them (do not trust them), empty for a
    call that we placed. Every command waits for its one result and raises errors of `sessioncore.base.errors`, each
    with the session's id and a recovery: LocalProtocolError where the state forbids the command (it lists what is
    `allowed`), CallRejected where the peer refuses, SessionCoreError where the call ended first.
    """

    __slots__ = ("__weakref__", "_invitation", "_manager", "_replaces", "called", "caller", "end_reason", "id")

    def __init__(
        self,
        manager: SessionManager,
        session: str,
        *,
        caller: str = "",
        called: str = "",
        invitation: Invitation | None = None,
        replaces: str = "",
    ) -> None:
        self._manager = manager
        self._invitation = invitation
        self._replaces = replaces
        self.id = session
        self.caller = caller
        self.called = called
        self.end_reason: Reason | None = None
        """The first reason that the peer gave for its BYE or CANCEL (RFC 3326), where `wait_over` of this handle, or
        `wait_until`, was waiting then; also an event, `EndReason`.
        """

    @classmethod
    def called_by(cls, manager: SessionManager, ask: Ask) -> Session:
        """The session of a call that came in, and that the application decides about."""
        said, invitation = ask.details, invitation_of(manager.engine, ask.session)
        caller, called, replaces = said.get("caller", ""), said.get("called", ""), said.get("replaces", "")
        return cls(manager, ask.session, caller=caller, called=called, invitation=invitation, replaces=replaces)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Session) and (self.id, self._manager) == (other.id, other._manager)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<Session {self.id} {self.state.value}>"

    @property
    def state(self) -> SessionState:
        """Where the session is; TERMINATED as well when it is over and forgotten, whatever its end was."""
        return self._manager.state_of(self.id)

    @property
    def is_over(self) -> bool:
        """Whether the session has ended or failed."""
        return self.state.is_final

    @property
    def replaces(self) -> Session | None:
        """The session whose place this call takes once it is answered (RFC 3891); None for an ordinary call.

        Its caller has to `authenticate` as who is in that session, unless `Settings.replaces` trusts anybody.
        """
        return Session(self._manager, self._replaces) if self._replaces else None

    @property
    def dialog(self) -> Replaces:
        """How the peer's other calls, or somebody whom we tell it, name the dialog of this session in Replaces.

        Raises LocalProtocolError while it has none, and when it is over.
        """
        found = name_of(self._manager.engine, self.id)
        if found is None:
            raise LocalProtocolError("the session has no dialog", session=self.id)
        return found

    @property
    def request_headers(self) -> ReceivedHeaders:
        """The headers of the INVITE that we were called with; empty for a call of ours."""
        return self._invited.headers

    @property
    def asserted_identity(self) -> str:
        """Who a trusted peer says is calling (P-Asserted-Identity, RFC 3325), "" where nobody trusted says so."""
        return self._invited.asserted

    @property
    def privacy(self) -> tuple[str, ...]:
        """What the caller asks to be kept from others (Privacy, RFC 3323): `id`, `header`, ...; empty for nothing."""
        return self._invited.privacy

    @property
    def _invited(self) -> Invitation:
        return self._invitation if self._invitation is not None else invitation_of(self._manager.engine, self.id)

    @property
    def is_authenticated(self) -> bool:
        """Whether the caller has proven who it is (`user`), and the session is not forgotten yet."""
        return bool(self.user)

    @property
    def user(self) -> str:
        """Who the caller has proven to be, "" while that is not known."""
        return self._manager.engine.caller(self.id)

    async def authenticate(self) -> bool:
        """Judge the credentials that the call came with; False where it has none, or none that are good.

        Raises LocalProtocolError where nobody can judge (no `authentication` was given to the manager).
        """
        if self.is_authenticated:
            return True
        try:
            await self._do("authenticate")
        except CallRejected as error:
            if error.status != UNAUTHORIZED:
                raise
        return self.is_authenticated

    async def challenge(self, status: int = 401) -> None:
        """Ask the caller for credentials, which ends this call; with them it calls again. After `authenticate`.

        `status` is 401, or 407 as a proxy asks (RFC 3261 22.2, 22.3).
        """
        if status not in (UNAUTHORIZED, PROXY_AUTHENTICATION_REQUIRED):
            raise ValueError(f"a challenge has status 401 or 407, not {status}")
        await self._do("challenge", status=status)

    async def require_authentication(self, status: int = 401) -> bool:
        """Whether the caller has proven who it is; where not, it is challenged, and the call is over."""
        if await self.authenticate():
            return True
        await self.challenge(status)
        return False

    async def ring(self) -> None:
        """Tell the caller that we ring (180)."""
        await self._do("ring")

    async def answer(
        self, source: str = "silence", *, headers: Mapping[str, str] | None = None, codecs: Sequence[str] = ()
    ) -> None:
        """Take the call (200); done when the caller has acknowledged it.

        `source` is what the caller hears: `silence`, `echo`, `tone:HZ` or `file:PATH`; `headers` go into the 200;
        `codecs` are all that the call may use. Raises MediaError when it cannot be played, LocalProtocolError for a
        header that cannot be sent, ConfigError for a codec that we do not have, and CallRejected when the caller never
        acknowledges, or (488, which ends the call) offers none of the codecs: see `offered_codecs`.
        """
        arguments = with_headers({"source": source} | chosen(codecs), headers)
        _held = await check_playable(source, self.id)
        await self._do("answer", **arguments)

    @property
    def offered_codecs(self) -> tuple[str, ...]:
        """What the caller offers, in its order, by the names of `wire.sdp.FORMATS`."""
        return self._invited.codecs

    async def progress(self, source: str) -> None:
        """Let the caller hear something before the answer (183 with SDP: early media); `source` as for `answer`."""
        _held = await check_playable(source, self.id)
        await self._do("progress", source=source)

    async def decline(self, status: int = 603, *, headers: Mapping[str, str] | None = None) -> None:
        """Refuse the call with a final response: 486 busy, 603 decline, or another from 300 to 699 (RFC 3261 21).

        `headers` go into it, such as Retry-After. Raises LocalProtocolError for one that cannot be sent.
        """
        await self._do("decline", **with_headers({"status": _refusal(status)}, headers))

    async def redirect(self, contact: str, *others: str) -> None:
        """Send the caller elsewhere (302, RFC 3261 21.3.3): to the SIP URI `contact`, and if that fails to `others`."""
        more = {"others": [str(read_target(other)) for other in others]} if others else {}
        await self._do("redirect", contact=str(read_target(contact)), **more)

    async def hang_up(self, reason: Reason | None = None) -> None:
        """End the call, whatever its state: CANCEL, BYE or a refusal; done when it is over. Over already: nothing.

        `reason` goes into the CANCEL or BYE (RFC 3326).
        """
        if not self.is_over:
            await self._do("hang_up", **({} if reason is None else {"reason": reason.encode()}))

    async def hold(self) -> None:
        """Put the peer on hold (RFC 3264 8.4); done when it has agreed."""
        await self._do("hold")

    async def resume(self) -> None:
        """Take the peer off hold; done when it has agreed. The peer's own hold stays."""
        await self._do("resume")

    async def modify(self, method: Literal["invite", "update"] | None = None, *, restart_ice: bool = False) -> None:
        """Offer our side of the session anew, even if nothing of it changes; done when the peer has agreed.

        `method` is what carries the offer: a re-INVITE, or an UPDATE where the peer allows it (RFC 3311); None: as
        `modify_method` of the settings says. Before the answer only UPDATE can, once a first offer was answered.
        With `restart_ice` another way to the peer is looked for, where media is keyed by DTLS and the settings have ICE
        (RFC 8445 9): one that was found serves as long.
        """
        if method not in (None, "invite", "update"):
            raise ValueError(f"a session is modified by invite or by update, not by {method!r}")
        await self._do("modify", codecs=[], direction="", method=method, restart=restart_ice)

    async def send_dtmf(
        self, digits: str, method: DigitMethod | None = None, *, seconds: float = 0.1, pause: float = 0.1
    ) -> None:
        """Send digits (0 to 9, *, #, A to D), each `seconds` long and followed by a `pause`; done when all have left.

        `method` None takes telephone events where the peer takes these, else INFO where it allows that, else tones. A
        flash of the hook is `!`, which has no tone.
        Before the answer into early media, or in INFO where the peer is known to have the early dialog. Raises
        MediaError for what are no digits, CallRejected where they cannot be sent.
        """
        wanted = check_digits(digits, seconds, pause)
        await self._do("send_dtmf", digits=wanted, method=method or "", seconds=seconds, pause=pause)

    async def digits(self) -> AsyncIterator[DigitReceived]:
        """The digits that the peer sends from now on, however they come; ends with the session."""
        async with self.events(DigitReceived) as stream:
            async for event in stream:
                if isinstance(event, DigitReceived):
                    yield event

    async def change_codecs(self, *names: str) -> None:
        """Offer other codecs, the best first, without leaving the call; done when the peer has agreed to one.

        Raises ConfigError for a codec that we do not have, CallRejected where the peer has none of them: then the call
        goes on as it was.
        """
        await self._do("modify", codecs=list(check_codecs(names)), direction="")

    async def change_direction(self, direction: str) -> None:
        """Offer another direction, as we see it: sendrecv, sendonly (hold), recvonly or inactive (RFC 3264 5.1)."""
        check_direction(direction)
        await self._do("modify", codecs=[], direction=direction)

    async def accept_modify(self) -> None:
        """Accept the change that the peer asks for (see `SessionManager.changes`)."""
        await self._do("accept_modify")

    async def decline_modify(self, status: int = 488) -> None:
        """Refuse the change; the call stays as it was (RFC 3261 14.2)."""
        await self._do("decline_modify", status=_refusal(status))

    def events(self, *kinds: type[PublicEvent], queue: int = 256) -> EventStream:
        """Public events of this session from now on, of the given types or of all; ends with the session.

        At most `queue` events wait for the reader: of more, the oldest are lost, and `EventsLost` says how many.
        """
        return self._manager.open_stream(self.id, kinds, queue)

    async def wait_until(self, *states: SessionState) -> SessionState:
        """Wait until the session is in one of the states or over; returns the state it has then."""
        async with self.events(SessionStateChanged, EndReason) as stream:
            state = self.state
            if state in states or state.is_final:
                return state
            async for event in stream:
                if isinstance(event, EndReason):
                    self.end_reason = self.end_reason or Reason(event.protocol, event.cause, event.text)
                elif isinstance(event, SessionStateChanged):
                    state = SessionState(event.state)
                    if state in states or state.is_final:
                        return state
        return self.state

    async def wait_over(self) -> SessionState:
        """Wait until the session is over; returns TERMINATED or FAILED."""
        return await self.wait_until(SessionState.TERMINATED, SessionState.FAILED)

    async def statistics(self) -> tuple[StreamStatistics, ...]:
        """What each open stream sent and received until now; empty without media or when the session is over."""
        media = self._manager.media
        if media is None:
            return ()
        return tuple([await media.statistics(stream) for stream in media.streams(self.id)])

    # -- media -------------------------------------------------------------------------------------------------------

    @property
    def media_status(self) -> tuple[MediaStatus, ...]:
        """The open streams of the session at a glance; empty without media and when it is over."""
        media = self._manager.media
        return () if media is None else tuple([media.media_status(stream) for stream in media.streams(self.id)])

    @property
    def media_security(self) -> MediaSecurity | None:
        """How the session's sound is protected, None for not at all; `suite` is "" while a handshake goes on."""
        return protection_of(self._manager.engine, self.id)

    def get_media_config(self) -> MediaConfig | None:
        """What is agreed for the session's stream; None while nothing is."""
        return next((status.config for status in self.media_status), None)

    async def update_media_config(self, *, codecs: Sequence[str] = (), direction: str = "") -> None:
        """Offer other codecs, another direction, or both at once; see `change_codecs` and `change_direction`."""
        if direction:
            check_direction(direction)
        await self._do("modify", codecs=list(check_codecs(codecs)) if codecs else [], direction=direction)

    def audio(self, rate: int = 8000) -> AudioStream:
        """`async for frame in session.audio(16000)`: what is heard from now on, 20 ms at a time; ends with the session.

        For one reader: another one ends this. Raises MediaError while there is no stream.
        """
        return self._media.audio(self._stream, rate)

    async def send_audio(self, sound: AudioFrame | bytes, rate: int = 8000) -> None:
        """Send sound of any length (16 bit, mono); waits while more than 0.1 s are still to be sent. Raises MediaError.

        It takes the place of what was played; while nothing is given, nothing is sent.
        """
        await self._media.send_audio(self._stream, sound, rate)

    async def play(self, *items: Playable, times: int = 1, gap: float = 0.0) -> Playback:
        """Play to the peer, at once: `await session.play(Path("menu.wav"), "silence:0.5", times=3, gap=1.0)`.

        Items are paths (WAV, or what PyAV reads), sources as for `answer` (also `tone:440/1.5`, `signal:busy/de/5`),
        one after the other, `times` times (0: until it is stopped), with `gap` seconds of silence between; or one
        asynchronous iterator of frames, or one file open for octets. `PlaybackStarted` and `PlaybackFinished` tell of
        it, too. Raises MediaError for what cannot be played, and while there is no stream.
        """
        return await self._media.play_list(self._stream, *items, times=times, gap=gap)

    async def process_audio(
        self,
        side: Literal["heard", "sent"] = "heard",
        *,
        echo: bool = False,
        noise: bool = False,
        gain: bool = False,
        high_pass: bool = False,
    ) -> None:
        """Clean what is heard, for `audio` and for mixes, until that is asked for otherwise; nothing of it ends that.

        `echo` takes away what comes back of what we send, `noise` what is no speech, `high_pass` what lies below it,
        `gain` brings speech to one level. At 8, 16, 32 or 48 kHz. `"sent"` means what `send_audio` brings instead, a
        microphone at any rate, with the echo of what `audio` gave. Raises MediaError without the extra `[aec]`, and
        while there is no stream.
        """
        await self._media.process_audio(ProcessStream(self._stream, echo, noise, gain, high_pass, side))

    def record(
        self,
        path: str | PathLike[str],
        sides: Sides = "mixed",
        *,
        rate: int = 8000,
        seconds: float | None = None,
        octets: int | None = None,
    ) -> Recording:
        """Write the call from now on to a WAV file, also one that was killed can be played; instead of one before.

        `sides`: what is `heard` of the peer, what is `sent` to it, `both` as left and right, or `mixed` in one; it ends
        after so many seconds (3,600 at most) or octets, or with the call. Raises MediaError while there is no stream.
        """
        return self._media.record_to(self._stream, path, sides, rate=rate, seconds=seconds, octets=octets)

    def pause_media(self) -> None:
        """Neither send nor take anything for now; the peer is not told, as `hold` would. Raises MediaError."""
        self._media.pause_media(self._stream)

    def resume_media(self) -> None:
        """Go on with what `pause_media` interrupted. Raises MediaError."""
        self._media.resume_media(self._stream)

    def subscribe_to_media_events(self) -> MediaEvents:
        """What happens to the session's streams from now on, until it is over; `events` has it among all else.

        Raises MediaError where the manager has no media.
        """
        return self._media.subscribe_to_media_events(self.id)

    @property
    def _media(self) -> MediaManager:
        if self._manager.media is None:
            raise MediaError("the session manager has no media", session=self.id)
        return self._manager.media

    @property
    def _stream(self) -> str:
        for stream in self._media.streams(self.id):
            return stream
        raise MediaError("the session has no stream (yet, or any more)", session=self.id)

    async def _do(self, name: str, **arguments: Any) -> None:
        raise_for(await self._manager.command(self.id, name, arguments), name, self.id)


def check_direction(direction: str) -> None:
    """Raise ValueError for what is no direction."""
    if direction not in DIRECTIONS:
        raise ValueError(f"a direction is one of {', '.join(DIRECTIONS)}, not {direction[:20]!r}")


def _refusal(status: int) -> int:
    if not 300 <= status <= 699:
        raise ValueError(f"a refusal has a status from 300 to 699, not {status}")
    return status
