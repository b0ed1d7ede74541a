"""Journal and replay: what is written, who may read it, and which difference is found."""

from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from sessioncore.base.environment import Environment
from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.base.media import ConfigureStream, MediaStopped, OpenStream, StreamStatistics
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.entries import canonical, digest, plain, read_input
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.replay import replay
from sessioncore.effects import Media, Publish, Reply, Send
from sessioncore.events import IncomingCall, JournalStopped, SessionStateChanged
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Datagram, Input, MediaReported, SendFailed, Tick
from sessioncore.testing.media import FakeMediaPorts
from tests.support.peer import Peer

PEER = ("192.0.2.2", 5080)
INVITE = (
    b"INVITE sip:echo@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.2:5080;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
    b"From: <sip:a@192.0.2.2>;tag=1\r\nTo: <sip:echo@192.0.2.1>\r\nCall-ID: one\r\nCSeq: 1 INVITE\r\n"
    b"Contact: <sip:a@192.0.2.2:5080>\r\nContent-Type: application/sdp\r\nContent-Length: 106\r\n\r\n"
    b"v=0\r\no=- 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
    b"a=rtpmap:0 PCMU/8000"
)
INVITE = INVITE.replace(b"Content-Length: 106", b"Content-Length: %d" % len(INVITE.partition(b"\r\n\r\n")[2]))


class FewPorts:
    """Two media ports, given out once each."""

    def __init__(self) -> None:
        self._free = [40_004, 40_000]

    def take(self) -> int:
        if not self._free:
            raise MediaError("no port is left")
        return self._free.pop()

    def give_back(self, port: int) -> None:
        """Each is used once."""


def run(path: Path, inputs: list[tuple[float, Input]], *, compact: bool = False) -> JournaledEngine:
    """An engine that answers everybody, with a journal, fed with these inputs."""
    settings = Settings(address="192.0.2.1")
    env = Environment(b"journal seed", FewPorts())
    answering = AnsweringTable(default=AnsweringRule("answer", "tone:440"))
    engine = Engine(settings, env, Limits(T1=0.25), answering=answering)
    with Journal.create(path, compact=compact) as journal:
        journaled = JournaledEngine(engine, journal)
        for at, item in inputs:
            if at == 4.0:
                engine.subscribed.add(SessionStateChanged)
            journaled.feed(item, at)
    return journaled


def call(number: int) -> bytes:
    return INVITE.replace(b"Call-ID: one", b"Call-ID: n%d" % number).replace(b"z9hG4bK1", b"z9hG4bK%d" % number)


INPUTS: list[tuple[float, Input]] = [
    (1.0, Datagram(call(1), PEER)),
    (1.5, Tick()),
    (2.0, Datagram(call(2), PEER)),
    (3.0, Datagram(call(3), PEER)),  # for this one no port is left
    (4.0, Command(7, "nobody", "hang_up", {})),
    (4.5, Datagram(b"\xff\xfe not SIP", PEER)),
    (5.0, Tick()),
    (6.0, MediaReported(MediaStopped("nobody/0", StreamStatistics(lost=3, jitter=0.01)))),
    (7.0, SendFailed(PEER, "unreachable", call(1))),
]


@pytest.mark.parametrize("compact", [False, True])
def test_a_journal_replays_with_the_same_effects(tmp_path: Path, compact: bool) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS, compact=compact)
    result = replay(path)
    assert (result.inputs, result.same, result.truncated, result.changed) == (len(INPUTS), True, False, ())


def test_the_lines_are_a_header_then_inputs_each_followed_by_its_effects(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS)
    header, *lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert header["journal"] == 1
    assert header["limits"]["T1"] == 0.25
    assert bytes.fromhex(header["seed"]) == b"journal seed"
    assert {"leg.wiring", "outside.wiring", "setup/incoming"} <= set(header["charts"])
    assert [line["n"] for line in lines] == [number for number in range(1, len(INPUTS) + 1) for _ in range(2)]
    assert [line["now"] for line in lines[::2]] == [at for at, _ in INPUTS]
    assert [read_input(line["input"]) for line in lines[::2]] == [item for _, item in INPUTS]
    assert [line.get("ports") for line in lines[1::2]][:4] == [[40_000], None, [40_004], [None]]
    assert [line.get("subscribed") for line in lines[::2]][4] == ["SessionStateChanged"]
    assert [effect["type"] for effect in lines[1]["effects"]].count("Send") == 2


