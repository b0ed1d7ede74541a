"""The entry to everything: one manager is one SIP endpoint with its sessions."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import os
import secrets
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import attrs

from sessioncore.api.authentication import Authentication, check_gatekeeper
from sessioncore.api.calling import END_PATIENCE, Calling
from sessioncore.api.codecs import Codecs, checked
from sessioncore.api.dialog_information import DialogWatching
from sessioncore.api.ending import end_all, log_error
from sessioncore.api.gatekeeper import Gatekeeper
from sessioncore.api.media import MEDIA_PORTS, MediaManager
from sessioncore.api.placing import through
from sessioncore.api.relaying import Relaying, RelayOptions
from sessioncore.api.securing import MediaFront, connected, secured
from sessioncore.api.session import Session
from sessioncore.api.subscriptions import QUEUE_LENGTH, EventStream, Subscriptions
from sessioncore.api.trunks import Trunk, Trunking
from sessioncore.api.wallet import Credentials, CredentialWallet, listed
from sessioncore.base.connectivity import IceServers
from sessioncore.base.environment import Environment
from sessioncore.base.errors import ConfigError, LocalProtocolError
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.trace import TraceRecord
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.effects import Ask, Reply
from sessioncore.events import PublicEvent
from sessioncore.handlers.limits import Limits
from sessioncore.io.clock import Clock
from sessioncore.io.dns import DnsOptions
from sessioncore.io.driver import Driver
from sessioncore.io.media_runner import PacketTap
from sessioncore.io.store import Store
from sessioncore.io.tls import TlsFiles
from sessioncore.io.transports import Transports, read_listens
from sessioncore.io.udp import ListenAddress, MessageTap

_log = logging.getLogger(__name__)

ENGINE_VARIABLE: Final = "SESSIONCORE_ENGINE"
"""Names the engine where the program does not: generated, statemachine or transitions."""


class SessionManager(DialogWatching, Calling, Trunking, Relaying):
    """Places and takes calls at one address: `async with SessionManager(listen="udp:127.0.0.1:5060") as manager`.

    listen        `udp:ADDRESS:PORT`, `tcp:...`, `tls:...`, or several of them; port 0 for any free one
    tls           certificates; without our own, `tls:...` takes no connections and only makes some
    advertise     `ADDRESS[:PORT]` that peers reach us at, where that is not the address we listen on
    outbound_proxy  `ADDRESS[:PORT]` or a SIP URI, through which every request outside a dialog goes
    dns           whom to ask for names; None: the system's name servers
    trunks        peers that are asked by OPTIONS, at intervals, whether they are there
    settings      names, codecs, bounds; its address and port are replaced by those of `listen` or `advertise`
    limits        timer values
    engine        generated, statemachine or transitions; by default what SESSIONCORE_ENGINE says, else generated
    answering     who answers for a called user; None: every call comes out of `incoming()`
    credentials   what we call with where a server or proxy asks (401, 407)
    authentication  judges who calls: for the answering chart `auth`, and `Session.require_authentication`
    store         keeps snapshots, so that calls outlive the process; what it holds is restored at the start
    journal       a file for `sessioncore replay`, readable by its owner alone
    media_ports   how many RTP ports to bind, or a range (lowest, highest)
    relay         what relays media, where calls to registered users are to be relayed (`Settings.coupled_media`)
    ice           STUN and TURN servers, for full ICE (`Settings.ice`)
    traced        collect `trace`; costs time and memory
    on_message, on_packet   see every SIP datagram (in the loop's thread) and every RTP datagram (in the media thread)
    seed          8 to 64 octets that all ids come from; never give one outside tests
    wiring        the charts of a call: sessioncore's, or those of a wiring of yours that extends it (`bindings.NAME`)

    Nothing is opened before `start`, which `async with` calls. Raises ConfigError for what cannot work, TransportError
    or MediaError when an address or port cannot be had.
    """

    def __init__(
        self,
        *,
        listen: str | Sequence[str] = "udp:127.0.0.1:5060",
        tls: TlsFiles | None = None,
        advertise: str | None = None,
        outbound_proxy: str | None = None,
        dns: DnsOptions | None = None,
        trunks: Iterable[Trunk] = (),
        settings: Settings | None = None,
        limits: Limits | None = None,
        engine: str | None = None,
        answering: AnsweringTable | None = None,
        credentials: Credentials | Iterable[Credentials] = (),
        authentication: Gatekeeper | None = None,
        store: Store | None = None,
        journal: str | os.PathLike[str] | None = None,
        media_ports: int | tuple[int, int] = MEDIA_PORTS,
        relay: RelayOptions | None = None,
        ice: IceServers | None = None,
        traced: bool = False,
        on_message: MessageTap | None = None,
        on_packet: PacketTap | None = None,
        seed: bytes | None = None,
        wiring: CallWiring = SHIPPED,
    ) -> None:
        self._listen = read_listens(listen)[0]
        self._advertise = ListenAddress.parse(f"udp:{advertise}") if advertise is not None else None
        if self._listen.is_wildcard and self._advertise is None:
            raise ConfigError(f"{self._listen} names no address that peers could answer to; say which with `advertise`")
        self._given_settings = through(outbound_proxy, settings if settings is not None else Settings())
        self._limits = limits
        self._engine_name = engine or os.environ.get(ENGINE_VARIABLE) or "generated"
        self._answering = answering
        check_gatekeeper(answering, authentication, self._given_settings.registrar)
        self._gatekeeper = authentication
        self._wallet = CredentialWallet(listed(credentials), is_alive=lambda session: session in self._engine.cells)
        self._store, self._media_ports, self._seed, self._relay_options = store, media_ports, seed, relay
        self._joined = {}
        self._journal_path = Path(journal) if journal is not None else None
        self._traced, self._wiring, self._on_packet = traced, wiring, on_packet
        self._trunks, self._watched_trunks = tuple(trunks), {}
        self._clock = Clock()
        self._bind = partial(Transports, read_listens(listen), self._given_settings, limits, clock=self._clock,
                             tap=on_message, tls=tls, dns=dns)  # fmt: skip
        self._started = self._open = False
        self._agents: MediaFront | None = None
        self._ice_servers = ice
        self.media: MediaManager | None = None
        """The media plane; None before the start, and where the settings want no media."""

    async def __aenter__(self) -> SessionManager:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # -- beginning and end -------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Bind, bring stored sessions back, and take messages from now on. A manager starts once."""
        if self._started:
            raise LocalProtocolError("a session manager starts once")
        self._started = True
        self._transport = self._bind()
        try:
            self._assemble()
            if self._agents is not None:
                await self._agents.start()
            await self._restore()
        except BaseException:
            self._transport.abandon()
            await self._end_relay()
            if self._agents is not None:
                await self._agents.close()
            if self.media is not None:
                await self.media.stop()
            raise
        self._transport.start(asyncio.get_running_loop(), self._driver)
        self._open = True
        await self._watch_all(self._trunks)

    def _assemble(self) -> None:
        given, plane = secured(checked(self._transport.settled(self._given_settings, self._advertise)))
        self.settings = attrs.evolve(
            given,
            persist=given.persist or self._store is not None,
            authenticate=given.authenticate or self._gatekeeper is not None,
        )
        self._check_trunks(self._trunks)
        if self.settings.media:
            self.media = MediaManager(self._listen.host, ports=self._media_ports, on_event=self._media_event,
                                      on_packet=self._on_packet, plane=plane)  # fmt: skip
            self.media.guard(
                self.settings.media_quarantine,
                lambda session: session in self._engine.cells,
                lambda session: self.state_of(session).is_final,
            )
            self._agents = connected(self.settings, plane, self.media, self._ice_servers, self._media_event)
        seed = self._seed or secrets.token_bytes(32)
        env = Environment(seed, self.media.pool if self.media is not None else None)
        env.wallet, env.gate = self._wallet, self._gatekeeper or env.gate
        # Ids that are chosen here are inputs of the engine: they must not come out of what a journal repeats.
        self._ids = Environment(hashlib.blake2b(seed, person=b"session ids").digest())
        try:
            engine = Engine(self.settings, env, self._limits, engine=self._engine_name, answering=self._answering,
                            traced=self._traced, wiring=self._wiring)  # fmt: skip
        except (ValueError, ImportError) as error:
            raise ConfigError(f"engine {self._engine_name!r}: {error}") from None
        engine.on_error = log_error
        self._engine = engine
        self._journal: Journal | None = None
        fed: Engine | JournaledEngine = engine
        if self._journal_path is not None:
            try:
                self._journal = Journal.create(self._journal_path)
                fed = JournaledEngine(engine, self._journal, name=self._engine_name)
            except OSError as error:
                raise ConfigError(f"cannot write a journal to {self._journal_path}: {error.strerror}") from None
        self._driver = Driver(
            fed,
            clock=self._clock,
            sender=self._transport.datagrams,
            on_ask=self._asked,
            on_event=self._published,
            media=self._agents or self.media,
            flows=self._transport,
            relay=self._begin_relay(),
            store=self._store,
        )
        self.codecs = Codecs(lambda: engine.settings, self._driver.command)
        judge = self._gatekeeper
        self._authentication = Authentication(judge, self._clock, self._verdict) if judge is not None else None
        self._subscriptions = Subscriptions(engine.subscribed, self._clock, self._is_closing)
        self._open_questions()
        self._open_mailbox()
        if self.media is not None:
            self.media.start()

    async def _restore(self) -> None:
        if self._store is None:
            return
        snapshots, problems = self._store.load()
        for problem in [*problems, *self._driver.restore(snapshots)]:
            _log.warning("%s", problem)
        if self._authentication is not None and self.settings.authenticate_inside:
            await self._authentication.readmit(self._engine)

    async def close(self, patience: float = END_PATIENCE) -> None:
        """Hang up every session, wait at most `patience` seconds for their ends, and give everything back.

        May be repeated. Calls that come meanwhile are refused with 503, or hung up where a rule has answered them.
        """
        if not self._open:
            return
        self._close_questions()
        self._close_mailbox()
        try:
            await end_all(self._driver, self, patience)
        finally:
            self._open = False
            if self._authentication is not None:
                await self._authentication.close()
            try:
                if self._agents is not None:
                    await self._agents.close()
                if self.media is not None:
                    await self.media.stop()
            finally:
                await self._driver.close()
                await self._end_relay()
                self._subscriptions.close()
                await self._transport.close()
                if self._journal is not None:
                    try:
                        self._journal.close()
                    except OSError as error:
                        _log.error("the journal's end could not be written: %s", error.strerror)

    # -- sessions -----------------------------------------------------------------------------------------------------

    def sessions(self) -> list[Session]:
        """The sessions that are not over."""
        self._check_open()
        found = [Session(self, session) for session in self._engine.sessions()]
        return [session for session in found if not session.is_over]

    def find(self, session: str) -> Session | None:
        """The session with this id, None when there is none (any more)."""
        self._check_open()
        return Session(self, session) if self._engine.state(session) is not None else None

    def events(self, *kinds: type[PublicEvent], queue: int = QUEUE_LENGTH) -> EventStream:
        """Public events of every session, of the given types or of all, until the manager is closed."""
        self._check_open()
        return self._subscriptions.open(None, kinds, queue)

    def _check_open(self) -> None:
        if not self._open:
            raise LocalProtocolError("the session manager is not open; use `async with`, or await start()")

    # -- what a program may look at ----------------------------------------------------------------------------------

    @property
    def local_address(self) -> tuple[str, int]:
        """Address and port that SIP messages come in on."""
        self._check_open()
        return self._transport.local

    @property
    def listening(self) -> list[str]:
        """Every transport with address and port, as `tcp:127.0.0.1:5060`."""
        self._check_open()
        return [str(one) for one in self._transport.listening]

    def reload_certificates(self) -> None:
        """Read the certificates again, for connections to come. Raises ConfigError, and then keeps what was."""
        self._check_open()
        self._transport.reload_certificates()

    @property
    def counters(self) -> dict[str, int]:
        """What was dropped, rejected or went wrong, by reason; a copy."""
        counters = dict(self._engine.counters)
        if lost := self._driver.lost_recoveries:
            counters["recovery lost"] = lost
        return counters

    @property
    def trace(self) -> list[TraceRecord]:
        """The chart transitions of every session since the start; empty unless `traced`."""
        return self._engine.trace

    @property
    def engine(self) -> Engine:
        """The engine, to look at: only the manager feeds it."""
        return self._engine

    # -- for Session -------------------------------------------------------------------------------------------------

    async def command(self, session: str, name: str, arguments: dict[str, Any]) -> Reply:
        """Give a command and wait for its result; cancelling the wait does not take the command back."""
        return await self._driver.command(session, name, arguments)

    def open_stream(self, session: str, kinds: Iterable[type[PublicEvent]], queue: int) -> EventStream:
        """Events of one session; of one that is over there are none."""
        self._check_open()
        stream = self._subscriptions.open(session, kinds, queue)
        if self.state_of(session).is_final:
            stream.close()
        return stream

    def _handle(self, session: str, ask: Ask | None = None) -> Session:
        return Session(self, session) if ask is None else Session.called_by(self, ask)

    # -- called by the driver ----------------------------------------------------------------------------------------

    def _asked(self, ask: Ask) -> None:
        if ask.question == "incoming":
            self._questions.put(ask)
        elif ask.question in ("message", "info", "subscription"):
            self._told(ask)
        elif ask.question == "authenticate":
            if self._authentication is not None:
                self._authentication.asked(ask)
        else:
            self._changes.put(ask)

    def _verdict(self, session: str, verdict: dict[str, Any]) -> None:
        self._driver.command(session, "verdict", verdict)

    def _published(self, event: PublicEvent) -> None:
        self._subscriptions.publish(event)

    def _media_event(self, event: Any) -> None:
        self._driver.media_event(event)
        self._subscriptions.settle(event.stream.rpartition("/")[0])

    def _is_closing(self, session: str) -> bool:
        return self.media is not None and self.media.is_closing(session)
