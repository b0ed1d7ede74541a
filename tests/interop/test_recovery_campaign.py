"""Twenty real calls with PJSIP in which `sessioncore serve` is killed at a random moment, and started again."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore.io.sqlite_store import SqliteStore
from sessioncore.wire.sip import Request, parse
from tests.interop.pjsip import TONE_DBOV, TONE_HZ, Pjsip
from tests.interop.programs import Program, serve
from tests.support.ports import free_port

pytestmark = pytest.mark.peers

SEEDS = range(20)
USERS = """
[users.echo]
chart = "echo"
media = "echo"
[users.holder]
chart = "holder"
media = "tone:440"
"""
LONGEST = 1.8
"""Seconds from the answer to the kill, at most."""


class Server:
    """`sessioncore serve` with a database and a journal for each of its lives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.store = folder / "calls.db"
        self.journals: list[Path] = []
        self.port = free_port()  # a port that the system gives away could be somebody else's after the kill
        self.program = self._start(self.port)
        self.program.listening_port()

    def _start(self, port: int) -> Program:
        users = self._folder / "users.toml"
        users.write_text(USERS, encoding="utf-8")
        self.journals.append(self._folder / f"life{len(self.journals) + 1}.journal")
        options = (
            "--store",
            str(self.store),
            "--journal",
            str(self.journals[-1]),
            "--media-ports",
            "4",
            "-c",
            str(users),
        )
        return serve(self._folder, *options, name=self.journals[-1].stem, port=port)

    async def crash(self, downtime: float) -> None:
        self.program.kill()
        await asyncio.sleep(downtime)
        self.program = self._start(self.port)
        self.program.listening_port()

    def messages(self) -> Iterator[tuple[float, str, bytes]]:
        """When, `<` or `>`, and what: everything that the journals know of."""
        at = 0.0
        for journal in filter(Path.exists, self.journals):  # a life that did not begin has none
            for line in journal.read_text(encoding="ascii").splitlines():
                entry = read(line)
                if entry.get("input", {}).get("type") == "Datagram":
                    yield entry["now"], ">", octets(entry["input"]["data"])
                at = entry.get("now", at)  # an effects line follows its input
                for effect in entry.get("effects", ()):
                    if effect["type"] == "Send":
                        yield at, "<", octets(effect["data"])

    @property
    def ladder(self) -> str:
        """For a seed that failed."""
        lines = []
        for at, way, data in self.messages():
            message = parse(data)
            first = data.partition(b"\r\n")[0].decode("ascii", "replace")
            lines.append(f"{at % 1000:9.3f}  peer {'-->' if way == '>' else '<--'} us  {first}  [{message.cseq}]")
        return "\n".join(lines)


def read(line: str) -> dict[str, Any]:
    """A line of a journal; the last one may be cut by the kill."""
    try:
        entry: dict[str, Any] = json.loads(line)
    except ValueError:
        return {}
    return entry


def octets(value: dict[str, str]) -> bytes:
    assert "text" in value, "signalling with PJSIP is text"
    return value["text"].encode()


@pytest.fixture
async def pjsip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Pjsip]:
    require_peer("pjsua2")
    made = Pjsip(tmp_path)
    try:
        await made.ready()
        yield made
    finally:
        made.program.kill()


@pytest.mark.parametrize("seed", SEEDS)
async def test_a_real_call_goes_on_after_a_kill(pjsip: Pjsip, tmp_path: Path, seed: int) -> None:
    """B2.11: media and hold are as they were, the BYE of either side is right, CSeq never goes back."""
    rng = random.Random(f"kill {seed}")
    server = Server(tmp_path)
    try:
        await one_call(pjsip, server, rng, heard=seed % 5 == 0)
        check_cseq(server)
    except BaseException:
        print(f"seed {seed}\n{server.ladder}\n{server.program.errors}")
        raise
    finally:
        server.program.kill()


async def one_call(pjsip: Pjsip, server: Server, rng: random.Random, *, heard: bool) -> None:
    user = "echo" if heard else rng.choice(("echo", "holder"))
    pjsip.do("call", uri=f"sip:{user}@127.0.0.1:{server.port}")
    await pjsip.event("state", state="CONFIRMED")
    held, waited = user == "echo" and rng.random() < 0.6, rng.random() < 0.6
    if held:
        await asyncio.sleep(rng.uniform(0, LONGEST / 3))
        pjsip.do("hold")
        if waited:
            await pjsip.event("media", status="local_hold")
    await asyncio.sleep(rng.uniform(0, LONGEST if not held else 0.3))
    await server.crash(rng.choice((0.0, 0.3)))
    if held:
        # The server knows the dialog: re-INVITEs are answered, also one that it was killed over, and it plays again.
        if not waited:
            await pjsip.event("media", status="local_hold")
        await asyncio.sleep(0.2)
        pjsip.do("resume")
        await pjsip.event("media", status="active")
    if heard:
        await pjsip.until_it_hears(TONE_HZ, TONE_DBOV)  # the echo comes back on the stream of before
    if rng.random() < 0.5:
        pjsip.do("hang_up")
        await pjsip.event("state", state="DISCONNECTED", status=200)
        assert server.program.stop() == 0
    else:
        assert await asyncio.to_thread(server.program.stop) == 0
        await pjsip.event("state", state="DISCONNECTED")
    assert server.program.errors == ""
    store = SqliteStore(server.store)
    try:
        assert store.load() == ({}, [])
    finally:
        store.close()


def check_cseq(server: Server) -> None:
    """Of every request of ours that is not a copy, across the kill; and no answer of the peer finds fault.

    Once the peer has said BYE it may refuse a re-INVITE that crossed it with whatever status it likes.
    """
    highest = 0
    over = False
    branches: set[str | None] = set()
    for _, way, data in server.messages():
        message = parse(data)
        if way == ">" and not isinstance(message, Request):
            assert over or message.status < 400 or message.status == 491, "the peer refused a request"
        elif way == ">":
            over = over or message.method == "BYE"
        elif way == "<" and isinstance(message, Request) and message.method != "ACK":
            if message.via.branch not in branches:
                assert message.cseq.number > highest
                highest = message.cseq.number
            branches.add(message.via.branch)
