"""Each two translations set side by side, and what a translator does all through told once."""

from __future__ import annotations

import pytest
from tests.compare.test_comparison import FIRST, SECOND, THIRD, ZH, compared

import alignkit as ak
from alignkit.report.comparison.choosing import chosen_once
from alignkit.report.comparison.output import table
from alignkit.report.comparison.telling import between, told_once


def test_each_two_of_three_translations_are_compared() -> None:
    """What the second has against the first it has against the third, which says the same."""
    diff = compared(FIRST, SECOND, THIRD)
    assert {d.pair for row in diff for d in row.divergences} == {(0, 1), (1, 2)}
    assert [like.pair for like in diff.rows[1].likenesses] == [(0, 1), (0, 2), (1, 2)]
    assert diff.summary.pairs == ((0, 1), (0, 2), (1, 2))
    assert len(diff.summary.chrf) == 3


@pytest.mark.parametrize("base", ["B", 2, "2"])
def test_with_a_base_each_is_compared_with_that_one_alone(base: str | int) -> None:
    """The base is named, or numbered from 1."""
    sides = [ak.Bitext.from_pairs(list(zip(ZH, side))) for side in (FIRST, SECOND, THIRD)]
    diff = ak.compare(ZH, *sides, names="ABC", base=base)
    assert diff.summary.pairs == ((0, 1), (1, 2))
    assert {d.pair for row in diff for d in row.divergences} == {(0, 1), (1, 2)}


def test_an_unknown_base_is_refused_with_the_names() -> None:
    """One line says what there is."""
    sides = [ak.Bitext.from_pairs(list(zip(ZH, side))) for side in (FIRST, SECOND)]
    with pytest.raises(ak.AlignkitError, match=r"no translation 'Legge'.* A, B"):
        ak.compare(ZH, *sides, names="AB", base="Legge")


def test_the_kind_of_a_row_is_that_of_its_furthest_pair() -> None:
    """A third translation that says what one of two says makes no row one of substance."""
    two, three = compared(FIRST, SECOND), compared(FIRST, SECOND, FIRST)
    assert [row.kind for row in two][:5] == [row.kind for row in three][:5]


SAYINGS = [
    ("子曰：“学而时习之。”", "“Learn, and practise it.”"),
    ("子曰：“巧言令色，鲜矣仁。”", "“Fine words are seldom humane.”"),
    ("子曰：“君子不器。”", "“The gentleman is not a vessel.”"),
    ("子曰：“温故而知新。”", "“Keep the old warm and learn the new.”"),
]


def test_a_name_that_one_translator_always_uses_is_told_once() -> None:
    """The Master is Master Kong all through: said at the first place, with how often."""
    source = [zh for zh, _ in SAYINGS]
    sides = [
        [f"{who} said, {said}" for _, said in SAYINGS] for who in ("The Master", "Master Kong")
    ]
    diff = compared(*sides, source=source)
    told = [(row.index, d) for row in diff for d in row.divergences if "Kong" in d.message]
    assert [(at, d.severity, d.values["rows"]) for at, d in told] == [(0, "info", 4)]


def test_a_word_that_opens_speech_is_no_name() -> None:
    """“See …” after a comma begins a sentence."""
    source = ["子曰：“视其所以，观其所由。”"]
    diff = compared(
        ["The Master said, “See what a man does, observe his motives.”"],
        ["The Master said: Watch what a man does, observe his motives."],
        source=source,
    )
    assert not [d for d in diff.rows[0].divergences if d.kind == "name"]


def test_a_denial_is_sought_at_every_place_of_its_word() -> None:
    """知 stands five times and is denied twice: no “not” of a rendering was added."""
    diff = compared(
        ["To know what you know and to know what you do not know, that is knowledge."],
        ["To hold that you know what you know, and that you do not know what you do not know."],
        source=["知之为知之，不知为不知，是知也。"],
    )
    assert "negation" not in {d.kind for d in diff.rows[0].divergences}


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("Book II. On Governing", "2. On Governing", False),
        ("2. On Governing", "Chapter Two: On Governing", False),
        ("IX. Safeguards", "9. Safeguards", False),
        ("Book II. On Governing", "3. On Governing", True),
    ],
)
def test_sections_may_be_numbered_in_roman_numerals(first: str, second: str, differ: bool) -> None:
    """II, 2 and Two are one number; II and 3 are two."""
    diff = ak.compare(None, [first], [second], source_lang="en", target_lang="en")
    assert ("number" in {d.kind for d in diff.rows[0].divergences}) is differ


def test_a_run_of_content_is_marked_at_the_words_that_nothing_answers() -> None:
    """Half a sentence is not quoted where a few of its words alone are missing."""
    diff = compared(
        ["The Master said, “Look at how he acts, consider whence he comes. How can he hide?”"],
        ["The Master said, “Look at how he acts, consider whence he comes.”"],
        source=["子曰：“视其所以，观其所由，人焉廋哉？”"],
    )
    first = diff.rows[0].renderings[0].text
    marked = " ".join(s.slice(first) for d in diff.rows[0].divergences for s in d.first)
    assert "hide" in marked
    assert "Master" not in marked
    assert "acts" not in marked


