"""How rules are run: processes, settings, folding, order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from alignkit.check.meaning.sense import Sense
from alignkit.check.run.find import in_beads
from alignkit.check.run.merge import merged
from alignkit.check.run.promise import gravest
from alignkit.check.run.registry import all_rules, rule
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import CHUNK, PairView
from alignkit.compose import check
from alignkit.config import Settings
from alignkit.errors import OptionError
from alignkit.types import Bitext, Excerpt, Finding, Severity, Span

PAIRS = [
    ("他是第一个到的。", "He was the the first to arrive."),
    ("（三）加强培训", "(3) Strengthen training"),
    ("他说：“好的。”", 'He said, "All right.'),
    ("他喜欢吃饺子和面条。", "He likes to eat 饺子 and noodles."),
    ("咖啡馆", "the cafÃ© on the corner"),
]


def _finding(rule_id: str, span: Span, severity: str = "warning", bead: int = 0) -> Finding:
    side = Excerpt("x" * 40, (span,), (0,))
    return Finding(
        rule_id, Severity(severity), "", bead, side, fingerprint=f"{rule_id}{span}{bead}"
    )


def test_any_number_of_processes_finds_the_same() -> None:
    """Findings, their order and their fingerprints do not depend on --jobs."""
    bitext = Bitext.from_pairs(PAIRS * (CHUNK // 2))
    seen: list[tuple[int, int]] = []
    alone = check(bitext, select=["FMT", "COV005"])
    split = check(
        bitext, select=["FMT", "COV005"], jobs=2, progress=lambda *both: seen.append(both)
    )
    assert alone == split
    assert len(alone) > CHUNK
    assert seen[-1] == (len(bitext), len(bitext))


def test_a_failing_process_is_an_error_not_a_clean_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in a child reaches the caller."""
    from alignkit.check.run import workers

    monkeypatch.setattr(workers.sys, "executable", "/bin/false")
    with pytest.raises(Exception, match="ended early"):
        check(Bitext.from_pairs(PAIRS * CHUNK), select=["FMT005"], jobs=2)


def test_severity_of_a_rule_can_be_set_and_a_rule_turned_off() -> None:
    """The settings' severity wins; off means that the rule does not run."""
    bitext = Bitext.from_pairs(PAIRS)
    raised = check(
        bitext, select=["FMT005"], settings=Settings(rules={"FMT005": {"severity": "error"}})
    )
    assert {f.severity for f in raised} == {Severity.ERROR}
    assert not check(
        bitext, select=["FMT005"], settings=Settings(rules={"FMT005": {"severity": "off"}})
    )


@pytest.mark.parametrize(("sure", "loud"), [(None, True), (0.9, True), (0.1, False)])
def test_texts_that_hardly_belong_together_give_notes(sure: float | None, loud: bool) -> None:
    """What compares two texts promises no more than their pairing; what one text shows stays."""
    pairs = [("（三）加强培训", "(2) Strengthen training"), PAIRS[4]]
    bitext = Bitext.from_pairs(pairs)
    bitext = replace(bitext, beads=tuple(replace(b, confidence=sure) for b in bitext.beads))
    found = check(bitext, select=["FMT001", "FMT007"])
    assert {f.rule: f.severity.rank >= 2 for f in found} == {"FMT001": loud, "FMT007": True}


@pytest.mark.parametrize(
    ("rules", "match"),
    [
        ({"XYZ001": {}}, "no such rule"),
        ({"FMT005": {"severity": "fatal"}}, "error, warning, info or off"),
        ({"FMT005": {"sevrity": "info"}}, "unknown option"),
        ({"COV002": {"threshold": "high"}}, "give a value like"),
        ({"FMT005": "off"}, "give a table"),
    ],
)
def test_settings_that_make_no_sense_are_refused(rules: dict[str, object], match: str) -> None:
    """A misspelled rule or option is an error, never silence."""
    with pytest.raises(OptionError, match=match):
        check(Bitext.from_pairs(PAIRS), settings=Settings(rules=rules))


def test_what_matters_most_comes_first() -> None:
    """Errors before warnings before information, surest first."""
    found = check(Bitext.from_pairs(PAIRS), select=["FMT", "COV005"])
    ranks = [(-f.severity.rank, -f.confidence) for f in found]
    assert ranks == sorted(ranks)
    assert found[0].rule == "FMT007"


def test_the_same_thing_is_said_once() -> None:
    """A finding yields to another rule's on the same stretch, and is named there."""
    rules = [rule("COV002"), rule("COV003"), rule("COV011")]
    wide = _finding("COV002", Span(5, 20))
    kept = merged([wide, _finding("COV003", Span(8, 10)), _finding("COV003", Span(30, 34))], rules)
    assert [(f.rule, f.source.spans[0]) for f in kept] == [
        ("COV002", Span(5, 20)),
        ("COV003", Span(30, 34)),
    ]
    assert kept[0].values["also"] == ["COV003"]


