"""Mixes: sessions that hear each other, as the media half of a conference."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    MediaCommand,
)
from sessioncore.base.sound import (
    AdjustMix,
    JoinMix,
    LeaveMix,
    MixLevels,
    ReportMix,
)

if TYPE_CHECKING:
    from sessioncore.api.session import Session

PATIENCE = 5.0


@attrs.frozen
class MixMember:
    """One who is in a mix: its stream, how loud it is (dBov, the last 20 ms), and whether it talks."""

    stream: str
    dbov: float
    talking: bool


class Mix:
    """Streams that hear each other and not themselves, made by `MediaManager.create_mix`.

    Codecs and rates may differ: `rate` (Hz) is what the sums are made at. Who is in a mix sends it instead of what was
    played; that goes on after `leave`, and after something else is played a member is still heard by the others. A
    session that ends leaves by itself. Members are sessions, or streams by their id.
    """

    def __init__(
        self,
        name: str,
        rate: int,
        submit: Callable[[MediaCommand], None],
        own: Streams,
        on_join: Callable[[str], None],
    ) -> None:
        self.name = name
        self.rate = rate
        self._submit = submit
        self._own = own
        self._on_join = on_join
        self._asked: list[asyncio.Future[tuple[MixMember, ...]]] = []
        self._members: tuple[MixMember, ...] = ()
        self._changed = asyncio.Event()

    def join(self, member: Session | str, gain_db: float = 0.0) -> None:
        """Let a session hear the mix and be heard; raises MediaError while it has no stream."""
        _check_gain(gain_db)
        stream = self._own(member)
        self._on_join(stream)
        self._submit(JoinMix(stream, self.name, self.rate, gain_db))

    def leave(self, member: Session | str) -> None:
        """Take a session out; it hears again what it heard before. Raises MediaError where it has no stream."""
        self._submit(LeaveMix(self._own(member), self.name))

    def gain(self, member: Session | str, gain_db: float) -> None:
        """How loud a member is for the others, -40 to 40 dB. Raises MediaError."""
        _check_gain(gain_db)
        self._submit(AdjustMix(self._own(member), self.name, gain_db=gain_db))

    def mute(self, member: Session | str, is_muted: bool = True) -> None:
        """Let nobody hear a member, or let them again; it goes on hearing the others. Raises MediaError."""
        self._submit(AdjustMix(self._own(member), self.name, is_muted=is_muted))

    async def levels(self) -> tuple[MixMember, ...]:
        """How loud everybody is now, in the order of joining; raises MediaError when nobody answers."""
        future: asyncio.Future[tuple[MixMember, ...]] = asyncio.get_running_loop().create_future()
        self._asked.append(future)
        self._submit(ReportMix(self.name))
        try:
            return await asyncio.wait_for(future, PATIENCE)
        except TimeoutError:
            raise MediaError("the media thread does not answer") from None

    @property
    def talkers(self) -> tuple[str, ...]:
        """The streams that talk, as it was told last."""
        return tuple([each.stream for each in self._members if each.talking])

    async def talkers_changed(self) -> tuple[str, ...]:
        """Wait until somebody begins or ceases to talk; who talks then."""
        self._changed.clear()
        await self._changed.wait()
        return self.talkers

    def take(self, event: MixLevels) -> None:
        """What the media thread tells."""
        before = self.talkers
        self._members = tuple([MixMember(*each) for each in event.members])
        asked, self._asked = self._asked, []
        for future in asked:
            if not future.done():
                future.set_result(self._members)
        if self.talkers != before:
            self._changed.set()


Streams = Callable[["Session | str"], str]
"""The stream of a session, or of an id; raises MediaError."""


class Mixes:
    """The mixes of one media manager."""

    def __init__(self, submit: Callable[[MediaCommand], None], own: Streams, on_join: Callable[[str], None]) -> None:
        self._submit, self._own, self._on_join = submit, own, on_join
        self._made = 0
        # Who lets go of a mix wants to know nothing of it.
        self._mixes: WeakValueDictionary[str, Mix] = WeakValueDictionary()

    def create(self, rate: int) -> Mix:
        """A mix without members. Raises MediaError for a rate that cannot be, and without numpy."""
        # What it needs is loaded here, so that the packets of other calls do not wait for it.
        from sessioncore.media.sound.mixer import Mixer

        Mixer(rate)
        self._made += 1
        made = Mix(f"mix/{self._made}", rate, self._submit, self._own, self._on_join)
        self._mixes[made.name] = made
        return made

    def take(self, event: MixLevels) -> None:
        """Pass on what the media thread tells."""
        mix = self._mixes.get(event.stream)
        if mix is not None:
            mix.take(event)


def _check_gain(gain_db: float) -> None:
    from sessioncore.media.sound.mixer import factor_of

    factor_of(gain_db)
