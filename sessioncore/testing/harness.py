"""Two engines, a network between them, one virtual clock: whole calls in milliseconds, the same for the same seed."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from typing import Any

import attrs

from sessioncore.base.environment import Environment
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaCommand,
    MediaEvent,
    MediaReport,
    MediaStarted,
    MediaStopped,
    OpenStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.trace import TraceRecord
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.effects import (
    Address,
    Ask,
    Connect,
    Disconnect,
    Effect,
    FlowSend,
    KeepAlive,
    Media,
    Outcome,
    Persist,
    Publish,
    Reply,
    Send,
)
from sessioncore.events import PublicEvent
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Datagram, Input, MediaReported, SendFailed, Tick
from sessioncore.media.plane import MediaPlane
from sessioncore.testing.ladder import Ladder, describe
from sessioncore.testing.media import FakeMediaPorts, InlineMedia, MediaNetwork
from sessioncore.testing.network import LinkProfile, Network, Packet, Rule
from sessioncore.testing.streams import Streams

ALICE: Address = ("192.0.2.1", 5060)
BOB: Address = ("192.0.2.2", 5060)

FIRST_PACKET_AFTER = 0.06
"""How long the fake media plane takes to tell of the first packet, seconds."""

LONGEST = 3_600.0
"""A simulation that is not quiet after so many virtual seconds is broken."""


class NeverQuietError(AssertionError):
    """The engines still had something to do after `LONGEST` seconds."""


@attrs.define(eq=False)
class Step:
    """One input of one engine and everything that it came to."""

    number: int
    at: float
    endpoint: Endpoint
    input: Input
    effects: list[Effect]
    records: list[TraceRecord]


@attrs.define(eq=False)
class CommandLog:
    """A command given and its results (one, if all is well)."""

    id: int
    session: str
    name: str
    at: float
    replies: list[tuple[float, Reply]] = attrs.field(factory=list)

    @property
    def outcome(self) -> Outcome | None:
        return self.replies[0][1].outcome if self.replies else None

    @property
    def status(self) -> int | None:
        return self.replies[0][1].status if self.replies else None


class FakeMedia:
    """A media plane that only keeps book: which streams are open, how they are configured, what it tells of them."""

    def __init__(self, tell: Callable[[float, MediaEvent], None], ports: FakeMediaPorts) -> None:
        self.open: dict[str, int] = {}
        self.configured: dict[str, ConfigureStream] = {}
        self.faults: list[str] = []
        self._tell = tell
        self._ports = ports
        self._heard: set[str] = set()

    def submit(self, command: MediaCommand) -> None:
        """Note a command; one that does not fit is a fault."""
        stream = command.stream
        if isinstance(command, OpenStream):
            if stream in self.open:
                self.faults.append(f"{stream} was opened twice")
            self.open[stream] = command.port
        elif isinstance(command, ConfigureStream):
            if stream not in self.open:
                self.faults.append(f"{stream} was configured before it was opened, or after it was closed")
            self.configured[stream] = command
            if command.receive and stream not in self._heard:
                self._heard.add(stream)
                self._tell(FIRST_PACKET_AFTER, MediaStarted(stream, 1, command.payload_type))
        elif isinstance(command, CloseStream):
            port = self.open.pop(stream, None)
            if port is None:
                self.faults.append(f"{stream} was closed but not open")
            else:
                self._ports.give_back(port)
                self._tell(0.0, MediaStopped(stream, StreamStatistics()))


class PlaneMedia(FakeMedia):
    """A real media plane on the simulation's clock, with the same books. `report` asks it for its figures."""

    def __init__(
        self, network: MediaNetwork, address: Address, on_event: Callable[[MediaEvent], object], ports: FakeMediaPorts
    ) -> None:
        super().__init__(lambda after, event: None, ports)
        self._reports: list[MediaReport] = []
        self._on_event = on_event
        self._inline = InlineMedia(MediaPlane(), network, self._told, address=address[0])

    def submit(self, command: MediaCommand) -> None:
        """Note a command and carry it out."""
        super().submit(command)
        self._inline.submit(command)

    def report(self, stream: str) -> StreamStatistics:
        """The figures of an open stream; raises IndexError where there is none."""
        self._inline.submit(ReportStream(stream))
        self._inline.step()
        return self._reports.pop().statistics

    def _told(self, event: MediaEvent) -> None:
        if isinstance(event, MediaReport):
            self._reports.append(event)
        else:
            self._on_event(event)


