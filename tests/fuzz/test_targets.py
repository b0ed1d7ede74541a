"""The fuzz targets: over what was found and kept, and for a while guided by coverage."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
KEPT = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*"))
SECONDS = float(os.environ.get("SESSIONCORE_FUZZ_SECONDS", "0")) * 0.75
RUNS = {"sip": 100_000, "sdp": 100_000, "stream": 15_000, "digest": 35_000, "feed": 1_200}
RUNS |= {"media": 3_000, "secured": 4_000, "sound": 1_500, "relay": 10_000, "ng": 50_000}
"""The same inputs on every machine, however fast, unless a time is asked for: what is found must be found again."""


@pytest.mark.parametrize("name", KEPT)
def test_what_was_kept_breaks_nothing(name: str) -> None:
    target = importlib.import_module(f"tests.fuzz.fuzz_{name.partition('/')[0]}")
    target.one((CORPUS / name).read_bytes())


def test_every_target_has_a_corpus_and_all_of_it_is_small() -> None:
    assert {name.partition("/")[0] for name in KEPT} == set(RUNS)
    assert sum((CORPUS / name).stat().st_size for name in KEPT) < 200_000


@pytest.mark.fuzz
@pytest.mark.parametrize("target", RUNS)
def test_fuzzing_finds_nothing(require_peer: Callable[[str], str], target: str, tmp_path: Path) -> None:
    """A find is printed in Base64: keep its octets in the corpus of the target once it is mended."""
    require_peer("atheris")
    corpus = shutil.copytree(CORPUS / target, tmp_path / "corpus")
    command = [sys.executable, "-m", "tests.fuzz.fuzzing", target, str(corpus)]
    command += [f"-max_total_time={SECONDS:.0f}"] if SECONDS else ["-seed=1", f"-runs={RUNS[target]}"]
    command += ["-timeout=30", "-max_len=8192"]
    command += [f"-artifact_prefix={tmp_path}/"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS + 120, env=environment)
    assert run.returncode == 0, run.stderr[-4000:]
    assert "Done " in run.stderr
