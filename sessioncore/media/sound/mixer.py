"""A mix of N: everybody hears the others and not themselves; levels, talkers and saturation. Arrays of numpy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.limits import FRAME_SECONDS
from sessioncore.media.sound.tone import OVERLOAD, SILENCE_DBOV

RATES: Final = (8_000, 16_000, 24_000, 32_000, 48_000)
"""What a mix may run at, in Hz."""

CEILING: Final = 32_000.0
"""A sum louder than this is turned down as a whole, at once; it comes back by `RELEASE` of what is missing a frame."""

RELEASE: Final = 0.1

MOST_DB: Final = 40.0
"""Gains are -40 to 40 dB."""

FLOOR_DBOV: Final = -60.0
"""The background of a member is never taken to be softer than this, and it rises by `RISE_DB` a frame."""

RISE_DB: Final = 0.2
ABOVE_DB: Final = 9.0
"""Who talks is so much louder than its own background, for `BEGIN_FRAMES`; until it was not for `END_FRAMES`."""

LEAST_DBOV: Final = -45.0
BEGIN_FRAMES: Final = 3
END_FRAMES: Final = 20


def load_numpy() -> Any:
    """The library, imported when somebody mixes; MediaError where it is not installed."""
    try:
        import numpy
    except ImportError:
        raise MediaError("this needs numpy: pip install 'sessioncore[mix]'") from None
    return numpy


@attrs.frozen
class MemberLevel:
    """How loud a member is (`dbov`, before its gain; the last 20 ms), and whether it talks."""

    name: str
    dbov: float
    talking: bool


@attrs.define
class _Member:
    gain: float = 1.0
    before: float = 1.0
    """The gain of the frame before: a change is a slope over one frame, not a click."""
    is_muted: bool = False
    is_prominent: bool = False
    """Never background, whatever it sounds like."""
    is_deaf: bool = False
    ear: float = 1.0
    """What it heard of the others in the frame before, 0 or 1: a slope, too."""
    limit: float = 1.0
    dbov: float = SILENCE_DBOV
    background: float = FLOOR_DBOV
    loud: int = 0
    quiet: int = 0
    talking: bool = False

    def wanted(self, background: float) -> float:
        """What it is multiplied with; who does not talk is `background`."""
        heard = 1.0 if self.talking or self.is_prominent else background
        return 0.0 if self.is_muted else self.gain * heard


class Mixer:
    """N-1 mixing at `rate` Hz, 20 ms at a time; pure: no clock, no sockets.

    A member that gives no frame is silent for that time. Gains belong to what a member says, not to what it hears.
    Who does not talk is heard `background_db` (0 to -40) softer, for the noise of fifty is fifty times as much.
    """

    def __init__(self, rate: int = 16_000, background_db: float = 0.0) -> None:
        if rate not in RATES:
            raise MediaError(f"a mix runs at {', '.join(map(str, RATES))} Hz, not at {rate}")
        if not -MOST_DB <= background_db <= 0:
            raise MediaError(f"who does not talk is 0 to {-MOST_DB:g} dB softer, not {background_db}")
        self._background = factor_of(background_db)
        self.rate = rate
        self.count = round(rate * FRAME_SECONDS)
        """Samples of a frame."""
        self._members: dict[str, _Member] = {}
        self._numpy = load_numpy()
        self._slope = self._numpy.linspace(0, 1, self.count, dtype=self._numpy.float32)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    @property
    def members(self) -> tuple[str, ...]:
        """Their names, in the order in which they joined."""
        return tuple(self._members)

    def join(self, name: str, gain_db: float = 0.0, is_prominent: bool = False) -> None:
        """Add a member, which is never background where it is prominent; raises MediaError for a name twice."""
        if name in self._members:
            raise MediaError(f"{name[:80]} is in the mix already")
        made = _Member(gain=factor_of(gain_db), is_prominent=is_prominent)
        made.before = made.wanted(self._background)
        self._members[name] = made

    def leave(self, name: str) -> None:
        """Take a member out; who is not there is ignored."""
        self._members.pop(name, None)

    def gain(self, name: str, gain_db: float) -> None:
        """Say how loud a member is in the others' ears."""
        self._get(name).gain = factor_of(gain_db)

    def mute(self, name: str, is_muted: bool = True) -> None:
        """Let nobody hear a member, or let them again; it hears the others all the time."""
        self._get(name).is_muted = is_muted

    def deafen(self, name: str, is_deaf: bool = True) -> None:
        """Let a member hear nobody, or let it hear again; the others hear it all the time."""
        self._get(name).is_deaf = is_deaf

    def levels(self) -> tuple[MemberLevel, ...]:
        """How loud everybody is."""
        return tuple([MemberLevel(name, each.dbov, each.talking) for name, each in self._members.items()])

    def talkers(self) -> tuple[str, ...]:
        """Who talks now."""
        return tuple([name for name, each in self._members.items() if each.talking])

    def mix(self, frames: Mapping[str, bytes]) -> dict[str, bytes]:
        """Take 20 ms of each member (16-bit samples at `rate`); return what each is to hear of the others."""
        members = list(self._members.values())
        if not members:
            return {}
        numpy, size = self._numpy, 2 * self.count
        silence = bytes(size)
        pieces = [frames.get(name, silence)[:size].ljust(size, b"\0") for name in self._members]
        heard = numpy.frombuffer(b"".join(pieces), dtype=numpy.int16).reshape(len(members), self.count)
        # Whole numbers up to 16 millions are exact: so are sums of 500 members.
        voices = heard.astype(numpy.float32)
        powers = numpy.einsum("ij,ij->i", voices, voices).tolist()
        for member, power in zip(members, powers, strict=True):
            _judge(member, power / self.count)
        gains = [each.wanted(self._background) for each in members]
        if any(each.before != 1.0 or gain != 1.0 for each, gain in zip(members, gains, strict=True)):
            self._fade(voices, [each.before for each in members], gains)
        others = voices.sum(axis=0) - voices
        self._limit(members, others)
        if any(each.is_deaf or not each.ear for each in members):
            self._fade(others, [each.ear for each in members], [float(not each.is_deaf) for each in members])
        for each, gain in zip(members, gains, strict=True):
            each.before, each.ear = gain, float(not each.is_deaf)
        made = numpy.rint(others).astype(numpy.int16).tobytes()
        return {name: made[n * size : (n + 1) * size] for n, name in enumerate(self._members)}

    def _limit(self, members: list[_Member], others: Any) -> None:
        """Turn down what would not fit into 16 bits; what everybody hears is judged by itself."""
        numpy = self._numpy
        peaks = numpy.abs(others).max(axis=1).tolist()
        before = [each.limit for each in members]
        if max(peaks) <= CEILING and min(before) == 1.0:
            return
        for member, peak in zip(members, peaks, strict=True):
            target = min(1.0, CEILING / peak) if peak else 1.0
            back = member.limit + (1.0 - member.limit) * RELEASE
            member.limit = min(target, 1.0 if back > 0.999 else back)
        # Down at once, so that nothing is cut off; up along a slope.
        first = [min(old, each.limit) for old, each in zip(before, members, strict=True)]
        self._fade(others, first, [each.limit for each in members])

    def _fade(self, rows: Any, first: list[float], last: list[float]) -> None:
        """Multiply each member's row, from one factor at its beginning to another at its end."""
        numpy = self._numpy
        begin = numpy.array(first, dtype=numpy.float32)[:, None]
        end = numpy.array(last, dtype=numpy.float32)[:, None]
        rows *= begin + (end - begin) * self._slope

    def _get(self, name: str) -> _Member:
        try:
            return self._members[name]
        except KeyError:
            raise MediaError(f"{name[:80]} is not in the mix") from None


def factor_of(decibels: float) -> float:
    """What a gain multiplies samples with; raises MediaError."""
    if not -MOST_DB <= decibels <= MOST_DB:
        raise MediaError(f"a gain is -{MOST_DB:g} to {MOST_DB:g} dB, not {decibels}")
    return float(10 ** (decibels / 20))


def _judge(member: _Member, power: float) -> None:
    level = max(SILENCE_DBOV, 10 * math.log10(power) - 20 * math.log10(OVERLOAD)) if power else SILENCE_DBOV
    member.dbov = level
    member.background = min(max(level, FLOOR_DBOV), member.background + RISE_DB)
    loud = level > max(member.background + ABOVE_DB, LEAST_DBOV) and not member.is_muted
    member.loud, member.quiet = (member.loud + 1, 0) if loud else (0, member.quiet + 1)
    if member.talking:
        member.talking = member.quiet < END_FRAMES
    else:
        member.talking = member.loud >= BEGIN_FRAMES
