"""`authwizard submit` after an answer that is lost or not clear."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from authwizard.aws.attempts import unfinished
from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.reconcile import look_again
from authwizard.aws.scrub import Scrubber
from authwizard.aws.submit import Looking
from authwizard.aws.submit import submit as aws_submit
from authwizard.cli.root import root
from tests.aws.calls import SECRETS, TARGET, Time, create, planted, sandbox, server
from tests.aws.unclear import NEVER_ENDING, UNCLEAR, unclear_server
from tests.cli.submitting import NO_SIGN, file_of, give_credentials, run, submit


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    give_credentials(monkeypatch)


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


@pytest.mark.parametrize("answer", UNCLEAR)
def test_4_after_one_write_for_every_answer_that_is_not_clear(tmp_path: Path, answer: str) -> None:
    time = Time()
    patience = ("--cli-read-timeout", "4") if answer in NEVER_ENDING else ()
    with unclear_server(UNCLEAR[answer]) as running:
        args = ("submit", file_of(planted(), tmp_path), "--yes", "--endpoint-url", running.url, *patience)
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
        assert "`authwizard submit SOURCE --forget` forgets it." in earlier
        assert len(unfinished()) == 1
        forgotten = submit(running, time, source, "--forget")
        assert (forgotten.exit_code, len(running.writes)) == (0, 2)
        assert "Forgotten: The create of" in forgotten.stderr
        assert "Earlier:" not in forgotten.stderr
        assert "There is no earlier submit" in submit(running, time, source, "--forget").stderr
    assert unfinished() == []


@pytest.mark.parametrize("option", ["--look-for", "--timeout", "--cli-read-timeout"])
def test_not_a_number_is_no_time(tmp_path: Path, option: str) -> None:
    done = CliRunner().invoke(root, ("submit", file_of(create(), tmp_path), "--yes", option, "nan"))
    assert (done.exit_code, done.stdout) == (2, "")


def test_where_an_attempt_cannot_be_kept_no_later_look_is_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a-file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a-file"))
    done, writes = run(tmp_path, create(), "create=504")
    assert (done.exit_code, writes) == (4, 1)
    assert "The attempt could not be kept" in done.stderr
    assert "looks again, and so does the next submit" not in done.stderr


def test_the_secret_of_an_earlier_submit_is_not_shown_by_the_next_one(tmp_path: Path) -> None:
    time = Time()
    with server(200, None, job_error=f"no: {SECRETS[0]}", every_method=True) as url:
        connection = Connection(endpoint_url=url, practice=True)
        first = aws_submit(planted(), Backend(connection), looking=Looking(time.pace()))
        assert first.record is not None
        first.record.release()
        (left,) = unfinished()
        backend = Backend(connection)
        backend.scrubber = Scrubber.of(create())
        outcome = look_again(left, backend)
    assert outcome.status == "failed"
    assert SECRETS[0] not in f"{outcome.message} {outcome.answer}"


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
