"""What the NUM rules say of pairs from the field's own traps: data in tests/data/quantity."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from alignkit import Bitext, Finding, check
from alignkit.check.numbers.likelihood import severity
from alignkit.types import Severity

PAIRS = Path(__file__).parents[2] / "data" / "quantity" / "pairs.tsv"


def found(source: str, target: str, least: str = "warning") -> list[Finding]:
    """Return the NUM findings of a pair, in either direction of translation."""
    chinese = any("\u4e00" <= c <= "\u9fff" for c in source)
    langs = ("zh", "en") if chinese else ("en", "zh")
    bitext = Bitext.from_pairs([(source, target)], *langs)
    return list(check(bitext, select=["NUM"]).at_least(least))


def rows() -> list[tuple[str, str, str]]:
    """Return rule (or "-" for none), source and target of each case."""
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(rule, source, target) for rule, source, target in cells]


@pytest.mark.parametrize(("rule", "source", "target"), rows())
def test_a_pair_gets_the_finding_it_deserves(rule: str, source: str, target: str) -> None:
    """A right pair gets no warning; a wrong one gets the rule that names its fault."""
    least = "info" if rule == "NUM004" else "warning"
    rules = {finding.rule for finding in found(source, target, least)}
    assert rules == (set() if rule == "-" else {rule})


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        (
            "年满18岁以上、连续居住20日以上者方可申请。",
            "Only those who are 18 or older and have lived there for more than 20 days may apply,"
            " and must do so in person.",
            "info",
        ),
        ("准确率达到 96%。", "Accuracy exceeds 96%.", "warning"),
        ("误差在 100Pa 以内。", "The error is over 100 Pa.", "warning"),
        ("约有300人参加。", "Three hundred people took part.", "info"),
    ],
)
def test_a_bound_is_as_grave_as_it_reads(source: str, target: str, severity: str) -> None:
    """A condition's 以上 as more than is a note, 达到 as exceeds, 以内 as over are warnings."""
    (finding,) = found(source, target, "info")
    assert finding.severity == severity


@pytest.mark.parametrize(("chinese", "english"), [("20家", "twenty"), ("300人", "300 people")])
def test_an_including_bound_matters_where_something_hangs_on_it(chinese: str, english: str) -> None:
    """In news nobody means the difference of 以上 and more than."""
    assert not found(f"建成{chinese}以上。", f"More than {english} were built.", "info")


@pytest.mark.parametrize(
    ("zh", "en", "told"),
    [
        ("到202{n}年，建成{n}个平台。", "By 202{n}, {n} platforms will be in place.", True),
        ("各部门应当设{n}名专员。", "Each department shall have {n} officers.", True),
        ("昨天来了{n}名游客。", "Yesterday {n} visitors came.", False),
    ],
)
def test_an_including_bound_matters_in_a_document_that_sets_rules(
    zh: str, en: str, told: bool
) -> None:
    """A plan's targets and a law's duties are taken by the letter, whatever the sentence says."""
    pairs = [(zh.format(n=n), en.format(n=n)) for n in range(2, 9)] * 2
    pairs.append(("建成20家以上。", "More than twenty were built."))
    found = check(Bitext.from_pairs(pairs, "zh", "en"), select=["NUM006"])
    assert bool([f for f in found if f.bead == len(pairs) - 1]) == told


def test_a_finding_shows_both_texts_both_values_and_both_spans() -> None:
    """The message alone tells what is wrong, and where."""
    (finding,) = found("约有33.06万人受益。", "About 33.06 million people benefited.")
    assert "33.06万" in finding.message
    assert "330,600" in finding.message
    assert "33,060,000" in finding.message
    assert finding.source.marked() == ("33.06万人",)
    assert finding.target.marked() == ("33.06 million",)
    assert finding.values["source"]["low"] == "330600.00"


