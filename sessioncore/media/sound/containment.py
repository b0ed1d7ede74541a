"""A mistake of ours, or of an application's, in the sound of one stream or in one chore ends that, and no other."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from sessioncore.base.media import MediaFailed
from sessioncore.media.chores import FAILURES

if TYPE_CHECKING:
    from sessioncore.base.media import MediaCommand
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


def misled(plane: MediaPlane, command: MediaCommand, error: Exception, now: float) -> None:
    """Tell that a command could not be carried out; where it was about the stream itself, that is as after a mistake.

    Types are not checked where programs call us: what is no source, time or path is noticed here.
    """
    what = FAILURES.get(type(command))
    if what is None:
        contain(plane, command.stream, error, now)
    else:
        _log.error("%s of stream %s failed", type(command).__name__, command.stream, exc_info=error)
        plane.tell(MediaFailed(command.stream, f"{type(error).__name__}: {error}"[:200], what), now)
