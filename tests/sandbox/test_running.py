"""Starting, stopping, what is kept on disk, and what is told to nobody."""

import gc
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from botocore.exceptions import ClientError

from authwizard.sandbox import INSTALL_COMMAND, Fault, Sandbox, SandboxMissingError, StateUnreadableError
from tests.sandbox.calls import CLIENT_SECRET, FULL, PRIVATE_KEY, SMALL, TARGET, Clock, client, raw


def port_of(sandbox: Sandbox) -> int:
    port = urlsplit(sandbox.endpoint_url).port
    assert port
    return port


def test_it_listens_on_127_0_0_1_and_nowhere_else() -> None:
    with Sandbox() as sandbox:
        assert sandbox.endpoint_url == f"http://127.0.0.1:{port_of(sandbox)}"
        # 127.0.0.2 is this machine too: a server on every interface would answer there.
        for host in ("127.0.0.2", "::1"):
            with pytest.raises(OSError):  # noqa: PT011  # how it fails differs by system
                socket.create_connection((host, port_of(sandbox)), timeout=2)


def test_a_stopped_sandbox_answers_nobody_and_can_be_started_again() -> None:
    sandbox = Sandbox()
    with sandbox:
        port = port_of(sandbox)
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=2)
    with pytest.raises(RuntimeError, match="not running"):
        _ = sandbox.endpoint_url
    sandbox.stop()
    with sandbox:
        assert client(sandbox, "amplify").list_apps()["apps"]


def test_a_client_that_comes_while_it_stops_leaves_no_socket_open() -> None:
    for _ in range(20):
        with Sandbox() as sandbox, ExitStack() as clients:
            for _ in range(8):
                clients.enter_context(socket.create_connection(("127.0.0.1", port_of(sandbox)), timeout=2))
            sandbox.stop()
        # pytest makes an error of a socket that is found to be open here.
        gc.collect()


def test_a_running_sandbox_is_not_started_twice() -> None:
    with Sandbox() as sandbox, pytest.raises(RuntimeError, match="already"):
        sandbox.start()


def test_a_taken_port_is_said_at_the_start() -> None:
    with Sandbox() as first, pytest.raises(OSError, match="in use"):
        Sandbox(port=port_of(first)).start()


def test_the_state_and_a_running_job_outlive_the_sandbox(tmp_path: Path) -> None:
    clock, state = Clock(), tmp_path / "new" / "state.json"
    with Sandbox(state=state, job_seconds=3, clock=clock) as first:
        job = client(first).create_backend_auth(**TARGET, ResourceConfig=SMALL)
    clock.now += 3
    with Sandbox(state=state, clock=clock) as second:
        backend = client(second)
        place = {name: job[name] for name in ("AppId", "BackendEnvironmentName", "JobId")}
        assert backend.get_backend_job(**place)["Status"] == "COMPLETED"
        assert backend.get_backend_auth(**TARGET)["ResourceConfig"] == SMALL


def test_without_a_file_the_state_ends_with_the_sandbox() -> None:
    sandbox = Sandbox(job_seconds=0)
    with sandbox:
        client(sandbox).create_backend_auth(**TARGET, ResourceConfig=SMALL)
    with sandbox, pytest.raises(ClientError, match="NotFoundException"):
        client(sandbox).get_backend_auth(**TARGET)


def test_the_state_file_is_for_its_owner_only_and_leaves_nothing_beside_it_but_its_lock(
    tmp_path: Path,
) -> None:
    state = tmp_path / "state.json"
    state.write_text('{"format": 1, "apps": [], "jobs": []}')
    state.chmod(0o644)
    with Sandbox(state=state, job_seconds=0) as sandbox:
        client(sandbox).create_backend_auth(**TARGET, ResourceConfig=SMALL)
    assert stat.S_IMODE(state.stat().st_mode) == 0o600
    lock = tmp_path / ".state.json.lock"
    assert sorted(tmp_path.iterdir()) == [lock, state]
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b'{"invented": "content"}',
        b'["invented content"]',
        b'{"format": 2, "apps": [], "jobs": []}',
        b"[" * 100_000,
    ],
    ids=range(6),
)
def test_a_file_that_is_no_state_is_left_alone_and_not_quoted(tmp_path: Path, content: bytes) -> None:
    state = tmp_path / "state.json"
    state.write_bytes(content)
    with pytest.raises(StateUnreadableError) as caught:
        Sandbox(state=state).start()
    assert str(state) in str(caught.value)
    assert "invented" not in str(caught.value)
    assert state.read_bytes() == content


