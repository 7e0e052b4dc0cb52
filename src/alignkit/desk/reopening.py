"""Opening a project: from files, or again after they were edited outside."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from alignkit.config import Settings
from alignkit.desk import SUFFIX
from alignkit.desk.carrying import carried
from alignkit.desk.dossier import Dossier, Ids
from alignkit.desk.manuscript import DeskText
from alignkit.desk.pair import DeskPair
from alignkit.desk.project import Project, inside, relative
from alignkit.desk.realigning import alone, settled
from alignkit.desk.tasks import Reading, digest
from alignkit.errors import InputError
from alignkit.types import Bitext, Document

Do = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one pair: a source and its translation, or one aligned file."""

    source: Path
    target: Path | None = None
    source_lang: str = ""
    target_lang: str = ""
    presplit: bool = False

    @property
    def names(self) -> tuple[Path, ...]:
        """The files, the source first."""
        return (self.source,) if self.target is None else (self.source, self.target)

    def reading(self, settings: Settings, model: str) -> Reading:
        """Return how the worker is to read them."""
        return Reading(
            os.fspath(self.source),
            os.fspath(self.target) if self.target else "",
            self.source_lang,
            self.target_lang,
            self.presplit,
            settings,
            model,
        )


def default_path(files: Sequence[Files]) -> Path:
    """Return where the project file of some pairs lies unless it is named: beside the documents."""
    names = [name.resolve() for pair in files for name in pair.names]
    folder = Path(os.path.commonpath([name.parent for name in names]))
    first = files[0]
    if len(files) > 1:
        return folder / f"{folder.name or 'project'}{SUFFIX}"
    named = first.target or first.source
    return folder / f"{named.name.split('.')[0] or 'project'}{SUFFIX}"


def new_dossier(files: Files, folder: Path, place: Path, bitext: Bitext) -> Dossier:
    """Return what a project keeps of a pair that was just aligned."""
    names = [relative(name, folder, place) for name in files.names]
    digests = [digest(os.fspath(name)) for name in files.names]
    documents = bitext.source, bitext.target
    texts = tuple(
        DeskText.of(names[min(k, len(names) - 1)], digests[min(k, len(names) - 1)], kept(document))
        for k, document in enumerate(documents)
    )
    marked = {"presplit": "1"} if files.presplit else {}
    texts = tuple(
        replace(t, document=replace(t.document, meta={**t.document.meta, **marked})) for t in texts
    )
    pair = DeskPair.of(bitext, (texts[0], texts[1]))
    return Dossier(pair, next_id=len(pair.beads) + 1)


def kept(document: Document) -> Document:
    """Return a document without what can be read from its file again."""
    return replace(document, original=None, offsets=None, repairs=())


def changed(dossier: Dossier, folder: Path, place: Path) -> bool:
    """Return whether a document of a pair was edited since it was read."""
    for text in (dossier.pair.source, dossier.pair.target):
        path = inside(folder, text.path, place)
        if not path.is_file():
            raise InputError(
                place,
                f"its document {text.path} is not there any more",
                "put it back, or begin a new project",
            )
        if digest(os.fspath(path)) != text.digest:
            return True
    return False


def files_of(dossier: Dossier, folder: Path, place: Path) -> Files:
    """Return the files that a pair was read from."""
    source, target = dossier.pair.source, dossier.pair.target
    paths = [inside(folder, text.path, place) for text in (source, target)]
    return Files(
        paths[0],
        paths[1] if source.path != target.path else None,
        source.document.meta.get("lang", source.lang),
        target.document.meta.get("lang", target.lang),
        source.document.meta.get("presplit") == "1",
    )


def taken_up(
    dossier: Dossier, folder: Path, place: Path, do: Do, settings: Settings, model: str
) -> Dossier:
    """Return a dossier on its documents as they now are; corrections are carried over."""
    files = files_of(dossier, folder, place)
    documents = do("read_again", files.reading(settings, model))
    names = dossier.pair.source.path, dossier.pair.target.path
    texts = []
    for name, document, before in zip(
        names, documents, (dossier.pair.source, dossier.pair.target), strict=True
    ):
        marked = {k: v for k, v in before.document.meta.items() if k == "presplit"}
        held = replace(kept(document), meta={**document.meta, **marked})
        texts.append(DeskText.of(name, digest(os.fspath(folder / name)), held))
    ids = Ids(dossier.next_id)
    after = carried(dossier, (texts[0], texts[1]), ids)
    fresh = {bead.id for bead in after.pair.beads} - {b.id for b in dossier.pair.beads}
    waiting = alone(after.pair, fresh)
    for stretch, beads in zip(waiting, do("align_stretches", waiting, model), strict=True):
        for change in settled(after.pair, stretch, beads, ids):
            after = replace(after, pair=change.apply(after.pair))
    return replace(after, next_id=ids.next)


def begun(files: Sequence[Files], path: Path, do: Do, settings: Settings, model: str) -> Project:
    """Return a new project of some pairs."""
    folder = path.resolve().parent
    if not folder.is_dir():
        raise InputError(path, "its folder does not exist", "make the folder first")
    for pair in files:
        for name in pair.names:
            if not name.is_file():
                raise InputError(name, "there is no such file", "check the name")
            relative(name, folder, path)
    dossiers = [
        new_dossier(pair, folder, path, do("opened", pair.reading(settings, model)))
        for pair in files
    ]
    return Project(tuple(dossiers), model=model)
