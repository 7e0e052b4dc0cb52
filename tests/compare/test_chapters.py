"""Folders of chapters: aligned one by one, compared as one text."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import alignkit as ak
from alignkit.cli.main import tree
from alignkit.errors import InputError
from alignkit.types.comparison import Comparison

CHAPTERS = (
    (
        "海洋覆盖了地球的大部分。鱼生活在水里。",
        "The ocean covers most of the earth. Fish live in water.",
        "Most of the earth is covered by the ocean. Fish live in the water.",
    ),
    (
        "那座山很高。山上有雪。",
        "That mountain is high. There is snow on the mountain.",
        "The mountain is very tall. On it lies snow.",
    ),
    (
        "老师在学校教书。学生读书。",
        "The teacher teaches at school. The students read books.",
        "Teachers teach in the school. Students read.",
    ),
)


def folders(place: Path, left_out: str = "") -> list[Path]:
    """Write the chapters into a folder for each side, numbered 2, 9, 10."""
    sides = [place / name for name in ("original", "a", "b")]
    for side, folder in enumerate(sides):
        folder.mkdir()
        for number, texts in zip((2, 9, 10), CHAPTERS, strict=True):
            name = f"ch{number}.{'en' if side else 'zh'}.txt"
            if f"{folder.name}/{name}" != left_out:
                (folder / name).write_text(texts[side] + "\n", encoding="utf-8")
    return sides


def test_chapters_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    """Chapter 10 comes after chapter 9, and no row crosses from one to the next."""
    diff = ak.compare(*folders(tmp_path))
    assert diff.names == ("a", "b")
    text = "".join(row.source for row in diff.rows)
    assert text == "".join(texts[0] for texts in CHAPTERS)
    for texts in CHAPTERS:
        own = [row for row in diff.rows if row.source and row.source in texts[0]]
        assert "".join(row.source for row in own) == texts[0]
        assert all(row.renderings[0].text in texts[1] for row in own)


def test_a_chapter_that_one_translation_lacks_is_left_out_there(tmp_path: Path) -> None:
    """The others are compared as ever."""
    diff = ak.compare(*folders(tmp_path, left_out="b/ch9.en.txt"))
    missing = [row for row in diff.rows if row.kind == "missing"]
    assert "".join(row.source for row in missing) == CHAPTERS[1][0]
    assert {row.renderings[1].absence for row in missing} == {"left out"}


def test_folders_are_compared_without_an_original(tmp_path: Path) -> None:
    """The first translation takes its place."""
    _, first, second = folders(tmp_path)
    diff = ak.compare(None, first, second)
    assert diff.source is None
    assert len(diff.rows) >= len(CHAPTERS)


@pytest.mark.parametrize("wrong", ["file", "names", "twice", "empty"])
def test_folders_that_do_not_fit_are_named(tmp_path: Path, wrong: str) -> None:
    """A file among folders, other names, a chapter twice, an empty folder."""
    source, first, second = folders(tmp_path)
    side = second
    if wrong == "file":
        side = second / "ch2.en.txt"
    elif wrong == "names":
        for path in second.iterdir():
            path.rename(path.with_name(f"x{path.name}"))
    elif wrong == "twice":
        (second / "ch2.en.md").write_text("Twice.\n", encoding="utf-8")
    else:
        for path in second.iterdir():
            path.unlink()
    with pytest.raises(InputError) as told:
        ak.compare(source, first, side)
    assert second.name in str(told.value)


def test_the_command_takes_folders(tmp_path: Path) -> None:
    """One table for all chapters."""
    names = [str(folder) for folder in folders(tmp_path)]
    result = CliRunner().invoke(tree, ["compare", *names, "--format", "tsv"])
    assert result.exit_code == 0
    assert all(texts[0][:4] in result.output for texts in CHAPTERS)


@pytest.fixture(scope="module")
def analects() -> Comparison:
    """The Analects by Legge (1893) and in two renderings made for these tests."""
    place = Path(__file__).parent.parent / "data" / "compare"
    names = ("legge", "few-paragraphs", "line-by-line")
    sides = [place / f"analects.{name}.en.txt" for name in names]
    return ak.compare(place / "analects.zh.txt", *sides, names=names)


def test_no_sentence_of_a_classical_chapter_stands_alone(analects: Comparison) -> None:
    """Each belongs to a row, also where one sentence became two."""
    assert len(analects.rows) == 11
    assert not any(row.kind == "missing" for row in analects.rows)


def test_a_classical_chapter_is_compared_whatever_its_paragraphs(analects: Comparison) -> None:
    """Every sentence of the original has its rendering in each translation."""
    diff = analects
    assert all(r.text for row in diff.rows if row.source for r in row.renderings)
    beginnings = {row.source[:8]: [r.text[:24] for r in row.renderings] for row in diff.rows}
    assert beginnings["有朋自远方来，不"] == [
        '"Is it not delightful to',
        "To have friends come fro",
        "Friends visiting from af",
    ]
    assert beginnings["行有余力，则以学"] == [
        "When he has time and opp",
        "If they have strength le",
        "If he has energy left, h",
    ]


def test_a_long_text_in_one_line_is_no_folder() -> None:
    """No file system takes such a name; it is a text."""
    source, one, other = (
        "他今天不去学校。" * 60,
        "He does not go today. " * 60,
        "He stays today. " * 60,
    )
    assert len(ak.compare(source, one, other))
