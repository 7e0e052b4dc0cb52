"""Scoring an alignment against gold: counts, conventions, chance."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import alignkit as ak
from alignkit.cli.main import tree
from alignkit.types.evaluation import Scores

Pair = tuple[tuple[int, ...], tuple[int, ...]]
GOLD: list[Pair] = [((0,), (0,)), ((1, 2), (1,)), ((3,), ()), ((4,), (2, 3)), ((5,), (4,))]


@st.composite
def alignments(draw: st.DrawFn) -> list[Pair]:
    """Any alignment of eight sentences with nine."""
    beads: list[Pair] = []
    ends = [0, 0]
    while ends != [8, 9]:
        sizes = [
            draw(st.integers(0, min(3, end - at))) for at, end in zip(ends, (8, 9), strict=True)
        ]
        if not any(sizes):
            sizes = [min(1, 8 - ends[0]), min(1, 9 - ends[1])]
        sides = [tuple(range(at, at + size)) for at, size in zip(ends, sizes, strict=True)]
        beads.append((sides[0], sides[1]))
        ends = [at + size for at, size in zip(ends, sizes, strict=True)]
    return beads


def _lax(gold: list[Pair], test: list[Pair]) -> tuple[int, int]:
    """Count beads of `test` that share a source and a target sentence with one of gold."""
    held = [bead for bead in set(test) if any(bead)]
    right = sum(
        bead in gold
        or any(set(bead[0]) & set(one[0]) and set(bead[1]) & set(one[1]) for one in gold)
        for bead in held
    )
    return right, len(held)


@settings(max_examples=60, deadline=None)
@given(gold=alignments(), predicted=alignments())
def test_counts_are_those_of_the_definitions(gold: list[Pair], predicted: list[Pair]) -> None:
    """Strict: equal beads, empty sides included; lax: shared sentences, recall over two sides."""
    evaluation = ak.evaluate(predicted, gold, samples=10)
    right = len(set(gold) & set(predicted))
    assert evaluation.strict == Scores(right, len(predicted), right, len(gold))
    both = [[bead for bead in held if all(bead)] for held in (gold, predicted)]
    assert evaluation.lax == Scores(*_lax(gold, predicted), *_lax(both[1], both[0]))
    shapes = evaluation.shapes.values()
    assert sum(scores.right for scores in shapes) == right
    assert sum(scores.gold for scores in shapes) == len(gold)


@settings(max_examples=30, deadline=None)
@given(gold=alignments(), predicted=alignments())
def test_the_interval_holds_the_score_and_gold_is_perfect(
    gold: list[Pair], predicted: list[Pair]
) -> None:
    """A system is never outside its own interval by more than the draw; gold scores 1."""
    evaluation = ak.evaluate(predicted, gold, samples=200)
    low, high = evaluation.strict_intervals.f1
    assert 0 <= low <= high <= 1
    perfect = ak.evaluate(gold, gold, samples=20)
    assert perfect.strict.f1 == perfect.lax.f1 == 1.0
    assert perfect.strict_intervals.f1 == (1.0, 1.0)


def test_several_files_are_pooled() -> None:
    """The counts are added, not the scores averaged."""
    one = ak.evaluate([GOLD, GOLD[:2]], [GOLD, GOLD])
    assert one.files == 2
    assert (one.strict.right, one.strict.predicted, one.strict.gold) == (7, 7, 10)


def test_all_ways_to_give_an_alignment_agree(tmp_path: Path) -> None:
    """Beads, pairs, a Bitext, a ladder and JSON lines score alike."""
    beads = tuple(ak.Bead(*pair) for pair in GOLD)
    bitext = ak.Bitext(
        ak.Document.from_sentences(list("一二三四五六"), "zh"),
        ak.Document.from_sentences(list("abcde"), "en"),
        beads,
    )
    names = ("a.ladder", "a.jsonl", "a.hunalign", "a.tmx", "a.mapping")
    for name in names:
        bitext.save(tmp_path / name)
    for held in (beads, GOLD, bitext, *(tmp_path / name for name in names)):
        assert ak.evaluate(held, GOLD, samples=5).strict.f1 == 1.0


def test_neighbours_inside_a_verse_are_joined() -> None:
    """Gold made of verses cannot tell two beads of one verse apart."""
    gold: list[Pair] = [((0, 1), (0, 1)), ((2,), (2,))]
    predicted: list[Pair] = [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]
    verses = (["a", "a", "b"], ["a", "a", "b"])
    assert ak.evaluate(predicted, gold).strict.right == 1
    assert ak.evaluate(predicted, gold, verses=verses).strict.f1 == 1.0


def test_a_clear_difference_is_significant_and_an_equal_system_is_not() -> None:
    """The test tells a much worse system from the same one given twice."""
    gold: list[Pair] = [((n,), (n,)) for n in range(400)]
    worse = [
        bead
        for n in range(0, 400, 2)
        for bead in (
            [((n, n + 1), (n, n + 1))] if n % 8 == 0 else [((n,), (n,)), ((n + 1,), (n + 1,))]
        )
    ]
    contrast = ak.evaluate(gold, gold, versus=worse).versus
    assert contrast is not None
    assert contrast.difference > 0.1
    assert contrast.p < 0.01
    assert contrast.interval.low > 0
    same = ak.evaluate(worse, gold, versus=worse).versus
    assert same is not None
    assert same.difference == 0
    assert same.p == 1.0


def test_the_same_seed_gives_the_same_figures() -> None:
    """Another seed may move the interval, the scores stay."""
    predicted = [*GOLD[:3], ((4, 5), (2, 3, 4))]
    one, two = (ak.evaluate(predicted, GOLD, versus=GOLD, seed=7) for _ in range(2))
    assert one == two
    assert ak.evaluate(predicted, GOLD, seed=8).strict == one.strict
    assert "seed:7" in str(one.signature)


def test_results_show_themselves(root: Path) -> None:
    """As text, as HTML without script, as JSON with the figures."""
    evaluation = ak.evaluate(GOLD[:3], GOLD, versus=GOLD)
    assert str(evaluation).startswith("precision 1.000  recall 0.600  F1 0.750")
    assert "<table>" in evaluation._repr_html_()
    figures = (evaluation.precision, evaluation.recall, evaluation.f1)
    assert figures == pytest.approx((1.0, 0.6, 0.75))
    held = json.loads(json.dumps(evaluation.to_json()))
    schema = json.loads((root / "docs/schema/evaluation.schema.json").read_text("utf-8"))
    jsonschema.validate(held, schema)
    jsonschema.validate(ak.evaluate(GOLD, GOLD).to_json() | {"versus": None}, schema)
    assert held["strict"]["f1"] == 0.75
    assert held["versus"]["strict"]["f1"] == 1.0


def test_doubtful_input_is_noted() -> None:
    """Alignments of other sentences, and sentences in two beads, are named."""
    notes = ak.evaluate([*GOLD, ((5,), (9,))], GOLD).notes
    assert any("10 target sentences predicted, 5 in gold" in note for note in notes)
    assert any("1 source sentences stand in two" in note for note in notes)


def test_what_cannot_be_scored_is_refused(tmp_path: Path) -> None:
    """A table of texts has no sentences, a number of files must match."""
    (tmp_path / "a.tsv").write_text("一。\tOne.\n", "utf-8")
    with pytest.raises(ak.InputError, match="does not tell the sentences"):
        ak.evaluate(tmp_path / "a.tsv", GOLD)
    with pytest.raises(ak.OptionError, match="2 alignments and 1 gold"):
        ak.evaluate([GOLD, GOLD], GOLD)
    with pytest.raises(ak.OptionError, match="names sentence 5, but there are verses for 2"):
        ak.evaluate(GOLD, GOLD, verses=(["a", "b"], ["a", "b"]))


def test_the_command_scores_files_and_folders(tmp_path: Path) -> None:
    """Pairs on the line, or two folders paired by name; JSON on request; what lacks is named."""
    for folder, beads in (("gold", GOLD), ("ours", GOLD[:4])):
        (tmp_path / folder).mkdir()
        lines = "".join(f"{list(s)}:{list(t)}\n" for s, t in beads)
        for name in ("1.align", "2.align"):
            (tmp_path / folder / name).write_text(lines)

    def run(*arguments: str) -> str:
        paths = [str(tmp_path / a) if "/" in a or a in ("ours", "gold") else a for a in arguments]
        runner = CliRunner()
        return runner.invoke(tree, ["eval", "-q", *paths], catch_exceptions=False).output

    done = run("ours/1.align", "gold/1.align", "ours/2.align", "gold/2.align", "--format", "json")
    pooled = json.loads(done)
    assert (pooled["strict"]["right"], pooled["strict"]["gold"]) == (8, 10)
    folders = run("ours", "gold", "--versus", "gold")
    assert folders.startswith("precision 1.000  recall 0.800")
    assert "over the other" in folders
    assert "give pairs of PREDICTED and GOLD" in run("ours/1.align")
    with pytest.raises(ak.InputError, match="no such file"):
        run("ours/3.align", "gold/1.align")
    (tmp_path / "ours" / "2.align").unlink()
    with pytest.raises(ak.InputError, match="0 alignments are named 2"):
        run("ours", "gold")


def test_beads_that_hang_together_say_nothing_of_chance() -> None:
    """Where every stretch is torn by some bead, a note says that p means little."""
    gold = [((n,), (n,)) for n in range(30)]
    shifted = [((), (0,)), *(((n,), (n + 1,)) for n in range(29)), ((29,), ())]
    assert any("only 1 stretch" in note for note in ak.evaluate(shifted, gold).notes)
    assert not ak.evaluate(gold, gold).notes


def test_folders_are_paired_by_name(tmp_path: Path) -> None:
    """As on the command line; a file of the gold without a fellow is named."""
    for folder, beads in (("gold", GOLD), ("ours", GOLD[:4])):
        (tmp_path / folder).mkdir()
        for name in ("a.ladder", "b.ladder"):
            lines = "".join(f"{list(s)}:{list(t)}\n" for s, t in beads)
            (tmp_path / folder / name).write_text(lines)
    scored = ak.evaluate(tmp_path / "ours", tmp_path / "gold", versus=tmp_path / "gold")
    assert scored.files == 2
    assert scored.strict.precision == 1
    (tmp_path / "ours" / "b.ladder").unlink()
    with pytest.raises(ak.InputError, match="0 alignments are named b"):
        ak.evaluate(tmp_path / "ours", str(tmp_path / "gold"))
