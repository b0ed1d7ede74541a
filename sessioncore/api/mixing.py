"""Mixes: sessions that hear each other, as the media half of a conference."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from os import PathLike
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    MediaCommand,
)
from sessioncore.base.sound import (
    MIX_PREFIX,
    AdjustMix,
    EndMix,
    JoinMix,
    LeaveMix,
    MixLevels,
    ReportMix,
)

if TYPE_CHECKING:
    from sessioncore.api.playing import Playback, Player
    from sessioncore.api.recording import Recording, Recordings
    from sessioncore.api.session import Session

PATIENCE = 5.0


@attrs.frozen
class MixMember:
    """One who is in a mix: its stream, how loud it is (dBov, the last 20 ms), and whether it talks."""

    stream: str
    dbov: float
    talking: bool

    @property
    def session(self) -> str:
        """The id of its session; of a stream that the program opened itself no session's."""
        return self.stream.rpartition("/")[0]


class Mix:
    """Streams that hear each other and not themselves, made by `MediaManager.create_mix`.

    Codecs and rates may differ: `rate` (Hz) is what the sums are made at. Who is in a mix sends it instead of what was
    played; that goes on after `leave`. Who is played something else, or sent sound by the program, is still heard by
    the others, and hears them again when that is over. A session that ends leaves by itself; who joins another mix
    leaves this one. Members are sessions, or streams by their id. The mix goes on while somebody is in it, also where
    the program has let go of this object. Who does not talk is heard `background_db` softer, 0 to -40.
    """

    def __init__(
        self,
        name: str,
        rate: int,
        background_db: float,
        least: int,
        submit: Callable[[MediaCommand], None],
        own: Streams,
        on_join: Callable[[str], None],
        player: Player,
        recordings: Recordings,
    ) -> None:
        self.name = name
        self.rate = rate
        self.background_db = background_db
        self._least = least
        self._submit = submit
        self._own = own
        self._on_join = on_join
        self._player = player
        self._recordings = recordings
        self._asked: list[asyncio.Future[tuple[MixMember, ...]]] = []
        self._members: tuple[MixMember, ...] = ()
        self._changed = asyncio.Event()

    def join(self, member: Session | str, gain_db: float = 0.0) -> None:
        """Let a session hear the mix and be heard; raises MediaError while it has no stream that was agreed on."""
        _check_gain(gain_db)
        stream = self._own(member)
        self._on_join(stream)
        self._submit(JoinMix(stream, self.name, self.rate, gain_db, self.background_db, self._least))

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

    def deafen(self, member: Session | str, is_deaf: bool = True) -> None:
        """Let a member hear nobody, or let it hear again; the others go on hearing it. Raises MediaError."""
        self._submit(AdjustMix(self._own(member), self.name, is_deaf=is_deaf))

    def end(self) -> None:
        """Let everybody leave; what is played and recorded ends. May be repeated; who joins then begins it again."""
        self._submit(EndMix(self.name))

    async def play(self, *items: str | PathLike[str], times: int = 1, gap: float = 0.0) -> Playback:
        """Let all members hear something beside each other, as `Session.play`; instead of what they are played now.

        Raises MediaError for what cannot be played; `Playback.finished` raises it while nobody is in the mix.
        """
        if any(not isinstance(item, (str, PathLike)) for item in items):
            raise MediaError("what all members hear is a file, or a source by its name")
        return await self._player.play(self.name, items, times, gap)

    def record(
        self,
        path: str | PathLike[str],
        *,
        rate: int = 8000,
        seconds: float | None = None,
        octets: int | None = None,
    ) -> Recording:
        """Write what all members say together, and what they are played, to a WAV file, as `Session.record`.

        It ends with the mix. While nobody is in it the recording is over at once, and not complete.
        """
        return self._recordings.begin(self.name, path, "mixed", rate, seconds, octets)

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

    async def changes(self) -> AsyncIterator[tuple[MixMember, ...]]:
        """Who is in the mix: now, and whenever somebody joined, left, began or ceased to talk.

        A slow reader gets the last of several changes; any number of readers.
        """
        told: list[tuple[str, bool]] | None = None
        while True:
            changed, now = self._changed, [(each.stream, each.talking) for each in self._members]
            if now == told:
                await changed.wait()
            else:
                told = now
                yield self._members

    def take(self, event: MixLevels) -> None:
        """What the media thread tells."""
        self._members = tuple([MixMember(*each) for each in event.members])
        if event.asked:
            asked, self._asked = self._asked, []
            for future in asked:
                if not future.done():
                    future.set_result(self._members)
        # Each reader waits for the one that it saw.
        self._changed.set()
        self._changed = asyncio.Event()


Streams = Callable[["Session | str"], str]
"""The stream of a session, or of an id; raises MediaError."""


class Mixes:
    """The mixes of one media manager."""

    def __init__(
        self,
        submit: Callable[[MediaCommand], None],
        own: Streams,
        on_join: Callable[[str], None],
        player: Player,
        recordings: Recordings,
    ) -> None:
        self._submit, self._own, self._on_join = submit, own, on_join
        self._player, self._recordings = player, recordings
        self._made = 0
        # Who lets go of a mix wants to know nothing of it.
        self._mixes: WeakValueDictionary[str, Mix] = WeakValueDictionary()

    def create(self, rate: int, background_db: float, least: int) -> Mix:
        """A mix without members, which ends when fewer than `least` are left. Raises MediaError for what cannot be, and
        without numpy.
        """
        # What it needs is loaded here, so that the packets of other calls do not wait for it.
        from sessioncore.media.sound.mixer import Mixer

        Mixer(rate, background_db)
        self._made += 1
        name = f"{MIX_PREFIX}{self._made}"
        made = Mix(
            name, rate, background_db, least, self._submit, self._own, self._on_join, self._player, self._recordings
        )
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
