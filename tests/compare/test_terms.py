"""Renderings in the table of terms are whole: deniers, determiners, names, parts made complete."""

from __future__ import annotations

import pytest
from tests.compare.test_comparison import compared

from alignkit.types.comparison import Term


def terms(source: list[str], *sides: list[str]) -> dict[str, Term]:
    """Return the terms of rows that are paired already, by their text."""
    return {term.source: term for term in compared(*sides, source=source).terms}


@pytest.mark.parametrize(
    ("zh", "first", "second", "term", "wanted"),
    [
        (
            "四十而不惑。",
            "At forty I had no more doubts.",
            "At forty I had no perplexities.",
            "不惑",
            ["no more doubts", "no perplexities"],
        ),
        (
            "不久前，首批系统交付了。",
            "The first systems were delivered not long ago.",
            "Not long ago the first systems were delivered.",
            "不久前",
            ["not long ago", "not long ago"],
        ),
        (
            "吾与回言终日。",
            "I can talk with Hui all day.",
            "I have talked all day long with Hui.",
            "终日",
            ["all day", "all day long"],
        ),
    ],
)
def test_a_denier_or_determiner_is_part_of_a_rendering(
    zh: str, first: str, second: str, term: str, wanted: list[str]
) -> None:
    """What the original's word denies or takes whole, its rendering does as well."""
    found = terms([zh], [first], [second])[term]
    assert [own[0][0] for own in found.renderings] == wanted


def test_a_denier_of_another_word_is_left_to_it() -> None:
    """“will not” renders 不会, and no part of the verb after it."""
    found = terms(
        ["政策不会影响企业。"], ["The policy will not affect firms."], ["It will not hit firms."]
    )
    assert [own[0][0] for own in found["影响"].renderings] == ["affect", "hit"]


def test_a_name_in_two_words_is_one_term() -> None:
    """樊迟 is cut in two, and read as Fan Chi."""
    found = terms(["樊迟御。"], ["Fan Chi was driving."], ["Fan Chi drove the carriage."])
    assert [own[0][0] for own in found["樊迟"].renderings] == ["Fan Chi", "Fan Chi"]


def test_a_part_of_a_rendering_is_made_whole_where_the_whole_is_known() -> None:
    """A rendering of two words in one place is no single word where both stand in another."""
    source = ["文物展出。", "文物数量多。", "国家一级文物和二级文物。"]
    first = [
        "The cultural relics are on display.",
        "The number of cultural relics is large.",
        "First- and second-class national cultural relics.",
    ]
    found = terms(source, first, first)["文物"]
    assert [text for text, _ in found.renderings[0]] == ["cultural relics"]


def test_hyphens_and_points_part_no_word() -> None:
    """Of “anti-missile” the beginning is no rendering of the word before, and “U.S.” is whole."""
    source = ["美国提升防空、反导能力。", "美国提升防空能力。"]
    first = [
        "The U.S. will boost air defense and anti-missile capabilities.",
        "The U.S. will boost air defense capabilities.",
    ]
    found = terms(source, first, first)
    said = {term: [text for text, _ in found[term].renderings[0]] for term in ("美国", "防空")}
    assert said == {"美国": ["U.S."], "防空": ["air defense"]}
    assert [text for text, _ in found["反导"].renderings[0]] == ["anti-missile"]


def test_the_last_sound_of_a_foreign_name_is_part_of_it() -> None:
    """The word list cuts 塞力斯 before its last character."""
    said = ["Thalys held many shares.", "Thalys announced it."]
    found = terms(["塞力斯持有股份。", "塞力斯公告。"], said, said)
    assert [text for text, _ in found["塞力斯"].renderings[0]] == ["Thalys"]
    assert "塞力" not in found


def test_two_characters_that_never_stand_apart_are_one_word() -> None:
    """飞猪 is a firm: neither a flight nor a pig."""
    source = ["飞猪数据显示，游客增多。", "飞猪发布报告。"]
    first = ["Data of Flying Pig show more tourists.", "Flying Pig released a report."]
    second = ["Fliggy data show more tourists.", "Fliggy released a report."]
    found = terms(source, first, second)
    assert "飞猪" in found
    assert not {"飞", "猪"} & set(found)


def test_a_word_said_twice_around_a_small_one_is_one_rendering() -> None:
    """Year on year, and no 70th without its figure."""
    source = ["订单同比增长60%。", "今天是新中国70华诞。"]
    first = ["Orders grew by 60% year on year.", "Today is the 70th birthday of new China."]
    second = [
        "Orders increased by 60% year-on-year.",
        "Today is the 70th anniversary of new China.",
    ]
    found = terms(source, first, second)
    assert [own[0][0] for own in found["同比"].renderings] == ["year on year", "year-on-year"]
    assert found["华诞"].renderings[0][0][0] == "birthday"


def test_letters_joined_by_a_sign_are_one_rendering() -> None:
    """R&D is neither R nor D; and 今年 is this year."""
    found = terms(
        ["今年企业加强研发。"],
        ["This year the firms strengthened R&D."],
        ["The firms strengthened R&D this year."],
    )
    assert [own[0][0] for own in found["研发"].renderings] == ["R&D", "R&D"]
    assert [own[0][0] for own in found["今年"].renderings] == ["this year", "this year"]


