"""References become secrets at the moment of export, or a problem that says why not."""

import os
from pathlib import Path

import pytest

from authwizard.files.resolve import look, resolve
from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef, FileRef, Secret, Typed, describe
from authwizard.request.tree import MemberPath, get, pool
from tests.request.requests import KEY as VALID_KEY

GOOGLE = pool("OAuth", "SocialProviderSettings", "Google", "ClientSecret")
APPLE = pool("OAuth", "SocialProviderSettings", "SignInWithApple", "PrivateKey")
PEM = f"-----BEGIN PRIVATE KEY-----\r\n{VALID_KEY[:64]}\r\n{VALID_KEY[64:]}\r\n-----END PRIVATE KEY-----\r\n"


def secret_of(secret: Secret, path: MemberPath = GOOGLE, **environ: str) -> str:
    resolved, problems = resolve(Draft("create", {}, {path: secret}), environ)
    assert problems == ()
    value = get(resolved.body("real"), path)
    assert isinstance(value, str)
    return value


def problem_of(secret: Secret, path: MemberPath = GOOGLE, **environ: str) -> Problem:
    draft = Draft("create", {}, {path: secret})
    resolved, (problem,) = resolve(draft, environ)
    assert dict(resolved.secrets) == dict(draft.secrets)
    assert (problem.rule, problem.severity, problem.path) == ("secret-unresolved", "error", path)
    assert problem.fix
    return problem


def test_a_typed_secret_stays() -> None:
    assert secret_of(Typed("invented-secret")) == "invented-secret"


def test_an_environment_variable_is_read_as_it_is() -> None:
    assert secret_of(EnvRef("NAME"), NAME=" invented-secret\n") == " invented-secret\n"


def test_the_process_has_an_environment_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_CLIENT_SECRET", "invented-secret")
    resolved, _ = resolve(Draft("create", {}, {GOOGLE: EnvRef("GOOGLE_CLIENT_SECRET")}))
    assert resolved.secrets[GOOGLE] == Typed("invented-secret")


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("invented-secret", "invented-secret"),
        ("invented-secret\n", "invented-secret"),
        ("invented-secret\r\n", "invented-secret"),
        ("invented-secret\n\n", "invented-secret\n"),
        (" invented-secret ", " invented-secret "),
        ("\ufeffinvented-secret\n", "invented-secret"),
    ],
)
def test_of_a_file_one_last_newline_is_dropped(tmp_path: Path, text: str, secret: str) -> None:
    (tmp_path / "secret").write_bytes(text.encode())
    assert secret_of(FileRef("secret", str(tmp_path))) == secret


@pytest.mark.parametrize(("name", "path"), [("key.p8", APPLE), ("key.P8", GOOGLE), ("key.pem", APPLE)])
def test_of_a_key_the_text_between_its_first_and_last_line_is_taken(
    tmp_path: Path, name: str, path: MemberPath
) -> None:
    (tmp_path / name).write_bytes(PEM.encode())
    assert secret_of(FileRef(name, str(tmp_path)), path) == VALID_KEY


@pytest.mark.parametrize(
    "text", [PEM, PEM.replace("\r\n", "\\n"), PEM.replace("\r\n", "\n"), f"{VALID_KEY}\n"]
)
def test_of_a_key_in_the_environment_the_same_is_taken(text: str) -> None:
    assert secret_of(EnvRef("KEY"), APPLE, KEY=text) == VALID_KEY
    assert secret_of(EnvRef("KEY"), GOOGLE, KEY=text) == text


@pytest.mark.parametrize(
    "text", [PEM.replace("PRIVATE KEY", "EC PRIVATE KEY")[:60], "-----BEGIN EC PARAMETERS-----\nBggq\n"]
)
def test_what_is_no_key_stays_whole_so_that_check_can_say_what_it_is(tmp_path: Path, text: str) -> None:
    (tmp_path / "key.p8").write_text(text)
    assert secret_of(FileRef("key.p8", str(tmp_path)), APPLE) == text
    assert secret_of(EnvRef("KEY"), APPLE, KEY=text) == text


def test_a_key_in_the_environment_without_text_between_its_lines_is_empty() -> None:
    lines = "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n"
    assert "is empty" in problem_of(EnvRef("KEY"), APPLE, KEY=lines).message


def test_a_relative_file_is_relative_to_the_preset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    presets = tmp_path / "presets"
    (presets / "keys").mkdir(parents=True)
    (presets / "keys" / "secret").write_text("beside the preset")
    (tmp_path / "secret").write_text("in the working folder")
    monkeypatch.chdir(tmp_path)
    assert secret_of(FileRef("keys/secret", str(presets))) == "beside the preset"
    assert secret_of(FileRef("secret")) == "in the working folder"
    assert secret_of(FileRef(str(tmp_path / "secret"), str(presets))) == "in the working folder"


def test_a_tilde_is_the_home_folder(home: Path) -> None:
    (home / "secret").write_text("invented-secret")
    assert secret_of(FileRef("~/secret", "elsewhere")) == "invented-secret"


def test_a_variable_that_is_not_set_or_is_empty_is_named() -> None:
    assert problem_of(EnvRef("NAME")).message == 'The environment variable "NAME" is not set.'
    assert problem_of(EnvRef("NAME"), NAME="").message == 'The environment variable "NAME" is empty.'


