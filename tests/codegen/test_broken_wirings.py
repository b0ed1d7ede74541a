"""Mistakes in wirings, limits and rules: each edit of the sample cell gives the expected findings where it was made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sessioncore.codegen.diagnostics import Diagnostic
from sessioncore.codegen.examine import examine

CHARTS = Path(__file__).parent / "charts"
WIRING = "pair.wiring.yaml"
LIMITS = "limits.yaml"
RULES = "rules.yaml"
OTHERS = shutil.ignore_patterns("engines")
"""Samples of other tests."""
LISTENER = "small/listener.yaml"
CALLER = "small/caller.yaml"

# name: (file, text, its replacement, the findings: rule, and the text that stands at its line and column)
EDITS: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    "signal nobody receives": (
        WIRING,
        "  listener.answered: [{leg: first.heard}]\n",
        "",
        (
            "SC601 pair",
            "SC608 pair",
            "SC608 pair",
        ),
    ),
    "receivers empty": (WIRING, "[{leg: first.heard}]", "[]", ("SC104 []",)),
    "receiver is a word": (WIRING, "[{leg: first.heard}]", "[first.heard]", ("SC104 first.heard",)),
    "receiver without place": (WIRING, "[{leg: first.heard}]", "[{optional: true}]", ("SC103 {optional: true",)),
    "receiver with two places": (
        WIRING,
        "[{leg: first.heard}]",
        "[{leg: first.heard, each: listener.closed}]",
        ("SC103 {leg: first.heard",),
    ),
    "dialog without part": (
        WIRING,
        "{dialog: tag, part: listener.told, create: true}",
        "{dialog: tag}",
        ("SC103 {dialog: tag",),
    ),
    "receiver without event": (WIRING, "[{leg: first.heard}]", "[{leg: first}]", ("SC109 first",)),
    "hand of what": (WIRING, "[{leg: first.heard}]", "[{leg: first.heard, hand: origin}]", ("SC107 origin",)),
    "sender unknown": (
        WIRING,
        "listener.answered:",
        "listner.answered:",
        (
            "SC601 pair",
            "SC602 listner.answered",
        ),
    ),
    "sender is a one_of part": (
        WIRING,
        "caller.said:",
        "first.said:",
        (
            "SC601 pair",
            "SC602 first.said",
        ),
    ),
    "signal unknown": (
        WIRING,
        "listener.answered:",
        "listener.anwsered:",
        (
            "SC601 pair",
            "SC602 listener.anwsered",
        ),
    ),
    "signal without member": (WIRING, "listener.answered:", "answered:", ("SC109 answered",)),
    "part unknown": (
        WIRING,
        "first.heard}",
        "frist.heard}",
        (
            "SC608 pair",
            "SC608 pair",
            "SC603 frist.heard",
        ),
    ),
    "part of the wrong scope": (WIRING, "{leg: first.heard}", "{part: first.heard}", ("SC603 first.heard",)),
    "event unknown": (
        WIRING,
        "first.heard}",
        "first.herd}",
        (
            "SC608 pair",
            "SC608 pair",
            "SC603 {leg: first.herd",
            "SC603 {leg: first.herd",
        ),
    ),
    "transaction unknown": (
        WIRING,
        "{current: {invite_client: cancel}",
        "{current: {invite_cleint: cancel}",
        (
            "SC608 pair",
            "SC603 cancel",
        ),
    ),
    "event of the application": (
        WIRING,
        "{each: listener.closed}",
        "{each: listener.wave}",
        (
            "SC608 pair",
            "SC604 {each: listener.wave",
            "SC605 {each: listener.wave",
        ),
    ),
    "payload missing": (CALLER, "said: {tag: str, text: str}", "said: {tag: str}", ("SC605 {dialog: tag",)),
    "payload of another type": (
        CALLER,
        "said: {tag: str, text: str}",
        "said: {tag: str, text: int}",
        ("SC605 {dialog: tag",),
    ),
    "key is no field": (WIRING, "{dialog: tag, part", "{dialog: tga, part", ("SC605 {dialog: tga",)),
    "for_each is no field": (WIRING, "for_each: entries", "for_each: entreis", ("SC605 {dialog: tag",)),
    "for_each is no tuple": (WIRING, "for_each: entries", "for_each: tag", ("SC605 {dialog: tag",)),
    "for_each without key": (
        WIRING,
        "part: entry.noted, key: number, create: true}",
        "part: entry.noted}",
        ("SC603 {dialog: tag",),
    ),
    "rename of nothing": (
        WIRING,
        "part: listener.told, create: true}",
        "part: listener.told, create: true, with: {txt: text}}",
        ("SC605 {dialog: tag",),
    ),
    "rename from nothing": (
        WIRING,
        "part: listener.told, create: true}",
        "part: listener.told, create: true, with: {text: txt}}",
        (
            "SC605 {dialog: tag",
            "SC605 {dialog: tag",
        ),
    ),
    "key of one": (
        WIRING,
        "[{leg: first.heard}]",
        "[{leg: first.heard, key: text}]",
        (
            "SC603 {leg: first.heard",
            "SC603 {leg: first.heard",
        ),
    ),
    "create of what is always there": (
        WIRING,
        "[{leg: first.heard}]",
        "[{leg: first.heard, create: true}]",
        (
            "SC603 {leg: first.heard",
            "SC603 {leg: first.heard",
        ),
    ),
    "origin does not hear": (
        WIRING,
        "{origin: {invite_client: request_finished}}",
        "{origin: {caller: answered}}",
        (
            "SC608 pair",
            "SC605 {origin: {caller",
            "SC612 {origin: {caller",
        ),
    ),
    "ask unanswered": (WIRING, "asks:\n  caller.free: in(first.idle)\n", "", ("SC606 pair",)),
    "ask unknown": (
        WIRING,
        "caller.free: in",
        "caller.fre: in",
        (
            "SC606 pair",
            "SC606 caller.fre: in",
        ),
    ),
    "answer of no state": (WIRING, "in(first.idle)", "in(first.idel)", ("SC606 in",)),
    "answer of many": (WIRING, "in(first.idle)", "in(entry.open)", ("SC606 in",)),
    "answer of two parts": (WIRING, "in(first.idle)", "in(first.idle, listener.gone)", ("SC109 in",)),
    "command to nobody": (
        WIRING,
        "go: first.go",
        "go: frist.go",
        (
            "SC607 pair",
            "SC607 frist.go",
        ),
    ),
    "command to no event": (
        WIRING,
        "go: first.go",
        "go: first.gone",
        (
            "SC607 pair",
            "SC607 first.gone",
        ),
    ),
    "command to a signal's event": (
        WIRING,
        "go: first.go",
        "go: first.heard",
        (
            "SC607 pair",
            "SC607 first.heard",
            "SC607 first.heard",
        ),
    ),
    "command malformed": (WIRING, "go: first.go", "go: first", ("SC109 first",)),
    "command by an unknown part": (WIRING, "dialog[first.tag]", "dialog[frist.tag]", ("SC607 dialog",)),
    "command with a key to one part": (
        WIRING,
        "dialog[first.tag].listener.wave",
        "dialog[first.tag].listener[tag].wave",
        ("SC607 dialog",),
    ),
    "command without a key to many": (
        WIRING,
        "dialog[first.tag].listener.wave",
        "dialog[first.tag].entry.wave",
        ("SC607 pair", "SC607 dialog", "SC607 dialog"),
    ),
    "command without number": (
        LISTENER,
        "wave: {from: application, payload: {command: int}}",
        "wave: {from: application}",
        ("SC607 dialog",),
    ),
    "event of the application not addressed": (
        WIRING,
        "  wave: dialog[first.tag].listener.wave\n",
        "",
        ("SC607 pair",),
    ),
    "event that nobody raises": (WIRING, "{each: listener.closed}, ", "", ("SC608 pair",)),
    "silent but wired": (
        WIRING,
        "silent:\n",
        "silent:\n  listener.answered: nobody listens\n",
        ("SC610 listener.answered: nobody",),
    ),
    "silent and unknown": (
        WIRING,
        "silent:\n",
        "silent:\n  listener.asked: nobody listens\n",
        ("SC602 listener.asked: nobody",),
    ),
    "silent without reason": (
        WIRING,
        "  invite_client.over: nobody looks at it\n",
        "  invite_client.over:\n",
        ("SC103",),
    ),
    "unwired but wired": (WIRING, "silent:\n", "unwired: {first.heard: late}\nsilent:\n", ("SC610 first.heard: late",)),
    "waiver of no cycle": (
        WIRING,
        "[{leg: first.heard}]",
        "[{leg: first.heard, waive: {SC609: each turn ends}}]",
        ("SC610 SC609: each",),
    ),
    "waiver of another check": (
        WIRING,
        "[{leg: first.heard}]",
        "[{leg: first.heard, waive: {SC605: it fits}}]",
        ("SC610 SC605: it",),
    ),
    "same-tick cycle": (CALLER, "      heard: {to: done}\n", "      heard: {signal: said}\n", ("SC609 caller.said",)),
    "chart unknown": (WIRING, "listener: small/listener", "listener: small/listner", ("SC611 small",)),
    "transaction not in the cell": (
        WIRING,
        "  non_invite_client: {chart: small/request}\n",
        "",
        (
            "SC602 non_invite_client.finished",
            "SC611 non_invite_client",
        ),
    ),
    "two parts of one name": (
        WIRING,
        "      listener: small/listener",
        "      listener: small/listener\n      first: small/sleeper",
        ("SC106 first: small",),
    ),
    "part named as a chart": (
        WIRING,
        "first: {one_of",
        "caller: {one_of",
        (
            "SC607 pair",
            "SC608 pair",
            "SC608 pair",
            "SC106 caller: {one_of",
            "SC603 first.heard",
            "SC606 in",
            "SC607 first.go",
            "SC607 dialog",
        ),
    ),
    "part of two kinds": (
        WIRING,
        "{many: small/entry, key",
        "{many: small/entry, one: small/entry, key",
        ("SC103 {many: small",),
    ),
    "many without key": (
        WIRING,
        "{many: small/entry, key: number, limit: 8}",
        "{many: small/entry}",
        ("SC103 entry: {many",),
    ),
    "one with key": (
        WIRING,
        "listener: small/listener",
        "listener: {one: small/listener, key: text}",
        ("SC102 listener: {one",),
    ),
    "inner scope without limit": (WIRING, "    limit: 4\n", "", ("SC103 talk",)),
    "outer scope with limit": (WIRING, "  cell: {parts", "  cell: {limit: 2, parts", ("SC102 cell: {limit",)),
    "third scope": (
        WIRING,
        "transactions:\n",
        "  more: {key: tag, limit: 2, parts: {}}\ntransactions:\n",
        ("SC117 more: {key",),
    ),
    "no scopes": (WIRING, "cell: pair\n", "cell: pair\nscope: {}\n", ("SC102 scope",)),
    "wrong cell": (WIRING, "cell: pair", "cell: pear", ("SC111 pear",)),
    "actions are no module": (WIRING, "silent:\n", "actions: {small/caller: my calls}\nsilent:\n", ("SC110 my",)),
    "rejects no event": (
        WIRING,
        "{chart: small/request}",
        "{chart: small/request, rejects: failed}",
        ("SC603 failed",),
    ),
    "limit out of bounds": (
        LIMITS,
        "default: 4, min: 0.5",
        "default: 4, min: 5",
        (
            "SC108 T2: {unit",
            "SC107 timer_a: {after",
        ),
    ),
    "limit without unit": (
        LIMITS,
        "T2: {unit: s, ",
        "T2: {",
        (
            "SC103 {default: 4",
            "SC108 timer_a: {after",
        ),
    ),
    "limit not a number": (LIMITS, "default: 4,", "default: four,", ("SC108 four",)),
    "limit by a bad name": (LIMITS, "forks:", "max-forks:", ("SC105 max",)),
    "rule by a bad name": (
        RULES,
        "B1.1:",
        "rule_one:",
        (
            "SC105 rule_one: {sections",
            "SC116 B1.1",
            "SC116 B1.1",
        ),
    ),
}


def found_after(machines: Path, file: str, old: str, new: str) -> list[Diagnostic]:
    """What is wrong after the first `old` in a file became `new`."""
    shutil.copytree(CHARTS, machines, ignore=OTHERS)
    text = (machines / file).read_text()
    assert old in text
    (machines / file).write_text(text.replace(old, new, 1))
    return examine(machines)[1]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_where_it_was_made(name: str, tmp_path: Path) -> None:
    file, old, new, expected = EDITS[name]
    found = found_after(tmp_path / "machines", file, old, new)
    assert [item.rule for item in found] == [text[:5] for text in expected]
    for item, text in zip(found, expected, strict=True):
        line = (tmp_path / item.span.file).read_text().splitlines()[item.span.line - 1]
        here, place = line[item.span.column - 1 :], text[6:]
        assert here.startswith(place) if place else not here
        assert item.fixes, str(item)


def test_a_cycle_is_shown_and_waived(tmp_path: Path) -> None:
    file, old, new, _ = EDITS["same-tick cycle"]
    [cycle] = found_after(tmp_path / "machines", file, old, new)
    assert "caller.heard > listener.told > caller.heard" in cycle.message
    wiring = tmp_path / "machines" / WIRING
    receiver = "{leg: first.heard}"
    waived = "{leg: first.heard, waive: {SC609: the listener answers once}}"
    wiring.write_text(wiring.read_text().replace(receiver, waived))
    assert examine(tmp_path / "machines")[1] == []


def test_a_broken_chart_does_not_make_its_wiring_wrong(tmp_path: Path) -> None:
    found = found_after(tmp_path / "machines", LISTENER, "initial: standing", "initial: sitting")
    assert [(item.rule, item.span.file) for item in found] == [("SC113", "machines/small/listener.yaml")]


def test_a_rejection_needs_a_way_out(tmp_path: Path) -> None:
    """A part that rejects a request of the peer, in a cell whose transactions take no rejections."""
    machines = tmp_path / "machines"
    shutil.copytree(CHARTS, machines, ignore=OTHERS)
    sleeper = machines / "small" / "sleeper.yaml"
    text = sleeper.read_text().replace(
        "events:\n", "receives: request BYE\nevents:\n  bye: {from: peer, message: BYE}\n"
    )
    sleeper.write_text(text.replace("{heard: asleep}", "{heard: asleep}, reject: {bye: {status: 481, why: asleep}}"))
    [finding] = examine(machines)[1]
    assert (finding.rule, finding.span.file) == ("SC613", "machines/pair.wiring.yaml")
