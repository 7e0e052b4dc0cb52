"""The page in a real browser: what a translator does with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from alignkit.review.suppressions import load_suppressions
from alignkit.types import Bitext, Findings
from report import samples
from report.views import current, rows

pytestmark = pytest.mark.browser


def test_texts_stand_side_by_side_in_their_languages(opened: Any) -> None:
    """Each side has its lang; headings are headings; both spans are marked."""
    page = opened(samples.findings())
    bead = page.locator("#b1")
    assert bead.locator(".side").nth(0).get_attribute("lang") == "zh"
    assert bead.locator(".side").nth(1).get_attribute("lang") == "en"
    assert bead.locator("mark").all_text_contents() == ["95%", "59%"]
    assert page.locator("#b0 [role=heading]").count() == 2
    assert bead.locator(".values").inner_text().split() == ["95", "%", "≠", "59", "%"]
    assert page.locator("#b3 .none").inner_text() == "No counterpart"


def test_pointing_at_one_side_marks_the_other(opened: Any) -> None:
    """Hovering a span lights its counterpart and its finding."""
    page = opened(samples.findings())
    page.locator("#b1 .side[lang=zh] mark").hover()
    assert page.locator("#b1 .side[lang=en] mark.lit").count() == 1
    assert page.locator("#f0.lit").count() == 1


def test_keys_walk_the_findings_in_reading_order(opened: Any) -> None:
    """j and k go forth and back, and around."""
    page = opened(samples.findings())
    walked = []
    for _ in range(7):
        page.keyboard.press("j")
        walked.append(current(page))
    assert walked == ["f5", "f0", "f2", "f1", "f4", "f3", "f5"]
    page.keyboard.press("k")
    assert current(page) == "f3"


def test_filters_narrow_the_rows_and_come_off_again(opened: Any) -> None:
    """By rule, severity, confidence and text; Escape takes all filters off."""
    page = opened(samples.findings())
    assert rows(page) == 7
    page.locator("[data-rule=NUM901]").click()
    assert rows(page) == 1
    assert page.locator("#b1").get_attribute("data-gap") == "1 bead not shown"
    page.keyboard.press("Escape")
    assert rows(page) == 7
    page.locator("[data-severity=error]").click()
    assert rows(page) == 3
    page.keyboard.press("Escape")
    page.locator("select[data-key=confidence]").select_option("bad")
    assert rows(page) == 1
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    assert rows(page) == 5


def test_search_finds_text_on_either_side_and_says_when_there_is_none(opened: Any) -> None:
    """Both languages are searched, without regard to case; an empty result offers a way out."""
    page = opened(samples.findings())
    for words, expected in (("FALSE ALARMS", 1), ("误报率", 1), ("nothing has this", 0)):
        page.keyboard.press("/")
        page.locator("input[type=search]").fill(words)
        assert rows(page) == expected
    assert page.locator(".empty").is_visible()
    page.locator(".empty button").click()
    assert rows(page) == 7


def test_decisions_are_kept_over_a_reload(opened: Any) -> None:
    """What was accepted, rejected and noted is there again when the page is."""
    page = opened(samples.findings())
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.keyboard.press("n")
    page.keyboard.type("agreed with the client")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#f0.accepted").count() == 1
    assert page.locator("#f2.rejected textarea").input_value() == "agreed with the client"
    assert page.locator(".bar .progress").first.inner_text() == "2 of 6 decided"
    page.locator("select[data-key=decision]").select_option("reject")
    assert rows(page) == 1


def test_exported_decisions_quiet_what_was_rejected(opened: Any, tmp_path: Path) -> None:
    """Both files that the page writes are read by --suppressions, notes as reasons."""
    held = samples.findings()
    page = opened(held)
    page.locator("#f0 .reject").click()
    page.locator("#f0 .write").click()
    page.keyboard.type('a "quoted" \\ reason\n中文')
    page.locator("#f1 .accept").click()
    page.locator("#f2 .reject").click()
    page.locator(".bar button", has_text="Export").click()
    for button, name in (("#save-toml", "suppressions.toml"), ("#save-json", "decisions.json")):
        with page.expect_download() as download:
            page.locator(button).click()
        path = tmp_path / name
        download.value.save_as(path)
        assert download.value.suggested_filename == name
        suppressions = load_suppressions(path)
        kept = suppressions.keep(held.items)
        assert [f.rule for f in kept] == ["COV901", "COV902", "FMT901", "DOC901"]
        assert suppressions.entries[0].reason == 'a "quoted" \\ reason\n中文'
        assert suppressions.notices() == ()
    exported = json.loads((tmp_path / "decisions.json").read_text("utf-8"))
    assert [d["decision"] for d in exported["decisions"]] == ["reject", "accept", "reject"]


def test_decisions_can_be_loaded_on_another_machine(opened: Any, tmp_path: Path) -> None:
    """A colleague's decisions.json brings its decisions and notes into this page."""
    held = samples.findings()
    path = tmp_path / "decisions.json"
    decision = {"rule": "NUM901", "fingerprint": held[0].fingerprint, "decision": "accept"}
    path.write_text(
        json.dumps({"schema": 1, "kind": "decisions", "decisions": [{**decision, "note": "yes"}]})
    )
    page = opened(held)
    page.keyboard.press("e")
    page.locator("dialog input[type=file]").set_input_files(path)
    page.wait_for_selector("#f0.accepted")
    assert page.locator("#f0 textarea").input_value() == "yes"


def test_contents_lead_to_headings_and_the_way_back_is_offered(opened: Any) -> None:
    """The list of headings goes to their beads; a reload offers to continue there."""
    page = opened(samples.findings())
    page.keyboard.press("c")
    entries = page.locator(".contents button")
    assert entries.count() == 2
    assert "II. Safeguards" in entries.nth(1).inner_text()
    entries.nth(1).click()
    assert page.locator("#b4.current").count() == 1
    page.locator("#b6 .side").nth(1).locator("mark").click()
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.locator(".back").click()
    assert page.locator("#b6.current").count() == 1


def test_keys_do_nothing_while_a_note_is_written_or_when_switched_off(opened: Any) -> None:
    """Letters typed into a note stay letters; single keys can be switched off in the help."""
    page = opened(samples.findings())
    page.keyboard.press("j")
    page.keyboard.press("n")
    page.keyboard.type("jar")
    assert current(page) == "f5"
    assert page.locator("#f5 textarea").input_value() == "jar"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert current(page) == "f5"


def test_a_document_full_of_markup_does_nothing(opened: Any) -> None:
    """Scripts and elements in the texts are shown as the characters they are."""
    evil = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'><b>bold"
    bitext = Bitext.from_pairs([(evil, evil)], name=evil)
    found = samples.finding(bitext, "FMT901", 0, (evil[:9], evil[9:17]), message=evil, source=evil)
    page = opened(Findings((found,), bitext=bitext))
    page.keyboard.press("j")
    page.locator("#f0 .rule").click()
    assert page.evaluate("window.ran") is None
    assert page.locator("li img, li b, li script").count() == 0
    assert page.locator("#b0 .side").nth(0).inner_text() == evil


def test_spans_are_right_next_to_rare_characters(opened: Any) -> None:
    """Emoji and rare ideographs before a span do not shift it."""
    bitext = Bitext.from_pairs([("𠮷野家95%", "🙂🙂 59% here")])
    found = samples.finding(bitext, "NUM901", 0, ("95%", "59%"))
    page = opened(Findings((found,), bitext=bitext))
    assert page.locator("mark").all_text_contents() == ["95%", "59%"]
