"""Numerals read to their ends: series of ratios, tenths of a price, round numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

import alignkit as ak


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("colon", [":", " : "])
@pytest.mark.parametrize("count", range(3, 7))
def test_a_series_of_ratios_is_no_ratio(lang: str, colon: str, count: int) -> None:
    """No two neighbours of it are cut out; two alone are a ratio."""
    series = colon.join(str(n + 2) for n in range(count))
    assert all(":" not in q.raw for q in ak.quantities(series, lang))
    assert [q.raw for q in ak.quantities(colon.join("32"), lang)] == [colon.join("32")]


@pytest.mark.parametrize("tens", range(1, 10))
@pytest.mark.parametrize("ones", range(1, 10))
def test_tenths_of_a_price_are_read_in_every_writing(tens: int, ones: int) -> None:
    """85折 and 8.5折 are one; 八五折 is never five tenths, 七八折 is seven or eight of them."""
    for said in (f"{tens}{ones}", f"{tens}.{ones}"):
        (read,) = ak.quantities(f"全场{said}折。", "zh")
        assert (read.raw, read.value) == (f"{said}折", Decimal(10 * tens + ones))
    words = "一二三四五六七八九"
    said = f"{words[tens - 1]}{words[ones - 1]}折"
    for read in ak.quantities(f"全场{said}。", "zh"):
        assert (read.raw, read.value) in [(said, Decimal(10 * tens + ones)), (said, None)]


@pytest.mark.parametrize(
    ("scale", "value"), [("thousand", 10**3), ("million", 10**6), ("billion", 10**9)]
)
@pytest.mark.parametrize("lead", ["several", "a few", "many"])
def test_a_scale_behind_several_hundred_belongs_to_it(scale: str, value: int, lead: str) -> None:
    """Several hundred thousand is not several hundred."""
    (read,) = ak.quantities(f"There were {lead} hundred {scale} results.", "en")
    assert (read.low, read.raw) == (100 * value, f"{lead} hundred {scale}")
    (bare,) = ak.quantities(f"There were {lead} hundred results.", "en")
    assert bare.low == 100


@pytest.mark.parametrize(
    ("figure", "word"), [("10s", "tens"), ("100s", "hundreds"), ("1000s", "thousands")]
)
@pytest.mark.parametrize("of", ["millions of words", "billions of rows", "different users"])
def test_tens_in_figures_are_tens_in_words(figure: str, word: str, of: str) -> None:
    """10s of millions are tens of millions, and 100s are no seconds."""
    in_figures, in_words = (
        [(q.low, q.high, q.unit) for q in ak.quantities(f"It holds {said} of {of}.", "en")]
        for said in (figure, word)
    )
    assert in_figures == in_words != []


@pytest.mark.parametrize("digits", ["22", "341", "5850"])
@pytest.mark.parametrize("before", ["hit.", "a.", "/."])
def test_a_point_glued_to_a_word_may_begin_a_decimal(digits: str, before: str) -> None:
    """Neither reading is another magnitude; a third one is."""
    for value, told in ((f"0.{digits}", False), (digits, False), (f"{digits}00", True)):
        pair = (f"The player {before}{digits} that year.", f"该球员当年为{value}。")
        found = ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["NUM002"])
        assert bool(found) == told


@pytest.mark.parametrize("figure", ["30, 000", "7, 000", "12, 000"])
def test_a_blank_within_a_figure_is_no_other_magnitude(figure: str) -> None:
    """30, 000 is 30,000."""
    pair = (f"The town has {figure} people.", f"该镇有{figure.replace(', ', '')}人。")
    assert not ak.check(ak.Bitext.from_pairs([pair], "en", "zh"), select=["NUM002"])


@pytest.mark.parametrize("lead", ["", "at least ", "almost "])
@pytest.mark.parametrize(
    ("one", "unit"),
    [("catty", "jin"), ("litre", "litre"), ("acre", "acre"), ("ton", "tonne"), ("mu", "mu")],
)
def test_half_of_any_unit_is_read(one: str, unit: str, lead: str) -> None:
    """Half a catty is half of one, and half a chance is no quantity."""
    article = "an" if one[0] in "aeio" else "a"
    (found,) = ak.quantities(f"He drank {lead}half {article} {one} of it.", "en")
    assert (str(found.value), found.unit) == ("0.5", unit)
    assert not ak.quantities(f"He had {lead}half a chance of it.", "en")
