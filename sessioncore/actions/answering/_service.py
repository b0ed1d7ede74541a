"""What the answering charts share."""

from __future__ import annotations

from typing import Any

import attrs

from sessioncore.actions.part import PartActions


@attrs.define
class Slice:
    """Whoever answers keeps nothing: what the caller hears is the media source of the leg."""


class AnsweringActions(PartActions):
    """Base of the actions of all answering charts."""

    __slots__ = ("slice",)

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = Slice()
