"""Plain mode in a terminal that can do nothing: a whole create, a whole update, and every way to leave."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import termios
from pathlib import Path
from typing import Any, Final

import pytest

from authwizard.files.autosave import list_autosaves
from authwizard.files.formats.table import JSON, Writing
from authwizard.request.draft import Draft
from authwizard.request.edit import set_value, turn_on
from authwizard.request.places import (
    AUTH_RESOURCES,
    DELIVERY,
    FACEBOOK_ID,
    MFA,
    MFA_MODE,
    MFA_TYPES,
    MINIMUM_LENGTH,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
    USER_POOL_NAME,
    VERIFICATION_MESSAGE,
)
from authwizard.request.secrets import MASK
from tests.cli.calls import PROGRAM, TARGET, process
from tests.e2e.hands import start
from tests.plain.answering import is_plain
from tests.request.requests import full
from tests.support.environment import terminal_variables
from tests.support.terminal import Terminal

SECRET: Final = "planted-typed-secret"
OVERVIEW: Final = "A backslash before one of these signs makes it an answer."


class Talker:
    """Answers prompts in a terminal, each as soon as it is there."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._answered = 0
        """How many bytes were written when the last answer was given."""

    @property
    def prose(self) -> str:
        """All that was written so far, as running text."""
        return self._prose_from(0)

    def _prose_from(self, place: int) -> str:
        return " ".join(self.terminal.raw[place:].decode(errors="replace").split())

    def prompted(self, prompt: str) -> None:
        """Wait until a prompt is the last that was written since the last answer."""
        self.terminal.wait_for(lambda _: self._prose_from(self._answered).endswith(f"{prompt}:"))

    def answer(self, prompt: str, line: str = "") -> None:
        """Wait for a prompt, and answer it."""
        self.prompted(prompt)
        self._answered = len(self.terminal.raw)
        self.terminal.send(f"{line}\r")

    def follow(self, *answers: tuple[str, str]) -> None:
        """Answer prompts in their order."""
        for prompt, line in answers:
            self.answer(prompt, line)


def dumb(home: Path, *arguments: str, directory: Path | None = None, columns: int = 80) -> Terminal:
    """Start the program in a dumb terminal."""
    return start(home, *arguments, environment={"TERM": "dumb"}, directory=directory, columns=columns)


def assert_bytes_are_plain(terminal: Terminal) -> None:
    """Nothing but printable text and line ends, as the terminal's driver writes them, was written."""
    text = terminal.raw.decode()
    assert is_plain(text.replace("\r\n", "\n"))
    assert all(len(line) <= 80 for line in text.split("\r\n") if "://" not in line)


def written(draft: Draft) -> str:
    """Return the JSON file of a draft, as every road writes it."""
    (text,) = JSON.files(draft, Writing()).values()
    return text


CREATE: Final = (
    ("Number, or ? and a number to hear what it is", "1"),
    ("Create or update? Number, now 1: create", ""),
    ("App ID, required", "x"),
    ("App ID, now x", "d1a2b3c4d5"),
    ("Environment, required", "dev"),
    ("Resource name, required", "myauth"),
    ("Auth resources, number", "1"),
    ("Sign-in method, number", "1"),
    ("Required sign-up attributes, numbers, such as 1,3", "1,3"),
    ("User pool name, required", "our_users"),
    ("Set multi-factor authentication? If not: no second factor. Yes or no, now no", "y"),
    ("MFA mode, number", "2"),
    ("Second factors, numbers, such as 1,2", "1"),
    ("If not: no hosted sign-in page. Yes or no, now no", "no"),
    ("If not: Amplify's default, 8 characters of any kind. Yes or no, now no", "<"),
    (
        "Set up the hosted sign-in page (OAuth)? If not: no hosted sign-in page. Yes or no, now no",
        "",
    ),
    ("If not: Amplify's default, 8 characters of any kind. Yes or no, now no", "yes"),
    ("Minimum length, 6 to 99, required", "14"),
    ("Required characters, numbers, such as 1,3", "1,2,3,4"),
    ("If not: no codes are sent. Yes or no, now no", "yes"),
    ("Delivery method, number", "1"),
    ("E-mail subject, optional, if left out: Amplify's own subject", ""),
    ("if left out: Amplify's own text. Any number of lines, then a dot alone", "?"),
    ("if left out: Amplify's own text. Any number of lines, then a dot alone", ""),
    ("Number", "1"),
    ("Number, Enter for 9", ""),
    ("Path of the file, Enter for create-backend-auth.json", ""),
    ("Number, or Enter to hear the choices", "7"),
)


