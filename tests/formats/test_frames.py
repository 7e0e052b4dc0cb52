"""Bitexts and findings as tables, and back."""

from __future__ import annotations

import sys
from types import ModuleType

import pandas
import pytest

import alignkit as ak


def test_a_bitext_survives_a_table() -> None:
    """Texts, scores and languages are in it; missing scores are missing again."""
    beads = (ak.Bead((0,), (0,), 0.5, 0.9), ak.Bead((), (1,)))
    bitext = ak.Bitext(
        ak.Document.from_sentences(["一。"], "zh"),
        ak.Document.from_sentences(["One.", "More."], "en"),
        beads,
    )
    frame = bitext.to_pandas()
    assert list(frame["shape"]) == ["1-1", "0-1"]
    assert frame.attrs["source_lang"] == "zh"
    again = ak.Bitext.from_pandas(frame)
    assert again.beads == beads
    assert list(again.pairs()) == list(bitext.pairs())


def test_tables_of_others_are_understood() -> None:
    """Columns named after languages, gaps and numbers as texts."""
    frame = pandas.DataFrame({"en": ["One.", None], "zh": ["一。", 2030]})
    bitext = ak.Bitext.from_pandas(frame)
    assert list(bitext.pairs()) == [("One.", "一。"), ("", "2030")]
    assert (bitext.source.lang, bitext.target.lang) == ("en", "zh")
    with pytest.raises(ak.InputError, match="no source and target among its columns a, b"):
        ak.Bitext.from_pandas(pandas.DataFrame({"a": [], "b": []}))


def test_findings_are_a_table_even_when_there_are_none() -> None:
    """The columns are the same, so that tables can be put together."""
    excerpt = ak.Excerpt("5 天", (ak.Span(0, 1),), (0,))
    finding = ak.Finding("NUM001", ak.Severity.ERROR, "5 is 6", 0, excerpt)
    full = ak.Findings((finding,)).to_pandas()
    assert full.loc[0, "source_marked"] == ["5"]
    assert list(ak.Findings().to_pandas().columns) == list(full.columns)


class Columns:
    """Stands in for the datasets package, which is too heavy to be a test's."""

    @staticmethod
    def from_dict(columns: dict[str, list[object]], features: dict[str, object]) -> object:
        """Return what was given."""
        return columns, features


def test_a_dataset_has_a_column_of_translations(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text a language, as translation datasets have it, with typed scores."""
    module = ModuleType("datasets")
    vars(module).update(Dataset=Columns, Features=dict, Translation=list, Value=str)
    monkeypatch.setitem(sys.modules, "datasets", module)
    columns, features = ak.Bitext.from_pairs([("一。", "One.")]).to_datasets()
    assert columns["translation"] == [{"zh": "一。", "en": "One."}]
    assert features["translation"] == ["zh", "en"]
    assert features["score"] == "float64"
    with pytest.raises(ak.InputError, match="both sides are zh"):
        ak.Bitext.from_pairs([("一。", "二。")], "zh", "zh").to_datasets()


@pytest.mark.parametrize(
    ("package", "call", "command"),
    [
        ("pandas", lambda b, p: b.to_pandas(), r"alignkit\[pandas\]"),
        ("datasets", lambda b, p: b.to_datasets(), r"alignkit\[datasets\]"),
        ("openpyxl", lambda b, p: b.save(p / "a.xlsx"), r"alignkit\[xlsx\]"),
        ("pyarrow", lambda b, p: b.save(p / "a.parquet"), r"alignkit\[parquet\]"),
        ("lxml", lambda b, p: ak.load(_saved(b, p)), r"alignkit\[formats\]"),
    ],
)
def test_a_missing_package_names_the_command(
    package: str, call: object, command: str, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What brings it is told, and no half-written file stays."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ak.MissingExtraError, match=command):
        call(ak.Bitext.from_pairs([("一。", "One.")]), tmp_path)  # type: ignore[operator]
    assert {path.suffix for path in tmp_path.iterdir()} <= {".tmx"}  # type: ignore[attr-defined]


def _saved(bitext: ak.Bitext, folder):  # type: ignore[no-untyped-def]
    bitext.save(folder / "a.tmx")
    return folder / "a.tmx"


def test_an_evaluation_is_a_row_a_way_of_counting() -> None:
    """The rows and figures are those of the printed table, the signature goes along."""
    gold = [((0, 1), (0,)), ((2,), (1,)), ((3,), ())]
    hers = [((0, 1), (0,)), ((2,), ()), ((3,), (1,))]
    evaluation = ak.evaluate(gold, gold, versus=hers, samples=20)
    frame = evaluation.to_pandas()
    printed = evaluation.table()[1:]
    assert list(frame.index) == [row[0] for row in printed]
    assert [f"{f1:.3f}" for f1 in frame["f1"]] == [row[3] for row in printed]
    assert [str(count) for count in frame["gold"]] == [row[-1] for row in printed]
    assert frame.loc["strict", "f1_low"] == 1.0
    assert frame.attrs["signature"] == str(evaluation.signature)
