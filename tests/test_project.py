"""What holds for the project as a whole: its files, its imports and what is built from it."""

import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import authwizard

ROOT = Path(__file__).parents[1]
# Each top-level module or package, and what no module in it may load when it is imported.
HEAVY = {
    "authwizard": ["textual", "boto3", "botocore"],
    "authwizard.__main__": ["textual", "boto3", "botocore"],
    "authwizard.aws": ["textual", "boto3", "botocore"],
    "authwizard.cli": ["textual", "boto3", "botocore"],
    "authwizard.errors": ["textual", "boto3", "botocore"],
    "authwizard.files": ["textual", "boto3", "botocore"],
    "authwizard.plain": ["textual", "boto3", "botocore"],
    "authwizard.request": ["textual", "boto3", "botocore"],
    "authwizard.sandbox": ["textual", "boto3"],
    "authwizard.session": ["textual", "boto3", "botocore"],
    "authwizard.terminal_text": ["textual", "boto3", "botocore"],
    "authwizard.tui": ["boto3", "botocore"],
}
IMPORT_ALL = """
import importlib, json, pkgutil, sys
name = sys.argv[1]
module = importlib.import_module(name)
if name != "authwizard":
    for found in pkgutil.walk_packages(getattr(module, "__path__", []), name + "."):
        importlib.import_module(found.name)
print(json.dumps(sorted(sys.modules)))
"""
FOREIGN_ADDRESS = re.compile(
    r"(?:pypi|pythonhosted|npmjs|golang|debian)\.(?:org|io|com)\b"
    r"|--(?:extra-index|index|find)-(?:url|links)\b|\bPIP_[A-Z_]+_URL\b"
    r"|(?<![\w.~)}-])/(?:farm|opt|root|tmp|work)/\w"
    r"|(?<![\w.~)}-])/(?:home|Users)/\w",
    re.IGNORECASE,
)


def project_files() -> list[Path]:
    """Return the files that are tracked or would be; without git, all outside of what the tools make."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        names = listing.stdout.rstrip("\0").split("\0")
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    made = {
        ".git",
        ".hypothesis",
        ".import_linter_cache",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".venv",
    }
    made |= {"__pycache__", "build", "dist"}
    return [
        path for path in ROOT.rglob("*") if path.is_file() and made.isdisjoint(path.relative_to(ROOT).parts)
    ]


def run_python(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh interpreter in the project's directory, to a good end."""
    run = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return run


@pytest.fixture(scope="module")
def project() -> dict[str, object]:
    """The table [project] of pyproject.toml."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(table, dict)
    return table


def test_no_file_names_a_package_registry_or_a_path_of_one_machine() -> None:
    files = project_files()
    assert ROOT / "pyproject.toml" in files
    found = [
        f"{path.relative_to(ROOT)}:{number}: {match.group()}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1)
        if (match := FOREIGN_ADDRESS.search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "see https://py" + "pi.org/project/x",
        "--index" + "-url=x",
        'open("/' + 'tmp/x")',
        "in /" + "work/main",
        "/" + "home/someone",
        "file:///" + "opt/x",
    ],
)
def test_addresses_and_machine_paths_are_recognised(line: str) -> None:
    assert FOREIGN_ADDRESS.search(line)


@pytest.mark.parametrize(
    "line", ["https://example.com/home/page", "src/tmp/x", "{root}/work/x", "/workspace"]
)
def test_other_addresses_and_paths_are_not_mistaken_for_them(line: str) -> None:
    assert not FOREIGN_ADDRESS.search(line)


def test_every_top_level_module_is_listed() -> None:
    here = ROOT / "authwizard"
    names = {path.stem for path in here.glob("*.py")} - {"__init__"}
    names |= {path.parent.name for path in here.glob("*/__init__.py")}
    assert {"authwizard"} | {f"authwizard.{name}" for name in names} == set(HEAVY)


@pytest.mark.parametrize("name", HEAVY)
def test_importing_loads_no_heavy_library(name: str) -> None:
    loaded = set(json.loads(run_python("-c", IMPORT_ALL, name).stdout))
    assert name in loaded
    assert loaded.isdisjoint(HEAVY[name])


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_neither_textual_nor_boto3(option: str) -> None:
    run = run_python("-X", "importtime", "-m", "authwizard", option)
    loaded = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert run.stdout
    assert "authwizard.cli" in loaded
    assert loaded.isdisjoint({"textual", "boto3", "botocore"})


def test_the_constraints_pin_every_dependency_within_its_range(project: dict[str, object]) -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    pinned = {canonicalize_name(name): version for name, version in pins.items()}
    extras = project["optional-dependencies"]
    direct = project["dependencies"]
    assert isinstance(extras, dict)
    assert isinstance(direct, list)
    requirements = [Requirement(text) for text in [*direct, *extras["sandbox"], *extras["dev"]]]
    for requirement in requirements:
        if requirement.name != "authwizard":
            assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement


def test_the_wheel_carries_the_presets_the_type_mark_and_the_command(tmp_path: Path) -> None:
    run_python("-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith(f"authwizard-{authwizard.__version__}-")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        assert "authwizard = authwizard.cli:main" in archive.read(entry_points).decode()
    presets = sorted((ROOT / "presets").glob("*.toml"))
    assert presets
    assert names >= {"authwizard/py.typed", *(f"authwizard/presets/{preset.name}" for preset in presets)}
    assert not any(name.startswith(("tests/", "presets/")) for name in names)
