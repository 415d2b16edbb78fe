"""Reading a JSON file loads nothing that only other formats need."""

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from authwizard.files.source import load
load(sys.argv[1])
from authwizard.files.formats.table import by_suffix
print(*sys.modules)
"""
RARE = {"ruamel", "tomli_w", "platformdirs", "tomllib", "textual", "boto3", "botocore"}


def loaded_modules(path: Path) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True
    )
    return {name.partition(".")[0] for name in done.stdout.split()}


@pytest.mark.parametrize(
    ("name", "text", "needs"),
    [
        ("a.json", '{"AppId": "d1"}', set()),
        ("b.json", '{"version": 2, "serviceConfiguration": {}}', set()),
        ("c.json", '{"resourceName": "a"}', set()),
        ("d.yaml", "AppId: d1\n", {"ruamel"}),
        ("e.toml", "title = 'A'\n", {"tomli_w", "tomllib"}),
    ],
)
def test_a_file_loads_only_what_its_format_needs(
    tmp_path: Path, name: str, text: str, needs: set[str]
) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert loaded_modules(path) & RARE == needs
