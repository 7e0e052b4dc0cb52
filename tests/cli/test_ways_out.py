"""A slip at the command line is answered with the command that was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from alignkit.compose import check
from alignkit.corpus import corpus_run
from alignkit.errors import OptionError

Run = Callable[..., Any]
WHAT_IS_SAID = {
    ("plan.zh.docx", "plan.en.docx"): "alignkit report plan.zh.docx plan.en.docx -o report.html",
    ("align", "zh.txt", "en.txt", "-o", "pairs.odt"): "end in one of .tsv",
    ("align", "zh.txt", "en.txt", "-o", "pairs.srt"): "end in one of .tsv",
    ("align", "zh.txt", "en.txt", "-o", "strings.yaml"): "choose another format",
    ("check", "zh.txt", "en.txt", "other.txt"): "alignkit compare SOURCE A B",
    ("check", "zh.md", "en.txt", "other.txt"): "alignkit compare SOURCE A B",
    ("check", "zh.txt", "en.txt", "-o", "found.doc"): "-o comments.docx",
    ("check", "zh.txt", "en.txt", "--source-lang", "chinese"): "give zh, en",
    ("check", "zh.txt", "en.txt", "--baseline", "zh.txt"): "that --write-baseline wrote",
    ("report", "zh.txt", "en.txt", "-o", "page.pdf"): "end its name in .html",
    ("rule", "NUM"): "alignkit rules --select NUM",
    ("check", "texts"): "give the folder of the source and that of the translation",
    ("check", "zh.txt", "en.txt", "--select", "numbers"): "the families are COV",
    ("compare", "en.txt", "other.txt"): "--no-source",
    ("compare", "zh.txt", "en.txt", "other.txt", "-o", "d.docx"): "one of .json",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an original and two translations."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    for name in ("zh.txt", "zh.md"):
        (tmp_path / name).write_text("工厂有35名工人。\n", encoding="utf-8")
    for name in ("en.txt", "other.txt"):
        (tmp_path / name).write_text("The factory has 35 workers.\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("given", list(WHAT_IS_SAID), ids=" ".join)
def test_a_slip_is_answered_with_the_way_out(
    alignkit: Run, folder: Path, given: tuple[str, ...]
) -> None:
    """Exit code 2, the way out in words, and nothing written."""
    before = sorted(folder.iterdir())
    ran = alignkit(*given)
    assert (ran.code, ran.out) == (2, "")
    assert WHAT_IS_SAID[given] in ran.err
    assert sorted(folder.iterdir()) == before


def test_a_comparison_says_where_it_was_written(alignkit: Run, folder: Path) -> None:
    """As the report does; --quiet says nothing."""
    given = ("compare", "zh.txt", "en.txt", "other.txt", "-o", "d.html")
    assert "Written to d.html" in alignkit(*given).err
    assert alignkit(*given, "--quiet").err == ""


def test_a_conversion_is_made_again_over_its_own_earlier_output(
    alignkit: Run, folder: Path
) -> None:
    """What is written is no input; only the file that is read is kept."""
    (folder / "pairs.tsv").write_text("工厂\tfactory\n", encoding="utf-8")
    for _ in range(2):
        assert alignkit("convert", "pairs.tsv", "pairs.jsonl").code == 0
    ran = alignkit("convert", "pairs.tsv", "pairs.tsv")
    assert ran.code == 2
    assert "read here" in ran.err


def test_a_text_aligned_with_itself_is_told(alignkit: Run, folder: Path) -> None:
    """The wrong file was named, most likely."""
    assert "the same text" in alignkit("align", "zh.txt", "zh.txt").err
    assert "the same text" not in alignkit("align", "zh.txt", "en.txt").err


def test_settings_without_pairs_are_named(alignkit: Run, folder: Path) -> None:
    """Who has a settings file learns what is missing in it."""
    (folder / "alignkit.toml").write_text('fail-on = "error"\n', encoding="utf-8")
    assert "alignkit.toml names no [[pairs]]" in alignkit("check").err


def test_the_reviser_s_list_is_shown_or_said_to_be_missing(alignkit: Run, folder: Path) -> None:
    """A line a place in the concise format; another format says that it has none."""
    (folder / "zh.txt").write_text("工厂有35名工人。\n仓库里有一台旧机器。\n", encoding="utf-8")
    (folder / "en.txt").write_text("The factory has 35 workers.\nThe weather is fine.\n", "utf-8")
    given = ("check", "zh.txt", "en.txt", "--review-list", "3", "--format")
    assert ": look " in alignkit(*given, "concise").out
    assert "holds no --review-list" in alignkit(*given, "github").err


def test_the_page_takes_the_list_too(alignkit: Run, folder: Path) -> None:
    """`report` and `check --format html` write one page."""
    (folder / "zh.txt").write_text("工厂有35名工人。\n仓库里有一台旧机器。\n", encoding="utf-8")
    (folder / "en.txt").write_text("The factory has 35 workers.\nThe weather is fine.\n", "utf-8")
    given = ("zh.txt", "en.txt", "--review-list", "3")
    assert (
        alignkit("report", *given, "-o", "-").out
        == alignkit("check", *given, "--format", "html").out
    )
    assert (
        alignkit("report", *given, "-o", "-").out != alignkit("report", *given[:2], "-o", "-").out
    )


def test_a_project_that_is_none_is_told_what_it_is_not(alignkit: Run, folder: Path) -> None:
    """Whoever gives the Word file itself learns what makes a project."""
    (folder / "plan.docx").write_bytes(b"PK\x03\x04\xff\xfe")
    ran = alignkit("project", "export", "plan.docx", "--as", "comments")
    assert ran.code == 2
    assert "make it with alignkit review SRC TGT" in ran.err


def test_an_ending_of_no_format_is_refused_before_the_work(alignkit: Run, folder: Path) -> None:
    """One line names the endings there are, and nothing is written; .txt is tab-separated."""
    alignkit("align", "zh.txt", "en.txt", "-o", "pairs.tsv")
    for ran in (
        alignkit("align", "zh.txt", "en.txt", "-o", "pairs.foo"),
        alignkit("convert", "pairs.tsv", "pairs.foo"),
    ):
        assert ran.code == 2
        assert "pairs.foo" in ran.err
        assert ".tmx" in ran.err
    assert not (folder / "pairs.foo").exists()
    assert alignkit("align", "zh.txt", "en.txt", "-o", "pairs.txt").code == 0


def test_the_list_of_rules_takes_families_as_they_are(alignkit: Run) -> None:
    """Where --select could be written, a bare name will do."""
    assert alignkit("rules", "NUM").out == alignkit("rules", "--select", "NUM").out


def test_a_second_opinion_stands_under_the_pair_that_it_is_of(alignkit: Run, folder: Path) -> None:
    """Nobody counts lines to find bead 12."""
    (folder / "zh.txt").write_text("他没有去。\n", encoding="utf-8")
    (folder / "en.txt").write_text("He went there twice.\n", encoding="utf-8")
    out = alignkit("judge", "zh.txt", "en.txt").out
    assert out.startswith(("bead 0: 他没有去。 / He went there twice.\n  ", "Nothing looks wrong"))


def test_a_second_opinion_without_any_word_says_so(alignkit: Run, folder: Path) -> None:
    """No output at all could be a broken run."""
    assert alignkit("judge", "zh.txt", "en.txt").out == "Nothing looks wrong in 1 pair.\n"


def test_one_string_names_rules_as_a_list_does() -> None:
    """In Python, too."""
    pairs = [("增长35%。", "It grew by 53%.")]
    assert check(pairs, select="NUM,COV").counts() == check(pairs, select=["NUM", "COV"]).counts()
    assert not check(pairs, select="NUM", ignore="NUM")
    with pytest.raises(OptionError, match="the families are"):
        check(pairs, select="numbers")


def test_a_run_over_a_corpus_says_that_it_takes_no_function(folder: Path) -> None:
    """Its processes open their model themselves; what takes a function is named."""
    with pytest.raises(OptionError, match=r"encoder\.py:NAME"):
        corpus_run([("一。", "One.")], folder / "run", model=len)  # type: ignore[arg-type]
    assert not (folder / "run").exists()


def test_a_checked_corpus_says_where_its_findings_stand(alignkit: Run, folder: Path) -> None:
    """A count alone leaves the reader looking for them."""
    pytest.importorskip("pyarrow")
    for side in ("zh", "en"):
        (folder / side).mkdir()
        (folder / f"{side}.txt").rename(folder / side / "letter.txt")
    ran = alignkit("corpus", "check", "zh", "en", "-o", "run", "--jobs", "1", "--select", "NUM")
    assert ran.code == 0
    assert str(Path("run") / "overview.html") in ran.err


@pytest.mark.parametrize(("said", "meant"), [("cheque", "check"), ("aling", "align")])
def test_a_misspelt_command_is_told_what_was_meant(alignkit: Run, said: str, meant: str) -> None:
    """As a misspelt option is."""
    assert f"Did you mean '{meant}'?" in alignkit(said).err
    assert "Did you mean" not in alignkit("xyzzy").err


def test_a_rule_that_is_none_is_told_once_for_all_pairs(alignkit: Run, folder: Path) -> None:
    """The settings are wrong, and no pair is."""
    for name in ("a.tsv", "b.tsv"):
        (folder / name).write_text("你好。\tHello.\n", encoding="utf-8")
    (folder / "alignkit.toml").write_text(
        '[rules.NUM999]\nseverity = "info"\n[[pairs]]\nbitext = "*.tsv"\n', encoding="utf-8"
    )
    assert alignkit("check").err.count("there is no such rule") == 1


@pytest.mark.parametrize(
    ("given", "named"),
    [((), "en.alignkit"), (("-p", "texts/mine.alignkit"), "texts/mine.alignkit")],
)
def test_the_desk_names_its_project_file(
    alignkit: Run,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    given: tuple[str, ...],
    named: str,
) -> None:
    """Other commands take the project by its name, so it is told."""
    serving = pytest.importorskip("alignkit.desk.server.serving")
    monkeypatch.setattr(serving, "serve", lambda opening, opened: opened("http://here"))
    ran = alignkit("review", "zh.txt", "en.txt", "--no-browser", *given)
    assert "http://here" in ran.out
    assert f"kept in {Path(named)}." in ran.err
