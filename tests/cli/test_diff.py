"""`authwizard diff`: what differs between two requests, and what is not shown of it."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

from authwizard.request.tree import put
from tests.cli.calls import TARGET, call, process, written
from tests.request.requests import full, plain

POOL = "ResourceConfig.UserPoolConfigs"
GOOGLE = f"{POOL}.OAuth.SocialProviderSettings.Google.ClientSecret"


def changed(path: str, value: Any, tree: Any = None) -> Any:
    """Return a request with one member set."""
    return put(full() if tree is None else tree, tuple(path.split(".")), value)


def differences(folder: Path, old: Any, new: Any) -> list[dict[str, Any]]:
    """Return the differences of two requests as JSON has them."""
    names = written(folder / "old.json", old), written(folder / "new.json", new)
    done = call("diff", "--format", "json", *names)
    report = json.loads(done.stdout)
    assert report["same"] is (done.exit_code == 0)
    assert [report[side]["source"] for side in ("old", "new")] == list(names)
    found: list[dict[str, Any]] = report["differences"]
    return found


def test_the_same_request_in_two_formats_is_the_same(tmp_path: Path) -> None:
    source = written(tmp_path / "a.json", full())
    assert call("export", source, "-o", str(tmp_path / "a.yaml")).exit_code == 0
    done = process("diff", source, str(tmp_path / "a.yaml"))
    assert (done.returncode, done.stdout) == (0, b"The same.\n")


def test_a_member_that_differs_shows_both_values(tmp_path: Path) -> None:
    old, new = plain(), plain() | {"AppId": "d9z"}
    done = call("diff", written(tmp_path / "a.json", old), written(tmp_path / "b.json", new))
    assert (done.exit_code, done.stdout) == (1, 'AppId\n  - "d1a2b3c4d5"\n  + "d9z"\n1 member differs.\n')


def test_absent_empty_null_and_false_are_four_things(tmp_path: Path) -> None:
    path = f"{POOL}.Mfa"
    states: list[Any] = [{}, None, False, "", []]
    for old in states:
        for new in states:
            found = differences(tmp_path, changed(path, old), changed(path, new))
            assert bool(found) is (old is not new)
    bare = plain()
    assert differences(tmp_path, bare, changed(path, {}, bare)) == [{"path": path, "new": {}}]


def test_true_is_not_1_and_8_is_8_point_0(tmp_path: Path) -> None:
    path = f"{POOL}.PasswordPolicy.MinimumLength"
    assert differences(tmp_path, changed(path, 1), changed(path, True))
    assert differences(tmp_path, changed(path, [1]), changed(path, [True]))
    assert not differences(tmp_path, changed(path, 8), changed(path, 8.0))


def test_a_list_shows_what_came_and_went_in_its_order(tmp_path: Path) -> None:
    path = f"{POOL}.OAuth.RedirectSignInURIs"
    old = changed(path, ["https://a.example/", "https://b.example/", "https://c.example/"])
    new = changed(path, ["https://a.example/", "https://c.example/", "https://d.example/"])
    done = call("diff", written(tmp_path / "a.json", old), written(tmp_path / "b.json", new))
    assert done.stdout == (
        f"{path}\n"
        '    "https://a.example/"\n'
        '  - "https://b.example/"\n'
        '    "https://c.example/"\n'
        '  + "https://d.example/"\n'
        "1 member differs.\n"
    )


def test_secrets_are_compared_and_never_shown(tmp_path: Path) -> None:
    old = changed(GOOGLE, "invented-one")
    new = changed(GOOGLE, "invented-two")
    names = written(tmp_path / "a.json", old), written(tmp_path / "b.json", new)
    done = call("diff", *names)
    assert done.exit_code == 1
    assert f"{GOOGLE}\n  - ********\n  + ********  (another value)\n" in done.stdout
    assert "invented" not in done.output + call("diff", "--format", "json", *names).output
    assert differences(tmp_path, old, deepcopy(old)) == []
    assert differences(tmp_path, old, full())[0]["path"] == GOOGLE


def test_a_reference_is_compared_by_its_name(tmp_path: Path) -> None:
    shipped = call("presets", "show", "social-all-providers").stdout
    mine = tmp_path / "mine.toml"
    mine.write_text(shipped.replace('"GOOGLE_CLIENT_SECRET"', '"OUR_SECRET"'), encoding="utf-8")
    done = call("diff", "social-all-providers", str(mine))
    assert (done.exit_code, done.stdout) == (
        1,
        f"{GOOGLE}\n"
        "  - environment variable GOOGLE_CLIENT_SECRET\n"
        "  + environment variable OUR_SECRET\n"
        "1 member differs.\n",
    )
    assert call("diff", "social-all-providers", "social-all-providers").exit_code == 0


def test_the_operation_is_compared_too(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    text = call("presets", "show", "update-offer-totp").stdout
    mine.write_text(text.replace('operation = "update"', 'operation = "create"'), encoding="utf-8")
    done = call("diff", "update-offer-totp", str(mine))
    assert (done.exit_code, done.stdout) == (1, "operation\n  - update\n  + create\n")
    report = json.loads(call("diff", "--format", "json", "update-offer-totp", str(mine)).stdout)
    assert (report["same"], report["old"]["operation"], report["new"]["operation"]) == (
        False,
        "update",
        "create",
    )


def test_the_target_options_hold_for_both(tmp_path: Path) -> None:
    old, new = plain() | {"AppId": "d1"}, plain() | {"AppId": "d2"}
    names = written(tmp_path / "a.json", old), written(tmp_path / "b.json", new)
    assert call("diff", *names).exit_code == 1
    assert call("diff", *names, *TARGET).exit_code == 0


def test_members_that_the_api_does_not_have_are_compared(tmp_path: Path) -> None:
    assert differences(tmp_path, plain(), plain() | {"Colour": ["red"]}) == [
        {"path": "Colour", "new": ["red"]}
    ]
