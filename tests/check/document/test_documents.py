"""Rules that see documents: untranslated paragraphs, runs, order, merged items."""

from __future__ import annotations

from dataclasses import replace

from alignkit.check.coverage.structure import source_runs
from alignkit.check.run.view import PairView
from alignkit.compose import check
from alignkit.types import Bead, Bitext, Block, Document, Severity, Span

LINES = [
    ("网络连接已经断开。", "The network connection is down."),
    ("请先保存文件。", "Save the file first."),
    ("然后关闭窗口。", "Then close the window."),
    ("会议讨论了预算。", "The meeting discussed the budget."),
    ("他昨天下午回家了。", "He went home yesterday afternoon."),
    ("今年的苹果很甜。", "This year's apples are sweet."),
    ("火车晚点了两个小时。", "The train was two hours late."),
    ("医生建议她多休息。", "The doctor advised her to rest more."),
]


def _half_translated() -> Bitext:
    """The third sentence stands in Chinese in the target, as a block that holds no sentence."""
    source = Document.from_sentences([zh for zh, _ in LINES], "zh")
    english = [en for _, en in LINES]
    target = Document.from_sentences(english[:2] + english[3:], "en")
    text = target.text + "\n" + LINES[2][0]
    block = Block("paragraph", Span(len(target.text) + 1, len(text)), lang="zh")
    target = replace(target, text=text, blocks=(*target.blocks, block))
    beads = [Bead((n,), (n,)) for n in range(2)]
    beads += [Bead((2,), ())] + [Bead((n,), (n - 1,)) for n in range(3, 8)]
    return Bitext(source, target, tuple(beads))


def test_an_untranslated_paragraph_is_one_finding_at_its_sentence() -> None:
    """The paragraph is reported with the source sentence it holds, and not as dropped as well."""
    found = check(_half_translated(), select=["COV"]).at_least("warning")
    assert found.counts() == {"COV012": 1}
    (finding,) = found
    assert finding.bead == 2
    assert finding.severity is Severity.WARNING
    assert finding.source.marked() == (LINES[2][0],)


def test_a_translation_that_breaks_off_is_one_finding() -> None:
    """The missing end is one error, not one finding for each sentence."""
    pairs = [(zh, en if n < 3 else "") for n, (zh, en) in enumerate(LINES)]
    found = check(Bitext.from_pairs(pairs), select=["COV", "DOC"]).at_least("warning")
    assert found.counts() == {"COV007": 1}
    assert found[0].bead == 3
    assert found[0].values["sentences"] == 5


def test_a_skipped_section_is_one_finding() -> None:
    """A hole in the middle is reported once, at its first sentence."""
    pairs = [(zh, "" if 1 <= n <= 5 else en) for n, (zh, en) in enumerate(LINES)]
    found = check(Bitext.from_pairs(pairs), select=["COV", "DOC003"]).at_least("warning")
    assert found.counts() == {"DOC003": 1}


def test_a_pair_with_nothing_translated_has_no_runs() -> None:
    """A target that is empty altogether is no truncated document."""
    assert not source_runs(PairView(Bitext.from_pairs([(zh, "") for zh, _ in LINES])))


def test_merged_list_items_are_seen() -> None:
    """Two items of the source in one target sentence are information."""
    source = Document.from_sentences([zh for zh, _ in LINES[1:3]], "zh")
    source = replace(source, blocks=tuple(replace(b, kind="item") for b in source.blocks))
    target = Document.from_sentences(["Save the file first, then close the window."], "en")
    bitext = Bitext(source, target, (Bead((0, 1), (0,)),))
    assert check(bitext, select=["COV010"]).counts() == {"COV010": 1}


def test_a_sentence_twice_in_a_bead_is_seen() -> None:
    """The translation says it twice, the source once."""
    source = Document.from_sentences([LINES[4][0]], "zh")
    target = Document.from_sentences([LINES[4][1]] * 2, "en")
    bitext = Bitext(source, target, (Bead((0,), (0, 1)),))
    assert check(bitext, select=["COV013"]).counts() == {"COV013": 1}


def test_moved_parts_come_from_the_aligner() -> None:
    """What the aligner found out of order is reported with both places."""
    bitext = replace(Bitext.from_pairs(LINES), meta={"parallel": "0.9", "moved": "2-4 -> 6-8"})
    (finding,) = check(bitext, select=["DOC004"])
    assert finding.bead == 2
    assert finding.values["target_sentences"] == "6-8"


def test_unrelated_documents_are_one_finding() -> None:
    """Where the texts are no translations, the coverage rules are silent."""
    sources = [zh for zh, _ in LINES] * 3
    targets = [en for _, en in LINES[4:] + LINES[:4]] * 3
    found = check(list(zip(sources, targets, strict=True)), select=["DOC001", "COV002", "COV003"])
    assert found.counts() == {"DOC001": 1}
