"""Snapshots: their schema is made from the charts, real ones fit, others are refused with the place and the reason."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import jsonschema
import pytest

from sessioncore.base.environment import Environment
from sessioncore.base.errors import SnapshotError
from sessioncore.base.media import CloseStream, ConfigureStream, OpenStream
from sessioncore.base.settings import Settings
from sessioncore.core import snapshot_schema
from sessioncore.core.engine import Engine
from sessioncore.core.json_schema import MAX_DEPTH, first_fault
from sessioncore.core.snapshot_schema import check, schema
from sessioncore.core.values import decode, encode
from sessioncore.effects import Effect, Media, Persist, Publish, Reply, Send
from sessioncore.events import MediaFailed
from sessioncore.handlers import leg as leg_wiring
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Tick
from sessioncore.testing.behaviour import Plan
from sessioncore.testing.media import FakeMediaPorts
from tests.support.peer import Peer, audio

VALIDATOR = jsonschema.Draft202012Validator(schema())


def another_engine(**settings: Any) -> Engine:
    ports = FakeMediaPorts(low=20_000, count=12_000)
    return Engine(Settings(**({"address": "192.0.2.1"} | settings)), Environment(b"another engine", ports))


def of_json(snapshot: dict[str, Any]) -> dict[str, Any]:
    copied: dict[str, Any] = json.loads(json.dumps(snapshot))
    return copied


@pytest.fixture
def peer() -> Peer:
    """Calls stay up here: what goes on is the restored engine."""
    return Peer()


@pytest.fixture
def stored(peer: Peer) -> dict[str, Any]:
    """A call that is up."""
    return of_json(peer.engine.snapshot(peer.called().session))


def restored(snapshot: dict[str, Any], **settings: Any) -> tuple[Engine, list[Effect]]:
    engine = another_engine(**settings)
    return engine, engine.restore(snapshot, snapshot["at"])


class TestSchema:
    def test_it_is_a_schema_and_knows_every_chart(self) -> None:
        jsonschema.Draft202012Validator.check_schema(schema())
        assert set(leg_wiring.CHARTS) <= set(schema()["$defs"])

    @pytest.mark.parametrize("seed", range(0, 550, 22))
    def test_every_snapshot_of_a_seeded_call_fits_and_comes_back_the_same(self, seed: int) -> None:
        """After every input, of both sides: the library agrees, and what is restored makes the same snapshot."""
        simulation = Plan.of(seed).begin()
        seen = 0

        def look(engine: Engine) -> None:
            nonlocal seen
            for session in engine.sessions():
                snapshot = of_json(engine.snapshot(session))
                check(snapshot)
                if seen % 10 == 0:
                    assert list(VALIDATOR.iter_errors(snapshot)) == []
                seen += 1
                if seen % 4:
                    continue
                engine_of_it, _ = restored(snapshot, media=engine.settings.media)
                again = of_json(engine_of_it.snapshot(session))
                again["commands"], again["orphans"] = [*again["orphans"]], []
                assert numbered(again) == numbered(snapshot)

        for endpoint in simulation.endpoints:
            watched(endpoint.engine, look)
        simulation.run()
        assert seen or not simulation.alice.commands

    def test_a_slice_cannot_hold_what_snapshots_do_not_know(self, monkeypatch: pytest.MonkeyPatch) -> None:
        @attrs.define
        class Slice:
            file: set[int]

        monkeypatch.setattr(snapshot_schema, "_slice", lambda chart, wiring: Slice)
        with pytest.raises(TypeError, match=r"dialog/dialog file: a snapshot cannot hold set\[int\]"):
            snapshot_schema._chart("dialog/dialog")

    def test_a_value_of_no_known_kind_is_refused(self) -> None:
        with pytest.raises(TypeError, match="a snapshot cannot hold set"):
            encode({1, 2})
        for value in (None, True, 1, 1.5, "x", b"\xff", (1, "a"), [1, [2]], {"a": (1,), 2: b""}):
            assert decode(json.loads(json.dumps(encode(value)))) == value


def watched(engine: Engine, look: Callable[[Engine], None]) -> None:
    feed = engine.feed

    def fed(taken: Any, now: float) -> list[Effect]:
        effects = feed(taken, now)
        look(engine)
        return effects

    engine.feed = fed  # type: ignore[method-assign]


def numbered(snapshot: dict[str, Any]) -> dict[str, Any]:
    """Sequence numbers of timers mean an order only; media ports are those of another pool."""
    parts = [*snapshot["parts"], *snapshot["transactions"]]
    order = sorted(timer[4] for part in parts for timer in part["timers"])
    for part in parts:
        for timer in part["timers"]:
            timer[4] = order.index(timer[4])
    return snapshot | {"at": 0}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def changed(value: dict[str, Any], path: tuple[Any, ...], to: Any) -> dict[str, Any]:
    made = copy.deepcopy(value)
    inner: Any = made
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = to
    return made


class TestRefusal:
    def part(self, snapshot: dict[str, Any], chart: str) -> int:
        return next(n for n, part in enumerate(snapshot["parts"]) if part["chart"] == chart)

    def refuse(self, snapshot: Any) -> str:
        engine = another_engine()
        with pytest.raises(SnapshotError) as caught:
            engine.restore(snapshot, 1.0)
        assert (engine.session_count, engine.timer_count, engine.transaction_count, engine.legs) == (0, 0, 0, {})
        return str(caught.value)

    def test_another_chart_is_named(self, stored: dict[str, Any]) -> None:
        n = self.part(stored, "dialog/dialog")
        said = self.refuse(changed(stored, ("parts", n, "digest"), "0" * 64))
        assert said == f"session {stored['session']}: the snapshot was taken with another dialog/dialog"

    def test_another_wiring_or_version_is_named(self, stored: dict[str, Any]) -> None:
        assert "wiring: the snapshot was taken with another wiring" in self.refuse(stored | {"wiring": ""})
        assert "version: the snapshot has form 1, this program reads 2" in self.refuse(stored | {"version": 1})

    @pytest.mark.parametrize(
        ("chart", "field", "value", "said"),
        [
            ("dialog/dialog", "local_cseq", "7", "integer is wanted"),
            ("dialog/dialog", "route_set", {"tuple": [7]}, "string is wanted"),
            ("setup/incoming", "media_port", None, "integer is wanted"),
            ("setup/incoming", "request", {"message": 7}, "string is wanted"),
        ],
    )
    def test_the_field_that_does_not_fit_is_named(
        self, stored: dict[str, Any], chart: str, field: str, value: Any, said: str
    ) -> None:
        n = self.part(stored, chart)
        message = self.refuse(changed(stored, ("parts", n, "slice", field), value))
        assert message.startswith(f"session {stored['session']}: parts[{n}].slice.{field}")
        assert message.endswith(said)

    def test_a_state_timer_or_name_that_the_chart_does_not_have(self, stored: dict[str, Any]) -> None:
        n = self.part(stored, "dialog/invite_usage")
        assert f"parts[{n}].state: none of early" in self.refuse(changed(stored, ("parts", n, "state"), "asleep"))
        said = self.refuse(changed(stored, ("parts", n, "timers"), [["alarm", 1.0, 1.0, 0, 1]]))
        assert f"parts[{n}].timers[0][0]: none of" in said
        assert f"parts[{n}].slice.wish: nobody knows" in self.refuse(changed(stored, ("parts", n, "slice", "wish"), 1))

    def test_a_message_that_is_none(self, stored: dict[str, Any]) -> None:
        n = self.part(stored, "dialog/invite_usage")
        said = self.refuse(changed(stored, ("parts", n, "slice", "ack"), {"send": ["!", "192.0.2.1", 5060, "udp"]}))
        assert stored["session"] in said
        n = self.part(stored, "setup/incoming")
        said = self.refuse(changed(stored, ("parts", n, "slice", "request"), {"message": "AAAA"}))
        assert "SipParseError" in said

    def test_loose_ends(self, stored: dict[str, Any]) -> None:
        n = self.part(stored, "dialog/dialog")
        assert "scope: there is no such dialog" in self.refuse(changed(stored, ("parts", n, "scope"), "elsewhere"))
        assert "is another part's" in self.refuse(changed(stored, ("parts", n, "serial"), stored["parts"][0]["serial"]))
        assert "deferred[0]: there is no part" in self.refuse(stored | {"deferred": [[99, "hold", {}, None]]})

    @pytest.mark.parametrize("snapshot", [None, [], {}, {"session": 7}, {"session": ""}, "text"])
    def test_what_is_no_snapshot_at_all(self, snapshot: Any) -> None:
        assert "no snapshot" in self.refuse(snapshot)

    def test_a_session_that_is_there_already(self, peer: Peer) -> None:
        call = peer.called()
        snapshot = of_json(peer.engine.snapshot(call.session))
        with pytest.raises(SnapshotError, match="is there already"):
            peer.engine.restore(snapshot, peer.engine.now)
        with pytest.raises(SnapshotError, match="another session has its"):
            peer.engine.restore(snapshot | {"session": "s-other"}, peer.engine.now)

    def test_whatever_is_changed_is_refused_or_harmless(self, stored: dict[str, Any]) -> None:
        """Our check and the library agree, and no change at all gets past as another error than SnapshotError."""
        for n, path in enumerate(list(places(stored))[1:]):
            for to in ((None, []), ("?", {}), (-1, None))[n % 3]:
                snapshot = changed(stored, path, to)
                if n % 8 == 0:  # the library takes a tenth of a second for each
                    ours, theirs = not first_fault(snapshot, schema()), VALIDATOR.is_valid(snapshot)
                    assert ours == theirs, (path, to)
                engine = another_engine()
                try:
                    engine.restore(snapshot, 1.0)
                except SnapshotError:
                    assert engine.session_count == engine.timer_count == engine.transaction_count == 0

    def test_depth_is_bounded(self) -> None:
        deep: Any = 1
        for _ in range(MAX_DEPTH + 2):
            deep = [deep]
        rest = {"items": {"$ref": "#/$defs/x"}}
        assert "nested too deeply" in first_fault(deep, {"$ref": "#/$defs/x", "$defs": {"x": rest}})


class TestWhatComesBack:
    def test_media_is_opened_on_its_port_and_configured_as_it_was(self, peer: Peer) -> None:
        call = peer.called()
        media = [effect.command for effect in peer.effects if isinstance(effect, Media)]
        _, effects = restored(of_json(peer.engine.snapshot(call.session)))
        assert [effect.command for effect in effects if isinstance(effect, Media)] == media
        assert [type(command) for command in media] == [OpenStream, ConfigureStream]

    def test_another_port_where_the_own_one_is_taken(self, stored: dict[str, Any]) -> None:
        engine = another_engine()
        port = next(part["slice"]["media_port"] for part in stored["parts"] if part["part"] == "setup")
        engine.env.ports.retake(port)
        effects = engine.restore(stored, 1.0)
        (opened,) = [e.command for e in effects if isinstance(e, Media) and isinstance(e.command, OpenStream)]
        assert opened.port != port
        effects = [*engine.feed(Command(1, stored["session"], "hang_up", {}), 2.0)]
        assert opened.port == engine.cells[stored["session"]].leg.setup_slice.media_port

    def test_without_any_port_the_call_goes_on_and_the_loss_is_told(self, stored: dict[str, Any]) -> None:
        engine = Engine(Settings(address="192.0.2.1"), Environment(b"another engine", FakeMediaPorts(count=0)))
        engine.subscribed.add(MediaFailed)
        (effect,) = engine.restore(stored, 1.0)
        assert isinstance(effect, Publish)
        assert isinstance(effect.event, MediaFailed)
        assert engine.state(stored["session"]) == "connected"

    def test_no_media_where_none_is_wanted_any_more(self, stored: dict[str, Any]) -> None:
        assert restored(stored, media=False)[1] == []

    def test_a_silenced_stream_stays_silent(self, peer: Peer) -> None:
        """The call ends: our BYE waits for its answer while the port is still open."""
        call = peer.called()
        peer.command("hang_up", call.session)
        _, effects = restored(of_json(peer.engine.snapshot(call.session)))
        configured = [e.command for e in effects if isinstance(e, Media) and isinstance(e.command, ConfigureStream)]
        assert [(command.send, command.receive) for command in configured] == [(False, False)]

    def test_open_commands_end_with_their_owner_and_are_not_answered_again(self, peer: Peer) -> None:
        call = peer.called()
        peer.command("hang_up", call.session)
        snapshot = of_json(peer.engine.snapshot(call.session))
        (command,) = snapshot["commands"]
        engine, effects = restored(snapshot)
        assert [e for e in effects if isinstance(e, Reply)] == [
            Reply(command, "ended", None, "the process that gave the command has ended")
        ]
        again, effects = restored(of_json(engine.snapshot(call.session)))
        assert not [e for e in effects if isinstance(e, Reply)]
        errors: list[str] = []
        again.on_error = lambda *error: errors.append(str(error))
        while (deadline := again.next_deadline()) is not None:
            effects += again.feed(Tick(), deadline)
        assert not [e for e in effects if isinstance(e, Reply)]
        assert errors == []
        assert isinstance(effects[-1], Persist) or Persist(call.session, None) in effects
        assert CloseStream(f"{call.session}/0") in [e.command for e in effects if isinstance(e, Media)]

    def test_b2_11_cseq_is_used_once_whatever_was_stored_when(self) -> None:
        """Requests until the stored bound, a crash, requests, a crash: no number goes back or comes twice."""
        peer = Peer(persist=True)
        call = peer.dialed()
        call.respond(200, sdp=audio())
        stored = [effect.snapshot for effect in peer.effects if isinstance(effect, Persist)]
        assert stored
        kept = of_json(stored[-1] or {})
        dialog = next(part["slice"] for part in kept["parts"] if part["part"] == "dialog")
        assert dialog["local_cseq"] == 15
        engine, _ = restored(kept, persist=True)
        scope = next(iter(engine.cells[call.session].dialogs.values()))
        request = scope.dialog.actions.slice.new_request("BYE")
        assert request.cseq.number == 16
        assert [type(effect) for effect in engine.outbox] == [Persist]


class TestWhenItIsStored:
    """Invariant 10: every change that the peer knows of is stored before our message about it leaves."""

    def order(self, effects: list[Effect]) -> list[str]:
        return [effect.label for effect in effects if isinstance(effect, Persist | Send | Reply)]

    def test_a_hold_before_its_ack(self) -> None:
        peer = Peer(persist=True)
        call = peer.answered()
        peer.command("hold", call.session)
        before = len(peer.effects)
        call.respond(200, to=peer.one("INVITE"), sdp=audio(direction="recvonly"))
        assert self.order(peer.effects[before:]) == ["Persist", "ACK", "Reply"]

    def test_the_ack_of_our_answer(self) -> None:
        """Recovered later than 64*T1 the call must not end for want of an ACK that had come."""
        peer = Peer(persist=True)
        call = peer.called()
        assert isinstance(peer.effects[-1], Reply | Publish)
        stored = of_json(next(e.snapshot for e in reversed(peer.effects) if isinstance(e, Persist)) or {})
        engine = another_engine()
        effects = engine.restore(stored, stored["at"] + 100.0)
        effects += engine.feed(Tick(), stored["at"] + 100.0)
        assert engine.state(call.session) == "connected"
        assert not [effect for effect in effects if isinstance(effect, Send)]

    def test_a_call_that_is_over_is_forgotten_at_once(self) -> None:
        """Our re-INVITE lingers for 64*T1: a process that is started meanwhile must not take the call for alive."""
        peer = Peer(persist=True)
        call = peer.called()
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio(direction="recvonly"))
        before = len(peer.effects)
        call.request("BYE")
        stored = [effect for effect in peer.effects[before:] if isinstance(effect, Persist)]
        assert stored == [Persist(call.session, None)]
        assert peer.engine.session_count == 1
        peer.check_over()
        assert [effect for effect in peer.effects[before:] if isinstance(effect, Persist)] == stored


def test_b1_10_the_late_answer_to_a_cancel_is_nobodys_after_a_restore() -> None:
    """The INVITE had its 487 long before, and its transaction is over; the CANCEL still waited for its 200."""
    peer = Peer(limits=Limits(T1=1), media=False)
    call = peer.dialed()
    call.respond(180)
    peer.command("hang_up", call.session)
    cancel = peer.one("CANCEL")
    call.respond(487)
    peer.advance(33)
    peer.restart(call.session)
    peer.take()
    call.respond(200, to=cancel)
    peer.advance(100)
    assert peer.labels() == []
    assert peer.errors == []
    assert peer.engine.session_count == 0
