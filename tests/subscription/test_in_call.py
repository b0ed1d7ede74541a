"""Subscriptions inside a call: a second usage of its dialog (RFC 5057, RFC 6665 4.5.2), which may outlive the first."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from sessioncore.actions.dialog.dialog import Actions
from sessioncore.events import SubscriberLeft
from tests.support.peer import PEER, Call, Peer, Seen

PACKAGES = (("presence", "application/pidf+xml"), ("dialog", "application/dialog-info+xml"))
Make = Callable[..., Peer]


@pytest.fixture
def peer(make_peer: Make) -> Peer:
    """An engine that tells of two events."""
    return make_peer(event_packages=PACKAGES)


@attrs.define
class Inside:
    """The peer's subscription in a call of its own."""

    peer: Peer
    call: Call
    cseq: int = 0

    def subscribe(self, expires: int = 600, event: str = "presence", **more: str) -> list[Seen]:
        contact = more.get("contact", f"<sip:peer@{PEER[0]}:{PEER[1]}>")
        lines = [f"Event: {event}", f"Expires: {expires}", f"Contact: {contact}"]
        return self.call.request("SUBSCRIBE", headers=lines)

    def give(self, name: str, **fields: object) -> tuple[str, int | None] | None:
        return self.peer.outcome(self.peer.command(name, self.call.session, cseq=self.cseq, **fields))

    def answer(self, notify: Seen, status: int = 200, *headers: str) -> list[Seen]:
        return self.call.respond(status, to=notify, headers=headers)

    @property
    def dialog(self) -> str:
        return self.peer.part(self.call.session, "dialog")


def granted(peer: Peer, event: str = "presence", call: Call | None = None) -> Inside:
    """A subscription in a call that is up; its first NOTIFY is answered."""
    made = Inside(peer, call or peer.called())
    peer.take()
    assert made.subscribe(event=event) == []
    made.cseq = made.call.cseq
    ask = peer.asks()[-1]
    assert (ask.session, ask.question, ask.details["cseq"]) == (made.call.session, "subscription", made.cseq)
    assert made.give("grant", content="here") == ("done", None)
    ok, notify = peer.take()
    assert (ok.label, ok["expires"], ok.to_tag) == ("200 SUBSCRIBE", "600", made.call.engine_tag)
    assert (notify.label, notify["event"], notify.body) == ("NOTIFY", event, "here")
    assert (notify["call-id"], notify.from_tag) == (made.call.call_id, made.call.engine_tag)
    made.answer(notify)
    return made


def test_b2_7_bye_ends_the_session_and_the_subscription_keeps_the_dialog(peer: Peer) -> None:
    inside = granted(peer)
    call = inside.call
    (bye,) = call.request("BYE")
    assert bye.label == "200 BYE"
    assert peer.states()[-1] == "terminated"
    assert inside.dialog == "outlived"
    peer.advance(60)
    assert inside.give("update", content="gone") == ("done", None)
    notify = peer.one("NOTIFY")
    assert (notify.body, notify["subscription-state"]) == ("gone", "active;expires=540")
    inside.answer(notify)
    (again,) = call.request("BYE")
    assert again.label == "481 BYE", "its usage is over, whatever else lives in the dialog"
    for method in ("INVITE", "UPDATE", "INFO"):
        assert [seen.status for seen in call.request(method)] == [481]
    assert [seen.label for seen in call.request("OPTIONS")] == ["200 OPTIONS"]
    assert [seen.label for seen in inside.subscribe(event="dialog")] == ["481 SUBSCRIBE"], "only what was there goes on"
    ok, notify = inside.subscribe(0)
    assert (ok.label, ok["expires"]) == ("200 SUBSCRIBE", "0")
    assert notify["subscription-state"] == "terminated;reason=timeout"
    inside.answer(notify)
    assert len(peer.published(SubscriberLeft)) == 1
    peer.advance(40)
    assert peer.engine.session_count == 0


