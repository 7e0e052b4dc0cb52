"""Dropped content: exact characters, neighbours, names by sound, lists by their siblings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from alignkit.check.coverage.lists import LIST_FEATURES, items_of, list_features
from alignkit.check.coverage.net import learned
from alignkit.check.coverage.omission import read
from alignkit.check.coverage.otherwise import kept
from alignkit.check.coverage.stretches import word_features
from alignkit.compose import check
from alignkit.embed import encoder
from alignkit.types import Bitext
from alignkit.words.acronyms import spelled_out
from alignkit.words.foreign import chinese_skeleton, foreign_names, latin_skeleton
from alignkit.words.lexicon import WordTable, expected, meanings, spelled
from alignkit.words.renderings import words_of

CLAUSES = (
    "我们要坚持改革开放，提高人民生活水平，同时加强生态环境保护。",
    "We must persist in reform and opening up and improve people's living standards.",
)


@pytest.fixture(scope="module")
def table() -> WordTable:
    """The words of the embedded model."""
    return WordTable(encoder(None))


def test_the_finding_marks_the_characters_that_have_no_counterpart() -> None:
    """The span is the clause, from its first word to its last."""
    (finding,) = check([CLAUSES], select=["COV002"])
    assert finding.source.marked() == ("同时加强生态环境保护",)
    assert finding.values["words"]


def test_a_list_number_is_no_dropped_word() -> None:
    """What numbers a heading is the numbering rule's matter."""
    headings = [("（五）优化发展环境", "E) Optimize the development environment"), CLAUSES]
    found = check(headings, select=["COV"])
    assert [(f.rule, f.source.marked()) for f in found] == [("COV002", ("同时加强生态环境保护",))]


def test_a_word_of_the_same_family_is_no_dropped_word() -> None:
    """Petrochemicals carry 石油化工, whatever the vectors make of them."""
    pair = (
        "在机器人、石油化工、轨道交通等领域应用",
        "Use it in robots, petrochemicals, rail transit",
    )
    assert not check([pair], select=["COV003"])


@pytest.mark.parametrize("translation", ["750,000 cubic metres", "75,000 cubic metres"])
def test_a_figure_against_a_figure_is_no_dropped_clause(translation: str) -> None:
    """A cell of a table that holds a figure alone is the number rules' matter."""
    cells = [("仓库总库容", "Total storage capacity"), ("75万立方米", translation), CLAUSES]
    found = check(cells, select=["COV001", "COV002"])
    assert [f.source.marked() for f in found] == [("同时加强生态环境保护",)]


def test_a_clause_that_the_next_bead_renders_is_no_omission() -> None:
    """Merged into the neighbour, whose own source does not ask for it, it is not dropped."""
    moved = (
        "这是长期的任务。",
        "At the same time we must strengthen the protection of the ecological environment; "
        "this is a long-term task.",
    )
    assert not check([CLAUSES, moved], select=["COV001", "COV002", "COV003"]).at_least("warning")


def test_a_sentence_inside_a_bead_is_a_dropped_sentence() -> None:
    """Where the stretch is a whole sentence of the bead, the finding says so."""
    from alignkit.types import Bead, Bitext, Document

    source = Document.from_sentences(
        ["会议讨论了下一年度的预算。", "医生建议她多休息，少喝咖啡。"], "zh"
    )
    target = Document.from_sentences(["The meeting discussed the budget for the next year."], "en")
    found = check(Bitext(source, target, (Bead((0, 1), (0,)),)), select=["COV001", "COV002"])
    assert [(f.rule, f.source.marked()) for f in found] == [
        ("COV001", ("医生建议她多休息，少喝咖啡。",))
    ]


@pytest.mark.parametrize(
    "pair",
    [
        ("他昨天下午回家了。", "Yesterday afternoon he went home."),
        ("2018年", "2018"),
        ("……", "..."),
        ("好", "OK"),
        ("CNN 和 LSTM", "CNN and LSTM"),
        ("　", "x"),
        ("她", "she " * 400),
    ],
)
def test_nothing_is_missing_from_good_or_odd_pairs(pair: tuple[str, str]) -> None:
    """Short, empty and lopsided texts neither fail nor raise an alarm."""
    assert not check([pair], select=["COV002", "COV003"]).at_least("warning")


@pytest.mark.parametrize(
    "pair",
    [
        ("产量提高20%。", "Output rose by 20%."),
        ("价格上涨5%。", "Prices went up by 5%."),
        ("石油化工", "Petrochemicals"),
        (
            "培育石油化工、钢铁等行业。",
            "Foster industries such as petrochemicals and steel.",
        ),
        ("谢谢。", "Thank you very much."),
    ],
)
def test_short_texts_are_neither_dropped_nor_added(pair: tuple[str, str]) -> None:
    """Not even as information."""
    assert not check([pair], select=["COV"])


