"""subscription/subscriber and its dialog: we subscribe, the peer notifies (RFC 6665 4.1)."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.events import Notified, SubscriptionEnded
from sessioncore.handlers.subscription.subscriber import Subscriber
from tests.support.alone import Alone
from tests.support.peer import PEER, Peer, Seen

TARGET = f"sip:bob@{PEER[0]}:{PEER[1]}"
CONTACT = f"<sip:there@{PEER[0]}:{PEER[1]}>"
CHALLENGE = 'WWW-Authenticate: Digest realm="bar", nonce="n1", algorithm=SHA-256, qop="auth"'


@attrs.define
class Watch:
    """A subscription of the engine's; the peer notifies."""

    peer: Peer
    session: str
    command: int
    first: Seen
    tag: str = "there"
    cseq: int = 0

    def respond(self, status: int, *headers: str, to: Seen | None = None, tag: str | None = None) -> list[Seen]:
        request = to or self.first
        suffix = "" if request.to_tag else f";tag={self.tag if tag is None else tag}"
        lines = [f"SIP/2.0 {status} Whatever", f"Via: {request['via']}", f"From: {request['from']}"]
        lines += [f"To: {request['to']}{suffix}", f"Call-ID: {request['call-id']}", f"CSeq: {request['cseq']}"]
        if status < 300:
            lines.append(f"Contact: {CONTACT}")
        return self.peer.send("\r\n".join([*lines, *headers, "Content-Length: 0"]) + "\r\n\r\n")

    def notify(
        self,
        state: str | None = "active;expires=3600",
        *,
        body: str = "",
        event: str = "presence",
        tag: str | None = None,
        method: str = "NOTIFY",
        cseq: int | None = None,
        of: Seen | None = None,
    ) -> Seen:
        """A NOTIFY of the peer; what it is answered."""
        request = of or self.first
        if cseq is None:
            self.cseq += 1
            cseq = self.cseq
        lines = [f"{method} {request['contact'].strip('<>')} SIP/2.0"]
        lines += [f"Via: SIP/2.0/UDP {PEER[0]}:{PEER[1]};branch={self.peer.branch()}", "Max-Forwards: 70"]
        lines += [f"From: {request['to'].partition(';tag=')[0]};tag={self.tag if tag is None else tag}"]
        lines += [f"To: {request['from']}", f"Call-ID: {request['call-id']}", f"CSeq: {cseq} {method}"]
        lines += [f"Contact: {CONTACT}", f"Event: {event}"]
        if state is not None:
            lines.append(f"Subscription-State: {state}")
        if body:
            lines.append("Content-Type: text/plain")
        answers = self.peer.send("\r\n".join([*lines, f"Content-Length: {len(body)}"]) + "\r\n\r\n" + body)
        return answers[0]

    @property
    def state(self) -> str:
        cell = self.peer.engine.cells.get(self.session)
        return cell.leg.usage.state_name if cell is not None else "ended"

    @property
    def outcome(self) -> tuple[str, int | None] | None:
        return self.peer.outcome(self.command)

    @property
    def told(self) -> list[tuple[str, str]]:
        return [(event.state, event.content.decode()) for event in self.peer.published(Notified)]

    @property
    def ends(self) -> list[tuple[str, int]]:
        return [(event.reason, event.status) for event in self.peer.published(SubscriptionEnded)]

    def end(self) -> None:
        """The peer ends it for good."""
        self.notify("terminated;reason=noresource")
        assert self.state == "ended"


def one(peer: Peer) -> Seen:
    """The one SUBSCRIBE since the last look, copies aside."""
    found = {seen.branch: seen for seen in peer.take() if seen.label == "SUBSCRIBE"}
    assert len(found) == 1, list(found)
    return next(iter(found.values()))


def after(peer: Peer, least: float, most: float) -> Seen:
    """The one SUBSCRIBE that leaves between these times from now, in seconds."""
    peer.advance(least)
    assert peer.labels() == []
    for _ in range(int(most - least) + 1):
        peer.advance(1)
        if any(seen.label == "SUBSCRIBE" for seen in peer.log[peer._taken :]):
            return one(peer)
    raise AssertionError("no SUBSCRIBE in time")