@pytest.mark.parametrize(
    ("zh", "first", "second"),
    [
        (
            "荷兰女排加强了攻击。",
            "The Dutch Women’s Team attacked.",
            "There the Netherlands attacked.",
        ),
        (
            "会长魏家祥表示同意。",
            "President Wei Jiaxiang agreed.",
            "President Wee Ka Siong agreed.",
        ),
        (
            "专家阮德坚说明。",
            "The expert Ruan Dejian explained.",
            "The expert Nguyen Duc Kien explained.",
        ),
        (
            "法国前总统希拉克去世。",
            "Former French President Jacques Chirac died.",
            "A president of France, Chirac, died.",
        ),
        (
            "人民网将转播。",
            "The People’s Network will relay it.",
            "The People’s Daily Online will relay it.",
        ),
        (
            "美元兑越盾汇率上限为23854越盾。",
            "The upper limit of the exchange rate is VND 23854.",
            "The ceiling rate is 23854 Vietnamese dong.",
        ),
        (
            "价格以瑞士法郎计算。",
            "Prices are given in Swiss francs.",
            "Prices are given in CHF.",
        ),
    ],
)
def test_one_name_in_two_forms_is_no_exchange(zh: str, first: str, second: str) -> None:
    """Demonyms, another romanisation, a first name added, a title's common words."""
    diff = compared([first], [second], source=[zh])
    assert not [d for d in diff.rows[0].divergences if d.kind == "name" and d.severity != "info"]


@pytest.mark.parametrize(
    ("zh", "first", "second"),
    [
        (
            "湖北省妇幼保健院。",
            "The hospital for children in Hubei.",
            "The hospital of Hunan for children.",
        ),
        (
            "天津天后宫将开放。",
            "The Tianjin temple will open.",
            "The Seoul temple will open, called Tianhou.",
        ),
        ("子贡问君子。", "Zigong asked about the gentleman.", "Zilu asked about the gentleman."),
        ("越南游客来访。", "Tourists came here from Vietnam.", "Tourists came here from Thailand."),
    ],
)
def test_another_name_is_an_exchange(zh: str, first: str, second: str) -> None:
    """The original holds the one, and lacks the other."""
    diff = compared([first], [second], source=[zh])
    assert [d.kind for d in diff.rows[0].divergences if d.severity != "info"] == ["name"]


def test_what_one_has_against_several_others_is_told_once() -> None:
    """A number, a name: once, with all translations that have each."""
    source = ["子贡问君子，诗三百。"]
    said = ["Zigong asked. There are {} odes.", "Zilu asked. There are {} odes."]
    sides = [
        [said[0].format("three hundred")],
        [said[1].format("three thousand")],
        [said[0].format("three hundred")],
    ]
    diff = compared(*sides, source=source)
    names = ("Ames", "Bly", "Crane")
    told = {one.divergence.kind: one for one in told_once(diff.rows[0].divergences, names)}
    assert between(told["number"].between, names) == "Bly against Ames and Crane"
    assert told["name"].message == "“Zigong” in Ames and Crane, “Zilu” in Bly"
    assert len([d for d in diff.rows[0].divergences if d.kind in told]) == 4


def test_what_one_alone_lacks_is_told_once() -> None:
    """Two of three render 六十而耳顺: one line names them and the one that does not."""
    source = ["五十而知天命，六十而耳顺，七十而从心所欲，不逾矩。"]
    whole = [
        "At fifty I knew the decree of Heaven. At sixty my ear was attuned. "
        "At seventy I could follow my heart’s desire without overstepping the line."
    ]
    cut = [
        "At fifty I understood the will of Heaven; at seventy I followed whatever my heart "
        "wished, and transgressed no rule."
    ]
    other = [
        "At fifty I knew what Heaven commands. At sixty I heard it with an obedient ear. "
        "At seventy I could do as my heart desired and never break the rule."
    ]
    row = compared(whole, cut, other, source=source).rows[0]
    told = [one.message for one in told_once(row.divergences, ("Ames", "Bly", "Crane"))]
    assert "only in Ames and Crane: “sixty” (60)" in told
    assert any(line.startswith("Ames and Crane render “六十") for line in told)


def test_a_word_of_the_original_is_one_line_of_choices() -> None:
    """What three translators chose for a word stands together."""
    sides = [[f"The gentleman is not {what}."] for what in ("a vessel", "a tool", "an implement")]
    row = compared(*sides, source=["君子不器。"]).rows[0]
    found = [
        one for one in chosen_once(row.choices) if one.choice.source[0].slice(row.source) == "器"
    ]
    (chosen,) = found
    words = [spans[0].slice(row.renderings[number].text) for number, spans in chosen.said]
    assert [word.split()[-1] for word in words] == ["vessel", "tool", "implement"]


def test_tables_and_notebooks_name_the_translations() -> None:
    """Of several translations “the first” says nothing: the table of rows has their names."""
    sides = [
        ak.Bitext.from_pairs([("子贡问君子。", f"{who} asked about the gentleman.")])
        for who in ("Zigong", "Zilu", "Zigong")
    ]
    diff = ak.compare(["子贡问君子。"], *sides, names=("Ames", "Bly", "Crane"))
    wanted = "“Zigong” in Ames and Crane, “Zilu” in Bly"
    assert [line[-3] for line in table(diff)] == [f"name: {wanted}"]
    assert wanted in diff._repr_html_()
