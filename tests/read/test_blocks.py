"""Lines become headings, items and paragraphs with their numbering and their language."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.read.language import detect, han_share
from alignkit.read.numbering import Levels, mark

MARKS = [
    ("一、总体要求", "zh", 1, "一、"),
    ("（十二）智能翻译", "zh()", 12, "（十二）"),
    ("(二) 基本原则", "zh()", 2, "(二)"),
    ("第三章 保障措施", "chapter", 3, "第三章"),
    ("第十条 本办法自发布之日起施行。", "article", 10, "第十条"),
    ("附件1：目录", "annex", 1, "附件1："),
    ("1. Scope", "1.", 1, "1."),
    ("2.3.1 Terms", "1.1", 1, "2.3.1"),
    ("3、要求", "1.", 3, "3、"),
    ("1) Overall", "1)", 1, "1)"),
    ("1 ) Overall", "1)", 1, "1 )"),
    ("(1) Guiding", "1()", 1, "(1)"),
    ("（1）指导", "1()", 1, "（1）"),
    ("A) Smart Sensors.", "A)", 1, "A)"),
    ("(b) second", "a()", 2, "(b)"),
    ("IV. Resources", "I.", 4, "IV."),
    ("(II) Basic Principles", "I()", 2, "(II)"),
    ("③ 第三", "circled", 3, "③"),
    ("● By 2020", "bullet", 0, "●"),
    ("——人工智能", "dash", 0, "——"),
    ("—Scale-up", "dash", 0, "—"),
    ("- item", "dash", 0, "-"),
    ("Chapter IV General", "chapter", 4, "Chapter IV"),
    ("Article 12 applies", "article", 12, "Article 12"),
    ("Box 2: Key Technologies", "annex", 2, "Box 2:"),
]


@pytest.mark.parametrize(("line", "scheme", "value", "text"), MARKS)
def test_numbering_of_any_scheme_is_read(line: str, scheme: str, value: int, text: str) -> None:
    """Each mark gives its scheme, what it counts and how it is written."""
    found = mark(line)
    assert found is not None
    assert (found.scheme, found.value, found.text) == (scheme, value, text)


@pytest.mark.parametrize(
    "line",
    [
        "2018 was a good year.",
        "3.5 million yuan were spent.",
        "(CMOS) integration technologies",
        "(2018–2020)",
        "I think so.",
        "A plan was made.",
        "-5 degrees",
        "一系列人工智能产品",
        "第三方测试平台",
        "Parts of it are here.",
        "Sections differ.",
        "e.g. this one",
        "二十大精神",
    ],
)
def test_what_only_looks_like_a_number_is_none(line: str) -> None:
    """Years, decimals, acronyms and words are not taken for numberings."""
    assert mark(line) is None


def test_levels_follow_the_order_of_schemes() -> None:
    """A scheme that begins inside another is one deeper, and falls back with it."""
    lines = ["一、甲", "（一）乙", "1. 丙", "2. 丁", "（二）戊", "二、己", "（一）庚"]
    levels = Levels()
    assert [levels.of(found) for line in lines if (found := mark(line))] == [1, 2, 3, 3, 2, 1, 2]


def test_kinds_of_blocks() -> None:
    """Headings stand over paragraphs; items carry text of their own."""
    text = (
        "行动计划\n\n一、总体要求\n\n（一）指导思想\n\n全面贯彻落实精神，推动建设。\n\n"
        "（二）智能汽车。支持平台研发，构建平台。\n\n——推动发展，取得突破。"
    )
    held = ak.document(text, lang="zh")
    assert [(b.kind, b.level, b.number) for b in held.blocks] == [
        ("heading", 1, ""),
        ("heading", 1, "一、"),
        ("heading", 2, "（一）"),
        ("paragraph", 0, ""),
        ("item", 2, "（二）"),
        ("item", 3, "——"),
    ]


def test_alternating_lines_give_either_stream() -> None:
    """A file of alternating lines is read as the one language or the other."""
    text = (
        "人工智能发展迅速。\nArtificial intelligence grows fast.\n产业规模扩大。\nIndustry grows."
    )
    english, chinese = ak.document(text, lang="en"), ak.document(text, lang="zh")
    assert [b.lang for b in english.blocks] == ["zh", "", "zh", ""]
    assert [b.lang for b in chinese.blocks] == ["", "en", "", "en"]
    said = [s.text for s in ak.segment(english).sentences]
    assert said == ["Artificial intelligence grows fast.", "Industry grows."]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("人工智能 (AI) 产业", "zh"),
        ("三、AI", "zh"),
        ("The State Council (国务院) issued the plan.", "en"),
        ("これは新しい計画です。", "ja"),
        ("인공지능 산업", "ko"),
        ("Der Plan ist nicht mit dem Ziel vereinbar, das wir haben.", "de"),
        ("Le plan est dans la ligne de ce que nous avons dit.", "fr"),
        ("План развития", "ru"),
        ("", "en"),
        ("2020", "en"),
    ],
)
def test_languages_are_told_apart(text: str, lang: str) -> None:
    """The script tells first, the smallest words then."""
    assert detect(text) == lang


def test_the_language_found_is_recorded() -> None:
    """A document says whether its language was given or found in the text."""
    assert ak.document("人工智能产业发展").meta["lang_from"] == "text"
    assert ak.document("人工智能产业发展", lang="zh").meta["lang_from"] == "given"
    assert han_share("支持 AI 和 5G") == 0.6


@pytest.mark.parametrize(
    "line", ["Contract No.: WH-2024/17", "合同编号：WH-2024/17", "Tel.: 010-555"]
)
def test_a_label_and_its_value_are_no_heading(line):
    """One side would be a heading and the other a paragraph."""
    text = f"{line}\n\nThis agreement is made between the two parties named below.\n"
    kinds = [block.kind for block in ak.document(text, lang="en").blocks]
    assert kinds[0] == "paragraph"
