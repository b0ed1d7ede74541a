"""A mistake of ours in the sound of one stream, or in one chore, ends that, and no other."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sessioncore.base.media import MediaFailed

if TYPE_CHECKING:
    from sessioncore.media.chores import Chore
    from sessioncore.media.plane import MediaPlane

_log = logging.getLogger(__name__)


def contain(plane: MediaPlane, stream: str, error: Exception, now: float) -> None:
    """Let a stream neither send nor hear any more, until it is agreed anew, and tell that it failed."""
    _log.error("the sound of stream %s failed", stream, exc_info=error)
    if not plane.is_open(stream):
        return
    state = plane.get(stream)
    state.sending = state.receiving = False
    state.chosen = state.source = state.coded = state.interrupted = state.dialing = None
    state.interrupting, state.tick = False, 0
    state.listener = state.ears = state.echo = None
    state.listeners = ()
    state.heard.clear()
    plane.tell(MediaFailed(stream, f"its sound failed: {type(error).__name__}"), now)


def contain_chore(plane: MediaPlane, chore: Chore, error: Exception, now: float) -> None:
    """Let a recording or a mix be over, and tell that it failed."""
    _log.error("%s failed", type(chore).__name__, exc_info=error)
    chore.fail(plane, now, f"it failed: {type(error).__name__}")
