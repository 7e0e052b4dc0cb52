"""A word that became another one: evidence of two sides for each two words of a bead.

A word that nothing renders is common, and so is one that renders nothing; that the two face each
other, both well known and never seen to mean each other, is rare but where one was put for another.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from alignkit.check.coverage.both_ways import table
from alignkit.check.coverage.net import Net
from alignkit.check.coverage.passing import silent
from alignkit.check.meaning.accustomed import APART, RENDERED, habits
from alignkit.check.meaning.linked import Reading, reading
from alignkit.check.meaning.sense import KINDS, MOST_WORDS
from alignkit.check.meaning.sensed import confidence
from alignkit.check.run.rule import Hit
from alignkit.check.run.view import BeadView
from alignkit.types import Severity
from alignkit.words.halving import Lines
from alignkit.words.lexicon import HAN_FIRST, WordTable, meanings, sources, stem_of
from alignkit.words.numbered import Words
from alignkit.words.senses import SAME, SIBLINGS, WIDER, related, senses
from alignkit.words.synonyms import kinship, root
from alignkit.words.tokens import is_content

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

# What `training terms` learned; how often each word is rendered at all (`training rendered`).
FILE, RATES = "replaced.json", "rendered.tsv"
# A word of one character is looked at where its silence is so surprising: 猫, 狗, no particle.
RELIED = 2.0
# A word that nobody counted: as surprising as a coin.
UNCOUNTED = (0.7, 0.0)
# So many pairs of words are asked of in the rest of the document, from these log odds on. A word
# put for another is worth a note from these on: where the document has a habit (two or three in a
# thousand natural pairs of the documents set aside have one), where it has neither word elsewhere,
# and where there are so few beads that this says nothing.
LOOKED_AT, ASKED, HABITUAL, STRANGE, FEW, SHORT = 4, 0.0, 2.2, 3.5, 2.1, 8
# So many words of the Chinese side are looked at for one of the English side, and renderings of a
# word; words so near before and behind a place tell whether it is the place.
FACING, RENDERINGS, MANY, BEHIND, AROUND = 3, 3, 8, 3, 4
FEATURES = (
    "own_best", "own_left", "own_listed", "own_known", "own_second", "own_many",
    "other_best", "other_left", "other_listed", "other_known", "other_second", "other_many",
    "cosine", "listed", "apart", "before", "behind", "kin", "near_english", "near_chinese",
    "shared", "rooted",
    "own_weight", "other_weight", "own_odds", "other_odds", "bead_odds",
    "own_mean", "other_mean", "own_length", "other_length", "own_lost", "other_lost",
    "own_first", "other_first", "from_english",
    "own_surprise", "own_seen", "other_surprise", "other_seen", "same", "wider", "siblings",
    "own_sense", "other_sense", "capital", "own_beside", "other_beside", "least", "both",
)  # fmt: skip


@dataclass(frozen=True)
class Faced:
    """A Chinese word and an English one that may stand where its rendering should, with signs."""

    chinese: int
    english: int
    features: tuple[float, ...]


def faced(read: Reading, known: WordTable) -> list[Faced]:
    """Return the pairs of words of a bead of which neither seems rendered."""
    import numpy as np

    turned = read.source.language != "zh"
    words = read.words[::-1] if turned else read.words
    near, listed = (m.T if turned else m for m in (read.evidence, read.listed))
    told = [side[:, KINDS.index("term")] for side in (read.told[::-1] if turned else read.told)]
    places = [(np.arange(len(side)) + 0.5) / len(side) for side in words]
    apart = np.abs(places[0][:, None] - places[1][None]).astype(np.float32)
    fit = near - APART * apart
    best = fit.max(axis=1), fit.max(axis=0)
    mutual = np.where(fit >= np.maximum(best[0][:, None], best[1][None]) - 1e-6, fit, 0)
    left = [mutual.max(axis=1 - side) for side in (0, 1)]
    meant = [
        np.array([is_meant(form) and not _labels(side, at) for at, form in enumerate(side.forms)])
        for side in words
    ]
    lost = [np.flatnonzero(meant[side] & (left[side] < RENDERED)) for side in (0, 1)]
    if not len(lost[0]) or not len(lost[1]):
        return []
    odds = float(np.logaddexp.reduce(np.concatenate(told)))
    beside = (
        *(float(left[side][meant[side]].mean()) for side in (0, 1)),
        *(math.log(len(side)) for side in words),
        *(math.log1p(len(side)) for side in lost),
    )
    before, behind = _about(fit)
    place = (before + behind + fit)[lost[0][:, None], lost[1]]
    quiet = [
        sum(surprise(side.forms[at])[0] for at in places_.tolist())
        for side, places_ in zip(words, lost, strict=True)
    ]
    alone = [
        _by_word(side, (near, listed), left[side], told[side], known.lengths[words[side].numbers])
        for side in (0, 1)
    ]
    pairs = _pairs(lost, place, (near, listed, apart, before, behind))
    forms = [(words[0].forms[i], words[1].forms[j]) for i, j, _ in pairs]
    found = []
    for (i, j, said), (zh, en), both in zip(
        pairs, forms, known.both_near(forms, _usual), strict=True
    ):
        ours, theirs = alone[0][i], alone[1][j]
        own, other = surprise(zh), surprise(en)
        opens = words[1].text[words[1].starts[j]].isupper()
        kin, *alike = _akin(zh, en)
        found.append(Faced(i, j, (
            *ours[:3], *_known(zh), *theirs[:3], *_known(en), *said[:5], kin, *both, *alike,
            ours[4], theirs[4], ours[3], theirs[3], odds, *beside,
            *said[5:], float(turned), *own, *other, *_by_sense(zh, en), float(opens),
            quiet[0] - own[0], quiet[1] - other[0], min(own[0], other[0]), own[0] + other[0],
        )))  # fmt: skip
    return found


def _pairs(
    lost: Sequence[NDArray[np.intp]], place: Array, tables: Sequence[Array]
) -> list[tuple[int, int, list[float]]]:
    """Return the words that may face each other, and what some tables say of each two.

    Behind that stands how much better the best place of either word is.
    """
    import numpy as np

    order = np.argsort(-place, axis=0, kind="stable")[:FACING]
    rows, columns = order.T.ravel(), np.repeat(np.arange(len(lost[1])), len(order))
    own, other = lost[0][rows], lost[1][columns]
    best = place.max(axis=1)[rows], place.max(axis=0)[columns]
    told = [table[own, other] for table in tables]
    told += [held - place[rows, columns] for held in best]
    return list(zip(own.tolist(), other.tolist(), np.stack(told, axis=1).tolist(), strict=True))


def _by_word(
    side: int, rendered: tuple[Array, Array], left: Array, told: Array, lengths: Array
) -> list[list[float]]:
    """Return for each word of a side how well it is rendered, three ways, its odds and its length.

    One call for all words: a call of its own for each number costs more than the work.
    """
    import numpy as np

    near, listed = (held.max(axis=1 - side) for held in rendered)
    found: list[list[float]] = np.stack([near, left, listed, told, lengths], axis=1).tolist()
    return found


def _about(fit: Array) -> tuple[Array, Array]:
    """Return for each two words how well what stands before them fits, and what stands behind."""
    import numpy as np

    rows, columns = fit.shape
    held = np.zeros((rows + 2 * BEHIND, columns + 2 * AROUND), np.float32)
    held[BEHIND : BEHIND + rows, AROUND : AROUND + columns] = fit
    wide = _most(held.T, 2 * AROUND + 1).T
    # What stands right before the first row of these is the last row before the place.
    most = np.maximum(_most(wide, BEHIND), 0)
    return most[:rows], most[BEHIND + 1 :]


def _most(rows: Array, count: int) -> Array:
    """Return the greatest of so many rows from each on, for each that has so many."""
    import numpy as np

    found, reach = rows, 1
    while reach < count:
        step = min(reach, count - reach)
        found = np.maximum(found[:-step], found[step:])
        reach += step
    return found


def _labels(words: Words, at: int) -> bool:
    """Tell whether a word numbers a part of the text: Article 1, Table 2; its number renders it."""
    return (
        words.text[words.starts[at]].isupper()
        and at + 1 < len(words)
        and words.forms[at + 1][0].isdigit()
    )


@lru_cache(maxsize=50_000)
def is_meant(form: str) -> bool:
    """Tell whether a word carries a meaning of its own: no small word, no figure."""
    if form >= HAN_FIRST:
        if len(form) == 1:
            held = _held(form)
            return surprise(form)[0] >= RELIED and bool(held) and is_content(held[0][0])
        return not set("的了是在") & set(form)
    return form.isalpha() and len(form) > 2 and is_content(form)


@lru_cache(maxsize=50_000)
def _held(form: str) -> tuple[tuple[str, float], ...]:
    known = meanings(form) if form >= HAN_FIRST else sources(stem_of(form))
    return tuple(sorted(known.items(), key=lambda pair: (-pair[1], pair[0])))


@lru_cache(maxsize=50_000)
def _known(form: str) -> tuple[float, float, float]:
    """Return how sure the surest rendering of a word is, the next one, and how many it has."""
    held = _held(form)
    values = [value for _, value in held[:2]] + [0.0, 0.0]
    return values[0], values[1], math.log1p(len(held))


@lru_cache(maxsize=50_000)
def _usual(form: str) -> tuple[str, ...]:
    return tuple(word for word, _ in _held(form)[:RENDERINGS])


@lru_cache(maxsize=50_000)
def _akin(zh: str, en: str) -> tuple[float, float, float]:
    """Return how far a usual rendering of the Chinese word means the English one, the most
    characters that it shares with a rendering of that, and whether that begins like one of its own.
    """
    kin = max((kinship(stem, stem_of(en)) for stem in _usual(zh)), default=0.0)
    held = set(zh)
    shared = max((len(held & set(word)) / min(len(held), len(word)) for word in _many(en)),
                 default=0.0)  # fmt: skip
    begun = root(stem_of(en))
    return kin, shared, float(any(root(stem) == begun for stem in _many(zh)))


@lru_cache(maxsize=1)
def _rates() -> Lines:
    return Lines(files("alignkit.data.meaning").joinpath(RATES).read_bytes(), "\t")


@lru_cache(maxsize=50_000)
def surprise(form: str) -> tuple[float, float]:
    """Return how surprising it is that nothing renders a word, and how well that is known."""
    told = _rates().get(form if form >= HAN_FIRST else stem_of(form))
    if told is None:
        return UNCOUNTED
    tenths, seen = told.split()
    return int(tenths) / 10, float(seen)


@lru_cache(maxsize=50_000)
def _by_sense(zh: str, en: str) -> tuple[float, ...]:
    """Return how sure a rendering of a word is that means the English one, or is near to it."""
    stem, held = stem_of(en), _held(zh)[:MANY]
    top = held[0][1] if held else 1.0
    told = [(related(stem, other), value / top) for other, value in held]
    by_kind = [
        max((value for own, value in told if own == kind), default=0.0)
        for kind in (SAME, WIDER, SIBLINGS)
    ]
    known = any(senses(other)[0] for other, _ in held)
    return (*by_kind, float(known), float(bool(senses(stem)[0])))


def _many(form: str) -> tuple[str, ...]:
    return tuple(word for word, _ in _held(form)[:MANY])


def replaced(view: BeadView) -> Iterator[Hit]:
    """Yield the two words of a bead that most likely face each other wrongly, if likely enough."""
    read = view.once(reading)
    if read is None or max(map(len, read.words)) > MOST_WORDS or silent(view):
        return
    places, above = max(_weighed(view, read), key=lambda one: one[1], default=((0, 0), -1.0))
    if above < 0:
        return
    own, there = read.source.span(places[0]), read.target.span(places[1])
    texts = own.slice(view.source.text), there.slice(view.target.text)
    yield Hit(
        f"“{texts[1]}” hardly renders “{texts[0]}”",
        source=(own,),
        target=(there,),
        values={"source": texts[0], "target": texts[1]},
        confidence=confidence(above),
        severity=Severity.INFO,
    )


def _weighed(view: BeadView, read: Reading) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the words of a bead that may face each other wrongly, and how far above the bar."""
    for odds, places in ranked(read, view.pair.once(table))[:LOOKED_AT]:
        if odds < ASKED:
            return
        forms = [words.forms[at] for words, at in zip(read.words, places, strict=True)]
        known, row = habits(view)
        own, other = forms if read.source.language == "zh" else forms[::-1]
        said = known.weighed(row, own, other, odds)
        if said is None:
            yield places, odds - (FEW if len(known.reads) < SHORT else STRANGE)
        else:
            yield places, said - HABITUAL


@lru_cache(maxsize=1)
def network() -> Net:
    """Return what training/weights/terms.py learned."""
    text = files("alignkit.data.meaning").joinpath(FILE).read_text(encoding="utf-8")
    return Net.from_json(json.loads(text))


def ranked(read: Reading, known: WordTable) -> list[tuple[float, tuple[int, int]]]:
    """Return the words of a bead that may face each other wrongly with log odds, likeliest first.

    They are places in the source and in the target; none where no two words are left over.
    """
    import numpy as np

    held = faced(read, known)
    if not held:
        return []
    odds = network()(np.array([one.features for one in held], np.float32))
    step = 1 if read.source.language == "zh" else -1
    return [
        (float(odds[at]), (held[at].chinese, held[at].english)[::step])
        for at in np.argsort(-odds, kind="stable").tolist()
    ]
