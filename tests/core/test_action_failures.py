"""Whatever action raises, wherever: the engine lives on, every command gets its result, and nothing is left."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest

from sessioncore.base.media import MediaFailed, MediaSilent, MediaStarted
from sessioncore.handlers import leg
from sessioncore.inputs import MediaReported
from tests.support.peer import Call, Peer, Seen, audio


def every_action() -> list[tuple[str, str]]:
    """Chart and action of everything that a row may run: no guards, delays or payloads."""
    found = []
    for path, protocol in protocols().items():
        for name, method in vars(protocol).items():
            if name.startswith(("_", "payload_", "delay_")) or not inspect.isfunction(method):
                continue
            # Nobody could close a port in place of close_media.
            if method.__annotations__.get("return") in ("None", "Request") and name != "close_media":
                found.append((path, name))
    return sorted(found)


def protocols() -> dict[str, type]:
    """The contract of the actions of every chart of a call leg that has any, by the chart's name."""
    found = {}
    for chart in sorted(leg.CHARTS):
        module = importlib.import_module(f"sessioncore.handlers.{chart.replace('/', '.')}")
        for name, value in vars(module).items():
            if name.endswith("Actions") and inspect.isclass(value):
                found[chart] = value
    return found


def answer_all(peer: Peer, call: Call, seen: list[Seen], **statuses: int) -> None:
    """The peer answers every request among these: 200 unless told otherwise."""
    for message in seen:
        if message.status == 0 and message.method != "ACK":
            status = statuses.get(message.method, 200)
            sdp = audio("recvonly" if message.direction == "sendonly" else "sendrecv") if message.body else None
            call.respond(status, to=message, sdp=sdp if status < 300 else None)


def acknowledge(peer: Peer, call: Call) -> None:
    for message in peer.take():
        if message.method == "INVITE" and 200 <= message.status < 300:
            call.accept(message, cseq=message.cseq)
        elif message.method == "INVITE" and message.status >= 300:
            call.ack_failure(message)
        else:
            answer_all(peer, call, [message])


def we_call(peer: Peer) -> None:
    session = peer.engine.env.session_id()
    peer.command("dial", session, target="sip:bob@192.0.2.2:5080", arguments={})
    invites = [seen for seen in peer.take() if seen.method == "INVITE"]
    if not invites:
        return
    invite = invites[0]
    call = Call(peer, session=session, call_id=invite["call-id"], engine=invite["from"], invite=invite)
    call.engine_tag, call.target = invite.from_tag, invite["contact"].strip("<>")
    call.respond(180)
    call.respond(200, sdp=audio())
    call.respond(200, sdp=audio())
    answer_all(peer, call, peer.take())
    for event in (MediaStarted(f"{session}/0", 1, 0), MediaSilent(f"{session}/0", 1), MediaFailed(f"{session}/0", "x")):
        peer.feed(MediaReported(event))
    peer.command("hold", session)
    answer_all(peer, call, peer.take(), INVITE=491)
    peer.command("resume", session)
    peer.command("hold", session)
    peer.advance(5)
    answer_all(peer, call, peer.take())
    peer.command("resume", session)
    answer_all(peer, call, peer.take(), INVITE=488)
    call.reinvite(audio("sendonly", version=2))
    acknowledge(peer, call)
    call.respond(200, tag="fork", sdp=audio())
    answer_all(peer, call, peer.take())
    peer.command("hang_up", session)
    answer_all(peer, call, peer.take())


def we_cancel(peer: Peer) -> None:
    session = peer.engine.env.session_id()
    peer.command("dial", session, target="sip:bob@192.0.2.2:5080", arguments={})
    invites = [seen for seen in peer.take() if seen.method == "INVITE"]
    if not invites:
        return
    call = Call(peer, session=session, invite=invites[0])
    call.respond(180)
    peer.command("hang_up", session)
    answer_all(peer, call, peer.take())
    call.respond(487)


def we_get_no_answer(peer: Peer) -> None:
    session = peer.engine.env.session_id()
    peer.command("dial", session, target="sip:bob@192.0.2.2:5080", arguments={})
    peer.run_out()


def we_are_called(peer: Peer) -> None:
    call = peer.calling()
    peer.command("ring", call.session)
    peer.command("answer", call.session, source="silence")
    peer.advance(1)
    acknowledge(peer, call)
    call.reinvite(audio("sendonly", version=2))
    peer.command("accept_modify", call.session)
    acknowledge(peer, call)
    call.reinvite(audio("inactive", version=3))
    peer.command("decline_modify", call.session, status=488)
    acknowledge(peer, call)
    call.reinvite(audio("inactive", version=3))
    call.request("CANCEL", cseq=call.cseq, branch=call.branch)
    acknowledge(peer, call)
    call.reinvite(None)
    peer.command("accept_modify", call.session)
    for message in peer.take():
        if message.status == 200:
            call.ack(cseq=message.cseq, sdp=audio(version=4))
    call.request("INFO")
    peer.command("hold", call.session)
    call.request("BYE")
    acknowledge(peer, call)


def we_are_called_in_vain(peer: Peer) -> None:
    peer.calling(headers=["Expires: 5"])
    peer.calling().cancel()
    call = peer.calling()
    peer.command("decline", call.session, status=486)
    call = peer.calling()
    peer.command("answer", call.session, source="silence")
    peer.command("hang_up", call.session)
    peer.calling(sdp="nonsense")


SCRIPTS = (we_call, we_cancel, we_get_no_answer, we_are_called, we_are_called_in_vain)


@pytest.mark.parametrize("action", every_action(), ids="-".join)
def test_an_action_that_raises_leaves_nothing(monkeypatch: pytest.MonkeyPatch, action: tuple[str, str]) -> None:
    chart, name = action
    kind: Any = importlib.import_module(f"sessioncore.actions.{chart.replace('/', '.')}").Actions
    original: Callable[..., Any] = getattr(kind, name)
    raised = 0

    def broken(self: Any, event: Any) -> Any:
        nonlocal raised
        if raised:
            return original(self, event)
        raised += 1
        raise RuntimeError("broken by the test")

    monkeypatch.setattr(kind, name, broken)
    for script in SCRIPTS:
        raised = 0
        peer = Peer(ask_modifications=script is we_are_called)
        script(peer)
        peer.run_out()
        # One failure may cause others: there is nothing to send where nothing was learned.
        failed = [count for key, count in peer.engine.counters.items() if key.startswith("action failed:")]
        peer.expected_failures = sum(failed)
        assert peer.expected_failures >= raised
        peer.check_over()
