"""The schemas of what commands print with `--format json`."""

import json
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from authwizard.cli.schemas import NAMES, schema_of
from authwizard.request.fields import SECRET_PATHS
from authwizard.request.rules.catalogue import RULES
from authwizard.request.tree import drop, put
from tests.cli.calls import call, written
from tests.request.requests import full, plain

PROBLEM = {
    "rule": "bad-enum",
    "severity": "error",
    "path": "ResourceConfig.Service",
    "message": "It is not one of the choices.",
    "fix": "Use COGNITO.",
    "line": 3,
    "column": 4,
    "endLine": 3,
    "endColumn": 9,
}
SOURCE = {
    "source": "a.json",
    "operation": "create",
    "valid": False,
    "problems": [PROBLEM],
    "ignored": 0,
    "reason": "you asked for it",
    "notes": [],
    "dropped": ["Nope"],
    "added": ["Service: COGNITO"],
}


def validate(name: str, document: Any) -> None:
    Draft202012Validator(schema_of(name)).validate(document)


def checked(*sources: Any) -> None:
    validate("check", {"sources": list(sources)})


def printed(*args: str) -> Any:
    return json.loads(call(*args).stdout)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_and_has_a_name_of_its_own(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:authwizard:schema:{name}"


@pytest.mark.parametrize("name", NAMES)
def test_each_is_printed(name: str) -> None:
    assert printed("schema", name) == schema_of(name)


def test_no_file_lies_about_and_no_other_name_is_taken() -> None:
    there = [file.name for file in files("authwizard.cli.schemas").iterdir() if file.name.endswith(".json")]
    assert sorted(there) == [f"{name}.schema.json" for name in NAMES]
    with pytest.raises(KeyError):
        schema_of("../schemas/check")
    assert call("schema", "submit").exit_code == 2


def test_every_structure_is_closed_and_every_member_explained() -> None:
    for name in NAMES:
        schema = schema_of(name)
        for structure in (schema, *schema["$defs"].values()):
            assert structure["additionalProperties"] is False
            assert set(structure["required"]) <= set(structure["properties"])
        for structure in schema["$defs"].values():
            assert structure["description"]
            for member in structure["properties"].values():
                assert member.get("description")


def test_a_report_of_check_is_valid() -> None:
    unreadable = SOURCE | {"operation": None, "reason": None, "problems": []}
    nowhere = PROBLEM | dict.fromkeys(("line", "column", "endLine", "endColumn"))
    checked()
    checked(SOURCE, unreadable, SOURCE | {"problems": [nowhere, PROBLEM], "ignored": 3})


@pytest.mark.parametrize("member", PROBLEM)
def test_a_problem_needs_every_member(member: str) -> None:
    short = deepcopy(PROBLEM)
    del short[member]
    with pytest.raises(ValidationError):
        checked(SOURCE | {"problems": [short]})


@pytest.mark.parametrize("member", SOURCE)
def test_a_source_needs_every_member(member: str) -> None:
    with pytest.raises(ValidationError):
        checked({name: value for name, value in SOURCE.items() if name != member})


@pytest.mark.parametrize(
    "wrong",
    [{"line": 0}, {"column": 1.5}, {"endLine": "3"}, {"endColumn": -1}, {"severity": "fatal"}, {"more": 1}],
)
def test_a_wrong_problem_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        checked(SOURCE | {"problems": [PROBLEM | wrong]})


@pytest.mark.parametrize("wrong", [{"ignored": -1}, {"operation": "delete"}, {"notes": "x"}, {"more": 1}])
def test_a_wrong_source_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        checked(SOURCE | wrong)


def test_every_rule_has_an_id_that_the_schemas_take() -> None:
    checked(*(SOURCE | {"problems": [PROBLEM | {"rule": id}]} for id in RULES))


def test_what_diff_prints_is_valid(tmp_path: Path) -> None:
    tree = full()
    secret = next(iter(SECRET_PATHS))
    old = written(tmp_path / "old.json", put(tree, secret, "one") | {"Nope": [None]})
    new = written(tmp_path / "new.json", drop(put(tree, secret, "two"), ("AppId",)))
    document = printed("diff", "--format", "json", old, new)
    assert len(document["differences"]) == 3
    validate("diff", document)
    validate("diff", printed("diff", "--format", "json", old, old))
    with pytest.raises(ValidationError):
        validate("diff", document | {"differences": [{"path": "AppId"}]})


def test_what_presets_prints_is_valid(home: Path) -> None:
    source = written(home / "a.json", plain())
    assert call("presets", "save", source, "ours").exit_code == 0
    found = [
        preset for preset in printed("presets", "--format", "json")["presets"] if preset["name"] == "ours"
    ]
    (Path(found[0]["path"]).parent / "broken.toml").write_text("[", encoding="utf-8")
    document = printed("presets", "list", "--format", "json")
    assert {bool(preset["error"]) for preset in document["presets"]} == {True, False}
    validate("presets", document)


def test_what_rules_prints_is_valid() -> None:
    document = printed("rules", "--format", "json")
    assert len(document["rules"]) == len(RULES)
    validate("rules", document)
    validate("rules", printed("rules", "--format", "json", "bad-enum"))
