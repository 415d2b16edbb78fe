"""What `authwizard submit` sends is byte for byte what the AWS CLI sends."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from authwizard.files.presets import list_presets
from authwizard.files.resolve import resolve
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.edit import switch_operation
from authwizard.request.fields import field_at
from authwizard.request.secrets import Typed
from authwizard.request.tree import ABSENT, config
from tests.aws.calls import TARGET, Time, create, sandbox
from tests.cli.submitting import (
    give_credentials,
    submit,
)
from tests.files.writing import render
from tests.request.requests import KEY
from tests.support.environment import terminal_variables


@pytest.fixture(autouse=True)
def _credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    give_credentials(monkeypatch)


def requests() -> dict[str, Draft]:
    """Return every shipped preset as a request that can be sent, for each operation that it can be for."""
    found: dict[str, Draft] = {}
    for preset in list_presets():
        draft = load(preset.name).draft
        for name, value in TARGET.members.items():
            draft = draft.with_value((name,), value)
        if draft.get(config("AuthResources")) is ABSENT:
            draft = draft.with_value(config("AuthResources"), "USER_POOL_ONLY")
        for path in draft.secrets:
            field = field_at(path)
            draft = draft.with_secret(
                path, Typed(KEY if field and field.kind == "key" else "invented-secret")
            )
        draft, _ = resolve(draft, {})
        found[f"{preset.name}-{draft.operation}"] = draft
        found.setdefault(f"{preset.name}-update", switch_operation(draft, "update").draft)
    return found


REQUESTS = requests()


@pytest.mark.parametrize("draft", REQUESTS.values(), ids=REQUESTS.keys())
def test_the_body_is_byte_for_byte_the_one_that_the_aws_cli_sends(
    tmp_path: Path, home: Path, draft: Draft
) -> None:
    assert draft.operation in ("create", "update")
    file = tmp_path / "exported.json"
    file.write_text(render(draft, "json"), encoding="ascii")
    with sandbox(None, "create=400", "update=400", seeded=create()) as running:
        subprocess.run(
            [
                Path(sys.executable).with_name("aws"),
                *("--endpoint-url", running.endpoint_url),
                *("amplifybackend", f"{draft.operation}-backend-auth", "--cli-input-json", f"file://{file}"),
            ],
            check=False,
            capture_output=True,
            env=terminal_variables(home) | {"PATH": os.environ["PATH"]},
            timeout=60,
        )
        done = submit(running, Time(), str(file), f"--{draft.operation}")
        assert done.exit_code == 3, done.output
        theirs, ours = running.writes
    assert theirs.body == ours.body
    assert (theirs.method, theirs.path) == (ours.method, ours.path)
    assert theirs.headers["Content-Type"] == ours.headers["Content-Type"]
    wire: dict[str, Any] = json.loads(ours.body)
    assert wire["resourceName"] == TARGET.resource


def test_every_shipped_preset_is_compared() -> None:
    presets = {preset.name for preset in list_presets()}
    assert {name.rpartition("-")[0] for name in REQUESTS} == presets
    assert {name.rpartition("-")[2] for name in REQUESTS} == {"create", "update"}
