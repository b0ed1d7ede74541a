"""What everybody in a mix is played, and the recording of everybody."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from sessioncore.base.media import MediaFailed, MediaRecorded, PlayStream, RecordStream
from sessioncore.base.sound import (
    ControlPlayback,
    ControlRecording,
    EndMix,
    LeaveMix,
    MixLevels,
    PlaybackFinished,
    PlaybackStarted,
    ReportMix,
)
from tests.media.sound.rooms import HERTZ, Room, room

TOLD = 1200
"""An announcement's tone, of -10 dBov: a peak of 14,654."""


def test_all_hear_what_is_played_and_each_other() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(PlayStream("mix/1", f"tone:{TOLD}/2", 3))
    it.run(60)
    it.check()
    for caller in it.callers.values():
        assert caller.strength(TOLD) == pytest.approx(14654, rel=0.1)
    it.do(ReportMix("mix/1"))
    it.run(80)
    it.check()
    assert max(caller.strength(TOLD) for caller in it.callers.values()) < 300
    assert [name for name, *_ in it.told(MixLevels)[-1].members] == ["a", "b", "c"]
    assert it.told(PlaybackStarted) == [PlaybackStarted("mix/1", 3, f"tone:{TOLD}/2", 0)]
    assert it.told(PlaybackFinished) == [PlaybackFinished("mix/1", 3, "ended", 2.0)]


def test_it_is_paused_skipped_stopped_and_replaced() -> None:
    it = room()
    it.join()
    it.do(PlayStream("mix/1", f"list:0,0:tone:{TOLD}|tone:1500", 3))
    it.run(40)
    it.do(ControlPlayback("mix/1", 3, "pause"), ControlPlayback("mix/1", 2, "stop"))
    it.run(40)
    assert it.callers["a"].strength(TOLD) < 300
    it.do(ControlPlayback("mix/1", 3, "resume"), ControlPlayback("mix/1", 3, "skip"))
    it.run(40)
    assert (it.callers["a"].strength(TOLD) < 300, it.callers["a"].strength(1500) > 10_000) == (True, True)
    it.do(PlayStream("mix/1", "silence:100", 4))
    it.run(1)
    it.do(ControlPlayback("mix/1", 4, "stop"), PlayStream("mix/1", "tone:1000", 5))
    it.run(1)
    it.do(EndMix("mix/1"))
    it.run(1)
    told = [(each.playback, each.reason) for each in it.told(PlaybackFinished)]
    assert told == [(3, "replaced"), (4, "stopped"), (5, "replaced")]
    it.do(PlayStream("mix/1", "tone:1000", 6), ControlPlayback("mix/1", 6, "stop"))
    it.run(1)
    assert [(each.what, each.reason) for each in it.told(MediaFailed)] == [
        ("play", "nobody is in the mix"),
        ("play", "nobody is in the mix"),
    ]


def recorded(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)


def peak(samples: np.ndarray, hertz: float, rate: int) -> float:
    return float(2 * abs((samples * np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / rate)).mean()))


def record_of(it: Room, path: Path, rate: int) -> np.ndarray:
    """Five seconds of everybody; the last of them leaves at the end."""
    it.do(RecordStream("mix/1", str(path), "heard", rate, recording=9))
    it.run(250)
    it.do(*[LeaveMix(name, "mix/1") for name in it.callers])
    it.run(1)
    (end,) = it.told(MediaRecorded)
    assert (end.stream, end.recording, end.complete, end.seconds) == ("mix/1", 9, True, pytest.approx(5.0, abs=0.03))
    samples = recorded(path)
    assert len(samples) == round(end.seconds * rate)
    return samples


@pytest.mark.parametrize(("mixed", "rate"), [(16000, 8000), (48000, 16000), (8000, 8000)])
def test_a_recording_has_everybody_as_loud_as_they_were(tmp_path: Path, mixed: int, rate: int) -> None:
    it = room()
    it.join(mixed)
    it.run(30)
    it.do(PlayStream("mix/1", f"tone:{TOLD}", 3))
    samples = record_of(it, tmp_path / "all.wav", rate)
    settled = samples[rate // 2 : 9 * rate // 2]
    for hertz in HERTZ.values():
        assert peak(settled, hertz, rate) == pytest.approx(6000, rel=0.05)
    assert peak(settled, TOLD, rate) == pytest.approx(14654, rel=0.05)
    assert it.plane.chores == ()


def test_it_pauses_and_the_file_keeps_the_time_when_the_machine_stalls(tmp_path: Path) -> None:
    """Half a second of a stall is silence in the file; what comes after it is not earlier for it."""
    it = room()
    it.join(8000)
    it.run(30)
    it.do(RecordStream("mix/1", str(tmp_path / "all.wav"), "heard", 8000))
    it.run(50)
    it.do(ControlRecording("mix/1", "pause"))
    it.run(50)
    it.do(ControlRecording("mix/1", "resume"))
    it.run(50)
    it.now += 0.5
    it.run(50, "a", "b", "c")
    it.run(50)
    it.do(RecordStream("mix/1", ""))
    it.run(1)
    samples = recorded(tmp_path / "all.wav")
    assert len(samples) / 8000 == pytest.approx(4.5, abs=0.03)
    assert peak(samples[-4000:], HERTZ["a"], 8000) == pytest.approx(6000, rel=0.1)
    assert peak(samples[12_000:16_000], HERTZ["a"], 8000) == pytest.approx(6000, rel=0.1)
    # All are silent in the second that ends a second before the end.
    assert abs(samples[-15_000:-9_000]).max() < 1000
    it.run(30)
    it.check()


def test_where_nobody_is_nothing_is_recorded(tmp_path: Path) -> None:
    it = room()
    it.do(RecordStream("mix/1", str(tmp_path / "all.wav"), "heard", 8000, recording=2))
    it.run(1)
    assert it.told(MediaRecorded) == [MediaRecorded("mix/1", str(tmp_path / "all.wav"), 0.0, False, 2)]
    assert it.told(MediaFailed) == [MediaFailed("mix/1", "nobody is in the mix", "record")]


def test_a_mistake_in_a_recording_ends_it_and_no_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    it = room()
    it.join()
    it.do(RecordStream("a", str(tmp_path / "a.wav"), "mixed", 8000))

    def broken(self: object, law: str, payload: bytes) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("sessioncore.media.sound.track.Track._decode", broken)
    it.run(100)
    assert it.told(MediaFailed) == [MediaFailed("a", "it failed: ZeroDivisionError", "record")]
    assert [(each.path, each.complete) for each in it.told(MediaRecorded)] == [(str(tmp_path / "a.wav"), False)]
    it.check()
