"""media/connectivity: ways that are found, lost and found again, and what becomes of the call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessioncore import events as public
from sessioncore.base.connectivity import BeginChecks, ChecksFailed, ConsentLost, EndChecks, PairNominated, UsePair
from sessioncore.base.media import MediaSilent
from sessioncore.base.protection import MediaKeysLost, MediaSecured
from sessioncore.effects import Media
from sessioncore.handlers.media.connectivity import Connectivity
from sessioncore.inputs import MediaReported
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, audio

PRINT = "sha-256 " + ":".join(["AB"] * 32)
ROLE = f"a=fingerprint:{PRINT.replace('AB', 'CD')}\r\na=setup:"
ICE = "a=rtcp-mux\r\na=ice-ufrag:{}\r\na=ice-pwd:" + "p" * 22
WAY = ("198.51.100.7", 5000)


def described(role: str, fragment: str = "abcd", **more: Any) -> str:
    lines = [ROLE + role, ICE.format(fragment)]
    return audio(more=lines, **more).replace("RTP/AVP", "UDP/TLS/RTP/SAVPF")


def tell(peer: Peer, event: Any) -> None:
    peer.feed(MediaReported(event))


def way(peer: Peer, call: Call) -> str:
    (scope,) = peer.engine.cells[call.session].dialogs.values()
    (machine,) = scope.connectivity.values()
    return machine.state_name


def begun(peer: Peer) -> list[BeginChecks]:
    return [command for command in peer.media() if isinstance(command, BeginChecks)]


def used(peer: Peer) -> list[tuple[str, int]]:
    return [(command.host, command.port) for command in peer.media() if isinstance(command, UsePair)]


@pytest.fixture
def make_full(make_peer: Callable[..., Peer]) -> Callable[..., Peer]:
    return lambda **more: make_peer(media_keying="dtls", media_fingerprint=PRINT, ice="full", **more)


@pytest.fixture
def full(make_full: Callable[..., Peer]) -> Peer:
    return make_full()


def up(peer: Peer, **more: Any) -> Call:
    call = peer.dialed()
    assert call.invite is not None
    call.respond(200, sdp=described("active"), **more)
    peer.take()
    call.engine_tag = call.invite.from_tag
    return call


def connected(peer: Peer, **more: Any) -> Call:
    call = up(peer, **more)
    tell(peer, PairNominated(f"{call.session}/0", *WAY))
    tell(peer, MediaSecured(f"{call.session}/0", "AEAD_AES_256_GCM"))
    return call


class TestTheWay:
    def test_b5_24_it_is_looked_for_and_then_used(self, full: Peer) -> None:
        call = up(full)
        assert call.invite is not None
        (one,) = begun(full)
        assert one.stream == f"{call.session}/0"
        assert (one.checks.controlling, one.checks.their_fragment) == (True, "abcd")
        assert f"a=ice-ufrag:{one.checks.our_fragment}" in call.invite.sdp
        assert (way(full, call), used(full)) == ("checking", [])
        tell(full, PairNominated(one.stream, *WAY))
        assert (way(full, call), used(full)) == ("connected", [WAY])
        tell(full, MediaSecured(one.stream, "AEAD_AES_256_GCM"))
        full.advance(100)
        assert full.engine.state(call.session) == "connected"

    def test_b5_24_where_there_is_none_the_call_ends(self, full: Peer) -> None:
        up(full)
        full.advance(14.9)
        assert full.labels() == []
        full.advance(0.2)
        assert full.labels()[:1] == ["BYE"]
        assert "found no way" in full.published(public.MediaFailed)[0].reason

    def test_b5_24_checks_that_cannot_be_made_end_it_at_once(self, full: Peer) -> None:
        call = up(full)
        tell(full, ChecksFailed(f"{call.session}/0", "why not"))
        assert full.labels() == ["BYE"]
        assert [told.reason for told in full.published(public.MediaFailed)] == ["why not"]

    def test_b5_24_without_ice_of_the_peer_nothing_is_checked(self, full: Peer) -> None:
        call = full.dialed()
        plain = described("active").replace("a=ice-ufrag:abcd\r\n", "")
        call.respond(200, sdp=plain)
        (scope,) = full.engine.cells[call.session].dialogs.values()
        assert (begun(full), dict(scope.connectivity)) == ([], {})

    def test_b5_24_the_answer_to_an_offer_is_checked_as_well(self, full: Peer) -> None:
        call = full.calling(sdp=described("actpass"))
        full.command("answer", call.session, source="silence")
        call.accept(full.one("200 INVITE"))
        (one,) = begun(full)
        assert not one.checks.controlling


class TestLaterDescriptions:
    SEEN = ("203.0.113.5", 40_000)

    def test_b5_27_our_next_offer_names_the_pair(self, full: Peer) -> None:
        call = up(full)
        tell(full, PairNominated(f"{call.session}/0", *WAY, "host", "host", mapped=self.SEEN))
        tell(full, MediaSecured(f"{call.session}/0", "AEAD_AES_256_GCM"))
        full.command("hold", call.session)
        invite = full.one("INVITE")
        candidates = [line for line in invite.sdp if line.startswith("a=candidate")]
        assert len(candidates) == 1
        assert " 203.0.113.5 40000 typ prflx " in candidates[0]
        assert "c=IN IP4 203.0.113.5" in invite.sdp
        assert any(line.startswith("m=audio 40000 ") for line in invite.sdp)
        assert "a=remote-candidates:1 198.51.100.7 5000" in invite.sdp
        call.respond(200, to=invite, sdp=described("passive", direction="recvonly", version=2))
        assert (way(full, call), len(begun(full))) == ("connected", 1)

    def test_b5_27_our_answer_names_our_side_of_it(self, full: Peer) -> None:
        call = up(full)
        tell(full, PairNominated(f"{call.session}/0", *WAY, "host", "host", mapped=self.SEEN))
        (answer,) = [seen for seen in call.reinvite(described("actpass", version=2)) if seen.status == 200]
        call.ack()
        assert len([line for line in answer.sdp if line.startswith("a=candidate")]) == 1
        assert any(line.startswith("m=audio 40000 ") for line in answer.sdp)
        assert "remote-candidates" not in "".join(answer.sdp)

    def test_b5_27_a_restart_names_all_again(self, make_full: Any) -> None:
        full = make_full(on_media_loss="reinvite")
        call = up(full)
        tell(full, PairNominated(f"{call.session}/0", *WAY, "host", "host", mapped=self.SEEN))
        tell(full, ConsentLost(f"{call.session}/0"))
        invite = full.one("INVITE")
        assert "a=candidate" in "".join(invite.sdp)
        assert "remote-candidates" not in "".join(invite.sdp)
        assert "203.0.113.5" not in "".join(invite.sdp)


class TestRestarts:
    def test_b5_25_a_hold_changes_nothing_new_fragments_do(self, full: Peer) -> None:
        call = connected(full)
        call.reinvite(described("actpass", version=2, direction="sendonly"))
        call.ack()
        assert (way(full, call), len(begun(full))) == ("connected", 1)
        (answer,) = [seen for seen in call.reinvite(described("actpass", "efgh", version=3)) if seen.status == 200]
        call.ack()
        first, second = begun(full)
        assert way(full, call) == "restarting"
        assert first.checks.our_fragment != second.checks.our_fragment
        assert f"a=ice-ufrag:{second.checks.our_fragment}" in answer.sdp
        assert used(full) == [WAY]  # the one of before serves
        tell(full, PairNominated(second.stream, "198.51.100.8", 6000))
        assert (way(full, call), used(full)[-1]) == ("connected", ("198.51.100.8", 6000))

    def test_b5_20_b5_25_an_heir_offers_anew_and_looks_for_the_way_again(self, full: Peer) -> None:
        call = connected(full)
        (first,) = begun(full)
        full.become(media_fingerprint=PRINT.replace("AB", "99"))
        full.effects = [each for each in full.effects if not isinstance(each, Media)]  # what is open ends with it
        full.restart(call.session)
        assert way(full, call) == "connected"
        tell(full, MediaKeysLost(f"{call.session}/0"))
        call.respond(200, to=full.one("INVITE"), sdp=described("active", "efgh", version=2))
        (second,) = begun(full)
        assert way(full, call) == "restarting"
        assert first.checks.our_fragment != second.checks.our_fragment
        tell(full, PairNominated(f"{call.session}/0", *WAY))
        assert (way(full, call), used(full)) == ("connected", [WAY])

    @pytest.mark.parametrize("method", ["invite", "update"])
    def test_b5_25_an_offer_of_ours_restarts_where_it_is_told_to_and_the_next_does_not(
        self, full: Peer, method: str
    ) -> None:
        call = connected(full, headers=["Allow: INVITE, ACK, BYE, UPDATE"])
        before = begun(full)[0].checks
        full.command("modify", call.session, codecs=[], direction="", method=method, restart=True)
        offer = full.one(method.upper())
        for said in (before.our_fragment, before.our_password):
            assert said not in "".join(offer.sdp)
        call.respond(200, to=offer, sdp=described("active", "efgh", version=2))
        assert (way(full, call), len(begun(full))) == ("restarting", 2)
        assert used(full) == [WAY]
        tell(full, PairNominated(f"{call.session}/0", "198.51.100.8", 6000))
        after = begun(full)[1].checks
        full.take()
        full.command("modify", call.session, codecs=[], direction="", method=method)
        assert f"a=ice-ufrag:{after.our_fragment}" in full.one(method.upper()).sdp

    def test_b5_25_what_was_refused_leaves_the_way_as_it_was(self, full: Peer) -> None:
        call = connected(full)
        before = begun(full)[0].checks
        full.command("modify", call.session, codecs=[], direction="", restart=True)
        call.respond(488, to=full.one("INVITE"))
        assert (way(full, call), len(begun(full))) == ("connected", 1)
        (answer,) = [seen for seen in call.reinvite(described("actpass", version=2)) if seen.status == 200]
        call.ack()
        assert f"a=ice-ufrag:{before.our_fragment}" in answer.sdp
        full.take()
        full.command("hold", call.session)
        invite = full.one("INVITE")
        assert f"a=ice-ufrag:{before.our_fragment}" in invite.sdp
        assert f"a=ice-pwd:{before.our_password}" in invite.sdp

    def test_b5_25_media_that_is_missed_has_another_way_looked_for(self, make_full: Any) -> None:
        full = make_full(on_media_loss="reinvite")
        call = connected(full)
        before = begun(full)[0].checks
        tell(full, MediaSilent(f"{call.session}/0", 30.0))
        assert way(full, call) == "connected"  # the peer still consents
        assert f"a=ice-ufrag:{before.our_fragment}" not in full.one("INVITE").sdp

    def test_b5_25_a_lite_agent_restarts_too(self, make_peer: Callable[..., Peer]) -> None:
        lite = make_peer(media_keying="dtls", media_fingerprint=PRINT, ice="lite")
        call = up(lite)
        tell(lite, MediaSecured(f"{call.session}/0", "AEAD_AES_256_GCM"))
        assert call.invite is not None
        (first,) = [line for line in call.invite.sdp if line.startswith("a=ice-ufrag")]
        lite.command("modify", call.session, codecs=[], direction="", restart=True)
        offer = lite.one("INVITE").sdp
        assert first not in offer
        assert "a=ice-lite" in offer

    def test_b5_26_without_consent_nothing_is_sent_and_the_next_offer_restarts(self, make_full: Any) -> None:
        full = make_full(on_media_loss="reinvite")
        call = connected(full)
        before = begun(full)[0].checks
        tell(full, ConsentLost(f"{call.session}/0"))
        assert (way(full, call), used(full)[-1]) == ("lost", ("", 0))
        assert "not answer" in full.published(public.MediaFailed)[0].reason
        invite = full.one("INVITE")
        assert f"a=ice-ufrag:{before.our_fragment}" not in invite.sdp
        call.respond(200, to=invite, sdp=described("passive", "efgh", version=2))
        assert way(full, call) == "recovering"
        tell(full, PairNominated(f"{call.session}/0", *WAY))
        assert (way(full, call), used(full)[-1]) == ("connected", WAY)

    def test_b5_26_a_restart_that_finds_nothing_either_ends_the_call(self, make_full: Any) -> None:
        full = make_full(on_media_loss="reinvite")
        call = connected(full)
        tell(full, ConsentLost(f"{call.session}/0"))
        call.respond(200, to=full.one("INVITE"), sdp=described("passive", "efgh", version=2))
        full.take()
        full.advance(15.1)
        assert full.labels()[:1] == ["BYE"]

    def test_b5_25_b5_26_each_restart_has_its_time_anew(self, make_full: Any) -> None:
        full = make_full(on_media_loss="reinvite")
        call = up(full)
        full.advance(10)
        self.restart(call, "efgh", 2)
        full.advance(6)
        assert (way(full, call), full.labels()) == ("checking", [])
        tell(full, PairNominated(f"{call.session}/0", *WAY))
        tell(full, MediaSecured(f"{call.session}/0", "AEAD_AES_256_GCM"))
        self.restart(call, "ijkl", 3)
        full.advance(10)
        self.restart(call, "mnop", 4)
        full.advance(10)
        assert way(full, call) == "restarting"
        full.advance(5.1)
        assert way(full, call) == "lost"
        call.respond(200, to=full.one("INVITE"), sdp=described("active", "qrst", version=5))
        full.take()
        full.advance(10)
        self.restart(call, "uvwx", 6)
        full.advance(10)
        assert (way(full, call), full.labels()) == ("recovering", [])
        full.advance(5.1)
        assert full.labels()[:1] == ["BYE"]

    def restart(self, call: Call, fragment: str, version: int) -> None:
        call.reinvite(described("actpass", fragment, version=version))
        call.ack()
        call.peer.take()

    def test_b5_26_by_the_usual_policy_the_call_goes_on_without(self, full: Peer) -> None:
        call = connected(full)
        tell(full, ConsentLost(f"{call.session}/0"))
        full.advance(60)
        assert (full.labels(), full.engine.state(call.session)) == ([], "connected")


class TestWithoutIce:
    """A box in between that knows no ICE may answer for the peer, as while a call is held (RFC 8839 4.4.3.1)."""

    PLAIN = staticmethod(lambda role, **more: described(role, **more).replace("a=ice-ufrag:abcd\r\n", ""))

    def ended(self, peer: Peer) -> int:
        return len([command for command in peer.media() if isinstance(command, EndChecks)])

    def test_b5_28_media_goes_where_the_answer_says_and_the_next_offer_restarts(self, full: Peer) -> None:
        call = connected(full)
        before = begun(full)[0].checks
        full.command("hold", call.session)
        call.respond(200, to=full.one("INVITE"), sdp=self.PLAIN("active", direction="recvonly", version=2))
        assert (way(full, call), self.ended(full)) == ("waived", 1)
        told = full.configured()
        assert told.protection is not None
        assert (told.protection.keying, told.protection.has_ice) == ("dtls", False)
        full.advance(120)
        assert full.engine.state(call.session) == "on_hold"
        full.command("resume", call.session)
        invite = full.one("INVITE")
        assert "a=ice-ufrag:" in "".join(invite.sdp)
        assert f"a=ice-ufrag:{before.our_fragment}" not in invite.sdp
        call.respond(200, to=invite, sdp=described("active", version=3))
        assert (way(full, call), len(begun(full))) == ("recovering", 2)
        tell(full, PairNominated(f"{call.session}/0", *WAY))
        assert way(full, call) == "connected"

    def test_b5_28_an_offer_without_ice_is_taken_and_answered_without(self, full: Peer) -> None:
        call = connected(full)
        (answer,) = [seen for seen in call.reinvite(self.PLAIN("actpass", version=2)) if seen.status == 200]
        call.ack()
        assert (way(full, call), self.ended(full)) == ("waived", 1)
        assert not any("candidate" in line or "ice-" in line for line in answer.sdp if line != "a=ice-options:ice2")
        call.reinvite(self.PLAIN("actpass", version=3, direction="sendonly"))
        call.ack()
        assert (way(full, call), self.ended(full)) == ("waived", 1)
        call.reinvite(described("actpass", version=4))
        call.ack()
        assert (way(full, call), len(begun(full))) == ("recovering", 2)


BUSY = ["checking", "restarting", "recovering"]


class TestAlone:
    @pytest.mark.parametrize("state", [*BUSY, "connected", "lost"])
    def test_b5_25_b5_26_what_is_agreed_again_unchanged_changes_nothing(self, state: str) -> None:
        assert Alone(Connectivity, state, "unchanged").on("agreed") == (state, ["note"], [])

    @pytest.mark.parametrize(
        ("state", "then"),
        [
            ("unchecked", "checking"),
            ("checking", "checking"),
            ("connected", "restarting"),
            ("restarting", "restarting"),
            ("lost", "recovering"),
            ("recovering", "recovering"),
        ],
    )
    def test_b5_24_b5_25_b5_26_what_is_agreed_anew(self, state: str, then: str) -> None:
        assert Alone(Connectivity, state).on("agreed") == (then, ["note", "begin"], [])

    @pytest.mark.parametrize("state", [*BUSY, "connected"])
    def test_b5_24_b5_25_b5_26_what_was_found_is_used(self, state: str) -> None:
        assert Alone(Connectivity, state).on("pair_nominated") == ("connected", ["use"], [])

    @pytest.mark.parametrize("event", ["checks_failed", "overdue"])
    def test_b5_24_b5_25_b5_26_where_nothing_is_found(self, event: str) -> None:
        assert Alone(Connectivity, "checking").on(event) == ("broken", ["publish_failed"], ["failed"])
        assert Alone(Connectivity, "restarting").on(event) == ("lost", ["cease", "publish_failed"], ["lost"])
        assert Alone(Connectivity, "recovering").on(event) == ("lost", ["cease", "publish_failed"], ["given_up"])

    @pytest.mark.parametrize(
        ("state", "then"), [*[(state, state) for state in BUSY], ("connected", "checking"), ("lost", "checking")]
    )
    def test_b3_17_another_fork_is_heard_and_its_way_is_looked_for(self, state: str, then: str) -> None:
        assert Alone(Connectivity, state).on("shown") == (then, ["begin"], [])

    def test_b5_26_consent_that_ends_is_the_end_of_the_way(self) -> None:
        assert Alone(Connectivity, "connected").on("consent_lost") == ("lost", ["cease", "publish_lost"], ["lost"])
        for event in ("pair_nominated", "checks_failed", "consent_lost"):
            assert Alone(Connectivity, "lost").on(event) == ("lost", [], [])

    @pytest.mark.parametrize("state", [*BUSY, "connected", "lost", "waived", "broken"])
    def test_the_end_of_the_session_is_the_end(self, state: str) -> None:
        assert Alone(Connectivity, state).on("down") == ("closed", [], [])

    @pytest.mark.parametrize("state", [*BUSY, "connected", "lost"])
    def test_b5_28_without_ice_of_the_peer_checks_and_consent_end(self, state: str) -> None:
        assert Alone(Connectivity, state).on("waived") == ("waived", ["leave"], [])

    @pytest.mark.parametrize("guards", [(), ("unchanged",)])
    def test_b5_28_with_ice_again_a_way_is_looked_for_whatever_was_agreed(self, guards: tuple[str, ...]) -> None:
        assert Alone(Connectivity, "waived", *guards).on("agreed") == ("recovering", ["note", "begin"], [])

    def test_b5_28_without_ice_nothing_is_found_or_lost(self) -> None:
        for event in ("waived", "shown", "pair_nominated", "checks_failed", "consent_lost"):
            assert Alone(Connectivity, "waived").on(event) == ("waived", [], [])

    def test_b5_24_broken_is_broken(self) -> None:
        for event in ("agreed", "waived", "shown", "pair_nominated", "checks_failed", "consent_lost"):
            assert Alone(Connectivity, "broken").on(event) == ("broken", [], [])