def test_a_long_text_without_a_stop_is_read_in_reasonable_time() -> None:
    """Ten thousand characters in one bead are no trap."""
    check([("经济发展" * 2500, "economic development " * 2500)], select=["COV002"])


def test_coverage_works_from_english_as_well() -> None:
    """The same mechanism reads an English source against its Chinese translation."""
    from alignkit.types import Bitext

    pair = (
        "The doctor advised her to rest more, to drink less coffee and to see her sister in town.",
        "医生建议她多休息。",
    )
    found = check(Bitext.from_pairs([pair], "en", "zh"), select=["COV002"])
    assert found.counts() == {"COV002": 1}
    assert "coffee" in found[0].source.marked()[0]


def test_foreign_names_are_known_by_their_sound(table: WordTable) -> None:
    """A transliteration finds its spelling, another name's it does not."""
    assert chinese_skeleton("特朗普") == latin_skeleton("trump")
    source = words_of(table, "科热夫尼科夫说，竞争很激烈。")
    assert foreign_names(source, words_of(table, "Kozhevnikov said competition is fierce."))
    assert not foreign_names(source, words_of(table, "Martinez said competition is fierce."))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("比阿特丽斯说", "Beatrice said"),
        ("西塔拉曼指出", "Sitharaman noted"),
    ],
)
def test_soft_c_and_th_are_heard_as_chinese_hears_them(
    table: WordTable, text: str, other: str
) -> None:
    """C before e is an s, th a t or an s."""
    assert foreign_names(words_of(table, text), words_of(table, other))


def test_a_body_is_known_by_its_acronym(table: WordTable) -> None:
    """The meanings of its words begin with the letters, in any order."""
    text = "疾病管制暨预防中心指出，病例增加。"
    source = words_of(table, text)
    known = spelled_out(source, words_of(table, "The CDC pointed out that cases rose."))
    assert [source.forms[at] for at in sorted(known)] == ["疾病", "管制", "暨", "预防", "中心"]
    assert not spelled_out(source, words_of(table, "The WTO pointed out that cases rose."))


def test_a_note_on_the_sound_of_a_name_is_no_omission() -> None:
    """That a name is written by its sound only readers of Chinese need to know."""
    pair = (
        "分析师潘晨军（Chenjun Pan，音译）表示，需求有所增加。",
        "Analyst Chenjun Pan said demand rose.",
    )
    assert not check([pair], select=["COV002"]).at_least("warning")


@pytest.mark.parametrize(
    ("stretch", "target", "same"),
    [
        ("西塔拉曼指出", "She pointed out that sales had fallen.", True),
        ("据报纸报道", "According to a newspaper, sales had fallen.", True),
        ("西塔拉曼指出", "Sales had fallen.", False),
        ("销量已经下跌", "She said nothing.", False),
    ],
)
def test_who_says_it_is_no_omission_where_somebody_does(
    stretch: str, target: str, same: bool
) -> None:
    """A pronoun or another name may stand for the speaker, nothing at all may not."""
    assert kept(stretch, f"{stretch}，销量已经下跌。", target) is same


def test_a_name_in_pinyin_is_known_by_its_syllables() -> None:
    """The share of characters whose reading stands there."""
    assert spelled("王睿", frozenset({"wang", "rui"})) == 1.0
    assert spelled("王睿", frozenset({"wang", "li"})) == 0.5


def test_the_lexicon_knows_common_words() -> None:
    """A word's meanings come with their strengths, strongest first."""
    strengths = list(meanings("经济").values())
    assert "economic" in meanings("经济")
    assert strengths == sorted(strengths, reverse=True)
    assert 0 < expected("经济") <= 1
    assert expected("没有这个词的") == 0


def list_of(table: WordTable, text: str, other: str, word: str) -> dict[str, float]:
    """Return the features of a word as an item of its list."""
    source, target = words_of(table, text), words_of(table, other)
    _, (found,) = word_features(table, [(source, target)], {})
    at = source.forms.index(word)
    odds = np.zeros(len(source), np.float32)
    values = list_features(source, target, odds, at, at + 1, found)
    return dict(zip(LIST_FEATURES, values, strict=True))


@pytest.mark.parametrize(
    ("other", "adjacent"),
    [
        ("He sells apples, grapes, watermelons and strawberries.", -1.0),
        ("He sells apples, watermelons and strawberries.", 1.0),
        ("He sells apples and watermelons, as well as strawberries.", 1.0),
        ("He sells apples, wine fruit, watermelons and strawberries.", -1.0),
    ],
)
def test_a_list_without_room_for_an_item_lacks_it(
    table: WordTable, other: str, adjacent: float
) -> None:
    """The members of the translation's list are counted, whatever parts them."""
    held = list_of(table, "他卖苹果、葡萄、西瓜和草莓。", other, "葡萄")
    assert held["in_list"] == held["whole_item"] == held["placed"] == 1.0
    assert held["adjacent"] == adjacent


