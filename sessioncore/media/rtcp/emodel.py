"""How a call sounds to those who speak in it: the E-model, from delay and loss to R and MOS (ITU-T G.107, 06/2015).

The planning values that a phone cannot measure (noise, loudness, echo path) keep their defaults of table 3, with which
an undisturbed line has R 93.2 and MOS 4.41.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

BEST_R: Final = 100.0
_SLR, _RLR, _STMR, _LSTR = 8.0, 2.0, 15.0, 18.0
_TELR, _WEPL, _QDU = 65.0, 110.0, 1.0
_NC, _NFOR, _PS, _PR, _DS = -70.0, -64.0, 35.0, 35.0, 3.0
_HEARD_DELAY_MS = 100.0
"""Table 3: mT, the shortest delay that talkers notice."""


@attrs.frozen
class Impairment:
    """What a codec does by itself (`ie`) and how well it bears random loss (`bpl`); ITU-T G.113 (11/2007) app. I."""

    ie: float
    bpl: float


IMPAIRMENTS: Final[Mapping[str, Impairment]] = MappingProxyType(
    {
        # The provisional values of its table for random loss: G.711 with concealment (its own appendix I; without one
        # Bpl is 4.3), G.729A and G.723.1 (6.3 kbit/s) with VAD, GSM-EFR.
        "PCMU": Impairment(0.0, 25.1),
        "PCMA": Impairment(0.0, 25.1),
        "G729": Impairment(11.0, 19.0),
        "G723": Impairment(15.0, 16.1),
        # At 12.2 kbit/s AMR is GSM-EFR (3GPP TS 26.071 5).
        "AMR": Impairment(5.0, 10.0),
        "AMR/OCTET-ALIGN": Impairment(5.0, 10.0),
    }
)
"""By the codec's registered name in upper case. What is not here counts as PCMU: L16, which is concealed alike, and the
wideband codecs G.722 and opus, for which G.113 has no values on this narrowband scale, so that a line with either and
without loss has the R of a perfect one."""


def rating(
    *, delay: float = 0.0, loss: float = 0.0, ie: float = 0.0, bpl: float = 25.1, burst_ratio: float = 1.0
) -> float:
    """Return the rating factor R, 0 to 100 (G.107 section 7.1); more delay or loss never gives more.

    `delay` is the absolute one-way delay from mouth to ear in seconds, `loss` the part of packets that was lost (0 to
    1), `ie` and `bpl` are the codec's (`IMPAIRMENTS`). `burst_ratio` is the mean length of the runs of lost packets
    over that of random loss; below 1 it counts as 1 (section 7.5 wants at least that). ValueError for what is out of
    range.
    """
    if delay < 0.0 or not 0.0 <= loss <= 1.0 or bpl <= 0.0 or ie < 0.0:
        raise ValueError("delay, loss, ie and bpl of the E-model are not negative, and loss is at most 1")
    percent = 100 * loss
    effective = ie + (95 - ie) * percent / (percent / max(1.0, burst_ratio) + bpl) if ie < 95 else ie
    return max(0.0, min(BEST_R, _RO - _IS - _delay_impairment(1000 * delay) - effective))


def mos(r: float) -> float:
    """Return the mean opinion score, 1 to 4.5, that a rating factor stands for (G.107 annex B)."""
    if r <= 0.0:
        return 1.0
    if r >= BEST_R:
        return 4.5
    # The cubic dips below 1 for the smallest ratings; nobody can score that.
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


def codec_impairment(codec: str) -> Impairment:
    """Return the figures of a codec by its name (`wire.sdp.FORMATS`), those of G.711 where it has none."""
    return IMPAIRMENTS.get(codec.upper(), IMPAIRMENTS["PCMU"])


def _power_sum(*levels: float) -> float:
    """Levels in dB added as powers."""
    return 10 * math.log10(sum(math.pow(10, level / 10) for level in levels))


def _noise() -> float:
    """No, the sum of all noise in dBm0p (section 7.2)."""
    olr = _SLR + _RLR
    send_room = _PS - _SLR - _DS - 100 + 0.004 * (_PS - olr - _DS - 14) ** 2
    effective = _PR + 10 * math.log10(1 + math.pow(10, (10 - _LSTR) / 10))
    receive_room = _RLR - 121 + effective + 0.008 * (effective - 35) ** 2
    return _power_sum(_NC, send_room, receive_room, _NFOR + _RLR)


def _simultaneous_impairment(ro: float, noise: float) -> float:
    """Is: too loud, too much of one's own voice, quantising (section 7.3)."""
    olr = _SLR + _RLR
    loud = olr + 0.2 * (64 + noise - _RLR)
    too_loud = 20 * (math.pow(1 + (loud / 8) ** 8, 1 / 8) - loud / 8)
    # STMRo at no delay, where the echo adds most to the sidetone: 0.0001 dB, so the delay is left out.
    sidetone = -10 * math.log10(math.pow(10, -_STMR / 10) + math.pow(10, -_TELR / 10))
    own_voice = (
        12 * math.pow(1 + ((sidetone - 13) / 6) ** 8, 1 / 8)
        - 28 * math.pow(1 + ((sidetone + 1) / 19.4) ** 35, 1 / 35)
        - 13 * math.pow(1 + ((sidetone - 3) / 33) ** 13, 1 / 13)
        + 29
    )
    q = 37 - 15 * math.log10(_QDU)
    g = 1.07 + 0.258 * q + 0.0602 * q**2
    y = (ro - 100) / 15 + 46 / 8.4 - g / 9
    z = 46 / 30 - g / 40
    quantising = 15 * math.log10(1 + math.pow(10, y) + math.pow(10, z))
    return too_loud + own_voice + quantising


def _delay_impairment(t: float) -> float:
    """Id of a one-way delay of `t` ms: talker's echo, listener's echo, and the delay itself (section 7.4)."""
    talker = 0.0
    if t >= 1.0:
        terv = _TELR - 40 * math.log10((1 + t / 10) / (1 + t / 150)) + 6 * math.exp(-0.3 * t * t)
        half = (_ROE - (80 + 2.5 * (terv - 14))) / 2
        talker = (half + math.sqrt(half * half + 100) - 1) * (1 - math.exp(-t))
    half = (_RO - 10.5 * (_WEPL + 7) * math.pow(2 * t + 1, -0.25)) / 2
    listener = half + math.sqrt(half * half + 169)
    long = 0.0
    if t > _HEARD_DELAY_MS:
        x = math.log2(t / _HEARD_DELAY_MS)
        long = 25 * (math.pow(1 + x**6, 1 / 6) - 3 * math.pow(1 + (x / 3) ** 6, 1 / 6) + 2)
    return max(0.0, talker) + listener + long


_NOISE: Final = _noise()
_RO: Final = 15 - 1.5 * (_SLR + _NOISE)
_ROE: Final = -1.5 * (_NOISE - _RLR)
_IS: Final = _simultaneous_impairment(_RO, _NOISE)
