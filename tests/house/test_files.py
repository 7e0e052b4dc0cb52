"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from alignkit import InputError
from alignkit.files import atomic


def write_half(path: Path) -> None:
    """Begin to write a file and be stopped."""
    with atomic(path) as stream:
        stream.write("half")
        raise KeyboardInterrupt


def test_a_failure_leaves_the_old_file_and_no_scrap(tmp_path: Path) -> None:
    """When writing fails the file under its name is still the old one."""
    path = tmp_path / "out.tsv"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_half(path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_is_written_stands_there(tmp_path: Path) -> None:
    """A whole file appears, with newlines as written."""
    path = tmp_path / "out.tsv"
    with atomic(path) as stream:
        stream.write("一\n")
    assert path.read_bytes() == "一\n".encode()


def test_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that does not exist is named."""
    with pytest.raises(InputError, match="folder does not exist"), atomic(tmp_path / "no" / "out"):
        pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix's")
def test_a_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    """What is no file of the disk takes the bytes, and stays what it is."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with atomic(path) as stream:
        stream.write("through")
    assert os.read(reader, 100) == b"through"
    assert path.is_fifo()
    os.close(reader)


def test_a_link_goes_on_pointing_at_its_file(tmp_path: Path) -> None:
    """The file behind a symbolic link is replaced, not the link."""
    (tmp_path / "real").write_text("old")
    link = tmp_path / "link"
    link.symlink_to("real")
    with atomic(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert (tmp_path / "real").read_text() == "new"
