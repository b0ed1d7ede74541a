"""Peers that a session manager watches by OPTIONS: which of them are there."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import attrs

from sessioncore.api.placing import check_way, first_hop, read_target
from sessioncore.api.results import raise_for
from sessioncore.base.errors import ConfigError, LocalProtocolError, TransportError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sessioncore.base.environment import Environment
    from sessioncore.base.settings import Settings
    from sessioncore.core.engine import Engine
    from sessioncore.io.driver import Driver
    from sessioncore.io.udp import ListenAddress

SHORTEST, LONGEST = 1.0, 86_400.0
"""Seconds between two questions."""


def _checked(trunk: Trunk, attribute: object, value: float) -> None:
    if not (math.isfinite(value) and SHORTEST <= value <= LONGEST):
        raise ConfigError(f"trunk {trunk.name[:80]!r}: the interval is no time from {SHORTEST:.0f} to {LONGEST:.0f} s")


@attrs.frozen
class Trunk:
    """A peer to watch: a name of ours, its SIP URI, and the seconds between two OPTIONS (a tenth less at times).

    Raises ConfigError for what cannot be.
    """

    name: str
    uri: str
    interval: float = attrs.field(default=60.0, validator=_checked)

    def __attrs_post_init__(self) -> None:
        if not self.name or not self.name.isprintable():
            raise ConfigError("a trunk has no name")
        try:
            read_target(self.uri)
        except LocalProtocolError as error:
            raise ConfigError(f"trunk {self.name[:80]!r}: {error.message}") from None


@attrs.frozen
class TrunkStatus:
    """What is known of a trunk: "asking" for the first time, "up" or "down".

    `status` and `round_trip` (seconds) are those of the last answer, 408 and 503 where there was none.
    """

    trunk: Trunk
    state: Literal["asking", "up", "down"]
    status: int
    round_trip: float


class Trunking:
    """The part of `SessionManager` that is about trunks."""

    _driver: Driver
    _engine: Engine
    _ids: Environment
    _listen: ListenAddress
    _watched_trunks: dict[str, tuple[Trunk, str]]
    settings: Settings

    def _check_open(self) -> None:
        raise NotImplementedError

    @property
    def trunks(self) -> dict[str, TrunkStatus]:
        """The trunks that are watched, by name; `events(TrunkUp, TrunkDown)` tells of changes."""
        self._check_open()
        found = {}
        for name, (trunk, session) in self._watched_trunks.items():
            part = self._engine.cells[session].leg.trunk
            data, state = part.actions.slice, part.state_name.partition(".")[0]
            found[name] = TrunkStatus(trunk, state, data.status, data.round_trip)
        return found

    async def watch_trunk(self, trunk: Trunk) -> None:
        """Ask a peer from now on whether it is there; one of the same name is not watched any more.

        Raises TransportError for a transport that is not served.
        """
        self._check_open()
        self._check_trunk(trunk)
        await self.unwatch_trunk(trunk.name)
        session = self._ids.session_id()
        target = str(read_target(trunk.uri))
        fields = {"trunk": trunk.name, "target": target, "interval": trunk.interval, "arguments": {}}
        raise_for(await self._driver.command(session, "watch", fields), "watch", session)
        self._watched_trunks[trunk.name] = trunk, session

    async def unwatch_trunk(self, name: str) -> None:
        """Do not ask this peer any more; nothing happens where it is not watched."""
        self._check_open()
        _, session = self._watched_trunks.pop(name, (None, ""))
        if session:
            raise_for(await self._driver.command(session, "unwatch"), "unwatch", session)

    async def _watch_all(self, trunks: Iterable[Trunk]) -> None:
        for trunk in trunks:
            await self.watch_trunk(trunk)

    def _check_trunk(self, trunk: Trunk) -> None:
        check_way(first_hop(read_target(trunk.uri), self.settings), self.settings, v6=":" in self._listen.host)

    def _check_trunks(self, trunks: Iterable[Trunk]) -> None:
        """Raise ConfigError for one that can never be reached, or two of the same name."""
        names = set()
        for trunk in trunks:
            if trunk.name in names:
                raise ConfigError(f"there are two trunks {trunk.name[:80]!r}")
            names.add(trunk.name)
            try:
                self._check_trunk(trunk)
            except TransportError as error:
                raise ConfigError(f"trunk {trunk.name[:80]!r}: {error.message}") from None
