"""A wiring that extends another one: both become one wiring, as if it had been written out.

What the extension says comes before what its base says: a chart stands in the place of another (`replaces`), a part of
the same name is another part, `also` adds alternatives, a wire of the same signal has other receivers (`base` in their
list stands for those of the base). Nothing of the base's is ever lost by being left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import attrs

from .diagnostics import Findings, quoted
from .model import Answer, Command, Exemption, PartSpec, Receiver, Ref, ScopeSpec, Wire, Wiring
from .model_cell import Extension


def merged(own: Wiring, base: Wiring, findings: Findings) -> Wiring:
    """The whole wiring that `own` and its base are together; what does not fit is a finding."""
    extension = own.extension
    assert extension is not None
    _known(extension, base, findings)
    scopes = _scopes(own, base, extension, findings)
    names = _renames(base, extension)
    gone = _gone(own, base, extension)
    wires = _wires(own, base, names, extension, gone)
    wired = {(wire.sender, wire.signal.name) for wire in own.wires}
    quiet = {(exempt.owner, exempt.ref.name) for exempt in own.silent}
    raised = {(part, ref.name) for wire in own.wires for each in wire.receivers for part, ref in each.targets.items()}
    raised |= {(command.part, command.event.name) for command in own.commands.values()}
    asked = {(answer.sender, answer.ask.name) for answer in own.answers}
    transactions = {
        name: attrs.evolve(spec, chart=extension.replaces.get(spec.chart.name, spec.chart))
        for name, spec in base.transactions.items()
    } | dict(own.transactions)
    return attrs.evolve(
        own,
        scopes=scopes,
        transactions=transactions,
        wires=tuple(
            wire
            for wire in wires
            if wire.sender not in gone and (wire in own.wires or (wire.sender, wire.signal.name) not in quiet)
        ),
        answers=(
            *(
                _answer(each, names)
                for each in base.answers
                if each.sender not in gone and (names.get(each.sender, each.sender), each.ask.name) not in asked
            ),
            *own.answers,
        ),
        commands={name: _command(each, names) for name, each in base.commands.items()} | dict(own.commands),
        actions={name: module for name, module in base.actions.items() if name not in extension.replaces}
        | dict(own.actions),
        silent=_exempt(base.silent, names, wired | quiet, gone) + own.silent,
        unwired=_exempt(base.unwired, names, raised | {(e.owner, e.ref.name) for e in own.unwired}, gone) + own.unwired,
        digest=hashlib.sha256(f"{base.digest} {own.digest}".encode()).hexdigest(),
        extension=attrs.evolve(
            extension,
            replaces={**_inherited(base, extension), **extension.replaces},
            root=base.extension.root if base.extension is not None else base.name,
        ),
    )


def _inherited(base: Wiring, extension: Extension) -> dict[str, Ref]:
    """What the base replaces already, followed to the chart that stands there now."""
    earlier = base.extension.replaces if base.extension is not None else {}
    return {name: extension.replaces.get(ref.name, ref) for name, ref in earlier.items()}


def _known(extension: Extension, base: Wiring, findings: Findings) -> None:
    """SC611: `replaces` names a chart that the base does not have."""
    charts = [ref.name for scope in base.scopes.values() for part in scope.parts.values() for ref in part.charts]
    charts += [spec.chart.name for spec in base.transactions.values()]
    for name, ref in extension.replaces.items():
        if name not in charts:
            findings.unknown("SC611", ref.span, f"chart of {base.name}:", name, charts)


def _scopes(own: Wiring, base: Wiring, extension: Extension, findings: Findings) -> dict[str, ScopeSpec]:
    """The scopes of the base with other and further parts."""
    home = {part: scope.name for scope in base.scopes.values() for part in scope.parts}
    for scope in own.scopes.values():
        if scope.name not in base.scopes:
            findings.unknown("SC603", scope.span, f"scope of {base.name}:", scope.name, base.scopes)
        for part in scope.parts.values():
            if home.get(part.name, scope.name) != scope.name:
                findings.add(
                    "SC106",
                    part.span,
                    f"part {quoted(part.name)} stands in scope {home[part.name]} of {base.name}",
                    "rename it, or move it there",
                )
    found = {}
    for scope in base.scopes.values():
        given = own.scopes.get(scope.name)
        parts = {name: _replaced(part, extension.replaces) for name, part in scope.parts.items()}
        for name, part in (given.parts if given is not None else {}).items():
            if name in extension.also:
                part = _further(part, parts.get(name), extension.also[name], findings)
            parts[name] = part
        limit = given.limit if given is not None and given.limit is not None else scope.limit
        found[scope.name] = attrs.evolve(scope, parts=parts, limit=limit)
    return found


def _replaced(part: PartSpec, replaces: Mapping[str, Ref]) -> PartSpec:
    return attrs.evolve(part, charts=tuple(replaces.get(ref.name, ref) for ref in part.charts))


def _further(part: PartSpec, known: PartSpec | None, also: tuple[Ref, ...], findings: Findings) -> PartSpec:
    """SC104: `also` adds alternatives to a part that has some."""
    if known is None or known.kind != "one_of":
        findings.add(
            "SC104",
            part.span,
            f"part {quoted(part.name)} of the base is not one of several charts, so there is nothing to add to",
            f"write '{part.name}: CHART' for another chart there",
        )
        return part
    return attrs.evolve(known, charts=(*known.charts, *also), span=part.span)


def _renames(base: Wiring, extension: Extension) -> dict[str, str]:
    """Alternatives are called by their charts: old name -> name of the chart that stands there now."""
    return {
        ref.name.rpartition("/")[2]: extension.replaces[ref.name].name.rpartition("/")[2]
        for scope in base.scopes.values()
        for part in scope.parts.values()
        if part.kind == "one_of"
        for ref in part.charts
        if ref.name in extension.replaces
    }


def _gone(own: Wiring, base: Wiring, extension: Extension) -> set[str]:
    """Alternatives of the base that stand in no part any more: their wires go with them."""
    gone = set()
    for scope in base.scopes.values():
        for name, part in scope.parts.items():
            given = own.scopes[scope.name].parts.get(name) if scope.name in own.scopes else None
            if given is None or name in extension.also or part.kind != "one_of":
                continue
            kept = {ref.name for ref in given.charts}
            gone |= {ref.name.rpartition("/")[2] for ref in part.charts if ref.name not in kept}
    return gone - {ref.name.rpartition("/")[2] for ref in extension.replaces.values()}


def _wires(own: Wiring, base: Wiring, names: Mapping[str, str], extension: Extension, gone: set[str]) -> list[Wire]:
    inherited = {}
    for wire in base.wires:
        sender = names.get(wire.sender, wire.sender)
        receivers = tuple(_receiver(each, names, gone) for each in wire.receivers if not gone >= each.targets.keys())
        if receivers:
            inherited[sender, wire.signal.name] = attrs.evolve(wire, sender=sender, receivers=receivers)
    found = dict(inherited)
    for wire in own.wires:
        key = (wire.sender, wire.signal.name)
        at = extension.kept.get(key)
        if at is not None and key in inherited:
            kept = inherited[key]
            receivers = (*wire.receivers[:at], *kept.receivers, *wire.receivers[at:])
            wire = attrs.evolve(wire, receivers=receivers, waivers=(*kept.waivers, *wire.waivers))
        found[key] = wire
    return list(found.values())


def _receiver(receiver: Receiver, names: Mapping[str, str], gone: set[str]) -> Receiver:
    targets = {names.get(name, name): ref for name, ref in receiver.targets.items() if name not in gone}
    return attrs.evolve(receiver, targets=targets)


def _answer(answer: Answer, names: Mapping[str, str]) -> Answer:
    sender, part = names.get(answer.sender, answer.sender), names.get(answer.part, answer.part)
    return attrs.evolve(answer, sender=sender, part=part)


def _command(command: Command, names: Mapping[str, str]) -> Command:
    return attrs.evolve(command, part=names.get(command.part, command.part))


def _exempt(
    given: tuple[Exemption, ...], names: Mapping[str, str], overruled: set[tuple[str, str]], gone: set[str]
) -> tuple[Exemption, ...]:
    """The base's exemptions that the extension does not speak of."""
    kept = (attrs.evolve(each, owner=names.get(each.owner, each.owner)) for each in given if each.owner not in gone)
    return tuple(each for each in kept if (each.owner, each.ref.name) not in overruled)
