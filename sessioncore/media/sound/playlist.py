"""Sources one after the other, as often as wanted: announcements, digits read aloud, music with pauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, encode
from sessioncore.media.limits import FRAME_SAMPLES, SAMPLE_RATE
from sessioncore.media.sound.outgoing import Samples

MOST_ITEMS: Final = 64
MOST_TIMES: Final = 1_000_000
LONGEST_GAP: Final = 3_600.0
SEPARATOR: Final = "|"


@attrs.define(eq=False)
class SilenceSource:
    """Silence that lasts."""

    seconds: float
    _given: float = 0.0

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """The next `count` samples, None after the end."""
        if self._given >= self.seconds - 1e-9:
            return None
        self._given += count / rate
        return bytes(count * SAMPLE_WIDTH)

    def frame(self, codec: str) -> bytes | None:
        """The next 20 ms in a law of G.711, None after the end."""
        linear = self.samples(SAMPLE_RATE, FRAME_SAMPLES, 0.0)
        return None if linear is None else encode(codec, linear)


@attrs.define(eq=False)
class TimedSource:
    """Another source for so many seconds."""

    inner: Samples
    seconds: float
    _given: float = 0.0

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """The next `count` samples, None after the end."""
        left = round((self.seconds - self._given) * rate)
        if left <= 0:
            return None
        self._given += count / rate
        found = self.inner.samples(rate, count, now)
        return None if found is None else found[: left * SAMPLE_WIDTH].ljust(count * SAMPLE_WIDTH, b"\0")

    def frame(self, codec: str) -> bytes | None:
        """The next 20 ms in a law of G.711, None after the end."""
        linear = self.samples(SAMPLE_RATE, FRAME_SAMPLES, 0.0)
        return None if linear is None else encode(codec, linear)


@attrs.define(eq=False)
class Playlist:
    """`items` in their order, `times` times (0: until somebody ends it), with `gap` seconds of silence between two.

    `make` gives the source of an item from its beginning. `began` is told the place of each item when it begins.
    """

    items: tuple[str, ...]
    make: Callable[[str], Samples]
    times: int = 1
    gap: float = 0.0
    began: Callable[[int], None] | None = None
    paused: bool = False
    played: float = 0.0
    """Seconds that were given out, pauses left aside."""
    _next: int = 0
    _round: int = 0
    _current: Samples | None = None
    _silent: bool = False
    """What is given now is the gap."""
    _over: bool = False

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        """The next `count` samples; b"" while paused, None after the end."""
        if self.paused:
            return b""
        barren = 0
        while not self._over:
            current = self._current or self._turn()
            if current is None:
                break
            found = current.samples(rate, count, now)
            if found is not None:
                self.played += count / rate
                return found
            self._current = None
            # Files without a sample, for ever.
            barren += 1
            if barren > 2 * MOST_ITEMS:
                break
        self._over = True
        return None

    def frame(self, codec: str) -> bytes | None:
        """The next 20 ms in a law of G.711, b"" while paused, None after the end."""
        linear = self.samples(SAMPLE_RATE, FRAME_SAMPLES, 0.0)
        return linear if not linear else encode(codec, linear)

    def skip(self) -> None:
        """Go on with the next item."""
        self._current = None
        self._silent = True  # no gap before it

    def stop(self) -> None:
        """Give no more."""
        self._over = True
        self.paused = False

    def _turn(self) -> Samples | None:
        """What comes next, None after the last."""
        if self._next == len(self.items):
            if self.times and self._round + 1 >= self.times:
                return None
            self._next, self._round = 0, self._round + 1
        begun = self._next or self._round
        if self.gap and begun and not self._silent:
            self._silent = True
            self._current = SilenceSource(self.gap)
            return self._current
        self._silent = False
        place, self._next = self._next, self._next + 1
        self._current = self.make(self.items[place])
        if self.began is not None:
            self.began(place)
        return self._current


def list_text(items: tuple[str, ...], times: int = 1, gap: float = 0.0) -> str:
    """The source that means these; raises MediaError for what cannot be written so."""
    if any(SEPARATOR in item for item in items):
        raise MediaError(f"an item of a list has no {SEPARATOR!r} in its name")
    text = f"list:{times},{gap:g}:{SEPARATOR.join(items)}"
    parse_list(text)
    return text


def parse_list(text: str) -> tuple[tuple[str, ...], int, float]:
    """Items, times and gap of `list:TIMES,GAP:SOURCE|SOURCE`; raises MediaError."""
    head, _, rest = text.removeprefix("list:").partition(":")
    times_text, _, gap_text = head.partition(",")
    items = tuple(rest.split(SEPARATOR))
    try:
        times, gap = int(times_text), float(gap_text or "0")
    except ValueError:
        raise MediaError(f"{text[:40]!r} is no list: list:TIMES,GAP:SOURCE|SOURCE is meant") from None
    if not (0 <= times <= MOST_TIMES and 0 <= gap <= LONGEST_GAP):
        raise MediaError(f"a list is played 1 to {MOST_TIMES} times (0: for ever), with 0 to {LONGEST_GAP:g} s between")
    if not all(items) or len(items) > MOST_ITEMS:
        raise MediaError(f"a list has 1 to {MOST_ITEMS} items")
    return items, times, gap
