"""Beads, bitexts and findings as values."""

from __future__ import annotations

from alignkit import Bead, Bitext, Excerpt, Finding, Findings, Severity, Signature, Span

PAIRS = [("一。", "One."), ("二。", ""), ("", "Added."), ("三。", "Three.")]


def finding(rule: str, severity: str, bead: int = 0) -> Finding:
    """Make a finding with one span a side."""
    excerpt = Excerpt("一。", (Span(0, 1),), (0,))
    return Finding(rule, Severity(severity), "why", bead, excerpt, excerpt, {"a": "1"}, 0.5, "f")


def test_pairs_come_back() -> None:
    """A bitext of pairs yields the pairs."""
    assert list(Bitext.from_pairs(PAIRS).pairs()) == PAIRS


def test_swapping_twice_changes_nothing() -> None:
    """Swap is its own inverse."""
    bitext = Bitext.from_pairs(PAIRS)
    assert bitext.swap().swap() == bitext
    assert list(bitext.swap().pairs()) == [(target, source) for source, target in PAIRS]


def test_bitext_json_reads_back_equal() -> None:
    """Beads, documents and signature survive JSON."""
    bitext = Bitext.from_pairs(PAIRS)
    bitext = Bitext(bitext.source, bitext.target, bitext.beads, Signature.of(task="align"))
    assert Bitext.from_json(bitext.to_json()) == bitext


def test_shape_names_the_counts() -> None:
    """A bead's shape reads as in the field."""
    assert Bead((0, 1), ()).shape == "2-0"


def test_findings_json_reads_back_equal() -> None:
    """Findings survive JSON."""
    findings = Findings((finding("NUM001", "error"),), Signature.of(task="check"))
    assert Findings.from_json(findings.to_json()) == findings


def test_findings_filter_and_count() -> None:
    """Findings are a sequence that filters by severity and rule."""
    held = Findings((finding("NUM001", "error"), finding("COV001", "info")))
    assert [f.rule for f in held.at_least("warning")] == ["NUM001"]
    assert [f.rule for f in held.of("COV")] == ["COV001"]
    assert held.counts() == {"NUM001": 1, "COV001": 1}
    assert isinstance(held[:1], Findings)


def test_signature_prints_and_reads_back() -> None:
    """A signature is one line, and the line is the signature."""
    signature = Signature.of(task="align", model="embedded:1", seed=0)
    assert Signature.parse(str(signature)) == signature
    assert str(signature).startswith("task:align|model:embedded:1|seed:0|alignkit:")


def test_a_bead_is_found_by_its_number() -> None:
    """As in any sequence that has a length."""
    bitext = Bitext.from_pairs([("你好。", "Hello."), ("再见。", "Goodbye.")], "zh", "en")
    assert bitext[1] == bitext.beads[1] == list(bitext)[-1] == bitext[-1]
