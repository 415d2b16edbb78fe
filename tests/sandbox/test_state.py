"""The state file: several sandboxes on one, and what cannot be one."""

import fcntl
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from authwizard.sandbox import Sandbox, StateUnreadableError
from tests.sandbox.calls import SMALL, TARGET, client

SERVE = """
import pathlib, sys
from authwizard.sandbox import serve
serve(0, pathlib.Path(sys.argv[1]), [], 0, lambda url: print(url, flush=True))
"""
CREATES = 40


def test_two_processes_on_one_file_keep_every_create_that_they_accept(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with ExitStack() as stack:
        urls = []
        for _ in range(2):
            command = [sys.executable, "-c", SERVE, str(state)]
            serving = stack.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
            stack.callback(serving.kill)
            assert serving.stdout
            urls.append(serving.stdout.readline().strip())
        backends = [client(url) for url in urls]

        def create(number: int) -> str:
            target = TARGET | {"BackendEnvironmentName": f"env{number}"}
            backends[number % 2].create_backend_auth(**target, ResourceConfig=SMALL)
            return str(target["BackendEnvironmentName"])

        with ThreadPoolExecutor(8) as pool:
            accepted = list(pool.map(create, range(CREATES)))
        listed = client(urls[0], "amplify").list_backend_environments(appId=TARGET["AppId"])
    kept = [item["environmentName"] for item in listed["backendEnvironments"]]
    assert sorted(kept) == sorted([*accepted, "dev", "staging"])


def test_two_sandboxes_on_one_file_see_each_others_changes(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with Sandbox(state=state, job_seconds=0) as first, Sandbox(state=state, job_seconds=0) as second:
        client(first).create_backend_auth(**TARGET, ResourceConfig=SMALL)
        with pytest.raises(ClientError, match="has auth already"):
            client(second).create_backend_auth(**TARGET, ResourceConfig=SMALL)


def test_a_link_to_a_state_stays_and_shares_its_lock(tmp_path: Path) -> None:
    state, link = tmp_path / "state.json", tmp_path / "link.json"
    link.symlink_to(state)
    with Sandbox(state=link, job_seconds=0) as sandbox:
        client(sandbox).create_backend_auth(**TARGET, ResourceConfig=SMALL)
    assert link.is_symlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".state.json.lock", "link.json", "state.json"]


def test_a_process_that_keeps_the_lock_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("authwizard.sandbox.state.LOCK_SECONDS", 0.05)
    with Sandbox(state=tmp_path / "state.json", job_seconds=0) as sandbox:
        backend = client(sandbox)
        backend.create_backend_auth(**TARGET, ResourceConfig=SMALL)
        with (tmp_path / ".state.json.lock").open() as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with pytest.raises(ClientError, match=f"Process {os.getpid()} keeps .* locked"):
                backend.delete_backend_auth(**TARGET)
            assert backend.get_backend_auth(**TARGET)["ResourceConfig"] == SMALL, "reading needs no lock"
        backend.delete_backend_auth(**TARGET)


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "link to a device", "link to a pipe"])
def test_a_state_that_is_no_regular_file_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    state = tmp_path / "state.json"
    if kind == "folder":
        state.mkdir()
    elif kind == "pipe":
        os.mkfifo(state)
    elif kind == "link to a pipe":
        os.mkfifo(tmp_path / "pipe")
        state.symlink_to(tmp_path / "pipe")
    elif kind == "device":
        state = Path("/dev/null")
    else:
        state.symlink_to("/dev/zero")
    with pytest.raises(StateUnreadableError, match="cannot be read") as caught:
        Sandbox(state=state).start()
    assert str(state) in str(caught.value)
    assert not state.is_file()
