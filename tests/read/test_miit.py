"""The five documents of the MIIT corpus read as a careful person reads them."""

from __future__ import annotations

import difflib

import pytest

import alignkit as ak
from alignkit.read.corpora import Corpus
from alignkit.types import Document


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """The corpus, read once."""
    return ak.corpus("miit")


def _sentences(document: Document) -> list[str]:
    return [sentence.text for sentence in ak.segment(document).sentences]


def test_two_dumps_of_one_translation_read_the_same(corpus: Corpus) -> None:
    """At least 99 % of the plan's sentences are identical strings in the PDF and the web page."""
    pdf = _sentences(corpus.document("digichina-pdf", part="plan"))
    web = _sentences(corpus.document("digichina-web", part="plan"))
    blocks = difflib.SequenceMatcher(None, pdf, web, autojunk=False).get_matching_blocks()
    assert len(pdf) > 150
    assert 2 * sum(block.size for block in blocks) / (len(pdf) + len(web)) >= 0.99


def test_without_repair_the_two_dumps_differ(corpus: Corpus) -> None:
    """The figure above is the work of repair: the files as they are share almost nothing."""
    pdf, web = (
        _sentences(ak.read(corpus.path(name), repair=False))
        for name in ("digichina-pdf", "digichina-web")
    )
    assert len(set(pdf) & set(web)) < 0.2 * len(pdf)


def test_no_chinese_sentence_is_broken_by_a_page(corpus: Corpus) -> None:
    """Each paragraph of the Chinese plan ends as a sentence does, and the quantities are whole."""
    document = corpus["zh"]
    for block in document.blocks[2:]:
        if block.kind != "heading":
            assert block.span.slice(document.text)[-1] in "。：；", block
    for form in ("450 cm³/h，", "128TFLOPS（16 位浮点）", "1T OPS/w(以 16 位浮点为基准)"):
        assert form in document.text


def test_the_numberings_of_both_plans_run_parallel(corpus: Corpus) -> None:
    """Chapters are of level 1 and their items of level 2 in the original and both dumps."""
    plans = [corpus["zh"]] + [
        corpus.document(name, part="plan") for name in ("digichina-pdf", "digichina-web")
    ]
    levels = [[b.level for b in plan.blocks if b.number and b.level < 3] for plan in plans]
    assert levels[0] == levels[1] == levels[2]
    assert levels[0].count(1) == 6
    assert levels[0].count(2) == 3 + 8 + 3 + 2 + 4 + 5


def test_site_menus_are_boilerplate_and_hold_no_sentence(corpus: Corpus) -> None:
    """The page's menus before and after its text are known as such."""
    document = ak.segment(corpus["digichina-web"])
    kinds = [block.kind for block in document.blocks]
    assert kinds[0] == kinds[-1] == "boilerplate"
    assert kinds.count("boilerplate") == 2
    text = " ".join(sentence.text for sentence in document.sentences)
    assert "Skip to main content" not in text
    assert "Policies & Procedures" not in text
    assert text.startswith("Translation: Chinese government outlines AI ambitions")
    assert text.endswith("win-win cooperation.")


def test_the_release_notice_is_told_apart_from_the_plan(corpus: Corpus) -> None:
    """The parts of the web page follow each other and hold what they should."""
    notice = corpus.document("digichina-web", part="notice")
    plan = corpus.document("digichina-web", part="plan")
    assert "five aspects" in notice.text
    assert "five aspects" not in plan.text
    assert plan.text.startswith("Three-Year Action Plan")


def test_untranslated_paragraphs_are_known(corpus: Corpus) -> None:
    """The preview's Chinese paragraphs are marked, and its paywall is boilerplate."""
    document = ak.segment(corpus["pkulaw-preview"])
    assert document.lang == "en"
    foreign = [b.span.slice(document.text) for b in document.blocks if b.lang == "zh"]
    assert any(text.startswith("全面贯彻落实") for text in foreign)
    assert any(text.startswith("当前，新一轮") and text.endswith("新引擎。") for text in foreign)
    held = [sentence.text for sentence in document.sentences]
    assert any(text.startswith("To carry out the Development Planning") for text in held)
    assert not any("preview" in text or "place an order" in text for text in held)
    assert not any("一" <= char <= "鿿" for text in held for char in text)


def test_a_mixed_file_read_as_chinese_gives_the_other_stream(corpus: Corpus) -> None:
    """Asked for Chinese, the same file marks its English paragraphs instead."""
    document = ak.segment(ak.read(corpus.path("pkulaw-preview"), lang="zh"))
    held = [sentence.text for sentence in document.sentences]
    assert any(text.startswith("全面贯彻落实") for text in held)
    assert not any(text.startswith("Systematic Layout") for text in held)
    headings = [b for b in document.blocks if b.number in ("I.", "(I)", "(II)")]
    assert [b.lang for b in headings] == ["en", "en", "en"]


@pytest.mark.parametrize("name", ["zh", "digichina-pdf", "digichina-web", "next-generation-plan"])
def test_every_character_leads_back_to_the_file(corpus: Corpus, name: str) -> None:
    """The copied stretches are the file's own, and the rest is covered by reported repairs."""
    document = corpus[name]
    original = corpus.path(name).read_text(encoding="utf-8")
    assert document.original == original
    covered = bytearray(len(original))
    for here, there, length in document.offsets.runs:
        assert document.text[here : here + length] == original[there : there + length]
        covered[there : there + length] = b"\1" * length
    for held in document.repairs:
        covered[held.span.start : held.span.end] = b"\1" * (held.span.end - held.span.start)
    assert not [c for c, known in zip(original, covered, strict=True) if not known and c.strip()]
