"""The page in a real browser: what a translator does with it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alignkit.report import save
from alignkit.report.outcome import Outcome
from alignkit.review.suppressions import load_suppressions
from alignkit.types import Bead, Bitext, Findings, Signature
from report import samples

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start one headless Chromium for the module."""
    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        held = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield held
        held.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a page of findings; at the end, nothing may have been asked for or complained of."""
    troubles: list[str] = []
    contexts = []

    def open_page(findings: Findings, **options: Any) -> Any:
        path = tmp_path / "report.html"
        save(findings, path)
        context = browser.new_context(accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on("request", lambda request: _note_request(request.url, troubles))
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


def _note_request(url: str, troubles: list[str]) -> None:
    if not url.startswith(("file:", "data:", "blob:")):
        troubles.append(f"request: {url}")


def many(beads: int) -> Findings:
    """Return findings over as many beads."""
    times = beads // len(samples.BEADS) + 1
    step = len(samples.SOURCE)
    held = tuple(
        Bead(
            tuple(i + step * k for i in bead.source),
            tuple(i + step * k for i in bead.target),
            bead.score,
            bead.confidence,
        )
        for k in range(times)
        for bead in samples.BEADS
    )
    bitext = Bitext(
        samples.document(samples.SOURCE * times, "zh", "big.zh.txt"),
        samples.document(samples.TARGET * times, "en", "big.en.txt"),
        held,
    )
    found = tuple(
        samples.finding(bitext, "NUM901", 1 + len(samples.BEADS) * k, ("95%", "59%"))
        for k in range(0, times, 3)
    )
    return Findings(found, Signature.of(task="check"), bitext)


def rows(page: Any) -> int:
    """Return how many beads are shown."""
    return int(page.locator("li.bead:visible").count())


def current(page: Any) -> str:
    """Return the id of the finding that the keys act on."""
    return str(page.evaluate("document.querySelector('.finding.current')?.id ?? ''"))


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


@pytest.mark.slow
def test_five_thousand_beads_are_drawn_as_they_are_needed(opened: Any) -> None:
    """Every bead has its place in the list at once; the far end is drawn when a key goes there."""
    page = opened(many(5000))
    assert page.locator("li.bead").count() >= 5000
    page.keyboard.press("k")
    last = page.locator(".finding.current")
    assert last.is_visible()
    box = last.bounding_box()
    assert 0 < box["y"] < page.viewport_size["height"]


@pytest.mark.slow
def test_printing_unfolds_every_row_and_repeats_the_names(opened: Any, tmp_path: Path) -> None:
    """The PDF holds every bead and, on each page, file names and signature."""
    page = opened(many(200))
    path = tmp_path / "report.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    from pdfminer.high_level import extract_pages, extract_text

    text = extract_text(path)
    pages = len(list(extract_pages(path)))
    assert text.count("Overall goals") == 29
    assert pages > 3
    assert text.count("big.zh.txt") >= pages
    assert text.count("task:check") >= pages
    assert "Reject" not in text


def test_counts_lead_to_what_they_count(opened: Any) -> None:
    """Errors, beads without counterpart: a click shows them alone."""
    page = opened(samples.findings())
    page.locator(".counts", has_text="2 errors").click()
    assert rows(page) == 2
    page.keyboard.press("Escape")
    page.locator(".counts", has_text="without counterpart").click()
    assert rows(page) == 2
    assert page.locator("select[data-key=confidence]").input_value() == "alone"


def test_the_worst_findings_stand_above_the_fold_of_a_telephone(opened: Any) -> None:
    """At 390 pixels findings are in sight at once, and the filters unfold inside the screen."""
    page = opened(samples.findings(), viewport={"width": 390, "height": 844})
    worst = page.locator(".worst button")
    assert worst.count() == 4
    box = worst.last.bounding_box()
    assert box["y"] + box["height"] < 844
    assert not page.locator(".tools").is_visible()
    page.locator("button[aria-label=Filters]").click()
    for control in page.locator(".tools select:visible, .tools button:visible").all():
        box = control.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    worst.first.click()
    assert current(page) == "f0"


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_screen_is_too_narrow(opened: Any, width: int) -> None:
    """Nothing sticks out sideways, on a telephone either."""
    screen = {"width": width, "height": 800}
    page = opened(samples.findings(), viewport=screen, reduced_motion="reduce")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("j")
    page.keyboard.press("j")
    box = page.locator("#f0").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert 0 < box["y"] < 800


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(browser: Any, tmp_path: Path, theme: str, width: int) -> None:
    """No barrier that axe knows, in both themes and sizes, with dialogs and decisions too."""
    package = pytest.importorskip("axe_playwright_python")
    axe = (Path(package.__file__).parent / "axe.min.js").read_text("utf-8")
    path = tmp_path / "report.html"
    save(samples.findings(), path)
    # The policy of the page would keep axe itself out.
    page = browser.new_context(
        color_scheme=theme, viewport={"width": width, "height": 800}, bypass_csp=True
    ).new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.evaluate(axe)
    found = []
    for keys in ((), ("j", "a", "j", "r", "n"), ("Escape", "?"), ("Escape", "e")):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(250)
        for violation in page.evaluate("axe.run(document)")["violations"]:
            found.append((keys, violation["id"], [node["html"] for node in violation["nodes"]]))
    page.context.close()
    assert found == []


def test_three_texts_stand_side_by_side(browser: Any, tmp_path: Path) -> None:
    """A sheet of an original and two translations shows three columns, marks in each."""
    from alignkit.report.html import render_page
    from alignkit.report.html.model import Mark, Page, Row, Sheet, Side

    sides = [
        Side("plan.zh.txt", "zh", "", ["检出率达到95%。"]),
        Side("a.en.txt", "en", " ", ["The rate is 95%."]),
        Side("b.en.txt", "en", " ", ["The rate is 59%."]),
    ]
    spans = [[[5, 8]], [[12, 15]], [[12, 15]]]
    mark = Mark("DIV001", "error", "they differ", 0, spans, ["95 %", "95 %", "59 %"])
    sheet = Sheet("plan", "key", "", sides, [Row(0, [[0], [0], [0]])], [mark])
    path = tmp_path / "compare.html"
    path.write_text(render_page(Page("compare", "plan", [sheet])), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#b0 .side").count() == 3
    assert page.locator("#b0 mark").all_text_contents() == ["95%", "95%", "59%"]
    boxes = [page.locator("#b0 .side").nth(i).bounding_box() for i in range(3)]
    assert len({box["y"] for box in boxes}) == 1
    page.close()


def two_pairs() -> Outcome:
    """Return the outcome of the samples' pair and of one without findings."""
    other = Bitext.from_pairs([("你好。", "Hello.")], name="b.tsv")
    return Outcome.of([samples.findings(), Findings((), bitext=other)])


