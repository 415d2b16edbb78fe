"""What a call imports, in a fresh interpreter."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from authwizard.cli.root import COMMANDS
from tests.cli.calls import written
from tests.request.requests import plain

_TRACE = """
import json, sys
from authwizard.cli.root import root
try:
    root.main(sys.argv[1:])
except SystemExit as end:
    assert end.code == 0, end.code
json.dump(sorted(sys.modules), sys.stderr)
"""


def loaded(*args: str) -> set[str]:
    """Run a command in a fresh interpreter and return the modules that it has loaded."""
    done = subprocess.run([sys.executable, "-c", _TRACE, *args], capture_output=True, text=True, check=True)
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("args", [("--version",), ("--help",), ("check", "--help"), ("submit", "--help")])
def test_version_and_help_load_nothing_that_is_slow(args: tuple[str, ...]) -> None:
    modules = loaded(*args)
    slow = {"textual", "boto3", "botocore", "pydantic", "pydantic_core", "ruamel.yaml", "tomli_w", "asyncio"}
    assert not slow & modules
    assert not {name for name in modules if name.startswith("authwizard.tui")}


def test_the_version_alone_loads_not_even_click() -> None:
    program = "import sys; from authwizard.cli import main; main(); print('click' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program, "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_the_list_of_commands_imports_none_of_them() -> None:
    commands = {f"authwizard.cli.{name}" for name in COMMANDS}
    assert not commands & loaded("--help")


def test_check_loads_neither_textual_nor_boto3(tmp_path: Path) -> None:
    modules = loaded("check", "--format", "json", written(tmp_path / "request.json", plain()))
    assert not {"textual", "boto3", "botocore", "rich", "ruamel.yaml", "tomli_w"} & modules
    assert not {name for name in modules if name.startswith(("authwizard.tui", "authwizard.aws"))}
