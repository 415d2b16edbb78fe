"""What every form says of a problem: its source's path, its words, its name in later checks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from authwizard.cli.forms.judged import Fingerprints, Judged, sentence, whole
from authwizard.files.places.node import Region
from tests.cli.forms.judging import as_text, hostile, judged, made, problem
from tests.request.requests import plain


def test_a_source_is_valid_unless_it_has_an_error() -> None:
    assert made("a").valid
    assert made("a", problem("gen1-eol", ())).valid
    assert not made("a", problem("gen1-eol", ()), problem("bad-enum")).valid
    assert [it.problem.rule for it in made("a", problem("gen1-eol", ())).found] == ["gen1-eol"]


def test_a_name_is_relative_to_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert made("a.json").name == "a.json"
    assert made("./b/../a.json").name == "a.json"
    assert made(str(tmp_path / "in" / "c" / "a.json")).name == "c/a.json"
    assert made("../a.json").name == (tmp_path / "a.json").as_posix()
    assert made("-").name == "stdin"
    assert made("-").path is None
    assert made("stdin").path == tmp_path / "in" / "stdin"


def test_a_preset_is_named_by_its_file(tmp_path: Path) -> None:
    source = judged(tmp_path / "a.json", as_text(plain()))
    assert Judged("preset", source.taken, []).path == tmp_path / "a.json"


def test_nothing_obeys_a_sentence() -> None:
    for located in hostile():
        text = sentence(located.problem)
        assert text.isprintable()
        text.encode("utf-8")


def test_a_fingerprint_keeps_when_lines_move_and_tells_equals_apart() -> None:
    def names(*found: Region) -> list[str]:
        fingerprints = Fingerprints()
        return [fingerprints.of(problem(region=region).problem) for region in found]

    first, second = names(Region(1, 1, 1, 2), Region(2, 1, 2, 2))
    assert first != second
    assert names(Region(8, 4, 9, 2), Region(12, 1, 12, 2)) == [first, second]


def test_fingerprints_know_rule_member_and_what_they_begin_with() -> None:
    found = [problem(), problem("null-member"), problem(path=("a", "b")), problem(path=("a.b",))]
    names = {Fingerprints(*begin).of(it.problem) for it in found for begin in [(), ("a",), ("b",)]}
    assert len(names) == 12
    # What is told of the value changes no name: nobody can find out by it what the value is.
    assert len({Fingerprints().of(problem(message=text).problem) for text in "ab"}) == 1
    for located in hostile():
        assert len(Fingerprints().of(located.problem)) == 64


def test_a_document_is_whole_where_a_source_stops_it() -> None:
    def pieces() -> Iterator[str]:
        yield "["
        raise ValueError("stopped")

    got: list[str] = []
    with pytest.raises(ValueError, match="stopped"):
        got.extend(whole(pieces(), lambda complete: f"] {complete}"))
    assert got == ["[", "] False"]
    assert list(whole("ab", str)) == ["a", "b", "True"]


def test_who_reads_no_further_gets_no_end() -> None:
    ended: list[bool] = []

    def end(complete: bool) -> str:
        ended.append(complete)
        return ""

    reading = whole("ab", end)
    assert next(reading) == "a"
    del reading
    assert ended == []
