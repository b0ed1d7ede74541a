"""Offer and answer: the rows B4.4 to B4.11 and B4.13 of the behaviours, and RFC 3264 where they point to it."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sdp import (
    DIRECTIONS,
    PCMA,
    PCMU,
    TELEPHONE_EVENT,
    Attribute,
    Codec,
    Connection,
    NotAcceptable,
    Origin,
    Preferences,
    SdpError,
    SessionDescription,
    agreed,
    check_answer,
    make_answer,
    make_offer,
    next_version,
    parse_sdp,
)

US = Origin("-", 11, 1, "192.0.2.1")
OURS = Preferences((PCMU, PCMA, TELEPHONE_EVENT), "192.0.2.1", (4000,))
MIRROR = {"sendrecv": "sendrecv", "sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}


def peer(*media: str, connection: str = "c=IN IP4 198.51.100.1", version: int = 1) -> SessionDescription:
    text = f"v=0\r\no=p 7 {version} IN IP4 198.51.100.1\r\ns=-\r\n{connection}\r\nt=0 0\r\n"
    return parse_sdp((text + "".join(line + "\r\n" for section in media for line in section.split("|"))).encode())


def answer(
    offer: SessionDescription, prefs: Preferences = OURS, previous: SessionDescription | None = None
) -> SessionDescription:
    made = make_answer(offer, prefs, origin=US, previous_local=previous)
    check_answer(offer, made)
    assert parse_sdp(made.encode()).same_content(made)
    return made


def wish(direction: str) -> Preferences:
    return attrs.evolve(OURS, direction=direction)


class TestFirstOffer:
    def test_every_codec_and_our_wish(self) -> None:
        offer = make_offer(wish("recvonly"), origin=US)
        assert offer.origin == US
        assert offer.connection_of(0) == Connection("192.0.2.1")
        (audio,) = offer.media
        assert (audio.kind, audio.port, audio.protocol, audio.formats) == ("audio", 4000, "RTP/AVP", ("0", "8", "101"))
        assert audio.codecs() == (PCMU, PCMA, TELEPHONE_EVENT)
        assert (offer.direction_of(0), audio.terms.ptime) == ("recvonly", 20)

    def test_one_line_for_each_port(self) -> None:
        offer = make_offer(attrs.evolve(OURS, ports=(4000, 4002)), origin=US)
        assert [media.port for media in offer.media] == [4000, 4002]

    def test_a_wrong_direction_is_refused(self) -> None:
        with pytest.raises(LocalProtocolError) as caught:
            wish("both")
        assert caught.value.allowed == DIRECTIONS


class TestVersion:
    """B4.4, RFC 3264 8."""

    def test_it_stays_when_nothing_changed(self) -> None:
        first = make_offer(OURS, origin=US)
        again = make_offer(OURS, origin=Origin("other", 99, 99, "x"), previous_local=first)
        assert again == first

    def test_it_grows_by_one_when_something_did(self) -> None:
        first = make_offer(OURS, origin=US)
        held = make_offer(wish("sendonly"), origin=US, previous_local=first)
        resumed = make_offer(OURS, origin=US, previous_local=held)
        assert [session.origin.version for session in (first, held, resumed)] == [1, 2, 3]
        assert attrs.evolve(resumed.origin, version=1) == US

    def test_an_answer_counts_too(self) -> None:
        """B4.12: our last description is the last one of either kind."""
        first = make_offer(OURS, origin=US)
        second = answer(peer("m=audio 9000 RTP/AVP 8"), previous=first)
        assert second.origin == attrs.evolve(US, version=2)
        assert answer(peer("m=audio 9000 RTP/AVP 8", version=2), previous=second).origin.version == 2

    def test_next_version_alone(self) -> None:
        first = make_offer(OURS, origin=US)
        assert next_version(None, first) is first
        assert next_version(first, attrs.evolve(first, name="x")).origin.version == 2


class TestAnswer:
    def test_one_codec_of_the_offers_order_beside_telephone_event(self) -> None:
        made = answer(peer("m=audio 9000 RTP/AVP 18 8 0 101|a=rtpmap:101 telephone-event/8000"))
        assert made.media[0].formats == ("8", "101")
        assert made.media[0].port == 4000

    def test_the_offers_numbers_are_used(self) -> None:
        """B4.7, RFC 3264 6.1."""
        codec = Codec("opus", 111, 48000, "useinbandfec=1", 2)
        prefs = attrs.evolve(OURS, codecs=(codec, PCMU, TELEPHONE_EVENT))
        offer = peer(
            "m=audio 9000 RTP/AVP 96 97 0|a=rtpmap:96 OPUS/48000/2|a=rtpmap:97 telephone-event/8000|a=fmtp:97 0-16"
        )
        made = answer(offer, prefs)
        assert made.media[0].codecs() == (codec.renumbered(96, "useinbandfec=1"),)
        made = answer(peer("m=audio 9000 RTP/AVP 0 97|a=rtpmap:97 telephone-event/8000"), prefs)
        assert made.media[0].codecs() == (PCMU, TELEPHONE_EVENT.renumbered(97, "0-16"))

    def test_telephone_event_alone_is_no_audio(self) -> None:
        with pytest.raises(NotAcceptable):
            answer(peer("m=audio 9000 RTP/AVP 101|a=rtpmap:101 telephone-event/8000"))

    def test_telephone_event_of_another_clock_stays_out(self) -> None:
        made = answer(peer("m=audio 9000 RTP/AVP 0 101|a=rtpmap:101 telephone-event/48000"))
        assert made.media[0].formats == ("0",)

    @pytest.mark.parametrize("our", DIRECTIONS)
    @pytest.mark.parametrize("theirs", DIRECTIONS)
    def test_direction_matrix(self, our: str, theirs: str) -> None:
        """B4.6, RFC 3264 6.1."""
        made = answer(peer(f"m=audio 9000 RTP/AVP 0|a={theirs}"), wish(our))
        sends = our in ("sendrecv", "sendonly") and theirs in ("sendrecv", "recvonly")
        receives = our in ("sendrecv", "recvonly") and theirs in ("sendrecv", "sendonly")
        names = {
            (True, True): "sendrecv",
            (True, False): "sendonly",
            (False, True): "recvonly",
            (False, False): "inactive",
        }
        assert made.direction_of(0) == names[sends, receives]

    def test_the_session_level_direction_counts(self) -> None:
        made = answer(peer("m=audio 9000 RTP/AVP 0", connection="c=IN IP4 198.51.100.1\r\na=sendonly"))
        assert made.direction_of(0) == "recvonly"

    @pytest.mark.parametrize("null", ["c=IN IP4 0.0.0.0", "c=IN IP6 ::"])
    @pytest.mark.parametrize(
        ("theirs", "ours"), [("sendrecv", "recvonly"), ("sendonly", "recvonly"), ("recvonly", "inactive")]
    )
    def test_hold_by_null_address(self, null: str, theirs: str, ours: str) -> None:
        """B4.6, RFC 3264 8.4."""
        assert answer(peer(f"m=audio 9000 RTP/AVP 0|a={theirs}", connection=null)).direction_of(0) == ours
        at_media = peer(f"m=audio 9000 RTP/AVP 0|{null}|a={theirs}")
        assert answer(at_media).direction_of(0) == ours

    def test_what_we_cannot_serve_is_rejected_in_its_place(self) -> None:
        """B4.5, RFC 3264 6."""
        made = answer(
            peer(
                "m=video 9000 RTP/AVP 31 96|a=rtpmap:96 VP8/90000",
                "m=audio 9002 RTP/SAVP 0|a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x",
                "m=audio 9004 RTP/AVP 0",
                "m=audio 9006 RTP/AVP 0",
                "m=application 9008 TCP/BFCP *",
                "m=audio 0 RTP/AVP 0",
            )
        )
        assert [(media.kind, media.port, media.protocol) for media in made.media] == [
            ("video", 0, "RTP/AVP"),
            ("audio", 0, "RTP/SAVP"),
            ("audio", 4000, "RTP/AVP"),
            ("audio", 0, "RTP/AVP"),
            ("application", 0, "TCP/BFCP"),
            ("audio", 0, "RTP/AVP"),
        ]
        assert made.media[0].formats == ("31", "96")

    def test_an_audio_line_keeps_its_port(self) -> None:
        prefs = attrs.evolve(OURS, ports=(4000, 4002))
        both = answer(peer("m=audio 9000 RTP/AVP 0", "m=audio 9002 RTP/AVP 0"), prefs)
        second = answer(peer("m=audio 0 RTP/AVP 0", "m=audio 9002 RTP/AVP 0"), prefs, both)
        assert [media.port for media in second.media] == [0, 4002]
        third = answer(peer("m=audio 9000 RTP/AVP 0", "m=audio 9002 RTP/AVP 0"), prefs, second)
        assert [media.port for media in third.media] == [4000, 4002]

    @pytest.mark.parametrize(
        ("media", "code"),
        [
            ("m=audio 9000 RTP/AVP 18 4", 305),
            ("m=audio 9000 RTP/SAVP 0", 302),
            ("m=audio 9000 UDP/TLS/RTP/SAVPF 0", 302),
            ("m=video 9000 RTP/AVP 31", 304),
        ],
    )
    def test_nothing_acceptable(self, media: str, code: int) -> None:
        """B4.10 and B4.13; RFC 3261 13.3.1.3, 20.43."""
        with pytest.raises(NotAcceptable) as caught:
            answer(peer(media))
        assert (caught.value.status, caught.value.code) == (488, code)

    def test_audio_switched_off_is_answered(self) -> None:
        assert answer(peer("m=audio 0 RTP/AVP 0", "m=image 9000 udptl t38")).media[0].rejected

    def test_no_line_at_all_is_answered_alike(self) -> None:
        assert answer(peer()).media == ()

    def test_an_offer_that_drops_lines_is_refused(self) -> None:
        """B4.5, RFC 3264 8."""
        before = peer("m=audio 9000 RTP/AVP 0", "m=video 0 RTP/AVP 31")
        with pytest.raises(SdpError) as caught:
            make_answer(peer("m=audio 9000 RTP/AVP 0"), OURS, origin=US, previous_remote=before)
        assert (caught.value.status, caught.value.reason) == (488, "media_lines_dropped")


class TestLaterOffer:
    def test_lines_keep_their_number_and_order(self) -> None:
        """B4.5, RFC 3264 8."""
        local = answer(peer("m=video 9000 RTP/AVP 31", "m=audio 9002 RTP/AVP 0", "m=audio 9004 RTP/AVP 0"))
        offer = make_offer(OURS, origin=US, previous_local=local)
        assert [(media.kind, media.port) for media in offer.media] == [("video", 0), ("audio", 4000), ("audio", 0)]
        assert offer.media[1].codecs() == (PCMU, PCMA, TELEPHONE_EVENT)

    def test_a_spare_port_revives_a_slot_then_adds_one(self) -> None:
        """B4.5, RFC 3264 8.1."""
        local = answer(peer("m=video 9000 RTP/AVP 31", "m=audio 9002 RTP/AVP 0", "m=audio 9004 RTP/SAVP 0"))
        offer = make_offer(attrs.evolve(OURS, ports=(4000, 4002, 4004)), origin=US, previous_local=local)
        assert [(media.kind, media.port, media.protocol) for media in offer.media] == [
            ("video", 0, "RTP/AVP"),
            ("audio", 4000, "RTP/AVP"),
            ("audio", 4002, "RTP/AVP"),
            ("audio", 4004, "RTP/AVP"),
        ]

    def test_resume_restores_our_wish_not_the_mirrored_hold(self) -> None:
        """B4.11, RFC 6337 5.3."""
        remote = peer("m=audio 9000 RTP/AVP 0|a=sendonly")
        held = answer(remote)
        assert held.direction_of(0) == "recvonly"
        assert make_offer(OURS, origin=US, previous_local=held, previous_remote=remote).direction_of(0) == "sendrecv"

    def test_the_full_codec_set_comes_back(self) -> None:
        """B4.9, RFC 6337 5.2.5."""
        local = answer(peer("m=audio 9000 RTP/AVP 8"))
        assert local.media[0].formats == ("8",)
        assert make_offer(OURS, origin=US, previous_local=local).media[0].formats == ("0", "8", "101")

    def test_numbers_in_use_stay(self) -> None:
        """B4.7, RFC 3264 8.3.2: telephone-event was 96, so it stays 96; 101 is the peer's codec, so it is not ours."""
        remote = peer("m=audio 9000 RTP/AVP 0 96|a=rtpmap:96 telephone-event/8000")
        offer = make_offer(OURS, origin=US, previous_local=answer(remote), previous_remote=remote)
        assert offer.media[0].formats == ("0", "8", "96")
        remote = peer("m=audio 9000 RTP/AVP 0 101 96|a=rtpmap:101 speex/8000|a=rtpmap:96 iLBC/8000")
        offer = make_offer(OURS, origin=US, previous_local=answer(remote), previous_remote=remote)
        assert offer.media[0].codecs() == (PCMU, PCMA, TELEPHONE_EVENT.renumbered(97, "0-16"))

    def test_our_number_wins_over_the_peers(self) -> None:
        local = make_offer(OURS, origin=US)
        remote = peer("m=audio 9000 RTP/AVP 0 96|a=rtpmap:96 telephone-event/8000")
        assert make_offer(OURS, origin=US, previous_local=local, previous_remote=remote) == local

    def test_without_a_free_number_a_codec_stays_out(self) -> None:
        maps = "".join(f"|a=rtpmap:{number} x{number}/8000" for number in range(96, 128))
        remote = peer(f"m=audio 9000 RTP/AVP 0 {' '.join(map(str, range(96, 128)))}{maps}")
        offer = make_offer(OURS, origin=US, previous_local=answer(remote), previous_remote=remote)
        assert offer.media[0].formats == ("0", "8")


