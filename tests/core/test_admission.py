"""core.admission: requests that belong to nothing are counted per source and second (invariant 9)."""

from __future__ import annotations

from collections.abc import Callable

from sessioncore.core.admission import MAX_SOURCES, Admission
from tests.support.peer import SERVICES, Call, Peer


def test_each_source_has_its_own_count_and_every_second_begins_anew() -> None:
    admission = Admission(2)
    assert [admission.admits("192.0.2.1", 10.0 + part / 10) for part in range(4)] == [True, True, False, False]
    assert admission.admits("192.0.2.2", 10.5)
    assert admission.admits("192.0.2.1", 11.0)


def test_b1_14_a_tenth_more_is_told_and_the_rest_is_not() -> None:
    admission = Admission(20)
    judged = [admission.judge("192.0.2.1", 10.0) for _ in range(25)]
    assert judged == ["welcome"] * 20 + ["hasty"] * 2 + ["flood"] * 3
    assert admission.judge("192.0.2.1", 11.0) == "welcome"


def test_b1_14_whatever_it_sends_gets_503_with_retry_after_but_an_open_call_goes_on(
    make_peer: Callable[..., Peer],
) -> None:
    peer = make_peer(max_new_per_source=50, answering=SERVICES)
    call = peer.calling("ring")
    for number in range(49):
        Call(peer, call_id=f"o{number}", engine=call.engine).request("OPTIONS")
    peer.take()
    invite = peer.calling("ring")
    (refusal,) = peer.take()
    assert (refusal.label, refusal["retry-after"]) == ("503 INVITE", "5")
    invite.ack_failure(refusal)
    assert [seen.label for seen in Call(peer, call_id="m", engine=call.engine).request("MESSAGE")] == ["503 MESSAGE"]
    peer.take()
    call.cancel()
    assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]
    assert peer.engine.counters["told: source_too_fast"] == 2


def test_beyond_the_table_all_strangers_share_one_count() -> None:
    admission = Admission(3)
    assert all(admission.admits(f"host{number}", 10.0) for number in range(MAX_SOURCES))
    admitted = sum(admission.admits(f"stranger{number}", 10.0) for number in range(5_000))
    assert admitted == 3
    assert admission.admits("host1", 10.0), "who was there before keeps its own count"
    assert len(admission._counts) == MAX_SOURCES + 1


def test_a_source_that_is_too_fast_is_dropped_but_not_in_its_calls(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(max_new_per_source=2, answering=SERVICES)
    call = peer.calling("ring")
    peer.take()
    call.request("OPTIONS")
    peer.take()
    peer.calling("ring")
    assert peer.labels() == []
    assert peer.engine.counters["dropped: source_too_fast"] == 1
    call.cancel()
    assert sorted(peer.labels()) == ["200 CANCEL", "487 INVITE"]


def test_transactions_have_a_bound(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(max_transactions=3, answering=SERVICES)
    call = peer.calling("ring")
    for _ in range(5):
        peer.take()
        call.request("OPTIONS")
    assert peer.engine.transaction_count == 3
    assert peer.engine.counters["dropped: too_many_transactions"] == 3
    call.cancel()
    assert "487 INVITE" in peer.labels(), "requests of what is there already are served"
