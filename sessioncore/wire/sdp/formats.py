"""The payload formats that we can name, and the rules for their numbers and parameters (RFC 3551, RFC 3264 6.1, 8.3.2).

What a name stands for is the same everywhere: in settings, in commands of the media plane, in statistics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sessioncore.base.errors import ConfigError
from sessioncore.wire.sdp.model import COMFORT_NOISE, PCMA, PCMU, TELEPHONE_EVENT, Codec

if TYPE_CHECKING:
    from sessioncore.wire.sdp.model import MediaDescription

DYNAMIC: Final = range(96, 128)
"""Payload numbers that a session gives a meaning (RFC 3551 6)."""

OPUS: Final = Codec("opus", 96, 48000, "useinbandfec=1", 2)

PARAMETERS: Final = {
    "opus": {
        "maxaveragebitrate": range(6_000, 510_001),
        "maxplaybackrate": range(8_000, 48_001),
        "useinbandfec": range(2),
        "usedtx": range(2),
        "cbr": range(2),
    }
}
"""What we may say of ourselves as who hears a format, and within what bounds (RFC 7587 6.1)."""

FORMATS: Final[dict[str, Codec]] = {
    "PCMU": PCMU,
    "PCMA": PCMA,
    # 16 kHz, but 8000 by an old mistake that cannot be mended (RFC 3551 4.5.2).
    "G722": Codec("G722", 9),
    "opus": OPUS,
    "L16/8000": Codec("L16", 97, 8000),
    "L16/16000": Codec("L16", 98, 16000),
    "AMR": Codec("AMR", 99),
    "AMR/octet-align": Codec("AMR", 100, 8000, "octet-align=1"),
    "G723": Codec("G723", 4),
    "CN": COMFORT_NOISE,
}
"""Audio formats by the names that `Settings.codecs` uses: the encoding name, with the clock rate if there are several.

A number from 96 on is only what we propose; static ones are of RFC 3551 6.
"""

_MODES: Final = re.compile(r"(?:^|;)\s*mode-set=([0-7](?:,[0-7]){0,7})\s*(?:;|$)", re.IGNORECASE)

EVENTS: Final = {
    8000: TELEPHONE_EVENT,
    16000: Codec("telephone-event", 107, 16000, "0-16"),
    48000: Codec("telephone-event", 106, 48000, "0-16"),
}
"""Telephone events by clock rate: they share the clock of the codec that they interrupt (RFC 4733 2.1)."""

_DIGIT_EVENTS: Final = frozenset(range(16))

_NAMES: Final = {codec.key: name for name, codec in FORMATS.items()} | {TELEPHONE_EVENT.key: "telephone-event"}


def name_of(codec: Codec) -> str:
    """What we call a format; one that we do not know has its encoding name, clock rate and channels."""
    known = _NAMES.get(codec.key)
    if known is not None:
        return known
    channels = f"/{codec.channels}" if codec.channels != 1 else ""
    return f"{codec.name}/{codec.clock_rate}{channels}"


def format_of(name: str) -> Codec:
    """The format of this name; raises ConfigError, which lists the names.

    Parameters may stand behind the name, `opus;maxaveragebitrate=16000;useinbandfec=0`: how we want to hear it
    (`PARAMETERS`). What the peer says of itself bounds what we send.
    """
    base, _, said = name.partition(";")
    try:
        found = FORMATS[base]
    except KeyError:
        raise ConfigError(f"no codec {base[:40]!r}; known are {', '.join(FORMATS)}") from None
    return found.renumbered(found.payload_type, _with_parameters(base, found.fmtp, said)) if said else found


def _with_parameters(name: str, ours: str | None, said: str) -> str:
    known = PARAMETERS.get(name, {})
    wanted = dict(part.split("=") for part in (ours or "").split(";") if part)
    for part in said.split(";"):
        key, _, value = part.strip().partition("=")
        if not (key in known and value.isascii() and value.isdigit() and len(value) <= 6 and int(value) in known[key]):
            bounds = ", ".join(f"{one}={bound[0]}..{bound[-1]}" for one, bound in known.items()) or "none"
            raise ConfigError(f"{name} has no parameter {part[:40]!r}; there are {bounds}")
        wanted[key] = value
    return ";".join(f"{key}={value}" for key, value in wanted.items())


@lru_cache(maxsize=256)
def formats_of(names: tuple[str, ...]) -> tuple[Codec, ...]:
    """The formats of these names, and the telephone events of their clock rates behind them.

    Raises ConfigError for an unknown name, and where there is no audio among them.
    """
    chosen = tuple([format_of(name) for name in dict.fromkeys(names)])
    if len({codec.key for codec in chosen}) < len(chosen):
        raise ConfigError("a codec is named twice, with other parameters")
    if COMFORT_NOISE in chosen:
        # What CN is for others, opus has by itself: it may pause (RFC 7587 6.1).
        chosen = tuple([_pausing(codec) if codec.key == OPUS.key else codec for codec in chosen])
    rates = dict.fromkeys(codec.clock_rate for codec in chosen if codec.is_audio)
    if not rates:
        raise ConfigError("no audio codec is named")
    return (*chosen, *[EVENTS[rate] for rate in rates if rate in EVENTS])


def _pausing(opus: Codec) -> Codec:
    said = opus.fmtp or ""
    return opus if "usedtx=" in said else opus.renumbered(opus.payload_type, f"{said};usedtx=1")


def beside(codecs: Iterable[Codec], codec: Codec, name: str) -> Codec | None:
    """The format `name` with the codec's clock rate: only such ones may be mixed in (RFC 4733 2.1, RFC 3389 4)."""
    for other in codecs:
        if other.clock_rate == codec.clock_rate and other.key[0] == name:
            return other
    return None


