"""Descriptions that a relay passes on, and what they mean for its lines."""

from __future__ import annotations

import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.relay.call import Aim, RelayedCall, RelayedLine
from sessioncore.wire.sdp import parse_sdp
from sessioncore.wire.sdp.relayed import is_plain_rtp, is_relayable, is_rtp, relayed, whereabouts

HERE = "198.51.100.9"


def sdp(*lines: str, host: str = "192.0.2.1") -> bytes:
    return "\r\n".join(["v=0", f"o=- 7 3 IN IP4 {host}", "s=-", f"c=IN IP4 {host}", "t=0 0", *lines, ""]).encode()


ALL = sdp(
    "a=group:BUNDLE 1 2",
    "a=ice-lite",
    "a=keep:this",
    "m=audio 4000 RTP/SAVP 96",
    "a=rtpmap:96 opus/48000/2",
    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret",
    "a=rtcp:4017",
    "a=candidate:1 1 UDP 1 192.0.2.1 4000 typ host",
    "a=mid:1",
    "m=video 4002 RTP/AVPF 97",
    "c=IN IP4 192.0.2.5",
    "a=sendonly",
    "m=text 4004 RTP/AVP 98",
    "a=rtpmap:98 t140/1000",
    "m=image 4006 udptl t38",
    "m=message 4008 TCP/MSRP *",
    "m=audio 4010/2 RTP/AVP 0",
)


def test_m8_every_line_has_a_port_of_ours_or_none_and_all_else_stays() -> None:
    made = relayed(parse_sdp(ALL), HERE, [10, 12, 14, 16, 0, 0]).encode().decode().split("\r\n")
    assert made == [
        "v=0",
        f"o=- 7 3 IN IP4 {HERE}",
        "s=-",
        f"c=IN IP4 {HERE}",
        "t=0 0",
        "a=keep:this",
        "m=audio 10 RTP/SAVP 96",
        "a=rtpmap:96 opus/48000/2",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret",
        "a=mid:1",
        "m=video 12 RTP/AVPF 97",
        f"c=IN IP4 {HERE}",
        "a=sendonly",
        "m=text 14 RTP/AVP 98",
        "a=rtpmap:98 t140/1000",
        "m=image 16 udptl t38",
        "m=message 0 TCP/MSRP *",
        "m=audio 0 RTP/AVP 0",
        "",
    ]


def test_m8_what_can_be_relayed() -> None:
    media = parse_sdp(ALL).media
    assert [is_relayable(one) for one in media] == [True, True, True, True, False, False]
    assert [is_rtp(one) for one in media[:4]] == [True, True, True, False]
    assert [is_plain_rtp(one) for one in media[:3]] == [False, True, True]


def test_b4_14_where_rtcp_goes() -> None:
    assert whereabouts(parse_sdp(ALL), 0) == (("192.0.2.1", 4000), ("192.0.2.1", 4017))
    assert whereabouts(parse_sdp(ALL), 1) == (("192.0.2.5", 4002), ("192.0.2.5", 4003))
    muxed = parse_sdp(sdp("m=audio 4000 RTP/AVP 0", "a=rtcp-mux"))
    assert whereabouts(muxed, 0) == (("192.0.2.1", 4000), ("192.0.2.1", 4000))


@pytest.mark.parametrize("host", ["0.0.0.0", "phone.example.com", "224.2.1.1/127"])
def test_a_place_that_cannot_be_sent_to_is_none(host: str) -> None:
    description = parse_sdp(sdp("m=audio 4000 RTP/AVP 0", host=host))
    assert whereabouts(description, 0) == (None, None)


def test_b4_6_the_hold_of_rfc_2543_stays_one() -> None:
    made = relayed(parse_sdp(sdp("m=audio 4000 RTP/AVP 0", host="0.0.0.0")), HERE, [10])
    assert made.connection is not None
    assert made.connection.is_null


class Lines:
    """Gives out lines 1, 2, ... with ports 100 and 102, 104 and 106, ..."""

    def __init__(self, most: int = 99) -> None:
        self.made: list[tuple[bool, bool, int]] = []
        self.most = most

    def __call__(self, is_rtp: bool, plain: bool, clock_rate: int) -> RelayedLine:
        if len(self.made) == self.most:
            raise MediaError("all ports are in use")
        self.made.append((is_rtp, plain, clock_rate))
        number = len(self.made)
        return RelayedLine(number, (96 + 4 * number, 98 + 4 * number))


def take(
    call: RelayedCall, sender: str, kind: str, body: bytes, host: str = "192.0.2.1"
) -> tuple[list[int], list[Aim]]:
    told, aims = call.take(sender, kind, parse_sdp(body), host)
    return [media.port for media in parse_sdp(told).media], aims


OFFER = sdp("m=audio 4000 RTP/AVP 0", "m=video 4002 RTP/AVP 97")
ANSWER = sdp("m=audio 5000 RTP/AVP 0", "m=video 0 RTP/AVP 97", host="192.0.2.2")


