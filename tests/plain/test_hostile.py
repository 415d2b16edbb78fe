"""Whatever a file holds: every question can be asked, and nothing but text and line ends is written."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.presets import user_folder
from authwizard.plain.asking import all_questions
from authwizard.request.draft import Draft
from authwizard.request.operation import BOTH, Operation
from authwizard.session import Session
from tests.plain.answering import talk
from tests.request.requests import full, requests


@settings(max_examples=60)
@given(data=st.data(), operation=st.sampled_from(BOTH))
def test_any_request_can_be_asked_about_explained_and_reviewed(
    data: st.DataObject, operation: Operation
) -> None:
    draft = Draft.from_tree(operation, data.draw(requests(operation)))
    lines: list[str] = []
    for _ in all_questions(Session(draft)):
        lines += ["?", "!", "=", ""]
    done = talk(*lines, "6", "5", "1", start=draft)
    assert done.draft == draft
    assert sum(prompt.startswith("Number") for prompt in done.prompts) >= 3


@given(st.lists(st.one_of(st.text(max_size=5), st.sampled_from("?<>!=-0123"), st.just(">10")), max_size=60))
def test_any_lines_are_taken_or_refused(lines: list[str]) -> None:
    # A line may be taken for a path, and written to: none leads out of the folder.
    safe = [line.replace("\n", "").replace("\r", "").replace("/", "./") for line in lines]
    with TemporaryDirectory() as home:
        folder = Path(home, "deep", "down")
        folder.mkdir(parents=True)
        with chdir(folder):
            done = talk(*safe, start=Draft.from_tree("create", full()))
    assert done.status in (0, 1, 2, 3)


def test_the_words_of_a_preset_and_of_a_file_obey_nothing(tmp_path: Path) -> None:
    user_folder().mkdir(parents=True)
    text = 'title = "a\\u001b[2Jb"\ndescription = "\\u202ec"\noperation = "create"\n'
    (user_folder() / "mine.toml").write_text(text)
    evil = tmp_path / "evil\x1b[2J.json"
    evil.write_text('{"AppId": "\\u001b]0;x\\u0007"}')
    done = talk("?5", "4", str(evil))
    assert "Your presets: 5 a\\u001b[2Jb, mine" in done.prose
    assert "\\u202ec" in done.text


def test_a_terminals_line_is_wrapped_and_a_word_is_not(tmp_path: Path) -> None:
    tree: dict[str, Any] = full()
    uri = f"https://{'a' * 200}.example.com/"
    tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["RedirectSignInURIs"] = [uri]
    done = talk(">10", start=Draft.from_tree("create", tree))
    assert f"{uri}\n" in done.text
    assert all(len(line) <= 80 for line in done.text.splitlines() if uri not in line)
