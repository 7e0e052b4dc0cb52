"""Resource files on disk: known, read, and which of their languages are paired."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike, fspath

from alignkit import files
from alignkit.errors import InputError
from alignkit.resources.entries import Resource
from alignkit.resources.join import join
from alignkit.resources.locales import named
from alignkit.resources.registry import HEAD, KINDS, Kind, told
from alignkit.types import Bitext


def kind_of(path: str | PathLike[str]) -> Kind | None:
    """Return the resource format of a file, None where it is none or cannot be looked into."""
    name = fspath(path)
    if name == "-" or not any(name.lower().endswith(kind.endings) for kind in KINDS):
        return None
    try:
        with files.opened(name) as stream:
            return told(name, stream.read(HEAD))
    except (InputError, OSError):
        return told(name, b"")


def read_file(path: str | PathLike[str]) -> tuple[Resource, ...]:
    """Read a resource file, whichever format it is in."""
    name = fspath(path)
    kind = kind_of(path)
    data = files.data(name)
    if kind is None:
        known = ", ".join(dict.fromkeys(e for k in KINDS for e in k.endings))
        raise InputError(
            name, "no resource format is told by its name and content", f"known: {known}"
        )
    if not data.strip():
        raise InputError(name, "the file is empty", "give a file with text")
    held = kind.load()(data, name)
    if any("\0" in one.raw for one in held):
        raise InputError(name, "this is a binary file, not text", "check the file")
    return held


def pair_files(
    source: str | PathLike[str],
    target: str | PathLike[str] | None,
    source_lang: str | None,
    target_lang: str | None,
) -> Bitext:
    """Join the languages of one file or two."""
    held = read_file(source)
    if target is None:
        return join(*_two(held, source_lang, target_lang, fspath(source)), source_lang, target_lang)
    others = read_file(target)
    return join(side(held, source_lang), side(others, target_lang), source_lang, target_lang)


def side(held: Sequence[Resource], lang: str | None) -> Resource:
    """Return what a file is when it stands beside another: its translation, if it has one."""
    wanted = [one for one in held if lang and named(one.lang) == named(lang)]
    if wanted:
        return wanted[0]
    filled = [one for one in held[1:] if any(value.text.strip() for value in one.values)]
    return filled[0] if filled else held[0]


def _two(
    held: Sequence[Resource], source_lang: str | None, target_lang: str | None, name: str
) -> tuple[Resource, Resource]:
    if len(held) < 2:
        raise InputError(name, "it holds one language", "give the file of the other language, too")
    source = _chosen(held, source_lang, name) or held[0]
    others = [one for one in held if one is not source]
    target = _chosen(others, target_lang, name)
    if target is None and len(others) > 1:
        # Of several languages the tool's own pair is meant, where it is among them.
        pair = {"zh": "en", "en": "zh"}.get(named(source.lang))
        target = next((one for one in others if named(one.lang) == pair), None)
        if target is None:
            langs = ", ".join(one.lang for one in held)
            raise InputError(
                name,
                f"it holds more than two languages ({langs})",
                "choose two with --source-lang and --target-lang",
            )
    return source, target or others[0]


def _chosen(held: Sequence[Resource], lang: str | None, name: str) -> Resource | None:
    if not lang:
        return None
    exact = [one for one in held if one.lang.replace("_", "-") == lang.replace("_", "-")]
    near = [one for one in held if named(one.lang) == named(lang)]
    unnamed = [one for one in held if not one.lang]
    found = exact or near or unnamed
    if not found:
        langs = ", ".join(one.lang for one in held)
        raise InputError(name, f"it holds no {lang}, but {langs}", "choose one of these")
    return found[0]
