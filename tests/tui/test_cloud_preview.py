"""What the wizard's confirmation says of a submit, beside what the command says."""

from pathlib import Path

import pytest

from authwizard.aws.backend import Backend
from authwizard.aws.changes import change_lines
from authwizard.aws.connection import Connection
from authwizard.aws.preview import preview
from authwizard.request.summary import labelled
from authwizard.tui.cloud.preview import preview_content
from tests.aws.calls import Time, planted, sandbox, update
from tests.cli.submitting import file_of, give_credentials, submit


def test_wizard_and_command_tell_the_same_facts_and_changes_each_in_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_credentials(monkeypatch)
    change = update(OAuth={"DomainPrefix": "other"})
    time = Time()
    with sandbox(time, seeded=planted()) as running:
        said = submit(running, time, file_of(change, tmp_path), "--dry-run").stderr
        seen = preview(change, Backend(Connection(endpoint_url=running.endpoint_url)))
    shown = preview_content(seen).plain
    facts = [f"{fact.label + ':':<13}{fact.text}" for fact in seen.facts()]
    found = seen.differences or ()
    changes = [line.text for difference in found for line in change_lines(difference)]
    labels = [line.text for difference in found for line in change_lines(labelled(difference))]
    assert len(changes) == len(labels) > 5
    assert [text for text in (*facts, "Changes:", *changes) if text not in said] == []
    assert [text for text in (*facts, "Changes:", *labels) if text not in shown] == []
    assert "IDENTITY_POOL_AND_USER_POOL" in said
    assert "IDENTITY_POOL_AND_USER_POOL" not in shown
    assert "≠ Minimum length: 12 → 14" in shown
    assert '    - "myapp' not in shown, "what is set to another value stands in one line"
    assert "      (left out: it may be reset)" in shown
