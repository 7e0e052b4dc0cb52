"""The panels beside the text: files out and back in, points to come back to, terms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from alignkit.desk.exchange import FORMS
from desk.conftest import Served
from desk.gestures import checked, put, saved, until

pytestmark = pytest.mark.browser


def panel(page: Any, key: str) -> Any:
    """Open a panel by its key and return it."""
    page.keyboard.press(key)
    page.wait_for_selector(".panel h2")
    return page.locator(".panel")


def test_every_form_goes_out_by_its_button(desks: Any, windows: Any, tmp_path: Path) -> None:
    """A click saves a file; what only a Word file can hold is not offered for a text."""
    served = desks()
    forms = sorted(set(FORMS) - {"comments", "tracked"})
    # A browser asks its user before it saves more than ten files of one page.
    for half in (forms[::2], forms[1::2]):
        page = windows(served)
        checked(page)
        buttons = panel(page, "e").locator("[data-export]")
        assert {b.get_attribute("data-export") for b in buttons.all()} == set(forms)
        for form in half:
            with page.expect_download() as download:
                page.locator(f"[data-export={form}]").click()
            download.value.save_as(tmp_path / "out" / form)
            assert (tmp_path / "out" / form).stat().st_size > 0


def test_a_word_file_offers_itself_with_tracked_changes(windows: Any, tmp_path: Path) -> None:
    """A rewritten sentence is in the file that the button saves, as a change."""
    for lang, text in (("zh", "甲方应在十日内付款。"), ("en", "Party A shall pay in 12 days.")):
        document = Document()
        document.add_paragraph(text)
        document.save(str(tmp_path / f"word.{lang}.docx"))
    files = [str(tmp_path / f"word.{lang}.docx") for lang in ("zh", "en")]
    served = Served(files, tmp_path / "word.alignkit")
    try:
        page = windows(served)
        checked(page)
        put(page, 1)
        page.keyboard.press("Enter")
        page.keyboard.press("Control+a")
        page.keyboard.type("Party A must pay in 12 days.")
        served.until(lambda held: held.pair.target.reads(0) == "Party A must pay in 12 days.")
        page.keyboard.press("Escape")
        buttons = panel(page, "e").locator("[data-export]")
        assert {b.get_attribute("data-export") for b in buttons.all()} == set(FORMS)
        with page.expect_download() as download:
            page.locator("[data-export=tracked]").click()
        download.value.save_as(tmp_path / "out.docx")
    finally:
        served.close()
    xml = Document(str(tmp_path / "out.docx")).element.xml
    assert ">shall</w:delText>" in xml
    assert ">must</w:t>" in xml


def test_a_workbook_comes_back_through_the_page(desks: Any, windows: Any, tmp_path: Path) -> None:
    """A corrected cell of a reviewer's workbook is the translation, and undo takes it back."""
    served = desks()
    page = windows(served)
    checked(page)
    panel(page, "e")
    with page.expect_download() as download:
        page.locator("[data-export=xlsx]").click()
    path = tmp_path / "back.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    book["text"]["E2"] = "A Contract of Sale"
    book.save(path)
    with page.expect_file_chooser() as chooser:
        page.locator("#take-in").click()
    chooser.value.set_files(path)
    page.wait_for_selector(".said.loud:has-text('1 change taken over')")
    assert served.held().pair.target.reads(0) == "A Contract of Sale"
    page.locator("button[aria-label^=Undo]").click()
    saved(page)
    assert served.held().pair.target.reads(0) != "A Contract of Sale"


def test_a_point_is_named_and_what_was_fixed_since_is_listed(desks: Any, windows: Any) -> None:
    """The overview counts new, still there and fixed since a point with a name."""
    served = desks()
    page = windows(served)
    checked(page)
    until(page, "!document.querySelector('.working')")
    held = panel(page, "o")
    held.locator("input[aria-label='Name of this point']").fill("sent")
    held.locator("form button").click()
    page.wait_for_selector(".said.loud:has-text('sent')")
    assert served.held().runs[-1].name == "sent"
    put(page, 3)
    page.keyboard.press("Enter")
    page.locator("textarea.editor").fill(
        "Party A purchases three packaging machines from Party B at a unit price of RMB 245,000, "
        "for a total of RMB 735,000."
    )
    page.keyboard.press("Escape")
    saved(page)
    until(page, "document.querySelector('.panel .links ~ .links').textContent.includes('1 fixed')")
    page.locator(".panel .link", has_text="1 fixed").click()
    assert page.locator("li.bead").count() == 1
    assert page.locator(".panel .fixed li").count() == 1


def test_the_whole_pair_is_checked_again_by_a_button(desks: Any, windows: Any) -> None:
    """Another run is begun, and kept."""
    served = desks()
    page = windows(served)
    checked(page)
    until(page, "!document.querySelector('.working')")
    panel(page, "o").locator("button", has_text="Check everything again").click()
    served.until(lambda held: len(held.runs) == 2)


def test_terms_lead_to_where_they_stand(desks: Any, windows: Any) -> None:
    """The terms of the pair stand below the concordance; a click looks one up."""
    page = windows(desks())
    checked(page)
    held = panel(page, "v")
    held.locator(".termtable button").click()
    term = held.locator(".termtable th .link").first
    term.click()
    assert held.locator("input[type=search]").input_value() == term.inner_text()
    assert held.locator(".hits li").count() > 1
