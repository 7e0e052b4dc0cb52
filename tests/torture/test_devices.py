"""What is no file: devices, sockets, folders, and folders that nobody may write into."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from pathlib import Path

import pytest
from tests.torture.conftest import Run

pytestmark = pytest.mark.skipif(
    not Path("/dev/zero").exists(), reason="there are no such devices here"
)
#: Each command with X in the place of what it reads.
COMMANDS = (
    "check X",
    "check a.txt X",
    "check a.tsv --glossary X",
    "check a.tsv --baseline X",
    "check a.tsv --suppressions X",
    "check --pairs X",
    "align X a.txt",
    "segment X",
    "segment X --raw",
    "convert X b.tmx --from tsv",
    "compare a.txt a.txt X",
    "report a.txt X -o b.html",
    "eval X a.ladder",
    "link X",
    "review X a.txt",
    "project status X",
    "corpus align X -o out",
    "corpus status X",
)
WHAT = ("socket", "zero", "null", "full", "folder")
SMALL = {f"ALIGNKIT_LIMIT_{name}_MB": "4" for name in ("INPUT", "BITEXT", "SPOOL", "PROJECT")}


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return a name for each thing that is no file."""
    folder = tmp_path_factory.mktemp("strange")
    listening = socket.socket(socket.AF_UNIX)
    # A socket's name may be no longer than a hundred characters.
    place = os.path.relpath(folder / "socket.tsv")
    listening.bind(place if len(place) < 100 else str(folder / "s"))
    listening.close()
    held = {"socket": str(next(path for path in folder.iterdir()))}
    for device in ("zero", "null", "full"):
        (folder / f"{device}.tsv").symlink_to(f"/dev/{device}")
        held[device] = str(folder / f"{device}.tsv")
    (folder / "folder.tsv").mkdir()
    return {**held, "folder": str(folder / "folder.tsv")}


# All of them in `make torture`.
FEW = [
    ("segment X --raw", "zero"), ("align X a.txt", "zero"), ("corpus align X -o out", "zero"),
    ("check X", "socket"), ("check X", "full"), ("project status X", "null"),
]  # fmt: skip
ALL = [(command, what) for command in COMMANDS for what in WHAT]


@pytest.mark.parametrize(("command", "what"), ALL if os.environ.get("DEVICES") == "all" else FEW)
def test_what_is_no_file_is_told_in_one_line(
    tmp_path: Path, alignkit: Run, strange: dict[str, str], command: str, what: str
) -> None:
    """Read within the limits, or refused; nothing is waited for, and nothing written."""
    (tmp_path / "a.txt").write_text("一。\n", "utf-8")
    (tmp_path / "a.tsv").write_text("一。\tOne.\n", "utf-8")
    (tmp_path / "a.ladder").write_text("[0]:[0]\n", "utf-8")
    given = [strange[what] if part == "X" else part for part in command.split()]
    told = alignkit(*given, env=SMALL, preexec_fn=_bounded)
    # Settings and tables may be empty, and a folder may be a corpus; all else is refused.
    may_be = (what == "null" and "--" in command) or (what == "folder" and "corpus" in command)
    assert told.returncode == 2 or may_be, told.stderr
    # A desk says where it is before its documents are read; what may be empty need not be told.
    lines = told.stderr.count("\n")
    allowed = (1, 3) if command.startswith("review") else (1,)
    assert lines in allowed or (may_be and not lines), told.stderr
    assert {path.name for path in tmp_path.iterdir()} <= {"a.txt", "a.tsv", "a.ladder", "out"}


def _bounded() -> None:
    import resource

    # Where the system knows no such limit, those of the program hold alone.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