def watch(peer: Peer, **arguments: str) -> Watch:
    session = peer.engine.env.session_id()
    command = peer.command("subscribe", session, target=TARGET, package="presence", arguments=arguments)
    return Watch(peer, session, command, one(peer))


def held(peer: Peer, state: str = "active", expires: int = 3600, **arguments: str) -> Watch:
    made = watch(peer, **arguments)
    made.respond(200, f"Expires: {expires}")
    made.notify(f"{state};expires={expires}")
    assert (made.state, made.outcome) == (state, ("done", 200))
    peer.take()
    return made


class TestBeginning:
    def test_b8_8_the_notify_after_the_2xx_makes_it(self, peer: Peer) -> None:
        made = watch(peer, accept="text/plain")
        seen = made.first
        assert (seen.uri, seen["event"], seen["expires"], seen["accept"]) == (TARGET, "presence", "3600", "text/plain")
        assert seen["contact"].startswith("<sip:")
        made.respond(200, "Expires: 600")
        assert (made.state, made.outcome) == ("notify_wait", None)
        answer = made.notify("active;expires=600", body="here")
        assert (answer.label, answer.body) == ("200 NOTIFY", "")
        assert (made.state, made.outcome, made.told) == ("active", ("done", 200), [("active", "here")])
        made.end()

    def test_b8_8_a_notify_before_the_2xx_makes_it(self, peer: Peer) -> None:
        made = watch(peer)
        assert made.notify("active;expires=600").label == "200 NOTIFY"
        assert (made.state, made.outcome) == ("active", ("done", 200))
        made.respond(200, "Expires: 600")
        assert made.state == "active"
        peer.take()
        assert after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1).to_tag == "there"
        made.end()

    def test_b8_8_a_notify_of_another_fork_is_481(self, peer: Peer) -> None:
        made = watch(peer)
        made.notify()
        assert made.notify(tag="elsewhere").label == "481 NOTIFY"
        made.respond(200, "Expires: 600", tag="elsewhere")
        assert made.notify(body="still").label == "200 NOTIFY"
        made.end()

    def test_b8_8_without_a_notify_there_is_none(self, peer: Peer) -> None:
        """Timer N: 64*T1 after the SUBSCRIBE."""
        made = watch(peer)
        peer.advance(5)
        made.respond(200, "Expires: 600")
        peer.advance(26.9)
        assert made.outcome is None
        peer.advance(0.2)
        assert (made.outcome, made.ends, made.state) == (("failed", 408), [("", 200)], "ended")

    def test_b1_11_nobody_answers_at_all(self, peer: Peer) -> None:
        made = watch(peer)
        peer.advance(33)
        assert made.outcome == ("failed", 408)

    @pytest.mark.parametrize("status", [403, 404, 489, 603])
    def test_a_refusal_is_the_outcome(self, peer: Peer, status: int) -> None:
        made = watch(peer)
        made.respond(status)
        assert (made.outcome, made.ends) == (("failed", status), [("", status)])
        assert made.notify().label == "481 NOTIFY"

    def test_b7_1_challenged_it_is_sent_again(self, peer: Peer) -> None:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        made = watch(peer)
        peer.advance(20)
        peer.take()
        made.respond(401, CHALLENGE)
        again = one(peer)
        assert (again.cseq, again["call-id"], again["event"]) == (2, made.first["call-id"], "presence")
        assert 'username="alice"' in again["authorization"]
        peer.advance(20)
        made.respond(200, "Expires: 600", to=again)
        made.notify()
        assert made.state == "active", "timer N runs from the last SUBSCRIBE"
        made.end()

    def test_b8_10_too_brief_is_asked_for_again_once(self, peer: Peer) -> None:
        made = watch(peer, expires="30")
        made.respond(423, "Min-Expires: 120")
        again = one(peer)
        assert (again["expires"], again.cseq) == ("120", 2)
        made.respond(423, "Min-Expires: 120", to=again)
        assert made.outcome == ("failed", 423)

    @pytest.mark.parametrize("reply", [(423, "Min-Expires: 7200"), (302, "Contact: <sip:bob@192.0.2.77>")])
    def test_b8_8_timer_n_runs_from_the_last_subscribe(self, peer: Peer, reply: tuple[int, str]) -> None:
        made = watch(peer)
        peer.advance(20)
        peer.take()
        made.respond(*reply)
        again = one(peer)
        made.respond(200, "Expires: 600", to=again)
        peer.advance(20)
        assert made.outcome is None
        peer.advance(12.1)
        assert made.outcome == ("failed", 408)

    def test_b3_18_a_redirection_is_followed(self, peer: Peer) -> None:
        made = watch(peer)
        made.respond(302, "Contact: <sip:bob@192.0.2.77>")
        again = one(peer)
        assert (again.uri, again.remote) == ("sip:bob@192.0.2.77", ("192.0.2.77", 5060))
        made.respond(404, to=again)
        assert made.outcome == ("failed", 404)

    def test_b8_2_a_look_ends_with_its_notify(self, peer: Peer) -> None:
        made = watch(peer, expires="0")
        assert made.first["expires"] == "0"
        made.respond(200, "Expires: 0")
        made.notify("terminated;reason=timeout", body="here")
        assert (made.outcome, made.told, made.state) == (("done", 200), [("terminated", "here")], "ended")
        assert peer.labels() == ["200 NOTIFY"]

    @pytest.mark.parametrize(
        ("event", "state", "status"),
        [
            ("dialog", "active", 489),
            ("presence", None, 400),
            ("presence;id=7", "active", 489),
            ("presence", "odd", 400),
        ],
    )
    def test_b8_10_an_unfit_notify_is_refused(self, peer: Peer, event: str, state: str | None, status: int) -> None:
        made = watch(peer)
        made.respond(200, "Expires: 600")
        answer = made.notify(state, event=event)
        assert answer.label == f"{status} NOTIFY"
        if status == 489:
            assert answer["allow-events"] == "presence"
        assert (made.state, made.told) == ("notify_wait", [])
        made.notify()
        assert made.notify(state, event=event).label == f"{status} NOTIFY"
        assert made.state == "active"
        made.end()

    def test_b8_8_pending_then_active(self, peer: Peer) -> None:
        made = watch(peer)
        made.respond(200, "Expires: 600")
        made.notify("pending;expires=600")
        assert (made.state, made.outcome) == ("pending", ("done", 200))
        made.notify("pending;expires=600")
        assert made.notify("active", event="dialog").label == "489 NOTIFY"
        assert made.state == "pending"
        made.notify("active;expires=590", body="now")
        assert made.state == "active"
        made.notify("pending;expires=580")
        assert made.state == "pending"
        made.end()

    def test_b2_5_b10_2_what_else_comes_in_the_dialog(self, peer: Peer) -> None:
        made = held(peer)
        assert made.notify(cseq=1).label == "500 NOTIFY"
        assert made.notify(method="SUBSCRIBE").label == "405 SUBSCRIBE"
        assert made.notify(method="INFO").label == "405 INFO"
        assert made.state == "active"
        made.end()
        assert made.notify(method="INFO").label == "481 INFO"
        assert made.notify().label == "481 NOTIFY"
        assert made.notify(method="SUBSCRIBE").label == "481 SUBSCRIBE"

    def test_b10_2_a_subscribe_before_anything_is_known(self, peer: Peer) -> None:
        made = watch(peer)
        assert made.notify(method="SUBSCRIBE").label == "405 SUBSCRIBE"
        assert made.notify().label == "200 NOTIFY"
        made.end()


