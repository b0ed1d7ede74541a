"""The sockets of one endpoint: UDP, TCP, TLS and WebSocket at one address."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.effects import Address, Effect, Locate, Probe
from sessioncore.handlers.limits import Limits
from sessioncore.io.dns import DnsOptions, Locator
from sessioncore.io.streams import StreamTransport
from sessioncore.io.tls import TlsContexts, TlsFiles
from sessioncore.io.udp import ListenAddress, MessageTap, UdpTransport
from sessioncore.io.websocket import check_library

if TYPE_CHECKING:
    from sessioncore.base.settings import Settings
    from sessioncore.io.driver import Driver, Sender


def read_listens(listen: str | Sequence[str]) -> list[ListenAddress]:
    """One or several addresses to listen on; all at one host, each for another transport. Raises ConfigError."""
    listens = [ListenAddress.parse(text) for text in ([listen] if isinstance(listen, str) else listen)]
    if not listens:
        raise ConfigError("say where to listen, for example udp:127.0.0.1:5060")
    if len({one.host for one in listens}) > 1:
        raise ConfigError("one endpoint listens at one address; another address is for another endpoint")
    if len({one.transport for one in listens}) < len(listens):
        raise ConfigError("each transport is listened for once")
    return listens


class Transports:
    """Every socket that carries SIP for one endpoint.

    A TLS handshake may take as long as `limits.connect_time`. The constructor binds; raises TransportError when it
    cannot, ConfigError for certificates that cannot be used. A `tls` or `wss` address without a certificate of ours
    takes no connections: it only says that we connect by it.
    """

    def __init__(
        self,
        listens: Sequence[ListenAddress],
        settings: Settings,
        limits: Limits | None,
        *,
        clock: Callable[[], float],
        tap: MessageTap | None = None,
        tls: TlsFiles | None = None,
        dns: DnsOptions | None = None,
    ) -> None:
        self._dns = dns if dns is not None else DnsOptions()
        self._locator: Locator | None = None
        self._listens = listens
        self._tls: TlsContexts | None = None
        if any(one.transport in ("ws", "wss") for one in listens):
            check_library()
        if any(one.transport in ("tls", "wss") for one in listens):
            self._tls = TlsContexts(tls if tls is not None else TlsFiles())
        accepts = [
            one
            for one in listens
            if one.transport in ("tcp", "ws") or (one.transport in ("tls", "wss") and self._has_own)
        ]
        self._streams: StreamTransport | None = None
        self._udp: UdpTransport | None = None
        if any(one.transport != "udp" for one in listens):
            self._streams = StreamTransport(
                accepts,
                clock=clock,
                tls=self._tls,
                tap=tap,
                most=settings.max_connections,
                most_of_one=settings.max_connections_per_source,
                patience=(limits if limits is not None else Limits()).connect_time,
            )
        try:
            for one in listens:
                if one.transport == "udp":
                    self._udp = UdpTransport(one, clock=clock, tap=tap)
        except BaseException:
            self.abandon()
            raise
        self.listening = [ListenAddress(one.host, self._port(one), one.transport) for one in listens]
        """The addresses with the ports that were found."""

    @property
    def _has_own(self) -> bool:
        return self._tls is not None and self._tls.server is not None

    def _port(self, listen: ListenAddress) -> int:
        if listen.transport == "udp":
            assert self._udp is not None
            return self._udp.local[1]
        assert self._streams is not None
        return self._streams.ports.get(listen.transport) or listen.port or 5061

    @property
    def local(self) -> Address:
        """Address and port of the first transport."""
        return self.listening[0].host, self.listening[0].port

    @property
    def streams(self) -> StreamTransport | None:
        """The connections, to look at."""
        return self._streams

    def settled(self, settings: Settings, advertise: ListenAddress | None) -> Settings:
        """The settings with the addresses that peers reach us at; an advertised port is the first transport's."""
        ports: dict[str, int | None] = {one.transport: one.port for one in self.listening}
        host, port = self.local
        if advertise is not None:
            host, port = advertise.host, advertise.port
            ports[self.listening[0].transport] = port
        return attrs.evolve(
            settings,
            address=host,
            port=ports.get("udp") or port,
            udp="udp" in ports,
            tcp_port=ports.get("tcp"),
            tls_port=ports.get("tls"),
            ws_port=ports.get("ws"),
            wss_port=ports.get("wss"),
        )

    def start(self, loop: asyncio.AbstractEventLoop, receiver: Driver) -> None:
        """Hand everything that comes to `receiver` from now on."""
        if self._udp is not None:
            self._udp.start(loop, receiver)
        if self._streams is not None:
            self._streams.start(loop, receiver)
        self._locator = Locator(self._dns, receiver.feed, v6=":" in self._listens[0].host)

    @property
    def datagrams(self) -> Sender:
        """What carries datagrams, or itself where nothing does."""
        return self._udp if self._udp is not None else self

    def send(self, data: bytes, remote: Address) -> None:
        """Without UDP the engine sends no datagram."""

    def perform(self, effect: Effect) -> None:
        """Carry out an effect about connections or names (`io.driver.FlowSink`)."""
        if isinstance(effect, Probe):
            if self._udp is not None:
                self._udp.send(effect.data, effect.remote)
        elif isinstance(effect, Locate):
            if self._locator is not None:
                self._locator.perform(effect)
        elif self._streams is not None:
            self._streams.perform(effect)

    def reload_certificates(self) -> None:
        """Read the certificates again, for connections to come. Raises ConfigError and keeps what was."""
        if self._tls is not None:
            self._tls.reload()

    @property
    def closed(self) -> bool:
        """Whether no socket listens any more."""
        return (self._udp is None or self._udp.closed) and (self._streams is None or self._streams.closed)

    def abandon(self) -> None:
        """Close sockets that were never started."""
        if self._udp is not None:
            self._udp.close()
        if self._streams is not None:
            self._streams.abandon()

    async def close(self) -> None:
        """Close everything; may be repeated."""
        if self._locator is not None:
            await self._locator.close()
        if self._udp is not None:
            self._udp.close()
        if self._streams is not None:
            await self._streams.close()