def test_what_matters_more_never_yields() -> None:
    """An error is not folded into a warning."""
    rules = [rule("COV002"), rule("COV003")]
    both = [_finding("COV002", Span(5, 20)), _finding("COV003", Span(8, 10), "error")]
    assert len(merged(both, rules)) == 2


def test_beads_do_not_fold_into_each_other() -> None:
    """Folding stays inside a bead."""
    rules = [rule("COV002"), rule("COV003")]
    both = [_finding("COV002", Span(5, 20)), _finding("COV003", Span(8, 10), bead=1)]
    assert len(merged(both, rules)) == 2


def test_fingerprints_survive_edits_elsewhere() -> None:
    """A finding keeps its name when segments before it come and go."""
    before = check(Bitext.from_pairs(PAIRS), select=["FMT005"])
    after = check(Bitext.from_pairs([("新的一句。", "A new one."), *PAIRS]), select=["FMT005"])
    assert [f.fingerprint for f in before] == [f.fingerprint for f in after]


def test_a_table_of_rows_is_checked_from_its_file(tmp_path: Path) -> None:
    """A path to a TSV is checked like the pairs it holds."""
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join("\t".join(pair) for pair in PAIRS) + "\n", encoding="utf-8")
    assert check(path, select=["FMT"]).counts() == check(PAIRS, select=["FMT"]).counts()


def test_a_bead_as_long_as_a_book_fills_no_memory() -> None:
    """Words are not set against each other where there are too many; the rest goes on."""
    pair = Bitext.from_pairs(
        [("工厂生产水泵，" * 4000, "the factory makes pumps, " * 4000), ("共95台。", "59 in all.")]
    )
    assert "NUM001" in {finding.rule for finding in check(pair)}


NOTES_AND_MORE = [
    ("他没有参加会议。", "He attended the meeting."),
    ("他喜欢吃饺子和面条。", "He likes to eat 饺子 and noodles."),
    ("去年出口大幅下降。我们看见了。", "Exports rose sharply last year. We saw it."),
    ("会议通过了三项决议。", "The meeting adopted five resolutions."),
    ("几乎所有学生都来了。", "All students came."),
]


def test_who_asks_for_warnings_does_not_wait_for_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules that say no more than a note are not asked, and the network behind them is not."""

    def never(self: Sense, *anything: object) -> None:
        raise AssertionError

    pair = Bitext.from_pairs(NOTES_AND_MORE, "zh", "en")
    everything = check(pair, ignore=["MIS001", "MIS002", "MIS007", "MIS008"])
    assert {f.severity.value for f in everything} >= {"info", "warning"}
    monkeypatch.setattr(Sense, "__call__", never)
    graver = check(pair, min_severity="warning", ignore=["MIS001", "MIS002", "MIS007", "MIS008"])
    assert [f.fingerprint for f in graver] == [
        f.fingerprint for f in everything if f.severity is not Severity.INFO
    ]


def test_a_rule_that_the_settings_make_graver_is_asked() -> None:
    """Whoever raises a note to a warning gets it among the warnings."""
    pair = Bitext.from_pairs(NOTES_AND_MORE, "zh", "en")
    settings = Settings(rules={"MIS001": {"severity": "warning"}})
    found = check(pair, min_severity="warning", settings=settings, select=["MIS001"])
    assert {finding.rule for finding in found} == {"MIS001"}


def test_a_rule_of_notes_never_says_more() -> None:
    """Whatever severity a hit wishes for, unless it states a fact and the rule may."""
    view = PairView(Bitext.from_pairs(NOTES_AND_MORE, "zh", "en"))
    loud = Hit("it shouts", severity=Severity.ERROR)
    for held in all_rules():
        shouting = replace(held, find=lambda view: iter([loud]), find_pair=None)
        found = next(in_beads(view, [shouting], 0, 1))
        assert found.severity.rank <= gravest(held).rank
        if held.severity is Severity.INFO:
            assert found.severity is Severity.INFO


def test_pairs_of_unrelated_documents_bear_no_warning_that_compares() -> None:
    """Where the aligner doubts that two documents belong together, what compares them is a note."""
    rows = [
        (f"第{n}条规定了{n + 3}项条件。", f"Rule {n} names {n + 40} of them.") for n in range(1, 9)
    ]
    plain = Bitext.from_pairs(rows, "zh", "en")
    doubted = replace(plain, meta={**plain.meta, "parallel": "0.1", "warning": "hardly related"})
    loud = [
        {f.rule for f in check(held, select=["NUM"]).at_least("warning")}
        for held in (plain, doubted)
    ]
    assert loud[0]
    assert not loud[1]
