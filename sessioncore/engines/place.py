"""What a generated module tells python-statemachine about a chart, and what the library takes for its model.

The library keeps the configuration in a `Place`, and the state of the handler follows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from statemachine.orderedset import OrderedSet

if TYPE_CHECKING:
    from statemachine import StateChart

    from sessioncore.engines.on_statemachine import Chart
    from sessioncore.statechart import Machine


@attrs.frozen
class Way:
    """One transition as declared in one state.

    target  path of the state that it names, None for one that leaves no state; `leaf` is where it ends
    row     its name in the trace, "" for an event that no row takes
    conditions, on  names of methods; `on` runs between exits and entries
    recall  leaves from which it hands back held-back events at the end
    """

    event: str
    target: str | None = None
    row: str = ""
    leaf: str = ""
    internal: bool = False
    conditions: tuple[str, ...] = ()
    on: str = ""
    recall: tuple[str, ...] = ()


@attrs.frozen
class Node:
    """One state: `enter` and `exit` name methods; the root has the path "".

    done     the event that its completion raises; `final` says that its own entry completes the state around it
    history  "shallow" or "deep" for a history state, which leads to `default` at first and then runs `enter`
    """

    path: str
    initial: bool = False
    enter: str = ""
    exit: str = ""
    ways: tuple[Way, ...] = ()
    parallel: bool = False
    final: bool = False
    done: str = ""
    history: str = ""
    default: str = ""


@attrs.frozen
class Step:
    """Rows that are taken together in a configuration: where they lead, and whether held-back events come back."""

    source: str
    rows: tuple[str, ...]
    target: str
    recall: bool = False


@attrs.frozen
class Said:
    """The method of what configurations say about an event instead of a row; `first`: before rows are looked for."""

    event: str
    method: str
    states: tuple[str, ...]
    first: bool = False


class Place:
    """What the library takes for its model: it keeps the configuration here, and the handler's state follows.

    source   the leaf in which the present event came
    taken    whether it has taken a row
    rows     those rows, until the trace has them; `ran` names what was done, for once is enough
    inside   the states that are entered, one after the other; the library knows only before and after
    """

    def __init__(self, machine: Machine, chart: Chart) -> None:
        self.machine = machine
        self.chart = chart
        self.library: StateChart[Place] | None = None
        self.source = -1
        self.taken = False
        self.rows: list[str] = []
        self.ran: set[str] = set()
        self.recall = False
        self.inside: set[str] = set()
        self._active: OrderedSet[str] | None = None

    def begin(self) -> None:
        """Before the library is given something."""
        self.source = self.machine.state
        self.taken = False
        self.rows.clear()
        self.ran.clear()
        if self.library is not None:
            self.chart.trim(self.library)

    def tell(self) -> None:
        """Let the trace have the rows that were taken together, once all are known."""
        if not self.rows:
            return
        machine = self.machine
        step = self.chart.steps[machine.STATES[self.source], tuple(self.rows)]
        self.recall = step.recall
        trace = machine.cell.trace
        if trace is not None:
            for row in self.rows:
                trace.row(machine, row, machine.state, machine.STATES.index(step.target))
        self.rows.clear()

    @property
    def active(self) -> OrderedSet[str] | None:
        """Paths of the states that are active, outermost first; None before the start."""
        return self._active

    @active.setter
    def active(self, value: Any) -> None:
        active: OrderedSet[str] = value if isinstance(value, OrderedSet) else OrderedSet([value])
        self._active = active
        if self.chart.several:
            # The library looks at regions in this order, which else is that in which they were entered.
            self._active = active = OrderedSet(sorted(active, key=self.chart.order.__getitem__))
            self.tell()
            self.machine.state = self.chart.index(active, self.library)
            return
        for path in active:
            if path in self.machine.STATES:
                self.machine.state = self.machine.STATES.index(path)
