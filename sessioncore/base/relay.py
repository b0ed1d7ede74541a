"""Values that pass between call control and a media relay, whichever engine it is: commands down, events up.

A relay stands between two sides of a call and passes their media on: it tells each side its own address in place of the
other's. Only strings, numbers, bytes and tuples inside, as in `base.media`. `relay` is an id that call control chooses,
`leg` names a side of it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import attrs

Srtp: TypeAlias = Literal["plain", "optional", "required", "dtls"]
"""What a side is offered: RTP, RTP with keys beside it (RFC 8643), SRTP and nothing else, or DTLS-SRTP."""


@attrs.frozen
class PassDescription:
    """Make of `body` (SDP), which `sender` says, what `receiver` is to be told; the first one makes the relay.

    Every m-line comes back with an address of ours or with port 0. `kind` says whether it is an offer or an answer
    (RFC 3264); an offer's `receiver` is "" while nobody has answered. `host` is the IP address that the sender's
    signalling comes from, "" where unknown: media from there counts, too, if the sender named another.

    With `srtp` the SRTP of either side ends at the relay, whatever is configured, and says what the other side is
    offered; `browser` says that the other side signals as browsers do (RFC 7118), `toward` is an IP address that it is
    at, "" where unknown: of what family it is says which the other side is told. Of all three the first description of
    a relay counts. Answered by one `DescriptionPassed` or `DescriptionNotPassed` with the same `number`.
    """

    relay: str
    number: int
    sender: str
    receiver: str
    kind: Literal["offer", "answer"]
    body: bytes
    host: str = ""
    srtp: Srtp | Literal[""] = ""
    browser: bool = False
    toward: str = ""


@attrs.frozen
class CloseRelay:
    """Pass nothing on any more; answered by one `RelayStopped`. An unknown relay is ignored."""

    relay: str


RelayCommand: TypeAlias = PassDescription | CloseRelay


@attrs.frozen
class RelayFigures:
    """What came from one side of one m-line: packets and octets (of UDP), RTP packets that its sequence numbers
    promised and that did not come, and what was not passed on: of a wrong source, of a wrong form, with nowhere to go.
    """

    leg: str
    line: int
    packets: int = 0
    octets: int = 0
    lost: int = 0
    wrong_source: int = 0
    malformed: int = 0
    undelivered: int = 0


@attrs.frozen
class DescriptionPassed:
    """The description that the other side is to be told."""

    relay: str
    number: int
    body: bytes


@attrs.frozen
class DescriptionNotPassed:
    """This description cannot be passed on; what was agreed before goes on as it was."""

    relay: str
    number: int
    reason: str


@attrs.frozen
class RelayFailed:
    """The relay is gone: nothing passes any more, and nothing of it is left to close."""

    relay: str
    reason: str


@attrs.frozen
class RelaySilent:
    """Nothing came from `leg` on one m-line for `seconds`; told once until something comes or is agreed again."""

    relay: str
    leg: str
    line: int
    seconds: float


@attrs.frozen
class RelayStopped:
    """The relay was closed."""

    relay: str
    figures: tuple[RelayFigures, ...] = ()


RelayEvent: TypeAlias = DescriptionPassed | DescriptionNotPassed | RelayFailed | RelaySilent | RelayStopped
