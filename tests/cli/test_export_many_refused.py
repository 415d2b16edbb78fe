"""`authwizard export --for`: what is refused, before anything is written."""

import json
from pathlib import Path

import pytest

from authwizard.request.tree import pool, put
from tests.cli.calls import TARGET, process, written
from tests.cli.many import (
    APPS,
    GOOGLE,
    NAMES,
    URIS,
    export,
    files_in,
    four,
    target,
    two,
)
from tests.cli.test_hostile import ESCAPE, assert_harmless
from tests.request.requests import full, plain


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A request with secrets."""
    return written(tmp_path / "in.json", full())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder of the files; it is not there yet."""
    return tmp_path / "new" / "out"


def test_an_error_in_one_target_keeps_all_from_being_written_and_all_are_told(
    tmp_path: Path, out: Path
) -> None:
    source = written(tmp_path / "in.json", full())
    text = target("x", "dev") + target("d1", "dev") + target("d1", "prod", f'{URIS}["no address"]')
    text += target("d1", "stage", f'{GOOGLE}{{ env = "NOT_SET" }}')
    done = export(source, text, out / "{app}-{env}.json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert not out.parent.exists()
    for rule, name in (
        ("app-id-format", "x / dev"),
        ("uri", "d1 / prod"),
        ("secret-unresolved", "d1 / stage"),
    ):
        blocks = [block for block in done.stderr.split("\n\n") if f"error[{rule}" in block]
        assert blocks, rule
        assert all(f"--> {source} for {name} / myauth: " in block for block in blocks)
    assert "d1 / dev" not in done.stderr
    assert "3 of 4 targets cannot be written: nothing was written." in done.stderr


def test_what_a_format_cannot_hold_keeps_all_from_being_written(tmp_path: Path, out: Path) -> None:
    tree = put(plain(), pool("OAuth"), full()["ResourceConfig"]["UserPoolConfigs"]["OAuth"])
    source = written(tmp_path / "in.json", tree)
    done = two(source, target("d1", "dev") + target("d0", "dev"), out / "{app}")
    assert (done.returncode, out.exists()) == (1, False)
    assert "d0 / dev / myauth: Two files cannot hold this app." in done.stderr
    assert "1 of 2 targets cannot be written: nothing was written." in done.stderr


def test_files_that_are_there_are_all_named_and_stay_unless_forced(source: str, out: Path) -> None:
    out.mkdir(parents=True)
    for name in NAMES[2:]:
        (out / name).write_text("mine", encoding="utf-8")
    done = export(source, four(), out / "{app}-{env}.json")
    assert done.exit_code == 2
    assert all(f"{out / name} is there already. Give --force" in done.stderr for name in NAMES[2:])
    assert files_in(out) == sorted(NAMES[2:])
    assert {(out / name).read_text(encoding="utf-8") for name in NAMES[2:]} == {"mine"}
    assert export(source, four(), out / "{app}-{env}.json", "--force").exit_code == 0
    assert json.loads((out / NAMES[3]).read_text(encoding="utf-8"))["AppId"] == APPS[1]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{app}.json", "Put {env} into it."),
        ("{env}.json", "Put {app} into it."),
        ("{resource}.json", "Put {env} into it."),
        ("x.json", "come to the same file"),
    ],
)
def test_two_targets_of_one_file_are_refused(source: str, out: Path, template: str, said: str) -> None:
    done = export(source, four(), out / template)
    assert (done.exit_code, out.exists()) == (2, False)
    assert said in done.stderr


def test_names_that_some_disks_take_for_one_and_links_to_one_file_are_refused(source: str, out: Path) -> None:
    done = export(source, target("d1", "dev") + target("d1", "Dev"), out / "{env}.json")
    assert (done.exit_code, out.exists()) == (2, False)
    assert "come to the same file" in done.stderr
    out.mkdir(parents=True)
    (out / "dev.json").symlink_to(out / "prod.json")
    done = export(source, target("d1", "dev") + target("d1", "prod"), out / "{env}.json")
    assert (done.exit_code, files_in(out)) == (2, [])


@pytest.mark.parametrize(
    "template", ["{app}-{name}.json", "{app}-{}.json", "{{app}}.json", "{app.json", "a}.json", "{ app }"]
)
def test_other_braces_are_refused(source: str, out: Path, template: str) -> None:
    done = export(source, target("d1", "dev"), out / template)
    assert (done.exit_code, out.exists()) == (2, False)
    assert "is no placeholder: there are {app}, {env}, {resource}, and no other braces." in done.stderr


