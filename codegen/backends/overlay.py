"""Styling laid over the picture of a chart: what changed, what was tested, what is going on.

`chart_dot(plan, overlay)` draws the usual picture, with a `Mark` on every element that the overlay names. Elements are
named by the ids that they have in the SVG, so whoever can light a picture can mark it:

    state-PATH                    a state (PATH as in the chart, `proceeding.plain`)
    row-ID                        a transition (`Row.id`); edges take the look of their rows by `Overlay.edge`
    timer-PATH-NAME               a timer in a state's box (PATH is `chart` at the root)
    decided-PATH-KIND-EVENT       an ignored, deferred, rejected or impossible event
    enter-PATH, exit-PATH         what a state does on entry and exit

A mark never speaks by colour alone: it has a sign before the text, a line style or a width as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from .dotsyntax import Word, words
from .palette import AMBER, FAINT, GREEN, RED

__all__ = ["AMBER", "FAINT", "GREEN", "NOTHING", "RED", "USUAL", "Mark", "Overlay", "agreed"]


@attrs.frozen
class Mark:
    """How an element is drawn; what is empty stays as usual.

    colour  ink of its text and its line: one of this module's, so that dark backgrounds know it
    style   of the line: "dashed", "dotted" or "bold"
    width   of an edge's or a box's line in points (usual: 1.1)
    sign    put before its text, e.g. "+" or "12×"
    struck  its text is struck through
    note    put before its tooltip
    name    class in the SVG (`[a-z-]+`)
    """

    colour: str = ""
    style: str = ""
    width: float = 0.0
    sign: str = ""
    struck: bool = False
    note: str = ""
    name: str = ""

    @property
    def classes(self) -> str:
        """For the SVG's `class`, with a space before it."""
        return f" {self.name}" if self.name else ""

    def line(self) -> dict[str, str]:
        """DOT attributes of the line of an edge or box, `style` not among them: a box has others beside it."""
        width = f"{self.width:g}" if self.width else ""
        return {key: value for key, value in (("color", self.colour), ("penwidth", width)) if value}

    def words(self, line: Sequence[Word]) -> list[Word]:
        """A text with sign, ink and strike."""
        if self.colour or self.struck:
            line = [attrs.evolve(word, colour=self.colour or word.colour, struck=self.struck) for word in line]
        if not self.sign or not line:
            return list(line)
        # A sign at the end of a line would belong to nothing.
        return [Word(self.sign, bold=True, colour=self.colour), attrs.evolve(line[0], tied=True), *line[1:]]

    def about(self, text: str) -> str:
        """A tooltip with the note."""
        return f"{self.note} {text}".strip()


USUAL = Mark()


def agreed(marks: Sequence[Mark]) -> Mark:
    """The look of an edge whose rows have these marks: theirs if it is one, else the usual one in the boldest width."""
    if all(mark == marks[0] for mark in marks):
        return attrs.evolve(marks[0], sign="", note="")
    return Mark(width=max(mark.width for mark in marks))


@attrs.frozen
class Overlay:
    """Marks by element id.

    others  the mark of every state, row, timer and decision that `marks` does not name
    edge    the look of an edge from the marks of its rows
    legend  pairs of a mark and what it says, for a line below the title
    """

    marks: Mapping[str, Mark] = attrs.field(factory=dict)
    others: Mark = USUAL
    edge: Callable[[Sequence[Mark]], Mark] = agreed
    legend: Sequence[tuple[Mark, str]] = ()

    def of(self, element: str) -> Mark:
        """The mark of one element."""
        return self.marks.get(element, self.others)

    def explained(self) -> list[Word]:
        """The legend as words; each text looks as it says."""
        line: list[Word] = []
        for mark, text in self.legend:
            line += [*mark.words(words(text)), Word("\N{NO-BREAK SPACE}")]
        return line


NOTHING = Overlay()
