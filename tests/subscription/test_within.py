"""subscription/within: we subscribe inside a call, the peer notifies there (RFC 6665 4.1, 4.5.2, RFC 5057)."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.events import Notified, SubscriptionEnded
from sessioncore.handlers.subscription.within import Within
from tests.support.alone import Alone
from tests.support.peer import PEER, Call, Peer, Seen, audio

CHALLENGE = 'WWW-Authenticate: Digest realm="bar", nonce="n1", algorithm=SHA-256, qop="auth"'


@attrs.define
class Inside:
    """A subscription of the engine's in a call; the peer notifies."""

    peer: Peer
    call: Call
    number: int
    command: int
    first: Seen
    more: list[Seen] = attrs.field(factory=list)
    """What left after the answer to the last NOTIFY."""

    def notify(self, state: str | None = "active;expires=600", event: str = "presence", body: str = "") -> Seen:
        lines = [f"Event: {event}", f"Contact: <sip:there@{PEER[0]}:{PEER[1]}>"]
        if state is not None:
            lines.append(f"Subscription-State: {state}")
        answer, *self.more = self.call.request("NOTIFY", headers=lines, sdp=body or None)
        self.peer.take()
        return answer

    def respond(self, status: int, *headers: str, to: Seen | None = None) -> list[Seen]:
        return self.call.respond(status, to=to or self.first, headers=headers)

    @property
    def outcome(self) -> tuple[str, int | None] | None:
        return self.peer.outcome(self.command)

    def end(self) -> int:
        return self.peer.command("unwatch", self.call.session, number=self.number)

    @property
    def state(self) -> str:
        (scope,) = self.peer.engine.cells[self.call.session].dialogs.values()
        return scope.within[self.number].state_name

    @property
    def dialog(self) -> str:
        forgotten = self.call.session not in self.peer.engine.cells
        return "terminated" if forgotten else self.peer.part(self.call.session, "dialog")

    @property
    def ends(self) -> list[tuple[str, int]]:
        return [(event.reason, event.status) for event in self.peer.published(SubscriptionEnded)]


def refresh(peer: Peer, after: float = 419, at_most: float = 540) -> Seen:
    """Time goes on until it is refreshed: between 70 and 90 % of what was granted."""
    peer.advance(after)
    assert peer.labels() == []
    for _ in range(int((at_most - after) / 0.4) + 4):
        peer.advance(0.4)
        if found := peer.take():
            (seen,) = found
            assert seen.label == "SUBSCRIBE"
            return seen
    raise AssertionError("it was not refreshed")


def begun(peer: Peer, package: str = "presence", call: Call | None = None, number: int = 1, **given: str) -> Inside:
    made = call or peer.answered()
    fields = {"number": number, "package": package, "arguments": given}
    command = peer.command("watch", made.session, **fields)
    return Inside(peer, made, number, command, peer.one("SUBSCRIBE"))


def active(peer: Peer, *, call: Call | None = None, number: int = 1, package: str = "presence") -> Inside:
    inside = begun(peer, package, call, number)
    inside.respond(200, "Expires: 600")
    assert inside.notify(event=package, body="here").label == "200 NOTIFY"
    assert inside.outcome == ("done", 200)
    assert inside.state == "active"
    return inside


@pytest.mark.parametrize("ours", [True, False])
def test_b2_7_it_is_a_request_of_the_dialog_and_its_notify_is_taken(peer: Peer, ours: bool) -> None:
    call = peer.answered() if ours else peer.called()
    peer.take()
    inside = begun(peer, call=call, expires="600", accept="text/plain")
    seen = inside.first
    assert (seen["call-id"], seen.to_tag, seen.from_tag) == (call.call_id, call.tag, call.engine_tag)
    assert (seen["event"], seen["expires"], seen["accept"]) == ("presence", "600", "text/plain")
    assert seen.has("contact"), "a SUBSCRIBE says where its NOTIFYs go (RFC 6665 4.1.2.1)"
    inside.respond(200, "Expires: 600")
    assert (inside.outcome, inside.state) == (None, "notify_wait"), "the NOTIFY makes the subscription"
    answer = inside.notify("pending;expires=300", body="nobody")
    assert (answer.label, answer.to_tag, answer.has("contact")) == ("200 NOTIFY", call.engine_tag, True)
    assert inside.outcome == ("done", 200)
    (told,) = peer.published(Notified)
    assert (told.session, told.package, told.state, told.content) == (call.session, "presence", "pending", b"nobody")
    assert [inside.notify(event=event).label for event in ("presence;id=2", "dialog")] == ["481 NOTIFY"] * 2
    assert inside.notify(None).label == "400 NOTIFY"
    assert inside.notify("sleeping").label == "400 NOTIFY"


