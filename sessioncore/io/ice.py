"""Full ICE (RFC 8445) by aioice, over the ports of the media thread (extra `ice`).

aioice would open sockets of its own; here its protocol has a transport that hands what it sends to the media thread
(`SendCheck`), and gets the STUN messages that the media thread tells from media (RFC 7983). Gathering is not its affair
either: the candidates stand in the descriptions by then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final

from aioice import Candidate, Connection, ConnectionClosed
from aioice.ice import CandidatePair, StunProtocol
from aioice.stun import Message
from aioice.turn import TurnClientUdpProtocol

from sessioncore.base.connectivity import (
    BeginChecks,
    Checks,
    ChecksFailed,
    ConsentLost,
    EndChecks,
    PairNominated,
    SendCheck,
)
from sessioncore.base.media import CloseStream, MediaCommand, MediaEvent, OpenStream
from sessioncore.io.ice_ports import IcePort, IcePorts

_log = logging.getLogger(__name__)

_PATIENCE: Final = 5.0
"""Seconds that agents have to come to an end when the program does."""
_MOST_SENDING: Final = 100
"""Checks that wait for a channel of the TURN server."""


class IceAgents:
    """Agents of the streams that need one, in the loop's thread.

    A media sink (`io.driver.MediaSink`) in front of another: `submit` takes what is for an agent, and hands on all
    else. `tell` gets `PairNominated`, `ChecksFailed` and `ConsentLost`.
    """

    def __init__(
        self,
        submit: Callable[[MediaCommand], None],
        tell: Callable[[MediaEvent], None],
        ports: IcePorts | None = None,
    ) -> None:
        self._submit = submit
        self._tell = tell
        self._ports = ports
        self._open: dict[str, IcePort] = {}
        self._agents: dict[str, _Agent] = {}
        self._ending: set[asyncio.Task[None]] = set()

    @property
    def streams(self) -> tuple[str, ...]:
        """Those that have an agent."""
        return tuple(self._agents)

    def submit(self, command: MediaCommand) -> None:
        """Begin or end an agent where the command says so; all but `BeginChecks` and `EndChecks` goes to the media
        thread.
        """
        stream = command.stream
        if isinstance(command, BeginChecks):
            self._end(stream)
            self._agents[stream] = _Agent(stream, command.checks, self._submit, self._tell, self._open.get(stream))
            return
        if isinstance(command, EndChecks):
            self._end(stream)
            return
        if isinstance(command, CloseStream):
            self._end(stream)
            self._open.pop(stream, None)
        self._submit(command)
        if isinstance(command, OpenStream) and self._ports is not None and (port := self._ports.at(command.port)):
            port.lend(lambda data, remote: self._submit(SendCheck(stream, data, remote)))
            self._open[stream] = port

    def heard(self, stream: str, data: bytes, source: tuple[str, int]) -> None:
        """A STUN message that came for a stream."""
        port = self._open.get(stream)
        if port is not None and port.heard(data, source):
            return
        agent = self._agents.get(stream)
        if agent is not None:
            agent.heard(data, source)

    async def start(self) -> None:
        """Make ports ready for calls, where there are servers."""
        if self._ports is not None:
            await self._ports.start()

    async def close(self) -> None:
        """End all agents, and give back what servers hold for us."""
        for stream in list(self._agents):
            self._end(stream)
        if self._ending:
            await asyncio.wait(self._ending, timeout=_PATIENCE)
        if self._ports is not None:
            await self._ports.close()

    def _end(self, stream: str) -> None:
        agent = self._agents.pop(stream, None)
        if agent is not None:
            task = asyncio.get_running_loop().create_task(agent.close())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)


class _Agent:
    """One agent of aioice and what it came to."""

    def __init__(
        self,
        stream: str,
        checks: Checks,
        submit: Callable[[MediaCommand], None],
        tell: Callable[[MediaEvent], None],
        port: IcePort | None,
    ) -> None:
        self._stream = stream
        self._tell = tell
        self._turn = None if port is None else port.turn
        self._connection = _Connection(
            checks, lambda data, remote: submit(SendCheck(stream, data, remote)), self._nominated, self._turn
        )
        self._life = asyncio.get_running_loop().create_task(self._live(checks))

    def heard(self, data: bytes, source: tuple[str, int]) -> None:
        try:
            self._connection.heard(data, source)
        except Exception:
            # A message that is no good must not end what the peer's good ones keep.
            _log.debug("stream %s: a STUN message was not understood", self._stream, exc_info=True)

    async def close(self) -> None:
        self._life.cancel()
        await asyncio.wait([self._life])
        await self._connection.close()

    def _nominated(self, pair: CandidatePair) -> None:
        host, port = pair.remote_addr
        kinds, relay = (pair.local_candidate.type, pair.remote_candidate.type), None
        if self._turn is not None and kinds[0] == "relay":
            # A check has come through it by now, so the channel is there.
            relay = (*self._turn.server, self._turn.peer_to_channel[host, port])
        mapped = pair.protocol.mapped.get((host, port)) if isinstance(pair.protocol, _Checking) else None
        self._tell(PairNominated(self._stream, host, port, *kinds, relay, mapped))

    async def _live(self, checks: Checks) -> None:
        connection = self._connection
        try:
            await connection.prepare(checks)
            await connection.connect()
        except (ConnectionError, ValueError) as error:
            self._tell(ChecksFailed(self._stream, str(error)))
            return
        if isinstance(await connection.get_event(), ConnectionClosed):
            self._tell(ConsentLost(self._stream))


class _Connection(Connection):
    """An agent whose one host candidate is a port of the media thread."""

    def __init__(
        self,
        checks: Checks,
        send: Callable[[bytes, tuple[str, int]], None],
        on_nominated: Callable[[CandidatePair], None],
        turn: TurnClientUdpProtocol | None,
    ) -> None:
        super().__init__(checks.controlling, local_username=checks.our_fragment, local_password=checks.our_password)
        self._on_nominated = on_nominated
        self._told: CandidatePair | None = None
        self._first = _Checking(self)
        self._first.local_candidate = Candidate.from_sdp(checks.ours[0])
        self._first.connection_made(_Port(self._first, send))
        self._relayed: _Checking | None = None
        line = next((text for text in checks.ours if " typ relay" in text), "")
        if turn is not None and line:
            self._relayed = _Checking(self)
            self._relayed.local_candidate = Candidate.from_sdp(line)
            self._relayed.connection_made(_Relay(self._relayed, turn))
            turn.receiver = self._relayed
        # That is how aioice is told to nominate only what it has checked (RFC 8445 8.1.1), whatever the peer is.
        self.remote_is_lite = True

    async def prepare(self, checks: Checks) -> None:
        """What descriptions say of the peer. That these are all candidates is not said: its checks may show others."""
        self.remote_username, self.remote_password = checks.their_fragment, checks.their_password
        await self.gather_candidates()
        for text in checks.theirs:
            await self.add_remote_candidate(Candidate.from_sdp(text))

    async def get_component_candidates(
        self,
        component: int,
        addresses: list[str],
        timeout: int = 5,  # noqa: ASYNC109  it is aioice that calls
    ) -> list[Candidate]:
        self._protocols += [self._first] if self._relayed is None else [self._first, self._relayed]
        return [protocol.local_candidate for protocol in self._protocols]

    def heard(self, data: bytes, source: tuple[str, int]) -> None:
        self._first.datagram_received(data, source)

    def data_received(self, data: bytes, component: int) -> None:
        """What is no STUN message goes no further: nobody reads here."""

    def check_complete(self, pair: CandidatePair) -> None:
        """Also a controlled agent learns of another pair, after the first: of a peer as RFC 5245 had them."""
        super().check_complete(pair)
        found = self._nominated.get(1)
        if found is not None and found is not self._told:
            self._told = found
            self._on_nominated(found)


class _Checking(StunProtocol):
    """What sends checks, and remembers where each peer that has answered sees us."""

    def __init__(self, receiver: Connection) -> None:
        super().__init__(receiver)
        self.mapped: dict[tuple[str, int], tuple[str, int]] = {}

    async def request(
        self,
        request: Message,
        addr: tuple[str, int],
        integrity_key: bytes | None = None,
        retransmissions: int | None = None,
    ) -> tuple[Message, tuple[str, int]]:
        response, source = await super().request(request, addr, integrity_key, retransmissions)
        mapped = response.attributes.get("XOR-MAPPED-ADDRESS")
        if mapped is not None:
            self.mapped[addr[0], addr[1]] = str(mapped[0]), int(mapped[1])
        return response, source


class _Port(asyncio.DatagramTransport):
    """A port of the media thread, as aioice sees it."""

    def __init__(self, protocol: StunProtocol, send: Callable[[bytes, tuple[str, int]], None]) -> None:
        super().__init__()
        self._protocol = protocol
        self._send = send
        self._closing = False

    def sendto(self, data: Any, addr: Any = None) -> None:
        if not self._closing:
            self._send(bytes(data), (addr[0], addr[1]))

    def is_closing(self) -> bool:
        return self._closing

    def close(self) -> None:
        if not self._closing:
            self._closing = True
            asyncio.get_running_loop().call_soon(self._protocol.connection_lost, None)


class _Relay(_Port):
    """What a TURN server relays, as aioice sees it; the server is asked for channels as they are needed."""

    def __init__(self, protocol: StunProtocol, turn: TurnClientUdpProtocol) -> None:
        super().__init__(protocol, self._relay)
        self._turn = turn
        self._sending: set[asyncio.Task[None]] = set()

    def _relay(self, data: bytes, remote: tuple[str, int]) -> None:
        if len(self._sending) < _MOST_SENDING and not self._turn.transport.is_closing():
            task = asyncio.get_running_loop().create_task(self._turn.send_data(data, remote))
            self._sending.add(task)
            task.add_done_callback(self._sent)

    def _sent(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.debug("a check cannot be relayed: %s", error)

    def close(self) -> None:
        super().close()
        for task in self._sending:
            task.cancel()
        if self._turn.receiver is self._protocol:
            self._turn.receiver = None
