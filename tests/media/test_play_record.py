"""The source changes during a call, and what is heard goes to a file."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import attrs
import pytest

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    MediaRecorded,
    MediaStopped,
    OpenStream,
    PlayStream,
    RecordStream,
)
from sessioncore.media.codecs.g711 import decode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.recording import Recording
from sessioncore.media.sound.tone import tone_hz
from sessioncore.testing.media import InlineMedia, MediaNetwork

START = 1_800_000_000.0
HERE, THERE = "192.0.2.1", "192.0.2.2"
SAYS = ConfigureStream("a", (THERE, 5000), "PCMU", 0, (0,), None, True, True, "tone:440", 0xA)
HEARS = ConfigureStream("b", (HERE, 4000), "PCMU", 0, (0,), None, True, True, "silence", 0xB)


@attrs.define
class Pair:
    """Stream `a` says something, stream `b` hears it."""

    network: MediaNetwork
    says: InlineMedia
    hears: InlineMedia
    events: list[tuple[float, MediaEvent]]
    sent: list[tuple[float, bytes]]

    def run(self, seconds: float) -> None:
        self.network.advance(self.network.now + seconds)

    def told(self, kind: type[MediaEvent]) -> list[tuple[float, MediaEvent]]:
        return [(round(at - START, 6), event) for at, event in self.events if isinstance(event, kind)]

    def tone(self) -> float:
        """What left in the last run."""
        heard = tone_hz(decode("PCMU", b"".join(data[12:] for _, data in self.sent)))
        self.sent.clear()
        return heard


def pair(says: ConfigureStream = SAYS, **limits: float) -> Pair:
    network = MediaNetwork(START)
    events: list[tuple[float, MediaEvent]] = []
    sent: list[tuple[float, bytes]] = []

    def tell(event: MediaEvent) -> None:
        events.append((network.now, event))

    def tap(at: float, outward: bool, port: int, address: tuple[str, int], data: bytes) -> None:
        if outward and port == 4000:
            sent.append((at, data))

    made = MediaLimits(**limits)  # type: ignore[arg-type]
    one = InlineMedia(MediaPlane(made), network, tell, address=HERE, on_packet=tap)
    two = InlineMedia(MediaPlane(made), network, tell, address=THERE)
    one.submit(OpenStream("a", 4000))
    two.submit(OpenStream("b", 5000))
    one.submit(says)
    two.submit(HEARS)
    return Pair(network, one, two, events, sent)


def write(path: Path, seconds: float) -> str:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes((1000).to_bytes(2, "little") * round(8000 * seconds))
    return f"file:{path}"


def length(path: Path) -> float:
    with wave.open(str(path), "rb") as file:
        return file.getnframes() / 8000


def samples(path: Path) -> bytes:
    with wave.open(str(path), "rb") as file:
        return file.readframes(file.getnframes())


def test_another_source_goes_on_in_the_same_packets() -> None:
    both = pair()
    both.run(1.0)
    last = both.sent[-1][1]
    assert both.tone() == pytest.approx(440, abs=1)
    both.says.submit(PlayStream("a", "tone:880"))
    both.run(1.0)
    first = both.sent[0][1]
    assert both.tone() == pytest.approx(880, abs=1)
    # No new SSRC, no gap, no new talkspurt.
    assert first[8:12] == last[8:12]
    assert first[1] == 0
    assert int.from_bytes(first[2:4]) == (int.from_bytes(last[2:4]) + 1) & 0xFFFF
    assert int.from_bytes(first[4:8]) == (int.from_bytes(last[4:8]) + 160) & 0xFFFFFFFF


def test_what_is_played_stays_through_a_hold_until_another_source_is_configured() -> None:
    both = pair()
    both.says.submit(PlayStream("a", "tone:880"))
    both.says.submit(attrs.evolve(SAYS, send=False))
    both.run(1.0)
    both.says.submit(SAYS)
    both.run(1.0)
    assert both.tone() == pytest.approx(880, abs=1)
    both.says.submit(attrs.evolve(SAYS, source="tone:300"))
    both.run(1.0)
    assert both.tone() == pytest.approx(300, abs=1)


def test_silence_ends_and_a_tone_begins_a_talkspurt() -> None:
    both = pair()
    both.run(1.0)
    both.sent.clear()
    both.says.submit(PlayStream("a", "silence"))
    both.run(1.0)
    assert both.sent == []
    both.says.submit(PlayStream("a", "tone:440"))
    both.run(0.1)
    assert [data[1] >> 7 for _, data in both.sent] == [1, 0, 0, 0, 0, 0]


def test_a_file_tells_its_end_when_it_has_been_heard(tmp_path: Path) -> None:
    source = write(tmp_path / "a.wav", 0.5)
    both = pair()
    both.run(1.0)
    both.sent.clear()
    both.says.submit(PlayStream("a", source))
    both.run(5.0)
    assert len(both.sent) == 25
    assert both.told(MediaFinished) == [(1.52, MediaFinished("a", source))]
    # Once more, from the beginning; a repeated configuration plays nothing by itself.
    both.says.submit(SAYS)
    both.run(1.0)
    assert len(both.sent) == 25
    both.says.submit(PlayStream("a", source))
    both.run(5.0)
    assert len(both.sent) == 50
    assert len(both.told(MediaFinished)) == 2


def test_a_configured_file_tells_its_end_too(tmp_path: Path) -> None:
    source = write(tmp_path / "a.wav", 0.1)
    both = pair(attrs.evolve(SAYS, source=source))
    both.run(3.0)
    assert both.told(MediaFinished) == [(0.1, MediaFinished("a", source))]
    assert both.says.plane._streams["a"].tick == 0


def test_a_file_that_is_replaced_does_not_finish(tmp_path: Path) -> None:
    both = pair()
    both.says.submit(PlayStream("a", write(tmp_path / "a.wav", 0.5)))
    both.run(0.2)
    both.says.submit(PlayStream("a", "tone:440"))
    both.run(3.0)
    assert both.told(MediaFinished) == []


def test_a_source_that_cannot_be_played_changes_nothing(tmp_path: Path) -> None:
    both = pair()
    both.says.submit(PlayStream("a", "violin"))
    both.says.submit(PlayStream("a", f"file:{tmp_path}/none.wav"))
    both.says.submit(PlayStream("nobody", "echo"))
    both.says.submit(OpenStream("c", 4100))
    both.says.submit(PlayStream("c", "echo"))
    os.mkfifo(tmp_path / "pipe")
    both.says.submit(PlayStream("a", f"file:{tmp_path}/pipe"))
    both.run(1.0)
    assert both.tone() == pytest.approx(440, abs=1)
    assert {event.what for _, event in both.events if isinstance(event, MediaFailed)} == {"play"}
    reasons = [event.reason for _, event in both.events if isinstance(event, MediaFailed)]
    assert len(reasons) == 5
    for reason, words in zip(
        reasons, ["violin", "No such file", "no such stream", "not configured", "not a regular file"], strict=True
    ):
        assert words in reason


def test_an_echo_can_be_switched_on(tmp_path: Path) -> None:
    both = pair()
    both.hears.submit(PlayStream("b", "echo"))
    both.run(2.0)
    state = both.says.plane._streams["a"]
    assert state.reception.packets >= 95
    assert tone_hz(decode("PCMU", b"".join(state.heard))) == pytest.approx(440, abs=1)


def test_a_recording_lasts_as_long_as_it_was_on_and_holds_are_silence(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    both = pair()
    both.run(0.5)
    both.hears.submit(RecordStream("b", str(path)))
    both.run(2.0)
    both.says.submit(attrs.evolve(SAYS, send=False))
    both.run(3.0)
    both.says.submit(SAYS)
    both.run(2.0)
    both.hears.submit(RecordStream("b", ""))
    both.run(1.0)
    assert both.told(MediaRecorded) == [(7.5, MediaRecorded("b", str(path), 7.0, True))]
    assert length(path) == 7.0
    data = samples(path)
    # The packet of the very beginning came before it.
    assert not any(data[:320])
    assert tone_hz(data[320 : 2 * 16_000]) == pytest.approx(440, abs=1)
    assert not any(data[int(2.1 * 16_000) : int(4.9 * 16_000)])
    assert tone_hz(data[int(5.1 * 16_000) :]) == pytest.approx(440, abs=1)
    assert both.hears.plane.chores == ()


def test_closing_ends_the_recording_first(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    both = pair()
    both.hears.submit(RecordStream("b", str(path)))
    both.run(1.3)
    both.hears.submit(CloseStream("b"))
    both.run(1.0)
    assert [type(event) for _, event in both.events[-2:]] == [MediaRecorded, MediaStopped]
    assert length(path) == pytest.approx(1.3)


def test_a_second_recording_ends_the_first_and_one_file_is_written_once(tmp_path: Path) -> None:
    one, two = tmp_path / "1.wav", tmp_path / "2.wav"
    both = pair()
    both.hears.submit(RecordStream("b", str(one)))
    both.run(1.0)
    both.hears.submit(RecordStream("b", str(two)))
    both.run(1.0)
    os.link(two, tmp_path / "3.wav")
    both.hears.submit(RecordStream("b", str(tmp_path / "3.wav")))
    both.run(1.0)
    both.hears.submit(RecordStream("b", ""))
    both.hears.submit(RecordStream("b", ""))
    both.run(1.0)
    assert [event for _, event in both.told(MediaRecorded)] == [
        MediaRecorded("b", str(one), 1.0, True),
        MediaRecorded("b", str(two), 2.0, True),
    ]
    (failed,) = both.told(MediaFailed)
    assert "being recorded to" in str(failed[1])
    assert (length(one), length(two)) == (1.0, 2.0)


def test_the_longest_recording_ends_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    both = pair(record_seconds=2)
    both.hears.submit(RecordStream("b", str(path)))
    both.run(10.0)
    assert both.told(MediaRecorded) == [(3.0, MediaRecorded("b", str(path), 2.0, False))]
    assert length(path) == 2.0
    assert both.hears.plane._streams["b"].recorder is None


def test_a_full_disk_ends_the_recording_and_not_the_call(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    both = pair()
    both.hears.submit(RecordStream("b", str(path)))
    [recorder] = [each.recorder for each in both.hears.plane.chores if isinstance(each, Recording)]
    os.close(recorder._descriptor)
    recorder._descriptor = os.open("/dev/full", os.O_WRONLY)
    both.run(5.0)
    ((at, failed),) = both.told(MediaFailed)
    assert isinstance(failed, MediaFailed)
    assert failed.what == "record"
    # The first second is written when it is beyond the reach of late packets.
    assert at == 1.5
    assert "No space left" in failed.reason
    assert both.told(MediaRecorded) == [(1.5, MediaRecorded("b", str(path), 0.0, False))]
    assert both.hears.plane._streams["b"].reception.packets == 251


def test_a_full_disk_at_the_end_is_told_as_well(tmp_path: Path) -> None:
    both = pair()
    both.hears.submit(RecordStream("b", str(tmp_path / "a.wav")))
    [recorder] = [each.recorder for each in both.hears.plane.chores if isinstance(each, Recording)]
    os.close(recorder._descriptor)
    recorder._descriptor = os.open("/dev/full", os.O_WRONLY)
    both.run(0.3)
    both.hears.submit(CloseStream("b"))
    both.run(0.1)
    assert [type(event) for _, event in both.events[-3:]] == [MediaFailed, MediaRecorded, MediaStopped]


def test_recordings_are_bounded_in_number(tmp_path: Path) -> None:
    both = pair(recordings=1)
    both.hears.submit(OpenStream("c", 5002))
    both.hears.submit(RecordStream("b", str(tmp_path / "b.wav")))
    both.hears.submit(RecordStream("c", str(tmp_path / "c.wav")))
    both.hears.submit(RecordStream("b", str(tmp_path / "d.wav")))
    both.run(1.0)
    assert [event.stream for _, event in both.told(MediaFailed)] == ["c"]
    assert not (tmp_path / "c.wav").exists()
    both.hears.stop()
    assert length(tmp_path / "d.wav") == 1.0
