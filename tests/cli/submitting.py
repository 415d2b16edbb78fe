"""What the tests of `authwizard submit` share."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from authwizard.cli.root import root
from authwizard.request.draft import Draft
from authwizard.sandbox import Sandbox
from tests.aws.calls import TARGET, Time, create, sandbox
from tests.cli.calls import written

NO_SIGN = "There is no sign of it: no job was started"
"""What is said where nothing speaks for a request having been carried out."""
TARGET_OPTIONS = (
    *("--app-id", TARGET.app_id),
    *("--backend-environment-name", TARGET.environment),
    *("--resource-name", TARGET.resource),
)
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "invented-key-id",
    "AWS_SECRET_ACCESS_KEY": "invented-secret",
    "AWS_DEFAULT_REGION": "us-east-1",
}


def submit(running: Sandbox, time: Time, source: str, *args: str) -> Result:
    """Submit to a sandbox whose time passes only by waiting, without a question."""
    endpoint = ("--endpoint-url", running.endpoint_url)
    return CliRunner().invoke(root, ("submit", source, "--yes", *endpoint, *args), obj=time.pace())


def file_of(draft: Draft, folder: Path) -> str:
    return written(folder / "request.json", draft.body("real"))


def run(tmp_path: Path, draft: Draft, *faults: str, args: tuple[str, ...] = ()) -> tuple[Result, int]:
    """Submit a draft to a sandbox with faults, where an update finds what it changes; return the writes, too."""
    time = Time()
    seeded = create() if draft.operation == "update" else None
    with sandbox(time, *faults, seeded=seeded) as running:
        done = submit(running, time, file_of(draft, tmp_path), *args)
        writes = len(running.writes)
    assert "Traceback" not in done.output
    assert "authwizard failed" not in done.output
    return done, writes


def give_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set invented credentials and a region, and send a reading call once."""
    for name, value in {**CREDENTIALS, "AWS_MAX_ATTEMPTS": "1"}.items():
        monkeypatch.setenv(name, value)
