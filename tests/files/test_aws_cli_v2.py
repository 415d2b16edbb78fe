"""The real AWS CLI v2 sends the same body for an exported YAML file as for the exported JSON file.

It runs where an AWS CLI v2 is installed. `pytest --hypothesis-profile=long` tries 500 requests.
"""

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from authwizard.files.formats.rest_call import to_wire
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.tree import Tree
from tests.support.environment import home_variables

from .strategies import exact, valid_requests
from .writing import render


@cache
def aws_cli_v2() -> str:
    """Return the path of an AWS CLI v2; "" where there is none."""
    folders = [*os.environ.get("PATH", "").split(os.pathsep), "/usr/bin", "/usr/local/bin"]
    for folder in folders:
        path = shutil.which("aws", path=folder)
        if path:
            done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
            if done.stdout.startswith("aws-cli/2"):
                return path
    return ""


pytestmark = pytest.mark.skipif(not aws_cli_v2(), reason="no AWS CLI v2 is installed")
LONG = settings().max_examples > 1000


class Recorder(BaseHTTPRequestHandler):
    """Answers every call, and keeps its path and body under the name in the query of the endpoint."""

    calls: dict[str, Any]

    def do_POST(self) -> None:
        _, kind, *path = self.path.split("/")
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.calls[kind] = {"method": "POST", "path": "/" + "/".join(path), "body": json.loads(body)}
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test's output clean."""


@contextmanager
def recorder() -> Iterator[tuple[str, dict[str, Any]]]:
    calls: dict[str, Any] = {}
    handler = type("Handler", (Recorder,), {"calls": calls})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", calls
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, dict[str, Any]]]:
    with recorder() as found:
        yield found


def send(folder: Path, operation: Operation, format: Literal["json", "yaml"], endpoint: str) -> None:
    path = folder / f"request.{format}"
    done = subprocess.run(
        [
            aws_cli_v2(), "amplifybackend", f"{operation}-backend-auth", f"--cli-input-{format}", f"file://{path}",
            "--endpoint-url", f"{endpoint}/{format}", "--region", "us-east-1", "--no-sign-request",
        ],
        env=home_variables(folder) | {"PATH": os.defpath, "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def compare(operation: Operation, tree: Tree, folder: Path, service: tuple[str, dict[str, Any]]) -> None:
    endpoint, calls = service
    calls.clear()
    draft = Draft.from_tree(operation, tree)
    (folder / "request.json").write_text(render(draft, "json"))
    (folder / "request.yaml").write_text(render(draft, "yaml"))
    with ThreadPoolExecutor() as both:
        list(both.map(lambda format: send(folder, operation, format, endpoint), ("json", "yaml")))
    assert exact(calls["yaml"]) == exact(calls["json"])
    assert exact(calls["json"]) == exact(to_wire(operation, tree))


_SETTINGS = settings(
    max_examples=250 if LONG else 4,
    deadline=None,
    phases=[Phase.generate],  # looking for a smaller failure would call the AWS CLI for minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.timeout(1200)
@_SETTINGS
@given(tree=valid_requests("create"))
def test_a_create_in_yaml_is_the_one_in_json(
    tree: Tree, tmp_path: Path, service: tuple[str, dict[str, Any]]
) -> None:
    compare("create", tree, tmp_path, service)


@pytest.mark.timeout(1200)
@_SETTINGS
@given(tree=valid_requests("update"))
def test_an_update_in_yaml_is_the_one_in_json(
    tree: Tree, tmp_path: Path, service: tuple[str, dict[str, Any]]
) -> None:
    compare("update", tree, tmp_path, service)


def test_the_hardest_texts_all_arrive(tmp_path: Path, service: tuple[str, dict[str, Any]]) -> None:
    texts = [
        "12E4567890",
        "1e5",
        "0o17",
        "on",
        "null",
        "~",
        "2024-01-01",
        "{####} is your code",
        "\U0001f600\u0085",
    ]
    users: Tree = {"OAuth": {"RedirectSignInURIs": texts}, "PasswordPolicy": {"MinimumLength": 12}}
    tree: Tree = {
        "AppId": "d1",
        "BackendEnvironmentName": "~",
        "ResourceName": "null",
        "ResourceConfig": {"AuthResources": "USER_POOL_ONLY", "Service": "COGNITO", "UserPoolConfigs": users},
    }
    compare("update", tree, tmp_path, service)
    assert service[1]["yaml"]["body"]["resourceConfig"]["userPoolConfigs"]["oAuth"] == {
        "redirectSignInURIs": texts
    }
