"""Corrections and decisions in a real browser: after each action the project file is looked at."""

from __future__ import annotations

from typing import Any

import pytest

from desk.gestures import checked, press, put, reads, saved, shapes

pytestmark = pytest.mark.browser


def test_a_new_project_opens_aligned_and_checked(desks: Any, windows: Any) -> None:
    """Both texts stand side by side; findings are there; the file holds them."""
    served = desks()
    page = windows(served)
    checked(page)
    assert "三台" in reads(page, 3, "source")
    held = served.until(lambda d: d.open_findings)
    assert {"NUM001", "NUM002"} <= {f.finding.rule for f in held.findings}
    assert held.pair.source.path == "contract.zh.txt"
    assert len(held.runs) == 1


def test_beads_are_merged_split_and_taken_back_by_keys(desks: Any, windows: Any) -> None:
    """Each key is one action in the file; undo and redo go through them all."""
    served = desks()
    page = windows(served)
    checked(page)
    before = shapes(served)
    put(page, 7)
    press(page, "m")
    assert shapes(served)[6] == "2-2h"
    put(page, 7, "source", 1)
    press(page, "s")
    assert shapes(served)[6:8] == ["1-1h", "1-1h"]
    press(page, "u")
    assert shapes(served)[6] == "2-2h"
    press(page, "U")
    assert shapes(served)[6:8] == ["1-1h", "1-1h"]
    press(page, "Control+z")
    press(page, "Control+z")
    assert shapes(served) == before


def test_the_buttons_do_what_the_keys_do(desks: Any, windows: Any) -> None:
    """The alignment's bar acts on the sentence that was clicked."""
    served = desks()
    page = windows(served)
    checked(page)
    put(page, 2)
    page.locator(".act[data-key=y]").click()
    saved(page)
    assert shapes(served)[1] == "1-1h"
    page.locator(".act[data-key=l]").click()
    saved(page)
    assert served.held().pair.beads[1].locked
    page.keyboard.press("m")
    page.wait_for_selector(".said.loud:has-text('locked')")
    assert served.held().pair.beads[1].locked
    page.locator("button[aria-label='Undo (u)']").click()
    saved(page)
    assert not served.held().pair.beads[1].locked


def test_a_sentence_moves_and_what_follows_is_aligned_again(desks: Any, windows: Any) -> None:
    """The bead it left is set by hand; the free beads behind are the aligner's."""
    served = desks()
    page = windows(served)
    checked(page)
    put(page, 12)
    assert "fails acceptance" in reads(page, 12)
    press(page, "]")
    beads = served.held().pair.beads
    assert beads[11].by == "hand"
    assert (beads[11].source, beads[11].target) == (2, 0)
    assert beads[12].by == "machine"


def test_what_was_left_out_is_split_off_and_marked(desks: Any, windows: Any) -> None:
    """A sentence without rendering, left out on purpose, is no finding of coverage."""
    served = desks("chapter")
    page = windows(served)
    checked(page)
    lone = next(p for p in served.held().pair.places() if p.bead.one_sided)
    served.until(lambda d: any(f.bead == lone.bead.id for f in d.open_findings))
    put(page, lone.index + 1, "source")
    press(page, "x")
    assert served.held().pair.beads[lone.index].left_out
    page.wait_for_selector(".none:has-text('Left out on purpose')")
    coverage = "COV"
    served.until(
        lambda d: not any(f.finding.rule.startswith(coverage) for f in d.open_findings if f.bead)
    )


def test_a_break_sends_a_side_down(desks: Any, windows: Any) -> None:
    """What stood beside the sentence stands alone now, and the rest is aligned again."""
    served = desks("chapter")
    page = windows(served)
    checked(page)
    put(page, 2)
    press(page, "b")
    beads = served.held().pair.beads
    assert (beads[1].source, beads[1].target, beads[1].by) == (1, 0, "hand")
    page.wait_for_selector("li.bead:has(.number:text-is('1')) .none")