class TestRefresh:
    def test_b8_11_it_is_refreshed_in_the_dialog_before_it_expires(self, peer: Peer) -> None:
        made = held(peer, expires=600)
        refresh = after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1)
        assert (refresh.to_tag, refresh["call-id"], refresh["event"]) == ("there", made.first["call-id"], "presence")
        assert (refresh.cseq, refresh["expires"], refresh.uri) == (2, "3600", CONTACT.strip("<>"))
        made.respond(200, "Expires: 600", to=refresh)
        again = after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1)
        assert again.cseq == 3
        made.respond(200, "Expires: 600", to=again)
        made.end()

    def test_b8_11_a_pending_one_as_well(self, peer: Peer) -> None:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        made = held(peer, "pending", 600)
        refresh = after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1)
        made.respond(401, CHALLENGE, to=refresh)
        proven = one(peer)
        assert proven.has("authorization")
        made.respond(423, "Min-Expires: 7200", to=proven)
        longer = one(peer)
        assert (longer["expires"], longer.to_tag) == ("7200", "there")
        made.respond(200, "Expires: 600", to=longer)
        assert made.state == "pending"
        made.end()

    def test_b8_11_a_notify_says_that_it_lasts_less_long(self, peer: Peer) -> None:
        made = held(peer, expires=3600)
        made.notify("active;expires=100")
        peer.take()
        made.respond(200, "Expires: 3600", to=after(peer, 69, 91))
        made.end()

    def test_b8_11_an_undecided_one_that_lasts_less_long(self, peer: Peer) -> None:
        made = held(peer, "pending", 3600)
        made.notify("pending;expires=100")
        peer.take()
        made.respond(200, "Expires: 200", to=after(peer, 69, 91))
        again = after(peer, 139, 181)
        assert made.state == "pending"
        made.respond(481, to=again)
        made.respond(404, to=one(peer))

    def test_b8_11_a_refresh_that_is_challenged(self, peer: Peer) -> None:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        made = held(peer, expires=600)
        refresh = after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1)
        made.respond(401, CHALLENGE, to=refresh)
        again = one(peer)
        assert (again.cseq, again.to_tag) == (3, "there")
        assert 'username="alice"' in again["authorization"]
        made.respond(423, "Min-Expires: 9000", to=again)
        longer = one(peer)
        assert longer["expires"] == "9000"
        made.respond(200, "Expires: 600", to=longer)
        assert made.state == "active"
        made.end()

    @pytest.mark.parametrize("state", ["active", "pending"])
    def test_b8_11_a_failed_refresh_leaves_it_until_it_expires(self, peer: Peer, state: str) -> None:
        made = held(peer, state, 600)
        made.respond(503, to=after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1))
        assert made.state == state
        anew = after(peer, 0.1 * 600 - 2, 0.3 * 600 + 2)
        assert (anew.to_tag, anew["call-id"] != made.first["call-id"]) == ("", True)
        assert made.state == "notify_wait"
        made.respond(404, to=anew)
        assert made.ends == [("", 404)]

    @pytest.mark.parametrize("state", ["active", "pending"])
    @pytest.mark.parametrize("status", [404, 405, 410, 416, *range(480, 486), 489, 501, 604])
    def test_b8_11_what_is_not_there_any_more_begins_again(self, peer: Peer, state: str, status: int) -> None:
        made = held(peer, state, 600)
        made.respond(status, to=after(peer, 0.7 * 600 - 1, 0.9 * 600 + 1))
        anew = one(peer)
        assert (anew.to_tag, anew.cseq, anew["call-id"] != made.first["call-id"]) == ("", 1, True)
        assert made.notify("active").label == "481 NOTIFY", "the dialog before is forgotten"
        made.tag = "anew"
        made.respond(200, "Expires: 600", to=anew)
        assert made.notify("active;expires=600", of=anew, cseq=1).label == "200 NOTIFY"
        assert made.state == "active"
        made.notify("terminated;reason=noresource", of=anew, cseq=2)

    def test_b8_11_refreshes_are_drawn(self, peer: Peer) -> None:
        """Many that were subscribed at once do not come back at once."""
        made = [held(peer, expires=1000) for _ in range(6)]
        peer.advance(901)
        times = [seen.at for seen in peer.take() if seen.label == "SUBSCRIBE" and seen.cseq == 2]
        assert len(set(times)) > 3
        assert all(700 <= at <= 901 for at in times)
        for each in made:
            each.end()


