"""A plane with callers who each send a tone, on a virtual clock: what mixes are tried with."""

from __future__ import annotations

import random
from typing import Any, TypeVar

import attrs
import numpy as np
import pytest

from sessioncore.base.media import ConfigureStream, MediaCommand, MediaEvent, OpenStream
from sessioncore.base.sound import JoinMix
from sessioncore.media.codecs.coders import find_coding
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtp.packet import pack_header

Told = TypeVar("Told")

START = 1_800_000_000.0
HERTZ: dict[str, float] = {"a": 440, "b": 660, "c": 880}


@attrs.define(slots=False)
class Caller:
    """Somebody who sends a tone to its stream, and what came back: when, and its payload."""

    name: str
    codec: str
    hertz: int
    peak: int = 6000
    heard: list[bytes] = attrs.field(factory=list)
    when: list[float] = attrs.field(factory=list)
    n: int = 0
    number: int = 96

    def __attrs_post_init__(self) -> None:
        self.speak(self.codec)

    def speak(self, codec: str) -> None:
        """Code with this from now on, and forget what was heard."""
        self.codec, self.coding = codec, find_coding(codec)
        self._encode = self.coding.make_encoder("", 20)
        self.heard.clear()
        self.when.clear()

    def packet(self) -> bytes:
        """The next 20 ms of the tone."""
        count = self.coding.sample_rate // 50
        at = np.arange(self.n * count, (self.n + 1) * count)
        wave = np.rint(self.peak * np.sin(2 * np.pi * self.hertz * at / self.coding.sample_rate)).astype(np.int16)
        return self.carrying(self.number, self._encode(wave.tobytes()))

    def carrying(self, number: int, payload: bytes, place: int | None = None) -> bytes:
        """A packet in the place of the next 20 ms, or with the timestamp of another."""
        stamp = (self.n if place is None else place) * self.coding.clock_rate // 50
        self.n += 1
        return pack_header(number, self.n & 0xFFFF, stamp & 0xFFFFFFFF, self.hertz) + payload

    def sealed(self, data: bytes) -> bytes:
        """As it is on the wire."""
        return data

    def opened(self, data: bytes) -> bytes:
        """As it was before it was on the wire."""
        return data

    def strength(self, hertz: float) -> float:
        """How strong a tone is in the last half second, in samples' units."""
        return self.strengths({"": hertz})[""]

    def strengths(self, hertz: dict[str, float] | None = None) -> dict[str, float]:
        """How strong each caller's tone is in the last half second, in samples' units."""
        decode = self.coding.make_decoder()
        wave = np.frombuffer(b"".join([decode(each) for each in self.heard])[-self.coding.sample_rate :], np.int16)
        at = np.arange(len(wave)) / self.coding.sample_rate
        return {
            name: float(2 * abs((wave * np.exp(-2j * np.pi * hertz * at)).mean()))
            for name, hertz in (hertz or HERTZ).items()
        }


@attrs.define
class Room:
    """A plane with callers, each with a stream of the same name."""

    callers: dict[str, Caller]
    plane: MediaPlane = attrs.field(factory=lambda: MediaPlane(MediaLimits(rtcp=False)))
    now: float = START
    events: list[MediaEvent] = attrs.field(factory=list)
    jitter: float = 0.0
    chance: random.Random = attrs.field(factory=lambda: random.Random(3))
    loss: float = 0.0
    places: dict[str, int] = attrs.field(init=False)
    _coming: list[tuple[float, str, bytes]] = attrs.field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.places = {name: n for n, name in enumerate(self.callers, 1)}
        for n, name in enumerate(self.callers):
            self.do(OpenStream(name, 4000 + 2 * n))
            self.agree(name)

    def address(self, name: str) -> tuple[str, int]:
        """Where a caller is."""
        return f"192.0.2.{self.places[name]}", 5000

    def agree(self, name: str, active: bool = True, **more: Any) -> None:
        """Configure a caller's stream for the codec that it speaks; not `active` is on hold."""
        caller = self.callers[name]
        formats = ((caller.number, caller.codec), *more.pop("formats", ()))
        numbers = tuple([number for number, _ in formats])
        self.do(
            ConfigureStream(
                name,
                self.address(name),
                caller.codec,
                caller.number,
                numbers,
                None,
                active,
                active,
                "silence",
                self.places[name],
                formats=formats,
                **more,
            )
        )

    def do(self, *commands: MediaCommand) -> None:
        for command in commands:
            self.plane.execute(command, self.now)

    def join(self, rate: int = 16000) -> None:
        for name in self.callers:
            self.do(JoinMix(name, "mix/1", rate))

    def run(self, frames: int, *silent: str) -> None:
        """Let each caller send so many packets, except who is silent."""
        for n in range(frames):
            at = self.now + n * 0.02
            for name, caller in self.callers.items():
                if name not in silent:
                    packet, lost = caller.packet(), self.chance.random() < self.loss
                    if not lost:
                        self._coming.append((at + self.chance.random() * self.jitter, name, packet))
        self._coming.sort()
        end = self.now + frames * 0.02
        while True:
            due = self.plane.next_deadline()
            first = self._coming[0][0] if self._coming else end
            if min(first, due if due is not None else end) >= end:
                break
            if due is not None and due <= first:
                self.now = max(self.now, due)
            else:
                self.now, name, data = self._coming.pop(0)
                if name in self.callers:
                    data = self.callers[name].sealed(data)
                self.plane.receive(name, data, self.address(name), self.now)
            packets, events = self.plane.poll(self.now)
            self.events += events
            for name, data, _ in packets:
                caller = self.callers[name]
                caller.heard.append(caller.opened(data)[12:])
                caller.when.append(self.now)
        self.now = end

    def send(self, name: str, number: int, payload: bytes, place: int | None = None) -> None:
        """Let a caller send this in the place of its next 20 ms, and let that time pass for the others."""
        self._coming.append((self.now, name, self.callers[name].carrying(number, payload, place)))
        self.run(1, name)

    def told(self, kind: type[Told]) -> list[Told]:
        """Events of a kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def check(self, *absent: str) -> None:
        """Everybody hears the others, and not themselves."""
        for name, caller in self.callers.items():
            for other, strength in caller.strengths().items():
                if other == name or other in absent:
                    assert strength < 300, (name, other)
                else:
                    assert strength == pytest.approx(6000, rel=0.15), (name, other)


def room(codecs: tuple[str, str, str] = ("PCMU", "PCMA", "L16/16000"), **options: float) -> Room:
    callers = {name: Caller(name, codec, HERTZ[name]) for name, codec in zip("abc", codecs, strict=True)}
    return Room(callers, **options)  # type: ignore[arg-type]
