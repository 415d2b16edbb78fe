"""A file is written whole or not at all, whatever happens."""

import errno
import fcntl
import os
import pty
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from authwizard.files.atomic import write_atomically

OLD = "old\n" * 50_000
NEW = "new\n" * 50_000


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "request.json"


def test_a_new_file_has_the_text_and_the_usual_mode(target: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(target, "é\r\n\n")
    finally:
        os.umask(old)
    assert target.read_bytes() == "é\r\n\n".encode()
    assert mode(target) == 0o640
    assert names(target.parent) == [target.name]


def test_a_private_file_is_its_owners_alone(target: Path) -> None:
    old = os.umask(0)
    try:
        write_atomically(target, "secret", private=True)
    finally:
        os.umask(old)
    assert mode(target) == 0o600


def test_a_private_file_takes_the_place_of_a_public_one(target: Path) -> None:
    target.write_text(OLD)
    target.chmod(0o644)
    write_atomically(target, NEW, private=True)
    assert (target.read_text(), mode(target)) == (NEW, 0o600)


def test_a_replaced_file_keeps_its_mode(target: Path) -> None:
    target.write_text(OLD)
    target.chmod(0o640)
    write_atomically(target, NEW)
    assert (target.read_text(), mode(target)) == (NEW, 0o640)


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(target: Path) -> None:
    target.write_text(OLD)
    with pytest.raises(FileExistsError):
        write_atomically(target, NEW, overwrite=False)
    assert target.read_text() == OLD
    assert names(target.parent) == [target.name]


def test_a_new_file_that_may_not_replace_is_written(target: Path) -> None:
    write_atomically(target, NEW, overwrite=False, private=True)
    assert (target.read_text(), mode(target)) == (NEW, 0o600)
    assert target.stat().st_nlink == 1
    assert names(target.parent) == [target.name]


def test_a_file_system_without_hard_links_serves_too(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: object, destination: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", link)  # no such file system is at hand
    write_atomically(target, NEW, overwrite=False, private=True)
    assert (target.read_text(), mode(target)) == (NEW, 0o600)
    assert names(target.parent) == [target.name]


RACE = """
import sys
from pathlib import Path
from authwizard.files.atomic import write_atomically
sys.stdin.readline()
try:
    write_atomically(Path(sys.argv[1]), sys.argv[2] * 100_000, overwrite=False)
except FileExistsError:
    sys.exit(7)
"""


def test_of_several_writers_that_may_not_replace_one_wins(target: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", RACE, str(target), letter], stdin=subprocess.PIPE)
        for letter in "abcd"
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"go\n")
        writer.stdin.close()
    statuses = [writer.wait() for writer in writers]
    assert sorted(statuses) == [0, 7, 7, 7]
    assert target.read_text() == "abcd"[statuses.index(0)] * 100_000
    assert names(target.parent) == [target.name]


def test_a_link_stays_and_what_it_names_is_replaced(target: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    real = tmp_path / "folder" / "real.json"
    real.write_text(OLD)
    target.symlink_to("folder/real.json")
    write_atomically(target, NEW)
    assert target.is_symlink()
    assert real.read_text() == NEW


def test_a_link_to_a_file_that_is_there_is_not_overwritten_either(target: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    real.write_text(OLD)
    target.symlink_to(real)
    with pytest.raises(FileExistsError):
        write_atomically(target, NEW, overwrite=False)
    assert real.read_text() == OLD


@pytest.fixture
def devices(tmp_path: Path) -> Iterator[list[Path]]:
    """What is there and is no file: a folder, a pipe, a socket, a terminal, and links to them."""
    folder, pipe, bound = tmp_path / "folder", tmp_path / "pipe", tmp_path / "socket"
    folder.mkdir()
    os.mkfifo(pipe)
    outer, inner = pty.openpty()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(bound))
        found = [folder, pipe, bound, Path(os.ttyname(inner))]
        links = [tmp_path / f"link-{number}" for number in range(len(found))]
        for link, named in zip(links, found, strict=True):
            link.symlink_to(named)
        yield found + links
    os.close(outer)
    os.close(inner)


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("private", [True, False])
def test_what_is_no_file_is_never_replaced(devices: list[Path], overwrite: bool, private: bool) -> None:
    for path in devices:
        before = path.stat()
        with pytest.raises(OSError, match=r"Not a regular file|Is a directory"):
            write_atomically(path, NEW, overwrite=overwrite, private=private)
        assert path.stat().st_mode == before.st_mode
        assert path.stat().st_ino == before.st_ino


@pytest.mark.parametrize("private", [True, False])
def test_a_link_to_nothing_makes_what_it_names_and_a_loop_is_refused(tmp_path: Path, private: bool) -> None:
    link, loop = tmp_path / "link", tmp_path / "loop"
    link.symlink_to(tmp_path / "real")
    loop.symlink_to(loop)
    write_atomically(link, NEW, private=private)
    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == NEW
    with pytest.raises(OSError, match="symbolic links"):
        write_atomically(loop, NEW, private=private)
    assert loop.is_symlink()


@pytest.mark.parametrize("name", ["n" * 300, "a\0b", "\ud800"])
def test_a_name_that_no_file_can_have_is_an_error_of_the_system(tmp_path: Path, name: str) -> None:
    with pytest.raises(OSError, match=r"too long|No file can have"):
        write_atomically(tmp_path / name, NEW, private=True)
    assert names(tmp_path) == []


def test_a_missing_folder_is_the_callers_to_make(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "request.json", NEW)
    assert not (tmp_path / "nowhere").exists()


def test_half_a_character_touches_nothing(target: Path) -> None:
    target.write_text(OLD)
    with pytest.raises(UnicodeEncodeError):
        write_atomically(target, "\ud800")
    assert target.read_text() == OLD
    assert names(target.parent) == [target.name]


FULL = """
import resource, signal, sys
from pathlib import Path
from authwizard.files.atomic import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_atomically(Path(sys.argv[1]), "new" * 50_000, overwrite=sys.argv[2] == "True")
except OSError as error:
    sys.exit(9)
"""


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_disk_without_room_leaves_what_was_there(target: Path, overwrite: bool) -> None:
    if overwrite:
        target.write_text(OLD)
    done = subprocess.run([sys.executable, "-c", FULL, str(target), str(overwrite)], check=False)
    assert done.returncode == 9
    assert names(target.parent) == ([target.name] if overwrite else [])
    assert not overwrite or target.read_text() == OLD


KILLED = """
import sys
from pathlib import Path
from authwizard.files.atomic import write_atomically
print("ready", flush=True)
while True:
    for letter in "ab":
        write_atomically(Path(sys.argv[1]), letter * 300_000)
"""


def test_a_writer_that_is_killed_leaves_a_whole_file(target: Path) -> None:
    write_atomically(target, "a" * 300_000)
    for _ in range(10):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            first = target.stat().st_ino
            while target.stat().st_ino == first:  # until it is in the middle of its work
                pass
            writer.send_signal(signal.SIGKILL)
        text = target.read_text()
        assert text in ("a" * 300_000, "b" * 300_000)


STOPPED = """
import os, sys
from pathlib import Path
from authwizard.files.atomic import write_atomically
def stop(descriptor):
    print("ready", flush=True)
    sys.stdin.readline()
os.fsync = stop
write_atomically(Path(sys.argv[1]), "secret", private=True)
"""


def stopped(target: Path) -> subprocess.Popen[bytes]:
    """Start a writer that has written all and waits, before the file gets its name, for its input to end."""
    writer = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(target)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert writer.stdout
    assert writer.stdout.readline() == b"ready\n"
    return writer


def test_the_next_write_removes_what_a_killed_writer_left(target: Path) -> None:
    with stopped(target) as writer:
        writer.kill()
    (left,) = target.parent.iterdir()
    assert (left.read_text(), mode(left)) == ("secret", 0o600)
    write_atomically(target.parent / "other", NEW)
    assert names(target.parent) == ["other"]


def test_a_writer_that_lives_loses_nothing_to_another(target: Path) -> None:
    with stopped(target) as writer:
        write_atomically(target.parent / "other", NEW)
        assert len(names(target.parent)) == 2
        assert writer.stdin
        writer.stdin.close()
        assert writer.wait() == 0
    assert target.read_text() == "secret"
    assert sorted(names(target.parent)) == ["other", target.name]


def test_two_writers_to_one_folder_never_hinder_each_other(target: Path) -> None:
    many = "import sys\nfrom pathlib import Path\nfrom authwizard.files.atomic import write_atomically\n"
    many += "for number in range(300): write_atomically(Path(sys.argv[1]), f'{number}')"
    paths = [target.with_name(name) for name in ("one", "two")]
    writers = [subprocess.Popen([sys.executable, "-c", many, str(path)]) for path in paths]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert [path.read_text() for path in paths] == ["299", "299"]
    assert sorted(names(target.parent)) == ["one", "two"]


def test_only_files_of_ours_are_removed(target: Path) -> None:
    part = f".authwizard-{'0' * 16}.part"
    kept = [".0123456789abcdef.part", f"{part}.bak", part[1:], f".authwizard-{'x' * 16}.part"]
    for name in kept:
        (target.parent / name).write_text("")
    pipe, folder, link = (target.parent / part.replace("0", digit) for digit in "123")
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to(target.parent / kept[0])
    locked = target.parent / part
    locked.write_text("")
    with locked.open() as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        write_atomically(target, NEW)
    assert set(names(target.parent)) == {target.name, *kept, part, pipe.name, folder.name, link.name}
