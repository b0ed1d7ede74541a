"""What echo, noise and gain processing does to recorded speech, and its CPU for 20 ms. Run by hand; prints lines.

python tests/bench/bench_processing.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from sessioncore.base.sound import ProcessStream
from sessioncore.media.sound.processing import Processor
from tests.media.sound.test_processing import decibels, echo_of, powers, processed, speech


def costs(rate: int, **wanted: bool) -> float:
    """CPU seconds for 20 ms."""
    made = Processor(rate, ProcessStream("s", **wanted), pytest.fail)
    sound = np.repeat(speech(10, 2), rate // 8000).astype(np.int16).tobytes()
    size, far = rate // 25, bytes(160)
    began = time.process_time()
    for n in range(500):
        made.say(1, 160 * n, "PCMU", far, 0.0)
        made(sound[n * size : (n + 1) * size])
    return (time.process_time() - began) / 500


def main() -> None:
    far, near = speech(15, 1), speech(15, 2)
    for delay in (0.05, 0.2, 0.4):
        echo = echo_of(far, delay)
        left, off = processed(echo, far, echo=True), processed(echo, far, high_pass=True)
        was = decibels(powers(echo)[500:])
        erle = [was - decibels(powers(each)[500:]) for each in (left, off)]
        print(f"echo after {delay * 1000:.0f} ms: {erle[0]:.0f} dB less, with the canceller off {erle[1]:.1f} dB")
    talk, quiet = powers(near) > 1e4, powers(near) < 50
    talk[:200] = quiet[:200] = False
    for level in (200, 600, 1500):
        noisy = near + np.random.default_rng(5).normal(0, level, len(near))
        gaps = [decibels(powers(x)[talk]) - decibels(powers(x)[quiet]) for x in (noisy, processed(noisy, noise=True))]
        print(f"speech above noise: {gaps[0]:.0f} dB, cleaned {gaps[1]:.0f} dB")
    for factor in (0.03, 0.1, 0.3, 1.0):
        levels = [decibels(powers(x)[talk]) for x in (near * factor, processed(near * factor, gain=True))]
        print(f"speech of {levels[0]:.0f} dBov comes to {levels[1]:.0f} dBov")
    for rate in (8000, 16000, 48000):
        each = {name: costs(rate, **{name: True}) * 1e6 for name in ("echo", "noise", "gain")}
        everything = costs(rate, echo=True, noise=True, gain=True, high_pass=True) * 1e6
        print(rate, {name: round(us) for name, us in each.items()}, f"all {everything:.0f} us for 20 ms")


if __name__ == "__main__":
    main()
