"""Media on a virtual clock: planes in the caller's thread, joined by a network that may lose and repeat packets."""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeAlias

from sessioncore.base.errors import MediaError
from sessioncore.base.media import CloseStream, MediaCommand, MediaEvent, OpenStream
from sessioncore.io.media_runner import PacketTap
from sessioncore.media.limits import Address
from sessioncore.media.plane import MediaPlane, Packet

Link: TypeAlias = Callable[[bytes], Sequence[float]]
"""What the network does to a datagram: the delay in seconds of every copy that arrives; none when it is lost."""


def perfect_link(datagram: bytes) -> Sequence[float]:
    """Deliver each datagram once, at once."""
    return (0.0,)


def seeded_link(
    seed: int,
    *,
    loss: float = 0.0,
    duplication: float = 0.0,
    delay: float = 0.01,
    jitter: float = 0.0,
) -> Link:
    """Return a link that is the same for the same seed.

    `loss` and `duplication` are probabilities; every copy takes `delay` plus up to `jitter` seconds, so a jitter of
    more than a packet's time reorders.
    """
    rng = random.Random(seed)

    def link(datagram: bytes) -> Sequence[float]:
        if rng.random() < loss:
            return ()
        copies = 2 if rng.random() < duplication else 1
        return [delay + rng.random() * jitter for _ in range(copies)]

    return link


class FakeMediaPorts:
    """A port pool without sockets: even ports counting up, each given back to the end of the line."""

    def __init__(self, low: int = 40_000, count: int = 1_000) -> None:
        self._free = deque(range(low, low + 2 * count, 2))
        self._taken: set[int] = set()

    @property
    def taken(self) -> int:
        """Ports that are lent out."""
        return len(self._taken)

    def take(self) -> int:
        """Lend out a port; MediaError when there is none."""
        if not self._free:
            raise MediaError("all media ports are in use")
        port = self._free.popleft()
        self._taken.add(port)
        return port

    def retake(self, port: int) -> None:
        """Lend out this port; MediaError when it is not free."""
        if port not in self._free:
            raise MediaError(f"media port {port} is not free")
        self._free.remove(port)
        self._taken.add(port)

    def give_back(self, port: int) -> None:
        """Return a port; MediaError when it was not taken."""
        if port not in self._taken:
            raise MediaError(f"media port {port} was not taken")
        self._taken.discard(port)
        self._free.append(port)

    def candidates(self, port: int) -> tuple[str, ...]:
        """There is nothing between the ends of a simulated network."""
        return ()


class MediaNetwork:
    """The virtual clock and the wires between `InlineMedia`."""

    def __init__(self, now: float = 0.0, link: Link = perfect_link) -> None:
        self.now = now
        self.link = link
        self._members: dict[str, InlineMedia] = {}
        self._flying: list[tuple[float, int, Address, Address, bytes]] = []
        self._serial = 0

    def attach(self, member: InlineMedia) -> None:
        """Deliver to `member` what is sent to its address."""
        if member.address in self._members:
            raise MediaError(f"{member.address} is taken")
        self._members[member.address] = member

    def carry(self, source: Address, target: Address, data: bytes) -> None:
        """Put a datagram on the wire."""
        for delay in self.link(data):
            self._serial += 1
            heapq.heappush(self._flying, (self.now + delay, self._serial, source, target, data))

    def next_deadline(self) -> float | None:
        """Return when something happens next, None when nothing will."""
        times = [when for member in self._members.values() if (when := member.plane.next_deadline()) is not None]
        if self._flying:
            times.append(self._flying[0][0])
        return min(times, default=None)

    def advance(self, until: float) -> None:
        """Let everything happen that is due up to `until`, in the order of time; then it is `until`."""
        while (when := self.next_deadline()) is not None and when <= until:
            self.now = max(self.now, when)
            while self._flying and self._flying[0][0] <= self.now:
                _, _, source, target, data = heapq.heappop(self._flying)
                if (member := self._members.get(target[0])) is not None:
                    member.deliver(source, target[1], data)
            for member in self._members.values():
                member.step()
        self.now = max(self.now, until)


class InlineMedia:
    """What `MediaRunner` is, in the caller's thread and on the network's clock.

    A command is carried out by `submit`; what comes of it is told by `on_event` during the next `MediaNetwork.advance`.
    As there, RTCP has the port after the stream's.
    """

    def __init__(
        self,
        plane: MediaPlane,
        network: MediaNetwork,
        on_event: Callable[[MediaEvent], None],
        *,
        address: str = "192.0.2.1",
        on_packet: PacketTap | None = None,
    ) -> None:
        self.plane = plane
        self.address = address
        self._network = network
        self._on_event = on_event
        self._on_packet = on_packet
        self._ports: dict[str, int] = {}
        self._streams: dict[int, str] = {}
        network.attach(self)

    @property
    def open_sockets(self) -> int:
        """Ports that streams listen on."""
        return len(self._ports)

    def start(self) -> None:
        """Do nothing: time passes by `MediaNetwork.advance`."""

    def stop(self) -> None:
        """Close all streams and tell `MediaStopped` of each."""
        for stream in tuple(self._ports):
            self.submit(CloseStream(stream))
        self.step()

    def submit(self, command: MediaCommand) -> None:
        """Carry out a command now; MediaError when two streams were given one port."""
        stream = command.stream
        if isinstance(command, OpenStream) and stream not in self._ports:
            if command.port in self._streams:
                raise MediaError(f"media port {command.port} is in use by another stream")
            self.plane.execute(command, self._network.now)
            if self.plane.is_open(stream):
                self._ports[stream] = command.port
                self._streams[command.port] = stream
            return
        self.plane.execute(command, self._network.now)
        if isinstance(command, CloseStream) and stream in self._ports:
            self._send(self.plane.take_muxed(), 0)
            self._send(self.plane.take_control(), 1)
            del self._streams[self._ports.pop(stream)]

    def deliver(self, source: Address, port: int, data: bytes) -> None:
        """Take a datagram for local `port`; nobody listening means it is lost."""
        stream = self._streams.get(port - port % 2)
        if stream is None:
            return
        if self._on_packet is not None:
            self._on_packet(self._network.now, False, port, source, data)
        if port % 2:
            self.plane.receive_control(stream, data, source, self._network.now)
        else:
            self.plane.receive(stream, data, source, self._network.now)

    def step(self) -> None:
        """Send and tell what is due now."""
        packets, events = self.plane.poll(self._network.now)
        self._send(packets, 0)
        self._send(self.plane.take_muxed(), 0)
        self._send(self.plane.take_control(), 1)
        for event in events:
            self._on_event(event)

    def _send(self, packets: list[Packet], offset: int) -> None:
        """Put packets on the wire, from the port of their stream and so many further."""
        for stream, data, target in packets:
            if (port := self._ports.get(stream)) is None:
                continue
            if self._on_packet is not None:
                self._on_packet(self._network.now, True, port + offset, target, data)
            self._network.carry((self.address, port + offset), target, data)
