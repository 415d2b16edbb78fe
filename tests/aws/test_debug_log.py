"""The debug log says what happens and holds nothing that it must not."""

import logging
from io import StringIO

import pytest

from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.debug_log import debug_log
from authwizard.aws.follow import follow
from authwizard.aws.preview import preview
from authwizard.aws.pull import pull
from authwizard.aws.scrub import Scrubber
from authwizard.aws.submit import Looking, submit
from tests.aws.calls import SECRETS, SENSITIVE, TARGET, Time, planted, sandbox, server

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "planted-access-key-id",
    "AWS_SECRET_ACCESS_KEY": "planted-secret-access-key",
    "AWS_SESSION_TOKEN": "planted-session-token",
}


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)


def assert_silent(log: str) -> None:
    for item in (*SECRETS, *SENSITIVE, *CREDENTIALS.values(), "1.apps.googleusercontent.com", "Signature="):
        assert item not in log, item


def test_a_whole_submit_and_pull_are_logged_without_body_signature_token_and_secret() -> None:
    time = Time()
    log = StringIO()
    with sandbox(time) as running, debug_log(log):
        backend = Backend(Connection(region="us-east-1", endpoint_url=running.endpoint_url))
        preview(planted(), backend)
        outcome = submit(planted(), backend, looking=Looking(time.pace()))
        assert outcome.job is not None
        follow(backend, outcome.job, pace=time.pace(), record=outcome.record)
        pull(backend, TARGET)
    text = log.getvalue()
    assert_silent(text)
    assert "CreateBackendAuth: POST http://127.0.0.1" in text
    assert "Authorization: (redacted)" in text
    assert "X-Amz-Security-Token: (redacted)" in text
    assert "POST answered 200" in text
    assert "x-amzn-RequestId: " in text
    assert "Looking for credentials via: env" in text


@pytest.mark.parametrize("fault", ["400", "500", "reset", "garbage", "hang"])
def test_failures_are_logged_so_too(fault: str) -> None:
    time = Time()
    log = StringIO()
    with sandbox(time, f"create={fault}") as running, debug_log(log):
        connection = Connection(region="us-east-1", endpoint_url=running.endpoint_url, read_timeout=2)
        submit(planted(), Backend(connection), looking=Looking(time.pace()))
    assert_silent(log.getvalue())
    assert "Traceback" not in log.getvalue()


@pytest.mark.parametrize("status", [200, 400, 500])
def test_an_answer_that_repeats_the_request_is_not_logged(status: int) -> None:
    log = StringIO()
    headers = {"x-strange": SECRETS[0], "Location": SECRETS[1]}
    with server(status, None, headers) as url, debug_log(log):
        submit(
            planted(),
            Backend(Connection(region="us-east-1", endpoint_url=url)),
            looking=Looking(Time().pace()),
        )
    assert_silent(log.getvalue())
    assert "x-strange: (redacted)" in log.getvalue()


def test_other_handlers_do_not_get_the_records_and_everything_is_as_before_afterwards() -> None:
    seen: list[logging.LogRecord] = []

    class Keeping(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            seen.append(record)

    handler = Keeping()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        with sandbox() as running, debug_log(StringIO()):
            preview(planted(), Backend(Connection(region="us-east-1", endpoint_url=running.endpoint_url)))
    finally:
        root.removeHandler(handler)
    assert [record for record in seen if record.name.startswith(("botocore", "urllib3", "boto3"))] == []
    assert logging.getLogger("botocore").level == logging.NOTSET


def test_a_record_that_nobody_foresaw_shows_its_place_alone() -> None:
    log = StringIO()
    with debug_log(log):
        logger = logging.getLogger("botocore.something.new")
        logger.debug("secret %s", SECRETS[0])
        logger.debug("Sending http request: %s", SECRETS[0])
        logger.debug("Response headers: %r", SECRETS[0])
        logger.warning(SECRETS[0])
        try:
            raise ValueError(SECRETS[0])
        except ValueError:
            logger.exception("It went wrong")
    assert SECRETS[0] not in log.getvalue()
    assert log.getvalue().count("(redacted)") == 5
    assert "[ValueError]" in log.getvalue()


def test_the_scrubber_finds_a_secret_as_it_is_in_json_in_a_url_and_line_by_line() -> None:
    key = "first line of a key\nsecond line of a key/+"
    scrubber = Scrubber([key, "a", ""])
    for text in (
        key,
        r"first line of a key\nsecond line of a key/+",
        "second line of a key/+",
        "key%2F%2B".lower(),
    ):
        assert "second line" not in scrubber.scrub(text)
    assert key not in repr(scrubber)
