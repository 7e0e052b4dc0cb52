"""What a check found, as a Word file: comments in the translator's own, or in two columns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

from alignkit.desk.dossier import Dossier
from alignkit.desk.exchange import WORD, remarks, twocolumn
from alignkit.desk.following import DeskFinding
from alignkit.desk.manuscript import DeskText
from alignkit.desk.pair import DeskPair
from alignkit.desk.reopening import kept
from alignkit.types import Findings


def annotated(findings: Findings, source: str, target: str) -> bytes:
    """Return a Word file with a comment at each finding, without a project and its desk.

    Where the translation is a Word file it is that file, otherwise both texts in two columns.
    """
    bitext = findings.bitext
    assert bitext is not None
    names = [PurePath(name).name for name in (source, target)]
    texts = [
        DeskText.of(name, "", kept(document))
        for name, document in zip(names, (bitext.source, bitext.target), strict=True)
    ]
    pair = DeskPair.of(bitext, (texts[0], texts[1]))
    held = tuple(
        DeskFinding(number, None if f.bead is None else pair.beads[f.bead].id, f, 1)
        for number, f in enumerate(findings)
    )
    dossier = replace(Dossier(pair, next_id=len(pair.beads) + 1), findings=held)
    folder = Path(target).resolve().parent
    if source != target and Path(target).suffix.lower() in WORD:
        return remarks.written(dossier, folder, {})
    return twocolumn.written(dossier, folder, {})
