"""The configured names that timers and bounds of the charts use: defaults, and what a value may be.

Generated from machines/limits.yaml; do not edit. Change that file, then: sessioncore generate
"""

from __future__ import annotations

import attrs


@attrs.frozen
class _Within:
    """Validator: a number within bounds, both ends included; raises ValueError that names limit, value and bounds."""

    low: float
    high: float
    unit: str

    def __call__(self, instance: object, attribute: attrs.Attribute[float], value: object) -> None:
        if isinstance(value, int | float) and not isinstance(value, bool) and self.low <= value <= self.high:
            return
        bounds = f"{self.low:g} to {self.high:g} {self.unit}".rstrip()
        raise ValueError(f"limit {attribute.name} = {value!r} is outside its bounds, {bounds}")


@attrs.frozen(kw_only=True)
class Limits:
    """Raises ValueError for a value outside its bounds."""

    T1: float = attrs.field(default=0.5, validator=_Within(0.05, 5.0, "s"))
    """Estimate of the round-trip time; 0.05 to 5 s (RFC3261 17.1.1.1)."""

    T2: float = attrs.field(default=4.0, validator=_Within(0.05, 40.0, "s"))
    """Longest interval between copies of a non-INVITE request or of a final response to INVITE; 0.05 to 40 s
    (RFC3261 17.1.2.2).
    """

    T4: float = attrs.field(default=5.0, validator=_Within(0.05, 40.0, "s"))
    """Longest time that a message stays in the network; 0.05 to 40 s (RFC3261 17.1.2.2)."""

    trying_delay: float = attrs.field(default=0.2, validator=_Within(0.01, 0.2, "s"))
    """How long an INVITE may stay without any response before 100 is sent; 0.01 to 0.2 s (RFC3261 17.2.1)."""

    copy_wait: float = attrs.field(default=32.0, validator=_Within(32.0, 600.0, "s"))
    """Timer D, how long copies of a final response to INVITE are still acknowledged; 32 to 600 s (RFC3261 17.1.1.2)."""

    no_answer: float = attrs.field(default=180.0, validator=_Within(1.0, 3600.0, "s"))
    """How long a call may ring; 1 to 3600 s (RFC3261 13.2.1)."""

    unanswered: float = attrs.field(default=7200.0, validator=_Within(7200.0, 86400.0, "s"))
    """How long an INVITE may stay without a final answer of ours when whoever owed it has failed; 7200 to 86400 s
    (sessioncore).
    """

    expires: float = attrs.field(default=180.0, validator=_Within(1.0, 3600.0, "s"))
    """Expires of the INVITE we send; 1 to 3600 s (RFC3261 13.2.1)."""

    retry_wait: float = attrs.field(default=10.0, validator=_Within(0.01, 180.0, "s"))
    """Longest Retry-After of a 503 that a call waits for by itself; a longer one ends it; 0.01 to 180 s
    (sessioncore).
    """

    max_retries: float = attrs.field(default=2.0, validator=_Within(0.0, 10.0, "retries"))
    """How often one call comes back after 503 or 491; 0 to 10 retries (sessioncore)."""

    decision: float = attrs.field(default=60.0, validator=_Within(1.0, 3600.0, "s"))
    """How long the application may take to decide; 1 to 3600 s (sessioncore)."""

    hang_up_delay: float = attrs.field(default=1.0, validator=_Within(0.05, 3600.0, "s"))
    """How long the answering service hangup stays in a call; 0.05 to 3600 s (sessioncore)."""

    cseq_reserve: float = attrs.field(default=16.0, validator=_Within(1.0, 1000.0, "requests"))
    """How many local CSeq numbers a stored snapshot sets aside for requests that it does not know of; 1 to 1000
    requests (sessioncore).
    """

    relay_reply: float = attrs.field(default=2.0, validator=_Within(0.05, 20.0, "s"))
    """How long a media relay may take to say what the other side is to be told; 0.05 to 20 s (sessioncore)."""

    offer_limit: float = attrs.field(default=40.0, validator=_Within(1.0, 600.0, "s"))
    """How long our re-INVITE may wait for its final response; 1 to 600 s (sessioncore)."""

    glare_owner_low: float = attrs.field(default=2.1, validator=_Within(0.0, 60.0, "s"))
    """Shortest wait after 491 for the side that chose the Call-ID; 0 to 60 s (RFC3261 14.1)."""

    glare_owner_high: float = attrs.field(default=4.0, validator=_Within(0.01, 60.0, "s"))
    """Longest wait after 491 for the side that chose the Call-ID; 0.01 to 60 s (RFC3261 14.1)."""

    glare_other_low: float = attrs.field(default=0.0, validator=_Within(0.0, 60.0, "s"))
    """Shortest wait after 491 for the other side; 0 to 60 s (RFC3261 14.1)."""

    glare_other_high: float = attrs.field(default=2.0, validator=_Within(0.0, 60.0, "s"))
    """Longest wait after 491 for the other side; 0 to 60 s (RFC3261 14.1)."""

    glare_step: float = attrs.field(default=0.01, validator=_Within(0.001, 1.0, "s"))
    """Units in which a wait after 491 is drawn; 0.001 to 1 s (RFC3261 14.1)."""

    retry_after: float = attrs.field(default=10.0, validator=_Within(0.0, 10.0, "s"))
    """Largest Retry-After that goes with 500 to an overlapping INVITE; 0 to 10 s (RFC3261 14.2)."""

    session_expires: float = attrs.field(default=1800.0, validator=_Within(90.0, 86400.0, "s"))
    """The interval that we ask for, and give to who asks for none; 90 to 86400 s (RFC4028 4)."""

    min_se: float = attrs.field(default=90.0, validator=_Within(1.0, 3600.0, "s"))
    """Shortest interval that we accept; 1 to 3600 s (RFC4028 5)."""

    refresh_least: float = attrs.field(default=1.0, validator=_Within(0.5, 45.0, "s"))
    """Shortest time to a refresh whatever the peer agrees to; 0.5 to 45 s (sessioncore)."""

    session_most: float = attrs.field(default=86400.0, validator=_Within(90.0, 604800.0, "s"))
    """Longest interval that is watched; 90 to 604800 s (sessioncore)."""

    digits_limit: float = attrs.field(default=600.0, validator=_Within(1.0, 3600.0, "s"))
    """How long the media plane may take to send the digits of one command; 1 to 3600 s (sessioncore)."""

    keying: float = attrs.field(default=20.0, validator=_Within(1.0, 300.0, "s"))
    """How long the DTLS handshake of a stream may take; 1 to 300 s (sessioncore)."""

    connectivity: float = attrs.field(default=15.0, validator=_Within(1.0, 300.0, "s"))
    """How long connectivity checks may look for a way to the peer; 1 to 300 s (sessioncore)."""

    early_dialogs: float = attrs.field(default=16.0, validator=_Within(1.0, 24.0, "dialogs"))
    """How many early dialogs one INVITE may have; a fork beyond that is heard of when it answers; 1 to 24 dialogs
    (sessioncore).
    """

    max_redirects: float = attrs.field(default=5.0, validator=_Within(0.0, 50.0, "targets"))
    """How many further targets one call tries; 0 to 50 targets (RFC3261 8.1.3.4)."""

    message_decision: float = attrs.field(default=10.0, validator=_Within(0.1, 30.0, "s"))
    """How long the application may take to decide about a MESSAGE or INFO, well before its sender gives up; 0.1 to
    30 s (RFC4320 4.1).
    """

    update_decision: float = attrs.field(default=24.0, validator=_Within(1.0, 30.0, "s"))
    """How long the other side of a coupling may take to answer an UPDATE, before its sender gives up; 1 to 30 s
    (RFC3311 5.2).
    """

    request_limit: float = attrs.field(default=128.0, validator=_Within(0.1, 600.0, "s"))
    """How long one request outside a dialog may take, redirections and credentials included; 0.1 to 600 s
    (sessioncore).
    """

    subscription_least: float = attrs.field(default=60.0, validator=_Within(1.0, 3600.0, "s"))
    """Shortest subscription that we grant; 0 is a look; 1 to 3600 s (RFC6665 4.2.1.1)."""

    subscription_default: float = attrs.field(default=3600.0, validator=_Within(60.0, 86400.0, "s"))
    """What we ask for, and grant to who asks for nothing; 60 to 86400 s (RFC6665 3.1.1)."""

    subscription_most: float = attrs.field(default=86400.0, validator=_Within(60.0, 604800.0, "s"))
    """Longest subscription, and longest wait before one is begun again; 60 to 604800 s (sessioncore)."""

    subscription_retry: float = attrs.field(default=60.0, validator=_Within(1.0, 3600.0, "s"))
    """How long to wait before a subscription is begun again, where the other side does not say; 1 to 3600 s
    (sessioncore).
    """

    notify_pace: float = attrs.field(default=1.0, validator=_Within(0.05, 60.0, "s"))
    """Shortest time between two NOTIFY of one subscription; 0.05 to 60 s (RFC6665 4.2.2)."""

    verdict: float = attrs.field(default=5.0, validator=_Within(0.1, 60.0, "s"))
    """How long credentials may be judged before the caller counts as nobody; 0.1 to 60 s (sessioncore)."""

    penalty: float = attrs.field(default=8.0, validator=_Within(0.05, 30.0, "s"))
    """Longest wait for a verdict where source or account have failed often; 0.05 to 30 s (sessioncore)."""

    early_time: float = attrs.field(default=1.0, validator=_Within(0.05, 3600.0, "s"))
    """How long the answering chart early plays before it answers; 0.05 to 3600 s (sessioncore)."""

    holder_delay: float = attrs.field(default=0.5, validator=_Within(0.05, 3600.0, "s"))
    """How long the answering chart holder talks before it holds; 0.05 to 3600 s (sessioncore)."""

    reinviter_delay: float = attrs.field(default=0.3, validator=_Within(0.05, 3600.0, "s"))
    """How long the answering charts reinviter and reinviter_bye talk before they offer anew; 0.05 to 3600 s
    (sessioncore).
    """

    lookup_time: float = attrs.field(default=10.0, validator=_Within(0.1, 60.0, "s"))
    """How long DNS may take to tell the servers of a next hop; 0.1 to 60 s (sessioncore)."""

    server_rest: float = attrs.field(default=30.0, validator=_Within(0.0, 3600.0, "s"))
    """How long a server that did not answer is tried after the others of its name; 0 to 3600 s (sessioncore)."""

    server_rest_most: float = attrs.field(default=3600.0, validator=_Within(0.0, 86400.0, "s"))
    """Longest Retry-After of a server that is obeyed; 0 to 86400 s (sessioncore)."""

    connect_time: float = attrs.field(default=5.0, validator=_Within(0.1, 32.0, "s"))
    """How long a connection may take to come about, its TLS handshake included; 0.1 to 32 s (sessioncore)."""

    first_message: float = attrs.field(default=32.0, validator=_Within(0.1, 600.0, "s"))
    """How long a peer that has connected may stay without a message; 0.1 to 600 s (sessioncore)."""

    message_time: float = attrs.field(default=10.0, validator=_Within(0.1, 600.0, "s"))
    """How long a message may take on a stream from its first octet to its last; 0.1 to 600 s (sessioncore)."""

    idle_time: float = attrs.field(default=300.0, validator=_Within(1.0, 86400.0, "s"))
    """How long a connection stays that no transaction uses, and no call needs; 1 to 86400 s (sessioncore)."""

    keep_alive_low: float = attrs.field(default=95.0, validator=_Within(0.1, 3600.0, "s"))
    """Shortest time between our pings on a connection; 0.1 to 3600 s (RFC5626 4.4.1)."""

    keep_alive_high: float = attrs.field(default=120.0, validator=_Within(0.1, 3600.0, "s"))
    """Longest time between our pings on a connection; 0.1 to 3600 s (RFC5626 4.4.1)."""

    keep_alive_least: float = attrs.field(default=10.0, validator=_Within(1.0, 600.0, "s"))
    """Shortest time between our pings that a Flow-Timer can ask for; 1 to 600 s (sessioncore)."""

    probe_low: float = attrs.field(default=24.0, validator=_Within(1.0, 3600.0, "s"))
    """Shortest time between our STUN requests over a flow of UDP; 1 to 3600 s (RFC5626 4.4.2)."""

    probe_high: float = attrs.field(default=29.0, validator=_Within(1.0, 3600.0, "s"))
    """Longest time between our STUN requests over a flow of UDP; 1 to 3600 s (RFC5626 4.4.2)."""

    probe_time: float = attrs.field(default=39.5, validator=_Within(1.0, 600.0, "s"))
    """How long the answer to a STUN request may take; 1 to 600 s (RFC5389 7.2.1)."""

    flow_timer: float = attrs.field(default=120.0, validator=_Within(10.0, 3600.0, "s"))
    """How often registered flows are to be pinged (Flow-Timer), which is less than idle_time; 10 to 3600 s (RFC5626
    4.4).
    """

    pong_time: float = attrs.field(default=10.0, validator=_Within(0.1, 32.0, "s"))
    """How long the answer to a ping may take; 0.1 to 32 s (RFC5626 4.4.1)."""

    close_time: float = attrs.field(default=5.0, validator=_Within(0.1, 32.0, "s"))
    """How long what was written to a connection may take to leave when we close it; 0.1 to 32 s (sessioncore)."""

    registration_least: float = attrs.field(default=60.0, validator=_Within(1.0, 3600.0, "s"))
    """Shortest interval that our registrar grants, less than an hour; 1 to 3600 s (RFC3261 10.3)."""

    registration_default: float = attrs.field(default=3600.0, validator=_Within(1.0, 604800.0, "s"))
    """The interval of a registration that asks for none; 1 to 604800 s (RFC3261 10.2)."""

    registration_most: float = attrs.field(default=7200.0, validator=_Within(1.0, 604800.0, "s"))
    """Longest interval that our registrar grants; 1 to 604800 s (sessioncore)."""

    registration_base: float = attrs.field(default=30.0, validator=_Within(0.1, 600.0, "s"))
    """Half of the longest wait after the first registration that failed; each further one doubles it; 0.1 to 600 s
    (RFC5626 4.5).
    """

    registration_base_up: float = attrs.field(default=90.0, validator=_Within(0.1, 600.0, "s"))
    """The same where another flow of the same account still stands; 0.1 to 600 s (RFC5626 4.5)."""

    registration_retry_most: float = attrs.field(default=1800.0, validator=_Within(1.0, 86400.0, "s"))
    """Longest wait before a registration that failed is tried again; 1 to 86400 s (RFC5626 4.5)."""

    registration_margin: float = attrs.field(default=40.0, validator=_Within(0.1, 600.0, "s"))
    """How long before its end a registration is refreshed at the latest, where it lasts twice as long; 0.1 to 600 s
    (sessioncore).
    """

    registration_longest: float = attrs.field(default=604800.0, validator=_Within(60.0, 604800.0, "s"))
    """Longest time to a refresh whatever the registrar grants; 60 to 604800 s (sessioncore)."""
