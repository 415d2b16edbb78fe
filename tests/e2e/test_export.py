"""From an empty terminal to a file that the AWS CLI accepts: a create and an update, at 80×24."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.e2e.hands import Hands, start
from tests.request.requests import plain
from tests.support.environment import terminal_variables
from tests.support.keys import ctrl

AWS: Final = Path(sys.executable).with_name("aws")


def aws_accepts(command: list[str], home: Path, directory: Path) -> dict[str, Any]:
    """Let the AWS CLI check an input file; it sends nothing and answers with the shape of the output."""
    done = subprocess.run(
        [AWS, *command[1:], "--generate-cli-skeleton", "output"],
        env=terminal_variables(home),
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def written(path: Path) -> dict[str, Any]:
    """Read an exported file, which has two blanks of indent, ASCII alone and a line feed at its end."""
    text = path.read_text(encoding="ascii")
    tree: dict[str, Any] = json.loads(text)
    assert text == json.dumps(tree, indent=2) + "\n"
    return tree


CREATED: Final = {
    "AppId": "d1a2b3c4d5",
    "BackendEnvironmentName": "dev",
    "ResourceConfig": {
        "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
        "IdentityPoolConfigs": {"IdentityPoolName": "our_identities", "UnauthenticatedLogin": False},
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}},
            "OAuth": {
                "DomainPrefix": "our-login",
                "OAuthGrantType": "CODE",
                "OAuthScopes": ["OPENID", "EMAIL", "PROFILE", "AWS_COGNITO_SIGNIN_USER_ADMIN"],
                "RedirectSignInURIs": [
                    "https://app.example.com/",
                    "http://localhost:3000/",
                    "https://staging.example.com/",
                ],
                "RedirectSignOutURIs": ["https://app.example.com/"],
            },
            "PasswordPolicy": {
                "AdditionalConstraints": [
                    "REQUIRE_LOWERCASE",
                    "REQUIRE_UPPERCASE",
                    "REQUIRE_DIGIT",
                    "REQUIRE_SYMBOL",
                ],
                "MinimumLength": 14,
            },
            "RequiredSignUpAttributes": ["EMAIL", "NAME"],
            "SignInMethod": "EMAIL",
            "UserPoolName": "our_users",
            "VerificationMessage": {
                "DeliveryMethod": "EMAIL",
                "EmailSettings": {"EmailSubject": "Your code"},
            },
        },
    },
    "ResourceName": "myauth",
}


def test_from_a_preset_to_a_create_file_that_the_aws_cli_accepts(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        hands = Hands(terminal)
        hands.pick_preset("spa-code-grant")
        hands.fill_in_target("d1a2b3c4d5", "dev", "myauth")

        hands.next(2)
        hands.choose("● User pool and identity pool", down=1)
        hands.next(3)
        # The pool was asked for in the step before: there is no switch to turn on.
        hands.type("our_identities")
        hands.choose("● No", down=0, tabs=1)

        hands.next(4)
        hands.choose("[✓] Name", down=2, tabs=1)
        hands.replace("myapp_users", "our_users", tabs=1)

        hands.next(5)
        hands.choose("● On", down=1, tabs=1)

        hands.next(6)
        hands.replace("myapp-login", "our-login", tabs=1)
        hands.tab(2)
        terminal.paste("http://localhost:3000/\nhttps://staging.example.com/")
        terminal.wait_for("✓ https://staging.example.com/")

        # Back to where the first answers were given: all of them are still there.
        hands.back(5)
        terminal.wait_for("● On")
        hands.back(4)
        terminal.wait_for("[✓] Name")
        hands.back(3)
        terminal.wait_for("our_identities")
        hands.walk(3, 4, 5, 6, 7, 8)

        hands.replace("12", "14", tabs=1)
        hands.next(9)
        hands.type("Your code", tabs=2)
        hands.next(10)
        hands.export("create-backend-auth.json")

    path = tmp_path / "create-backend-auth.json"
    assert written(path) == CREATED
    words = ["aws", "amplifybackend", "create-backend-auth", "--cli-input-json", f"file://{path.name}"]
    assert "JobId" in aws_accepts(words, home, tmp_path)
    assert not list((home / "state").rglob("*.json")), "an exported draft is not offered again"


UPDATED: Final = {
    "AppId": "d9z8y7x6",
    "BackendEnvironmentName": "prod",
    "ResourceConfig": {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "Mfa": {"MFAMode": "OPTIONAL", "Settings": {"MfaTypes": ["TOTP"]}},
            "PasswordPolicy": {
                "AdditionalConstraints": ["REQUIRE_LOWERCASE", "REQUIRE_UPPERCASE", "REQUIRE_DIGIT"],
                "MinimumLength": 16,
            },
            "VerificationMessage": {
                "DeliveryMethod": "SMS",
                "SmsSettings": {"SmsMessage": "Code: {####}"},
            },
        },
    },
    "ResourceName": "ourauth",
}


def test_from_a_preset_to_an_update_file_that_the_aws_cli_accepts(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path) as terminal:
        hands = Hands(terminal)
        hands.pick_preset("update-harden-password")
        terminal.wait_for("● Update")
        hands.fill_in_target("d9z8y7x6", "prod", "ourauth")

        hands.next(2)
        hands.choose("● User pool only", down=0)
        # The steps that an update has nothing to ask in are passed over, and named.
        hands.next(5)
        terminal.wait_for("Steps 3, 4 not needed")
        hands.choose("[✓] Set multi-factor authentication", down=0)
        hands.choose("● Optional", down=-2, tabs=1)
        hands.choose("[✓] TOTP", down=0, tabs=1)
        hands.walk(5, 6, 8)
        hands.replace("12", "16", tabs=1)
        hands.choose("[ ] Symbol", down=3, tabs=1)
        hands.next(9)
        hands.choose("[✓] Set the verification message", down=0)
        hands.choose("● SMS", down=1, tabs=1)
        hands.type("Code: {####}", tabs=1)

        hands.walk(9, 8, 6, 5)
        terminal.wait_for("[✓] TOTP")
        hands.walk(5, 6, 8, 9, 10)
        hands.export("update-backend-auth.json")

    path = tmp_path / "update-backend-auth.json"
    assert written(path) == UPDATED
    words = ["aws", "amplifybackend", "update-backend-auth", "--cli-input-json", f"file://{path.name}"]
    assert "JobId" in aws_accepts(words, home, tmp_path)


def test_on_leaving_it_says_where_the_file_is_and_the_whole_command(home: Path, tmp_path: Path) -> None:
    name = f"{'a-long-name-' * 6}.json"
    (tmp_path / "ours.json").write_text(json.dumps(plain()), encoding="ascii")
    with start(home, "./ours.json", directory=tmp_path) as terminal:
        terminal.wait_for("1/10 Target")
        terminal.send(ctrl("g"))
        terminal.wait_for("File ")
        terminal.send(ctrl("u"), f"{name}\r")
        terminal.wait_for("Written to")
        terminal.send(ctrl("q"))
        assert terminal.exit_status() == 0
    after = terminal.raw.decode().rpartition("\x1b[?1049l")[2].replace("\r", "")
    assert f"Written to {name}.\n" in after
    assert f"aws amplifybackend create-backend-auth --cli-input-json file://{name}\n" in after