def test_b8_8_the_notify_may_be_here_before_the_2xx(peer: Peer) -> None:
    inside = begun(peer)
    assert inside.notify(None).label == "400 NOTIFY"
    assert (inside.outcome, inside.state) == (None, "notify_wait")
    assert inside.notify().label == "200 NOTIFY"
    assert inside.outcome == ("done", 200)
    inside.respond(200, "Expires: 100", f"Contact: <sip:moved@{PEER[0]}:{PEER[1]}>")
    again = refresh(peer, 69, 90)
    assert again.uri == f"sip:moved@{PEER[0]}:{PEER[1]}", "a SUBSCRIBE refreshes the target of the dialog"
    inside.respond(200, "Expires: 100", to=again)


def test_b2_7_bye_ends_the_session_and_the_subscription_keeps_the_dialog(peer: Peer) -> None:
    inside = active(peer)
    peer.command("hang_up", inside.call.session)
    bye = peer.one("BYE")
    inside.call.respond(200, to=bye)
    assert peer.states()[-1] == "terminated"
    assert (inside.dialog, inside.state) == ("outlived", "active")
    assert inside.notify(body="still here").label == "200 NOTIFY"
    assert inside.notify(event="dialog").label == "481 NOTIFY"
    fields = {"number": 2, "package": "dialog", "arguments": {}}
    assert peer.outcome(peer.command("watch", inside.call.session, **fields)) == ("refused", 481)
    again = refresh(peer)
    assert again.cseq == bye.cseq + 1
    inside.respond(200, "Expires: 600", f"Contact: <sip:moved@{PEER[0]}:{PEER[1]}>", to=again)
    unwatch = inside.end()
    last = peer.one("SUBSCRIBE")
    assert (last["expires"], last.uri) == ("0", f"sip:moved@{PEER[0]}:{PEER[1]}")
    inside.respond(200, "Expires: 0", to=last)
    second = inside.end()
    assert peer.outcome(unwatch) is None
    assert inside.notify("active;expires=5", body="under way").label == "200 NOTIFY"
    assert inside.notify("terminated;reason=timeout").label == "200 NOTIFY"
    assert [peer.outcome(command) for command in (unwatch, second)] == [("done", None)] * 2
    assert inside.ends == [("timeout", 200)]
    peer.advance(40)
    assert peer.engine.session_count == 0


def test_b2_7_it_ends_and_the_call_goes_on(peer: Peer) -> None:
    inside = active(peer)
    assert inside.notify("terminated;reason=noresource").label == "200 NOTIFY"
    assert inside.ends == [("noresource", 200)]
    assert peer.engine.state(inside.call.session) == "connected"
    assert inside.dialog == "confirmed"
    assert inside.notify().label == "481 NOTIFY"
    assert peer.outcome(inside.end()) == ("done", None)
    assert peer.labels() == []
    again = active(peer, call=inside.call, number=2)
    assert again.state == "active"


def test_b2_7_of_two_usages_of_ours_the_last_one_ends_the_dialog(peer: Peer) -> None:
    one = active(peer)
    two = active(peer, call=one.call, number=2, package="dialog;id=7")
    one.call.request("BYE")
    peer.take()
    one.notify("terminated;reason=noresource")
    assert two.dialog == "outlived"
    assert two.notify("terminated;reason=noresource", "dialog;id=7").label == "200 NOTIFY"
    assert two.dialog == "terminated"
    assert two.notify("active", "dialog;id=7").label == "481 NOTIFY"


