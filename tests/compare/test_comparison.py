"""Translations compared: rows, divergences, absences, terms, and texts that do not belong."""

from __future__ import annotations

import pytest

import alignkit as ak
from alignkit.types.comparison import Comparison

ZH = [
    "该市到2020年建设了35所学校。",
    "这项政策不会影响小企业。",
    "代表团周一前往北京。",
    "部门将建设十个实验室，在国外大学培养青年研究人员，并公布结果。",
    "人工智能正在改变制造业。",
    "人工智能需要大量数据。",
]
FIRST = [
    "By 2020 the city had built 35 schools.",
    "The policy will not affect small companies.",
    "The delegation left for Beijing on Monday.",
    "The ministry will build ten laboratories, train young researchers at foreign universities, "
    "and publish the results.",
    "Artificial intelligence is changing manufacturing.",
    "Artificial intelligence needs large amounts of data.",
]
SECOND = [
    "The city had built 53 schools by 2020.",
    "The policy will affect small companies.",
    "On Monday the delegation left for Shanghai.",
    "The ministry will build ten laboratories and publish the results.",
    "Machine intelligence is transforming manufacturing.",
    "Artificial intelligence needs large amounts of data.",
]
THIRD = [text.replace("companies", "businesses") for text in FIRST]


def compared(*sides: list[str], source: list[str] | None = None) -> Comparison:
    """Compare renderings that are paired with the original already."""
    held = source or ZH
    return ak.compare(held, *(ak.Bitext.from_pairs(list(zip(held, side))) for side in sides))


@pytest.fixture(scope="module")
def diff() -> Comparison:
    """Two translations that differ in every way once."""
    return compared(FIRST, SECOND)


def test_each_difference_in_substance_is_seen_for_what_it_is(diff: Comparison) -> None:
    """A number, a negation, a name and a dropped item; words alone are wording."""
    kinds = [{divergence.kind for divergence in row.divergences} for row in diff]
    assert [sorted(found) for found in kinds[:4]] == [
        ["number"],
        ["negation"],
        ["name"],
        ["content"],
    ]
    assert [row.kind for row in diff][4:] == ["wording", "same"]


def test_a_divergence_points_at_the_words(diff: Comparison) -> None:
    """The spans of a divergence lie in the renderings of its pair."""
    number, *_ = diff.rows[0].divergences
    first, second = diff.rows[0].renderings
    assert [span.slice(first.text) for span in number.first] == ["35"]
    assert [span.slice(second.text) for span in number.second] == ["53"]
    (content,) = diff.rows[3].divergences
    said = [span.slice(diff.rows[3].renderings[0].text) for span in content.first]
    assert "train young researchers" in said[0]
    assert content.second == ()


def test_substance_ranks_above_wording(diff: Comparison) -> None:
    """The score puts every row with a difference in substance first, equal rows nowhere."""
    ranked = diff.ranked()
    assert [row.kind for row in ranked] == ["substance"] * 4 + ["wording"]
    assert diff.rows[5].score == 0
    assert diff.summary.furthest == tuple(row.index for row in ranked)


def test_the_summary_counts_the_rows(diff: Comparison) -> None:
    """Counts of kinds add up to the rows."""
    held = diff.summary
    assert (held.rows, held.same, held.wording, held.substance, held.missing) == (6, 1, 1, 4, 0)
    assert held.derived == ()


def test_order_of_translations_changes_no_row() -> None:
    """Swapped, the same rows differ in the same kinds."""
    forth, back = compared(FIRST, SECOND), compared(SECOND, FIRST)
    for row, other in zip(forth, back):
        assert {d.kind for d in row.divergences} == {d.kind for d in other.divergences}
        assert row.kind == other.kind


def test_a_copy_is_called_one() -> None:
    """Two translations that agree word for word are one translation; nothing differs."""
    long = [f"{text[:-1]} ({number})." for number, text in enumerate(FIRST * 2)]
    diff = compared(long, list(long), source=ZH * 2)
    assert {row.kind for row in diff} == {"same"}
    assert diff.summary.derived == ((0, 1),)