class TestCheckAnswer:
    OFFER = make_offer(OURS, origin=US)

    def broken(self, given: SessionDescription, offer: SessionDescription | None = None) -> str:
        with pytest.raises(SdpError) as caught:
            check_answer(offer or self.OFFER, given)
        assert caught.value.status == 488
        return caught.value.reason

    def test_right_ones(self) -> None:
        check_answer(self.OFFER, peer("m=audio 9000 RTP/AVP 8 101|a=rtpmap:101 telephone-event/8000"))
        check_answer(self.OFFER, peer("m=audio 0 RTP/SAVP 99"))
        # Formats beside an offered one are legal (RFC 3264 6.1), as is the codec under another number.
        check_answer(self.OFFER, peer("m=audio 9000 RTP/AVP 18 97|a=rtpmap:97 PCMA/8000"))
        fax = peer("m=image 9000 udptl t38")
        check_answer(fax, fax)

    def test_wrong_ones(self) -> None:
        assert self.broken(peer()) == "answer_line_count"
        assert self.broken(peer("m=audio 9000 RTP/AVP 0", "m=audio 9000 RTP/AVP 0")) == "answer_line_count"
        assert self.broken(peer("m=video 9000 RTP/AVP 0")) == "answer_kind"
        assert self.broken(peer("m=audio 9000 RTP/SAVP 0")) == "answer_protocol"
        assert self.broken(peer("m=audio 9000 RTP/AVP 18")) == "answer_formats"
        assert self.broken(peer("m=audio 9000 RTP/AVP 0|a=rtpmap:0 G729/8000")) == "answer_formats"
        off = peer("m=audio 0 RTP/AVP 0")
        assert self.broken(peer("m=audio 9000 RTP/AVP 0"), off) == "answer_revives"

    @pytest.mark.parametrize("offered", DIRECTIONS)
    @pytest.mark.parametrize("given", DIRECTIONS)
    def test_directions(self, offered: str, given: str) -> None:
        """RFC 3264 6.1."""
        offer = make_offer(wish(offered), origin=US)
        made = peer(f"m=audio 9000 RTP/AVP 0|a={given}")
        legal = offered == "sendrecv" or given in (MIRROR[offered], "inactive")
        if legal:
            check_answer(offer, made)
        else:
            assert self.broken(made, offer) == "answer_direction"
            check_answer(offer, made, directions=False)