def created() -> Draft:
    """Return the draft that the wizard's own edits make of the same answers."""
    draft = Draft.new("create")
    policy = MINIMUM_LENGTH[:-1]
    for path, value in (
        (("AppId",), "d1a2b3c4d5"),
        (("BackendEnvironmentName",), "dev"),
        (("ResourceName",), "myauth"),
        (AUTH_RESOURCES, "USER_POOL_ONLY"),
        (SIGN_IN_METHOD, "EMAIL"),
        (SIGN_UP_ATTRIBUTES, ["EMAIL", "NAME"]),
        (USER_POOL_NAME, "our_users"),
        (MFA, turn_on),
        (MFA_MODE, "OPTIONAL"),
        (MFA_TYPES, ["TOTP"]),
        (policy, turn_on),
        (MINIMUM_LENGTH, 14),
        (
            (*policy, "AdditionalConstraints"),
            ["REQUIRE_LOWERCASE", "REQUIRE_UPPERCASE", "REQUIRE_DIGIT", "REQUIRE_SYMBOL"],
        ),
        (VERIFICATION_MESSAGE, turn_on),
        (DELIVERY, "EMAIL"),
    ):
        given: Any = value
        draft = given(draft, path).draft if given is turn_on else set_value(draft, path, given).draft
    return draft


def test_a_create_from_nothing_to_the_file_that_the_wizard_writes(home: Path, tmp_path: Path) -> None:
    with dumb(home, directory=tmp_path) as terminal:
        talker = Talker(terminal)
        talker.follow(*CREATE)
        assert terminal.exit_status() == 0
        assert "Step 7, Social providers, is passed by." in talker.prose
        assert "E-mail text. The text of the e-mail; {####} stands for the code." in talker.prose
        assert "Problems: " in talker.prose
        assert_bytes_are_plain(terminal)
    assert (tmp_path / "create-backend-auth.json").read_text() == written(created())
    assert list_autosaves() == [], "an exported draft is not offered again"


def test_an_update_of_a_known_state(home: Path, tmp_path: Path) -> None:
    answer = {"ResourceName": "myauth", "Error": "", "ResourceConfig": full()["ResourceConfig"]}
    state = {"AppId": "d1a2b3c4d5", "BackendEnvironmentName": "dev", **answer}
    (tmp_path / "now.json").write_text(json.dumps(state))
    with dumb(home, "--update", "now.json", directory=tmp_path) as terminal:
        talker = Talker(terminal)
        talker.follow(
            ("Create or update? Number, now 2: update", ">8"),
            ("Set a password policy? Yes or no, now yes", ""),
            ("Minimum length, 6 to 99, now 12", "?"),
            ("Minimum length, 6 to 99, now 12", "16"),
            ("Required characters, numbers, now 3: Digit", "1,3"),
            ("Set the verification message? Yes or no, now yes", ">10"),
            ("Number", "1"),
            ("Number, Enter for 9", ""),
            ("Path of the file, Enter for update-backend-auth.json", ""),
            ("Number, or Enter to hear the choices", "7"),
        )
        assert terminal.exit_status() == 0
        assert "The backend has: 12" in talker.prose
        assert "What changes: Minimum length: was 12, becomes 16" in talker.prose
        assert "Sent along, unchanged: Multi-factor authentication, Verification message." in talker.prose
        assert_bytes_are_plain(terminal)
    pool = json.loads((tmp_path / "update-backend-auth.json").read_text())["ResourceConfig"][
        "UserPoolConfigs"
    ]
    assert pool["PasswordPolicy"] == {
        "AdditionalConstraints": ["REQUIRE_LOWERCASE", "REQUIRE_DIGIT"],
        "MinimumLength": 16,
    }
    assert set(pool) == {"PasswordPolicy", "Mfa", "VerificationMessage"}


