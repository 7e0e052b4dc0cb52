"""The project file: everything of a project in one file, written whole and renamed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from alignkit import files
from alignkit.desk.changes.change import Step
from alignkit.desk.changes.history import History
from alignkit.desk.compact import (
    bead_line,
    bead_of,
    decision_of,
    decision_row,
    finding_of,
    finding_row,
    sentence_of,
    sentence_row,
    step_of,
    step_row,
)
from alignkit.desk.dossier import Dossier, Lost, Run
from alignkit.desk.following import DeskFinding
from alignkit.desk.manuscript import DeskSentence, DeskText
from alignkit.desk.pair import DeskPair
from alignkit.errors import InputError
from alignkit.files import atomic
from alignkit.types import Block, Document, Span
from alignkit.version import __version__

SCHEMA = 1
KIND = "project"


@dataclass(frozen=True, slots=True)
class Project:
    """The pairs of a project and the settings they are worked on with.

    With `compared` the pairs are translations of one original, shown beside each other.
    """

    dossiers: tuple[Dossier, ...]
    compared: bool = False
    model: str = ""
    glossary: str = ""

    def with_dossier(self, number: int, dossier: Dossier) -> Project:
        """Return the project with one pair replaced."""
        held = self.dossiers
        return replace(self, dossiers=(*held[:number], dossier, *held[number + 1 :]))


class ProjectFile:
    """A project on disk; what has not changed since the last writing is not worked out again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[str, tuple[object, bytes]] = {}
        self._lines: dict[str, dict[int, tuple[object, str]]] = {}
        self._stamp: tuple[int, int] | None = None

    @property
    def folder(self) -> Path:
        """The folder whose documents the project speaks of."""
        return self.path.resolve().parent

    def read(self) -> Project:
        """Read the project."""
        project = _project(self.path, _data(self.path))
        self._stamp = self._now()
        for dossier in project.dossiers:
            for text in (dossier.pair.source, dossier.pair.target):
                inside(self.folder, text.path, self.path)
        return project

    def write(self, project: Project) -> None:
        """Write the project whole; another program's writing is never overwritten."""
        if self._stamp is not None and self._now() != self._stamp:
            raise InputError(
                self.path,
                "the project file was changed by another program",
                "close this desk and open it again to take the change up",
            )
        with atomic(self.path, "wb", renews=True) as stream:
            stream.writelines(self.render(project))  # type: ignore[arg-type]
        self._stamp = self._now()

    def render(self, project: Project) -> Iterator[bytes]:
        """Yield the project as the text of its file."""
        head = {
            "schema": SCHEMA,
            "kind": KIND,
            "alignkit": __version__,
            "compared": project.compared,
            "model": project.model,
            "glossary": project.glossary,
        }
        yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b', "pairs": ['
        for number, held in enumerate(project.dossiers):
            yield b",\n" if number else b"\n"
            yield from self._dossier(number, held)
        yield b"\n]}\n"

    def _dossier(self, number: int, held: Dossier) -> Iterator[bytes]:
        pair, history = held.pair, held.history
        each = partial(self._each, number)
        decisions = {str(k): decision_row(v) for k, v in sorted(pair.decisions.items())}
        parts: list[tuple[str, object, Callable[[], str]]] = [
            ("signature", pair.signature, lambda: _line(pair.signature)),
            ("next_id", held.next_id, lambda: _line(held.next_id)),
            ("source_text", pair.source.document, lambda: _document(pair.source)),
            ("target_text", pair.target.document, lambda: _document(pair.target)),
            *(
                (name, items, partial(each, name, items, line))
                for name, items, line in (
                    ("source", pair.source.sentences, _sentence_line),
                    ("target", pair.target.sentences, _sentence_line),
                    ("beads", pair.beads, bead_line),
                )
            ),
            ("decisions", pair.decisions, lambda: _line(decisions)),
            ("runs", held.runs, lambda: _line([[r.number, r.when, r.name] for r in held.runs])),
            ("lost", held.lost, lambda: _line([_lost_row(lost) for lost in held.lost])),
            ("findings", held.findings, partial(each, "findings", held.findings, _finding_line)),
            ("done", history.done, lambda: _line(history.done)),
            ("history", history.steps, partial(each, "history", history.steps, _step_line)),
        ]
        for place, (name, value, write) in enumerate(parts):
            key = f"{number}/{name}"
            known = self._known.get(key)
            if known is None or known[0] is not value:
                known = self._known[key] = value, write().encode()
            yield (b",\n" if place else b"{") + f'"{name}": '.encode()
            yield known[1]
        yield b"}"

    def _each(
        self, number: int, name: str, items: Sequence[Any], line: Callable[[Any], str]
    ) -> str:
        """Return a list, a line an item; only items that are new since the last time are put down.

        An item is known by being the very same: values are replaced and never altered.
        """
        known = self._lines.get(f"{number}/{name}", {})
        kept = self._lines[f"{number}/{name}"] = {}
        lines = []
        for item in items:
            held = known.get(id(item))
            if held is None:
                held = item, line(item)
            kept[id(item)] = held
            lines.append(held[1])
        return "[\n" + ",\n".join(lines) + "\n]"

    def _now(self) -> tuple[int, int] | None:
        try:
            held = self.path.stat()
        except OSError:
            return None
        return held.st_mtime_ns, held.st_size


