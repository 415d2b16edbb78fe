"""Presets are found by name; the user's own are saved and deleted, those that ship are not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from authwizard.files.formats.preset_file import preset_text, read_preset
from authwizard.files.presets import (
    PresetNameError,
    UnknownPresetError,
    check_name,
    delete_preset,
    find_preset,
    list_presets,
    save_preset,
    shipped_folder,
    user_folder,
)
from authwizard.files.resolve import file_of
from authwizard.files.source import UnreadableError, load
from authwizard.files.unwritable import UnwritableError
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef, FileRef, Typed
from authwizard.request.tree import pool

DRAFT = Draft("update", {"AppId": "d1", "ResourceName": "a", "ResourceConfig": {"Service": "COGNITO"}})
GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
ROOT = Path(__file__).parents[2]


def save(name: str, draft: Draft = DRAFT, *, overwrite: bool = False, with_target: bool = False) -> Path:
    return save_preset(
        draft, name, title="A title", description="Why.", with_target=with_target, overwrite=overwrite
    )


def own() -> list[str]:
    return [info.name for info in list_presets() if not info.shipped]


def test_the_users_presets_are_in_the_configuration_folder(home: Path) -> None:
    assert user_folder() == home / "config" / "authwizard" / "presets"
    assert own() == []
    assert not user_folder().exists()


def test_a_saved_preset_is_listed_and_opens(home: Path) -> None:
    path = save("my-preset")
    assert path == user_folder() / "my-preset.toml"
    (info,) = [info for info in list_presets() if not info.shipped]
    assert (info.name, info.title, info.description, info.operation) == (
        "my-preset",
        "A title",
        "Why.",
        "update",
    )
    assert (info.path, info.error) == (path, "")
    loaded = load("my-preset")
    assert (loaded.path, loaded.title, loaded.shipped, loaded.format) == (path, "A title", False, "preset")
    assert loaded.draft.tree == {"ResourceConfig": {"Service": "COGNITO"}}


def test_the_target_is_saved_only_if_asked_for() -> None:
    save("with", with_target=True)
    assert load("with").draft.tree == DRAFT.tree


def test_a_preset_says_which_steps_it_sets() -> None:
    draft = DRAFT.with_value(pool("Mfa", "MFAMode"), "ON").with_secret(GOOGLE, EnvRef("NAME"))
    save("steps", draft)
    save("empty")
    assert find_preset("steps").sets == ("MFA", "OAuth", "Social providers")
    assert find_preset("empty").sets == ()


def test_a_preset_is_replaced_only_if_that_is_asked_for() -> None:
    save("mine")
    with pytest.raises(FileExistsError):
        save("mine", DRAFT.with_value(("ResourceName",), "b"), with_target=True)
    assert load("mine").draft.tree == {"ResourceConfig": {"Service": "COGNITO"}}
    save("mine", DRAFT.with_value(("ResourceName",), "b"), overwrite=True, with_target=True)
    assert load("mine").draft.tree["ResourceName"] == "b"


def test_typed_secrets_are_not_saved() -> None:
    path = save("mine", DRAFT.with_secret(GOOGLE, Typed("invented-secret")))
    assert "invented" not in path.read_text()


def test_a_file_reference_means_the_same_after_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = save("mine", DRAFT.with_secret(GOOGLE, FileRef("secret")))
    assert load("mine").draft.secrets[GOOGLE] == FileRef(str(tmp_path / "secret"))
    save("mine", DRAFT.with_secret(GOOGLE, FileRef("keys/secret", str(path.parent))), overwrite=True)
    assert load("mine").draft.secrets[GOOGLE] == FileRef("keys/secret")
    save("mine", DRAFT.with_secret(GOOGLE, FileRef("~/secret", str(tmp_path))), overwrite=True)
    assert load("mine").draft.secrets[GOOGLE] == FileRef("~/secret")


APPLE = "keys/apple.p8"


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        (APPLE, "repo", "repo", APPLE),
        ("../keys/apple.p8", "repo/presets", "repo/presets", "../keys/apple.p8"),
        ("./keys//apple.p8", "repo", "repo", "./keys//apple.p8"),
        (APPLE, "repo/x/..", "repo", APPLE),
        (APPLE, "repo", "repo/presets", "../keys/apple.p8"),
        ("../keys/apple.p8", "repo/presets", "repo", APPLE),
        ("../keys/apple.p8", "repo/presets", "repo/keys", "apple.p8"),
        (APPLE, "repo", "elsewhere", "{}/repo/keys/apple.p8"),
        ("../keys/apple.p8", "repo/presets", "repo/other", "{}/repo/keys/apple.p8"),
        ("../apple.p8", "repo", "repo/presets", "{}/apple.p8"),
        ("/keys/apple.p8", "repo", "repo/presets", "/keys/apple.p8"),
        ("~/apple.p8", "repo", "elsewhere", "~/apple.p8"),
    ],
)
def test_a_relative_file_stays_relative_where_it_moves_with_the_preset(
    tmp_path: Path, written: str, old: str, new: str, expected: str
) -> None:
    draft = DRAFT.with_secret(GOOGLE, FileRef(written, str(tmp_path / old)))
    (tmp_path / "repo" / "x").mkdir(parents=True)
    text = preset_text(draft, title="", description="", with_target=True, folder=tmp_path / new)
    moved = read_preset(text, tmp_path / new).draft.secrets[GOOGLE]
    assert isinstance(moved, FileRef)
    assert moved.path == expected.format(tmp_path)
    before, after = (os.path.normpath(file_of(each)) for each in (draft.secrets[GOOGLE], moved))  # type: ignore[arg-type]
    assert before == after


def test_a_preset_among_the_users_own_does_not_move_with_what_is_above(home: Path) -> None:
    save("mine", DRAFT.with_secret(GOOGLE, FileRef(APPLE, str(home))))
    assert load("mine").draft.secrets[GOOGLE] == FileRef(str(home / APPLE))


def test_where_nobody_knows_where_a_preset_goes_its_paths_stay_as_they_are(tmp_path: Path) -> None:
    draft = DRAFT.with_secret(GOOGLE, FileRef("./x/../key", str(tmp_path)))
    assert '"./x/../key"' in preset_text(draft, title="", description="", with_target=True)


def test_what_cannot_be_written_leaves_no_file() -> None:
    with pytest.raises(UnwritableError):
        save("mine", DRAFT.with_value(("ResourceName",), None), with_target=True)
    assert own() == []


@pytest.mark.parametrize(
    "name",
    ["", "A", "a_b", "-a", "a.b", "a/b", "../a", "/etc/passwd", "a b", "é", "a\n", "a\x00", "~", ".",
     "a" * 64, "\u0430"],
)  # fmt: skip
def test_a_name_is_checked_and_never_used_as_a_path(home: Path, name: str) -> None:
    assert check_name(name)
    with pytest.raises(PresetNameError):
        save(name)
    with pytest.raises(UnknownPresetError):
        delete_preset(name)
    with pytest.raises(UnknownPresetError):
        find_preset(name)
    assert not (home / "config").exists()


@pytest.mark.parametrize("name", ["a", "0", "a-b-", "a" * 63])
def test_lower_case_letters_digits_and_hyphens_make_a_name(name: str) -> None:
    assert check_name(name) == ""
    save(name)
    assert own() == [name]
    assert delete_preset(name).name == f"{name}.toml"
    assert own() == []


def test_the_name_of_a_preset_that_ships_is_taken() -> None:
    shipped = next(info for info in list_presets() if info.shipped)
    assert "ships" in check_name(shipped.name)
    with pytest.raises(PresetNameError, match="ships"):
        save(shipped.name, overwrite=True)
    with pytest.raises(PresetNameError, match="ships"):
        delete_preset(shipped.name)
    assert shipped.path.is_file()


def test_where_both_have_a_name_both_are_shown_and_the_one_that_ships_is_found() -> None:
    shipped = next(info for info in list_presets() if info.shipped)
    user_folder().mkdir(parents=True)
    (user_folder() / f"{shipped.name}.toml").write_text('title = "Mine"\n')
    assert [info.shipped for info in list_presets() if info.name == shipped.name] == [True, False]
    assert find_preset(shipped.name).shipped
    assert load(shipped.name).shipped
    assert load(str(user_folder() / f"{shipped.name}.toml")).title == "Mine"


def test_an_unknown_name_gets_the_nearest_one() -> None:
    save("my-preset")
    with pytest.raises(UnknownPresetError, match=r"Did you mean my-preset\?"):
        find_preset("my-presets")
    with pytest.raises(UnreadableError) as caught:
        load("my-presets")
    assert "Did you mean my-preset?" in caught.value.message + caught.value.fix
    with pytest.raises(UnknownPresetError, match=r'no preset "\\u001b"'):
        find_preset("\x1b")
    with pytest.raises(UnknownPresetError):
        delete_preset("nothing")


def test_bad_files_are_listed_with_what_is_wrong() -> None:
    folder = user_folder()
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("title = 'A'\nnot toml\n")
    (folder / "bytes.toml").write_bytes(b"\xff\xfe")
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.toml")
    (folder / "gone.toml").symlink_to("nowhere")
    (folder / "Bad Name.toml").write_text('title = "A"\n')
    (folder / "good.toml").write_text('title = 5\noperation = "destroy"\n')
    (folder / "readme.txt").write_text("no preset")
    (folder / ".hidden.toml").write_text("no preset")
    errors = {info.name: info.error for info in list_presets() if not info.shipped}
    assert sorted(errors) == ["Bad Name", "broken", "bytes", "folder", "gone", "good", "pipe"]
    assert "line 2, column 5" in errors["broken"].lower()
    assert "UTF-16" in errors["bytes"]
    assert all("not a regular file" in errors[name] for name in ("folder", "pipe"))
    assert "no file" in errors["gone"]
    assert "Rename" in errors["Bad Name"]
    assert errors["good"] == ""
    with pytest.raises(UnreadableError):
        load("broken")


def test_a_folder_that_is_none_is_no_hindrance() -> None:
    user_folder().parent.mkdir(parents=True)
    user_folder().write_text("a file")
    assert own() == []
    with pytest.raises(OSError, match="is a file and no folder"):
        save("mine")


def test_every_preset_that_ships_can_be_read_and_is_in_the_form_that_saving_writes() -> None:
    shipped = [info for info in list_presets() if info.shipped]
    assert len(shipped) >= 8
    for info in shipped:
        loaded = load(info.name)
        assert (info.error, loaded.problems, loaded.shipped) == ("", (), True)
        assert info.title
        assert info.description
        assert info.sets
        assert not loaded.reformats, f"{info.name}: `authwizard presets save` would write it in another form"


def test_presets_are_found_in_a_wheel_too(tmp_path: Path) -> None:
    """Lay the package out as a wheel does: presets inside it, and no folder beside it."""
    shutil.copytree(ROOT / "authwizard", tmp_path / "site" / "authwizard")
    shutil.copytree(ROOT / "presets", tmp_path / "site" / "authwizard" / "presets")
    program = (
        "from authwizard.files.presets import shipped_folder, list_presets\n"
        "print(shipped_folder())\n"
        "print(*[info.name for info in list_presets()])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path / "site", capture_output=True, text=True, check=True
    )
    folder, names = done.stdout.splitlines()
    assert folder == str(tmp_path / "site" / "authwizard" / "presets")
    assert names.split() == [info.name for info in list_presets() if info.shipped]


def test_presets_are_found_in_a_checkout() -> None:
    assert shipped_folder() == ROOT / "presets"


def test_both_suffixes_are_found_under_the_name_before_them() -> None:
    user_folder().mkdir(parents=True)
    (user_folder() / "one.authwizard.toml").write_text("format = 1\n")
    (user_folder() / "two.toml").write_text('title = "Two"\n')
    (user_folder() / ".authwizard.toml").write_text("strict = true\n")
    own = [info for info in list_presets() if not info.shipped]
    assert [(info.name, info.title, info.error) for info in own] == [("one", "one", ""), ("two", "Two", "")]
    assert find_preset("one").path == user_folder() / "one.authwizard.toml"
    assert load("one").path == user_folder() / "one.authwizard.toml"
    with pytest.raises(UnknownPresetError):
        find_preset("one.authwizard")


def test_a_preset_of_either_suffix_is_replaced_and_deleted_under_its_name() -> None:
    path = user_folder() / "one.authwizard.toml"
    path.parent.mkdir(parents=True)
    path.write_text("")
    draft = Draft.new("create")
    with pytest.raises(FileExistsError):
        save_preset(draft, "one", title="New", description="", with_target=False, overwrite=False)
    assert save_preset(draft, "one", title="New", description="", with_target=False, overwrite=True) == path
    assert [*user_folder().iterdir()] == [path]
    assert delete_preset("one") == path
