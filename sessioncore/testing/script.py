"""Scripted calls of two real engines: each message arrives, and each timer fires, when the script says so.

`sessioncore explore` writes what it found as such a script; tests of races are written so by hand
(tests/simulation/test_rfc5407.py).
"""

from __future__ import annotations

from sessioncore.exploration.stage import NotPlayableError, Stage, UnderWay

__all__ = ["NotPlayableError", "Stage", "UnderWay"]
