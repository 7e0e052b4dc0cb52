"""PDF files are read in order, without what belongs to the page."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

import alignkit as ak
from alignkit.errors import InputError
from alignkit.read.pdf import pages

from .papers import Line, pdf


def _written(path: Path, pages: list[list[Line]], **how: bool) -> Path:
    path.write_bytes(pdf(pages, **how))
    return path


def _laid_out(lines: list[str], per_page: int, step: int) -> list[list[Line]]:
    pages = []
    for start in range(0, len(lines), per_page):
        page: list[Line] = [(72, 805, "A plan for the industry")]
        page += [
            (72, 760 - step * row, line)
            for row, line in enumerate(lines[start : start + per_page])
            if line
        ]
        pages.append([*page, (290, 30, f"- {len(pages) + 1} -")])
    return pages


def test_a_printed_plan_reads_as_its_text(tmp_path: Path) -> None:
    """Wrapped, paged, with running heads and numbers: the sentences are those of the text."""
    text = ak.corpus("miit").document("digichina-pdf", part="plan").text.replace("—", "-")
    lines: list[str] = []
    for block in text.split("\n"):
        if block.strip():
            lines += [*textwrap.wrap(block.strip(), 88), ""]
    path = _written(tmp_path / "plan.pdf", _laid_out(lines, 44, 14))
    got = [s.text for s in ak.segment(ak.read(path)).sentences]
    wanted = [s.text for s in ak.segment(ak.document(text, lang="en")).sentences]
    assert len(set(got) & set(wanted)) >= 0.98 * len(set(wanted))
    assert not any("A plan for the industry" in sentence for sentence in got)


def test_chinese_lines_are_joined_over_pages(tmp_path: Path) -> None:
    """Chinese wraps in the middle of words and numbers; no space comes between."""
    body = (
        "通过实施四项重点任务，力争到2020年，一系列人工智能标志性产品取得重要突破，在若干重点"
        "领域形成国际竞争优势，人工智能和实体经济融合进一步深化，产业发展环境进一步优化。"
    ) * 4
    lines = ["一、总体要求"] + [body[at : at + 36] for at in range(0, len(body), 36)]
    pages = [
        [
            *((72, 780 - 16 * row, line) for row, line in enumerate(lines[at : at + 4])),
            (280, 30, "2"),
        ]
        for at in range(0, len(lines), 4)
    ]
    held = ak.read(_written(tmp_path / "plan.pdf", pages, chinese=True))
    assert held.lang == "zh"
    first, *rest = [block.span.slice(held.text) for block in held.blocks]
    assert first == "一、总体要求"
    assert "".join(rest) == body
    assert all(block.endswith("。") for block in rest)
    assert {"pages", "lines"} <= {repair.step for repair in held.repairs}


def test_marks_drawn_after_their_line_stand_in_it(tmp_path: Path) -> None:
    """A word processor draws Chinese first, and its quotation marks, of another font, last."""
    lines: list[Line] = []
    for y in (700, 660, 620):
        lines += [(94, y, "他会回来的。"), (171, y, "她说，好像是对着火说的。")]
        lines += [(83, y, "“"), (160, y, "”")]
    held = ak.read(_written(tmp_path / "said.pdf", [lines], chinese=True))
    assert held.text.split() == ["“他会回来的。”她说，好像是对着火说的。"] * 3


def test_two_pages_have_heads_and_feet_too(tmp_path: Path) -> None:
    """At the outermost place of both pages; a line that comes back further in is text."""
    pages: list[list[Line]] = []
    for number, words in enumerate(("one", "two"), 1):
        body = [f"Line {row} of part {words} says something else." for row in range(7)]
        body[3] = "Note."
        lines: list[Line] = [(72, 805, "North of the River"), (72, 30, f"Press 2024, {number}")]
        lines += [(72, 740 - 40 * row, line) for row, line in enumerate(body)]
        pages.append(lines)
    text = ak.read(_written(tmp_path / "two.pdf", pages)).text
    assert "North of the River" not in text
    assert "Press" not in text
    assert text.count("Note.") == 2


def test_what_is_printed_twice_is_not_shuffled(tmp_path: Path) -> None:
    """Bold made by printing a line twice, a little apart, is no line in pieces."""
    lines: list[Line] = [(72, 700, "A plan for the industry"), (73, 700, "A plan for the industry")]
    held = ak.read(_written(tmp_path / "bold.pdf", [lines]))
    assert "A plan for the industry" in held.text


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """The left column comes before the right one, under a heading that spans both."""
    left = ["The left column begins here and it", "goes on over several lines until it", "is done."]
    right = [
        "The right column follows it with a",
        "text of its own which also goes on",
        "to an end.",
    ]
    page: list[Line] = [(72, 780, "A heading that stands over both of the columns of this page")]
    for x, column in ((72, left * 4), (320, right * 4)):
        page += [(x, 740 - 14 * row, line) for row, line in enumerate(column)]
    text = ak.read(_written(tmp_path / "two.pdf", [page])).text
    assert text.index("A heading") < text.index("The left") < text.index("The right")
    assert text.rindex("The left column") < text.index("The right column")


def test_the_order_hangs_on_places_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No box is put in order by where it lies in memory, as pdfminer's own grouping does."""

    def grouped(*_: object) -> None:
        raise AssertionError("boxes were grouped by their addresses")

    path = _written(tmp_path / "a.pdf", _laid_out([f"Line {n}." for n in range(30)], 12, 30))
    monkeypatch.setattr("pdfminer.layout.LTLayoutContainer.group_textboxes", grouped)
    text = "".join(page for page, _ in pages(path.read_bytes(), "a.pdf"))
    said = [line for line in text.split("\n") if line.startswith("Line")]
    assert [line.strip() for line in said] == [f"Line {n}." for n in range(30)]


@pytest.mark.parametrize(
    ("pages", "how", "said"),
    [
        ([[]], {"image": True}, "a scan without a text layer; run text recognition"),
        ([[]], {}, "there is no text in this PDF"),
    ],
)
def test_a_pdf_without_text_is_said_to_be_so(
    tmp_path: Path, pages: list[list[Line]], how: dict[str, bool], said: str
) -> None:
    """A scan is an error that names what to do."""
    with pytest.raises(InputError, match=said):
        ak.read(_written(tmp_path / "scan.pdf", pages, **how))


def _said(path: Path) -> str:
    try:
        return ak.read(path).text.strip()
    except InputError as error:
        return str(error)


def test_damaged_pdfs_are_one_line_errors(tmp_path: Path) -> None:
    """Cut off anywhere, a PDF is either read or refused, never a traceback."""
    data = pdf([[(72, 700, "The plan is here, and it is a good one.")]])
    path = tmp_path / "cut.pdf"
    for size in range(10, len(data), 60):
        path.write_bytes(data[:size])
        said = _said(path)
        assert said.startswith(str(path)) or "good one" in said
        assert "\n" not in said
