"""The desk over time, in several windows and on any screen, in a real browser."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from desk.conftest import PATIENCE, SAMPLES
from desk.gestures import checked, press, put, saved, shapes, until

pytestmark = pytest.mark.browser


def test_undo_goes_past_a_reload_and_a_killed_server(desks: Any, windows: Any) -> None:
    """What was done is in the file: reload, kill -9, start again, and take it back."""
    served = desks()
    page = windows(served)
    checked(page)
    before = shapes(served)
    put(page, 2)
    press(page, "m")
    press(page, "m")
    page.reload()
    page.wait_for_selector("li.bead")
    served.kill()
    assert shapes(served)[1] == "3-3h"
    page.wait_for_selector(".troubles:has-text('closed')")
    again = desks()
    page = windows(again)
    checked(page)
    press(page, "u")
    press(page, "u")
    assert shapes(again) == before


def test_a_kill_in_the_middle_of_an_edit_loses_at_most_the_last_keystroke(
    desks: Any, windows: Any
) -> None:
    """The file is whole at any moment, and holds all but what was on its way."""
    served = desks()
    page = windows(served)
    checked(page)
    put(page, 2)
    page.keyboard.press("Enter")
    page.locator("textarea.editor").fill("")
    for letter in "Words that somebody types":
        page.keyboard.type(letter)
    until(page, "document.querySelector('.saved').textContent === 'Saved'")
    page.keyboard.type("!")
    served.kill()
    held = served.held()
    texts = [s.edited for s in held.pair.target.sentences if s.edited]
    assert texts[0].rstrip("!") == "Words that somebody types"


def test_two_windows_do_not_lose_each_others_work(desks: Any, windows: Any) -> None:
    """Each sees what the other does; what no longer fits is refused and shown."""
    served = desks()
    one = windows(served)
    checked(one)
    two = windows(served)
    checked(two)
    put(one, 2)
    press(one, "m")
    until(two, "document.querySelectorAll('.shape').length > 0")
    two.wait_for_selector("li.bead:has(.number:text-is('1')) .hand")
    put(two, 5)
    press(two, "y")
    until(one, "document.querySelectorAll('.hand').length >= 2")
    held = served.held()
    assert sum(bead.by == "hand" for bead in held.pair.beads) == 2
    put(one, 6)
    one.keyboard.press("Enter")
    put(two, 6)
    two.keyboard.press("Enter")
    two.locator("textarea.editor").fill("What the second window says.")
    saved(two)
    one.locator("textarea.editor").type("x")
    one.wait_for_selector(".said.loud:has-text('meanwhile')")
    edited = [s.edited for s in served.held().pair.target.sentences if s.edited]
    assert edited == ["What the second window says."]


def test_a_second_desk_on_the_same_project_leads_to_the_first(desks: Any) -> None:
    """Two commands are one desk, so that neither overwrites the other."""
    first = desks()
    first.until(lambda d: d.runs)
    second = desks()
    assert second.address == first.address
    assert second.process.wait(PATIENCE) == 0


def test_search_filters_and_concordance_narrow_the_view(desks: Any, windows: Any) -> None:
    """Regular expressions on either side, counts that are links, both languages of a term."""
    served = desks()
    page = windows(served)
    checked(page)
    page.keyboard.press("/")
    page.locator("#regex").click()
    page.locator("input[aria-label='Search the texts']").fill(r"\d+ hours|七日")
    until(page, "document.querySelector('.shown').textContent.startsWith('2 of')")
    page.locator("select[data-key=side]").select_option("source")
    until(page, "document.querySelector('.shown').textContent.startsWith('1 of')")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator("button[data-panel=overview]").click()
    page.locator(".panel .links button", has_text="errors").first.click()
    assert page.locator(".finding").count() >= 1
    page.keyboard.press("Escape")
    page.locator("button[data-panel=terms]").click()
    page.locator("input[aria-label=Concordance]").fill("验收")
    page.wait_for_selector(".hits .total")
    assert "acceptance" in page.locator(".hits").inner_text()


def test_the_map_and_the_path_lead_to_their_places(desks: Any, windows: Any) -> None:
    """A click at the end of either goes to the end of the text."""
    served = desks()
    page = windows(served)
    checked(page)
    box = page.locator(".map").bounding_box()
    page.mouse.click(box["x"] + 8, box["y"] + box["height"] - 12)
    until(page, "Number(document.querySelector('.bead.current .number').textContent) > 15")
    page.locator("button[data-panel=overview]").click()
    box = page.locator(".path svg").bounding_box()
    page.mouse.click(box["x"] + 12, box["y"] + 12)
    until(page, "Number(document.querySelector('.bead.current .number').textContent) < 4")


def test_corrections_survive_edits_outside(desks: Any, windows: Any, tmp_path: Any) -> None:
    """Three paragraphs changed in the documents: what was set by hand elsewhere is still there."""
    served = desks()
    page = windows(served)
    checked(page)
    put(page, 15)
    press(page, "m")
    press(page, "l")
    held = served.held()
    merged = held.pair.texts(list(held.pair.places())[14])
    served.close()
    for lang, changes in (
        ("zh", [("采购合同", "采购合同（修订）"), ("三台", "四台"), ("七日", "五日")]),
        ("en", [("Contract", "Contract (2)"), ("three packaging", "four"), ("seven", "five")]),
    ):
        path = tmp_path / f"contract.{lang}.txt"
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path.write_text("前言。\n\n" + text if lang == "zh" else "Preamble.\n\n" + text, "utf-8")
    again = desks()
    page = windows(again)
    checked(page)
    held = again.until(lambda d: len(d.runs) == 2)
    hand = [p for p in held.pair.places() if p.bead.by == "hand"]
    assert [held.pair.texts(p) for p in hand] == [merged]
    assert hand[0].bead.locked


def test_two_translations_stand_beside_their_original(
    desks: Any, windows: Any, tmp_path: Any
) -> None:
    """The other one is read beside this one; where they differ in substance is listed."""
    text = (SAMPLES / "contract.en.txt").read_text("utf-8")
    other = tmp_path / "other.en.txt"
    other.write_text(text.replace("753,000", "735,000"), "utf-8")
    served = desks("contract", str(other))
    page = windows(served)
    checked(page)
    assert "735,000" in page.locator(".side.other").nth(2).inner_text()
    page.keyboard.press("o")
    page.locator("button", has_text="Compare the translations").click()
    page.wait_for_selector(".differences li:has-text('735,000')")
    page.locator("select[aria-label=Pair]").select_option("1")
    page.wait_for_selector(".columns:has-text('contract.en.txt  beside')")


def test_nobody_else_gets_in(desks: Any) -> None:
    """Without the token, from another site, under another name: refused; other files: not there."""
    import http.client

    served = desks()
    host = served.origin.removeprefix("http://")

    def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, bytes, dict[str, str]]:
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        with closing(connection), connection.getresponse() as answer:
            return answer.status, answer.read(), {k.lower(): v for k, v in answer.getheaders()}

    bearer = f"Bearer {served.token}"
    assert ask("/api/project")[0] == 401
    assert ask("/api/project", Authorization="Bearer wrong")[0] == 401
    assert ask("/api/project", Authorization=bearer)[0] == 200
    assert ask("/api/project", Authorization=bearer, Origin="http://evil.example")[0] == 403
    assert ask("/api/project", Authorization=bearer, Sec_Fetch_Site="cross-site")[0] == 403
    assert ask("/", Host="evil.example")[0] == 421
    assert ask("/page/..%2f..%2fdesk.py")[0] == 404
    assert ask("/page/desk.py")[0] == 404
    huge = str(10**12)
    refused = ask("/api/pairs/0/import", "POST", Authorization=bearer, Content_Length=huge)
    assert refused[0] == 413
    status, _, headers = ask("/")
    assert status == 200
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    status, body, _ = ask("/api/pairs/99", Authorization=bearer)
    assert status == 400
    assert "error" in json.loads(body)


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(desks: Any, windows: Any, theme: str, width: int) -> None:
    """No barrier that axe knows, in both themes and sizes, with panels, editor and help open."""
    from pathlib import Path

    package = pytest.importorskip("axe_playwright_python")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")
    served = desks()
    page = windows(
        served, color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True
    )
    checked(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(axe)
    found = []
    for keys in (
        (), ("j", "a", "j", "R"), ("Escape", "n"), ("Escape", "y", "l", "Enter"),
        ("Escape", "o"), ("o", "v"), ("v", "i"), ("i", "e"), ("e", "?"),
    ):  # fmt: skip
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(120)
        for violation in page.evaluate("axe.run(document)")["violations"]:
            found.append((keys, violation["id"], [node["html"] for node in violation["nodes"]]))
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "lines"), [(1366, 1), (1440, 1), (1280, 2)])
def test_the_tools_stand_in_a_line_on_a_laptop(
    desks: Any, windows: Any, width: int, lines: int
) -> None:
    """Where they do not fit, the steps go down together and stand at the right."""
    page = windows(desks(), viewport={"width": width, "height": 768})
    checked(page)
    tools = page.locator(".tools").bounding_box()
    steps = page.locator(".stepping").bounding_box()
    assert (tools["height"] < 60) is (lines == 1)
    assert width - (steps["x"] + steps["width"]) < 30
