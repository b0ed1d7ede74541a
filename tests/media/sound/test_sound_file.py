from __future__ import annotations

import gc
import os
import socket
import struct
import wave
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.limits import MediaLimits
from sessioncore.media.sound import sound_file
from sessioncore.media.sound.sound_file import Sound, read_sound
from sessioncore.media.sound.sources import check_source, make_source


def write(path: Path, samples: bytes, *, rate: int = 8000, width: int = 2, channels: int = 1) -> str:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples)
    return str(path)


def test_samples_come_as_they_are(tmp_path: Path) -> None:
    samples = bytes(range(256)) * 10
    assert read_sound(write(tmp_path / "a.wav", samples), 60) == Sound(samples, 8000)
    assert read_sound(write(tmp_path / "b.wav", samples, rate=44_100), 60).seconds == pytest.approx(0.029, abs=0.001)


def packed(values: list[int], width: int) -> bytes:
    return b"".join([value.to_bytes(width, "little", signed=width > 1) for value in values])


@pytest.mark.parametrize(
    ("width", "channels", "values", "heard"),
    [
        (1, 1, [128, 255, 0], [0, 32_512, -32_768]),
        (3, 1, [0, 0x7FFF00, -0x800000], [0, 32_767, -32_768]),
        (4, 1, [0, 0x7FFF0000], [0, 32_767]),
        (2, 2, [1000, 3000, -4, -8], [2000, -6]),
        (2, 4, [400, 800, 1200, 1600], [1000]),
    ],
    ids=["8 bit", "24 bit", "32 bit", "stereo", "four channels"],
)
def test_other_forms_become_16_bit_mono(
    tmp_path: Path, width: int, channels: int, values: list[int], heard: list[int]
) -> None:
    path = write(tmp_path / "a.wav", packed(values, width), width=width, channels=channels)
    assert read_sound(path, 60).samples == packed(heard, 2)


def test_a_long_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", bytes(2 * 8_001))
    assert read_sound(path, 2).seconds == 8_001 / 8_000
    with pytest.raises(MediaError, match="longer than 1 s"):
        read_sound(path, 1)


@pytest.mark.parametrize("content", [b"RIFF", b"not a sound at all, but some text", b"RIFF\xff\xff\xff\xffWAVEdata"])
@pytest.mark.parametrize("has_extra", [True, False])
def test_what_is_no_sound_is_refused(
    tmp_path: Path, content: bytes, has_extra: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound_file, "has_av", lambda: has_extra)
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    with pytest.raises(MediaError, match=r"no (sound|WAV) file"):
        read_sound(str(path), 60)


def test_what_cannot_be_read_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="No such file"):
        read_sound(str(tmp_path / "none.wav"), 60)
    with pytest.raises(MediaError, match=f"cannot read '{tmp_path}': Is a directory"):
        read_sound(str(tmp_path), 60)
    with pytest.raises(MediaError, match=r"slow.wav' has 100 samples a second: 4000 to 192000 can be played"):
        read_sound(write(tmp_path / "slow.wav", bytes(320), rate=100), 60)
    with pytest.raises(MediaError, match="cannot read"):
        read_sound("a\0b", 60)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MediaError, match="regular"):
        read_sound(str(tmp_path / "pipe"), 60)


def test_a_changed_file_is_read_again_and_others_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound_file, "_shelf", shelf := sound_file._Shelf())
    monkeypatch.setattr(sound_file, "KEPT_OCTETS", 700)
    path = write(tmp_path / "a.wav", bytes(320))
    first = read_sound(path, 60)
    assert read_sound(path, 60) is first
    write(tmp_path / "a.wav", b"\1\2" * 160)
    os.utime(path, ns=(1, 1))
    assert read_sound(path, 60).samples == b"\1\2" * 160
    read_sound(write(tmp_path / "b.wav", bytes(320)), 60)
    assert len(shelf._sounds) == 2


