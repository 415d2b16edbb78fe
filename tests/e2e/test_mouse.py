"""The whole way by mouse alone, at 120×40: only what must be typed is typed."""

from __future__ import annotations

import re
from pathlib import Path

from tests.e2e.hands import start
from tests.e2e.test_export import aws_accepts, written
from tests.support.terminal import Terminal


class Mouse:
    """Works the wizard by clicks; each waits for what it brings."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def click(self, text: str, brings: str | re.Pattern[str]) -> None:
        self.terminal.click_on(text)
        self.terminal.wait_for(brings)
        self.terminal.wait_quiet(0.1)

    def type_into(self, placeholder: str, text: str) -> None:
        """Click into an input that shows a placeholder, and type."""
        self.terminal.click_on(placeholder)
        self.terminal.wait_for(re.compile(rf"█ {re.escape(placeholder)}"))
        self.terminal.send(text)
        self.terminal.wait_for(f"█ {text}")


def test_clicks_alone_lead_from_a_preset_to_a_file(home: Path, tmp_path: Path) -> None:
    with start(home, directory=tmp_path, columns=120, rows=40) as terminal:
        mouse = Mouse(terminal)
        mouse.click("E-mail sign-in with optiona", "Which backend this request is for.")
        mouse.type_into("e.g. d1a2b3c4d5", "d9z8y7x6")
        mouse.type_into("e.g. dev", "staging")
        mouse.type_into("e.g. myauth", "ourauth")
        mouse.click("Next", "A user pool holds your users.")
        mouse.click("3 Identity pool", "Who gets AWS credentials.")
        mouse.click("4 Sign-in", "How users sign in")
        mouse.click("[ ] Name", "[✓] Name")
        mouse.click("5 MFA", "Whether users confirm their sign-in")
        mouse.click("○ On ", "● On ")
        mouse.click("8 Password policy", "What a password must have.")
        mouse.click("[✓] Symbol", "[ ] Symbol")
        mouse.click("Back  ", "7 Social providers not needed")
        mouse.click("Problems", "[Problems")
        mouse.click("Help", "[Help]")
        mouse.click("JSON", "[JSON]")
        mouse.click("10 Review", "✓ Ready to export")
        mouse.click("^g Export", re.compile("█ create-backend-auth.json"))
        terminal.click_on("Export  ")
        terminal.wait_for("Written to create-backend-auth.json")
        terminal.click_on("^q Quit")
        assert terminal.exit_status() == 0
    path = tmp_path / "create-backend-auth.json"
    request = written(path)
    assert (request["AppId"], request["BackendEnvironmentName"]) == ("d9z8y7x6", "staging")
    pool = request["ResourceConfig"]["UserPoolConfigs"]
    assert "NAME" in pool["RequiredSignUpAttributes"]
    assert pool["Mfa"]["MFAMode"] == "ON"
    assert "REQUIRE_SYMBOL" not in pool["PasswordPolicy"]["AdditionalConstraints"]
    words = ["aws", "amplifybackend", "create-backend-auth", "--cli-input-json", f"file://{path.name}"]
    assert "JobId" in aws_accepts(words, home, tmp_path)