def test_the_compact_form_holds_a_hash_of_the_effects(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS[:1], compact=True)
    outcome = json.loads(path.read_text().splitlines()[2])
    assert set(outcome) == {"n", "ports", "hash"}


def test_only_the_owner_may_read_a_journal(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    path.write_text("before")
    path.chmod(0o666)
    run(path, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    target = tmp_path / "target"
    link = tmp_path / "link"
    link.symlink_to(target)
    with pytest.raises(OSError, match="symbolic links"):
        Journal.create(link)
    assert not target.exists()


def change(path: Path, number: int, edit: Any) -> None:
    """Edit the effects line of an input."""
    lines = path.read_text().splitlines()
    entry = json.loads(lines[2 * number])
    edit(entry)
    lines[2 * number] = json.dumps(entry)
    path.write_text("\n".join(lines) + "\n")


def test_the_first_differing_effect_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS)

    def edit(entry: dict[str, Any]) -> None:
        entry["effects"][1]["remote"][1] = 9

    change(path, 3, edit)
    change(path, 5, lambda entry: entry["effects"].clear())
    difference = replay(path).difference
    assert difference is not None
    assert (difference.input, difference.cause, difference.now, difference.index) == (3, "Datagram", 2.0, 1)
    assert '"remote":["192.0.2.2",9]' in str(difference.expected)
    assert '"remote":["192.0.2.2",5080]' in str(difference.actual)
    assert str(difference).startswith("input 3 (Datagram) at 2.000 s, effect 1\n  journal: {")


def test_an_effect_too_few_or_too_many_is_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS)
    change(path, 5, lambda entry: entry["effects"].clear())
    difference = replay(path).difference
    assert difference is not None
    assert (difference.input, difference.cause, difference.index) == (5, "Command hang_up", 0)
    assert difference.expected is None
    assert "journal: nothing" in str(difference)
    run(path, INPUTS)
    change(path, 2, lambda entry: entry["effects"].append({"type": "Reply"}))
    difference = replay(path).difference
    assert difference is not None
    assert difference.actual is None


def test_another_hash_is_a_difference(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS, compact=True)
    change(path, 1, lambda entry: entry.update(hash="0" * 32))
    difference = replay(path).difference
    assert difference is not None
    assert (difference.input, difference.index) == (1, -1)
    assert "another hash" in str(difference)


def test_a_truncated_last_line_is_tolerated_and_said(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS)
    whole = path.read_bytes()
    lines = whole.splitlines(keepends=True)
    for cut, inputs in ((len(whole) - 5, 9), (len(whole) - len(lines[-1]), 9), (len(whole) - len(lines[-1]) - 5, 8)):
        path.write_bytes(whole[:cut])
        result = replay(path)
        assert (result.inputs, result.same, result.truncated) == (inputs, True, True)


def test_a_broken_line_in_the_middle_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:4], lines[4][:-7], *lines[5:]]) + "\n")
    with pytest.raises(ConfigError, match=r"x\.journal:5: this line is no JSON"):
        replay(path)
    path.write_text("[]\n")
    with pytest.raises(ConfigError, match=r"x\.journal:1: this line is no table"):
        replay(path)


def test_charts_that_have_changed_since_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    run(path, INPUTS)
    path.write_text(path.read_text().replace('"dialog/dialog":"', '"dialog/dialog":"0', 1))
    assert replay(path).changed == ("dialog/dialog",)


def test_values_drawn_between_inputs_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "x.journal"
    engine = Engine(Settings(address="192.0.2.1"), Environment(b"journal seed"))
    with Journal.create(path) as journal:
        journaled = JournaledEngine(engine, journal)
        for number in (1, 2):
            arguments = {"target": "sip:b@192.0.2.2", "arguments": {}}
            journaled.feed(Command(number, engine.env.session_id(), "dial", arguments), 1.0)
    assert replay(path).same


