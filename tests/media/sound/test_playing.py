"""Playbacks in the plane: told when items begin and why it is over, paused, skipped, stopped, replaced."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    OpenStream,
    PlayStream,
    SendDigits,
)
from sessioncore.base.sound import (
    ControlPlayback,
    PlaybackFinished,
    PlaybackStarted,
)
from sessioncore.media.codecs.g711 import decode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.tone import level_dbov, tone_hz

START = 1_800_000_000.0
TALK = ConfigureStream("s", ("192.0.2.9", 5004), "PCMU", 0, (0,), None, True, True, "silence", 1)


@attrs.define
class Stage:
    """A stream, its clock, and what left it."""

    plane: MediaPlane = attrs.field(factory=lambda: MediaPlane(MediaLimits(rtcp=False)))
    now: float = START
    events: list[MediaEvent] = attrs.field(factory=list)
    said: bytes = b""

    def __attrs_post_init__(self) -> None:
        self.do(OpenStream("s", 4000), TALK)

    def do(self, *commands: object) -> None:
        for command in commands:
            self.plane.execute(command, self.now)  # type: ignore[arg-type]

    def play(self, source: str, number: int = 7) -> None:
        self.do(PlayStream("s", source, number))

    def control(self, action: str, number: int = 7) -> None:
        self.do(ControlPlayback("s", number, action))  # type: ignore[arg-type]

    def run(self, seconds: float) -> list[int]:
        """Let time pass; the tones in each tenth of a second that was sent, in Hz."""
        end, self.said = self.now + seconds - 0.001, b""
        while (due := self.plane.next_deadline()) is not None and due <= end:
            self.now = max(self.now, due)
            packets, events = self.plane.poll(self.now)
            self.events += events
            self.said += b"".join([data[12:] for _, data, _ in packets])
        self.now = end + 0.001
        heard = decode("PCMU", self.said)
        return [50 * round(tone_hz(heard[n : n + 1600]) / 50) for n in range(0, len(heard), 1600)]

    def told(self) -> list[MediaEvent]:
        found, self.events = self.events, []
        return found


def test_items_are_told_as_they_begin_and_the_end_as_it_comes() -> None:
    it = Stage()
    it.play("list:2,0.1:tone:400/0.2|tone:600/0.1")
    assert it.run(0.4) == [400, 400, 0, 600]
    assert it.told() == [
        PlaybackStarted("s", 7, "tone:400/0.2", 0),
        PlaybackStarted("s", 7, "tone:600/0.1", 1),
    ]
    assert it.run(1.0) == [0, 400, 400, 0, 600]
    assert it.told()[2:] == [PlaybackFinished("s", 7, "ended", 0.9)]


def test_one_source_is_a_list_of_one() -> None:
    it = Stage()
    it.play("signal:busy/de/0.5")
    it.run(1.0)
    assert it.told() == [
        PlaybackStarted("s", 7, "signal:busy/de/0.5", 0),
        PlaybackFinished("s", 7, "ended", 0.5),
    ]
    assert level_dbov(decode("PCMU", it.said)) > -20


def test_without_a_number_it_is_as_before() -> None:
    it = Stage()
    it.play("list:1,0:tone:400/0.1", 0)
    it.run(0.5)
    assert it.told() == [MediaFinished("s", "list:1,0:tone:400/0.1")]


def test_skip_pause_and_resume() -> None:
    it = Stage()
    it.play("list:1,0:tone:400|tone:600/0.2")
    it.run(0.2)
    it.control("skip")
    assert it.run(0.1) == [600]
    it.control("pause")
    assert it.run(0.5) == []
    it.control("resume")
    assert it.run(0.5) == [600]
    assert it.told()[-1] == PlaybackFinished("s", 7, "ended", 0.4)


def test_stop_sends_nothing_more_and_is_for_its_own_playback_only() -> None:
    it = Stage()
    it.play("tone:400")
    it.run(0.1)
    it.control("stop", 6)
    assert it.run(0.1) == [400]
    it.control("stop")
    it.control("stop")
    assert it.run(0.5) == []
    assert it.told() == [PlaybackStarted("s", 7, "tone:400", 0), PlaybackFinished("s", 7, "stopped", 0.2)]


@pytest.mark.parametrize("by", [PlayStream("s", "tone:600"), attrs.evolve(TALK, source="tone:600"), CloseStream("s")])
def test_what_takes_its_place_is_told(by: object) -> None:
    it = Stage()
    it.play("tone:400")
    it.run(0.2)
    # The same agreement again is none, nor is a play that fails.
    it.do(TALK, PlayStream("s", "violin"))
    assert it.run(0.1) == [400]
    it.do(by)
    it.run(0.1)
    told = it.told()
    assert [each.what for each in told if isinstance(each, MediaFailed)] == ["play"]
    assert [each for each in told if isinstance(each, PlaybackFinished)] == [PlaybackFinished("s", 7, "replaced", 0.3)]


def test_digits_as_tones_interrupt_it_and_it_can_be_stopped_meanwhile() -> None:
    it = Stage()
    it.play("tone:400")
    it.run(0.2)
    it.do(SendDigits("s", "1", "inband"))
    it.control("stop")
    it.run(1.0)
    assert level_dbov(decode("PCMU", it.said[:800])) > -12
    assert len(it.said) == 1600
    assert it.run(0.5) == []


def test_before_anything_is_agreed_nothing_is_played() -> None:
    it = Stage()
    it.do(OpenStream("new", 4002), PlayStream("new", "tone:400", 8))
    it.run(0.1)
    assert it.told() == [MediaFailed("new", "the stream is not configured yet", "play")]
