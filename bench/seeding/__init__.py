"""Errors put into professional translations, each such as a translator or a system could make.

    from bench.seeding import edits
    for edit in edits(data, "bound", "zh-en", "development"):
        edit.source, edit.target, edit.edited, edit.was, edit.now

The held half is for the printed figure alone: its sentences are looked at by nobody, and half of
the table's words stand in no edit of the development half.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from bench.seeding import cuts, en, zh
from bench.seeding.change import Change, Editor
from bench.texts.data import Direction, Half, Pair, professional
from bench.texts.structured import wild_prose

#: Edits of a kind in one direction and half; twice as many make the forty and more of a kind.
MOST = 30
#: Edits of one half that may change the same word, so that none weighs too much.
MOST_ALIKE = 4
#: A sentence longer than this is hardly read as one.
LONGEST = {"zh-en": 160, "en-zh": 400}

KINDS: Mapping[str, tuple[Editor, Editor]] = {
    "digit": (en.digit, zh.digit),
    "magnitude": (en.magnitude, zh.magnitude),
    "unit": (en.unit, zh.unit),
    "date": (en.date, zh.date),
    "bound": (en.bound, zh.bound),
    "direction": (en.direction, zh.direction),
    "negation": (en.negation, zh.negation),
    "modality": (en.modality, zh.modality),
    "name": (en.name, zh.name),
    "term": (en.term, zh.term),
    "clause": (cuts.english_clause, cuts.chinese_clause),
    "item": (cuts.english_item, cuts.chinese_item),
    "sentence": (cuts.english_sentence, cuts.chinese_sentence),
    "counted": (en.counted, zh.counted),
}
#: The families of rules that may rightly speak of an error of the kind.
FITTING: Mapping[str, tuple[str, ...]] = {
    "digit": ("NUM",), "magnitude": ("NUM",), "unit": ("NUM",), "date": ("NUM",),
    "bound": ("NUM", "MIS"), "direction": ("NUM", "MIS"), "negation": ("MIS",),
    "modality": ("MIS",), "name": ("TRM", "MIS"), "term": ("TRM", "MIS"),
    "clause": ("COV",), "item": ("COV",), "sentence": ("COV",), "counted": ("NUM", "MIS"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """One error in one translation, and the segments of the document before and after it."""

    kind: str
    pair: Pair
    change: Change
    around: tuple[Pair | None, Pair | None]

    @property
    def source(self) -> str:
        """The source segment."""
        return self.pair.source

    @property
    def target(self) -> str:
        """The translation as the professional wrote it."""
        return self.pair.target

    @property
    def edited(self) -> str:
        """The translation with the error."""
        return self.change.made(self.pair.target)

    @property
    def was(self) -> str:
        """The words that were changed."""
        return self.pair.target[self.change.start : self.change.end]

    @property
    def now(self) -> str:
        """The words that stand there instead."""
        return self.change.new


@lru_cache(maxsize=2)
def _documents(data: Path, direction: Direction) -> tuple[tuple[Pair, ...], ...]:
    """Return the translations, document by document and translator by translator, in order."""
    held: dict[tuple[str, str, str], list[Pair]] = defaultdict(list)
    for pair in (*professional(data, direction), *wild_prose(data, direction)):
        held[pair.set, pair.document, pair.system].append(pair)
    return tuple(tuple(sorted(group, key=lambda p: p.place)) for group in held.values())


def edits(
    data: Path, kind: str, direction: Direction, half: Half, most: int = MOST
) -> tuple[Edit, ...]:
    """Return so many edits of a kind, each from another source sentence, genres taking turns."""
    editor = KINDS[kind][direction == "en-zh"]
    waiting: dict[str, list[tuple[bytes, Pair, tuple[Pair | None, Pair | None]]]] = {}
    for document in _documents(data, direction):
        if document[0].half == half:
            for pair, around in _candidates(document, kind):
                if len(pair.source) <= LONGEST[direction]:
                    order = sha256(f"{kind}:{pair.key}:{pair.system}".encode()).digest()
                    waiting.setdefault(pair.genre, []).append((order, pair, around))
    streams = [
        _edits_of(sorted(held, key=lambda c: c[0]), kind, editor, half)
        for _, held in sorted(waiting.items())
    ]
    found: list[Edit] = []
    alike: Counter[str] = Counter()
    while streams and len(found) < most:
        for stream in list(streams):
            edit = next(stream, None)
            if edit is None:
                streams.remove(stream)
            elif len(found) < most and alike[edit.was] < MOST_ALIKE:
                alike[edit.was] += 1
                found.append(edit)
    return tuple(found)


Candidate = tuple[bytes, Pair, tuple["Pair | None", "Pair | None"]]


def _candidates(
    document: tuple[Pair, ...], kind: str
) -> Iterator[tuple[Pair, tuple[Pair | None, Pair | None]]]:
    """Yield each segment with its neighbours; for lost sentences also two segments in one."""
    for at, pair in enumerate(document):
        before = document[at - 1] if at else None
        after = document[at + 1] if at + 1 < len(document) else None
        yield pair, (before, after)
        if kind == "sentence" and after is not None:
            gaps = ("", " ") if pair.direction == "zh-en" else (" ", "")
            joined = replace(
                pair,
                source=gaps[0].join((pair.source, after.source)),
                target=gaps[1].join((pair.target, after.target)),
                marks=None,
            )
            beyond = document[at + 2] if at + 2 < len(document) else None
            yield joined, (before, beyond)


def _edits_of(candidates: list[Candidate], kind: str, editor: Editor, half: Half) -> Iterator[Edit]:
    """Yield an edit for each source sentence that the editor can put one into."""
    used: set[str] = set()
    for order, pair, around in candidates:
        if pair.key in used:
            continue
        changes = list(editor(pair.target, pair.source, half))
        if changes:
            used.add(pair.key)
            yield Edit(kind, pair, changes[order[0] % len(changes)], around)
