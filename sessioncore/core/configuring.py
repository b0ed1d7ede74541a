"""Commands of no session: what an engine is told about the sessions to come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.effects import Reply
from sessioncore.wire.sdp import formats_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessioncore.core.engine import Engine
    from sessioncore.inputs import Command

PREFER_CODECS: Final = "prefer_codecs"
"""Changes the preference of codecs: `codecs`, and `host` for those with one peer."""

SERVE_EVENT: Final = "serve_event"
"""From now on there are subscriptions to the event `package`, told of by NOTIFYs with bodies of `content_type`."""


def configure(engine: Engine, command: Command) -> None:
    """Take a command of no session; another is refused, as one of a session that is over."""
    take = _COMMANDS.get(command.name) if not command.session else None
    if take is None:
        engine.outbox.append(Reply(command.id, "refused", 481, "no such session"))
        return
    try:
        take(engine, command)
    except ConfigError as error:
        engine.outbox.append(Reply(command.id, "refused", 400, error.message))
        return
    engine.outbox.append(Reply(command.id, "done"))


def _prefer_codecs(engine: Engine, command: Command) -> None:
    """Change `Settings.codecs`, or with a `host` its `peer_codecs` (none: forget them), for sessions to come."""
    codecs, host = tuple(command.arguments.get("codecs", ())), command.arguments.get("host", "")
    settings = engine.settings
    if codecs or not host:
        formats_of(codecs)
    if host:
        others = tuple([each for each in settings.peer_codecs if each[0].lower() != host.lower()])
        engine.settings = attrs.evolve(settings, peer_codecs=(*others, (host, codecs)) if codecs else others)
    else:
        engine.settings = attrs.evolve(settings, codecs=codecs)


def _serve_event(engine: Engine, command: Command) -> None:
    package, content_type = command.arguments["package"], command.arguments["content_type"]
    others = tuple([each for each in engine.settings.event_packages if each[0] != package])
    engine.settings = attrs.evolve(engine.settings, event_packages=(*others, (package, content_type)))


_COMMANDS: Final[dict[str, Callable[[Engine, Command], None]]] = {
    PREFER_CODECS: _prefer_codecs,
    SERVE_EVENT: _serve_event,
}
