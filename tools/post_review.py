"""Post the text of a chart review as a comment of its pull request; run by .github/workflows/chart-review-comment.yml.

The artifact was made by a run that the pull request may have changed, so nothing in it is trusted: its size is bounded
before and after unpacking, two files are read and no other, the number in it only counts when the pull request of that
number has the very commit that was run, and of the text nothing but plain words and code spans is left.

Only the standard library is used: this program runs with the right to comment, so it should hold no code of others.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import urllib.error
import urllib.request
import zipfile
from collections.abc import Mapping
from http.client import HTTPMessage
from typing import IO, Any, Protocol

ARTIFACT = "chart-review"
TEXT, NUMBER = "changes.md", "number.txt"
MARK = "<!-- sessioncore chart review -->"
AUTHOR = "github-actions[bot]"
MOST_ARTIFACT = 20_000_000
MOST_TEXT = 61_000
MOST_PAGES = 10
MOST_ANSWER = 20_000_000
SECONDS = 30.0

_CODE = re.compile(r"`[^`\n]+`")
_WORDS = re.compile(r"(?:#{2,4} )?(?:- )?[A-Za-z0-9 .,:;()'/=×→➕➖✏🏷\ufe0f*-]*")
"""What may stand outside code spans: no mention, reference, link, image, HTML or entity can be made of it."""
_LINKS = re.compile(r"://|www\.|\b[A-Za-z]+-[0-9]+\b", re.IGNORECASE)


class Refused(Exception):
    """The artifact is not posted; the message says why."""


class Api(Protocol):
    """The part of GitHub's REST API that is needed; paths begin behind the repository."""

    def get(self, path: str) -> Any: ...
    def download(self, path: str, most: int) -> bytes: ...
    def send(self, method: str, path: str, body: Mapping[str, str]) -> None: ...


def post(event: Mapping[str, Any], repository: str, api: Api) -> str:
    """Post or renew the comment for the run that `event` (of workflow_run) tells of; says what was done.

    Raises `Refused`.
    """
    run = event["workflow_run"]
    run_id = int(run["id"])
    files = unpacked(api.download(artifact(api, run_id), MOST_ARTIFACT))
    number = checked_number(files[NUMBER])
    pull = api.get(f"/pulls/{number}")
    if pull["state"] != "open":
        raise Refused(f"pull request {number} is not open")
    if pull["head"]["sha"] != run["head_sha"]:
        raise Refused(f"pull request {number} has another commit than the run")
    if (pull["head"]["repo"] or {}).get("id") != run["head_repository"]["id"] or pull["base"]["repo"][
        "full_name"
    ] != repository:
        raise Refused(f"pull request {number} is of another repository than the run")
    body = "\n".join(
        [
            MARK,
            harmless(files[TEXT]),
            f"The pictures are in the artifact of [the run](https://github.com/{repository}/actions/runs/{run_id}).",
        ]
    )
    old = own_comment(api, number)
    if old is None:
        api.send("POST", f"/issues/{number}/comments", {"body": body})
        return f"commented on {number}"
    api.send("PATCH", f"/issues/comments/{old}", {"body": body})
    return f"renewed the comment on {number}"


def artifact(api: Api, run_id: int) -> str:
    """The path of the run's only artifact of that name, if it is small enough."""
    listed = api.get(f"/actions/runs/{run_id}/artifacts?name={ARTIFACT}&per_page=100")["artifacts"]
    found = [each for each in listed if each["name"] == ARTIFACT and not each["expired"]]
    if len(found) != 1:
        raise Refused(f"the run has {len(found)} artifacts named {ARTIFACT}")
    if int(found[0]["size_in_bytes"]) > MOST_ARTIFACT:
        raise Refused(f"the artifact has more than {MOST_ARTIFACT} bytes")
    return f"/actions/artifacts/{int(found[0]['id'])}/zip"


