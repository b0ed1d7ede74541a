"""A protected plane of a full ICE agent: checks are somebody else's affair, and what they find is where all goes."""

from __future__ import annotations

import struct

import attrs

from sessioncore.base.connectivity import Checks, SendCheck, UsePair
from sessioncore.base.protection import MediaSecured
from sessioncore.media.security.shield import CHECKS_PER_SECOND
from tests.media.security.test_secured import HERE, OURS, STRANGER, THEIRS, THERE, Pair, check, dtls, told

CHECKS = Checks("here", "p" * 22, "there", "q" * 22, (), (), controlling=True)
ICE = {"our_fragment": "here", "our_password": "p" * 22, "their_fragment": "there"}
FULL = attrs.evolve(dtls(False, THEIRS, **ICE), checks=CHECKS)


def with_ice() -> tuple[Pair, list[tuple[str, bytes, tuple[str, int]]]]:
    pair, seen = Pair(), list[tuple[str, bytes, tuple[str, int]]]()
    pair.planes[HERE].on_check = lambda *message: seen.append(message)
    pair.configure(HERE, told(("192.0.2.99", 9), FULL, 1))
    pair.configure(THERE, told(HERE, dtls(True, OURS), 2))
    return pair, seen


def test_b5_24_checks_go_to_the_agent_and_its_own_leave_from_the_port() -> None:
    pair, seen = with_ice()
    plane = pair.planes[HERE]
    plane.receive("a", check(True), STRANGER, pair.now)
    assert seen == [("a", check(True), STRANGER)]
    plane.execute(SendCheck("a", b"\0\1 of the agent", STRANGER), pair.now)
    assert plane.take_muxed() == [("a", b"\0\1 of the agent", STRANGER)]


def test_b5_24_only_where_a_pair_is_nominated_handshake_and_media_go() -> None:
    pair, _ = with_ice()
    pair.run(0.5)
    assert pair.statistics(HERE).sent_packets == 0
    pair.planes[HERE].execute(UsePair("a", *THERE), pair.now)
    pair.run(3.0)
    assert pair.of(HERE, MediaSecured) != []
    assert pair.statistics(THERE).received_packets > 40
    assert pair.statistics(HERE).received_packets > 40


def test_b5_25_a_restart_leaves_the_way_until_another_is_found() -> None:
    pair, _ = with_ice()
    pair.planes[HERE].execute(UsePair("a", *THERE), pair.now)
    pair.run(3.0)
    anew = attrs.evolve(FULL, their_fragment="anew", checks=attrs.evolve(CHECKS, their_fragment="anew"))
    pair.configure(HERE, told(("192.0.2.99", 9), anew, 1))
    before = pair.statistics(THERE).received_packets
    pair.run(1.0)
    assert pair.statistics(THERE).received_packets > before + 40
    assert len(pair.of(HERE, MediaSecured)) == 1


def test_b5_28_a_peer_without_ice_is_where_its_description_says() -> None:
    """And no relay takes what goes there, nor is the handshake made again."""
    pair, _ = with_ice()
    pair.planes[HERE].execute(UsePair("a", *THERE), pair.now)
    pair.run(3.0)
    pair.planes[HERE].execute(UsePair("a", *THERE, relay=("192.0.2.50", 3478, 0x4000)), pair.now)
    before = pair.statistics(THERE).received_packets
    pair.run(0.5)
    assert pair.statistics(THERE).received_packets == before
    pair.configure(HERE, told(THERE, dtls(False, THEIRS), 1))
    pair.run(1.0)
    assert pair.statistics(THERE).received_packets > before + 40
    assert len(pair.of(HERE, MediaSecured)) == 1


def test_b5_26_without_consent_nothing_leaves() -> None:
    pair, _ = with_ice()
    plane = pair.planes[HERE]
    plane.execute(UsePair("a", *THERE), pair.now)
    pair.run(3.0)
    plane.execute(UsePair("a", "", 0), pair.now)
    before = pair.statistics(HERE).sent_packets
    assert before > 0
    pair.run(1.0)
    assert pair.statistics(HERE).sent_packets == before


def test_so_many_checks_in_a_second_and_no_more() -> None:
    pair, seen = with_ice()
    for _ in range(CHECKS_PER_SECOND * 3):
        pair.planes[HERE].receive("a", check(False), STRANGER, pair.now)
    assert len(seen) == CHECKS_PER_SECOND
    pair.planes[HERE].receive("a", check(False), STRANGER, pair.now + 1.0)
    assert len(seen) == CHECKS_PER_SECOND + 1


def test_a_way_for_a_stream_that_is_not_there_is_none() -> None:
    pair = Pair()
    pair.planes[HERE].execute(UsePair("gone", *THERE), pair.now)
    pair.planes[HERE].execute(SendCheck("gone", b"\0\1", THERE), pair.now)
    assert pair.planes[HERE].poll(pair.now) == ([], [])


SERVER, CHANNEL = ("198.51.100.1", 3478), 0x4001


def test_b5_24_through_a_turn_server_everything_is_in_its_channel() -> None:
    """The server of the test passes on what is in the channel, and puts into it what comes back."""
    pair, seen = with_ice()
    plane = pair.planes[HERE]
    plane.execute(UsePair("a", *THERE, (*SERVER, CHANNEL)), pair.now)
    for _ in range(300):
        pair.now = round(pair.now + 0.01, 6)
        for address, side in pair.planes.items():
            packets, events = side.poll(pair.now)
            pair.events[address] += events
            for _, data, remote in [*packets, *side.take_muxed(), *side.take_control()]:
                if address == HERE:
                    assert remote == SERVER
                    assert data[:4] == struct.pack("!HH", CHANNEL, len(data) - 4)
                    pair.planes[THERE].receive("a", data[4:], HERE, pair.now)
                else:
                    plane.receive("a", struct.pack("!HH", CHANNEL, len(data)) + data, SERVER, pair.now)
    assert pair.of(HERE, MediaSecured) != []
    assert pair.statistics(THERE).received_packets > 40
    assert pair.statistics(HERE).received_packets > 40
    assert seen == []
    check_in_channel = struct.pack("!HH", CHANNEL, len(check(False))) + check(False)
    plane.receive("a", check_in_channel, SERVER, pair.now)
    assert seen == [("a", check_in_channel, SERVER)]


def test_b5_24_what_comes_past_the_turn_server_is_not_the_peers() -> None:
    pair, seen = with_ice()
    plane = pair.planes[HERE]
    plane.execute(UsePair("a", *THERE, (*SERVER, CHANNEL)), pair.now)
    plane.receive("a", b"\x80" + bytes(180), THERE, pair.now)
    nested = struct.pack("!HH", CHANNEL, 8) + struct.pack("!HH", CHANNEL, 4) + b"\x80" * 4
    for data in (nested, struct.pack("!HH", CHANNEL, 0), struct.pack("!HH", CHANNEL + 1, 2) + b"\x80\0"):
        plane.receive("a", data, SERVER, pair.now)
    heard = pair.statistics(HERE)
    assert (heard.wrong_source, heard.received_packets, len(seen)) == (1, 0, 3)