def test_b2_7_our_bye_leaves_it_too_and_its_numbers_go_on(peer: Peer) -> None:
    inside = granted(peer)
    hang_up = peer.command("hang_up", inside.call.session)
    bye = peer.one("BYE")
    inside.call.respond(200, to=bye)
    assert peer.outcome(hang_up) == ("done", None)
    assert inside.dialog == "outlived"
    peer.advance(600)
    last = peer.one("NOTIFY")
    assert last["subscription-state"] == "terminated;reason=timeout"
    assert last.cseq == bye.cseq + 1
    inside.answer(last)
    peer.advance(40)
    assert peer.engine.session_count == 0


def test_b2_7_of_two_the_last_one_ends_the_dialog(peer: Peer) -> None:
    one = granted(peer)
    two = granted(peer, "dialog;id=7", one.call)
    one.call.request("BYE")
    peer.take()
    assert one.give("finish", reason="noresource", retry_after=0) == ("done", None)
    one.answer(peer.one("NOTIFY"))
    assert one.dialog == "outlived"
    (ok, notify) = two.subscribe(event="dialog;id=7")
    assert (ok.label, notify["event"]) == ("200 SUBSCRIBE", "dialog;id=7")
    two.answer(notify)
    peer.take()
    assert two.give("finish", reason="noresource", retry_after=0) == ("done", None)
    two.answer(peer.one("NOTIFY"))
    assert one.call.session not in peer.engine.cells
    assert [seen.label for seen in two.subscribe(event="dialog;id=7")] == ["481 SUBSCRIBE"]


def test_b2_7_481_to_a_notify_ends_the_subscription_and_nothing_else(peer: Peer) -> None:
    inside = granted(peer)
    peer.advance(6)
    inside.give("update", content="more")
    inside.answer(peer.one("NOTIFY"), 481)
    assert len(peer.published(SubscriberLeft)) == 1
    assert peer.engine.state(inside.call.session) == "connected"
    assert inside.dialog == "confirmed"
    assert inside.give("update", content="still more") == ("refused", 481)
    again = granted(peer, call=inside.call)
    assert again.cseq > inside.cseq, "another one for the same event"


@pytest.mark.parametrize("status", [404, 410, 416, 482, 483, 484, 485, 502, 604])
def test_b2_7_what_says_that_nothing_is_there_ends_the_call_too(peer: Peer, status: int) -> None:
    inside = granted(peer)
    peer.advance(6)
    inside.give("update", content="more")
    inside.answer(peer.one("NOTIFY"), status)
    bye = peer.one("BYE")
    inside.call.respond(200, to=bye)
    assert peer.states()[-1] == "terminated"


@pytest.mark.parametrize("status", [480, 486, 503])
def test_b2_7_what_says_less_leaves_the_call(peer: Peer, status: int) -> None:
    inside = granted(peer)
    peer.advance(6)
    inside.give("update", content="more")
    inside.answer(peer.one("NOTIFY"), status)
    assert peer.labels() == []
    assert peer.engine.state(inside.call.session) == "connected"


def test_b2_7_b2_8_404_to_a_reinvite_ends_the_session(peer: Peer) -> None:
    call = peer.called()
    hold = peer.command("hold", call.session)
    call.respond(404, to=peer.one("INVITE"))
    assert peer.labels() == ["ACK", "BYE"]
    assert peer.outcome(hold) == ("failed", 404)


def test_b2_7_a_second_one_for_the_event_waits_for_the_first(peer: Peer) -> None:
    inside = Inside(peer, peer.called())
    inside.subscribe()
    inside.cseq = inside.call.cseq
    assert [seen.label for seen in inside.subscribe()] == ["491 SUBSCRIBE"]
    assert inside.give("refuse", status=403) == ("done", None)
    assert peer.labels()[-1] == "403 SUBSCRIBE"
    inside = Inside(peer, inside.call)
    inside.subscribe()
    inside.cseq = inside.call.cseq
    inside.call.request("BYE")
    assert inside.dialog == "outlived", "somebody waits for an answer in it"
    assert [seen.label for seen in inside.subscribe()] == ["491 SUBSCRIBE"]
    peer.advance(61)
    assert peer.labels()[-1] == "480 SUBSCRIBE"
    assert peer.engine.session_count == 0


