"""A project of one's own: scaffolded, extended, with a chart in the place of a shipped one, in real calls; renamed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sessioncore.cli import main as program
from sessioncore.codegen.cli import main
from sessioncore.codegen.examine import examine

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "MYPYPATH": str(ROOT),
    "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache/own"),
}
"""As the installed package is found; the type checker does not follow an editable installation."""

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


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120
    )


@pytest.fixture(scope="module")
def scaffolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "lobby"
    folder.mkdir()
    done = run(folder, "-m", "sessioncore.cli", "new", "doorman")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def lobby(scaffolded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the scaffolded project, which is the current folder."""
    shutil.copytree(scaffolded, tmp_path / "lobby")
    monkeypatch.chdir(tmp_path / "lobby")
    return tmp_path / "lobby"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def findings(folder: Path) -> list[str]:
    """`file:line:column: rule` of everything that is wrong."""
    return [f"{item.span}: {item.rule}" for item in examine(folder / "machines")[1]]


# -- the scaffold


def test_what_is_scaffolded_is_clean_typed_and_tested(lobby: Path) -> None:
    for arguments in (
        ("-m", "sessioncore.cli", "check"),
        ("-m", "sessioncore.cli", "generate", "--check"),
        ("-m", "sessioncore.cli", "fmt", "--check"),
        ("-m", "mypy", "--strict", "-p", "lobby"),
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
        assert [ref.name for ref in charts][11:] == last
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
        called = run(lobby, "-m", "sessioncore.cli", "call", f"sip:door@{address}", "--hangup-after", "0.3")
        assert called.returncode == 0, called.stdout + called.stderr
    finally:
        process.terminate()
        process.wait(20)
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


# -- rename


def text_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".py", ".yaml", ".toml")
    }


RENAMED = {
    "state": ("ringing", "hearing"),
    "event": ("invited", "called"),
    "guard": ("welcome", "expected"),
    "action": ("note_caller", "keep_caller"),
    "signal": ("declines", "refuses"),
    "timer": ("moment", "patience"),
}


def test_renamed_things_are_renamed_everywhere_and_all_is_well(lobby: Path) -> None:
    chart = lobby / "machines/answering/doorman.yaml"
    change(chart, "    timer: moment\n", "    timer: moment      # not for long\n")
    for kind, (old, new) in RENAMED.items():
        if kind == "event":
            continue  # also raised by a shipped wire, see below
        assert main(["rename", "doorman", kind, old, new]) == 0, kind
    assert findings(lobby) == []
    assert main(["generate", "--check"]) == 0
    text = chart.read_text(encoding="utf-8")
    assert "    timer: patience      # not for long\n" in text
    for kind, (old, _) in RENAMED.items():
        if kind != "event":
            assert not re.search(rf"(?<![\w]){old}(?![\w])", re.sub(r"doc: .*|#.*", "", text)), old
    test = (lobby / "tests/answering/test_doorman.py").read_text(encoding="utf-8")
    assert '"hearing.moment_over"' in test
    assert "doorman.refuses: " in (lobby / WIRING).read_text(encoding="utf-8")
    done = run(lobby, "-m", "pytest", "-q")
    assert done.returncode == 0, done.stdout


def test_a_timers_event_is_renamed_in_rows_and_row_ids(lobby: Path) -> None:
    assert main(["rename", "doorman", "event", "moment_over", "waited"]) == 0
    assert findings(lobby) == []
    assert '"ringing.waited"' in (lobby / "tests/answering/test_doorman.py").read_text(encoding="utf-8")
    assert run(lobby, "-m", "pytest", "-q").returncode == 0


def test_a_dry_run_shows_the_difference_and_writes_nothing(lobby: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = text_of(lobby)
    assert main(["rename", "doorman", "signal", "declines", "refuses", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "--- a/machines/answering/doorman.yaml" in shown
    assert "+  refuses: {status: int}" in shown
    assert "+    def payload_refuses(self, event: chart.Invited) -> chart.Refuses:" in shown
    assert text_of(lobby) == before


@pytest.mark.parametrize(
    ("kind", "old", "new", "said"),
    [
        ("state", "ringing", "serving", "has 'serving' already"),
        ("event", "ended", "connected", "has 'connected' already"),
        ("guard", "welcome", "note_caller", "has 'note_caller' already"),
        ("signal", "rings", "class", "is a word of Python"),
        ("action", "note_callr", "keep", "write 'note_caller'"),
        ("event", "action_failed", "broken", "is the same event in every chart"),
        ("event", "invited", "called", "the charts would not be right afterwards"),
        ("state", "done", "DONE", "is not a name"),
    ],
)
def test_what_would_clash_is_refused(
    kind: str, old: str, new: str, said: str, lobby: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = text_of(lobby)
    assert main(["rename", "doorman", kind, old, new]) == 2
    assert said in capsys.readouterr().err
    assert text_of(lobby) == before


def test_a_shipped_chart_is_not_renamed_in(lobby: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert lobby.is_dir()
    assert main(["rename", "setup/incoming", "state", "ringing", "hearing"]) == 2
    assert "comes with sessioncore" in capsys.readouterr().err


@pytest.mark.full
def test_this_repository_survives_renamings(tmp_path: Path) -> None:
    """A state, event, guard, ask, action, signal and timer of modify_out; then check, generate, types and its test."""
    copy = tmp_path / "copy"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    for name in filter(None, listed):
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_symlink():
            target.symlink_to(source.readlink())
        elif source.is_file():
            shutil.copy(source, target)
    environment = {**os.environ, "PYTHONPATH": str(copy)}

    def ours(*arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, text=True, timeout=300
        )
        assert done.returncode == 0, (arguments, done.stdout[-3000:] + done.stderr[-3000:])

    for kind, old, new in (
        ("state", "glare", "collision"),
        ("event", "told_to_hold", "asked_to_hold"),
        ("guard", "crossed", "overtaken"),
        ("guard", "stable", "steady"),
        ("action", "send_reinvite", "offer_again"),
        ("signal", "rollback", "take_back"),
        ("timer", "turn_limit", "patience"),
    ):
        ours("-m", "sessioncore.cli", "rename", "modify_out", kind, old, new)
    ours("-m", "sessioncore.cli", "check")
    ours("-m", "sessioncore.cli", "generate", "--check")
    ours("-m", "mypy", "sessioncore")
    ours("-m", "pytest", "-q", "-n", "0", "tests/negotiation/test_modify_out.py", "tests/negotiation/test_modify_in.py")
