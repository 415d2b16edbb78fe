"""The formats for other tools than Gen 1: each member of a request is in the files, or named among the losses."""

from collections.abc import Mapping
from typing import Any

import pytest

from authwizard.files.formats.table import FORMATS, Writing
from authwizard.files.unwritable import UnwritableError
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, SECRET_PATHS, Field
from authwizard.request.tree import ABSENT, Tree, config, drop, get, leaves, pool, put
from tests.request.requests import full

from .expected import DATA, WAYS_OUT, drafts, path_of


def by_email() -> Tree:
    """A request with every member of a creation that has an effect, where codes go by e-mail."""
    request = drop(full(), pool("ForgotPassword"))
    request = put(request, config("AuthResources"), "IDENTITY_POOL_AND_USER_POOL")
    request = put(request, pool("OAuth", "DomainPrefix"), "shop")
    settings = {"MfaTypes": ["SMS", "TOTP"], "SmsMessage": "in {####}"}
    request = put(request, pool("Mfa"), {"MFAMode": "OPTIONAL", "Settings": settings})
    mail = {"EmailSubject": "Subject", "EmailMessage": "mail {####}"}
    block = {"DeliveryMethod": "EMAIL", "EmailSettings": mail}
    made: Tree = put(request, pool("VerificationMessage"), block)
    return made


def by_sms() -> Tree:
    """The same where codes go by SMS."""
    block = {"DeliveryMethod": "SMS", "SmsSettings": {"SmsMessage": "sms {####}"}}
    made: Tree = put(by_email(), pool("VerificationMessage"), block)
    return made


def by_the_deprecated_block() -> Tree:
    """The same where the deprecated block says so."""
    block = get(by_email(), pool("VerificationMessage"))
    made: Tree = put(drop(by_email(), pool("VerificationMessage")), pool("ForgotPassword"), block)
    return made


REQUESTS = {"email": by_email(), "sms": by_sms(), "deprecated": by_the_deprecated_block()}


def other_value(field: Field, value: Any) -> Any:
    """Return another good value of a member."""
    if field.kind == "choices":
        return value[1:] if len(value) > 1 else [next(each for each in field.choices if each not in value)]
    if isinstance(value, list):
        return [*value, "https://other.example.com/"]
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if field.choices:
        return next((each for each in field.choices if each != value), value)
    return f"other{value}" if field.kind != "key" else value


def members_of(request: Tree) -> list[tuple[str, ...]]:
    """Return the members of a request that have a value of their own, but for secrets."""
    return [
        path
        for path, field in FIELDS.items()
        if field.kind != "structure" and path not in SECRET_PATHS and get(request, path) is not ABSENT
    ]


def files_of(format: str, request: Tree) -> Mapping[str, str]:
    return FORMATS[format].files(Draft.from_tree("create", request), Writing())


@pytest.mark.parametrize("format", WAYS_OUT)
@pytest.mark.parametrize("name", REQUESTS)
def test_each_member_is_in_the_files_or_named_as_lost(format: str, name: str) -> None:
    request = REQUESTS[name]
    assert check(Draft.from_tree("create", request)).errors == ()
    before = files_of(format, request)
    told = " ".join(
        str(loss) for loss in FORMATS[format].losses(Draft.from_tree("create", request), Writing())
    )
    unsaid = [
        path
        for path in members_of(request)
        if files_of(format, put(request, path, other_value(FIELDS[path], get(request, path)))) == before
        and str(path[-1]) not in told
        and len(FIELDS[path].choices) != 1
    ]
    assert unsaid == []


@pytest.mark.parametrize("format", WAYS_OUT)
def test_what_has_no_effect_is_named(format: str) -> None:
    request = put(full(), config("AuthResources"), "USER_POOL_ONLY")
    request = put(request, pool("Mfa", "MFAMode"), "OFF")
    told = " ".join(
        str(loss) for loss in FORMATS[format].losses(Draft.from_tree("create", request), Writing())
    )
    for member in (
        "IdentityPoolConfigs",
        "Mfa.Settings",
        "VerificationMessage.SmsSettings",
        "ForgotPassword",
    ):
        assert member in told


@pytest.mark.parametrize("format", WAYS_OUT)
def test_no_secret_is_in_the_files(format: str) -> None:
    request = by_email()
    planted = dict.fromkeys(SECRET_PATHS, "")
    for number, path in enumerate(sorted(SECRET_PATHS)):
        planted[path] = f"planted-{number}-\u2028`${{x}}\"'\\"
        request = put(request, path, planted[path])
    text = "".join(files_of(format, request).values())
    assert "planted" not in text
    assert all(
        not isinstance(value, str) or value not in text for path, value in leaves(request) if path in planted
    )


@pytest.mark.parametrize("format", WAYS_OUT)
def test_the_files_are_the_same_each_time_and_end_with_a_newline(format: str) -> None:
    assert files_of(format, by_email()) == files_of(format, by_email())
    assert all(
        text.endswith("\n") and not text.endswith("\n\n") for text in files_of(format, by_sms()).values()
    )


@pytest.mark.parametrize("format", WAYS_OUT)
@pytest.mark.parametrize(("name", "draft"), drafts().items())
def test_the_files_are_those_that_were_read(format: str, name: str, draft: Draft) -> None:
    files = FORMATS[format].files(draft, Writing())
    assert {path_of(format, name, path): text for path, text in files.items()} == {
        path: path.read_text(encoding="utf-8") for path in (DATA / format / name).rglob("*") if path.is_file()
    }


@pytest.mark.parametrize(
    ("text", "formats"),
    [
        ("{{resolve:ssm:a}}", {"gen2", "cloudformation"}),
        ("${Token[TOKEN.1]}", {"gen2"}),
        ("#{Token[TOKEN.1]}", {"gen2"}),
    ],
)
def test_a_text_that_a_target_replaces_wherever_it_stands_is_refused(text: str, formats: set[str]) -> None:
    path = pool("VerificationMessage", "EmailSettings", "EmailMessage")
    request = put(by_email(), path, f"{{####}} {text}")
    draft = Draft.from_tree("create", request)
    for format in WAYS_OUT:
        told = FORMATS[format].losses(draft, Writing())
        if format in formats:
            with pytest.raises(UnwritableError, match="EmailMessage"):
                files_of(format, request)
            # One with a ${…} is refused as a placeholder before.
            assert [loss.kind for loss in told] == ["refused"] or check(draft).errors
        else:
            assert files_of(format, request)
