"""What the person who runs the core decides once: names, addresses, codecs and bounds."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import attrs


@attrs.frozen
class Settings:
    """Settings of one engine.

    address, port      where peers reach us: goes into Via, Contact and SDP
    media_address      address for SDP; the same as `address` when empty
    user_agent         value of User-Agent and Server; nothing is sent when empty
    codecs             audio codecs in order of preference: PCMU, PCMA
    media              False: SDP is negotiated as usual but no media stream is opened (`media = "none"`)
    on_media_loss      when no media comes any more: end the call, hold the peer, send a re-INVITE, or ignore it (the
                       default: a peer may be silent for long; the session timer notices one that is gone)
    persist            True: `Persist` effects are made (invariant 10)
    ask_modifications  True: the application decides about the peer's re-INVITEs (`Ask`); False: all are answered
    max_sessions       more are answered 503 (invariant 9)
    max_transactions   transactions at a time, those that only linger included; with so many a request outside every
                       dialog is dropped
    max_new_per_source requests outside every dialog that one address may send in a second; more are dropped
    max_mailbox        commands that one session may have open
    """

    address: str = "127.0.0.1"
    port: int = 5060
    media_address: str = ""
    user_agent: str = "sessioncore"
    codecs: tuple[str, ...] = ("PCMU", "PCMA")
    media: bool = True
    on_media_loss: Literal["end", "hold", "reinvite", "ignore"] = "ignore"
    persist: bool = False
    ask_modifications: bool = False
    max_sessions: int = 100_000
    max_transactions: int = 500_000
    max_new_per_source: int = 5_000
    max_mailbox: int = 64

    @property
    def sdp_address(self) -> str:
        return self.media_address or self.address

    @cached_property
    def host_port(self) -> str:
        """`address:port` as it stands in a URI (IPv6 in brackets)."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{host}:{self.port}"