def test_a_state_that_breaks_while_running_is_a_service_failure(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with Sandbox(state=state) as sandbox:
        state.write_text("broken")
        with pytest.raises(ClientError, match="InternalFailure"):
            client(sandbox).get_backend_auth(**TARGET)


def test_secrets_are_in_neither_the_state_nor_the_log(tmp_path: Path) -> None:
    state, log = tmp_path / "state.json", list[str]()
    with Sandbox(state=state, job_seconds=0, log=log.append) as sandbox:
        backend = client(sandbox)
        backend.create_backend_auth(**TARGET, ResourceConfig=FULL)
        update = {"OAuth": FULL["UserPoolConfigs"]["OAuth"]}
        backend.update_backend_auth(**TARGET, ResourceConfig=SMALL | {"UserPoolConfigs": update})
        backend.get_backend_auth(**TARGET)
        assert CLIENT_SECRET in sandbox.writes[0].body.decode()
    for kept in (state.read_text(), "\n".join(log)):
        assert CLIENT_SECRET not in kept
        assert PRIVATE_KEY not in kept
    assert "com.example.signin" in state.read_text()
    assert "com.example.signin" not in "\n".join(log)


def test_the_log_holds_method_path_and_outcome() -> None:
    log = list[str]()
    faults = [Fault.parse("list-jobs=reset:1"), Fault.parse("list-jobs=garbage:1")]
    with Sandbox(log=log.append, faults=faults) as sandbox:
        raw(sandbox, "/apps?maxResults=1", method="GET")
        with pytest.raises(ConnectionError):
            raw(sandbox, "/backend/d1/job/dev")
        raw(sandbox, "/backend/d1/job/dev")
        raw(sandbox, "/backend/d1/job/dev", json.dumps({"maxResults": "x"}).encode())
        raw(sandbox, "/nothing")
    assert log == [
        "GET /apps 200",
        "POST /backend/d1/job/dev reset",
        "POST /backend/d1/job/dev 200",
        "POST /backend/d1/job/dev 400",
        "POST /nothing 404",
    ]


def test_without_aiohttp_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    with pytest.raises(SandboxMissingError) as caught:
        Sandbox().start()
    assert INSTALL_COMMAND in str(caught.value)


def test_importing_the_package_loads_neither_the_server_nor_aws() -> None:
    program = "import sys, authwizard.sandbox; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {"aiohttp", "boto3", "botocore", "textual", "pydantic"} & set(done.stdout.split())


SERVE = """
import pathlib, sys
from authwizard.sandbox import serve
def say(line):
    print(line, flush=True)
serve(0, pathlib.Path(sys.argv[1]), [], 0, say, log=say)
print("ended")
"""


def serve_and_send(state: Path, *requests: bytes, environment: dict[str, str] | None = None) -> list[str]:
    """Run `serve` in a process, send it requests, interrupt it, and return what it wrote after its URL."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, str(state)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(environment or {})},
    ) as process:
        try:
            assert process.stdout
            address = urlsplit(process.stdout.readline().strip())
            assert address.hostname == "127.0.0.1"
            for request in requests:
                with socket.create_connection((address.hostname, address.port), timeout=60) as connection:
                    connection.sendall(request)
                    assert connection.recv(4096).startswith(b"HTTP/1.")
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    return output.splitlines()


def test_serve_runs_in_the_foreground_until_interrupted(tmp_path: Path) -> None:
    request = b"GET /apps HTTP/1.0\r\nHost: 127.0.0.1:1\r\n\r\n"
    assert serve_and_send(tmp_path / "state.json", request) == ["GET /apps 200", "ended"]


def test_broken_requests_leave_no_trace_on_the_terminal(tmp_path: Path) -> None:
    requests = (
        b"\x1b[31m invented-secret\r\n\r\n",
        b"POST /apps HTTP/1.1\r\nContent-Length: invented-secret\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
    )
    assert serve_and_send(tmp_path / "state.json", *requests) == ["ended"]


def test_control_and_bidi_characters_of_a_path_are_escaped_in_the_log(tmp_path: Path) -> None:
    request = "GET /a\x9b\u202eb HTTP/1.0\r\nHost: 127.0.0.1:1\r\n\r\n".encode()
    # aiohttp's compiled parser refuses such a path; the one that it falls back to does not.
    written = serve_and_send(tmp_path / "state.json", request, environment={"AIOHTTP_NO_EXTENSIONS": "1"})
    assert written == ["GET /a\\u009b\\u202eb 404", "ended"]
