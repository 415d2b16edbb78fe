"""What the pages say of the program, held against the program."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

import authwizard
from authwizard.aws.failures import CallError
from authwizard.aws.outcome import _EXIT
from authwizard.cli.root import COMMANDS, INTERRUPTED, NOT_DONE, WRONG_USE
from tests import commands_page
from tests.prove import allowed_page

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


def text_of(name: str) -> str:
    """Return the text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_command_and_option_is_described_as_it_is() -> None:
    assert commands_page.PAGE.read_text(encoding="utf-8") == commands_page.page(), "run make docs"
    for command in COMMANDS:
        assert f"\n## authwizard {command}\n" in commands_page.page()


def test_the_differences_that_the_proof_allows_are_listed() -> None:
    assert allowed_page.PAGE.read_text(encoding="utf-8") == allowed_page.page(), "run make docs"


def test_every_exit_status_is_described() -> None:
    stopped = {128 + number for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE)}
    statuses = {0, NOT_DONE, WRONG_USE, INTERRUPTED, CallError.exit_status, *_EXIT.values(), *stopped}
    cells = re.findall(r"^\| ([\d, ]+) \|", text_of("docs/exit-statuses.md"), re.MULTILINE)
    assert {int(status) for cell in cells for status in cell.split(",")} == statuses


@pytest.mark.parametrize("name", ["README.md", "docs/presets.md"])
def test_as_many_presets_ship_as_the_pages_say(name: str) -> None:
    shipped = len(list(ROOT.glob("presets/*.toml")))
    said = re.search(r"\b(\w+)\s+(?:\[presets\]\(docs/presets\.md\) )?ship\b", text_of(name))
    assert said is not None
    assert said[1].lower() == NUMBERS[shipped]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text)
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_the_files_and_targets_that_developers_are_sent_to_exist(name: str) -> None:
    text = text_of(name)
    paths = re.findall(r"`((?:authwizard|tests|docs|presets)/[\w./]*)`", text)
    assert paths
    assert [path for path in paths if "NAME" not in path and not (ROOT / path).exists()] == []
    targets = re.findall(r"(?:`|^ {4})make ([a-z]+)\b", text, re.MULTILINE)
    rules = " ".join(re.findall(r"^([a-z ]+):", text_of("Makefile"), re.MULTILINE)).split()
    assert set(targets) <= set(rules)


def test_the_version_is_that_of_the_last_release_in_the_changelog() -> None:
    released = re.findall(r"^## (\d+\.\d+\.\d+) – (\d{4}-\d\d-\d\d)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert released[0][0] == authwizard.__version__
    assert released == sorted(
        released, key=lambda release: [int(part) for part in release[0].split(".")], reverse=True
    )
    assert [day for _, day in released] == sorted((day for _, day in released), reverse=True)
