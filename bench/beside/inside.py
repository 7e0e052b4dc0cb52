"""Runs in the peers' own Python: python inside.py PEER IN.json OUT.json.

IN holds what the peer works on, OUT what it answered:

    galechurch, sentalign, bertalign   {"source": [...], "target": [...], "model": ...} -> beads
    toolkit     [[source, target, target language], ...] -> names of the filters that object
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def galechurch(held: dict[str, Any]) -> list[Any]:
    import galechurch

    found = galechurch.align(held["source"], held["target"])
    return [
        [[*range(b.source_start, b.source_end)], [*range(b.target_start, b.target_end)]]
        for b in found.beads
    ]


def sentalign(held: dict[str, Any]) -> list[Any]:
    """Vecalign's search over the vectors of overlaps."""
    from sentalign import sentalign

    found = sentalign(held["source"], held["target"], encoder=encoder(held["model"]))
    return [[list(bead.src_indices), list(bead.tgt_indices)] for bead in found.alignments]


def bertalign(held: dict[str, Any]) -> list[Any]:
    from bertalign import Bertalign, Encoder

    class Given(Encoder):
        def __init__(self, model: str) -> None:
            self.model, self.model_name = Unit(encoder(model)), model

    # It splits at line ends and drops empty lines: an empty line must stand for itself.
    texts = ["\n".join(line.strip() or "-" for line in held[s]) for s in ("source", "target")]
    aligner = Bertalign(*texts, is_split=True, model=Given(held["model"]))
    aligner.align_sents()
    return [[list(map(int, source)), list(map(int, target))] for source, target in aligner.result]


class Unit:
    """An encoder whose vectors have the length one, as LaBSE's have: Bertalign multiplies them."""

    def __init__(self, held: Any) -> None:
        self.held = held

    def encode(self, texts: list[str]) -> Any:
        """Return the vectors of texts, zero where the encoder knows no word."""
        import numpy as np

        vectors = np.asarray(self.held.encode(texts), dtype=np.float32)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def encoder(model: str) -> Any:
    """Return vectors of alignkit, of the universal sentence encoder, or of a model's folder."""
    if model == "alignkit":
        from alignkit.embed.embedded import EmbeddedEncoder

        return EmbeddedEncoder()
    if model == "universal":
        from alignkit.embed.universal import UniversalEncoder

        # Given a book at once the package itself would hold all of it in memory.
        return UniversalEncoder()
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(model)


#: Filters that look at translations of prose; the others look at accelerators and file formats.
PROSE = (
    "blank", "brackets", "doublequoting", "doublewords", "emails", "endpunc", "endwhitespace",
    "escapes", "filepaths", "functions", "long", "newlines", "numbers", "options", "printf",
    "pythonbraceformat", "sentencecount", "short", "startpunc", "startwhitespace", "tabs",
    "unchanged", "urls", "variables", "xmltags",
)  # fmt: skip


def toolkit(held: list[list[str]]) -> list[list[str]]:
    from translate.filters import checks
    from translate.storage import base

    answers = []
    for source, target, lang in held:
        config = checks.CheckerConfig(targetlanguage="zh_CN" if lang == "zh" else "en")
        checker = checks.StandardChecker(checkerconfig=config, limitfilters=list(PROSE))
        unit = base.TranslationUnit(source)
        unit.target = target
        answers.append(sorted(checker.run_filters(unit)))
    return answers


PEERS = {held.__name__: held for held in (galechurch, sentalign, bertalign, toolkit)}


def main() -> None:
    """Answer one file with another."""
    name, given, told = sys.argv[1:]
    answer = PEERS[name](json.loads(Path(given).read_text("utf-8")))
    Path(told).write_text(json.dumps(answer), encoding="utf-8")


if __name__ == "__main__":
    main()
