"""Where findings stand in files."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from tests.read.papers import pdf

from alignkit.compose import check
from alignkit.report.outcome import CheckedPair
from alignkit.report.place import Locator, Place
from alignkit.types import Bitext, Findings
from report import samples

PAIRS = [
    ("检出率达到95%。", "The rate is 59%."),
    ("检出率达到95%。", "The rate is 95%."),
    ('他说"好"。', 'He said "A & B" at 59%.'),
    ("", "Added at 59%."),
]


def located(path: Path, bead: int, words: tuple[str, str]) -> list[str]:
    """Return the text of the file at each place of a finding, target first."""
    bitext = Bitext.from_pairs(PAIRS, name=str(path))
    found = samples.finding(bitext, "NUM901", bead, words)
    pair = CheckedPair(Findings((found,), bitext=bitext), str(path), str(path))
    places = Locator(pair).places(found)
    text = path.read_bytes().decode()
    return [text[p.offset : p.offset + p.length] for p in (*places.target, *places.source)]


def test_spans_of_a_tsv_lead_to_their_row(tmp_path: Path) -> None:
    """Rows with the same text are told apart by their order."""
    path = tmp_path / "a.tsv"
    path.write_text("source\ttarget\n" + "".join(f"{s}\t{t}\n" for s, t in PAIRS), "utf-8")
    bitext = Bitext.from_pairs(PAIRS, name=str(path))
    pair = CheckedPair(Findings((), bitext=bitext), str(path), str(path))
    found = samples.finding(bitext, "NUM901", 1, ("95%", "95%"))
    places = Locator(pair).places(found)
    assert (places.target[0].line, places.source[0].line) == (3, 3)
    assert located(path, 0, ("95%", "59%")) == ["59%", "95%"]
    assert located(path, 3, ("", "59%")) == ["59%"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_a_table_of_any_encoding_has_lines(tmp_path: Path, encoding: str) -> None:
    """As Excel writes them on a machine that speaks Chinese."""
    path = tmp_path / "表 格.tsv"
    rows = "".join(f"{s}\t{t}\r\n" for s, t in PAIRS)
    path.write_bytes(f"source\ttarget\r\n{rows}".encode(encoding))
    bitext = Bitext.from_pairs(PAIRS, name=str(path))
    pair = CheckedPair(Findings((), bitext=bitext), str(path), str(path))
    places = Locator(pair).places(samples.finding(bitext, "NUM901", 1, ("95%", "95%")))
    assert (places.target[0].line, places.source[0].line) == (3, 3)


def test_text_in_xml_is_found_behind_its_escapes(tmp_path: Path) -> None:
    """Where the file escapes a text, the place is the text as the file writes it."""
    path = tmp_path / "a.tmx"
    units = "".join(
        f"<tu><tuv><seg>{escape(s)}</seg></tuv>\n<tuv><seg>{escape(t)}</seg></tuv></tu>\n"
        for s, t in PAIRS
    )
    path.write_text(f"<tmx>{units}</tmx>", "utf-8")
    assert located(path, 2, ("", "59%"))[0] == escape(PAIRS[2][1])


@pytest.mark.parametrize("ascii_only", [True, False])
def test_text_in_json_lines_is_found(tmp_path: Path, ascii_only: bool) -> None:
    """Escaped or not, a JSON line is found."""
    path = tmp_path / "a.jsonl"
    rows = [json.dumps({"source": s, "target": t}, ensure_ascii=ascii_only) for s, t in PAIRS]
    path.write_text("\n".join(rows), "utf-8")
    held = located(path, 2, ("好", "59%"))
    assert held[0].endswith("59%.")


def test_findings_without_lines_name_the_file_alone() -> None:
    """A DOCX has no lines a reader could count, so none are claimed."""
    bitext = samples.bitext("plan.docx", "plan.pdf")
    pair = CheckedPair.of(Findings((), bitext=bitext))
    found = samples.finding(bitext, "NUM901", 1, ("95%", "59%"))
    assert Locator(pair).places(found).main == Place("plan.pdf")


def test_an_aligned_file_that_is_no_text_is_named_without_a_line(tmp_path: Path) -> None:
    """Rows of a workbook or of standard input have no line that an editor could open."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\xff\xfe")
    bitext = Bitext.from_pairs(PAIRS, name=str(path))
    found = samples.finding(bitext, "NUM901", 0, ("95%", "59%"))
    for name in (str(path), "-"):
        pair = CheckedPair(Findings((found,), bitext=bitext), name, name)
        assert Locator(pair).places(found).main == Place(name)


def test_a_side_without_spans_is_placed_as_a_whole() -> None:
    """Where only the source is marked, the translation's place is all that renders it."""
    bitext = samples.bitext()
    found = samples.finding(bitext, "NUM901", 1, ("95%", ""))
    places = Locator(CheckedPair.of(Findings((), bitext=bitext))).places(found)
    assert (places.target[0].line, places.target[0].end_line) == (2, 3)


def test_a_dropped_sentence_is_placed_in_the_source() -> None:
    """With nothing on the other side, the source is the place to look."""
    bitext = samples.bitext()
    found = samples.finding(bitext, "COV901", 3, ("三个公共服务平台", ""))
    places = Locator(CheckedPair.of(Findings((), bitext=bitext))).places(found)
    assert str(places.main) == "plan.zh.txt:5:5"


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_an_untranslated_paragraph_stands_in_the_translation(tmp_path: Path, ending: str) -> None:
    """It holds no sentence, and is told where somebody has to translate it."""
    left = "If any provision is held to be invalid, the others shall continue in full force."
    texts = {
        "en": ["Neither party may assign this agreement.", left, "English law governs it."],
        "zh": ["任何一方不得转让本协议。", left, "本协议受英格兰法律管辖。"],
    }
    for lang, lines in texts.items():
        shown = [f"<p>{line}</p>" if ending == "html" else line for line in lines]
        (tmp_path / f"{lang}.{ending}").write_text("\n\n".join(shown), encoding="utf-8")
    source, target = (str(tmp_path / f"{lang}.{ending}") for lang in ("en", "zh"))
    findings = check(source, target, select="COV012")
    pair = CheckedPair(findings, source, target)
    main = [Locator(pair).places(finding).main for finding in findings]
    assert [(place.file, place.line) for place in main] == [(target, 3)]


def test_a_finding_in_a_pdf_names_its_page(tmp_path: Path) -> None:
    """A page is what a reader of a PDF can turn to, where lines are not the file's own."""
    source = "\n".join(f"第{n}个传感器的检出率达到{n}5%。" for n in range(1, 7))
    (tmp_path / "a.txt").write_text(source, "utf-8")
    lines = [f"The detection rate of sensor {n} reached {n}5%." for n in range(1, 7)]
    lines[4] = lines[4].replace("55%", "59%")
    pages = [
        [(72, 700 - 40 * row, line) for row, line in enumerate(lines[n : n + 3])] for n in (0, 3)
    ]
    path = tmp_path / "b.pdf"
    path.write_bytes(pdf(pages))
    findings = check(str(tmp_path / "a.txt"), str(path))
    pair = CheckedPair(findings, str(tmp_path / "a.txt"), str(path))
    [found] = [f for f in findings if f.rule == "NUM001"]
    places = Locator(pair).places(found)
    assert (places.main.page, places.main.line) == (2, 0)
    assert str(places.main) == f"{path}, page 2"
    assert places.source[0].line == 5
