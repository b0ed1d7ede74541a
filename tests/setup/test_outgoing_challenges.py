"""What we call with, and how often: 401 and 407 to INVITE, re-INVITE and BYE (RFC 3261 22)."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from itertools import count

import pytest

from sessioncore import events
from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.wire.sip.digest import Authorization, is_answered_by, parse_authorization, secret_of
from tests.support.peer import PEER, Call, Peer, Seen, audio

Make = Callable[..., Peer]
ALICE = Credentials("alice", "secret")
OTHER = Credentials("al", "other", realm="edge")


def challenge(nonce: str, *, realm: str = "bar", algorithm: str = "SHA-256", more: str = "", proxy: bool = True) -> str:
    name = "Proxy-Authenticate" if proxy else "WWW-Authenticate"
    return f'{name}: Digest realm="{realm}", nonce="{nonce}", algorithm={algorithm}, qop="auth"{more}'


def given(seen: Seen, header: str = "Proxy-Authorization") -> list[Authorization]:
    found = [parse_authorization(value) for value in seen.all(header)]
    assert None not in found
    return [one for one in found if one is not None]


def rspauth(
    password: str, uri: str, *, cnonce: str = "c1", nc: int = 1, realm: str = "bar", body: str | None = None
) -> str:
    """RFC 7616 3.5: as the response of the client, but A2 is ":", the URI and, in auth-int, the body of the answer."""
    h = [sha256(text.encode()).hexdigest() for text in (f"alice:{realm}:{password}", body or "")]
    a2, qop = (f":{uri}", "auth") if body is None else (f":{uri}:{h[1]}", "auth-int")
    made = f"{h[0]}:n-{realm}:{nc:08x}:{cnonce}:{qop}:{sha256(a2.encode()).hexdigest()}"
    return f'rspauth="{sha256(made.encode()).hexdigest()}"'


@pytest.fixture
def peer(make_peer: Make) -> Peer:
    """An engine that calls with credentials: alice's for every realm, others for the realm `edge`."""
    made = make_peer()
    tokens = count(1)
    made.engine.env.wallet = CredentialWallet([ALICE, OTHER], token=lambda: f"c{next(tokens)}")
    return made


def challenged(peer: Peer, *headers: str, status: int = 407) -> tuple[Call, Seen]:
    """We call and are challenged; returns what we send then, after the ACK."""
    call = peer.dialed()
    assert call.invite is not None
    call.respond(status, tag="p1", headers=headers)
    ack, again = peer.take()
    assert (ack.label, ack.branch, ack.has("Proxy-Authorization")) == ("ACK", call.invite.branch, False)
    return call, again


