"""Connections between the endpoints of a simulation: opened, used in order, cut, on the virtual clock.

Nothing is lost or repeated on a connection that stands. What the link would have lost comes later instead, as TCP sends
it again; what it would have let overtake waits for what went before. A cut takes what is on its way with it.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.effects import Connect, Disconnect, FlowSend, KeepAlive
from sessioncore.inputs import FlowClosed, FlowHeard, FlowOpened, StreamMessage

if TYPE_CHECKING:
    from sessioncore.effects import Address
    from sessioncore.inputs import Input
    from sessioncore.testing.harness import Endpoint, Simulation
    from sessioncore.testing.network import LinkProfile

FIRST_EPHEMERAL: Final = 40_000
REPEATED_AFTER: Final = 0.3
"""Seconds that a lost segment costs, again for each time that it is lost."""
MOST_REPEATS: Final = 8
LONGEST_OUTAGE: Final = 20.0
"""A segment that is lost so often, or cannot leave for so many seconds, ends its connection."""


@attrs.define(eq=False)
class _End:
    """One end of a connection: whose it is, its number there, the address of the other end as it is seen here."""

    endpoint: Endpoint
    flow: int
    remote: Address
    transport: str
    other: _End | None = None
    stands: bool = True
    last: float = 0.0
    """When the last thing that was sent to this end arrives."""


class Streams:
    """All connections of one simulation. `perform` carries out the effects about them."""

    def __init__(self, simulation: Simulation, profile: LinkProfile, seed: int) -> None:
        self._simulation = simulation
        self._profile = profile
        self._chance = random.Random(f"streams {seed}")
        self._ends: dict[tuple[str, int], _End] = {}
        self._opened = 0

    def perform(self, endpoint: Endpoint, effect: Connect | FlowSend | KeepAlive | Disconnect) -> None:
        """What io does with an effect of an endpoint."""
        if isinstance(effect, Connect):
            self._connect(endpoint, effect)
            return
        end = self._ends.get((endpoint.name, effect.flow))
        if end is None or not end.stands:
            return
        if isinstance(effect, Disconnect):
            self._close(end, effect.abort)
        elif isinstance(effect, FlowSend):
            self._carry(end, effect.data)
        else:
            self._carry(end, effect.kind)

    def cut(self) -> None:
        """Every connection breaks now; both ends are told."""
        for end in [end for end in self._ends.values() if end.stands]:
            self._drop(end, "reset")

    @property
    def used(self) -> bool:
        """Whether any connection was ever opened."""
        return self._opened > 0

    def _connect(self, endpoint: Endpoint, effect: Connect) -> None:
        simulation = self._simulation
        called = simulation.endpoint_at(effect.remote)
        delay = self._delay()
        if called is None or delay is None or self._profile.down(simulation.now - simulation.start):
            simulation.after(1.0, lambda: endpoint.feed(FlowClosed(effect.flow, "not reached")))
            return
        self._opened += 1
        near = _End(endpoint, effect.flow, effect.remote, effect.transport)
        seen_as = (endpoint.address[0], FIRST_EPHEMERAL + self._opened)
        far = _End(called, 2 * self._opened - 1, seen_as, effect.transport)
        near.other, far.other = far, near

        def established() -> None:
            for end in (far, near):
                self._ends[end.endpoint.name, end.flow] = end
            called.feed(FlowOpened(far.flow, far.remote, far.transport, accepted=True))
            simulation.after(delay, lambda: self._feed(near, FlowOpened(near.flow, near.remote, near.transport)))

        simulation.after(delay, established)

    def _carry(self, end: _End, what: bytes | str) -> None:
        """A message, or a `ping` or `pong`, on its way to the other end."""
        simulation, other = self._simulation, end.other
        assert other is not None, "a connection has two ends"
        delay = self._delay()
        if delay is None:
            self._drop(end, "timed out")
            return
        other.last = max(other.last, simulation.now + delay)
        if isinstance(what, bytes):
            simulation.noted(end.endpoint, what)
            arrives: Input = StreamMessage(what, other.remote, other.transport, other.flow)
        else:
            arrives = FlowHeard(other.flow, "ping" if what == "ping" else "pong")
        simulation.after(other.last - simulation.now, lambda: self._feed(other, arrives))

    def _delay(self) -> float | None:
        """Seconds until something arrives; None: never."""
        profile, chance, simulation = self._profile, self._chance, self._simulation
        now = simulation.now - simulation.start
        waits = max((end - now for begin, end in profile.outages if begin <= now < end), default=0.0)
        repeats = 0
        while chance.random() < profile.loss:
            repeats += 1
        if repeats > MOST_REPEATS or waits > LONGEST_OUTAGE:
            return None
        return waits + profile.delay + profile.jitter * chance.random() + repeats * REPEATED_AFTER

    def _close(self, end: _End, abort: bool) -> None:
        """One end closes: what it wrote before still arrives, unless it aborts."""
        simulation, other = self._simulation, end.other
        assert other is not None, "a connection has two ends"
        end.stands = False
        simulation.after(0.0, lambda: end.endpoint.feed(FlowClosed(end.flow)))
        wait = 0.0 if abort else max(0.0, other.last - simulation.now)
        simulation.after(wait + self._profile.delay, lambda: self._drop(other, "closed by the peer"))

    def _drop(self, end: _End, reason: str) -> None:
        for one in (end, end.other):
            if one is not None and one.stands:
                one.stands = False
                self._tell(one, reason)

    def _tell(self, end: _End, reason: str) -> None:
        self._simulation.after(0.0, lambda: end.endpoint.feed(FlowClosed(end.flow, reason)))

    def _feed(self, end: _End, arrives: Input) -> None:
        if end.stands:
            end.endpoint.feed(arrives)
