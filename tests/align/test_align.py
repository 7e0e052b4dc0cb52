"""What the aligner promises whatever it is given."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alignkit as ak
from alignkit.align import explain
from alignkit.embed.embedded import MODEL_FOLDER
from alignkit.embed.weights import VOCABULARY
from alignkit.errors import InputError, OptionError


def sides(bitext: ak.Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The beads without their scores."""
    return [(bead.source, bead.target) for bead in bitext.beads]


def assert_whole(bitext: ak.Bitext) -> None:
    """Every sentence of both sides in exactly one bead, in order, none without a sentence."""
    for side, document in (("source", bitext.source), ("target", bitext.target)):
        held = [n for bead in bitext.beads for n in getattr(bead, side)]
        assert held == list(range(len(document.sentences)))
    assert all(bead.source or bead.target for bead in bitext.beads)
    assert all(0 <= (bead.confidence or 0) <= 1 for bead in bitext.beads)


def test_plain_texts_are_paired(chinese, english, gold):
    """A faithful translation comes out right, each bead with score and confidence."""
    bitext = ak.align(chinese, english)
    assert sides(bitext) == gold
    assert all(bead.score > 0 and bead.confidence > 0.5 for bead in bitext.beads)
    assert float(bitext.meta["parallel"]) > 0.5
    assert "warning" not in bitext.meta


def test_swapped_sides_give_the_swapped_alignment(chinese, english):
    """English to Chinese is as good as Chinese to English: it is the same."""
    one, two = ak.align(chinese, english), ak.align(english, chinese)
    assert one.beads == two.swap().beads


def test_lists_paths_strings_and_documents_are_taken(tmp_path, chinese, english, gold):
    """The same texts as files, as strings and as documents give the same beads."""
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("\n".join(chinese), encoding="utf-8")
    target.write_text("\n".join(english), encoding="utf-8")
    assert sides(ak.align(source, target, presplit=True)) == gold
    assert sides(ak.align(str(source), str(target), presplit=True)) == gold
    running = ak.align("".join(chinese), " ".join(english))
    assert sides(running) == gold
    document = ak.document("".join(chinese), lang="zh")
    assert sides(ak.align(document, " ".join(english))) == gold


@pytest.mark.parametrize(("rows", "columns"), [(0, 0), (0, 5), (5, 0), (1, 1)])
def test_empty_sides_stand_alone(chinese, english, rows, columns):
    """With nothing on the other side each sentence stands alone, and a warning says so."""
    bitext = ak.align(chinese[:rows], english[:columns])
    assert_whole(bitext)
    assert ("warning" in bitext.meta) == (rows * columns == 0)


def test_a_thousand_sentences_against_one(chinese, english):
    """The one finds its partner, the others stand alone."""
    bitext = ak.align([chinese[8]], english[:8] * 60 + [english[9]] + english[10:14] * 120)
    assert_whole(bitext)
    bead = next(bead for bead in bitext.beads if bead.source)
    assert bead.target == (480,)


def test_the_same_document_twice(english):
    """A text aligned with itself is all 1-1."""
    assert all(bead.shape == "1-1" for bead in ak.align(english, english).beads)


def test_a_missing_part_is_left_alone(chinese, english, gold):
    """What a translation left out in the middle stands alone, and the rest stays right."""
    left_out = set(range(8, 13))
    kept = [j for one, two in gold for j in two if one[0] not in left_out]
    bitext = ak.align(chinese, [english[j] for j in kept])
    assert_whole(bitext)
    alone = {bead.source[0] for bead in bitext.beads if not bead.target}
    assert alone == left_out


def test_a_translation_that_stops_half_way(chinese, english, gold):
    """The untranslated end stands alone."""
    bitext = ak.align(chinese, english[:10])
    assert sides(bitext)[:9] == gold[:9]
    assert all(not bead.target for bead in bitext.beads[9:])


def test_a_preface_on_one_side_is_left_alone(chinese, english):
    """Sentences before the translation begins stand alone."""
    preface = [
        "This edition was prepared by the editors of the series.",
        "All rights belong to the publisher.",
        "We thank the foundation for its generous support.",
        "Notes on spelling are found in the appendix.",
    ]
    bitext = ak.align(chinese, preface + english)
    assert [bead.target for bead in bitext.beads if not bead.source] == [(0,), (1,), (2,), (3,)]


def test_unrelated_texts_are_called_unrelated(chinese):
    """Two texts that have nothing to do with each other get a warning."""
    other = [
        "Install the package with the following command.",
        "The parser returns a tree of nodes.",
        "Every branch ends with a leaf.",
        "Set the flag to false to disable caching.",
        "Compilation stops at the first error.",
        "The default port is taken from the configuration.",
        "Restart the server after the upgrade.",
        "Threads share one connection.",
    ] * 3
    bitext = ak.align(chinese, other)
    assert_whole(bitext)
    assert "hardly translations" in bitext.meta["warning"]


def test_parts_in_another_order_are_reported(chinese, english, gold):
    """A stretch that stands elsewhere in the translation is named, not forced."""
    order = [*range(12), *range(16, 20), *range(12, 16)]
    moved = [english[j] for row in order for j in gold[row][1]]
    bitext = ak.align(chinese, moved)
    assert_whole(bitext)
    assert "moved" in bitext.meta