class TestCall:
    def test_m8_each_side_is_told_its_own_port(self) -> None:
        call = RelayedCall(HERE, Lines())
        ports, aims = take(call, "a", "offer", OFFER)
        assert ports == [102, 106]
        assert [(aim.line, aim.side, aim.remote) for aim in aims] == [
            (1, 0, ("192.0.2.1", 4000)),
            (2, 0, ("192.0.2.1", 4002)),
        ]
        assert not any(aim.expected for aim in aims), "nobody has asked for anything"
        ports, aims = take(call, "b", "answer", ANSWER)
        assert ports == [100, 0]
        assert [(aim.line, aim.side, aim.remote, aim.expected) for aim in aims] == [
            (1, 0, ("192.0.2.1", 4000), True),
            (2, 0, ("192.0.2.1", 4002), False),
            (1, 1, ("192.0.2.2", 5000), True),
            (2, 1, None, False),
        ]
        assert (call.leg(0), call.leg(1)) == ("a", "b")

    def test_m8_what_is_offered_anew_counts_when_it_is_answered(self) -> None:
        call = RelayedCall(HERE, Lines())
        take(call, "a", "offer", OFFER)
        take(call, "b", "answer", ANSWER)
        moved = sdp("m=audio 6000 RTP/AVP 0", "a=sendonly", "m=video 0 RTP/AVP 97", host="192.0.2.3")
        assert take(call, "b", "offer", moved) == ([100, 0], []), "it may still be refused"
        _, aims = take(call, "a", "answer", sdp("m=audio 4000 RTP/AVP 0", "a=recvonly", "m=video 0 RTP/AVP 97"))
        audio = [(aim.side, aim.remote, aim.expected) for aim in aims if aim.line == 1]
        assert audio == [(0, ("192.0.2.1", 4000), False), (1, ("192.0.2.3", 6000), True)]

    def test_m8_a_line_is_added_later(self) -> None:
        lines = Lines()
        call = RelayedCall(HERE, lines)
        take(call, "a", "offer", sdp("m=audio 4000 RTP/AVP 0"))
        take(call, "b", "answer", sdp("m=audio 5000 RTP/AVP 0"))
        ports, _ = take(call, "a", "offer", sdp("m=audio 4000 RTP/AVP 0", "m=text 4002 RTP/AVP 98"))
        assert ports == [102, 106]
        assert lines.made == [(True, True, 8000), (True, True, 90_000)]

    def test_an_answer_opens_no_line_that_was_not_offered(self) -> None:
        lines = Lines()
        call = RelayedCall(HERE, lines)
        take(call, "a", "offer", sdp("m=audio 0 RTP/AVP 0"))
        assert take(call, "b", "answer", sdp("m=audio 5000 RTP/AVP 0"))[0] == [0]
        assert lines.made == []

    def test_more_lines_than_a_call_may_have_are_refused(self) -> None:
        call = RelayedCall(HERE, Lines())
        ports, _ = take(call, "a", "offer", sdp(*["m=audio 4000 RTP/AVP 0"] * 10))
        assert [bool(port) for port in ports] == [True] * 8 + [False] * 2

    @pytest.mark.parametrize(
        ("host", "signals", "toward", "told", "answered"),
        [
            ("192.0.2.1", "192.0.2.1", "2001:db8::2", "IP6 2001:db8::9", f"IP4 {HERE}"),
            ("2001:db8::1", "192.0.2.1", "192.0.2.2", f"IP4 {HERE}", "IP6 2001:db8::9"),
            ("2001:db8::1", "192.0.2.1", "2001:db8::2", "IP6 2001:db8::9", "IP6 2001:db8::9"),
            ("192.0.2.1", "192.0.2.1", "", f"IP4 {HERE}", f"IP4 {HERE}"),
            ("0.0.0.0", "2001:db8::1", "192.0.2.2", f"IP4 {HERE}", "IP6 2001:db8::9"),
        ],
        ids=["4 calls 6", "6 calls 4", "6 calls 6", "nobody knows", "on hold, signals from 6"],
    )
    def test_m19_each_side_finds_us_in_its_own_family(
        self, host: str, signals: str, toward: str, told: str, answered: str
    ) -> None:
        """RFC 8866 5.7. What a side says later moves nothing: its ports are bound."""
        call = RelayedCall(HERE, Lines(), second_address="2001:db8::9")
        offer = sdp("m=audio 4000 RTP/AVP 0", host=host).replace(b"IP4 2001", b"IP6 2001")
        body, _ = call.take("a", "offer", parse_sdp(offer), signals, toward)
        assert body.decode().count(f"IN {told}\r\n") == (1 if host == "0.0.0.0" else 2)
        body, aims = call.take("b", "answer", parse_sdp(sdp("m=audio 5000 RTP/AVP 0")), "192.0.2.2")
        assert body.decode().count(f"IN {answered}\r\n") == 2
        assert aims[0].remote == (None if host == "0.0.0.0" else (host, 4000))

    def test_no_port_is_an_error(self) -> None:
        with pytest.raises(MediaError, match="all ports are in use"):
            take(RelayedCall(HERE, Lines(most=1)), "a", "offer", OFFER)


def test_m19_an_address_is_as_sockets_tell_it() -> None:
    """RFC 5952 4; a packet from there has to be known for one."""
    described = parse_sdp(sdp("m=audio 4000 RTP/AVP 0").replace(b"IP4 192.0.2.1", b"IP6 2001:0DB8:0:0:0:0:0:1"))
    assert whereabouts(described, 0) == (("2001:db8::1", 4000), ("2001:db8::1", 4001))
