"""media/stream: one media stream as offer/answer agreed it, up to the values for the media plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import attrs
import pytest

from sessioncore import events
from sessioncore.actions.media.stream import PUBLISHED, SAID
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaFailed,
    MediaFinished,
    MediaNews,
    MediaQualityChanged,
    MediaRecorded,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    StreamStatistics,
    VoiceChanged,
)
from sessioncore.base.sound import (
    PlaybackFinished,
    PlaybackStarted,
)
from sessioncore.effects import Media, Send
from sessioncore.inputs import MediaReported
from tests.support.peer import FORMATS, Peer, audio


class TestCommands:
    def test_what_was_agreed_reaches_the_media_plane(self, peer: Peer) -> None:
        call = peer.answered(source="tone:440")
        opened, configured = peer.media()
        assert isinstance(opened, OpenStream)
        assert isinstance(configured, ConfigureStream)
        assert opened.stream == configured.stream == f"{call.session}/0"
        assert configured.remote == ("192.0.2.2", 30000)
        assert (configured.codec, configured.payload_type) == ("PCMU", 0)
        assert configured.telephone_event == 101
        assert (configured.send, configured.receive, configured.source) == (True, True, "tone:440")
        assert 0 < configured.ssrc < 2**32

    def test_b4_8_listening_begins_before_the_offer_leaves(self, peer: Peer) -> None:
        peer.dialed()
        kinds = [type(effect) for effect in peer.effects if isinstance(effect, Media | Send)]
        assert kinds == [Media, Send]

    def test_called_the_port_is_opened_before_the_answer_leaves(self, peer: Peer) -> None:
        call = peer.calling()
        assert peer.media() == []
        peer.command("answer", call.session, source="echo")
        order = [type(effect.command) for effect in peer.effects if isinstance(effect, Media)]
        assert order == [OpenStream, ConfigureStream]
        last = [type(effect) for effect in peer.effects if isinstance(effect, Media | Send)]
        assert last == [Media, Media, Send]
        call.accept(peer.one("200 INVITE"))

    def test_the_end_silences_and_closes(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hang_up", call.session)
        silenced = peer.configured()
        assert (silenced.send, silenced.receive) == (False, False)
        assert CloseStream(f"{call.session}/0") not in peer.media()
        call.respond(200, to=peer.one("BYE"))
        assert peer.media()[-1] == CloseStream(f"{call.session}/0")

    def test_two_calls_have_ports_and_sources_of_their_own(self, peer: Peer) -> None:
        one, two = peer.answered(), peer.answered()
        opened = [command for command in peer.media() if isinstance(command, OpenStream)]
        assert opened[0].port != opened[1].port
        assert {command.stream for command in opened} == {f"{one.session}/0", f"{two.session}/0"}
        configured = [command.ssrc for command in peer.media() if isinstance(command, ConfigureStream)]
        assert len(set(configured)) == 2

    def test_ports_are_even(self, peer: Peer) -> None:
        """RFC 3550 11: RTP on an even port."""
        for _ in range(3):
            peer.dialed().respond(486)
        assert all(command.port % 2 == 0 for command in peer.media() if isinstance(command, OpenStream))

    def test_b5_3_ssrc_and_port_stay_over_hold_and_resume(self, peer: Peer) -> None:
        call = peer.answered()
        first = peer.configured()
        for command, direction in (("hold", "recvonly"), ("resume", "sendrecv")):
            peer.command(command, call.session)
            invite = peer.one("INVITE")
            call.respond(200, to=invite, sdp=audio(direction))
            peer.take()
            assert peer.configured().ssrc == first.ssrc
            assert invite.media[0].split()[1] == str(next(c.port for c in peer.media() if isinstance(c, OpenStream)))
        assert [type(command) for command in peer.media()].count(OpenStream) == 1

    def test_no_media_is_wanted(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(media=False)
        call = peer.answered()
        assert peer.media() == []
        assert call.invite is not None
        assert call.invite.media[0].startswith("audio 9 ")

    def test_a_failed_call_closes_its_port(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(486)
        assert [type(command) for command in peer.media()] == [OpenStream, CloseStream]


class TestHold:
    def test_b4_6_sent_and_received_while_we_hold(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        assert (peer.configured().send, peer.configured().receive) == (True, False)

    def test_b4_6_a_peer_that_answers_inactive_gets_nothing(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("inactive"))
        assert (peer.configured().send, peer.configured().receive) == (False, False)

    def test_b4_6_nothing_runs_before_the_answer_is_here(self, peer: Peer) -> None:
        """RFC 3264 8: until then everything stays as it was."""
        call = peer.answered()
        before = peer.media()
        peer.command("hold", call.session)
        assert peer.media() == before
        call.respond(488, to=peer.one("INVITE"))
        assert peer.media() == before


class TestReports:
    def report(self, peer: Peer, event: object) -> None:
        peer.feed(MediaReported(event))  # type: ignore[arg-type]

    def test_they_become_public_events(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="ignore")
        call = peer.answered()
        stream = f"{call.session}/0"
        self.report(peer, MediaStarted(stream, 7, 0))
        peer.advance(3)
        self.report(peer, MediaSilent(stream, 2.5))
        self.report(peer, MediaFailed(stream, "no route"))
        self.report(peer, MediaStopped(stream, StreamStatistics(sent_packets=3)))
        (started,) = peer.published(events.MediaStarted)
        (silent,) = peer.published(events.MediaSilent)
        (failed,) = peer.published(events.MediaFailed)
        (stopped,) = peer.published(events.MediaStopped)
        assert (started.session, started.stream, started.at) == (call.session, stream, 1000.0)
        assert (silent.seconds, silent.at) == (2.5, 1003.0)
        assert failed.reason == "no route"
        assert stopped.statistics.sent_packets == 3
        assert peer.engine.state(call.session) == "connected"

    @pytest.mark.parametrize(
        "event",
        [
            MediaStarted("nobody/0", 7, 0),
            MediaStarted("", 7, 0),
            MediaStarted("///", 7, 0),
            MediaSilent("nobody/x", 1),
            MediaReport("nobody/0", StreamStatistics()),
        ],
    )
    def test_reports_about_nobody_are_ignored(self, peer: Peer, event: object) -> None:
        call = peer.answered()
        before = len(peer.effects)
        self.report(peer, event)
        assert len(peer.effects) == before
        assert peer.engine.state(call.session) == "connected"

    def test_a_report_after_the_end_is_ignored(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.one("BYE"))
        self.report(peer, MediaStopped(f"{call.session}/0", StreamStatistics()))
        peer.run_out()
        self.report(peer, MediaStopped(f"{call.session}/0", StreamStatistics()))
        assert peer.engine.session_count == 0


class TestNews:
    """What the media plane tells and a call goes on with; and what it does not go on with (B5.4)."""

    def tell(self, peer: Peer, event: object) -> None:
        peer.feed(MediaReported(event))  # type: ignore[arg-type]

    def test_quality_files_recordings_and_periodic_reports_become_public_events(self, peer: Peer) -> None:
        call = peer.answered()
        stream = f"{call.session}/0"
        figures = StreamStatistics(received_packets=50)
        for event in (
            MediaQualityChanged(stream, "poor", 0.2, 0.05, None),
            MediaFinished(stream, "file:a.wav"),
            PlaybackStarted(stream, 3, "tone:440", 1),
            PlaybackFinished(stream, 3, "stopped", 1.5),
            MediaRecorded(stream, "b.wav", 2.5, True),
            MediaReport(stream, figures, periodic=True),
        ):
            self.tell(peer, event)
        (quality,) = peer.published(events.MediaQualityChanged)
        assert (quality.session, quality.quality, quality.loss) == (call.session, "poor", 0.2)
        assert [event.source for event in peer.published(events.MediaFinished)] == ["file:a.wav"]
        assert [(event.playback, event.place) for event in peer.published(events.PlaybackStarted)] == [(3, 1)]
        ended = [(event.reason, event.seconds) for event in peer.published(events.PlaybackFinished)]
        assert ended == [("stopped", 1.5)]
        assert [event.seconds for event in peer.published(events.MediaRecorded)] == [2.5]
        assert [event.statistics for event in peer.published(events.MediaReport)] == [figures]
        assert peer.engine.state(call.session) == "connected"

    def test_the_answer_to_a_query_is_the_askers_alone(self, peer: Peer) -> None:
        call = peer.answered()
        self.tell(peer, MediaReport(f"{call.session}/0", StreamStatistics()))
        assert peer.published(events.MediaReport) == []

    @pytest.mark.parametrize("what", ["play", "record", "report"])
    def test_a_failure_beside_the_stream_ends_no_call(self, peer: Peer, what: str) -> None:
        call = peer.answered()
        self.tell(peer, MediaFailed(f"{call.session}/0", "disk full", what))  # type: ignore[arg-type]
        assert len(peer.published(events.MediaFailed)) == 1
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "connected"

    def test_a_failure_beside_a_held_stream_ends_no_call_either(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="end")
        call = peer.called()
        call.reinvite(audio("sendonly", version=2))
        call.ack()
        peer.take()
        self.tell(peer, MediaFailed(f"{call.session}/0", "no such file", "play"))
        assert len(peer.published(events.MediaFailed)) == 1
        assert peer.labels() == []

    def test_b5_4_lost_media_ends_the_call_by_policy(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="end")
        call = peer.answered()
        self.tell(peer, MediaSilent(f"{call.session}/0", 60.0))
        call.respond(200, to=peer.one("BYE"))

    def test_b5_4_lost_media_holds_the_peer_by_policy(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="hold")
        call = peer.answered()
        self.tell(peer, MediaFailed(f"{call.session}/0", "no route"))
        hold = peer.one("INVITE")
        assert hold.direction == "sendonly"
        call.respond(200, to=hold, sdp=audio("recvonly", version=2))

    def test_b5_4_lost_media_is_offered_anew_by_policy(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="reinvite")
        call = peer.answered()
        self.tell(peer, MediaSilent(f"{call.session}/0", 60.0))
        offer = peer.one("INVITE")
        assert offer.direction == "sendrecv"
        call.respond(200, to=offer, sdp=audio(version=2))
        assert peer.engine.state(call.session) == "connected"

    def test_b5_4_what_is_offered_anew_in_vain_ends_the_call(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="reinvite")
        call = peer.answered()
        stream = f"{call.session}/0"
        self.tell(peer, MediaSilent(stream, 20.0))
        call.respond(200, to=peer.one("INVITE"), sdp=audio(version=2))
        peer.take()
        self.tell(peer, MediaSilent(stream, 20.0))
        call.respond(200, to=peer.one("BYE"))

    def test_b5_4_a_new_offer_that_is_refused_brings_nothing_back_either(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 3261 14.1: refused, all stays as it was, and so does the silence."""
        peer = make_peer(on_media_loss="reinvite")
        call = peer.answered()
        self.tell(peer, MediaSilent(f"{call.session}/0", 20.0))
        call.respond(488, to=peer.one("INVITE"))
        assert peer.labels() == ["ACK", "BYE"]

    def test_b5_4_an_offer_that_was_on_its_way_counts_as_the_new_one(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="reinvite", modify_method="update")
        call = peer.dialed()
        call.respond(200, sdp=audio(), headers=["Allow: INVITE, ACK, BYE, UPDATE"])
        peer.take()
        peer.command("hold", call.session)
        update = peer.one("UPDATE")
        self.tell(peer, MediaSilent(f"{call.session}/0", 20.0))
        assert peer.labels() == []
        call.respond(488, to=update)
        assert peer.labels() == ["BYE"]

    def test_b5_4_a_refused_offer_ends_no_call_whose_media_came_back_meanwhile(
        self, make_peer: Callable[..., Peer]
    ) -> None:
        peer = make_peer(on_media_loss="reinvite")
        call = peer.answered()
        stream = f"{call.session}/0"
        self.tell(peer, MediaSilent(stream, 20.0))
        self.tell(peer, MediaStarted(stream, 7, 0))
        call.respond(488, to=peer.one("INVITE"))
        assert (peer.labels(), peer.engine.state(call.session)) == (["ACK"], "connected")

    def test_b5_4_a_hold_that_is_refused_ends_no_call(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="hold")
        call = peer.answered()
        self.tell(peer, MediaSilent(f"{call.session}/0", 20.0))
        call.respond(488, to=peer.one("INVITE"))
        assert (peer.labels(), peer.engine.state(call.session)) == (["ACK"], "connected")

    def test_b5_4_what_comes_back_after_a_new_offer_is_a_call_as_before(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="reinvite")
        call = peer.answered()
        stream = f"{call.session}/0"
        for version in (2, 3):
            self.tell(peer, MediaSilent(stream, 20.0))
            call.respond(200, to=peer.one("INVITE"), sdp=audio(version=version))
            self.tell(peer, MediaStarted(stream, 7, 0))
            assert peer.labels() == ["ACK"]
        assert peer.engine.state(call.session) == "connected"

    def test_b5_4_media_that_comes_back_by_itself_is_no_loss_any_more(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="ignore")
        call = peer.answered()
        stream = f"{call.session}/0"
        self.tell(peer, MediaSilent(stream, 20.0))
        self.tell(peer, MediaStarted(stream, 7, 0))
        self.tell(peer, MediaSilent(stream, 20.0))
        assert len(peer.published(events.MediaSilent)) == 2
        assert peer.labels() == []

    def test_b5_4_lost_media_is_ignored_by_policy_and_on_hold(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(on_media_loss="ignore")
        call = peer.answered()
        self.tell(peer, MediaSilent(f"{call.session}/0", 60.0))
        assert peer.labels() == []
        held = make_peer(on_media_loss="end")
        second = held.called()
        second.reinvite(audio("sendonly", version=2))
        second.ack()
        held.take()
        self.tell(held, MediaSilent(f"{second.session}/0", 60.0))
        assert held.labels() == []


class TestRtcp:
    def test_b5_15_our_call_reports_once_it_is_answered(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio())
        assert peer.configured().early
        call.respond(200, sdp=audio())
        assert not peer.configured().early

    def test_b5_15_early_media_of_ours_are_reported_on_once_the_call_is_up(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("progress", call.session, source="tone:440")
        peer.take()
        assert peer.configured().early
        peer.command("answer", call.session, source="tone:440")
        call.accept(peer.one("200 INVITE"))
        assert not peer.configured().early

    def test_b5_15_early_media_that_are_held_when_the_call_comes_up(self, peer: Peer) -> None:
        call = peer.calling(sdp=audio("sendonly"))
        peer.command("progress", call.session, source="tone:440")
        peer.take()
        assert peer.configured().early
        peer.command("answer", call.session, source="tone:440")
        call.accept(peer.one("200 INVITE"))
        assert (peer.configured().early, peer.configured().send) == (False, False)

    def test_b5_15_what_is_agreed_reliably_before_the_answer_is_early_too(self, peer: Peer) -> None:
        """RFC 3262 5 completes offer and answer before the call is one; an UPDATE in between changes nothing of it."""
        call = peer.dialed()
        (prack,) = call.respond_reliably(183, 1, sdp=audio(), headers=["Allow: INVITE, UPDATE"])
        call.respond(200, to=prack)
        assert peer.configured().early
        update = peer.command("modify", call.session, codecs=[], direction="", method="update")
        call.respond(200, to=peer.one("UPDATE"), sdp=audio(port=40_004, version=2))
        assert peer.outcome(update) == ("done", None)
        assert (peer.configured().remote[1], peer.configured().early) == (40_004, True)
        call.respond(200)
        assert not peer.configured().early

    @pytest.mark.parametrize("offer", ["theirs", "ours"])
    def test_b5_15_so_is_what_we_agree_to_before_we_answer(self, peer: Peer, offer: str) -> None:
        call = peer.calling(headers=["Supported: 100rel"], sdp=audio() if offer == "theirs" else None)
        peer.command("progress", call.session, source="tone:440")
        call.prack(peer.one("183 INVITE"), sdp=None if offer == "theirs" else audio())
        assert peer.configured().early
        peer.command("answer", call.session, source="tone:440")
        assert peer.configured().early
        call.accept(peer.take()[-1], cseq=100)
        assert not peer.configured().early

    def test_a_call_without_early_media_is_configured_once(self, peer: Peer) -> None:
        peer.called()
        configured = [command for command in peer.media() if isinstance(command, ConfigureStream)]
        assert [command.early for command in configured] == [False]

    def test_b5_11_what_is_agreed_on_reports_reaches_the_media_plane(self, peer: Peer) -> None:
        call = peer.calling(sdp=audio(more=["a=rtcp-xr:voip-metrics", "a=rtcp-rsize"]))
        peer.command("answer", call.session, source="silence")
        answer = peer.one("200 INVITE")
        assert {"a=rtcp-xr:voip-metrics", "a=rtcp-rsize"} <= set(answer.sdp)
        call.accept(answer)
        assert (peer.configured().rtcp_xr, peer.configured().rtcp_reduced) == (True, True)


class TestEars:
    @pytest.mark.parametrize(
        ("wanted", "events", "listens"),
        [("never", False, False), ("auto", True, False), ("auto", False, True), ("always", True, True)],
    )
    def test_b5_6_digits_are_looked_for_in_the_sound_as_configured(
        self, make_peer: Callable[..., Peer], wanted: str, events: bool, listens: bool
    ) -> None:
        peer = make_peer(inband_digits=wanted, voice_activity=listens)
        call = peer.dialed()
        call.respond(200, sdp=audio(formats=FORMATS if events else FORMATS[:2]))
        assert (peer.configured().inband_digits, peer.configured().voice_activity) == (listens, listens)

    def test_voice_is_told(self, peer: Peer) -> None:
        call = peer.answered()
        for speaking in (True, False):
            peer.feed(MediaReported(VoiceChanged(f"{call.session}/0", speaking)))
        assert [event.speaking for event in peer.published(events.VoiceChanged)] == [True, False]


def test_all_news_of_the_media_plane_are_published_with_what_they_say() -> None:
    assert set(PUBLISHED) == set(get_args(MediaNews))
    for told, public in PUBLISHED.items():
        assert set(SAID[public]) <= {field.name for field in attrs.fields(told)}, public
