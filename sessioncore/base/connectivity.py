"""Connectivity checks of one stream as a full ICE agent makes them (RFC 8445): what they need, and what they find."""

from __future__ import annotations

from typing import TypeAlias

import attrs


@attrs.frozen
class IceServers:
    """Who tells our media ports how they look from outside, and who relays for them; the password is in no text.

    stun      STUN server (RFC 8489), `HOST[:PORT]`; "": none
    turn      TURN server over UDP (RFC 8656), with `username` and `password`; "": none
    ready     so many free ports are known to the servers at a time; a burst of more calls goes without
    """

    stun: str = ""
    turn: str = ""
    username: str = ""
    password: str = attrs.field(default="", repr=False)
    ready: int = attrs.field(default=4, validator=[attrs.validators.ge(1), attrs.validators.le(1_000)])


@attrs.frozen
class Checks:
    """What two descriptions say of the checks of a stream; the passwords are in no text that is made of it.

    `ours` and `theirs` are the candidates of both sides as values of `a=candidate`, ours the one at our port first.
    Who is `controlling` nominates; a peer that is `lite` only answers.
    """

    our_fragment: str
    our_password: str = attrs.field(repr=False)
    their_fragment: str
    their_password: str = attrs.field(repr=False)
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    controlling: bool
    lite: bool = False

    def same_session(self, other: Checks) -> bool:
        """Whether the checks of before still serve: neither side has restarted (RFC 8445 9)."""
        return (self.our_fragment, self.our_password, self.their_fragment, self.their_password) == (
            other.our_fragment,
            other.our_password,
            other.their_fragment,
            other.their_password,
        )


@attrs.frozen
class Nominated:
    """The pair that the checks of a stream have found, as later descriptions name it (RFC 8839 4.4.1.2.2).

    `ours` is a value of `a=candidate`, `theirs` the peer's address; who was `controlling` tells the peer both.
    """

    ours: str
    theirs: tuple[str, int]
    controlling: bool


@attrs.frozen
class BeginChecks:
    """Look for a way to the peer; checks of the stream of before end. Answered by `PairNominated` or `ChecksFailed`."""

    stream: str
    checks: Checks


@attrs.frozen
class EndChecks:
    """Checks and consent of a stream end: its descriptions say where everything goes."""

    stream: str


@attrs.frozen
class UsePair:
    """Let everything of a protected stream go to `host` and `port`, which the checks have found; "": nowhere.

    With `relay` (host, port and number of a channel of our TURN server, RFC 8656 12) it goes through that server.
    """

    stream: str
    host: str
    port: int
    relay: tuple[str, int, int] | None = None


@attrs.frozen
class SendCheck:
    """Send a STUN message from the port of `stream`."""

    stream: str
    data: bytes
    remote: tuple[str, int]


@attrs.frozen
class PairNominated:
    """The checks of a stream have found a way: to `host` and `port`. `local` and `remote` say by which candidates
    (`host`, `srflx`, `prflx`, `relay`); `relay` is as in `UsePair`. `mapped` is where the peer sees us.
    """

    stream: str
    host: str
    port: int
    local: str = "host"
    remote: str = "host"
    relay: tuple[str, int, int] | None = None
    mapped: tuple[str, int] | None = None


@attrs.frozen
class ChecksFailed:
    """The checks of a stream found no way, or cannot be made: why."""

    stream: str
    reason: str


@attrs.frozen
class ConsentLost:
    """The peer has not answered for half a minute: nothing may be sent to it any more (RFC 7675 5.1)."""

    stream: str


IceCommand: TypeAlias = BeginChecks | EndChecks | UsePair | SendCheck
IceEvent: TypeAlias = PairNominated | ChecksFailed | ConsentLost