def test_b8_10_b2_7_what_is_refused_at_once_is_refused_in_a_call_too(peer: Peer) -> None:
    inside = Inside(peer, peer.called())
    (unknown,) = inside.subscribe(event="weather")
    assert (unknown.label, unknown["allow-events"]) == ("489 SUBSCRIBE", "presence, dialog")
    (brief,) = inside.subscribe(1)
    assert brief.label == "423 SUBSCRIBE"
    assert inside.dialog == "confirmed"


def test_b2_7_no_more_than_eight_live_in_a_dialog(peer: Peer) -> None:
    call = peer.called()
    insides = [granted(peer, f"presence;id={number}", call) for number in range(8)]
    assert [seen.label for seen in Inside(peer, call).subscribe(event="presence;id=8")] == ["403 SUBSCRIBE"]
    insides[3].give("finish", reason="noresource", retry_after=0)
    insides[3].answer(peer.one("NOTIFY"))
    granted(peer, "presence;id=9", call)


def test_b2_3_a_subscribe_refreshes_the_target_of_the_whole_dialog(peer: Peer) -> None:
    inside = granted(peer)
    _, notify = inside.subscribe(contact=f"<sip:other@{PEER[0]}:5090>")
    assert notify.uri == f"sip:other@{PEER[0]}:5090"
    inside.answer(notify)
    peer.command("hang_up", inside.call.session)
    bye = peer.one("BYE")
    assert bye.uri == f"sip:other@{PEER[0]}:5090"
    inside.call.respond(200, to=bye)


def test_b2_7_not_before_the_call_is_answered(peer: Peer) -> None:
    call = peer.calling()
    peer.command("ring", call.session)
    ringing = peer.one("180 INVITE")
    call.engine_tag, call.target = ringing.to_tag, ringing["contact"].strip("<>")
    (early,) = Inside(peer, call).subscribe()
    assert early.label == "480 SUBSCRIBE"
    peer.command("decline", call.session, status=486)
    call.ack_failure(peer.one("486 INVITE"))


def test_b10_2_nobody_tells_of_events_here(make_peer: Make) -> None:
    peer = make_peer()
    call = peer.calling()
    peer.command("ring", call.session)
    ringing = peer.one("180 INVITE")
    call.engine_tag, call.target = ringing.to_tag, ringing["contact"].strip("<>")
    (early,) = Inside(peer, call).subscribe()
    assert early.label == "405 SUBSCRIBE"
    peer.command("decline", call.session, status=486)
    call.ack_failure(peer.one("486 INVITE"))


def test_b8_8_a_notify_of_nothing_is_481(peer: Peer) -> None:
    call = peer.called()
    (answer,) = call.request("NOTIFY", headers=["Event: presence", "Subscription-State: active"])
    assert answer.label == "481 NOTIFY"
    assert peer.engine.state(call.session) == "connected"


def test_b2_11_it_survives_a_restart(peer: Peer) -> None:
    inside = granted(peer)
    inside.call.request("BYE")
    peer.take()
    peer.restart(inside.call.session)
    assert inside.dialog == "outlived"
    peer.advance(6)
    assert inside.give("update", content="back") == ("done", None)
    inside.answer(peer.one("NOTIFY"))


@pytest.mark.parametrize("action", ["note_request", "move_target"])
def test_a_subscribe_is_answered_although_it_could_not_be_noted(
    peer: Peer, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    """RFC 3261 8.2.6: every request but an ACK gets a final response; call and subscription go on."""
    inside = granted(peer)
    peer.expected_failures = 1

    def fails(*_: object) -> None:
        raise RuntimeError("made to fail by the test")

    with monkeypatch.context() as broken:
        broken.setattr(Actions, action, fails)
        assert [seen.label for seen in inside.subscribe()] == ["500 SUBSCRIBE"]
    assert inside.subscribe()[0].label == "200 SUBSCRIBE"
    assert peer.engine.state(inside.call.session) == "connected"
