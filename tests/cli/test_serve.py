from __future__ import annotations

import json
import signal
import socket
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.cli.serve import read_ports
from sessioncore.io.sqlite_store import SqliteStore
from sessioncore.wire.sip import Request, Response, parse
from tests.support.certificates import Authority

SDP = b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0 8\r\n"
Run = Callable[..., subprocess.CompletedProcess[str]]


class Caller:
    """A caller that is played by hand, message by message."""

    def __init__(self, made: socket.socket, user: str, port: int) -> None:
        self.socket = made
        self.uri = f"sip:{user}@127.0.0.1:{port}"
        self.server = ("127.0.0.1", port)
        self.sequence = 1
        self.to = f"<{self.uri}>"

    def request(self, method: str, body: bytes = b"", sequence: int | None = None) -> None:
        host, port = self.socket.getsockname()
        number = self.sequence if sequence is None else sequence
        lines = [
            f"{method} {self.uri} SIP/2.0",
            f"Via: SIP/2.0/UDP {host}:{port};branch=z9hG4bK-{method}-{number}",
            "Max-Forwards: 70",
            f"From: <sip:peer@{host}>;tag=peer",
            f"To: {self.to}",
            f"Call-ID: by-hand@{host}",
            f"CSeq: {number} {method}",
            f"Contact: <sip:peer@{host}:{port}>",
            f"Content-Length: {len(body)}",
        ]
        if body:
            lines.append("Content-Type: application/sdp")
        self.socket.sendto("\r\n".join([*lines, "", ""]).encode() + body, self.server)

    def receive(self) -> Request | Response:
        return parse(self.socket.recv(65_535))

    def final(self, method: str) -> Response:
        """The next final response to a request of this method."""
        while True:
            message = self.receive()
            if isinstance(message, Response) and message.cseq.method == method and message.status >= 200:
                return message

    def invite(self) -> Response:
        self.request("INVITE", SDP)
        answer = self.final("INVITE")
        self.to = answer.get("To") or ""
        return answer


def test_the_default_users_answer_as_they_should(serve: Any, run: Run) -> None:
    server = serve()
    for user, status, output in [
        ("busy", 1, "rejected: 486 Busy Here"),
        ("decline", 1, "rejected: 603 Decline"),
        ("nobody", 1, "rejected: 404 Not Found"),
    ]:
        done = run("call", server.uri(user))
        assert (done.returncode, done.stdout.strip(), done.stderr) == (status, output, "")


def test_calls_are_recorded_where_that_is_asked_for(serve: Any, run: Run, tmp_path: Path) -> None:
    """The caller left, what it hears of us right."""
    server = serve("--record", str(tmp_path))
    done = run("call", server.uri("echo"), "--play", "tone:440", "--hangup-after", "0.5")
    assert done.returncode == 0
    assert server.end() == 0
    [path] = tmp_path.glob("*.wav")
    with wave.open(str(path), "rb") as file:
        assert (file.getnchannels(), file.getframerate()) == (2, 8000)
        assert 0.3 < file.getnframes() / 8000 < 10


def test_a_configuration_replaces_the_users(serve: Any, run: Run, tmp_path: Path) -> None:
    config = tmp_path / "users.toml"
    config.write_text('[users.bob]\nchart = "busy"\n\n[default]\nchart = "decline"\n')
    server = serve("-c", str(config))
    assert "486" in run("call", server.uri("bob")).stdout
    assert "603" in run("call", server.uri("echo")).stdout


def test_sigterm_says_bye_and_ends_cleanly(serve: Any, peer: socket.socket) -> None:
    server = serve()
    caller = Caller(peer, "answer", server.port)
    assert caller.invite().status == 200
    caller.request("ACK")
    # OPTIONS is answered once the ACK is read, so the call is up for certain.
    caller.request("OPTIONS", sequence=2)
    caller.final("OPTIONS")
    server.process.send_signal(signal.SIGTERM)
    bye = caller.receive()
    assert isinstance(bye, Request)
    assert bye.method == "BYE"
    peer.sendto(bye.reply(200).encode(), caller.server)
    assert server.process.wait(60) == 0
    assert server.lines.get(timeout=60) is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_without_calls_it_ends_at_once_having_said_one_line(serve: Any, number: int) -> None:
    server = serve()
    assert server.end(number) == 0
    assert server.lines.get(timeout=60) is None


