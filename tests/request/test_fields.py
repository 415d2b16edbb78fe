"""What a form, a command or a document reads from the declarations."""

import re
from typing import Any

import pytest

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, block_of, field_at, members, position
from authwizard.request.markers import Between, Length, Pattern
from authwizard.request.model import request_model
from authwizard.request.operation import BOTH, Operation
from authwizard.request.rules import RULES
from authwizard.request.tree import (
    ABSENT,
    MemberPath,
    config,
    format_path,
    get,
    leaves,
    member_path,
    pool,
    put,
)

from .requests import full

EVERY = pytest.mark.parametrize("path", FIELDS, ids=format_path)
URI = "https://a.example/"
CODE = "{####}"
LEAVES = [path for path, field in FIELDS.items() if field.kind != "structure"]


@EVERY
def test_each_member_has_a_title_and_one_line_of_help(path: tuple[str, ...]) -> None:
    field = FIELDS[path]

    assert field.title
    assert re.fullmatch(r"\S.{5,110}[.]", field.help), field.help
    assert not field.more or field.more.endswith("."), field.more
    assert field.help != field.more


@EVERY
@pytest.mark.parametrize("operation", BOTH)
def test_what_happens_without_a_block_or_an_optional_member_of_a_create_is_said(
    path: tuple[str, ...], operation: Operation
) -> None:
    field = FIELDS[path]
    is_asked = (field.kind != "structure" or field.block) and not field.deprecated
    is_optional = operation in field.only and operation not in field.required and not field.needed

    told = field.unset if operation == "create" else field.unset_update
    assert not told.endswith(".")
    if is_asked and is_optional and (operation == "create" or field.block):
        assert told


@pytest.mark.parametrize("path", [path for path in LEAVES if not FIELDS[path].secret], ids=format_path)
def test_each_example_is_a_value_that_the_member_takes(path: tuple[str, ...]) -> None:
    example = FIELDS[path].example

    report = check(Draft.from_tree("create", put(full(), path, example)))

    assert [problem for problem in report.errors if problem.path[: len(path)] == path] == []


def test_every_member_but_secrets_and_switches_has_an_example() -> None:
    bare = {format_path(path) for path in LEAVES if FIELDS[path].example is None and not FIELDS[path].secret}

    assert bare == set()


@EVERY
def test_the_rules_that_a_declaration_names_exist_and_hold_for_its_operations(path: tuple[str, ...]) -> None:
    field = FIELDS[path]

    if field.required:
        assert set(RULES[field.required_rule].operations) == set(field.required)
    if field.only_rule:
        assert set(RULES[field.only_rule].operations) == set(BOTH) - set(field.only)
    if isinstance(field.limit, Length | Between | Pattern):
        assert RULES[field.limit.rule].category == "ERROR-COGNITO"


@EVERY
def test_a_kind_says_how_the_member_is_asked_for(path: tuple[str, ...]) -> None:
    field = FIELDS[path]

    assert bool(field.choices) is (field.kind in ("choice", "choices"))
    assert (field.meanings is not None) is (field.kind == "switch")
    assert field.secret is (field.kind in ("secret", "key"))
    assert (field.most_items is not None) is (field.kind == "uris")
    assert not field.block or field.kind == "structure"
    if field.kind == "structure":
        assert field.limit is None
        assert bool(field.block) is (not field.required and field.name not in IMPLICIT)


IMPLICIT = {"Settings", "EmailSettings", "SmsSettings", "SocialProviderSettings"}
"""Structures that come and go with their members."""


@pytest.mark.parametrize(
    ("path", "good", "bad"),
    [
        (("AppId",), ["d" + "1" * 19, "d1"], ["d" + "1" * 20, "d"]),
        (("BackendEnvironmentName",), ["e" * 255, "e"], ["e" * 256]),
        (pool("UserPoolName"), ["u" * 128, "u"], ["u" * 129, ""]),
        (config("IdentityPoolConfigs", "IdentityPoolName"), ["u" * 128, "u"], ["u" * 129, ""]),
        (pool("PasswordPolicy", "MinimumLength"), [6, 99, 6.0], [5, 100, 5.999, 99.001, float("inf")]),
        (pool("OAuth", "DomainPrefix"), ["p" * 63, "p", "pp", "p-p"], ["p" * 64, "", "-p", "p-", "P"]),
        (pool("Mfa", "Settings", "SmsMessage"), [CODE, "x" * 140], ["x{###", "x" * 141]),
        (pool("VerificationMessage", "SmsSettings", "SmsMessage"), [CODE, "x" * 140], ["x{###", "x" * 141]),
        (
            pool("VerificationMessage", "EmailSettings", "EmailMessage"),
            [CODE, "x" * 20_000],
            ["", "x" * 20_001],
        ),
        (pool("VerificationMessage", "EmailSettings", "EmailSubject"), ["s", "s" * 140], ["", "s" * 141]),
        (pool("OAuth", "RedirectSignInURIs"), ["/", "u" * 1024], ["", "u" * 1025]),
        (pool("OAuth", "RedirectSignOutURIs"), ["/", "u" * 1024], ["", "u" * 1025]),
    ],
    ids=lambda value: format_path(value) if isinstance(value, tuple) else "",
)
def test_a_limit_includes_its_ends(path: MemberPath, good: list[Any], bad: list[Any]) -> None:
    rules = {
        mark.rule for mark in FIELDS[member_path(path)].judges if isinstance(mark, Length | Between | Pattern)
    }
    is_list = FIELDS[member_path(path)].kind == "uris"

    def refused(value: Any) -> bool:
        report = check(Draft.from_tree("create", put(full(), path, [value] if is_list else value)))
        return any(found.rule in rules for found in report.at(path))

    assert rules
    assert [value for value in good if refused(value)] == []
    assert [value for value in bad if not refused(value)] == []


