"""The media relay of a manager: which engine, and where it stands."""

from __future__ import annotations

import importlib.util
from abc import abstractmethod
from typing import TYPE_CHECKING, Final, Literal

import attrs

from sessioncore.api.results import raise_for
from sessioncore.api.rtp_relay import Joined, Lent, RtpRelay, Transcoded, UnfitError
from sessioncore.base.errors import CallRejected, ConfigError, MediaError
from sessioncore.base.relay import RelayFailed as RelayGone
from sessioncore.base.relay import RelayStopped
from sessioncore.events import RelayFailed, RelaySilent
from sessioncore.io.embedded_relay import EmbeddedRelay, Relay
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.rtpengine import RtpEngine
from sessioncore.io.udp import ListenAddress

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.api.media import MediaManager
    from sessioncore.api.session import Session
    from sessioncore.base.relay import RelayEvent, RelayFigures, Srtp
    from sessioncore.base.settings import Settings
    from sessioncore.core.engine import Engine
    from sessioncore.events import PublicEvent
    from sessioncore.io.clock import Clock
    from sessioncore.io.driver import Driver

_SRTP: Final = ("pass", "plain", "optional", "required", "dtls", "auto")

_NOT_NOW: Final = (408, 481, 487, 491, 503)
"""A peer or a relay that cannot be asked now, in contrast to one that does not take what it is offered."""

RELAY_PORTS: Final = 200
"""RTP ports of the embedded relay: two for each m-line, so 100 calls with sound."""


@attrs.frozen
class RelayOptions:
    """What relays media.

    engine     `embedded`, in a process of our own, or `rtpengine`
    ports      of the embedded one: how many RTP ports to bind (two for each m-line of a call), or a range
    address    where its ports are, the address that we listen on when empty
    second_address   an address of the other family (IPv4, IPv6), where it binds as many for the sides that are there
    rewrite    it rewrites the headers of plain RTP: each side sees one SSRC, whatever the other does
    srtp       `pass`: keys and protected packets go from end to end. Otherwise the SRTP of each side ends at the relay,
               and a side is offered plain RTP (`plain`), RTP with keys for whoever takes them (`optional`, RFC 8643),
               SRTP (SDES) alone (`required`), DTLS-SRTP as browsers have it (`dtls`), or that for who is
               registered over WebSocket and RTP for others (`auto`); who offers is answered as it has offered
    rtpengine  ADDRESS:PORT of rtpengine's ng protocol over UDP
    """

    engine: Literal["embedded", "rtpengine"] = "embedded"
    ports: int | tuple[int, int] = RELAY_PORTS
    address: str = ""
    second_address: str = ""
    rewrite: bool = False
    srtp: Literal["pass", "plain", "optional", "required", "dtls", "auto"] = "pass"
    rtpengine: str = "127.0.0.1:2223"

    def __attrs_post_init__(self) -> None:
        if self.engine not in ("embedded", "rtpengine"):
            raise ConfigError(f"a media relay is embedded or rtpengine, not {self.engine!r}")
        if self.srtp not in _SRTP:
            raise ConfigError(f"SRTP at a media relay is one of {', '.join(_SRTP)}, not {self.srtp!r}")
        self.control  # noqa: B018  read once, so that a wrong one is told now

    @property
    def control(self) -> tuple[str, int]:
        """Host and port of rtpengine."""
        found = ListenAddress.parse(f"udp:{self.rtpengine}")
        return found.host, found.port


def _offers(options: RelayOptions, settings: Settings) -> Srtp | Literal["auto"] | None:
    """What sides are offered, None for what the other side offers. Raises ConfigError where keys would be seen."""
    if options.srtp == "pass":
        return None
    if options.srtp not in ("dtls", "auto") and _are_seen(settings):
        raise ConfigError(
            "the relay's keys of SRTP would go over a transport that others can read: listen on TLS alone, or set"
            " sdes_over_clear_transport"
        )
    if options.engine == "embedded" and importlib.util.find_spec("pylibsrtp") is None:
        raise ConfigError(
            "SRTP at the relay needs the extra: pip install 'sessioncore[secure]' (pylibsrtp is not here)"
        )
    return options.srtp


def _are_seen(settings: Settings) -> bool:
    """Whether keys in descriptions would be read by others."""
    clear = settings.udp or settings.tcp_port is not None or settings.ws_port is not None
    return clear and not settings.sdes_over_clear_transport