def test_terms_that_split_between_translators_come_first() -> None:
    """Each translator has a word of their own for 网络强国; 数据 is the same in both."""
    source = ["建设网络强国。", "网络强国需要数据。", "数据支持网络强国。", "开放数据。"]
    first = [
        "Build a cyber superpower.",
        "A cyber superpower needs data.",
        "Data supports a cyber superpower.",
        "Open up data.",
    ]
    second = [text.replace("cyber superpower", "network power") for text in first]
    terms = compared(first, second, source=source).terms
    term = next(term for term in terms if "网络强国" in term.source)
    assert term is terms[0]
    assert term.rows == (0, 1, 2)
    assert "cyber" in term.renderings[0][0][0]
    assert "network" in term.renderings[1][0][0]
    assert term.renderings[0][0][1] == (0, 1, 2)
    assert all(other.split < term.split for other in terms if other.source == "数据")


def test_terms_of_an_english_original_are_found_as_well() -> None:
    """Two Chinese translations part over one term of an English original."""
    source = [
        "Build a cyber superpower.",
        "A cyber superpower needs data.",
        "Data supports a cyber superpower.",
        "Open up data.",
    ]
    first = ["建设网络强国。", "网络强国需要数据。", "数据支持网络强国。", "开放数据。"]
    second = [text.replace("网络强国", "网络超级大国") for text in first]
    sides = [ak.Bitext.from_pairs(list(zip(source, side)), "en", "zh") for side in (first, second)]
    terms = ak.compare(source, *sides).terms
    assert terms[0].source == "cyber superpower"
    assert terms[0].renderings == ((("网络强国", (0, 1, 2)),), (("网络超级大国", (0, 1, 2)),))
    assert terms[0].split == 1
    assert all(term.split == 0 for term in terms[1:] if term.source not in terms[0].source)


def test_what_a_translation_lacks_is_left_out_or_cut_off() -> None:
    """A row in the middle is left out, the rows after the last one are cut off."""
    gappy = [FIRST[0], "", *FIRST[2:4], "", ""]
    diff = compared(FIRST, gappy)
    absences = [row.renderings[1].absence for row in diff]
    assert absences == ["", "left out", "", "", "cut off", "cut off"]
    assert [row.kind for row in diff][1] == "missing"
    assert diff.summary.left_out == (0, 3)


def test_what_stands_in_the_original_language_is_untranslated() -> None:
    """A paragraph that was copied and not translated is no omission."""
    source = "\n\n".join([ZH[0], ZH[3], ZH[1]])
    partly = "\n\n".join([FIRST[0], ZH[3], FIRST[1]])
    diff = ak.compare(source, "\n\n".join([FIRST[0], FIRST[3], FIRST[1]]), partly)
    found = {row.source: row.renderings[1].absence for row in diff}
    assert found[ZH[3]] == "untranslated"
    assert found[ZH[0]] == ""


def test_operations_are_not_floating_point_operations() -> None:
    """Another unit of the same magnitude is another unit."""
    diff = compared(
        ["Terminal chips with an energy efficiency ratio over 1T OPS/w."],
        ["Terminal chips whose energy efficiency ratio exceeds 1 TFLOPS/Watt."],
        source=["能效比超过1T OPS/w的终端芯片。"],
    )
    assert [d.kind for d in diff.rows[0].divergences if d.severity == "error"] == ["unit"]


def test_the_original_decides_between_two_names() -> None:
    """One that it holds against one that it lacks is an exchange; a name spelled twice is none."""
    source = ["总理周一在上海会见了特鲁多。"]
    first = ["The premier met Trudeau in Shanghai on Monday."]
    exchanged = compared(first, ["On Monday the premier met Merkel in Shanghai."], source=source)
    assert [divergence.kind for divergence in exchanged.rows[0].divergences] == ["name"]
    assert exchanged.rows[0].kind == "substance"
    spelled = compared(
        ["The premier met Wang Zhongcheng."],
        ["The premier met Zhong-cheng Wang."],
        source=["总理会见了王中成。"],
    )
    assert spelled.rows[0].kind == "wording"


def test_the_original_decides_about_a_denial() -> None:
    """A “not” that the original does not bear out was added, whatever words stand around it."""
    first, second = ["It was a calm day at sea."], ["On the water, things did not stay busy."]
    affirmed = compared(first, second, source=["海上一天风平浪静。"])
    assert "negation" in {divergence.kind for divergence in affirmed.rows[0].divergences}


