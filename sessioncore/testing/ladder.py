"""Text ladders with chart transitions; see `core.ladder`, which the programs use as well."""

from __future__ import annotations

from sessioncore.core.ladder import Ladder, describe, transitions

__all__ = ["Ladder", "describe", "transitions"]