def test_b2_7_what_is_there_already_or_too_much_is_refused(peer: Peer) -> None:
    inside = active(peer)
    for number, package in ((2, "presence"), (1, "dialog")):
        fields = {"number": number, "package": package, "arguments": {}}
        assert peer.outcome(peer.command("watch", inside.call.session, **fields)) == ("refused", 491)
    for number in range(2, 9):
        active(peer, call=inside.call, number=number, package=f"presence;id={number}")
    fields = {"number": 9, "package": "dialog", "arguments": {}}
    assert peer.outcome(peer.command("watch", inside.call.session, **fields)) == ("refused", 491)
    assert peer.labels() == []


def test_b2_7_a_call_that_is_not_up_has_none(peer: Peer) -> None:
    call = peer.dialed()
    fields = {"number": 1, "package": "presence", "arguments": {}}
    assert peer.outcome(peer.command("watch", call.session, **fields)) == ("refused", 481)
    call.respond(180)
    assert peer.outcome(peer.command("watch", call.session, **fields)) == ("refused", 481)
    call.respond(486)
    peer.take()


def test_b7_1_b8_10_challenged_or_too_brief_it_is_sent_again(peer: Peer) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
    inside = begun(peer, expires="30")
    inside.respond(401, CHALLENGE)
    again = peer.one("SUBSCRIBE")
    assert (again["expires"], again.cseq) == ("30", inside.first.cseq + 1)
    assert 'username="alice"' in again["authorization"]
    inside.respond(423, "Min-Expires: 120", to=again)
    longer = peer.one("SUBSCRIBE")
    assert (longer["expires"], longer.has("authorization")) == ("120", True)
    inside.respond(200, "Expires: 120", to=longer)
    inside.notify("active;expires=120")
    inside.respond(401, CHALLENGE.replace("n1", "n2"), to=refresh(peer, 83, 108))
    answered = peer.one("SUBSCRIBE")
    assert 'nonce="n2"' in answered["authorization"]
    inside.respond(423, "Min-Expires: 300", to=answered)
    longest = peer.one("SUBSCRIBE")
    assert longest["expires"] == "300"
    inside.respond(200, "Expires: 300", to=longest)
    inside.end()
    last = peer.one("SUBSCRIBE")
    inside.respond(401, CHALLENGE.replace("n1", "n3"), to=last)
    proven = peer.one("SUBSCRIBE")
    assert (proven["expires"], 'nonce="n3"' in proven["authorization"]) == ("0", True)
    inside.respond(200, to=proven)
    inside.notify("terminated")


def test_b7_9_it_carries_the_credentials_of_the_call_unasked(peer: Peer) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
    call = peer.dialed()
    call.respond(401, tag="p1", headers=[CHALLENGE])
    call.respond(200, to=peer.one("INVITE"), sdp=audio())
    peer.take()
    seen = begun(peer, call=call).first
    assert 'nonce="n1"' in seen["authorization"]


def test_b1_11_a_refusal_is_the_result_and_the_call_goes_on(peer: Peer) -> None:
    inside = begun(peer)
    inside.respond(489)
    assert (inside.outcome, inside.ends) == (("failed", 489), [("", 489)])
    assert peer.engine.state(inside.call.session) == "connected"
    assert inside.dialog == "confirmed"


def test_b8_9_a_refusal_by_notify(peer: Peer) -> None:
    inside = begun(peer)
    inside.respond(200, "Expires: 0")
    assert inside.notify("terminated;reason=rejected").label == "200 NOTIFY"
    assert (inside.outcome, inside.ends) == (("done", 200), [("rejected", 200)])


@pytest.mark.parametrize("when", ["notify_wait", "active", "unsubscribing"])
@pytest.mark.parametrize("status", [404, 410, 416, 482, 483, 484, 485, 502, 604])
def test_b2_7_what_says_that_nothing_is_there_ends_the_call_too(peer: Peer, status: int, when: str) -> None:
    inside = begun(peer) if when == "notify_wait" else active(peer)
    seen = inside.first
    if when == "active":
        seen = refresh(peer)
    elif when == "unsubscribing":
        unwatch = inside.end()
        seen = peer.one("SUBSCRIBE")
    left = inside.respond(status, to=seen)
    assert [one.label for one in left] == ["BYE"]
    assert inside.ends == [("", status)]
    if when == "notify_wait":
        assert inside.outcome == ("failed", status)
    elif when == "unsubscribing":
        assert peer.outcome(unwatch) == ("done", None)
    inside.call.respond(200, to=left[0])
    assert peer.states()[-1] == "terminated"
    assert inside.dialog == "terminated"