def without_a_secret(folder: Path) -> str:
    """Write a request whose first social provider lacks its secret, and return its path."""
    tree = full()
    del tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]["Facebook"][
        "ClientSecret"
    ]
    (folder / "request.json").write_text(json.dumps(tree))
    return "request.json"


def echoes(terminal: Terminal) -> bool:
    """Whether the terminal shows what is typed."""
    return bool(terminal.modes()[3] & termios.ECHO)


def test_a_secret_that_is_typed_is_never_shown(home: Path, tmp_path: Path) -> None:
    with dumb(home, without_a_secret(tmp_path), directory=tmp_path) as terminal:
        talker = Talker(terminal)
        talker.follow(("Create or update? Number, now 1: create", ">7"), ("Yes or no, now yes", ""))
        talker.follow((f"Facebook, App ID, now {full_id()}", ""), ("Facebook, App secret, number", "3"))
        talker.prompted("Type it; it is not shown")
        assert not echoes(terminal)
        # The second line of a paste is neither shown nor taken for an answer.
        terminal.send(f"{SECRET}\r{SECRET}-rest\r")
        talker.prompted("Sign in with Google? Yes or no, now yes")
        assert echoes(terminal)
        talker.follow(("Yes or no, now yes", "<"), ("number, now typed, and not shown", ">10"))
        talker.follow(
            ("Number", "1"),
            ("Number, Enter for 9", ""),
            ("Path of the file, Enter for create-backend-auth.json", "out.json"),
        )
        talker.prompted("Number, or Enter to hear the choices")
        assert SECRET not in talker.prose
        assert MASK not in talker.prose
        assert_bytes_are_plain(terminal)
    pool = json.loads((tmp_path / "out.json").read_text())["ResourceConfig"]["UserPoolConfigs"]
    assert pool["OAuth"]["SocialProviderSettings"]["Facebook"]["ClientSecret"] == SECRET
    assert all(SECRET not in file.read_text() for file in (home / "state").rglob("*.json"))


def full_id() -> str:
    """Return the ID that the whole request has for Facebook."""
    return str(Draft.from_tree("create", full()).get(FACEBOOK_ID))


