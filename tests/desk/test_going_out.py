"""What goes out of a project is fit to be read: words for signs, no menus, every form known."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
from openpyxl import load_workbook

from alignkit.cli.project import FORMS as COMMAND_FORMS
from alignkit.desk.exchange import FORMS, exported
from alignkit.types import Block, Span
from desk import samples
from desk.test_corrections import do
from desk.test_exchange import found, out


def test_signs_of_a_finding_go_out_as_words() -> None:
    """Who opens a Word file or a workbook reads “at most”, as on the page."""
    held = found()
    one = replace(held.findings[0].finding, message="another value: “十日” (<= 10 day)")
    held = replace(held, findings=(replace(held.findings[0], finding=one),))
    book = load_workbook(io.BytesIO(out(held, "xlsx")))
    assert "“十日” (at most 10 days)" in {c.value[15:] for c in book["findings"]["E"] if c.value}
    file = docx.Document(io.BytesIO(out(held, "docx")))
    assert any("(at most 10 days)" in comment.text for comment in file.comments)


def test_every_form_is_known_to_the_command_line() -> None:
    """The choices of the command are the forms that can be written."""
    assert set(COMMAND_FORMS) == set(FORMS)


def test_a_translation_goes_out_without_the_menus_around_it() -> None:
    """What a site prints before and after its text is no part of the translation."""
    held = samples.contract()
    text = held.pair.target
    menu = "Home\n"
    shift = len(menu)
    moved = [
        replace(b, span=Span(b.span.start + shift, b.span.end + shift))
        for b in text.document.blocks
    ]
    end = shift + len(text.document.text)
    blocks = (
        Block("boilerplate", Span(0, shift - 1)),
        *moved,
        Block("boilerplate", Span(end + 1, end + 5)),
    )
    document = replace(
        text.document, text=menu + text.document.text + "\nNext", blocks=blocks, offsets=None
    )
    sentences = tuple(
        replace(s, span=Span(s.span.start + shift, s.span.end + shift), block=s.block + 1)
        for s in text.sentences
    )
    pair = held.pair.with_side("target", replace(text, document=document, sentences=sentences))
    _, data = exported(replace(held, pair=pair), "target", Path(), {})
    assert data.decode() == exported(held, "target", Path(), {})[1].decode()
    edited = do(replace(held, pair=pair), "write", bead=1, text="Rewritten.")
    said = exported(edited, "target", Path(), {})[1].decode()
    assert "Rewritten." in said
    assert "Home" not in said
    assert "Next" not in said