@pytest.mark.parametrize(("form", "codec"), [("mp3", "libmp3lame"), ("ogg", "libopus"), ("wav", "pcm_mulaw")])
def test_other_files_are_read_by_pyav(tmp_path: Path, form: str, codec: str) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / f"a.{form}"
    rate = 8_000 if form == "wav" else 48_000
    wave_ = np.rint(10_000 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)).astype(np.int16)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout="mono")
        frame = av.AudioFrame.from_ndarray(wave_.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        for packet in (*stream.encode(frame), *stream.encode(None)):
            container.mux(packet)
    found = read_sound(str(path), 60)
    assert (found.rate, found.seconds) == (rate, pytest.approx(1.0, abs=0.06))
    heard = np.frombuffer(found.samples, np.int16).astype(float)
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard))))
    assert float(np.argmax(spectrum)) * rate / len(heard) == pytest.approx(440, abs=3)
    assert float(np.sqrt((heard**2).mean())) == pytest.approx(7071, rel=0.05)
    with pytest.raises(MediaError, match="longer"):
        read_sound(str(path), 0)


@pytest.mark.parametrize(
    ("suffix", "octets", "rate", "seconds"),
    [
        (".ulaw", 8_000, 8_000, 1.0),
        (".ALAW", 8_000, 8_000, 1.0),
        (".gsm", 33 * 50, 8_000, 1.0),  # 33 octets are 20 ms (RFC 3551 4.5.8)
        (".g722", 8_000, 16_000, 1.0),
        (".sln", 16_000, 8_000, 1.0),
        (".sln16", 16_000, 16_000, 0.5),
    ],
)
def test_prompts_without_a_header_are_known_by_their_suffix(
    tmp_path: Path, suffix: str, octets: int, rate: int, seconds: float
) -> None:
    pytest.importorskip("av")
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"\xd5" * octets)
    found = read_sound(str(path), 60)
    assert (found.rate, found.seconds) == (rate, pytest.approx(seconds))


@pytest.mark.parametrize("name", ["a.wav", "a.ulaw", "a.mp3"])
def test_an_empty_file_says_so(tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).touch()
    with pytest.raises(MediaError, match=f"{name}' is empty"):
        read_sound(str(tmp_path / name), 60)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("at", "octets", "says"),
    [
        (16, b"\xff\xff\xff\x7f", "no sound file"),  # a part that ends outside of the file
        (24, b"\x40\xff\xff\x7e", "2130706240 samples a second"),
        (24, b"\x01\0\0\0", "1 samples a second"),
        (22, b"\x40\0", "64 channels"),
        (22, b"\0\0", "no sound file|0 channels"),
    ],
)
@pytest.mark.parametrize("form", [1, 7], ids=["linear", "mu-law"])
def test_a_header_that_lies_costs_neither_time_nor_memory(
    tmp_path: Path, at: int, octets: bytes, says: str, form: int
) -> None:
    pytest.importorskip("av")
    head = b"RIFF" + (16_036).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    head += struct.pack("<HHIIHH", form, 1, 8_000, 8_000 if form == 7 else 16_000, 1, 8 if form == 7 else 16)
    data = bytearray(head + b"data" + (16_000).to_bytes(4, "little") + bytes(16_000))
    data[at : at + len(octets)] = octets
    path = tmp_path / "a.wav"
    path.write_bytes(data)
    with pytest.raises(MediaError, match=says):
        read_sound(str(path), 60)


def test_what_is_held_is_not_read_again_whatever_else_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a list of long files would be decoded in the media thread, which stands still meanwhile."""
    monkeypatch.setattr(sound_file, "KEPT_OCTETS", 1_000)
    paths = [write(tmp_path / f"{name}.wav", bytes(800)) for name in "abc"]
    source = "list:1,0:" + "|".join([f"file:{path}" for path in paths])
    held = check_source(source)
    reads = []
    decode = sound_file.decode_sound
    monkeypatch.setattr(sound_file, "decode_sound", lambda *given: reads.append(given[2]) or decode(*given))
    make_source(source, MediaLimits())
    assert reads == []
    del held
    gc.collect()
    make_source(source, MediaLimits())
    assert len(reads) >= 2


def test_a_file_that_names_others_is_not_followed(tmp_path: Path) -> None:
    """A list of addresses (HLS) is no sound: nothing is fetched on the word of a file."""
    pytest.importorskip("av")
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        server.setblocking(False)
        port = server.getsockname()[1]
        path = tmp_path / "a.m3u8"
        path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n")
        with pytest.raises(MediaError):
            read_sound(str(path), 60)
        with pytest.raises(BlockingIOError):
            server.accept()
