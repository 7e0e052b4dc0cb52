"""Words linked: what renders what, phrases, formats and misuse."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import alignkit as ak
from alignkit.link.phrases import groups
from alignkit.types.link import Link

CHINESE, ENGLISH = "工厂每年生产水泵。", "The factory produces water pumps every year."


def said(links: ak.Links) -> set[tuple[str, str]]:
    """Return the pairs of words that are linked."""
    return {(source, target) for pair in links for source, target, _ in pair.words()}


def test_words_that_render_each_other_are_linked() -> None:
    """Content words find their renderings, whatever the order."""
    assert said(ak.link(CHINESE, ENGLISH)) >= {
        ("工厂", "factory"),
        ("生产", "produces"),
        ("水泵", "pumps"),
    }


def test_both_directions_give_the_same_links() -> None:
    """The sides may be exchanged."""
    there, back = ak.link(CHINESE, ENGLISH), ak.link(ENGLISH, CHINESE)
    assert said(there) == {(one, other) for other, one in said(back)}


def test_a_bitext_is_linked_bead_by_bead() -> None:
    """One value a bead that has both sides, or one bead alone with the same links."""
    bitext = ak.Bitext.from_pairs(
        [(CHINESE, ENGLISH), ("只有原文。", ""), ("他来了。", "He came.")]
    )
    links = ak.link(bitext)
    assert [pair.bead for pair in links] == [0, 2]
    assert ak.link(bitext, bead=2)[0] == links[1]


def test_phrases_hold_all_that_their_words_are_linked_to() -> None:
    """A phrase begins and ends with linked words."""
    pair = ak.link("制造业重点领域", "key areas of manufacturing")[0]
    phrases = {p.source.slice(pair.source): p.target.slice(pair.target) for p in pair.phrases}
    assert phrases == {"制造业": "manufacturing", "重点": "key", "领域": "areas"}


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_groups_never_overlap(places: set[tuple[int, int]]) -> None:
    """No word stands in two phrases, and every link in exactly one."""
    links = [Link(source, target, 1.0) for source, target in sorted(places)]
    found = groups(links)
    assert sum(len(group.links) for group in found) == len(links)
    for side in ("source", "target"):
        ranges = sorted(getattr(group, side) for group in found)
        assert all(one[1] < other[0] for one, other in itertools.pairwise(ranges))


def test_links_come_back_from_json() -> None:
    """What was written reads as what it was."""
    links = ak.link(CHINESE, ENGLISH)
    assert ak.Links.from_json(json.loads(json.dumps(links.to_json()))) == links


@pytest.mark.parametrize("ending", ["json", "tsv", "pharaoh"])
def test_links_are_saved_by_ending(tmp_path: Path, ending: str) -> None:
    """Each format holds the links."""
    path = tmp_path / f"links.{ending}"
    ak.link(CHINESE, ENGLISH).save(path)
    text = path.read_text(encoding="utf-8")
    assert ("0-1" if ending == "pharaoh" else "pumps") in text


def test_words_stand_at_their_places() -> None:
    """Every word is a stretch of its text, and links point at words that are there."""
    pair = ak.link(CHINESE, ENGLISH)[0]
    assert all(span.slice(pair.target).strip() for span in pair.target_words)
    assert all(link.source < len(pair.source_words) for link in pair.links)
    assert all(0 < link.probability <= 1 for link in pair.links)


@pytest.mark.parametrize(
    "question",
    [
        lambda: ak.link(CHINESE),
        lambda: ak.link(CHINESE, ENGLISH, bead=1),
        lambda: ak.link(CHINESE, ENGLISH, least=0.0),
    ],
)
def test_a_question_amiss_is_told_in_one_line(question: object) -> None:
    """A missing translation, a bead that is not there, no probability."""
    with pytest.raises(ak.OptionError):
        question()  # type: ignore[operator]


def test_empty_texts_have_no_links() -> None:
    """Nothing is linked to nothing."""
    assert len(ak.link("", "")) == 0


def test_links_are_drawn_word_by_word() -> None:
    """The axes name the words of both sides, and each link has a mark."""
    pytest.importorskip("matplotlib")
    links = ak.link("key areas", "重点领域")
    axes = links.plot()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["key", "areas"]
    assert len(axes.lines) == len(links[0].links)
