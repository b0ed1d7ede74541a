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
TARGETS = ("sip", "sdp", "stream", "digest", "feed")
KEPT = sorted(path.relative_to(CORPUS).as_posix() for path in CORPUS.glob("*/*"))
SECONDS = float(os.environ.get("SESSIONCORE_FUZZ_SECONDS", "20")) * 0.75
# The same inputs in the same order on every machine, as far as SECONDS let it come, unless a time is asked for.
SEED = [] if "SESSIONCORE_FUZZ_SECONDS" in os.environ else ["-seed=1"]


@pytest.mark.parametrize("name", KEPT)
def test_what_was_kept_breaks_nothing(name: str) -> None:
    target = importlib.import_module(f"tests.fuzz.fuzz_{name.partition('/')[0]}")
    target.one((CORPUS / name).read_bytes())


def test_every_target_has_a_corpus_and_all_of_it_is_small() -> None:
    assert {name.partition("/")[0] for name in KEPT} == set(TARGETS)
    assert sum((CORPUS / name).stat().st_size for name in KEPT) < 200_000


@pytest.mark.fuzz
@pytest.mark.parametrize("target", TARGETS)
def test_fuzzing_finds_nothing(require_peer: Callable[[str], str], target: str, tmp_path: Path) -> None:
    """A find is printed in Base64: keep its octets in the corpus of the target once it is mended."""
    require_peer("atheris")
    corpus = shutil.copytree(CORPUS / target, tmp_path / "corpus")
    command = [sys.executable, "-m", "tests.fuzz.fuzzing", target, str(corpus)]
    command += [*SEED, f"-max_total_time={SECONDS:.0f}", "-timeout=10", "-max_len=8192"]
    command += [f"-artifact_prefix={tmp_path}/"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS + 60, env=environment)
    assert run.returncode == 0, run.stderr[-4000:]
    assert "Done " in run.stderr
