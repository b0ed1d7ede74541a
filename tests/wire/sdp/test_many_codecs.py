"""Offer and answer with more than G.711 and one line: numbers, fall-back, RTCP's port, families of addresses."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.wire.sdp import (
    AgreedStream,
    NotAcceptable,
    Origin,
    Preferences,
    SessionDescription,
    agreed,
    check_answer,
    check_offer,
    formats_of,
    make_answer,
    make_offer,
    name_of,
    parse_sdp,
)

US, THEM = Origin("-", 11, 1, "192.0.2.1"), Origin("-", 22, 1, "198.51.100.1")
WIDE = formats_of(("opus", "G722", "PCMU", "CN"))


def wishes(*names: str, port: int = 4000, **more: object) -> Preferences:
    return attrs.evolve(Preferences(formats_of(names), "192.0.2.1", (port,)), **more)


def peer(*media: str, session: str = "", connection: str = "c=IN IP4 198.51.100.1") -> SessionDescription:
    text = f"v=0\r\no=p 7 1 IN IP4 198.51.100.1\r\ns=-\r\n{connection}\r\nt=0 0\r\n{session}"
    return parse_sdp((text + "".join(line + "\r\n" for section in media for line in section.split("|"))).encode())


def answered(offer: SessionDescription, prefs: Preferences) -> tuple[SessionDescription, AgreedStream]:
    """Our answer to an offer, and what it agrees."""
    check_offer(offer, prefs)
    made = make_answer(offer, prefs, origin=US)
    check_answer(offer, made)
    (stream,) = agreed(made, offer, local_offered=False)
    return made, stream


OPUS = "m=audio 9000 RTP/AVP 111 9 0 101|a=rtpmap:111 opus/48000/2|a=fmtp:111 maxaveragebitrate=20000"


class TestChoice:
    @pytest.mark.parametrize(
        ("ours", "chosen"),
        [
            (("PCMU", "opus"), "opus"),
            (("PCMU", "G722"), "G722"),
            (("PCMU",), "PCMU"),
        ],
    )
    def test_b4_7_the_offers_first_that_we_have_is_taken(self, ours: tuple[str, ...], chosen: str) -> None:
        _, stream = answered(peer(OPUS), wishes(*ours))
        assert name_of(stream.codec) == chosen

    def test_ours_comes_first_where_that_is_wanted(self) -> None:
        """RFC 3264 6.1 leaves the answerer its own order."""
        _, stream = answered(peer(OPUS), wishes("G722", "PCMU", "opus", own_order=True))
        assert name_of(stream.codec) == "G722"

    def test_without_a_common_codec_there_is_488_and_305(self) -> None:
        with pytest.raises(NotAcceptable) as refused:
            check_offer(peer(OPUS), wishes("PCMA"))
        assert (refused.value.code, refused.value.status) == (305, 488)

    def test_b4_7_each_side_sends_under_the_others_number_with_its_parameters(self) -> None:
        offer = make_offer(wishes("opus", "PCMU"), origin=US)
        answer = peer(
            "m=audio 9000 RTP/AVP 111 110|a=rtpmap:111 opus/48000/2|a=fmtp:111 cbr=1|a=rtpmap:110 telephone-event/48000"
        )
        check_answer(offer, answer)
        (stream,) = agreed(offer, answer, local_offered=True)
        ours = {name_of(codec): codec.payload_type for codec in stream.formats}
        assert (stream.send_payload_type, stream.codec.fmtp) == (111, "cbr=1")
        assert stream.telephone_event == 110
        assert ours == {"opus": 96, "telephone-event/48000": stream.receive_telephone_event}
        assert stream.receive_payload_types == (96,)

    def test_a_peer_that_keeps_several_may_send_any_of_them(self) -> None:
        """RFC 3264 6.1: then media of each may come, at any time."""
        offer = make_offer(wishes("opus", "G722", "PCMU"), origin=US)
        (stream,) = agreed(offer, peer("m=audio 9000 RTP/AVP 9 0"), local_offered=True)
        assert (name_of(stream.codec), [name_of(codec) for codec in stream.formats]) == ("G722", ["G722", "PCMU"])

    def test_events_and_noise_have_the_clock_of_the_codec(self) -> None:
        """RFC 4733 2.1, RFC 3389 4."""
        line = "m=audio 9000 RTP/AVP {} 13 101 110|a=rtpmap:96 opus/48000/2|a=rtpmap:101 telephone-event/8000"
        line += "|a=rtpmap:110 telephone-event/48000"
        prefs = Preferences(WIDE, "192.0.2.1", (4000,))
        made, stream = answered(peer(line.format("0 96")), prefs)
        assert (stream.telephone_event, stream.comfort_noise) == (101, 13)
        assert made.media[0].formats == ("0", "13", "101")
        made, stream = answered(peer(line.format("96 0")), prefs)
        assert (stream.telephone_event, stream.comfort_noise) == (110, None)
        assert made.media[0].formats == ("96", "110")

    @pytest.mark.parametrize(
        ("lines", "ptime"),
        [
            ("", 20),
            ("|a=ptime:40", 40),
            ("|a=ptime:30|a=maxptime:20", 20),
            ("|a=maxptime:10", 10),
            ("|a=ptime:5", 20),
            ("|a=ptime:200", 20),
            ("|a=ptime:many", 20),
        ],
    )
    def test_the_packets_are_as_long_as_the_peer_wants(self, lines: str, ptime: int) -> None:
        """RFC 8866 6.4, RFC 4566: a wish for what we send, within what we can."""
        _, stream = answered(peer("m=audio 9000 RTP/AVP 0" + lines), wishes("PCMU"))
        assert stream.ptime == ptime

    @pytest.mark.parametrize(
        ("parameters", "chosen", "ours"),
        [
            ("", "AMR", None),
            ("octet-align=0", "AMR", None),
            ("octet-align=1", "AMR/octet-align", "octet-align=1"),
            ("mode-change-period=2; octet-align=1; mode-set=0,2,4", "AMR/octet-align", "octet-align=1; mode-set=0,2,4"),
            ("mode-set=7; max-red=0", "AMR", "mode-set=7"),
            ("mode-set=9", "AMR", None),
            ("octet-align=1; crc=1", "PCMU", None),
            ("octet-align=1;robust-sorting=1", "PCMU", None),
            ("interleaving=5", "PCMU", None),
        ],
    )
    def test_the_layout_of_amr_is_the_same_on_both_sides_and_its_modes_are(
        self, parameters: str, chosen: str, ours: str | None
    ) -> None:
        """RFC 4867 8.3.1: what the layout of the payload depends on, and the set of modes, count both ways."""
        given = "m=audio 9000 RTP/AVP 116 0|a=rtpmap:116 AMR/8000/1"
        offer = peer(given + (f"|a=fmtp:116 {parameters}" if parameters else ""))
        made, stream = answered(offer, wishes("AMR/octet-align", "AMR", "PCMU"))
        assert name_of(stream.codec) == chosen
        assert made.media[0].codecs()[0].fmtp == ours

    @pytest.mark.parametrize(
        ("names", "ours"), [(("opus", "CN"), "useinbandfec=1;usedtx=1"), (("opus", "PCMU"), "useinbandfec=1")]
    )
    def test_opus_may_pause_where_comfort_noise_is_wanted(self, names: tuple[str, ...], ours: str) -> None:
        """RFC 7587 6.1: usedtx says what is preferred to be received."""
        made, stream = answered(peer(OPUS), wishes(*names))
        assert made.media[0].codecs()[0].fmtp == ours
        assert stream.codec.fmtp == "maxaveragebitrate=20000"
        assert make_offer(wishes(*names), origin=US).media[0].codecs()[0].fmtp == ours

    def test_amr_is_offered_in_both_layouts(self) -> None:
        offer = make_offer(wishes("AMR", "AMR/octet-align"), origin=US)
        assert [(c.payload_type, c.fmtp) for c in offer.media[0].codecs() if c.is_audio] == [
            (99, None),
            (100, "octet-align=1"),
        ]
        answer = peer("m=audio 9000 RTP/AVP 100|a=rtpmap:100 AMR/8000|a=fmtp:100 octet-align=1;mode-set=0,3")
        (stream,) = agreed(offer, answer, local_offered=True)
        assert (name_of(stream.codec), stream.codec.fmtp) == ("AMR/octet-align", "octet-align=1;mode-set=0,3")

    def test_b4_7_a_number_never_gets_another_meaning(self) -> None:
        """RFC 3264 8.3.2: the peer put G.722 on 96, so our opus goes elsewhere in the next offer, and stays there."""
        first = peer("m=audio 9000 RTP/AVP 96 0|a=rtpmap:96 G722/8000")
        made = make_answer(first, wishes("opus", "G722", "PCMU"), origin=US)
        again = make_offer(wishes("opus", "G722", "PCMU"), origin=US, previous_local=made, previous_remote=first)
        numbers = {name_of(codec): codec.payload_type for codec in again.media[0].codecs()}
        assert numbers["G722"] == 96
        assert numbers["opus"] not in (96, 0)
        later = make_offer(wishes("opus", "PCMU"), origin=US, previous_local=again, previous_remote=first)
        assert {name_of(c): c.payload_type for c in later.media[0].codecs()}["opus"] == numbers["opus"]


class TestRtcp:
    @pytest.mark.parametrize(
        ("muxing", "offered", "told"),
        [("accept", True, True), ("accept", False, False), ("never", True, False), ("offer", False, False)],
    )
    def test_b4_14_the_answer_shares_the_port_only_where_the_offer_did(
        self, muxing: str, offered: bool, told: bool
    ) -> None:
        """RFC 5761 5.1.1: never unless it was offered."""
        made, stream = answered(
            peer("m=audio 9000 RTP/AVP 0" + ("|a=rtcp-mux" if offered else "")), wishes("PCMU", rtcp_mux=muxing)
        )
        assert (made.media[0].terms.rtcp_mux, stream.rtcp_mux) == (told, told)

    @pytest.mark.parametrize("wanted", ["accept", "never", "offer"])
    @pytest.mark.parametrize("offered", [(True, True), (True, False), (False, True), (False, False)])
    def test_b5_11_the_answer_reports_as_it_was_offered(self, wanted: str, offered: tuple[bool, bool]) -> None:
        """RFC 3611 5.2, RFC 5506 5: an answer says only what the offer did."""
        lines = ["a=rtcp-xr:rcvr-rtt=all voip-metrics", "a=rtcp-rsize"]
        given = [line for line, there in zip(lines, offered, strict=True) if there]
        made, stream = answered(peer("|".join(["m=audio 9000 RTP/AVP 0", *given])), wishes("PCMU", rtcp_reports=wanted))
        told = offered if wanted != "never" else (False, False)
        assert (made.media[0].terms.voip_metrics, made.media[0].terms.rtcp_rsize) == told
        assert (stream.rtcp_xr, stream.rtcp_reduced) == told
        assert made.media[0].attribute("rtcp-xr") == ("voip-metrics" if told[0] else None)

    def test_b5_11_our_offer_asks_where_it_is_told_to(self) -> None:
        assert not make_offer(wishes("PCMU"), origin=US).media[0].terms.voip_metrics
        offer = make_offer(wishes("PCMU", rtcp_reports="offer"), origin=US)
        terms = offer.media[0].terms
        assert (terms.voip_metrics, terms.rtcp_rsize, terms.rtcp_mux) == (True, True, False)
        (stream,) = agreed(offer, peer("m=audio 9000 RTP/AVP 0|a=rtcp-xr:voip-metrics"))
        assert (stream.rtcp_xr, stream.rtcp_reduced) == (True, False)
        (stream,) = agreed(offer, peer("m=audio 9000 RTP/AVP 0|a=rtcp-xr:stat-summary=loss"))
        assert (stream.rtcp_xr, stream.rtcp_reduced) == (False, False)

    @pytest.mark.parametrize("answer", [True, False])
    def test_b4_14_our_offer_falls_back_where_the_answer_does_not_share(self, answer: bool) -> None:
        offer = make_offer(wishes("PCMU", rtcp_mux="offer"), origin=US)
        assert offer.media[0].terms.rtcp_mux
        (stream,) = agreed(offer, peer("m=audio 9000 RTP/AVP 0" + ("|a=rtcp-mux" if answer else "")))
        assert stream.rtcp_mux is answer

    @pytest.mark.parametrize(
        ("line", "port"),
        [
            ("", 0),
            ("|a=rtcp:9555", 9555),
            ("|a=rtcp:9555 IN IP4 198.51.100.1", 9555),
            ("|a=rtcp:none", 0),
            ("|a=rtcp:99999", 0),
        ],
    )
    def test_the_peer_may_name_rtcps_port(self, line: str, port: int) -> None:
        """RFC 3605."""
        _, stream = answered(peer("m=audio 9000 RTP/AVP 0" + line), wishes("PCMU"))
        assert stream.rtcp_port == port


class TestLines:
    """M8: one added later, one rejected, one removed."""

    VIDEO, TEXT = "m=video 9002 RTP/AVP 96|a=rtpmap:96 VP8/90000", "m=text 9004 RTP/AVP 98|a=rtpmap:98 t140/1000"

    def test_b4_5_what_is_no_audio_is_rejected_in_its_place(self) -> None:
        made, stream = answered(peer(self.VIDEO, "m=audio 9000 RTP/AVP 0", self.TEXT), wishes("PCMU"))
        assert [(line.kind, bool(line.port)) for line in made.media] == [
            ("video", False),
            ("audio", True),
            ("text", False),
        ]
        assert (stream.index, stream.local_port) == (1, 4000)

    @pytest.mark.parametrize(
        ("first", "ports"),
        [
            ("m=audio 9000 RTP/AVP 0", [4000, 0]),
            ("m=audio 9000 RTP/AVP 18", [0, 4000]),
            ("m=audio 0 RTP/AVP 0", [0, 4000]),
        ],
    )
    def test_b4_5_of_several_audio_lines_the_first_that_we_can_serve_is_taken(
        self, first: str, ports: list[int]
    ) -> None:
        """RFC 3264 6: a line that is not wanted is rejected by port 0, in its place."""
        made, stream = answered(peer(first, "m=audio 9002 RTP/AVP 0"), wishes("PCMU"))
        assert [line.port for line in made.media] == ports
        assert stream.index == ports.index(4000)

    def test_b4_5_a_line_that_is_added_later_and_one_that_is_removed(self) -> None:
        prefs = wishes("PCMU", "PCMA")
        first = peer("m=audio 9000 RTP/AVP 0")
        made = make_answer(first, prefs, origin=US)
        added = peer("m=audio 9000 RTP/AVP 0", self.VIDEO)
        second = make_answer(added, prefs, origin=US, previous_local=made, previous_remote=first)
        assert [line.port for line in second.media] == [4000, 0]
        removed = peer("m=audio 0 RTP/AVP 0", self.VIDEO, "m=audio 9008 RTP/AVP 8")
        third = make_answer(removed, prefs, origin=US, previous_local=second, previous_remote=added)
        assert [line.port for line in third.media] == [0, 0, 4000]
        (stream,) = agreed(third, removed, local_offered=False)
        assert (stream.index, name_of(stream.codec), stream.remote_port) == (2, "PCMA", 9008)
        ours = make_offer(prefs, origin=US, previous_local=third, previous_remote=removed)
        assert [(line.kind, bool(line.port)) for line in ours.media][1:] == [("video", False), ("audio", True)]

    def test_a_bundle_is_answered_line_by_line(self) -> None:
        """RFC 9143 7.3: an answer without the group is the polite no; a bundle-only line stays rejected."""
        offer = peer(
            "m=audio 9000 RTP/AVP 0|a=mid:0",
            "m=video 0 RTP/AVP 96|a=bundle-only|a=mid:1",
            session="a=group:BUNDLE 0 1\r\n",
        )
        made, stream = answered(offer, wishes("PCMU"))
        assert b"BUNDLE" not in made.encode()
        assert [line.port for line in made.media] == [4000, 0]
        assert stream.remote_port == 9000


class TestFamilies:
    def test_ipv6_is_told_and_heard(self) -> None:
        prefs = Preferences(formats_of(("PCMU",)), "2001:db8::1", (4000,))
        offer = peer("m=audio 9000 RTP/AVP 0", connection="c=IN IP6 2001:db8::9")
        made, stream = answered(offer, prefs)
        assert b"c=IN IP6 2001:db8::1\r\n" in made.encode()
        assert stream.remote_address == "2001:db8::9"

    @pytest.mark.parametrize(
        ("ours", "theirs"), [("2001:db8::1", "IP4 198.51.100.1"), ("192.0.2.1", "IP6 2001:db8::9")]
    )
    def test_another_family_is_refused_with_301(self, ours: str, theirs: str) -> None:
        """RFC 3261 20.43: no packet gets from one to the other."""
        prefs = Preferences(formats_of(("PCMU",)), ours, (4000,))
        offer = peer("m=audio 9000 RTP/AVP 0", connection=f"c=IN {theirs}")
        for check in (check_offer, lambda *given: make_answer(*given, origin=US)):
            with pytest.raises(NotAcceptable) as refused:
                check(offer, prefs)
            assert (refused.value.code, refused.value.status) == (301, 488)

    def test_b4_6_the_null_address_of_either_family_is_a_hold(self) -> None:
        prefs = Preferences(formats_of(("PCMU",)), "2001:db8::1", (4000,))
        _, stream = answered(peer("m=audio 9000 RTP/AVP 0", connection="c=IN IP4 0.0.0.0"), prefs)
        assert (stream.send, stream.held_by_remote) == (False, True)
