"""The settings of a repository: which file holds, what it may say, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from authwizard.files.repository import RepositorySettingsError, Rules, Settings

OWN = ".authwizard.toml"
PROJECT = "pyproject.toml"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def rules(source: Path) -> Rules:
    return Settings().settings_for(source)


def test_without_settings_nothing_is_changed(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / PROJECT, "[project]\nname = 'x'\n")
    assert rules(tmp_path / "a/b/x.json") == Rules()
    assert rules(tmp_path / "x.json").severity == {}


@pytest.mark.parametrize(
    ("name", "head"), [(OWN, ""), (PROJECT, "[project]\nname = 'x'\n[tool.authwizard]\n")]
)
def test_both_files_say_the_same(tmp_path: Path, name: str, head: str) -> None:
    text = 'strict = true\nignore = ["gen1-eol"]\nseverity.pool-name-suffix = "error"\n'
    write(tmp_path / name, head + text)
    for source in ("x.json", "a/b/x.json"):
        found = rules(tmp_path / source)
        assert found == Rules(True, frozenset({"gen1-eol"}), found.severity, tmp_path / name)
        assert found.severity == {"pool-name-suffix": "error"}


def test_the_nearest_file_holds_and_its_own_goes_before_the_projects(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path / OWN, "strict = true\n")
    write(tmp_path / "a" / PROJECT, "[tool.authwizard]\n")
    write(tmp_path / "a/b" / PROJECT, "[tool.authwizard]\nstrict = true\n")
    write(tmp_path / "a/b" / OWN, "strict = false\n")
    write(tmp_path / "a/c" / PROJECT, "[tool.other]\nfor = 'authwizard'\n")
    assert rules(tmp_path / "x.json").file == tmp_path / OWN
    assert rules(tmp_path / "a/x.json") == Rules(file=tmp_path / "a" / PROJECT)
    assert rules(tmp_path / "a/b/x.json") == Rules(file=tmp_path / "a/b" / OWN)
    assert rules(tmp_path / "a/c/x.json").file == tmp_path / "a" / PROJECT


@pytest.mark.parametrize("is_file", [False, True])
def test_nothing_above_the_root_of_the_repository_is_asked(tmp_path: Path, is_file: bool) -> None:
    write(tmp_path / OWN, "strict = true\n")
    (tmp_path / "repo/a").mkdir(parents=True)
    git = tmp_path / "repo/.git"
    git.write_text("gitdir: elsewhere") if is_file else git.mkdir()
    assert rules(tmp_path / "repo/a/x.json") == Rules()
    write(tmp_path / "repo" / OWN, "")
    assert rules(tmp_path / "repo/a/x.json").file == tmp_path / "repo" / OWN


def test_a_source_is_looked_for_from_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a" / OWN, 'strict = true\n[[paths]]\nmatch = ["/b/x.json"]\nstrict = false\n')
    (tmp_path / "a/b").mkdir()
    monkeypatch.chdir(tmp_path / "a/b")
    assert not rules(Path("x.json")).strict
    assert not rules(Path("../b/x.json")).strict
    assert rules(Path("../x.json")).strict


PATHS = """
ignore = ["gen1-eol", "domain-suffix"]
severity.pool-name-suffix = "note"

[[tool.authwizard.paths]]
match = ["legacy/", "*.yaml", "!keep.yaml"]
strict = true
ignore = ["pool-name-suffix"]
severity.domain-suffix = "error"

