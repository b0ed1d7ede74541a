"""What the media plane does about digits and voice: begin to send and to listen, and give up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.base.digits import FLASH, check_digits
from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream, SendDigits
from sessioncore.media.telephony.digit_ear import DigitEar
from sessioncore.media.telephony.ears import SoundEars
from sessioncore.media.telephony.signal_tones import DIGIT_DBOV, CadenceSource, digit_cadence
from sessioncore.media.telephony.telephone_events import DigitSender
from sessioncore.media.telephony.voice import VoiceEar

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.stream import MediaStream


def dial(state: MediaStream, command: SendDigits) -> None:
    """Begin to send digits, or queue them; raises MediaError and changes nothing."""
    digits = check_digits(command.digits, command.seconds, command.pause)
    if not state.sending:
        raise MediaError("the stream does not send now")
    if command.method == "inband":
        if FLASH in digits:
            raise MediaError("a flash is no tone")
        if state.interrupting:
            raise MediaError("digits are being sent already")
        state.interrupt(CadenceSource(digit_cadence(digits, command.seconds, command.pause), DIGIT_DBOV, again=False))
        return
    if command.method != "rfc4733":
        raise MediaError(f"digits do not leave as {command.method} here")
    if state.send_event_type < 0:
        raise MediaError("the peer takes no telephone events")
    dialing = state.dialing or DigitSender()
    dialing.add(digits, command.seconds, command.pause, state.clock_rate)
    state.dialing = dialing


def drop_digits(state: MediaStream) -> bool:
    """Give up digits of either kind; return whether there were any."""
    given_up = state.dialing is not None or state.interrupting
    state.dialing = None
    if state.interrupting:
        state.resume()
    return given_up


def hang_up(state: MediaStream, *, another: bool) -> bool:
    """Give up digits that what is agreed now does not allow, or that were for `another` than the one who hears us now.

    Return whether there were any.
    """
    events = state.dialing is not None and state.send_event_type < 0
    return (another or events or not state.sending) and drop_digits(state)


def ears_of(state: MediaStream, command: ConfigureStream, plane: MediaPlane) -> SoundEars | None:
    """Who is to listen; those who do already go on. Raises MediaError where a library is missing."""
    if not (command.inband_digits or command.voice_activity):
        return None
    ears = state.ears or SoundEars(state.name, plane)
    ears.digits = (ears.digits or DigitEar()) if command.inband_digits else None
    ears.voice = (ears.voice or VoiceEar()) if command.voice_activity else None
    return ears