@pytest.mark.parametrize(
    ("ending", "status"),
    [("\x04", 1), ("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["end of input", "Ctrl+C", "SIGTERM", "SIGHUP"],
)
@pytest.mark.parametrize("is_secret", [False, True], ids=["at a question", "at a secret"])
def test_whichever_way_it_ends_the_draft_is_kept_and_the_terminal_echoes(
    home: Path, tmp_path: Path, ending: str | signal.Signals, status: int, *, is_secret: bool
) -> None:
    with dumb(home, without_a_secret(tmp_path), directory=tmp_path) as terminal:
        talker = Talker(terminal)
        talker.follow(("Create or update? Number, now 1: create", ""), ("App ID, now d1a2b3c4d5", "d2"))
        talker.prompted("Environment, now dev")
        if is_secret:
            talker.follow(("Environment, now dev", ">7"), ("Yes or no, now yes", ""))
            talker.follow(("Facebook, App ID, now 1234567890", ""), ("App secret, number", "3"))
            talker.prompted("Type it; it is not shown")
        modes = terminal.modes
        if isinstance(ending, str):
            terminal.send(ending)
        else:
            os.kill(terminal.pid, ending)
        terminal.wait_for(lambda _: "Draft kept: authwizard continues it." in talker.prose)
        assert modes()[3] & termios.ECHO
        assert terminal.exit_status() == status
    (saved,) = list_autosaves()
    assert saved.draft.tree["AppId"] == "d2"


def test_a_line_that_the_terminal_cuts_off_is_not_taken(home: Path) -> None:
    with dumb(home, "--create") as terminal:
        talker = Talker(terminal)
        talker.answer("create")
        talker.answer("App ID, required", "d" * 5000)
        talker.answer("App ID, required", "d1a2b3c4d5")
        talker.prompted("Environment, required")
        assert "cuts off lines of more than 4,094 characters" in talker.prose


def test_a_draft_is_gone_on_with_at_the_next_start(home: Path) -> None:
    with dumb(home, "--create") as terminal:
        talker = Talker(terminal)
        talker.follow(("create", ""), ("App ID, required", "d1a2b3c4d5"))
        talker.prompted("Environment, required")
        terminal.send("\x04")
        assert terminal.exit_status() == 1
    with dumb(home) as terminal:
        talker = Talker(terminal)
        talker.follow(("Number, or ? and a number to hear what it is", "1"), ("create", ""))
        talker.prompted("App ID, now d1a2b3c4d5")
        assert "Continue: 1 Draft for d1a2b3c4d5, today " in talker.prose


def test_lines_follow_the_width_of_the_terminal(home: Path) -> None:
    with dumb(home, columns=40) as terminal:
        Talker(terminal).prompted("Number, or ? and a number to hear what it is")
        assert max(map(len, terminal.raw.decode().split("\r\n"))) <= 40
    with dumb(home, columns=200) as terminal:
        Talker(terminal).prompted("Number, or ? and a number to hear what it is")
        assert max(map(len, terminal.raw.decode().split("\r\n"))) <= 88


def test_another_terminal_asks_line_by_line_on_demand_alone(home: Path) -> None:
    with start(home, "--plain") as terminal:
        talker = Talker(terminal)
        talker.answer("Number, or ? and a number to hear what it is", "1")
        talker.prompted("Create or update? Number, now 1: create")
        assert OVERVIEW in talker.prose
        assert_bytes_are_plain(terminal)


def test_a_source_through_a_pipe_is_asked_about_at_the_terminal(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "request.json"
    path.write_text(json.dumps(full()))
    command = " ".join([*PROGRAM, "--plain", "-"])
    with Terminal(["sh", "-c", f"cat {path} | {command}"], home=home) as terminal:
        talker = Talker(terminal)
        talker.follow(("Create or update? Number, now 1: create", ""), ("App ID, now d1a2b3c4d5", "<"))
        talker.prompted("Create or update? Number, now 1: create")


def test_a_pipe_answers_as_well_and_the_status_is_that_of_the_file(home: Path, tmp_path: Path) -> None:
    lines = "".join(f"{line}\n" for _, line in CREATE)
    done = process("--plain", folder=tmp_path, stdin=lines.encode())
    assert done.returncode == 0
    assert done.stdout == b""
    assert is_plain(done.stderr.decode())
    assert (tmp_path / "create-backend-auth.json").read_text() == written(created())


def test_a_source_through_a_pipe_needs_a_terminal_for_the_answers(home: Path) -> None:
    done = subprocess.run(
        [*PROGRAM, "--plain", "-"], input=b"{}", capture_output=True, check=False, start_new_session=True
    )
    assert done.returncode == 2
    assert b"answers need a terminal" in done.stderr


def test_answers_that_end_early_leave_a_draft_and_status_1(home: Path, tmp_path: Path) -> None:
    done = process("--plain", *TARGET, folder=tmp_path, stdin=b"\nd2\n")
    assert done.returncode == 1
    assert "Draft kept: authwizard continues it." in done.stderr.decode()
    (saved,) = list_autosaves()
    assert saved.draft.tree["AppId"] == "d2"


def test_neither_textual_nor_boto3_is_loaded_where_nobody_goes_to_aws(home: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom authwizard.cli.root import root\n"
        "try:\n    root.main(['--plain'])\nexcept SystemExit as end:\n    assert end.code == 0, end.code\n"
        "print(sorted({'textual', 'rich', 'boto3', 'botocore'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [PROGRAM[0], "-c", program],
        input="".join(f"{line}\n" for _, line in CREATE),
        cwd=tmp_path,
        env={
            **terminal_variables(home),
            **{name: os.environ[name] for name in os.environ if name == "PYTHONPATH"},
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
