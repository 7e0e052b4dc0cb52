"""One small word changed in a translation: does a comparison with the unchanged one tell it?

The texts are translations of news into English and of abstracts, news and talk into Chinese, each
set beside itself with one word exchanged or left out; a synonym must stay a difference in words.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.figures.share import share
from bench.figures.table import Row
from bench.texts import renderings

# So many places of each kind; texts are no longer than this.
MOST, LONGEST = 12, 250
# The news that rules were developed on, and so many pairs of the translations into Chinese.
DEVELOPED, PAIRS = 1000, 1500
Kinds = Mapping[str, tuple[str, str]]
ENGLISH: Kinds = {
    "may, must": (r"\bmay\b", "must"), "will, may": (r"\bwill\b", "may"),
    "all, some": (r"\ball\b", "some"), "before, after": (r"\bbefore\b", "after"),
    "after, before": (r"\bafter\b", "before"), "more, less": (r"\bmore\b", "less"),
    "increase, decrease": (r"\bincreas(e|ed|ing)\b", r"decreas\1"),
    "first, last": (r"\bfirst\b", "last"), "north, south": (r"\b[Nn]orth", "South"),
    "and, or": (" and ", " or "), "with, without": (r"\bwith\b", "without"),
    "support, oppose": (r"\bsupport\b", "oppose"), "always, never": (r"\balways\b", "never"),
    "her, his": (r"\bher\b", "his"), "most, few": (r"\bmost\b", "few"),
    "only, —": (r"\bonly ", ""), "not, —": (r" not\b(?! only)|n't\b", ""),
}  # fmt: skip
ENGLISH_SYNONYMS: Kinds = {
    "important, significant": (r"\bimportant\b", "significant"),
    "help, assist": (r"\bhelp\b", "assist"), "big, large": (r"\bbig\b", "large"),
    "many, numerous": (r"\bmany\b", "numerous"), "get, obtain": (r"\bget\b", "obtain"),
}  # fmt: skip
CHINESE: Kinds = {
    "不, —": ("不(?=[会能是要得])", ""), "没有, 有": ("没有", "有"), "必须, 可以": ("必须", "可以"),
    "之前, 之后": ("之前", "之后"), "之后, 之前": ("之后", "之前"), "和, 或": ("和", "或"),
    "增加, 减少": ("增加", "减少"), "他, 她": ("他(?!们)", "她"), "将, 可能": ("将", "可能"),
    "所有, 部分": ("所有", "部分"), "只, —": ("只", ""),
}  # fmt: skip
CHINESE_SYNONYMS: Kinds = {
    "使用, 采用": ("使用", "采用"), "但是, 不过": ("但是", "不过"), "因此, 所以": ("因此", "所以"),
    "开始, 着手": ("开始", "着手"),
}  # fmt: skip
Pair = tuple[str, str]


def changed(texts: Sequence[Pair], kinds: Kinds) -> Iterator[tuple[str, str, str, str]]:
    """Yield for each kind some sources, translations and the translations with a word changed."""
    for name, (old, new) in kinds.items():
        found = (
            (name, source, text, re.sub(old, new, text, count=1))
            for source, text in texts
            if len(text) < LONGEST and re.search(old, text)
        )
        yield from [case for case, _ in zip(found, range(MOST), strict=False)]


def told(texts: Sequence[Pair], kinds: Kinds, langs: tuple[str, str], wanted: str) -> list[Row]:
    """Return what share of the changed rows is called as it should be, by kind and in all."""
    import alignkit as ak

    cases = list(changed(texts, kinds))
    sides = [ak.Bitext.from_pairs([(case[1], case[at]) for case in cases], *langs) for at in (2, 3)]
    rows = ak.compare([case[1] for case in cases], *sides).rows
    held: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (name, source, *_), row in zip(cases, rows, strict=True):
        for key in (name, "all"):
            held[key].append((source, float(row.kind == wanted)))
    way = f"{langs[0]}-{langs[1]}"
    shares = {name: share(hits) for name, hits in held.items()}
    return [
        Row(f"one word changed, {way}, {name}: {wanted}", right.value,
            data=f"{right.rows} places", note=right.said())
        for name, right in shares.items()
    ]  # fmt: skip


def _chinese(data: Path) -> list[Pair]:
    found: dict[str, str] = {}
    for name in ("bio", "esa"):
        with lzma.open(data / "rated" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as stream:
            for held in map(json.loads, stream):
                fits = name == "esa" or held["system"] == renderings.SYSTEMS[0]
                if held["dir"] == "en-zh" and fits and len(found) < PAIRS:
                    found.setdefault(held["source"], held["target"])
    return list(found.items())


def run(data: Path) -> list[Row]:
    """Return what is told of changed words, and of synonyms."""
    english = [(source, second) for source, _, second in renderings.news(data)[:DEVELOPED]]
    chinese = _chinese(data)
    return [
        *told(english, ENGLISH, ("zh", "en"), "substance"),
        *told(english, ENGLISH_SYNONYMS, ("zh", "en"), "wording"),
        *told(chinese, CHINESE, ("en", "zh"), "substance"),
        *told(chinese, CHINESE_SYNONYMS, ("en", "zh"), "wording"),
    ]
