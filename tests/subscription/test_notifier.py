"""subscription/notifier and its dialog: the peer subscribes, we notify (RFC 6665 4.2)."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.events import SubscriberLeft
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.subscription.notifier import Notifier
from tests.support.alone import Alone
from tests.support.peer import ENGINE, PEER, Peer, Seen

PACKAGES = (("presence", "application/pidf+xml"), ("dialog", "application/dialog-info+xml"))
CHALLENGE = 'WWW-Authenticate: Digest realm="bar", nonce="n1", algorithm=SHA-256, qop="auth"'


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    """An engine that tells of two events."""
    return make_peer(event_packages=PACKAGES)


@attrs.define
class Subscriber:
    """The peer as a subscriber of the engine's."""

    peer: Peer
    call_id: str = "watch-1"
    cseq: int = 0
    to_tag: str = ""

    def subscribe(
        self, expires: int | None = 600, *headers: str, event: str = "presence", method: str = "SUBSCRIBE"
    ) -> list[Seen]:
        self.cseq += 1
        lines = [f"{method} sip:bob@{ENGINE[0]} SIP/2.0", "Max-Forwards: 70"]
        lines += [f"Via: SIP/2.0/UDP {PEER[0]}:{PEER[1]};branch={self.peer.branch()}"]
        lines += ["From: <sip:al@example.org>;tag=al", f"Call-ID: {self.call_id}", f"CSeq: {self.cseq} {method}"]
        lines += [f"To: <sip:bob@{ENGINE[0]}>" + (f";tag={self.to_tag}" if self.to_tag else "")]
        lines += [f"Contact: <sip:al@{PEER[0]}:{PEER[1]}>", f"Event: {event}", *headers]
        if expires is not None:
            lines.append(f"Expires: {expires}")
        return self.peer.send("\r\n".join([*lines, "Content-Length: 0"]) + "\r\n\r\n")

    @property
    def session(self) -> str:
        return self.peer.asks()[-1].session

    @property
    def state(self) -> str:
        cell = self.peer.engine.cells.get(self.session)
        return cell.leg.usage.state_name if cell is not None else "ended"

    def give(self, name: str, **fields: object) -> int:
        return self.peer.command(name, self.session, **fields)

    def answer(self, notify: Seen, status: int = 200, *headers: str) -> list[Seen]:
        lines = [
            f"SIP/2.0 {status} Whatever",
            f"Via: {notify['via']}",
            f"From: {notify['from']}",
            f"To: {notify['to']}",
        ]
        lines += [f"Call-ID: {notify['call-id']}", f"CSeq: {notify['cseq']}", *headers, "Content-Length: 0"]
        return self.peer.send("\r\n".join(lines) + "\r\n\r\n")

    def finish(self) -> None:
        """We end it, and the peer takes that."""
        done = self.give("finish", reason="noresource", retry_after=0)
        self.answer(self.peer.one("NOTIFY"))
        assert self.peer.outcome(done) == ("done", None)


def granted(peer: Peer, content: str = "here", **more: int) -> tuple[Subscriber, Seen]:
    """A subscription that is active; its first NOTIFY is answered."""
    made = Subscriber(peer)
    assert made.subscribe(**more) == []
    done = made.give("grant", content=content)
    answer, notify = peer.take()
    assert (answer.label, notify.label, peer.outcome(done)) == ("200 SUBSCRIBE", "NOTIFY", ("done", None))
    made.to_tag = answer.to_tag
    made.answer(notify)
    return made, notify


