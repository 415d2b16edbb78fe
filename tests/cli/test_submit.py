"""`authwizard submit`: exit status, what reaches the server, and what is said."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from authwizard.aws.pending import unfinished
from authwizard.cli.root import root
from authwizard.files.export import render
from authwizard.files.presets import list_presets
from authwizard.files.resolve import resolve
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.edit import switch_operation
from authwizard.request.paths import ABSENT, config
from authwizard.sandbox import Fault, Sandbox
from tests.aws.calls import SECRETS, SENSITIVE, TARGET, Time, backend_of, create, planted, sandbox, update
from tests.aws.unclear import UNCLEAR, Answer, unclear_server
from tests.cli.calls import written
from tests.request.requests import KEY
from tests.support.environment import terminal_variables
from tests.support.keys import ENTER, ctrl
from tests.support.terminal import Terminal

PROGRAM = (sys.executable, "-m", "authwizard")
TARGET_OPTIONS = (
    *("--app-id", TARGET.app_id),
    *("--backend-environment-name", TARGET.environment),
    *("--resource-name", TARGET.resource),
)
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "invented-key-id",
    "AWS_SECRET_ACCESS_KEY": "invented-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**CREDENTIALS, "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(name, value)


def submit(running: Sandbox, time: Time, source: str, *args: str) -> Result:
    """Submit to a sandbox whose time passes only by waiting, without a question."""
    endpoint = ("--endpoint-url", running.endpoint_url)
    return CliRunner().invoke(root, ("submit", source, "--yes", *endpoint, *args), obj=time.pace())


def file_of(draft: Draft, folder: Path) -> str:
    return written(folder / "request.json", draft.body("real"))


def run(tmp_path: Path, draft: Draft, *faults: str, args: tuple[str, ...] = ()) -> tuple[Result, int]:
    """Submit a draft to a sandbox with faults, where an update finds what it changes; return the writes, too."""
    time = Time()
    seeded = create() if draft.operation == "update" else None
    with sandbox(time, *faults, seeded=seeded) as running:
        done = submit(running, time, file_of(draft, tmp_path), *args)
        writes = len(running.writes)
    assert "Traceback" not in done.output
    assert "authwizard failed" not in done.output
    return done, writes


@pytest.mark.parametrize("draft", [create(), update()], ids=["create", "update"])
def test_0_where_the_job_completes_and_the_last_answer_on_standard_output(
    tmp_path: Path, draft: Draft
) -> None:
    done, writes = run(tmp_path, draft)
    assert (done.exit_code, writes) == (0, 1), done.output
    answer = json.loads(done.stdout)
    assert answer["Status"] == "COMPLETED"
    assert answer["AppId"] == TARGET.app_id
    for line in (
        "Account:     000000000000",
        "arn:aws:iam::000000000000:user/practice",
        "0:00 PENDING",
        "0:04 COMPLETED",
    ):
        assert line in done.stderr
    assert f"Operation:   {draft.operation}-backend-auth" in done.stderr
    assert unfinished() == []


def test_an_update_shows_the_differences_before_it_is_sent(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, seeded=planted()) as running:
        done = submit(running, time, file_of(update(), tmp_path))
    lines = done.stderr.splitlines()
    place = lines.index("  ResourceConfig.UserPoolConfigs.PasswordPolicy.MinimumLength")
    assert lines[place + 1 : place + 3] == ["    - 12", "    + 14"]
    assert place < lines.index("Sending the request, once.")


NO_SIGN = "There is no sign of it: no job was started"
FAULTS: dict[str, tuple[str, int, str]] = {
    "400": ("create=400", 3, "error[bad-request]"),
    "403": ("create=403", 3, "the action amplifybackend:CreateBackendAuth is not allowed"),
    "expired": ("create=expired", 3, "error[expired-credentials]"),
    "404": ("create=404", 3, "error[not-found]"),
    "429": ("create=429", 3, "error[too-many-requests]"),
    "500": ("create=500", 4, NO_SIGN),
    "504": ("create=504", 4, NO_SIGN),
    "reset after the body": ("create=reset", 4, "error[connection-dropped]"),
    "reset before the body": ("create=reset-before", 4, "error[connection-dropped]"),
    "garbage 200": ("create=garbage", 4, "error[not-json]"),
    "200 with Error": ("create=error", 5, "The service says: The sandbox was asked to answer with Error."),
    "job FAILED": ("create=job-failed", 5, "FAILED: The sandbox was asked to let this job fail."),
    "job never ends": ("create=job-stuck", 4, "was still PENDING after 30 seconds"),
    "504, but applied": ("create=applied-504", 0, "There is a job that was not there before"),
    "reset, but applied": ("create=applied-reset", 0, "There is a job that was not there before"),
    "504, and applied 15 s later": ("create=late-504", 0, "14 seconds, no sign yet. Ctrl+C leaves."),
    "reset, and applied 15 s later": ("create=late-reset", 0, "There is a job that was not there before"),
}


@pytest.mark.parametrize(("fault", "status", "said"), FAULTS.values(), ids=FAULTS.keys())
@pytest.mark.parametrize("operation", ["create", "update"])
def test_each_fault_ends_with_its_status_after_one_write(
    tmp_path: Path, operation: str, fault: str, status: int, said: str
) -> None:
    draft = create() if operation == "create" else update()
    fault, said = (
        (fault, said)
        if operation == "create"
        else (fault.replace("create=", "update="), said.replace("CreateB", "UpdateB"))
    )
    done, writes = run(tmp_path, draft, fault, args=("--timeout", "30"))
    assert (done.exit_code, writes) == (status, 1), done.output
    assert said in done.stderr
    assert ("fix: " in done.stderr) is (status != 0)


@pytest.mark.parametrize(("fault", "status"), [("create=hang", 4), ("create=applied-hang", 0)])
def test_no_answer_within_the_read_time_out_is_looked_after(tmp_path: Path, fault: str, status: int) -> None:
    done, writes = run(tmp_path, create(), fault, args=("--cli-read-timeout", "0.3"))
    assert (done.exit_code, writes) == (status, 1), done.output
    assert "did not answer in time" in done.stderr


def test_4_where_looking_does_not_settle_it(tmp_path: Path) -> None:
    done, writes = run(tmp_path, create(), "create=504", "get=500", "list-jobs=500")
    assert (done.exit_code, writes) == (4, 1)
    assert "Looking did not settle whether it was applied." in done.stderr
    assert "Do not send it again" in done.stderr
    assert len(unfinished()) == 1


def test_what_is_known_of_an_earlier_submit_is_said_first(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, "create=applied-504", "list-jobs=403:2", "get=403:5") as running:
        source = file_of(create(), tmp_path)
        lost = submit(running, time, source)
        assert lost.exit_code == 4
        running.faults.clear()
        time.now += 10
        again = submit(running, time, source)
        assert len(running.writes) == 2
    earlier = again.stderr.split("Account:")[0]
    assert f"Earlier: The create of {TARGET} in us-east-1, sent on" in earlier
    assert "has had no clear answer" in earlier


@pytest.mark.parametrize("answer", UNCLEAR.values(), ids=UNCLEAR)
def test_4_after_one_write_for_every_answer_that_is_not_clear(tmp_path: Path, answer: Answer) -> None:
    time = Time()
    with unclear_server(answer) as running:
        endpoint = (
            "--endpoint-url",
            running.url,
            "--cli-read-timeout",
            "0.3",
            "--cli-connect-timeout",
            "0.3",
        )
        args = ("submit", file_of(planted(), tmp_path), "--yes", *endpoint)
        done = CliRunner().invoke(root, args, obj=time.pace())
        assert running.writes == 1
    assert (done.exit_code, done.stdout) == (4, ""), done.output
    assert NO_SIGN in done.stderr
    assert "Do not send it again before you have looked" in done.stderr
    assert not [
        claim for claim in ("not applied:", "You can send it again", "expired") if claim in done.stderr
    ]
    assert not [secret for secret in SECRETS if secret in done.output]
    assert len(unfinished()) == 1


def test_a_submit_looks_for_an_earlier_one_before_it_sends_and_can_forget_it(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, "create=504:1") as running:
        source = file_of(create(), tmp_path)
        assert submit(running, time, source).exit_code == 4
        looked = len(time.waits)
        again = submit(running, time, source, "--no-wait")
        assert again.exit_code == 0, again.output
        assert len(time.waits) > looked, "it was sent a moment ago, so that one waits for a sign"
        assert len(running.writes) == 2
        earlier = again.stderr.split("Account:")[0]
        assert f"Earlier: The create of {TARGET} in us-east-1, sent on" in earlier
        assert NO_SIGN in earlier
        assert "`authwizard submit --forget` forgets it." in earlier
        assert len(unfinished()) == 1
        dry = submit(running, time, source, "--dry-run", "--forget")
        assert "Forgotten: The create of" in dry.stderr
        assert "Earlier:" not in dry.stderr
    assert unfinished() == []


def test_looking_takes_as_long_as_is_asked(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, "create=504", "create=late-504") as running:
        source = file_of(create(), tmp_path)
        done = submit(running, time, source, "--look-for", "5")
        assert (done.exit_code, sum(time.waits)) == (4, 5)


def test_a_request_that_is_carried_out_after_the_looks_is_found_by_the_next_submit(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, "create=late-504:1") as running:
        source = file_of(create(), tmp_path)
        assert submit(running, time, source, "--look-for", "5").exit_code == 4
        time.now += 15
        again = submit(running, time, source)
    earlier = again.stderr.split("Account:")[0]
    assert "There is a job that was not there before" in earlier
    assert (again.exit_code, len(running.writes)) == (3, 2)


def test_what_a_pulled_update_carries_along_is_listed_before_it_is_sent(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, seeded=planted()) as running:
        backend = backend_of(running)
        answer = backend.read("GetBackendAuth", **TARGET.members)
        file = written(tmp_path / "answer.json", {**answer, "Error": None})
        dry = submit(running, time, file, "--dry-run")
        done = submit(running, time, file, "--no-wait")
        assert done.exit_code == 0, done.output
        (write,) = running.writes
    for shown in (dry, done):
        assert "Sent along, unchanged: Mfa, VerificationMessage." in shown.stderr
    assert set(json.loads(dry.stdout)["ResourceConfig"]["UserPoolConfigs"]) == {"Mfa", "VerificationMessage"}
    assert set(json.loads(write.body)["resourceConfig"]["userPoolConfigs"]) == {"mfa", "verificationMessage"}


def test_an_update_that_was_not_pulled_is_warned_of_what_it_may_reset(tmp_path: Path) -> None:
    time = Time()
    with sandbox(time, seeded=planted()) as running:
        done = submit(running, time, file_of(update(), tmp_path), "--dry-run")
    assert "warning[update-resets-mfa]" in done.stderr
    assert "warning[update-resets-verification]" in done.stderr
    assert "Sent along" not in done.stderr


def test_no_wait_ends_when_the_request_is_accepted(tmp_path: Path) -> None:
    done, writes = run(tmp_path, create(), "create=job-stuck", args=("--no-wait",))
    assert (done.exit_code, writes) == (0, 1)
    assert json.loads(done.stdout)["Status"] == "PENDING"
    assert unfinished() == []


def test_a_dry_run_shows_account_and_masked_request_and_sends_nothing(tmp_path: Path) -> None:
    done, writes = run(tmp_path, planted(), args=("--dry-run",))
    assert (done.exit_code, writes) == (0, 0)
    shown = json.loads(done.stdout)
    assert shown["ResourceConfig"]["UserPoolConfigs"]["UserPoolName"] == "my_users"
    assert "000000000000" in done.stderr
    assert not [secret for secret in SECRETS if secret in done.output]


@pytest.mark.parametrize(
    ("change", "args", "said"),
    [
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, (), "error[no-credentials]"),
        ({}, ("--profile", "nobody"), "error[unknown-profile]"),
        ({"AWS_DEFAULT_REGION": ""}, (), "error[no-region]"),
        ({}, ("--endpoint-url", "http://127.0.0.1:9"), "error[connection-refused]"),
        ({"AWS_DEFAULT_REGION": ""}, ("--no-sign-request",), "error[no-region]"),
    ],
)
def test_3_where_nothing_can_be_sent(
    tmp_path: Path,
    change: Mapping[str, str],
    args: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in change.items():
        if value:
            monkeypatch.setenv(name, value)
        else:
            monkeypatch.delenv(name)
    done, writes = run(tmp_path, create(), args=args)
    assert (done.exit_code, writes, done.stdout) == (3, 0, "")
    assert said in done.stderr
    assert "fix: " in done.stderr


def test_expired_credentials_are_told_before_anything_is_sent(tmp_path: Path) -> None:
    done, writes = run(tmp_path, create(), "all=expired")
    assert (done.exit_code, writes) == (3, 0)
    assert "error[expired-credentials]" in done.stderr


def test_1_for_a_source_with_errors_an_unresolved_secret_and_none_that_can_be_read(tmp_path: Path) -> None:
    done, writes = run(tmp_path, create().with_value(("AppId",), ""))
    assert (done.exit_code, writes) == (1, 0)
    assert "error[empty-id]" in done.stderr
    for source in ("social-all-providers", "./none.json"):
        done = CliRunner().invoke(root, ("submit", source, "--yes", *TARGET_OPTIONS))
        assert done.exit_code == 1
        assert "error[" in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("--yes", "--query", "[["),
        ("--yes", "--sandbox", "--profile", "p"),
        ("--yes", "--sandbox", "--endpoint-url", "http://127.0.0.1:1"),
        ("--yes", "--endpoint-url", "example.com"),
        ("--yes", "--endpoint-url", "https://user:planted@example.com"),
        ("--yes", "--ca-bundle", "/no/such/file"),
        ("--yes", "--timeout", "-1"),
        ("--yes", "--output", "xml"),
    ],
)
def test_2_for_wrong_use_and_nothing_is_sent(tmp_path: Path, args: tuple[str, ...]) -> None:
    done = CliRunner().invoke(root, ("submit", file_of(create(), tmp_path), *args))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "planted" not in done.stderr
    assert "Error: " in done.stderr


@pytest.mark.parametrize(
    ("args", "printed"),
    [
        (("--query", "Status"), '"COMPLETED"\n'),
        (("--query", "Status", "--output", "text"), "COMPLETED\n"),
        (("--query", "Status", "--output", "yaml"), '"COMPLETED"\n'),
        (("--query", "[AppId,Status]", "--output", "text"), f"{TARGET.app_id}\tCOMPLETED\n"),
        (
            ("--query", "{a:Status}", "--output", "table"),
            "+---+-----------+\n| a | COMPLETED |\n+---+-----------+\n",
        ),
        (("--query", "nothing", "--output", "text"), "None\n"),
    ],
)
def test_the_answer_is_printed_as_by_the_aws_cli(tmp_path: Path, args: tuple[str, ...], printed: str) -> None:
    done, _ = run(tmp_path, create(), args=args)
    assert (done.exit_code, done.stdout) == (0, printed)


def test_unsigned_takes_the_callers_place(tmp_path: Path) -> None:
    done, writes = run(tmp_path, create(), args=("--no-sign-request",))
    assert (done.exit_code, writes) == (0, 1)
    assert "Caller:      unsigned" in done.stderr


def test_colours_can_be_had_and_refused(tmp_path: Path) -> None:
    coloured, _ = run(tmp_path, create(), "create=400", args=("--color", "on"))
    plain, _ = run(tmp_path, create(), "create=400", args=("--color", "off"))
    assert "\x1b[31m" in coloured.stderr
    assert "\x1b" not in plain.stderr


def test_nothing_planted_is_shown_by_a_call_with_debug(tmp_path: Path) -> None:
    for fault in ("create=400", "create=504", "create=garbage", "create=job-failed"):
        done, _ = run(tmp_path, planted(), fault, args=("--debug", "--timeout", "9"))
        assert "Making request" not in done.stderr
        assert "CreateBackendAuth: POST" in done.stderr
        for item in (*SECRETS, *SENSITIVE, CREDENTIALS["AWS_SECRET_ACCESS_KEY"], "Signature="):
            assert item not in done.output


def test_the_sandbox_of_a_call_needs_no_account_and_keeps_its_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in CREDENTIALS:
        monkeypatch.delenv(name)
    time = Time()
    source = file_of(create(), tmp_path)
    args = ("submit", source, "--yes", "--sandbox", "--no-wait")
    first = CliRunner().invoke(root, args, obj=time.pace())
    assert first.exit_code == 0, first.output
    assert "Profile:     practice" in first.stderr
    assert "This was practice" in first.stderr
    second = CliRunner().invoke(root, args, obj=time.pace())
    assert second.exit_code == 3
    assert "error[pending-job]" in second.stderr


# In a real terminal


@pytest.fixture
def listening() -> Iterator[tuple[Sandbox, threading.Event]]:
    """A sandbox that never answers a create, and says when one has arrived."""
    arrived = threading.Event()

    def log(line: str) -> None:
        if line.endswith("no answer"):
            arrived.set()

    with Sandbox(log=log, faults=[Fault.parse("create=applied-hang")]) as running:
        yield running, arrived


def in_terminal(home: Path, running: Sandbox, tmp_path: Path, *args: str) -> Terminal:
    command = [*PROGRAM, "submit", file_of(create(), tmp_path), "--endpoint-url", running.endpoint_url, *args]
    return Terminal(command, home=home, columns=300, rows=40)


def test_the_question_is_asked_and_no_is_the_answer_of_enter(home: Path, tmp_path: Path) -> None:
    with sandbox() as running:
        with in_terminal(home, running, tmp_path) as terminal:
            text = terminal.wait_for("Send it? [y/N]")
            assert "arn:aws:iam::000000000000:user/practice" in text
            terminal.send(ENTER)
            assert terminal.exit_status() == 1
            assert "Nothing was sent." in terminal.screen_text()
        assert running.writes == []
        with in_terminal(home, running, tmp_path, "--no-wait") as terminal:
            terminal.wait_for("Send it? [y/N]")
            terminal.send("y", ENTER)
            assert terminal.exit_status() == 0
        assert len(running.writes) == 1


def test_an_interrupt_at_the_question_sends_nothing(home: Path, tmp_path: Path) -> None:
    with sandbox() as running, in_terminal(home, running, tmp_path) as terminal:
        terminal.wait_for("Send it? [y/N]")
        terminal.send(ctrl("c"))
        assert terminal.exit_status() == 130
        assert running.writes == []


def test_an_interrupt_while_it_is_sent_says_what_is_known_and_the_next_start_says_more(
    home: Path, tmp_path: Path, listening: tuple[Sandbox, threading.Event]
) -> None:
    running, arrived = listening
    with in_terminal(home, running, tmp_path, "--yes") as terminal:
        terminal.wait_for("Sending the request, once.")
        assert arrived.wait(20)
        terminal.send(ctrl("c"))
        assert terminal.exit_status() == 130
        text = terminal.screen_text()
    assert "Interrupted. The request was sent at " in text
    assert "its outcome is not known" in text
    assert "Traceback" not in text
    with in_terminal(home, running, tmp_path, "--dry-run") as terminal:
        assert terminal.exit_status() == 0
        text = terminal.screen_text()
    assert "Earlier: The create of" in text
    assert "There is a job that was not there before" in text or "is COMPLETED" in text
    assert len(running.writes) == 1


def test_a_terminal_that_is_closed_while_it_is_sent_loses_nothing(
    home: Path, tmp_path: Path, listening: tuple[Sandbox, threading.Event]
) -> None:
    running, arrived = listening
    with in_terminal(home, running, tmp_path, "--yes") as terminal:
        terminal.wait_for("Sending the request, once.")
        assert arrived.wait(20)
    (left,) = unfinished()
    assert left.attempt.target == TARGET
    assert len(running.writes) == 1


def test_an_interrupt_while_the_job_is_followed_names_the_job(home: Path, tmp_path: Path) -> None:
    with (
        Sandbox(faults=[Fault.parse("create=job-stuck")]) as running,
        in_terminal(home, running, tmp_path, "--yes") as terminal,
    ):
        terminal.wait_for("0:00 PENDING")
        terminal.send(ctrl("c"))
        assert terminal.exit_status() == 130
        text = terminal.screen_text()
    assert "Interrupted. The request was accepted as the job" in text
    (left,) = unfinished()
    assert left.attempt.job_id in text


# Byte for byte what the AWS CLI sends


def requests() -> dict[str, Draft]:
    """Return every shipped preset as a request that can be sent, for each operation that it can be for."""
    environ = {
        "FACEBOOK_CLIENT_SECRET": "invented-facebook",
        "GOOGLE_CLIENT_SECRET": "invented-google",
        "AMAZON_CLIENT_SECRET": "invented-amazon",
        "LOGIN_WITH_AMAZON_CLIENT_SECRET": "invented-amazon",
        "APPLE_PRIVATE_KEY": KEY,
    }
    found: dict[str, Draft] = {}
    for preset in list_presets():
        draft = load(preset.name).draft
        for name, value in TARGET.members.items():
            draft = draft.with_value((name,), value)
        if draft.get(config("AuthResources")) is ABSENT:
            draft = draft.with_value(config("AuthResources"), "USER_POOL_ONLY")
        draft, unresolved = resolve(draft, environ)
        assert not unresolved, preset.name
        found[f"{preset.name}-{draft.operation}"] = draft
        found.setdefault(f"{preset.name}-update", switch_operation(draft, "update").draft)
    return found


REQUESTS = requests()


@pytest.mark.parametrize("draft", REQUESTS.values(), ids=REQUESTS.keys())
def test_the_body_is_byte_for_byte_the_one_that_the_aws_cli_sends(
    tmp_path: Path, home: Path, draft: Draft
) -> None:
    assert draft.operation in ("create", "update")
    file = tmp_path / "exported.json"
    file.write_text(render(draft, "json"), encoding="ascii")
    with sandbox(None, "create=400", "update=400", seeded=create()) as running:
        subprocess.run(
            [
                Path(sys.executable).with_name("aws"),
                *("--endpoint-url", running.endpoint_url),
                *("amplifybackend", f"{draft.operation}-backend-auth", "--cli-input-json", f"file://{file}"),
            ],
            check=False,
            capture_output=True,
            env=terminal_variables(home) | {"PATH": os.environ["PATH"]},
            timeout=60,
        )
        done = submit(running, Time(), str(file), f"--{draft.operation}")
        assert done.exit_code == 3, done.output
        theirs, ours = running.writes
    assert theirs.body == ours.body
    assert (theirs.method, theirs.path) == (ours.method, ours.path)
    assert theirs.headers["Content-Type"] == ours.headers["Content-Type"]
    wire: dict[str, Any] = json.loads(ours.body)
    assert wire["resourceName"] == TARGET.resource


def test_every_shipped_preset_is_compared() -> None:
    presets = {preset.name for preset in list_presets()}
    assert {name.rpartition("-")[0] for name in REQUESTS} == presets
    assert {name.rpartition("-")[2] for name in REQUESTS} == {"create", "update"}
