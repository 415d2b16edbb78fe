"""The exit status and the two streams of every command, as a real process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import authwizard
from tests.cli.calls import PROGRAM, TARGET, call, process, written
from tests.request.requests import plain
from tests.support.terminal import Terminal


@pytest.fixture
def good(tmp_path: Path) -> str:
    return written(tmp_path / "good.json", plain())


@pytest.fixture
def bad(tmp_path: Path) -> str:
    return written(tmp_path / "bad.json", plain() | {"AppId": ""})


def test_0_and_the_version_on_standard_output() -> None:
    done = process("--version")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (
        0,
        f"authwizard, version {authwizard.__version__}\n",
        b"",
    )


def test_the_version_is_the_same_with_click_and_without() -> None:
    assert process("--version").stdout.decode() == call("--version").stdout


def test_the_console_script_is_the_same_program() -> None:
    script = Path(sys.executable).with_name("authwizard")
    done = subprocess.run([script, "--version"], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, process("--version").stdout)


def test_0_for_a_good_source_and_the_operation_on_standard_error(good: str) -> None:
    done = process("check", good)
    assert done.returncode == 0
    assert b"taken for create" not in done.stdout
    assert b"taken for create: it sets " in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("check", "{bad}"),
        ("check", "{good}", "{bad}"),
        ("check", "--strict", "{good}"),
        ("check", "no-such-file.json"),
        ("check", "--format", "json", "no-such-file.json"),
        ("export", "{bad}"),
        ("export", "no-such-file.json"),
        ("export", "social-all-providers", *TARGET),
        ("diff", "{good}", "{bad}"),
        ("presets", "save", "no-such-file.json", "mine"),
    ],
)
def test_1_where_it_is_not_done(args: tuple[str, ...], good: str, bad: str, tmp_path: Path) -> None:
    done = process(*(arg.format(good=good, bad=bad) for arg in args), folder=tmp_path)
    assert done.returncode == 1
    assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("check",),
        ("check", "--no-such-option", "{good}"),
        ("check", "--format", "xml", "{good}"),
        ("check", "--ignore", "no-such-rule", "{good}"),
        ("check", "--ignore", "unreadable", "{good}"),
        ("check", "--create", "--update", "{good}"),
        ("check", "-", "-"),
        ("check", "-", "/dev/stdin"),
        ("check", "--create", "update-offer-totp"),
        ("chek", "{good}"),
        ("export", "{good}", "-o", "{good}"),
        ("export", "{good}", "-o", "no-such-folder/x.json"),
        ("export", "{good}", "-o", "."),
        ("export", "--create", "--update", "{good}"),
        ("export", "--create", "update-offer-totp"),
        ("diff", "{good}"),
        ("diff", "{good}", "no-such-file.json"),
        ("diff", "no-such-file.json", "{good}"),
        ("diff", "-", "-"),
        ("rules", "no-such-rule"),
        ("presets", "show", "no-such-preset"),
        ("presets", "delete", "email-optional-totp"),
        ("presets", "delete", "no-such-preset"),
        ("presets", "save", "{good}", "../mine"),
        ("presets", "save", "{good}", "email-optional-totp"),
        (),
        ("{good}",),
    ],
)
def test_2_for_wrong_use_with_a_message_and_no_output(
    args: tuple[str, ...], good: str, tmp_path: Path
) -> None:
    done = process(*(arg.format(good=good) for arg in args), folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr or b"unreadable" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("args", [("check", "{good}"), ("schema",), ("--version",), ("check", "--help")])
def test_2_where_standard_output_cannot_be_written(args: tuple[str, ...], good: str) -> None:
    command = [*PROGRAM, *(arg.format(good=good) for arg in args)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 2
    assert (
        done.stderr.splitlines()[-1] == "Error: Standard output cannot be written: No space left on device."
    )


def test_130_for_an_interrupt(bad: str) -> None:
    command = [*PROGRAM, "check", bad, "-"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline()  # the first source is reported; now it waits for the second
        running.send_signal(signal.SIGINT)
        _, complaint = running.communicate(timeout=60)
    assert running.returncode == 130
    assert complaint.decode().splitlines()[-1] == "Interrupted."
    assert b"Traceback" not in complaint


def test_json_on_standard_output_alone(good: str) -> None:
    done = process("check", "--format", "json", good)
    assert done.stdout.startswith(b"{")
    assert done.stderr == b""


def test_a_pipe_and_no_color_get_no_escapes_and_a_terminal_gets_colours(good: str, home: Path) -> None:
    assert b"\x1b" not in process("check", good).stdout
    command = [*PROGRAM, "check", good]
    with Terminal(command, home=home, columns=150) as terminal:
        assert terminal.exit_status() == 0
        assert b"\x1b[" in terminal.raw
    with Terminal(command, home=home, columns=150, environment={"NO_COLOR": "1"}) as terminal:
        assert terminal.exit_status() == 0
        assert b"\x1b" not in terminal.raw


def test_an_old_encoding_of_the_terminal_is_no_obstacle(tmp_path: Path) -> None:
    source = written(tmp_path / "request.json", plain() | {"Ж": 1})
    done = process("check", source, env=os.environ | {"PYTHONIOENCODING": "iso-8859-1"})
    assert done.returncode == 1
    assert rb'The API has no member "\u0416" here.' in done.stdout


def test_1_and_a_report_where_the_wizards_source_cannot_be_read(home: Path) -> None:
    with Terminal([*PROGRAM, "./none.json"], home=home, columns=120) as terminal:
        assert terminal.exit_status() == 1
        assert "error[unreadable] There is no file" in terminal.screen_text()
        assert "Traceback" not in terminal.screen_text()
