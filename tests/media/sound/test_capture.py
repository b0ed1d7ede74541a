"""What an application sends, a microphone, is processed: the echo of its loudspeaker, noise, level."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
import pytest

from sessioncore.base.media import ConfigureStream, ListenStream, MediaAudio, MediaFailed, OpenStream, SendAudio
from sessioncore.base.sound import ProcessStream
from sessioncore.media.codecs.g711 import decode, encode
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtp.packet import pack_header
from tests.media.sound.test_processing import PEER, START, Wave, decibels, echo_of, octets, powers, speech

pytest.importorskip("livekit")
AIR = 0.1
"""Seconds from what the application hears to what it gives of that: its buffers, loudspeaker, room and microphone."""


class Desk:
    """An application with a loudspeaker and a microphone in a room, on the line with a peer who speaks."""

    def __init__(self, hears: int = 8000, speaks: int = 8000) -> None:
        self.plane = MediaPlane(MediaLimits(rtcp=False))
        self.now, self.n = START, 0
        self.hears, self.speaks, self.air = hears, speaks, Resampler(hears, speaks)
        self.played: list[bytes] = []
        self.failed: list[MediaFailed] = []
        self.do(
            OpenStream("s", 4000),
            ConfigureStream("s", PEER, "PCMU", 0, (0,), None, True, True, "application", 1),
            ListenStream("s", hears),
        )

    def do(self, *commands: Any) -> None:
        for command in commands:
            self.plane.execute(command, self.now)

    def run(self, far: Wave, near: Wave | None = None, room: float = AIR) -> Wave:
        """What the peer hears while it says `far`: the echo of it in the room, and who is there (`near`)."""
        sent: list[bytes] = []
        for n in range(len(far) // 160):
            self.n += 1
            voice = octets(far[160 * n : 160 * n + 160])
            self.plane.receive("s", pack_header(0, self.n, self.n * 160, 9) + encode("PCMU", voice), PEER, self.now)
            # What comes back now was played some frames ago.
            behind = round(room * 50)
            back = self.played[-behind] if len(self.played) >= behind else bytes(self.hears // 50 * 2)
            echo = 0.32 * np.frombuffer(self.air.take(back), np.int16).astype(float)
            if near is not None:
                echo = echo + near[len(echo) * n : len(echo) * n + len(echo)]
            self.do(SendAudio("s", octets(echo), self.speaks))
            self.now += 0.02
            packets, events = self.plane.poll(self.now)
            sent += [data[12:] for _, data, _ in packets]
            self.played += [event.samples for event in events if isinstance(event, MediaAudio)]
            self.failed += [event for event in events if isinstance(event, MediaFailed)]
        return np.frombuffer(decode("PCMU", b"".join(sent)), np.int16).astype(float)


@pytest.mark.parametrize("room", [0.06, 0.1, 0.3])
def test_the_peer_does_not_hear_itself(room: float) -> None:
    """ERLE (ITU-T G.168) from the 5th second on; with the canceller off there is none."""
    levels = []
    for wanted in (ProcessStream("s", echo=True, side="sent"), ProcessStream("s", high_pass=True, side="sent")):
        desk = Desk()
        desk.do(wanted)
        levels.append(decibels(powers(desk.run(speech(10, 1), room=room))[250:]))
        assert desk.failed == []
    said = decibels(powers(speech(10, 1))[250:])
    assert levels[0] < said - 40
    assert levels[1] == pytest.approx(said - 10, abs=1.5)


def test_who_is_in_the_room_is_heard_while_the_peer_speaks_too() -> None:
    """Double talk."""
    far, near = speech(15, 1), speech(15, 2).copy()
    near[: 9 * 8000] = 0
    desk = Desk()
    desk.do(ProcessStream("s", echo=True, side="sent"))
    out = desk.run(far, near)
    talk = np.flatnonzero(powers(near) > 1e4)
    talk = talk[talk < len(out) // 160 - 2]
    assert decibels(powers(out)[talk]) == pytest.approx(decibels(powers(near)[talk]), abs=4)
    assert decibels(powers(out)[350:440]) < decibels(powers(echo_of(far, 0.1))[350:440]) - 20


@pytest.mark.parametrize(("hears", "speaks"), [(16_000, 48_000), (8_000, 44_100), (11_025, 22_050)])
def test_microphone_and_loudspeaker_at_other_rates(hears: int, speaks: int) -> None:
    desk = Desk(hears, speaks)
    desk.do(ProcessStream("s", echo=True, side="sent"))
    out = desk.run(speech(10, 1))
    assert decibels(powers(out)[300:]) < decibels(powers(speech(10, 1))[300:]) - 35
    assert desk.failed == []
    near = 3_000 * np.sin(2 * np.pi * 500 * np.arange(2 * speaks) / speaks)
    heard = Desk(hears, speaks)
    heard.do(ProcessStream("s", high_pass=True, side="sent"))
    level = decibels(powers(heard.run(np.zeros(16_000), near))[50:])
    assert level == pytest.approx(decibels(near**2), abs=1)


def test_it_is_switched_in_mid_call() -> None:
    far, desk = speech(14, 1), Desk()
    before = decibels(powers(desk.run(far[: 2 * 8000])))
    desk.do(ProcessStream("s", echo=True, side="sent"))
    capture = desk.plane.get("s").capture
    during = decibels(powers(desk.run(far[2 * 8000 : 11 * 8000]))[250:])
    desk.do(ProcessStream("s", echo=True, side="sent"))
    assert desk.plane.get("s").capture is capture
    desk.do(ProcessStream("s", side="sent"))
    after = decibels(powers(desk.run(far[11 * 8000 :])))
    assert during < min(before, after) - 25
    assert desk.plane.get("s").capture is None


def test_after_a_hold_the_echo_is_gone_at_once_and_who_is_there_is_heard() -> None:
    far, near, desk = speech(12, 1), speech(12, 2), Desk()
    desk.do(ProcessStream("s", echo=True, side="sent"))
    desk.run(far[: 5 * 8000])
    agreed = desk.plane.get("s").agreed
    assert agreed is not None
    desk.do(attrs.evolve(agreed, send=False, receive=False))
    assert len(desk.run(far[5 * 8000 : 7 * 8000])) == 0
    desk.do(agreed)
    assert decibels(powers(desk.run(far[7 * 8000 : 9 * 8000]))) < decibels(powers(far[7 * 8000 : 9 * 8000])) - 40
    heard = desk.run(far[9 * 8000 :], near[9 * 8000 :])
    assert decibels(powers(heard)) == pytest.approx(decibels(powers(near[9 * 8000 :])), abs=4)


def test_noise_and_level_of_the_microphone() -> None:
    """Soft speech in noise arrives louder and cleaner; what is heard is left as it comes."""
    clean = 0.1 * speech(12, 2)
    noisy = clean + np.random.default_rng(5).normal(0, 30, len(clean))
    talk, quiet = powers(clean) > 1e2, powers(clean) < 1
    talk[:250] = quiet[:250] = False

    def sent(**wanted: bool) -> tuple[float, float]:
        desk = Desk()
        desk.do(ProcessStream("s", side="sent", **wanted))
        desk.run(np.zeros(320))
        out = powers(desk.run(np.zeros(len(noisy)), noisy))
        count = len(out)
        return decibels(out[talk[:count]]), decibels(out[talk[:count]]) - decibels(out[quiet[:count]])

    (off, gap), (on, wider) = sent(high_pass=True), sent(noise=True, gain=True)
    assert wider > gap + 6
    assert off + 8 < on < -15


def test_both_sides_are_processed_by_themselves() -> None:
    desk = Desk()
    desk.do(ProcessStream("s", noise=True), ProcessStream("s", gain=True, side="sent"))
    state = desk.plane.get("s")
    assert state.listener is not None
    assert state.listener.process is not None
    desk.do(ProcessStream("s", side="sent"))
    assert state.capture is None
    assert state.listener.process is not None
