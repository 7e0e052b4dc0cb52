"""Each machine format, held to its schema and to what its readers need."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from alignkit.errors import OptionError
from alignkit.report import ENDINGS, FORMATS, format_of, render, save
from alignkit.report.outcome import CheckedPair, Failure, Outcome
from alignkit.review.suppressions import Notice
from alignkit.types import Findings
from report import samples

ROOT = Path(__file__).parents[2]
SARIF_SCHEMA = ROOT / "tests/data/report/sarif-2.1.0.schema.json"
FINDINGS_SCHEMA = ROOT / "docs/schema/findings.schema.json"


def outcome() -> Outcome:
    """Return a run with findings, a failure and a notice."""
    failure = Failure("lost.zh.txt", "lost.en.txt", "lost.zh.txt: there is no such file")
    notice = Notice("suppressions.toml", 3, "this suppression matches no finding any more")
    return Outcome((CheckedPair.of(samples.findings()),), (failure,), (notice,), 2, 1)


def as_json(format: str, held: Any = None) -> Any:
    """Return what a JSON format renders."""
    return json.loads(render(held or outcome(), format))


def validate(data: Any, schema: Path) -> None:
    """Hold data to a schema file, formats included."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")))
    errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]
    assert errors == []


def test_json_findings_fit_the_published_schema() -> None:
    """The JSON output, failures and notices included, is what docs/schema promises."""
    validate(as_json("json"), FINDINGS_SCHEMA)


def test_json_from_the_findings_alone_fits_the_schema_too() -> None:
    """Findings.to_json, without a run around it, fits the same schema."""
    validate(samples.findings().to_json(), FINDINGS_SCHEMA)


def test_json_reads_back_as_the_same_findings() -> None:
    """Findings.from_json takes what the JSON format wrote."""
    held = samples.findings()
    assert Findings.from_json(as_json("json", held)).items == held.items


def test_json_says_where_a_finding_stands_in_both_files() -> None:
    """Places carry file, line and column of each marked span."""
    first = as_json("json")["findings"][0]
    assert first["places"]["target"] == [
        {"file": "plan.en.txt", "line": 2, "column": 20, "end_line": 2, "end_column": 23}
    ]
    assert first["places"]["source"][0]["line"] == 2


def test_json_of_a_run_that_could_not_finish_says_so() -> None:
    """An incomplete run is marked and names what failed."""
    data = as_json("json")
    assert data["complete"] is False
    assert data["failures"][0]["source"] == "lost.zh.txt"


def test_jsonl_holds_one_finding_a_line_and_one_line_a_failure() -> None:
    """Lines are findings that read back; a failure has a kind of its own."""
    rows = [json.loads(line) for line in str(render(outcome(), "jsonl")).splitlines()]
    assert [row["kind"] for row in rows] == ["finding"] * 6 + ["failure"]
    assert rows[0]["fingerprint"] == samples.findings()[0].fingerprint


def test_sarif_fits_the_official_schema() -> None:
    """The log, with failures and notices, validates against the OASIS schema."""
    validate(as_json("sarif"), SARIF_SCHEMA)


def test_sarif_of_nothing_fits_the_official_schema() -> None:
    """A clean run is a valid log as well."""
    validate(as_json("sarif", Outcome()), SARIF_SCHEMA)


def test_sarif_names_rules_levels_columns_and_fingerprints() -> None:
    """Each result points at its rule; columns count code points; twins differ."""
    held = samples.findings()
    twice = replace(held, items=(held[0], held[0]))
    run = as_json("sarif", twice)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    marks = [result["partialFingerprints"]["alignkit/v1"] for result in run["results"]]
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == ["NUM901", "NUM901"]
    assert {result["level"] for result in run["results"]} == {"error"}
    assert len(set(marks)) == 2


