"""Where `-o` may write: what is a file is replaced, what is a stream is written, the rest is refused."""

import json
import os
import pty
import shutil
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from authwizard.files.presets import shipped_folder, user_folder
from tests.cli.calls import PROGRAM, TARGET, call, process, written
from tests.request.requests import full, plain

SECRET = full()["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]["Google"][
    "ClientSecret"
]


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A request with secrets."""
    return written(tmp_path / "in.json", full())


@pytest.fixture
def terminal() -> Iterator[tuple[Path, int]]:
    """The name of a terminal, and the descriptor that shows what it gets."""
    outer, inner = pty.openpty()
    os.set_blocking(outer, False)
    yield Path(os.ttyname(inner)), outer
    os.close(outer)
    os.close(inner)


def make(kind: str, place: Path) -> None:
    """Make at `place` what is no file."""
    if kind == "folder":
        place.mkdir()
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(place))
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "loop":
        place.symlink_to(place)
    elif kind == "dead end":
        place.symlink_to(place.parent / "nowhere" / "x.json")


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("folder", "is a folder"),
        ("socket", "is neither a file nor a pipe"),
        ("pipe", "Nobody reads from it"),
        ("loop", "Too many levels of symbolic links"),
        ("dead end", "There is no folder"),
    ],
)
def test_what_cannot_be_written_is_refused_and_stays(
    tmp_path: Path, source: str, kind: str, said: str, linked: bool, force: tuple[str, ...]
) -> None:
    place = tmp_path / "place"
    make(kind, place)
    before = place.lstat()
    named = place
    if linked:
        named = tmp_path / "link"
        named.symlink_to(place)
    done = process("export", source, "-o", str(named), *force)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert (place.lstat().st_mode, place.lstat().st_ino) == (before.st_mode, before.st_ino)
    assert named.is_symlink() == (linked or place.is_symlink())
    assert SECRET not in done.stderr.decode()


@pytest.mark.parametrize("name", ["n" * 300, "in.json/x.json", "nowhere/x.json"])
def test_a_path_that_cannot_be_is_refused(tmp_path: Path, source: str, name: str) -> None:
    done = process("export", source, "--force", "-o", name, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["in.json"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_takes_no_file_is_told(tmp_path: Path, source: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir(0o500)
    done = process("export", source, "-o", str(folder / "x.json"))
    assert done.returncode == 2
    assert b"Permission denied" in done.stderr


@pytest.mark.parametrize("force", [(), ("--force",)])
@pytest.mark.parametrize("linked", [False, True])
def test_a_device_is_written_and_stays_a_device(
    tmp_path: Path, source: str, linked: bool, force: tuple[str, ...]
) -> None:
    name = Path(os.devnull)
    if linked:
        name = tmp_path / "null"
        name.symlink_to(os.devnull)
    done = process("export", source, "-o", str(name), *force)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"mode 0600" not in done.stderr
    assert b"To send it" not in done.stderr
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_device_without_room_is_told(source: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a device that is always full")
    done = process("export", source, "-o", "/dev/full")
    assert done.returncode == 2
    assert b"/dev/full cannot be written: No space left on device" in done.stderr


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_terminal_gets_no_secret_under_any_name(
    tmp_path: Path, source: str, terminal: tuple[Path, int], force: tuple[str, ...]
) -> None:
    link = tmp_path / "terminal"
    link.symlink_to(terminal[0])
    for name in (terminal[0], link):
        done = process("export", source, "-o", str(name), *force)
        assert done.returncode == 2
        assert b"It is a terminal, which would show the secrets" in done.stderr
        with pytest.raises(BlockingIOError):
            os.read(terminal[1], 1)
    assert stat.S_ISCHR(terminal[0].stat().st_mode)
    assert process("export", source, "--redact", "-o", str(terminal[0])).returncode == 0
    assert b"REDACTED" in os.read(terminal[1], 1 << 16)


@pytest.mark.parametrize(
    "name",
    ["/dev/stdout", "/dev//stdout", "/dev/fd/1", "/proc/thread-self/fd/1", "-", "link", "link to link"],
)
def test_standard_output_by_any_name(tmp_path: Path, name: str) -> None:
    source = written(tmp_path / "plain.json", plain())
    if name.startswith("link"):
        (tmp_path / "one").symlink_to("/dev/stdout")
        (tmp_path / "two").symlink_to("one")
        name = str(tmp_path / ("one" if name == "link" else "two"))
    usual = process("export", source).stdout
    assert process("export", source, "-o", name).stdout == usual
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [*PROGRAM, "export", source, "-o", name], stdout=out, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 0
    assert (tmp_path / "out").read_bytes() == usual


@pytest.mark.parametrize("kind", ["pipe", "file", "socket"])
def test_an_open_descriptor_is_written_as_it_is(tmp_path: Path, kind: str) -> None:
    source = written(tmp_path / "plain.json", plain())
    if kind == "pipe":
        reader, writer = os.pipe()
    elif kind == "socket":
        here, there = socket.socketpair()
        reader, writer = here.detach(), there.detach()
    else:
        writer = os.open(tmp_path / "out", os.O_WRONLY | os.O_CREAT)
        reader = os.open(tmp_path / "out", os.O_RDONLY)
    done = subprocess.run(
        [*PROGRAM, "export", source, "-o", f"/dev/fd/{writer}"], pass_fds=[writer], check=False
    )
    os.close(writer)
    assert done.returncode == 0
    assert json.loads(os.read(reader, 1 << 20)) == plain()
    os.close(reader)


@pytest.mark.skipif(shutil.which("bash") is None, reason="process substitution is bash's")
def test_a_process_substitution_takes_an_export_and_gives_a_source(source: str) -> None:
    for script in ('"$@" export "$SOURCE" -o >(cat)', '"$@" export <(cat "$SOURCE")'):
        done = subprocess.run(
            ["bash", "-c", script, "bash", *PROGRAM],
            env=os.environ | {"SOURCE": source},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0
        assert json.loads(done.stdout) == full()


def test_a_descriptor_that_is_not_open_is_refused(source: str) -> None:
    done = process("export", source, "-o", "/dev/fd/987")
    assert done.returncode == 2
    assert b"/dev/fd/987 cannot be written: Bad file descriptor" in done.stderr


def test_a_pipe_that_somebody_reads_gets_the_request(tmp_path: Path, source: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE) as cat:
        # Opened for reading too, the pipe has a reader, whether cat has come to it or not.
        keeper = os.open(tmp_path / "pipe", os.O_RDWR)
        done = process("export", source, "-o", str(tmp_path / "pipe"))
        assert done.returncode == 0
        assert cat.stdout is not None
        first = cat.stdout.read(1)
        os.close(keeper)
        assert json.loads(first + cat.stdout.read()) == full()
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_link_to_a_file_stays_and_one_to_nothing_makes_the_file(tmp_path: Path, source: str) -> None:
    link, real = tmp_path / "link.json", tmp_path / "real.json"
    link.symlink_to(real)
    assert process("export", source, "-o", str(link)).returncode == 0
    assert process("export", source, "-o", str(link)).returncode == 2
    assert process("export", source, "-o", str(link), "--force").returncode == 0
    assert link.is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o600
    assert json.loads(real.read_text(encoding="utf-8")) == full()


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[Path]:
    """A preset that ships, as it was before and will be after."""
    path = shipped_folder() / "phone-sms.toml"
    before = path.read_bytes()
    yield path
    changed = path.read_bytes() != before
    path.write_bytes(before)
    assert not changed


@pytest.mark.parametrize("linked", [False, True])
def test_a_preset_that_ships_is_not_replaced(tmp_path: Path, shipped: Path, linked: bool) -> None:
    named = shipped
    if linked:
        named = tmp_path / "link.toml"
        named.symlink_to(shipped)
    for source in ("email-optional-totp", str(named)):
        done = call("export", source, *TARGET, "--force", "-o", str(named))
        assert done.exit_code == 2
        assert "ships with authwizard and is read-only" in done.stderr


def test_a_preset_of_ones_own_that_links_to_a_shipped_one_is_not_saved_over_it(shipped: Path) -> None:
    user_folder().mkdir(parents=True)
    (user_folder() / "mine.toml").symlink_to(shipped)
    done = call("presets", "save", "email-optional-totp", "mine", "--force")
    assert done.exit_code == 2
    assert "ships with authwizard and is read-only" in done.stderr


@pytest.mark.parametrize("place", ["presets", "authwizard", "config"])
@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_folder_of_presets_that_is_none_is_named(tmp_path: Path, home: Path, place: str, kind: str) -> None:
    folders = {"presets": user_folder(), "authwizard": user_folder().parent, "config": home / "config"}
    spoilt = folders[place]
    spoilt.parent.mkdir(parents=True, exist_ok=True)
    if kind == "file":
        spoilt.write_text("", encoding="ascii")
    else:
        spoilt.symlink_to(tmp_path / "nowhere")
    said = f'"{spoilt}" is a {"file and no folder" if kind == "file" else "link to what is not there"}.'
    listed = call("presets")
    assert listed.exit_code == 0
    assert "phone-sms" in listed.stdout
    assert said in listed.stderr
    assert json.loads(call("presets", "--format", "json").stdout)["presets"]
    saved = call("presets", "save", written(tmp_path / "a.json", plain()), "mine")
    assert (saved.exit_code, said in saved.stderr) == (2, True)
    assert said.replace('"', "") in call("check", "mine").stdout.replace('"', "")
    assert said in call("presets", "show", "mine").stderr
    assert call("check", "phone-sms", *TARGET).exit_code == 0
    assert spoilt.is_symlink() == (kind == "link")


@pytest.mark.parametrize("name", [".", "nowhere/x.json", "/dev/fd/987"])
def test_a_pull_refuses_the_same(tmp_path: Path, name: str) -> None:
    done = process("pull", *TARGET, "-o", name, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")
