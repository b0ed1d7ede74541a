"""Candidates and fragments in descriptions, as a full ICE agent writes and reads them (RFC 8839)."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.base.connectivity import Checks, Nominated
from sessioncore.wire.sdp import IceTerms, Security, SessionDescription, agreed, make_offer, parse_sdp
from sessioncore.wire.sdp.ice import MOST_CANDIDATES, candidate, local_candidate, mismatched
from tests.wire.sdp.test_security import BOTH, DTLS, US, answer, draw, peer, protection, wishes

SRFLX = candidate("srflx", "203.0.113.5", 40_000, ("192.0.2.1", 4000))
FULL = attrs.evolve(BOTH, ice=IceTerms("full", (SRFLX,)))
HOST = "|a=candidate:a 1 UDP 2130706431 198.51.100.1 9000 typ host generation 0"
OFFER = DTLS + "|a=ice-ufrag:abcd|a=ice-pwd:" + "p" * 22 + HOST


def checks(local: SessionDescription, remote: SessionDescription) -> Checks:
    found = protection(local, remote).checks
    assert found is not None
    return found


def ours(
    security: Security = FULL, before: tuple[SessionDescription, SessionDescription] | None = None
) -> SessionDescription:
    asking = wishes(attrs.evolve(security, offers="dtls"))
    local, remote = before if before is not None else (None, None)
    return make_offer(
        asking,
        origin=US,
        previous_local=local,
        previous_remote=remote,
        streams=agreed(*before) if before is not None else (),
        draw=draw,
    )


def the_answer(to: SessionDescription, *more: str) -> SessionDescription:
    role = DTLS.replace("actpass", "active") + "|a=ice-ufrag:abcd|a=ice-pwd:" + "p" * 22 + "".join(more)
    return peer(role.replace("UDP/TLS/RTP/SAVPF", to.media[0].protocol))


def test_b5_24_the_offer_names_what_is_known_of_the_port() -> None:
    made = ours()
    lines = [line.value for line in made.media[0].attributes if line.name == "candidate"]
    assert lines == ["1 1 udp 2130706431 192.0.2.1 4000 typ host", SRFLX]
    assert b"\r\na=ice-options:ice2\r\n" in made.encode()
    assert b"ice-lite" not in made.encode()
    kind, priority, related = SRFLX.split(" typ ")[1][:5], int(SRFLX.split()[3]), SRFLX.partition(" raddr ")[2]
    assert (kind, priority, related) == ("srflx", (100 << 24) + (65_535 << 8) + 255, "192.0.2.1 rport 4000")


RELAYED = candidate("relay", "203.0.113.9", 50_000, ("203.0.113.5", 40_000))
AT_THE_PORT = "1 1 udp 2130706431 192.0.2.1 4000 typ host"


@pytest.mark.parametrize(
    ("known", "destination"),
    [((), ("192.0.2.1", 4000)), ((RELAYED,), ("192.0.2.1", 4000)), ((SRFLX, RELAYED), ("203.0.113.5", 40_000))],
)
def test_b5_27_the_default_is_what_works_for_who_knows_no_ice(
    known: tuple[str, ...], destination: tuple[str, int]
) -> None:
    """Server reflexive before host; a relay lets nobody in before our check, so it is none."""
    made = ours(attrs.evolve(BOTH, ice=IceTerms("full", known)))
    read = parse_sdp(made.encode())
    connection = read.connection_of(0)
    assert connection is not None
    assert (connection.address, read.media[0].port) == destination
    assert not mismatched(read, 0)
    assert made.media[0].own_port == 4000
    again = ours(attrs.evolve(BOTH, ice=IceTerms("full", known)), (made, the_answer(made, HOST)))
    assert again.media[0].own_port == 4000
    assert again.origin == made.origin  # nothing has changed


@pytest.mark.parametrize("mine", [AT_THE_PORT, SRFLX, RELAYED])
def test_b5_27_after_a_nomination_descriptions_name_that_pair_alone(mine: str) -> None:
    """RFC 8839 4.4.1.2.2 and 4.4.2: the default destination is ours of the pair; who controls tells the peer's, too."""
    known = attrs.evolve(BOTH, ice=IceTerms("full", (SRFLX, RELAYED)))
    made = ours(known)
    before = made, the_answer(made, HOST)
    found = Nominated(mine, ("198.51.100.1", 9000), controlling=True)
    later = ours(attrs.evolve(known, ice=attrs.evolve(known.ice, nominated=found)), before)
    lines = later.media[0].text().split("\r\n")
    assert [line for line in lines if "candidate" in line] == [
        f"a=candidate:{mine}",
        "a=remote-candidates:1 198.51.100.1 9000",
        "a=end-of-candidates",
    ]
    place = parse_sdp(later.encode()).connection_of(0)
    assert place is not None
    assert (place.address, str(later.media[0].port)) == tuple(mine.split(" ")[4:6])
    assert checks(*before).same_session(checks(later, before[1]))
    meek = attrs.evolve(known, ice=attrs.evolve(known.ice, nominated=attrs.evolve(found, controlling=False)))
    assert later.media[0].attribute("remote-candidates")
    assert ours(meek, before).media[0].attribute("remote-candidates") is None
    renewed = attrs.evolve(known, ice=attrs.evolve(known.ice, nominated=found, restarts=True))
    assert len([line for line in ours(renewed, before).media[0].attributes if line.name == "candidate"]) == 3