class Endpoint:
    """One engine with its address, its media and its application: what it was told and what it answered."""

    def __init__(
        self, simulation: Simulation, name: str, address: Address, engine: Engine, ports: FakeMediaPorts
    ) -> None:
        self.simulation = simulation
        self.name = name
        self.address = address
        self.engine = engine
        self.ports = ports
        self.media = FakeMedia(self._media_tells, ports)
        if simulation.media is not None:
            self.media = PlaneMedia(simulation.media, address, lambda event: self.feed(MediaReported(event)), ports)
        self.commands: list[CommandLog] = []
        self.asks: list[tuple[float, Ask]] = []
        self.published: list[PublicEvent] = []
        self.persisted: list[Persist] = []
        self.sent: list[Packet] = []
        self.on_ask: Callable[[Ask], None] | None = None

    def command(self, session: str, name: str, **arguments: Any) -> CommandLog:
        """Give a command now."""
        log = CommandLog(len(self.commands) + 1, session, name, self.simulation.now)
        self.commands.append(log)
        self.feed(Command(log.id, session, name, arguments))
        return log

    def dial(
        self, user: str = "bob", target: Address | None = None, *, transport: str = "udp", **arguments: str
    ) -> str:
        """Call `user` at an address, else where bob is called; returns the session's id."""
        session = self.engine.env.session_id()
        target = target or self.simulation.called
        uri = f"sip:{user}@{target[0]}:{target[1]}" + (f";transport={transport}" if transport != "udp" else "")
        self.command(session, "dial", target=uri, arguments=arguments)
        return session

    def feed(self, taken: Input) -> Step:
        """Feed the engine and perform the effects."""
        return self.simulation.feed(self, taken)

    def perform(self, effect: Effect) -> None:
        """What io does."""
        simulation = self.simulation
        if isinstance(effect, Connect | FlowSend | KeepAlive | Disconnect):
            simulation.streams.perform(self, effect)
        elif isinstance(effect, Send):
            self.sent.append(simulation.send(self, effect))
        elif isinstance(effect, Reply):
            log = self.commands[effect.command - 1]
            log.replies.append((simulation.now, effect))
            result = f"{log.name} {effect.outcome}" + (f" {effect.status}" if effect.status else "")
            simulation.ladder.happened(simulation.now, self.name, result)
        elif isinstance(effect, Media):
            self.media.submit(effect.command)
        elif isinstance(effect, Ask):
            self.asks.append((simulation.now, effect))
            if self.on_ask is not None:
                self.on_ask(effect)
        elif isinstance(effect, Publish):
            self.published.append(effect.event)
        elif isinstance(effect, Persist):
            self.persisted.append(effect)

    def _media_tells(self, after: float, event: MediaEvent) -> None:
        self.simulation.after(after, lambda: self.feed(MediaReported(event)))

    @property
    def quiet(self) -> bool:
        """Nothing is left of any call: no session, transaction or timer."""
        engine = self.engine
        return not (engine.session_count or engine.transaction_count or engine.timer_count)