def our_answer(ours: Codec, theirs: Codec) -> Codec:
    """One format of an answer: the number is the offer's (RFC 3264 6.1), the parameters say what we can do.

    Of telephone events only those that both know (RFC 4733 2.4.1).
    """
    fmtp = ours.fmtp
    if ours.key[0].startswith("amr") and theirs.fmtp is not None:
        fmtp = _with_modes(fmtp, theirs.fmtp)
    if ours.is_telephone_event and theirs.fmtp is not None and fmtp is not None:
        fmtp = _event_list(_events(fmtp) & _events(theirs.fmtp)) or fmtp
    return ours.renumbered(theirs.payload_type, fmtp)


def _with_modes(ours: str | None, theirs: str) -> str | None:
    """Our parameters of AMR and the offer's modes, which count both ways and are kept as they are (RFC 4867 8.3.1)."""
    found = _MODES.search(theirs[:400])
    kept = [part for part in (ours, found and f"mode-set={found[1]}") if part]
    return "; ".join(kept) or None


def event_codes(parameters: str | None) -> frozenset[int]:
    """The events that a side takes, by its fmtp value; the digits where it does not say (RFC 4733 2.4.1)."""
    return _events(parameters or "") or _DIGIT_EVENTS


def _events(parameters: str) -> frozenset[int]:
    """The event codes of an fmtp value, "0-15,66"; what is malformed is left out."""
    found: set[int] = set()
    for part in parameters.removeprefix("events=").split(",")[:64]:
        low, _, high = part.strip().partition("-")
        if low.isascii() and low.isdigit() and len(low) <= 3:
            last = int(high) if high.isascii() and high.isdigit() and len(high) <= 3 else int(low)
            found.update(range(int(low), min(last, 255) + 1))
    return frozenset(found)


def _event_list(events: frozenset[int]) -> str:
    """The event codes as an fmtp value, runs written as ranges."""
    runs: list[list[int]] = []
    for event in sorted(events):
        if runs and event == runs[-1][1] + 1:
            runs[-1][1] = event
        else:
            runs.append([event, event])
    return ",".join(str(low) if low == high else f"{low}-{high}" for low, high in runs)


def numbered(codecs: Sequence[Codec], mine: MediaDescription, peer: MediaDescription | None) -> tuple[Codec, ...]:
    """Our codecs under the numbers they have in this stream already; a clash moves to a free one (RFC 3264 8.3.2)."""
    taken: dict[int, tuple[str, int, int]] = {}
    for media in (mine,) if peer is None else (mine, peer):
        for used in media.codecs():
            taken.setdefault(used.payload_type, used.key)
    numbers = {key: payload_type for payload_type, key in reversed(taken.items())}
    for codec in codecs:
        if codec.key not in numbers:
            number = codec.payload_type
            if number in taken:
                number = next((free for free in DYNAMIC if free not in taken), -1)
                if number < 0:
                    continue
            taken[number] = codec.key
            numbers[codec.key] = number
    return tuple([codec.renumbered(numbers[codec.key], codec.fmtp) for codec in codecs if codec.key in numbers])
