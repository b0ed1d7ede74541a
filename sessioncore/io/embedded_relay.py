"""The embedded relay behind the interface of `base.relay`: ports of a pool here, packets in a process of its own."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.relay import (
    CloseRelay,
    DescriptionNotPassed,
    DescriptionPassed,
    PassDescription,
    RelayCommand,
    RelayEvent,
    RelayFailed,
    RelayFigures,
    RelaySilent,
    RelayStopped,
    Srtp,
)
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.relay_engine import LOOK_SECONDS, RelayEngine
from sessioncore.media.relay.call import RelayedCall, RelayedLine
from sessioncore.media.relay.keys import LineKeys
from sessioncore.media.relay.plane import Figures, Rewriting
from sessioncore.wire.sdp import SdpError, Security, parse_sdp
from sessioncore.wire.sdp.ice import IceTerms

if TYPE_CHECKING:
    from sessioncore.io.media_ports import MediaPortPool as Pool

_log = logging.getLogger(__name__)


class Relay(Protocol):
    """A media relay: what carries out the commands of `base.relay`. Its events come in the loop's thread."""

    def start(self) -> None:
        """Make ready, in the running loop; MediaError where that cannot be."""

    def submit(self, command: RelayCommand) -> None:
        """Hand over a command; each is answered by an event."""

    async def stop(self) -> None:
        """End every relay and give everything back."""


@attrs.define
class _Relay:
    """One relay: its lines, and what was counted of those that are closed already."""

    call: RelayedCall
    numbers: dict[int, int] = attrs.field(factory=dict)
    """The index of each line that is open, by its number at the engine."""
    figures: list[RelayFigures] = attrs.field(factory=list)
    closing: bool = False


class Borrower(Protocol):
    """Who relays between sockets of its own, see `EmbeddedRelay.borrow`."""

    def silent(self, side: int, seconds: float) -> None:
        """Nothing comes from a side any more."""

    def stopped(self, first: Figures, second: Figures) -> None:
        """The line has ended; what was counted of either side."""

    def failed(self, reason: str) -> None:
        """The line is gone."""


