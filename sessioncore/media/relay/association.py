"""DTLS-SRTP with one side of a relayed line: its connectivity checks, its handshake, and the keys that come of them."""

from __future__ import annotations

from typing import Final

import attrs

from sessioncore.base.media import ConfigureStream
from sessioncore.base.protection import MediaUnsecured, Protection
from sessioncore.media.limits import Address
from sessioncore.media.security.dtls import Identity
from sessioncore.media.security.shield import Shield
from sessioncore.media.security.srtp import SrtpContexts

_NOWHERE: Final = ("0.0.0.0", 0)


@attrs.define(eq=False)
class Association:
    """One side's. What it has to say gathers in `replies`; `failure` says why there will be no keys.

    With ICE (we are ICE lite) `nominated` is where the side is, whatever its description says.
    """

    identity: Identity
    replies: list[tuple[bytes, Address]] = attrs.field(factory=list)
    failure: str = ""
    _shield: Shield | None = None

    @property
    def contexts(self) -> SrtpContexts:
        """SRTP with that side; without keys it opens and seals nothing."""
        assert self._shield is not None, "agree comes first"
        return self._shield.contexts

    @property
    def nominated(self) -> Address | None:
        """The address that the side's checks have chosen."""
        return self._shield.nominated if self._shield is not None else None

    @property
    def waits(self) -> bool:
        """Whether the handshake has something to repeat."""
        return self._shield is not None and self._shield.waits is not None

    def agree(self, protection: Protection, remote: Address | None, now: float) -> None:
        """Take what was agreed, anew or again; an association that stays is left alone."""
        told = _told(protection, remote or _NOWHERE)
        self._shield = self._shield or Shield("", told, protection)
        self._shield.agree(told, protection, self.identity)
        self._shield.begin(now)
        self._say()

    def take(self, data: bytes, source: Address, now: float) -> None:
        """A connectivity check from anywhere, or a DTLS datagram from the side's address."""
        shield = self._shield
        if shield is None or not data:
            return
        if data[0] < 4:
            answer = shield.take_check(data, source)
            if answer is None:
                return
            self.replies.append((answer[0], source))
            if answer[1] and source != shield.nominated:
                shield.nominated = source
                shield.begin(now)
        elif source[0] == shield.remote[0]:
            self._settle(shield.take_dtls(data, source, now))
        self._say()

    def poll(self, now: float) -> None:
        """Repeat what was not answered in time."""
        shield = self._shield
        if shield is not None and shield.waits is not None and shield.waits <= now:
            self._settle(shield.repeat(now))
            self._say()

    def _settle(self, outcome: object) -> None:
        if isinstance(outcome, MediaUnsecured):
            self.failure = outcome.reason

    def _say(self) -> None:
        shield = self._shield
        if shield is not None and shield.handshake is not None:
            self.replies += [(data, shield.remote) for data in shield.handshake.outgoing]
            shield.handshake.outgoing.clear()


def _told(protection: Protection, remote: Address) -> ConfigureStream:
    """What a stream would be told; of it only the address counts here."""
    return ConfigureStream("", remote, "PCMU", 0, (), None, True, True, "silence", 0, protection=protection)