def unpacked(data: bytes) -> dict[str, bytes]:
    """The two files that are needed, from memory; nothing is written to a disk."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: _member(archive, name, most) for name, most in ((TEXT, 4 * MOST_TEXT), (NUMBER, 20))}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Refused(f"the artifact cannot be read: {error}") from None


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """One file, of which not more than `most` bytes are unpacked whatever its head says."""
    try:
        with archive.open(name) as stream:
            data = stream.read(most + 1)
    except KeyError:
        raise Refused(f"the artifact has no {name}") from None
    if len(data) > most:
        raise Refused(f"{name} has more than {most} bytes")
    return data


def checked_number(data: bytes) -> int:
    """The number of the pull request."""
    if not re.fullmatch(rb"[1-9][0-9]{0,9}\n?", data):
        raise Refused(f"{NUMBER} is no number")
    return int(data)


def harmless(data: bytes) -> str:
    """The text with everything that is not plain in code spans, and not too long."""
    text = data.decode("utf-8", errors="replace")
    text = "".join(char for char in text if char == "\n" or char.isprintable() or char == "\ufe0f")
    kept: list[str] = []
    size = 0
    for line in text.split("\n"):
        shown = _line(line)
        size += len(shown) + 1
        if size > MOST_TEXT:
            kept.append("The rest does not fit here.")
            break
        kept.append(shown)
    return "\n".join(kept)


def _line(line: str) -> str:
    outside = _CODE.sub("", line)
    if _WORDS.fullmatch(outside) and not _LINKS.search(outside):
        return line
    return "`" + line.replace("`", "'").strip() + "`"


def own_comment(api: Api, number: int) -> int | None:
    """The comment that an earlier run made."""
    for page in range(1, MOST_PAGES + 1):
        comments = api.get(f"/issues/{number}/comments?per_page=100&page={page}")
        for comment in comments:
            if (comment["user"] or {}).get("login") == AUTHOR and (comment["body"] or "").startswith(MARK):
                return int(comment["id"])
        if len(comments) < 100:
            break
    return None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The answer to a download leads to another host, which must not get the token."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class GitHub:
    """`Api` over HTTPS."""

    def __init__(self, base: str, repository: str, token: str) -> None:
        self._base = f"{base}/repos/{repository}"
        self._token = token
        self._opener = urllib.request.build_opener(_NoRedirect())

    def _request(self, method: str, path: str, body: bytes | None = None) -> urllib.request.Request:
        heads = {
            "Authorization": f"Bearer {self._token}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        return urllib.request.Request(self._base + path, body, heads, method=method)

    def get(self, path: str) -> Any:
        """The JSON of a path."""
        with self._opener.open(self._request("GET", path), timeout=SECONDS) as answer:
            return json.loads(answer.read(MOST_ANSWER))

    def download(self, path: str, most: int) -> bytes:
        """The bytes that a path leads to, fetched without the token."""
        try:
            with self._opener.open(self._request("GET", path), timeout=SECONDS):
                raise Refused("the artifact is not where it is said to be")
        except urllib.error.HTTPError as error:
            place = error.headers.get("Location", "")
            if error.code != 302 or not place.startswith("https://"):
                raise Refused(f"the artifact cannot be fetched: {error.code}") from None
        with urllib.request.urlopen(place, timeout=SECONDS) as answer:
            data: bytes = answer.read(most + 1)
        if len(data) > most:
            raise Refused(f"the artifact has more than {most} bytes")
        return data

    def send(self, method: str, path: str, body: Mapping[str, str]) -> None:
        """Send JSON."""
        with self._opener.open(self._request(method, path, json.dumps(body).encode()), timeout=SECONDS) as answer:
            answer.read(MOST_ANSWER)


def main() -> int:
    """Exit status 0 when the comment stands, or need not stand; 1 when it was refused."""
    with open(os.environ["GITHUB_EVENT_PATH"], encoding="utf-8") as stream:
        event = json.load(stream)
    repository = os.environ["GITHUB_REPOSITORY"]
    api = GitHub(os.environ["GITHUB_API_URL"], repository, os.environ["GITHUB_TOKEN"])
    try:
        print(post(event, repository, api))
    except Refused as refused:
        print(f"not posted: {refused}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
