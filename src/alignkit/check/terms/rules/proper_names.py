"""Acronyms, Latin names and set names of the source that the translation lacks or changes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from unicodedata import combining, normalize

from alignkit.check.coverage.passing import silent
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import BeadView, PairView
from alignkit.quantity.lookup import tables
from alignkit.types import Severity, Span
from alignkit.words.loans import NAME, in_use, rate
from alignkit.words.script import is_chinese

_LATIN = re.compile(
    r"(?<![A-Za-z0-9@./:_\\%&-])(?:[A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*|[A-Z]{2,}|[A-Z][a-z]{3,})"
    r"(?:[-+.][A-Za-z0-9]+|\d+|\+\+|#)*(?![A-Za-z0-9@_\\%])"
)
_WORDS = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9'’+#-]*")
# Latin letters that Chinese text uses as words of its own, with no fixed English.
_CHINESE_USE = frozenset((
    "AA", "APP", "CP", "IP", "KTV", "LOGO", "NO", "OK", "PK", "UP", "VIP", "VS"
))  # fmt: skip


def _bare(text: str) -> str:
    if not text.isascii():
        # Marks above letters are left out by those whose keyboard has none.
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    return re.sub(r"[^a-z0-9+#]", "", text.lower())


def _names(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if not target.strip() or silent(view):
        return
    if is_chinese(view.source_lang) == is_chinese(view.target_lang):
        return
    if is_chinese(view.target_lang):
        yield from _exchanged(view)
        return
    bare, words, said = _bare(target), _WORDS.findall(target), set()
    for match in _LATIN.finditer(source):
        name = match[0]
        key = _bare(name)
        if key in said or name.upper() in _CHINESE_USE or len(key) < 2:
            continue
        said.add(key)
        if key in bare or _spelled_out(key, words) or _as_unit(name, words) or _beside(view, key):
            continue
        near = _near(key, words) or _put_for(view)
        yield Hit(
            f"{name} became {near}" if near else f"{name} is not in the translation",
            source=(Span(*match.span()),),
            target=_place(target, near),
            values={"name": name, "found": near},
            confidence=0.9 if near else 0.75,
            severity=_severity(view, name, near),
            about=name,
        )


def _severity(view: BeadView, name: str, near: str) -> Severity | None:
    """Tell how grave it is that a name is not there; a slip of the source is no fault here."""
    slip = near and in_use(near) and not in_use(name) and _near(_bare(name), [near])
    told = (near and not slip) or (not near and _told(view, name))
    return None if told else Severity.INFO


def _exchanged(view: BeadView) -> Iterator[Hit]:
    """A name that Chinese texts keep is not in this one, and another is that the source lacks.

    An acronym in the place of another (CSV, PDF) is told where nothing else in Latin letters came
    or went; whether texts keep it need not be known then.
    """
    lost, found = _only_names(view, 0), _only_names(view, 1)
    if not lost and len(found) == 1 and found[0][0].isupper():
        lost = [name for name in _only_names(view, 0, 0.0) if name[0].isupper()]
        # Units and currencies are what a quantity says.
        if any(name[0] in tables().symbols or name[0] in tables().families for name in lost):
            return
    if len(lost) == len(found) == 1:
        yield Hit(
            f"{lost[0][0]} became {found[0][0]}",
            source=(Span(*lost[0].span()),),
            target=(Span(*found[0].span()),),
            values={"name": lost[0][0], "found": found[0][0]},
            confidence=0.85,
            about=lost[0][0],
        )


def _put_for(view: BeadView) -> str:
    """Return the one name of an English translation that its Chinese source would have kept."""
    lost, found = _only_names(view, 0), _only_names(view, 1)
    return found[0][0] if len(lost) == len(found) == 1 else ""


def _only_names(view: BeadView, side: int, kept: float = NAME) -> list[re.Match[str]]:
    """Return the Latin names of one side that the other has neither as they are nor spelled out.

    Of English ones count those that Chinese texts keep so often.
    """
    own, other = (view.source.text, view.target.text)[:: 1 - 2 * side]
    chinese = is_chinese((view.source_lang, view.target_lang)[side])
    bare, words = _bare(other), _WORDS.findall(other)
    found: dict[str, re.Match[str]] = {}
    for match in _LATIN.finditer(own):
        key = _bare(match[0])
        known = match[0].upper() not in _CHINESE_USE if chinese else rate(match[0]) >= kept
        if not known or len(key) < 2 or key in bare or _spelled_out(key, words):
            continue
        if not any(n and key in _bare((n.source, n.target)[1 - side].text) for n in _near_by(view)):
            found.setdefault(key, match)
    return list(found.values())


def _near_by(view: BeadView) -> tuple[BeadView | None, BeadView | None]:
    return view.neighbour(-1), view.neighbour(1)


def _told(view: BeadView, name: str) -> bool:
    """Tell whether a missing name is an acronym, and one that stands nowhere in the translation."""
    return name.isupper() and _bare(name) not in view.pair.once(_standing)


def _standing(pair: PairView) -> frozenset[str]:
    """Return the words of the translation in Latin letters."""
    return frozenset(_bare(word) for word in _WORDS.findall(pair.bitext.target.text))


def _spelled_out(key: str, words: list[str]) -> bool:
    """Tell whether the letters of an acronym begin words that follow each other."""
    letters = re.sub(r"[^a-z]", "", key)
    if not 2 <= len(letters) <= 8:
        return False
    small = {"of", "the", "and", "for", "in", "on", "a", "to", "by", "with"}
    parts = [part for word in words for part in re.split(r"[-'’]", word) if part]
    for skip in (True, False):
        kept = [w.lower() for w in parts if not (skip and w.lower() in small)]
        heads = "".join(word[0] for word in kept)
        if letters in heads:
            return True
    return False


def _as_unit(name: str, words: list[str]) -> bool:
    """Tell whether the sign of a unit is said as its name: GB, gigabytes."""
    known = tables()
    unit = known.symbols.get(name)
    return unit is not None and any(known.en_units.get(word.lower()) == unit for word in words)


def _near(key: str, words: list[str]) -> str:
    """Return a word of the translation that is the name with a slip in it."""
    if len(key) < 3:
        return ""
    for word in words:
        other = _bare(word)
        if other == key or abs(len(other) - len(key)) > 1 or len(other) < 3:
            continue
        if sorted(other) == sorted(key) or (len(key) > 3 and _one_apart(key, other)):
            acronym = key.isalpha() and word[:2].isupper()
            if acronym or len(key) > 5:
                return word
    return ""


def _one_apart(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _place(target: str, word: str) -> tuple[Span, ...]:
    at = target.find(word) if word else -1
    return (Span(at, at + len(word)),) if at >= 0 else ()


def _beside(view: BeadView, key: str) -> bool:
    return any(
        near is not None and key in _bare(near.target.text)
        for near in (view.neighbour(-1), view.neighbour(1))
    )


@lru_cache(maxsize=1)
def set_names() -> dict[str, tuple[str, ...]]:
    """Return the set names of public life, each with the English one of which must stand there."""
    text = files("alignkit.data.check").joinpath("set_names.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: tuple(parts.split(" | ")) for name, parts in rows}


def _set_names(view: BeadView) -> Iterator[Hit]:
    source, target = view.source.text, view.target.text
    if not target.strip() or not is_chinese(view.source_lang) or silent(view):
        return
    if view.target_lang.split("-")[0] != "en":
        return
    lower = target.lower()
    for name, renderings in set_names().items():
        place = source.find(name)
        if place < 0 or any(rendering in lower for rendering in renderings):
            continue
        if any(
            near and any(rendering in near.target.text.lower() for rendering in renderings)
            for near in (view.neighbour(-1), view.neighbour(1))
        ):
            continue
        yield Hit(
            f"nothing in the translation names {name}",
            source=(Span(place, place + len(name)),),
            values={"name": name, "expected": list(renderings)},
            confidence=0.7,
            about=name,
        )


RULES = (
    Rule(
        id="TRM003",
        name="acronym",
        severity=Severity.WARNING,
        summary="An acronym or Latin name is missing or changed",
        what=(
            "Reports an acronym (CNN, LSTM) or a name in Latin letters that stands in the Chinese "
            "and not in the translation, unless words beginning with its letters spell it out "
            "(CPI as consumer price index). A slip of one letter is named. A name in plain letters "
            "that is missing is information, and so is an acronym that stands elsewhere in the "
            "translation. From English a name is reported that Chinese texts keep (Linux), where "
            "another that the source lacks stands in the Chinese."
        ),
        why="A changed acronym is another thing; a missing one cannot be searched for.",
        bad=(
            Example("采用LSTM网络。", "It uses an LTSM network."),
            Example("采用CNN和RNN。", "It uses an RNN."),
            Example("请在Linux上运行。", "Run it on Android."),
        ),
        good=(
            Example("采用LSTM网络。", "It uses LSTMs."),
            Example("CPI同比上涨。", "The consumer price index rose year on year."),
            Example("请下载APP。", "Please download the application."),
        ),
        find=_names,
        habit=lambda finding: str(finding.values["name"]),
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003", "LIT019"),
        limits="From English, only where one name stands for another.",
        precision=(
            "measured: 2 findings in 4,000 segments of two professional translations of news"
        ),
    ),
    Rule(
        id="TRM006",
        name="set-name",
        severity=Severity.INFO,
        summary="A set name of public life has no counterpart",
        what=(
            "Reports set names such as 十九大 or 五位一体 where none of their known English "
            "names stands in the translation. The table is plain text."
        ),
        why="These names are quoted, cited and searched for; a paraphrase hides them.",
        bad=(Example("全面贯彻落实党的十九大精神。", "Carry out the spirit of the congress."),),
        good=(
            Example(
                "全面贯彻落实党的十九大精神。", "Carry out the spirit of the 19th Party Congress."
            ),
        ),
        find=_set_names,
        needs_model=True,
        yields_to=("COV001", "COV002", "COV003"),
        limits="Chinese to English only.",
        precision=(
            "measured: 1 finding in 4,000 segments of two professional translations of news"
        ),
    ),
)
