"""Findings as JUnit XML: a suite a pair, a case a finding."""

from __future__ import annotations

import re
from html import escape

from alignkit.report.outcome import CheckedPair, Failure, Outcome
from alignkit.report.place import Locator
from alignkit.report.rulebook import rule_page
from alignkit.report.values import difference
from alignkit.shown import shown
from alignkit.types import Finding, Severity

# Characters that XML 1.0 cannot hold at all.
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(outcome: Outcome, *, fails: str = "info") -> str:
    """Return the test suites; a pair without findings is one case that passed.

    From the severity `fails` on a finding is a test that failed; what is slighter passed, with
    what was found as its output.
    """
    least = Severity(fails).rank
    failed = sum(finding.severity.rank >= least for _, finding in outcome)
    suites = [_suite(pair, least) for pair in outcome.pairs]
    suites += [_failed(failure) for failure in outcome.failures]
    tests = sum(max(1, len(pair.findings)) for pair in outcome.pairs) + len(outcome.failures)
    head = (
        f'<testsuites name="alignkit" tests="{tests}" failures="{failed}"'
        f' errors="{len(outcome.failures)}">'
    )
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>", ""])


def _suite(pair: CheckedPair, least: int) -> str:
    locator = Locator(pair)
    cases = [_case(pair, f, str(locator.places(f).main), least) for f in pair.findings]
    failed = sum(finding.severity.rank >= least for finding in pair.findings)
    if not cases:
        cases = [f'  <testcase classname={_attribute(pair.title)} name="no findings"/>']
    head = (
        f'<testsuite name={_attribute(pair.title)} tests="{len(cases)}"'
        f' failures="{failed}" errors="0">'
    )
    signature = _attribute(str(pair.findings.signature))
    facts = f'<properties><property name="signature" value={signature}/></properties>'
    return "\n".join([head, facts, *cases, "</testsuite>"])


def _case(pair: CheckedPair, finding: Finding, place: str, least: int) -> str:
    page = rule_page(finding.rule)
    bead = "the pair" if finding.bead is None else f"bead {finding.bead}"
    name = f"{finding.rule} {page.name}".strip() + f" · {bead} · {finding.fingerprint}"
    lines = [place, finding.message, difference(finding.values)]
    lines += [f"source: {finding.source.text}", f"translation: {finding.target.text}"]
    body = escape(_clean("\n".join(line for line in lines if line)), quote=False)
    if finding.severity.rank >= least:
        said = _attribute(f"{finding.severity}: {finding.message}")
        told = f"<failure type={_attribute(finding.rule)} message={said}>{body}</failure>"
    else:
        told = f"<system-out>{body}</system-out>"
    return (
        f"  <testcase classname={_attribute(pair.title)} name={_attribute(name)}>\n"
        f"    {told}\n"
        "  </testcase>"
    )


def _failed(failure: Failure) -> str:
    name = _attribute(f"{failure.source} {failure.target}".strip())
    return (
        f'<testsuite name={name} tests="1" failures="0" errors="1">\n'
        f'  <testcase classname={name} name="not checked">\n'
        f'    <error type="InputError" message={_attribute(failure.reason)}/>\n'
        "  </testcase>\n</testsuite>"
    )


def _attribute(text: str) -> str:
    held = escape(_clean(text)).replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{held}"'


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", shown(text, keep="\t\n"))