def test_the_answer_is_known_and_ended_after_a_kill(serve: Any, peer: socket.socket, tmp_path: Path) -> None:
    """Invariant 10: killed after its 2xx and started again, it resends the 2xx, takes the ACK, and its BYE is right."""
    folder = tmp_path / "calls"
    server = serve("--store", str(folder))
    caller = Caller(peer, "answer", server.port)
    answer = caller.invite()
    assert server.end(signal.SIGKILL) == -signal.SIGKILL
    [stored] = folder.glob("*.json")
    assert stored.stat().st_mode & 0o777 == 0o600

    again = serve("--store", str(folder), listen=f"udp:127.0.0.1:{server.port}")
    # The stored 2xx is sent again until its ACK is here.
    copy = caller.final("INVITE")
    assert (copy.status, copy.get("To"), copy.body) == (200, answer.get("To"), answer.body)
    caller.request("ACK")
    caller.request("OPTIONS", sequence=2)
    assert caller.final("OPTIONS").status == 200
    again.process.send_signal(signal.SIGTERM)
    while not isinstance(bye := caller.receive(), Request):
        assert bye.cseq.method == "INVITE"  # a copy that was already on its way
    assert bye.method == "BYE"
    assert (bye.call_id, bye.from_.tag, bye.to.tag) == (answer.call_id, answer.to.tag, "peer")
    assert bye.uri == "sip:peer@{}:{}".format(*peer.getsockname())
    peer.sendto(bye.reply(200).encode(), caller.server)
    assert again.process.wait(60) == 0
    assert list(folder.glob("*.json")) == []


def test_after_a_kill_the_caller_s_bye_is_answered(serve: Any, peer: socket.socket, tmp_path: Path) -> None:
    folder = tmp_path / "calls"
    server = serve("--store", str(folder))
    caller = Caller(peer, "answer", server.port)
    caller.invite()
    caller.request("ACK")
    assert server.end(signal.SIGKILL) == -signal.SIGKILL
    again = serve("--store", str(folder), listen=f"udp:127.0.0.1:{server.port}")
    # The ACK was not stored: the 2xx comes again, and is acknowledged again.
    caller.final("INVITE")
    caller.request("ACK")
    caller.request("BYE", sequence=2)
    assert caller.final("BYE").status == 200
    assert again.end() == 0
    assert list(folder.glob("*.json")) == []


def test_calls_are_kept_in_a_database_and_their_media_goes_on(serve: Any, peer: socket.socket, tmp_path: Path) -> None:
    """The peer sends to the port that it was told before the kill; the echo comes back from there."""
    database = tmp_path / "calls.db"
    server = serve("--store", str(database))
    caller = Caller(peer, "echo", server.port)
    answer = caller.invite()
    port = int(answer.body.decode().partition("m=audio ")[2].split()[0])
    caller.request("ACK")
    caller.request("OPTIONS", sequence=2)
    assert caller.final("OPTIONS").status == 200
    assert server.end(signal.SIGKILL) == -signal.SIGKILL
    assert database.stat().st_mode & 0o777 == 0o600
    again = serve("--store", str(database), listen=f"udp:127.0.0.1:{server.port}")
    # Nobody else can have the port: the call does.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, pytest.raises(OSError, match="in use"):
        probe.bind(("127.0.0.1", port))
    caller.request("BYE", sequence=3)
    assert caller.final("BYE").status == 200
    assert again.end() == 0
    store = SqliteStore(database)
    assert store.load() == ({}, [])
    store.close()


def test_without_a_store_nothing_is_known_after_a_kill(serve: Any, peer: socket.socket) -> None:
    server = serve()
    caller = Caller(peer, "answer", server.port)
    caller.invite()
    server.end(signal.SIGKILL)
    serve(listen=f"udp:127.0.0.1:{server.port}")
    caller.request("BYE", sequence=2)
    assert caller.final("BYE").status == 481


