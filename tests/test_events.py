"""Public events: frozen, by keyword only, with session and time."""

from __future__ import annotations

import attrs
import pytest

from sessioncore import events
from sessioncore.base.media import StreamStatistics
from tests.support.peer import ALL_EVENTS

KINDS = sorted((kind for kind in ALL_EVENTS if kind is not events.PublicEvent), key=lambda kind: kind.__name__)
VALUES = {"statistics": StreamStatistics(), "at": 1.5, "seconds": 2.0, "status": 486, "count": 3}


def make(kind: type[events.PublicEvent]) -> events.PublicEvent:
    return kind(**{field.name: VALUES.get(field.name, field.name) for field in attrs.fields(kind)})


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_event(kind: type[events.PublicEvent]) -> None:
    event = make(kind)
    assert (event.session, event.at) == ("session", 1.5)
    assert event == make(kind)
    assert hash(event) == hash(make(kind))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        event.session = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        kind("session", 1.5)  # type: ignore[misc]
    assert kind.__doc__


def test_names_are_in_the_past_tense_or_say_what_is() -> None:
    """House rule: events past tense."""
    assert {kind.__name__ for kind in KINDS} >= {
        "CallFailed",
        "CellError",
        "EventsLost",
        "IncomingCall",
        "MediaFailed",
        "MediaSilent",
        "MediaStarted",
        "MediaStopped",
        "MessageDropped",
        "SessionStateChanged",
    }
