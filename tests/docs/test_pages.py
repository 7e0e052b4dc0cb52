"""What the README and the documentation show really happens.

A page's blocks are run one after the other in a folder of its own: a block with a title is written
to that file (a title that ends in .docx becomes a Word file), a `python` block is run, and what it
prints must be the `text` block that follows it, a `console` block's `$ …` lines are run by a shell
and must print the lines below them. A line of `…` stands for any lines, a `…` at a line's end for
its rest.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.M | re.S)
#: Python blocks of other pages are fragments; those of these pages are whole.
WHOLE = (
    "README.md",
    "docs/estimation.md",
    *(f"docs/start/{name}.md" for name in ("translators", "researchers", "scholars", "ci")),
)
PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if path.relative_to(ROOT).as_posix() in WHOLE
    or any(b[1] == "console" and "$ " in b[3] for b in FENCE.finditer(path.read_text("utf-8")))
]


@dataclass
class Walk:
    """A reader who follows a page in a scratch folder."""

    folder: Path
    code: int = 0

    def __post_init__(self) -> None:
        (self.folder / "corpora").symlink_to(ROOT / "corpora")
        (self.folder / "alignments").symlink_to(ROOT / "alignments")
        self.names: dict[str, object] = {"__name__": "page"}

    def write(self, name: str, text: str) -> None:
        """Write a file that the page gives."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix != ".docx":
            path.write_text(text, "utf-8")
            return
        import docx

        document = docx.Document()
        for line in filter(None, text.splitlines()):
            document.add_paragraph(line)
        document.save(str(path))

    def shell(self, command: str) -> str:
        """Run a command line and return all that it prints."""
        if command == "echo $?":
            return f"{self.code}\n"
        scripts = str(Path(sys.executable).parent)
        env = {**os.environ, "PATH": os.pathsep.join([scripts, os.environ["PATH"]])}
        ran = subprocess.run(
            command,
            shell=True,
            cwd=self.folder,
            env={**env, "NO_COLOR": "1", "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.code = ran.returncode
        return ran.stdout

    def python(self, code: str) -> str:
        """Run a block and return what it prints."""
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), standing_in(self.folder):
            exec(compile(code, "page", "exec"), self.names)
        return printed.getvalue()


@contextlib.contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    """Stand in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def assert_printed(wanted: str, output: str, what: str) -> None:
    """Hold every wanted line against the output, in order."""
    lines = [line.rstrip() for line in output.splitlines()]
    place, skipping = 0, False
    for want in wanted.rstrip().splitlines():
        want = want.rstrip()
        if want.strip() == "…":
            skipping = True
            continue
        rest = lines[place:] if skipping else lines[place : place + 1]
        fits = [i for i, line in enumerate(rest) if _fits(want, line)]
        assert fits, f"{what}\ndoes not print\n{want}\nbut\n" + "\n".join(lines[place:])
        place, skipping = place + fits[0] + 1, False


def _fits(want: str, line: str) -> bool:
    return line == want or (want.endswith("…") and line.startswith(want[:-1].rstrip()))


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_reader_who_follows_the_page_sees_what_it_shows(name: str, tmp_path: Path) -> None:
    """Files are made, code and commands run, and what they print stands in the page."""
    walk = Walk(tmp_path)
    printed: str | None = None
    for kind, title, body in FENCE.findall((ROOT / name).read_text("utf-8")):
        if printed is not None and kind == "text" and not title:
            assert_printed(body, printed, f"{name}: python")
            printed = None
        elif title:
            walk.write(title, body)
        elif kind == "python" and name in WHOLE:
            printed = walk.python(body)
        elif kind == "console":
            for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
                command, _, wanted = part.partition("\n")
                assert_printed(wanted, walk.shell(command), f"{name}: {command}")
