"""Whatever is rewritten in a Word file, the file that goes out reads as the desk reads."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import alignkit as ak
from alignkit.desk.exchange import exported
from alignkit.read import read
from desk import samples

EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from(
    ["Party", "A", "shall", "pay", "1,280,000", "yuan", "“net”", "a\tb", "don’t"]
)
RUNS = st.lists(
    st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.booleans()), min_size=1, max_size=4
)
PARAGRAPHS = st.lists(RUNS, min_size=1, max_size=4)
# What becomes of a sentence: nothing, gone, or these words put in at a place.
EDITS = st.lists(
    st.none() | st.just("") | st.tuples(st.integers(0, 6), st.lists(WORDS, max_size=3)),
    min_size=1, max_size=8,
)  # fmt: skip


def _written(path: Path, paragraphs: list[list[tuple[list[str], bool]]]) -> None:
    file = docx.Document()
    for runs in paragraphs:
        paragraph = file.add_paragraph()
        for words, bold in runs:
            paragraph.add_run(" ".join(words) + " ").bold = bold
        paragraph.add_run("ends. It goes on.")
    file.save(str(path))


def _edited(text: str, edit: object) -> str | None:
    if not isinstance(edit, tuple):
        return edit if edit == "" else None
    words = text.split(" ")
    at, new = edit
    changed = " ".join(
        [*words[:at], *(w.replace("\t", " ") for w in new), *words[at + 1 :]]
    ).strip()
    return None if changed in ("", text) else changed


@pytest.mark.parametrize("form", ["target", "tracked"])
@EXAMPLES
@given(paragraphs=PARAGRAPHS, edits=EDITS)
@example(paragraphs=[[(["a\tb"], False)]], edits=[(1, [])])
def test_what_goes_out_reads_as_the_desk_reads(
    form: str, paragraphs: list[list[tuple[list[str], bool]]], edits: list[object]
) -> None:
    """Runs of any looks; sentences rewritten, taken out, left: read again, it is the desk's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.en.docx"
        _written(path, paragraphs)
        target = ak.segment(replace(read(path, lang="en"), name="a.en.docx"))
        source = ak.Document.from_sentences(["一。"], "zh", "a.zh.txt")
        beads = [ak.Bead((0,), (0,)), *(ak.Bead((), (k,)) for k in range(1, len(target.sentences)))]
        held = samples.dossier(ak.Bitext(source, target, tuple(beads)))
        text = held.pair.target
        sentences = tuple(
            replace(s, edited=_edited(text.original(k), edits[k % len(edits)]))
            for k, s in enumerate(text.sentences)
        )
        pair = held.pair.with_side("target", replace(text, sentences=sentences))
        data = exported(replace(held, pair=pair), form, folder, {})[1]
        (folder / "out.docx").write_bytes(data)
        wanted = pair.target.written().text
        if wanted.strip():
            assert read(folder / "out.docx", lang="en").text.split() == wanted.split()