def inside(folder: Path, name: str, place: Path) -> Path:
    """Return a file of the project, or refuse one that lies outside its folder."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise InputError(
            place,
            f"it names {name}, which lies outside its folder",
            "put the project file into a folder that holds its documents",
        )
    return path


def relative(path: Path, folder: Path, place: Path) -> str:
    """Return a document's name as counted from the project's folder."""
    held = path.resolve()
    if not held.is_relative_to(folder.resolve()):
        raise InputError(
            place,
            f"{path} lies outside the folder of the project file",
            "name a project file in a folder above both documents with -p",
        )
    return held.relative_to(folder.resolve()).as_posix()


def _data(path: Path) -> Mapping[str, Any]:
    try:
        if not path.exists():
            raise InputError(
                path, "there is no such project", "make it with alignkit review SRC TGT"
            )
        data = json.loads(files.data(path, "project_mb"))
    except OSError as error:
        raise files.unreadable(str(path), error) from None
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise InputError(path, "this is no project file", "make it with alignkit review SRC TGT")
    if data.get("schema") != SCHEMA:
        raise InputError(
            path,
            f"this is a project of schema {data.get('schema')}, not {SCHEMA}",
            f"open it with the alignkit that wrote it ({data.get('alignkit', 'unknown')})",
        )
    return data


def _project(path: Path, data: Mapping[str, Any]) -> Project:
    try:
        return Project(
            tuple(_dossier_of(held) for held in data["pairs"]),
            bool(data.get("compared")),
            str(data.get("model", "")),
            str(data.get("glossary", "")),
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise InputError(
            path, f"the project file is damaged ({error!r})", "take it from a backup"
        ) from None


def _dossier_of(data: Mapping[str, Any]) -> Dossier:
    source, target = (
        DeskText(
            str(data[f"{side}_text"]["path"]),
            str(data[f"{side}_text"]["digest"]),
            _document_of(data[f"{side}_text"]),
            tuple(map(sentence_of, data[side])),
        )
        for side in ("source", "target")
    )
    decisions = {int(k): decision_of(v) for k, v in data["decisions"].items()}
    pair = DeskPair(
        source,
        target,
        tuple(map(bead_of, data["beads"])),
        {k: v for k, v in decisions.items() if v is not None},
        data["signature"],
    )
    held = sum(b.source for b in pair.beads), sum(b.target for b in pair.beads)
    if held != (len(source.sentences), len(target.sentences)):
        raise ValueError("its beads do not hold every sentence")
    return Dossier(
        pair,
        History(tuple(map(step_of, data["history"])), data["done"]),
        tuple(map(finding_of, data["findings"])),
        tuple(Run(*row) for row in data["runs"]),
        tuple(Lost(*row) for row in data["lost"]),
        int(data["next_id"]),
    )


def _document(text: DeskText) -> str:
    held = text.document
    return _line(
        {
            "path": text.path,
            "digest": text.digest,
            "lang": held.lang,
            "name": held.name,
            "meta": dict(held.meta),
            "text": held.text,
            "blocks": [[*b.span, b.kind, b.level, b.number, b.lang] for b in held.blocks],
        }
    )


def _document_of(data: Mapping[str, Any]) -> Document:
    blocks = tuple(
        Block(kind, Span(start, end), level, number, lang)
        for start, end, kind, level, number, lang in data["blocks"]
    )
    return Document(data["text"], data["lang"], blocks, (), data["name"], meta=data["meta"])


def _lost_row(lost: Lost) -> list[str]:
    return [lost.what, lost.source, lost.target, lost.text]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _line(value: Any) -> str:
    return _valid(_ENCODER.encode(value))


def _sentence_line(sentence: DeskSentence) -> str:
    return _line(sentence_row(sentence))


def _finding_line(held: DeskFinding) -> str:
    return _line(finding_row(held))


def _step_line(step: Step) -> str:
    return _line(step_row(step))


def _valid(text: str) -> str:
    """Return text that UTF-8 can hold: a lone surrogate, which no text means, becomes a mark."""
    return text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
