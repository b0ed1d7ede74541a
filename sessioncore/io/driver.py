"""Runs an engine on real sockets, files and the real clock: inputs in, effects performed in order.

This is the only place where the core meets the world. It decides nothing about calls.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Protocol

from sessioncore.base.errors import SnapshotError
from sessioncore.base.media import MediaCommand, MediaEvent
from sessioncore.base.relay import RelayCommand, RelayEvent
from sessioncore.effects import Address, Ask, Effect, Media, Publish, Relay, Reply, Send
from sessioncore.events import RecoveryLost
from sessioncore.inputs import Command, Datagram, Input, MediaReported, RelayReported, SendFailed, Tick
from sessioncore.io.hold import Hold

if TYPE_CHECKING:
    from sessioncore.events import PublicEvent
    from sessioncore.io.store import Snapshot, Store

_SHORTEST_DELAY: Final = 0.001
"""Loops count whole milliseconds; asked for less, some of them turn without waiting."""


class FedEngine(Protocol):
    """What the driver needs of `core.engine.Engine`, or of `core.journal.JournaledEngine` around it."""

    def feed(self, input: Input, now: float) -> list[Effect]:
        """Take one input and return the effects, in the order to perform them."""

    def next_deadline(self) -> float | None:
        """When a `Tick` is due at the latest."""

    def restore(self, snapshot: Snapshot, now: float) -> list[Effect]:
        """Bring a session back and return the effects to perform; raises SnapshotError when it does not fit."""


class Sender(Protocol):
    """What carries SIP messages, as `io.udp.UdpTransport` does."""

    def send(self, data: bytes, remote: Address) -> None:
        """Send one datagram."""


class MediaSink(Protocol):
    """What has media commands carried out, as `api.media.MediaManager` does."""

    def submit(self, command: MediaCommand) -> None:
        """Hand over a command; carried out in order."""


class RelaySink(Protocol):
    """What has relay commands carried out, as `io.embedded_relay.EmbeddedRelay` does."""

    def submit(self, command: RelayCommand) -> None:
        """Hand over a command."""


class FlowSink(Protocol):
    """What has the effects about connections and names carried out, as `io.transports.Transports` does."""

    def perform(self, effect: Effect) -> None:
        """Carry out one effect."""


class Driver:
    """Feeds one engine and performs its effects, all in the thread of the running loop.

    engine, clock       the core, and the time it is told
    sender              carries messages; its errors come back through `send_failed`
    flows               carries out what concerns connections. None: there are none
    relay               carries out relay commands; its events come back through `relay_event`. None: there is no relay
    media               carries out media commands; its events come back through `media_event`. None: there is no media
    store               keeps snapshots, see `io.hold.Hold`. None: nobody wants to recover
    on_ask, on_event    called with every question to the application, and every public event; they must not wait
    """

    def __init__(
        self,
        engine: FedEngine,
        *,
        clock: Callable[[], float],
        sender: Sender,
        on_ask: Callable[[Ask], None],
        on_event: Callable[[PublicEvent], None],
        media: MediaSink | None = None,
        flows: FlowSink | None = None,
        relay: RelaySink | None = None,
        store: Store | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._sender = sender
        self._on_ask = on_ask
        self._on_event = on_event
        self._media = media
        self._flows = flows
        self._relay = relay
        self._hold = Hold(store, self._perform_held, self._session_of, self._lost) if store is not None else None
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._busy = False
        self._closed = False
        self._waiting: deque[Input] = deque()
        # Not from 1: a restored session may still answer a command of the process before.
        self._last_command = int(clock() * 1_000_000)
        self._commands: dict[int, tuple[str, asyncio.Future[Reply]]] = {}
        self.unclaimed_replies = 0
        """Answers to commands that nobody here has given: a restored session's, or a defect."""

    # -- what goes in --------------------------------------------------------------------------------------------------

    def feed(self, input: Input) -> None:
        """Feed one input, perform its effects and what follows from them, and set the timer."""
        try:
            self._take(input)
        finally:
            self._set_timer()

    def received(self, data: bytes, source: Address) -> None:
        """A datagram came; `drained` follows the last one of a batch."""
        self._take(Datagram(data, source))

    def drained(self) -> None:
        """A batch of datagrams is over."""
        self._set_timer()

    def send_failed(self, remote: Address, reason: str, data: bytes) -> None:
        """A datagram could not be sent; told to the engine after the effects that are being performed."""
        self.feed(SendFailed(remote, reason, data))

    def media_event(self, event: MediaEvent) -> None:
        """The media plane tells something; called in the loop's thread."""
        self.feed(MediaReported(event))

    def relay_event(self, event: RelayEvent) -> None:
        """The media relay tells something; called in the loop's thread."""
        self.feed(RelayReported(event))

    def command(self, session: str, name: str, arguments: dict[str, Any] | None = None) -> asyncio.Future[Reply]:
        """Give a command; the future brings its one reply. Cancelling the future does not take the command back."""
        self._last_command += 1
        number = self._last_command
        future: asyncio.Future[Reply] = self._loop.create_future()
        if self._closed:
            future.set_result(_ended(number))
            return future
        self._commands[number] = session, future
        self.feed(Command(number, session, name, arguments if arguments is not None else {}))
        return future

    def restore(self, snapshots: dict[str, Snapshot]) -> list[str]:
        """Bring stored sessions back with their media; a sentence about each that cannot be."""
        problems = []
        for session, snapshot in snapshots.items():
            try:
                effects = self._engine.restore(snapshot, self._clock())
            except SnapshotError as error:
                problems.append(f"session {session} cannot be restored: {error}")
            else:
                self._work(effects)
        self._set_timer()
        return problems

    async def close(self, patience: float = 2.0) -> None:
        """Let the store finish within `patience` seconds, stop the timer, and give up the commands that still wait."""
        if self._hold is not None and not self._closed:
            await self._hold.close(patience)
        self._closed = True
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._commands = self._commands, {}
        for number, (_, future) in waiting.items():
            if not future.done():
                future.set_result(_ended(number))

    # -- what a program may look at ------------------------------------------------------------------------------------

    @property
    def open_commands(self) -> int:
        """Commands that still wait for their reply."""
        return len(self._commands)

    @property
    def timer_is_set(self) -> bool:
        """Whether the loop's one timer is armed."""
        return self._timer is not None

    @property
    def failed_writes(self) -> int:
        """Writes of the store that failed."""
        return self._hold.failed_writes if self._hold is not None else 0

    @property
    def lost_recoveries(self) -> int:
        """Snapshots that the store did not take when their turn came."""
        return self._hold.lost if self._hold is not None else 0

    # -- one input -----------------------------------------------------------------------------------------------------

    def _take(self, input: Input) -> None:
        if self._closed:
            return
        self._waiting.append(input)
        if not self._busy:
            self._work(())

    def _work(self, effects: Iterable[Effect]) -> None:
        """Perform effects, then take what waits. What comes meanwhile waits too: effects are performed in order."""
        self._busy = True
        try:
            self._perform(effects)
            while self._waiting:
                effects = self._engine.feed(self._waiting.popleft(), self._clock())
                if self._hold is not None:
                    effects = self._hold.admit(effects)
                self._perform(effects)
        finally:
            self._busy = False

    def _perform(self, effects: Iterable[Effect]) -> None:
        for effect in effects:
            if type(effect) is Send:
                self._sender.send(effect.data, effect.remote)
            elif type(effect) is Reply:
                self._answer(effect)
            elif type(effect) is Media:
                if self._media is not None:
                    self._media.submit(effect.command)
            elif type(effect) is Publish:
                self._on_event(effect.event)
            elif type(effect) is Relay:
                if self._relay is not None:
                    self._relay.submit(effect.command)
            elif type(effect) is Ask:
                self._on_ask(effect)
            elif isinstance(effect, Reply):
                self._answer(effect)
            elif self._flows is not None:
                self._flows.perform(effect)

    def _perform_held(self, effects: Sequence[Effect]) -> None:
        """Perform what waited for the store."""
        if self._closed:
            return
        try:
            self._work(effects)
        finally:
            self._set_timer()

    def _answer(self, reply: Reply) -> None:
        _, future = self._commands.pop(reply.command, (None, None))
        if future is None:
            self.unclaimed_replies += 1
        elif not future.done():
            future.set_result(reply)

    def _lost(self, session: str, reason: str) -> None:
        self._on_event(RecoveryLost(session=session, at=self._clock(), reason=reason))

    def _session_of(self, command: int) -> str | None:
        return self._commands[command][0] if command in self._commands else None

    # -- time ----------------------------------------------------------------------------------------------------------

    def _set_timer(self) -> None:
        """Arm the loop's timer when none is armed that is early enough; one that is too early does no harm."""
        if self._closed or self._busy:
            return
        deadline = self._engine.next_deadline()
        if deadline is None:
            return
        if self._timer is not None:
            if self._timer_at <= deadline:
                return
            self._timer.cancel()
        self._timer_at = deadline
        delay = deadline - self._clock()
        self._timer = self._loop.call_later(delay if delay > _SHORTEST_DELAY else _SHORTEST_DELAY, self._wake)

    def _wake(self) -> None:
        self._timer = None
        deadline = self._engine.next_deadline()
        if deadline is not None and deadline <= self._clock():
            self.feed(Tick())
        else:
            self._set_timer()


def _ended(command: int) -> Reply:
    return Reply(command, "ended", None, "the manager was closed")
