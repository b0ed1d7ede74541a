"""Which formats have names, and what their numbers and parameters become in an answer."""

from __future__ import annotations

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.wire.sdp import FORMATS, Codec, format_of, formats_of, name_of
from sessioncore.wire.sdp.formats import event_codes, our_answer


def test_every_name_stands_for_one_format_and_back() -> None:
    for name, codec in FORMATS.items():
        assert format_of(name) is codec
        assert name_of(codec) == name
        assert name_of(codec.renumbered(127, f"{codec.fmtp or 'y=2'};x=1")) == name


def test_names_are_those_of_the_encoding_whatever_its_case() -> None:
    assert name_of(Codec("OPUS", 111, 48000, None, 2)) == "opus"
    assert name_of(Codec("iLBC", 97)) == "iLBC/8000"
    assert name_of(Codec("opus", 111, 48000)) == "opus/48000"


def test_numbers_do_not_clash() -> None:
    """RFC 3551 6: a format that has a static number keeps it; the others share 96 to 127."""
    numbers = [codec.payload_type for codec in formats_of(tuple(FORMATS))]
    assert len(set(numbers)) == len(numbers)
    assert (FORMATS["PCMU"].payload_type, FORMATS["PCMA"].payload_type, FORMATS["G722"].payload_type) == (0, 8, 9)
    assert FORMATS["CN"].payload_type == 13


@pytest.mark.parametrize(
    ("names", "rates"),
    [(("PCMU", "G722"), [8000]), (("opus", "PCMU"), [48000, 8000]), (("L16/16000",), [16000])],
)
def test_telephone_events_have_the_clock_of_each_codec(names: tuple[str, ...], rates: list[int]) -> None:
    """RFC 4733 2.1."""
    found = [codec.clock_rate for codec in formats_of(names) if codec.is_telephone_event]
    assert found == rates


@pytest.mark.parametrize("names", [("G999",), ("PCMU", "g722"), (), ("CN",)])
def test_what_is_unknown_or_no_audio_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ConfigError):
        formats_of(names)


@pytest.mark.parametrize(
    ("theirs", "answered"),
    [
        ("0-15", "0-15"),
        ("0-16", "0-16"),
        ("0-11,66", "0-11"),
        ("1,3,5-7", "1,3,5-7"),
        (None, "0-16"),
        ("nonsense", "0-16"),
        ("0-99999999999", "0"),
    ],
)
def test_telephone_events_that_both_know_are_answered(theirs: str | None, answered: str) -> None:
    """RFC 4733 2.4.1."""
    ours = formats_of(("PCMU",))[-1]
    made = our_answer(ours, ours.renumbered(97, theirs))
    assert (made.payload_type, made.fmtp) == (97, answered)


@pytest.mark.parametrize(
    ("theirs", "taken"),
    [("0-15", 16), ("0-16", 17), ("0-11", 12), ("1,3,5-7", 5), (None, 16), ("", 16), ("nonsense", 16)],
)
def test_b5_6_who_names_no_events_takes_the_digits(theirs: str | None, taken: int) -> None:
    """RFC 4733 2.4.1."""
    assert len(event_codes(theirs)) == taken


def test_parameters_of_opus_are_each_sides_own() -> None:
    """RFC 7587 7.1: they are declarative, so the answer says what we want to hear, under the offer's number."""
    made = our_answer(FORMATS["opus"], Codec("opus", 111, 48000, "stereo=1;maxaveragebitrate=20000", 2))
    assert (made.payload_type, made.fmtp) == (111, "useinbandfec=1")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("opus;maxaveragebitrate=16000", "useinbandfec=1;maxaveragebitrate=16000"),
        ("opus;useinbandfec=0;maxplaybackrate=16000;cbr=1", "useinbandfec=0;maxplaybackrate=16000;cbr=1"),
        ("opus; usedtx=1", "useinbandfec=1;usedtx=1"),
    ],
)
def test_m7_parameters_stand_behind_the_name(name: str, said: str) -> None:
    """RFC 7587 6.1: what we say of ourselves as who hears it."""
    [codec, *_] = formats_of((name, "PCMU"))
    assert (codec.fmtp, codec.payload_type, name_of(codec)) == (said, 96, "opus")
    [pausing, *_] = formats_of((name, "PCMU", "CN"))
    assert pausing.fmtp == (said if "usedtx" in said else said + ";usedtx=1")


@pytest.mark.parametrize(
    "name",
    ["opus;x=1", "opus;maxaveragebitrate=5000", "opus;cbr=yes", "opus;cbr", "opus;cbr=2", "PCMU;ptime=20"],
)
def test_parameters_that_there_are_not_are_named(name: str) -> None:
    with pytest.raises(ConfigError, match="has no parameter"):
        format_of(name)


def test_one_codec_cannot_be_heard_in_two_ways() -> None:
    with pytest.raises(ConfigError, match="twice"):
        formats_of(("opus", "opus;cbr=1"))
