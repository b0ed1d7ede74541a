"""Calls of SIPp in which something is lost or late, with short timers; what we send is watched on our own socket."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.handlers.limits import Limits
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp, until

pytestmark = pytest.mark.peers

T1 = 0.05
LIMITS = Limits(T1=T1, T2=0.4, T4=0.4)
PLANNED = [T1, 2 * T1, 4 * T1] + [0.4] * 7
"""Between the answers to an INVITE."""

ANSWERS = AnsweringTable({"answer": AnsweringRule("answer")})


class Watch:
    """Every message that we sent, with its time, and when the first one came."""

    def __init__(self) -> None:
        self.sent: list[tuple[float, bytes]] = []
        self.began = math.inf

    def __call__(self, now: float, sent: bool, remote: tuple[str, int], data: bytes) -> None:
        if sent:
            self.sent.append((now, data))
        else:
            self.began = min(self.began, now)

    def times(self, start: bytes, method: bytes) -> list[float]:
        """When messages with this beginning and this method in CSeq left."""
        return [now for now, data in self.sent if data.startswith(start) and b" " + method + b"\r\n" in cseq(data)]


def cseq(data: bytes) -> bytes:
    """The CSeq line of a message."""
    return next(line + b"\r\n" for line in data.split(b"\r\n") if line.startswith(b"CSeq:"))


async def test_2xx_without_ack(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """B3.1: the 200 is repeated after T1, 2*T1, ... at most T2 apart, until BYE goes out at 64*T1.

    Never sooner, counted from the INVITE: after an answer that was held up the next may follow all the faster. And not
    later in one of three calls, for a machine that does something else may hold us up.
    """
    require_peer("sipp")
    for _ in range(3):
        gaps, end, first = await unacknowledged(tmp_path)
        since = list(itertools.accumulate(gaps, initial=first))
        due = list(itertools.accumulate(PLANNED, initial=0.0))
        assert all(plan - 0.002 <= at for at, plan in zip(since, due, strict=False)), (first, gaps)
        assert end + first >= 64 * T1 - 0.002
        on_time = [gap < plan + 0.2 for gap, plan in zip(gaps, PLANNED, strict=False)]
        if on_time == [True] * len(PLANNED) and len(gaps) == len(PLANNED) and end < 64 * T1 + 0.5:
            return
    raise AssertionError((gaps, end))


async def unacknowledged(folder: Path) -> tuple[list[float], float, float]:
    """A call that is never acknowledged: the times between our answers, from the first to our BYE, and before it."""
    watch = Watch()
    async with SessionManager(
        listen="udp:127.0.0.1:0", limits=LIMITS, answering=ANSWERS, media_ports=2, on_message=watch
    ) as manager:
        sipp = Sipp("lost_ack.xml", folder, target=manager.local_address[1], user="answer")
        outcome = await sipp.finished()
        assert outcome.complete(1), outcome
        answers = watch.times(b"SIP/2.0 200", b"INVITE")
        ended = watch.times(b"BYE ", b"BYE")[0]
        await until(lambda: manager.engine.session_count == 0, "the end of the session")
        assert errors(manager) == {}
    gaps = [later - earlier for earlier, later in itertools.pairwise(answers)]
    return gaps, ended - answers[0], answers[0] - watch.began


async def test_copied_invite_makes_one_call(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """B1.4, RFC 6026 7.1: a copy after the 2xx is absorbed; it neither rings again nor gets a 2xx of its own."""
    require_peer("sipp")
    watch = Watch()
    async with SessionManager(
        listen="udp:127.0.0.1:0", limits=PATIENT, answering=ANSWERS, media_ports=2, on_message=watch, traced=True
    ) as manager:
        sipp = Sipp("copied_invite.xml", tmp_path, target=manager.local_address[1], user="answer", options=("-nr",))
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
        assert len(watch.times(b"SIP/2.0 180", b"INVITE")) == 1
        assert len(watch.times(b"SIP/2.0 200", b"INVITE")) == 1
        assert len({record.session for record in manager.trace if record.session}) == 1
        assert errors(manager) == {}


async def test_answering_nobody_counts_no_error(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """The application decides: it rings, and declines when SIPp still waits."""
    require_peer("sipp")
    async with SessionManager(listen="udp:127.0.0.1:0", limits=PATIENT, media_ports=2) as manager:
        sipp = Sipp("refused.xml", tmp_path, target=manager.local_address[1], user="anybody", status=486)
        async for session in manager.incoming():
            assert session.called.startswith("sip:anybody@")
            await session.decline(486)
            break
        outcome = await sipp.finished()
        assert outcome.clean(1), outcome
        assert errors(manager) == {}


def errors(manager: SessionManager) -> dict[str, int]:
    """What the engine counted that must not happen."""
    return {key: count for key, count in manager.counters.items() if key.startswith(("error", "action failed"))}
