"""One text of the source rendered in two ways."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.types import Severity, Span
from alignkit.words.lexicon import stem_of
from alignkit.words.script import HAN, is_chinese, weight

# A label: what stands on a button, in a menu, above a field.
_LABEL = 30.0
# In documents a shorter text (Yes. · Example) is rendered by what stands beside it; a longer one
# is a sentence that may be put in other words: of 6,000 pairs of manuals up to 80
# are such.
_LONG, _LONGEST = 24.0, 72.0
_SURE = 0.5
# What is asked is rendered otherwise than what is told: 删除 and 删除吗.
_ASKS = "?"
# What comes and goes in Chinese and English without another choice of words.
_SMALL = frozenset(("的", "a", "an", "the"))
# A word and what is derived from it begin so: Delete, Deletion; Jan, January.
_ROOT = 4
# Between the context and the text in the key of a catalogue.
_CONTEXT = "\x04"


class _Place(NamedTuple):
    bead: int
    source: str
    target: str


class _Rendering(NamedTuple):
    words: tuple[str, ...]
    places: tuple[_Place, ...]


def _two_ways(pair: PairView) -> Iterator[Hit]:
    for places in _groups(pair):
        renderings = _renderings(places, pair.bitext.target.lang)
        if len(renderings) > 1:
            yield _hit(pair, renderings)


def _groups(pair: PairView) -> Iterator[list[_Place]]:
    """Yield the places of each text of the source that stands several times."""
    held: dict[str, list[_Place]] = defaultdict(list)
    for number, bead in enumerate(pair.bitext.beads):
        # A form of a plural or a text with a context of its own is meant to differ.
        apart = bead.entry is not None and (
            bead.entry.plural or bead.entry.flags or _CONTEXT in bead.entry.key
        )
        doubtful = bead.confidence is not None and bead.confidence < _SURE
        if apart or doubtful or not (bead.source and bead.target):
            continue
        source, target = (passage.text for passage in pair.bitext.passages(number))
        if bead.entry is None and not _LONG <= weight(source) <= _LONGEST:
            continue
        if (key := _folded(source)) and _folded(target) not in ("", key):
            held[key].append(_Place(number, source, target))
    return (places for places in held.values() if len(places) > 1)


def _folded(text: str) -> str:
    """Return the letters, figures and question marks of a text, capitals and spaces apart.

    >>> _folded("Sign in…") == _folded("SIGN  IN:"), _folded("删除") == _folded("删除？")
    (True, False)
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalnum() or c in _ASKS)


def _renderings(places: Sequence[_Place], lang: str) -> list[_Rendering]:
    """Return the ways a text was rendered, the commonest first; of equals, the first one."""
    held: dict[tuple[str, ...], list[_Place]] = defaultdict(list)
    for place in places:
        words = _words(place.target, lang)
        like = next((known for known in held if _alike(known, words, lang)), words)
        held[like].append(place)
    found = [_Rendering(words, tuple(own)) for words, own in held.items()]
    return sorted(found, key=lambda rendering: -len(rendering.places))


def _words(text: str, lang: str) -> tuple[str, ...]:
    """Return what of a rendering may differ: Chinese characters, or the stems of words."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if is_chinese(lang) or HAN.search(plain):
        return tuple(c for c in plain if c.isalnum() and c not in _SMALL)
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    return tuple(stem_of(word) for word in words if word not in _SMALL)


def _alike(one: tuple[str, ...], two: tuple[str, ...], lang: str) -> bool:
    """Tell whether two renderings choose the same words, whatever their form and order."""
    if "".join(one) == "".join(two):
        return True
    if is_chinese(lang):
        return False
    lost, new = list((Counter(one) - Counter(two)).elements()), Counter(two) - Counter(one)
    fresh = list(new.elements())
    if len(lost) != len(fresh):
        return False
    return all(_derived(a, b) for a, b in zip(sorted(lost), sorted(fresh), strict=True))


def _derived(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return long.startswith(short[:_ROOT]) and (len(short) >= _ROOT or len(short) == _ROOT - 1)


def _near(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether two labels are one with something exchanged, so that no other sense is meant.

    >>> _near(tuple("登录"), tuple("登陆")), _near(tuple("首页"), tuple("主页"))
    (True, True)
    >>> _near(tuple("订单"), tuple("排序")), _near(tuple("筛选"), tuple("筛选器"))
    (False, False)
    """
    if len(one) != len(two) or len(one) < 2:
        return False
    same = sum(a == b for a, b in zip(one, two, strict=True))
    return 2 * same >= len(one) or Counter(one) == Counter(two)


def _hit(pair: PairView, renderings: Sequence[_Rendering]) -> Hit:
    usual, other = renderings[0], renderings[1]
    first, here = usual.places[0], other.places[0]
    count = len(usual.places)
    keyed = [pair.bitext.beads[place.bead].entry for place in (first, here)]
    where = f" ({keyed[0]})" if keyed[0] else ""
    often = f"{count} times" if count > 1 else "elsewhere"
    more = f"; {len(renderings)} renderings in all" if len(renderings) > 2 else ""
    label = all(weight(text) <= _LABEL for text in (here.source, first.target, here.target))
    grave = all(keyed) and label and _near(usual.words, other.words)
    return Hit(
        f"the same text is {first.target!r} {often}{where}, here {here.target!r}{more}",
        source=(Span(0, len(here.source)),),
        target=(Span(0, len(here.target)),),
        values={
            "usual": first.target,
            "usual_count": count,
            "here": here.target,
            "beads": [place.bead for one in renderings[1:] for place in one.places],
            "usual_beads": [place.bead for place in usual.places],
            "renderings": [one.places[0].target for one in renderings],
        },
        confidence=0.9 if grave else 0.6,
        severity=None if grave else Severity.INFO,
        bead=here.bead,
        about=f"{_folded(here.source)}={''.join(other.words)}",
    )


_SAID = "请在下一页填写您的姓名和地址。"
_PAGE = "Please enter your name and address on the next page."
RULES = (
    Rule(
        id="TRM007",
        name="same-text-two-ways",
        severity=Severity.WARNING,
        summary="The same text is rendered in two ways",
        what=(
            "Compares the renderings of each text that stands several times in the source; "
            "capitals, punctuation and spaces are no difference, nor are inflection, articles and "
            "the order of words in the rendering. Each such text is told once, at the rarer "
            "rendering, and `values` holds all places. It is a warning where two short labels of a "
            "keyed file differ in a part (登录, 登陆), and a note elsewhere: where they share "
            "nothing (订单, 排序) two senses may be meant."
        ),
        why="Readers look for a second button, and a second meaning.",
        bad=(Example(f"{_SAID}\n{_SAID}", f"{_PAGE}\nFill in the form that follows, please."),),
        good=(
            Example(f"{_SAID}\n{_SAID}", f"{_PAGE}\n{_PAGE.upper()}"),
            Example("是的。\n是的。", "Yes.\nHe did."),
        ),
        find_pair=_two_ways,
        limits=(
            "Within one pair of files. Plural forms, texts with a context of their own (msgctxt) "
            "and fuzzy texts are left alone; outside keyed files, texts of fewer than 24 letters "
            "or 8 Chinese characters, and of more than 72 letters or 21 Chinese characters."
        ),
        precision=(
            "read through by whoever wrote it, not judged cold: of 69 such texts among 10,194 of "
            "an editor's interface, 9 are two senses of a word"
        ),
    ),
)
