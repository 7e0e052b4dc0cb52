"""Laws of numerals: what is written in any way is read back as it was."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from alignkit import quantities
from alignkit.quantity.numerals import chinese, english, fold

HAN = "零一二三四五六七八九"
ONES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen
""".split()
TENS = """
_ _ twenty thirty forty fifty sixty seventy eighty ninety
""".split()


def han(value: int) -> str:
    """Write a number in Chinese characters."""
    if value < 10:
        return HAN[value]
    for scale, sign in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if value >= scale:
            head, rest = divmod(value, scale)
            tail = han(rest) if rest else ""
            gap = "零" if rest and rest < scale // 10 else ""
            return han(head) + sign + gap + tail
    raise AssertionError(value)


def words(value: int) -> str:
    """Write a number in English words."""
    if value < 20:
        return ONES[value]
    if value < 100:
        ten, one = divmod(value, 10)
        return TENS[ten] + (f"-{ONES[one]}" if one else "")
    for scale, word in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= scale:
            head, rest = divmod(value, scale)
            return f"{words(head)} {word}" + (f" {words(rest)}" if rest else "")
    raise AssertionError(value)


@given(st.integers(1, 10**12))
@settings(deadline=None)
def test_chinese_characters_are_read_back(value: int) -> None:
    """A number written in characters has the same value."""
    reading = chinese(han(value))
    assert reading is not None
    assert reading.low == reading.high == value


@given(st.integers(0, 10**12))
@settings(deadline=None)
def test_english_words_are_read_back(value: int) -> None:
    """A number written in words has the same value."""
    assert english(words(value)) == value


@given(st.integers(1, 10**12))
@settings(max_examples=60, deadline=None)
def test_every_writing_of_a_count_is_found_in_its_sentence(value: int) -> None:
    """Digits, grouped digits, full-width digits and words state one value."""
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (
        f"共有{value}名代表。",
        f"共有{value:,}名代表。",
        f"共有{wide}名代表。",
        f"共有{han(value)}名代表。",
    ):
        assert [quantity.low for quantity in quantities(text, "zh")] == [value], text
    for text in (f"There were {value:,} delegates.", f"There were {words(value)} delegates."):
        assert [quantity.low for quantity in quantities(text, "en")] == [value], text


@given(st.decimals(min_value="0.01", max_value="9999", places=2))
@settings(max_examples=60, deadline=None)
def test_wan_and_yi_scale_decimals_exactly(value: Decimal) -> None:
    """1.2万 is 12,000 to the last digit."""
    for sign, scale in (("万", 10**4), ("亿", 10**8)):
        (found,) = quantities(f"投资{value}{sign}元", "zh")
        assert (found.low, found.unit) == (value * scale, "CNY")


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_is_read_and_spans_point_at_the_raw_characters(text: str) -> None:
    """No text fails, and each span covers what it says."""
    for lang in ("zh", "en"):
        for quantity in quantities(text, lang):
            assert quantity.span.slice(text) == quantity.raw


@given(st.text(alphabet="亿万千百十零一二三九半几数多余第年月日%点.,0１ ", max_size=60))
@settings(deadline=None)
def test_nests_of_numerals_are_read_without_failing(text: str) -> None:
    """Numerals in any order give values or nothing."""
    for quantity in quantities(text, "zh"):
        assert quantity.low is None or quantity.low <= quantity.high


def test_folding_keeps_the_length() -> None:
    """Traditional, full-width and financial forms become what is read, one for one."""
    text = "１２０萬，壹仟贰佰圓，大陆"
    assert fold(text) == "120万，一千二百圆，大陆"
    assert len(fold(text)) == len(text)
