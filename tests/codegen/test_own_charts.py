"""A project of one's own: scaffolded, extended, with a chart in the place of a shipped one, in real calls."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from sessioncore.cli import main as program
from sessioncore.codegen.cli import main
from sessioncore.codegen.examine import examine
from tests.support.own_project import ENVIRONMENT, change, findings, run

ROOT = Path(__file__).resolve().parents[2]
CALL = """
import asyncio

from lobby import bindings
from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.base.errors import CallRejected


async def main() -> None:
    here, rules = "udp:127.0.0.1:0", AnsweringTable(default=AnsweringRule("doorman", "echo"))
    async with (
        SessionManager(listen=here, answering=rules, wiring=bindings.{cell}) as bob,
        SessionManager(listen=here) as alice,
    ):
        target = "sip:door@{{}}:{{}}".format(*bob.local_address)
        session = await alice.call(target, caller="sip:alice@127.0.0.1")
        print(session.state)
        await session.hang_up()
        try:
            await alice.call(target, caller="sip:spam@127.0.0.1")
        except CallRejected as error:
            print(error.status)


asyncio.run(main())
"""


# -- the scaffold


def test_what_is_scaffolded_is_clean_typed_and_tested(lobby: Path) -> None:
    for arguments in (
        ("-m", "sessioncore.cli", "check"),
        ("-m", "sessioncore.cli", "generate", "--check"),
        ("-m", "sessioncore.cli", "fmt", "--check"),
        ("-m", "mypy", "--strict", "-p", "lobby"),
        ("-m", "mypy", "--strict", "tests"),
        ("-m", "pytest", "-q", "-p", "no:cacheprovider"),
    ):
        done = run(lobby, *arguments)
        assert done.returncode == 0, (arguments, done.stdout + done.stderr)
    assert "2 passed" in done.stdout


def test_a_second_chart_extends_the_wiring_of_the_first(lobby: Path) -> None:
    assert main(["new", "porter"]) == 0
    assert findings(lobby) == []
    library, _ = examine(lobby / "machines")
    for wiring, last in (("porter", ["answering/doorman", "answering/porter"]), ("doorman", ["answering/doorman"])):
        charts = library.wirings[wiring].scopes["leg"].parts["answering"].charts
        names = [ref.name for ref in charts]
        assert names[-len(last) :] == [name for name in names if name.endswith(("/doorman", "/porter"))] == last
    assert run(lobby, "-m", "pytest", "-q").returncode == 0


@pytest.mark.parametrize("name", ["class", "Doorman", "../evil", "a/b/", "on"])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", name]) == 2
    assert list(tmp_path.iterdir()) == []


def test_sessioncore_itself_is_no_project_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sessioncore").mkdir()
    (tmp_path / "sessioncore/__init__.py").touch()
    (tmp_path / "machines").mkdir()
    monkeypatch.chdir(tmp_path)
    assert main(["new", "doorman"]) == 2
    assert "is sessioncore itself" in capsys.readouterr().err


def test_nothing_is_written_over(lobby: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in lobby.rglob("*") if path.is_file()}
    assert main(["new", "doorman"]) == 2
    assert "is there already; nothing was written" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in lobby.rglob("*") if path.is_file()} == before


def test_a_pyproject_that_is_there_gets_the_table_at_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = '[project]\nname = "mine"  # ours\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert main(["new", "doorman", "--package", "calls"]) == 0
    after = (tmp_path / "pyproject.toml").read_text(encoding="utf-8")
    assert after.startswith(text)
    assert 'handlers = "calls/handlers"' in after
    assert findings(tmp_path) == []


# -- calls


def test_a_real_call_behaves_as_the_own_chart_says(lobby: Path) -> None:
    chart = lobby / "machines/answering/doorman.yaml"
    change(chart, "{after: 2,", "{after: 0.2,")
    assert main(["generate"]) == 0
    (lobby / "call.py").write_text(CALL.format(cell="doorman"), encoding="utf-8")
    done = run(lobby, "call.py")
    assert done.stdout.split() == ["connected", "480"], done.stderr
    change(chart, "- {to: done, signal: declines}", "- {to: ringing, signal: rings}")
    change(chart, "  declines: {status: int}\n", "")
    change(lobby / "machines/doorman.wiring.yaml", "  doorman.declines: [{leg: incoming.told_to_decline}]\n", "")
    actions = lobby / "lobby/actions/answering/doorman.py"
    actions.write_text(re.sub(r"    def payload_declines.*?\n\n", "", actions.read_text(), flags=re.DOTALL))
    assert main(["generate"]) == 0
    assert run(lobby, "call.py").stdout.split() == ["connected"], "nobody is declined any more"


@pytest.mark.full
def test_the_own_chart_on_the_other_engines(lobby: Path) -> None:
    change(lobby / "machines/answering/doorman.yaml", "{after: 2,", "{after: 0.2,")
    change(lobby / "pyproject.toml", 'targets = ["handlers", "diagrams", "schemas"]\n', "")
    assert main(["generate"]) == 0
    (lobby / "call.py").write_text(CALL.format(cell="doorman"), encoding="utf-8")
    for engine in ("statemachine", "transitions"):
        done = subprocess.run(
            [sys.executable, "call.py"],
            cwd=lobby,
            env={**ENVIRONMENT, "SESSIONCORE_ENGINE": engine},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.stdout.split() == ["connected", "480"], done.stderr


def test_served_called_and_replayed_by_the_programs(lobby: Path) -> None:
    change(lobby / "machines/answering/doorman.yaml", "{after: 2,", "{after: 0.2,")
    assert main(["generate"]) == 0
    (lobby / "users.toml").write_text('[default]\nchart = "doorman"\nmedia = "echo"\n', encoding="utf-8")
    wiring = ("--wiring", "lobby.bindings:doorman")
    served = (
        sys.executable,
        "-m",
        "sessioncore.cli",
        "serve",
        "-c",
        "users.toml",
        "--journal",
        "calls.journal",
        *wiring,
    )
    process = subprocess.Popen(
        [*served, "--listen", "udp:127.0.0.1:0"], cwd=lobby, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().split("udp:")[1].strip()
        called = run(lobby, "-m", "sessioncore.cli", "call", f"sip:door@{address}", "--hangup-after", "0.3", *wiring)
        assert called.returncode == 0, called.stdout + called.stderr
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()
    replayed = run(lobby, "-m", "sessioncore.cli", "replay", "calls.journal", *wiring)
    assert replayed.returncode == 0, replayed.stdout
    assert replayed.stdout.endswith(" inputs: the same effects\n")
    without = run(lobby, "-m", "sessioncore.cli", "replay", "calls.journal")
    assert without.returncode == 2
    assert "chart must be one of" in without.stderr


@pytest.mark.parametrize(
    ("wiring", "said"),
    [
        ("lobby.bindngs:doorman", "No module named"),
        ("lobby.bindings:porter", "has no attribute 'porter'"),
        ("lobby.bindings:load", "is no wiring"),
        ("", "write MODULE:NAME"),
    ],
)
def test_a_wiring_that_is_none_is_named(
    wiring: str, said: str, lobby: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(lobby))
    for name in [name for name in sys.modules if name.partition(".")[0] == "lobby"]:
        monkeypatch.delitem(sys.modules, name)
    assert program(["replay", "no.journal", "--wiring", wiring]) == 2
    assert said in capsys.readouterr().err


REPLACED = """
from sessioncore.api import AnsweringRule, AnsweringTable
from sessioncore.core.snapshot import take
from sessioncore.core.snapshot_schema import check
from sessioncore.testing.harness import Simulation

