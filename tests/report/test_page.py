"""The page as a file: escaping, policy, what it may load."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace

from alignkit.report import render
from alignkit.report.html import bitext_page
from alignkit.report.html.model import page_of
from alignkit.report.outcome import CheckedPair, Failure, Outcome
from alignkit.review.suppressions import Notice
from alignkit.types import Bead, Bitext, Document, Findings, Span
from report import samples

EVIL = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)> ]]> \u2028 &amp;"


def page(held: Findings | None = None) -> str:
    """Return the page of the sample findings."""
    return str(render(samples.findings() if held is None else held, "html"))


def data(html: str) -> dict[str, object]:
    """Return the data that the page carries."""
    found = re.search(r'<script type="application/json" id="page-data">(.*?)</script>', html, re.S)
    assert found
    held: dict[str, object] = json.loads(found[1])
    return held


def evil() -> Findings:
    """Return findings whose every text tries to break out of the page."""
    bitext = Bitext.from_pairs([(EVIL, EVIL)], name=EVIL)
    found = samples.finding(
        bitext, "FMT901", 0, message=EVIL, source=EVIL, target=EVIL, **{EVIL: 1}
    )
    return Findings((found,), bitext=bitext)


def test_no_text_of_a_document_can_end_the_data_or_the_title() -> None:
    """Whatever a document holds, the file has its own two scripts and no other element of it."""
    html = page(evil())
    assert html.count("<script") == html.count("</script>") == 2
    assert "<img" not in html
    assert "\u2028" not in html[html.index("page-data") :]
    assert data(html)["sheets"][0]["sides"][0]["sentences"] == [EVIL]  # type: ignore[index]


def test_the_policy_allows_the_pages_own_script_and_style_only() -> None:
    """default-src is none; the hashes are those of what stands in the file."""
    html = page(evil())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    assert policy[1].startswith("default-src 'none';")
    assert "unsafe" not in policy[1]
    for element in ("style", "script"):
        body = re.search(rf"<{element}>(.*?)</{element}>", html, re.S)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]


def test_the_page_loads_nothing() -> None:
    """No address that a browser would fetch stands in the file's own parts."""
    html = page()
    own = html[: html.index('id="page-data"')] + html[html.index("</script>") :]
    addresses = re.findall(r"""(?:src|href|url|import)\s*[=(]\s*["']?\s*(https?:[^\s"')]+)""", own)
    assert addresses == []
    assert "fetch(" not in own
    assert "innerHTML" not in own


def test_the_page_is_the_same_for_the_same_findings() -> None:
    """No date, no random name: a page kept in git changes only when its findings do."""
    assert page() == page()


def test_spans_count_as_the_script_counts() -> None:
    """Characters outside the basic plane take two units in a browser."""
    bitext = Bitext.from_pairs([("𠮷𠮷95%", "🙂 59%")])
    found = samples.finding(bitext, "NUM901", 0, ("95%", "59%"))
    mark = page_of(Outcome((CheckedPair(Findings((found,), bitext=bitext)),))).sheets[0].findings[0]
    assert mark.spans == [[[4, 7]], [[3, 6]]]


def test_findings_without_their_bitext_still_make_rows() -> None:
    """The excerpts alone give the rows of the beads that findings speak of."""
    held = replace(samples.findings(), bitext=None)
    sheet = page_of(Outcome.of(held)).sheets[0]
    assert [row.number for row in sheet.rows] == [1, 2, 3, 5, 6]
    assert [mark.row for mark in sheet.findings] == [0, 2, 1, 4, 3, None]


def test_headings_and_paragraphs_are_kept() -> None:
    """Rows know which sentences are headings and where a paragraph opens."""
    sheet = page_of(Outcome.of(samples.findings())).sheets[0]
    assert sheet.sides[0].headings == {0: 1, 5: 1}
    assert sheet.rows[0].opens


def test_a_bitext_alone_makes_a_page_without_findings() -> None:
    """The page of an alignment has no column of findings."""
    assert data(bitext_page(samples.bitext()))["kind"] == "align"
    assert data(bitext_page(samples.bitext(), samples.findings()))["kind"] == "check"


def test_an_empty_bitext_makes_a_page() -> None:
    """No beads, no error."""
    empty = Document("", "zh")
    held = data(bitext_page(Bitext(empty, empty, ())))
    assert held["sheets"][0]["rows"] == []  # type: ignore[index]


def test_the_running_footer_cannot_be_broken_by_a_name() -> None:
    """Names in the print style stand as escaped characters."""
    html = page(evil())
    style = re.search(r"<style>(.*?)</style>", html, re.S)
    assert style
    assert "alert(1)" not in style[1]


def test_marks_may_touch_and_overlap() -> None:
    """Overlapping spans of two findings both reach the page."""
    bitext = Bitext.from_pairs([("甲乙丙丁", "a b c d")])
    first = samples.finding(bitext, "NUM901", 0, ("甲乙丙", ""))
    second = samples.finding(bitext, "NUM902", 0, ("乙丙丁", ""))
    sheet = page_of(Outcome.of(Findings((first, second), bitext=bitext))).sheets[0]
    assert [mark.spans[0] for mark in sheet.findings] == [[[0, 3]], [[1, 4]]]
    assert first.source.spans == (Span(0, 3),)


def test_beads_without_confidence_show_none() -> None:
    """An aligned file without scores makes no claim about its alignment."""
    bitext = replace(samples.bitext(), beads=(Bead((0,), (0,)),))
    assert page_of(Outcome.of(Findings((), bitext=bitext))).sheets[0].rows[0].confidence is None


def test_what_is_only_to_be_known_is_no_trouble() -> None:
    """A pair that was not checked stands out; tracked changes that were read are a remark."""
    pair = CheckedPair.of(Findings((), bitext=samples.bitext()))
    said = "a.docx: 2 tracked changes are read as accepted"
    outcome = Outcome((pair,), (Failure("a", "b", "a: no such file"),), (Notice("", 0, said),))
    page = page_of(outcome)
    assert page.troubles == ["Not checked: a: no such file"]
    assert page.remarks == [said]
