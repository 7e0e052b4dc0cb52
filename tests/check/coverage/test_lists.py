"""Lists in both languages: which items there are, and whether one has no place across."""

from __future__ import annotations

import random

import pytest

import alignkit as ak
from alignkit.check.coverage.counted import heads
from alignkit.check.coverage.lists import lists_of
from alignkit.embed import encoder
from alignkit.words.lexicon import WordTable
from alignkit.words.renderings import words_of

COUNTRIES = [
    ("法国", "France"),
    ("德国", "Germany"),
    ("塞浦路斯", "Cyprus"),
    ("意大利", "Italy"),
    ("西班牙", "Spain"),
]


def items(text: str) -> list[list[str]]:
    """Return the items of the lists of a text, as they are written."""
    words = words_of(WordTable(encoder(None)), text)
    return [
        [text[words.starts[low] : words.ends[high - 1]] for low, high in held]
        for held in lists_of(words)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks covered farming, trade and health.", ["farming", "trade", "health"]),
        ("He visited France, Cyprus, and Spain.", ["France", "Cyprus", "Spain"]),
        ("We sell fresh bread, cheap wine or good cheese.", ["bread", "wine", "good cheese"]),
    ],
)
def test_an_english_list_has_its_items(text: str, expected: list[str]) -> None:
    """Short stretches between commas, closed by and or or, are the items of a list."""
    (held,) = items(text)
    assert len(held) == len(expected)
    assert all(last in item for item, last in zip(held, expected, strict=True))


@pytest.mark.parametrize(
    "text",
    ["When he came, she left and we stayed.", "No list here at all.", "However, we know."],
)
def test_clauses_between_commas_are_no_list(text: str) -> None:
    """Two commas do not make a list."""
    assert items(text) == []


@pytest.mark.parametrize("place", range(1, 4))
def test_a_country_dropped_from_a_list_is_told(place: int) -> None:
    """Each inner item of a list of countries that the translation lacks is a finding."""
    chinese = "、".join(zh for zh, _ in COUNTRIES[:-1]) + "和" + COUNTRIES[-1][0]
    kept = [en for at, (_, en) in enumerate(COUNTRIES) if at != place]
    english = f"{', '.join(kept[:-1])} and {kept[-1]}"
    pair = f"会议由{chinese}的代表参加。", f"Delegates from {english} attended the meeting."
    found = ak.check(ak.Bitext.from_pairs([pair])).of("COV", "TRM", "MIS")
    assert any(COUNTRIES[place][0] in "".join(f.source.marked()) for f in found)


ENGLISH = (
    "such as including like apples pears , , , , and or ; of the ( ) for example namely both other "
    "Ann Lee . & / as well as plus etc"
).split()
CHINESE = "包括 如 例如 苹果 梨 、 、 ， ， 和 与 等 等等 ； 。 （ ） 及其 的 其他 或".split()


def test_no_item_is_empty_whatever_the_marks() -> None:
    """Words and marks in any order make lists whose items hold a word each."""
    draw, table = random.Random(5), WordTable(encoder(None))
    for turn in range(3000):
        known, gap = (ENGLISH, " ") if turn % 2 else (CHINESE, "")
        words = words_of(table, gap.join(draw.choices(known, k=draw.randint(3, 14))))
        for held in lists_of(words) if len(words) else ():
            assert all(low < high for low, high in (*held, *heads(words, held))), words.text


@pytest.mark.parametrize("opens", ["such as", "including", "like", "namely"])
@pytest.mark.parametrize("aside", ["for example", "among others", "say"])
def test_an_aside_behind_what_opens_a_list_ends_no_run(opens: str, aside: str) -> None:
    """A comma right behind "such as" opens no list without words, and the check goes on."""
    source = f"We support formats {opens}, {aside}, PDF, HTML and text files."
    target = "我们支持PDF、HTML和文本文件等格式。"
    found = ak.check(ak.Bitext.from_pairs([(source, target)], "en", "zh"), select=["COV"])
    assert all("PDF" not in span.slice(f.source.text) for f in found for span in f.source.spans)
