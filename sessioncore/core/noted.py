"""What the journal must know of the environment: ports that were taken, what wallet and gate have said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from sessioncore.base.errors import MediaError

if TYPE_CHECKING:
    from sessioncore.base.environment import Gate, MediaPorts, Wallet


class NotedPorts:
    """A port pool that notes what was taken from the pool behind it."""

    def __init__(self, ports: MediaPorts) -> None:
        self._ports = ports
        self.taken: list[int | None] = []
        self.shown: list[tuple[str, ...]] = []

    def take(self) -> int:
        try:
            port = self._ports.take()
        except MediaError:
            self.taken.append(None)
            raise
        self.taken.append(port)
        return port

    def retake(self, port: int) -> None:
        try:
            self._ports.retake(port)
        except MediaError:
            self.taken.append(None)
            raise
        self.taken.append(port)

    def give_back(self, port: int) -> None:
        self._ports.give_back(port)

    def candidates(self, port: int) -> tuple[str, ...]:
        found = self._ports.candidates(port)
        self.shown.append(found)
        return found


DISPROVEN: Final = ("", "disproven")
"""What a journal notes where the wallet said that a server does not know our secret."""
CHALLENGED: Final = "challenged"
"""Stands before a challenge that the gate wanted for a request inside a call."""


class NotedWallet:
    """Wallet and gate that note what those behind them said: realms, credentials and challenges, never a secret."""

    def __init__(self, wallet: Wallet, gate: Gate) -> None:
        self._wallet = wallet
        self._gate = gate
        self.said: list[tuple[str, str]] = []

    def knows(self, session: str, realm: str) -> bool:
        known = self._wallet.knows(session, realm)
        if known:
            self.said.append((realm, ""))
        return known

    def answer(self, session: str, challenge: str, method: str, uri: str, body: bytes) -> str:
        made = self._wallet.answer(session, challenge, method, uri, body)
        self.said.append(("", made))
        return made

    def disproves(self, session: str, sent: str, info: str, body: bytes) -> bool:
        found = self._wallet.disproves(session, sent, info, body)
        if found:
            self.said.append(DISPROVEN)
        return found

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        found = self._gate.refusal(session, method, uri, credentials, body, cseq=cseq, now=now)
        self.said += [pair for one in found if (pair := (CHALLENGED, one)) not in self.said]
        return found