def test_a_journal_of_a_server_replays(serve: Any, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "serve.journal"
    server = serve("--journal", str(path))
    assert run("call", server.uri("echo"), "--hangup-after", "0.2").returncode == 0
    assert server.end() == 0
    done = run("replay", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "the same effects" in done.stdout
    # One changed effect is found and named.
    lines = path.read_text().splitlines()
    changed = [line.replace("180 Ringing", "183 Session Progress") for line in lines]
    assert changed != lines
    path.write_text("\n".join(changed) + "\n")
    done = run("replay", str(path))
    assert done.returncode == 1
    assert "183 Session Progress" in done.stdout
    assert "180 Ringing" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--listen", "udp:localhost:5060"], "no IP address"),
        (["--listen", "udp:0.0.0.0:0"], "advertise"),
        (["--listen", "tls:127.0.0.1:0"], "a certificate is needed: --tls-certificate FILE"),
        (["--listen", "udp:127.0.0.1:0", "--listen", "WSS:127.0.0.1:0"], "a certificate is needed"),
        (["--listen", "udp:127.0.0.1:0", "--listen", "tcp:127.0.0.2:0"], "one endpoint listens at one address"),
        (["--media-ports", "many"], "neither a number"),
        (["--media-ports", "0"], "at least one port"),
        (["-c", "/nowhere.toml"], "/nowhere.toml: No such file"),
        (["--store", "/dev/null/calls"], "cannot keep snapshots"),
        (["--record", "/nowhere", "--listen", "udp:127.0.0.1:0"], "'/nowhere' is no folder"),
        (["--journal", "/dev/null/x", "--listen", "udp:127.0.0.1:0"], "cannot write a journal"),
    ],
)
def test_what_cannot_work_is_one_line(run: Run, arguments: list[str], why: str) -> None:
    done = run("serve", *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    [line] = done.stderr.splitlines()
    assert line.startswith("sessioncore serve: ")
    assert why in line


def test_a_port_in_use_is_one_line(serve: Any, run: Run) -> None:
    server = serve()
    done = run("serve", "--listen", f"udp:127.0.0.1:{server.port}")
    assert done.returncode == 2
    assert "another program does already" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_media_ports_are_read() -> None:
    assert read_ports("1000") == 1000
    assert read_ports("20000-20998") == (20000, 20998)
    for text in ("", "-", "1-", "-1", "1e3", "1-2-3", "999999", "\u0661"):
        with pytest.raises(ConfigError):
            read_ports(text)


def test_a_snapshot_is_plain_json(serve: Any, peer: socket.socket, tmp_path: Path) -> None:
    server = serve("--store", str(tmp_path / "calls"))
    Caller(peer, "answer", server.port).invite()
    [stored] = (tmp_path / "calls").glob("*.json")
    assert isinstance(json.loads(stored.read_text()), dict)


def test_calls_over_tls_with_certificates_that_are_renewed(serve: Any, run: Run, authority: Authority) -> None:
    """SIGHUP: the new certificate serves new connections, and bad files change nothing."""
    certificate, key = authority.sign("cli", "DNS:old.example")
    server = serve("--tls-certificate", str(certificate), "--tls-key", str(key), listen="tls:127.0.0.1:0")
    call = ["call", f"sips:answer@127.0.0.1:{server.port}", "--tls-authorities", str(authority.certificate)]
    call += ["--hangup-after", "0.1"]
    refused = run(*call)
    assert (refused.returncode, refused.stdout.strip()) == (1, "rejected: 503 no final answer")
    authority.sign("cli", "IP:127.0.0.1")
    server.process.send_signal(signal.SIGHUP)
    assert run(*call).returncode == 0
    key.chmod(0o644)
    server.process.send_signal(signal.SIGHUP)
    assert run(*call).returncode == 0
    assert server.end() == 0
    assert "the certificates stay as they were: everybody may read the private key" in server.lines.get(timeout=60)
