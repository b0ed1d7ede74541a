"""What must hold for any octets and for any sequence of offers and answers."""

from __future__ import annotations

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.wire.sdp import (
    DIRECTIONS,
    PCMA,
    PCMU,
    TELEPHONE_EVENT,
    Codec,
    NotAcceptable,
    Origin,
    Preferences,
    SdpError,
    SessionDescription,
    agreed,
    check_answer,
    make_answer,
    make_offer,
    parse_sdp,
)

SAMPLE = (
    b"v=0\r\no=j 1 2 IN IP4 192.0.2.1\r\ns=x\r\ni=info\r\nc=IN IP4 192.0.2.1/127\r\nb=AS:1\r\nt=0 0\r\nr=1 2 3\r\n"
    b"a=sendonly\r\nm=audio 49170/2 RTP/AVP 0 97\r\ni=y\r\nc=IN IP6 ::\r\na=rtpmap:97 iLBC/8000\r\na=fmtp:97 a=1\r\n"
    b"m=image 0 udptl t38\r\nk=clear:x\r\na=T38FaxVersion:0\r\n"
)
CUTS = [b"", b"\r\n", b"\n", b"\r", b"=", b":", b" ", b"/", b"a=", b"m=", b"c=", b"o=", b"0", b"99999", b"\0", b"\xff"]
mutations = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 10), st.sampled_from(CUTS) | st.binary(max_size=4)), max_size=5
)


def read(data: bytes) -> SessionDescription | None:
    try:
        return parse_sdp(data)
    except SdpError:
        return None


def use(data: bytes) -> None:
    session = read(data)
    if session is None:
        return
    assert parse_sdp(session.encode()) == session
    for index, media in enumerate(session.media):
        assert session.direction_of(index) in DIRECTIONS
        assert media.terms.ptime is None or media.terms.ptime >= 0
        assert all(0 <= codec.payload_type < 128 for codec in media.codecs())
    try:
        made = make_answer(session, Preferences((PCMU, PCMA), "h", (4,)), origin=Origin("-", 1, 1, "h"))
    except NotAcceptable:
        return
    check_answer(session, made)
    for stream in agreed(made, session, local_offered=False):
        assert stream.remote_port > 0
        assert stream.remote_address


@given(st.binary(max_size=200))
def test_random_octets(data: bytes) -> None:
    use(data)
    use(b"v=0\r\no=- 1 1 IN IP4 h\r\n" + data)


@settings(max_examples=5 * settings().max_examples)
@given(mutations)
def test_mutated_descriptions(changes: list[tuple[int, int, bytes]]) -> None:
    data = SAMPLE
    for at, length, insert in changes:
        data = data[:at] + insert + data[at + length :]
    use(data)


CODECS = [PCMU, PCMA, TELEPHONE_EVENT, Codec("opus", 96, 48000, None, 2), Codec("speex", 101), Codec("G722", 9)]
sides = st.builds(
    Preferences,
    st.lists(st.sampled_from(CODECS), min_size=1, max_size=4, unique_by=lambda codec: codec.payload_type).map(tuple),
    st.sampled_from(["192.0.2.1", "2001:db8::1", "0.0.0.0"]),
    st.sampled_from([(4000,), (4000, 4002), (4002,), (4000, 4002, 4004)]),
    st.sampled_from(DIRECTIONS),
)


class Side:
    """One end of a session: what it last sent and heard."""

    def __init__(self, number: int) -> None:
        self.origin = Origin("-", number, 1, "h")
        self.local: SessionDescription | None = None
        self.remote: SessionDescription | None = None

    def took(self, local: SessionDescription, remote: SessionDescription) -> None:
        """The invariants that every exchange must keep."""
        before = self.local
        if before is None:
            assert local.origin == self.origin
        else:
            assert len(local.media) >= len(before.media)
            for old, new in zip(before.media, local.media, strict=False):
                assert old.kind == new.kind
                numbers = {codec.payload_type: codec.key for codec in old.codecs()}
                for codec in new.codecs():
                    assert numbers.get(codec.payload_type, codec.key) == codec.key
            changed = local != attrs.evolve(before, origin=local.origin)
            assert local.origin == attrs.evolve(before.origin, version=before.origin.version + int(changed))
        self.local, self.remote = local, remote


@settings(max_examples=3 * settings().max_examples)
@given(st.lists(st.tuples(st.booleans(), sides, sides), min_size=1, max_size=6))
def test_sequences_of_offers_and_answers(rounds: list[tuple[bool, Preferences, Preferences]]) -> None:
    first, second = Side(1), Side(2)
    for turned, offering, answering in rounds:
        caller, callee = (second, first) if turned else (first, second)
        offer = make_offer(offering, origin=caller.origin, previous_local=caller.local, previous_remote=caller.remote)
        over_the_wire = parse_sdp(offer.encode())
        try:
            made = make_answer(
                over_the_wire,
                answering,
                origin=callee.origin,
                previous_local=callee.local,
                previous_remote=callee.remote,
            )
        except NotAcceptable:
            continue  # 488: both keep what they had, and the next offer builds on that
        check_answer(over_the_wire, made)
        heard = parse_sdp(made.encode())
        caller.took(offer, heard)
        callee.took(made, over_the_wire)
        ours, theirs = agreed(offer, heard, local_offered=True), agreed(made, over_the_wire, local_offered=False)
        assert len(ours) == len(theirs)
        for here, there in zip(ours, theirs, strict=True):
            assert here.codec.key == there.codec.key
            assert (here.send, here.receive) == (there.receive, there.send)
            assert here.send_payload_type in there.receive_payload_types
            assert there.send_payload_type in here.receive_payload_types
            assert here.telephone_event == there.receive_telephone_event
            assert (here.local_port, here.remote_port) == (there.remote_port, there.local_port)
            if here.held_by_remote:
                assert not here.send
            if here.held_by_local:
                assert not here.receive
