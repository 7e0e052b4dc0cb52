"""What is said of sentences that stand together is told once, with all their places."""

import alignkit as ak
from alignkit.check.run.find import fingerprint
from alignkit.check.run.registry import all_rules
from alignkit.check.run.together import in_a_row
from alignkit.types import Bead, Bitext, Block, Excerpt, Finding, Sentence, Severity, Span

RULES = [rule for rule in all_rules() if rule.id in ("COV001", "COV002")]


def _bitext(lines, lone, headings=()):
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    blocks = tuple(
        Block("heading" if n in headings else "paragraph", s) for n, s in enumerate(spans)
    )
    sentences = tuple(
        Sentence(line, s, n) for n, (line, s) in enumerate(zip(lines, spans, strict=True))
    )
    source = ak.Document(text, "zh", blocks, sentences)
    beads, there = [], []
    for number, line in enumerate(lines):
        beads.append(Bead((number,), () if number in lone else (len(there),), 1.0, 0.9))
        if number not in lone:
            there.append(line)
    return Bitext(source, ak.Document.from_sentences(there, "en"), tuple(beads))


def _findings(bitext, lone, severity=Severity.WARNING):
    found = []
    for bead in lone:
        text = bitext.passages(bead)[0].text
        excerpt = Excerpt(text, (Span(0, len(text)),), bitext.beads[bead].source)
        name = fingerprint("COV001", excerpt, Excerpt(), "")
        found.append(Finding("COV001", severity, "no", bead, excerpt, Excerpt(), {}, 0.7, name))
    return found


def _told(lines, lone, headings=(), severity=Severity.WARNING):
    bitext = _bitext(lines, lone, headings)
    return in_a_row(_findings(bitext, lone, severity), RULES, bitext)


LINES = [f"第{n}句话说了一件事。" for n in range(40)]


def test_sentences_in_a_row_are_one_finding_with_all_their_beads():
    """Three sentences that follow each other are told at the first."""
    (one,) = _told(LINES, [3, 4, 5])
    assert (one.bead, one.values["beads"], one.values["sentences"]) == (3, [3, 4, 5], 3)
    assert one.values["last_bead"] == 5
    assert one.source.text == LINES[3]
    assert "3 sentences in a row" in one.message


def test_sentences_apart_are_told_each():
    """What stands between two of them is rendered, so they are two things to mend."""
    assert [f.bead for f in _told(LINES, [3, 5, 9])] == [3, 5, 9]


def test_three_places_of_a_section_are_one_finding():
    """A section that lacks three sentences is told once, with each of them."""
    (one,) = _told(LINES, [3, 5, 8], headings=(0, 20))
    assert one.values["beads"] == [3, 5, 8]
    assert "3 sentences of this section" in one.message


def test_a_heading_parts_what_is_told():
    """What stands in two sections is two findings, though it is near."""
    assert len(_told(LINES, [3, 5, 8], headings=(0, 6))) == 3


def test_places_far_apart_are_told_each():
    """A long section is no place that anybody would look through."""
    assert len(_told(LINES, [1, 18, 35], headings=(0,))) == 3


def test_notes_stay_where_they_are():
    """Only what is loud is told together."""
    assert len(_told(LINES, [3, 4, 5], severity=Severity.INFO)) == 3


def test_row_that_has_grown_is_no_old_finding():
    """A baseline knows the row as it was, not one with another sentence in it."""
    (short,) = _told(LINES, [3, 4])
    (grown,) = _told(LINES, [3, 4, 5])
    assert short.fingerprint != grown.fingerprint


def test_order_of_findings_changes_nothing():
    """Rules that run in parts give the same."""
    bitext = _bitext(LINES, [3, 4, 9], (0,))
    found = _findings(bitext, [3, 4, 9])
    one, two = in_a_row(found, RULES, bitext), in_a_row(found[::-1], RULES, bitext)
    assert {f.fingerprint for f in one} == {f.fingerprint for f in two}


def _clauses(bitext, beads):
    found = []
    for bead in beads:
        text = bitext.passages(bead)[0].text
        excerpt = Excerpt(text, (Span(0, 4),), bitext.beads[bead].source)
        name = fingerprint("COV002", excerpt, Excerpt(), "")
        values = {"level": "clause"}
        found.append(
            Finding("COV002", Severity.WARNING, "no", bead, excerpt, Excerpt(), values, 0.7, name)
        )
    return in_a_row(found, RULES, bitext)


def test_stretch_that_is_freely_translated_is_told_once():
    """Four clauses near each other, in a text without sections, are one finding."""
    (one,) = _clauses(_bitext(LINES, []), [3, 5, 6, 11])
    assert one.values["beads"] == [3, 5, 6, 11]
    assert "4 sentences of this stretch" in one.message


def test_clauses_here_and_there_are_told_each():
    """Three are no free stretch, nor are four far apart; two in a row are two places to mend."""
    assert len(_clauses(_bitext(LINES, []), [3, 4, 11])) == 3
    assert len(_clauses(_bitext(LINES, []), [1, 14, 27, 39])) == 4


def test_pairs_that_came_as_pairs_are_told_each():
    """Segments of a memory may be of anywhere; nothing makes a stretch of them."""
    bitext = Bitext.from_pairs([(line, "One thing.") for line in LINES], "zh", "en")
    assert len(_clauses(bitext, [3, 5, 6, 11])) == 4


def test_parts_of_neighbouring_pairs_are_told_one_by_one():
    """Each pair that was given renders the rest of its text: no row stands without translation."""
    texts = [
        "今天天气很好。昨天下了一场大雨。",
        "他买了三本书。他的妹妹在北京工作。",
        "市场昨天关门了。商人们都很生气。",
    ]
    bitext = Bitext.from_pairs([(text, "A rendering.") for text in texts], "zh", "en")
    found = []
    for bead, text in enumerate(texts):
        marked = (Span(text.index("。") + 1, len(text)),)
        excerpt = Excerpt(text, marked, bitext.beads[bead].source)
        name = fingerprint("COV001", excerpt, Excerpt(), "")
        values = {"level": "sentence"}
        warned = Severity.WARNING
        found.append(Finding("COV001", warned, "no", bead, excerpt, Excerpt(), values, 0.7, name))
    assert in_a_row(found, RULES, bitext) == found