def test_sentences_are_cut_at_the_text_cursor_and_joined(desks: Any, windows: Any) -> None:
    """The caret says where; both parts stay in the bead."""
    served = desks()
    page = windows(served)
    checked(page)
    put(page, 6)
    page.evaluate(
        """() => {
          const sentence = document.querySelector('.sentence.cursor');
          const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
          let node, seen = 0;
          while ((node = walker.nextNode())) {
            const at = node.data.indexOf('for each day');
            if (at >= 0) { getSelection().collapse(node, at); break; }
          }
        }"""
    )
    count = len(served.held().pair.target.sentences)
    press(page, "|")
    assert len(served.held().pair.target.sentences) == count + 1
    press(page, "&")
    assert len(served.held().pair.target.sentences) == count


def test_a_translation_is_written_in_place_and_checked_at_once(desks: Any, windows: Any) -> None:
    """Each letter is on disk; the finding it mends is fixed; the original is kept."""
    served = desks()
    page = windows(served)
    checked(page)
    card = page.locator(".finding:has-text('753,000')").first
    card.locator(".message").click()
    page.keyboard.press("Enter")
    area = page.locator("textarea.editor")
    text = area.input_value()
    area.fill(text.replace("753,000", "735,000"))
    saved(page)
    held = served.until(lambda d: any(s.edited for s in d.pair.target.sentences))
    edited = next(s.edited for s in held.pair.target.sentences if s.edited)
    assert "735,000" in edited
    page.keyboard.press("Escape")
    served.until(lambda d: any(f.gone and "753,000" in f.finding.message for f in d.findings))
    page.wait_for_selector(".was:has-text('753,000')")
    page.wait_for_selector(".finding:has-text('753,000')", state="detached")
    page.locator(".restore").click()
    saved(page)
    assert not any(s.edited for s in served.held().pair.target.sentences)
    served.until(lambda d: any(not f.gone and "753,000" in f.finding.message for f in d.findings))


def test_a_missing_translation_is_written(desks: Any, windows: Any) -> None:
    """An empty side is written into; undo takes the whole of it back."""
    served = desks("chapter")
    page = windows(served)
    checked(page)
    lone = next(p for p in served.held().pair.places() if not p.bead.target)
    put(page, lone.index + 1, "source")
    page.keyboard.press("Enter")
    page.keyboard.type("The oar stopped in the water.", delay=5)
    page.keyboard.press("Escape")
    saved(page)
    held = served.until(
        lambda d: d.pair.texts(list(d.pair.places())[lone.index])[1].endswith("water.")
    )
    assert held.pair.beads[lone.index].target == 1
    assert held.history.undoes == "edit"
    press(page, "u")
    assert served.held().pair.beads[lone.index].target == 0


def test_findings_are_decided_noted_and_weighed(desks: Any, windows: Any) -> None:
    """Accept, reject with a reason, a note, another severity: all in the file, all undone."""
    served = desks()
    page = windows(served)
    checked(page)
    page.keyboard.press("j")
    press(page, "a")
    current = int(page.evaluate("document.querySelector('.finding.current').dataset.finding"))
    assert served.held().pair.decisions[current].decision == "accept"
    page.keyboard.press("R")
    page.wait_for_selector(f"#f{current} input.reason:focus")
    page.keyboard.type("meant so")
    page.keyboard.press("Escape")
    saved(page)
    served.until(lambda d: d.pair.decisions[current].reason == "meant so")
    assert served.held().pair.decisions[current].decision == "reject"
    page.keyboard.press("n")
    page.keyboard.type("asked the client")
    page.keyboard.press("Escape")
    served.until(lambda d: d.pair.decisions[current].note == "asked the client")
    press(page, "3")
    assert served.held().pair.decisions[current].severity == "info"
    for _ in range(5):
        press(page, "u")
    assert current not in served.held().pair.decisions
