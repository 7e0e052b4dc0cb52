"""Pairs given as a list."""

from __future__ import annotations

from alignkit.compose import bitext_of, check


def test_the_texts_of_a_list_tell_which_way_it_goes() -> None:
    """English first is English-Chinese; an untranslated list stays Chinese-English."""
    for pairs, langs in (
        ([("It grew by 35%.", "增长53%。")], ("en", "zh")),
        ([("增长53%。", "It grew by 35%.")], ("zh", "en")),
        ([("增长53%。", "增长53%。")], ("zh", "en")),
        ([("", "")], ("zh", "en")),
    ):
        bitext = bitext_of(pairs)
        assert (bitext.source.lang, bitext.target.lang) == langs
    assert check([("It grew by 35%.", "增长53%。")], select="NUM").counts() == {"NUM001": 1}
