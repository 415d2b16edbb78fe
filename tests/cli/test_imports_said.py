"""What `check` says of what people have, and with which exit status: a source in, its words out."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.calls import TARGET, call
from tests.request.requests import full, plain

DATA: Final = Path(__file__).parents[1] / "files" / "data"
EMAIL: Final = "02-amplify-ui-email.cli-inputs.json"
SOCIAL: Final = "03-amplify-ui-federated.cli-inputs.json"
HEADLESS: Final = "13-amplify-cli-e2e-auth_5b-phone-totp.AddAuthRequest.json"
LEFT_OUT: Final = "Left out, since only a creation can set it: "
OLD: Final = {
    "authSelections": "userPoolOnly",
    "resourceName": "shop",
    "userPoolName": "shop",
    "usernameAttributes": ["email"],
    "requiredAttributes": ["email"],
}


def answer(tree: Any, **more: Any) -> str:
    return json.dumps(tree | more)


@pytest.mark.parametrize(
    ("source", "options", "said", "status"),
    [
        (EMAIL, (), "Left out, since Amplify always stores it and nothing uses it: mfaTypes", 0),
        (EMAIL, ("--strict", "--ignore", "mfa-off"), "taken for create: it is a record of what Amplify", 0),
        (EMAIL, ("--update",), f"{LEFT_OUT}IdentityPoolName, SignInMethod", 0),
        (HEADLESS, ("--update",), f"{LEFT_OUT}SignInMethod, RequiredSignUpAttributes.", 0),
        (HEADLESS, (), "taken for create: it is an AddAuthRequest", 1),
        ("email-optional-totp", ("--update",), f"{LEFT_OUT}SignInMethod", 0),
        ("update-offer-totp", ("--create",), "--create does not go with it", 2),
        (answer(plain()), ("--update",), "In a request that may be a mistake, so nothing was left out", 1),
        (answer(plain(), Error=None), (), "it is the answer of get-backend-auth", 0),
        (answer(plain(), Error="Oops"), (), 'The answer carries an Error: "Oops"', 0),
        (answer(plain(), Error=""), ("--create",), "taken for create: you asked for it", 0),
        (answer({"AppId": "d1"}, Error="Oops"), (), "tells no state", 1),
        (SOCIAL, (), "Amplify keeps them elsewhere, outside of this file", 1),
        (SOCIAL, (), "`authwizard presets save`", 1),
        (json.dumps(OLD), (), "serviceName is not given, as in old files: it was taken for Cognito.", 0),
        (json.dumps(OLD | {"aliasAttributes": ["email"]}), (), "Sign-in by alias is lost (email)", 0),
        (
            json.dumps(OLD | {"authSelections": "identityPoolOnly"}),
            (),
            "this API always makes a user pool",
            1,
        ),
        (json.dumps(OLD | {"serviceType": "imported"}), (), "A creation would make a new user pool", 0),
        (json.dumps(plain()["ResourceConfig"]), (), "It is a ResourceConfig alone", 0),
        ('{"name": "a", "version": "1", "scripts": {}}', (), "This seems to be an npm package.json", 1),
        ('{"hello": "world"}', (), "This is no auth request", 1),
        ("AWSTemplateFormatVersion: '2010-09-09'\n", (), "This seems to be a CloudFormation template", 1),
        ('{"dev": {"awscloudformation": {}}}', (), "team-provider-info.json, not an auth request", 1),
        ('{"aws_project_region": "eu-west-1"}', (), "aws-exports", 1),
        ("[project]\nname = 'a'\n", (), "This seems to be a pyproject.toml", 1),
    ],
)
def test_a_source_and_what_is_said_of_it(
    source: str, options: tuple[str, ...], said: str, status: int
) -> None:
    name = str(DATA / source) if source.endswith(".json") else source
    given = () if "\n" in source or source.startswith("{") else (name,)
    done = call("check", *TARGET, *options, *(given or ("-",)), stdin=None if given else source)
    assert said in done.stdout + done.stderr
    assert done.exit_code == status
    assert "Traceback" not in done.output


@pytest.mark.parametrize("command", ["export", "diff", "presets"])
def test_the_other_commands_refuse_what_is_no_request_too(tmp_path: Path, command: str) -> None:
    file = tmp_path / "package.json"
    file.write_text('{"name": "a", "version": "1", "scripts": {}}', encoding="utf-8")
    words = {"export": (), "diff": (str(file),), "presets": ("mine",)}[command]
    first = ("presets", "save") if command == "presets" else (command,)
    done = call(*first, str(file), *words)
    assert done.exit_code == (2 if command == "diff" else 1)
    assert "This seems to be an npm package.json, not an auth request." in done.stderr


def test_json_has_the_reason_the_notes_and_what_went_and_came() -> None:
    done = call(
        "check", "--format", "json", "-", stdin=json.dumps(OLD | {"triggers": {"a": 1}, "sharedId": "1"})
    )
    [found] = json.loads(done.stdout)["sources"]
    assert found["reason"] == "it is a record of what Amplify created (cli-inputs.json)"
    assert found["dropped"] == ["triggers", "sharedId"]
    assert found["added"] == ["Service: COGNITO"]
    assert any("triggers (Lambda functions)" in note for note in found["notes"])
    assert done.stderr == ""


def test_an_update_made_of_an_answer_exports_and_the_answers_secrets_stay_out_of_what_is_said() -> None:
    done = call("check", "-", stdin=answer(full(), Error=None))
    assert done.exit_code == 0, done.output
    assert "invented-secret" not in done.output
