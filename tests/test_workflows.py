"""The workflows that review charts are safe for pull requests from forks, and the program that posts trusts nothing."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest
import yaml

from sessioncore.codegen.diagnostics import Diagnostic
from sessioncore.codegen.load import load_library
from sessioncore.codegen.model import Library, Span
from sessioncore.codegen.review.charts import compare_charts
from sessioncore.codegen.review.library import Review, compare
from sessioncore.codegen.review.page import page

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.y*ml"))


def loaded(name: str) -> Any:
    return yaml.load((FOLDER / name).read_text(), yaml.BaseLoader)


def steps(workflow: Any) -> list[Any]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


READING = loaded("chart-review.yml")
POSTING = loaded("chart-review-comment.yml")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_and_scripts_take_nothing_by_substitution(path: Path) -> None:
    for line in path.read_text().splitlines():
        if "uses:" in line:
            assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    workflow = loaded(path.name)
    for step in steps(workflow):
        assert "${{" not in step.get("run", ""), "what others write must not become a part of a script"
    assert "permissions" in workflow, "without it a workflow has whatever the repository gives"
    assert "pull_request_target" not in workflow["on"], "it would run with rights beside what a fork proposes"
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 60


def test_the_reading_workflow_has_no_secret_and_may_only_read() -> None:
    assert READING["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in READING["jobs"].values())
    text = (FOLDER / "chart-review.yml").read_text()
    assert "secrets." not in text
    assert "token" not in text.lower()
    assert set(READING["on"]) == {"pull_request"}


def test_the_reading_workflow_runs_nothing_of_the_proposal() -> None:
    every = steps(READING)
    checkouts = [step for step in every if "actions/checkout" in step.get("uses", "")]
    assert [step["with"]["ref"] for step in checkouts] == ["${{ github.event.pull_request.base.sha }}"]
    assert checkouts[0]["with"]["persist-credentials"] == "false"
    commands = [line for step in every for line in step.get("run", "").splitlines()]
    fetch = next(number for number, line in enumerate(commands) if "refs/pull/" in line)
    install = next(number for number, line in enumerate(commands) if "pip install" in line)
    assert install < fetch, "the base is installed before anything of the proposal is there"
    assert "refs/review/merge" in commands[fetch]
    git = [line for line in commands if re.search(r"\bgit\b", line)]
    assert git == [commands[fetch]], "nothing is checked out, merged or archived"
    given = {name for job in READING["jobs"].values() for name in job.get("env", {})}
    assert given == {"NUMBER"}
    expressions = set(re.findall(r"\$\{\{\s*(.*?)\s*\}\}", (FOLDER / "chart-review.yml").read_text()))
    assert expressions == {"github.event.pull_request.number", "github.event.pull_request.base.sha"}


def test_the_posting_workflow_has_the_least_rights_and_the_code_of_the_default_branch() -> None:
    assert POSTING["permissions"] == {}
    [job] = POSTING["jobs"].values()
    assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
    assert POSTING["on"]["workflow_run"]["workflows"] == [READING["name"]]
    checkouts = [step for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
    assert "ref" not in checkouts[0]["with"], "workflow_run checks out the default branch"
    assert "repository" not in checkouts[0]["with"]
    assert checkouts[0]["with"]["persist-credentials"] == "false"
    assert [step["run"] for step in job["steps"] if "run" in step] == ["python3 -I tools/post_review.py"]
    assert "workflow_run.event == 'pull_request'" in job["if"]
    assert "secrets." not in (FOLDER / "chart-review-comment.yml").read_text()


def program() -> ModuleType:
    spec = importlib.util.spec_from_file_location("post_review", ROOT / "tools" / "post_review.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


POST = program()
SHA = "0123456789abcdef0123456789abcdef01234567"
EVENT = {"workflow_run": {"id": 77, "head_sha": SHA, "head_repository": {"id": 5}}}
PULL = {
    "state": "open",
    "head": {"sha": SHA, "repo": {"id": 5}},
    "base": {"repo": {"full_name": "owner/project"}},
}


def archive(files: Mapping[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


GOOD = {"changes.md": b"### What changes in the charts\n\n- `a`\n", "number.txt": b"12\n"}


@attrs.define
class FakeGitHub:
    data: bytes = archive(GOOD)
    pull: Mapping[str, Any] = PULL
    comments: list[dict[str, Any]] = attrs.field(factory=list)
    artifacts: list[dict[str, Any]] = attrs.field(
        factory=lambda: [{"name": "chart-review", "expired": False, "size_in_bytes": 900, "id": 3}]
    )
    sent: list[tuple[str, str, str]] = attrs.field(factory=list)

    def get(self, path: str) -> Any:
        if path.startswith("/actions/runs/77/artifacts"):
            return {"artifacts": self.artifacts}
        if path == "/pulls/12":
            return self.pull
        assert path.startswith("/issues/12/comments")
        number = int(path.rpartition("=")[2])
        return self.comments[(number - 1) * 100 : number * 100]

    def download(self, path: str, most: int) -> bytes:
        assert path == "/actions/artifacts/3/zip"
        return self.data

    def send(self, method: str, path: str, body: Mapping[str, str]) -> None:
        self.sent.append((method, path, body["body"]))


def test_posts_a_comment_and_renews_its_own() -> None:
    api = FakeGitHub()
    assert POST.post(EVENT, "owner/project", api) == "commented on 12"
    [(method, path, body)] = api.sent
    assert (method, path) == ("POST", "/issues/12/comments")
    assert body.startswith(POST.MARK + "\n### What changes in the charts\n")
    assert "https://github.com/owner/project/actions/runs/77" in body
    mine = {"user": {"login": POST.AUTHOR}, "body": body, "id": 9}
    faked = {"user": {"login": "somebody"}, "body": body, "id": 8}
    api = FakeGitHub(comments=[faked] * 120 + [mine])
    POST.post(EVENT, "owner/project", api)
    assert api.sent[0][:2] == ("PATCH", "/issues/comments/9")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"state": "closed"}, "not open"),
        ({"head": {"sha": "f" * 40, "repo": {"id": 5}}}, "another commit"),
        ({"head": {"sha": SHA, "repo": {"id": 6}}}, "another repository"),
        ({"head": {"sha": SHA, "repo": None}}, "another repository"),
        ({"base": {"repo": {"full_name": "other/project"}}}, "another repository"),
    ],
)
def test_the_number_only_counts_with_the_commit_that_was_run(changes: dict[str, Any], why: str) -> None:
    api = FakeGitHub(pull={**PULL, **changes})
    with pytest.raises(POST.Refused, match=why):
        POST.post(EVENT, "owner/project", api)
    assert api.sent == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no archive", "cannot be read"),
        (archive({"number.txt": b"12"}), "no changes.md"),
        (archive({**GOOD, "number.txt": b"12/../../issues/1"}), "no number"),
        (archive({**GOOD, "number.txt": b"0"}), "no number"),
        (archive({**GOOD, "number.txt": b"1" * 30}), "more than"),
        (archive({**GOOD, "changes.md": b"0" * 50_000_000}), "more than"),
    ],
)
def test_artifacts_that_are_refused(data: bytes, why: str) -> None:
    api = FakeGitHub(data=data)
    with pytest.raises(POST.Refused, match=why):
        POST.post(EVENT, "owner/project", api)
    assert api.sent == []


def test_a_large_artifact_is_not_fetched() -> None:
    api = FakeGitHub(artifacts=[{"name": "chart-review", "expired": False, "size_in_bytes": 10**9, "id": 3}])
    with pytest.raises(POST.Refused, match="more than"):
        POST.post(EVENT, "owner/project", api)
    with pytest.raises(POST.Refused, match="0 artifacts"):
        POST.post(EVENT, "owner/project", FakeGitHub(artifacts=[]))


HOSTILE = (
    "@octocat", "ping @org/team", "see #1", "GH-12", "owner/project#3", "<img src=x>", "&#64;octocat",
    "[a](https://x)", "![](https://x/y.png)", "https://evil.example", "www.evil.example", "ok `code` @x", "``",
    "`open @x", "<!-- x", "\\@x",
    "a@b.example", "<details>", "- [ ] task", "| a | b |", "> quote", "___", "$x$", "~~~", "```", "closes JIRA-12",
    "[^1]", "text\r@x", "\u2028@x", "#1", "- #1",
)  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE)
def test_nothing_but_words_and_code_is_left(line: str) -> None:
    for shown in POST.harmless(f"before\n{line}\nafter".encode()).split("\n")[1:-1]:
        assert re.fullmatch(r"`[^`]*`", shown), shown


@cache
def reviews() -> dict[str, Review]:
    """Two large reviews: every shipped chart new, and every chart of a kind renamed with a new finding."""
    shipped, _ = load_library(ROOT / "machines")
    empty = Library({}, {}, {}, {})
    finding = Diagnostic("SC401", Span("machines/a/b.yaml", 3, 4), "state 'a' does not decide 'b'", (), ())
    changed = compare((shipped, []), (shipped, [finding]))
    one, other = shipped.charts["negotiation/modify_in"], shipped.charts["negotiation/modify_out"]
    mixed = attrs.evolve(changed, charts=(compare_charts(one, other),), tables=(("limit", "T1", "0.5 s", "1 s"),))
    return {"new": compare((empty, []), (shipped, [])), "gone": compare((shipped, []), (empty, [])), "mixed": mixed}


@pytest.mark.parametrize("name", ["new", "gone", "mixed"])
def test_what_our_own_tool_writes_is_left_as_it_is(name: str) -> None:
    review = reviews()[name]
    text = page(review, "base", "head", {chart.name: f"{chart.name}.svg" for chart in review.added})
    assert text.count("\n- ") > 5 or name != "mixed"
    assert POST.harmless(text.encode()) == text


def test_the_text_posted_is_bounded() -> None:
    assert len(POST.harmless(b"a\n" * 100_000)) < 65_536 - 500
    assert len(POST.harmless("é".encode() * 100_000)) < 65_536 - 500


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=True)


def test_the_steps_of_the_reading_workflow_work(tmp_path: Path) -> None:
    """Fetch and compare as they stand in the workflow, in a shallow clone of a repository with a pull request."""
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    for name in ("transaction/invite_client.yaml", "limits.yaml", "rules.yaml"):
        (origin / "machines" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "machines" / name, origin / "machines" / name)
    (origin / "pyproject.toml").write_text("[tool.sessioncore]\nhandlers = 'handlers'\n")
    chart = origin / "machines" / "transaction" / "invite_client.yaml"
    git(origin, "init", "-q")
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "base")
    git(origin, "checkout", "-q", "-b", "proposal")
    chart.write_text(chart.read_text().replace("timer_m: {after: 64*T1", "timer_m: {after: 32*T1"))
    git(origin, "commit", "-q", "-a", "-m", "proposal")
    git(origin, "checkout", "-q", "main")
    (origin / "other").write_text("the base went on")
    git(origin, "add", ".")
    git(origin, "commit", "-q", "-m", "more")
    git(origin, "merge", "-q", "--no-ff", "-m", "merge", "proposal")
    git(origin, "update-ref", "refs/pull/12/merge", "HEAD")
    git(origin, "reset", "-q", "--hard", "HEAD^1")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{origin}", "clone")
    programs = tmp_path / "bin"
    programs.mkdir()
    program = programs / "sessioncore"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m sessioncore.codegen "$@"\n')
    program.chmod(0o755)
    surroundings = {**os.environ, "NUMBER": "12", "PATH": f"{programs}:{os.environ['PATH']}"}
    for step in steps(READING):
        if "run" in step and "pip install" not in step["run"]:
            done = subprocess.run(
                ["bash", "-eo", "pipefail", "-c", step["run"]],
                cwd=clone,
                env=surroundings,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
    assert "timer `timer_m`: after `32*T1` (was `64*T1`)" in (clone / "review" / "changes.md").read_text()
    assert (clone / "review" / "number.txt").read_text() == "12\n"
    assert (clone / "review" / "transaction" / "invite_client.svg").is_file()
    assert "32*T1" not in (clone / "machines" / "transaction" / "invite_client.yaml").read_text(), "only objects came"
    files = {
        path.relative_to(clone / "review").as_posix(): path.read_bytes() for path in (clone / "review").rglob("*.*")
    }
    api = FakeGitHub(data=archive(files))
    assert POST.post(EVENT, "owner/project", api) == "commented on 12"
    assert "after `32*T1` (was `64*T1`)" in api.sent[0][2]
