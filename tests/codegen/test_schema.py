"""JSON Schema for editors: every chart that is right is taken, what is written wrong is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from sessioncore.codegen.grammar import CHART, DEFINITIONS, Either, Keyed, Named, Shape, Word, resolved
from sessioncore.codegen.schema import schemas

HERE = Path(__file__).parent
MACHINES = HERE.parent.parent / "machines"
VALIDATORS = {name: jsonschema.Draft7Validator(json.loads(text)) for name, text in schemas().items()}
TABLES = ("limits.yaml", "rules.yaml")
SOUND = sorted(
    path
    for root in (MACHINES, HERE / "charts", HERE / "wired")
    for path in root.rglob("*.yaml")
    if path.name not in TABLES
)
BROKEN = sorted((HERE / "broken" / "broken").glob("*.yaml"))
WRITTEN_WRONG = {"SC102", "SC103", "SC104", "SC105", "SC108", "SC109", "SC110", "SC113", "SC118"}
"""Rules about what stands where, without regard to other names; the rest only `check` can see."""
TOO_FINE = {
    "builtin_name",  # a name for a state, so the schema has it for a field, too
    "initial_unknown",  # names another thing of the chart
    "limit_of_another_unit",  # looks into limits.yaml
    "no_states",  # an empty mapping
    "yaml_word_name",  # to an editor `on` is no text
}
"""Charts of those rules that the schema lets pass all the same."""


def refused(path: Path) -> list[str]:
    """What the schema says against a file, read as an editor reads it."""
    validator = VALIDATORS["wiring.schema.json" if path.name.endswith(".wiring.yaml") else "chart.schema.json"]
    return [error.message for error in validator.iter_errors(yaml.safe_load(path.read_text()))]


def test_the_schemas_are_schemas() -> None:
    for validator in VALIDATORS.values():
        jsonschema.Draft7Validator.check_schema(validator.schema)


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.stem)
def test_what_is_right_is_taken(path: Path) -> None:
    assert refused(path) == []


@pytest.mark.parametrize("path", [path for path in BROKEN if path.stem not in TOO_FINE], ids=lambda path: path.stem)
def test_what_is_written_wrong_is_refused(path: Path) -> None:
    rules = set(re.findall(r"SC\d{3}", path.read_text().splitlines()[0]))
    if rules <= WRITTEN_WRONG:
        assert refused(path)


@pytest.mark.parametrize("name", sorted(TOO_FINE))
def test_what_is_too_fine_for_the_schema_is_still_so(name: str) -> None:
    assert refused(HERE / "broken" / "broken" / f"{name}.yaml") == []


def test_the_committed_schemas_are_fresh() -> None:
    assert {name: (MACHINES / name).read_text() for name in VALIDATORS} == schemas()


def minimal(shape: Shape) -> Any:
    """Something small that a shape takes."""
    shape = resolved(shape)
    if isinstance(shape, Either):
        return minimal(shape.shapes[0])
    if isinstance(shape, Keyed):
        return {name: minimal(shape.keys[name]) for name in shape.required}
    if isinstance(shape, Named):
        return {}
    assert isinstance(shape, Word)
    return shape.choices[0] if shape.choices else "family/chart" if "/" in shape.pattern else "word"


def test_an_unknown_key_is_refused_wherever_keys_are_fixed() -> None:
    validator = VALIDATORS["chart.schema.json"]
    chart = minimal(CHART)
    assert list(validator.iter_errors(chart)) == []
    assert list(validator.iter_errors(chart | {"colour": "red"}))
    for key in CHART.required:
        assert list(validator.iter_errors({name: value for name, value in chart.items() if name != key})), key
    state = {"one": minimal(DEFINITIONS["state"]) | {"colour": "red"}}
    assert list(validator.iter_errors(chart | {"states": state}))
