"""What speaks for a difference being one of substance: a row of numbers for each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alignkit.compare.lacking import Compared
from alignkit.compare.weighed.gaps import Gap, Matched, meant
from alignkit.link.cells import stem_key
from alignkit.types.comparison import DETAILS, Divergence, Likeness
from alignkit.words.classes import ADJECTIVE, ADVERB, NAME, NOUN, VERB, class_of
from alignkit.words.synonyms import kinship

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Table = NDArray[np.float32]

# A word renders a word of the original from here on.
RENDERED = 0.3
# A phrase is looked for in the other rendering in stretches of up to so many words of meaning.
WINDOW = 3
CLASSES = (NOUN, NAME, VERB, ADJECTIVE, ADVERB)
#: What is known of a gap.
GAP = (
    "words", "longer side", "answered", "unsourced", "alone", "unlike", "most unlike", "pair near",
    "kin", "low support", "support apart", "link", "other link", "weight", "most weight",
    "capitals", "adverb", "lacking", "bare", "dropped", "said again", "opens",
    *CLASSES, "phrase near", "source near", "source apart", "sense", "silent", "added",
    "many alone", "many added",
)  # fmt: skip
#: Gaps in content that the rules find: a clause of the original that one drops, a phrase that only
#: one renders, a run of words without counterpart.
CONTENT = ("clause", "phrase", "run")
# A gap in content of so many characters is as long as one can be.
LONG = 20
#: What is known of the row as a whole.
ROW = ("left over", "length", "longer rendering", "chrf", "cosine", "surprise", "surprise apart")


@dataclass(frozen=True, slots=True)
class Known:
    """What the comparison knows of a row besides its links."""

    compared: Compared | None
    likeness: Likeness


def of_row(held: Matched, known: Known) -> list[float]:
    """Return the features named by ROW."""
    words = [meant(table.target.forms) for table in held.sides.tables]
    total = sum(map(len, words))
    left = sum(map(len, held.left))
    lengths = [max(1, len(side)) for side in words]
    surprise = known.compared.surprise if known.compared else (0.0, 0.0)
    return [
        left / max(1, total),
        math.log(max(1, total)),
        abs(math.log(lengths[0] / lengths[1])),
        known.likeness.chrf / 100,
        known.likeness.cosine,
        max(surprise) / 5,
        abs(surprise[0] - surprise[1]) / 5,
    ]


@dataclass(slots=True)
class _Words:
    """What is known of a gap's words: a value for each, and the words of the original they render.

    `unlike` says how far each is from all of the other side, `links` how surely it renders a word
    of the original, `others` how surely the other side has that word.
    """

    unlike: list[float] = field(default_factory=list)
    links: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    capitals: int = 0
    adverbs: int = 0
    again: int = 0
    sources: set[int] = field(default_factory=set)


def _words(gap: Gap, held: Matched) -> _Words:
    found = _Words()
    sides = held.sides
    for side, near in ((0, sides.near), (1, sides.near.T)):
        table, other = sides.tables[side], sides.tables[1 - side]
        words = table.target
        stems = {stem_key(form) for form in other.target.forms}
        for at in gap.sides[side]:
            found.unlike.append(1 - float(near[at].max(initial=0.0)))
            best = int(table.table[:, at].argmax())
            found.links.append(float(table.table[best, at]))
            if found.links[-1] >= RENDERED:
                found.sources.add(best)
                found.others.append(float(other.table[best].max(initial=0.0)))
            found.weights.append(float(sides.table.lengths[words.numbers[at]]))
            start = words.starts[at]
            found.capitals += start > 0 and words.text[start].isupper()
            found.adverbs += words.forms[at].endswith("ly")
            found.again += stem_key(words.forms[at]) in stems
    return found


def _kin(gap: Gap, held: Matched) -> float:
    """Return how surely the lexicon knows two words of a gap as renderings of the same words."""
    ours, theirs = (
        [stem_key(table.target.forms[at]) for at in own]
        for table, own in zip(held.sides.tables, gap.sides, strict=True)
    )
    return max((kinship(one, other) for one in ours for other in theirs), default=0.0)


def of_gap(gap: Gap, held: Matched, known: Known) -> list[float]:
    """Return the features named by GAP."""
    import numpy as np

    sides, own = held.sides, _words(gap, held)
    counts = len(gap.first), len(gap.second)
    total = sum(counts)
    both = float(all(counts))
    unsourced = float(not own.sources)
    alone = float(not both and bool(own.sources))
    pair = float(sides.near[np.ix_(gap.first, gap.second)].max(initial=0.0))
    kin = _kin(gap, held)
    borne = [
        max((sides.support(side, at, gap.sides[side]) for at in own.sources), default=0.0)
        if counts[side]
        else 0.0
        for side in (0, 1)
    ]
    forms = sides.tables[0].source.forms
    classes = [class_of(forms[at]) for at in own.sources]
    dropped, lacking, bare = _coverage(gap, held, known)
    phrase, near = _phrases(gap, held, sorted(own.sources))
    apart = abs(near[0] - near[1])
    other = max(own.others, default=0.0)
    far = 1 - phrase
    return [
        math.log1p(total),
        abs(counts[0] - counts[1]) / 4,
        both,
        unsourced,
        alone,
        sum(own.unlike) / 3,
        max(own.unlike),
        max(0.0, pair),
        kin,
        min(borne),
        abs(borne[0] - borne[1]),
        max(own.links),
        other,
        sum(own.weights) / total,
        max(own.weights),
        own.capitals / total,
        own.adverbs / total,
        lacking,
        bare,
        dropped / 4,
        own.again / total,
        float(0 in (*gap.first, *gap.second)),
        *(float(kind in classes) for kind in CLASSES),
        phrase,
        max(near),
        both * apart,
        both * (1 - max(pair, kin, phrase)) * apart,
        alone * far * max(borne) * (1 - other),
        unsourced * far * min(own.unlike),
        alone * far * math.log(total),
        unsourced * far * math.log(total),
    ]


def _phrases(gap: Gap, held: Matched, sources: Sequence[int]) -> tuple[float, list[float]]:
    """Return how near the gap's two phrases are, and each to the words of the original.

    A phrase that nothing answers is set beside the nearest stretch of the other rendering.
    """
    tables = held.sides.tables
    own = [_sum(held, table.target.numbers[list(at)]) for table, at in zip(tables, gap.sides)]
    origin = _sum(held, tables[0].source.numbers[sources]) if sources else None
    near = [0.0 if origin is None or one is None else float(one @ origin) for one in own]
    if own[0] is not None and own[1] is not None:
        return float(own[0] @ own[1]), near
    side = 0 if own[0] is not None else 1
    return _nearest(own[side], held, 1 - side), near


def _sum(held: Matched, numbers: NDArray[np.intp]) -> Table | None:
    import numpy as np

    if not len(numbers):
        return None
    table = held.sides.table
    total = (table.units[numbers] * table.lengths[numbers][:, None]).sum(0)
    unit: Table = total / max(float(np.sqrt(total @ total)), 1e-9)
    return unit


def _nearest(own: Table | None, held: Matched, side: int) -> float:
    import numpy as np

    table, words = held.sides.table, held.sides.tables[side].target
    numbers = words.numbers[meant(words.forms)]
    if own is None or not len(numbers):
        return 0.0
    vectors = table.units[numbers] * table.lengths[numbers][:, None]
    sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors.cumsum(0)])
    best = 0.0
    for width in range(1, min(WINDOW, len(vectors)) + 1):
        spans = sums[width:] - sums[:-width]
        size = np.maximum(np.sqrt((spans * spans).sum(1)), 1e-9)
        best = max(best, float((spans @ own / size).max()))
    return best


def _coverage(gap: Gap, held: Matched, known: Known) -> tuple[float, float, float]:
    """Return what the coverage network says: how surely one drops what the other renders."""
    if known.compared is None:
        return 0.0, 0.0, 0.0
    starts = {
        (side, held.sides.tables[side].target.starts[at])
        for side in (0, 1)
        for at in gap.sides[side]
    }
    own = [word for word in known.compared.lacking if (word.side, word.span.start) in starts]
    return (
        max((word.lacked - word.held for word in own), default=0.0),
        float(len(own)) / 3,
        float(any(word.bare for word in own)),
    )


def of_divergence(found: Divergence, answered: float = 0.0) -> list[float]:
    """Return how sure a rule is of a gap in content, under its sort; nothing where it doubts.

    `answered` says how much of the gap both translations render by their links.
    """
    if found.kind != "content" or found.severity == "info":
        return [0.0] * len(CONTENT)
    spans = (*found.first, *found.second) or found.source
    sort = "run" if not found.source else "phrase" if found.first or found.second else "clause"
    length = sum(span.end - span.start for span in spans) * (2 if sort == "clause" else 1)
    value = found.confidence * (1 + min(1.0, length / LONG)) / 2 * min(1.0, 2 * (1 - answered))
    return [value * (sort == each) for each in CONTENT]


def sure(found: Divergence) -> float:
    """Return how sure a rule is of any other difference of substance."""
    told = found.severity != "info" and found.kind not in ("content", *DETAILS)
    return found.confidence if told else 0.0


def table_of(rows: Sequence[Sequence[float]], width: int) -> Table:
    """Return features as a table, also where there are none."""
    import numpy as np

    return np.array(rows, np.float32).reshape(-1, width)
