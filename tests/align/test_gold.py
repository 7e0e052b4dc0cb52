"""The gold alignments of the corpora, and how near the aligner comes to them."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit.formats.ladder import read_beads

GOLD = Path(__file__).parents[2] / "alignments" / "miit"
TARGETS = {"digichina-pdf": "plan", "digichina-web": None, "pkulaw-preview": None}


def read_ladder(path: Path) -> list[tuple[tuple[int, ...], ...]]:
    """The beads of a ladder file."""
    beads, _ = read_beads(path.read_text("utf-8"), path.name)
    return [(bead.source, bead.target) for bead in beads]


@pytest.fixture(scope="module", params=TARGETS)
def pair(request):
    """The Chinese plan, a text in English, and the gold of both."""
    corpus = ak.corpus("miit")
    name, part = request.param, TARGETS[request.param]
    source = ak.segment(corpus.document("zh", part="plan"))
    target = ak.segment(corpus.document(name, part=part) if part else corpus[name])
    return source, target, GOLD / f"plan.zh-{name}"


def test_gold_holds_every_sentence_once(pair):
    """The numbers of the ladder are those of today's sentences, each once and in order."""
    source, target, path = pair
    beads = read_ladder(path.with_name(path.name + ".ladder"))
    assert [i for one, _ in beads for i in one] == list(range(len(source.sentences)))
    assert [j for _, two in beads for j in two] == list(range(len(target.sentences)))


def test_gold_texts_are_those_of_the_corpus(pair):
    """The readable file says what the numbers name: segmentation has not moved them."""
    source, target, path = pair
    beads = read_ladder(path.with_name(path.name + ".ladder"))
    lines = path.with_name(path.name + ".tsv").read_text("utf-8").splitlines()
    texts = [f"{source.passage(one).text}\t{target.passage(two).text}" for one, two in beads]
    assert lines == texts


def test_the_aligner_finds_the_gold(pair):
    """Strict F1 against the gold is .98 at least."""
    source, target, path = pair
    gold = set(read_ladder(path.with_name(path.name + ".ladder")))
    found = {(bead.source, bead.target) for bead in ak.align(source, target).beads}
    assert 2 * len(found & gold) / (len(found) + len(gold)) >= 0.98
