"""The cell: one mailbox entry is one macrostep, signals are FIFO, and errors of ours do not end the engine."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.base.settings import Settings
from sessioncore.core import cell as core_cell
from sessioncore.core.cell import MAX_DEFERRED, MAX_SIGNALS
from sessioncore.effects import Media, Persist, Send
from sessioncore.events import CellError
from sessioncore.handlers.dialog import dialog as dialog_chart
from sessioncore.handlers.setup import outgoing as outgoing_chart
from sessioncore.inputs import Tick
from sessioncore.wire.sip import Request, SipParseError
from tests.support.peer import Call, Peer, audio


class TestMacrostep:
    def test_one_input_is_one_macrostep(self, peer: Peer) -> None:
        call = peer.dialed()
        before = peer.engine.trace_log.macrostep if peer.engine.trace_log else 0
        call.respond(200, sdp=audio())
        records = [record for record in peer.engine.trace if record.macrostep > before]
        assert {record.macrostep for record in records} == {before + 1}
        assert {record.cause for record in records} == {"200 INVITE"}

    def test_learn_then_act(self, peer: Peer) -> None:
        """composition.md, rule 3: dialog, then offer/answer, then usage."""
        call = peer.dialed()
        call.respond(180)
        before = len(peer.engine.trace)
        call.respond(200, sdp=audio())
        parts = [record.part for record in peer.engine.trace[before:]]
        assert parts.index("dialog") < parts.index("offer_answer") < parts.index("usage")

    def test_a_recalled_event_is_a_macrostep_of_its_own(self, peer: Peer) -> None:
        call = peer.answered()
        for name in ("hold", "resume"):
            peer.command(name, call.session)
        invite = peer.one("INVITE")
        call.respond(200, to=invite, sdp=audio("recvonly"))
        causes = {record.macrostep: record.cause for record in peer.engine.trace}
        assert list(causes.values())[-2:] == ["200 INVITE", "recalled resume"]
        assert peer.labels() == ["ACK", "INVITE"]

    def test_the_outbox_is_handed_over_after_the_last_state_change(self, peer: Peer) -> None:
        """Everything of one input comes in one list, in the order written."""
        call = peer.dialed()
        effects = peer.engine.feed
        assert effects
        before = len(peer.effects)
        call.respond(200, sdp=audio())
        kinds = [type(effect).__name__ for effect in peer.effects[before:]]
        assert kinds.index("Reply") < kinds.index("Send")
        assert isinstance(peer.effects[before + 1], Media | Send)

    def test_more_signals_than_any_call_raises_end_in_an_error_event(
        self, peer: Peer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A wiring that turns in circles is stopped, and the engine lives on."""
        call = peer.called()
        cell = peer.engine.cells[call.session]
        turns = []

        def turn(inner: object, machine: object, signal: object) -> None:
            turns.append(signal)
            cell.raise_signal(machine, signal)  # type: ignore[arg-type]

        with monkeypatch.context() as patch:
            patch.setitem(cell.wiring.ROUTES, dialog_chart.Respond, turn)
            call.request("OPTIONS")
        assert len(turns) == MAX_SIGNALS
        what = "more than 64 signals in one macrostep"
        assert [event.what for event in peer.published(CellError)] == [what]
        peer.expected_errors = {what}
        call.request("INFO")
        assert peer.labels() == ["200 INFO"]

    def test_a_never_is_an_error_event(self, peer: Peer) -> None:
        call = peer.dialed()
        cell = peer.engine.cells[call.session]
        cell.handle(cell.leg.setup.dispatch, outgoing_chart.OVER, "test")
        peer.feed(Tick())
        (event,) = peer.published(CellError)
        assert "over must not happen" in event.what
        assert event.where == "setup/outgoing"
        peer.expected_errors = {event.what}
        peer.engine.trace.clear()
        call.respond(486)


class TestDeferral:
    def test_the_bound(self, peer: Peer) -> None:
        call = peer.answered()
        numbers = [peer.command("hold", call.session) for _ in range(MAX_DEFERRED + 3)]
        cell = peer.engine.cells[call.session]
        assert len(cell.deferred or ()) == MAX_DEFERRED
        assert [peer.outcome(number) for number in numbers[-2:]] == [("refused", 491)] * 2

    def test_what_is_deferred_goes_to_who_deferred_it(self, peer: Peer) -> None:
        """hang_up waits in the usage for the ACK, hold in modify_out for its turn; both come, in order."""
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        hold = peer.command("hold", call.session)
        hang_up = peer.command("hang_up", call.session)
        call.accept(ok)
        seen = peer.take()
        assert seen[-1].method == "BYE" or any(message.method == "BYE" for message in seen)
        for message in seen:
            call.respond(200 if message.method == "BYE" else 487, to=message)
        assert peer.outcome(hang_up) == ("done", None)
        outcome = peer.outcome(hold)
        assert outcome is not None


