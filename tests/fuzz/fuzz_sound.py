"""Fuzz target: payloads of peers to the coders, and sound files. `python -m tests.fuzz.fuzzing sound`."""

from __future__ import annotations

import io

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.coders import CODINGS, find_coding
from sessioncore.media.codecs.packet_time import begins_pause, packet_seconds
from sessioncore.media.sound.listening import Listener
from sessioncore.media.sound.sound_file import BARE, decode_sound

SECONDS = 10
FRAMES = 20


def one(data: bytes) -> None:
    """Any octets are sound of some length, or a MediaError; the first of them says of what they are."""
    kind, rest = data[:1], data[1:]
    codecs = [coding for coding in CODINGS.values() if coding.available]
    which = kind[0] % (len(codecs) + len(BARE) + 2) if kind else 0
    if which < len(codecs):
        heard(codecs[which].name, rest)
        return
    suffix = [*BARE, ""][(which - len(codecs)) % (len(BARE) + 1)]
    try:
        sound = decode_sound(io.BytesIO(rest), SECONDS, "it", suffix)
    except MediaError:
        return
    assert len(sound.samples) % 2 == 0
    assert sound.seconds <= SECONDS + 1
    assert 4_000 <= sound.rate <= 192_000


def heard(codec: str, octets: bytes) -> None:
    """Packets of some length each; who listens gets its frames at the pace of the clock."""
    coding, listener = find_coding(codec), Listener(16_000)
    size = 1 + (octets[0] if octets else 0)
    payloads = [octets[at : at + size] for at in range(1, len(octets), size)][:FRAMES] or [b""]
    for n, payload in enumerate(payloads):
        assert 0 < packet_seconds(codec, payload) < 10
        begins_pause(codec, payload)
        listener.push(1, n * coding.clock_rate // 50, codec, payload, n / 50)
        assert len(listener.pull(320, n / 50 + 0.02)) == 640
