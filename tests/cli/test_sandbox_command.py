"""`authwizard sandbox`: a stand-in for the service, as a program of its own."""

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from authwizard.aws.connection import practice_state
from tests.aws.calls import create
from tests.cli.calls import PROGRAM, call, process, written
from tests.cli.test_pull import ASKED


@contextmanager
def running(*args: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Run the command and give the URL that it prints."""
    command = [*PROGRAM, "sandbox", *args]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as sandbox:
        assert sandbox.stdout is not None
        try:
            yield sandbox.stdout.readline().strip(), sandbox
        finally:
            sandbox.kill()


def test_a_newcomer_goes_the_whole_way_and_the_state_outlives_the_sandbox(tmp_path: Path) -> None:
    source = written(tmp_path / "request.json", create().tree)
    state = tmp_path / "state.json"
    unsigned = ("--no-sign-request", "--region", "us-east-1", "--endpoint-url")
    with running("--state", str(state), "--job-seconds", "0") as (url, sandbox):
        assert url.startswith("http://127.0.0.1:")
        done = call("submit", source, "--yes", *unsigned, url)
        assert done.exit_code == 0, done.output
        sandbox.send_signal(signal.SIGINT)
        _, told = sandbox.communicate(timeout=60)
    assert sandbox.returncode == 0
    assert "Ctrl+C stops it." in told
    assert "POST /backend/d1a2b3c4d5/auth 200" in told
    with running("--state", str(state)) as (url, _):
        done = call("pull", *ASKED, *unsigned, url, "--create")
    assert json.loads(done.stdout)["ResourceConfig"] == create().tree["ResourceConfig"]


def test_it_fails_on_demand(tmp_path: Path) -> None:
    source = written(tmp_path / "request.json", create().tree)
    unsigned = ("--no-sign-request", "--region", "us-east-1", "--endpoint-url")
    with running("--fault", "create=429:1", "--fault", "create=400:1") as (url, _):
        for name in ("too-many-requests", "bad-request"):
            done = call("submit", source, "--yes", *unsigned, url)
            assert (done.exit_code, f"error[{name}]" in done.stderr) == (3, True)
    assert not practice_state().exists()  # nothing was made


@pytest.mark.parametrize(
    "args",
    [
        ("--fault", "create"),
        ("--fault", "create=nothing"),
        ("--fault", "create=504:0"),
        ("--port", "70000"),
        ("--job-seconds", "-1"),
        ("--state", "/"),
        ("--state", "/dev/null"),
    ],
)
def test_2_for_wrong_use(args: tuple[str, ...]) -> None:
    done = process("sandbox", *args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr


def test_2_where_it_cannot_run(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    state.write_text("something else")
    done = process("sandbox", "--state", str(state))
    assert (done.returncode, b"Not a state of the sandbox" in done.stderr) == (2, True)
    with running() as (url, _):
        done = process("sandbox", "--port", url.rpartition(":")[2])
    assert done.returncode == 2
    assert b"The sandbox cannot run." in done.stderr
    assert b"Traceback" not in done.stderr
