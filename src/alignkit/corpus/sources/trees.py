"""Folders of documents, paired by their names or left to be paired by their content."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from alignkit.corpus.item import Content, Item
from alignkit.corpus.sources.opened import CONTENT, Opened, Wanted
from alignkit.errors import InputError
from alignkit.formats.languages import named

# What people write into a name to say which side a file is.
SIDES = {"src": 0, "source": 0, "orig": 0, "tgt": 1, "target": 1, "trg": 1, "trans": 1}
ALONE, ALIKE = "no file of the same name", "another file is named alike"
_REGION = re.compile(r"(?<![A-Za-z])([a-z]{2})[-_](?:CN|TW|HK|US|GB|Hans|Hant)(?![A-Za-z])")


def two(source: Path, target: Path, wanted: Wanted) -> Opened:
    """Open a folder of originals and a folder of translations."""
    for path in (source, target):
        if not path.is_dir():
            raise InputError(path, "there is no such folder", "give two folders")
    if source.samefile(target):
        way_out = "give the folder of the translations, too, or this folder once"
        raise InputError(target, "this is the folder of the originals, given twice", way_out)
    sides = [_files(folder, wanted.pattern[n]) for n, folder in enumerate((source, target))]
    langs = wanted.source_lang, wanted.target_lang
    if wanted.pair == CONTENT:
        return Opened(_singles([source, target], sides, langs), paired=False)
    keys = [_keyed(folder, files) for folder, files in zip((source, target), sides, strict=True)]
    return _paired(keys, langs, source)


def one(folder: Path, wanted: Wanted) -> Opened:
    """Open one folder that holds both sides, told apart by patterns, language or side names."""
    langs = wanted.source_lang, wanted.target_lang
    if any(wanted.pattern):
        sides = [_files(folder, pattern or "*") for pattern in wanted.pattern]
        if wanted.pair == CONTENT:
            return Opened(_singles([folder, folder], sides, langs), paired=False)
        keys = [
            {_between(path.relative_to(folder).as_posix(), pattern): path for path in files}
            for files, pattern in zip(sides, wanted.pattern, strict=True)
        ]
        return _paired([{k: [p] for k, p in held.items()} for held in keys], langs, folder)
    if wanted.pair == CONTENT:
        return Opened(_singles([folder], [_files(folder)], ("", "")), paired=False)
    first, second = _by_mark(folder, langs)
    return _paired([first, second], langs, folder)


def _by_mark(folder: Path, langs: tuple[str, str]) -> tuple[dict[str, list[Path]], ...]:
    order = [named(lang) for lang in langs]
    held: tuple[dict[str, list[Path]], ...] = ({}, {})
    for path in _files(folder):
        key, marks = _key(path.relative_to(folder).as_posix())
        # Chinese is the source unless told otherwise.
        side = next((SIDES[m] for m in marks if m in SIDES), None)
        lang = next((named(m) for m in marks if named(m)), "")
        if side is None and lang:
            side = int(lang == order[1] or (not any(order) and lang != "zh"))
        if side is not None:
            held[side].setdefault(key, []).append(path)
    if not all(held):
        raise InputError(
            folder,
            "no names in it tell source and translation apart",
            'give two folders, or a pattern for each side such as "*.zh.txt" and "*.en.txt"',
        )
    return held


def _paired(keys: Sequence[dict[str, list[Path]]], langs: tuple[str, str], place: Path) -> Opened:
    first, second = keys
    both = sorted(k for k in first if len(first[k]) == 1 and len(second.get(k, ())) == 1)
    if not both:
        one, other = (min(side) if side else "nothing" for side in keys)
        raise InputError(
            place,
            f"no file of one side has the name of one of the other ({one} against {other})",
            "pair them by their content: --pair content",
        )
    sure = set(both)
    lone = [
        (
            str(path),
            "no file of the same name" if len(files) == 1 else "another file is named alike",
        )
        for held in keys
        for key, files in sorted(held.items())
        if key not in sure
        for path in files
    ]

    def items() -> Iterator[Item]:
        for key in both:
            source = Content.of_file(first[key][0], langs[0])
            yield Item(key, source, Content.of_file(second[key][0], langs[1]))

    return Opened(items(), lone=lone)


def _singles(
    folders: Sequence[Path], sides: Sequence[Sequence[Path]], langs: tuple[str, str]
) -> Iterator[Item]:
    """Yield every document alone; its name says which side it is of, where that is known."""
    for number, (folder, files) in enumerate(zip(folders, sides, strict=True)):
        for path in files:
            name = path.relative_to(folder).as_posix()
            side = f"{number}:" if len(folders) == 2 else ":"
            yield Item(side + name, Content.of_file(path, langs[number]))


def _files(folder: Path, pattern: str = "") -> list[Path]:
    """Return the files below a folder in the order of their names; hidden ones are none."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.is_file() and not hidden and (not pattern or fnmatchcase(name.as_posix(), pattern)):
            found.append(path)
    if not found:
        raise InputError(folder, f"no file fits {pattern!r}" if pattern else "it holds no file")
    return found


def _keyed(folder: Path, files: Sequence[Path]) -> dict[str, list[Path]]:
    """Group files by their names without ending and without words that name a language or side."""
    held: dict[str, list[Path]] = {}
    for path in files:
        held.setdefault(_key(path.relative_to(folder).as_posix())[0], []).append(path)
    return held


def _key(name: str) -> tuple[str, list[str]]:
    """Return what a name is without its ending and its marks, and the marks.

    >>> _key("laws/plan.zh-CN.txt"), _key("en/plan_final.md")
    (('laws/plan', ['zh']), ('plan_final', ['en']))
    """
    stem, dot, ending = name.rpartition(".")
    stem = stem if dot and "/" not in ending and not _is_mark(ending) else name
    kept, marks = [], []
    for part in re.split(r"([._\-\s/]+)", _REGION.sub(r"\1", stem)):
        if _is_mark(part):
            marks.append(part.lower())
        else:
            kept.append(part)
    plain = re.sub(r"[._\-\s]*/[._\-\s]*", "/", "".join(kept))
    return re.sub(r"/+", "/", plain).strip("._- /"), marks


def _is_mark(part: str) -> bool:
    return part.lower() in SIDES or bool(named(part))


def _between(name: str, pattern: str) -> str:
    """Return what the stars of a pattern stand for in a name.

    >>> _between("a/1.zh.txt", "*.zh.txt")
    'a/1'
    """
    shape = "".join(
        "(.*)" if part == "*" else re.escape(part) for part in re.split(r"(\*)", pattern)
    )
    match = re.fullmatch(shape, name, re.S)
    return "\x1f".join(match.groups()) if match else name