class TestEnds:
    @pytest.mark.parametrize("state", ["active", "pending"])
    @pytest.mark.parametrize("reason", ["deactivated", "timeout"])
    def test_b8_9_it_is_begun_again_at_once(self, peer: Peer, state: str, reason: str) -> None:
        made = held(peer, state)
        made.notify(f"terminated;reason={reason}")
        answer, anew = peer.take()
        assert (answer.label, anew.label) == ("200 NOTIFY", "SUBSCRIBE")
        assert (anew.to_tag, anew["call-id"] != made.first["call-id"], made.state) == ("", True, "notify_wait")
        made.respond(404, to=anew)

    def test_b8_9_begun_again_and_again_it_waits(self, peer: Peer) -> None:
        """Nobody makes us send without end."""
        made = held(peer)
        last = made.first
        for _ in range(3):
            made.notify("terminated;reason=deactivated", of=last)
            last = one(peer)
            made.respond(200, "Expires: 600", to=last)
            made.cseq = 0
            made.notify(of=last)
            peer.take()
        made.notify("terminated;reason=deactivated", of=last)
        assert (peer.labels(), made.state) == (["200 NOTIFY"], "waiting")
        last = after(peer, 59, 67)
        made.respond(200, "Expires: 600", to=last)
        made.cseq = 0
        made.notify(of=last)
        peer.take()
        made.notify("terminated;reason=deactivated", of=last)
        made.respond(404, to=one(peer))

    @pytest.mark.parametrize("state", ["active", "pending"])
    @pytest.mark.parametrize(
        ("said", "least", "most"),
        [("reason=probation;retry-after=300", 300, 330), ("reason=giveup", 60, 66), ("reason=probation", 60, 66)],
    )
    def test_b8_9_it_is_begun_again_after_a_while(
        self, peer: Peer, state: str, said: str, least: int, most: int
    ) -> None:
        made = held(peer, state)
        made.notify(f"terminated;{said}")
        assert (peer.labels(), made.state) == (["200 NOTIFY"], "waiting")
        anew = after(peer, least - 1, most + 1)
        assert anew["call-id"] != made.first["call-id"]
        made.respond(404, to=anew)

    def test_b8_9_a_late_notify_while_it_waits(self, peer: Peer) -> None:
        made = held(peer)
        made.notify("terminated;reason=giveup")
        assert made.notify("active").label == "200 NOTIFY"
        assert made.state == "waiting"
        peer.take()
        anew = after(peer, 59, 67)
        made.respond(200, "Expires: 600", to=anew)
        assert made.notify("active", of=anew, cseq=1).label == "200 NOTIFY"
        assert made.state == "active"
        made.notify("terminated;reason=noresource", of=anew, cseq=2)

    @pytest.mark.parametrize("state", ["active", "pending"])
    @pytest.mark.parametrize("reason", ["rejected", "noresource", "invariant", "unheard-of"])
    def test_b8_9_it_never_comes_back(self, peer: Peer, state: str, reason: str) -> None:
        made = held(peer, state)
        made.notify(f"terminated;reason={reason}")
        peer.take()
        assert made.ends == [(reason, 200)]
        peer.run_out()
        assert peer.labels() == []

    @pytest.mark.parametrize("state", ["active", "pending"])
    def test_b8_2_unsubscribed_it_ends_with_the_last_notify(self, peer: Peer, state: str) -> None:
        made = held(peer, state)
        done = peer.command("unsubscribe", made.session)
        bye = one(peer)
        assert (bye["expires"], bye.to_tag) == ("0", "there")
        again = peer.command("unsubscribe", made.session)
        made.respond(200, "Expires: 0", to=bye)
        assert made.notify("active", body="under way").label == "200 NOTIFY"
        assert made.notify("active", event="dialog").label == "489 NOTIFY"
        assert peer.outcome(done) is None
        made.notify("terminated;reason=timeout")
        assert (peer.outcome(done), peer.outcome(again)) == (("done", None), ("done", None))
        assert (made.ends, made.state) == ([("timeout", 200)], "ended")

    def test_unsubscribed_while_it_begins_waits_for_the_notify(self, peer: Peer) -> None:
        """RFC 6665 4.1.2.3: there is no dialog before."""
        made = watch(peer)
        done = peer.command("unsubscribe", made.session)
        assert peer.labels() == []
        made.notify()
        assert [seen.label for seen in peer.take()] == ["200 NOTIFY", "SUBSCRIBE"]
        assert made.outcome == ("done", 200)
        made.notify("terminated;reason=timeout")
        assert peer.outcome(done) == ("done", None)

    def test_b7_1_unsubscribed_and_challenged(self, peer: Peer) -> None:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        made = held(peer)
        done = peer.command("unsubscribe", made.session)
        made.respond(401, CHALLENGE, to=one(peer))
        again = one(peer)
        assert again["expires"] == "0"
        made.respond(481, to=again)
        assert peer.outcome(done) == ("done", None)

    def test_b8_8_the_last_notify_never_comes(self, peer: Peer) -> None:
        made = held(peer)
        done = peer.command("unsubscribe", made.session)
        made.respond(200, "Expires: 0", to=one(peer))
        peer.advance(31.9)
        assert peer.outcome(done) is None
        peer.advance(0.2)
        assert peer.outcome(done) == ("done", None)

    def test_unsubscribed_while_it_waits_is_over(self, peer: Peer) -> None:
        made = held(peer)
        made.notify("terminated;reason=giveup")
        peer.take()
        done = peer.command("unsubscribe", made.session)
        assert (peer.outcome(done), peer.labels(), made.state) == (("done", None), [], "ended")

    def test_a_refusal_answers_an_unsubscribe_that_waits(self, peer: Peer) -> None:
        made = watch(peer)
        done = peer.command("unsubscribe", made.session)
        made.respond(404)
        assert (made.outcome, peer.outcome(done)) == (("failed", 404), ("done", None))

    def test_one_cell_keeps_one_subscription(self, peer: Peer) -> None:
        made = watch(peer)
        again = peer.command("subscribe", made.session, target=TARGET, package="presence", arguments={})
        assert peer.outcome(again) == ("refused", 491)
        made.respond(404)
        lost = peer.command("unsubscribe", peer.engine.env.session_id())
        assert peer.outcome(lost) == ("refused", 481)

    def test_what_cannot_be_sent_fails(self, peer: Peer) -> None:
        peer.expected_failures = 1
        session = peer.engine.env.session_id()
        made = peer.command("subscribe", session, target="no uri", package="presence", arguments={})
        assert peer.outcome(made) == ("failed", 500)


