"""What digits may be sent in a call, and how long they and the pauses after them may be."""

from __future__ import annotations

from typing import Final

from sessioncore.base.errors import MediaError

TONES: Final = "0123456789*#ABCD"
"""The digits that have a tone, in the order of their event codes (RFC 4733 section 3.2, table 3)."""

FLASH: Final = "!"
"""A flash of the hook, event 16 (RFC 2833 section 3.10, which still names it): as an event or in an INFO, no tone."""

DIGITS: Final = TONES + FLASH
"""What can be sent and is heard, in the order of the event codes."""

MOST_DIGITS: Final = 64
"""So many digits go into one command, and wait in one stream to be sent; more are refused."""

SHORTEST_SECONDS: Final = 0.04
"""The shortest digit and the shortest pause that are sent; what a detector needs (ITU-T Q.24)."""

LONGEST_SECONDS: Final = 60.0


def check_digits(digits: str, seconds: float, pause: float) -> str:
    """Return the digits in upper case; MediaError unless they can be sent so long and with such pauses (seconds)."""
    wanted = digits.upper()
    if not wanted or len(wanted) > MOST_DIGITS or not set(wanted) <= set(DIGITS):
        raise MediaError(f"digits are 1 to {MOST_DIGITS} of {DIGITS}")
    if not (SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS and SHORTEST_SECONDS <= pause <= LONGEST_SECONDS):
        raise MediaError(f"digits and pauses last {SHORTEST_SECONDS} to {LONGEST_SECONDS} s")
    return wanted
