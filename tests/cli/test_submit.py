"""`authwizard submit`: exit status, what reaches the server, and what is said."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from authwizard.aws.attempts import unfinished
from authwizard.aws.connection import practice_state
from authwizard.cli.root import root
from authwizard.request.draft import Draft
from tests.aws.calls import SECRETS, SENSITIVE, TARGET, Time, backend_of, create, planted, sandbox, update
from tests.cli.calls import written
from tests.cli.submitting import (
    CREDENTIALS,
    NO_SIGN,
    TARGET_OPTIONS,
    file_of,
    give_credentials,
    run,
    submit,
)


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    give_credentials(monkeypatch)


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
    assert lines.index("Changes:") < place < lines.index("Sending the request, once.")


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
    done, writes = run(tmp_path, create(), fault, args=("--cli-read-timeout", "5"))
    assert (done.exit_code, writes) == (status, 1), done.output
    assert "did not answer in time" in done.stderr


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
    assert "note[poll-job] An answer of 200 means accepted, not done." in done.stderr
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


def let_jobs_go_on() -> None:
    """Make the jobs of the sandbox that calls start last an hour: none ends while the test runs."""
    state = json.loads(practice_state().read_text(encoding="utf-8"))
    for job in state["jobs"]:
        job["seconds"] = 3600.0
    practice_state().write_text(json.dumps(state), encoding="utf-8")


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
    let_jobs_go_on()
    second = CliRunner().invoke(root, args, obj=time.pace())
    assert second.exit_code == 3
    assert "error[pending-job]" in second.stderr
