"""Corpora are what their manifests say, and what cannot be had is said clearly."""

from __future__ import annotations

from pathlib import Path

import pytest

import alignkit as ak
from alignkit.errors import InputError, OptionError
from alignkit.read.corpora import MANIFEST, Corpus

LICENCE = "LICENCE.txt"
FOLDER = Path(__file__).parents[2] / "corpora"
NAMES = sorted(path.parent.name for path in FOLDER.glob(f"*/{MANIFEST}"))


@pytest.fixture(params=NAMES)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Each corpus of the repository."""
    return ak.corpus(request.param)


def test_the_texts_are_those_that_the_manifest_describes(corpus: Corpus) -> None:
    """Every file has its sum, and every text file in the folder is described."""
    assert all(corpus.intact(name) for name in corpus)
    described = {corpus.entry(name).file for name in corpus} | {MANIFEST, LICENCE}
    assert {path.name for path in corpus.folder.iterdir()} == described


def test_every_document_says_where_it_is_from(corpus: Corpus) -> None:
    """Role, language, publisher, date, source and licence are given, and travel with the text."""
    for name, document in corpus.items():
        entry = corpus.entry(name)
        assert entry.role in ("original", "translation", "related")
        assert document.lang == entry.lang
        for key in ("role", "publisher", "date", "source", "licence", "sha256", "title"):
            assert document.meta[key]


def test_every_part_is_found(corpus: Corpus) -> None:
    """Each part that a manifest names can be cut out, and leads back to the file."""
    for name in corpus:
        for part in corpus.entry(name).parts:
            held = ak.segment(corpus.document(name, part=part.name))
            assert held.sentences
            first = held.sentences[0]
            assert held.text[first.span.start : first.span.end] == first.text
            assert held.to_original(first.span).end <= len(held.original or held.text)


def test_what_is_not_there_is_said() -> None:
    """An unknown corpus, document or part names those that there are."""
    with pytest.raises(OptionError, match=r"no corpus 'hansard': .*miit"):
        ak.corpus("hansard")
    miit = ak.corpus("miit")
    with pytest.raises(OptionError, match="no document 'fr': zh"):
        miit.document("fr")
    with pytest.raises(KeyError):
        miit["fr"]
    with pytest.raises(OptionError, match="no part 'annex': introduction"):
        miit.document("digichina-web", part="annex")


def test_a_text_that_is_not_packaged_says_so(tmp_path: Path) -> None:
    """Where the preview is left out, asking for it names the reason and the way out."""
    (tmp_path / MANIFEST).write_text((FOLDER / "miit" / MANIFEST).read_text("utf-8"), "utf-8")
    with pytest.raises(InputError, match="kept in the repository only; use a checkout"):
        Corpus(tmp_path)["pkulaw-preview"]


def test_the_package_leaves_out_what_may_not_be_passed_on() -> None:
    """Every document marked as not packaged is excluded where the wheel is built."""
    project = (FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8")
    for name in NAMES:
        corpus = ak.corpus(name)
        for entry in corpus.entries.values():
            line = f'"corpora/{name}/{entry.file}" = "alignkit/corpora/{name}/{entry.file}"'
            assert (line in project) == entry.packaged
