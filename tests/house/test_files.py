"""Files that appear whole or not at all."""

from __future__ import annotations

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
