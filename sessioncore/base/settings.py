"""What the person who runs the core decides once: names, addresses, codecs and bounds."""

from __future__ import annotations

from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Literal

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.base.protection import KEY_SIZES


@attrs.frozen
class Settings:
    """Settings of one engine.

    address, port      where peers reach us: goes into Via, Contact and SDP
    udp                whether there is a UDP socket at `port`
    tcp_port, tls_port, ws_port, wss_port   where we take connections, at the same address; None: not served
    keep_alive         True: connections of ours that a call needs are pinged (RFC 5626 4.4.1); only for peers that are
                       known to answer, for a flow without an answer counts as failed
    outbound_proxy     value of the Route that requests outside dialogs are given, as <sip:ADDRESS;lr>; "": none
    alias              True: peers may send us requests over our TLS connections (RFC 5923); only with a certificate
                       that is for `address`, since they check that
    media_address      address for SDP; the same as `address` when empty
    user_agent         value of User-Agent; nothing is sent when empty, nor where a call asks for privacy
    server             value of Server in our final responses; nothing is sent when empty
    trusted_peers      addresses and networks (`192.0.2.0/24`) whose P-Asserted-Identity counts, and that are sent ours
                       (RFC 3325): next hops within our trust domain
    replaces           whose INVITE may take the place of a call (Replaces, RFC 3891): nobody's, that of who has proven
                       to be the one in that call (`Session.authenticate`), or that of anybody who knows its tags
    codecs             audio codecs in order of preference, by the names of `wire.sdp.FORMATS`: PCMU, PCMA, G722, opus
                       and so on; CN (comfort noise) may stand beside them
    peer_codecs        others for some peers: (host, codecs), the host as it stands in the URI of who is called or calls
    packet_time        ms of sound that a peer is to put into a packet (`ptime`, RFC 8866 6.4): 10, 20, ... 60;
                       how long ours are is the peer's wish
    own_codec_order    True: an answer takes our first codec that is offered; False: the offer's first that we have
    rtcp_mux           RTCP on the port of RTP (RFC 5761): never, accept (where the peer offers it), offer
    rtcp_reports       VoIP metrics in RTCP (RFC 3611) and packets of reduced size (RFC 5506): never, accept, offer
    inband_digits      look for digits in the sound of calls: never, auto (where no telephone events are agreed), always
    voice_activity     True: `VoiceChanged` tells when a peer speaks (needs the extra `vad`)
    media              False: SDP is negotiated as usual but no media stream is opened (`media = "none"`)
    media_security     protected media (SRTP): none, optional (taken where a peer offers it), or required (plain offers
                       are refused)
    media_keying       how our offers ask for it: none (they are plain), sdes (RFC 4568) or dtls (RFC 5763)
    srtp_suites        crypto suites in our order, by their names in RFC 4568 and RFC 7714
    sdes_over_clear_transport   True: the keys of SDES may stand in messages over UDP, TCP and WebSocket without TLS,
                       where everybody on the way can read them; False: then it is refused (488)
    media_fingerprint  of the certificate of our media plane, as in SDP (RFC 8122); "": no DTLS
    ice                where DTLS is used: none, lite (connectivity checks of peers are answered, RFC 8445 2.5), or full
                       (checks of ours as well, for who is behind a NAT; needs the extra `ice`)
    media_quarantine   seconds that a media port is lent to nobody after its last call; then there must be more ports
    on_media_loss      when no media comes any more: end the call, hold the peer, send a re-INVITE (and end it where
                       that is refused or brings none back), or ignore it (the default: a peer may be silent for
                       long; the session timer notices one that is gone)
    coupled_media      the media of calls to registered users: `pass` lets it flow directly, `relay` leads
                       it through a media relay of ours
    persist            True: `Persist` effects are made (invariant 10)
    reliable_provisionals   RFC 3262. off: neither asked for nor given; asked: only where the other side
                       requires it, by a 421 where we call; supported: we say that we take them, and send a
                       183 with SDP reliably where the caller takes it; required: our calls require it, and every
                       180 and 183 of ours is sent reliably, callers that cannot take it are refused (421)
    session_refresh_method   what refreshes a session: an `update` without an offer where the peer allows UPDATE, or
                       always a re-`invite` (RFC 4028 7.4)
    modify_method      what carries our offers in a session that is up: a re-`invite`, or an `update` where the peer
                       allows it; before the answer only UPDATE can (RFC 3311 5.1)
    ask_modifications  True: the application decides about the peer's re-INVITEs (`Ask`); False: all are answered
    authenticate       True: callers can be asked who they are, by the application and by answering charts that ask
                       (`auth`)
    authenticate_inside  True: a request inside the call of who has proven who it is needs good credentials, too
    messages           what a MESSAGE outside calls gets: refuse (405), take (200; an event tells the application),
                       store (202; it is passed on later), or ask (the application decides)
    message_types      content types of MESSAGE that are taken, `*/*` for any; others are answered 415
    infos              what an INFO inside a call gets: take (200; an event tells the application), or ask
    info_packages      Info Packages that we take (RFC 6086); an INFO of another is answered 469
    event_packages     the events that we tell of (RFC 6665): package and the content type of its NOTIFY
    max_sessions       more are answered 503 (invariant 9)
    max_transactions   transactions at a time, those that only linger included; with so many a request outside every
                       dialog is dropped
    max_new_per_source requests outside every dialog that one address may send in a second; more are dropped
    max_mailbox        commands that one session may have open
    max_connections    connections at a time, ours and those of peers
    max_connections_per_source   connections that one address may have open with us
    registrar          whose REGISTER is taken: of nobody (`off`), of users who prove who they are (`accounts`), or of
                       everybody (`open`, for laboratories)
    service_route      URIs of proxies that the requests of registered users shall take (RFC 3608)
    max_contacts       bindings of one user; one more is refused
    max_bindings       bindings of all users
    """

    address: str = "127.0.0.1"
    port: int = 5060
    outbound_proxy: str = ""
    alias: bool = False
    media_address: str = ""
    user_agent: str = "sessioncore"
    server: str = ""
    trusted_peers: tuple[str, ...] = ()
    replaces: Literal["off", "same_user", "any"] = "same_user"
    codecs: tuple[str, ...] = ("PCMU", "PCMA")
    peer_codecs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    packet_time: int = 20
    own_codec_order: bool = False
    rtcp_mux: Literal["never", "accept", "offer"] = "accept"
    rtcp_reports: Literal["never", "accept", "offer"] = "accept"
    inband_digits: Literal["never", "auto", "always"] = "never"
    voice_activity: bool = False
    media: bool = True
    media_security: Literal["none", "optional", "required"] = "optional"
    media_keying: Literal["none", "sdes", "dtls"] = "none"
    srtp_suites: tuple[str, ...] = tuple(KEY_SIZES)
    sdes_over_clear_transport: bool = False
    media_fingerprint: str = ""
    ice: Literal["none", "lite", "full"] = "lite"
    media_quarantine: float = 0.0
    on_media_loss: Literal["end", "hold", "reinvite", "ignore"] = "ignore"
    coupled_media: Literal["pass", "relay"] = "pass"
    persist: bool = False
    reliable_provisionals: Literal["off", "asked", "supported", "required"] = "supported"
    session_refresh_method: Literal["update", "invite"] = "update"
    modify_method: Literal["invite", "update"] = "invite"
    ask_modifications: bool = False
    authenticate: bool = False
    authenticate_inside: bool = False
    messages: Literal["refuse", "take", "store", "ask"] = "refuse"
    message_types: tuple[str, ...] = ("text/plain",)
    infos: Literal["take", "ask"] = "take"
    info_packages: tuple[str, ...] = ()
    event_packages: tuple[tuple[str, str], ...] = ()
    max_sessions: int = 100_000
    max_transactions: int = 500_000
    max_new_per_source: int = 5_000
    max_mailbox: int = 64
    udp: bool = True
    tcp_port: int | None = None
    tls_port: int | None = None
    ws_port: int | None = None
    wss_port: int | None = None
    keep_alive: bool = False
    max_connections: int = 10_000
    max_connections_per_source: int = 1_000
    registrar: Literal["off", "accounts", "open"] = "off"
    service_route: tuple[str, ...] = ()
    max_contacts: int = 16
    max_bindings: int = 100_000

    def __attrs_post_init__(self) -> None:
        for text in self.trusted_peers:
            try:
                ip_network(text, strict=False)
            except ValueError:
                raise ConfigError(f"trusted_peers: {text!r} is no address or network, such as 192.0.2.0/24") from None
        if self.packet_time not in range(10, 61, 10):
            raise ConfigError(f"packet_time: {self.packet_time} ms is not among 10, 20, 30, 40, 50 and 60")
        unknown = [suite for suite in self.srtp_suites if suite not in KEY_SIZES]
        if unknown or not self.srtp_suites:
            raise ConfigError(f"srtp_suites: {unknown[:1] or 'none'} is not among {', '.join(KEY_SIZES)}")
        if self.media_security == "none" and self.media_keying != "none":
            raise ConfigError("media_keying asks for what media_security = none forbids")
        if self.media_security == "required" and self.media_keying == "none":
            raise ConfigError("with media_security = required our offers need media_keying = sdes or dtls")

    @cached_property
    def extensions(self) -> tuple[str, ...]:
        """The option tags of what we have (RFC 3261 20.37)."""
        return (
            "timer",
            *(() if self.reliable_provisionals == "off" else ("100rel",)),
            "199",
            *(() if self.replaces == "off" else ("replaces",)),
        )

    @property
    def sdp_address(self) -> str:
        return self.media_address or self.address

    @cached_property
    def host_port(self) -> str:
        """`address:port` as it stands in a URI (IPv6 in brackets)."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{self.port}"

    @cached_property
    def ports(self) -> dict[str, int]:
        """The ports of the transports that are served, by their names in URIs; the preferred one first."""
        found = {"udp": self.port if self.udp else None, "tcp": self.tcp_port, "tls": self.tls_port}
        found |= {"ws": self.ws_port, "wss": self.wss_port}
        return {name: port for name, port in found.items() if port is not None}

    @cached_property
    def streams(self) -> bool:
        """Whether any transport with connections is served."""
        return bool(self.ports.keys() - {"udp"})

    @cached_property
    def _trusted(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple([ip_network(text, strict=False) for text in self.trusted_peers])

    def trusts(self, host: str) -> bool:
        """Whether a peer at this numeric address is within our trust domain (RFC 3325 3)."""
        if not self.trusted_peers:
            return False
        try:
            address = ip_address(host.partition("%")[0])
        except ValueError:
            return False
        return any(address in network for network in self._trusted)

    def sent_by(self, transport: str) -> str:
        """`address:port` for the Via of a message over this transport (RFC 3261 18.1.1)."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{self.ports[transport]}"

    def contact(self, transport: str, *, secure: bool = False) -> str:
        """Our Contact for a dialog over this transport; `secure` for one that was asked for by a sips URI (8.1.1.8)."""
        if transport == "udp":
            return f"<sip:{self.host_port}>"
        if secure:
            return f"<sips:{self.sent_by(transport)}>"
        # One parameter stands for WebSocket with and without TLS (RFC 7118 5.2).
        return f"<sip:{self.sent_by(transport)};transport={'ws' if transport == 'wss' else transport}>"