def test_a_verb_is_told_with_the_word_that_belongs_to_it() -> None:
    """What 占 is rendered by is “account for”; “through” after a noun is nobody's."""
    found = terms(
        ["出口占总额的三成。", "进口占总额的七成。"],
        [
            "Exports account for thirty percent of the total.",
            "Imports account for seventy percent of the total.",
        ],
        [
            "Exports made up thirty percent of the total.",
            "Imports made up seventy percent of the total.",
        ],
    )
    assert found["占"].renderings[0][0][0] == "account for"


def test_what_one_translation_says_surely_tells_a_doubtful_link_of_the_other() -> None:
    """Both say “access”, and in neither is it what another word is rendered by."""
    found = terms(
        ["他们获取了政府资助的资源。"],
        ["They had access to resources that the government funded."],
        ["They got access to government-funded resources."],
    )
    assert [own[0][0] for own in found["资源"].renderings] == ["resources", "resources"]
    said = [name for own in found["获取"].renderings for name, _ in own]
    assert set(said) <= {"access", "access to", "got access"}


def test_a_master_who_speaks_is_told_with_his_verb() -> None:
    """子曰 is one term, and so is “Confucius said”."""
    found = terms(
        ["子曰：“君子不器。”", "子曰：“学而时习之。”"],
        [
            "The Master said, “The gentleman is not a vessel.”",
            "The Master said, “Learn and practise.”",
        ],
        ["Confucius said: “A gentleman is no mere tool.”", "Confucius said: “Study and repeat.”"],
    )
    assert [own[0][0] for own in found["子曰"].renderings] == ["master said", "Confucius said"]


def test_the_clause_that_renders_an_idiom_is_told_whole() -> None:
    """“Phrase covers” would say little of 一言以蔽之."""
    found = terms(
        ["诗三百，一言以蔽之，曰：‘思无邪’。"],
        ["The Odes number three hundred, but one phrase covers them all: ‘Have no bad thoughts.’"],
        ["Of the three hundred Odes one sentence says everything: “Thoughts without depravity.”"],
    )
    assert found["一言以蔽之"].renderings[0][0][0] == "one phrase covers them all"


def test_a_list_that_one_word_stands_for_is_one_rendering() -> None:
    """产学研 is three things with a comma between."""
    found = terms(
        ["构建产学研合作体系。"],
        ["Build a system of cooperation among production, academia, and research."],
        ["Establish a system combining production, learning and research."],
    )
    said = [own[0][0] for own in found["产学研"].renderings]
    assert said == ["production, academia, and research", "production, learning and research"]


def test_a_preposition_renders_no_word_of_meaning() -> None:
    """进行 has no word of its own in either translation, whatever “for” may be linked to."""
    found = terms(
        ["对病人进行治疗。"], ["Treatment for the patients."], ["The treatment is for patients."]
    )
    said = [name for own in found["进行"].renderings for name, _ in own] if "进行" in found else []
    assert not {"for", "is", "to", "the"} & set(said)


def test_a_part_of_a_chinese_word_is_told_as_the_whole() -> None:
    """A flap is 皮瓣, though 瓣 alone may be linked to it."""
    found = terms(
        ["The flap survived and the ankle healed."],
        ["皮瓣存活，踝关节愈合。"],
        ["皮瓣成活，踝关节痊愈。"],
    )
    assert [own[0][0] for own in found["flap"].renderings] == ["皮瓣", "皮瓣"]


def test_what_nobody_bears_witness_to_is_not_called_left_out() -> None:
    """A word that neither translation has a link for is in doubt in both."""
    found = terms(
        ["对病人进行治疗。"], ["Treatment for the patients."], ["The treatment is for patients."]
    )
    assert all(not any(term.absent) for term in found.values() if term.source == "进行")


def test_what_another_translation_renders_is_left_out() -> None:
    """Only one translator says that the opening was official."""
    found = terms(
        ["公司今天正式开业。"],
        ["The company officially opened today."],
        ["The company opened today."],
    )
    assert found["正式"].absent == ((), (0,))


def test_letters_of_a_code_are_no_term() -> None:
    """V130 has no term V."""
    found = terms(
        ["The pocket includes V130 and D77."], ["口袋包括V130和D77。"], ["口袋含V130、D77。"]
    )
    assert not {"V", "D", "v", "d"} & set(found)


@pytest.mark.parametrize(
    ("source", "first", "second", "term", "wanted"),
    [
        (
            "非传染性疾病负担沉重。",
            "The burden of non-communicable diseases is heavy.",
            "Non-communicable diseases are a heavy burden.",
            "传染性",
            "communicable",
        ),
        (
            "They are not linearly related.",
            "它们呈非线性相关。",
            "它们非线性相关。",
            "linearly",
            "线性",
        ),
    ],
)
def test_the_prefix_of_another_character_is_no_part_of_a_rendering(
    source: str, first: str, second: str, term: str, wanted: str
) -> None:
    """What 非 denies is not what the word after it means."""
    held = terms([source], [first], [second])
    said = {name for own in held[term].renderings for name, _ in own} if term in held else set()
    assert said <= {wanted}
