from __future__ import annotations

import os
import wave
from pathlib import Path

import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.wave_file import read_wave


def write(path: Path, samples: bytes, *, rate: int = 8000, width: int = 2, channels: int = 1) -> str:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples)
    return str(path)


def test_samples_come_as_they_are(tmp_path: Path) -> None:
    samples = bytes(range(256)) * 10
    assert read_wave(write(tmp_path / "a.wav", samples), 60) == samples


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"rate": 16_000}, "16000 Hz, 16 bit, 1 channel"),
        ({"width": 1}, "8000 Hz, 8 bit, 1 channel"),
        ({"channels": 2}, "8000 Hz, 16 bit, 2 channel"),
    ],
)
def test_another_format_is_named(tmp_path: Path, form: dict[str, int], words: str) -> None:
    path = write(tmp_path / "a.wav", bytes(16_000), **form)
    with pytest.raises(MediaError, match=words):
        read_wave(path, 60)


def test_a_long_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", bytes(2 * 8_001))
    assert len(read_wave(path, 2)) == 16_002
    with pytest.raises(MediaError, match="longer than 1 s"):
        read_wave(path, 1)


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"not a sound at all, but some text", b"RIFF\xff\xff\xff\xffWAVEdata"]
)
def test_what_is_no_wav_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(MediaError, match="no WAV file"):
        read_wave(str(path), 60)


def test_what_cannot_be_read_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="No such file"):
        read_wave(str(tmp_path / "none.wav"), 60)
    with pytest.raises(MediaError, match="directory"):
        read_wave(str(tmp_path), 60)
    with pytest.raises(MediaError, match="cannot read"):
        read_wave("a\0b", 60)


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", bytes(320))
    assert read_wave(path, 60) == bytes(320)
    write(tmp_path / "a.wav", b"\1\2" * 160)
    os.utime(path, ns=(1, 1))
    assert read_wave(path, 60) == b"\1\2" * 160
