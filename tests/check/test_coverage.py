"""Dropped content: exact characters, neighbours, names by sound, lists by their siblings."""

from __future__ import annotations

import pytest

from alignkit.check import check
from alignkit.check.foreign import chinese_skeleton, foreign_names, latin_skeleton
from alignkit.check.lexicon import WordTable, expected, meanings, spelled
from alignkit.check.lists import list_features
from alignkit.check.net import learned
from alignkit.check.omission import read
from alignkit.check.renderings import words_of
from alignkit.check.words import Found
from alignkit.embed import encoder

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


def test_items_that_stand_side_by_side_leave_no_room(table: WordTable) -> None:
    """A list item is missing where its neighbours are parted by a single comma."""
    import numpy as np

    source = words_of(table, "苹果、葡萄、草莓")
    for text, room in (("apples, strawberries", 1.0), ("apples, grapes, strawberries", -1.0)):
        target = words_of(table, text)
        last = len(target) - 1
        found = Found(0.0, [0, -1, last], [0.9, 0.0, 0.9], [0, 0, 2] if last == 2 else [0, 2])
        odds = np.zeros(len(source), np.float32)
        assert list_features(source, target, odds, 1, 2, found)[:3] == [1.0, 1.0, room]


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
