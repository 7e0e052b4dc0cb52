"""What was rewritten goes into the translator's own Markdown or HTML, its marks kept."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit import InputError
from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange import exported
from alignkit.desk.reopening import Files, new_dossier
from desk.test_corrections import do

SOURCE = (
    "# 安装\n\n运行**安装**程序，见[手册](https://a.example/zh)。删除旧文件。\n\n"
    "```sh\nrun --all\n```\n"
)
MARKDOWN = (
    "# Install\r\n\r\nRun the **setup** program, see [the manual](https://a.example/en). "
    "Delete old files.\r\n\r\n```sh\r\nrun --all\r\n```\r\n"
)
HTML = (
    '<html><head><title>x</title></head><body><nav><a href="/">Home</a></nav><h1>Install</h1>\n'
    '<p>Run the <b>setup</b> program, see <a href="https://a.example/en">the manual</a>. '
    "Delete old files.</p>\n<pre>run --all</pre></body></html>\n"
)


def _pair(folder: Path, name: str, text: str) -> Dossier:
    source, target = folder / "a.zh.md", folder / name
    source.write_text(SOURCE, "utf-8")
    target.write_bytes(text.encode())
    bitext = ak.align(source, target)
    return new_dossier(Files(source, target), folder, folder / "p.alignkit", bitext)


def _rewritten(held: Dossier, was: str, now: str) -> Dossier:
    place = next(p for p in held.pair.places() if was in held.pair.texts(p)[1])
    text = held.pair.texts(place)[1].replace(was, now)
    return do(held, "write", bead=place.bead.id, text=text)


@pytest.mark.parametrize(("name", "text"), [("a.en.md", MARKDOWN), ("a.en.html", HTML)])
def test_marks_stay_where_they_stood(tmp_path: Path, name: str, text: str) -> None:
    """Words change, bold, links, code, menus and line ends do not."""
    held = _pair(tmp_path, name, text)
    assert exported(held, "target", tmp_path, {}) == (f"a.en.corrected{name[4:]}", text.encode())
    held = _rewritten(held, "setup program", "install program now")
    held = _rewritten(held, "old files", "all old files & logs")
    wanted = text.replace("setup", "install").replace(" program", " program now")
    amp = "&amp;" if name.endswith("html") else "&"
    wanted = wanted.replace("old files", f"all old files {amp} logs")
    assert exported(held, "target", tmp_path, {})[1].decode() == wanted


def test_marks_around_nothing_go_too(tmp_path: Path) -> None:
    """Four stars would be read as text."""
    held = _rewritten(_pair(tmp_path, "a.en.md", MARKDOWN), "setup program", "program")
    said = exported(held, "target", tmp_path, {})[1].decode()
    assert "Run the program, see" in said


def test_a_sentence_taken_out_takes_its_space(tmp_path: Path) -> None:
    """What goes out reads as the desk reads."""
    held = _rewritten(_pair(tmp_path, "a.en.md", MARKDOWN), "Delete old files.", "")
    said = exported(held, "target", tmp_path, {})[1].decode()
    assert "(https://a.example/en).\r\n\r\n```" in said


def test_a_file_that_changed_outside_is_not_written_over(tmp_path: Path) -> None:
    """What was added there would be lost."""
    held = _pair(tmp_path, "a.en.md", MARKDOWN)
    (tmp_path / "a.en.md").write_text(MARKDOWN + "\nMore.\n", "utf-8")
    with pytest.raises(InputError, match="changed since"):
        exported(held, "target", tmp_path, {})
