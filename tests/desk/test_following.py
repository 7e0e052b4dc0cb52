"""Findings over time, and corrections carried over to documents that were edited outside."""

from __future__ import annotations

from dataclasses import replace

from alignkit.desk.carrying import carried
from alignkit.desk.dossier import Dossier, Ids
from alignkit.desk.following import DeskFinding, follow, without_left_out
from alignkit.desk.manuscript import DeskText
from desk import samples
from desk.test_corrections import do, ids, shapes

TEXTS = ("十日内交货。", "within ten days.")


def test_a_finding_is_known_again_by_what_it_marks() -> None:
    """Where the bead around it changed, its number and so its decision stay."""
    first = samples.finding("NUM901", ("十日", "ten"), TEXTS)
    known = (DeskFinding(7, 1, first, 1),)
    again = samples.finding("NUM901", ("十日", "ten"), (TEXTS[0] + "好。", TEXTS[1]))
    other = samples.finding("NUM902", ("十日", "ten"), TEXTS)
    followed = follow(known, [(2, again), (2, other)], {2: 0}, 3, Ids(50))
    assert [(f.id, f.bead, f.since, f.gone) for f in followed.findings] == [
        (7, 2, 1, None),
        (50, 2, 3, None),
    ]


def test_what_is_not_seen_is_fixed_and_can_come_back() -> None:
    """Gone in one run, back in a later one: still the same finding."""
    held = DeskFinding(7, 1, samples.finding("NUM901", ("十日", "ten"), TEXTS), 1)
    gone = follow((held,), [], {1: 0}, 2, Ids(50))
    assert gone.findings[0].gone == 2
    assert gone.findings[0].status(1) == "fixed"
    assert gone.findings[0].status(2) == ""
    back = follow(gone.findings, [(1, held.finding)], {1: 0}, 3, Ids(50))
    assert back.findings == (held,)
    assert held.status(0) == "new"
    assert held.status(1) == "still there"


def test_only_what_was_looked_at_can_be_gone() -> None:
    """A check of one bead says nothing of another, nor of a rule that did not run."""
    one = DeskFinding(1, 1, samples.finding("NUM901", ("十日", ""), TEXTS), 1)
    two = DeskFinding(2, 2, samples.finding("NUM901", ("交货", ""), TEXTS), 1)
    pair = DeskFinding(3, 1, samples.finding("DOC901", ("内", ""), TEXTS), 1)
    followed = follow((one, two, pair), [], {1: 0, 2: 1}, 2, Ids(50), {1}, ["DOC901"])
    assert [f.gone for f in followed.findings] == [2, None, None]


def test_two_findings_of_one_kind_stay_two() -> None:
    """Twins are matched one to one, the nearest bead first."""
    twins = [samples.finding("NUM901", ("十日", "ten"), TEXTS, "same") for _ in range(2)]
    known = (DeskFinding(1, 10, twins[0], 1), DeskFinding(2, 20, twins[1], 1))
    order = {11: 0, 20: 1}
    followed = follow(known, [(20, twins[1]), (11, twins[0])], order, 2, Ids(50))
    assert {f.id: f.bead for f in followed.findings} == {1: 11, 2: 20}


def test_what_is_left_out_on_purpose_is_no_omission() -> None:
    """Coverage says nothing of such a bead; other rules do."""
    seen = [(1, samples.finding(rule, ("十日", ""), TEXTS)) for rule in ("COV901", "NUM901")]
    assert [f.rule for _, f in without_left_out(seen, {1})] == ["NUM901"]


def texts(held: Dossier, source: str, target: str) -> tuple[DeskText, DeskText]:
    """Return the pair's texts as if they had been edited outside."""
    return tuple(  # type: ignore[return-value]
        DeskText.of(side.path, "edited", samples.document(text, side.lang, side.path))
        for side, text in ((held.pair.source, source), (held.pair.target, target))
    )


def test_corrections_outlive_an_edit_elsewhere() -> None:
    """A paragraph added above moves everything; hand-set beads and edits stay with their texts."""
    held = do(samples.contract(), "merge", bead=2, forwards=True)
    text = held.pair.target.passage(1, 3).replace("ten days", "10 days")
    held = do(held, "write", bead=ids(held)[1], text=text)
    after = carried(
        held,
        texts(held, "前言。\n" + samples.SOURCE, "Preamble.\n" + samples.TARGET),
        Ids(held.next_id),
    )
    assert after.lost == ()
    assert "2-2h" in shapes(after)
    hand = next(p for p in after.pair.places() if p.bead.by == "hand")
    assert "10 days" in after.pair.texts(hand)[1]
    assert after.history.done == 0


def test_what_no_longer_fits_is_shown() -> None:
    """A hand-set bead whose sentence was rewritten is gone, and says what it was."""
    held = do(samples.contract(), "merge", bead=2, forwards=True)
    source = samples.SOURCE.replace("迟延的，支付违约金。", "违约方赔偿损失。")
    after = carried(held, texts(held, source, samples.TARGET), Ids(held.next_id))
    assert [lost.what for lost in after.lost] == ["bead"]
    assert "违约金" in after.lost[0].source
    assert sum(b.source for b in after.pair.beads) == 4


def test_an_edit_that_the_translator_took_over_is_not_lost() -> None:
    """Where the document now says what the desk said, nothing is left to carry."""
    held = do(samples.contract(), "write", bead=4, text="Article 3 Disputes go to court.")
    target = samples.TARGET.replace("Courts settle disputes", "Disputes go to court")
    after = carried(held, texts(held, samples.SOURCE, target), Ids(held.next_id))
    assert after.lost == ()
    assert after.pair.target.reads(3) == "Article 3 Disputes go to court."
    other = samples.TARGET.replace("Courts settle disputes", "Judges decide")
    lost = carried(held, texts(held, samples.SOURCE, other), Ids(held.next_id)).lost
    assert [held.text for held in lost] == ["Article 3 Disputes go to court."]


def test_a_bead_left_out_stays_behind_a_gap_before_it() -> None:
    """A one-sided bead keeps its place among texts that grew on both sides."""
    held = samples.lines(["甲。", "乙。", "丙。"], ["A.", "C."], [(1, 1), (1, 0), (1, 1)])
    held = do(held, "leave out", bead=2, on=True)
    new = samples.lines(["甲。", "新。", "乙。", "丙。"], ["A.", "New.", "C."], [(4, 3)]).pair
    after = carried(held, (new.source, new.target), Ids(held.next_id))
    assert [(b.source, b.target) for b in after.pair.beads][-2:] == [(1, 0), (1, 1)]
    assert after.lost == ()


def test_an_unchanged_pair_is_carried_over_whole() -> None:
    """Nothing edited, nothing changed but the history."""
    held = do(samples.contract(), "cut", bead=1, side="target", at=0, offset=10)
    after = carried(held, texts(held, samples.SOURCE, samples.TARGET), Ids(held.next_id))
    assert after.pair.beads == held.pair.beads
    assert after.pair.target.sentences == held.pair.target.sentences
    assert replace(after, pair=held.pair, history=held.history) == held
