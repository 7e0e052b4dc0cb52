"""A check of a project without its desk: what is new, still there and fixed since a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alignkit.desk.changes.deciding import standing
from alignkit.desk.dossier import Dossier, Ids
from alignkit.desk.following import FIXED, NEW, DeskFinding, follow, without_left_out
from alignkit.desk.lock import HeldError, Lock
from alignkit.desk.pair import DeskPair
from alignkit.desk.project import Project, ProjectFile
from alignkit.desk.reopening import changed, files_of, taken_up
from alignkit.desk.tasks import TASKS, Checking
from alignkit.types import Bitext, Document, Findings


@dataclass(frozen=True, slots=True)
class Checkup:
    """What a check of one pair came to; findings that a reviewer rejected are not among them.

    `statuses` says of each finding whether it is new or still there, `fixed` which ones are gone.
    """

    findings: Findings
    source: str
    target: str
    statuses: tuple[str, ...]
    fixed: tuple[DeskFinding, ...]
    rejected: int
    since: str

    @property
    def told(self) -> str:
        """How the findings stand, in one line."""
        new = sum(status == NEW for status in self.statuses)
        still = len(self.statuses) - new
        return f"{new:,} new, {still:,} still there, {len(self.fixed):,} fixed since {self.since}"


def checkup(path: Path, checking: Checking, point: str = "") -> list[Checkup]:
    """Check every pair of a project as a run of its own, and keep the run in its file.

    While the desk is open the file is only read: the run is then not kept.
    """
    lock: Lock | None = None
    try:
        lock = Lock(path)
    except HeldError:
        lock = None
    try:
        file = ProjectFile(path)
        project = file.read()
        found = [_checked(held, file, checking, point) for held in project.dossiers]
        if lock is not None:
            dossiers = tuple(dossier for dossier, _ in found)
            file.write(replace(project, dossiers=dossiers))
        return [held for _, held in found]
    finally:
        if lock is not None:
            lock.release()


def _checked(
    dossier: Dossier, file: ProjectFile, checking: Checking, point: str
) -> tuple[Dossier, Checkup]:
    if changed(dossier, file.folder, file.path):
        dossier = taken_up(dossier, file.folder, file.path, do, checking.settings, checking.model)
    dossier = dossier.with_run()
    run = dossier.point(point)
    bitext = _with_places(dossier, file, checking)
    pair = dossier.pair
    beads = [bead.id for bead in pair.beads]
    seen = [
        (None if finding.bead is None else beads[finding.bead], finding)
        for finding in do("check_whole", bitext, checking)
    ]
    seen = without_left_out(seen, {bead.id for bead in pair.beads if bead.left_out})
    order = {bead: index for index, bead in enumerate(beads)}
    ids = Ids(dossier.next_id)
    followed = follow(dossier.findings, seen, order, dossier.run, ids)
    dossier = replace(dossier, findings=followed.findings, next_id=ids.next)
    stands = standing(dossier)
    kept = Findings(
        tuple(
            replace(finding, values={**finding.values, "status": held.status(run)})
            for held, finding in stands
        ),
        bitext.signature,
        bitext,
    )
    when = next((r.name or r.when for r in dossier.runs if r.number == run), "the beginning")
    source, target = files_of(dossier, file.folder, file.path), pair.target.path
    return dossier, Checkup(
        kept,
        str(source.source),
        str(file.folder / target),
        tuple(held.status(run) for held, _ in stands),
        tuple(held for held in dossier.findings if held.status(run) == FIXED),
        len(dossier.open_findings) - len(stands),
        when,
    )


def _with_places(dossier: Dossier, file: ProjectFile, checking: Checking) -> Bitext:
    """Return the bitext with the way back to the files, for places with lines and columns."""
    files = files_of(dossier, file.folder, file.path)
    documents = do("read_again", files.reading(checking.settings, checking.model))
    pair = dossier.pair
    for side, document in zip(("source", "target"), documents, strict=True):
        pair = _grafted(pair, side, document)
    return pair.bitext()


def _grafted(pair: DeskPair, side: str, document: Document) -> DeskPair:
    text = pair.side(side)
    if document.text != text.document.text:
        return pair
    held = replace(
        text.document,
        original=document.original,
        offsets=document.offsets,
        repairs=document.repairs,
    )
    return pair.with_side(side, replace(text, document=held))


def do(task: str, *arguments: Any) -> Any:
    """Do a task here, where no page waits for anything else."""
    return TASKS[task](*arguments)


def aligned_in(path: Path, names: Sequence[Path]) -> dict[Path, Bitext]:
    """Return the bitexts of a project by their translations, for those that are named."""
    file = ProjectFile(path)
    project: Project = file.read()
    wanted = {name.resolve(): name for name in names}
    found = {}
    for dossier in project.dossiers:
        target = (file.folder / dossier.pair.target.path).resolve()
        if target in wanted:
            found[wanted[target]] = dossier.pair.bitext()
    return found
