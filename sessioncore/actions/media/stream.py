"""Actions of media/stream: what the media plane is told, and what it reports."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.actions.part import DialogPartActions
from sessioncore.actions.setup._media import is_open, stream_id
from sessioncore.base import media, protection, sound
from sessioncore.base.media import ConfigureStream
from sessioncore.effects import Media
from sessioncore.events import (
    DigitReceived,
    MediaFailed,
    MediaFinished,
    MediaQualityChanged,
    MediaRecorded,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    MediaTampered,
    PlaybackFinished,
    PlaybackStarted,
    PublicEvent,
    VoiceChanged,
)
from sessioncore.handlers.media import stream as chart
from sessioncore.wire.sdp import name_of

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.wire.sdp import Codec


@attrs.define(weakref_slot=False)
class Slice:
    """What the stream was last told; its SSRC stays the same for the whole call (RFC 3550 section 8)."""

    index: int = 0
    ssrc: int = 0
    configured: ConfigureStream | None = None


class Actions(DialogPartActions):
    """Configures one stream of the media plane."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice()

    def holding(self, event: chart.Configure) -> bool:
        return event.held_by_local or event.held_by_remote

    def ours(self, event: chart.Down) -> bool:
        """All forks of an INVITE share its port: a fork that lost must not silence the one that is the call."""
        return self._is_ours

    @property
    def _is_ours(self) -> bool:
        return self.scope.leg.setup_slice.front in ("", self.scope.key)

    def restored(self) -> None:
        """As it was last told; SSRC and direction go on, sequence numbers begin anew (RFC 3550 A.1 takes that).

        But no key may ever protect two packets of one SSRC and number (RFC 3711 9.1): then the SSRC is another. How far
        the peer's counter has come nobody knows any more.
        """
        configured = self.slice.configured
        if configured is not None and configured.protection is not None:
            self.slice.ssrc = self.cell.env.number(32) or 1
            keys = attrs.evolve(configured.protection, resumed=True)
            configured = self.slice.configured = attrs.evolve(configured, ssrc=self.slice.ssrc, protection=keys)
        if configured is not None and self._is_ours and is_open(self.scope.leg.setup_slice.media_port):
            self.cell.emit(Media(configured))

    def of_digits(self, event: chart.MediaFailed) -> bool:
        return event.what == "digits"

    def whole(self, event: chart.MediaFailed) -> bool:
        return event.what == "stream"

    def apply(self, event: chart.Configure) -> None:
        setup = self.scope.leg.setup_slice
        data = self.slice
        data.index = event.index
        if not is_open(setup.media_port):
            return
        if not data.ssrc:
            data.ssrc = self.cell.env.number(32) or 1
        numbers, formats = _named(event.formats)
        near = "" if self.cell.peer is None else self.cell.peer[0]
        if near == event.remote_address:
            near = ""
        data.configured = ConfigureStream(
            # A leg has one port; which line has it, is the offerer's affair.
            stream=stream_id(self.cell, 0),
            remote=(event.remote_address, event.remote_port),
            codec=name_of(event.codec),
            payload_type=event.send_payload_type,
            receive_payload_types=numbers or _with(event.receive_payload_types, event.receive_telephone_event),
            telephone_event=event.telephone_event,
            send=event.send,
            receive=event.receive,
            source=setup.source,
            ssrc=data.ssrc,
            receive_telephone_event=event.receive_telephone_event,
            parameters=event.codec.fmtp or "",
            ptime=event.ptime,
            formats=formats,
            comfort_noise=event.comfort_noise,
            rtcp_mux=event.rtcp_mux,
            rtcp_port=event.rtcp_port,
            elsewhere=bool(near),
            near=near,
            rtcp_xr=event.rtcp_xr,
            rtcp_reduced=event.rtcp_reduced,
            protection=event.protection,
            inband_digits=self._looks_for_digits(event),
            voice_activity=self.cell.settings.voice_activity,
            # RTCP that was held back is, until the call is up.
            early=event.early if data.configured is None else data.configured.early,
        )
        if self._is_ours:
            self.cell.emit(Media(data.configured))

    def show(self, event: chart.Shown) -> None:
        if self.slice.configured is not None:
            self.cell.emit(Media(self.slice.configured))

    def await_formats(self, event: chart.Expect) -> None:
        """Let arrive what our offer names (RFC 3264 5.1): the peer may send it before we read its answer."""
        configured = self.slice.configured
        if configured is None:
            return
        numbers, formats = _named(event.formats)
        known = dict(configured.formats)
        more = tuple([pair for pair in formats if pair[0] not in known])
        if more:
            self.slice.configured = attrs.evolve(
                configured,
                receive_payload_types=tuple(dict.fromkeys([*configured.receive_payload_types, *numbers])),
                formats=configured.formats + more,
            )
            self.cell.emit(Media(self.slice.configured))

    def _looks_for_digits(self, event: chart.Configure) -> bool:
        wanted = self.cell.settings.inband_digits
        return wanted == "always" or (wanted == "auto" and event.receive_telephone_event is None)

    def held_back(self, event: chart.Up) -> bool:
        return self.slice.configured is not None and self.slice.configured.early

    def report(self, event: chart.Up) -> None:
        """What was shown in a provisional response is the call now."""
        data = self.slice
        if data.configured is not None:
            data.configured = attrs.evolve(data.configured, early=False)
            self.cell.emit(Media(data.configured))

    def silence(self, event: chart.Down) -> None:
        """Nothing where the port was closed first, as it is when a call with early media fails."""
        data = self.slice
        if data.configured is not None and is_open(self.scope.leg.setup_slice.media_port):
            data.configured = attrs.evolve(data.configured, send=False, receive=False)
            self.cell.emit(Media(data.configured))

    def publish_started(self, event: chart.MediaStarted) -> None:
        self._publish(MediaStarted, event)

    def publish_silent(self, event: chart.MediaSilent) -> None:
        self._publish(MediaSilent, event)

    def publish_failed(self, event: chart.MediaFailed) -> None:
        self._publish(MediaFailed, event)

    def publish_told(self, event: chart.MediaTold) -> None:
        self._publish(PUBLISHED[type(event.told)], event.told)

    def publish_stopped(self, event: chart.MediaStopped) -> None:
        self._publish(MediaStopped, event)

    def _publish(self, kind: type[PublicEvent], told: object) -> None:
        """What the media plane tells, as the embedder hears it: what has the same name in both."""
        cell = self.cell
        cell.publish(
            kind,
            lambda: kind(session=cell.session, at=cell.now, **{name: getattr(told, name) for name in SAID[kind]}),
        )


