"""What closed, full and broken standard streams do to a command: as little as they can."""

import fcntl
import os
import select
import subprocess
from pathlib import Path

import pytest

from tests.cli.calls import PROGRAM, TARGET, written
from tests.request.requests import plain
from tests.support.terminal import Terminal

SIGPIPE = -13
FULL = Path("/dev/full")
NO_ROOM = "Error: Standard output cannot be written: No space left on device."

CALLS = [
    (("--version",), 0),
    (("--help",), 0),
    (("check", "good.json"), 0),
    (("check", "bad.json"), 1),
    (("check", "--format", "json", "bad.json"), 1),
    (("export", "good.json"), 0),
    (("presets",), 0),
    (("rules",), 0),
    (("schema",), 0),
    (("diff", "good.json", "bad.json"), 1),
    (("COMPLETION",), 0),
]
"""Calls that print something, and their usual status."""

SILENT_CALLS = [
    (("check",), 2),
    (("chek",), 2),
    (("export", "bad.json"), 1),
    (("export", "good.json", "-o", "out.json", "--force"), 0),
    ((), 2),
]
"""Calls that print nothing on standard output: they tell something on standard error."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    written(tmp_path / "good.json", plain())
    written(tmp_path / "bad.json", plain() | {"AppId": ""})
    return tmp_path


def run(
    folder: Path,
    args: tuple[str, ...],
    redirect: str = "",
    *,
    stdout: int = subprocess.PIPE,
    stderr: int = subprocess.PIPE,
) -> subprocess.CompletedProcess[bytes]:
    """Run a call as a shell does that redirects its streams; those that it does not are captured."""
    environment = dict(os.environ)
    if args == ("COMPLETION",):
        args, environment["_AUTHWIZARD_COMPLETE"] = (), "zsh_source"
    return subprocess.run(
        ["sh", "-c", f'exec "$@" {redirect}', "sh", *PROGRAM, *args],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        check=False,
        timeout=60,
    )


def broken_pipe() -> int:
    """Return the end to write to of a pipe whose reader went away."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def assert_calm(told: bytes) -> None:
    assert b"Traceback" not in told
    assert b"Exception" not in told
    assert b"authwizard failed" not in told