class TestGranting:
    def test_b8_2_it_is_told_at_once(self, peer: Peer) -> None:
        made = Subscriber(peer)
        assert made.subscribe(600, "Record-Route: <sip:192.0.2.50;lr>") == []
        (ask,) = peer.asks()
        assert ask.question == "subscription"
        assert ask.details == {
            "package": "presence",
            "subscriber": "sip:al@example.org",
            "resource": f"sip:bob@{ENGINE[0]}",
        }
        made.give("grant", content="<presence/>")
        answer, notify = peer.take()
        made.to_tag = answer.to_tag
        assert (answer.label, answer["expires"], answer["record-route"]) == (
            "200 SUBSCRIBE", "600", "<sip:192.0.2.50;lr>",
        )  # fmt: skip
        assert answer["contact"].startswith("<sip:")
        assert (notify.label, notify.uri, notify.remote) == (
            "NOTIFY", f"sip:al@{PEER[0]}:{PEER[1]}", ("192.0.2.50", 5060),
        )  # fmt: skip
        assert (notify["event"], notify["subscription-state"]) == ("presence", "active;expires=600")
        assert (notify["content-type"], notify.body) == ("application/pidf+xml", "<presence/>")
        assert (notify.from_tag, notify.to_tag, notify["contact"]) == (answer.to_tag, "al", answer["contact"])
        assert notify["route"] == "<sip:192.0.2.50;lr>"
        made.answer(notify)
        made.finish()

    def test_b8_2_a_look_is_told_once(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe(0)
        made.give("grant", content="here")
        answer, notify = peer.take()
        assert (answer["expires"], notify["subscription-state"], notify.body) == (
            "0", "terminated;reason=timeout", "here",
        )  # fmt: skip
        made.answer(notify)
        assert made.state == "ended"
        assert len(peer.published(SubscriberLeft)) == 1

    def test_b8_2_a_look_at_what_is_not_decided(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe(0)
        made.give("suspend")
        _, notify = peer.take()
        assert (notify["subscription-state"], notify.body) == ("terminated;reason=timeout", "")
        made.answer(notify)

    @pytest.mark.parametrize(("asked", "given"), [(None, 3600), (100_000_000, 86_400), (60, 60)])
    def test_b8_10_how_long(self, peer: Peer, asked: int | None, given: int) -> None:
        made = Subscriber(peer)
        made.subscribe(asked)
        made.give("grant", content="")
        answer, notify = peer.take()
        assert (answer["expires"], notify["subscription-state"]) == (str(given), f"active;expires={given}")
        assert not notify.has("content-type")
        made.answer(notify)
        made.finish()

    def test_b8_10_too_brief_is_423(self, peer: Peer) -> None:
        (answer,) = Subscriber(peer).subscribe(59)
        assert (answer.label, answer["min-expires"]) == ("423 SUBSCRIBE", "60")
        assert peer.asks() == []

    @pytest.mark.parametrize("event", ["unheard-of", "", "presence.winfo"])
    def test_b8_10_an_event_that_nobody_knows_is_489(self, peer: Peer, event: str) -> None:
        (answer,) = Subscriber(peer).subscribe(event=event)
        assert (answer.label, answer["allow-events"]) == ("489 SUBSCRIBE", "presence, dialog")

    def test_b10_3_what_requires_too_much_is_420(self, peer: Peer) -> None:
        (answer,) = Subscriber(peer).subscribe(600, "Require: nothing")
        assert (answer.label, answer["unsupported"]) == ("420 SUBSCRIBE", "nothing")

    @pytest.mark.parametrize("status", [403, 404, 603])
    def test_b8_10_the_application_refuses(self, peer: Peer, status: int) -> None:
        made = Subscriber(peer)
        made.subscribe()
        done = made.give("refuse", status=status)
        assert (peer.labels(), peer.outcome(done), made.state) == (
            [f"{status} SUBSCRIBE"], ("done", None), "ended",
        )  # fmt: skip

    def test_b8_10_the_application_is_silent(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe()
        peer.advance(9.9)
        assert peer.labels() == []
        peer.advance(0.2)
        assert (peer.labels(), made.state) == (["480 SUBSCRIBE"], "ended")

    def test_b8_2_undecided_it_is_told_that_it_is_pending(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe()
        made.give("suspend")
        answer, notify = peer.take()
        made.to_tag = answer.to_tag
        assert (answer.label, notify["subscription-state"]) == ("200 SUBSCRIBE", "pending;expires=600")
        made.answer(notify)
        made.give("update", content="something happens meanwhile")
        assert (peer.labels(), made.state) == ([], "held.pending")
        peer.advance(100)
        made.give("grant", content="here")
        notify = peer.one("NOTIFY")
        assert (notify["subscription-state"], notify.body) == ("active;expires=500", "here")
        made.answer(notify)
        made.finish()

    def test_b8_9_undecided_and_then_rejected(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe()
        made.give("suspend")
        _, notify = peer.take()
        made.answer(notify)
        made.give("refuse", status=403)
        last = peer.one("NOTIFY")
        assert (last["subscription-state"], last.body) == ("terminated;reason=rejected", "")
        made.answer(last)
        assert made.state == "ended"

    def test_no_more_than_the_limit(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(event_packages=PACKAGES, max_sessions=1)
        made, _ = granted(peer)
        (answer,) = Subscriber(peer, "watch-2").subscribe()
        assert (answer.label, answer.has("retry-after")) == ("503 SUBSCRIBE", True)
        made.finish()

    def test_b1_9_a_merged_one_is_482(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe()
        made.cseq = 0
        (answer,) = made.subscribe()
        assert answer.label == "482 SUBSCRIBE"
        made.give("refuse", status=404)


class TestTelling:
    def test_b8_12_the_newest_state_counts_at_a_distance(self, peer: Peer) -> None:
        made, first = granted(peer, "one")
        made.give("update", content="two")
        made.give("update", content="three")
        assert (peer.labels(), made.state) == ([], "held.behind")
        peer.advance(0.9)
        assert peer.labels() == []
        peer.advance(0.2)
        notify = peer.one("NOTIFY")
        assert (notify.body, notify.cseq) == ("three", first.cseq + 1)
        made.answer(notify)
        peer.advance(1.1)
        assert (peer.labels(), made.state) == ([], "held.quiet")
        made.give("grant", content="four")
        notify = peer.one("NOTIFY")
        assert (notify.body, made.state) == ("four", "held.paced")
        made.answer(notify)
        made.finish()

    def test_b8_12_the_distance_counts_from_the_first_notify_and_from_that_of_a_refresh(self, peer: Peer) -> None:
        made, _ = granted(peer, "one")
        for refreshed in (False, True):
            if refreshed:
                made.answer(made.subscribe(900)[1])
                peer.take()
            peer.advance(0.5)
            made.give("update", content="two")
            assert (peer.labels(), made.state) == ([], "held.behind")
            peer.advance(0.4)
            assert peer.labels() == []
            peer.advance(0.2)
            made.answer(peer.one("NOTIFY"))
            peer.advance(5.0)
            assert made.state == "held.quiet"
        made.finish()

    def test_b8_12_what_is_granted_again_is_an_update(self, peer: Peer) -> None:
        made, _ = granted(peer, "one")
        for text, state in (("two", "held.behind"), ("three", "held.behind")):
            assert peer.outcome(made.give("grant", content=text)) == ("done", None)
            assert made.state == state
        peer.advance(1.1)
        notify = peer.one("NOTIFY")
        assert notify.body == "three"
        made.answer(notify)
        made.finish()

    def test_b8_2_a_refresh_is_told_at_once(self, peer: Peer) -> None:
        made, _ = granted(peer, "one")
        peer.advance(500)
        answer, notify = made.subscribe(900)
        assert (answer.label, answer["expires"]) == ("200 SUBSCRIBE", "900")
        assert (notify["subscription-state"], notify.body) == ("active;expires=900", "one")
        made.answer(notify)
        peer.advance(890)
        assert peer.labels()[2:] == []
        assert made.state == "held.quiet"
        made.finish()

    def test_b8_2_a_refresh_while_it_is_pending(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe()
        made.give("suspend")
        answer, notify = peer.take()
        made.to_tag = answer.to_tag
        made.answer(notify)
        assert made.subscribe(30)[0].label == "423 SUBSCRIBE"
        assert made.subscribe(600, event="dialog")[0].label == "489 SUBSCRIBE"
        peer.advance(500)
        answer, notify = made.subscribe(700)
        assert (answer["expires"], notify["subscription-state"]) == ("700", "pending;expires=700")
        made.answer(notify)
        peer.advance(690)
        assert made.state == "held.pending", "the new time counts"
        answer, notify = made.subscribe(0)
        assert (answer.label, notify["subscription-state"]) == ("200 SUBSCRIBE", "terminated;reason=timeout")
        made.answer(notify)
        assert made.state == "ended"

    @pytest.mark.parametrize("state", ["held.pending", "held.paced", "held.behind"])
    def test_b8_2_it_expires_whatever_it_waits_for(self, make_peer: Callable[..., Peer], state: str) -> None:
        """A distance between NOTIFYs that is longer than the subscription lasts holds up no end."""
        peer = make_peer(event_packages=PACKAGES, limits=Limits(notify_pace=60, subscription_least=30))
        made = Subscriber(peer)
        made.subscribe(30)
        made.give(*("suspend",)) if state == "held.pending" else made.give("grant", content="x")
        made.answer(peer.take()[-1])
        if state == "held.behind":
            made.give("update", content="y")
        assert made.state == state
        peer.advance(30)
        last = peer.one("NOTIFY")
        assert last["subscription-state"] == "terminated;reason=timeout"
        made.answer(last)

    def test_b8_2_it_expires_at_its_time_while_it_has_just_been_told(self, make_peer: Callable[..., Peer]) -> None:
        """RFC 6665 4.2.2: the NOTIFY that says so leaves when the time is over, not when the next one may."""
        peer = make_peer(event_packages=PACKAGES, limits=Limits(notify_pace=60, subscription_least=30))
        made = Subscriber(peer)
        made.subscribe(30)
        made.give("suspend")
        made.answer(peer.take()[-1])
        peer.advance(1.0)
        made.give("grant", content="x")
        told = peer.one("NOTIFY")
        assert told["subscription-state"] == "active;expires=29"
        made.answer(told)
        peer.advance(28.9)
        assert (peer.labels(), made.state) == ([], "held.paced")
        peer.advance(0.1)
        last = peer.one("NOTIFY")
        assert last["subscription-state"] == "terminated;reason=timeout"
        made.answer(last)

    def test_b8_10_a_refresh_that_does_not_fit(self, peer: Peer) -> None:
        made, _ = granted(peer)
        assert made.subscribe(30)[0].label == "423 SUBSCRIBE"
        (answer,) = made.subscribe(600, event="dialog")
        assert (answer.label, answer["allow-events"]) == ("489 SUBSCRIBE", "presence, dialog")
        assert made.subscribe(600, event="presence;id=2")[0].label == "489 SUBSCRIBE"
        assert made.state == "held.paced"
        made.finish()

    def test_the_id_of_an_event_comes_back(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe(event="presence;id=7")
        made.give("grant", content="")
        _, notify = peer.take()
        assert notify["event"] == "presence;id=7"
        made.answer(notify)
        made.finish()

    def test_b8_2_expires_0_ends_it_with_a_last_notify(self, peer: Peer) -> None:
        made, _ = granted(peer, "one")
        answer, notify = made.subscribe(0)
        assert (answer.label, answer["expires"]) == ("200 SUBSCRIBE", "0")
        assert (notify["subscription-state"], notify.body) == ("terminated;reason=timeout", "one")
        made.answer(notify)
        assert (made.state, len(peer.published(SubscriberLeft))) == ("ended", 1)
        (answer,) = made.subscribe(600)
        assert answer.label == "481 SUBSCRIBE"

    def test_b8_2_it_expires(self, peer: Peer) -> None:
        made, _ = granted(peer)
        peer.advance(599)
        assert peer.labels() == []
        peer.advance(1.1)
        notify = peer.one("NOTIFY")
        assert notify["subscription-state"] == "terminated;reason=timeout"
        made.answer(notify)
        assert made.state == "ended"

    @pytest.mark.parametrize("pending", [False, True])
    def test_b8_9_we_end_it_and_say_why(self, peer: Peer, pending: bool) -> None:
        made = Subscriber(peer)
        made.subscribe()
        made.give(*("suspend",)) if pending else made.give("grant", content="x")
        _, notify = peer.take()
        made.answer(notify)
        done = made.give("finish", reason="probation", retry_after=120)
        last = peer.one("NOTIFY")
        assert last["subscription-state"] == "terminated;reason=probation;retry-after=120"
        assert peer.outcome(done) == ("done", None)
        made.answer(last)

    def test_b8_9_rejected_later(self, peer: Peer) -> None:
        made, _ = granted(peer)
        made.give("refuse", status=403)
        last = peer.one("NOTIFY")
        assert last["subscription-state"] == "terminated;reason=rejected"
        made.answer(last)

    @pytest.mark.parametrize("status", [481, 404, 500])
    def test_b8_12_a_notify_that_is_refused_ends_it(self, peer: Peer, status: int) -> None:
        made, _ = granted(peer)
        peer.advance(2)
        made.give("update", content="two")
        made.answer(peer.one("NOTIFY"), status)
        assert (made.state, peer.labels(), len(peer.published(SubscriberLeft))) == ("ended", [], 1)

    def test_b8_12_a_notify_that_nobody_answers_ends_it(self, peer: Peer) -> None:
        made, _ = granted(peer)
        peer.advance(2)
        made.give("update", content="two")
        peer.advance(33)
        assert made.state == "ended"

    def test_b8_12_one_that_asks_for_patience_does_not(self, peer: Peer) -> None:
        made, _ = granted(peer)
        peer.advance(2)
        made.give("update", content="two")
        made.answer(peer.one("NOTIFY"), 503, "Retry-After: 10")
        assert made.state == "held.paced"
        made.finish()

    def test_b7_1_a_notify_that_is_challenged(self, peer: Peer) -> None:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        made, first = granted(peer)
        peer.advance(2)
        made.give("update", content="two")
        made.answer(peer.one("NOTIFY"), 401, CHALLENGE)
        again = peer.one("NOTIFY")
        assert (again.body, again.cseq, again["subscription-state"]) == ("two", first.cseq + 2, "active;expires=598")
        assert 'username="alice"' in again["authorization"]
        made.answer(again)
        made.finish()

    def test_b10_2_b2_5_what_else_comes_in_the_dialog(self, peer: Peer) -> None:
        made, _ = granted(peer)
        assert made.subscribe(method="NOTIFY")[0].label == "405 NOTIFY"
        assert made.subscribe(method="INFO")[0].label == "405 INFO"
        made.cseq -= 2
        assert made.subscribe()[0].label == "500 SUBSCRIBE"
        assert made.state == "held.paced"
        made.finish()

    def test_b2_8_another_tag_is_another_dialog(self, peer: Peer) -> None:
        made, _ = granted(peer)
        made.to_tag = "never-ours"
        assert made.subscribe()[0].label == "481 SUBSCRIBE"
        made.finish()

    def test_commands_at_the_wrong_time(self, peer: Peer) -> None:
        made = Subscriber(peer)
        made.subscribe()
        assert peer.outcome(made.give("update", content="")) == ("refused", 491)
        made.give("grant", content="")
        _, notify = peer.take()
        made.answer(notify)
        assert peer.outcome(made.give("suspend")) == ("refused", 491)
        made.finish()
        late = peer.command("update", made.session, content="")
        assert peer.outcome(late) == ("refused", 481)


def test_b10_1_what_we_tell_of_stands_in_the_answer_to_options(peer: Peer) -> None:
    (answer,) = Subscriber(peer).subscribe(method="OPTIONS")
    assert answer["allow-events"] == "presence, dialog"
    assert "SUBSCRIBE" in answer["allow"].split(", ")


def test_whatever_fails_the_dialog_ends_with_it() -> None:
    """Property: the subscription and its dialog end together."""
    for state in ("arriving", "deciding", "held.pending", "held.quiet", "held.paced", "held.behind", "ending"):
        assert Alone(Notifier, state).on("action_failed") == ("ended", ["tell_ended"], ["over"])
    assert Alone(Notifier, "ended").on("action_failed") == ("ended", [], [])


def test_what_comes_late() -> None:
    """Property: one request makes one cell, and what is over is over."""
    for state in ("deciding", "held.quiet", "ending", "ended"):
        assert Alone(Notifier, state).on("arrived") == (state, [], [])
    for state in ("ending", "ended"):
        assert Alone(Notifier, state).on("finished") == (state, [], [])
    for state in ("arriving", "ending", "ended"):
        for command in ("grant", "suspend", "refuse", "update", "finish"):
            alone = Alone(Notifier, state)
            alone.on(command)
            assert alone.rejected == [(command, 481)]


# --- properties of the chart by itself

HELD = ("held.quiet", "held.paced", "held.behind", "held.pending")


@pytest.mark.parametrize("state", HELD)
def test_every_command_that_is_taken_is_answered_once(state: str) -> None:
    for command in ("grant", "update", "finish", "refuse"):
        _, did, _ = Alone(Notifier, state).on(command)
        assert did.count("reply_done") == 1, command
    for command in ("grant", "suspend", "refuse"):
        for look in ((), ("look",)):
            _, did, _ = Alone(Notifier, "deciding", *look).on(command)
            assert did.count("reply_done") == 1, command
    waiting = Alone(Notifier, "deciding")
    for command in ("update", "finish"):
        waiting.on(command)
    held = Alone(Notifier, state)
    held.on("suspend")
    assert (waiting.rejected, held.rejected) == ([("update", 491), ("finish", 491)], [("suspend", 491)])


@pytest.mark.parametrize("state", HELD)
def test_b8_12_the_newest_content_is_kept_whenever_it_comes(state: str) -> None:
    for command in ("grant", "update"):
        after, did, _ = Alone(Notifier, state).on(command)
        assert "note_content" in did
        told = {"held.quiet": "held.paced", "held.paced": "held.behind"}.get(state, state)
        assert after == ("held.paced" if (state, command) == ("held.pending", "grant") else told)


@pytest.mark.parametrize("state", HELD)
def test_b8_2_every_end_is_told_to_both_sides(state: str) -> None:
    for event in ("expired", "finish", "refuse"):
        after, did, signals = Alone(Notifier, state).on(event)
        assert (after, did.count("send_last"), did.count("tell_ended"), signals) == ("ended", 1, 1, ["over"]), event
    after, did, signals = Alone(Notifier, state).on("finished")
    assert (after, did, signals) == ("ended", ["tell_ended"], ["over"]), "a NOTIFY that is refused needs no other"
    assert Alone(Notifier, "ending").on("due") == ("ended", ["send_last", "tell_ended"], ["over"])
    for event in ("refuse", "decision_missed"):
        after, did, signals = Alone(Notifier, "deciding").on(event)
        assert (after, did[-1], signals) == ("ended", "tell_ended", ["respond", "over"])


@pytest.mark.parametrize("state", HELD)
def test_b8_2_a_refresh_is_answered_and_then_told(state: str) -> None:
    pending = state == "held.pending"
    after, did, signals = Alone(Notifier, state).on("resubscribed")
    assert (did, signals) == (["note_request"], ["respond", "proceed"])
    assert after == ("held.pending" if pending else "held.paced")
    assert Alone(Notifier, state, "look").on("resubscribed") == ("ending", ["note_request"], ["respond", "proceed"])
    for wrong in ("unknown_event", "too_brief"):
        assert Alone(Notifier, state, wrong).on("resubscribed") == (state, [], ["respond"])
    assert Alone(Notifier, state).on("due") == (state, ["send_pending" if pending else "send_notify"], [])
