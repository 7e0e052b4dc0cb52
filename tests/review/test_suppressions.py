"""Suppressions: what they cover, when they end, what is wrong with them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from alignkit.errors import InputError
from alignkit.review.suppressions import Suppression, load_suppressions
from alignkit.types import Excerpt, Finding, Severity

FINDING = Finding(
    "NUM002",
    Severity.ERROR,
    "the value differs",
    3,
    Excerpt("检出率达到95%。"),
    Excerpt("The rate is 59%."),
    fingerprint="00c0ffee",
)


def written(folder: Path, text: str) -> Path:
    """Return a suppressions file with this text."""
    path = folder / "aside.toml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("entry", "covered"),
    [
        ({"rule": "NUM002"}, True),
        ({"rule": "NUM"}, True),
        ({"rule": "NUM00[12]"}, True),
        ({"rule": "COV"}, False),
        ({"fingerprint": "00c0ffee"}, True),
        ({"fingerprint": "00c0"}, False),
        ({"fingerprint": "00c0*"}, True),
        ({"source": "*95%*"}, True),
        ({"target": "*95%*"}, False),
        ({"rule": "NUM", "target": "*59%*"}, True),
        ({"rule": "COV", "target": "*59%*"}, False),
        ({"message": "the value*"}, True),
        ({"rule": "NUM", "file": "plan.en.txt"}, True),
        ({"rule": "NUM", "file": "docs/*"}, True),
        ({"rule": "NUM", "file": "other/*"}, False),
    ],
)
def test_an_entry_covers_what_all_its_keys_name(entry: dict[str, str], covered: bool) -> None:
    """Ids by their beginning or as globs, texts and files as globs."""
    held = Suppression("because", **entry)  # type: ignore[arg-type]
    assert held.covers(FINDING, ("docs/plan.zh.txt", "docs/plan.en.txt")) is covered


def test_an_entry_ends_after_its_last_day(tmp_path: Path) -> None:
    """On the day itself it holds; on the next it is told of and covers nothing."""
    path = written(tmp_path, '[[suppress]]\nrule = "NUM002"\nreason = "x"\nexpires = 2026-05-31\n')
    on_the_day = load_suppressions(path, date(2026, 5, 31))
    assert on_the_day.keep([FINDING]) == ()
    assert on_the_day.notices() == ()
    after = load_suppressions(path, date(2026, 6, 1))
    assert after.keep([FINDING]) == (FINDING,)
    assert "expired on 2026-05-31" in str(after.notices()[0])
    assert after.notices()[0].line == 1


def test_an_entry_that_covers_nothing_is_told_of_with_its_line(tmp_path: Path) -> None:
    """Unused entries rot, so they are named."""
    text = '[[suppress]]\nrule = "NUM002"\nreason = "x"\n\n'
    text += '[[ suppress ]]\nrule = "COV"\nreason = "y"\n'
    held = load_suppressions(written(tmp_path, text))
    held.keep([FINDING])
    notices = held.notices()
    assert [notice.line for notice in notices] == [5]
    assert "rule COV" in notices[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[suppress]]\nrule = 'NUM'\n", "has no reason"),
        ("[[suppress]]\nreason = 'x'\n", "names no finding"),
        ("[[suppress]]\nreason = 'x'\nfile = 'a'\n", "names no finding"),
        ("[[suppress]]\nrule = 'NUM'\nreason = '  '\n", "says nothing"),
        ("[[suppress]]\nrule = 1\nreason = 'x'\n", "says nothing"),
        ("[[suppress]]\nrul = 'NUM'\nreason = 'x'\n", "unknown key 'rul'"),
        ("[[suppress]]\nrule = 'NUM'\nreason = 'x'\nexpires = 'soon'\n", "is no date"),
        ("[[suppress]]\nrule = 'NUM0001'\nreason = 'x'\n", "there is no rule 'NUM0001'"),
        ("[[suppress]]\nrule = 'N?M9*'\nreason = 'x'\n", "there is no rule"),
        ("[[suppressed]]\nrule = 'NUM'\n", "unknown key 'suppressed'"),
        ("suppress = 1\n", "not a list of tables"),
        ("[[suppress\n", "not TOML"),
    ],
)
def test_a_wrong_entry_is_an_error_that_says_what_to_write(
    tmp_path: Path, text: str, words: str
) -> None:
    """No entry is skipped in silence."""
    with pytest.raises(InputError, match=words):
        load_suppressions(written(tmp_path, text))


@pytest.mark.parametrize("rule", ["NUM002", "num002", "NUM", "N?M*", "DIV001"])
def test_every_spelling_of_a_rule_that_there_is_names_it(tmp_path: Path, rule: str) -> None:
    """An id, a beginning or a glob, in capitals or not; rules of comparisons are rules."""
    held = load_suppressions(written(tmp_path, f"[[suppress]]\nrule = '{rule}'\nreason = 'x'\n"))
    assert held.entries[0].names_rule(FINDING.rule) == (rule != "DIV001")


def test_a_rule_that_went_is_no_error_beside_a_fingerprint(tmp_path: Path) -> None:
    """What a program wrote is read by later ones: the entry is named as one that nothing needs."""
    text = "[[suppress]]\nrule = 'NUM901'\nfingerprint = '00c0ffee'\nreason = 'x'\n"
    held = load_suppressions(written(tmp_path, text))
    assert held.keep([FINDING]) == (FINDING,)
    assert [notice.line for notice in held.notices()] == [1]


@pytest.mark.parametrize("data", ["[]", "{", '{"schema": 1}', '{"schema": 1, "kind": "x"}'])
def test_json_that_holds_no_decisions_is_an_error(tmp_path: Path, data: str) -> None:
    """Another JSON file is not mistaken for an empty list of decisions."""
    path = tmp_path / "decisions.json"
    path.write_text(data)
    with pytest.raises(InputError, match="decisions"):
        load_suppressions(path)


def test_decisions_of_a_page_set_aside_what_was_rejected(tmp_path: Path) -> None:
    """Accepted findings stay; the note of a rejected one is its reason."""
    path = tmp_path / "decisions.json"
    held = {"rule": "NUM002", "fingerprint": "00c0ffee", "note": "as agreed"}
    for decision, kept in (("reject", ()), ("accept", (FINDING,)), (None, (FINDING,))):
        decisions = [{**held, "decision": decision}]
        path.write_text(json.dumps({"schema": 1, "kind": "decisions", "decisions": decisions}))
        assert load_suppressions(path).keep([FINDING]) == kept