def test_sarif_region_holds_the_marked_words() -> None:
    """Cutting the file at the region gives the very words that the finding marks."""
    held = samples.findings()
    result = as_json("sarif", held)["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    text = samples.bitext().target.text
    line = text.split("\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "59%"
    start = region["charOffset"]
    assert text[start : start + region["charLength"]] == "59%"
    related = result["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"]["uri"] == "plan.zh.txt"


def test_sarif_region_points_into_the_file_as_given_after_repair() -> None:
    """A span of the mended text leads to the damaged line it came from."""
    original = "\ufeffThe rate is\n\nmore than 59-\n\n% here."
    repaired = "The rate is more than 59% here."
    positions = [original.find(c, i) for i, c in enumerate(repaired)]
    positions = [*range(1, 12), 12, *range(14, 26), 29, *range(30, 36)]
    bitext = samples.repaired_bitext("plan.en.txt", original, repaired, positions)
    found = samples.finding(bitext, "NUM901", 0, ("95%", "59%"))
    result = as_json("sarif", Findings((found,), bitext=bitext))["runs"][0]["results"][0]
    region = result["locations"][0]["physicalLocation"]["region"]
    start = region["charOffset"]
    assert original[start : start + region["charLength"]] == "59-\n\n%"
    assert (region["startLine"], region["endLine"]) == (3, 5)


def test_sarif_marks_a_run_that_could_not_finish() -> None:
    """executionSuccessful is false and a notification names the pair."""
    invocation = as_json("sarif")["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert "lost.zh.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]


def test_junit_counts_what_it_holds() -> None:
    """The totals of suites and cases agree with the cases that stand there."""
    root = ElementTree.fromstring(str(render(outcome(), "junit")))
    cases = root.findall("./testsuite/testcase")
    assert root.get("tests") == str(len(cases)) == "7"
    assert root.get("failures") == str(len(root.findall(".//failure"))) == "6"
    assert root.get("errors") == str(len(root.findall(".//error"))) == "1"
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names)


def test_junit_lets_pass_what_is_slighter_than_asked() -> None:
    """A note is a test that passed, with its words as output, where only warnings fail."""
    held = outcome()
    root = ElementTree.fromstring(str(render(held, "junit", fails="error")))
    errors = sum(finding.severity == "error" for _, finding in held)
    assert root.get("failures") == str(len(root.findall(".//failure"))) == str(errors)
    assert root.get("tests") == str(len(root.findall("./testsuite/testcase")))
    assert root.find(".//system-out") is not None


def test_junit_of_a_clean_pair_is_a_test_that_passed() -> None:
    """A pair without findings is one passed case, not an empty report."""
    clean = Findings((), bitext=samples.bitext())
    root = ElementTree.fromstring(str(render(clean, "junit")))
    assert root.get("tests") == "1"
    assert root.find(".//failure") is None


def test_junit_survives_characters_xml_cannot_hold() -> None:
    """Control characters and halves of pairs are replaced, markup is escaped."""
    bitext = samples.bitext()
    message = 'bad \x00 \ud800 ]]> <b> "quoted"\n'
    found = samples.finding(bitext, "FMT901", 1, message=message)
    root = ElementTree.fromstring(str(render(Findings((found,), bitext=bitext), "junit")))
    failure = root.find(".//failure")
    assert failure is not None
    assert '<b> "quoted"' in str(failure.get("message"))


def test_github_annotations_escape_what_would_end_them() -> None:
    """Percent signs, line breaks, colons and commas are escaped where they must be."""
    lines = str(render(outcome(), "github")).splitlines()
    first = lines[0]
    assert first.startswith("::error file=plan.en.txt,line=2,endLine=2,col=20,endColumn=23,")
    assert "95 %25" in first
    assert "%0A" in first
    assert any(line.startswith("::notice ") for line in lines)
    assert any(line.startswith("::error file=lost.en.txt,title=not checked::") for line in lines)


def test_gitlab_issues_have_unique_fingerprints_and_lines() -> None:
    """Every issue has what GitLab needs, and no two share a fingerprint."""
    held = samples.findings()
    issues = as_json("gitlab", replace(held, items=(*held.items, held[0])))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 7
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1


def test_gitlab_tells_of_a_pair_that_could_not_be_checked() -> None:
    """A failure is a blocker, so that the widget is not empty."""
    assert as_json("gitlab")[-1]["severity"] == "blocker"


def test_csv_cells_cannot_become_formulas() -> None:
    """A text that begins like a formula is quoted for spreadsheets."""
    bitext = samples.bitext()
    found = samples.finding(bitext, "FMT901", 1, message="=HYPERLINK(1)")
    rows = list(csv.DictReader(io.StringIO(str(render(Findings((found,), bitext=bitext), "csv")))))
    assert rows[0]["message"] == "'=HYPERLINK(1)"


def test_csv_has_a_row_a_finding_and_a_row_a_failure() -> None:
    """Nothing is lost on the way into the table."""
    rows = list(csv.DictReader(io.StringIO(str(render(outcome(), "csv")))))
    assert [row["rule"] for row in rows[:2]] == ["NUM901", "COV901"]
    assert rows[0]["values"] == "95 % ≠ 59 %"
    assert rows[-1]["name"] == "not-checked"


def test_xlsx_holds_text_as_text_and_room_for_a_verdict() -> None:
    """The workbook opens, keeps a formula as text, and has the reviewers' columns."""
    openpyxl = pytest.importorskip("openpyxl")
    bitext = samples.bitext()
    found = samples.finding(bitext, "FMT901", 1, message="=1+1 \x01")
    book = openpyxl.load_workbook(
        io.BytesIO(bytes(render(Findings((found,), bitext=bitext), "xlsx")))  # type: ignore[arg-type]
    )
    sheet = book["findings"]
    header = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, header.index("message") + 1)
    assert (cell.value, cell.data_type) == ("=1+1 \ufffd", "s")
    assert header[-2:] == ["verdict", "note"]
    assert book.sheetnames == ["findings", "rules", "run"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_renders_findings_without_their_bitext(format: str) -> None:
    """Findings that were read from JSON have no documents; every format copes."""
    held = replace(samples.findings(), bitext=None)
    assert render(held, format)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_renders_a_run_in_which_nothing_worked(format: str) -> None:
    """A run of failures alone is written, and never as an empty text."""
    assert render(Outcome(failures=(Failure("a", "b", "no"),)), format)


@pytest.mark.parametrize(("ending", "format"), ENDINGS.items())
def test_the_ending_of_a_file_names_its_format(ending: str, format: str, tmp_path: Path) -> None:
    """save takes the format from the name."""
    path = tmp_path / f"findings{ending}"
    save(samples.findings(), path)
    assert path.stat().st_size > 100
    assert format_of(path) == format


def test_an_unknown_ending_is_an_error_that_lists_the_known_ones() -> None:
    """No silent choice of a format."""
    with pytest.raises(OptionError, match=r"\.sarif"):
        format_of("findings.doc")
