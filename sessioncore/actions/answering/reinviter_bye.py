"""Actions of answering/reinviter_bye: its rows only signal."""

from __future__ import annotations

from sessioncore.actions.answering._service import AnsweringActions


class Actions(AnsweringActions):
    """Nothing beyond the chart."""

    __slots__ = ()
