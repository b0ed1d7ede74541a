"""A seeded network on a virtual clock: datagrams are lost, delayed, repeated and overtake each other; links go down.

The same seed and the same sends give the same deliveries. Single datagrams can be treated by name (`Rule`): "lose the
first ACK", "hold this 200 for 0.3 s".
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from typing import Literal

import attrs

from sessioncore.effects import Address
from sessioncore.wire.sip import Request, SipParseError, parse


@attrs.frozen
class LinkProfile:
    """What a link does to datagrams of either direction. Probabilities 0..1, times in seconds.

    delay, jitter   every copy takes `delay` plus up to `jitter`; a jitter above the pause between two sends reorders
    reordering      probability that a copy takes `overtaken` more, so that later datagrams come before it
    outages         (begin, end) of times at which nothing that is sent arrives
    refusals        (begin, end) of times at which the host itself refuses to send
    """

    loss: float = 0.0
    duplication: float = 0.0
    delay: float = 0.02
    jitter: float = 0.0
    reordering: float = 0.0
    overtaken: float = 0.25
    outages: tuple[tuple[float, float], ...] = ()
    refusals: tuple[tuple[float, float], ...] = ()

    def down(self, when: float) -> bool:
        """Whether the link is out at this time."""
        return any(begin <= when < end for begin, end in self.outages)

    def refused(self, when: float) -> bool:
        """Whether the host refuses to send at this time."""
        return any(begin <= when < end for begin, end in self.refusals)


@attrs.define(eq=False)
class Packet:
    """One datagram on its way. `name` is its method or its status and method, e.g. `ACK` or `200 INVITE`.

    `arrivals` are the times at which copies arrive; empty: it is lost. `refused`: the host did not send it at all.
    """

    serial: int
    sent_at: float
    source: Address
    target: Address
    data: bytes
    name: str
    arrivals: tuple[float, ...] = ()
    refused: bool = False


Rule = Callable[[Packet], "tuple[float, ...] | None"]
"""Says what happens to a packet: the delays of its copies (none: lost), or None: not mine."""


def name_of(data: bytes) -> str:
    """What people call a SIP message: `INVITE`, `180 INVITE`; `?` for what cannot be read."""
    try:
        message = parse(data)
    except SipParseError:
        return "?"
    if isinstance(message, Request):
        return message.method
    return f"{message.status} {message.cseq.method}"


def treat(
    name: str,
    *delays: float,
    source: Address | None = None,
    skip: int = 0,
    times: int | None = 1,
    first: Literal["distinct", "any"] = "any",
) -> Rule:
    """A rule for packets of this name: its copies take `delays` seconds; without delays it is lost.

    source   only what this address sends
    skip     let that many pass first
    times    treat that many of them (None: all)
    first    `distinct`: a retransmission (the same octets) does not count as another packet and is left alone
    """
    seen: set[bytes] = set()
    count = 0

    def rule(packet: Packet) -> tuple[float, ...] | None:
        nonlocal count
        if packet.name != name or (source is not None and packet.source != source):
            return None
        if first == "distinct":
            if packet.data in seen:
                return None
            seen.add(packet.data)
        count += 1
        if count <= skip or (times is not None and count > skip + times):
            return None
        return delays

    return rule


class Network:
    """Carries datagrams between addresses. `carry` puts one on the wire, `take` gives what has arrived.

    Outages and refusals of the profile count from `start`.
    """

    def __init__(
        self, seed: int = 0, profile: LinkProfile | None = None, rules: tuple[Rule, ...] = (), start: float = 0.0
    ) -> None:
        self.start = start
        self.profile = profile if profile is not None else LinkProfile()
        self.rules = list(rules)
        self.log: list[Packet] = []
        self._random = random.Random(seed)
        self._flying: list[tuple[float, int, Packet]] = []
        self._serial = 0

    def carry(self, source: Address, target: Address, data: bytes, now: float) -> Packet:
        """Send one datagram; the packet returned knows when its copies will arrive."""
        packet = Packet(len(self.log) + 1, now, source, target, data, name_of(data))
        packet.arrivals = tuple(now + delay for delay in self._delays(packet))
        if self.profile.refused(now - self.start):
            packet.refused, packet.arrivals = True, ()
        self.log.append(packet)
        for when in packet.arrivals:
            self._serial += 1
            heapq.heappush(self._flying, (when, self._serial, packet))
        return packet

    def next_arrival(self) -> float | None:
        """When the next datagram arrives, or None."""
        return self._flying[0][0] if self._flying else None

    def take(self, now: float) -> Packet | None:
        """The next datagram that has arrived by `now`, in the order of arrival, or None."""
        if self._flying and self._flying[0][0] <= now:
            return heapq.heappop(self._flying)[2]
        return None

    def _delays(self, packet: Packet) -> tuple[float, ...]:
        # Chance is drawn for every packet alike, so that a rule for one packet leaves the fate of the others as it was.
        profile, draw = self.profile, self._random.random
        lost = draw() < profile.loss
        copies = 2 if draw() < profile.duplication else 1
        delays = []
        for _ in range(2):
            late = profile.overtaken if draw() < profile.reordering else 0.0
            delays.append(profile.delay + draw() * profile.jitter + late)
        for rule in self.rules:
            ruled = rule(packet)
            if ruled is not None:
                return ruled
        if lost or profile.down(packet.sent_at - self.start):
            return ()
        return tuple(delays[:copies])
