"""Beads of several translations joined into rows."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from alignkit import Bead, Bitext, Document, encoder
from alignkit.compare.rows import join, parted

SOURCE_LENGTH = 6


WIDTHS = st.tuples(st.integers(0, 3), st.integers(0, 2))


def bitext(shapes: list[tuple[int, int]]) -> Bitext:
    """Make a monotone alignment of six source sentences from bead shapes."""
    beads: list[Bead] = []
    source = target = 0
    for width, height in [*shapes, (SOURCE_LENGTH, 1)]:
        width = min(width, SOURCE_LENGTH - source)
        if width or height:
            sides = range(source, source + width), range(target, target + height)
            beads.append(Bead(tuple(sides[0]), tuple(sides[1])))
        source, target = source + width, target + height
    return Bitext(
        Document.from_sentences([f"s{i}" for i in range(SOURCE_LENGTH)], "zh"),
        Document.from_sentences([f"t{i}" for i in range(target)], "en"),
        tuple(beads),
    )


BITEXTS = st.lists(st.lists(WIDTHS, max_size=6).map(bitext), min_size=1, max_size=3)


@given(BITEXTS)
def test_every_sentence_stands_in_exactly_one_row(held: list[Bitext]) -> None:
    """Rows cover the source and every translation, once, in order."""
    rows = join(held)
    assert [i for row in rows for i in row.source_sentences] == list(range(SOURCE_LENGTH))
    for number, one in enumerate(held):
        covered = [i for row in rows for i in row.renderings[number].sentences]
        assert covered == list(range(len(one.target.sentences)))


@given(BITEXTS)
def test_no_bead_is_cut(held: list[Bitext]) -> None:
    """The sentences of one bead stay together."""
    rows = join(held)
    for number, one in enumerate(held):
        for bead in one.beads:
            homes = {row.index for row in rows if set(bead.source) & set(row.source_sentences)}
            homes |= {
                row.index
                for row in rows
                if set(bead.target) & set(row.renderings[number].sentences)
            }
            assert len(homes) == 1


def test_rows_are_the_finest_cover() -> None:
    """A row ends as soon as every translation has a bead that ends there."""
    source = Document.from_sentences(list("abc"), "zh")
    target = Document.from_sentences(["x", "y"], "en")
    first = Bitext(source, target, (Bead((0, 1), (0,)), Bead((2,), (1,))))
    second = Bitext(source, target, (Bead((0,), (0,)), Bead((1,), ()), Bead((2,), (1,))))
    assert [row.source_sentences for row in join([first, second])] == [(0, 1), (2,)]


def test_an_addition_is_a_row_of_its_own() -> None:
    """A sentence that one translator added stands alone, without source."""
    source = Document.from_sentences(list("ab"), "zh")
    target = Document.from_sentences(["x", "note", "y"], "en")
    beads = (Bead((0,), (0,)), Bead((), (1,)), Bead((1,), (2,)))
    rows = join([Bitext(source, target, beads)])
    assert [(row.source, row.renderings[0].text) for row in rows] == [
        ("a", "x"),
        ("", "note"),
        ("b", "y"),
    ]


def test_additions_that_have_nothing_in_common_are_not_compared() -> None:
    """A publisher's notice and a ministry's name at one place stand in two rows."""
    source = Document.from_sentences(["计划已经公布。"], "zh")
    notes = (
        "Translated by volunteers in June 2018, with thanks to five readers.",
        "Ministry of Agriculture",
    )
    beads = (Bead((), (0,)), Bead((0,), (1,)))
    held = [
        Bitext(source, Document.from_sentences([note, "The plan is out."], "en"), beads)
        for note in notes
    ]
    rows = parted(join(held), encoder())
    assert [[r.text for r in row.renderings] for row in rows[:2]] == [
        [notes[0], ""],
        ["", notes[1]],
    ]
    assert [row.index for row in rows] == [0, 1, 2]
    assert rows[2:] == [replace(row, index=2) for row in join(held)[1:]]
    same = parted(join([held[0], held[0]]), encoder())
    assert [r.text for r in same[0].renderings] == [notes[0], notes[0]]
