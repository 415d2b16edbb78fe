"""Sending a request: once, and what is said afterwards."""

import json
import traceback
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.traceback import Traceback

from authwizard.aws.attempts import unfinished
from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.failures import CallError
from authwizard.aws.follow import follow
from authwizard.aws.outcome import Outcome
from authwizard.aws.preview import preview
from authwizard.aws.submit import Looking, submit
from authwizard.files.formats.rest_call import to_wire
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef
from tests.aws.calls import (
    SECRETS,
    SENSITIVE,
    SOCIAL,
    Time,
    backend_of,
    create,
    planted,
    sandbox,
    server,
    update,
)

# The looks after a fault shall not be made slow by botocore's own waiting between retries.
ONE_READ = {"AWS_MAX_ATTEMPTS": "1"}


@pytest.fixture(autouse=True)
def _one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ONE_READ.items():
        monkeypatch.setenv(name, value)


def sent(draft: Draft, *faults: str, seeded: Draft | None = None, **options: object) -> tuple[Outcome, int]:
    """Submit a draft to a sandbox with faults; return the outcome and how many writes arrived."""
    time = Time()
    with sandbox(time, *faults, seeded=seeded) as running:
        outcome = submit(draft, backend_of(running, **options), looking=Looking(time.pace()))
        return outcome, len(running.writes)


def test_an_accepted_request_has_a_job_and_a_state_file_until_the_job_is_followed_to_its_end() -> None:
    time = Time()
    with sandbox(time) as running:
        backend = backend_of(running)
        outcome = submit(create(), backend, looking=Looking(time.pace()))
        assert (outcome.status, outcome.exit_status) == ("accepted", 0)
        assert outcome.job is not None
        assert outcome.job_id in outcome.message
        assert len(unfinished()) == 0  # it runs: its process, this one, has the lock
        done = follow(backend, outcome.job, pace=time.pace(), record=outcome.record)
        assert (done.status, done.answer["Status"]) == ("completed", "COMPLETED")
        assert outcome.record is not None
        assert not outcome.record.path.exists()
        assert len(running.writes) == 1


FAULTS = [
    ("400", "refused", 3, "bad-request"),
    ("403", "refused", 3, "access-denied"),
    ("404", "refused", 3, "not-found"),
    ("429", "refused", 3, "too-many-requests"),
    ("expired", "refused", 3, "expired-credentials"),
    ("500", "unknown", 4, "service-error"),
    ("502", "unknown", 4, "service-error"),
    ("503", "unknown", 4, "service-error"),
    ("504", "unknown", 4, "service-error"),
    ("reset", "unknown", 4, "connection-dropped"),
    ("reset-before", "unknown", 4, "connection-dropped"),
    ("garbage", "unknown", 4, "not-json"),
    ("error", "failed", 5, "answer-error"),
    ("applied-504", "accepted", 0, "service-error"),
    ("applied-reset", "accepted", 0, "connection-dropped"),
    ("late-504", "accepted", 0, "service-error"),
    ("late-reset", "accepted", 0, "connection-dropped"),
]


