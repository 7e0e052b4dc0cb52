"""Line breaks of a plain text: wrapped lines go together, others stay apart."""

from __future__ import annotations

import alignkit as ak


def texts(text: str, lang: str) -> list[str]:
    """Return the sentences of a text."""
    return [sentence.text for sentence in ak.segment(text, lang)]


def test_wrapped_english_lines_are_one_paragraph() -> None:
    """Lines that leave no room for the next word are one text, whatever their first letters."""
    text = (
        "The committee met on Tuesday to hear\nMr. Oduya and his neighbours, who had\n"
        "Objections to the plan. It will meet\nagain in May."
    )
    assert len(texts(text, "en")) == 2


def test_short_lines_without_stops_stay_apart() -> None:
    """A list of names is no wrapped text, even its widest line."""
    text = "Maria Lindqvist, Department of Harbours and Ships\nTom Reyes\nAda Novak, Customs\nBen"
    assert len(texts(text, "en")) == 4


def test_a_heading_over_a_line_is_not_joined_to_it() -> None:
    """One long line and one short are two."""
    text = "Three-Year Plan for the Promotion of Harbours\nThe plan is short."
    assert len(texts(text, "en")) == 2


def test_wrapped_chinese_lines_are_one_paragraph() -> None:
    """Full lines of Han characters are one text; the line break stays inside the sentence."""
    text = (
        "人工智能产业发展迅速，各地区各部门高度重视这一领\n域的创新和应用工作，并出台了多项支持政策，取得了\n"
        "明显的成效。下一步要继续努力。"
    )
    assert len(texts(text, "zh")) == 2


def test_chinese_lines_with_list_marks_stay_apart() -> None:
    """Items are items, whatever their width."""
    text = "一、加强组织领导，落实工作责任\n二、加大支持力度，形成合力\n三、加快人才培养"
    assert len(texts(text, "zh")) == 3


def test_windows_line_ends_are_line_ends() -> None:
    """A blank line between paragraphs counts with carriage returns, too."""
    assert texts("One thing\r\n\r\nanother thing\r\n", "en") == ["One thing", "another thing"]
