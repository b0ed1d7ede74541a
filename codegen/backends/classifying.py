"""The body of a generated classifier: method and status first, then the guards, as early returns."""

from __future__ import annotations

from ..classify import ANY, MIN_STATUS, Classifier, MethodCase, Node, Overlap, Pick, Question, StatusCase
from ..names import event_class, event_constant
from ..plan import Plan, PlanError
from . import layout


def classifier_body(plan: Plan, classifier: Classifier) -> list[str]:
    """Statements of `classify_request` or `classify_response`; raises `PlanError` where it is not a partition."""
    return _Writer(plan, classifier).body()


class _Writer:
    def __init__(self, plan: Plan, classifier: Classifier) -> None:
        self.plan = plan
        self.classifier = classifier
        self.message = classifier.kind

    def body(self) -> list[str]:
        cases = self.classifier.cases
        lines: list[str] = []
        if len(cases) > 1:
            lines.append(f"method = {self.message}{'.method' if self.message == 'request' else '.cseq.method'}")
        if any(len(case.statuses) > 1 for case in cases):
            lines.append("status = response.status")
        for case in cases[:-1]:
            names = [layout.quoted(name) for name in case.methods]
            test = f"method == {names[0]}" if len(names) == 1 else f"method in ({', '.join(names)})"
            lines += [f"if {test}:", *layout.indented(self._statuses(case))]
        return lines + self._statuses(cases[-1])

    def _statuses(self, case: MethodCase) -> list[str]:
        lines: list[str] = []
        for status in case.statuses[:-1]:
            lines += [f"if {_range(status)}:", *layout.indented(self._node(status.node, {}))]
        return lines + self._node(case.statuses[-1].node, {})

    def _node(self, node: Node, made: dict[str, str]) -> list[str]:
        """`made` holds the events that were already built for a guard, by name."""
        if isinstance(node, Pick):
            return [f"return {made.get(node.event) or self._event(node.event)}"]
        if not isinstance(node, Question):
            why = (
                f"two events take the same {self.message}"
                if isinstance(node, Overlap)
                else f"no event takes some {self.message}s"
            )
            raise PlanError(self.plan.chart.span, f"{why}; sessioncore check says which")
        lines: list[str] = []
        if node.ask:
            test = f"self.asks.{node.guard}(self)"
        else:
            if node.event not in made:
                made = {**made, node.event: f"as_{node.event}"}
                lines.append(f"as_{node.event} = {self._event(node.event)}")
            test = f"self.actions.{node.guard}({made[node.event]})"
        return [*lines, f"if {test}:", *layout.indented(self._node(node.yes, made)), *self._node(node.no, made)]

    def _event(self, name: str) -> str:
        chart = self.plan.chart
        event = chart.events[name]
        if len(event.payload) > 1:
            raise PlanError(event.span, f"{name} comes from a message: its payload is that message or nothing")
        return f"{event_class(chart, name)}({self.message})" if event.payload else event_constant(chart, name)


def _range(case: StatusCase) -> str:
    """Cases are asked in ascending order, so the upper end is enough."""
    return f"status == {case.high}" if case.low == case.high != MIN_STATUS else f"status < {case.high + 1}"


def shown_domain(classifier: Classifier) -> str:
    """What is classified, for a docstring: `requests INVITE, BYE and others`."""
    methods = [method for case in classifier.cases for method in case.methods]
    named = ", ".join(method for method in methods if method != ANY)
    others = "any method" if not named else f"{named} and others"
    return f"{classifier.kind} ({others if ANY in methods else named})"