class Relaying:
    """Of `SessionManager`: the relay's beginning and end."""

    settings: Settings
    _joined: dict[str, Joined]
    """Sessions that are joined, by the id of their call."""
    relay: Relay | None = None
    """What relays media; None where nothing is to be relayed, and before the start."""
    _relay_options: RelayOptions | None
    _listen: ListenAddress
    _driver: Driver
    _clock: Clock
    media: MediaManager | None
    _published: Callable[[PublicEvent], None]

    @property
    @abstractmethod
    def engine(self) -> Engine:
        """The engine behind the manager."""

    def _begin_relay(self) -> Relay | None:
        """Start what is configured; calls that are to be relayed have the embedded one otherwise."""
        options = self._relay_options
        if options is None and self.settings.coupled_media == "pass":
            return None
        options = options or RelayOptions()
        offers = _offers(options, self.settings)
        if options.engine == "rtpengine":
            sdes = not _are_seen(self.settings)
            self.relay = RtpEngine(options.control, self._relay_event, offers=offers, sdes=sdes)
        else:
            low, high, count = (*options.ports, None) if isinstance(options.ports, tuple) else (0, 0, options.ports)
            pool = MediaPortPool(options.address or self._listen.host, low, high, count=count)
            address = options.address or self.settings.sdp_address
            second = None
            if options.second_address:
                try:
                    if (":" in options.second_address) == (":" in pool.address):
                        raise ConfigError("the relay's second address is of the same family as its first")
                    second = MediaPortPool(options.second_address, low, high, count=count)
                except (ConfigError, MediaError):
                    pool.close()
                    raise
            sdes = not _are_seen(self.settings)
            self.relay = EmbeddedRelay(
                pool, self._relay_event, address=address, rewrite=options.rewrite, offers=offers, sdes=sdes,
                second=second,
            )  # fmt: skip
        self.relay.start()
        return self.relay

    async def setup_rtp_relay(self, first: Session, second: Session) -> RtpRelay:
        """Let the peers of two sessions hear each other; meanwhile nothing of ours is sent, and nothing heard by us.

        Which way, `RtpRelay.kind` tells: with the embedded engine, one codec and no keys packets go from socket to
        socket. Else each peer is offered the other's description by way of the relay, whichever engine it is, and SRTP
        ends there where only one side has it. Where a peer does not take that, the media plane
        transcodes. It ends with the first of the sessions, which leaves the other with us, or with
        `teardown_rtp_relay`; `RelaySilent` and `RelayFailed` tell what happens. Raises MediaError, also without a
        relay (`RelayOptions`), and CallRejected where the relay or a peer is not to be had now.
        """
        if self.relay is None:
            raise MediaError("the session manager has no relay: relay=RelayOptions()")
        pair = first, second
        if first == second:
            raise MediaError("a relay stands between two sessions", session=first.id)
        if any(session in made.sessions and not made.over for made in self._joined.values() for session in pair):
            raise MediaError("the session is relayed already", session=first.id)
        if isinstance(self.relay, EmbeddedRelay) and self.media is not None:
            try:
                return Lent(self.media, self.relay, pair, self._relay_silent, self._relay_failed)
            except UnfitError:
                pass  # another way is open
        try:
            return await self._join(pair)
        except CallRejected as error:
            if self.media is None or error.status in _NOT_NOW:
                raise
        return Transcoded(self.media, pair)

    async def _join(self, pair: tuple[Session, Session]) -> RtpRelay:
        name = self.engine.env.session_id()
        made = self._joined[name] = Joined(self.media, name, pair, lambda: self._driver.command(name, "separate"))
        try:
            asked = {"first": pair[0].id, "second": pair[1].id}
            raise_for(await self._driver.command(name, "join", asked), "join", pair[0].id)
        except BaseException:
            made.stopped(())
            del self._joined[name]
            raise
        made.begin()
        return made

    async def teardown_rtp_relay(self, relay: RtpRelay) -> tuple[RelayFigures, ...]:
        """End it, also where it has ended already; what was counted of either side."""
        return await relay.end()

    def _relay_silent(self, session: Session, seconds: float) -> None:
        self._published(RelaySilent(session=session.id, at=self._clock(), line=0, seconds=seconds))

    def _relay_failed(self, session: Session, reason: str) -> None:
        self._published(RelayFailed(session=session.id, at=self._clock(), reason=reason))

    async def _end_relay(self) -> None:
        if self.relay is not None:
            await self.relay.stop()

    def _relay_event(self, event: RelayEvent) -> None:
        self._driver.relay_event(event)
        if self._joined and isinstance(event, RelayStopped | RelayGone) and event.relay in self._joined:
            made = self._joined.pop(event.relay)
            made.stopped(event.figures if isinstance(event, RelayStopped) else ())
