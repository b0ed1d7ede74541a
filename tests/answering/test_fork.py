"""answering/fork: two early dialogs of one INVITE, and the answer in the second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.peer import SERVICES, Peer


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(answering=SERVICES)


def test_b2_6_two_tags_ring_and_the_second_answers(peer: Peer) -> None:
    call = peer.calling("fork")
    one, two, ok = peer.take()
    assert [seen.label for seen in (one, two, ok)] == ["180 INVITE", "180 INVITE", "200 INVITE"]
    assert one.to_tag != two.to_tag == ok.to_tag
    call.accept(ok)
    assert peer.engine.state(call.session) == "connected"
    call.request("BYE", tag=one.to_tag)
    assert peer.labels() == ["481 BYE"], "the first early dialog ended with the answer"
    assert peer.engine.state(call.session) == "connected"
    (held,) = call.reinvite()
    assert held.label == "200 INVITE"
    call.ack()
    call.request("BYE")
    assert peer.labels() == ["200 INVITE", "200 BYE"]
    assert peer.states()[-1] == "terminated"


def test_b2_13_who_understands_199_is_told_which_dialog_has_ended(peer: Peer) -> None:
    """Before the 2xx, with the tag of the first 180, and without a description (RFC 6228)."""
    call = peer.calling("fork", headers=["Supported: 100rel, 199"])
    one, two, lost, ok = peer.take()
    assert [seen.label for seen in (one, two, lost, ok)] == ["180 INVITE", "180 INVITE", "199 INVITE", "200 INVITE"]
    assert (lost.to_tag, lost.body) == (one.to_tag, "")
    assert ok.to_tag == two.to_tag != one.to_tag
    assert not lost.has("RSeq")
    call.accept(ok)
    assert peer.engine.cells[call.session].leg.setup.state_name == "answered"
    call.request("UPDATE", tag=lost.to_tag)
    assert peer.labels() == ["481 UPDATE"]
    assert peer.engine.state(call.session) == "connected"


def test_b2_13_of_several_each_is_told(make_peer: Callable[..., Peer]) -> None:
    """But for the first one, in which nothing was said."""
    peer = make_peer()
    call = peer.calling(headers=["Supported: 199"])
    for _ in range(3):
        assert peer.outcome(peer.command("fork", call.session)) == ("done", None)
    rang = [seen.to_tag for seen in peer.take()]
    peer.command("answer", call.session, source="silence")
    *lost, ok = peer.take()
    assert [seen.label for seen in lost] == ["199 INVITE"] * 2
    assert [*[seen.to_tag for seen in lost], ok.to_tag] == rang
    call.accept(ok)


@pytest.mark.parametrize("reliable", [True, False])
def test_b2_13_the_first_is_told_where_it_rang(make_peer: Callable[..., Peer], reliable: bool) -> None:
    peer = make_peer(reliable_provisionals="required" if reliable else "off")
    call = peer.calling(headers=["Supported: 100rel, 199"])
    for name in ("ring", "fork", "fork"):
        assert peer.outcome(peer.command(name, call.session)) == ("done", None)
        if reliable:
            call.prack(next(seen for seen in peer.take() if seen.status == 180))
    rang = [seen.to_tag for seen in peer.log if seen.label == "180 INVITE"]
    peer.take()
    peer.command("answer", call.session, source="silence")
    *lost, ok = peer.take()
    assert [*[seen.to_tag for seen in lost], ok.to_tag] == rang
    call.accept(ok)


def test_b2_13_nobody_is_told_of_a_dialog_that_there_was_not(peer: Peer) -> None:
    call = peer.calling("answer", headers=["Supported: 199"])
    ok = peer.take()[-1]
    assert [seen.label for seen in peer.log] == ["180 INVITE", "200 INVITE"]
    call.accept(ok)
    assert peer.engine.state(call.session) == "connected"


def test_b2_13_not_where_every_provisional_response_must_be_reliable(peer: Peer) -> None:
    call = peer.calling("fork", headers=["Require: 100rel", "Supported: 199"])
    for _ in range(2):
        call.prack(next(seen for seen in peer.take() if seen.status == 180))
    assert peer.labels() == ["200 PRACK", "200 INVITE"]


def test_b2_6_our_side_hangs_up_in_the_second(peer: Peer) -> None:
    call = peer.calling("fork")
    ok = peer.take()[-1]
    call.accept(ok)
    peer.command("hang_up", call.session)
    bye = peer.one("BYE")
    assert bye.from_tag == ok.to_tag
    call.respond(200, to=bye)
    assert peer.states()[-1] == "terminated"


def test_b2_6_b3_11_reliably_one_after_the_other(peer: Peer) -> None:
    call = peer.calling("fork", headers=["Require: 100rel"])
    one = peer.one("180 INVITE")
    call.prack(one)
    _, two = peer.take()
    assert two.label == "180 INVITE"
    assert two.to_tag != one.to_tag
    call.prack(two)
    _, ok = peer.take()
    assert (ok.label, ok.to_tag) == ("200 INVITE", two.to_tag)
    call.accept(ok, cseq=100)
    assert peer.engine.state(call.session) == "connected"


def test_b1_10_cancel_ends_both(peer: Peer) -> None:
    call = peer.calling("fork", headers=["Require: 100rel"])
    call.prack(peer.one("180 INVITE"))
    peer.take()
    call.cancel()
    assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