@pytest.mark.parametrize("operation", ["create", "update"])
@pytest.mark.parametrize(("kind", "status", "exit_status", "name"), FAULTS)
def test_each_fault_has_a_name_and_one_write_reaches_the_server(
    operation: str,
    kind: str,
    status: str,
    exit_status: int,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_RETRY_MODE", "legacy")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "5")
    draft, seeded = (create(), None) if operation == "create" else (update(), create())
    outcome, writes = sent(draft, f"{operation}={kind}", seeded=seeded)
    assert (outcome.status, outcome.exit_status, writes) == (status, exit_status, 1)
    assert outcome.failure is not None
    assert outcome.failure.name == name
    assert outcome.message
    assert (outcome.fix != "") is (status != "accepted")


@pytest.mark.parametrize(("kind", "status"), [("hang", "unknown"), ("applied-hang", "accepted")])
def test_after_a_read_time_out_it_looks(kind: str, status: str) -> None:
    outcome, writes = sent(create(), f"create={kind}", read_timeout=5)
    assert (outcome.status, writes) == (status, 1)
    assert outcome.failure is not None
    assert outcome.failure.name == "read-timeout"


def test_no_sign_of_a_request_is_said_after_a_minute_and_is_no_proof() -> None:
    time = Time()
    with sandbox(time, "create=504") as running:
        outcome = submit(create(), backend_of(running), looking=Looking(time.pace()))
    assert "no job was started, and the backend has no such resource. That proves nothing" in outcome.message
    assert "not applied" not in outcome.message
    assert sum(time.waits) == 60
    assert len(unfinished()) == 1


@pytest.mark.parametrize(
    ("fault", "draft", "rules"),
    [
        ("create=job-stuck", create(), ["poll-job"]),
        ("create=504", create(), ["not-idempotent"]),
        ("update=504", update(), []),
        ("create=400", create(), []),
    ],
)
def test_rules_about_a_call_explain_an_outcome_that_is_open(
    fault: str, draft: Draft, rules: list[str]
) -> None:
    outcome, _ = sent(draft, fault)
    assert [note.rule for note in outcome.notes] == rules


@pytest.mark.parametrize("hidden", ["get=500", "list-jobs=403", "get=garbage", "list-jobs=garbage"])
def test_what_cannot_be_looked_at_leaves_the_outcome_unknown(hidden: str) -> None:
    outcome, writes = sent(create(), "create=504", hidden)
    assert (outcome.status, outcome.exit_status, writes) == ("unknown", 4, 1)
    assert "Do not send it again" in outcome.fix


def test_a_job_that_is_seen_afterwards_settles_it_though_the_state_cannot_be_fetched() -> None:
    outcome, _ = sent(create(), "create=applied-504", "get=403")
    assert outcome.status == "accepted"
    assert outcome.job is not None


def test_a_look_that_is_interrupted_leaves_the_outcome_unknown() -> None:
    time = Time()
    with sandbox(time, "create=504") as running:
        outcome = submit(create(), backend_of(running), looking=Looking(time.pace(stop_after=1)))
    assert outcome.status == "unknown"
    assert len(unfinished()) == 1


def test_another_job_that_runs_is_named() -> None:
    time = Time()
    with sandbox(time) as running:
        backend = backend_of(running)
        first = submit(create(), backend, looking=Looking(time.pace()))
        assert first.record is not None
        first.record.discard()
        second = submit(create(), backend, looking=Looking(time.pace()))
    assert second.failure is not None
    assert (second.exit_status, second.failure.name) == (3, "pending-job")


def test_a_second_submit_to_the_environment_is_refused_while_one_runs() -> None:
    time = Time()
    with sandbox(time) as running:
        first = submit(create(), backend_of(running), looking=Looking(time.pace()))
        second = submit(create(), backend_of(running), looking=Looking(time.pace()))
        assert first.status == "accepted"
        assert second.failure is not None
        assert (second.status, second.failure.name) == ("refused", "another-submit")
        assert len(running.writes) == 1
        assert first.record is not None
        first.record.release()


def test_a_request_with_errors_or_an_unresolved_secret_is_not_sent() -> None:
    wrong = create().with_value(("AppId",), "")
    outcome, writes = sent(wrong)
    assert (outcome.status, outcome.exit_status, writes) == ("refused", 1, 0)
    assert [problem.rule for problem in outcome.problems] == ["empty-id"]
    secret = planted().with_secret((*SOCIAL, "Google", "ClientSecret"), EnvRef("NOT_SET_ANYWHERE"))
    outcome, writes = sent(secret)
    assert (outcome.exit_status, writes) == (1, 0)
    assert "secret-unresolved" in [problem.rule for problem in outcome.problems]


def test_a_refused_connection_is_no_doubt() -> None:
    with sandbox() as running:
        gone = backend_of(running)
    outcome = submit(create(), gone, looking=Looking(Time().pace()))
    assert outcome.failure is not None
    assert (outcome.status, outcome.failure.name) == ("refused", "connection-refused")


def test_an_acceptance_without_a_job_id_is_looked_after() -> None:
    with server(200, json.dumps({"appId": "d1a2b3c4d5", "backendEnvironmentName": "dev"}).encode()) as url:
        outcome = submit(
            create(), Backend(Connection(endpoint_url=url, practice=True)), looking=Looking(Time().pace())
        )
    assert (outcome.status, outcome.exit_status) == ("unknown", 4)
    assert "names no job of this environment" in outcome.message


@pytest.mark.parametrize("answer", [b"[]", b"3", b'"x"', b"\xff\xfe", b"", b"null", b'{"appId": null}'])
@pytest.mark.parametrize("status", [200, 400, 500])
def test_an_answer_of_any_shape_is_a_failure_with_a_name(status: int, answer: bytes) -> None:
    with server(status, answer) as url:
        outcome = submit(
            create(), Backend(Connection(endpoint_url=url, practice=True)), looking=Looking(Time().pace())
        )
    assert outcome.failure is not None
    assert outcome.failure.name in ("not-json", "bad-request", "service-error")
    assert (outcome.status == "refused") is (status == 400 and outcome.failure.name == "bad-request")


def test_what_the_service_repeats_of_the_request_holds_no_secret_and_no_control_character() -> None:
    draft = planted()
    with server(400, None, {"x-amzn-ErrorType": "BadRequest\x1b[31mException:" + SECRETS[1]}) as url:
        outcome = submit(
            draft, Backend(Connection(endpoint_url=url, practice=True)), looking=Looking(Time().pace())
        )
    shown = f"{outcome!r} {outcome.message} {outcome.fix}"
    shown += f"{outcome.failure!r} {outcome.failure and vars(outcome.failure)}"
    assert "No: {" in shown
    assert not [secret for secret in SECRETS if secret in shown]
    assert "\x1b" not in outcome.message


def test_the_state_file_holds_nothing_of_the_request_but_its_target(home: Path) -> None:
    time = Time()
    with sandbox(time) as running:
        outcome = submit(planted(), backend_of(running), looking=Looking(time.pace()))
        assert outcome.record is not None
        text = outcome.record.path.read_text(encoding="utf-8")
        assert outcome.record.path.stat().st_mode & 0o777 == 0o600
        assert outcome.record.path.is_relative_to(home)
        outcome.record.discard()
    assert outcome.job_id in text
    assert not [item for item in (*SECRETS, *SENSITIVE) if item in text]


@pytest.mark.parametrize("phase", ["sending", "looking after"])
def test_a_crash_shows_no_secret_even_in_a_traceback_that_shows_variables(phase: str) -> None:
    def crash(now: str) -> None:
        if now == phase:
            raise RuntimeError("forced")

    with sandbox(Time(), "create=504") as running:
        backend = backend_of(running)
        with pytest.raises(RuntimeError, match="forced") as caught:
            submit(planted(), backend, looking=Looking(Time().pace()), on_phase=crash)
    assert_silent(caught.value)


def test_a_failure_that_nobody_catches_shows_no_secret_either() -> None:
    draft = planted()
    with server(400, None) as url:
        backend = Backend(Connection(endpoint_url=url, practice=True))
        with pytest.raises(CallError) as caught:
            backend.write(draft)
    # What the service says of the request is shown as far as a message goes, without the secrets.
    assert_silent(caught.value, SECRETS)
    assert caught.value.__context__ is None


def assert_silent(error: BaseException, planted: Sequence[str] = (*SECRETS, *SENSITIVE)) -> None:
    """Prove that no traceback of an error holds what was planted, whatever variables it shows."""
    plain = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    console = Console(file=StringIO(), width=400)
    rich = Traceback.from_exception(type(error), error, error.__traceback__, show_locals=True, width=400)
    with console.capture() as captured:
        console.print(rich)
    for item in planted:
        assert item not in plain
        assert item not in captured.get()


def test_of_a_pulled_update_the_changed_blocks_are_sent_with_mfa_and_verification_along() -> None:
    from authwizard.aws.pull import pull
    from authwizard.request.tree import pool
    from tests.aws.calls import TARGET

    time = Time()
    with sandbox(time, seeded=planted()) as running:
        backend = backend_of(running)
        draft = pull(backend, TARGET).draft.with_value(pool("PasswordPolicy", "MinimumLength"), 20)
        shown = preview(draft, backend)
        outcome = submit(draft, backend, looking=Looking(time.pace()))
        (write,) = running.writes
    assert outcome.record is not None
    outcome.record.discard()
    created = to_wire("create", planted().body("real"))["body"]["resourceConfig"]["userPoolConfigs"]
    assert json.loads(write.body)["resourceConfig"] == {
        "authResources": "IDENTITY_POOL_AND_USER_POOL",
        "service": "COGNITO",
        "userPoolConfigs": {
            "mfa": created["mfa"],
            "passwordPolicy": {"additionalConstraints": ["REQUIRE_DIGIT"], "minimumLength": 20},
            "verificationMessage": created["verificationMessage"],
        },
    }
    assert [path[-1] for path in shown.along] == ["Mfa", "VerificationMessage"]
    assert [(item.path[-1], item.old, item.new) for item in shown.differences or ()] == [
        ("MinimumLength", 12, 20)
    ]