@pytest.mark.parametrize("redirect", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full"])
@pytest.mark.parametrize(("args", "status"), CALLS + SILENT_CALLS)
def test_a_closed_stream_changes_no_status(
    folder: Path, args: tuple[str, ...], status: int, redirect: str
) -> None:
    if "full" in redirect and not FULL.exists():
        pytest.skip("only Linux has a device that is always full")
    done = run(folder, args, redirect)
    assert done.returncode == status
    assert_calm(done.stdout + done.stderr)


@pytest.mark.parametrize(("args", "status"), CALLS)
def test_what_is_told_does_not_get_into_the_output_and_nothing_of_it_is_lost(
    folder: Path, args: tuple[str, ...], status: int
) -> None:
    usual = run(folder, args).stdout
    assert usual
    for redirect in ("<&-", "2>&-", "2>/dev/full", "<&- 2>&-"):
        assert run(folder, args, redirect).stdout == usual


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(("args", "status"), CALLS)
def test_2_where_standard_output_takes_no_more(folder: Path, args: tuple[str, ...], status: int) -> None:
    done = run(folder, args, "> /dev/full")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == NO_ROOM
    assert_calm(done.stderr)
    assert run(folder, args, "> /dev/full 2> /dev/full").returncode == 2


@pytest.mark.parametrize(("args", "status"), [(("check", "bad.json"), 2), (("schema",), 2)])
def test_2_where_standard_output_is_open_for_reading_alone(
    folder: Path, args: tuple[str, ...], status: int
) -> None:
    done = run(folder, args, "1< /dev/null")
    assert done.returncode == status
    assert b"Error: Standard output cannot be written: Bad file descriptor." in done.stderr


@pytest.mark.parametrize(("args", "status"), CALLS)
def test_death_by_sigpipe_without_a_word_where_the_reader_went_away(
    folder: Path, args: tuple[str, ...], status: int
) -> None:
    writer = broken_pipe()
    done = run(folder, args, stdout=writer)
    os.close(writer)
    assert done.returncode == SIGPIPE
    assert b"Error" not in done.stderr
    assert_calm(done.stderr)


@pytest.mark.parametrize(("args", "status"), CALLS + SILENT_CALLS)
def test_nobody_who_listens_to_standard_error_is_no_failure(
    folder: Path, args: tuple[str, ...], status: int
) -> None:
    writer = broken_pipe()
    done = run(folder, args, stderr=writer)
    os.close(writer)
    assert done.returncode == status


@pytest.mark.parametrize("style", ["text", "json"])
def test_a_reader_that_takes_a_line_ends_a_long_report(folder: Path, style: str) -> None:
    with subprocess.Popen(
        [*PROGRAM, "check", "--format", style, *["bad.json"] * 300],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline()
        running.stdout.close()
        told = running.stderr.read()
    assert running.returncode == SIGPIPE
    assert b"Error" not in told
    assert_calm(told)


def test_a_file_never_gets_the_number_of_a_closed_stream(folder: Path) -> None:
    for name in ("one.json", "two.json"):
        done = run(folder, ("export", "good.json", "-o", name), "<&- >&- 2>&-")
        assert done.returncode == 0
    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    assert run(folder, ("check", "one.json")).returncode == 0


@pytest.mark.parametrize("number", [1, 2])
def test_a_pipe_that_does_not_block_loses_nothing(folder: Path, number: int) -> None:
    """Another program that has the pipe may have set it so. The pipe holds a page, and each call writes more."""
    written(folder / "many.json", plain() | {f"X{count}": 1 for count in range(400)})
    args = ("rules",) if number == 1 else ("export", "many.json")
    usual = run(folder, args)
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    os.set_blocking(writer, False)
    out, err = (writer, subprocess.DEVNULL) if number == 1 else (subprocess.DEVNULL, writer)
    with subprocess.Popen([*PROGRAM, *args], cwd=folder, stdout=out, stderr=err) as process:
        os.close(writer)
        select.select([reader], [], [], 60)  # something has come; a page holds little more of it
        with os.fdopen(reader, "rb") as file:
            got = file.read()
    assert process.returncode == usual.returncode
    assert got == (usual.stdout if number == 1 else usual.stderr)


def test_standard_input_that_cannot_be_read_is_a_problem_of_that_source(folder: Path) -> None:
    done = run(folder, ("check", "-", "good.json"), "0>written")
    assert done.returncode == 1
    assert b"Standard input cannot be read: Bad file descriptor." in done.stdout
    assert b"2 sources, 1 with errors" in done.stdout


@pytest.mark.parametrize("name", ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"])
def test_standard_input_can_be_named(folder: Path, name: str) -> None:
    if not Path(name).parent.exists():
        pytest.skip("this system has no such name")
    text = (folder / "good.json").read_bytes()
    command = [*PROGRAM, "check", name]
    piped = subprocess.run(command, input=text, capture_output=True, check=False)
    assert piped.returncode == 0
    with (folder / "good.json").open("rb") as file:
        from_file = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert (from_file.returncode, from_file.stdout) == (0, piped.stdout)
    with Path(os.devnull).open("rb") as file:
        empty = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert empty.returncode == 1
    assert b"error[unreadable]" in empty.stdout


@pytest.mark.parametrize("name", ["-", "/dev/stdin"])
def test_at_a_terminal_a_source_can_be_typed(home: Path, name: str) -> None:
    with Terminal([*PROGRAM, "check", name, *TARGET], home=home, columns=120) as terminal:
        terminal.send('{"ResourceConfig": 1}\r\x04')
        assert terminal.exit_status() == 1
        assert "error[type-mismatch]" in terminal.screen_text()


def test_the_wizard_wants_a_terminal_for_keys(home: Path) -> None:
    command = ["sh", "-c", '"$@" <&-; echo "status $?"', "sh", *PROGRAM]
    with Terminal(command, home=home, columns=120) as terminal:
        assert terminal.exit_status() == 0
        assert "status 2" in terminal.screen_text()
        assert "Traceback" not in terminal.screen_text()


@pytest.mark.parametrize("redirect", [">&-", ">/dev/full", "2>&-", "2>/dev/null"])
def test_the_wizard_needs_neither_standard_output_nor_standard_error(home: Path, redirect: str) -> None:
    with Terminal(["sh", "-c", f'exec "$@" {redirect}', "sh", *PROGRAM], home=home) as terminal:
        terminal.wait_for("New sign-in system")
        terminal.send("\x11")
        assert terminal.exit_status() == 0