def test_all_else_of_the_engine_shows_through(tmp_path: Path) -> None:
    journaled = run(tmp_path / "x.journal", INPUTS[:1])
    assert journaled.session_count == 1
    assert journaled.next_deadline() == journaled.engine.next_deadline() is not None


def test_equal_effects_have_equal_lines_and_order_counts() -> None:
    send, reply = Send(b"\xff\x00", PEER), Reply(1, "done", 200)
    assert canonical([send]) == canonical([Send(b"\xff\x00", ("192.0.2.2", 5080))])
    assert digest(canonical([send, reply])) != digest(canonical([reply, send]))
    assert plain(IncomingCall(session="s", at=1.0, caller="a", called="b", call_id="c"))["type"] == "IncomingCall"


def test_what_has_no_place_in_a_journal_is_refused() -> None:
    with pytest.raises(TypeError, match="object has no place in a journal"):
        plain(object())


def test_a_journal_can_go_to_any_stream() -> None:
    stream = io.StringIO()
    journal = Journal(stream)
    journal.input(Tick(), 1.0)
    journal.effects(())
    assert [json.loads(line)["n"] for line in stream.getvalue().splitlines()] == [1, 1]


class FullDisk(io.StringIO):
    """Takes so many characters and no more."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self.room = room

    def write(self, text: str) -> int:
        if self.tell() + len(text) > self.room:
            raise OSError(28, "No space left on device")
        return super().write(text)

    def close(self) -> None:
        self.text = self.getvalue()
        super().close()


@pytest.mark.parametrize("room", [0, 1_000, 2_000, 3_000])
def test_a_full_disk_ends_the_journal_once_and_no_call(room: int) -> None:
    """`room` is what is left behind the header."""
    settings, answering = Settings(address="192.0.2.1"), AnsweringTable(default=AnsweringRule("answer", "tone:440"))
    made = [Engine(settings, Environment(b"journal seed"), answering=answering) for _ in range(2)]
    reported: list[str] = []
    made[0].on_error = lambda session, what, where, error: reported.append(what)
    made[0].subscribed.add(JournalStopped)
    whole = io.StringIO()
    JournaledEngine(Engine(settings, Environment(b"journal seed"), answering=answering), Journal(whole))
    stream = FullDisk(whole.tell() + room)
    journaled = JournaledEngine(made[0], Journal(stream))
    events = []
    for at, item in INPUTS * 4:
        effects = journaled.feed(item, at)
        events += [effect.event for effect in effects if isinstance(effect, Publish)]
        assert [effect for effect in effects if not isinstance(effect, Publish)] == made[1].feed(item, at)
    assert reported == ["the journal stopped: No space left on device; calls go on"]
    assert [(event.session, getattr(event, "reason", "")) for event in events] == [("", "No space left on device")]
    assert journaled.journal_error == "No space left on device"
    assert made[0].counters["error: the journal stopped"] == 1
    assert stream.closed
    assert stream.text.startswith('{"journal":1')


def test_a_journal_without_room_for_its_header_is_an_error_at_the_start() -> None:
    engine = Engine(Settings(address="192.0.2.1"), Environment(b"journal seed"))
    ports = engine.env.ports
    with pytest.raises(OSError, match="No space left"):
        JournaledEngine(engine, Journal(FullDisk(10)))
    assert engine.env.ports is ports


def test_a_restored_session_replays_with_its_media(tmp_path: Path) -> None:
    peer = Peer(persist=True)
    call = peer.called()
    snapshot = json.loads(json.dumps(peer.engine.snapshot(call.session)))
    path = tmp_path / "x.journal"
    engine = Engine(Settings(address="192.0.2.1"), Environment(b"journal seed", FakeMediaPorts(low=30_000)))
    with Journal.create(path) as journal:
        journaled = JournaledEngine(engine, journal)
        effects = journaled.restore(snapshot, 2_000.0)
        with pytest.raises(ValueError, match="is there already"):
            journaled.restore(snapshot, 2_000.0)
        journaled.feed(Command(1, call.session, "hang_up", {}), 2_001.0)
    assert [type(effect.command) for effect in effects if isinstance(effect, Media)] == [OpenStream, ConfigureStream]
    result = replay(path)
    assert (result.same, result.inputs) == (True, 2), result.difference
