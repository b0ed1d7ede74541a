from __future__ import annotations

import pickle

import attrs
import pytest

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    MediaQualityChanged,
    MediaRecorded,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    PlayStream,
    RecordStream,
    ReportStream,
    StreamStatistics,
)

VALUES: list[MediaCommand | MediaEvent] = [
    OpenStream("a", 4000),
    ConfigureStream("a", ("192.0.2.1", 4000), "PCMU", 0, (0, 101), 101, True, True, "echo", 7),
    CloseStream("a"),
    ReportStream("a"),
    ReportStream("a", every=5.0),
    PlayStream("a", "tone:440"),
    RecordStream("a", "/tmp/a.wav"),
    MediaStarted("a", 7, 0),
    MediaSilent("a", 20.0),
    MediaStopped("a", StreamStatistics(sent_packets=3)),
    MediaReport("a", StreamStatistics(), periodic=True),
    MediaQualityChanged("a", "poor", 0.1, 0.02, None),
    MediaFinished("a", "file:a.wav"),
    MediaRecorded("a", "/tmp/a.wav", 1.5, True),
    MediaFailed("a", "no"),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_survives_the_way_to_another_process(value: MediaCommand | MediaEvent) -> None:
    assert pickle.loads(pickle.dumps(value)) == value


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_value_cannot_be_changed(value: MediaCommand | MediaEvent) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        value.stream = "b"  # type: ignore[misc]
