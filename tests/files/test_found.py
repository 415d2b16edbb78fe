"""Which files of a folder are looked at, and what git's own command says of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.files.found import found
from authwizard.files.unreadable import UnreadableError


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in found(folder)]


def test_ours_and_the_amplify_clis_are_found_sorted_at_any_depth(tmp_path: Path) -> None:
    ours = [
        "a.authwizard.toml",
        "a/z.authwizard.json",
        "a.b/amplify/backend/auth/shop/cli-inputs.json",
        "b/c/d.authwizard.yaml",
        "b/c/e.authwizard.yml",
        "ß 😀/.x.authwizard.toml",
    ]
    others = [
        ".authwizard.toml",
        "b/.authwizard.toml",
        "authwizard.toml",
        "a.authwizard.txt",
        "a.toml",
        "cli-inputs.json",
        "backend/auth/shop/cli-inputs.json",
        "amplify/backend/auth/cli-inputs.json",
        "amplify/backend/auth/a/b/cli-inputs.json",
        "amplify/backend/api/shop/cli-inputs.json",
        ".git/x.authwizard.toml",
    ]
    write(tmp_path, *ours, *others)
    (tmp_path / "folder.authwizard.toml").mkdir()
    (tmp_path / "gone.authwizard.toml").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe.authwizard.toml")
    assert [*found(tmp_path)] == sorted(tmp_path / name for name in ours)


def test_the_paths_begin_as_the_folder_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/b.authwizard.toml", "amplify/backend/auth/shop/cli-inputs.json")
    monkeypatch.chdir(tmp_path)
    shop = Path("amplify/backend/auth/shop/cli-inputs.json")
    assert [*found(Path())] == [Path("a/b.authwizard.toml"), shop]
    assert [*found(Path("a"))] == [Path("a/b.authwizard.toml")]
    monkeypatch.chdir(tmp_path / "a")
    assert [*found(Path(".."))] == [Path("../a/b.authwizard.toml"), ".." / shop]
    assert [*found(Path("../amplify/backend"))] == [".." / shop]


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path: Path) -> None:
    write(tmp_path, "a/b.authwizard.toml")
    (tmp_path / "a" / "again").symlink_to("..")
    (tmp_path / "c.authwizard.toml").symlink_to("a/b.authwizard.toml")
    assert names(tmp_path) == ["a/b.authwizard.toml", "c.authwizard.toml"]


def test_the_files_of_a_repository_hold_down_from_its_root(tmp_path: Path) -> None:
    write(tmp_path, *(f"repo/{name}/x.authwizard.toml" for name in ("a/b", "a/c", "a/d/e", "a/inner/b")))
    (tmp_path / ".gitignore").write_text("*.toml\n")
    (tmp_path / "repo/.git").mkdir()
    (tmp_path / "repo/.gitignore").write_bytes(b"\xef\xbb\xbfb/\r\n# not this\r\n/a/c\r\n")
    (tmp_path / "repo/a/.gitignore").write_text("!c\n/d/*\n")
    assert names(tmp_path / "repo") == ["a/c/x.authwizard.toml"]
    assert names(tmp_path / "repo/a") == ["c/x.authwizard.toml"]
    # A folder that is named is looked at, whatever ignores it; a repository within has rules of its own.
    assert names(tmp_path / "repo/a/b") == ["x.authwizard.toml"]
    (tmp_path / "repo/a/inner/.git").write_text("gitdir: elsewhere")
    assert names(tmp_path / "repo/a") == ["c/x.authwizard.toml", "inner/b/x.authwizard.toml"]
    assert names(tmp_path) == ["repo/a/c/x.authwizard.toml", "repo/a/inner/b/x.authwizard.toml"]


def test_without_a_repository_no_folder_above_is_asked(tmp_path: Path) -> None:
    write(tmp_path, "a/x.authwizard.toml")
    (tmp_path / ".gitignore").write_text("*.toml\n")
    assert names(tmp_path / "a") == ["x.authwizard.toml"]
    assert names(tmp_path) == []


def test_what_cannot_be_read_is_told_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/x.authwizard.toml", "b/x.authwizard.toml", "c/x.authwizard.toml")
    (tmp_path / "b/.gitignore").write_bytes(b"*" * 1_000_001)
    (tmp_path / "c/.gitignore").symlink_to("/dev/zero")
    scan = os.scandir

    def refuse(path: str | Path) -> os._ScandirIterator[str]:
        if Path(path) == tmp_path / "a":  # whoever runs the tests may be allowed to read everything
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    told: list[str] = []
    assert [*found(tmp_path, told.append)] == [tmp_path / f"{name}/x.authwizard.toml" for name in "bc"]
    assert told == [
        f'The folder "{tmp_path}/a" is passed over: Permission denied.',
        f'"{tmp_path}/b/.gitignore" is passed over: More than 1,000,000 bytes.',
    ]


@pytest.mark.parametrize("name", ["missing", "file", "a\0b"])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnreadableError, match="cannot be read"):
        next(found(tmp_path / name))


@pytest.mark.parametrize(
    "line",
    ["a[!b]*.toml", "a[!b]", "x\\", "[z-a]", "[[:alpha:", "[", "!", "!/", "//", "", "   ", "\\", "[[a]]"],
)
def test_a_line_that_is_no_pattern_says_nothing(tmp_path: Path, line: str) -> None:
    write(tmp_path, "a/x.authwizard.toml")
    (tmp_path / ".gitignore").write_text(f"{line}\n")
    assert names(tmp_path) == ["a/x.authwizard.toml"]


def test_a_tree_without_gitignore_loads_no_pathspec(tmp_path: Path) -> None:
    write(tmp_path, "x.authwizard.toml")
    program = (
        "import sys; from pathlib import Path; from authwizard.files.found import found;"
        "print([*found(Path(sys.argv[1]))], 'pathspec' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("False\n")


NAMES = ["a", "b", "ab", "c.d"]
PARTS = st.sampled_from(
    [*NAMES, "*", "**", "a*", "*b", "?", "[ab]", "*.authwizard.toml", "x*", "\\a", "[!a]", "a[!c]*", "[^x]b"]
)
PATTERNS = st.builds(
    lambda negated, anchored, parts, closed: (
        f"{'!' * negated}{'/' * anchored}{'/'.join(parts)}{'/' * closed}"
    ),
    st.booleans(),
    st.booleans(),
    st.lists(PARTS, min_size=1, max_size=3),
    st.booleans(),
)
FOLDERS = st.lists(st.sampled_from(NAMES), max_size=3).map("/".join)
TREES = st.sets(FOLDERS, min_size=1, max_size=6)
FILES = st.dictionaries(FOLDERS, st.lists(PATTERNS, max_size=5), max_size=3)


@settings(max_examples=60)
@given(folders=TREES, files=FILES)
def test_what_is_left_out_is_what_git_ignores(
    tmp_path_factory: pytest.TempPathFactory, folders: set[str], files: dict[str, list[str]]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for folder in folders:
        write(root, f"{folder or '.'}/x.authwizard.toml")
    for folder, patterns in files.items():
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / ".gitignore").write_text("\n".join(patterns))
    everything = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.authwizard.toml"))
    told = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin", "-z"],
        cwd=root,
        input="\0".join(everything),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode in (0, 1), told.stderr
    ignored = {*told.stdout.split("\0")}
    assert sorted(names(root)) == [name for name in everything if name not in ignored]
