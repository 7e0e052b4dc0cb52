"""The pairs of a run: written out, or as patterns that name many files at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alignkit.errors import InputError
from alignkit.review.patterns import LANG, Match, Pattern, same_locale

KEYS = ("source", "target", "bitext", "files", "source_lang", "target_lang")
WAYS = ({"source", "target"}, {"bitext"}, {"files"})


@dataclass(frozen=True, slots=True)
class PairFiles:
    """A source and its translation, or one aligned file; languages where they are given.

    `ladder` pairs the lines of the two by their numbers, where such a file is given.
    """

    source: str
    target: str = ""
    source_lang: str = ""
    target_lang: str = ""
    ladder: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files."""
        return (self.source, self.target) if self.target else (self.source,)


@dataclass(frozen=True, slots=True)
class Dead:
    """What names no pair: a pattern that fits no file, a file that is `untranslated`."""

    name: str
    reason: str
    untranslated: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The pairs that a run is to check, what names none, and files that nothing pairs with."""

    pairs: tuple[PairFiles, ...] = ()
    dead: tuple[Dead, ...] = ()
    orphans: tuple[str, ...] = ()


def translated(plan: Plan) -> tuple[Plan, list[Dead]]:
    """Divide a plan into what has a translation, and the files that have none yet."""
    none = [dead for dead in plan.dead if dead.untranslated]
    pairs = []
    for pair in plan.pairs:
        if pair.target and not Path(pair.target).exists() and Path(pair.source).exists():
            none.append(Dead(pair.source, f"{pair.source}: there is no {pair.target}", True))
        else:
            pairs.append(pair)
    dead = tuple(dead for dead in plan.dead if not dead.untranslated)
    return Plan(tuple(pairs), dead, plan.orphans), none


@dataclass(slots=True)
class Found:
    """A plan as it grows; each pair stands in it once."""

    pairs: dict[PairFiles, None] = field(default_factory=dict)
    dead: list[Dead] = field(default_factory=list)
    orphans: dict[str, None] = field(default_factory=dict)

    def plan(self) -> Plan:
        """Return what was found."""
        return Plan(tuple(self.pairs), tuple(self.dead), tuple(self.orphans))


def load_pairs(path: Path) -> Plan:
    """Read a manifest: TOML with [[pairs]], its paths counted from its own folder."""
    from alignkit.config import toml

    data = toml(path)
    unknown = sorted(set(data) - {"pairs"})
    if unknown or not isinstance(data.get("pairs"), list) or not data["pairs"]:
        reason = f"unknown key {unknown[0]!r}" if unknown else "no pairs stand in it"
        raise InputError(path, reason, 'write [[pairs]] with source = "…" and target = "…"')
    return expand(data["pairs"], path.parent, str(path))


def expand(
    entries: Sequence[Mapping[str, Any]],
    folder: Path,
    place: str,
    langs: tuple[str, str] = ("", ""),
) -> Plan:
    """Return the pairs that entries name, each once, and the patterns that fit no file.

    `langs` are the languages of entries that name none.
    """
    found = Found()
    for entry in entries:
        held = _checked(entry, place, langs)
        if "files" in held:
            _by_locale(held, folder, place, found)
        else:
            _by_sides(held, folder, place, found)
    return found.plan()


def _checked(entry: Mapping[str, Any], place: str, langs: tuple[str, str]) -> dict[str, Any]:
    if not isinstance(entry, Mapping):
        raise InputError(place, f"{entry!r} is no pair", "write [[pairs]]")
    held = {key.replace("-", "_"): value for key, value in entry.items()}
    for key, value in held.items():
        if key not in KEYS:
            raise InputError(
                place,
                f"unknown key {key!r} of a pair",
                f"known: {', '.join(KEYS).replace('_', '-')}",
            )
        if key == "target_lang" and isinstance(value, list) and all(map(_is_name, value)):
            continue
        if not _is_name(value):
            raise InputError(place, f"{key} = {value!r} of a pair names no file")
    if "files" in held:
        for key, lang in zip(("source_lang", "target_lang"), langs, strict=True):
            if lang not in ("", "auto"):
                held.setdefault(key, lang)
        lacks = [] if "source_lang" in held else ["a source-lang"]
        if LANG not in held["files"]:
            lacks.append(f"{LANG} in its pattern")
        if lacks:
            raise InputError(place, f"files = {held['files']!r} needs {' and '.join(lacks)}")
    if held.keys() - {"source_lang", "target_lang"} not in WAYS:
        raise InputError(
            place, "a pair names source and target, or bitext alone, or files with a source-lang"
        )
    return held


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _by_sides(held: Mapping[str, Any], folder: Path, place: str, found: Found) -> None:
    """Pairs of a source and a target, whose stars stand for the same on both sides."""
    langs = held.get("source_lang", ""), _first(held.get("target_lang", ""))
    first, second = Pattern(held.get("bitext") or held["source"]), Pattern(held.get("target", ""))
    if first.plain and LANG not in second.text:
        found.pairs[PairFiles(_named(folder, first.text), _named(folder, second.text), *langs)] = (
            None
        )
        return
    if second.stars > first.stars:
        raise InputError(place, f"{second.text!r} has more stars than {first.text!r}")
    matches, alone = _sources(first, second, folder)
    found.orphans.update(dict.fromkeys(_named(folder, name) for name in alone))
    if not matches:
        found.dead.append(Dead(first.text, str(_fits_nothing(place, first.text, folder))))
    for match in matches:
        source = _named(folder, match.name)
        if LANG in second.text:
            filled = Pattern(second.filled(match.stars, LANG))
            others = [m for m in filled.matches(folder) if _wanted(m.lang, held) and m.lang]
            for other in others:
                target = _named(folder, other.name)
                found.pairs[PairFiles(source, target, langs[0], other.lang)] = None
            if not others:
                found.dead.append(
                    Dead(source, f"{source}: nothing translates it; {_looked(second)}", True)
                )
        else:
            target = _named(folder, second.filled(match.stars)) if second.text else ""
            found.pairs[PairFiles(source, target, *langs)] = None


def _sources(first: Pattern, second: Pattern, folder: Path) -> tuple[list[Match], list[str]]:
    """Return the files that are sources, and the translations that none of them has.

    Where the pattern of the translations is the narrower one (`*.md` and `*.zh.md`), what fits
    both is a translation.
    """
    matches = first.matches(folder)
    if not second.text or second.plain:
        return matches, []
    theirs = {match.name: match.lang for match in second.matches(folder)}
    if not theirs.keys() < {match.name for match in matches}:
        return matches, []
    sources = [match for match in matches if match.name not in theirs]
    own = {second.filled(m.stars, lang) for m in sources for lang in {*theirs.values()}}
    return sources, [name for name in theirs if name not in own]


def _looked(pattern: Pattern) -> str:
    return f"looked for {pattern.text!r}"


def _by_locale(held: Mapping[str, Any], folder: Path, place: str, found: Found) -> None:
    """Pairs of files that differ in their locale alone: locales/{lang}/*.json."""
    pattern = Pattern(held["files"])
    matches = pattern.matches(folder)
    sources = [m for m in matches if same_locale(m.lang, held["source_lang"])]
    targets = [m for m in matches if m not in sources and _wanted(m.lang, held)]
    if not sources or not targets:
        lang = "any other language" if sources else held["source_lang"]
        if sources and "target_lang" in held:
            lang = ", ".join(_several(held["target_lang"]))
        reason = f"no file fits {pattern.text!r} for {lang}"
        found.dead.append(Dead(pattern.text, str(InputError(place, reason, _where(folder)))))
        return
    there = {m.name: m for m in targets}
    locales = dict.fromkeys(m.lang for m in targets)
    paired = set()
    for source in sources:
        for lang in locales:
            name = pattern.filled(source.stars, lang)
            paired.add(name)
            if name in there:
                pair = PairFiles(
                    _named(folder, source.name), _named(folder, name), source.lang, lang
                )
                found.pairs[pair] = None
            else:
                missing = f"{_named(folder, source.name)}: there is no {_named(folder, name)}"
                found.dead.append(Dead(_named(folder, source.name), missing, True))
    for name in there:
        if name not in paired:
            found.orphans[_named(folder, name)] = None


def _wanted(lang: str, held: Mapping[str, Any]) -> bool:
    """Tell whether a locale is one of those that an entry asks for: all, where it names none."""
    wanted = _several(held.get("target_lang", ()))
    return not wanted or any(same_locale(lang, one) for one in wanted)


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)


def _first(value: Any) -> str:
    return next(iter(_several(value)), "")


def _fits_nothing(place: str, pattern: str, folder: Path) -> InputError:
    return InputError(place, f"no file fits {pattern!r}", _where(folder))


def _where(folder: Path) -> str:
    return f"looked in {folder or Path('.')}"


def _named(folder: Path, name: str) -> str:
    if not name:
        return ""
    return (folder / name).as_posix() if str(folder) != "." else Path(name).as_posix()