def test_b5_27_an_answer_names_it_without_the_peer_s() -> None:
    asked = peer(OFFER)
    made = answer(asked, FULL)
    found = Nominated(AT_THE_PORT, ("198.51.100.1", 9000), controlling=True)
    again = answer(asked, attrs.evolve(FULL, ice=attrs.evolve(FULL.ice, nominated=found)), before=(made, asked))
    assert [line.value for line in again.media[0].attributes if "candidate" in line.name] == [AT_THE_PORT, None]
    assert again.media[0].connection is None
    restarted = peer(OFFER.replace("abcd", "efgh"))
    anew = answer(restarted, attrs.evolve(FULL, ice=attrs.evolve(FULL.ice, nominated=found)), before=(made, asked))
    assert SRFLX in [line.value for line in anew.media[0].attributes]


def test_b5_27_an_address_that_only_the_peer_sees_is_a_candidate_too() -> None:
    known = (AT_THE_PORT, SRFLX)
    assert local_candidate(known, ("203.0.113.5", 40_000)) == SRFLX
    shown = local_candidate(known, ("203.0.113.77", 41_000)).split(" ", 2)[2]
    assert shown == f"udp {(110 << 24) + (65_535 << 8) + 255} 203.0.113.77 41000 typ prflx raddr 192.0.2.1 rport 4000"


def test_b5_24_who_offers_controls_and_a_full_agent_controls_a_lite_one() -> None:
    made = ours()
    full = the_answer(made, HOST)
    (stream,) = agreed(made, full, local_offered=True)
    assert stream.protection is not None
    assert stream.protection.checks == attrs.evolve(checks(made, full), controlling=True)
    asked = peer(OFFER)
    given = answer(asked, FULL)
    found = checks(given, asked)
    assert (found.controlling, found.lite) == (False, False)
    assert (found.their_fragment, found.their_password) == ("abcd", "p" * 22)
    lite = parse_sdp(peer(OFFER).encode().replace(b"t=0 0\r\n", b"t=0 0\r\na=ice-lite\r\n"))
    found = checks(answer(lite, FULL), lite)
    assert (found.controlling, found.lite) == (True, True)


def test_two_lite_agents_use_what_the_descriptions_name() -> None:
    lite = parse_sdp(peer(OFFER).encode().replace(b"t=0 0\r\n", b"t=0 0\r\na=ice-lite\r\n"))
    made = answer(lite, attrs.evolve(BOTH, ice=IceTerms("lite")))
    assert not protection(made, lite).has_ice