class Simulation:
    """Two endpoints, `alice` and `bob`, on one clock. `run` goes on until nothing more can happen.

    seed        decides ids, back-off times and the network
    profile     what the link does; `rules` treat single datagrams
    engine      which engines run the charts
    answering   bob's table of users; None: his application is asked
    wrap        called with each engine as it is made, for tests that look inside
    plane       real media planes send and hear RTP, over a link of their own without loss; else media is only noted
    wiring      the charts of both ends' calls
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        profile: LinkProfile | None = None,
        rules: tuple[Rule, ...] = (),
        engine: str = "generated",
        answering: AnsweringTable | None = None,
        limits: Limits | None = None,
        settings: Mapping[str, Any] | None = None,
        subscribed: tuple[type[PublicEvent], ...] = (),
        wrap: Callable[[Engine], Any] | None = None,
        plane: bool = False,
        wiring: CallWiring = SHIPPED,
    ) -> None:
        self.seed = seed
        self.now = 1_000.0
        self.start = self.now
        self.media = MediaNetwork(self.start) if plane else None
        self.network = Network(seed, profile, rules, self.start)
        self.streams = Streams(self, self.network.profile, seed)
        self.ladder = Ladder("alice", "bob")
        self.steps: list[Step] = []
        self.errors: list[str] = []
        """Defects that the engines reported of themselves."""
        self._agenda: list[tuple[float, int, Callable[[], object]]] = []
        self._serial = 0
        self._engine = engine
        self._limits = limits
        self._settings = dict(settings or {})
        self._subscribed = set(subscribed)
        self._wrap = wrap
        self._wiring = wiring
        self.alice = self._endpoint("alice", ALICE, None)
        self.bob = self._endpoint("bob", BOB, answering)
        self.endpoints: tuple[Endpoint, ...] = (self.alice, self.bob)
        self.called = BOB
        """Where alice calls bob; his own address unless somebody stands between them."""
        self._at = {endpoint.address: endpoint for endpoint in self.endpoints}

    def _endpoint(self, name: str, address: Address, answering: AnsweringTable | None) -> Endpoint:
        ports = FakeMediaPorts()
        env = Environment(f"{name:<8}{self.seed:08d}".encode(), ports)
        settings = Settings(address=address[0], port=address[1], **self._settings)
        made = Engine(
            settings,
            env,
            self._limits,
            engine=self._engine,
            answering=answering,
            traced=True,
            wiring=self._wiring,
        )
        made.subscribed |= self._subscribed
        made.on_error = self._error
        engine = self._wrap(made) if self._wrap is not None else made
        return Endpoint(self, name, address, engine, ports)

    def _error(self, session: str, what: str, where: str, error: BaseException | None) -> None:
        self.errors.append(f"{self.now - self.start:.3f} s: {what} ({where})" + (f": {error!r}" if error else ""))

    # -- time ---

    def at(self, when: float, do: Callable[[], object]) -> None:
        """Do something `when` seconds after the start."""
        self.after(self.start + when - self.now, do)

    def after(self, delay: float, do: Callable[[], object]) -> None:
        """Do something `delay` seconds from now."""
        self._serial += 1
        heapq.heappush(self._agenda, (self.now + max(delay, 0.0), self._serial, do))

    def run(self, until: float | None = None) -> None:
        """Let everything happen that is due, up to `until` seconds after the start or until all is quiet.

        Of things due at one time datagrams come first, then what was planned, then timers (alice's, then bob's), then
        media.
        """
        end = self.start + (LONGEST if until is None else until)
        while (when := self._next()) is not None and when <= end:
            self.now = max(self.now, when)
            packet = self.network.take(self.now)
            if packet is not None:
                self._deliver(packet)
            elif self._agenda and self._agenda[0][0] <= self.now:
                heapq.heappop(self._agenda)[2]()
            else:
                for endpoint in self.endpoints:
                    deadline = endpoint.engine.next_deadline()
                    if deadline is not None and deadline <= self.now:
                        endpoint.feed(Tick())
                        break
                else:
                    self._advance_media()
        if until is not None:
            self.now = max(self.now, end)
        elif when is not None:
            raise NeverQuietError(f"seed {self.seed}: not quiet after {LONGEST:.0f} s\n{self.ladder}")

    def _advance_media(self) -> None:
        if self.media is not None:
            self.media.advance(self.now)

    def _next(self) -> float | None:
        times = [endpoint.engine.next_deadline() for endpoint in self.endpoints]
        times.append(self.network.next_arrival())
        if self._agenda:
            times.append(self._agenda[0][0])
        if self.media is not None:
            times.append(self.media.next_deadline())
        return min((time for time in times if time is not None), default=None)

    # -- what happens ---

    def feed(self, endpoint: Endpoint, taken: Input) -> Step:
        """Feed an engine, write it into the ladder and perform the effects."""
        trace = endpoint.engine.trace
        before = len(trace)
        effects = endpoint.engine.feed(taken, self.now)
        records = list(trace[before:])
        step = Step(len(self.steps) + 1, self.now, endpoint, taken, effects, records)
        self.steps.append(step)
        if isinstance(taken, Datagram):
            self.ladder.received(self.now, endpoint.name, describe(taken.data), records)
        elif records or effects:
            self.ladder.happened(self.now, endpoint.name, _cause(taken), records)
        for effect in effects:
            endpoint.perform(effect)
        return step

    def send(self, endpoint: Endpoint, effect: Send) -> Packet:
        """Put a message on the wire and into the ladder."""
        packet = self.network.carry(endpoint.address, effect.remote, effect.data, self.now)
        fate = "" if len(packet.arrivals) == 1 else f"{len(packet.arrivals)} copies" if packet.arrivals else "LOST"
        if effect.remote not in self._at:
            fate = f"to {effect.remote[0]}:{effect.remote[1]}"
        self.ladder.sent(self.now, endpoint.name, describe(effect.data), "REFUSED" if packet.refused else fate)
        if packet.refused:
            self.after(0.0, lambda: endpoint.feed(SendFailed(effect.remote, "refused by the host", effect.data)))
        return packet

    def endpoint_at(self, address: Address) -> Endpoint | None:
        """Who has this address."""
        return self._at.get(address)

    def noted(self, endpoint: Endpoint, data: bytes) -> None:
        """A message leaves over a connection: into the ladder."""
        self.ladder.sent(self.now, endpoint.name, describe(data), "")

    def inject(self, endpoint: Endpoint, data: bytes, source: Address) -> Step:
        """A datagram that no engine of ours sent arrives at an endpoint now."""
        return endpoint.feed(Datagram(data, source))

    def _deliver(self, packet: Packet) -> None:
        endpoint = self._at.get(packet.target)
        if endpoint is not None:
            endpoint.feed(Datagram(packet.data, packet.source))


def _cause(taken: Input) -> str:
    if isinstance(taken, Command):
        return taken.name
    if isinstance(taken, MediaReported):
        return f"media {type(taken.event).__name__}"
    return "timer" if isinstance(taken, Tick) else type(taken).__name__
