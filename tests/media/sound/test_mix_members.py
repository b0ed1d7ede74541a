"""Members of mixes in trouble and in motion: hold, loss, pauses, other codecs, digits, keys, crashes, many of them."""

from __future__ import annotations

import pytest

from sessioncore.base.media import CloseStream, DigitReceived, MediaFailed, PlayStream, SendAudio, SendDigits
from sessioncore.base.protection import Protection
from sessioncore.base.sound import AdjustMix, EndMix, JoinMix, LeaveMix, MixLevels, PlaybackFinished
from sessioncore.media.security.secured import SecuredPlane
from sessioncore.media.security.srtp import SrtpContexts
from sessioncore.media.sound.mixer import Mixer
from sessioncore.media.sound.tone import level_dbov
from tests.media.sound.rooms import Caller, Room, room

BEYOND_TELEPHONE = 6000
"""A tone that G.711 cannot carry, in Hz; with 8,000 samples a second it would come out as 2,000."""


def loud(it: Room, name: str, since: float) -> float:
    """Seconds from a moment until something loud comes to a caller."""
    caller = it.callers[name]
    decode = caller.coding.make_decoder()
    sounds = [level_dbov(decode(each)) for each in caller.heard]
    return next(at for at, level in zip(caller.when, sounds, strict=True) if at > since and level > -30) - since


def test_who_was_on_hold_hears_no_later_than_the_others() -> None:
    it = room()
    it.join()
    it.run(30)
    it.agree("a", active=False)
    it.run(100, "a")
    for name in "bc":
        assert it.callers[name].strengths()["a"] < 300
        assert it.callers[name].strengths()["c" if name == "b" else "b"] == pytest.approx(6000, rel=0.15)
    it.agree("a")
    it.run(60)
    it.check()
    it.run(100, "a", "b", "c")
    began = it.now
    it.run(20, "a", "c")
    assert loud(it, "a", began) < 0.1
    assert loud(it, "a", began) <= loud(it, "c", began) + 0.021


def test_who_is_told_something_hears_the_others_again_after_it() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(PlayStream("a", "tone:880/0.5", 7))
    it.run(20)
    assert it.callers["a"].strengths()["b"] < 3500
    assert it.callers["b"].strengths()["a"] == pytest.approx(6000, rel=0.15)
    it.run(50)
    it.check()
    it.do(PlayStream("a", "application"), SendAudio("a", bytes(3200), 8000))
    it.run(9)
    assert max(it.callers["a"].heard[-1]) == min(it.callers["a"].heard[-1])
    it.run(50)
    it.check()
    it.do(SendAudio("a", bytes(8000), 8000))
    it.run(20)
    assert max(it.callers["a"].strengths().values()) < 4000
    it.run(60)
    it.check()


def test_what_was_replaced_in_the_mix_does_not_come_back_after_it() -> None:
    it = room()
    it.do(PlayStream("a", "tone:880", 1), PlayStream("b", "tone:880", 2))
    it.join()
    it.run(30)
    it.do(PlayStream("a", "tone:880/0.1", 3))
    it.run(30)
    it.check()
    ended = [(each.playback, each.reason) for each in it.told(PlaybackFinished)]
    assert ended == [(1, "replaced"), (3, "ended")]
    it.do(EndMix("mix/1"))
    sent = len(it.callers["a"].heard)
    it.run(40)
    assert len(it.callers["a"].heard) <= sent + 1
    assert it.callers["b"].strength(880) > 10_000


def test_one_keypress_of_ours_is_heard_and_the_others_are_after_it() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(SendDigits("a", "5", "inband", 0.2, 0.1))
    it.run(12)
    assert it.callers["a"].strength(1336) > 1000
    it.run(60)
    it.check()


def test_a_peer_that_dials_is_not_heard_as_noise() -> None:
    """Telephone events come in the place of sound (RFC 4733 2.5.1.2)."""
    it = room()
    it.agree("a", formats=((101, "telephone-event"),), receive_telephone_event=101)
    it.join()
    it.run(30)
    began = it.callers["a"].n
    for n in range(1, 11):
        it.send("a", 101, bytes([5, 10]) + (160 * n).to_bytes(2, "big"), began)
    for _ in range(3):
        it.send("a", 101, bytes([5, 0x8A]) + (1600).to_bytes(2, "big"), began)
    it.run(20, "a", "b", "c")
    assert [each.digit for each in it.told(DigitReceived)] == ["5"]
    assert it.callers["b"].strengths()["a"] < 300
    it.run(60)
    it.check()