def test_b2_2_routes_of_the_2xx_are_reversed(peer: Peer) -> None:
    made = watch(peer)
    made.respond(200, "Expires: 600", "Record-Route: <sip:192.0.2.51;lr>, <sip:192.0.2.50;lr>")
    made.notify("active;expires=600")
    peer.take()
    done = peer.command("unsubscribe", made.session)
    bye = one(peer)
    assert (bye.all("route"), bye.remote) == (["<sip:192.0.2.50;lr>", "<sip:192.0.2.51;lr>"], ("192.0.2.50", 5060))
    made.notify("terminated;reason=timeout")
    assert peer.outcome(done) == ("done", None)


def test_whatever_fails_commands_are_answered() -> None:
    """Property: a command has one result, and the dialog ends with its subscription."""
    told = ["reply_refused", "reply_unsubscribed", "tell_ended"]
    for state in ("idle", "notify_wait", "pending", "active", "renewing", "waiting", "unsubscribing"):
        assert Alone(Subscriber, state).on("action_failed") == ("ended", told, ["over"])
    assert Alone(Subscriber, "ended").on("action_failed") == ("ended", [], [])


def test_what_comes_late_or_twice() -> None:
    """Property: what belongs to the subscription before changes nothing; who asks twice is told so."""
    assert Alone(Subscriber, "ended").on("unsubscribe") == ("ended", ["note_unsubscribe", "reply_unsubscribed"], [])
    for state in ("ended", "waiting", "renewing"):
        assert Alone(Subscriber, state).on("finished") == (state, [], [])
    refused = {"pending": 491, "active": 491, "waiting": 491, "renewing": 491, "unsubscribing": 481, "ended": 481}
    for state, status in refused.items():
        alone = Alone(Subscriber, state)
        alone.on("subscribe")
        assert alone.rejected == [("subscribe", status)]
    idle = Alone(Subscriber, "idle")
    idle.on("unsubscribe")
    assert idle.rejected == [("unsubscribe", 481)]