from lobby.bindings import doorman

simulation = Simulation(wiring=doorman)
simulation.alice.dial("door")
simulation.run(until=100)
[dial] = simulation.alice.commands
print(dial.outcome, dial.status, round(dial.replies[0][0] - dial.at))
rules = AnsweringTable(default=AnsweringRule("doorman", "echo"))
simulation = Simulation(answering=rules, wiring=doorman)
simulation.alice.dial("door")
simulation.run(until=5)
[session] = simulation.bob.engine.sessions()
snapshot = simulation.bob.engine.snapshot(session)
check(snapshot, doorman)
simulation.bob.engine.cells.clear()
simulation.bob.engine.legs.clear()
simulation.bob.engine.transactions.clear()
simulation.bob.engine.restore(snapshot, simulation.now)
print(sorted({part["chart"] for part in snapshot["parts"]} - set(doorman.hashes())))
print(simulation.bob.engine.state(session), simulation.errors)
"""


def test_another_chart_in_the_place_of_a_shipped_one_keeps_its_actions(lobby: Path) -> None:
    """`arriving` is `setup/incoming` with 7 s to decide; its actions are those of the shipped chart, unchanged."""
    text = (ROOT / "machines/setup/incoming.yaml").read_text(encoding="utf-8")
    text = text.replace("chart: setup/incoming", "chart: mine/arriving")
    text = text.replace("decision:  {after: decision,", "decision:  {after: 7,")
    (lobby / "machines/mine").mkdir()
    (lobby / "machines/mine/arriving.yaml").write_text(text, encoding="utf-8")
    wiring = lobby / "machines/doorman.wiring.yaml"
    change(wiring, "extends: leg\n", "extends: leg\nreplaces: {setup/incoming: mine/arriving}\n")
    change(wiring, "{leg: incoming.", "{leg: arriving.")
    with wiring.open("a", encoding="utf-8") as file:
        file.write("actions: {mine/arriving: sessioncore.actions.setup.incoming}\n")
    assert findings(lobby) == []
    assert main(["generate"]) == 0
    (lobby / "replaced.py").write_text(REPLACED, encoding="utf-8")
    done = run(lobby, "replaced.py")
    assert done.stdout.splitlines() == ["failed 480 7", "[]", "connected []"], done.stderr
    typed = run(lobby, "-m", "mypy", "--strict", "-p", "lobby")
    assert typed.returncode == 0, typed.stdout


OUTSIDE = '''
from sessioncore.core.wiring import SHIPPED
from sessioncore.effects import Send
from sessioncore.testing.harness import Simulation

from lobby.bindings import doorman, requests

message = """MESSAGE sip:door@192.0.2.2:5060 SIP/2.0
Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK1
From: <sip:a@x>;tag=1
To: <sip:door@192.0.2.2>
Call-ID: 1
CSeq: 1 MESSAGE
Content-Type: text/plain
Content-Length: 2