class TestAgreed:
    def test_an_ordinary_call_from_both_sides(self) -> None:
        offer = make_offer(OURS, origin=US)
        made = make_answer(offer, Preferences((PCMA, TELEPHONE_EVENT), "198.51.100.9", (5000,)), origin=US)
        (caller,) = agreed(offer, made, local_offered=True)
        assert (caller.codec, caller.send_payload_type, caller.receive_payload_types) == (PCMA, 8, (8,))
        assert (caller.telephone_event, caller.receive_telephone_event) == (101, 101)
        assert (caller.local_port, caller.remote_address, caller.remote_port) == (4000, "198.51.100.9", 5000)
        assert (caller.send, caller.receive, caller.held_by_remote, caller.held_by_local) == (True, True, False, False)
        (callee,) = agreed(made, offer, local_offered=False)
        assert (callee.remote_address, callee.remote_port, callee.local_port) == ("192.0.2.1", 4000, 5000)
        assert callee.codec == PCMA

    def test_each_side_sends_under_the_others_number(self) -> None:
        """B4.7, RFC 3264 5.1: asymmetric payload types."""
        codec = Codec("opus", 111, 48000, None, 2)
        local = make_offer(Preferences((codec, TELEPHONE_EVENT), "192.0.2.1", (4000,)), origin=US)
        remote = peer("m=audio 9000 RTP/AVP 96 97|a=rtpmap:96 opus/48000/2|a=rtpmap:97 telephone-event/48000")
        (stream,) = agreed(local, remote)
        assert (stream.send_payload_type, stream.receive_payload_types) == (96, (111,))
        assert (stream.telephone_event, stream.receive_telephone_event) == (None, None)

    def test_the_peers_first_codec_counts(self) -> None:
        (stream,) = agreed(make_offer(OURS, origin=US), peer("m=audio 9000 RTP/AVP 18 8 0"))
        assert stream.codec == PCMA

    @pytest.mark.parametrize("our", DIRECTIONS)
    @pytest.mark.parametrize("theirs", DIRECTIONS)
    def test_nobody_sends_to_who_does_not_receive(self, our: str, theirs: str) -> None:
        (stream,) = agreed(make_offer(wish(our), origin=US), peer(f"m=audio 9000 RTP/AVP 0|a={theirs}"))
        assert stream.send == (our in ("sendrecv", "sendonly") and theirs in ("sendrecv", "recvonly"))
        assert stream.receive == (our in ("sendrecv", "recvonly") and theirs in ("sendrecv", "sendonly"))

    @pytest.mark.parametrize(
        ("our_offer", "their_answer", "by_remote", "by_local"),
        [
            ("sendrecv", "sendrecv", False, False),
            ("sendonly", "recvonly", False, True),
            ("sendonly", "inactive", True, True),
            ("inactive", "inactive", False, True),
            ("sendrecv", "sendonly", True, False),
            ("sendrecv", "inactive", True, False),
        ],
    )
    def test_who_holds_when_we_offered(
        self, our_offer: str, their_answer: str, by_remote: bool, by_local: bool
    ) -> None:
        offer = make_offer(wish(our_offer), origin=US)
        (stream,) = agreed(offer, peer(f"m=audio 9000 RTP/AVP 0|a={their_answer}"), local_offered=True)
        assert (stream.held_by_remote, stream.held_by_local) == (by_remote, by_local)

    @pytest.mark.parametrize(
        ("their_offer", "our_wish", "by_remote", "by_local"),
        [
            ("sendrecv", "sendrecv", False, False),
            ("sendonly", "sendrecv", True, False),
            ("inactive", "sendrecv", True, False),
            ("sendonly", "sendonly", True, True),
            ("sendrecv", "sendonly", False, True),
            ("recvonly", "sendrecv", False, False),
        ],
    )
    def test_who_holds_when_they_offered(
        self, their_offer: str, our_wish: str, by_remote: bool, by_local: bool
    ) -> None:
        offer = peer(f"m=audio 9000 RTP/AVP 0|a={their_offer}")
        (stream,) = agreed(answer(offer, wish(our_wish)), offer, local_offered=False)
        assert (stream.held_by_remote, stream.held_by_local) == (by_remote, by_local)

    def test_a_null_address_is_held_and_never_sent_to(self) -> None:
        offer = peer("m=audio 9000 RTP/AVP 0", connection="c=IN IP4 0.0.0.0")
        (stream,) = agreed(answer(offer), offer, local_offered=False)
        assert (stream.send, stream.held_by_remote, stream.receive) == (False, True, True)

    def test_without_knowing_who_offered_any_side_that_does_not_receive_holds(self) -> None:
        (stream,) = agreed(make_offer(wish("inactive"), origin=US), peer("m=audio 9000 RTP/AVP 0|a=inactive"))
        assert (stream.held_by_remote, stream.held_by_local) == (True, True)

    def test_what_is_not_live_is_left_out(self) -> None:
        offer = make_offer(attrs.evolve(OURS, ports=(4000, 4002, 4004)), origin=US)
        remote = peer("m=audio 0 RTP/AVP 0", "m=audio 9002 RTP/AVP 0", "m=audio 9004 RTP/AVP 18")
        assert [(stream.index, stream.local_port) for stream in agreed(offer, remote)] == [(1, 4002)]

    def test_a_multicast_address_loses_its_ttl(self) -> None:
        remote = peer("m=audio 9000 RTP/AVP 0", connection="c=IN IP4 233.252.0.1/127")
        (stream,) = agreed(make_offer(OURS, origin=US), remote)
        assert stream.remote_address == "233.252.0.1"

    def test_foreign_attributes_do_not_disturb(self) -> None:
        offer = make_offer(OURS, origin=US)
        noisy = attrs.evolve(offer.media[0], attributes=(Attribute("x", "y"), *offer.media[0].attributes))
        assert agreed(offer, attrs.evolve(offer, media=(noisy,))) == agreed(offer, offer)
