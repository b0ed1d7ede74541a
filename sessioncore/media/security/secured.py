"""A media plane whose streams may be protected: SRTP, DTLS and connectivity checks on one port (RFC 7983)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from sessioncore.base.connectivity import SendCheck, UsePair
from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    MediaReport,
    MediaStopped,
    OpenStream,
)
from sessioncore.base.protection import Protection
from sessioncore.media.limits import Address, MediaLimits
from sessioncore.media.plane import MediaPlane, Packet
from sessioncore.media.security.shield import Shield

if TYPE_CHECKING:
    from sessioncore.media.security.dtls import Identity
    from sessioncore.media.stream import MediaStream

_FIRST_SEQUENCES: Final = 0x7FFF
"""Who begins low has time until the first roll-over, so that nobody guesses its counter wrong (RFC 3711 3.3.1)."""


_NOWHERE: Final = ("0.0.0.0", 0)
"""Where nothing goes: what a description says of its address does not count with ICE (RFC 8839 4.3.1)."""


CheckTap: TypeAlias = Callable[[str, bytes, Address], None]
"""Takes a STUN message, or what a TURN server passes on of one: stream, octets and where they come from."""

_EARLY: Final = 4
"""So many datagrams of a handshake, and checks, are kept for a stream that has no answer yet."""


class SecuredPlane(MediaPlane):
    """As `MediaPlane`; plain streams go their way as ever.

    With `identity` DTLS handshakes are made. They and connectivity checks leave by `take_muxed`, from the stream's own
    port. A protected stream sends nothing before it has its keys, and takes nothing that is not authentic. A peer may
    begin handshake and checks before its answer is here (RFC 5763 5, RFC 8445 7.3). Where we are a full ICE agent,
    checks go to `on_check`, which must return quickly, and `UsePair` says what they have found.
    """

    def __init__(
        self, limits: MediaLimits | None = None, *, wall: float = 0.0, identity: Identity | None = None
    ) -> None:
        super().__init__(limits, wall=wall)
        self.on_check: CheckTap | None = None
        self._identity = identity
        self._shields: dict[str, Shield] = {}
        self._controls: dict[str, Shield] = {}
        self._shaking: dict[Shield, None] = {}
        self._early: dict[str, list[tuple[bool, bytes, Address]]] = {}

    def execute(self, command: MediaCommand, now: float) -> None:
        if isinstance(command, ConfigureStream):
            if command.protection is not None:
                self._protect(command, now)
                return
            # One that stands still, as its peer's media goes elsewhere, still reports: not in the clear.
            if command.send or command.receive:
                self._forget_shield(command.stream)
        elif isinstance(command, SendCheck):
            self._emit(command.stream, command.data, command.remote)
            return
        elif isinstance(command, UsePair):
            self._use(command, now)
            return
        elif isinstance(command, CloseStream):
            self._rest(command.stream)
            self._early.pop(command.stream, None)
        elif isinstance(command, OpenStream) and command.stream not in self._streams:
            self._forget_shield(command.stream)
        super().execute(command, now)

    def receive(self, stream: str, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
        shield = self._shields.get(stream)
        if shield is None:
            # The first look keeps what comes for plain streams quick.
            if not data or data[0] >= 64 or not self._keep(stream, data, source):
                super().receive(stream, data, source, now)
            return
        state = self._streams.get(stream)
        if state is None or not data:
            return
        first = data[0]
        if len(data) > self.limits.datagram_size:
            state.malformed += 1
        elif first < 4:
            self._take_check(shield, bytes(data), source, now)
        elif 64 <= first < 80 and shield.protection.checks is not None:
            self._take_relayed(shield, bytes(data), source, now)
        elif shield.relay is not None or not shield.knows(source[0]):
            if not shield.keeps(data, source):
                state.wrong_source += 1
        elif 20 <= first < 64:
            self._take_dtls(shield, bytes(data), source, now)
        elif 128 <= first < 192:
            self._take_packet(shield, bytes(data), source, now)
        else:
            state.malformed += 1

    def receive_control(self, stream: str, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
        shield = self._controls.get(stream) or self._shields.get(stream)
        if shield is None:
            if not self._keep(stream, data, source, control=True):
                super().receive_control(stream, data, source, now)
            return
        if not data or len(data) > self.limits.datagram_size or not shield.knows(source[0]):
            return
        if shield.beside and 20 <= data[0] < 64:
            self._take_dtls(shield, bytes(data), source, now)
        elif 128 <= data[0] < 192:
            opened = self._opened(shield, bytes(data), now, control=True)
            if opened is not None:
                super().receive_control(stream, opened, source, now)

    def poll(self, now: float) -> tuple[list[Packet], list[MediaEvent]]:
        for shield in list(self._shaking):
            if shield.waits is not None and shield.waits <= now:
                self._settle(shield, shield.repeat(now), now)
        packets, events = super().poll(now)
        if self._shields:
            packets = [sealed for packet in packets if (sealed := self._sealed(packet)) is not None]
            events = [self._told(event) for event in events]
        return packets, events

    def next_deadline(self) -> float | None:
        due = super().next_deadline()
        for shield in self._shaking:
            waits = shield.waits
            if waits is not None and (due is None or waits < due):
                due = waits
        return due

    def abandon(self) -> None:
        super().abandon()
        self._shields.clear()
        self._controls.clear()
        self._shaking.clear()
        self._early.clear()

    # -- protection ---

    def _protect(self, command: ConfigureStream, now: float) -> None:
        stream, protection = command.stream, command.protection
        assert protection is not None, "execute has seen it"
        if stream not in self._streams:
            super().execute(command, now)
            return
        shield = self._shields.get(stream)
        if shield is None:
            shield = Shield(stream, command, protection)
        try:
            lost = shield.agree(command, protection, self._identity)
        except MediaError as error:
            self._events.append(MediaFailed(stream, error.message))
            return
        self._shields[stream] = shield
        if lost is not None:
            self.tell(lost, now)
        self._apply(shield, now)
        shield.begin(now)
        self._say_handshake(shield)
        self._protect_control(command, protection, now)
        for control, data, source in self._early.pop(stream, ()):
            take = self.receive_control if control else self.receive
            take(stream, data, source, now)

    def _keep(
        self, stream: str, data: bytes | bytearray | memoryview, source: Address, *, control: bool = False
    ) -> bool:
        """Keep what is of a handshake, or a check, where nothing was agreed yet; returns whether it was kept."""
        state = self._streams.get(stream)
        if self._identity is None or state is None or state.agreed is not None:
            return False
        if not data or not (data[0] < 4 or 20 <= data[0] < 64) or len(data) > self.limits.datagram_size:
            return False
        kept = self._early.setdefault(stream, [])
        if len(kept) == _EARLY:
            return False
        kept.append((control, bytes(data), source))
        return True

    def _protect_control(self, command: ConfigureStream, protection: Protection, now: float) -> None:
        """Begin the association of RTCP, where it does not share the port of RTP."""
        stream = command.stream
        if protection.keying != "dtls" or command.rtcp_mux:
            self._forget_control(stream)
            return
        host, port = command.remote
        command = attrs.evolve(command, remote=(host, command.rtcp_port or port + 1))
        shield = self._controls.get(stream)
        if shield is None:
            shield = self._controls[stream] = Shield(stream, command, protection, beside=True)
        if shield.agree(command, protection, self._identity) is None:
            shield.begin(now)
        self._say_handshake(shield)

    def _apply(self, shield: Shield, now: float) -> None:
        """Let the stream send and take as far as it is protected by now."""
        command = shield.command
        if shield.nominated is not None:
            command = attrs.evolve(command, remote=shield.nominated, elsewhere=False, near="")
        elif shield.protection.has_ice:
            command = attrs.evolve(command, remote=_NOWHERE, near="")
        super().execute(command if shield.ready else attrs.evolve(command, send=False), now)
        state = self._streams[shield.stream]
        if not state.sent_packets:
            state.sequence &= _FIRST_SEQUENCES
        if shield.nominated is not None:
            state.verified = True  # it has shown that it knows our password

    def _use(self, command: UsePair, now: float) -> None:
        shield = self._shields.get(command.stream)
        if shield is None or command.stream not in self._streams:
            return
        shield.nominated = (command.host, command.port) if command.host else None
        shield.relay = None if command.relay is None else ((command.relay[0], command.relay[1]), command.relay[2])
        self._apply(shield, now)
        shield.begin(now)
        self._say_handshake(shield)
        for data, source in shield.kept():
            self._take_dtls(shield, data, source, now)

    def _take_check(self, shield: Shield, data: bytes, source: Address, now: float) -> None:
        if shield.protection.checks is not None:
            if self.on_check is not None and shield.lets_pass(now):
                self.on_check(shield.stream, data, source)
            return
        answer = shield.take_check(data, source)
        if answer is None:
            return
        response, nominates = answer
        self._emit(shield.stream, response, source)
        if nominates and source != shield.nominated:
            shield.nominated = source
            self._apply(shield, now)
            shield.begin(now)
            self._say_handshake(shield)

    def _take_relayed(self, shield: Shield, data: bytes, source: Address, now: float) -> None:
        """Through a TURN server: what is for the agent, and what the peer sends."""
        content = shield.unwrapped(data, source)
        if content is None:
            self._take_check(shield, data, source, now)
        elif content[0] < 64:
            self._take_dtls(shield, content, shield.remote, now)
        else:
            self._take_packet(shield, content, shield.remote, now)

    def _take_packet(self, shield: Shield, data: bytes, source: Address, now: float) -> None:
        control = len(data) > 1 and 192 <= data[1] < 224
        if (opened := self._opened(shield, data, now, control=control)) is not None:
            super().receive(shield.stream, opened, source, now)

    def _take_dtls(self, shield: Shield, data: bytes, source: Address, now: float) -> None:
        self._settle(shield, shield.take_dtls(data, source, now), now)

    def _settle(self, shield: Shield, outcome: MediaEvent | None, now: float) -> None:
        """Send what the handshake has to say, and tell what came of it."""
        self._say_handshake(shield)
        if shield.beside and not shield.betrayed:
            return  # without RTCP a call goes on, with somebody else it does not
        if outcome is not None:
            self.tell(outcome, now)
            if not shield.beside:
                self._apply(shield, now)

    def _say_handshake(self, shield: Shield) -> None:
        handshake = shield.handshake
        if handshake is not None:
            for data in handshake.outgoing:
                self._emit(shield.stream, *shield.routed(data, shield.remote), control=shield.beside)
            handshake.outgoing.clear()
        if shield.waits is not None:
            self._shaking[shield] = None
        else:
            self._shaking.pop(shield, None)

    def _emit(self, stream: str, data: bytes, remote: Address, *, control: bool = False) -> None:
        # A driver that does not fetch them shall not fill the memory.
        waiting = self._control if control else self._muxed
        if len(waiting) < self.limits.streams:
            waiting.append((stream, data, remote))
            self.control_waits = True

    def _opened(self, shield: Shield, data: bytes, now: float, *, control: bool) -> bytes | None:
        opened = shield.open(data, now, control=control)
        if opened is None and (alarm := shield.alarm(now)) is not None:
            self.tell(alarm, now)
        return opened

    def _sealed(self, packet: Packet) -> Packet | None:
        stream, data, remote = packet
        shield = self._shields.get(stream)
        if shield is None:
            return packet
        sealed = shield.contexts.seal(data) if shield.ready else None
        return None if sealed is None else (stream, *shield.routed(sealed, remote))

    def _say(self, state: MediaStream, report: tuple[bytes, Address] | None) -> None:
        shield = self._controls.get(state.name) or self._shields.get(state.name)
        if shield is not None and report is not None:
            sealed = shield.contexts.seal(report[0], control=True) if shield.ready else None
            report = None if sealed is None else shield.routed(sealed, report[1])
        super()._say(state, report)

    def _told(self, event: MediaEvent) -> MediaEvent:
        """With what only the shield has counted."""
        if not isinstance(event, MediaReport | MediaStopped) or event.stream not in self._shields:
            return event
        shield, control = self._shields[event.stream], self._controls.get(event.stream)
        unauthentic = shield.unauthentic + (control.unauthentic if control is not None else 0)
        if isinstance(event, MediaStopped):
            self._forget_shield(event.stream)
        return attrs.evolve(event, statistics=attrs.evolve(event.statistics, unauthentic=unauthentic))

    def _rest(self, stream: str) -> None:
        """No handshake of the stream goes on."""
        for shield in (self._shields.get(stream), self._controls.get(stream)):
            if shield is not None:
                self._shaking.pop(shield, None)

    def _forget_control(self, stream: str) -> None:
        shield = self._controls.pop(stream, None)
        if shield is not None:
            self._shaking.pop(shield, None)

    def _forget_shield(self, stream: str) -> None:
        self._rest(stream)
        self._shields.pop(stream, None)
        self._controls.pop(stream, None)
        self._early.pop(stream, None)
