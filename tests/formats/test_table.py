"""The registry of formats, its modules, and the table in the docs say the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import alignkit as ak
from alignkit.formats.documentation import table
from alignkit.formats.registry import ENDINGS, FORMATS, KEPT, NAMES


def test_names_and_endings_are_unique_and_modules_do_what_is_claimed() -> None:
    """A format that reads has a reader, one that writes a writer, and nothing else is there."""
    assert len(NAMES) == len(FORMATS)
    assert len(ENDINGS) == sum(len(held.endings) for held in FORMATS)
    for held in FORMATS:
        if held.behind:
            assert callable(held.renders())
            assert held.writes
            assert not held.reads
            continue
        reader, writer = held.load_reader(), held.load()
        assert held.reads == (hasattr(reader, "read_units") or hasattr(reader, "read_bitext"))
        assert held.writes == (hasattr(writer, held.renderer) or hasattr(writer, "save_files"))
        assert held.files == hasattr(writer, "save_files") or not held.writes
        assert set(held.keeps) <= set(KEPT)


def test_the_table_in_the_docs_is_the_registry(root: Path) -> None:
    """The page holds the table as the registry gives it, line by line."""
    page = (root / "docs" / "formats.md").read_text("utf-8")
    assert table() in page


def test_an_unknown_format_names_those_that_are_known() -> None:
    """The complaint is a list to choose from."""
    with pytest.raises(ak.OptionError, match=r"no format 'doc'; known are tsv, csv, jsonl"):
        ak.load("x.tsv", format="doc")


@pytest.mark.parametrize("name", ["x.foo", "x.v2", "x.srt", "x.yml", "x.md"])
def test_an_ending_that_no_format_has_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is written under it, and one line names the endings there are."""
    bitext = ak.Bitext.from_pairs([("一。", "One.")])
    with pytest.raises(ak.OptionError, match=r"end in one of \.tsv.*\.tmx"):
        bitext.save(tmp_path / name)
    assert not list(tmp_path.iterdir())
    bitext.save(tmp_path / name, "tsv")
    bitext.save(tmp_path / "plain")
    assert (
        (tmp_path / "plain").read_bytes()
        == (tmp_path / name).read_bytes()
        == "一。\tOne.\n".encode()
    )


def test_a_format_that_is_written_only_says_so(tmp_path: Path) -> None:
    """HTML is not read."""
    bitext = ak.Bitext.from_pairs([("一。", "One.")])
    bitext.save(tmp_path / "a.html")
    with pytest.raises(ak.InputError, match="HTML page is written but not read"):
        ak.load(tmp_path / "a.html")


def test_the_page_of_a_bitext_holds_no_markup_of_the_text(tmp_path: Path) -> None:
    """Texts are escaped, whatever they hold: the page has its data, its script, and no more."""
    bitext = ak.Bitext.from_pairs([("<script>alert(1)</script>", '" onload="x')])
    bitext.save(tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text("utf-8")
    assert page.count("<script") == 2
    assert "<script>alert" not in page


def test_json_lines_are_what_their_schema_says(root: Path, tmp_path: Path) -> None:
    """Every line of a bitext, the first one and an empty bitext's included."""
    schema = json.loads((root / "docs/schema/bead.schema.json").read_text("utf-8"))
    for pairs in ([], [("一。", "One."), ("", "Two.")]):
        ak.Bitext.from_pairs(pairs).save(tmp_path / "a.jsonl")
        for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines():
            jsonschema.validate(json.loads(line), schema)


def test_importing_formats_imports_no_format() -> None:
    """lxml, openpyxl and pyarrow wait until a file needs them."""
    code = (
        "import sys, alignkit; from alignkit.formats import reading, writing;"
        "print([m for m in ('lxml', 'openpyxl', 'pyarrow', 'pandas') if m in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