def test_a_page_of_many_pairs_opens_on_all_of_them(opened: Any) -> None:
    """The pair with most errors stands first; a link leads into it, a key and Back lead out."""
    page = opened(two_pairs())
    table = page.locator(".overview tbody tr")
    assert table.count() == 2
    assert not page.locator(".summary").is_visible()
    assert page.locator(".overview .verdict").inner_text().startswith("2 errors")
    assert "1 without findings" in page.locator(".overview .verdict").inner_text()
    table.first.locator("a").click()
    assert rows(page) == 7
    assert not page.locator(".overview").is_visible()
    page.keyboard.press("o")
    page.wait_for_selector(".overview:visible")
    page.go_back()
    page.wait_for_selector(".overview", state="hidden")


def test_all_pairs_are_sorted_filtered_and_searched(opened: Any) -> None:
    """By any column, by a rule, by a name."""
    page = opened(two_pairs())
    names = page.locator(".overview tbody a")
    first = names.first.inner_text()
    page.locator(".overview thead button", has_text="Errors").click()
    assert names.last.inner_text() == first
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Errors")
    page.locator(".overview .chip").first.click()
    assert names.count() == 1
    page.locator(".overview .chip").first.click()
    page.locator(".overview input").fill("b.tsv")
    assert names.all_inner_texts() == ["b.tsv"]


def test_a_page_of_many_pairs_lets_one_choose(opened: Any) -> None:
    """Two pairs share a page; each keeps its own rows."""
    page = opened(two_pairs())
    page.locator(".overview tbody a").first.click()
    assert rows(page) == 7
    page.locator("select[aria-label=Pair]").select_option("1")
    page.wait_for_function("document.querySelectorAll('.bead').length === 1")
    assert page.locator(".summary .verdict").inner_text().startswith("Nothing found")
