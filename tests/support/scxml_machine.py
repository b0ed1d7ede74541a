"""The algorithm of SCXML (W3C Recommendation 2015, appendix D), as it is printed there, for documents of the tests.

It is the oracle of the importer: it reads the document itself and knows nothing of our language. Names and order are
the Recommendation's; data are what the test documents use (numbers, texts, In).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from xml.etree import ElementTree

from sessioncore.codegen.scxml import values

NS = "{http://www.w3.org/2005/07/scxml}"
Element = ElementTree.Element
_STATES = ("state", "parallel", "final", "history")
_numbers = itertools.count()


class EndlessError(Exception):
    """A macrostep does not come to an end."""


class State:
    def __init__(self, element: Element, parent: State | None) -> None:
        self.kind = element.tag.removeprefix(NS)
        self.element = element
        self.parent = parent
        self.number = next(_numbers)
        self.id = element.get("id", "")
        self.children = [State(child, self) for child in element if child.tag.removeprefix(NS) in _STATES]
        self.transitions = [Transition(child, self) for child in element.findall(f"{NS}transition")]
        start = element.find(f"{NS}initial/{NS}transition")
        self.initial = Transition(start, self) if start is not None else None
        self.named = (element.get("initial") or "").split()

    def inside(self) -> list[State]:
        return [child for child in self.children if child.kind != "history"]

    def all(self) -> Iterator[State]:
        yield self
        for child in self.children:
            yield from child.all()

    @property
    def atomic(self) -> bool:
        return self.kind in ("state", "final") and not self.inside()

    @property
    def compound(self) -> bool:
        return self.kind in ("state", "scxml") and bool(self.inside())

    def descendant_of(self, other: State | None) -> bool:
        state = self.parent
        while state is not None:
            if state is other:
                return True
            state = state.parent
        return False

    def ancestors(self, until: State | None = None) -> Iterator[State]:
        state = self.parent
        while state is not None and state is not until:
            yield state
            state = state.parent


class Transition:
    def __init__(self, element: Element, source: State) -> None:
        self.element = element
        self.source = source
        self.events = (element.get("event") or "").split()
        self.cond = element.get("cond")
        self.targets = (element.get("target") or "").split()
        self.internal = element.get("type") == "internal"


class Interpreter:
    """One document at work. `now` in seconds; `waiting` are the events that were sent, by due time."""

    def __init__(self, text: str) -> None:
        self.root = State(ElementTree.fromstring(text), None)
        self.states = {state.id: state for state in self.root.all()}
        self.data: dict[str, object] = {}
        self.configuration: set[State] = set()
        self.kept: dict[str, list[State]] = {}
        self.queue: list[str] = []
        self.waiting: list[tuple[float, int, str, str]] = []
        self.now = 0.0
        self.over = False
        for data in self.root.element.iter(f"{NS}data"):
            self.data[data.get("id", "")] = self.value(data.get("expr", "None"))
        self.enter_states([self.start()])
        self.macrostep()

    # what the tests do

    @property
    def stands(self) -> set[str]:
        return {state.id for state in self.configuration if state.atomic}

    def send(self, event: str) -> None:
        if not self.over:
            self.microstep(self.select(event))
            self.macrostep()

    def fire(self) -> bool:
        """The event that is due next comes, its time having come; False when none waits."""
        if not self.waiting or self.over:
            return False
        self.waiting.sort()
        due, _, event, _ = self.waiting.pop(0)
        self.now = max(self.now, due)
        self.send(event)
        return True

    # data

    def value(self, text: str) -> object:
        known = values.Known("ecmascript", {}, {}, {}, self.active, str, self.data)
        return values.fold(values.parse(text, "ecmascript"), known)

    def active(self, ident: str) -> bool:
        return any(state.id == ident for state in self.configuration)

    # appendix D

    def start(self) -> Transition:
        made = Transition(ElementTree.Element("transition"), self.root)
        made.targets = self.root.named or [self.root.inside()[0].id]
        return made

    def macrostep(self) -> None:
        for _ in range(1_000):
            if self.over:
                return
            enabled = self.select(None)
            if not enabled:
                if not self.queue:
                    return
                enabled = self.select(self.queue.pop(0))
            self.microstep(enabled)
        raise EndlessError

    def select(self, event: str | None) -> list[Transition]:
        enabled: list[Transition] = []
        for state in sorted((state for state in self.configuration if state.atomic), key=lambda each: each.number):
            found = next(
                (
                    transition
                    for each in (state, *state.ancestors())
                    for transition in each.transitions
                    if self.matches(transition, event) and (not transition.cond or self.value(transition.cond))
                ),
                None,
            )
            if found is not None and found not in enabled:
                enabled.append(found)
        return self.remove_conflicting(enabled)

    @staticmethod
    def matches(transition: Transition, event: str | None) -> bool:
        if event is None:
            return not transition.events
        plain = [each.removesuffix(".*") for each in transition.events]
        return any(each == "*" or event == each or event.startswith(f"{each}.") for each in plain)

    def remove_conflicting(self, enabled: list[Transition]) -> list[Transition]:
        filtered: list[Transition] = []
        for first in enabled:
            preempted = False
            removed: list[Transition] = []
            for second in filtered:
                if self.exit_set([first]) & self.exit_set([second]):
                    if first.source.descendant_of(second.source):
                        removed.append(second)
                    else:
                        preempted = True
                        break
            if not preempted:
                filtered = [each for each in filtered if each not in removed] + [first]
        return filtered

    def microstep(self, enabled: list[Transition]) -> None:
        if not enabled:
            return
        self.exit_states(enabled)
        for transition in enabled:
            self.run(transition.element)
        self.enter_states(enabled)

    def exit_states(self, enabled: list[Transition]) -> None:
        leaving = self.exit_set(enabled)
        for state in leaving:
            for history in state.children:
                if history.kind == "history":
                    deep = history.element.get("type") == "deep"
                    self.kept[history.id] = [
                        each
                        for each in self.configuration
                        if (each.atomic and each.descendant_of(state) if deep else each.parent is state)
                    ]
        for state in sorted(leaving, key=lambda each: -each.number):
            self.run_all(state, "onexit")
            self.configuration = self.configuration - {state}

    def exit_set(self, transitions: list[Transition]) -> set[State]:
        found: set[State] = set()
        for transition in transitions:
            if transition.targets:
                domain = self.domain(transition)
                found |= {state for state in self.configuration if state.descendant_of(domain)}
        return found

    def effective(self, transition: Transition) -> list[State]:
        found: list[State] = []
        for name in transition.targets:
            state = self.states[name]
            if state.kind != "history":
                found.append(state)
            elif self.kept.get(name):
                found += self.kept[name]
            else:
                found += self.effective(state.transitions[0])
        return found

    def domain(self, transition: Transition) -> State | None:
        targets = self.effective(transition)
        source = transition.source
        if transition.internal and source.compound and all(each.descendant_of(source) for each in targets):
            return source
        return next(
            each
            for each in source.ancestors()
            if each.compound and all(target.descendant_of(each) for target in targets)
        )

    def enter_states(self, transitions: list[Transition]) -> None:
        entering: set[State] = set()
        defaults: set[State] = set()
        contents: dict[State, Element] = {}
        for transition in transitions:
            for name in transition.targets:
                self.add_down(self.states[name], entering, defaults, contents)
            domain = (
                self.root if transition.source is self.root else self.domain(transition) if transition.targets else None
            )
            for state in self.effective(transition):
                self.add_up(state, domain, entering, defaults, contents)
        for state in sorted(entering, key=lambda each: each.number):
            self.configuration = self.configuration | {state}
            self.run_all(state, "onentry")
            if state in defaults and state.initial is not None:
                self.run(state.initial.element)
            if state in contents:
                self.run(contents[state])
            if state.kind == "final":
                self.done(state)

    def done(self, state: State) -> None:
        parent = state.parent
        assert parent is not None
        if parent is self.root:
            self.over = True
            return
        self.queue.append(f"done.state.{parent.id}")
        above = parent.parent
        if above is not None and above.kind == "parallel" and all(self.in_final(each) for each in above.inside()):
            self.queue.append(f"done.state.{above.id}")

    def in_final(self, state: State) -> bool:
        if state.kind == "parallel":
            return all(self.in_final(child) for child in state.inside())
        return state.compound and any(c.kind == "final" and c in self.configuration for c in state.inside())

    def add_down(
        self, state: State, entering: set[State], defaults: set[State], contents: dict[State, Element]
    ) -> None:
        parent = state.parent
        if state.kind == "history":
            assert parent is not None
            kept = self.kept.get(state.id)
            if not kept:
                contents[parent] = state.transitions[0].element
            inner = kept or [self.states[name] for name in state.transitions[0].targets]
            for each in inner:
                self.add_down(each, entering, defaults, contents)
            for each in inner:
                self.add_up(each, parent, entering, defaults, contents)
            return
        entering.add(state)
        if state.compound:
            defaults.add(state)
            names = state.initial.targets if state.initial else state.named or [state.inside()[0].id]
            for name in names:
                self.add_down(self.states[name], entering, defaults, contents)
            for name in names:
                self.add_up(self.states[name], state, entering, defaults, contents)
        elif state.kind == "parallel":
            self.add_regions(state, entering, defaults, contents)

    def add_regions(
        self, state: State, entering: set[State], defaults: set[State], contents: dict[State, Element]
    ) -> None:
        for child in state.inside():
            if not any(each is child or each.descendant_of(child) for each in entering):
                self.add_down(child, entering, defaults, contents)

    def add_up(
        self,
        state: State,
        until: State | None,
        entering: set[State],
        defaults: set[State],
        contents: dict[State, Element],
    ) -> None:
        for each in state.ancestors(until):
            entering.add(each)
            if each.kind == "parallel":
                self.add_regions(each, entering, defaults, contents)

    # executable content

    def run_all(self, state: State, name: str) -> None:
        for handler in state.element.findall(f"{NS}{name}"):
            self.run(handler)

    def run(self, content: Element) -> None:
        for element in content:
            kind = element.tag.removeprefix(NS)
            if kind == "raise":
                self.queue.append(element.get("event", ""))
            elif kind == "assign":
                self.data[element.get("location", "")] = self.value(element.get("expr", ""))
            elif kind == "if":
                self.choose(element)
            elif kind == "send":
                delay = float((element.get("delay") or "0s").removesuffix("s"))
                self.waiting.append((self.now + delay, next(_numbers), element.get("event", ""), element.get("id", "")))
            elif kind == "cancel":
                self.waiting = [each for each in self.waiting if each[3] != element.get("sendid")]
            else:
                raise AssertionError(f"the tests use no <{kind}>")

    def choose(self, element: Element) -> None:
        block, taken, over = ElementTree.Element("block"), bool(self.value(element.get("cond", ""))), False
        for child in element:
            kind = child.tag.removeprefix(NS)
            if kind in ("elseif", "else"):
                over = over or taken
                taken = not over and (kind == "else" or bool(self.value(child.get("cond", ""))))
            elif taken:
                block.append(child)
        self.run(block)