# --- properties of the chart by itself


@pytest.mark.parametrize("state", ["pending", "active"])
def test_b8_9_every_notify_is_noted_told_and_answered(state: str) -> None:
    noted = ["note_state", "tell_notified"]
    assert Alone(Subscriber, state, "unfit").on("notified") == (state, [], ["respond"])
    assert Alone(Subscriber, state, "pends").on("notified") == ("pending", noted, ["respond"])
    assert Alone(Subscriber, state, "goes_on").on("notified") == ("active", noted, ["respond"])
    again = Alone(Subscriber, state, "at_once").on("notified")
    assert again == ("renewing", noted, ["respond", "forget", "again"])
    assert Alone(Subscriber, state, "later").on("notified") == ("waiting", [*noted, "note_wait"], ["respond", "forget"])
    assert Alone(Subscriber, state).on("notified") == ("ended", [*noted, "tell_ended"], ["respond", "over"])


@pytest.mark.parametrize("state", ["pending", "active"])
def test_b8_11_what_becomes_of_a_refresh(state: str) -> None:
    assert Alone(Subscriber, state, "challenged").on("finished") == (state, ["send_refresh_answered"], [])
    assert Alone(Subscriber, state, "too_brief").on("finished") == (state, ["send_refresh_longer"], [])
    assert Alone(Subscriber, state, "granted").on("finished") == (state, ["note_granted"], ["confirm"])
    assert Alone(Subscriber, state, "unknown_there").on("finished") == ("notify_wait", ["send_anew"], ["forget"])
    assert Alone(Subscriber, state).on("finished") == (state, [], [])
    assert Alone(Subscriber, state).on("refresh_due") == (state, ["send_refresh"], [])
    assert Alone(Subscriber, state).on("expired") == ("notify_wait", ["send_anew"], ["forget"])