def test_a_pause_with_comfort_noise_is_soft_and_nobody_talks_in_it() -> None:
    it = room()
    it.agree("a", formats=((13, "CN"),))
    it.join(8000)
    it.run(30)
    it.send("a", 13, bytes([50]))
    it.run(60, "a", "b", "c")
    levels = {name: (level, talks) for name, level, talks in it.told(MixLevels)[-1].members}
    assert levels["a"] == (pytest.approx(-50, abs=2), False)
    it.run(60)
    it.check()


def test_a_tenth_of_the_packets_lost_is_still_a_conference() -> None:
    it = room(("PCMU", "PCMA", "PCMU"), loss=0.1, jitter=0.03)
    it.join(8000)
    it.run(300)
    for name, caller in it.callers.items():
        for other, strength in caller.strengths().items():
            assert strength < 600 if other == name else strength > 4000, (name, other)


def test_another_codec_in_the_middle_of_it() -> None:
    it = room(("PCMU", "PCMA", "PCMU"))
    it.join()
    it.run(30)
    it.callers["a"].speak("L16/16000")
    it.callers["a"].number = 98
    it.agree("a")
    it.run(60)
    it.check()


def test_wideband_stays_wideband_between_those_who_have_it() -> None:
    it = room(("L16/16000", "L16/16000", "PCMU"))
    it.callers["a"].hertz = BEYOND_TELEPHONE
    it.join(48000)
    it.run(60)
    assert it.callers["b"].strength(BEYOND_TELEPHONE) == pytest.approx(6000, rel=0.15)
    # Where 8,000 samples a second are heard it must not fold down into the voice.
    assert it.callers["c"].strength(8000 - BEYOND_TELEPHONE) < 300


def test_opus_is_wideband_in_a_mix_too() -> None:
    pytest.importorskip("av")
    it = room(("opus", "opus", "PCMU"))
    it.callers["a"].hertz = BEYOND_TELEPHONE
    it.join(48000)
    it.run(60)
    assert it.callers["b"].strength(BEYOND_TELEPHONE) > 4000
    assert it.callers["c"].strength(8000 - BEYOND_TELEPHONE) < 300


def test_who_is_deaf_is_heard_and_hears_nobody() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(AdjustMix("a", "mix/1", is_deaf=True))
    it.run(60)
    assert max(it.callers["a"].strengths().values()) < 10
    assert it.callers["b"].strengths()["a"] == pytest.approx(6000, rel=0.15)
    assert len(it.callers["a"].heard) >= 85
    it.do(AdjustMix("a", "mix/1", is_deaf=False))
    it.run(60)
    it.check()


def test_who_joins_another_mix_has_left_the_first() -> None:
    it = room()
    it.join()
    it.run(30)
    it.do(JoinMix("a", "mix/2", 8000), JoinMix("b", "mix/2", 8000))
    it.run(60)
    assert it.callers["a"].strengths() == {
        "a": pytest.approx(0, abs=300),
        "b": pytest.approx(6000, rel=0.1),
        "c": pytest.approx(0, abs=300),
    }
    assert max(it.callers["c"].strengths().values()) == 0
    assert [len(each.members) for each in it.told(MixLevels) if each.stream == "mix/1"][-1] == 1
    it.do(JoinMix("c", "mix/2", 8000))
    assert len(it.plane.chores) == 1


@pytest.mark.parametrize("how", ["leaves", "is closed", "is ended"])
def test_where_two_are_the_least_one_alone_is_in_no_mix(how: str) -> None:
    it = room()
    it.do(PlayStream("a", "tone:1000"), JoinMix("a", "mix/1", least=2), JoinMix("b", "mix/1"))
    it.run(60)
    assert it.callers["a"].strengths()["b"] == pytest.approx(6000, rel=0.15)
    ends = {"leaves": LeaveMix("b", "mix/1"), "is closed": CloseStream("b"), "is ended": EndMix("mix/1")}
    it.do(ends[how])
    del it.callers["b"]
    it.run(40)
    assert it.plane.chores == ()
    assert it.callers["a"].strength(1000) > 6000


