"""Fixtures for every test: where data lies, which peers are there, and how hard hypothesis tries."""

from __future__ import annotations

import gc
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.support.certificates import Authority
    from tests.support.peer import Peer

pytest_plugins = ["tests.support.rows", "tests.support.outcomes", "tests.support.picking", "tests.support.captured"]

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

PEERS = {
    "sipp": "Debian package sip-tester",
    "tshark": "Debian package tshark",
    "baresip": "Debian package baresip-core",
    "openssl": "Debian package openssl",
    "kamailio": "Debian package kamailio",
    "rtpengine": "Debian package rtpengine-daemon",
    "chromium": "Debian package chromium",
    "turnserver": "Debian package coturn",
    "pjsua2": "Python package pjsua2-python",
    "atheris": "Python package atheris",
    "aiosipua": "Python package aiosipua",
    "sipmessage": "Python package sipmessage",
}
"""What an independent program or library is called, and where it comes from."""

# The same examples on every machine and in every run; `make test-full` looks further, by chance.
settings.register_profile("steady", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("full", max_examples=2_000, deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """What collecting makes stays to the end: the collector looks for garbage only in what comes after."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def absent(what: str) -> NoReturn:
    """Something outside the repository is missing: a visible skip, and a failure where CI promises to have it."""
    if IN_CI:
        pytest.fail(f"{what} (CI=true: not skipped)", pytrace=False)
    pytest.skip(what)


def find_peer(name: str) -> str:
    """The path of a peer program, or the name of a peer library; skips or fails when it is not installed."""
    source = PEERS[name]
    if source.startswith("Debian"):
        found = shutil.which(name)
        if found:
            return found
    elif importlib.util.find_spec(name) is not None:
        return name
    absent(f"peer {name} is not installed ({source})")


@pytest.fixture(scope="session")
def require_peer() -> Callable[[str], str]:
    """``require_peer("sipp")`` gives the program's path; where it is missing the test is skipped, under CI it fails."""
    return find_peer


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority of the tests."""
    from tests.support.certificates import Authority

    find_peer("openssl")
    return Authority.make(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of test data that is not part of the repository (RFC 4475 and the like)."""
    folder = Path(os.environ.get("SESSIONCORE_TEST_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        absent("no test data: set SESSIONCORE_TEST_DATA")
    return folder


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture
def make_peer() -> Iterator[Callable[..., Peer]]:
    """``make_peer(**settings)`` gives an engine and its scripted peer; at the end nothing of either may be left."""
    from tests.support.peer import Peer

    made: list[Peer] = []

    def make(**options: Any) -> Peer:
        made.append(Peer(**options))
        return made[-1]

    yield make
    for peer in made:
        peer.check_over()


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    """An engine and its scripted peer."""
    return make_peer()
