"""Results show themselves in a notebook: compact, escaped, without script."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import alignkit as ak
from alignkit.report.notebook import LENGTH, ROWS

EVIL = '<script>alert("x")</script><img src=x onerror=y>'
VOID = {"br", "img", "hr"}


class Page(HTMLParser):
    """Counts tags and sees that they close."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note an opening tag."""
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See that the tag closes what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the text."""
        self.text += data


def page(value: object) -> Page:
    """Parse what a result shows."""
    held = Page()
    held.feed(value._repr_html_())  # type: ignore[attr-defined]
    assert held.open == []
    assert not {"script", "img", "style", "iframe"} & set(held.tags)
    return held


def long_bitext() -> ak.Bitext:
    """More beads than are shown, with texts that are longer than is shown."""
    return ak.Bitext.from_pairs([(EVIL, "x" * 1000), *[("一。", "One.")] * 99])


def test_a_bitext_shows_its_first_beads() -> None:
    """The rest is counted, markup of the text is text."""
    held = page(long_bitext())
    assert held.tags.count("tr") == ROWS + 1
    assert f"{100 - ROWS} more" in held.text
    assert EVIL in held.text
    assert "x" * LENGTH + "…" in held.text


def test_a_document_shows_its_sentences() -> None:
    """Its name, language and size stand above."""
    document = ak.Document.from_sentences([EVIL, "二。"], "zh", "<plan>")
    held = page(document)
    assert "<plan> · zh" in held.text
    assert EVIL in held.text


def test_findings_mark_their_places() -> None:
    """Overlapping spans are marked once, spans beyond the cut are left out."""
    spans = (ak.Span(0, 3), ak.Span(2, 5), ak.Span(900, 905))
    excerpt = ak.Excerpt("a<b>c" + "d" * 995, spans, (0,))
    finding = ak.Finding("NUM001", ak.Severity.ERROR, EVIL, 0, excerpt, ak.Excerpt("e"))
    held = page(ak.Findings((finding,)))
    assert held.tags.count("mark") == 2
    assert "a<b>c" in held.text
    assert "1 error" in held.text


def test_empty_results_show_themselves_too() -> None:
    """Nothing found is an answer."""
    assert "Findings" in page(ak.Findings()).text
    assert "0 beads" in page(ak.Bitext.from_pairs([])).text


def test_a_comparison_shows_the_rows_that_diverge() -> None:
    """Both renderings of a row stand side by side under their names."""
    pytest.importorskip("sacrebleu")
    held = page(
        ak.compare(["增长 5%。", "完成。"], ["It grew 5%.", "Done."], ["It grew 6%.", "Done."])
    )
    assert "Comparison 2 translations" in held.text
    assert "It grew 6%." in held.text