@pytest.mark.parametrize(
    "path", [path for path, field in FIELDS.items() if isinstance(field.limit, Pattern)], ids=format_path
)
def test_the_length_that_a_counter_shows_is_the_longest_that_is_taken(path: tuple[str, ...]) -> None:
    limit = FIELDS[path].limit
    assert isinstance(limit, Pattern)

    def rules(length: int) -> set[str]:
        return {
            found.rule for found in check(Draft.from_tree("create", put(full(), path, "d" * length))).errors
        }

    assert limit.rule not in rules(limit.most)
    assert limit.rule in rules(limit.most + 1)


@pytest.mark.parametrize("name", ["RedirectSignInURIs", "RedirectSignOutURIs"])
def test_a_list_of_addresses_has_at_most_a_hundred(name: str) -> None:
    path = pool("OAuth", name)

    def errors(count: int) -> list[str]:
        uris = [f"https://{number}.example/" for number in range(count)]
        return [found.rule for found in check(Draft.from_tree("create", put(full(), path, uris))).errors]

    assert FIELDS[tuple(map(str, path))].most_items == 100
    assert errors(100) == []
    assert errors(101) == ["uri-count"]


def test_the_help_reaches_the_json_schema() -> None:
    text = str(request_model().json_schema())

    assert [format_path(path) for path in LEAVES if FIELDS[path].help not in text] == []


def test_the_examples_reach_the_json_schema() -> None:
    schemas = request_model().json_schema()["$defs"]
    members_of = {
        name: member for schema in schemas.values() for name, member in schema["properties"].items()
    }

    assert members_of["MinimumLength"]["examples"] == [8]
    assert members_of["UserPoolName"]["examples"] == ["myapp_users"]
    assert "examples" not in members_of["ClientSecret"]


def test_a_member_is_found_by_its_path_and_by_the_path_of_its_items() -> None:
    uris = pool("OAuth", "RedirectSignInURIs")

    assert field_at((*uris, 3)) is FIELDS[tuple(map(str, uris))]
    assert field_at((*uris, "x")) is None
    assert field_at(()) is None


def test_the_block_of_a_member_is_the_nearest_one_around_it() -> None:
    def block(*names: str) -> str | None:
        found = block_of(FIELDS[member_path(pool(*names))])
        return found.name if found else None

    assert block("Mfa", "Settings", "MfaTypes") == "Mfa"
    assert block("OAuth", "SocialProviderSettings", "Google", "ClientId") == "Google"
    assert block("OAuth", "SocialProviderSettings", "Google") == "OAuth"
    assert block("Mfa") is None
    assert block("UserPoolName") is None


def test_members_are_the_direct_ones() -> None:
    assert list(members(())) == ["AppId", "BackendEnvironmentName", "ResourceName", "ResourceConfig"]
    assert set(members(tuple(map(str, pool("PasswordPolicy"))))) == {"MinimumLength", "AdditionalConstraints"}
    assert members(("AppId",)) == {}


def test_a_stray_member_stands_where_the_one_around_it_stands() -> None:
    assert [position(path) for path in FIELDS] == list(range(len(FIELDS)))
    assert position((*pool("OAuth"), "Stray", 3)) == position(pool("OAuth"))
    assert position(("Stray",)) == position(()) == -1


def test_a_full_request_has_every_member() -> None:
    """The other tests lean on it."""
    tree = full()

    assert [format_path(path) for path in FIELDS if get(tree, path) is ABSENT] == []
    assert {path for path, _ in leaves(tree)} >= set(LEAVES) - {
        path for path in LEAVES if FIELDS[path].kind in ("choices", "uris")
    }