@pytest.mark.parametrize("value", ["../x", "a/b", "/etc/x", "..", "a..b", "a\\b", f"a{ESCAPE}", "\u202e"])
@pytest.mark.parametrize("template", ["{env}/{app}.json", "x{env}.json"])
def test_a_name_does_not_lead_out_of_the_folder(source: str, out: Path, value: str, template: str) -> None:
    before = files_in(out.parents[1])
    done = export(source, target("d1", "dev") + target("d1", value), out / template)
    assert done.exit_code == 2
    assert "so it cannot be part of a file's name" in done.stderr
    assert_harmless(done.stderr)
    assert files_in(out.parents[1]) == [*before, "targets.toml"]


@pytest.mark.parametrize(("app", "env"), [(".", "."), (".", "")])
def test_names_do_not_make_up_a_folder_of_their_own(source: str, out: Path, app: str, env: str) -> None:
    template = out / ("{app}{env}" if env else "{app}") / "x.json"
    done = export(source, target(app, env or "dev"), template)
    assert (done.exit_code, out.exists()) == (2, False)
    assert "which is no file's name." in done.stderr


def test_a_resource_that_nobody_names_is_asked_for(out: Path) -> None:
    done = export("email-optional-totp", target("d1", "dev"), out / "{app}.json")
    assert (done.exit_code, files_in(out)) == (2, ["t.toml"])
    assert "Target 1: resource is missing, and the source has none." in done.stderr


def test_a_folder_that_cannot_be_made_is_told(source: str, tmp_path: Path) -> None:
    done = export(source, four(), Path(source) / "{app}-{env}.json")
    assert done.exit_code == 2
    assert "in.json is no folder" in done.stderr
    long = export(
        source, target("d1", "dev", 'resource = "' + "n" * 252 + '"'), tmp_path / "out" / "{resource}.json"
    )
    assert (long.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "has more than the 255 bytes of a file's name." in long.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_what_is_written_before_a_file_fails_is_told(source: str, out: Path) -> None:
    out.mkdir(parents=True)
    (out / "prod.json").symlink_to("/dev/full")
    done = export(source, target("d1", "dev") + target("d1", "prod"), out / "{env}.json")
    assert (done.exit_code, files_in(out)) == (2, ["dev.json"])
    assert f"d1 / dev / myauth  {out / 'dev.json'}" in done.stderr
    assert "prod.json cannot be written: No space left on device." in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "It has no target."),
        (target("d1", "dev", "colour = 1"), 'Target 1: there is no key "colour".'),
        (target("d1", "dev", f"{URIS}1"), "RedirectSignInURIs is not a list."),
        (target("d1", "dev") * 2, "Target 2: it is the same backend as target 1."),
        (f'[["{ESCAPE.encode("unicode_escape").decode()}"]]', "--for: "),
        (target("d1", "dev", f'{GOOGLE}"invented-8"'), "Name where the secret is"),
    ],
)
def test_what_is_wrong_in_the_targets_file_is_wrong_use(source: str, out: Path, text: str, said: str) -> None:
    done = export(source, text, out / "{app}.json")
    assert (done.exit_code, done.stdout, out.exists()) == (2, "", False)
    assert said in done.stderr
    assert f"--for: {Path(source).parent / 'targets.toml'}: " in done.stderr
    assert "invented-8" not in done.output
    assert_harmless(done.stderr)


@pytest.mark.parametrize("option", TARGET[::2])
def test_the_target_options_do_not_go_with_it(source: str, out: Path, option: str) -> None:
    done = export(source, four(), out / "{app}-{env}.json", option, "d1")
    assert (done.exit_code, out.exists()) == (2, False)
    assert "--app-id, --backend-environment-name and --resource-name do not go with it" in done.stderr


@pytest.mark.parametrize("place", [(), ("-o", "-"), ("-o", "/dev/stdout")])
def test_it_needs_names_for_the_files(source: str, tmp_path: Path, place: tuple[str, ...]) -> None:
    file = tmp_path / "targets.toml"
    file.write_text(four(), encoding="utf-8")
    done = process("export", source, "--for", str(file), *place)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"--for writes a file for each target: name them with -o" in done.stderr


def test_standard_input_is_read_once(tmp_path: Path, out: Path) -> None:
    file = tmp_path / "targets.toml"
    file.write_text(four(), encoding="utf-8")
    args = ("--for", str(file), "-o", str(out / "{app}-{env}.json"))
    assert process("export", "-", *args, stdin=json.dumps(plain()).encode()).returncode == 0
    assert files_in(out) == sorted(NAMES)
    done = process("export", "-", "--for", "/dev/stdin", "-o", str(out / "{app}.json"))
    assert done.returncode == 2
    assert b"can be read only once" in done.stderr


def test_a_source_that_cannot_be_read_is_told_once(tmp_path: Path, out: Path) -> None:
    done = export(str(tmp_path / "none.json"), four(), out / "{app}-{env}.json")
    assert (done.exit_code, out.exists()) == (1, False)
    assert done.stderr.count("error[unreadable]") == 1
