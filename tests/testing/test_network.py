"""The seeded network: what a profile promises, rules for single packets, and the same again for the same seed."""

from __future__ import annotations

from sessioncore.testing.network import LinkProfile, Network, name_of, treat

A, B = ("192.0.2.1", 5060), ("192.0.2.2", 5060)


def message(first: str, number: int = 1, method: str = "INVITE") -> bytes:
    return (
        f"{first}\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{number}\r\nMax-Forwards: 70\r\n"
        f"From: <sip:a@x.invalid>;tag=1\r\nTo: <sip:b@x.invalid>\r\nCall-ID: c\r\n"
        f"CSeq: {number} {method}\r\nContent-Length: 0\r\n\r\n"
    ).encode()


INVITE = message("INVITE sip:b@192.0.2.2 SIP/2.0")
OK = message("SIP/2.0 200 OK")


def arrivals(network: Network, count: int) -> list[tuple[float, int]]:
    """Send `count` datagrams, one a second, and take all that arrives: time and number."""
    for number in range(count):
        network.carry(A, B, number.to_bytes(4, "big"), float(number))
    found = []
    while (when := network.next_arrival()) is not None:
        packet = network.take(when)
        assert packet is not None
        found.append((when, int.from_bytes(packet.data, "big")))
    return found


def test_a_plain_link_delivers_everything_once_after_its_delay() -> None:
    found = arrivals(Network(1, LinkProfile(delay=0.25)), 50)
    assert found == [(number + 0.25, number) for number in range(50)]


def test_nothing_arrives_before_its_time() -> None:
    network = Network(1, LinkProfile(delay=0.5))
    network.carry(A, B, b"x", 1.0)
    assert network.take(1.49) is None
    packet = network.take(1.5)
    assert packet is not None
    assert (packet.source, packet.target, packet.data) == (A, B, b"x")
    assert network.next_arrival() is None


def test_the_same_seed_gives_the_same_deliveries_and_another_seed_others() -> None:
    profile = LinkProfile(loss=0.3, duplication=0.2, jitter=3.0, reordering=0.2)
    first = arrivals(Network(7, profile), 200)
    assert arrivals(Network(7, profile), 200) == first
    assert arrivals(Network(8, profile), 200) != first


def test_loss_and_duplication_are_as_frequent_as_told() -> None:
    lossy = arrivals(Network(3, LinkProfile(loss=0.4)), 2_000)
    assert 1_100 < len(lossy) < 1_300
    doubled = arrivals(Network(3, LinkProfile(duplication=0.25)), 2_000)
    assert 2_400 < len(doubled) < 2_600


def test_reordering_lets_later_packets_overtake() -> None:
    found = [number for _, number in arrivals(Network(3, LinkProfile(reordering=0.3, overtaken=2.5)), 200)]
    assert found != sorted(found)
    assert sorted(found) == list(range(200))


def test_an_outage_counts_from_the_start_and_hits_what_is_sent_in_it() -> None:
    network = Network(1, LinkProfile(outages=((2.0, 4.0),)), start=100.0)
    sent = [network.carry(A, B, b"x", 100.0 + second) for second in range(6)]
    assert [bool(packet.arrivals) for packet in sent] == [True, True, False, False, True, True]
    assert not any(packet.refused for packet in sent)


def test_a_refusal_is_told_apart_from_a_loss() -> None:
    network = Network(1, LinkProfile(refusals=((1.0, 2.0),)))
    sent = [network.carry(A, B, b"x", float(second)) for second in range(3)]
    assert [(packet.refused, bool(packet.arrivals)) for packet in sent] == [(False, True), (True, False), (False, True)]


def test_names_are_methods_and_statuses() -> None:
    assert [name_of(data) for data in (INVITE, OK, b"\0", b"")] == ["INVITE", "200 INVITE", "?", "?"]


def test_a_rule_treats_one_packet_and_leaves_the_fate_of_the_others() -> None:
    profile = LinkProfile(loss=0.3, jitter=1.0)
    plain = [Network(5, profile).carry(A, B, INVITE, 0.0)]
    free, ruled = Network(5, profile), Network(5, profile, (treat("INVITE", skip=3),))
    before = [free.carry(A, B, INVITE, float(second)).arrivals for second in range(40)]
    after = [ruled.carry(A, B, INVITE, float(second)).arrivals for second in range(40)]
    assert plain[0].arrivals == before[0]
    assert after[3] == ()
    assert before[:3] + before[4:] == after[:3] + after[4:]


def test_a_rule_can_delay_repeat_and_look_at_the_sender() -> None:
    network = Network(1, LinkProfile(delay=0.02), (treat("200 INVITE", 0.3, 0.9, source=B, times=2),))
    assert network.carry(A, B, OK, 1.0).arrivals == (1.02,)
    assert network.carry(B, A, OK, 1.0).arrivals == (1.3, 1.9)
    assert network.carry(B, A, OK, 2.0).arrivals == (2.3, 2.9)
    assert network.carry(B, A, OK, 3.0).arrivals == (3.02,)


def test_a_rule_can_count_distinct_messages_only() -> None:
    network = Network(1, LinkProfile(delay=0.02), (treat("INVITE", skip=1, first="distinct"),))
    again = message("INVITE sip:b@192.0.2.2 SIP/2.0", 2)
    fates = [bool(network.carry(A, B, data, 0.0).arrivals) for data in (INVITE, INVITE, again, again)]
    assert fates == [True, True, False, True]
