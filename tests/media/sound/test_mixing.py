"""Mixes in the plane, on a virtual clock: members of any codec, uneven arrival, coming and going."""

from __future__ import annotations

import pytest

from sessioncore.base.media import (
    CloseStream,
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
from tests.media.sound.rooms import room


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
    assert told[-1].asked
    it.do(ReportMix("mix/2"), AdjustMix("a", "mix/2", gain_db=1))
    it.run(1)
    assert it.events[-2:] == [MixLevels("mix/2", (), True), MediaFailed("a", "nobody is in the mix", "mix")]


def test_who_begins_to_talk_is_told() -> None:
    it = room()
    it.join()
    it.run(25, "b", "c")
    told = it.told(MixLevels)
    assert [len(each.members) for each in told] == [1, 2, 3, 3]
    assert [[name for name, _, talks in each.members if talks] for each in told[2:]] == [[], ["a"]]
    it.run(60, "a", "b", "c")
    assert [[name for name, _, talks in each.members if talks] for each in it.told(MixLevels)[3:]] == [["a"], []]


def test_what_cannot_join() -> None:
    it = room()
    it.do(OpenStream("new", 6000), JoinMix("new", "mix/1"), JoinMix("nobody", "mix/1"), JoinMix("a", "mix/1", 44_100))
    it.join()
    it.do(JoinMix("a", "mix/1"), JoinMix("b", "mix/2", gain_db=99), JoinMix("b", "mix/2", 44_100))
    it.run(1)
    reasons = [event.reason for event in it.events if isinstance(event, MediaFailed)]
    assert [reason.split(",")[0] for reason in reasons] == [
        "the stream is not configured yet",
        "no such stream is open",
        "a mix runs at 8000",
        "the stream is in the mix already",
        "a gain is -40 to 40 dB",
        "a mix runs at 8000",
    ]
    assert len(it.plane.chores) == 1
    it.run(40)
    it.check()