def test_refrains_do_not_break_the_path(chinese, english):
    """Repeated lines on both sides keep their places."""
    verse_zh = [line for sentence in chinese[3:9] for line in (sentence, "啊，我的家乡！")]
    verse_en = [line for sentence in english[4:10] for line in (sentence, "Oh, my home!")]
    assert all(bead.shape == "1-1" for bead in ak.align(verse_zh, verse_en).beads)


def test_blank_lines_of_presplit_text_keep_their_numbers(tmp_path, chinese, english):
    """A blank line is a sentence without text: the numbers of the others stay the lines'."""
    source, target = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_text("\n".join([*chinese[:2], "", *chinese[3:6]]) + "\n", encoding="utf-8")
    target.write_text("\n".join([*english[:2], "", *english[4:7]]) + "\n", encoding="utf-8")
    bitext = ak.align(source, target, presplit=True)
    assert_whole(bitext)
    assert ((3,), (3,)) in sides(bitext)
    assert ((5,), (5,)) in sides(bitext)


def test_nothing_in_common(english):
    """Signs without a word in any vocabulary still give a whole alignment."""
    assert_whole(ak.align(["⟐⟐⟐", "⌘", "§§"], ["▲▲", "◆", "●●●●"], source_lang="zh"))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 14), st.integers(0, 14), st.integers(0, 10**6), st.integers(1, 8))
def test_every_sentence_stands_in_one_bead(rows, columns, seed, most):
    """Whatever the sentences, the beads cover both sides in order and keep their size."""
    draw = random.Random(seed)
    signs = ["天", "地", "人。", "a", "bee ", "12", "?", "“", ".", " "]
    texts = [
        ["".join(draw.choices(signs, k=draw.randrange(9))) for _ in range(count)]
        for count in (rows, columns)
    ]
    bitext = ak.align(*texts, max_bead=most)
    assert_whole(bitext)
    assert all(max(len(b.source), len(b.target)) <= most for b in bitext.beads)


def test_the_number_of_jobs_changes_nothing(chinese, english):
    """One thread or four: the same beads, scores and confidences."""
    source, target = chinese * 12, english * 12
    assert ak.align(source, target, jobs=1) == ak.align(source, target, jobs=4)


def test_anchors_by_hand_are_kept(chinese, english):
    """A pair given by hand shares a bead, however unlikely."""
    bitext = ak.align(chinese, english, anchors=[(4, 6)])
    bead = next(bead for bead in bitext.beads if 4 in bead.source)
    assert 6 in bead.target
    assert_whole(bitext)


@pytest.mark.parametrize(
    ("anchors", "reason"),
    [([(0, 99)], "sentences"), ([(2, 5), (4, 3)], "cross"), ([(0, 0), (0, 9)], "cannot be kept")],
)
def test_anchors_that_cannot_be_are_refused(chinese, english, anchors, reason):
    """Anchors out of range, crossing, or farther apart than a bead reaches are named."""
    with pytest.raises(OptionError, match=reason):
        ak.align(chinese, english, anchors=anchors)


def test_locked_blocks_are_never_crossed():
    """With lock_blocks a bead ends where a paragraph ends."""
    source = ak.document("他来了。\n\n她走了。天黑了。", lang="zh")
    bitext = ak.align(source, "He came. She left. It got dark.", lock_blocks=True)
    blocks = [{bitext.source.sentences[n].block for n in bead.source} for bead in bitext.beads]
    assert all(len(held) <= 1 for held in blocks)


def test_locking_needs_blocks(chinese, english):
    """Where no boundary is known, locking is refused rather than ignored."""
    with pytest.raises(OptionError, match="no block boundaries"):
        ak.align(chinese, english, lock_blocks=True)


def test_max_bead_must_make_sense(chinese, english):
    """A bead size beyond reason is refused."""
    with pytest.raises(OptionError, match="max-bead"):
        ak.align(chinese, english, max_bead=99)


def test_a_missing_file_is_named():
    """What looks like a path but is none says so."""
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        ak.align("nowhere.txt", "He came.")


def test_a_bead_can_be_explained(chinese, english):
    """The explanation names the signals, the strongest first, and the rival that lost."""
    why = explain(ak.align(chinese, english), 2)
    assert why.bead.shape == "1-2"
    assert abs(why.signals[0].share) >= abs(why.signals[-1].share)
    assert why.rivals
    assert why.margin > 0
    assert "margin" in str(why)


def test_the_signature_names_encoder_and_weights(chinese, english):
    """A result says what made it."""
    signature = str(ak.align(chinese, english).signature)
    assert signature.startswith("task:align|encoder:")
    assert "|weights:" in signature


def test_a_book_in_one_line_is_one_sentence():
    """Sentences as long as a book, of words that never repeat, are paired, soon and in bounds."""
    known = (MODEL_FOLDER / VOCABULARY).read_text(encoding="utf-8").split("\n")
    words = [word for word in known if word.isascii() and word.isalpha()][:40_000]
    random.Random(5).shuffle(words)
    bitext = ak.align([" ".join(words)], [" ".join(words)], source_lang="zh", target_lang="en")
    assert sides(bitext) == [((0,), (0,))]


def test_a_list_of_files_is_no_list_of_sentences(tmp_path: Path) -> None:
    """Names aligned as sentences would be a silent wrong answer."""
    names = []
    for number, text in enumerate(("你好。", "Hello.")):
        path = tmp_path / f"{number}.txt"
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    with pytest.raises(ak.InputError, match="names files"):
        ak.align(names[:1], names[1:])
