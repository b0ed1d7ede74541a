"""The lines that a relay passes on, without I/O: who is where, who has fallen silent, what was counted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import Protection
from sessioncore.media.limits import Address
from sessioncore.media.relay.headers import Rewriter
from sessioncore.media.relay.port import Contexts, Muxed, RelayLimits, RelayPort

_SWEEP: Final = 1.0
"""Seconds between two looks at who is silent."""

_AT_ONCE: Final = 64
"""Lines that are looked at in a row; it takes about 0.1 ms."""

Keys = tuple[str, bytes, bytes]
"""Crypto suite, our key and the peer's, each a master key and salt."""

Figures = tuple[int, int, int, int, int, int]
"""Packets, octets, lost, wrong source, malformed, undelivered."""


@attrs.frozen
class Rewriting:
    """Headers of one direction are rewritten: see `Rewriter`."""

    ssrc: int
    clock_rate: int = 8000
    payload_types: bytes | None = None


@attrs.define(weakref_slot=False)
class _Line:
    """RTP's and RTCP's port of either side; who is expected to send, and of whom it was told that nothing comes."""

    ports: tuple[tuple[RelayPort, RelayPort], tuple[RelayPort, RelayPort]]
    expected: list[bool] = attrs.field(factory=lambda: [False, False])
    silent: list[bool] = attrs.field(factory=lambda: [False, False])