@pytest.mark.parametrize("secret", ["GOCSPX-planted", "a\x1b\x00=planted", ""])
def test_what_is_no_name_of_a_variable_may_be_a_secret_and_is_not_repeated(secret: str) -> None:
    problem = problem_of(EnvRef(secret))
    assert problem.message == "What is given for an environment variable is no name of one."
    assert "planted" not in problem.fix + describe(EnvRef(secret))


def test_a_file_that_is_not_there_is_named_with_its_place(tmp_path: Path) -> None:
    problem = problem_of(FileRef("missing", str(tmp_path)))
    assert problem.message == 'There is no file "missing".'
    assert str(tmp_path)[:20] in problem.fix


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "regular" in problem_of(FileRef("pipe", str(tmp_path))).message


def test_folders_devices_and_impossible_names_are_refused(tmp_path: Path) -> None:
    assert "regular" in problem_of(FileRef(".", str(tmp_path))).message
    assert "regular" in problem_of(FileRef("/dev/zero")).message
    assert "null byte" in problem_of(FileRef("a\x00b", str(tmp_path))).message
    assert problem_of(FileRef("a" * 5000, str(tmp_path))).message
    assert problem_of(FileRef("~nobody-of-that-name/secret", str(tmp_path))).message


def test_a_file_has_at_most_64_kilobytes(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x" * 65_536)
    assert len(secret_of(FileRef("secret", str(tmp_path)))) == 65_536
    (tmp_path / "secret").write_text("x" * 65_537)
    assert "65,536" in problem_of(FileRef("secret", str(tmp_path))).message


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfeinvented-secret", b"invented\xff"])
def test_an_empty_or_unreadable_file_is_reported_without_its_content(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "secret").write_bytes(data)
    problem = problem_of(FileRef("secret", str(tmp_path)))
    assert "invented" not in problem.message + problem.fix


def test_a_key_without_text_between_its_lines_is_empty(tmp_path: Path) -> None:
    (tmp_path / "key.p8").write_text("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")
    assert "empty" in problem_of(FileRef("key.p8", str(tmp_path)), APPLE).message


def test_what_resolves_is_resolved_beside_what_does_not() -> None:
    draft = Draft("create", {}, {APPLE: EnvRef("MISSING"), GOOGLE: EnvRef("NAME")})
    resolved, problems = resolve(draft, {"NAME": "invented-secret"})
    assert dict(resolved.secrets) == {APPLE: EnvRef("MISSING"), GOOGLE: Typed("invented-secret")}
    assert [problem.path for problem in problems] == [APPLE]
    assert "invented" not in repr((resolved, problems))


def test_unreadable_files_say_so_to_whoever_may_not_read_them(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        path = FileRef("/proc/self/mem")  # opens, and cannot be read from its start
    else:
        (tmp_path / "secret").write_text("invented-secret")
        (tmp_path / "secret").chmod(0)
        path = FileRef("secret", str(tmp_path))
    assert "cannot be read" in problem_of(path).message


def seen(secret: Secret, path: MemberPath = GOOGLE, **environ: str) -> tuple[bool, str]:
    sight = look(Draft("create", {}, {path: secret}), path, environ)
    assert sight is not None
    assert bool(sight.fix) is not sight.is_good
    assert "planted" not in repr(sight)
    return sight.is_good, sight.state


def test_a_look_says_whether_a_variable_is_set() -> None:
    assert seen(EnvRef("NAME"), NAME="planted") == (True, "set in this shell")
    assert seen(EnvRef("NAME")) == (False, "not set in this shell")
    assert seen(EnvRef("NAME"), NAME="") == (False, "empty in this shell")
    assert seen(EnvRef("KEY"), APPLE, KEY=PEM) == (True, "set in this shell, a P-256 key")
    assert seen(EnvRef("KEY"), APPLE, KEY="planted") == (False, "set in this shell, but it will not do")
    sight = look(Draft("create", {}, {GOOGLE: EnvRef("GOCSPX-planted")}), GOOGLE, {})
    assert sight is not None
    assert "not the secret itself" in sight.fix


def test_a_look_says_what_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("planted")
    (tmp_path / "mark").write_text("${REDACTED}")
    (tmp_path / "key.p8").write_text(PEM)
    (tmp_path / "empty").write_text("")
    (tmp_path / "large").write_bytes(b"x" * 70_000)
    (tmp_path / "bytes").write_bytes(b"\xff\xfeplanted")
    os.mkfifo(tmp_path / "pipe")
    base = str(tmp_path)
    assert seen(FileRef("secret", base)) == (True, "found")
    assert seen(FileRef("key.p8", base), APPLE) == (True, "found, a P-256 key")
    assert seen(FileRef("mark", base)) == (False, "found, but it will not do")
    assert seen(FileRef("secret", base), APPLE) == (False, "found, but it will not do")
    for name, state in {
        "none": "no such file",
        "empty": "an empty file",
        "large": "too large for a secret",
        "bytes": "not UTF-8 text",
        "pipe": "not a regular file",
        "/dev/null": "not a regular file",
        ".": "not a regular file",
        "secret/below": "cannot be read: Not a directory",
        "\0": "cannot be read: The name holds a null byte",
    }.items():
        assert seen(FileRef(name, base))[1] == state, name


def test_there_is_nothing_to_look_at_where_a_secret_is_typed_or_missing() -> None:
    assert look(Draft("create", {}, {GOOGLE: Typed("planted")}), GOOGLE) is None
    assert look(Draft("create", {}), GOOGLE) is None
