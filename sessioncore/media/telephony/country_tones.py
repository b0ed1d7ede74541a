"""What networks let a caller hear, by country and name.

Sources: ITU-T E.180 (cadences, special information tone) and its list "Various tones used in national networks" (annex
to Operational Bulletin 781 of 2003, tones-0203.pdf); for the United Kingdom BT SIN 350, for Australia ACIF S002, for
New Zealand PTC TNA 102; compared with the table that Asterisk keeps, which cites the same. Names as in ITU-T E.182.
Tones that are one frequency modulated by another (India, Japan's ringing, Singapore, South Africa) are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

Cadence: TypeAlias = tuple[tuple[tuple[int, ...], float], ...]
"""(Frequencies that sound together, for so many seconds), in order; no frequency is a pause."""


def _tone(hertz: int | tuple[int, ...], *seconds: float) -> Cadence:
    """One tone that sounds, pauses, sounds, ...; without times for ever."""
    frequencies = (hertz,) if isinstance(hertz, int) else hertz
    return tuple([((), length) if n % 2 else (frequencies, length) for n, length in enumerate(seconds or (1.0,))])


_INFORMATION: Final = (((950,), 0.33), ((1400,), 0.33), ((1800,), 0.33), ((), 1.0))
_RECORD: Final = _tone(1400, 0.4, 14.6)


def _country(hertz: int | tuple[int, ...] = 425, **other: Cadence) -> dict[str, Cadence]:
    """What most of Europe has at 425 Hz, and what differs."""
    return {
        "dial": _tone(hertz),
        "ringing": _tone(hertz, 1.0, 4.0),
        "busy": _tone(hertz, 0.5, 0.5),
        "congestion": _tone(hertz, 0.25, 0.25),
        "information": _INFORMATION,
        "record": _RECORD,
    } | other


_NORTH_AMERICA: Final = _country(
    dial=_tone((350, 440)),
    ringing=_tone((440, 480), 2.0, 4.0),
    busy=_tone((480, 620), 0.5, 0.5),
    congestion=_tone((480, 620), 0.25, 0.25),
    waiting=_tone(440, 0.3, 9.7),
)
_FAST: Final = _tone(425, 0.2, 0.2)
_QUICK: Final = _tone(425, 0.3, 0.3)

SIGNALS: Final[Mapping[str, Mapping[str, Cadence]]] = MappingProxyType(
    {
        "at": _country(
            420,
            ringing=_tone(420, 1.0, 5.0),
            busy=_tone(420, 0.4, 0.4),
            congestion=_tone(420, 0.2, 0.2),
            waiting=_tone(420, 0.04, 1.96),
            information=(((950,), 0.33), ((1450,), 0.33), ((1850,), 0.33), ((), 1.0)),
        ),
        "au": _country(
            dial=_tone((413, 438)),
            ringing=_tone((413, 438), 0.4, 0.2, 0.4, 2.0),
            busy=_tone(425, 0.375, 0.375),
            congestion=_tone(425, 0.375, 0.375),
            waiting=_tone(425, 0.2, 0.2, 0.2, 4.4),
            information=_tone(425, 2.5, 0.5),
        ),
        "be": _country(
            ringing=_tone(425, 1.0, 3.0),
            congestion=_tone(425, 0.167, 0.167),
            waiting=_tone(1400, 0.175, 0.175, 0.175, 3.5),
            information=(((900,), 0.33), ((1400,), 0.33), ((1800,), 0.33), ((), 1.0)),
        ),
        "bg": _country(waiting=_tone(425, 0.15, 0.15, 0.15, 4.0)),
        "br": _country(
            busy=_tone(425, 0.25, 0.25), congestion=_tone(425, 0.25, 0.25, 0.75, 0.25), waiting=_tone(425, 0.05, 1.0)
        ),
        "ca": _NORTH_AMERICA,
        "ch": _country(congestion=_FAST, waiting=_tone(425, 0.2, 0.2, 0.2, 4.0)),
        "cl": _country(
            400, ringing=_tone(400, 1.0, 3.0), congestion=_tone(400, 0.2, 0.2), waiting=_tone(400, 0.25, 8.75)
        ),
        "cn": _country(450, busy=_tone(450, 0.35, 0.35), congestion=_tone(450, 0.7, 0.7), waiting=_tone(450, 0.4, 4.0)),
        "cz": _country(
            dial=_tone(425, 0.33, 0.33, 0.66, 0.66),
            busy=_tone(425, 0.33, 0.33),
            congestion=_tone(425, 0.165, 0.165),
            waiting=_tone(425, 0.33, 9.0),
        ),
        "de": _country(
            busy=_tone(425, 0.48, 0.48), congestion=_tone(425, 0.24, 0.24), waiting=_tone(425, 0.2, 0.2, 0.2, 5.0)
        ),
        "dk": _country(congestion=_FAST),
        "ee": _country(busy=_QUICK, congestion=_FAST),
        "es": _country(
            ringing=_tone(425, 1.5, 3.0),
            busy=_FAST,
            congestion=_tone(425, 0.2, 0.2, 0.2, 0.2, 0.2, 0.6),
            waiting=_tone(425, 0.175, 0.175, 0.175, 3.5),
        ),
        "fi": _country(busy=_QUICK, congestion=_FAST, waiting=_tone(425, 0.15, 0.15, 0.15, 8.0)),
        "fr": _country(440, ringing=_tone(440, 1.5, 3.5), waiting=_tone(440, 0.3, 10.0)),
        "gb": _country(
            400,
            dial=_tone((350, 440)),
            ringing=_tone((400, 450), 0.4, 0.2, 0.4, 2.0),
            busy=_tone(400, 0.375, 0.375),
            congestion=_tone(400, 0.4, 0.35, 0.225, 0.525),
            waiting=_tone(400, 0.1, 4.0),
        ),
        "gr": _country(
            dial=_tone(425, 0.2, 0.3, 0.7, 0.8),
            busy=_QUICK,
            congestion=_FAST,
            waiting=_tone(425, 0.15, 0.15, 0.15, 8.0),
        ),
        "hu": _country(ringing=_tone(425, 1.25, 3.75), busy=_QUICK, congestion=_QUICK, waiting=_tone(425, 0.04, 1.96)),
        "id": _country(waiting=_tone(425, 0.15, 0.15, 0.15, 10.0)),
        "il": _country(414, ringing=_tone(414, 1.0, 3.0)),
        "it": _country(
            dial=_tone(425, 0.2, 0.2, 0.6, 1.0),
            congestion=_FAST,
            waiting=_tone(425, 0.4, 0.1, 0.25, 0.1, 0.15, 14.0),
        ),
        "lt": _country(busy=_tone(425, 0.35, 0.35), congestion=_FAST, waiting=_tone(425, 0.15, 0.15, 0.15, 4.0)),
        "mx": _country(busy=_tone(425, 0.25, 0.25), waiting=_tone(425, 0.2, 0.6, 0.2, 10.0)),
        "my": _country(ringing=_tone(425, 0.4, 0.2, 0.4, 2.0), congestion=_tone(425, 0.5, 0.5)),
        "nl": _country(waiting=_tone(425, 0.5, 9.5)),
        "no": _country(congestion=_FAST, waiting=_tone(425, 0.2, 0.6, 0.2, 10.0)),
        "nz": _country(400, ringing=_tone((400, 450), 0.4, 0.2, 0.4, 2.0), waiting=_tone(400, 0.2, 3.0)),
        "pl": _country(congestion=_tone(425, 0.5, 0.5), waiting=_tone(425, 0.15, 0.15, 0.15, 4.0)),
        "pt": _country(ringing=_tone(425, 1.0, 5.0), congestion=_FAST, waiting=_tone(440, 0.3, 10.0)),
        "ru": _country(busy=_tone(425, 0.35, 0.35), congestion=_tone(425, 0.175, 0.175), waiting=_tone(425, 0.2, 5.0)),
        "se": _country(
            ringing=_tone(425, 1.0, 5.0),
            busy=_tone(425, 0.25, 0.25),
            congestion=_tone(425, 0.25, 0.75),
            waiting=_tone(425, 0.2, 0.5, 0.2, 9.1),
        ),
        "us": _NORTH_AMERICA,
        "ve": _country(waiting=_tone((400, 450), 0.3, 6.0)),
    }
)
"""By country (ISO 3166, lower case): dial, ringing, busy, congestion, information, record, and mostly waiting."""

NAMES: Final = ("dial", "ringing", "busy", "congestion", "information", "record", "waiting")
