"""What a session manager does for registered users."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from sessioncore.base.registration import Binding
    from sessioncore.core.engine import Engine


@attrs.frozen
class Location:
    """Where a user is reached: the binding as the last REGISTER told of it, and the seconds until it expires."""

    binding: Binding
    seconds_left: float


class Registering:
    """The part of `SessionManager` that is about registrations."""

    _engine: Engine

    def _check_open(self) -> None:
        raise NotImplementedError

    def registered_users(self) -> list[str]:
        """The users that are registered with us now (`Settings.registrar`)."""
        self._check_open()
        return self._engine.locations.users()

    def locations(self, user: str) -> list[Location]:
        """Where a user of our registrar is reached, the oldest binding first; empty where it is not registered."""
        self._check_open()
        now = self._engine.now
        return [Location(one.binding, max(0.0, one.until - now)) for one in self._engine.locations.of(user)]
