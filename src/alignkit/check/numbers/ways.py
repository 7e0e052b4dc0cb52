"""Words that say a rise or a fall, in either language, and where one side says the other way.

No list says which words these are: a few pairs of contraries span an axis among the vectors of
words, and a word lies on it as far as it rises or falls. What two such words are worth against each
other was learned (training/weights/ways.py).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from alignkit.check.numbers.likelihood import DOUBT, common
from alignkit.check.run.view import BeadView, PairView
from alignkit.types import Span
from alignkit.words.lexicon import sources, stem_of
from alignkit.words.numbered import Words
from alignkit.words.script import is_chinese
from alignkit.words.tokens import denies

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from alignkit.words.lexicon import UnitTable

    Axes = tuple[NDArray[np.float32], NDArray[np.float32]]

# So far along the axis, and so near to what moves at all, lies a word that supports another; and a
# word that may be wrong. Between them lie few words that move nothing ("upon", 桌子 stay below).
SUPPORTING, SUSPECT = (0.12, 0.14), (0.16, 0.2)
# Nearness above this says that another word renders a word.
NEAR = 0.5
# So many words before a word may deny it.
BEFORE = 3
# More words than this no sentence has.
MOST_WORDS = 400
DIFFERENCE = 3.0
# What says a size in Chinese: 大, 最高, 更多, 小型
_BETTERED = frozenset(("改善", "改进", "優化", "优化", "完善", "改良"))
_BETTERING = re.compile(r"improv|better|progress|optimi[sz]")
# Up and down are said of an amount behind these; behind other verbs they make another verb.
_PARTICLES = frozenset(("up", "down"))
_CARRIED = frozenset(
    "is are was were be been go goes going went gone move moves moved drive drives drove".split()
)
# How far, and not which way: 更早 and "lower" are one bound, 更 and "less" are contraries.
_DEGREES = frozenset(("更", "更加", "较", "越", "愈", "more", "less", "fewer", "least", "most"))
# At least, more than: these bind an amount, and say no change of it.
_AFTER_AT, _BEFORE_THAN = frozenset(("least", "most")), frozenset(("more", "less", "fewer"))
_SIZE = re.compile(r"[最更较很]?[大小高低多少长短强弱](?:[大小型]|量)?")
# So many words of a side are weighed against the other's at most, those that go furthest.
MOST_SUSPECT = 20


@dataclass(frozen=True, slots=True)
class Turned:
    """A word and the word of the other side that goes the other way, with the signs about them."""

    chinese: int
    english: int
    signs: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Moving:
    """The words of one side: how far each rises (below nothing: falls), and if it may be wrong."""

    words: Words
    units: NDArray[np.float32]
    rise: NDArray[np.float32]
    motion: NDArray[np.float32]
    way: NDArray[np.float32]
    suspect: NDArray[np.bool_]

    @property
    def strength(self) -> NDArray[np.float32]:
        """How far each word goes, whichever way."""
        found: NDArray[np.float32] = abs(self.rise)
        return found


def moving(words: Words, table: UnitTable, along: Axes, among: Set[str] | None = None) -> Moving:
    """Return the words of a text by the way that they go along the axes.

    Suspected are only words of `among`, where it is given.
    """
    import numpy as np

    axis, motion = along
    units = table.units[words.numbers]
    rise, moved = units @ axis, units @ motion
    far = abs(rise)
    supporting = (far >= SUPPORTING[0]) & (moved >= SUPPORTING[1])
    suspect = (far >= SUSPECT[0]) & (moved >= SUSPECT[1])
    if among is not None:
        suspect &= np.array([form.lower() in among for form in words.forms], dtype=bool)
    return Moving(words, units, rise, moved, np.sign(rise) * supporting, suspect)


@lru_cache(maxsize=1)
def learned() -> Mapping[str, Any]:
    """Return the pairs of contraries, and the weights of the signs."""
    text = files("alignkit.data").joinpath("check/ways.json").read_text(encoding="utf-8")
    held: Mapping[str, Any] = json.loads(text)
    return held


@lru_cache(maxsize=1)
def axes() -> Axes:
    """Return the axis from falling to rising, and the direction of all that moves."""
    return spanned(learned()["pairs"])


def spanned(pairs: Mapping[str, Sequence[Sequence[str]]]) -> Axes:
    """Return the axes that pairs of contraries span, each language weighing as much."""
    import numpy as np

    from alignkit.embed import encoder

    model: Any = encoder(None)
    turn, move = [], []
    for held in pairs.values():
        up, down = (_units(model.encode_words([pair[side] for pair in held])) for side in (0, 1))
        turn.append((up - down).mean(axis=0))
        move.append((up + down).mean(axis=0))
    rising, motion = (_units(_units(np.array(each)).sum(axis=0)[None])[0] for each in (turn, move))
    return rising, motion


def _units(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    found: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-6)).astype(np.float32)
    return found


def candidates(chinese: Moving, english: Moving) -> Iterator[Turned]:
    """Yield the words that go one way against words that go the other, more on each side."""
    if not chinese.suspect.any() or not english.suspect.any():
        return
    near = chinese.units @ english.units.T
    for here in _furthest(chinese):
        for there in _furthest(english):
            against = chinese.rise[here] * english.rise[there] < 0
            if against and _comparable(chinese.words, english.words, here, there):
                yield Turned(here, there, _signs(chinese, english, near, (here, there)))


def _comparable(chinese: Words, english: Words, here: int, there: int) -> bool:
    """Tell whether both words say a change, or both a size: "greatly" is no contrary of 降低.

    What betters may do so by falling, and "brought up" rises as little as it carries.
    """
    ours, theirs = chinese.forms[here], english.forms[there].lower()
    if theirs in _PARTICLES:
        return there > 0 and english.forms[there - 1].lower() in _CARRIED
    if _binds(english.forms, there):
        return False
    if _BETTERING.match(theirs) or ours in _BETTERED:
        return False
    if ours in _DEGREES and theirs not in _DEGREES:
        return False
    return not _sized(theirs) or bool(_SIZE.fullmatch(ours))


def _binds(forms: Sequence[str], at: int) -> bool:
    """Tell whether a word bounds an amount: at least, more than."""
    word, around = forms[at].lower(), (*forms[max(0, at - 1) : at], *forms[at + 1 : at + 2])
    if word in _AFTER_AT:
        return at > 0 and around[0].lower() == "at"
    return word in _BEFORE_THAN and at + 1 < len(forms) and around[-1].lower() == "than"


@lru_cache(maxsize=1024)
def _sized(english: str) -> bool:
    """Tell whether an English word says a size and no change: one that is compared, or how much."""
    compared = (english + "est", english[:-1] + "est", english + english[-1] + "est")
    return english.endswith("ly") or not movers().isdisjoint(compared)


def _furthest(side: Moving) -> list[int]:
    """Return the places of words that may be wrong, of many the furthest, as they stand."""
    places: list[int] = side.suspect.nonzero()[0].tolist()
    ranked = sorted(places, key=lambda place: -side.strength[place])
    return sorted(ranked[:MOST_SUSPECT])


def _signs(
    chinese: Moving, english: Moving, near: NDArray[np.float32], at: tuple[int, int]
) -> dict[str, float]:
    """Return what speaks for one word standing wrongly for another, and against it.

    Where more rises on the one side than on the other, and more falls there than here, a word has
    none of its own on the other side: its surplus.
    """
    import numpy as np

    sides, turned = (chinese, english), (near, near.T)
    found: dict[str, float] = {}
    surplus, counted = [], []
    for side, name in enumerate(("Chinese", "English")):
        own, other, place = sides[side], sides[1 - side], at[side]
        way = 1.0 if own.rise[place] > 0 else -1.0
        ours, theirs = own.way == way, other.way == way
        over = float(own.strength[ours].sum() - other.strength[theirs].sum())
        surplus.append(max(-1.0, min(1.0, over)))
        more = float((ours & own.suspect).sum()) - float((theirs & other.suspect).sum())
        counted.append(max(-DIFFERENCE, min(DIFFERENCE, more)))
        around = own.words.forms[max(0, place - BEFORE) : place + 1]
        beside = turned[side][place].copy()
        beside[at[1 - side]] = 0.0
        best = float(beside.max(initial=0.0))
        like = np.where(theirs, beside, 0.0)
        found |= {
            f"{name} rendered by its like": float(like.max(initial=0.0)),
            f"{name} likes weighed": float(min(1.0, (np.maximum(like, 0) * other.strength).sum())),
            f"{name} way": float(own.strength[place]),
            f"{name} motion": float(own.motion[place]),
            f"{name} surplus": surplus[-1],
            f"{name} more of the way": counted[-1],
            f"{name} rendered elsewhere": best,
            f"{name} surely rendered elsewhere": max(0.0, best - NEAR),
            f"{name} way on the other side": float((other.strength * theirs).max()),
            f"{name} denied": float(any(map(denies, around))),
        }
    rendered = [found[f"{name} rendered elsewhere"] for name in ("Chinese", "English")]
    ways = [float(side.strength[place]) for side, place in zip(sides, at, strict=True)]
    motions = [float(side.motion[place]) for side, place in zip(sides, at, strict=True)]
    places = [place / len(side.words) for side, place in zip(sides, at, strict=True)]
    return found | {
        "near": float(near[at]),
        "both rendered elsewhere": min(rendered),
        "least surplus": min(surplus),
        "both rendered by their likes": min(
            found[f"{name} rendered by its like"] for name in ("Chinese", "English")
        ),
        "least motion": min(motions),
        "both ways": ways[0] * ways[1],
        "English way and motion": ways[1] * motions[1],
        "more of each way": min(counted),
        "far apart": abs(places[0] - places[1]),
        "words that move": min(6.0, float(abs(chinese.way).sum() + abs(english.way).sum())),
        "one character": float(len(chinese.words.forms[at[0]]) == 1),
    }


LATIN = re.compile(r"[a-z]+")


def words_met(pair: PairView) -> UnitTable:
    """Return the embedded model's words; other models have none of their own."""
    from alignkit.embed import encoder
    from alignkit.words.lexicon import UnitTable

    return UnitTable(encoder(None))


