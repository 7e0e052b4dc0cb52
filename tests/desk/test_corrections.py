"""What each correction does to beads and texts, and that it can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignkit import AlignkitError, OptionError
from alignkit.desk.actions import ACTIONS
from alignkit.desk.changes.change import ConflictError
from alignkit.desk.dossier import Dossier, Ids
from alignkit.desk.realigning import stretch
from desk import samples


def do(held: Dossier, name: str, **request: object) -> Dossier:
    """Return a dossier after an action."""
    ids = Ids(held.next_id)
    correction = ACTIONS[name](held, ids, request)
    return replace(held.do(correction), next_id=ids.next)


def shapes(held: Dossier) -> list[str]:
    """Return each bead as its sizes and marks."""
    return [
        f"{b.source}-{b.target}" + ("h" if b.by == "hand" else "") + "l" * b.locked
        for b in held.pair.beads
    ]


def ids(held: Dossier) -> list[int]:
    """Return the ids of the beads."""
    return [bead.id for bead in held.pair.beads]


def test_merging_joins_a_bead_with_its_neighbour() -> None:
    """The merged bead is set by hand and holds the sentences of both."""
    held = samples.contract()
    assert shapes(do(held, "merge", bead=2, forwards=True)) == ["1-1", "2-2h", "1-1"]
    assert shapes(do(held, "merge", bead=2, forwards=False)) == ["2-2h", "1-1", "1-1"]
    with pytest.raises(OptionError, match="no bead before"):
        do(held, "merge", bead=1, forwards=False)


def test_splitting_cuts_the_other_side_where_its_lengths_say() -> None:
    """A split before a source sentence gives each half its share of the target."""
    held = do(samples.contract(), "merge", bead=2, forwards=True)
    split = do(held, "split", bead=ids(held)[1], side="source", at=1)
    assert shapes(split) == ["1-1", "1-1h", "1-1h", "1-1"]
    with pytest.raises(OptionError, match="cursor"):
        do(samples.contract(), "split", bead=2, side="source", at=0)


def test_a_break_sends_one_side_down_and_frees_what_follows() -> None:
    """From the cursor on the side stands further below, and is aligned again from there."""
    held = samples.contract()
    correction = ACTIONS["break"](held, Ids(9), {"bead": 2, "side": "target", "at": 0})
    after = held.do(correction)
    assert shapes(after) == ["1-1", "1-0h", "0-1", "1-1", "1-1"]
    free = stretch(after.pair, correction.frees[0])
    assert free is not None
    assert len(free.beads) == 3
    assert free.target.sentences[0].text.startswith("Party B")


def test_moving_a_sentence_sets_its_old_bead_and_holds_its_new_one() -> None:
    """The bead it left is set by hand; where it goes is aligned again, but not without it."""
    held = do(samples.contract(), "merge", bead=2, forwards=True)
    bead = ids(held)[1]
    correction = ACTIONS["move"](
        held, Ids(50), {"bead": bead, "side": "target", "at": 1, "forwards": True}
    )
    after = held.do(correction)
    assert shapes(after) == ["1-1", "2-1h", "1-2"]
    assert correction.frees[0].hold == ((3, 2),)
    up = do(held, "move", bead=bead, side="target", at=0, forwards=False)
    assert shapes(up) == ["1-2", "2-1h", "1-1"]


def test_a_moved_sentence_may_leave_an_empty_bead_that_goes_away() -> None:
    """A bead without sentences is none; beyond the last bead a new one is made."""
    held = do(samples.contract(), "move", bead=4, side="target", at=0, forwards=True)
    assert shapes(held) == ["1-1", "1-1", "1-1", "1-0h", "0-1"]
    lower = ids(held)[4]
    assert shapes(do(held, "move", bead=lower, side="target", at=0, forwards=False)) == [
        "1-1",
        "1-1",
        "1-1",
        "1-1h",
    ]


def test_a_locked_bead_is_left_alone_until_it_is_unlocked() -> None:
    """Neither it nor a neighbour's correction may change it."""
    held = do(samples.contract(), "lock", bead=2, on=True)
    locked = ids(held)[1]
    assert shapes(held)[1] == "1-1l"
    for name, request in (
        ("merge", {"bead": 1, "forwards": True}),
        ("move", {"bead": 1, "side": "source", "at": 0, "forwards": True}),
        ("split", {"bead": locked, "side": "source", "at": 1}),
        ("confirm", {"bead": locked}),
        ("cut", {"bead": locked, "side": "source", "at": 0, "offset": 3}),
    ):
        with pytest.raises(OptionError):
            do(held, name, **request)
    assert shapes(do(held, "lock", bead=locked, on=False))[1] == "1-1"


def test_only_a_side_without_counterpart_is_left_out() -> None:
    """What has a rendering cannot be left out on purpose."""
    held = do(samples.contract(), "move", bead=4, side="target", at=0, forwards=True)
    after = do(held, "leave out", bead=ids(held)[3], on=True)
    assert after.pair.beads[3].left_out
    with pytest.raises(OptionError, match="without counterpart"):
        do(samples.contract(), "leave out", bead=1, on=True)