hi"""
for wiring in (SHIPPED, requests, doorman.with_outside(requests)):
    simulation = Simulation(wiring=wiring, settings={"messages": "ask"})
    simulation.inject(simulation.bob, message.replace("\\n", "\\r\\n").encode(), ("192.0.2.9", 5060))
    simulation.run(until=100)
    [answer] = [step for step in simulation.steps if any(isinstance(effect, Send) for effect in step.effects)]
    print(round(answer.at - simulation.start), simulation.bob.engine.wiring.name, simulation.errors)
'''


def test_requests_outside_of_dialogs_are_taken_by_an_own_chart(lobby: Path) -> None:
    """`requests` extends `outside`: the application has 7 s to decide on a message, and calls stay as they are."""
    text = (ROOT / "machines/dialog/outside.yaml").read_text(encoding="utf-8")
    text = text.replace("chart: dialog/outside", "chart: mine/requests")
    (lobby / "machines/mine").mkdir()
    (lobby / "machines/mine/requests.yaml").write_text(text.replace("after: message_decision", "after: 7"), "utf-8")
    (lobby / "machines/requests.wiring.yaml").write_text(
        "cell: requests\ndoc: Requests for the door.\nextends: outside\n"
        "replaces: {dialog/outside: mine/requests}\nactions: {mine/requests: sessioncore.actions.dialog.outside}\n",
        encoding="utf-8",
    )
    assert findings(lobby) == []
    assert main(["generate"]) == 0
    (lobby / "outside.py").write_text(OUTSIDE, encoding="utf-8")
    done = run(lobby, "outside.py")
    assert done.stdout.splitlines() == ["10 leg []", "7 leg []", "7 doorman []"], done.stderr


def test_one_alternative_is_enough(lobby: Path) -> None:
    """A part that is one of several charts may have one: calls are as with several."""
    wiring = lobby / "machines/doorman.wiring.yaml"
    change(wiring, "also: [answering/doorman]", "one_of: [answering/doorman], optional: true")
    change(lobby / "machines/answering/doorman.yaml", "{after: 2,", "{after: 0.2,")
    said = [item.message for item in examine(lobby / "machines")[1]]
    unwired = [text.split("'")[1] for text in said if text.startswith("no wire raises")]
    silent = [text.split("'")[1] for text in said if text.startswith("nobody receives")]
    assert len(unwired) + len(silent) == len(said), said
    with wiring.open("a", encoding="utf-8") as file:
        for key, names in (("unwired", unwired), ("silent", silent)):
            file.write(f"{key}:\n" + "".join(f"  {name}: only the doorman answers\n" for name in names))
    assert findings(lobby) == []
    assert main(["generate"]) == 0
    (lobby / "call.py").write_text(CALL.format(cell="doorman"), encoding="utf-8")
    assert run(lobby, "call.py").stdout.split() == ["connected", "480"]


def test_limits_of_its_own_come_beside_the_shipped_ones(lobby: Path) -> None:
    (lobby / "machines/limits.yaml").write_text(
        "stairs: {unit: s, default: 3, min: 1, max: 60, source: our house, doc: the way to the door}\n",
        encoding="utf-8",
    )
    change(lobby / "machines/answering/doorman.yaml", "{after: 2,", "{after: stairs + T1,")
    assert main(["generate"]) == 0
    program = (
        "from lobby.bindings import doorman\n"
        "from sessioncore.base.errors import ConfigError\n"
        "from sessioncore.handlers.limits import Limits\n"
        "print(doorman.checked_limits(None).stairs, doorman.checked_limits(None).T1)\n"
        "try:\n    doorman.checked_limits(Limits())\nexcept ConfigError as error:\n    print(error)\n"
    )
    done = run(lobby, "-c", program)
    assert done.stdout.splitlines()[0] == "3.0 0.5", done.stderr
    assert "lobby.handlers.limits.Limits" in done.stdout


def test_a_rule_for_a_chart_that_the_wiring_does_not_have_is_refused(lobby: Path) -> None:
    program = (
        "from lobby.bindings import doorman\n"
        "from sessioncore.api import AnsweringRule, AnsweringTable\n"
        "from sessioncore.base.errors import ConfigError\n"
        "AnsweringTable(default=AnsweringRule('doorman')).check(doorman.answering)\n"
        "try:\n    AnsweringTable({'bob': AnsweringRule('porter')}).check(doorman.answering)\n"
        "except ConfigError as error:\n    print(error)\n"
    )
    done = run(lobby, "-c", program)
    assert done.stdout.startswith("[users.bob] chart must be one of echo, "), done.stderr


# -- what is wrong is told where it was written

WIRING = "machines/doorman.wiring.yaml"
MISTAKES = {
    "wiring that is not there": ("extends: leg", "extends: lag", [f"{WIRING}:4:10: SC611"]),
    "scope that is not there": ("  leg: {parts", "  log: {parts", [f"{WIRING}:6:3: SC603"]),
    "part that has no alternatives": (
        "answering: {also: [answering/doorman]}",
        "session: {also: [answering/doorman]}",
        [f"{WIRING}:6:17: SC104"],
    ),
    "chart that is not there": ("also: [answering/doorman]", "also: [answering/dorman]", [f"{WIRING}:6:36: SC611"]),
    "replaced chart that is not there": (
        "extends: leg\n",
        "extends: leg\nreplaces: {setup/incming: answering/doorman}\n",
        [f"{WIRING}:5:27: SC611"],
    ),
    "replaces without extends": ("extends: leg\n", "replaces: {}\n", [f"{WIRING}:4:11: SC103"]),
    "event that is not there": ("incoming.told_to_ring", "incoming.told_to_rng", [f"{WIRING}:8:22: SC603"]),
    "signal that nobody takes": (
        "  doorman.rings:    [{leg: incoming.told_to_ring}]\n",
        "",
        [f"{WIRING}:2:7: SC601"],
    ),
    "wire of the base that the extension breaks": (
        "scopes:\n",
        "replaces: {session/session: answering/doorman}\nscopes:\n",
        [f"{WIRING}:4:10: SC"],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_an_extension_is_told_in_the_extension(name: str, lobby: Path) -> None:
    old, new, expected = MISTAKES[name]
    change(lobby / WIRING, old, new)
    found = findings(lobby)
    assert found
    for place in expected:
        assert any(each.startswith(place) for each in found), found
    assert all(each.startswith("machines/") for each in found)


def test_a_wiring_that_extends_itself_is_refused(lobby: Path) -> None:
    change(lobby / WIRING, "extends: leg", "extends: doorman")
    assert findings(lobby) == [f"{WIRING}:4:10: SC117"]


def test_a_name_of_a_shipped_chart_or_limit_is_taken(lobby: Path) -> None:
    text = (ROOT / "machines/answering/echo.yaml").read_text(encoding="utf-8")
    (lobby / "machines/answering/echo.yaml").write_text(text, encoding="utf-8")
    (lobby / "machines/limits.yaml").write_text(
        "T1: {unit: s, default: 1, min: 1, max: 60, source: us, doc: longer}\n", encoding="utf-8"
    )
    assert [each.rpartition(" ")[2] for each in findings(lobby)] == ["SC106", "SC106"]


def test_base_keeps_the_receivers_of_the_extended_wire(lobby: Path) -> None:
    wires = "wires:\n  usage.up: [{leg: answering.connected, optional: true}, base]\n"
    change(lobby / WIRING, "wires:\n", wires)
    library, found = examine(lobby / "machines")
    assert found == []
    shipped, _ = examine(ROOT / "machines")
    [wire] = [each for each in library.wirings["doorman"].wires if (each.sender, each.signal.name) == ("usage", "up")]
    [before] = [each for each in shipped.wirings["leg"].wires if (each.sender, each.signal.name) == ("usage", "up")]
    assert [dict(each.targets).keys() for each in wire.receivers[1:]] == [
        dict(e.targets).keys() for e in before.receivers
    ]
    assert "answering" in wire.receivers[0].targets
