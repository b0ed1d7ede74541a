from __future__ import annotations

import os
import random
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import audioop, decode, encode
from sessioncore.media.sound.recorder import Recorder

START = 1_800_000_000.0


def read(path: Path) -> bytes:
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 8000)
        return file.readframes(file.getnframes())


def recorder(path: Path, seconds: int = 60) -> Recorder:
    made = Recorder.create(str(path), seconds, START)
    made.begin()
    return made


def frame(n: int) -> bytes:
    return encode("PCMU", (1000 + 100 * (n % 50)).to_bytes(2, "little") * 160)


def linear(n: int) -> bytes:
    return decode("PCMU", frame(n))


SILENCE = bytes(320)


def test_what_is_heard_is_written_as_it_was(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav")
    for n in range(200):
        now = START + n * 0.02
        made.hear(7, 160 * n, "PCMU", frame(n), now)
        if n % 25 == 24:
            made.flush(now)
    made.close(START + 4.0)
    assert read(tmp_path / "a.wav") == b"".join(linear(n) for n in range(200))
    assert made.lasts == 4.0


def test_gaps_are_silence_and_the_length_is_real_time(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav")
    lost = {3, 4, 50, 51, 52}
    for n in range(100):
        if n not in lost:
            made.hear(7, 160 * n, "PCMU", frame(n), START + 1.0 + n * 0.02)
    made.close(START + 5.5)
    heard = [SILENCE if n in lost else linear(n) for n in range(100)]
    assert read(tmp_path / "a.wav") == bytes(16_000) + b"".join(heard) + bytes(40_000)


def test_jitter_reordering_and_repetition_leave_no_trace(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav")
    rng = random.Random(5)
    arrivals = sorted([(START + n * 0.02 + rng.random() * 0.2 * (n > 0), n) for n in range(250)] + [(START + 3.0, 140)])
    flushed = START
    for now, n in arrivals:
        while flushed + 0.5 <= now:
            flushed += 0.5
            made.flush(flushed)
        made.hear(7, (160 * n - 3_000) & 0xFFFFFFFF, "PCMU", frame(n), now)
    made.close(START + 5.0)
    assert read(tmp_path / "a.wav") == b"".join(linear(n) for n in range(250))


def test_another_source_and_a_leap_of_timestamps_begin_where_they_arrive(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav")
    made.hear(7, 0, "PCMU", frame(0), START)
    made.hear(8, 99_999, "PCMU", frame(1), START + 1.0)
    made.hear(8, 5, "PCMU", frame(2), START + 2.0)
    made.hear(8, 165, "PCMA", encode("PCMA", linear(3)), START + 2.02)
    made.close(START + 3.0)
    data = read(tmp_path / "a.wav")
    assert len(data) == 48_000
    assert data[:320] == linear(0)
    assert data[16_000:16_320] == linear(1)
    assert data[32_000:32_320] == linear(2)
    assert data[32_320:32_640] == decode("PCMA", encode("PCMA", linear(3)))
    assert not any(data[320:16_000] + data[16_320:32_000] + data[32_640:])


def test_it_can_be_read_while_it_grows_and_only_by_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(b"something older and longer" * 100)
    path.chmod(0o644)
    made = recorder(path)
    assert read(path) == b""
    made.hear(7, 0, "PCMU", frame(0), START)
    made.flush(START + 1.5)
    assert read(path) == linear(0) + bytes(16_000 // 2 - 320)
    made.abandon()
    made.abandon()
    assert path.stat().st_mode & 0o777 == 0o600


def test_it_ends_at_the_longest_time(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav", seconds=2)
    for n in range(500):
        made.hear(7, 160 * n + 80, "PCMU", frame(n), START + n * 0.02)
        if n % 25 == 0 and not made.full:
            made.flush(START + n * 0.02)
    assert made.full
    made.close(START + 10.0)
    assert read(tmp_path / "a.wav") == b"".join(linear(n) for n in range(100))


def test_a_flood_waits_in_a_bounded_queue(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav")
    for n in range(100_000):
        made.hear(7, n, "PCMU", bytes(160), START)
    assert len(made.heard.waiting) == 512
    made.close(START + 1.0)
    assert len(read(tmp_path / "a.wav")) == 16_000


def test_a_file_that_cannot_be_written_is_told_in_plain_words(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "elsewhere.wav")
    for path, words in (
        (str(tmp_path), "directory"),
        (str(tmp_path / "none" / "a.wav"), "No such file"),
        (str(pipe), "No such device"),
        (str(link), "symbolic link"),
        ("a\0b", "null"),
        ("/dev/null", "not a regular file"),
    ):
        with pytest.raises(MediaError, match=words):
            Recorder.create(path, 60, START)
    assert not (tmp_path / "elsewhere.wav").exists()


def test_a_full_disk_is_told_and_the_file_closed(tmp_path: Path) -> None:
    made = recorder(tmp_path / "a.wav")
    os.close(made._descriptor)
    made._descriptor = os.open("/dev/full", os.O_WRONLY)
    made.hear(7, 0, "PCMU", frame(0), START)
    with pytest.raises(MediaError, match="No space left"):
        made.flush(START + 5.0)
    with pytest.raises(MediaError, match="No space left"):
        made.close(START + 5.0)
    assert made._descriptor == -1


def both(path: Path, sides: str, **options: int) -> Recorder:
    made = Recorder.create(str(path), 60, START, sides, **options)  # type: ignore[arg-type]
    made.begin()
    return made


def fill(made: Recorder, first: int, last: int, shift: float = 0.0) -> None:
    """Each 20 ms a packet that is heard, and another one that is sent."""
    for n in range(first, last):
        now = START + shift + n * 0.02
        made.hear(7, 160 * n, "PCMU", frame(n), now)
        made.say(8, 160 * n + 55, "PCMU", frame(n + 20), now)


@pytest.mark.parametrize("sides", ["heard", "sent", "both", "mixed"])
def test_either_side_both_and_both_in_one(tmp_path: Path, sides: str) -> None:
    made = both(path := tmp_path / "a.wav", sides)
    fill(made, 0, 40)
    made.flush(START + 1.5)
    fill(made, 40, 100)
    made.close(START + 2.0)
    heard, said = (np.frombuffer(b"".join(linear(n) for n in range(at, at + 100)), np.int16) for at in (0, 20))
    with wave.open(str(path), "rb") as file:
        assert file.getnchannels() == (2 if sides == "both" else 1)
        found = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    expected = {"heard": heard, "sent": said, "mixed": heard + said, "both": np.stack([heard, said], axis=1).ravel()}
    assert found.tolist() == expected[sides].tolist()


def test_a_pause_leaves_no_gap(tmp_path: Path) -> None:
    made = both(path := tmp_path / "a.wav", "mixed")
    fill(made, 0, 50)
    made.pause(START + 1.0)
    made.pause(START + 1.1)
    fill(made, 50, 150)
    made.flush(START + 2.9)
    made.resume(START + 3.0)
    made.resume(START + 3.1)
    fill(made, 150, 200)
    made.close(START + 4.0)
    expected = b"".join(audioop.add(linear(n), linear(n + 20), 2) for n in (*range(50), *range(150, 200)))
    assert (read(path), made.lasts) == (expected, 2.0)


def test_closed_while_paused(tmp_path: Path) -> None:
    made = both(path := tmp_path / "a.wav", "heard")
    fill(made, 0, 50)
    made.pause(START + 1.0)
    made.flush(START + 3.0)
    made.close(START + 4.0)
    assert len(read(path)) == 16_000


@pytest.mark.parametrize(("sides", "seconds"), [("both", 0.625), ("mixed", 1.25)])
def test_it_ends_at_so_many_octets(tmp_path: Path, sides: str, seconds: float) -> None:
    made = both(path := tmp_path / "a.wav", sides, octets=20_044)
    for n in range(0, 200, 25):
        fill(made, n, n + 25)
        made.flush(START + (n + 25) * 0.02)
    assert made.full
    made.close(START + 4.0)
    assert (path.stat().st_size, made.lasts) == (20_044, seconds)


def test_another_rate(tmp_path: Path) -> None:
    made = both(path := tmp_path / "a.wav", "heard", rate=16_000)
    wide = (3000).to_bytes(2, "big") * 320
    for n in range(100):
        made.hear(7, 320 * n, "L16/16000", wide, START + n * 0.02)
    made.close(START + 2.0)
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnframes()) == (16_000, 32_000)
        assert set(np.frombuffer(file.readframes(32_000), np.int16).tolist()) == {3000}


def test_the_file_of_a_killed_process_can_be_played(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from sessioncore.media.sound.recorder import Recorder
made = Recorder.create(sys.argv[1], 60, 0.0, "both")
made.begin()
for n in range(200):
    made.hear(7, 160 * n, "PCMU", bytes([n]) * 160, n * 0.02)
    if n % 25 == 24:
        made.flush(n * 0.02 + 0.02)
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = tmp_path / "a.wav"
    ran = subprocess.run([sys.executable, "-c", program, str(path)], timeout=60, check=False)
    assert ran.returncode == -9
    with wave.open(str(path), "rb") as file:
        # All but the last second, in which a packet may still be late.
        assert (file.getnchannels(), file.getnframes()) == (2, 24_000)
        heard = np.frombuffer(file.readframes(24_000), np.int16)[::2]
    assert heard.tobytes() == b"".join(decode("PCMU", bytes([n]) * 160) for n in range(150))