def test_a_list_closed_before_its_last_item_lacks_it(table: WordTable) -> None:
    """After the member with "and" nothing is to come."""
    text = "他卖苹果、葡萄、西瓜、草莓。"
    assert list_of(table, text, "He sells apples, grapes and watermelons.", "草莓")["adjacent"] == 1
    whole = "He sells apples, grapes, watermelons and strawberries."
    assert list_of(table, text, whole, "草莓")["adjacent"] == 0


def test_a_character_inside_a_word_parts_no_items(table: WordTable) -> None:
    """和 is a conjunction where it is a word of its own, not in 和平."""
    source = words_of(table, "推动经济发展、世界和平与社会进步。")
    items = ["".join(source.forms[low:high]) for low, high in items_of(source, 0, 1)]
    assert items == ["推动经济发展", "世界和平", "社会进步"]


def test_what_was_learned_fits_the_model_that_is_shipped(table: WordTable) -> None:
    """The networks are learned anew with each model."""
    import json
    import lzma
    from importlib.resources import files

    packed = files("alignkit.data.check").joinpath("coverage.json.xz").read_bytes()
    data = json.loads(lzma.decompress(packed).decode("utf-8"))
    assert data["model"] == table.encoder.signature
    for lang in ("zh", "en"):
        way = learned(lang)
        assert way.word.hidden.shape[0] == len(data["word_features"])
        assert way.stretch.hidden.shape[0] == len(data["stretch_features"])
        assert read(table, way, "", "") is None


@pytest.mark.parametrize(
    ("source", "target", "gone"),
    [
        ("Do not open the cover while the machine is running.", "请勿打开盖子。",
         "while the machine is running"),
        ("We had a meeting with the supplier who delivers the steel pipes.",
         "我们与供应商开了会。", "who delivers the steel pipes"),
        ("Close all windows before you leave the room and lock the door.", "离开房间前请锁门。",
         "Close all windows"),
    ],
)  # fmt: skip
def test_a_clause_that_no_mark_bounds_is_told(source: str, target: str, gone: str) -> None:
    """A conjunction begins an English clause as a comma does; the whole translation is silent."""
    pairs = Bitext.from_pairs([(source, target)], "en", "zh")
    found = check(pairs, select=["COV"]).at_least("warning")
    assert [source[a:b] for finding in found for a, b in finding.source.spans] == [gone]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Do not open the cover while the machine is running.", "机器运行时请勿打开盖子。"),
        ("We had a meeting with the supplier who delivers the steel pipes.",
         "我们与供应钢管的供应商开了会。"),
        ("Close all windows before you leave the room and lock the door.",
         "离开房间前请关好所有窗户并锁门。"),
    ],
)  # fmt: skip
def test_a_clause_rendered_elsewhere_in_its_sentence_is_there(source: str, target: str) -> None:
    """Chinese puts what English adds behind in front."""
    pairs = Bitext.from_pairs([(source, target)], "en", "zh")
    assert not check(pairs, select=["COV"]).at_least("warning")


_CHINESE = (
    "本市鼓励企业开展技术改造，支持设备更新，推动生产过程的智能化，并对重点项目给予资金补助。",
    "为落实上述规定，制定本办法。",
    "本办法自公布之日起施行。",
)
_ENGLISH = (
    "The City encourages enterprises to carry out technical renovation, supports the renewal of "
    "equipment, and grants subsidies to key projects.",
    "These Measures are formulated to implement the above provisions.",
    "These Measures shall take effect on the date of promulgation.",
)


@pytest.mark.parametrize(("source", "target"), [(_CHINESE, _ENGLISH), (_ENGLISH, _CHINESE)])
def test_a_paragraph_left_untranslated_is_not_told_as_dropped_too(
    tmp_path: Path, source: tuple[str, ...], target: tuple[str, ...]
) -> None:
    """Its first sentence stands in the translation as it was; the bead renders the second alone."""
    first, second, last = source
    (tmp_path / "a.md").write_text(f"# 1\n\n{first} {second}\n\n{last}\n", "utf-8")
    mixed = f"# 1\n\n{first}\n\n{target[1]}\n\n{target[2]}\n"
    (tmp_path / "b.md").write_text(mixed, "utf-8")
    found = check(tmp_path / "a.md", tmp_path / "b.md")
    assert [finding.rule for finding in found.at_least("warning")] == ["COV012"]
