"""What a person reads in a terminal."""

from __future__ import annotations

from alignkit.report import render
from alignkit.report.outcome import CheckedPair, Failure, Outcome
from alignkit.report.terminal.closing import statistics_lines
from alignkit.report.terminal.width import width, window
from alignkit.types import Findings, Severity, Span
from report import samples


def text(held: Findings | Outcome | None = None, **options: object) -> list[str]:
    """Return the lines of the text format."""
    return str(render(samples.findings() if held is None else held, "text", **options)).splitlines()


def test_underline_stands_below_chinese_words_at_their_column() -> None:
    """Carets begin and end at the columns the marked words take on screen."""
    lines = text(columns=100)
    row = next(i for i, line in enumerate(lines) if "三个公共服务平台" in line)
    words, under = lines[row], lines[row + 1]
    column = width(words[: words.index("三个公共服务平台")])
    assert under.index("^") == column
    assert under.count("^") == width("三个公共服务平台") == 16


def test_long_text_is_cut_around_the_marked_words() -> None:
    """A narrow terminal shows the words that are meant, with … for what is cut."""
    bitext = samples.bitext()
    found = samples.finding(bitext, "NUM901", 1, ("", "false alarms"))
    lines = text(Findings((found,), bitext=bitext), columns=60)
    row = next(i for i, line in enumerate(lines) if "false alarms" in line)
    assert "…" in lines[row]
    assert width(lines[row]) <= 60
    assert lines[row][lines[row + 1].index("^") :].startswith("false alarms")


def test_both_places_and_the_bead_are_named() -> None:
    """The translation's place comes first, in the form that editors open."""
    assert any("--> plan.en.txt:2:20 · plan.zh.txt:2:15 · bead 1" in line for line in text())


def test_values_stand_on_both_sides_of_an_inequality() -> None:
    """The normalised values are shown against each other."""
    assert any(line.strip() == "= 95 % ≠ 59 %" for line in text())


def test_no_colour_unless_it_is_asked_for() -> None:
    """Piped output is plain text."""
    assert "\x1b" not in "\n".join(text())
    assert "\x1b[1;31m" in "\n".join(text(color=True))


def test_control_characters_cannot_reach_the_terminal() -> None:
    """A document cannot colour, ring or move the cursor."""
    bitext = samples.bitext()
    found = samples.finding(bitext, "FMT901", 1, message="bell \x07 and \x1b[31m")
    held = Findings((found,), bitext=bitext)
    for format in ("text", "concise"):
        assert "\x1b" not in str(render(held, format))
        assert "\x07" not in str(render(held, format))


def test_summary_counts_by_severity() -> None:
    """The last line says how much of what was found where."""
    assert text()[-1] == "Found 2 errors, 2 warnings, 2 notes in 7 beads."


def test_summary_of_a_clean_run_says_so() -> None:
    """Nothing found is said, not left to silence."""
    assert text(Findings((), bitext=samples.bitext())) == ["Nothing found in 7 beads."]


def test_summary_tells_what_was_quieted_and_what_failed() -> None:
    """A run with a failure never reads as clean."""
    pair = CheckedPair.of(Findings((), bitext=samples.bitext()))
    lines = text(Outcome((pair,), (Failure("a", "b", "a: no such file"),), (), 2, 3))
    assert "Not shown: 3 known from the baseline, 2 suppressed." in lines
    assert lines[-1] == "not checked: a: no such file"


def test_concise_is_one_line_a_finding() -> None:
    """file:line:column, severity, rule, message; values where the message does not say them."""
    lines = str(render(samples.findings(), "concise")).splitlines()
    assert lines[0] == ("plan.en.txt:2:20: error NUM901 the source says 95 %, the translation 59 %")
    assert len(lines) == len(samples.findings()) + 1
    bitext = samples.bitext()
    found = samples.finding(bitext, "NUM901", 1, ("95%", "59%"), source="95 %", target="59 %")
    line = str(render(Findings((found,), bitext=bitext), "concise")).splitlines()[0]
    assert line.endswith("NUM901 speaks [95 % ≠ 59 %]")


def test_concise_names_the_bead_where_a_file_has_no_lines() -> None:
    """A Word document is known by its beads, which the page numbers too."""
    bitext = samples.bitext("plan.zh.docx", "plan.en.docx")
    found = samples.finding(bitext, "NUM901", 1, ("95%", "59%"))
    line = str(render(Findings((found,), bitext=bitext), "concise")).splitlines()[0]
    assert line.startswith("plan.en.docx: bead 1: error NUM901")


def test_statistics_count_by_rule() -> None:
    """The most frequent rule first."""
    bitext = samples.bitext()
    found = [samples.finding(bitext, "NUM901", bead, severity=Severity.INFO) for bead in (0, 1)]
    found.append(samples.finding(bitext, "COV901", 3))
    lines = statistics_lines(Outcome.of(Findings(tuple(found), bitext=bitext)))
    assert [line.split()[:2] for line in lines] == [["2", "NUM901"], ["1", "COV901"]]


def test_window_shows_as_many_spans_as_fit() -> None:
    """Two spans near each other are both kept in sight."""
    words = "a" * 30 + "95" + "b" * 10 + "96" + "c" * 30
    shown = window(words, (Span(30, 32), Span(42, 44)), 24).slice(words)
    assert "95" in shown
    assert "96" in shown
    assert width(shown) == 24
