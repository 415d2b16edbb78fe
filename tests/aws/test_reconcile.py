"""After an answer that is not clear: one write, no claim that may be false, and the attempt is kept."""

import pytest

from authwizard.aws.attempts import unfinished
from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.failures import CallError
from authwizard.aws.follow import follow
from authwizard.aws.jobs import Job, find_job, list_jobs
from authwizard.aws.submit import Looking, submit
from tests.aws.calls import SECRETS, TARGET, Time, planted, server
from tests.aws.unclear import UNCLEAR, Answer, unclear_server

CLAIMS = ("not applied", "You can send it again", "expired", "was accepted as the job")


def reaching(url: str) -> Backend:
    return Backend(Connection(endpoint_url=url, practice=True, read_timeout=1, connect_timeout=1))


@pytest.fixture(autouse=True)
def _one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


@pytest.mark.parametrize("answer", UNCLEAR.values(), ids=UNCLEAR)
def test_an_unclear_answer_leaves_the_fate_open(answer: Answer) -> None:
    time = Time()
    with unclear_server(answer) as running:
        outcome = submit(planted(), reaching(running.url), looking=Looking(time.pace()))
        assert running.writes == 1
    assert (outcome.status, outcome.exit_status) == ("unknown", 4)
    assert "There is no sign of it" in outcome.message
    assert "Do not send it again before you have looked" in outcome.fix
    assert not [claim for claim in CLAIMS if claim in f"{outcome.message} {outcome.fix}"]
    assert outcome.message.isprintable()
    assert sum(time.waits) == 60
    (left,) = unfinished()
    assert left.attempt.target == TARGET


def test_the_table_is_long_enough() -> None:
    assert len(UNCLEAR) >= 30


@pytest.mark.parametrize(
    "answer",
    [
        b'{"appId": "dother", "backendEnvironmentName": "dev", "jobId": "j-1", "status": "COMPLETED"}',
        b'{"appId": "d1a2b3c4d5", "backendEnvironmentName": "prod", "jobId": "j-1", "status": "COMPLETED"}',
        b'{"appId": "d1a2b3c4d5", "backendEnvironmentName": "dev", "jobId": "j-2", "status": "COMPLETED"}',
    ],
)
def test_an_answer_about_another_job_is_not_followed(answer: bytes) -> None:
    time = Time()
    with server(200, answer, every_method=True) as url:
        with pytest.raises(CallError) as caught:
            find_job(reaching(url), TARGET, "j-1")
        assert caught.value.name == "not-json"
        job = Job(TARGET.app_id, TARGET.environment, "j-1")
        outcome = follow(reaching(url), job, pace=time.pace())
    assert outcome.status == "unknown"
    assert "can no longer be followed" in outcome.message


def test_jobs_of_another_place_are_not_listed() -> None:
    answer = (
        b'{"jobs": [{"appId": "dother", "backendEnvironmentName": "dev", "jobId": "a"}, {"jobId": "../b"},'
        b'{"appId": "d1a2b3c4d5", "backendEnvironmentName": "dev", "jobId": "c"}]}'
    )
    with server(200, answer) as url:
        assert [job.job_id for job in list_jobs(reaching(url), TARGET)] == ["c"]


def test_empty_pages_without_end_are_cut() -> None:
    with server(200, None, pages=True) as url:
        assert list_jobs(reaching(url), TARGET) == []


@pytest.mark.parametrize(
    "text", ["{0}", "no: {0}", "x{0}" * 40, '{{"private_key": "{0}"}}', "{0}"[:10] + "{0}" * 3, "y" * 5000]
)
def test_a_failed_jobs_error_is_short_shown_once_and_holds_no_secret(text: str) -> None:
    time = Time()
    for secret in SECRETS:
        error = text.format(secret)
        with server(200, None, job_error=error, every_method=True) as url:
            backend = reaching(url)
            accepted = submit(planted(), backend, looking=Looking(time.pace()))
            assert accepted.job is not None
            outcome = follow(backend, accepted.job, pace=time.pace(), record=accepted.record)
        assert outcome.status == "failed"
        shown = f"{outcome.message} {outcome.answer}"
        assert not [item for item in SECRETS if item in shown]
        assert len(outcome.message) < 700
        assert outcome.message.count("y" * 600) == (1 if "y" * 600 in text else 0)


def test_a_text_that_is_cut_in_the_middle_of_a_secret_does_not_show_its_beginning() -> None:
    with server(200, None, job_error=f"The secret {SECRETS[0][:-3]}", every_method=True) as url:
        backend, time = reaching(url), Time()
        accepted = submit(planted(), backend, looking=Looking(time.pace()))
        assert accepted.job is not None
        outcome = follow(backend, accepted.job, pace=time.pace(), record=accepted.record)
    assert SECRETS[0][:8] not in outcome.message
    assert "The secret ********" in outcome.message
