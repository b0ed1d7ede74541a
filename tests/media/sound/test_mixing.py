"""Mixes in the plane, on a virtual clock: members of any codec, uneven arrival, coming and going."""

from __future__ import annotations

import random

import attrs
import numpy as np
import pytest

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    OpenStream,
    PlayStream,
)
from sessioncore.base.sound import (
    AdjustMix,
    JoinMix,
    LeaveMix,
    MixLevels,
    ReportMix,
)
from sessioncore.media.codecs.coders import find_coding
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtp.packet import pack_header

START = 1_800_000_000.0
HERTZ = {"a": 440, "b": 660, "c": 880}


@attrs.define(slots=False)
class Caller:
    """Somebody who sends a tone to its stream, and what came back."""

    name: str
    codec: str
    hertz: int
    heard: list[bytes] = attrs.field(factory=list)
    n: int = 0

    def __attrs_post_init__(self) -> None:
        self.coding = find_coding(self.codec)
        self._encode = self.coding.make_encoder("", 20)

    def packet(self) -> bytes:
        count = self.coding.sample_rate // 50
        at = np.arange(self.n * count, (self.n + 1) * count)
        wave = np.rint(6000 * np.sin(2 * np.pi * self.hertz * at / self.coding.sample_rate)).astype(np.int16)
        stamp = self.n * self.coding.clock_rate // 50
        self.n += 1
        return pack_header(96, self.n & 0xFFFF, stamp & 0xFFFFFFFF, self.hertz) + self._encode(wave.tobytes())

    def strengths(self, packets: int = 25) -> dict[str, float]:
        """How strong each caller's tone is in the last packets (of half a second), in samples' units."""
        decode = self.coding.make_decoder()
        wave = np.frombuffer(b"".join([decode(each) for each in self.heard])[-self.coding.sample_rate :], np.int16)
        at = np.arange(len(wave)) / self.coding.sample_rate
        return {name: float(2 * abs((wave * np.exp(-2j * np.pi * hertz * at)).mean())) for name, hertz in HERTZ.items()}


@attrs.define
class Room:
    """A plane with callers, each with a stream of the same name."""

    callers: dict[str, Caller]
    plane: MediaPlane = attrs.field(factory=lambda: MediaPlane(MediaLimits(rtcp=False)))
    now: float = START
    events: list[MediaEvent] = attrs.field(factory=list)
    jitter: float = 0.0
    chance: random.Random = attrs.field(factory=lambda: random.Random(3))
    _coming: list[tuple[float, str, bytes]] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        for n, (name, caller) in enumerate(self.callers.items()):
            address = (f"192.0.2.{n + 1}", 5000)
            formats = ((96, caller.codec),)
            self.do(
                OpenStream(name, 4000 + 2 * n),
                ConfigureStream(
                    name, address, caller.codec, 96, (96,), None, True, True, "silence", n + 1, formats=formats
                ),
            )

    def do(self, *commands: MediaCommand) -> None:
        for command in commands:
            self.plane.execute(command, self.now)

    def join(self, rate: int = 16000) -> None:
        for name in self.callers:
            self.do(JoinMix(name, "mix/1", rate))

    def run(self, frames: int, *silent: str) -> None:
        """Let each caller send so many packets, except who is silent."""
        for n in range(frames):
            at = self.now + n * 0.02
            for name, caller in self.callers.items():
                if name not in silent:
                    self._coming.append((at + self.chance.random() * self.jitter, name, caller.packet()))
        self._coming.sort()
        end = self.now + frames * 0.02
        while True:
            due = self.plane.next_deadline()
            first = self._coming[0][0] if self._coming else end
            if min(first, due if due is not None else end) >= end:
                break
            if due is not None and due <= first:
                self.now = max(self.now, due)
            else:
                self.now, name, data = self._coming.pop(0)
                self.plane.receive(name, data, (f"192.0.2.{list(self.callers).index(name) + 1}", 5000), self.now)
            packets, events = self.plane.poll(self.now)
            self.events += events
            for name, data, _ in packets:
                self.callers[name].heard.append(data[12:])
        self.now = end

    def check(self, *absent: str) -> None:
        """Everybody hears the others, and not themselves."""
        for name, caller in self.callers.items():
            for other, strength in caller.strengths().items():
                if other == name or other in absent:
                    assert strength < 300, (name, other)
                else:
                    assert strength == pytest.approx(6000, rel=0.15), (name, other)


