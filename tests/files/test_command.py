"""The command that is shown is the one that the real AWS CLI takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from authwizard.files.command import aws_command
from authwizard.files.formats.json import json_text
from tests.request.requests import plain
from tests.support.environment import terminal_variables


def test_the_command_names_operation_file_and_connection() -> None:
    assert aws_command("create", "request.json") == (
        "aws amplifybackend create-backend-auth --cli-input-json file://request.json"
    )
    assert aws_command("update", "/a b/x.yaml", format="yaml", profile="my profile", region="eu-west-1") == (
        "aws amplifybackend update-backend-auth --cli-input-yaml 'file:///a b/x.yaml' "
        "--profile 'my profile' --region eu-west-1"
    )


@pytest.mark.parametrize(
    "name",
    [
        "request.json",
        "my request.json",
        "it's.json",
        '"x".json',
        "a;b&c|d.json",
        "$(x).json",
        "~x.json",
        "-x.json",
        "é\n.json",
        "*.json",
        "#x",
    ],
)
def test_a_shell_and_the_aws_cli_find_the_file_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json_text(plain()))
    command = f"{aws_command('create', name)} --generate-cli-skeleton output"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env=terminal_variables(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"JobId"' in done.stdout
    assert Path(sys.executable).parent.as_posix() in terminal_variables(tmp_path)["PATH"].split(os.pathsep)[0]
