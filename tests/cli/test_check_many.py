"""`authwizard check` of many files: on several cores, and with a count at a terminal."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.calls import PROGRAM, call, process, written
from tests.request.requests import full, plain
from tests.support.terminal import PATIENCE, Terminal

PATCHED = (
    "import sys; from authwizard.cli import judging, main; "
    "judging._ENOUGH, judging._cores = int(sys.argv.pop(1)), lambda: 2; main()"
)
"""The command, with a number of sources from which it takes other processes, and two cores on any machine."""
SEVERAL, ALONE = "2", "1000000"
COUNT = re.compile(rb"([\d,]+) of ([\d,]+) checked")


def patched(enough: str, *args: str) -> list[str]:
    return [sys.executable, "-c", PATCHED, enough, "check", *args]


def run(enough: str, folder: Path, *args: str) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        patched(enough, *args),
        cwd=folder,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Names of 250 files in no order: good and bad ones, of several formats, and some that cannot be read."""
    names = []
    for number in range(250):
        tree = [plain(), plain() | {"AppId": ""}, full(), plain("update") | {"Stray": 1}][number % 4]
        name = f"{number * 7 % 250:03}.{'yaml' if number % 3 else 'json'}"
        written(tmp_path / name, tree)
        if number % 50 == 0:
            (tmp_path / name).write_text("[", encoding="utf-8")
        names.append(name)
    return [*names, "none.json"]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "gitlab"])