def room(codecs: tuple[str, str, str] = ("PCMU", "PCMA", "L16/16000"), **options: float) -> Room:
    callers = {name: Caller(name, codec, HERTZ[name]) for name, codec in zip("abc", codecs, strict=True)}
    return Room(callers, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_three_callers_of_other_codecs_hear_each_other(rate: int) -> None:
    it = room()
    it.join(rate)
    it.run(60)
    it.check()
    assert all(57 <= len(each.heard) <= 61 for each in it.callers.values())


def test_codecs_of_the_extra_mix_too() -> None:
    pytest.importorskip("av")
    it = room(("G722", "opus", "PCMU"))
    it.join(16000)
    it.run(60)
    it.check()


def test_packets_that_come_unevenly_are_mixed_evenly() -> None:
    """Each up to 60 ms late, so that they also change places."""
    it = room(("PCMU", "PCMU", "PCMA"), jitter=0.06)
    it.join(8000)
    it.run(200)
    for name, caller in it.callers.items():
        for other, strength in caller.strengths().items():
            assert strength < 300 if other == name else strength > 4800, (name, other)
        assert 195 <= len(caller.heard) <= 201


def test_a_stall_of_the_machine_leaves_no_delay_behind() -> None:
    it = room()
    it.join()
    it.run(30)
    it.now += 1.0
    before = len(it.callers["a"].heard)
    it.run(40)
    it.check()
    assert len(it.callers["a"].heard) - before <= 44


def test_who_leaves_hears_what_it_heard_before() -> None:
    it = room()
    it.do(PlayStream("a", "tone:880"))
    it.join()
    it.run(40)
    it.check()
    it.do(LeaveMix("a", "mix/1"))
    it.run(40)
    strengths = it.callers["a"].strengths()
    assert strengths["b"] < 300
    assert strengths["c"] > 6000  # -10 dBov of its own tone
    assert it.callers["b"].strengths() == pytest.approx({"a": 0, "b": 0, "c": 6000}, abs=900)
    it.do(LeaveMix("a", "mix/1"))
    it.run(2)
    failed = [event for event in it.events if isinstance(event, MediaFailed)]
    assert [(each.stream, each.what, each.reason) for each in failed] == [("a", "mix", "the stream is not in the mix")]


def test_a_stream_that_ends_leaves_and_the_last_one_ends_the_mix() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(CloseStream("a"))
    del it.callers["a"]
    it.run(5)
    told = [event for event in it.events if isinstance(event, MixLevels)][-1]
    assert [name for name, *_ in told.members] == ["b", "c"]
    it.do(LeaveMix("b", "mix/1"), LeaveMix("c", "mix/1"))
    it.run(3)
    assert it.plane.chores == ()
    it.do(JoinMix("b", "mix/1", 8000))
    it.run(3)
    assert len(it.plane.chores) == 1
    it.do(CloseStream("b"), CloseStream("c"))
    assert it.plane.chores == ()
    assert it.plane.poll(it.now)[0] == []
    assert it.plane.next_deadline() is None


def test_gain_mute_and_levels() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(AdjustMix("a", "mix/1", gain_db=-6.02), AdjustMix("b", "mix/1", is_muted=True))
    it.run(60)
    assert it.callers["c"].strengths()["a"] == pytest.approx(3000, rel=0.1)
    assert it.callers["c"].strengths()["b"] < 100
    it.do(ReportMix("mix/1"))
    it.run(1)
    told = [event for event in it.events if isinstance(event, MixLevels)]
    assert {name: round(level) for name, level, _ in told[-1].members} == {"a": -18, "b": -18, "c": -18}
    it.do(ReportMix("mix/2"), AdjustMix("a", "mix/2", gain_db=1))
    it.run(1)
    assert it.events[-2:] == [MixLevels("mix/2", ()), MediaFailed("a", "there is no such mix", "mix")]


def test_who_begins_to_talk_is_told() -> None:
    it = room()
    it.join()
    it.run(25, "b", "c")
    told = [event for event in it.events if isinstance(event, MixLevels)]
    assert [[name for name, _, talks in each.members if talks] for each in told] == [["a"]]
    it.run(60, "a", "b", "c")
    told = [event for event in it.events if isinstance(event, MixLevels)]
    assert [[name for name, _, talks in each.members if talks] for each in told] == [["a"], []]


def test_what_cannot_join() -> None:
    it = room()
    it.do(OpenStream("new", 6000), JoinMix("new", "mix/1"), JoinMix("nobody", "mix/1"), JoinMix("a", "mix/1", 44_100))
    it.join()
    it.do(JoinMix("a", "mix/1"), JoinMix("a", "mix/2"), JoinMix("b", "mix/1", gain_db=99))
    it.run(1)
    reasons = [event.reason for event in it.events if isinstance(event, MediaFailed)]
    assert [reason.split(",")[0] for reason in reasons] == [
        "the stream is not configured yet",
        "no such stream is open",
        "a mix runs at 8000",
        "the stream is in a mix already",
        "the stream is in a mix already",
        "the stream is in a mix already",
    ]
    assert len(it.plane.chores) == 1
