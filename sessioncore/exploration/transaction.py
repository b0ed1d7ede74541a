"""One transaction as the explorer sees it: a frozen state, and what one event makes of it. Real code, real actions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

import attrs

from sessioncore.actions.transaction import invite_client, invite_server, non_invite_client, non_invite_server
from sessioncore.effects import Send
from sessioncore.exploration.bench import NOWHERE, Bench, name_of
from sessioncore.statechart import Event, Machine, Timer
from sessioncore.wire.sip import Request, Response, parse

_ACTIONS: dict[str, Any] = {
    "invite_client": invite_client.Actions,
    "invite_server": invite_server.Actions,
    "non_invite_client": non_invite_client.Actions,
    "non_invite_server": non_invite_server.Actions,
}

Classes = Mapping[str, type[Machine]]
"""Handler classes that stand in for shipped ones, by chart."""


@attrs.frozen
class Frozen:
    """A transaction between two steps. All that its next step depends on, and nothing else.

    state   name of the leaf
    timers  names of the timers that run
    sent    name of the message that was sent last ("" none); what a server repeats
    tagged  a server's responses have their To tag
    held    names of the events held back
    """

    state: str
    timers: tuple[str, ...]
    sent: str
    tagged: bool
    held: tuple[str, ...]


@attrs.frozen
class Outcome:
    """What one event came to: the state after it, messages sent, signals raised by name, requests made, faults."""

    after: Frozen
    sent: tuple[str, ...]
    signals: tuple[str, ...]
    created: tuple[str, ...]
    faults: tuple[str, ...]


def request_of(method: str) -> Request:
    """The one request of a pair; its branch never changes."""
    headers = [
        ("Via", "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKexplored"),
        ("Max-Forwards", "70"),
        ("From", "<sip:alice@192.0.2.1>;tag=a1"),
        ("To", "<sip:bob@192.0.2.2>"),
        ("Call-ID", "explored"),
        ("CSeq", f"1 {method}"),
        ("Contact", "<sip:alice@192.0.2.1:5060>"),
    ]
    return Request(method, "sip:bob@192.0.2.2:5060", headers, b"")


class Explored:
    """One of the two transactions of a pair: `step` and `start` compute what an event makes of a frozen state, once."""

    def __init__(self, kind: str, method: str, *, reliable: bool = False, classes: Classes | None = None) -> None:
        self.chart = f"transaction/{kind}"
        module = import_module(f"sessioncore.handlers.transaction.{kind}")
        default = next(each for each in vars(module).values() if getattr(each, "CHART", "") == self.chart)
        self.machine_class: type[Machine] = (classes or {}).get(self.chart, default)
        self.final = dict(zip(self.machine_class.STATES, self.machine_class.FINAL, strict=True))
        self.detachable = dict(zip(self.machine_class.STATES, self.machine_class.DETACHABLE, strict=True))
        self._kind = kind
        self._reliable = reliable
        self._request = request_of(method)
        self.step = cache(self._step)
        self.start = cache(self._start)

    def _machine(self) -> tuple[Machine, Bench]:
        bench = Bench()
        machine = self.machine_class(_ACTIONS[self._kind](bench, self._request), object(), bench)
        machine.reliable = self._reliable
        return machine, bench

    def _start(self) -> Outcome:
        machine, bench = self._machine()
        machine.start()
        return self._outcome(machine, bench)

    def _step(self, frozen: Frozen, event: str, message: str = "") -> Outcome:
        """What an event comes to: an event of the chart, `timer NAME`, or "message" for the message of that name.

        A message handed on by an event (`respond_success`) has its name in `message`.
        """
        machine, bench = self._machine()
        self._thaw(machine, bench, frozen)
        if event == "message":
            made = self._message(message)
            if isinstance(made, Request):
                machine.receive_request(made)
            else:
                machine.receive_response(made)
            bench.drain(machine)
        elif event.startswith("timer "):
            machine.timer_fired(dict(machine.armed_timers())[event[6:]])
            bench.drain(machine)
        else:
            bench.run(machine, self._event(machine, event, message))
        return self._outcome(machine, bench)

    def _event(self, machine: Machine, name: str, message: str) -> Event:
        kind = machine.EVENTS[name]
        # Events hand on a message, or say why (the Reason of a CANCEL, which decides nothing here).
        given = [self._message(message) if message else "" for _ in kind.FIELDS]
        return kind(*given)

    def _message(self, name: str) -> Request | Response:
        first, _, method = name.partition(" ")
        if not first.isdigit():
            return self._request if first == self._request.method else _follow_up(self._request, first)
        of = self._request if method == self._request.method else _follow_up(self._request, method)
        return of.reply(int(first), to_tag=None if first == "100" else "t1")

    def _thaw(self, machine: Machine, bench: Bench, frozen: Frozen) -> None:
        machine.restore(frozen.state)
        for name in frozen.timers:
            index = machine.TIMERS.index(name)
            machine.restore_timer(name, Timer(machine, index, 1.0, 0.0, 0))
        record = machine.actions.slice
        if frozen.sent:
            record.sent = Send(self._message(frozen.sent).encode(), NOWHERE)
        if hasattr(record, "to_tag"):
            record.to_tag = "t1" if frozen.tagged else ""
        bench.deferred = [self._event(machine, name, "") for name in frozen.held]

    def _outcome(self, machine: Machine, bench: Bench) -> Outcome:
        return Outcome(
            abstract(machine, bench),
            tuple(bench.sent),
            tuple(signal.NAME for signal in bench.signals),
            tuple(request.method for request in bench.created),
            tuple(bench.faults),
        )


def abstract(machine: Machine, bench: Bench) -> Frozen:
    """The canonical state of a transaction. Of its slice counts only what was sent last, and whether it has a tag:
    request and addresses are the same for ever."""
    record = machine.actions.slice
    sent: Send | None = record.sent
    return Frozen(
        machine.state_name,
        tuple(name for name, _ in machine.armed_timers()),
        name_of(parse(sent.data)) if sent is not None else "",
        bool(getattr(record, "to_tag", "")),
        tuple(event.NAME for event in bench.deferred),
    )


def _follow_up(invite: Request, method: str) -> Request:
    """The ACK of a failure, or the CANCEL, on the INVITE's branch."""
    headers = [pair if pair[0] != "CSeq" else ("CSeq", f"1 {method}") for pair in invite.headers]
    return Request(method, invite.uri, headers, b"")