def test_several_processes_print_what_one_prints(tmp_path: Path, names: list[str], form: str) -> None:
    (tmp_path / ".authwizard.toml").write_text(
        'ignore = ["mfa-off"]\n[severity]\nvm-absent = "note"\n', encoding="utf-8"
    )
    alone = run(ALONE, tmp_path, "--format", form, *names)
    assert alone[0] == 1
    assert run(SEVERAL, tmp_path, "--format", form, *names) == alone
    # As it is started: it decides by itself.
    done = process("check", "--format", form, *names, folder=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == alone


def test_the_order_is_kept(tmp_path: Path, names: list[str]) -> None:
    _, printed, _ = run(SEVERAL, tmp_path, "--format", "json", *names)
    assert [source["source"] for source in json.loads(printed)["sources"]] == names


@pytest.fixture
def mixed(tmp_path: Path) -> list[str]:
    """Creations with two updates among them, and the wish to have creations alone."""
    names = [written(tmp_path / f"{number}.json", plain()) for number in range(40)]
    return ["--create", *names[:25], "update-offer-totp", *names[25:], "update-harden-password"]


@pytest.mark.parametrize("enough", [SEVERAL, ALONE])
def test_wrong_use_found_on_the_way_is_told_once(tmp_path: Path, mixed: list[str], enough: str) -> None:
    status, _, told = run(enough, tmp_path, *mixed)
    assert status == 2
    assert told.count(b"Error: ") == 1
    assert told.endswith(
        b"Error: update-offer-totp says that it is for update: --create does not go with it.\n"
    )
    assert b"Traceback" not in told
    status, printed, _ = run(enough, tmp_path, "--format", "json", *mixed)
    assert status == 2
    assert all(source["valid"] for source in json.loads(printed)["sources"])


def test_wrong_use_found_on_the_way_hides_no_source_before_it(tmp_path: Path, mixed: list[str]) -> None:
    assert run(SEVERAL, tmp_path, *mixed) == run(ALONE, tmp_path, *mixed)


@pytest.mark.parametrize("enough", [SEVERAL, ALONE])
@pytest.mark.parametrize("to_all", [True, False], ids=["as-a-terminal", "to-one"])
def test_ctrl_c_ends_all_processes_without_a_word_of_them(tmp_path: Path, enough: str, to_all: bool) -> None:
    # Their output is far larger than a pipe holds, so the command cannot have ended when the signal comes.
    many = plain() | {f"Stray{number}": 1 for number in range(50)}
    names = [Path(written(tmp_path / f"{number}.json", many)).name for number in range(300)]
    with subprocess.Popen(
        patched(enough, *names),
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline().startswith(b"error[unknown-member] ")
        if to_all:
            os.killpg(running.pid, signal.SIGINT)
        else:
            running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=60)
        assert running.returncode == 130
    assert b"Traceback" not in told
    assert b"Process" not in told
    assert_gone(running.pid)


def assert_gone(group: int) -> None:
    """Wait until a process group has no process any more."""
    deadline = time.monotonic() + PATIENCE
    with contextlib.suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(group, 0)
            time.sleep(0.02)
        os.killpg(group, signal.SIGKILL)
        pytest.fail("a process was left")


def counts(terminal: Terminal) -> list[tuple[int, int]]:
    found = COUNT.findall(terminal.raw)
    return [(int(done.replace(b",", b"")), int(of.replace(b",", b""))) for done, of in found]


@pytest.mark.parametrize("enough", [SEVERAL, ALONE])
def test_a_count_is_shown_at_a_terminal_and_gone_at_the_end(tmp_path: Path, home: Path, enough: str) -> None:
    names = [Path(written(tmp_path / f"{number}.json", plain())).name for number in range(1000)]
    # Standard input takes as long as somebody types, so the first step comes late on any machine.
    command = patched(enough, "--format", "json", "/dev/stdin", *names)
    shell = ["sh", "-c", 'exec "$@" >report', "sh", *command]
    with Terminal(shell, home=home, directory=tmp_path, columns=120) as terminal:
        terminal.send(json.dumps(plain("update")))
        terminal.take(2)
        assert counts(terminal) == []
        terminal.send("\r\x04")
        assert terminal.exit_status() == 0
        assert "checked" not in terminal.screen_text()
        shown = counts(terminal)
    assert shown[0] == (1, 1001)
    assert shown == sorted(set(shown))
    assert {of for _, of in shown} == {1001}
    assert len(json.loads((tmp_path / "report").read_text(encoding="utf-8"))["sources"]) == 1001


def test_a_count_stands_in_no_line_of_the_text_output(tmp_path: Path, home: Path) -> None:
    names = [Path(written(tmp_path / f"{number}.json", plain())).name for number in range(3)]
    with Terminal([*PROGRAM, "check", "-", *names], home=home, directory=tmp_path, rows=100) as terminal:
        terminal.send(json.dumps(plain()))
        terminal.take(2)
        terminal.send("\r\x04")
        assert terminal.exit_status() == 0
        assert counts(terminal)[0] == (1, 4)
        lines = terminal.screen_text().splitlines()
    assert not any("checked" in line for line in lines)
    assert lines.count("2.json: taken for create: it sets SignInMethod, which only a creation can set.") == 1
    assert "4 sources: 8 warnings, 16 notes." in lines


def test_a_short_check_counts_nothing(tmp_path: Path, home: Path) -> None:
    source = written(tmp_path / "a.json", plain())
    script = "import authwizard.cli.progress as it; it._AFTER = 1e9; from authwizard.cli import main; main()"
    with Terminal([sys.executable, "-c", script, "check", source], home=home) as terminal:
        assert terminal.exit_status() == 0
        assert counts(terminal) == []
        assert b"\x1b[K" not in terminal.raw


def test_nothing_is_counted_where_standard_error_is_no_terminal(tmp_path: Path, home: Path) -> None:
    script = (
        "import authwizard.cli.progress as it; it._AFTER = it._EVERY = 0; "
        "from authwizard.cli import main; main()"
    )
    names = [Path(written(tmp_path / f"{number}.json", plain())).name for number in range(3)]
    command = [sys.executable, "-c", script, "check", *names]
    usual = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    for part in (b"checked", b"\x1b", b"\r"):
        assert part not in usual.stdout + usual.stderr
    # The same call does count where it is one, even if standard output is.
    shell = ["sh", "-c", 'exec "$@" 2>told', "sh", *command]
    with Terminal(shell, home=home, directory=tmp_path) as terminal:
        assert terminal.exit_status() == 0
        assert counts(terminal) == []
    assert (tmp_path / "told").read_bytes() == usual.stderr
    with Terminal(command, home=home, directory=tmp_path) as terminal:
        assert terminal.exit_status() == 0
        assert counts(terminal) == [(1, 3), (2, 3), (3, 3)]


def test_standard_input_is_checked_beside_many_files(tmp_path: Path) -> None:
    names = [written(tmp_path / f"{number}.json", plain()) for number in range(250)]
    done = call("check", "--format", "json", *names, "-", stdin=json.dumps(plain() | {"AppId": ""}))
    sources = json.loads(done.stdout)["sources"]
    assert [source["source"] for source in sources] == [*names, "-"]
    assert [source["valid"] for source in sources] == [True] * 250 + [False]