[[tool.authwizard.paths]]
match = ["/legacy/old"]
strict = false
severity = { pool-name-suffix = "error", gen1-eol = "warning" }
"""


@pytest.mark.parametrize(
    ("source", "strict", "ignore", "severity"),
    [
        ("x.json", False, {"gen1-eol", "domain-suffix"}, {"pool-name-suffix": "note"}),
        ("a/keep.yaml", False, {"gen1-eol", "domain-suffix"}, {"pool-name-suffix": "note"}),
        ("a/b.yaml", True, {"gen1-eol", "pool-name-suffix"}, {"domain-suffix": "error"}),
        ("a/legacy/b.json", True, {"gen1-eol", "pool-name-suffix"}, {"domain-suffix": "error"}),
        (
            "legacy/old/b.json",
            False,
            set(),
            {"domain-suffix": "error", "pool-name-suffix": "error", "gen1-eol": "warning"},
        ),
    ],
)
def test_what_is_said_later_of_a_rule_holds(
    tmp_path: Path, source: str, strict: bool, ignore: set[str], severity: dict[str, str]
) -> None:
    write(tmp_path / PROJECT, f"[tool.authwizard]\n{PATHS}")
    found = rules(tmp_path / source)
    assert found.strict == strict
    assert set(found.ignore) == ignore
    assert found.severity == severity


WRONG = [
    ("strikt = true", "", 'There is no key "strikt". Did you mean strict?'),
    ("colour = ['x']", "", 'There is no key "colour". The keys here are strict, ignore, severity, paths.'),
    ("strict = 'yes'", "strict", "This must be true or false. Write it without quotes."),
    ("strict = 1", "strict", "This must be true or false. Write it without quotes."),
    ("ignore = 'gen1-eol'", "ignore", 'This must be a list of texts. Put it in brackets: ["…"].'),
    ("ignore = ['gen1-eol', 1]", "ignore[1]", "This must be a text. Put it in quotes."),
    ("ignore = ['gen1-eof']", "ignore[0]", 'There is no rule "gen1-eof". Did you mean gen1-eol?'),
    ("ignore = ['']", "ignore[0]", 'There is no rule "". authwizard rules lists them.'),
    (
        "ignore = ['unreadable']",
        "ignore[0]",
        "What is unreadable cannot be checked, so unreadable cannot be ignored.",
    ),
    ("severity = 'note'", "severity", "This must be a table. Write each rule with its severity: gen1-eol = "),
    ("severity.gen1 = 'note'", "severity.gen1", 'There is no rule "gen1".'),
    ("severity.gen1-eol = 'fatal'", "severity.gen1-eol", "This is no severity. Use "),
    ("severity.gen1-eol = ['note']", "severity.gen1-eol", "This is no severity. Use "),
    ("severity.unreadable = 'note'", "severity.unreadable", "What is unreadable cannot be checked, so it "),
    ("paths = 'x'", "paths", "This must be tables. Begin each with [[paths]]."),
    ("paths = ['x']", "paths[0]", "This must be a table. Its keys are match, strict, ignore, severity."),
    ("[[paths]]\nstrict = true", "paths[0].match", "There is no pattern. Say which sources are meant: "),
    ("[[paths]]\nmatch = 'x'", "paths[0].match", "This must be a list of texts."),
    (
        "[[paths]]\nmatch = ['x', '']",
        "paths[0].match[1]",
        '"" is no pattern. Write it as in a .gitignore file.',
    ),
    ("[[paths]]\nmatch = ['[z-a]']", "paths[0].match[0]", '"[z-a]" is no pattern.'),
    ("[[paths]]\nmatch = ['x\\']", "paths[0].match[0]", '"x\\" is no pattern.'),
    ("[[paths]]\nmatch = ['x']\npaths = []", "paths[0]", 'There is no key "paths". Did you mean'),
    (
        "[[paths]]\nmatch = ['x']\n[[paths]]\nmatch = ['x']\nignore = ['x']",
        "paths[1].ignore[0]",
        "There is no",
    ),
]


@pytest.mark.parametrize(("text", "key", "told"), WRONG)
def test_what_is_wrong_is_told_with_file_and_key(tmp_path: Path, text: str, key: str, told: str) -> None:
    write(tmp_path / OWN, text)
    with pytest.raises(RepositorySettingsError) as raised:
        rules(tmp_path / "x.json")
    error = raised.value
    assert (error.file, error.key) == (tmp_path / OWN, key)
    place = f'"{tmp_path / OWN}"{f", {key}" if key else ""}: '
    assert f"{error.message} {error.fix}".startswith(place + told)


def test_in_a_project_the_key_has_the_name_of_its_table(tmp_path: Path) -> None:
    write(tmp_path / PROJECT, "[tool.authwizard]\nignore = ['x']\n")
    with pytest.raises(RepositorySettingsError, match=r"tool\.authwizard\.ignore\[0\]: There is no rule"):
        rules(tmp_path / "x.json")
    write(tmp_path / PROJECT, "[tool]\nauthwizard = 1\n")
    with pytest.raises(RepositorySettingsError, match=r"tool\.authwizard: This must be a table"):
        rules(tmp_path / "x.json")


def test_a_file_that_is_no_toml_is_told_where_it_speaks_of_authwizard(tmp_path: Path) -> None:
    write(tmp_path / PROJECT, "[tool.\n")
    assert rules(tmp_path / "x.json") == Rules()
    write(tmp_path / PROJECT, "[tool.authwizard\n")
    with pytest.raises(RepositorySettingsError, match=r"pyproject\.toml\": Line 1, column 17: "):
        rules(tmp_path / "x.json")
    (tmp_path / OWN).write_bytes(b"\xff")
    with pytest.raises(RepositorySettingsError, match="not UTF-8"):
        rules(tmp_path / "x.json")
    (tmp_path / OWN).write_bytes(b"#" * 1_000_001)
    with pytest.raises(RepositorySettingsError, match="cannot be read: More than 1,000,000 bytes"):
        rules(tmp_path / "x.json")


def test_a_folder_of_the_name_is_no_file_and_a_path_that_cannot_be_has_none(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / OWN).mkdir()
    (tmp_path / "circle").symlink_to("circle")
    assert rules(tmp_path / "x.json") == rules(tmp_path / "circle/x.json") == rules(Path("a\0b/x")) == Rules()


def test_each_file_is_read_once_in_a_run(tmp_path: Path) -> None:
    settings = Settings()
    write(tmp_path / OWN, "strict = true\n")
    assert settings.settings_for(tmp_path / "a/x.json").strict
    write(tmp_path / OWN, "strict = false\n")
    assert settings.settings_for(tmp_path / "a/y.json").strict
    assert settings.settings_for(tmp_path / "b/y.json").strict
    assert not rules(tmp_path / "b/y.json").strict