def test_b7_1_the_same_invite_again(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    first = call.invite
    assert first is not None
    for name in ("call-id", "from", "to", "contact", "allow", "expires", "supported", "session-expires"):
        assert again[name] == first[name]
    assert (again.body, again.uri, again.cseq) == (first.body, first.uri, first.cseq + 1)
    assert again.branch != first.branch
    (made,) = given(again)
    assert (made.username, made.realm, made.nonce, made.nc, made.qop) == ("alice", "bar", "n1", 1, "auth")
    assert made.uri == again.uri
    assert is_answered_by(made, secret_of("SHA-256", "alice", "bar", "secret"), "INVITE")
    assert peer.outcome(call.dial) is None


def test_b7_4_the_ack_of_the_2xx_repeats_the_credentials(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    call.respond(200, to=again, sdp=audio())
    ack = peer.one("ACK")
    assert ack.cseq == again.cseq
    assert ack["proxy-authorization"] == again["proxy-authorization"]
    assert peer.outcome(call.dial) == ("done", 200)


def test_b7_4_cancel_has_no_credentials(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    call.respond(180, to=again)
    peer.take()
    peer.command("hang_up", call.session)
    cancel = peer.one("CANCEL")
    assert not cancel.has("Proxy-Authorization")
    assert (cancel.branch, cancel.cseq) == (again.branch, again.cseq)
    call.respond(200, to=cancel)
    call.respond(487, to=again)
    assert peer.one("ACK")["proxy-authorization"] == again["proxy-authorization"]


def test_b7_5_the_server_s_first_that_we_support(peer: Peer) -> None:
    _, again = challenged(
        peer, challenge("n1", algorithm="SHA3"), challenge("n2", algorithm="SHA-512-256"), challenge("n3")
    )
    (made,) = given(again)
    assert (made.algorithm, made.nonce) == ("SHA-512-256", "n2")


def test_b7_7_a_refused_password_is_not_tried_again(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    call.respond(407, to=again, headers=[challenge("n2")])
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("failed", 407)


def test_b7_2_a_stale_nonce_is_replaced_once(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    call.respond(407, to=again, headers=[challenge("n2", more=", stale=true")])
    third = peer.one("INVITE")
    assert [(one.nonce, one.nc) for one in given(third)] == [("n2", 1)]
    call.respond(407, to=third, headers=[challenge("n3", more=", stale=true")])
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("failed", 407)


def test_b7_7_the_same_nonce_called_stale_is_a_loop(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    call.respond(407, to=again, headers=[challenge("n1", more=", stale=true")])
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("failed", 407)


def test_b7_3_every_realm_on_the_way_and_the_user_agent_at_its_end(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1", realm="edge"), challenge("n2", realm="core"))
    assert {(one.username, one.realm) for one in given(again)} == {("al", "edge"), ("alice", "core")}
    call.respond(401, to=again, headers=[challenge("n3", realm="user", proxy=False)])
    third = peer.one("INVITE")
    assert {(one.realm, one.nonce, one.nc) for one in given(third)} == {("edge", "n1", 2), ("core", "n2", 2)}
    (own,) = given(third, "Authorization")
    assert (own.realm, own.nonce, own.nc) == ("user", "n3", 1)
    call.respond(200, to=third, sdp=audio())
    ack = peer.one("ACK")
    assert [ack.all(name) for name in ("Authorization", "Proxy-Authorization")] == [
        third.all(name) for name in ("Authorization", "Proxy-Authorization")
    ]


def test_b7_7_realms_without_end_come_to_one(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n0", realm="r0"))
    asked = 1
    while peer.outcome(call.dial) is None:
        call.respond(407, to=again, headers=[challenge(f"n{asked}", realm=f"r{asked}")])
        asked += 1
        again = peer.take()[-1]
    assert asked == 9
    assert peer.outcome(call.dial) == ("failed", 407)


def test_b7_2_a_redirection_counts_on(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    call.respond(302, to=again, headers=["Contact: <sip:c@192.0.2.3>"])
    third = peer.one("INVITE")
    (made,) = given(third)
    assert (made.nc, made.uri) == (2, "sip:c@192.0.2.3")
    assert is_answered_by(made, secret_of("SHA-256", "alice", "bar", "secret"), "INVITE")


@pytest.mark.parametrize("header", ["", "Proxy-Authenticate: Digest", "Proxy-Authenticate: Basic realm=x"])
def test_a_challenge_that_cannot_be_answered_fails_the_call(peer: Peer, header: str) -> None:
    call = peer.dialed()
    call.respond(407, headers=[header] if header else [])
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("failed", 407)


def test_nobody_has_credentials(make_peer: Make) -> None:
    peer = make_peer()
    call = peer.dialed()
    call.respond(401, headers=[challenge("n", proxy=False)])
    assert peer.labels() == ["ACK"]
    assert peer.outcome(call.dial) == ("failed", 401)


def test_credentials_for_one_realm_alone_go_nowhere_else(make_peer: Make) -> None:
    peer = make_peer()
    peer.engine.env.wallet = CredentialWallet([OTHER])
    call = peer.dialed()
    call.respond(407, headers=[challenge("n")])
    assert peer.outcome(call.dial) == ("failed", 407)


def test_b7_1_a_challenged_reinvite_is_sent_again(peer: Peer) -> None:
    call = peer.answered()
    hold = peer.command("hold", call.session)
    first = peer.one("INVITE")
    call.respond(407, to=first, headers=[challenge("n1")])
    ack, again = peer.take()
    assert ack.label == "ACK"
    assert (again.cseq, again.body, again["from"], again["to"]) == (
        first.cseq + 1,
        first.body,
        first["from"],
        first["to"],
    )
    (made,) = given(again)
    assert (made.nonce, made.uri) == ("n1", again.uri)
    call.respond(200, to=again, sdp=audio("recvonly"))
    assert peer.one("ACK")["proxy-authorization"] == again["proxy-authorization"]
    assert peer.outcome(hold) == ("done", None)
    resume = peer.command("resume", call.session)
    later = peer.one("INVITE")
    assert not later.has("Proxy-Authorization")
    call.respond(200, to=later, sdp=audio())
    assert not peer.one("ACK").has("Proxy-Authorization")
    assert peer.outcome(resume) == ("done", None)


def test_b7_7_a_reinvite_that_is_refused_twice_leaves_the_call(peer: Peer) -> None:
    call = peer.answered()
    hold = peer.command("hold", call.session)
    call.respond(407, to=peer.one("INVITE"), headers=[challenge("n1")])
    call.respond(407, to=peer.one("INVITE"), headers=[challenge("n2")])
    assert peer.labels() == ["ACK"]
    assert peer.outcome(hold) == ("failed", 407)
    assert peer.engine.state(call.session) == "connected"


def test_b7_1_a_challenged_bye_is_sent_again(peer: Peer) -> None:
    call = peer.answered()
    hang_up = peer.command("hang_up", call.session)
    first = peer.one("BYE")
    call.respond(401, to=first, headers=[challenge("n1", proxy=False)])
    again = peer.one("BYE")
    assert again.cseq == first.cseq + 1
    (made,) = given(again, "Authorization")
    assert is_answered_by(made, secret_of("SHA-256", "alice", "bar", "secret"), "BYE")
    assert peer.outcome(hang_up) is None
    call.respond(200, to=again)
    assert peer.outcome(hang_up) == ("done", None)


def test_b7_7_a_bye_that_is_refused_twice_ends_the_call_all_the_same(peer: Peer) -> None:
    call = peer.answered()
    hang_up = peer.command("hang_up", call.session)
    call.respond(401, to=peer.one("BYE"), headers=[challenge("n1", proxy=False)])
    call.respond(401, to=peer.one("BYE"), headers=[challenge("n2", proxy=False)])
    assert peer.labels() == []
    assert peer.outcome(hang_up) == ("done", None)


def test_a_snapshot_has_no_secret_and_goes_on(peer: Peer) -> None:
    call, again = challenged(peer, challenge("n1"))
    snapshot = peer.engine.snapshot(call.session)
    assert "secret" not in str(snapshot)
    setup = next(part for part in snapshot["parts"] if part["part"] == "setup")
    assert "n1" in str(setup["slice"]["answered"])
    call.respond(486, to=again)


def test_b7_1_the_early_dialogs_of_a_challenged_invite_are_over(peer: Peer) -> None:
    """RFC 3261 12.3: a final response other than 2xx ends them; the next INVITE begins anew."""
    call = peer.dialed()
    call.respond(180)
    assert peer.part(call.session, "setup") == "setup.ringing"
    call.respond(407, tag="p1", headers=[challenge("n1")])
    assert peer.part(call.session, "setup") == "setup.inviting"
    assert peer.part(call.session, "usage") == "abandoned"
    again = peer.one("INVITE")
    call.respond(180, to=again, tag="second")
    call.respond(200, to=again, tag="second", sdp=audio())
    assert peer.one("ACK").to_tag == "second"
    assert peer.outcome(call.dial) == ("done", 200)
    peer.command("hang_up", call.session)
    call.respond(200, to=peer.one("BYE"))


class TestUnasked:
    """What an INVITE had to prove, the requests of its call prove without being asked (RFC 3261 22.3, RFC 7616 3.5)."""

    def up(self, peer: Peer, *headers: str, realms: tuple[str, ...] = ("bar",)) -> Call:
        call, again = challenged(
            peer, *[challenge(f"n-{realm}", realm=realm, proxy=False) for realm in realms], status=401
        )
        call.respond(200, to=again, sdp=audio(), headers=headers)
        assert peer.labels() == ["ACK"]
        return call

    def test_b7_9_the_bye_carries_the_credentials_of_its_invite(self, peer: Peer) -> None:
        call = self.up(peer)
        hang_up = peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        (made,) = given(bye, "Authorization")
        assert (made.realm, made.nonce, made.nc, made.uri) == ("bar", "n-bar", 2, bye.uri)
        assert is_answered_by(made, secret_of("SHA-256", "alice", "bar", "secret"), "BYE")
        call.respond(200, to=bye)
        assert peer.outcome(hang_up) == ("done", None)

    def test_b7_9_the_next_nonce_is_used_and_counted_anew(self, peer: Peer) -> None:
        proof = rspauth("secret", f"sip:bob@{PEER[0]}:{PEER[1]}")
        call = self.up(peer, f'Authentication-Info: nextnonce="n2", qop=auth, {proof}, cnonce="c1", nc=00000001')
        assert peer.published(events.ServerDisproven) == []
        peer.command("hold", call.session)
        reinvite = peer.one("INVITE")
        (made,) = given(reinvite, "Authorization")
        assert (made.nonce, made.nc, made.uri) == ("n2", 1, reinvite.uri)
        call.respond(200, to=reinvite, sdp=audio("recvonly"))
        assert peer.one("ACK")["authorization"] == reinvite["authorization"]
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        (made,) = given(bye, "Authorization")
        assert (made.nonce, made.nc) == ("n2", 2)
        call.respond(200, to=bye)

    @pytest.mark.parametrize(
        ("password", "rest"),
        [
            ("another", 'cnonce="c1", nc=00000001'),
            ("secret", 'cnonce="c2", nc=00000001'),
            ("secret", 'cnonce="c1", nc=00000002'),
        ],
        ids=["another secret", "another request's cnonce", "another request's count"],
    )
    def test_b7_11_a_wrong_rspauth_is_told_and_its_nonce_not_used(self, peer: Peer, password: str, rest: str) -> None:
        proof = rspauth(password, f"sip:bob@{PEER[0]}:{PEER[1]}")
        call = self.up(peer, f'Authentication-Info: nextnonce="evil", qop=auth, {proof}, {rest}')
        (told,) = peer.published(events.ServerDisproven)
        assert (told.session, told.method, told.source) == (call.session, "INVITE", PEER[0])
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert [(one.nonce, one.nc) for one in given(bye, "Authorization")] == [("n-bar", 2)]
        call.respond(200, to=bye)

    def test_b7_11_of_two_realms_one_right_secret_is_enough(self, peer: Peer) -> None:
        """The header names no realm."""
        proof = rspauth("secret", f"sip:bob@{PEER[0]}:{PEER[1]}", cnonce="c2", realm="two")
        self.up(peer, f"Authentication-Info: qop=auth, {proof}", realms=("one", "two"))
        assert peer.published(events.ServerDisproven) == []

    def test_b7_11_auth_int_covers_the_body(self, peer: Peer) -> None:
        """RFC 7616 3.5: the qop of the header says what is protected."""
        uri = f"sip:bob@{PEER[0]}:{PEER[1]}"
        self.up(peer, f"Authentication-Info: qop=auth-int, {rspauth('secret', uri, body=audio())}")
        assert peer.published(events.ServerDisproven) == []
        self.up(peer, f"Authentication-Info: qop=auth-int, {rspauth('secret', uri, body='another')}")
        assert len(peer.published(events.ServerDisproven)) == 1

    @pytest.mark.parametrize("method", ["INVITE", "UPDATE", "BYE", "INFO"])
    def test_b7_11_inside_the_call_as_well(self, peer: Peer, method: str) -> None:
        """The proof hashes the URI of the request, here the Contact of the 2xx, and counts as the request did."""
        call = self.up(peer, "Allow: UPDATE")
        given_command = {
            "INVITE": ("modify", {"codecs": [], "direction": "", "method": "invite"}),
            "UPDATE": ("modify", {"codecs": [], "direction": "", "method": "update"}),
            "BYE": ("hang_up", {}),
            "INFO": ("tell", {"method": "INFO", "arguments": {}}),
        }
        name, arguments = given_command[method]
        told: list[int] = []
        for password in ("secret", "another"):
            if method == "BYE" and told:
                call = self.up(peer)
            peer.command(name, call.session, **arguments)
            seen = peer.one(method)
            if not seen.has("Authorization"):
                call.respond(401, to=seen, headers=[challenge("n-bar", proxy=False)])
                seen = peer.one(method)
            (made,) = given(seen, "Authorization")
            proof = rspauth(password, seen.uri, cnonce=made.cnonce or "", nc=made.nc)
            wrong = f'Authentication-Info: qop=auth, {proof}, cnonce="{made.cnonce}", nc={made.nc:08x}'
            sdp = audio() if method in ("INVITE", "UPDATE") else None
            for _ in range(2):
                call.respond(200, to=seen, sdp=sdp, headers=[wrong])
            peer.take()
            told.append(len(peer.published(events.ServerDisproven)))
        assert told == [0, 1]
        (event,) = peer.published(events.ServerDisproven)
        assert (event.method, event.session) == (method, call.session)

    @pytest.mark.parametrize("info", ['nextnonce="open', "", "nextnonce=", 'qop=auth, rspauth="x"', "a b c"])
    def test_b7_9_an_info_without_a_nonce_changes_nothing(self, peer: Peer, info: str) -> None:
        call = self.up(peer, f"Authentication-Info: {info}")
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert [(one.nonce, one.nc) for one in given(bye, "Authorization")] == [("n-bar", 2)]
        call.respond(200, to=bye)

    def test_b7_9_of_two_realms_nobody_knows_whose_nonce_it_is(self, peer: Peer) -> None:
        call = self.up(peer, 'Authentication-Info: nextnonce="n2"', realms=("one", "two"))
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert {(one.realm, one.nonce) for one in given(bye, "Authorization")} == {("one", "n-one"), ("two", "n-two")}
        call.respond(200, to=bye)

    def test_b7_9_b7_7_what_is_asked_for_all_the_same_is_answered_once(self, peer: Peer) -> None:
        call = self.up(peer)
        hang_up = peer.command("hang_up", call.session)
        call.respond(401, to=peer.one("BYE"), headers=[challenge("n3", proxy=False, more=", stale=true")])
        again = peer.one("BYE")
        assert [(one.nonce, one.nc) for one in given(again, "Authorization")] == [("n3", 1)]
        call.respond(401, to=again, headers=[challenge("n4", proxy=False)])
        assert peer.labels() == []
        assert peer.outcome(hang_up) == ("done", None)

    def test_b7_9_a_program_that_lost_its_credentials_waits_to_be_asked(self, peer: Peer) -> None:
        call = self.up(peer)
        peer.engine.env.wallet = CredentialWallet()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert not bye.has("Authorization")
        call.respond(200, to=bye)
