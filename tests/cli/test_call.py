from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore.cli.call import source_of
from sessioncore.wire.sip import Request, parse

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(autouse=True)
def ctrl_c_counts() -> Iterator[None]:
    """Whoever is started in the background of a shell ignores it, and so would the programs that the tests start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_answered_call_measures_what_it_hears(serve: Any, run: Run) -> None:
    server = serve()
    done = run("call", server.uri("echo"), "--play", "tone", "--hangup-after", "1.6", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert (report["outcome"], report["ended_by"], report["uri"]) == ("answered", "us", server.uri("echo"))
    [heard] = report["media"]
    assert heard["tone_hz"] == pytest.approx(440, rel=0.01)
    assert 1.5 < report["talk_s"] < 5
    assert server.end() == 0


def test_lines_for_people(serve: Any, run: Run) -> None:
    done = run("call", serve().uri("answer"), "--hangup-after", "0")
    assert done.returncode == 0
    first, second = done.stdout.splitlines()
    assert first.startswith("answered after 0.")
    assert second.startswith("ended by us after 0.")


def test_the_peer_may_hang_up_and_the_figures_are_kept(serve: Any, run: Run) -> None:
    done = run("call", serve().uri("hangup"), "--play", "tone", "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["ended_by"]) == (0, "peer")
    assert report["media"][0]["sent_packets"] > 20


def test_a_rejection_prints_its_status(serve: Any, run: Run) -> None:
    server = serve()
    done = run("call", server.uri("busy"))
    assert (done.returncode, done.stdout) == (1, "rejected: 486 Busy Here\n")
    done = run("call", server.uri("busy"), "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["outcome"], report["status"]) == (1, "rejected", 486)


def test_no_answer(serve: Any, run: Run) -> None:
    server = serve()
    done = run("call", server.uri("ring"), "--ring-for", "1")
    assert (done.returncode, done.stdout) == (3, "no answer\n")
    done = run("call", server.uri("ring"), "--ring-for", "1", "--json")
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (3, "no_answer")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_it_rings_sends_cancel(peer: socket.socket, number: int) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "sessioncore.cli", "call", "sip:bob@{}:{}".format(*peer.getsockname())],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        data, source = peer.recvfrom(65_535)
        invite = parse(data)
        assert isinstance(invite, Request)
        peer.sendto(invite.reply(180, to_tag="bob").encode(), source)
        process.send_signal(number)
        while (data := peer.recv(65_535)).startswith(b"INVITE"):
            pass  # a copy that was already on its way
        cancel = parse(data)
        assert isinstance(cancel, Request)
        assert cancel.method == "CANCEL"
        peer.sendto(cancel.reply(200, to_tag="bob").encode(), source)
        peer.sendto(invite.reply(487, to_tag="bob").encode(), source)
        assert peer.recv(65_535).startswith(b"ACK")
        assert process.wait(60) == 130
    finally:
        process.kill()
        output, errors = process.communicate()
    assert (output, errors) == ("", "")


def test_ctrl_c_in_a_call_hangs_up(serve: Any) -> None:
    server = serve()
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "sessioncore.cli", "call", server.uri("answer")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith("answered")
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, errors) == (0, "")
    assert output.startswith("ended by us")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["bob"], "one is sip:bob@192.0.2.1:5060"),
        (["tel:+4930123456"], "only sip: and sips: URIs"),
        (["sip:bob@127.0.0.1:5999", "--play", "/nowhere.wav"], "nowhere.wav"),
        (["sip:bob@127.0.0.1:5999", "--listen", "sctp:127.0.0.1:0"], "only udp, tcp, tls, ws and wss"),
        (["sip:bob@127.0.0.1:5999", "--hangup-after", "soon"], "--hangup-after"),
        (["sip:bob@127.0.0.1:5999", "--hangup-after", "-1"], "--hangup-after"),
        ([], "URI"),
    ],
)
def test_what_cannot_be_placed_is_exit_status_2(run: Run, arguments: list[str], why: str) -> None:
    done = run("call", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_listens_there(run: Run, peer: socket.socket) -> None:
    host, port = peer.getsockname()
    peer.close()
    done = run("call", f"sip:bob@{host}:{port}")
    assert done.returncode == 1
    assert done.stdout.startswith("rejected: 503")


def test_a_file_is_played(serve: Any, run: Run, tmp_path: Path) -> None:
    import struct
    import wave

    path = tmp_path / "sound.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(struct.pack("<4000h", *([1000, -1000] * 2000)))
    done = run("call", serve().uri("echo"), "--play", str(path), "--hangup-after", "0.8", "--json")
    assert done.returncode == 0
    # Half a second is 25 packets, played once.
    assert json.loads(done.stdout)["media"][0]["sent_packets"] == 25


@pytest.mark.parametrize(
    ("play", "source"),
    [
        ("tone", "tone:440"),
        ("tone:880", "tone:880"),
        ("echo", "echo"),
        ("silence", "silence"),
        ("hello.wav", "file:hello.wav"),
        ("file:hello.wav", "file:hello.wav"),
    ],
)
def test_what_play_means(play: str, source: str) -> None:
    assert source_of(play) == source


def test_with_the_account_of_the_example_and_without(serve: Any, run: Run, tmp_path: Path) -> None:
    """`serve` asks who calls `auth`; alice's password is `secret`."""
    password = tmp_path / "password"
    password.write_text("secret\n")
    password.chmod(0o600)
    uri = serve().uri("auth")
    who = ("--user", "alice", "--password-file", str(password))
    done = run("call", uri, *who, "--hangup-after", "0", "--json")
    assert (done.returncode, json.loads(done.stdout)["outcome"]) == (0, "answered")
    assert run("call", uri).stdout == "rejected: 407 Proxy Authentication Required\n"
    password.write_text("hunter2\n")
    done = run("call", uri, *who)
    assert (done.returncode, done.stdout) == (1, "rejected: 407 Proxy Authentication Required\n")
    password.chmod(0o644)
    done = run("call", uri, *who)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"chmod 600 {password}" in done.stderr
    assert "hunter2" not in done.stderr
