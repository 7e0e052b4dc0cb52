"""Differences in grammar between two English renderings: voice, mood, what stands with what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from alignkit.compare.chosen.opposite import Sides
from alignkit.link.cells import stem_key, word_class
from alignkit.terms.said import RENDERS
from alignkit.terms.verbs import is_participle
from alignkit.types import Span
from alignkit.types.comparison import ATTACHMENT, MOOD, VOICE, Choice
from alignkit.words.numbered import Words

# Two words stand together with at most so many words of meaning between them, apart with so many.
TOGETHER, APART = 1, 4
# A change of place is often only another order: it is this sure at most.
MOVED = 0.6
# A verb's auxiliaries stand at most so many words before it, in both languages.
BEFORE = 4
PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)\s+(?:(?:not|also|now|still|then|hereby|thereby|\w+ly)\s+){0,2}([a-z]{3,})\b",
    re.I,
)
_OBJECT = frozenset(
    "the a an its their his her our your my this these those all each every".split()
)
#: English modals by their force, and the words by which Chinese has it.
MOODS = {
    "obliges": (
        frozenset("must shall should ought".split()),
        frozenset("应 应当 应该 须 必须 需 需要 要 得 该 当 务必 不得".split()),
    ),
    "allows": (
        frozenset("may might can could".split()),
        frozenset("可 可以 可能 会 能 能够 能否 或许 也许 恐怕 允许 得以".split()),
    ),
}


def grammar(sides: Sides) -> Iterator[Choice]:
    """Yield where the two renderings differ in voice or mood, or join words otherwise."""
    pairs = list(_verbs(sides))
    passives = [_passives(table.target) for table in sides.tables]
    yield from _voice(sides, pairs, passives)
    yield from _moods(sides, pairs)
    yield from _attachments(sides)


def _verbs(sides: Sides) -> Iterator[tuple[int, int, int]]:
    """Yield words of the original that both render by one verb or its forms, each pair once."""
    held = sides.tables
    seen: set[tuple[int, int]] = set()
    for at in range(len(held[0].source)):
        first, second = (
            [
                j
                for j in table.table[at].argsort()[::-1][:2].tolist()
                if table.table[at, j] >= RENDERS
            ]
            for table in held
        )
        for one in first:
            for other in second:
                forms = held[0].target.forms[one], held[1].target.forms[other]
                same = word_class(forms[0]) == 0 and stem_key(forms[0]) == stem_key(forms[1])
                if same and (one, other) not in seen:
                    seen.add((one, other))
                    yield at, one, other


def _passives(words: Words) -> frozenset[int]:
    """Return where the participles of passives begin."""
    return frozenset(
        match.start(1) for match in PASSIVE.finditer(words.text) if is_participle(match[1].lower())
    )


def _voice(
    sides: Sides, pairs: Sequence[tuple[int, int, int]], passives: Sequence[frozenset[int]]
) -> Iterator[Choice]:
    for at, one, other in pairs:
        places = one, other
        words = [table.target for table in sides.tables]
        suffers = [words[n].starts[places[n]] in passives[n] for n in (0, 1)]
        acts = [not suffers[n] and _acts(words[n], places[n]) for n in (0, 1)]
        if (suffers[0] and acts[1]) or (suffers[1] and acts[0]):
            yield _choice(sides, VOICE, at, places, None, 1.0)


def _acts(words: Words, at: int) -> bool:
    """Tell whether a verb has an object after it: a determiner, or a word where no -ed is read."""
    after = words.forms[at + 1] if at + 1 < len(words) else ""
    if is_participle(words.forms[at]):
        return after in _OBJECT
    return after in _OBJECT or (bool(after) and word_class(after) == 0)


def _moods(sides: Sides, pairs: Sequence[tuple[int, int, int]]) -> Iterator[Choice]:
    source = sides.tables[0].source
    for at, one, other in pairs:
        places = one, other
        before = [
            _auxiliaries(table.target, place)
            for table, place in zip(sides.tables, places, strict=True)
        ]
        around = set(source.forms[max(0, at - BEFORE) : at + 1])
        for english, chinese in MOODS.values():
            said = [bool(words & english) for words in before]
            if said[0] != said[1]:
                closer = sides.pair[said.index(bool(around & chinese))]
                yield _choice(sides, MOOD, at, places, closer, 1.0)


def _auxiliaries(words: Words, at: int) -> set[str]:
    """Return the small words and adverbs that stand right before a verb."""
    found: set[str] = set()
    for form in reversed(words.forms[max(0, at - BEFORE) : at]):
        if word_class(form) != 1 and not form.endswith("ly"):
            break
        found.add(form)
    return found


def _attachments(sides: Sides) -> Iterator[Choice]:
    """Yield neighbours of the original that one rendering keeps together and the other parts."""
    source = sides.tables[0].source
    order = [_meant_before(table.target) for table in sides.tables]
    for at in range(len(source) - 1):
        if any(word_class(form) for form in source.forms[at : at + 2]):
            continue
        apart = [_distance(sides, side, at, order[side]) for side in (0, 1)]
        if None in apart:
            continue
        gap = [value or 0 for value in apart]
        if min(gap) > TOGETHER or max(gap) < APART:
            continue
        closer = 0 if gap[0] < gap[1] else 1
        places = [_best(sides, side, at) for side in (0, 1)]
        yield _choice(sides, ATTACHMENT, at, (places[0], places[1]), sides.pair[closer], MOVED)


def _best(sides: Sides, side: int, at: int) -> int:
    return int(sides.tables[side].table[at].argmax())


def _distance(sides: Sides, side: int, at: int, order: Sequence[int]) -> int | None:
    """Return how many words of meaning stand between the renderings of two neighbours."""
    table = sides.tables[side].table
    one, other = _best(sides, side, at), _best(sides, side, at + 1)
    if one == other or min(table[at, one], table[at + 1, other]) < RENDERS:
        return None
    low, high = sorted((one, other))
    return order[high] - order[low] - 1


def _meant_before(words: Words) -> list[int]:
    """Return for each word how many words of meaning stand before it."""
    found, count = [], 0
    for form in words.forms:
        found.append(count)
        count += word_class(form) == 0
    return found


def _choice(
    sides: Sides,
    kind: str,
    at: int,
    places: tuple[int, int],
    closer: int | None,
    most: float,
) -> Choice:
    source = sides.tables[0].source
    spans = [
        (Span(table.target.starts[place], table.target.ends[place]),)
        for table, place in zip(sides.tables, places, strict=True)
    ]
    sure = min(
        float(table.table[at, place]) for table, place in zip(sides.tables, places, strict=True)
    )
    own = (Span(source.starts[at], source.ends[at]),)
    return Choice(kind, sides.pair, own, spans[0], spans[1], round(most * sure, 4), closer)
