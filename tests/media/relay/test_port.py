"""Whose packets count at a relay's ports, and where they go; time is a number here."""

from __future__ import annotations

from random import Random

import attrs
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.relay.plane import RelayPlane, Rewriting
from sessioncore.media.relay.port import RelayLimits, RelayPort
from sessioncore.wire.rtp.packet import pack_header

ALICE, BOB = ("192.0.2.1", 4000), ("192.0.2.2", 5000)
LIMITS = RelayLimits(unverified_packets=100, learning_packets=10)


def packet(sequence: int = 1, ssrc: int = 9) -> bytearray:
    return bytearray(pack_header(0, sequence, sequence * 160, ssrc) + bytes(8))


@attrs.define
class Line:
    """A line with Alice's two ports and Bob's; signalling of both comes from where their media does."""

    plane: RelayPlane
    alice: RelayPort
    alice_control: RelayPort
    bob: RelayPort
    bob_control: RelayPort

    def send(self, port: RelayPort, source: tuple[str, int], sequence: int = 1, now: float = 0.0) -> object:
        data = packet(sequence)
        return port.take(data, len(data), source, now)


def line(*, host: str = "", is_rtp: bool = True, rewriting: tuple[Rewriting, Rewriting] | None = None) -> Line:
    plane = RelayPlane(LIMITS)
    made = Line(plane, *plane.open(1, is_rtp, rewriting))
    plane.aim(1, 0, ALICE, (ALICE[0], 4001), host or ALICE[0], True, 0.0)
    plane.aim(1, 1, BOB, (BOB[0], 5001), host or BOB[0], True, 0.0)
    return made


class TestPassing:
    def test_m19_both_ways_and_rtcp_beside_it(self) -> None:
        made = line()
        assert made.send(made.alice, ALICE) == BOB
        assert made.send(made.bob, BOB) == ALICE
        report = bytearray(b"\x80\xc9\x00\x01\0\0\0\1")
        assert made.alice_control.take(report, 8, (ALICE[0], 4001), 0.0) == (BOB[0], 5001)
        first, second = made.plane.figures(1) or ((), ())
        assert (first[:3], second[:3]) == ((2, 28, 0), (1, 20, 0))

    def test_m19_untouched_unless_it_is_to_be_rewritten(self) -> None:
        made = line()
        data = packet()
        made.alice.take(data, len(data), ALICE, 0.0)
        assert data == packet()
        made = line(rewriting=(Rewriting(0xAAAA), Rewriting(0xBBBB)))
        made.alice.take(data, len(data), ALICE, 0.0)
        assert data[8:12] == (0xAAAA).to_bytes(4, "big")
        made.bob.take(data, len(data), BOB, 0.0)
        assert data[8:12] == (0xBBBB).to_bytes(4, "big")

    def test_m19_a_leg_that_has_not_answered_gets_nothing(self) -> None:
        plane = RelayPlane(LIMITS)
        alice, *_ = plane.open(1, True)
        plane.aim(1, 0, ALICE, None, ALICE[0], True, 0.0)
        data = packet()
        assert alice.take(data, len(data), ALICE, 0.0) is None
        assert alice.undelivered == 1

    def test_loss_is_what_the_numbers_promised(self) -> None:
        made = line()
        for sequence in [65_534, 65_535, 2, 3, 1, 3_000]:
            made.send(made.alice, ALICE, sequence)
        assert made.alice.lost == 1 + 2_996, "0 and 4 to 2,999; 1 came late"
        data = packet(7, ssrc=10)
        made.alice.take(data, len(data), ALICE, 0.0)
        assert made.alice.lost == 2_997, "another source begins where it likes"

    @pytest.mark.parametrize("first", [b"\x00\x01", b"\x16\xfe", b"\x80\xc8"])
    def test_stun_dtls_and_rtcp_ride_with_rtp(self, first: bytes) -> None:
        made = line()
        data = bytearray(first + bytes(30))
        assert made.alice.take(data, len(data), ALICE, 0.0) == BOB

    @pytest.mark.parametrize("data", [b"", b"\x80", b"\x40" + bytes(30), b"\xff" * 40, b"\x80\x00" + bytes(8)])
    def test_what_is_none_of_these_is_dropped_and_counted(self, data: bytes) -> None:
        made = line()
        assert made.alice.take(bytearray(data), len(data), ALICE, 0.0) is None
        assert (made.alice.malformed, made.alice.packets) == (1, 0) or made.alice.malformed == 1

    def test_what_is_no_rtp_passes_whatever_it_is(self) -> None:
        made = line(is_rtp=False)
        assert made.alice.take(bytearray(b"\xff\0"), 2, ALICE, 0.0) == BOB

    def test_any_octets_break_nothing(self) -> None:
        made = line(rewriting=(Rewriting(1), Rewriting(2)))
        chance = Random(1)
        for _ in range(3_000):
            data = bytearray(chance.randbytes(chance.choice((0, 1, 7, 8, 12, 28, 60, 300))))
            if data and chance.random() < 0.7:
                data[0] = chance.choice((0x80, 0x81, 0x9F, 0, 0x16))
                data[1:2] = bytes([chance.choice((0, 200, 201, 202, 203, 205, 207))])[: len(data) - 1]
            port = chance.choice((made.alice, made.alice_control, made.bob, made.bob_control))
            size = len(data)
            port.take(data, size, chance.choice((ALICE, BOB, ("192.0.2.9", 1))), 0.0)
            assert len(data) == size