class RelayPlane:
    """Lines by number; `poll` tells who has fallen silent. Not thread-safe, and nothing here reads a clock.

    `make_contexts` makes SRTP for a side that has keys, `make_association` what makes keys with a side by a handshake;
    without them there are none. `shaking` are the lines whose handshakes are not done.
    """

    def __init__(
        self,
        limits: RelayLimits | None = None,
        make_contexts: Callable[[], Contexts] | None = None,
        make_association: Callable[[], Muxed] | None = None,
    ) -> None:
        self.limits = limits or RelayLimits()
        self._make_contexts = make_contexts
        self.make_association = make_association
        self.shaking: set[int] = set()
        self._lines: dict[int, _Line] = {}
        self._sweep_at = 0.0
        self._unseen: list[int] = []

    def __len__(self) -> int:
        """Lines that are open."""
        return len(self._lines)

    def open(
        self, line: int, is_rtp: bool, rewriting: tuple[Rewriting, Rewriting] | None = None
    ) -> tuple[RelayPort, RelayPort, RelayPort, RelayPort]:
        """Begin a line: RTP's and RTCP's port of the first side, then of the second.

        `rewriting` is for what comes from either side. MediaError when there are too many lines.
        """
        if line in self._lines:
            raise MediaError("the line is open already")
        if len(self._lines) >= self.limits.lines:
            raise MediaError(f"{self.limits.lines} lines are relayed, the most that are allowed")
        ports = []
        for side in range(2):
            rtp, control = RelayPort(self.limits, is_rtp), RelayPort(self.limits, is_rtp, control=True)
            rtp.sibling, control.sibling = control, rtp
            if rewriting is not None:
                given = rewriting[side]
                rtp.rewriter = Rewriter(given.ssrc, given.clock_rate, given.payload_types)
            ports.append((rtp, control))
        for here, there in zip(*ports, strict=True):
            here.other, there.other = there, here
        self._lines[line] = _Line((ports[0], ports[1]))
        return *ports[0], *ports[1]

    def aim(
        self,
        line: int,
        side: int,
        remote: Address | None,
        control: Address | None,
        host: str,
        expected: bool,
        now: float,
        keys: Keys | None = None,
        handshake: Protection | None = None,
    ) -> None:
        """A side is at `remote` (RTCP at `control`), and is `expected` to send; an unknown line is ignored.

        With `keys`, or those that a `handshake` makes, we are the other end of its SRTP. MediaError where the keys are
        none, or no handshake can be made.
        """
        found = self._lines.get(line)
        if found is None:
            return
        rtp, rtcp = found.ports[side]
        rtp.aim(remote, host, now)
        rtcp.aim(control, host, now)
        self._protect(found, side, keys)
        if handshake is not None or rtp.association is not None:
            self._associate(found, side, handshake, now)
            self.shaking.add(line)
        rtp.is_muxed = handshake is not None or (remote is not None and remote == control)
        found.expected[side] = expected
        found.silent[side] = False

    def _protect(self, line: _Line, side: int, keys: Keys | None) -> None:
        contexts = line.ports[side][0].contexts
        if keys is None or self._make_contexts is None:
            contexts = None
        else:
            contexts = contexts or self._make_contexts()
            contexts.key(*keys)
        for port in line.ports[side]:
            port.contexts = contexts
        protected = any(pair[0].contexts is not None for pair in line.ports)
        for pair in line.ports:
            for port in pair:
                port.is_protected = protected

    def _associate(self, line: _Line, side: int, handshake: Protection | None, now: float) -> None:
        rtp = line.ports[side][0]
        if handshake is None:
            rtp.association = None
            return
        if self.make_association is None:
            raise MediaError("there is no certificate for a handshake")
        if rtp.association is None:
            rtp.association = self.make_association()
        rtp.association.agree(handshake, rtp.negotiated, now)
        if rtp.association.nominated is not None:
            rtp.nominate(rtp.association.nominated)
        for port in line.ports[side]:
            port.contexts = rtp.association.contexts
        for pair in line.ports:
            for port in pair:
                port.is_protected = True

    def shake(self, now: float) -> list[tuple[int, str]]:
        """Let handshakes repeat what was not answered; the lines of those that have failed, and why."""
        failed = []
        for number in list(self.shaking):
            line = self._lines.get(number)
            made = [pair[0].association for pair in line.ports] if line is not None else []
            there = [one for one in made if one is not None]
            for association in there:
                association.poll(now)
                if association.failure:
                    failed.append((number, association.failure))
            if not any(association.waits for association in there):
                self.shaking.discard(number)
        return failed

    def close(self, line: int) -> tuple[Figures, Figures] | None:
        """End a line and return what was counted of either side; None for an unknown one."""
        found = self._lines.pop(line, None)
        if found is None:
            return None
        first, second = [_figures(*ports) for ports in found.ports]
        for pair in found.ports:
            for port in pair:
                del port.other
                port.sibling = None
        return first, second

    def figures(self, line: int) -> tuple[Figures, Figures] | None:
        """What was counted of either side so far."""
        found = self._lines.get(line)
        return (_figures(*found.ports[0]), _figures(*found.ports[1])) if found is not None else None

    @property
    def looking(self) -> bool:
        """Whether `poll` has lines left of this second's."""
        return bool(self._unseen)

    def poll(self, now: float) -> list[tuple[int, int, float]]:
        """Line, side and seconds for each side from which nothing came for too long.

        Every line is looked at once a second, a few in each call: packets come in between.
        """
        if not self._unseen:
            if now < self._sweep_at:
                return []
            self._sweep_at = now + _SWEEP
            self._unseen = list(self._lines)
        told = []
        limit = self.limits.silence_seconds
        seen, self._unseen = self._unseen[:_AT_ONCE], self._unseen[_AT_ONCE:]
        for number in seen:
            line = self._lines.get(number)
            if line is None:
                continue
            for side, (rtp, control) in enumerate(line.ports):
                quiet = now - max(rtp.heard_at, control.heard_at)
                if quiet < limit:
                    line.silent[side] = False
                elif line.expected[side] and not line.silent[side]:
                    line.silent[side] = True
                    told.append((number, side, quiet))
        return told


def _figures(rtp: RelayPort, control: RelayPort) -> Figures:
    return (
        rtp.packets + control.packets,
        rtp.octets + control.octets,
        rtp.lost,
        rtp.wrong_source + control.wrong_source,
        rtp.malformed + control.malformed,
        rtp.undelivered + control.undelivered,
    )
