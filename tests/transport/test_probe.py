"""transport/probe: a flow over UDP that a registration needs, kept by STUN (RFC 5626 4.4.2, RFC 5389 7.2.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.core.entries import plain
from sessioncore.effects import Probe
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.transport import probe as chart
from sessioncore.inputs import Datagram, SendFailed
from sessioncore.wire.stun import binding_response
from tests.registration.test_client import Registered
from tests.support.alone import Alone
from tests.support.peer import PEER, Peer

LIMITS = Limits()
HERE = ("198.51.100.7", 6000)


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer()


def probes(peer: Peer) -> list[Probe]:
    return [effect for effect in peer.effects if isinstance(effect, Probe)]


def registered(peer: Peer, *headers: str) -> Registered:
    made = Registered(peer, instance="urn:uuid:1", reg_id="1", expires="3000")
    own = 'Contact: <sip:alice@192.0.2.1:5060>;+sip.instance="<urn:uuid:1>";reg-id=1;expires=3000'
    made.answer(200, *(headers or ("Require: outbound",)), contact=own)
    assert made.state == "registered"
    return made


def answer(peer: Peer, probe: Probe, mapped: tuple[str, int] = HERE) -> None:
    data = binding_response(probe.data, mapped)
    assert data is not None
    peer.feed(Datagram(data, PEER))


def state(peer: Peer, made: Registered) -> str:
    cell = peer.engine.probes.cells.get(made.session)
    return cell.machine.state_name if cell is not None else ""


def test_t6_a_request_every_24_to_29_seconds_to_where_the_register_went(peer: Peer) -> None:
    made = registered(peer)
    times = []
    for _ in range(5):
        before = len(probes(peer))
        began = peer.now
        while len(probes(peer)) == before:
            peer.advance(0.5)
        times.append(peer.now - began)
        answer(peer, probes(peer)[-1])
        assert state(peer, made) == "resting"
    assert all(24 <= one <= 29.5 for one in times)
    assert {probe.remote for probe in probes(peer)} == {PEER}
    assert len({probe.data for probe in probes(peer)}) == 5, "each is a transaction of its own"
    assert probes(peer)[0].data[:8].hex() == "000100002112a442"
    assert not [key for key in peer.engine.counters if key.startswith("dropped")]
    made.end()
    peer.advance(30)
    assert state(peer, made) == "", "nobody needs the flow any more"


def test_t6_as_often_as_the_flow_timer_says(peer: Peer) -> None:
    made = registered(peer, "Flow-Timer: 100")
    peer.advance(79)
    assert probes(peer) == []
    peer.advance(21.5)
    assert probes(peer) != []
    made.end()


def test_t6_without_an_answer_the_flow_has_failed(peer: Peer) -> None:
    made = registered(peer)
    while not probes(peer):
        peer.advance(0.1)
    first = peer.now
    peer.advance(LIMITS.probe_time - 0.5)
    assert (made.state, state(peer, made)) == ("registered", "asking")
    assert len(probes(peer)) == 7, "sent at 0, 0.5, 1.5, 3.5, 7.5, 15.5 and 31.5 s (RFC 5389 7.2.1)"
    assert len({probe.data for probe in probes(peer)}) == 1
    peer.advance(1)
    made.more()
    assert (made.state, made.request.cseq, state(peer, made)) == ("refreshing", 2, "")
    assert peer.now - first > LIMITS.probe_time
    made.answer(contact=None)
    made.end()


def test_t6_another_address_is_another_flow(peer: Peer) -> None:
    made = registered(peer)
    for mapped in (HERE, ("198.51.100.7", 6001)):
        before = len(probes(peer))
        while len(probes(peer)) == before:
            peer.advance(0.1)
        answer(peer, probes(peer)[-1], mapped)
    made.more()
    assert (made.state, state(peer, made)) == ("refreshing", "")
    made.answer(contact=None)
    made.end()


def test_t6_a_request_that_cannot_be_sent(peer: Peer) -> None:
    made = registered(peer)
    while not probes(peer):
        peer.advance(0.1)
    peer.feed(SendFailed(PEER, "unreachable", probes(peer)[-1].data))
    made.more()
    assert made.state == "refreshing"
    peer.feed(SendFailed(PEER, "unreachable", probes(peer)[-1].data))
    made.answer(contact=None)
    made.end()


def test_where_the_registrar_keeps_no_flow_nothing_is_sent(peer: Peer) -> None:
    made = registered(peer, "X-Other: 1")
    peer.advance(60)
    assert probes(peer) == []
    made.end()


def test_answers_of_strangers_are_not_ours(peer: Peer) -> None:
    made = registered(peer)
    while not probes(peer):
        peer.advance(0.1)
    stranger = Probe(probes(peer)[-1].data[:8] + bytes(12), PEER)
    answer(peer, stranger)
    assert state(peer, made) == "asking"
    assert len([key for key in peer.engine.counters if key.startswith("dropped")]) == 1
    answer(peer, probes(peer)[-1])
    assert state(peer, made) == "resting"
    made.end()


def test_a_refresh_keeps_it_and_another_server_takes_its_place(peer: Peer) -> None:
    made = registered(peer)
    kept = peer.engine.probes.cells[made.session]
    peer.engine.probes.keep(made.session, PEER, 0.0)
    assert peer.engine.probes.cells[made.session] is kept
    peer.engine.probes.keep(made.session, ("192.0.2.99", 5060), 0.0)
    assert peer.engine.probes.cells[made.session] is not kept
    made.end()
    peer.advance(30)
    assert peer.engine.probes.cells == {}


def test_it_is_written_down() -> None:
    assert plain(Probe(b"\x00\x01", PEER))["type"] == "Probe"


@pytest.mark.parametrize("state", ["resting", "asking"])
def test_a_defect_of_ours_counts_as_a_flow_that_failed(state: str) -> None:
    assert Alone(chart.Probe, state).on("action_failed") == ("ended", ["tell_failed"], [])


LATE = [("resting", "answered"), ("resting", "unreachable"), ("ended", "answered")]


@pytest.mark.parametrize(("state", "event"), LATE)
def test_what_comes_late_changes_nothing(state: str, event: str) -> None:
    assert Alone(chart.Probe, state, "moved").on(event) == (state, [], [])


@pytest.mark.parametrize("event", ["unreachable", "action_failed"])
def test_what_is_over_is_over(event: str) -> None:
    assert Alone(chart.Probe, "ended").on(event) == ("ended", [], [])


@pytest.mark.parametrize("event", ["nobody_answered", "unreachable"])
def test_t6_a_failed_flow_is_told_once_and_not_asked_about_again(event: str) -> None:
    """RFC 5626 4.4.2: the flow has failed; what keeps it is over with it, so that the next one has its own."""
    assert Alone(chart.Probe, "asking").on(event) == ("ended", ["tell_failed"], [])
