"""Asks a judge about pairs, and keeps what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alignkit.errors import AlignkitError
from alignkit.types import Bitext

if TYPE_CHECKING:
    from alignkit.judge.opinion import Opinion
    from alignkit.types.remark import Judge, Pair


def judge(pairs: Bitext | Sequence[Pair], by: Judge | None = None) -> Opinion:
    """Ask a judge about every pair; the embedded network is asked where none is given.

    >>> from alignkit import Remark
    >>> def strict(pairs):
    ...     return [[Remark("target", 0, len(target))] for _, target in pairs]
    >>> judge([("狗", "cat")], by=strict).remarks
    ((Remark(side='target', start=0, end=3, kind='', severity='major', probability=1.0),),)
    """
    from alignkit.judge.opinion import Opinion
    from alignkit.types.remark import stands

    held = tuple(pairs.pairs()) if isinstance(pairs, Bitext) else tuple(pairs)
    if by is None:
        from alignkit.check.meaning.shipped import embedded

        by = embedded
    told = by(held)
    if len(told) != len(held):
        raise AlignkitError(
            f"the judge answered {len(told)} of {len(held)} pairs; it must give one list a pair"
        )
    counts = Counter(getattr(by, "counts", {}))
    kept = []
    for pair, remarks in zip(held, told, strict=True):
        standing = tuple(remark for remark in remarks if stands(remark, pair))
        counts["unplaced"] += len(remarks) - len(standing)
        kept.append(standing)
    counts = Counter({name: count for name, count in counts.items() if count})
    return Opinion(held, tuple(kept), dict(counts), int(getattr(by, "tokens", 0)))
