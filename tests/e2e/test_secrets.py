"""Secrets stay where they were typed: no byte of the screen, no file and no process list has them."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Final

from authwizard.sandbox import Sandbox
from tests.e2e.practice import Pilot, begin, states
from tests.support.keys import ENTER, F1, F2, F3, PAGE_DOWN, PAGE_UP, ctrl
from tests.support.terminal import Terminal

TYPED: Final = "planted-typed-secret-0123456789"
FROM_ENVIRONMENT: Final = "planted-environment-secret"
KEY: Final = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZ/eLqP0X1caPKZx4",
    "obcHthhlsDSvmoyFM9qcAFUCb6OhRANCAASY+Y7TA2Ij44TabzbUcv130D9OIBvR",
    "xXI/ESK7iUsw4ByNNwq/gfPlylA5TDDz46QH0ZY9V3NS4ECqt9jm7BWA",
)
"""A key as a .p8 file has it, line by line, invented for the test."""
PEM: Final = "\n".join(["-----BEGIN PRIVATE KEY-----", *KEY, "-----END PRIVATE KEY-----", ""])
PLANTED: Final = (TYPED, FROM_ENVIRONMENT, *KEY)
PRESET: Final = """\
format = 1
title = "Ours"
operation = "create"

[request]
AppId = "d1practice0001"
BackendEnvironmentName = "dev"
ResourceName = "myauth"

[request.ResourceConfig]
AuthResources = "USER_POOL_ONLY"
Service = "COGNITO"

[request.ResourceConfig.UserPoolConfigs]
RequiredSignUpAttributes = ["EMAIL"]
SignInMethod = "EMAIL"
UserPoolName = "our_users"

[request.ResourceConfig.UserPoolConfigs.OAuth]
DomainPrefix = "our-login"
OAuthGrantType = "CODE"
OAuthScopes = ["OPENID"]
RedirectSignInURIs = ["https://app.example.com/"]
RedirectSignOutURIs = ["https://app.example.com/"]

[request.ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings]
Google = { ClientId = "1.apps.googleusercontent.com" }
LoginWithAmazon = { ClientId = "amzn1.application-oa2-client.1", ClientSecret = { env = "OUR_SECRET" } }
SignInWithApple = { ClientId = "com.example.signin", TeamId = "A1B2C3D4E5", KeyId = "ABCDE12345" }
"""


def start_on_preset(home: Path, **environment: str) -> Terminal:
    """Start on a preset that lacks two secrets and names a variable for a third."""
    (home / "ours.toml").write_text(PRESET, encoding="utf-8")
    return begin(home, {"OUR_SECRET": FROM_ENVIRONMENT, **environment}, "ours.toml")


def give_the_secrets(hands: Pilot) -> None:
    """Type the client secret and paste the key, on the step of the social providers."""
    hands.wait_for_step(1)
    hands.walk(1, 2, 4, 5, 6, 7)
    hands.type_the_secret(TYPED, tabs=3)
    hands.reach("Sign in with Apple")
    hands.reach("Environment variable")
    hands.tab()
    hands.terminal.paste(PEM)
    hands.terminal.wait_for("A P-256 key was pasted.")


def look_everywhere(hands: Pilot) -> None:
    """Open each pane, and the last step."""
    for key, tab in ((F2, "[JSON]"), (F3, "[Problems"), (F1, "[Help]")):
        hands.terminal.send(key)
        hands.terminal.wait_for(tab)
    hands.terminal.send(F1)
    hands.review()


def processes() -> str:
    """Return what `ps` tells everybody: the processes with their arguments."""
    return subprocess.run(
        ["ps", "-e", "-o", "args", "-ww"], capture_output=True, text=True, check=True, timeout=20
    ).stdout


def found_in(text: bytes) -> list[str]:
    """Return the planted secrets that a text holds, on one line or broken over several."""
    together = re.sub(rb"\s", b"", text)
    return [secret for secret in PLANTED if secret.encode() in together]


def found_below(home: Path) -> dict[str, list[str]]:
    """Return the files that hold a planted secret."""
    files = [path for path in home.rglob("*") if path.is_file()]
    return {path.name: found for path in files if (found := found_in(path.read_bytes()))}


def test_no_secret_is_seen_or_kept_in_a_session_that_submits(home: Path) -> None:
    seen = b""
    with start_on_preset(home) as terminal:
        hands = Pilot(terminal)
        give_the_secrets(hands)
        look_everywhere(hands)

        terminal.send(ctrl("s"))
        terminal.wait_for("Save as preset")
        terminal.wait_for("PgDn more")
        terminal.send(PAGE_DOWN)
        terminal.wait_for("these are left out")
        terminal.send(PAGE_UP)
        terminal.wait_for("█ ours.toml")
        terminal.send(ctrl("u"))
        terminal.wait_for("█ e.g. our-sign-in")
        terminal.send("kept-by-us")
        terminal.wait_for("█ kept-by-us")
        terminal.send(ENTER)
        terminal.wait_for("Saved as preset kept-by-us")
        assert found_below(home) == {}

        hands.submit()
        terminal.wait_for(re.compile(r"Job [0-9a-f-]{36}: "))
        # Now all is there at once: the draft, the state file of the submit, and the sandbox's.
        assert len(states(home)) == 1
        kept = list((home / "state").rglob("*.json"))
        assert {path.parent.name for path in kept} >= {"submits", "autosave", "authwizard"}, kept
        assert found_below(home) == {}
        assert found_in(processes().encode()) == []
        terminal.wait_for("is COMPLETED.")
        assert found_below(home) == {}
        hands.close_progress()
        hands.quit()
        seen = terminal.raw
    assert found_in(seen) == []
    assert found_below(home) == {}
    saved = next(home.rglob("kept-by-us.toml")).read_text(encoding="utf-8")
    assert "OUR_SECRET" in saved


def test_no_secret_is_in_what_a_killed_submit_leaves(home: Path) -> None:
    with start_on_preset(home) as terminal:
        hands = Pilot(terminal)
        give_the_secrets(hands)
        hands.review()
        hands.submit()
        terminal.wait_for(re.compile(r"Job [0-9a-f-]{36}: "))
        terminal.kill()
        terminal.exit_status()
        assert found_in(terminal.raw) == []
    assert len(states(home)) == 1
    assert found_below(home) == {}


def test_the_service_gets_the_secrets(home: Path) -> None:
    """Otherwise the tests above would show nothing."""
    with (
        Sandbox(job_seconds=0) as server,
        start_on_preset(home, AWS_ENDPOINT_URL=server.endpoint_url) as terminal,
    ):
        hands = Pilot(terminal)
        give_the_secrets(hands)
        hands.review()
        hands.submit("Default credentials")
        terminal.wait_for("is COMPLETED.")
        assert found_in(terminal.raw) == []
        (write,) = server.writes
    assert found_in(write.body) == list(PLANTED)
    assert "".join(KEY).encode() in write.body
