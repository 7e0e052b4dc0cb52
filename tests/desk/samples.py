"""Pairs on the desk, made by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from alignkit.desk.dossier import Dossier
from alignkit.desk.manuscript import DeskText
from alignkit.desk.pair import DeskPair
from alignkit.types import (
    Bead,
    Bitext,
    Block,
    Document,
    Excerpt,
    Finding,
    Sentence,
    Severity,
    Span,
)

SOURCE = "第一条 甲方应付款。\n乙方于十日内交货。迟延的，支付违约金。\n第三条 争议由法院解决。"
TARGET = (
    "Article 1 Party A shall pay.\nParty B shall deliver within ten days. "
    "Any delay costs a penalty.\nArticle 3 Courts settle disputes."
)


def document(text: str, lang: str, name: str) -> Document:
    """Return a document: a line is a paragraph, a full stop ends a sentence."""
    blocks, sentences, start = [], [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block("paragraph", Span(start, start + len(line))))
        place = start
        for part in line.replace("。", "。\0").replace(". ", ".\0 ").split("\0"):
            words = part.strip()
            if words:
                low = text.index(words, place)
                span = Span(low, low + len(words))
                sentences.append(Sentence(words, span, number))
                place = span.end
        start += len(line) + 1
    return Document(text, lang, tuple(blocks), tuple(sentences), name)


def contract() -> Dossier:
    """Return a contract of four sentences, aligned one to one."""
    source = document(SOURCE, "zh", "contract.zh.txt")
    target = document(TARGET, "en", "contract.en.txt")
    beads = [Bead((k,), (k,), 0.9, 0.9) for k in range(4)]
    return dossier(Bitext(source, target, tuple(beads)))


def dossier(bitext: Bitext) -> Dossier:
    """Return a bitext as a pair on the desk."""
    texts = [
        DeskText.of(d.name, hashlib.sha256(d.text.encode()).hexdigest(), d)
        for d in (bitext.source, bitext.target)
    ]
    pair = DeskPair.of(bitext, (texts[0], texts[1]))
    return Dossier(pair, next_id=len(pair.beads) + 1)


def lines(
    sentences: Sequence[str], other: Sequence[str], shapes: Sequence[tuple[int, int]]
) -> Dossier:
    """Return a pair of sentences a line, with beads of these shapes."""
    beads, i, j = [], 0, 0
    for a, b in shapes:
        beads.append(Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), 0.5, 0.5))
        i, j = i + a, j + b
    source = Document.from_sentences(sentences, "zh", "a.zh.txt")
    target = Document.from_sentences(other, "en", "a.en.txt")
    return dossier(Bitext(source, target, tuple(beads)))


def finding(rule: str, words: tuple[str, str], texts: tuple[str, str], mark: str = "") -> Finding:
    """Return a finding that marks words of two texts."""
    excerpts = [
        Excerpt(text, (Span(text.index(word), text.index(word) + len(word)),) if word else ())
        for word, text in zip(words, texts)
    ]
    fingerprint = mark or hashlib.sha256(repr((rule, words, texts)).encode()).hexdigest()[:16]
    return Finding(rule, Severity.ERROR, f"{rule} speaks", 0, *excerpts, {}, 0.9, fingerprint)