@lru_cache(maxsize=1)
def movers() -> frozenset[str]:
    """Return the English words that rise or fall so far that they may be wrong."""
    return frozenset(learned()["english"].split())


def turned(view: BeadView) -> tuple[Turned, float, tuple[Span, Span]] | None:
    """Return the likeliest word of a bead that goes the other way, its odds and both places."""
    found = view.pair.chunked(_turned, view.index)
    if found is None:
        return None
    one, sure, spans = found
    return one, sure + DOUBT * common(view).get("doubtful bead", 0.0), spans


def _turned(
    pair: PairView, low: int, high: int
) -> list[tuple[Turned, float, tuple[Span, Span]] | None]:
    """Read the beads of a chunk; cut into words is only what holds an English word that moves."""
    from alignkit.words.renderings import words_of_all

    found: list[tuple[Turned, float, tuple[Span, Span]] | None] = [None] * (high - low)
    source, target = pair.bitext.source.lang, pair.bitext.target.lang
    turn = 1 if is_chinese(source) else 0
    if not is_chinese((source, target)[1 - turn]) or (source, target)[turn].split("-")[0] != "en":
        return found
    passages = [pair.passages(index) for index in range(low, high)]
    held = {
        place: movers().intersection(LATIN.findall(both[turn].text.lower()))
        for place, both in enumerate(passages)
    }
    places = [place for place, words in held.items() if words]
    if not places:
        return found
    table = pair.once(words_met)
    table.tidy()
    texts = [passages[place][1 - turn].text for place in places]
    chinese = [
        moving(words, table, axes()) if 0 < len(words) <= MOST_WORDS else None
        for words in words_of_all(table, texts)
    ]
    # Most beads are done with here: no Chinese word goes another way than the English ones.
    ways = _ways(table, set().union(*held.values()))
    kept = [
        (place, ours)
        for place, ours in zip(places, chinese, strict=True)
        if ours is not None and any(_against(ours, ways[word]) for word in held[place])
    ]
    english = words_of_all(table, [passages[place][turn].text for place, _ in kept])
    for (place, ours), words in zip(kept, english, strict=True):
        if 0 < len(words) <= MOST_WORDS:
            found[place] = _likeliest(ours, moving(words, table, axes(), movers()), turn)
    return found