def test_a_prefix_denies_as_well() -> None:
    """A non-accidental cause is no accident's result; an accidental one is."""
    source = ["法庭裁定，消防员的死因并非意外。"]
    first = ["The court ruled that the cause of the firefighter's death was non-accidental."]
    second = ["The court ruled that the firefighter's death was not the result of an accident."]
    row = compared(first, second, source=source).rows[0]
    assert "negation" not in {each.kind for each in row.divergences if each.severity != "info"}
    wrong = ["The court ruled that the firefighter's death was the result of an accident."]
    row = compared(second, wrong, source=source).rows[0]
    assert "negation" in {each.kind for each in row.divergences}


def test_no_more_than_denies_nothing() -> None:
    """To do nothing more than lift a stone is to lift it."""
    first = ["He lifted a stone only to drop it on his foot."]
    second = ["He is doing nothing more than lifting a stone only to drop it on his foot."]
    row = compared(first, second, source=["他是搬起石头砸自己的脚。"]).rows[0]
    assert "negation" not in {each.kind for each in row.divergences if each.severity != "info"}


def test_what_both_say_takes_no_denial_back() -> None:
    """The court ruled, in both; and who did not refuse did not do what the other says."""
    source = ["法院裁定合同已经终止，他没有拒绝签字。"]
    first = ["The court ruled that the contract had ended and he did not refuse to sign."]
    second = ["The court ruled that the contract had ended and he refused to sign."]
    row = compared(first, second, source=source).rows[0]
    assert "negation" in {each.kind for each in row.divergences}


def test_a_denial_dropped_from_the_same_words_is_told() -> None:
    """Whatever else is denied beside it in another way."""
    source = ["只有少数人知道，这项工程没有按时完成。"]
    first = ["Only a few knew that the work was not completed on time."]
    second = ["Only a few knew that the work was completed on time."]
    row = compared(first, second, source=source).rows[0]
    assert "negation" in {each.kind for each in row.divergences}


def test_a_denial_ends_where_the_next_predicate_begins() -> None:
    """What is not one's own is flattery: the flattery is not denied."""
    first = ["To sacrifice to a spirit that is not one's own is flattery."]
    second = ["To offer sacrifice to another's ancestors is obsequious."]
    row = compared(first, second, source=["非其鬼而祭之，谄也。"]).rows[0]
    assert "negation" not in {each.kind for each in row.divergences}
    said = ["The old bridge, which is not ours, was repaired."]
    turned = ["The old bridge, which is not ours, was not repaired."]
    row = compared(said, turned, source=["那座旧桥不归我们，已经修好了。"]).rows[0]
    assert "negation" in {each.kind for each in row.divergences}


def test_a_clause_that_one_leaves_out_is_quoted_from_the_original() -> None:
    """What only one renders is marked in the original too."""
    source = ["志愿者们会背着他们上下邮轮，这将使他们在未来的岁月中更加稳定。"]
    first = [
        "Volunteers will carry them on and off the ship, which will make them more stable in "
        "the years to come."
    ]
    row = compared(first, ["Volunteers will carry them on and off the ship."], source=source).rows[
        0
    ]
    (content,) = (d for d in row.divergences if d.kind == "content")
    assert "未来的岁月" in content.source[0].slice(row.source)


def test_without_the_original_the_first_translation_takes_its_place() -> None:
    """Two texts alone are aligned with each other; there are no terms and no coverage."""
    diff = ak.compare(None, FIRST, SECOND)
    assert diff.source is None
    assert diff.terms == ()
    assert [row.renderings[1].text for row in diff] == SECOND
    assert diff.rows[0].kind == "substance"


def test_a_text_that_is_no_translation_is_left_out() -> None:
    """A stranger is named with the reason, and the others are compared without it."""
    stranger = [
        "It was a bright cold day in April.",
        "The hall smelt of boiled cabbage.",
        "He climbed seven flights of stairs slowly.",
        "The poster followed him with its eyes.",
        "Nobody answered the door that night.",
        "Snow fell on the empty playground.",
    ]
    diff = ak.compare(ZH, FIRST, stranger, SECOND, names=("a", "stranger", "b"))
    assert diff.names == ("a", "b")
    assert [name for name, _ in diff.left_out] == ["stranger"]
    with pytest.raises(ak.InputError, match="fewer than two"):
        ak.compare(ZH, FIRST, stranger)


def test_what_cannot_be_compared_is_refused() -> None:
    """One translation, names that do not fit, bitexts of different originals."""
    with pytest.raises(ak.OptionError, match="two translations"):
        ak.compare(ZH, FIRST)
    with pytest.raises(ak.OptionError, match="2 translations and 1 names"):
        ak.compare(ZH, FIRST, SECOND, names=("a",))
    held = [ak.Bitext.from_pairs(list(zip(ZH[:n], FIRST[:n]))) for n in (6, 3)]
    with pytest.raises(ak.InputError, match="another source"):
        ak.compare(ZH, *held)