@pytest.mark.parametrize(
    "line",
    [
        "1 1 tcp 2130706431 198.51.100.1 9 typ host tcptype active",
        "1 1 udp 2130706431 0b2c1d9e-1.local 9000 typ host",
        "1 2 udp 2130706431 198.51.100.1 9001 typ host",
        "1 1 udp 2130706431 198.51.100.1 0 typ host",
        "1 1 udp 2130706431 198.51.100.1 99999 typ host",
        "1 1 udp 2130706431 224.0.0.1 9000 typ host",
        "1 1 udp 2130706431 255.255.255.255 9000 typ host",
        "1 1 udp 2130706431 0.0.0.0 9000 typ host",
        "1 1 udp 4294967295 198.51.100.1 9000 typ host",
        "1 1 udp 2130706431 198.51.100.1 9000 typ other",
        "1 1 udp 2130706431 999.51.100.1 9000 typ host",
        "rubbish",
    ],
)
def test_candidates_that_cannot_be_checked_are_passed_over(line: str) -> None:
    asked = peer(f"{OFFER}|a=candidate:{line}")
    assert checks(answer(asked, FULL), asked).theirs == (HOST.partition(":")[2],)


def test_so_many_candidates_are_looked_at_and_no_more() -> None:
    asked = peer(OFFER + HOST * 100)
    assert len(checks(answer(asked, FULL), asked).theirs) == MOST_CANDIDATES


@pytest.mark.parametrize(
    ("address", "port", "is_one"),
    [
        ("198.51.100.1", 9000, False),
        ("198.51.100.77", 9000, True),
        ("198.51.100.1", 9002, True),
        ("0.0.0.0", 9000, False),
        ("198.51.100.77", 9, False),
    ],
)
def test_an_address_that_is_no_candidate_is_told_and_ends_ice(address: str, port: int, is_one: bool) -> None:
    text = peer(OFFER.replace("9000 UDP/TLS", f"{port} UDP/TLS")).encode()
    asked = parse_sdp(text.replace(b"c=IN IP4 198.51.100.1", f"c=IN IP4 {address}".encode()))
    assert mismatched(asked, 0) is is_one
    made = answer(asked, FULL)
    assert (b"a=ice-mismatch\r\n" in made.encode()) is is_one
    assert protection(made, asked).has_ice is not is_one


def test_names_do_not_count_as_a_mismatch() -> None:
    asked = peer(OFFER.replace("198.51.100.1 9000 typ", "a.local 9000 typ").replace("9000 UDP", "9002 UDP"))
    assert not mismatched(asked, 0)


def test_b5_25_fragments_stay_in_what_we_offer_next_unless_we_restart() -> None:
    made = ours()
    before = made, the_answer(made, HOST)
    again = ours(before=before)
    assert checks(*before).same_session(checks(again, before[1]))
    anew = ours(attrs.evolve(FULL, ice=IceTerms("full", (), restarts=True)), before)
    for name in ("ice-ufrag", "ice-pwd"):
        assert anew.media[0].attribute(name) != made.media[0].attribute(name)
    assert anew.media[0].attribute("tls-id") == made.media[0].attribute("tls-id")
    assert not checks(*before).same_session(checks(anew, before[1]))


def test_b5_25_the_peer_s_restart_brings_new_ones_of_ours() -> None:
    asked, restarted = peer(OFFER), peer(OFFER.replace("abcd", "efgh"))
    made = answer(asked, FULL)
    assert answer(asked, FULL, before=(made, asked)).media == made.media
    again = answer(restarted, FULL, before=(made, asked))
    assert not checks(made, asked).same_session(checks(again, restarted))
    assert checks(made, asked).our_fragment != checks(again, restarted).our_fragment


def test_no_password_is_in_any_text() -> None:
    asked = peer(OFFER)
    found = checks(answer(asked, FULL), asked)
    assert found.our_password not in repr(found)
    assert found.their_password not in repr(found)
