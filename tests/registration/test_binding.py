"""registration/binding: one Contact of a user, over its flow, its lifetime and restarts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore import events
from sessioncore.base.registration import Binding
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.replay import replay
from sessioncore.core.snapshot_schema import SnapshotError
from sessioncore.effects import Persist, Send
from sessioncore.handlers.registration.binding import Binding as Chart
from tests.support.alone import Alone
from tests.support.peer import Peer
from tests.support.registering import PHONE, answer, bound, register
from tests.support.streams import StreamPeer

URI = PHONE.strip("<>")
FLOW = f'{PHONE};+sip.instance="<urn:uuid:1>";reg-id=1'


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(registrar="open", persist=True)


def stored(peer: Peer) -> dict[str, Any]:
    """What a store holds after everything that was persisted."""
    found: dict[str, Any] = {}
    for effect in peer.effects:
        if isinstance(effect, Persist):
            if effect.snapshot is None:
                found.pop(effect.session, None)
            else:
                found[effect.session] = effect.snapshot
    return found


class TestRestart:
    def test_a_binding_is_stored_before_its_200_leaves(self, peer: Peer) -> None:
        register(peer, PHONE)
        kinds = [type(effect) for effect in peer.effects if isinstance(effect, Persist | Send)]
        assert kinds == [Persist, Send]

    def test_it_comes_back_with_the_time_that_it_has_left(self, peer: Peer, make_peer: Callable[..., Peer]) -> None:
        answer(peer, f"{PHONE};expires=600;q=0.3", headers=["Path: <sip:edge;lr>"])
        again = make_peer(registrar="open")
        again.now = peer.now + 200
        for snapshot in stored(peer).values():
            again.engine.restore(snapshot, again.now)
        assert bound(answer(again, call_id="other")) == {URI: 400}
        (found,) = again.engine.locations.of("alice")
        assert (found.binding.q, found.binding.path) == (0.3, ("<sip:edge;lr>",))
        assert answer(again, PHONE, cseq=1).status == 500, "B6.9: order of CSeq counts over a restart as well"
        again.advance(401)
        assert bound(answer(again)) == {}
        assert len(again.published(events.RegistrationExpired)) == 1

    def test_one_that_is_gone_does_not_come_back(self, peer: Peer) -> None:
        answer(peer, PHONE)
        answer(peer, f"{PHONE};expires=0", cseq=2)
        assert stored(peer) == {}
        answer(peer, f"{PHONE};expires=60", cseq=3)
        peer.advance(61)
        assert stored(peer) == {}

    def test_one_that_is_there_already_is_refused(self, peer: Peer) -> None:
        answer(peer, PHONE)
        (snapshot,) = stored(peer).values()
        with pytest.raises(SnapshotError, match="there already"):
            peer.engine.restore(snapshot, peer.now)

    def test_a_damaged_one_is_refused(self, peer: Peer, make_peer: Callable[..., Peer]) -> None:
        answer(peer, PHONE)
        (snapshot,) = stored(peer).values()
        snapshot["parts"][0]["slice"]["binding"] = 1
        with pytest.raises(SnapshotError):
            make_peer().engine.restore(snapshot, peer.now)


class TestFlows:
    @pytest.fixture
    def streams(self) -> Iterator[StreamPeer]:
        peer = StreamPeer(registrar="open", persist=True)
        yield peer
        peer.check_over()

    def test_b6_6_the_flow_is_kept_and_its_failure_ends_the_binding(self, streams: StreamPeer) -> None:
        answer(streams, FLOW, headers=["Supported: outbound"])
        (found,) = streams.engine.locations.of("alice")
        assert found.binding.flow == streams.flow
        streams.lose()
        assert streams.engine.locations.of("alice") == []
        assert [event.reason for event in streams.published(events.Unregistered)] == ["flow failed"]

    def test_b6_6_only_that_of_its_own_flow(self, streams: StreamPeer) -> None:
        first = streams.open()
        answer(streams, FLOW, headers=["Supported: outbound"])
        streams.flow = streams.open(50002)
        answer(streams, FLOW, headers=["Supported: outbound"], cseq=2)
        streams.lose(first)
        assert len(streams.engine.locations.of("alice")) == 1, "it was registered again over another flow"

    def test_a_plain_binding_outlives_its_connection(self, streams: StreamPeer) -> None:
        answer(streams, PHONE)
        streams.lose()
        assert len(streams.engine.locations.of("alice")) == 1

    def test_a_flow_does_not_outlive_the_process(self, streams: StreamPeer, make_peer: Callable[..., Peer]) -> None:
        answer(streams, FLOW, headers=["Supported: outbound"])
        (snapshot,) = stored(streams).values()
        again = make_peer()
        again.engine.restore(snapshot, streams.now)
        (found,) = again.engine.locations.of("alice")
        assert found.binding.flow < 0


@pytest.mark.golden
def test_a_journal_with_a_registration_replays(peer: Peer, tmp_path: Path) -> None:
    with Journal.create(tmp_path / "journal") as journal:
        engine, peer.engine = peer.engine, JournaledEngine(peer.engine, journal)  # type: ignore[assignment]
        register(peer, f"{PHONE};expires=60")
        peer.advance(61)
        register(peer)
        peer.engine = engine
    assert replay(tmp_path / "journal").difference is None


class TestAlone:
    def test_what_could_not_be_noted_is_gone(self) -> None:
        assert Alone(Chart, "vacant").on("action_failed") == ("gone", [], [])

    def test_a_failure_of_a_refresh_leaves_what_was(self) -> None:
        assert Alone(Chart, "bound").on("action_failed") == ("bound", [], [])

    @pytest.mark.parametrize(
        ("event", "told"), [("unbind", "tell_unbound"), ("flow_failed", "tell_failed"), ("expired", "tell_expired")]
    )
    def test_its_end_is_told(self, event: str, told: str) -> None:
        assert Alone(Chart, "bound").on(event) == ("gone", [told], [])

    def test_a_refresh_is_noted_and_told_like_the_first(self) -> None:
        assert Alone(Chart, "vacant").on("bind") == ("bound", ["note", "tell_bound"], [])
        assert Alone(Chart, "bound").on("bind") == ("bound", ["note", "tell_bound"], [])


def test_a_flow_is_of_an_instance_and_a_number() -> None:
    plain = Binding("alice", URI, "", "c", 1, 60.0)
    assert not plain.is_outbound