PUBLISHED: Final[dict[type, type[PublicEvent]]] = {
    media.DigitReceived: DigitReceived,
    media.MediaFinished: MediaFinished,
    media.MediaQualityChanged: MediaQualityChanged,
    media.MediaRecorded: MediaRecorded,
    media.MediaReport: MediaReport,
    media.VoiceChanged: VoiceChanged,
    protection.MediaTampered: MediaTampered,
    sound.PlaybackFinished: PlaybackFinished,
    sound.PlaybackStarted: PlaybackStarted,
}
"""What the media plane tells of a stream, and what is published of it."""


SAID: Final[dict[type[PublicEvent], tuple[str, ...]]] = {
    kind: tuple([field.name for field in attrs.fields(kind) if not field.inherited])
    for kind in (MediaStarted, MediaSilent, MediaFailed, MediaStopped, *PUBLISHED.values())
}
"""The fields of these public events beside those that all have."""


def _with(payload_types: tuple[int, ...], event: int | None) -> tuple[int, ...]:
    """What may arrive, telephone-event included."""
    return payload_types if event is None or event in payload_types else (*payload_types, event)


@lru_cache(maxsize=256)  # the same few in every call
def _named(formats: tuple[Codec, ...]) -> tuple[tuple[int, ...], tuple[tuple[int, str], ...]]:
    """Numbers, and numbers with names."""
    pairs = tuple([(codec.payload_type, name_of(codec)) for codec in formats])
    return tuple([number for number, _ in pairs]), pairs