def test_a_quantity_in_the_neighbouring_bead_is_not_missing() -> None:
    """What the next sentence says was not dropped."""
    bitext = Bitext.from_pairs(
        [
            ("会议有300人参加。", "The meeting was held."),
            ("会议很成功。", "With 300 people it went well."),
        ]
    )
    assert not check(bitext, select=["NUM"]).at_least("warning")


def test_a_month_that_the_text_gives_nearby_may_be_added() -> None:
    """10日 may become February 10 where the sentence before speaks of February."""
    lone = [("研讨班10日结束。", "The seminar ended on February 10.")]
    told = [("会议2月8日开幕。", "The meeting opened on February 8."), *lone]
    assert check(Bitext.from_pairs(lone), select=["NUM011"])
    assert not check(Bitext.from_pairs(told), select=["NUM011"])


def test_hundreds_of_quantities_in_one_bead_are_matched_in_time() -> None:
    """A table in one bead is matched greedily and without mistake."""
    numbers = range(1000, 1400)
    source = "，".join(f"第{n}项{n * 7}元" for n in numbers)
    target = ", ".join(f"item {n}: {n * 7} yuan" for n in numbers)
    assert not [f for f in found(source, target) if f.rule in ("NUM001", "NUM002")]


def test_other_languages_are_left_alone() -> None:
    """A pair whose language is not read has no NUM findings."""
    bitext = Bitext.from_pairs([("12 Briefe", "13 letters")], "de", "en")
    assert not check(bitext, select=["NUM"])


def test_a_doubtful_bead_only_informs_of_what_is_missing() -> None:
    """Where the alignment is unsure, a lone number is no warning."""
    pair = Bitext.from_pairs([("会议有300人参加。", "The weather was fine.")])
    doubtful = replace(pair, beads=(replace(pair.beads[0], confidence=0.2),))
    assert check(pair, select=["NUM003"]).at_least("warning")
    assert not check(doubtful, select=["NUM003"]).at_least("warning")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("检出率为70.8%（17/24）。", "It was found in 70.8% (17/24)."),
        ("[25/10/26] 支持了新后端。", "[25/10/26] A new backend is supported."),
        ("价格 $0.25/250B。", "Price $0.25/250B."),
        ("释放白细胞介素-18。", "It releases interleukin-18."),
        ("见 https://example.com/2024/03/16/a/", "See https://example.com/2024/03/16/a/"),
        ("上下文为 32k。", "The context is 32k."),
        ("他的得票是79/107。", "He got 79/107."),
    ],
)
def test_the_same_characters_are_the_same_in_both_languages(source: str, target: str) -> None:
    """What both sides show as it stands is no finding, in either direction."""
    assert not found(source, target)
    assert not found(target, source)


def test_a_finding_tells_the_signs_that_it_was_weighed_by() -> None:
    """Slot, probability and signs stand in the finding."""
    (finding,) = found("全市有45家工厂停产。", "In the city 54 factories have stopped production.")
    assert finding.values["slot"] == "value"
    assert finding.values["signs"]
    assert 0.6 <= finding.confidence <= 1


def test_the_severity_follows_the_probability() -> None:
    """An error is nine in ten sure, a warning six in ten."""
    assert severity(0.95, Severity.ERROR) is Severity.ERROR
    assert severity(0.95, Severity.WARNING) is Severity.WARNING
    assert severity(0.7, Severity.ERROR) is Severity.WARNING
    assert severity(0.3, Severity.ERROR) is Severity.INFO
    assert severity(0.1, Severity.ERROR) is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("老周每天凌晨三点起床。", "Old Zhou got up at three every morning."),
        ("利润接近年产值的三分之二。", "Profit is nearly two thirds of annual output."),
        ("参赛者须在25岁以下。", "Entrants must be under 25."),
        ("Entrants must be under 30.", "参赛者须在30岁以下。"),
        ("请在30摄氏度以下保存。", "Store below 30 °C."),
    ],
)
def test_what_every_ordinary_text_says_gets_no_note(source: str, target: str) -> None:
    """An hour after "at", a hedge before an attribute and the end of an age are said alike."""
    assert not found(source, target, "info")
