"""A caller, a registrar that is the engine, and the places where bob is; all but the engine in the hand of the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from tests.support.peer import ENGINE, Call, Peer, Seen, audio
from tests.support.registering import register

CALLER_SDP = audio(more=["a=caller:as it is", "x-unknown:kept"])
CALLEE_SDP = audio(port=40000, formats=["97 opus/48000/2"], more=["a=callee:as it is"])


def desk(number: int) -> str:
    """Where bob is."""
    return f"sip:bob@192.0.2.{10 + number}:5060"


@attrs.define
class House:
    """The engine with bob registered at as many places as there are q values, and who calls him."""

    peer: Peer
    call: Call
    callees: list[Call]

    def __getitem__(self, index: int) -> Call:
        return self.callees[index]

    def take_callees(self) -> list[Call]:
        """The calls that left since, one for each INVITE."""
        self.callees = [self.called(seen) for seen in self.peer.take() if seen.label == "INVITE"]
        return self.callees

    def called(self, invite: Seen) -> Call:
        callee = Call(
            self.peer,
            call_id=invite["call-id"],
            engine=invite["from"],
            engine_tag=invite.from_tag,
            target=invite["contact"].strip("<>"),
            invite=invite,
            tag=f"callee-{invite.remote[0]}",
            uri=invite["to"],
        )
        return callee

    def labels(self) -> list[str]:
        """What left since: `180 INVITE to caller`, `ACK to 192.0.2.10`."""
        return [told(seen) for seen in self.peer.take()]

    def one(self, label: str) -> Seen:
        return self.peer.one(label)

    def talk(self) -> None:
        """Bob's first place answers, and the caller acknowledges."""
        self[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        seen = self.peer.take()
        (ok,) = [one for one in seen if one.label == "200 INVITE"]
        assert ok.body == CALLEE_SDP
        assert [one.remote[0] for one in seen if one.label == "ACK"] == ["192.0.2.10"]
        self.call.accept(ok)
        assert self.peer.take() == []

    def hang_up(self) -> None:
        self.call.request("BYE")
        bye = next(seen for seen in self.peer.take() if seen.label == "BYE")
        self[0].respond(200, to=bye)


def told(seen: Seen) -> str:
    where = "caller" if seen.remote[0] == "192.0.2.2" else seen.remote[0]
    return f"{seen.label} to {where}"


@pytest.fixture
def house(make_peer: Callable[..., Peer]) -> Callable[..., House]:
    """``house(1.0, 0.5)``: bob is at two places of these preferences, and has been called."""

    def make(*preferences: float, sdp: str | None = CALLER_SDP, call: bool = True, **options: Any) -> House:
        peer = make_peer(**{"registrar": "open", **options})
        contacts = [f"<{desk(number)}>;q={q}" for number, q in enumerate(preferences)]
        register(peer, *contacts, to=f"sip:bob@{ENGINE[0]}", uri=f"sip:{ENGINE[0]}")
        peer.take()
        made = House(peer, None, [])  # type: ignore[arg-type]
        if call:
            made.call = peer.calling("bob", sdp=sdp, headers=["X-Ignored: yes"])
            made.take_callees()
        return made

    return make