class EmbeddedRelay:
    """Relays between ports of `pool`, which peers reach at `address` (its own by default).

    With `rewrite` the headers of plain RTP are rewritten, see `media.relay.headers`; with `offers` SRTP ends here, see
    `media.relay.keys` (`auto`: DTLS-SRTP for browsers, RTP for others), and keys stand in descriptions only with
    `sdes`. Sides of the other family (IPv4, IPv6) have ports of the pool `second`, where there is one. Every `look`
    seconds the process is asked whether it still runs.
    """

    def __init__(
        self,
        pool: Pool,
        on_event: Callable[[RelayEvent], None],
        *,
        address: str = "",
        rewrite: bool = False,
        offers: Srtp | Literal["auto"] | None = None,
        look: float = LOOK_SECONDS,
        sdes: bool = True,
        second: Pool | None = None,
    ) -> None:
        self._pool, self._second = pool, second
        self._address = address or pool.address
        self._on_event = on_event
        self._rewrite = rewrite
        self._offers, self._sdes = offers, sdes
        self._security: Security | None = None
        self._relays: dict[str, _Relay] = {}
        self._owners: dict[int, str] = {}
        self._ports: dict[int, list[tuple[Pool, int]]] = {}
        self._borrowers: dict[int, Borrower] = {}
        self.engine = RelayEngine(self._silent, self._stopped, self._failed, look)

    def __len__(self) -> int:
        """Relays that are open."""
        return len(self._relays)

    @property
    def pool(self) -> MediaPortPool:
        """The ports that are told to peers, of the family that we listen in."""
        return self._pool

    def start(self) -> None:
        """Start the process."""
        self.engine.start()

    def submit(self, command: RelayCommand) -> None:
        """Carry out a command; what it comes to is told before this returns, but for the end of a relay."""
        if isinstance(command, PassDescription):
            try:
                body = self._pass(command)
            except (MediaError, SdpError) as error:
                self._on_event(DescriptionNotPassed(command.relay, command.number, str(error)))
                if command.relay in self._relays and not self._relays[command.relay].numbers:
                    del self._relays[command.relay]
            else:
                self._on_event(DescriptionPassed(command.relay, command.number, body))
        elif isinstance(command, CloseRelay) and (relay := self._relays.get(command.relay)) is not None:
            relay.closing = True
            for line in relay.numbers:
                self.engine.close(line)
            self._settle(command.relay)

    async def stop(self) -> None:
        """End the process and give the ports back."""
        await self.engine.stop()
        self._relays.clear()
        self._owners.clear()
        self._ports.clear()
        self._borrowers.clear()
        self._pool.close()
        if self._second is not None:
            self._second.close()

    def borrow(self, sockets: Sequence[int], rewriting: tuple[Rewriting, Rewriting], borrower: Borrower) -> int:
        """Relay RTP between sockets that are not the pool's, as `RelayEngine.open` does; the number of the line."""
        line = self.engine.open(sockets, True, rewriting)
        self._borrowers[line] = borrower
        return line

    def _pass(self, command: PassDescription) -> bytes:
        name = command.relay
        description = parse_sdp(command.body)
        relay = self._relays.get(name)
        if relay is None:
            configured = self._offers
            if configured == "auto":
                configured = "dtls" if command.browser else "plain"
            offers = command.srtp or configured
            # Those of sessions that are joined were agreed on where keys may stand.
            sdes = self._sdes or bool(command.srtp)
            call = RelayedCall(
                self._address,
                lambda is_rtp, plain, rate: self._open(name, is_rtp, plain, rate),
                make_keys=self._making_keys(name, offers, sdes) if offers is not None else None,
                second_address=self._second.address if self._second is not None else "",
            )
            relay = self._relays[name] = _Relay(call)
        body, aims = relay.call.take(command.sender, command.kind, description, command.host, command.toward)
        for aim in aims:
            self.engine.aim(aim)
        return body

    def _making_keys(self, name: str, offers: Srtp, sdes: bool) -> Callable[[], LineKeys]:
        """The certificate is made when it is wanted first, and serves as long as the program runs."""
        if self._security is None:
            from sessioncore.media.security.dtls import Identity, key_and_certificate

            made = key_and_certificate()
            self._security = Security(fingerprint=Identity.load(made).fingerprint, offers="dtls", ice=IceTerms("lite"))
            self.engine.certify(made.decode())
        return lambda: LineKeys(offers, secrets.token_bytes, self._security, self._relays[name].call.at, sdes)

    def _open(self, name: str, is_rtp: bool, plain: bool, clock_rate: int) -> RelayedLine:
        relay = self._relays[name]
        taken: list[tuple[Pool, int]] = []
        try:
            for address in relay.call.at:
                pool = self._second if self._second is not None and address == self._second.address else self._pool
                taken.append((pool, pool.take()))
            sockets = []
            for pool, port in taken:
                control = pool.control_socket(port)
                if control is None:
                    raise MediaError("a relay needs ports for RTCP")
                sockets += [pool.socket(port).fileno(), control.fileno()]
            rewriting = None
            if self._rewrite and is_rtp and plain:
                rewriting = _rewriting(clock_rate), _rewriting(clock_rate)
            number = self.engine.open(sockets, is_rtp, rewriting)
        except MediaError:
            for pool, port in taken:
                pool.give_back(port)
            raise
        relay.numbers[number] = len(relay.figures) // 2 + len(relay.numbers)
        self._owners[number], self._ports[number] = name, taken
        return RelayedLine(number, (taken[0][1], taken[1][1]))

    # -- what the engine tells ---

    def _silent(self, line: int, side: int, seconds: float) -> None:
        if (borrower := self._borrowers.get(line)) is not None:
            borrower.silent(side, seconds)
            return
        name = self._owners.get(line, "")
        if (relay := self._relays.get(name)) is not None:
            self._on_event(RelaySilent(name, relay.call.leg(side), relay.numbers[line], seconds))

    def _stopped(self, line: int, first: Figures, second: Figures) -> None:
        if (borrower := self._borrowers.pop(line, None)) is not None:
            borrower.stopped(first, second)
            return
        name = self._release(line)
        relay = self._relays.get(name)
        if relay is None:
            return
        index = relay.numbers.pop(line)
        relay.figures += [
            RelayFigures(relay.call.leg(side), index, *counted) for side, counted in enumerate((first, second))
        ]
        self._settle(name)

    def _failed(self, line: int, reason: str) -> None:
        """A line is gone: without it the call is not what was agreed, so the whole relay is."""
        if (borrower := self._borrowers.pop(line, None)) is not None:
            borrower.failed(reason)
            return
        name = self._release(line)
        relay = self._relays.get(name)
        if relay is None:
            return
        relay.numbers.pop(line)
        told = not relay.closing
        relay.closing = True
        for other in relay.numbers:
            self.engine.close(other)
        if told:
            del self._relays[name]
            self._on_event(RelayFailed(name, reason))
        else:
            self._settle(name)

    def _release(self, line: int) -> str:
        for pool, port in self._ports.pop(line, ()):
            pool.give_back(port)
        return self._owners.pop(line, "")

    def _settle(self, name: str) -> None:
        relay = self._relays[name]
        if relay.closing and not relay.numbers:
            del self._relays[name]
            figures = sorted(relay.figures, key=lambda one: (one.line, one.leg != relay.call.first))
            self._on_event(RelayStopped(name, tuple(figures)))


def _rewriting(clock_rate: int) -> Rewriting:
    return Rewriting(secrets.randbits(32), clock_rate)
