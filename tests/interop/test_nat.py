"""Two full ICE agents behind a NAT each, in network namespaces: a STUN server tells how they look, a TURN server helps.

    caller 192.168.1.2 - NAT 198.51.100.2 - [198.51.100.1, servers, 203.0.113.1] - 203.0.113.2 NAT - 192.168.2.2 callee
"""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.peers

PATIENCE_S = 30.0
SERVER = "198.51.100.1"
CALLER_NAT, CALLEE_NAT = "198.51.100.2", "203.0.113.2"


def sh(command: str) -> None:
    subprocess.run(command.split(), check=True, capture_output=True, timeout=PATIENCE_S)


class Networks:
    """The namespaces: `world` with the servers in the middle, on each side a NAT and a host behind it."""

    def __init__(self) -> None:
        mark = secrets.token_hex(3)
        self.names = {name: f"sc{mark}{name}" for name in ("world", "nat1", "nat2", "caller", "callee")}
        self._made: list[str] = []

    def make(self) -> None:
        for name in self.names.values():
            sh(f"ip netns add {name}")
            self._made.append(name)
            sh(f"ip -n {name} link set lo up")
        self._join("world", f"{SERVER}/24", "nat1", f"{CALLER_NAT}/24")
        self._join("world", "203.0.113.1/24", "nat2", f"{CALLEE_NAT}/24")
        self._join("nat1", "192.168.1.1/24", "caller", "192.168.1.2/24")
        self._join("nat2", "192.168.2.1/24", "callee", "192.168.2.2/24")
        ways = {"nat1": SERVER, "nat2": "203.0.113.1", "caller": "192.168.1.1", "callee": "192.168.2.1"}
        for name, way in ways.items():
            sh(f"ip -n {self.names[name]} route add default via {way}")
        # The rest of the world: what goes there is not heard of again.
        world = self.names["world"]
        sh(f"ip link add rest netns {world} type veth peer name gone netns {world}")
        for link in ("rest", "gone"):
            sh(f"ip -n {world} link set {link} up arp off")
        sh(f"ip -n {world} route add default dev rest")
        for name in ("world", "nat1", "nat2"):
            self.run(name, "sysctl -qw net.ipv4.ip_forward=1")
        for name in ("nat1", "nat2"):
            # What nobody asked for is dropped, as it is by every NAT; else the host itself would answer it.
            self.run(name, "iptables -A INPUT -m conntrack --ctstate NEW -j DROP")
        self.run("nat2", "iptables -t nat -A PREROUTING -d 203.0.113.2 -p udp --dport 5060 -j DNAT --to 192.168.2.2")

    def hide(self, *options: str) -> None:
        """Both NATs hide who is behind them; a port of a host looks the same to everybody unless they draw it."""
        for name, hidden in (("nat1", "192.168.1.0/24"), ("nat2", "192.168.2.0/24")):
            self.run(name, f"iptables -t nat -A POSTROUTING -s {hidden} -j MASQUERADE {' '.join(options)}")

    def _join(self, one: str, its: str, other: str, others: str) -> None:
        ends = [(self.names[one], f"to{other}", its), (self.names[other], f"to{one}", others)]
        (here, name, _), (there, far, _) = ends
        sh(f"ip link add {name} netns {here} type veth peer name {far} netns {there}")
        for space, link, address in ends:
            sh(f"ip -n {space} addr add {address} dev {link}")
            sh(f"ip -n {space} link set {link} up")

    def run(self, name: str, command: str) -> None:
        sh(f"ip netns exec {self.names[name]} {command}")

    def inside(self, name: str, *command: str) -> list[str]:
        return ["ip", "netns", "exec", self.names[name], *command]

    def remove(self) -> None:
        for name in self._made:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True, timeout=PATIENCE_S)


@pytest.fixture
def networks() -> Iterator[Networks]:
    if os.geteuid() != 0 or not (shutil.which("ip") and shutil.which("iptables")):
        pytest.skip("a NAT is made of network namespaces and iptables, which take root")
    made = Networks()
    try:
        try:
            made.make()
        except subprocess.CalledProcessError as error:
            pytest.skip(f"this system makes no network namespaces: {error.stderr.decode()[:200]}")
        yield made
    finally:
        made.remove()


@asynccontextmanager
async def program(command: list[str], **options: Any) -> AsyncIterator[asyncio.subprocess.Process]:
    running = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, **options
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
        await running.wait()


async def line_of(running: asyncio.subprocess.Process) -> dict[str, Any]:
    assert running.stdout is not None
    line = await asyncio.wait_for(running.stdout.readline(), PATIENCE_S)
    assert line, "the program ended"
    found: dict[str, Any] = json.loads(line)
    return found


async def call(networks: Networks, repository: Path, server: str, **servers: str) -> dict[str, Any]:
    """What the caller tells of a call to the callee."""
    listening = f"--listening-ip={SERVER} --relay-ip={SERVER} -n -u us:secret -r here -a --no-cli --no-tls --no-dtls"
    agent = [sys.executable, "-m", "tests.interop.nat_program"]
    wanted = {"servers": {"stun": SERVER, **servers}}
    inner = {"media_address": "192.168.2.2"}
    its = {"listen": "udp:192.168.2.2:5060", "advertise": "203.0.113.2:5060", "settings": inner}
    ours = {"listen": "udp:192.168.1.2:5060", "settings": {}, "call": "sip:tone@203.0.113.2:5060"}
    log = "--log-file=/dev/null --pidfile=/dev/null"
    async with program(networks.inside("world", server, *listening.split(), *log.split()), stderr=subprocess.DEVNULL):
        await asyncio.sleep(0.5)
        async with program(networks.inside("callee", *agent, json.dumps(its | wanted)), cwd=repository) as callee:
            assert await line_of(callee) == {"ready": True}
            async with program(networks.inside("caller", *agent, json.dumps(ours | wanted)), cwd=repository) as caller:
                assert await line_of(caller) == {"ready": True}
                return await line_of(caller)


async def test_b5_24_through_two_nats_by_what_a_stun_server_tells(
    require_peer: Callable[[str], str], networks: Networks, repository: Path
) -> None:
    """Three programs start, and the namespaces: some seconds."""
    networks.hide()
    told = await call(networks, repository, require_peer("turnserver"))
    assert told["heard"]
    assert {(host, kind) for host, _, kind in told["sent"]} == {(CALLEE_NAT, "rtp")}


async def test_b5_24_nats_that_draw_their_ports_need_a_turn_server(
    require_peer: Callable[[str], str], networks: Networks, repository: Path
) -> None:
    networks.hide("--random-fully")
    server = require_peer("turnserver")
    told = await call(networks, repository, server, turn=SERVER, username="us", password="secret")
    assert told["heard"]
    assert {(host, port, kind) for host, port, kind in told["sent"]} == {(SERVER, 3478, "channel")}