def test_a_sentence_is_cut_at_the_cursor_and_joined_again() -> None:
    """Both parts stay in the bead; offsets point at the very text."""
    held = do(samples.contract(), "cut", bead=1, side="target", at=0, offset=10)
    assert shapes(held) == ["1-2", "1-1", "1-1", "1-1"]
    assert [held.pair.target.reads(k) for k in (0, 1)] == ["Article 1", "Party A shall pay."]
    joined = do(held, "join", bead=ids(held)[0], side="target", at=0)
    assert joined.pair.target.reads(0) == "Article 1 Party A shall pay."
    assert joined.pair.target.sentences == samples.contract().pair.target.sentences


def test_a_sentence_never_crosses_a_paragraph() -> None:
    """Sentences of two paragraphs are merged as beads, not joined."""
    held = do(samples.contract(), "merge", bead=1, forwards=True)
    with pytest.raises(OptionError, match="paragraph"):
        do(held, "join", bead=ids(held)[0], side="target", at=0)


def test_an_edited_translation_keeps_the_original() -> None:
    """Only the sentence that was changed is written over, and can be restored."""
    held = do(samples.contract(), "merge", bead=2, forwards=True)
    bead = ids(held)[1]
    text = held.pair.target.passage(1, 3).replace("a penalty", "a daily penalty")
    after = do(held, "write", bead=bead, text=text)
    assert [s.edited for s in after.pair.target.sentences] == [
        None,
        None,
        "Any delay costs a daily penalty.",
        None,
    ]
    assert after.pair.target.original(2) == "Any delay costs a penalty."
    written = after.pair.bitext().target
    assert "a daily penalty.\nArticle 3" in written.text
    assert written.sentences[3].text == written.sentences[3].span.slice(written.text)
    assert do(after, "restore", bead=bead).pair.target == held.pair.target
    assert do(after, "write", bead=bead, text=held.pair.target.passage(1, 3)).pair == held.pair


def test_a_missing_translation_is_written_into_its_bead() -> None:
    """A bead without target gets a sentence of its own, with its place between the others."""
    held = samples.lines(["甲。", "乙。", "丙。"], ["A.", "C."], [(1, 1), (1, 0), (1, 1)])
    after = do(held, "write", bead=2, text="B.")
    assert shapes(after) == ["1-1", "1-1h", "1-1"]
    assert [s.text for s in after.pair.bitext().target.sentences] == ["A.", "B.", "C."]
    emptied = do(after, "write", bead=ids(after)[1], text="")
    assert [len(b.target) for b in emptied.pair.bitext().beads] == [1, 0, 1]


def test_what_two_windows_do_at_once_is_told() -> None:
    """A bead that is gone, and a text that reads otherwise, are conflicts and change nothing."""
    held = do(samples.contract(), "merge", bead=1, forwards=True)
    with pytest.raises(ConflictError):
        do(held, "merge", bead=2, forwards=True)
    with pytest.raises(ConflictError):
        do(held, "write", bead=3, text="x", before="what stood there yesterday")


def action(draw: st.DrawFn, held: Dossier) -> tuple[str, dict[str, object]]:
    """Draw an action that may or may not fit the dossier."""
    name = draw(st.sampled_from(sorted(set(ACTIONS) - {"decide"})))
    bead = draw(st.sampled_from(ids(held)))
    request = {
        "bead": bead,
        "side": draw(st.sampled_from(["source", "target"])),
        "at": draw(st.integers(0, 2)),
        "offset": draw(st.integers(0, 12)),
        "forwards": draw(st.booleans()),
        "on": draw(st.booleans()),
        "text": draw(st.sampled_from(["", "Other words.", "Party A. 𠮷野 pays", "a\nb"])),
    }
    return name, request


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_corrections_keep_every_sentence_and_can_be_taken_back(data: st.DataObject) -> None:
    """After any actions every sentence is in one bead; undo leads home, redo leads back."""
    held = samples.contract()
    first = held.pair
    for _ in range(data.draw(st.integers(1, 8))):
        name, request = action(data.draw, held)
        try:
            held = do(held, name, **request)
        except AlignkitError:
            continue
        pair = held.pair
        assert sum(b.source for b in pair.beads) == len(pair.source.sentences)
        assert sum(b.target for b in pair.beads) == len(pair.target.sentences)
        assert len(set(ids(held))) == len(pair.beads)
        bitext = pair.bitext()
        texts = [pair.texts(place) for place in pair.places()]
        assert list(bitext.pairs()) == texts
        for document in (bitext.source, bitext.target):
            assert all(s.text == s.span.slice(document.text) for s in document.sentences)
    last, steps = held.pair, held.history.done
    for _ in range(steps):
        held, _ = held.undo()
    assert held.pair == first
    for _ in range(steps):
        held, _ = held.redo()
    assert held.pair == last


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_places_of_a_stretch_are_those_of_the_whole(
    shapes: list[tuple[int, int]], low: int, high: int
) -> None:
    """Where a bead stands is the same whether all are asked for or some; ids lead to it."""
    sizes = [sum(shape[k] for shape in shapes) for k in (0, 1)]
    pair = samples.lines(["文"] * sizes[0], ["w"] * sizes[1], shapes).pair
    whole = list(pair.places())
    assert list(pair.places(low, high)) == whole[low:high]
    assert [pair.index(place.bead.id) for place in whole] == list(range(len(whole)))
    assert pair.index(999) is None
