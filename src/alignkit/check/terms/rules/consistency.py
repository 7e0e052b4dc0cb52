"""One term rendered in several ways, and several terms rendered as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from alignkit.check.coverage.both_ways import directions, words_at
from alignkit.check.coverage.both_ways import table as words
from alignkit.check.coverage.unrelated import unrelated
from alignkit.check.run.rule import Example, Hit, Rule
from alignkit.check.run.view import PairView
from alignkit.check.terms.clashing import clash
from alignkit.check.terms.spelled import spelled
from alignkit.terms.repeated import Cut, Place, Rendering, Term, clashing_terms
from alignkit.types import Severity
from alignkit.words.script import HAN, is_chinese

# A term has a usual rendering where this share agrees on it, seen so often at least.
_MAIN_SHARE = 0.5
_LEAST = 2
# Two terms share a rendering where each has it so often.
_SAME = 3
_LONG = 4


def table(pair: PairView) -> tuple[Term, ...]:
    """Return the terms of the pair that may be rendered in two ways, worked out once."""
    if pair.once(unrelated):
        return ()
    langs = pair.bitext.source.lang, pair.bitext.target.lang
    return clashing_terms(pair.once(_cuts), pair.once(words), langs)


def _cuts(pair: PairView) -> Sequence[Cut]:
    return [words_at(pair, at) for at in range(len(pair.bitext))]


def _inconsistent(pair: PairView) -> Iterator[Hit]:
    yield from _names(pair)
    yield from _terms(pair)


def _names(pair: PairView) -> Iterator[Hit]:
    if directions(pair) is None or pair.once(unrelated):
        return
    for name in spelled(pair.once(_cuts), is_chinese(pair.bitext.source.lang)):
        usual, *others = name.renderings
        for other in others:
            yield _hit(name, usual, other, other.places)


def _terms(pair: PairView) -> Iterator[Hit]:
    told: set[tuple[int, int]] = set()
    for term in sorted(pair.once(table), key=lambda one: (-one.renderings[0].count, one.source)):
        usual, *others = term.renderings
        if usual.count < _LEAST or usual.count < _MAIN_SHARE * term.count:
            continue
        for other in others:
            if not clash(usual.key, other.key) or _of_a_clause(usual, other):
                continue
            places = tuple(
                at
                for at in other.places
                if not _usual_too(pair, at, term, usual)
                and told.isdisjoint((at.bead, c) for c in range(at.target.start, at.target.end))
            )
            if places:
                told |= {
                    (at.bead, c) for at in places for c in range(at.target.start, at.target.end)
                }
                yield _hit(term, usual, other, places)


def _of_a_clause(usual: Rendering, other: Rendering) -> bool:
    """Tell whether small words stand in one English rendering alone: office in an …"""
    return len(usual.text.split()) != len(other.text.split()) and not HAN.search(usual.text)


def _usual_too(pair: PairView, place: Place, term: Term, usual: Rendering) -> bool:
    """Tell whether the usual rendering stands in a bead as often as the term: no other is meant."""
    target = pair.bitext.passages(place.bead)[1].text.lower()
    times = sum(at.bead == place.bead for one in term.renderings for at in one.places)
    return target.count(usual.text.lower()) >= times


def _hit(term: Term, usual: Rendering, other: Rendering, places: tuple[Place, ...]) -> Hit:
    first = places[0]
    return Hit(
        f"{term.source} is {usual.text!r} {usual.count} times, here {other.text!r}",
        source=(first.source,),
        target=(first.target,),
        values={
            "term": term.source,
            "usual": usual.text,
            "usual_count": usual.count,
            "here": other.text,
            "beads": list(dict.fromkeys(place.bead for place in places)),
            "usual_beads": list(dict.fromkeys(place.bead for place in usual.places)),
        },
        confidence=min(0.9, 0.5 + 0.05 * usual.count),
        bead=first.bead,
        about=f"{term.source}={other.text}",
    )


def _same(pair: PairView) -> Iterator[Hit]:
    by_key: dict[tuple[str, ...], list[tuple[Term, Rendering]]] = defaultdict(list)
    for term in pair.once(table):
        for rendering in term.renderings:
            if rendering.count >= _SAME and len(" ".join(rendering.key)) >= _LONG:
                by_key[rendering.key].append((term, rendering))
    for held in by_key.values():
        if len(held) < 2:
            continue
        (first, one), *others = held
        for term, rendering in others:
            if set(term.source) & set(first.source):
                continue
            place = rendering.places[0]
            yield Hit(
                f"{term.source} and {first.source} are both rendered {rendering.text!r}",
                source=(place.source,),
                target=(place.target,),
                values={
                    "terms": [first.source, term.source],
                    "rendering": rendering.text,
                    "counts": [one.count, rendering.count],
                },
                confidence=0.6,
                bead=place.bead,
                about=f"{first.source}={term.source}",
            )


_TEXT = (
    "智能工厂正在建设。\n各地的智能工厂不多。\n这家智能工厂很大。\n我们参观了智能工厂。",
    "The smart factory is being built.\nThere are not many smart factories in these places.\n"
    "This smart factory is large.\n",
)
_BACK = (
    "The smart factory is being built.\nThere are few smart factories here.\n"
    "This smart factory is large.\nWe visited the smart factory.",
    "智能工厂正在建设。\n这里智能工厂不多。\n这座智能工厂很大。\n",
)
RULES = (
    Rule(
        id="TRM001",
        name="inconsistent-term",
        severity=Severity.WARNING,
        summary="A term is rendered in another way than elsewhere in the document",
        what=(
            "Finds the noun phrases that the document repeats, links their words to those of the "
            "translation, and reports a rendering that swaps a word of the usual one. Inflection, "
            "articles and shortened forms are no difference. A foreign name that twice has one "
            "spelling is reported where another one of the same sound stands for it. `values` "
            "holds all places of both."
        ),
        why="Readers take two names for two things.",
        bad=(
            Example(_TEXT[0], _TEXT[1] + "We visited the intelligent factory."),
            Example(_BACK[0], _BACK[1] + "我们参观了智慧工厂。"),
        ),
        good=(
            Example(_TEXT[0], _TEXT[1] + "We visited the Smart Factories."),
            Example(_BACK[0], _BACK[1] + "我们参观了智能工厂。"),
        ),
        find_pair=_inconsistent,
        needs_model=True,
        limits=(
            "Noun phrases of two words and more that stand three times at least, of which half "
            "have the usual rendering; the other one must share a word with it. At most 2,000 "
            "passages of a document are looked at, those of the commonest phrases first, and none "
            "of more than 300 words."
        ),
        precision=(
            "measured: of 51 findings from English in unread projects a reviser called 34 worth "
            "a change and 9 harmless, of 23 from Chinese 8 and 13"
        ),
    ),
    Rule(
        id="TRM002",
        name="same-rendering",
        severity=Severity.INFO,
        summary="Different terms are rendered by the same words",
        what="Reports two terms that share no character and are both rendered by the same words.",
        why="A distinction of the source is lost.",
        bad=(),
        good=(Example(_TEXT[0], _TEXT[1] + "We visited the smart factory."),),
        find_pair=_same,
        needs_model=True,
        limits="Each term must be rendered so three times.",
        precision=(
            "measured: no findings in 4,000 segments of two professional translations of news"
        ),
    ),
)