def test_a_mix_is_ended_while_all_are_in_it() -> None:
    it = room()
    it.do(PlayStream("a", "tone:1000"))
    it.join()
    it.run(30)
    it.do(EndMix("mix/1"))
    it.run(40)
    assert it.plane.chores == ()
    assert it.callers["a"].strength(1000) > 6000
    assert max(it.callers["a"].strengths().values()) < 300
    sent = len(it.callers["b"].heard)
    it.run(10)
    assert len(it.callers["b"].heard) == sent
    it.do(EndMix("mix/1"))
    it.run(1)
    assert it.told(MediaFailed) == []
    it.join()
    it.run(60)
    it.check()


def test_a_mistake_in_the_sound_of_one_member_ends_that_one_only() -> None:
    it = room()
    it.join()
    it.run(30)

    def broken(samples: bytes) -> bytes:
        raise ZeroDivisionError

    heard = it.plane.get("a").mixed
    assert heard is not None
    heard.process = broken
    it.run(60)
    assert it.told(MediaFailed) == [MediaFailed("a", "its sound failed: ZeroDivisionError")]
    for name, other in (("b", "c"), ("c", "b")):
        assert it.callers[name].strengths()[other] == pytest.approx(6000, rel=0.15)
        assert it.callers[name].strengths()["a"] < 300
    it.agree("a")
    it.do(JoinMix("a", "mix/1"))
    it.run(60)
    it.check()


def test_a_mistake_in_the_sums_ends_the_mix_and_no_call(monkeypatch: pytest.MonkeyPatch) -> None:
    it = room()
    it.do(PlayStream("a", "tone:1000"))
    it.join()
    it.run(30)

    def broken(self: Mixer, frames: object) -> object:
        raise ZeroDivisionError

    monkeypatch.setattr(Mixer, "mix", broken)
    it.run(40)
    assert it.told(MediaFailed) == [MediaFailed("mix/1", "it failed: ZeroDivisionError", "mix")]
    assert it.plane.chores == ()
    assert it.callers["a"].strength(1000) > 6000


class Protected(Caller):
    """A caller with SRTP."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.keys = Protection("sdes", "AES_CM_128_HMAC_SHA1_80", bytes(range(30)), bytes(range(30, 60)))
        self.context = SrtpContexts()
        self.context.key(self.keys.suite, self.keys.their_key, self.keys.our_key)

    def sealed(self, data: bytes) -> bytes:
        made = self.context.seal(data)
        assert made is not None
        return made

    def opened(self, data: bytes) -> bytes:
        return self.context.open(data)


def test_protected_members_and_plain_ones_hear_each_other() -> None:
    callers: dict[str, Caller] = {
        "a": Protected("a", "PCMU", 440),
        "b": Caller("b", "PCMA", 660),
        "c": Protected("c", "PCMU", 880),
    }
    it = Room(callers, plane=SecuredPlane())
    for name in "ac":
        it.agree(name, protection=callers[name].keys)  # type: ignore[attr-defined]
    it.join(8000)
    it.run(60)
    it.check()


def test_members_who_come_and_go_all_the_time_leave_nothing() -> None:
    it = room()
    it.do(JoinMix("a", "mix/1"))
    for n in range(200):
        it.do((JoinMix, LeaveMix)[n % 2]("b", "mix/1"))
        if n % 10 == 0:
            it.do(JoinMix("c", f"mix/{2 + n}"))
        it.run(1)
    assert len(it.plane.chores) == 2
    assert len(it.plane._deadlines) < 40
    it.do(JoinMix("b", "mix/1"), JoinMix("c", "mix/1"))
    it.run(60)
    it.check()
    it.do(*[CloseStream(name) for name in "abc"])
    assert (it.plane.chores, it.plane._deadlines) == ((), [])


def test_fifty_of_five_codecs_hear_the_other_forty_nine() -> None:
    pytest.importorskip("av")
    codecs = ("PCMU", "PCMA", "L16/16000", "G722", "opus")
    hertz = {f"m{n}": 300 + 60 * n for n in range(50)}
    callers = {name: Caller(name, codecs[n % 5], tone, peak=600) for n, (name, tone) in enumerate(hertz.items())}
    it = Room(callers)
    it.join(48000)
    it.run(75)
    for name, caller in callers.items():
        strengths = caller.strengths(dict(hertz))
        own = strengths.pop(name)
        # Opus makes what it can of 49 tones at once in 32 kbit/s.
        least, most = (0.5, 150) if caller.codec == "opus" else (0.9, 30)
        assert own < most, name
        assert min(strengths.values()) > least * 600, name
