"""Connections that come, go, break and talk nonsense at random: nothing of ours fails, and nothing is left."""

from __future__ import annotations

import random

import pytest

from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.answering import CHARTS, AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Connect, Effect, FlowSend, Send, StreamSend
from sessioncore.inputs import (
    Command,
    Datagram,
    FlowBroken,
    FlowClosed,
    FlowHeard,
    FlowOpened,
    Input,
    SendFailed,
    StreamMessage,
    Tick,
)
from tests.fuzz.fuzzer import PEER, SDP, request, respond

TARGETS = ("sip:b@127.0.0.1:6060;transport=tcp", "sips:b@127.0.0.1", f"sip:{'b' * 1300}@127.0.0.1:6060", "sip:b@[::1]")


class World:
    """An engine that takes TCP and TLS, and everybody around it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        settings = Settings(
            tcp_port=5060,
            tls_port=5061,
            keep_alive=self.chance.random() < 0.5,
            max_connections=self.chance.choice([2, 50]),
            persist=self.chance.random() < 0.5,
        )
        users = {name: AnsweringRule(name, "none") for name in CHARTS}
        self.engine = Engine(settings, Environment(seed.to_bytes(16, "big")), answering=AnsweringTable(users))
        self.failures: list[tuple[object, ...]] = []
        self.engine.on_error = lambda *report: self.failures.append(report)
        self.now = 1000.0
        self.asked: list[int] = []
        self.stands: set[int] = set()
        self.sent: list[Send] = []
        self.last = -1
        self.command = 0

    def feed(self, item: Input) -> None:
        self.look(self.engine.feed(item, self.now))

    def look(self, effects: list[Effect]) -> None:
        for effect in effects:
            assert not isinstance(effect, StreamSend), "a message that nobody knows a connection for"
            if isinstance(effect, Connect):
                self.asked.append(effect.flow)
            elif isinstance(effect, FlowSend):
                assert effect.flow in self.stands, "a message for a connection that does not stand"
            if isinstance(effect, Send):
                self.sent.append(effect)

    def some(self) -> int:
        return self.chance.choice([*self.stands, *self.asked, 99_999])

    def message(self) -> bytes:
        chance = self.chance
        requests = [send.data for send in self.sent[-20:] if not send.data.startswith(b"SIP/")]
        if requests and chance.random() < 0.4:
            return respond(chance.choice(requests), chance.choice([100, 180, 200, 200, 302, 486]), "x", SDP)
        method = chance.choice(["INVITE", "INVITE", "ACK", "BYE", "OPTIONS", "CANCEL"])
        body = SDP if method == "INVITE" else b""
        tags = [send.data.split(b"\r\nTo:")[1].split(b"\r\n")[0] for send in self.sent[-20:]]
        tag = next((text.split(b";tag=")[1].decode() for text in tags if b";tag=" in text), "")
        tag = tag if chance.random() < 0.5 else ""
        made = request(method, chance.randrange(4), chance.randrange(1, 4), tag, str(chance.random()), body, "answer")
        return made.replace(b"SIP/2.0/UDP", chance.choice([b"SIP/2.0/TCP", b"SIP/2.0/UDP", b"SIP/2.0/SCTP"]))

    def step(self) -> None:
        chance = self.chance
        roll = chance.random()
        if roll < 0.35:
            flow = self.some()
            self.feed(StreamMessage(self.message(), PEER, chance.choice(["tcp", "tls"]), flow))
        elif roll < 0.45:
            self.last += 2
            self.stands.add(self.last)
            self.feed(FlowOpened(self.last, (PEER[0], 40_000 + self.last), chance.choice(["tcp", "tls"]), True))
        elif roll < 0.55 and self.asked:
            flow = self.asked.pop()
            if chance.random() < 0.7:
                self.stands.add(flow)
                self.feed(FlowOpened(flow, PEER, "tcp"))
            else:
                self.feed(FlowClosed(flow, "refused"))
        elif roll < 0.65:
            flow = self.some()
            self.stands.discard(flow)
            self.feed(FlowClosed(flow, "reset"))
        elif roll < 0.7:
            self.feed(FlowHeard(self.some(), chance.choice(["begun", "ping", "pong"])))
        elif roll < 0.73:
            self.feed(FlowBroken(self.some(), "too_large", chance.choice([b"", self.message(), b"x\r\n\r\n"])))
        elif roll < 0.8:
            self.command += 1
            session = self.engine.env.session_id()
            target = chance.choice(TARGETS)
            self.feed(Command(self.command, session, "dial", {"target": target, "arguments": {"source": "none"}}))
        elif roll < 0.85 and self.engine.sessions():
            self.command += 1
            self.feed(Command(self.command, chance.choice(self.engine.sessions()), "hang_up", {}))
        elif roll < 0.9:
            self.feed(Datagram(self.message(), PEER))
        elif roll < 0.92 and self.sent:
            self.feed(SendFailed(PEER, "gone", chance.choice(self.sent).data))
        else:
            self.now += chance.choice([0.1, 1.0, 6.0, 33.0, 120.0, 320.0])
            self.feed(Tick())

    def settle(self) -> None:
        for _ in range(3):
            for session in self.engine.sessions():
                self.command += 1
                self.feed(Command(self.command, session, "hang_up", {}))
            while (deadline := self.engine.next_deadline()) is not None:
                self.now = max(self.now, deadline)
                self.feed(Tick())


@pytest.mark.parametrize("seed", range(40))
def test_whatever_connections_do_nothing_breaks_and_nothing_stays(seed: int) -> None:
    world = World(seed)
    for _ in range(150):
        world.step()
    world.settle()
    engine = world.engine
    assert world.failures == []
    assert (engine.sessions(), engine.transaction_count, engine.timer_count) == ([], 0, 0)
    assert (engine.flows.cells, engine.flows._addresses, list(engine.flows._returned)) == ({}, {}, [])