def test_b8_2_the_end_that_we_asked_for() -> None:
    over = ["reply_unsubscribed", "tell_ended"]
    assert Alone(Subscriber, "unsubscribing", "granted").on("finished") == ("unsubscribing", [], ["confirm"])
    assert Alone(Subscriber, "unsubscribing").on("finished") == ("ended", over, ["over"])
    assert Alone(Subscriber, "unsubscribing").on("unnotified") == ("ended", over, ["over"])
    last = Alone(Subscriber, "unsubscribing").on("notified")
    assert last == ("ended", ["note_state", "tell_notified", *over], ["respond", "over"])
    assert Alone(Subscriber, "waiting").on("unsubscribe") == ("ended", ["note_unsubscribe", *over], ["over"])
    assert Alone(Subscriber, "waiting").on("retry_due") == ("notify_wait", ["send_anew"], ["forget"])


def test_unsubscribed_while_it_begins_again() -> None:
    """Property: the command waits until there is a dialog to end."""
    renewing = Alone(Subscriber, "renewing", "goes_on")
    assert renewing.on("unsubscribe") == ("renewing", [], [])
    assert renewing.on("renewed") == ("notify_wait", ["send_anew"], [])
    assert renewing.rejected == []
    _, did, _ = renewing.on("notified")
    assert did[-2:] == ["note_unsubscribe", "send_unsubscribe"]
    assert renewing.machine.state_name == "unsubscribing"


def test_b8_8_the_first_notify_says_how_it_stands() -> None:
    noted = ["note_state", "tell_notified", "reply_subscribed"]
    assert Alone(Subscriber, "notify_wait", "unfit").on("notified") == ("notify_wait", [], ["respond"])
    assert Alone(Subscriber, "notify_wait", "pends").on("notified") == ("pending", noted, ["respond"])
    assert Alone(Subscriber, "notify_wait", "goes_on").on("notified") == ("active", noted, ["respond"])
    assert Alone(Subscriber, "notify_wait").on("notified") == ("ended", [*noted, "tell_ended"], ["respond", "over"])


@pytest.mark.parametrize(
    ("holds", "sent"),
    [("challenged", "send_answered"), ("too_brief", "send_longer"), ("another_target", "send_redirected")],
)
def test_b8_8_what_is_sent_again_waits_for_its_notify(holds: str, sent: str) -> None:
    assert Alone(Subscriber, "notify_wait", holds).on("finished") == ("notify_wait", [sent], [])


def test_b8_2_a_notify_that_was_under_way_is_told_and_the_end_is_still_to_come() -> None:
    noted = ["note_state", "tell_notified"]
    assert Alone(Subscriber, "unsubscribing", "unfit").on("notified") == ("unsubscribing", [], ["respond"])
    assert Alone(Subscriber, "unsubscribing", "goes_on").on("notified") == ("unsubscribing", noted, ["respond"])
