"""dialog/reliable_answer: a 2xx sent again until its ACK (RFC 3261 13.3.1.4)."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sessioncore.handlers.limits import Limits
from tests.support.peer import Peer, audio


class TestRepeating:
    def test_b3_1_intervals_double_from_t1_up_to_t2(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        peer.advance(31.9)
        times = peer.times("200 INVITE")
        gaps = [round(after - before, 6) for before, after in pairwise(times)]
        assert gaps == [0.5, 1, 2, 4, 4, 4, 4, 4, 4, 4]
        call.accept(ok)

    def test_b3_1_with_other_limits(self) -> None:
        peer = Peer(limits=Limits(T1=0.2, T2=0.5))
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        peer.take()
        peer.advance(64 * 0.2)
        assert peer.times("200 INVITE")[:5] == [0.0, 0.2, 0.6, 1.1, 1.6]
        assert peer.one("BYE").at == 12.8
        peer.check_over()

    def test_b3_1_a_bye_does_not_stop_it(self, peer: Peer) -> None:
        """The peer's INVITE transaction still needs the 2xx when it has said BYE early."""
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        call.engine_tag = peer.one("200 INVITE").to_tag
        call.request("BYE")
        assert peer.labels() == ["200 BYE"]
        peer.advance(2)
        assert peer.labels() == ["200 INVITE", "200 INVITE"]
        call.ack(cseq=100)
        peer.advance(100)
        assert peer.labels() == []

    def test_b3_1_a_copy_of_the_ack_is_nothing_new(self, peer: Peer) -> None:
        call = peer.called()
        call.ack(cseq=100)
        call.ack(cseq=100)
        assert peer.labels() == []
        (scope,) = peer.engine.cells[call.session].dialogs.values()
        assert not scope.reliable_answer, "nothing is kept of a 2xx that was acknowledged"
        assert peer.states().count("connected") == 1

    @pytest.mark.parametrize("cseq", [99, 101])
    def test_an_ack_with_another_number_is_not_the_one(self, peer: Peer, cseq: int) -> None:
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.accept(ok, cseq=cseq)
        assert peer.outcome(answer) is None
        assert peer.engine.counters["dropped: stray_ack"] == 1
        call.ack(cseq=100)
        assert peer.outcome(answer) == ("done", 200)

    @pytest.mark.parametrize("tags", [("other", None), (None, "other")])
    def test_an_ack_of_another_dialog_is_not_the_one(self, peer: Peer, tags: tuple[str | None, str | None]) -> None:
        call = peer.calling()
        answer = peer.command("answer", call.session, source="silence")
        ok = peer.one("200 INVITE")
        call.accept(ok, from_tag=tags[0], tag=tags[1])
        assert peer.outcome(answer) is None
        call.ack(cseq=100)
        assert peer.outcome(answer) == ("done", 200)


class TestReinvite:
    def test_b3_1_the_2xx_to_a_reinvite_is_repeated_too(self, peer: Peer) -> None:
        call = peer.called()
        call.reinvite(audio("sendonly", version=2))
        ok = peer.one("200 INVITE")
        peer.advance(4)
        assert [seen.data for seen in peer.take()] == [ok.data] * 3
        call.ack(cseq=ok.cseq)
        peer.advance(50)
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "on_hold"

    def test_b3_1_a_reinvite_without_an_ack_ends_the_session(self, peer: Peer) -> None:
        """RFC 3261 14.2: as for an INVITE, BYE after 64*T1."""
        call = peer.called()
        call.reinvite()
        peer.take()
        peer.advance(31.9)
        assert set(peer.labels()) == {"200 INVITE"}
        peer.advance(0.1)
        call.respond(200, to=peer.one("BYE"))
        assert peer.engine.state(call.session) in (None, "terminated")

    def test_many_reinvites_one_after_the_other(self, peer: Peer) -> None:
        """More than the parts we keep at once: acknowledged ones make room."""
        call = peer.called()
        for version in range(2, 42):
            call.reinvite(audio("sendonly" if version % 2 else "sendrecv", version=version))
            ok = peer.one("200 INVITE")
            call.ack(cseq=ok.cseq)
        peer.advance(100)
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "on_hold"

    def test_many_reinvites_without_any_ack(self, peer: Peer) -> None:
        """A peer that never acknowledges cannot fill our memory, nor break us."""
        call = peer.called()
        for _ in range(40):
            call.reinvite()
            answer = peer.take()[-1]
            if answer.status >= 300:
                call.ack_failure(answer)
        peer.run_out()
        assert peer.engine.session_count == 0
        peer.expected_errors = {"more than 16 of part reliable_answer"}
