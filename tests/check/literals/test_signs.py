"""The sign that is looked for before the forms of literals: without one no form fits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from alignkit.check.literals.written import SIGN, SPOT

# What literals are made of, whole ones among them, and text between.
PARTS = (
    "Ctrl", "Shift ", "Fn", "Alt+F4", "+", "-", " - ", "--", "v", "V2", "1", "12", ".", ".x",
    "1.2.3", "文", "件", "版本 ", "Node ", "numpy", "==", ">=", "~", "(", ")", "()", "[", "]",
    "{", "}", "<", ">", "/", "%", "s", "%(a)s", "&", "amp", "#39", ";", "\\", "n", "u4e00", ":",
    "smile", "--help", "a.py", "b/c.txt", "#", "tag", "@", "me@x.org", "`", "``", "://", "https",
    "ftp", "snake_case", "camelCase", "run", "$", "!", " ", "，", "。", "2024.01.02", "3.5",
)  # fmt: skip
WRITTEN = (
    "![a](b.png)", "[a](b)", "https://x.org", "me@x.org", "`run`", "{{name}}", "${x}", "%{x}",
    "{ $x }", "<% x %>", "<文件>", "{0}", "%s", "%1", "<br/>", "&nbsp;", r"\n", ":smile:", "Ctrl+C",
    "Ctrl-C", "Shift - Tab", "--help", "a.py", "v2", "1.2.3", "3.x", "Node 1.2", "版本 1.2",
    "numpy==1.2", "~1.2", "snake_case", "a.b()", "run()", "camelCase", "#tag",
)  # fmt: skip


def test_each_form_has_a_sign() -> None:
    """No literal is missed, by itself or in a sentence of either language."""
    for text in WRITTEN:
        assert SPOT.search(text), text
        for said in (text, f"打开 {text} 即可", f"Open {text} to begin"):
            assert SIGN.search(said), said


@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=7).map("".join))
def test_where_no_sign_stands_no_form_fits(text: str) -> None:
    """Whatever the text is made of."""
    assert SIGN.search(text) or not SPOT.search(text)


def test_plain_sentences_have_none() -> None:
    """Most sentences are told to hold no literal by that alone."""
    for text in (
        "会议讨论了三项议题。",
        "The meeting discussed 3 items, as planned.",
        "Item 5 - notes",
    ):
        assert not SIGN.search(text)
