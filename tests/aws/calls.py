"""What the tests of aws share: time that does not pass by itself, requests with planted secrets, and servers."""

import itertools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.pace import Pace
from authwizard.request.draft import Draft
from authwizard.request.edit import switch_operation
from authwizard.request.target import Target
from authwizard.request.tree import Tree, pool, put
from authwizard.sandbox import Fault, Sandbox
from tests.request.requests import full, plain

SECRETS = (
    "planted-facebook-secret",
    "planted-google-secret",
    "planted-amazon-secret",
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZ/eLqP0X1caPKZx4obcHthhlsDSvmoyFM9qcAFUCb6OhRANC"
    "AASY+Y7TA2Ij44TabzbUcv130D9OIBvRxXI/ESK7iUsw4ByNNwq/gfPlylA5TDDz46QH0ZY9V3NS4ECqt9jm7BWA",
)
"""Client secrets and a key that may be seen nowhere."""
SENSITIVE = ("Planted SMS {####}", "Planted mail {####}", "Planted subject", "PLANTEDKID", "PLANTEDTID")
"""Message texts and IDs that no log and no traceback may hold."""

SOCIAL = pool("OAuth", "SocialProviderSettings")
TARGET = Target("d1a2b3c4d5", "dev", "myauth")


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def pace(self, stop_after: int | None = None) -> Pace:
        """Return the pace of this clock; `stop_after` so many waits, the last one is interrupted."""
        return Pace(self, _Stop(self, stop_after))


class _Stop(threading.Event):
    def __init__(self, time: Time, stop_after: int | None) -> None:
        super().__init__()
        self._time = time
        self._stop_after = stop_after

    def wait(self, timeout: float | None = None) -> bool:
        self._time.now += timeout or 0
        self._time.waits.append(timeout or 0)
        if len(self._time.waits) == self._stop_after:
            self.set()
        return self.is_set()


def create() -> Draft:
    """Return a small create."""
    return Draft.from_tree("create", plain())


def update(**changes: Any) -> Draft:
    """Return a small update: of the password policy, and of what else is given of UserPoolConfigs."""
    tree: Tree = {
        **TARGET.members,
        "ResourceConfig": {
            "AuthResources": "USER_POOL_ONLY",
            "Service": "COGNITO",
            "UserPoolConfigs": {"PasswordPolicy": {"MinimumLength": 14, "AdditionalConstraints": []}}
            | changes,
        },
    }
    return Draft.from_tree("update", tree)


def planted(operation: str = "create") -> Draft:
    """Return a request that is full of what must not be shown."""
    tree = full()
    for name, secret in zip(("Facebook", "Google", "LoginWithAmazon"), SECRETS, strict=False):
        tree = put(tree, (*SOCIAL, name, "ClientSecret"), secret)
    tree = put(tree, (*SOCIAL, "SignInWithApple", "PrivateKey"), SECRETS[3])
    tree = put(tree, (*SOCIAL, "SignInWithApple", "KeyId"), SENSITIVE[3])
    tree = put(tree, (*SOCIAL, "SignInWithApple", "TeamId"), SENSITIVE[4])
    tree = put(tree, pool("Mfa", "Settings", "SmsMessage"), SENSITIVE[0])
    tree = put(tree, pool("VerificationMessage", "EmailSettings", "EmailMessage"), SENSITIVE[1])
    tree = put(tree, pool("VerificationMessage", "EmailSettings", "EmailSubject"), SENSITIVE[2])
    draft = Draft.from_tree("create", tree)
    return switch_operation(draft, "update").draft if operation == "update" else draft


@contextmanager
def sandbox(time: Time | None = None, *faults: str, seeded: Draft | None = None) -> Iterator[Sandbox]:
    """Run a sandbox whose jobs take three seconds of `time`; `seeded` is what it has, without requests for it."""
    time = time or Time()
    with Sandbox(clock=time) as running:
        if seeded is not None:
            backend_of(running).write(seeded)
            time.now += 4
            running._requests.clear()
        running.faults.add(*(Fault.parse(fault) for fault in faults))
        yield running


def backend_of(running: Sandbox, **options: Any) -> Backend:
    """Return the way to a sandbox."""
    return Backend(Connection(endpoint_url=running.endpoint_url, practice=True, **options))


@contextmanager
def server(
    status: int,
    answer: bytes | None,
    headers: dict[str, str] | None = None,
    *,
    every_method: bool = False,
    pages: bool = False,
    job_error: str | None = None,
) -> Iterator[str]:
    """Run a server that answers every POST alike, and give its URL.

    Args:
        status: The status of each answer.
        answer: The body; None for one that repeats what was sent, or is what the next two say.
        headers: More headers.
        every_method: Whether every GET has that answer, too.
        pages: Whether an answer is an empty page of jobs with the token of another one.
        job_error: The error of a job that has failed, which every answer is about.
    """
    count = itertools.count()

    def made(sent: bytes) -> bytes:
        if answer is not None:
            return answer
        if pages:
            return json.dumps({"jobs": [], "nextToken": str(next(count))}).encode()
        if job_error is not None:
            job = {"appId": TARGET.app_id, "backendEnvironmentName": TARGET.environment, "jobId": "j-1"}
            status = "FAILED" if b"resourceConfig" not in sent else "PENDING"
            error = {"error": job_error} if status == "FAILED" else {}
            return json.dumps({**job, "status": status, **error}).encode()
        return json.dumps({"message": f"No: {sent.decode()}"}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if every_method:
                self.do_POST()

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
            body = made(sent)
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Keep quiet."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_address[1]}"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()
