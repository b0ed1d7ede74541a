from __future__ import annotations

import struct

import pytest

from sessioncore.media.codecs.g711 import CODECS, decode, encode, transcode

# Codewords of the coding rule (ITU-T G.711 tables 1 and 2): zero, and both ends of the range.
KNOWN = {
    "PCMU": {0xFF: 0, 0x80: 32124, 0x00: -32124},
    "PCMA": {0xD5: 8, 0xAA: 32256, 0x2A: -32256},
}


@pytest.mark.parametrize("codec", CODECS)
def test_codewords_have_the_values_of_the_standard(codec: str) -> None:
    for word, value in KNOWN[codec].items():
        assert struct.unpack("=h", decode(codec, bytes([word]))) == (value,)


@pytest.mark.parametrize("codec", CODECS)
def test_every_codeword_comes_back_after_decoding_and_encoding(codec: str) -> None:
    words = bytes(range(256))
    again = encode(codec, decode(codec, words))
    # The two zeros of mu-law are one value.
    assert [w for w, a in zip(words, again, strict=True) if w != a] == ([0x7F] if codec == "PCMU" else [])


def test_transcoding_keeps_the_value_within_the_coarser_step() -> None:
    words = bytes(range(256))
    before = struct.unpack("=256h", decode("PCMU", words))
    after = struct.unpack("=256h", decode("PCMA", transcode(words, "PCMU", "PCMA")))
    assert all(abs(a - b) <= max(16, abs(a) // 16) for a, b in zip(before, after, strict=True))
    assert transcode(words, "PCMA", "PCMA") is words
