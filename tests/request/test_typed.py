"""What is typed or pasted is taken for what it stands for, and never for something else."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.fields import FIELDS
from authwizard.request.tree import ABSENT, member_path, pool
from authwizard.request.typed import meant_number, read, read_number, read_path, read_uris, read_variable

APP_ID = FIELDS[("AppId",)]
LENGTH = FIELDS[member_path(pool("PasswordPolicy", "MinimumLength"))]
EMAIL = FIELDS[member_path(pool("VerificationMessage", "EmailSettings", "EmailMessage"))]
TEXTS = [field for field in FIELDS.values() if field.kind == "text"]
A, B, C = "https://app.example.com/", "myapp://home/?list=1,2", "com.example.app:/cb"
ADDRESSES = st.from_regex(r"[a-z]{2,5}://[a-z.]{1,9}/(\?[a-z]=[a-z0-9,;:]{0,5}[a-z0-9])?", fullmatch=True)


@pytest.mark.parametrize("field", TEXTS, ids=lambda field: field.name)
def test_an_identifier_loses_the_blanks_around_it(field: object) -> None:
    assert read(field, " \tMy name\u00a0 \n") == "My name"  # type: ignore[arg-type]
    assert read(field, " \t") is ABSENT  # type: ignore[arg-type]


def test_a_message_keeps_its_blanks() -> None:
    assert read(EMAIL, " Your code: {####}\n\n") == " Your code: {####}\n\n"
    assert read(EMAIL, " ") == " "
    assert read(EMAIL, "") is ABSENT


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4d5",
        " arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4d5/branches/main ",
        "arn:aws-cn:amplify:cn-north-1:123456789012:apps/d1a2b3c4d5/*",
        "https://eu-west-1.console.aws.amazon.com/amplify/apps/d1a2b3c4d5/overview",
        "https://console.aws.amazon.com/amplify/home?region=eu-west-1#/d1a2b3c4d5",
        "https://main.d1a2b3c4d5.amplifyapp.com/",
        '"d1a2b3c4d5",',
        "'d1a2b3c4d5'",
        "d1a2b3c4d5,",
        '"arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4d5",',
    ],
)
def test_where_an_app_id_stands_in_it_is_taken_from_there(text: str) -> None:
    assert read(APP_ID, text) == "d1a2b3c4d5"


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_abc",
        "arn:aws:amplify:eu-west-1:123456789012:apps/",
        "https://example.com/amplify/apps/d1a2b3c4d5",
    ],
)
def test_what_holds_no_app_id_stays_to_be_reported(text: str) -> None:
    assert read(APP_ID, text) == text
    assert read(FIELDS[("ResourceName",)], f"{text} ") == text


@pytest.mark.parametrize(
    ("text", "value"), [("8", 8), (" 12 ", 12), ("0", 0), ("-3", -3), ("8.0", 8.0), ("8.5", 8.5)]
)
def test_a_number_is_one_as_a_request_writes_it(text: str, value: float) -> None:
    assert repr(read(LENGTH, text)) == repr(value)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("008", "8"),
        ("+8", "8"),
        ("\uff11\uff12", "12"),
        ("\u0663", "3"),
        ("-08", "-8"),
        ("1 2", ""),
        ("1e1", ""),
        ("x", ""),
    ],
)
def test_no_other_writing_passes_for_a_number(text: str, meant: str) -> None:
    assert read(LENGTH, text) == text
    assert meant_number(text) == meant


@given(st.text(st.characters(categories=["Nd", "Nl", "No", "Zs", "Po", "Pd", "Sm"]), max_size=6))
def test_only_plain_digits_ever_make_a_number(text: str) -> None:
    value = read_number(text)
    assert (
        isinstance(value, str)
        or value is ABSENT
        or (text.strip().isascii() and str(value) in repr(float(text)))
    )


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([A, B, C]),
        json.dumps([A, B, C], indent=2),
        json.dumps([A, B, C]).replace("/", "\\/"),
        f'[\n  "{A}",\n  "{B}",\n  "{C}",\n]',
        f'"RedirectSignInURIs": [\n"{A}",\n"{B}",\n"{C}"\n],',
        f"redirectSigninURIs = ['{A}', '{B}', '{C}']",
        f"[{A}, {B}, {C}]",
        f"“{A}”, “{B}”, “{C}”",
        f"{A},{B},{C}",
        f"{A}, {B}, {C},",
        f"{A}; {B}; {C}",
        f"{A} {B}\t{C}",
        f"{A}\r\n\r\n  {B}\n{C}\n",
        f"{A},\n{B},\n{C}",
        f"- {A}\n- '{B}'\n- \"{C}\"",
        f'"redirectSignIn": "{A},{B},{C}",',
        f"redirectSignIn: '{A}, {B}, {C}',",
        f"redirectSignIn: {A},{B},{C}",
        f"REDIRECTS={A} {B} {C}",
        f'"redirectSignIn": "{A},{B}",\n"redirectSignOut": "{C}",',
        f'"redirectSignIn": "{A},{B},{C}',
        f'{A},{B},{C}",',
    ],
)
def test_a_list_of_addresses_is_read_however_it_is_written(text: str) -> None:
    assert read_uris(text) == [A, B, C]


@pytest.mark.parametrize(
    "text",
    [
        "https://app.example.com/cb?scopes=a,b,c:d",
        "https://app.example.com/?dir=c:/x,d:/y",
        "https://app.example.com/?end=,",
        "https://app.example.com/?name=",
        "https://[::1]:8080/",
        "https://app.example.com/my page",
        "myapp:callback, other",
        "not an address",
    ],
)
def test_what_is_one_address_stays_one(text: str) -> None:
    assert read_uris(text) == [text]
    assert read_uris(f'["{text}"]') == [text]
    assert read_uris(f'  "{text}",') == [text]


@pytest.mark.parametrize("text", ["", " ", "[", "]", "],", "[]", ","])
def test_the_marks_of_a_list_alone_are_no_address(text: str) -> None:
    assert read_uris(text) == []


@given(st.lists(ADDRESSES, min_size=2, max_size=4), st.sampled_from([", ", ",", " ", "\n", ";"]))
def test_addresses_that_are_joined_come_apart_whole(uris: list[str], joint: str) -> None:
    assert read_uris(joint.join(uris)) == uris
    assert read_uris(json.dumps(uris)) == uris


@given(st.text())
def test_no_text_is_too_much_for_it(text: str) -> None:
    assert all(uri.strip() for uri in read_uris(text))
    assert read(APP_ID, text) is ABSENT or read(APP_ID, text) in text


@pytest.mark.parametrize("text", ["A_SECRET", " A_SECRET ", "$A_SECRET", "${A_SECRET}"])
def test_a_variable_is_named_with_or_without_the_marks_of_a_shell(text: str) -> None:
    assert read_variable(text) == "A_SECRET"


@pytest.mark.parametrize(
    "text", ["keys/my key.p8", " keys/my key.p8\n", "'keys/my key.p8'", '"keys/my key.p8"']
)
def test_a_path_is_taken_without_the_quotes_around_it(text: str) -> None:
    assert read_path(text) == "keys/my key.p8"
    assert read_path("'") == "'"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("file:///keys/my%20key.p8", "/keys/my key.p8"),
        ("file://localhost/keys/key.p8", "/keys/key.p8"),
        ("file:/keys/key.p8", "/keys/key.p8"),
        ("file://keys/key.p8", "keys/key.p8"),
        ("'file:///keys/key.p8'", "/keys/key.p8"),
        ("file:key", "file:key"),
    ],
)
def test_the_address_of_a_file_gives_its_path(text: str, path: str) -> None:
    assert read_path(text) == path
