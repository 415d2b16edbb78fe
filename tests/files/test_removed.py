"""A deleted file comes back as it was, and takes nobody's place."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from authwizard.files.removed import removed


@pytest.mark.parametrize("mode", [0o600, 0o644])
@pytest.mark.parametrize("content", [b"", b"a = 1\n", b"\xff\x00 no text"])
def test_it_comes_back_byte_for_byte_also_where_its_folder_is_gone(
    tmp_path: Path, content: bytes, mode: int
) -> None:
    path = tmp_path / "folder" / "x.toml"
    path.parent.mkdir()
    path.write_bytes(content)
    path.chmod(mode)
    held = removed(path, path.unlink)
    path.parent.rmdir()
    held.bring_back()
    assert path.read_bytes() == content
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_what_is_there_by_now_stays(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("before")
    held = removed(path, path.unlink)
    path.write_text("somebody else's")
    with pytest.raises(FileExistsError):
        held.bring_back()
    assert path.read_text() == "somebody else's"


def test_what_could_not_be_brought_back_is_not_deleted(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="no regular file"):
        removed(pipe, pipe.unlink)
    assert pipe.exists()
