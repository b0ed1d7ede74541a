from __future__ import annotations

import wave
from pathlib import Path

import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import CODECS, decode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.sound.sources import EchoSource, FileSource, ToneSource, check_source, make_source
from sessioncore.media.sound.tone import level_dbov, tone_hz


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("hertz", [1, 440, 1001, 3800])
def test_a_tone_has_its_frequency_and_level_and_no_seam(codec: str, hertz: int) -> None:
    source = ToneSource(hertz)
    frames = [source.frame(codec) for _ in range(75)]
    assert {len(frame) for frame in frames} == {160}
    assert frames[:25] == frames[50:]
    # The second that is measured lies across the end of the table.
    heard = decode(codec, b"".join(frames[25:]))
    assert level_dbov(heard) == pytest.approx(-10, abs=0.1)
    if hertz > 1:
        assert tone_hz(heard) == pytest.approx(hertz, abs=1)


@pytest.mark.parametrize("codec", CODECS)
def test_a_file_is_played_once_and_filled_up_with_silence(codec: str) -> None:
    source = FileSource(b"\x00\x40" * 200)
    first, second = source.frame(codec), source.frame(codec)
    assert first is not None
    assert second is not None
    assert set(first) == {first[0]}
    assert second[:40] == first[:40]
    assert abs(int.from_bytes(decode(codec, second[-1:]), "little", signed=True)) <= 8
    assert source.frame(codec) is None


def test_texts_name_sources(tmp_path: Path) -> None:
    path = str(tmp_path / "a:b.wav")
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(320))
    limits = MediaLimits()
    assert make_source("silence", limits) is None
    assert isinstance(make_source("echo", limits), EchoSource)
    assert make_source("tone:440", limits) == ToneSource(440)
    assert make_source(f"file:{path}", limits) == FileSource(bytes(320))
    check_source(f"file:{path}")


@pytest.mark.parametrize(
    "text",
    [
        *("", "noise", "echo:1", "tone", "tone:", "tone:0", "tone:3801", "tone:-1", "tone:4e2", "tone:٤٤٠"),
        *(f"tone:{'9' * 5_000}", "file", "file:", "file:/nowhere/to/be/found.wav"),
    ],
    ids=range(14),
)
def test_what_is_no_source_is_refused_before_the_call(text: str) -> None:
    with pytest.raises(MediaError) as caught:
        check_source(text)
    assert len(str(caught.value)) < 200
