"""Messages of the abstract transaction layer: as much of a SIP message as the charts and their actions look at.

They stand in for `wire.sip.Request` and `Response` where the shipped actions read or build one. A branch and a CSeq
become a small number that is free again when nobody knows it any more, identities are constants, SDP is its direction.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sessioncore.wire.sip import Via, parse_via

_MARKS = ("RSeq", "RAck")

_VIA = parse_via("SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKexplored")


class Sequence(NamedTuple):
    """A CSeq: the number of the transaction."""

    number: int
    method: str


class Party(NamedTuple):
    """From or To."""

    tag: str | None
    uri: str = "sip:somebody@192.0.2.9"


class Sdp(str):
    """A session description: its direction, as whoever wrote it sees it."""

    __slots__ = ()


class Message(NamedTuple):
    """A request (`name` is its method) or a response (`200 INVITE`).

    number  of the transaction; of an ACK the number of its INVITE
    body    direction of the SDP, "" without one
    timer   value of Session-Expires, "" without one
    mark    RSeq of a reliable provisional response, RAck of a PRACK, "" without one
    """

    name: str
    number: int
    body: str = ""
    timer: str = ""
    mark: str = ""

    def __str__(self) -> str:
        return " ".join([self.name, str(self.number), *([f"SDP {self.body}"] if self.body else [])])

    # -- what actions read, under the names of `wire.sip` ---

    @property
    def is_request(self) -> bool:
        return not self.name[0].isdigit()

    @property
    def method(self) -> str:
        return self.name.rpartition(" ")[2]

    @property
    def status(self) -> int:
        return int(self.name.partition(" ")[0])

    @property
    def reason(self) -> str:
        return ""

    @property
    def retry_after(self) -> None:
        """Nobody asks for patience here."""

    @property
    def cseq(self) -> Sequence:
        return Sequence(self.number, self.method)

    @property
    def to(self) -> Party:
        return Party(None if self.name == "100 INVITE" else "peer")

    @property
    def from_(self) -> Party:
        return Party("peer")

    @property
    def uri(self) -> str:
        return "sip:somebody@192.0.2.9"

    @property
    def via(self) -> Via:
        return _VIA

    @property
    def call_id(self) -> str:
        return "explored"

    @property
    def expires(self) -> int | None:
        return None

    @property
    def supported(self) -> tuple[str, ...]:
        return ("timer", "100rel")

    @property
    def require(self) -> tuple[str, ...]:
        return ("100rel",) if self.mark and not self.is_request else ()

    def has(self, name: str) -> bool:
        return self.get(name) is not None

    def get(self, name: str) -> str | None:
        """A header: only the session timer's and those of RFC 3262 are known."""
        if name == "Session-Expires":
            return self.timer or None
        return self.mark or None if name in _MARKS else None

    # -- what actions build ---

    def reply(
        self,
        status: int,
        *,
        to_tag: str | None = None,
        headers: Iterable[tuple[str, str]] = (),
        body: bytes = b"",
        content_type: str | None = None,
    ) -> Message:
        return Message(f"{status} {self.method}", self.number, body.decode(), timer_of(headers), mark_of(headers))

    def with_body(self, body: bytes, content_type: str | None) -> Message:
        return self._replace(body=body.decode())

    def encode(self) -> Message:
        """Octets are not looked at."""
        return self


def timer_of(headers: Iterable[tuple[str, str]]) -> str:
    """Session-Expires among headers."""
    return next((value for name, value in headers if name == "Session-Expires"), "")


def mark_of(headers: Iterable[tuple[str, str]]) -> str:
    """RSeq or RAck among headers."""
    return next((value for name, value in headers if name in _MARKS), "")