class TestLearning:
    def test_m19_another_port_of_the_host_is_learned_and_then_stays(self) -> None:
        made = line()
        nat = (ALICE[0], 49_000)
        assert made.send(made.alice, nat) == BOB
        assert made.send(made.bob, BOB) == nat
        assert made.send(made.alice, (ALICE[0], 49_001)) is None
        assert made.send(made.bob, BOB) == nat
        assert made.alice.wrong_source == 1

    def test_m19_the_named_port_may_take_over_for_a_while(self) -> None:
        made = line()
        nat = (ALICE[0], 49_000)
        made.send(made.alice, nat)
        assert made.send(made.alice, ALICE) == BOB
        assert made.send(made.bob, BOB) == ALICE
        made = line()
        for sequence in range(10):
            made.send(made.alice, nat, sequence)
        assert made.send(made.alice, ALICE) is None
        assert made.send(made.bob, BOB) == nat

    def test_m19_nobody_else_is_followed(self) -> None:
        made = line()
        assert made.send(made.alice, ("203.0.113.9", 4000)) is None
        assert made.send(made.bob, BOB) == ALICE

    def test_m19_the_host_that_signals_is_followed_too(self) -> None:
        """A phone behind a NAT names an address of its own net; its packets come from where its requests do."""
        made = line(host="198.51.100.1")
        outside = ("198.51.100.1", 61_000)
        assert made.send(made.alice, outside) == BOB
        assert made.send(made.bob, BOB) == outside

    def test_a_source_that_was_silent_may_be_followed_by_another(self) -> None:
        made = line()
        made.send(made.alice, ALICE, now=0.0)
        moved = (ALICE[0], 49_000)
        assert made.send(made.alice, moved, now=4.9) is None
        assert made.send(made.alice, moved, now=5.0) == BOB
        assert made.send(made.bob, BOB) == moved

    @pytest.mark.parametrize(("host", "most"), [("", 100), ("198.51.100.1", 25)])
    def test_m19_an_address_that_says_nothing_gets_only_so_much(self, host: str, most: int) -> None:
        made = line(host=host)
        sent = [made.send(made.alice, ALICE, sequence) for sequence in range(200)]
        assert sent.count(BOB) == most
        assert made.alice.undelivered == 200 - most
        made.send(made.bob, BOB)
        assert made.send(made.alice, ALICE, 201) == BOB, "it has spoken"

    def test_m19_who_only_reports_is_there(self) -> None:
        made = line(host="198.51.100.1")
        made.bob_control.take(bytearray(b"\x80\xc9\x00\x01\0\0\0\1"), 8, (BOB[0], 5001), 0.0)
        assert [made.send(made.alice, ALICE, n) for n in range(50)] == [BOB] * 50

    def test_octets_that_mean_nothing_teach_nothing(self) -> None:
        made = line()
        made.alice.take(bytearray(b"garbage garbage"), 15, (ALICE[0], 49_000), 0.0)
        assert made.send(made.bob, BOB) == ALICE

    def test_another_address_is_learned_anew_and_the_same_is_kept(self) -> None:
        made = line()
        nat = (ALICE[0], 49_000)
        made.send(made.alice, nat)
        made.plane.aim(1, 0, ALICE, None, ALICE[0], True, 1.0)
        assert made.send(made.bob, BOB) == nat
        made.plane.aim(1, 0, ("192.0.2.7", 7000), None, ALICE[0], True, 1.0)
        assert made.send(made.bob, BOB) == ("192.0.2.7", 7000)
        made.plane.aim(1, 0, None, None, "", False, 2.0)
        assert made.send(made.bob, BOB) is None


THIRD, SIGNALS = ("203.0.113.9", 4000), "198.51.100.1"
RECEIVED, GOODBYE = b"\x80\xc9\x00\x01\0\0\0\t", b"\x81\xcb\x00\x01\0\0\0\t"