def test_chinese_renderings_of_an_english_original() -> None:
    """Quantities are compared in Chinese too; the rules that know English keep still."""
    source = ["By 2020 the city had built 35 schools.", "The policy will not affect Beijing."]
    first = ["到2020年，该市建成35所学校。", "这项政策不会影响北京。"]
    second = ["该市到2020年建成了53所学校。", "该政策不影响首都。"]
    bitexts = [
        ak.Bitext.from_pairs(list(zip(source, side)), "en", "zh") for side in (first, second)
    ]
    diff = ak.compare(source, *bitexts)
    assert {d.kind for d in diff.rows[0].divergences} == {"number"}
    assert diff.rows[1].kind == "wording"


def test_the_original_decides_between_two_dates() -> None:
    """Two days of one month in Chinese are a remark, but not where the original has one of them."""
    source = ["He was born on 14 March 1807."]
    first, second = ["他生于1807年3月14日。"], ["他生于1870年3月14日。"]
    sides = [ak.Bitext.from_pairs(list(zip(source, own)), "en", "zh") for own in (first, second)]
    row = ak.compare(source, *sides).rows[0]
    (date,) = (each for each in row.divergences if each.kind == "date")
    assert row.kind == "substance"
    assert date.values["closer"] == 0


def test_three_chinese_renderings_by_value() -> None:
    """Written in characters or digits, a bound, a year, a currency and a direction are compared."""
    source = [
        "At least 3,500 firms must cut emissions by 20% by 2025.",
        "The price rose from 12 to 15 dollars.",
    ]
    first = ["至少3500家企业必须在2025年前减排20%。", "价格从12美元涨到15美元。"]
    second = ["不少于三千五百家公司须在2025年之前将排放减少两成。", "价格由12美元降至15美元。"]
    third = ["至多三千五百家公司须在2026年之前将排放减少两成。", "价格由12元涨至15元。"]
    sides = [
        ak.Bitext.from_pairs(list(zip(source, side)), "en", "zh") for side in (first, second, third)
    ]
    found = [{(d.pair, d.kind) for d in row.divergences} for row in ak.compare(source, *sides)]
    assert found == [
        {((0, 2), "bound"), ((0, 2), "date"), ((1, 2), "bound"), ((1, 2), "date")},
        {((0, 1), "direction"), ((0, 2), "unit"), ((1, 2), "direction"), ((1, 2), "unit")},
    ]


@pytest.mark.slow
def test_damage_is_no_divergence() -> None:
    """One translation, once from a PDF and once from the web, does not differ at all."""
    corpus = ak.corpus("miit")
    sides = [corpus.document(entry, part="plan") for entry in ("digichina-pdf", "digichina-web")]
    diff = ak.compare(corpus.document("zh", part="plan"), *sides)
    assert [row for row in diff if row.divergences] == []
    assert diff.summary.derived == ((0, 1),)


@pytest.mark.slow
def test_a_preview_is_told_apart_from_divergences() -> None:
    """What the preview leaves in Chinese is untranslated, what comes after its end cut off."""
    corpus = ak.corpus("miit")
    sides = [corpus.document(entry, part="plan") for entry in ("digichina-pdf", "pkulaw-preview")]
    diff = ak.compare(corpus.document("zh", part="plan"), *sides)
    both = [row for row in diff if row.kind != "missing"]
    reasons = {row.renderings[1].absence for row in diff.of("missing")}
    assert reasons <= {"untranslated", "cut off"}
    assert [s for row in both for s in row.renderings[1].sentences] == list(range(14))
    first, *_ = (row for row in both if row.source.startswith("为落实"))
    assert len(first.source_sentences) == 1
    assert sum(row.renderings[1].absence == "untranslated" for row in diff) == 3


def test_a_denial_in_a_question_denies_nothing() -> None:
    """Is it not a joy, and what a joy, say the same."""
    row = compared(
        ["To have friends come from afar, is that not a joy?"],
        ["Friends come from afar. What a joy!"],
        source=["有朋自远方来，不亦乐乎？"],
    ).rows[0]
    assert not [d for d in row.divergences if d.kind == "negation" and d.severity != "info"]
