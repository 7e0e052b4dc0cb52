"""Severity as a promise: what the record allows, and that pages say what it says."""

from __future__ import annotations

from bench.unseen.promises import (
    ERROR,
    EXACT,
    FINDINGS,
    MADE,
    OWED,
    PROMISES,
    TABLE,
    WARNING,
    ceiling,
    ceilings,
    promises,
    table,
)
from bench.unseen.record import Said

from alignkit.check.run.promise import UNJUDGED, judged, kept, measured, promised
from alignkit.check.run.registry import all_rules
from alignkit.types import Severity


def said(count: int, right: int, severity: str = "error", sources: int = 100) -> list[Said]:
    """Return so many findings, the first of them right, from so many sources."""
    return [
        Said(str(n), f"p{n % sources}", "NUM001", severity, "genuine" if n < right else "false")
        for n in range(count)
    ]


def test_the_table_of_the_pages_is_that_of_the_record() -> None:
    """A verdict that was added reaches the rule pages: python -m bench promises --write."""
    assert TABLE.read_text(encoding="utf-8") == table()
    assert PROMISES.read_text(encoding="utf-8") == promises()


def test_no_rule_promises_more_than_the_record_allows() -> None:
    """A rule speaks at its own severity or at what readers found it worth, whichever is less."""
    allowed = ceilings()
    for rule in all_rules():
        most, _ = allowed.get(rule.id, (Severity.WARNING, ""))
        assert promised(rule).rank <= most.rank or rule.family == "DIV", rule.id
        for severity in Severity:
            assert kept(rule.id, severity).rank <= most.rank


def test_an_error_needs_enough_findings_of_enough_sources() -> None:
    """Nine of ten right on twenty findings from ten sources, and nothing less."""
    assert ceiling(said(FINDINGS, FINDINGS)) is Severity.ERROR
    assert ceiling(said(FINDINGS, int(ERROR * FINDINGS) - 1)) is Severity.WARNING
    assert ceiling(said(FINDINGS - 1, FINDINGS - 1)) is Severity.WARNING
    assert ceiling(said(FINDINGS, FINDINGS, sources=9)) is Severity.WARNING
    assert ceiling(said(100, 100, "warning")) is Severity.WARNING


def test_a_warning_that_is_wrong_too_often_becomes_a_note() -> None:
    """Below six of ten once judged, or where no drawing of sources would reach six."""
    assert ceiling(said(100, int(100 * WARNING) - 1, "warning")) is Severity.INFO
    assert ceiling(said(12, 0, "warning")) is Severity.INFO
    assert ceiling(said(3, 1, "warning")) is Severity.WARNING
    assert ceiling([]) is Severity.WARNING
    assert ceiling(said(100, 0, "info")) is Severity.WARNING


def test_pages_say_unseen_texts_first() -> None:
    """Each rule's page begins with the judged figure, or says that there is none."""
    known = {held.rule for held in judged()}
    for rule in all_rules():
        text = measured(rule)
        assert text.endswith(rule.precision)
        assert (UNJUDGED in text.lower()) == (rule.id not in known)


def test_exempt_rules_exist() -> None:
    """A rule that promises without being judged is one of the lists."""
    assert set(EXACT) | set(MADE) | set(OWED) <= {rule.id for rule in all_rules()}
    assert not set(EXACT) & (set(MADE) | set(OWED))
