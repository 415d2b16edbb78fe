"""What holds for every test: a home of its own, and how hypothesis searches."""

import gc
import os
import signal
from pathlib import Path

import hypothesis
import pytest

from tests.support.environment import home_variables, is_foreign

# The suite tries the same examples each time, so a change that breaks nothing stays green.
# The long search is random: pytest --hypothesis-profile=long.
hypothesis.settings.register_profile(
    "suite", max_examples=100, derandomize=True, database=None, deadline=None
)
hypothesis.settings.register_profile(
    "long",
    max_examples=20_000,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("suite")

SLOW = (
    "aws/test_attempts.py",
    "aws/test_reconcile.py",
    "aws/test_submit.py",
    "cli/test_check_many.py",
    "cli/test_destinations.py",
    "cli/test_pull.py",
    "cli/test_statuses.py",
    "cli/test_streams.py",
    "cli/test_submit",
    "e2e/",
    "files/test_fuzz.py",
    "request/test_against_botocore.py",
    "request/test_any_request.py",
    "request/test_editing.py",
    "sandbox/test_aws_cli.py",
    "tui/test_cloud",
    "tui/test_export.py",
    "tui/test_hostile.py",
    "tui/test_keys.py",
    "tui/test_pairs.py",
    "tui/test_save_preset.py",
    "tui/test_secret_rows.py",
    "tui/test_side_pane.py",
    "tui/test_small_screen.py",
    "tui/test_start.py",
    "tui/test_strays.py",
    "tui/test_uri_rows.py",
)
"""What `make fast` leaves out: real terminals, answers that are waited for, long searches, and what takes longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the slow tests by the modules that they are in."""
    for item in items:
        if item.path.relative_to(Path(__file__).parent).as_posix().startswith(SLOW):
            item.add_marker("slow")


# Thousands of apps are built and dropped beside all that pytest keeps; with Python's own thresholds a third of the time
# is spent on looking for what can be freed.
gc.set_threshold(100_000, 20, 20)

# A shell that starts the tests in its background has them ignore SIGINT, and so would every program that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory that HOME, the XDG directories and the AWS configuration point into.

    No credentials and no region are set; a test that needs them sets its own.
    """
    directory = tmp_path_factory.mktemp("home")
    for name in filter(is_foreign, list(os.environ)):
        monkeypatch.delenv(name)
    for name, value in home_variables(directory).items():
        monkeypatch.setenv(name, value)
    return directory
