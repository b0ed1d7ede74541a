"""Lists of sources: their order, rounds, gaps, and what is no list."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import decode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.sound.playlist import MOST_ITEMS, Playlist, list_text, parse_list
from sessioncore.media.sound.sources import make_source


@attrs.define
class Item:
    """Frames that are all one sample."""

    value: int
    frames: int

    def samples(self, rate: int, count: int, now: float) -> bytes | None:
        self.frames -= 1
        return self.value.to_bytes(2, "little") * count if self.frames >= 0 else None


def played(playlist: Playlist, most: int = 100, rate: int = 8000) -> list[int]:
    """The first sample of each 20 ms."""
    found = []
    while len(found) < most and (samples := playlist.samples(rate, rate // 50, 0.0)) is not None:
        found.append(int.from_bytes(samples[:2], "little") if samples else -1)
    return found


def playlist(times: int = 1, gap: float = 0.0, frames: int = 2) -> tuple[Playlist, list[int]]:
    begun: list[int] = []
    made = Playlist(("1", "2", "3"), lambda text: Item(int(text), frames), times, gap, begun.append)
    return made, begun


def test_items_follow_each_other_and_are_told() -> None:
    made, begun = playlist()
    assert played(made) == [1, 1, 2, 2, 3, 3]
    assert (begun, made.played) == ([0, 1, 2], pytest.approx(0.12))
    assert made.samples(8000, 160, 0.0) is None


def test_rounds_and_gaps() -> None:
    made, begun = playlist(times=2, gap=0.04)
    assert played(made) == [1, 1, 0, 0, 2, 2, 0, 0, 3, 3, 0, 0, 1, 1, 0, 0, 2, 2, 0, 0, 3, 3]
    assert begun == [0, 1, 2, 0, 1, 2]


def test_for_ever_is_for_ever_but_not_where_nothing_sounds() -> None:
    assert played(playlist(times=0)[0], 602) == [1, 1, 2, 2, 3, 3] * 100 + [1, 1]
    assert played(playlist(times=0, frames=0)[0]) == []


def test_skip_pause_and_stop() -> None:
    made, begun = playlist(gap=0.04)
    assert played(made, 1) == [1]
    made.skip()
    assert played(made, 1) == [2]
    made.paused = True
    assert played(made, 3) == [-1, -1, -1]
    made.paused = False
    assert played(made, 4) == [2, 0, 0, 3]
    assert begun == [0, 1, 2]
    made.skip()
    assert played(made) == []
    made, _ = playlist()
    made.stop()
    assert played(made) == []


def test_texts_mean_lists(tmp_path: Path) -> None:
    assert parse_list("list:3,0.5:tone:440/1|file:a:b.wav") == (("tone:440/1", "file:a:b.wav"), 3, 0.5)
    assert parse_list(list_text(("silence:1", "tone:5"), 0, 1.25)) == (("silence:1", "tone:5"), 0, 1.25)
    source = make_source("list:2,0:tone:400/0.1|silence:0.1", MediaLimits())
    assert isinstance(source, Playlist)
    frames = []
    while (frame := source.frame("PCMA")) is not None:
        frames.append(any(abs(value) > 500 for value in memoryview(decode("PCMA", frame)).cast("h")))
    assert frames == ([True] * 5 + [False] * 5) * 2
    with pytest.raises(MediaError, match="No such file"):
        make_source(f"list:1,0:file:{tmp_path}/none.wav", MediaLimits())


@pytest.mark.parametrize(
    "text",
    [
        *("list:", "list:1,0:", "list:x,0:tone:1/1", "list:1,y:tone:1/1", "list:-1,0:tone:1/1", "list:1,-1:tone:1/1"),
        *("list:1,nan:tone:1/1", "list:1,inf:tone:1/1", "list:1,0:tone:1/1||tone:2/1", "list:1000001,0:tone:1/1"),
        *("list:1,0:echo", "list:1,0:application", "list:1,0:list:1,0:tone:1/1", "list:1,0:silence"),
        *("tone:440/0", "tone:440/x", "tone:440/-1", "tone:440/3601", "silence:0", "signal:busy/de/0"),
        "list:1,0:" + "|".join(["tone:1/1"] * (MOST_ITEMS + 1)),
    ],
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(MediaError):
        make_source(text, MediaLimits())


def test_a_name_with_the_separator_is_refused() -> None:
    with pytest.raises(MediaError, match="in its name"):
        list_text(("file:a|b.wav",))
