"""What a problem says of unknown members, of values outside an enum and of wrong types."""

from typing import Any

import pytest

from authwizard.request.fields import field_at
from authwizard.request.tree import MemberPath, config, pool, put

from .judging import APPLE, GOOGLE, errors, judged
from .requests import full, plain


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (("appId",), "AppId"),
        (("Appid",), "AppId"),
        (("resourceConfig",), "ResourceConfig"),
        (config("userPoolConfigs"), "UserPoolConfigs"),
        (config("AuthResource"), "AuthResources"),
        (pool("oAuth"), "OAuth"),
        (pool("Oauth"), "OAuth"),
        (pool("PasswordPolicies"), "PasswordPolicy"),
        (pool("Mfa", "MfaMode"), "MFAMode"),
        (pool("Mfa", "mode"), "MFAMode"),
        (pool("OAuth", "RedirectSigninURIs"), "RedirectSignInURIs"),
        (pool("OAuth", "REDIRECTSIGNOUTURIS"), "RedirectSignOutURIs"),
        ((*GOOGLE, "client_id"), "ClientId"),
        ((*GOOGLE, "client_secret"), "ClientSecret"),
        ((*APPLE, "private_key"), "PrivateKey"),
    ],
)
def test_the_nearest_known_name_is_offered(path: MemberPath, meant: str) -> None:
    (found,) = (found for found in judged(put(full(), path, "x")).problems if found.path == path)

    assert found.rule == "unknown-member"
    assert found.fix == f"Did you mean {meant}?"


def test_where_none_is_near_the_members_are_listed() -> None:
    (found,) = judged(put(full(), (*GOOGLE, "zzz"), "x")).at((*GOOGLE, "zzz"))

    assert found.fix == "Remove it. The members here are ClientId, ClientSecret."


def test_a_long_name_is_not_repeated_at_length() -> None:
    (found,) = judged(plain() | {"n" * 5_000: 1}).errors

    assert len(found.message) < 100


def test_a_member_of_another_structure_is_unknown_here() -> None:
    assert errors(put(full(), (*APPLE, "ClientSecret"), "x")) == [
        ("unknown-member", (*APPLE, "ClientSecret"))
    ]


@pytest.mark.parametrize(
    ("path", "value", "hint"),
    [
        (pool("SignInMethod"), "email", "Did you mean EMAIL? "),
        (pool("OAuth", "OAuthGrantType"), "Code", "Did you mean CODE? "),
        (pool("SignInMethod"), "???", ""),
    ],
)
def test_the_nearest_choice_and_all_of_them_are_offered(path: MemberPath, value: str, hint: str) -> None:
    (found,) = (found for found in judged(put(full(), path, value)).at(path) if found.rule == "bad-enum")
    known = field_at(path)

    assert known
    assert found.message == f'"{value}" is not one of the choices.'
    assert found.fix == f"{hint}Use {', '.join(known.choices)}."


@pytest.mark.parametrize(("length", "shown"), [(40, "E" * 40), (41, "E" * 40 + "…")])
def test_a_value_is_repeated_up_to_forty_characters(length: int, shown: str) -> None:
    (found,) = judged(put(plain(), pool("SignInMethod"), "E" * length)).errors

    assert found.message == f'"{shown}" is not one of the choices.'


def test_a_long_value_is_not_repeated_at_length() -> None:
    (found,) = judged(put(plain(), pool("SignInMethod"), "E" * 1_000_000)).errors

    assert len(found.message) < 100


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (pool("PasswordPolicy", "MinimumLength"), "8", "The value must be a number, and is a text."),
        (pool("RequiredSignUpAttributes"), "EMAIL", "The value must be a list, and is a text."),
        (pool("UserPoolName"), ["x"], "The value must be a text, and is a list."),
        (pool("UserPoolName"), True, "The value must be a text, and is true or false."),
        (pool("Mfa"), 5, "The value must be a structure of members, and is a number."),
        (pool("SignInMethod"), {}, "The value must be a text, and is a structure of members."),
        (
            config("IdentityPoolConfigs", "UnauthenticatedLogin"),
            "true",
            "The value must be true or false, and is a text.",
        ),
    ],
)
def test_a_wrong_type_is_told_by_what_was_wanted_and_what_is_there(
    path: MemberPath, value: Any, message: str
) -> None:
    (found,) = judged(put(full(), path, value)).errors

    assert (found.rule, found.path, found.message) == ("type-mismatch", path, message)
    assert found.fix.startswith("Give ")
