"""Problems as a GitLab Code Quality report."""

import json
from pathlib import Path
from typing import Any

import pytest

from authwizard.cli.forms.gitlab import gitlab
from authwizard.cli.forms.judged import Judged
from authwizard.files.places.node import Region
from tests.cli.forms.judging import as_text, hostile, judged, made, problem
from tests.request.requests import plain


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def report(*sources: Judged) -> list[dict[str, Any]]:
    text = "".join(gitlab(sources))
    assert text.isascii()
    found: list[dict[str, Any]] = json.loads(text)
    assert len({finding["fingerprint"] for finding in found}) == len(found)
    return found


def test_without_problems_the_list_is_empty() -> None:
    assert report() == report(made("a.json")) == []


def test_a_finding_has_what_gitlab_reads() -> None:
    located = problem(message='"X" is not one.', region=Region(3, 4, 5, 9))
    [found] = report(made("a.json", located))
    assert len(found.pop("fingerprint")) == 64
    assert found == {
        "description": f'ResourceConfig.Service: "X" is not one. {located.problem.fix}',
        "check_name": "bad-enum",
        "severity": "critical",
        "location": {"path": "a.json", "lines": {"begin": 3, "end": 5}},
    }


def test_each_severity_has_its_own() -> None:
    found = report(made("a.json", problem("bad-enum"), problem("pw-weak"), problem("gen1-eol")))
    assert [finding["severity"] for finding in found] == ["critical", "minor", "info"]


def test_a_finding_without_a_region_is_on_the_first_line() -> None:
    [found] = report(made("-", problem()))
    assert found["location"] == {"path": "stdin", "lines": {"begin": 1, "end": 1}}


def test_fingerprints_differ_between_files_and_where_a_file_is_given_twice(tmp_path: Path) -> None:
    source = judged(tmp_path / "a.json", as_text(plain() | {"AppId": ""}))
    other = judged(tmp_path / "b.json", Path(source.source).read_text(encoding="utf-8"))
    found = report(source, other, source, made("a.json", problem(), problem()))
    assert len(found) == 3 * len(source.found) + 2


def test_fingerprints_keep_when_lines_move(tmp_path: Path) -> None:
    text = as_text(plain() | {"AppId": "", "Nope": 1})
    before = report(judged(tmp_path / "a.json", text))
    after = report(judged(tmp_path / "a.json", f"\n\n\n{text}"))
    assert [it["fingerprint"] for it in before] == [it["fingerprint"] for it in after]
    assert [it["location"] for it in before] != [it["location"] for it in after]


def test_hostile_texts_stay_texts() -> None:
    for finding in report(made("a\ud800\n.json", *hostile())):
        assert finding["description"].isprintable()
        assert finding["location"]["path"] == "a\\ud800\\u000a.json"
