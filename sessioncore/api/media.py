"""What stands around RTP streams: descriptions in and out, beginning, pause and end, what is agreed, what happens."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from sessioncore.api.codecs import check_codecs
from sessioncore.api.media_events import MediaEvents
from sessioncore.api.stream_sound import SoundStreams
from sessioncore.api.streams import MEDIA_PORTS, REPORT_PATIENCE, Streams, check_playable, id_of
from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream
from sessioncore.media.sound.sources import check_source
from sessioncore.wire.sdp import (
    AgreedStream,
    Origin,
    Preferences,
    SessionDescription,
    agreed,
    formats_of,
    make_answer,
    make_offer,
    name_of,
    parse_sdp,
)

if TYPE_CHECKING:
    from sessioncore.api.session import Session

__all__ = [
    "MEDIA_PORTS",
    "REPORT_PATIENCE",
    "MediaConfig",
    "MediaManager",
    "MediaStatus",
    "check_playable",
    "extract_media_config",
]


@attrs.frozen
class MediaConfig:
    """What two descriptions agree on for one stream, as our side sees it.

    codec              what we send, by its name in `wire.sdp.FORMATS`
    payload_type       under which number
    accepted           what may arrive, names by number
    remote             the peer's address
    send, receive      what we may do now
    """

    codec: str
    payload_type: int
    accepted: tuple[tuple[int, str], ...]
    remote: tuple[str, int]
    send: bool
    receive: bool
    ptime: int = 20
    telephone_event: int | None = None
    comfort_noise: int | None = None
    rtcp_mux: bool = False

    @property
    def direction(self) -> str:
        """As it stands in SDP (RFC 3264 5.1)."""
        if self.send:
            return "sendrecv" if self.receive else "sendonly"
        return "recvonly" if self.receive else "inactive"

    @classmethod
    def of(cls, agreed: AgreedStream) -> MediaConfig:
        return cls(
            codec=name_of(agreed.codec),
            payload_type=agreed.send_payload_type,
            accepted=tuple([(codec.payload_type, name_of(codec)) for codec in agreed.formats]),
            remote=(agreed.remote_address, agreed.remote_port),
            send=agreed.send,
            receive=agreed.receive,
            ptime=agreed.ptime,
            telephone_event=agreed.telephone_event,
            comfort_noise=agreed.comfort_noise,
            rtcp_mux=agreed.rtcp_mux,
        )

    @classmethod
    def told(cls, command: ConfigureStream) -> MediaConfig:
        return cls(
            codec=command.codec,
            payload_type=command.payload_type,
            accepted=command.formats,
            remote=command.remote,
            send=command.send,
            receive=command.receive,
            ptime=command.ptime,
            telephone_event=command.telephone_event,
            comfort_noise=command.comfort_noise,
            rtcp_mux=command.rtcp_mux,
        )


@attrs.frozen
class MediaStatus:
    """A stream at a glance: its port, what it was told (None: nothing yet), whether it is paused."""

    stream: str
    port: int
    config: MediaConfig | None
    paused: bool


class MediaManager(SoundStreams):
    """The media of one program: streams from descriptions, their life, their sound, what happens to them.

    Use it as `async with MediaManager("127.0.0.1") as media:`; a SessionManager has its own (`SessionManager.media`),
    whose streams are opened and closed by the charts of calls. The parameters are those of `Streams`.
    """

    def create_media_session(self) -> str:
        """Open a stream that listens at once (RFC 3264 5.1); its id. Raises MediaError without a free port."""
        return self.open()

    def setup_rtp_streams(
        self, stream: str, local: str | bytes, remote: str | bytes, *, offered: bool, source: str | None = None
    ) -> MediaConfig:
        """Send and receive on an open stream as two descriptions agree: ours (`local`) and the peer's.

        `offered` says whether ours was the offer. `source` is what is sent, as for `play`; None: as until now, silence
        at first. Raises MediaError where they agree on no audio, SdpError where one cannot be read; a file that cannot
        be played is told by `MediaFailed`.
        """
        port = self.port(stream)
        ours, theirs = _parse(local), _parse(remote)
        if source is not None and not source.startswith(("file:", "list:")):
            check_source(source)
        found = [each for each in agreed(ours, theirs, local_offered=offered) if each.local_port == port]
        if not found:
            raise MediaError("the descriptions agree on no audio for this stream")
        config = MediaConfig.of(found[0])
        before = self._configured.get(stream)
        self.configure(
            ConfigureStream(
                stream,
                config.remote,
                config.codec,
                config.payload_type,
                tuple([number for number, _ in config.accepted]),
                config.telephone_event,
                config.send,
                config.receive,
                source or ("silence" if before is None else before.source),
                secrets.randbits(32) or 1 if before is None else before.ssrc,
                parameters=found[0].codec.fmtp or "",
                ptime=config.ptime,
                formats=config.accepted,
                comfort_noise=config.comfort_noise,
                receive_telephone_event=found[0].receive_telephone_event,
                rtcp_mux=config.rtcp_mux,
                rtcp_port=found[0].rtcp_port,
            )
        )
        return config

    def start_media(self, stream: str) -> None:
        """Send and receive both ways."""
        self.update_media_direction(stream, "sendrecv")

    def stop_media(self, stream: str) -> None:
        """Close a stream and give its port back; raises MediaError when it is not open."""
        self.close(stream)

    def pause_media(self, stream: str) -> None:
        """Neither send nor take anything for now, without telling the peer; may be repeated. Raises MediaError.

        What is agreed meanwhile counts when it goes on.
        """
        command = self._told(stream)
        self._paused.add(stream)
        self.configure(command)

    def resume_media(self, stream: str) -> None:
        """Go on with what `pause_media` interrupted; may be repeated. Raises MediaError."""
        command = self._told(stream)
        self._paused.discard(stream)
        self.configure(command)

    def update_media_direction(self, stream: str, direction: str) -> None:
        """Send and receive as this direction says (RFC 3264 5.1), by ourselves; for a call see `change_direction`."""
        command = self._told(stream)
        send, receive = direction in ("sendrecv", "sendonly"), direction in ("sendrecv", "recvonly")
        if not (send or receive or direction == "inactive"):
            raise MediaError(f"a direction is sendrecv, sendonly, recvonly or inactive, not {direction[:20]!r}")
        self.configure(attrs.evolve(command, send=send, receive=receive))

    def media_status(self, stream: str) -> MediaStatus:
        """A stream at a glance; raises MediaError when it is not open."""
        port = self.port(stream)
        command = self._configured.get(stream)
        config = None if command is None else MediaConfig.told(command)
        return MediaStatus(stream, port, config, stream in self._paused)

    def subscribe_to_media_events(self, of: Session | str | None = None) -> MediaEvents:
        """What happens to a stream, to the streams of a session, or to all of them, from now on.

        It ends with the stream, the session or the manager; at once where that is over already.
        """
        return self._followers.follow(None if of is None else id_of(of))

    def create_audio_offer(self, stream: str, codecs: Sequence[str] = ("PCMU", "PCMA")) -> str:
        """A description that offers audio on an open stream. Raises MediaError, and ConfigError for a codec."""
        return make_offer(_wishes(self, stream, codecs), origin=_origin(self.address)).encode().decode()

    def create_audio_answer(self, stream: str, offer: str | bytes, codecs: Sequence[str] = ("PCMU", "PCMA")) -> str:
        """The answer to an offer, for an open stream; other lines are refused in their place (RFC 3264 6).

        Raises NotAcceptable (488) where the offer has no audio that we can take, SdpError where it cannot be read.
        """
        return make_answer(_parse(offer), _wishes(self, stream, codecs), origin=_origin(self.address)).encode().decode()

    async def setup_media_for_dialog(self, session: Session | str, patience: float = 10.0) -> MediaConfig:
        """Wait until the offers and answers of a session have set up its stream; what they agreed on.

        Raises MediaError where that does not come about within `patience` seconds, or the session ends before.
        """
        session = id_of(session)
        found = self.streams(session)
        command = self._configured.get(found[0]) if found else None
        if command is None:
            command = await self._followers.wait(session, patience)
        return MediaConfig.told(command)

    def start_session_media(self, session: Session | str) -> None:
        """Go on with all streams of a session that `stop_session_media` silenced. Raises MediaError without any."""
        for stream in self._of(session):
            self.resume_media(stream)

    def stop_session_media(self, session: Session | str) -> None:
        """Silence all streams of a session for now; the peer is not told, and they stay open. Raises MediaError."""
        for stream in self._of(session):
            self.pause_media(stream)

    def update_session_media(self, session: Session | str, direction: str) -> None:
        """As `update_media_direction`, for all streams of a session. Raises MediaError without any."""
        for stream in self._of(session):
            self.update_media_direction(stream, direction)

    def teardown_media_for_session(self, session: Session | str) -> int:
        """Close whatever streams a session has left; how many. Charts close those of calls: this is for the rest."""
        left = self.streams(session)
        for stream in left:
            self.close(stream)
        return len(left)

    def _of(self, session: Session | str) -> tuple[str, ...]:
        found = self.streams(session)
        if not found:
            name = id_of(session)
            raise MediaError(f"session {name[:80]} has no open stream", session=name)
        return found

    def _told(self, stream: str) -> ConfigureStream:
        self.port(stream)
        command = self._configured.get(stream)
        if command is None:
            raise MediaError(f"stream {stream} is not set up yet")
        return command


def extract_media_config(description: str | bytes) -> tuple[dict[str, object], ...]:
    """The lines of a description: kind, address, port, protocol, direction and codecs (names by number) of each.

    Raises SdpError for what cannot be read.
    """
    parsed = _parse(description)
    lines: list[dict[str, object]] = []
    for index, media in enumerate(parsed.media):
        connection = parsed.connection_of(index)
        lines.append(
            {
                "kind": media.kind,
                "address": "" if connection is None else connection.address,
                "port": media.port,
                "protocol": media.protocol,
                "direction": parsed.direction_of(index),
                "codecs": {codec.payload_type: name_of(codec) for codec in media.codecs()},
                "ptime": media.terms.ptime,
                "rtcp_mux": media.terms.rtcp_mux,
            }
        )
    return tuple(lines)


def _wishes(media: Streams, stream: str, codecs: Sequence[str]) -> Preferences:
    names = check_codecs(codecs)
    return Preferences(formats_of(names), media.address, (media.port(stream),))


def _origin(address: str) -> Origin:
    number = secrets.randbits(31)
    return Origin("-", number, number, address)


def _parse(description: str | bytes) -> SessionDescription:
    return parse_sdp(description.encode() if isinstance(description, str) else description)