class TestActionFailures:
    def test_effects_of_the_failing_action_are_dropped_and_those_before_stay(
        self, peer: Peer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from sessioncore.actions.dialog import invite_usage

        original = invite_usage.Actions.send_ack

        def send_and_fail(self: invite_usage.Actions, event: object) -> None:
            original(self, event)  # type: ignore[arg-type]
            raise RuntimeError("after the ACK was put into the outbox")

        monkeypatch.setattr(invite_usage.Actions, "send_ack", send_and_fail)
        peer.expected_failures = 1
        call = peer.dialed()
        call.respond(200, sdp=audio())
        assert "ACK" not in peer.labels()
        assert peer.outcome(call.dial) == ("done", 200)
        assert peer.engine.counters["action failed: dialog/invite_usage send_ack"] == 1
        (report,) = peer.errors
        assert (report[0], report[1], report[2]) == (call.session, "action send_ack failed", "dialog/invite_usage")
        assert isinstance(report[3], RuntimeError)

    def test_the_failure_event_comes_within_the_same_macrostep(
        self, peer: Peer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from sessioncore.actions.setup import incoming

        def broken(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(incoming.Actions, "open_media", broken)
        peer.expected_failures = 1
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        rows = [record for record in peer.engine.trace if record.row.endswith("action_failed")]
        assert [record.cause for record in rows] == ["command answer"]
        assert peer.labels() == ["500 INVITE"]


class TestPersist:
    @pytest.fixture
    def peer(self, make_peer: Callable[..., Peer]) -> Peer:
        return make_peer(persist=True)

    def test_invariant_10_a_snapshot_is_stored_before_the_2xx_leaves(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        order = [type(effect) for effect in peer.effects if isinstance(effect, Persist | Send)]
        assert order == [Persist, Send]
        (persist,) = [effect for effect in peer.effects if isinstance(effect, Persist)]
        assert persist.session == call.session
        assert persist.snapshot is not None
        call.accept(peer.one("200 INVITE"))

    def test_invariant_10_a_snapshot_is_stored_before_the_ack_leaves(self, peer: Peer) -> None:
        call = peer.dialed()
        before = len(peer.effects)
        call.respond(200, sdp=audio())
        order = [type(effect) for effect in peer.effects[before:] if isinstance(effect, Persist | Send)]
        assert order[:2] == [Persist, Send]

    def test_it_is_forgotten_with_the_call(self, peer: Peer) -> None:
        call = peer.called()
        call.request("BYE")
        peer.run_out()
        stored = [effect for effect in peer.effects if isinstance(effect, Persist)]
        assert stored[-1].snapshot is None

    def test_nothing_is_stored_unless_configured(self) -> None:
        assert Settings().persist is False


class TestNextHop:
    def call(self, peer: Peer) -> Call:
        return peer.answered()

    @pytest.mark.parametrize(
        ("uri", "headers", "expected"),
        [
            ("sip:x@198.51.100.1", [], ("198.51.100.1", 5060)),
            ("sip:x@198.51.100.1:5071;transport=udp", [], ("198.51.100.1", 5071)),
            ("sip:x@[2001:db8::9]:5072", [], ("2001:db8::9", 5072)),
            ("sip:x@198.51.100.1", [("Route", "<sip:203.0.113.1;lr>")], ("203.0.113.1", 5060)),
            ("sip:x@host.example", [], ("192.0.2.2", 5080)),
        ],
    )
    def test_it_is_the_first_route_or_the_request_uri(
        self, peer: Peer, uri: str, headers: list[tuple[str, str]], expected: tuple[str, int]
    ) -> None:
        call = peer.answered()
        cell = peer.engine.cells[call.session]
        headers = [("Via", "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1"), *headers]
        assert cell.next_hop(Request("BYE", uri, headers)) == expected

    def test_without_any_address_it_fails(self, peer: Peer) -> None:
        call = peer.answered()
        cell = peer.engine.cells[call.session]
        cell.peer = None
        with pytest.raises(SipParseError):
            cell.next_hop(Request("BYE", "sip:x@host.example"))


def test_the_bounds_are_those_of_the_design() -> None:
    assert (core_cell.MAX_SIGNALS, core_cell.MAX_DEFERRED) == (64, 8)