def _ways(table: UnitTable, forms: Set[str]) -> dict[str, float]:
    """Return how far each English word rises, or below nothing falls."""
    words = sorted(forms)
    table.take_up(words)
    rise = table.units[table.numbers(words)] @ axes()[0]
    return dict(zip(words, map(float, rise), strict=True))


def _against(side: Moving, rise: float) -> bool:
    """Tell whether a word that may be wrong goes the other way."""
    return bool(((side.rise * rise < 0) & side.suspect).any())


def _likeliest(
    chinese: Moving, english: Moving, turn: int
) -> tuple[Turned, float, tuple[Span, Span]] | None:
    likely = [
        (odds(one.signs), one)
        for one in candidates(chinese, english)
        if not _rendered(one, chinese, english)
    ]
    if not likely:
        return None
    sure, one = max(likely, key=lambda held: held[0])
    places = ((chinese.words, one.chinese), (english.words, one.english))
    spans = [Span(words.starts[at], words.ends[at]) for words, at in places]
    return one, sure, (spans[1 - turn], spans[turn])


def _rendered(one: Turned, chinese: Moving, english: Moving) -> bool:
    """Tell whether the lexicon lists Chinese words of its way for as many of an English one."""
    forms = [form.lower() for form in english.words.forms]
    known, way = sources(stem_of(forms[one.english])), english.rise[one.english]
    like = (chinese.rise * way > 0) & [form in known for form in chinese.words.forms]
    return int(like.sum()) >= forms.count(forms[one.english])


def odds(signs: Mapping[str, float]) -> float:
    """Return the logarithm of the odds that a word stands there for its contrary."""
    bias: float = learned()["weights"]["bias"]
    return bias + sum(weighed(signs).values())


def weighed(signs: Mapping[str, float]) -> dict[str, float]:
    """Return what each sign adds to the logarithm of the odds."""
    weights: Mapping[str, float] = learned()["weights"]
    return {name: weights[name] * value for name, value in signs.items() if name in weights}