@pytest.mark.parametrize(
    ("status", "ends"), [*[(status, True) for status in (405, 480, 481, 489, 501)], (500, False), (503, False)]
)
def test_b8_11_a_refresh_that_fails_leaves_it_until_it_expires_unless_it_is_gone(
    peer: Peer, status: int, ends: bool
) -> None:
    inside = active(peer)
    inside.respond(status, to=refresh(peer))
    assert (inside.state, peer.engine.state(inside.call.session)) == ("ended" if ends else "active", "connected")
    if not ends:
        assert inside.notify("active", body="x").label == "200 NOTIFY"
        peer.advance(180)
        assert (inside.state, peer.labels()) == ("ended", [])
    assert inside.ends == [("", status if ends else 200)]
    assert inside.notify().label == "481 NOTIFY"


@pytest.mark.parametrize("ending", [False, True])
def test_b8_8_where_no_notify_comes_it_ends_after_64_t1(peer: Peer, ending: bool) -> None:
    inside = active(peer) if ending else begun(peer)
    unwatch = inside.end() if ending else None
    inside.respond(200, "Expires: 600", to=peer.one("SUBSCRIBE") if ending else None)
    peer.advance(31.9)
    assert inside.state == ("unsubscribing" if ending else "notify_wait")
    peer.advance(0.2)
    assert inside.state == "ended"
    if unwatch is None:
        assert inside.outcome == ("failed", 408)
    else:
        assert peer.outcome(unwatch) == ("done", None)
    assert peer.engine.state(inside.call.session) == "connected"


def test_b8_2_an_end_that_is_refused_is_an_end(peer: Peer) -> None:
    inside = active(peer)
    unwatch = inside.end()
    inside.respond(500, to=peer.one("SUBSCRIBE"))
    assert peer.outcome(unwatch) == ("done", None)
    assert inside.ends == [("", 500)]


def test_b8_8_who_ends_it_before_it_begins_waits_for_its_first_notify(peer: Peer) -> None:
    inside = begun(peer)
    unwatch = inside.end()
    inside.respond(200, "Expires: 600")
    assert peer.labels() == []
    inside.notify()
    (last,) = inside.more
    assert (last.label, last["expires"]) == ("SUBSCRIBE", "0")
    assert inside.notify(None).label == "400 NOTIFY"
    inside.notify("terminated")
    assert peer.outcome(unwatch) == ("done", None)
    inside.respond(200, to=last)


def outlived(peer: Peer, inside: Inside) -> None:
    """The call ends, and what is subscribed to inside it keeps the dialog."""
    peer.command("hang_up", inside.call.session)
    inside.call.respond(200, to=peer.one("BYE"))
    peer.take()
    assert inside.dialog == "outlived"


@pytest.mark.parametrize("how", ["refused", "told", "silence"])
@pytest.mark.parametrize("begins", [True, False])
def test_b2_7_when_it_ends_after_the_call_the_dialog_ends(peer: Peer, begins: bool, how: str) -> None:
    """While it begins as well as while we end it."""
    inside = begun(peer) if begins else active(peer)
    seen = inside.first
    if not begins:
        inside.end()
        seen = peer.one("SUBSCRIBE")
    outlived(peer, inside)
    known = len(peer.published(Notified))
    if how == "refused":
        inside.respond(500, to=seen)
    else:
        inside.respond(200, "Expires: 600", to=seen)
        if how == "told":
            assert inside.notify("terminated;reason=noresource", body="bye").label == "200 NOTIFY"
        else:
            peer.advance(33)
    assert inside.dialog == "terminated"
    assert inside.ends == [{"refused": ("", 500), "told": ("noresource", 200), "silence": ("", 200)}[how]]
    assert len(peer.published(Notified)) - known == (how == "told")
    peer.advance(40)
    assert peer.engine.session_count == 0


