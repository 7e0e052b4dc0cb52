"""Bitexts and findings made by hand, so that reports are tested apart from the rules."""

from __future__ import annotations

import hashlib

from alignkit.types import (
    Bead,
    Bitext,
    Block,
    Document,
    Excerpt,
    Finding,
    Findings,
    OffsetMap,
    Sentence,
    Severity,
    Signature,
    Span,
)

SOURCE = [
    ("heading", "一、总体目标"),
    ("paragraph", "到2025年，缺陷检出率达到95%以上，误报率低于1%。"),
    ("paragraph", "单位能耗降低10%，"),
    ("paragraph", "产量提高10%。"),
    ("paragraph", "支持建设三个公共服务平台。"),
    ("heading", "二、保障措施"),
    ("paragraph", "各地区要加强<协调>，落实责任。"),
]
TARGET = [
    ("heading", "I. Overall goals"),
    ("paragraph", "By 2025, more than 59% of defects are to be detected."),
    ("paragraph", "The rate of false alarms stays below 1%."),
    ("paragraph", "Energy use per unit and output are to fall by 10%."),
    ("heading", "II. Safeguards"),
    ("paragraph", "All regions shall strengthen <coordination> & take responsibility."),
    ("paragraph", "This sentence was added."),
]
BEADS = (
    Bead((0,), (0,), 0.9, 0.99),
    Bead((1,), (1, 2), 0.8, 0.93),
    Bead((2, 3), (3,), 0.6, 0.71),
    Bead((4,), (), 0.1, 0.42),
    Bead((5,), (4,), 0.9, 0.98),
    Bead((6,), (5,), 0.9, 0.97),
    Bead((), (6,), 0.1, 0.88),
)


def document(lines: list[tuple[str, str]], lang: str, name: str) -> Document:
    """Return a document of blocks, one sentence each, joined by line feeds."""
    blocks, sentences, start = [], [], 0
    for index, (kind, text) in enumerate(lines):
        span = Span(start, start + len(text))
        blocks.append(Block(kind, span, 1 if kind == "heading" else 0))
        sentences.append(Sentence(text, span, index))
        start = span.end + 1
    text = "\n".join(line for _, line in lines)
    return Document(text, lang, tuple(blocks), tuple(sentences), name)


def bitext(source: str = "plan.zh.txt", target: str = "plan.en.txt") -> Bitext:
    """Return a small plan and its faulty translation."""
    signature = Signature.of(task="align", model="by-hand")
    return Bitext(document(SOURCE, "zh", source), document(TARGET, "en", target), BEADS, signature)


def finding(
    held: Bitext,
    rule: str,
    bead: int | None,
    words: tuple[str, str] = ("", ""),
    severity: Severity = Severity.ERROR,
    message: str = "",
    **values: object,
) -> Finding:
    """Return a finding whose spans are the words given, where they stand in the bead."""
    excerpts = [Excerpt(), Excerpt()]
    if bead is not None:
        excerpts = [
            Excerpt(passage.text, _spans(passage.text, marked), passage.sentences)
            for passage, marked in zip(held.passages(bead), words, strict=True)
        ]
    mark = hashlib.sha256(f"{rule}{bead}{words}".encode()).hexdigest()[:16]
    return Finding(rule, severity, message or f"{rule} speaks", bead, *excerpts, values, 0.9, mark)


def _spans(text: str, words: str) -> tuple[Span, ...]:
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def findings(held: Bitext | None = None) -> Findings:
    """Return findings of every severity, on one side, on both, on a bead, on the pair."""
    of = held or bitext()
    items = (
        finding(
            of,
            "NUM901",
            1,
            ("95%", "59%"),
            message="the source says 95 %, the translation 59 %",
            source="95 %",
            target="59 %",
        ),
        finding(of, "COV901", 3, ("三个公共服务平台", ""), message="nothing renders this sentence"),
        finding(of, "NUM902", 2, ("提高", "fall"), Severity.WARNING, "another direction"),
        finding(
            of, "COV902", 6, ("", "added"), Severity.WARNING, "nothing in the source says this"
        ),
        finding(
            of, "FMT901", 5, ("<协调>", "<coordination>"), Severity.INFO, "markup </script> left"
        ),
        finding(of, "DOC901", None, severity=Severity.INFO, message="a part may be missing"),
    )
    return Findings(items, Signature.of(task="check", rules="hand"), of)


def repaired_bitext(name: str, original: str, repaired: str, positions: list[int]) -> Bitext:
    """Return a bitext whose target was mended on reading, with the way back to the file."""
    source = document([("paragraph", "检出率达到95%。")], "zh", "plan.zh.txt")
    span = Span(0, len(repaired))
    target = Document(
        repaired,
        "en",
        (Block("paragraph", span),),
        (Sentence(repaired, span, 0),),
        name,
        original,
        OffsetMap.from_positions(positions, len(original)),
    )
    return Bitext(source, target, (Bead((0,), (0,), 1.0, 0.9),))


def many(beads: int) -> Findings:
    """Return findings over as many beads."""
    times = beads // len(BEADS) + 1
    step = len(SOURCE)
    held = tuple(
        Bead(
            tuple(i + step * k for i in bead.source),
            tuple(i + step * k for i in bead.target),
            bead.score,
            bead.confidence,
        )
        for k in range(times)
        for bead in BEADS
    )
    bitext = Bitext(
        document(SOURCE * times, "zh", "big.zh.txt"),
        document(TARGET * times, "en", "big.en.txt"),
        held,
    )
    found = tuple(
        finding(bitext, "NUM901", 1 + len(BEADS) * k, ("95%", "59%")) for k in range(0, times, 3)
    )
    return Findings(found, Signature.of(task="check"), bitext)
