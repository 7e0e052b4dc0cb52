"""alignkit check: what it prints, writes and exits with."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

CLEAN = "检出率达到95%。\tThe rate is 95%.\n"
FAULTY = "检出率达到95%。\tThe rate is 59%.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that holds a clean and a faulty bitext."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clean.tsv").write_text(CLEAN, "utf-8")
    (tmp_path / "faulty.tsv").write_text(CLEAN + FAULTY, "utf-8")
    return tmp_path


def rules(text: str) -> list[str]:
    """Return the rules of JSON findings."""
    return [finding["rule"] for finding in json.loads(text)["findings"]]


def test_clean_pairs_exit_0_and_say_so(alignkit: Run) -> None:
    """No findings: code 0 and one line."""
    ran = alignkit("check", "clean.tsv", "--select", "NUM")
    assert (ran.code, ran.out) == (0, "Nothing found in 1 bead.\n")


def test_findings_exit_1_and_name_the_place(alignkit: Run) -> None:
    """An error: code 1, the row and column of the wrong number."""
    ran = alignkit("check", "faulty.tsv", "--select", "NUM", "--format", "concise")
    assert ran.code == 1
    assert ran.out.startswith("faulty.tsv:2:23: error NUM")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 1),
        (("--fail-on", "error"), 1),
        (("--fail-on", "info"), 1),
        (("--fail-on", "never"), 0),
        (("--exit-zero",), 0),
        (("--ignore", "NUM"), 0),
        (("--select", "FMT"), 0),
    ],
)
def test_fail_on_decides_the_exit_code(alignkit: Run, options: tuple[str, ...], code: int) -> None:
    """What is found is the same; what it means is the user's choice."""
    assert alignkit("check", "faulty.tsv", *options).code == code


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.tsv",), "nowhere.tsv"),
        (("clean.tsv", "--select", "XYZ"), "XYZ"),
        (("clean.tsv", "--format", "doc"), "doc"),
        (("clean.tsv", "--baseline", "none.json"), "--write-baseline none.json"),
        (("clean.tsv", "--suppressions", "none.toml"), "none.toml"),
        (("clean.tsv", "-o", "no/such/folder.json"), "folder"),
        (("clean.tsv", "-o", "findings.doc"), "findings.doc"),
        (("clean.tsv", "--glossary", "none.tsv"), "none.tsv"),
        (("clean.tsv", "--config", "none.toml"), "none.toml"),
        (("a", "b", "c", "d"), "4 files"),
        ((), "give a source and its translation"),
        (("clean.tsv", "--pairs", "x.toml"), "not both"),
    ],
)
def test_what_cannot_run_exits_2_with_one_line(
    alignkit: Run, arguments: tuple[str, ...], words: str
) -> None:
    """Bad input and bad options: code 2, the thing named, nothing on standard output."""
    ran = alignkit("check", *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_a_crash_exits_2_never_1(alignkit: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug in a rule must not read as findings, nor as none."""

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(import_module("alignkit.check.run.engine"), "run", broken)
    ran = alignkit("check", "faulty.tsv")
    assert ran.code == 2
    assert "could not finish" in ran.err


def test_an_output_file_is_written_whole_or_not_at_all(alignkit: Run, folder: Path) -> None:
    """A failed run leaves the file that was there as it was."""
    (folder / "old.json").write_text("kept")
    assert alignkit("check", "nowhere.tsv", "-o", "old.json").code == 2
    assert (folder / "old.json").read_text() == "kept"
    assert alignkit("check", "faulty.tsv", "-o", "old.json").code == 1
    assert json.loads((folder / "old.json").read_text("utf-8"))["schema"] == 1
    assert sorted(p.name for p in folder.iterdir()) == ["clean.tsv", "faulty.tsv", "old.json"]


def test_the_baseline_quiets_what_is_known_and_only_that(alignkit: Run, folder: Path) -> None:
    """Known findings stay quiet after edits elsewhere; a new one and a second copy do not."""
    ran = alignkit("check", "faulty.tsv", "--write-baseline", "known.json")
    assert ran.code == 0
    assert "known.json" in ran.err
    assert alignkit("check", "faulty.tsv", "--baseline", "known.json").code == 0
    edited = "你好。\tHello.\n" + CLEAN.replace("95", "96") + FAULTY
    (folder / "faulty.tsv").write_text(edited, "utf-8")
    assert alignkit("check", "faulty.tsv", "--baseline", "known.json").code == 0
    (folder / "faulty.tsv").write_text(edited + FAULTY, "utf-8")
    assert alignkit("check", "faulty.tsv", "--baseline", "known.json").code == 1
    other = FAULTY.replace("59", "58")
    (folder / "faulty.tsv").write_text(edited.replace(FAULTY, FAULTY + other), "utf-8")
    ran = alignkit("check", "faulty.tsv", "--baseline", "known.json", "--format", "json")
    held = json.loads(ran.out)
    assert held["summary"]["known"] >= 1
    assert {f["bead"] for f in held["findings"]} == {3}


def test_suppressions_set_aside_with_a_reason(alignkit: Run, folder: Path) -> None:
    """A suppressed finding is counted, not shown; an entry nothing needs is told of."""
    found = json.loads(alignkit("check", "faulty.tsv", "--format", "json").out)["findings"][0]
    (folder / "aside.toml").write_text(
        f'[[suppress]]\nrule = "{found["rule"]}"\nfingerprint = "{found["fingerprint"]}"\n'
        'reason = "agreed"\n\n[[suppress]]\nrule = "FMT007"\nreason = "was so once"\n',
        "utf-8",
    )
    ran = alignkit("check", "faulty.tsv", "--suppressions", "aside.toml")
    assert ran.code == 0
    assert "1 suppressed" in ran.out
    assert "aside.toml:6: this suppression matches no finding any more (rule FMT007)" in ran.err


def test_an_entry_is_not_called_unused_by_a_run_that_could_not_meet_it(
    alignkit: Run, folder: Path
) -> None:
    """With --select NUM nothing can be said of an entry about FMT."""
    (folder / "aside.toml").write_text('[[suppress]]\nrule = "FMT007"\nreason = "x"\n', "utf-8")
    ran = alignkit("check", "clean.tsv", "--suppressions", "aside.toml", "--select", "NUM")
    assert ran.err == ""


def test_a_ladder_is_checked_with_its_texts(alignkit: Run, folder: Path) -> None:
    """LADDER SOURCE TRANSLATION: the numbers pair the lines, places lead into the texts."""
    (folder / "a.zh.txt").write_text("你好。\n检出率达到95%。\n", "utf-8")
    (folder / "a.en.txt").write_text("Hello.\nThe rate is 59%.\n", "utf-8")
    (folder / "a.ladder").write_text("[0]:[0]:0.9\n[1]:[1]:0.9\n", "utf-8")
    ran = alignkit("check", "a.ladder", "a.zh.txt", "a.en.txt", "--format", "concise")
    assert ran.code == 1
    assert ran.out.startswith("a.en.txt:2:13: error NUM")


def test_many_pairs_make_one_report(alignkit: Run, folder: Path) -> None:
    """A manifest of patterns gives one JSON object with all pairs."""
    (folder / "pairs.toml").write_text('[[pairs]]\nbitext = "*.tsv"\n', "utf-8")
    ran = alignkit("check", "--pairs", "pairs.toml", "--format", "json")
    data = json.loads(ran.out)
    assert ran.code == 1
    assert [pair["source"] for pair in data["pairs"]] == ["clean.tsv", "faulty.tsv"]
    assert {finding["pair"] for finding in data["findings"]} == {1}


def test_a_pair_that_cannot_be_checked_makes_the_run_incomplete(
    alignkit: Run, folder: Path
) -> None:
    """The others are reported, the exit code is 2, and the report itself says incomplete."""
    (folder / "pairs.toml").write_text(
        '[[pairs]]\nbitext = "clean.tsv"\n[[pairs]]\nbitext = "gone.tsv"\n', "utf-8"
    )
    ran = alignkit("check", "--pairs", "pairs.toml", "--format", "json")
    assert ran.code == 2
    assert json.loads(ran.out)["complete"] is False
    assert "gone.tsv" in ran.err
    assert alignkit("check", "--pairs", "pairs.toml", "--exit-zero").code == 2
    ran = alignkit("check", "--pairs", "pairs.toml", "--write-baseline", "known.json")
    assert ran.code == 2
    assert not (folder / "known.json").exists()


def test_settings_name_pairs_and_options_win(alignkit: Run, folder: Path) -> None:
    """alignkit.toml is enough for a bare `alignkit check`; an option overrides it."""
    (folder / "alignkit.toml").write_text(
        'fail-on = "never"\nselect = ["NUM"]\n[[pairs]]\nbitext = "faulty.tsv"\n', "utf-8"
    )
    assert alignkit("check").code == 0
    assert alignkit("check", "--fail-on", "error").code == 1


def test_settings_for_some_files_hold_for_those_alone(alignkit: Run, folder: Path) -> None:
    """[files."faulty*"] ignores NUM there and nowhere else."""
    (folder / "alignkit.toml").write_text('[files."faulty*"]\nignore = ["NUM"]\n', "utf-8")
    assert alignkit("check", "faulty.tsv").code == 0
    (folder / "other.tsv").write_text(FAULTY, "utf-8")
    assert alignkit("check", "other.tsv").code == 1


def test_statistics_count_instead_of_listing(alignkit: Run) -> None:
    """One line a rule, then the summary."""
    ran = alignkit("check", "faulty.tsv", "--select", "NUM", "--statistics")
    lines = ran.out.splitlines()
    assert lines[0].split()[0] == "1"
    assert lines[0].split()[2][0].isupper()
    assert lines[-1].startswith("Found 1 error")


def test_select_takes_lists_and_beginnings(alignkit: Run) -> None:
    """NUM,FMT and twice --select are the same."""
    one = alignkit("check", "faulty.tsv", "--select", "NUM,FMT", "--format", "json")
    two = alignkit("check", "faulty.tsv", "--select", "NUM", "--select", "FMT", "--format", "json")
    assert rules(one.out) == rules(two.out) != []


def test_output_is_the_same_for_any_number_of_jobs(alignkit: Run, folder: Path) -> None:
    """--jobs changes how fast, never what."""
    (folder / "many.tsv").write_text((CLEAN + FAULTY) * 40, "utf-8")
    one = alignkit("check", "many.tsv", "--format", "json")
    two = alignkit("check", "many.tsv", "--format", "json", "--jobs", "2")
    assert one.out == two.out


def test_quiet_says_nothing_on_standard_error(alignkit: Run) -> None:
    """With -o and -q both streams stay empty."""
    ran = alignkit("check", "faulty.tsv", "-o", "x.json", "-q")
    assert (ran.out, ran.err) == ("", "")


def test_report_writes_one_page(alignkit: Run, folder: Path) -> None:
    """alignkit report exits 0 whatever it shows, for it was asked to show it."""
    ran = alignkit("report", "faulty.tsv", "-o", "page.html")
    assert ran.code == 0
    assert (folder / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_rules_are_listed_and_explained(alignkit: Run) -> None:
    """The list has every rule; the page has its fixed shape; an unknown id is an error."""
    listed = alignkit("rules").out
    identity = listed.split()[0]
    page = alignkit("rule", identity.lower()).out
    for title in ("What it does", "Why it matters", "Flagged", "Options", "Known limits"):
        assert title in page
    assert len(json.loads(alignkit("rules", "--format", "json").out)["rules"]) == len(
        listed.splitlines()
    )
    assert f"## {identity} " in alignkit("rules", "--format", "markdown").out
    assert alignkit("rule", "ZZZ999").code == 2


def test_a_rule_page_has_no_title_without_an_example(alignkit: Run) -> None:
    """A rule that needs documents shows no pair that it flags, and no empty heading for one."""
    for asked in (("rule", "COV012"), ("rules", "--select", "COV012", "--format", "markdown")):
        ran = alignkit(*asked)
        assert ran.code == 0
        assert "Left alone" in ran.out
        assert "Flagged" not in ran.out


def test_ten_times_is_said_without_a_zero_behind_the_point(alignkit: Run, folder: Path) -> None:
    """A factor is a whole number however the source wrote its figure."""
    (folder / "slip.tsv").write_text("增长3.5万\tgrew by 3,500\n", encoding="utf-8")
    assert " 10 times apart" in alignkit("check", "slip.tsv", "--format", "concise").out