def test_b2_7_b8_11_a_refresh_to_which_nothing_is_there_ends_the_dialog_of_a_call_that_is_over(peer: Peer) -> None:
    inside = active(peer)
    outlived(peer, inside)
    inside.respond(481, to=refresh(peer))
    assert inside.dialog == "terminated"
    assert inside.ends == [("", 481)]


@pytest.mark.parametrize("first", [True, False])
def test_b8_11_a_notify_says_anew_how_long_it_lasts(peer: Peer, first: bool) -> None:
    inside = begun(peer) if first else active(peer)
    if first:
        inside.respond(200, "Expires: 600")
    assert inside.notify("active;expires=100", body="here").label == "200 NOTIFY"
    inside.respond(200, "Expires: 100", to=refresh(peer, 69, 90))
    assert inside.state == "active"


def test_b8_9_the_last_notify_is_told(peer: Peer) -> None:
    inside = active(peer)
    inside.notify("terminated;reason=noresource", body="last")
    assert [told.content for told in peer.published(Notified)] == [b"here", b"last"]


def test_b8_2_what_is_told_while_we_end_it_is_told(peer: Peer) -> None:
    inside = active(peer)
    inside.end()
    last = peer.one("SUBSCRIBE")
    inside.notify(body="under way")
    inside.respond(200, f"Contact: <sip:moved@{PEER[0]}:{PEER[1]}>", to=last)
    peer.command("hang_up", inside.call.session)
    bye = peer.one("BYE")
    assert bye.uri == f"sip:moved@{PEER[0]}:{PEER[1]}", "every SUBSCRIBE refreshes the target (B2.3)"
    inside.notify("terminated", body="last")
    assert [told.content for told in peer.published(Notified)] == [b"here", b"under way", b"last"]
    inside.call.respond(200, to=bye)


def test_b2_3_the_first_2xx_refreshes_the_target_of_the_call(peer: Peer) -> None:
    inside = begun(peer)
    inside.respond(200, "Expires: 600", f"Contact: <sip:moved@{PEER[0]}:{PEER[1]}>")
    peer.command("hang_up", inside.call.session)
    bye = peer.one("BYE")
    assert bye.uri == f"sip:moved@{PEER[0]}:{PEER[1]}"
    inside.call.respond(200, to=bye)
    inside.notify("terminated")


@pytest.mark.parametrize("lines", [(401, CHALLENGE), (423, "Min-Expires: 7200")])
def test_b8_8_the_wait_for_the_notify_begins_anew_with_each_subscribe(peer: Peer, lines: tuple[int, str]) -> None:
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
    inside = begun(peer, expires="30")
    peer.advance(20)
    peer.take()
    inside.respond(*lines)
    assert inside.state == "notify_wait"
    inside.respond(200, "Expires: 30", to=peer.one("SUBSCRIBE"))
    peer.advance(31.5)
    assert inside.state == "notify_wait"
    peer.advance(1)
    assert inside.outcome == ("failed", 408)


def test_it_is_stored_with_its_call_and_goes_on_after_a_restart() -> None:
    peer = Peer()
    inside = active(peer)
    peer.restart(inside.call.session)
    assert inside.notify(body="still here").label == "200 NOTIFY"
    inside.respond(200, "Expires: 600", to=refresh(peer))
    assert (inside.state, peer.published(Notified)[-1].content) == ("active", b"still here")


def test_a_failing_action_answers_every_command_and_frees_the_dialog() -> None:
    for state in ("idle", "notify_wait", "active", "unsubscribing"):
        alone = Alone(Within, state)
        assert alone.on("action_failed") == ("ended", ["reply_refused", "reply_unwatched", "tell_ended"], ["over"])


def test_what_comes_too_early_or_too_late_changes_nothing() -> None:
    idle = Alone(Within, "idle")
    assert idle.on("unwatch", command=1, number=1) == ("idle", [], [])
    assert idle.rejected == [("unwatch", 481)]
    for event in ("finished", "action_failed"):
        assert Alone(Within, "ended").on(event) == ("ended", [], [])