class TestHijacking:
    """Somebody else wants to hear what Alice hears, or to be heard in her place (RFC 3550 9, RFC 4961)."""

    @pytest.mark.parametrize("heard", [False, True])
    @pytest.mark.parametrize("now", [0.1, 60.0])
    def test_m19_a_third_address_is_never_followed(self, heard: bool, now: float) -> None:
        """Neither before anything was heard nor after, and not when Alice has been silent for long."""
        made = line()
        if heard:
            assert made.send(made.alice, ALICE) == BOB
        for sequence in range(2, 30):
            assert made.send(made.alice, THIRD, sequence, now) is None
        assert made.alice.wrong_source == 28
        assert made.send(made.bob, BOB, now=now) == ALICE
        assert made.send(made.alice, ALICE, 31, now) == BOB
        assert made.alice.lost == (29 if heard else 0), "what was dropped is no number of hers"

    def test_m19_the_host_that_signals_takes_no_call_over(self) -> None:
        """Once Alice is heard from where she said, another port, be it of the host that signals, has to wait."""
        made = line(host=SIGNALS)
        made.send(made.alice, ALICE, now=0.0)
        for sequence in range(2, 40):
            made.send(made.alice, ALICE, sequence, sequence * 0.02)
            assert made.send(made.alice, (SIGNALS, 4000), 900 + sequence, sequence * 0.02) is None
        assert made.send(made.bob, BOB) == ALICE
        assert made.alice.wrong_source == 38

    def test_m19_who_was_there_first_from_the_host_that_signals_makes_room(self) -> None:
        """Another telephone behind the same NAT: as soon as Alice is heard from where she said, she counts for good."""
        made = line(host=SIGNALS)
        assert made.send(made.alice, (SIGNALS, 9_999)) == BOB
        assert made.send(made.alice, ALICE) == BOB
        assert made.send(made.alice, (SIGNALS, 9_999), 2) is None
        assert made.send(made.bob, BOB) == ALICE

    @pytest.mark.parametrize("spoofed", [RECEIVED, GOODBYE])
    @pytest.mark.parametrize("muxed", [False, True])
    def test_m19_reports_of_others_pass_not_and_teach_nothing(self, spoofed: bytes, muxed: bool) -> None:
        """A goodbye in Alice's name would end her call; a report would lift the bound of what goes to her address."""
        made = line(host=SIGNALS)
        port = made.alice if muxed else made.alice_control
        assert port.take(bytearray(spoofed), len(spoofed), THIRD, 30.0) is None
        assert (port.wrong_source, port.verified, made.alice.verified, port.heard_at) == (1, False, False, 0.0)
        assert [made.send(made.bob, BOB, n) for n in range(30)].count(ALICE) == LIMITS.unverified_elsewhere
        told = made.plane.poll(30.0)
        assert (1, 0, 30.0) in told, "it does not hide that Alice is silent"

    def test_m19_reports_from_another_port_of_hers_do_not_move_sound(self) -> None:
        made = line()
        made.send(made.alice, ALICE)
        elsewhere = (ALICE[0], 49_001)
        to = made.alice_control.take(bytearray(RECEIVED), len(RECEIVED), elsewhere, 0.1)
        assert to == (BOB[0], 5001)
        assert made.bob_control.take(bytearray(RECEIVED), len(RECEIVED), (BOB[0], 5001), 0.1) == elsewhere
        assert made.send(made.bob, BOB) == ALICE


class TestSilence:
    def test_b5_4_it_is_told_once_until_something_comes(self) -> None:
        made = line()
        assert made.plane.poll(19.0) == []
        assert made.plane.poll(20.5) == [(1, 0, 20.5), (1, 1, 20.5)]
        assert made.plane.poll(30.0) == []
        made.send(made.alice, ALICE, now=31.0)
        assert made.plane.poll(32.0) == []
        assert made.plane.poll(52.0) == [(1, 0, 21.0)]

    def test_b5_4_who_reports_is_there_and_who_holds_says_nothing(self) -> None:
        made = line()
        made.alice_control.take(bytearray(b"\x80\xc9\x00\x01\0\0\0\1"), 8, (ALICE[0], 4001), 15.0)
        made.plane.aim(1, 1, BOB, None, BOB[0], False, 0.0)
        assert made.plane.poll(30.0) == []
        assert made.plane.poll(36.0) == [(1, 0, 21.0)]

    def test_it_is_looked_at_once_a_second(self) -> None:
        made = line()
        made.plane.poll(19.9)
        assert made.plane.poll(20.8) == []
        assert len(made.plane.poll(20.9)) == 2


def test_lines_are_bounded_and_end() -> None:
    plane = RelayPlane(RelayLimits(lines=1))
    plane.open(1, True)
    with pytest.raises(MediaError, match="the most that are allowed"):
        plane.open(2, True)
    assert plane.close(1) == ((0,) * 6, (0,) * 6)
    assert (plane.close(1), len(plane)) == (None, 0)
    plane.aim(1, 0, ALICE, None, "", True, 0.0)
    assert plane.figures(1) is None


def test_every_line_is_looked_at_once_a_second_a_few_at_a_time() -> None:
    plane = RelayPlane()
    for line in range(200):
        plane.open(line, True)
        plane.aim(line, 0, ALICE, None, ALICE[0], True, 0.0)
    looks = []
    while not looks or plane.looking:
        looks.append(plane.poll(30.0))
    assert [len(told) for told in looks] == [64, 64, 64, 8]
    assert {number for told in looks for number, _, _ in told} == set(range(200))
    assert plane.poll(30.5) == [], "a second has not passed"
    plane.close(0)
    assert plane.poll(31.0) == [], "each is told of once"
