"""setup/outgoing: redirection (RFC 3261 8.1.3.4, 19.1.5, 21.3), several early dialogs, early media and late offers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.base.media import ConfigureStream
from sessioncore.effects import Locate
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Located, ServerRecord
from tests.support.peer import PEER, Peer, audio


def to(*targets: str) -> list[str]:
    return [f"Contact: {target}" for target in targets]


class TestRedirection:
    def test_b3_18_the_best_target_first(self, peer: Peer) -> None:
        call = peer.dialed()
        first = call.invite
        assert first is not None
        call.respond(302, headers=to("<sip:low@192.0.2.3>;q=0.2", "<sip:best@192.0.2.4:5090>;q=0.9"))
        ack, again = peer.take()
        assert ack.label == "ACK"
        assert (again.label, again.uri, again.remote) == (
            "INVITE",
            "sip:best@192.0.2.4:5090",
            ("192.0.2.4", 5090),
        )
        assert (again["call-id"], again["from"], again["to"]) == (first["call-id"], first["from"], first["to"])
        assert again.cseq == first.cseq + 1
        assert again.branch != first.branch
        assert again.body == first.body
        assert peer.outcome(call.dial) is None

    def test_b3_18_the_next_target_when_the_best_fails(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(302, headers=to("<sip:a@192.0.2.3>", "<sip:b@192.0.2.4>"))
        call.respond(486, to=peer.one("INVITE"))
        last = peer.one("INVITE")
        assert last.uri == "sip:b@192.0.2.4"
        call.respond(200, to=last, sdp=audio())
        assert peer.one("ACK").cseq == last.cseq
        assert peer.outcome(call.dial) == ("done", 200)

    def test_b3_18_a_loop_ends(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(302, headers=to(f"<sip:bob@{PEER[0]}:{PEER[1]}>"))
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", 302)

    def test_b3_18_two_that_name_each_other_end(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(302, headers=to("<sip:a@192.0.2.3>"))
        call.respond(302, to=peer.one("INVITE"), headers=to(f"<sip:bob@{PEER[0]}:{PEER[1]}>"))
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", 302)

    def test_b3_18_no_more_targets_than_the_limit(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(max_redirects=2))
        call = peer.dialed()
        targets = to(*[f"<sip:t{number}@192.0.2.3>" for number in range(9)])
        call.respond(302, headers=targets)
        call.respond(486, to=peer.one("INVITE"))
        call.respond(486, to=peer.one("INVITE"))
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", 486)

    def test_b3_18_6xx_ends_the_search(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(302, headers=to("<sip:a@192.0.2.3>", "<sip:b@192.0.2.4>"))
        call.respond(603, to=peer.one("INVITE"))
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", 603)

    def test_b3_18_also_after_a_180(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        call.respond(302, headers=to("<sip:a@192.0.2.3>"))
        again = peer.one("INVITE")
        call.respond(180, to=again, tag="other")
        call.respond(200, to=again, tag="other", sdp=audio())
        assert peer.labels() == ["ACK"]
        assert peer.states() == ["dialing", "ringing", "connected"]

    def test_hang_up_after_a_redirection_cancels_the_second_invite(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(302, headers=to("<sip:a@192.0.2.3>"))
        again = peer.one("INVITE")
        call.respond(180, to=again)
        hang_up = peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        assert (cancel.branch, cancel.remote) == (again.branch, again.remote)
        call.respond(200, to=cancel)
        call.respond(487, to=again)
        assert peer.outcome(hang_up) == ("done", None)

    @pytest.mark.parametrize(
        "contact",
        ["*", "<tel:+1>", "<sip:x@192.0.2.3?Subject=a>", "<mailto:x@y>", "<sip:[::1>", "nonsense"],
    )
    def test_targets_that_cannot_be_called_are_no_targets(self, peer: Peer, contact: str) -> None:
        call = peer.dialed()
        call.respond(302, headers=to(contact))
        assert "INVITE" not in peer.labels()
        assert peer.outcome(call.dial) == ("failed", 302)

    def test_b3_18_a_target_with_a_name_is_looked_up(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(302, headers=to("<sip:x@a.example>"))
        (asked,) = [effect for effect in peer.effects if isinstance(effect, Locate)]
        assert (asked.host, asked.transport, asked.secure) == ("a.example", "", False)
        peer.feed(Located(asked.lookup, (ServerRecord("udp", 5060, ("192.0.2.3",)),)))
        again = peer.take()[-1]
        assert (again.uri, again.remote) == ("sip:x@a.example", ("192.0.2.3", 5060))
        call.respond(404, to=again)

    def test_b3_18_q_between_0_and_1_and_those_alike_as_listed(self, peer: Peer) -> None:
        call = peer.dialed()
        listed = [
            "<sip:a@192.0.2.3>;q=0.0",
            "<sip:b@192.0.2.4>;q=2",
            "<sip:c@192.0.2.5>;q=0.5",
            "<sip:d@192.0.2.6>;q=x",
        ]
        call.respond(300, headers=to(*listed, "<sip:e@192.0.2.7>;q=0.5"))
        tried = []
        for _ in listed:
            again = peer.one("INVITE")
            tried.append(again.uri.partition("@")[0])
            call.respond(486, to=again)
        last = peer.one("INVITE")
        assert [*tried, last.uri.partition("@")[0]] == ["sip:b", "sip:d", "sip:c", "sip:e", "sip:a"]
        call.respond(486, to=last)

    def test_b3_18_305_leads_through_the_proxy_that_it_names_and_only_once(self, peer: Peer) -> None:
        call = peer.dialed()
        first = call.invite
        assert first is not None
        call.respond(305, headers=to("<sip:192.0.2.9:5070>"))
        again = peer.one("INVITE")
        assert (again.uri, again.remote, again["route"]) == (first.uri, ("192.0.2.9", 5070), "<sip:192.0.2.9:5070;lr>")
        assert (again.body, again["to"], again["from"], again.cseq) == (first.body, first["to"], first["from"], 2)
        call.respond(305, to=again, headers=to("<sip:192.0.2.8>"))
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", 305)

    def test_b3_18_305_without_a_proxy_is_a_refusal(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(305)
        assert peer.outcome(call.dial) == ("failed", 305)

    @pytest.mark.parametrize("status", [380, 399])
    def test_b3_18_an_alternative_service_is_not_called_by_itself(self, peer: Peer, status: int) -> None:
        call = peer.dialed()
        call.respond(status, headers=to("<sip:a@192.0.2.3>"))
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", status)

    def test_b3_18_a_challenged_proxy_of_305_stays_on_the_way(self, peer: Peer) -> None:
        from sessioncore.api.wallet import Credentials, CredentialWallet

        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        call = peer.dialed()
        call.respond(305, headers=to("<sip:192.0.2.9:5070>"))
        again = peer.one("INVITE")
        call.respond(407, to=again, headers=['Proxy-Authenticate: Digest realm="r", nonce="n", qop="auth"'])
        third = peer.one("INVITE")
        assert (third.remote, third["route"], third.has("Proxy-Authorization")) == (again.remote, again["route"], True)
        call.respond(486, to=third)


class TestRedirecting:
    """As the server."""

    def test_b3_18_one_target(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("redirect", call.session, contact="sip:c@192.0.2.3;transport=tcp")
        answer = peer.one("302 INVITE")
        assert answer["contact"] == "<sip:c@192.0.2.3;transport=tcp>"
        call.ack_failure(answer)

    def test_b3_18_several_best_first(self, peer: Peer) -> None:
        call = peer.calling()
        others = ["sips:d@192.0.2.4", "sip:e@192.0.2.5"]
        peer.command("redirect", call.session, contact="sip:c@192.0.2.3", others=others)
        answer = peer.one("302 INVITE")
        assert answer.all("Contact") == [
            "<sip:c@192.0.2.3>;q=1.000",
            "<sips:d@192.0.2.4>;q=0.900",
            "<sip:e@192.0.2.5>;q=0.800",
        ]
        call.ack_failure(answer)

    def test_b3_18_one_that_is_no_sip_uri_refuses_the_command(self, peer: Peer) -> None:
        call = peer.calling()
        number = peer.command("redirect", call.session, contact="sip:c@192.0.2.3", others=["tel:+1"])
        assert peer.outcome(number) == ("refused", 400)
        peer.command("decline", call.session, status=486)
        call.ack_failure(peer.one("486 INVITE"))


class TestEarlyMedia:
    def test_b4_3_a_183_with_sdp_is_heard_before_the_answer(self, peer: Peer) -> None:
        call = peer.dialed(source="tone:440")
        call.respond(183, sdp=audio(port=40000))
        assert peer.configured().remote == (PEER[0], 40000)
        assert peer.states() == ["dialing", "ringing", "early_media"]
        call.respond(200, sdp=audio(port=40000))
        assert peer.states()[-1] == "connected"

    def test_b4_3_the_2xx_counts_over_the_preview(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio(port=40000))
        call.respond(200, sdp=audio(port=41000))
        assert peer.configured().remote == (PEER[0], 41000)

    @pytest.mark.parametrize("sdp", ["nonsense", audio(formats=["9 G722/8000"])])
    def test_b4_3_a_preview_that_does_not_fit_is_let_be(self, peer: Peer, sdp: str) -> None:
        call = peer.dialed()
        call.respond(183, sdp=sdp)
        assert [command for command in peer.media() if isinstance(command, ConfigureStream)] == []
        call.respond(200, sdp=audio())
        assert peer.outcome(call.dial) == ("done", 200)

    def test_b3_17_several_early_sources_the_last_is_heard_and_the_winner_stays(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, tag="one", sdp=audio(port=40000))
        call.respond(183, tag="two", sdp=audio(port=42000))
        assert peer.configured().remote == (PEER[0], 42000)
        call.respond(200, tag="one", sdp=audio(port=40000))
        assert peer.configured().remote == (PEER[0], 40000)
        peer.advance(40)
        now = peer.configured()
        assert (now.remote, now.send, now.receive) == ((PEER[0], 40000), True, True), "the loser's end silenced it"


class TestLateOffer:
    def test_b4_2_an_invite_without_an_offer(self, peer: Peer) -> None:
        call = peer.dialed(offer="late")
        assert call.invite is not None
        assert call.invite.body == ""
        call.respond(180)
        call.respond(200, sdp=audio(port=40000))
        ack = peer.one("ACK")
        assert ack.media == ["audio 20000 RTP/AVP 0 101"]
        assert peer.configured().remote == (PEER[0], 40000)
        call.respond(200, sdp=audio(port=40000))
        assert peer.one("ACK").data == ack.data

    @pytest.mark.parametrize("sdp", [None, "nonsense", audio(formats=["9 G722/8000"])])
    def test_b4_2_an_offer_that_cannot_be_answered_ends_the_call(self, peer: Peer, sdp: str | None) -> None:
        call = peer.dialed(offer="late")
        call.respond(200, sdp=sdp)
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        call.respond(200, to=bye)
