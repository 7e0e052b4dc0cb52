"""Which tokens get a vector, and what each Chinese word costs the segmenter."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from alignkit.embed.chinese import Segmenter
from alignkit.embed.english import Pinyin, stem
from alignkit.embed.folding import Folding, fold
from alignkit.embed.tokeniser import BUCKET, CHARACTER, PREFIX, PUNCTUATION, STEM, SYLLABLE

BUCKETS = 512
_HAN = re.compile(r"[㐀-鿿豈-﫿𠀀-𰿿]+")
_ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)*")
_CASED = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_COST_UNIT = 100


def jieba_frequencies() -> dict[str, int]:
    """Read the word frequencies that jieba comes with (MIT licence)."""
    import jieba

    lines = (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines()
    return {fields[0]: int(fields[1]) for fields in (line.split() for line in lines)}


def frequency_costs(frequencies: Mapping[str, float]) -> dict[str, int]:
    """Turn frequencies into the segmenter's integer costs."""
    total = math.log(sum(frequencies.values()))
    return {
        word: round(_COST_UNIT * (total - math.log(max(0.5, count))))
        for word, count in frequencies.items()
    }


def count_tokens(
    texts: Iterable[tuple[str, str, float]], costs: dict[str, int], variants: dict[str, str]
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count Chinese words, other words, and how often a word stands in lower case."""
    cut, table = Segmenter(costs).cut, Folding(variants)
    chinese: Counter[str] = Counter()
    others: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for left, right, weight in texts:
        folded = fold(left, table)
        for run in _HAN.findall(folded):
            for word in cut(run):
                chinese[word] += weight
        english = fold(right, table)
        for word in _ENGLISH.findall(folded) + _ENGLISH.findall(english):
            others[word] += weight
        for number in _NUMBER.findall(folded) + _NUMBER.findall(english):
            others[number.replace(",", "")] += weight
        for word in _CASED.findall(right):
            if word.islower():
                lower[word.replace("’", "'")] += weight
    return chinese, others, lower


def syllables(pinyin: Iterable[str]) -> list[str]:
    """List the pinyin syllables without tones that a dictionary's readings hold."""
    found: Counter[str] = Counter()
    for reading in pinyin:
        found.update(re.findall(r"[a-z]+", reading.replace("u:", "v").lower()))
    return sorted(s for s, n in found.items() if n >= 5 and s not in {"r", "m", "hm", "ng", "xx"})


def choose(
    chinese: Counter[str],
    others: Counter[str],
    lower: Counter[str],
    readings: list[str],
    limits: tuple[int, int],
) -> tuple[list[str], list[str]]:
    """Choose the Chinese words and the other tokens within the two limits."""
    words = [word for word, _ in chinese.most_common(limits[0])]
    plain = [word for word, _ in others.most_common() if not word.endswith("'s")][: limits[1]]
    split = Pinyin(frozenset(readings)).split
    roots: Counter[str] = Counter(stem(word) for word in plain if word[0] >= "a")
    kept = set(plain)
    stems = {root for root, count in roots.items() if count > 1 or root not in kept}
    stems |= {stem(w) for w in plain if w[0] >= "a" and split(w) and lower[w] > 0.5 * others[w]}
    prefixes: Counter[str] = Counter()
    for word in others:
        if word[0] >= "a":
            prefixes.update(word[:length] for length in range(4, 9) if len(word) > length)
    starts = [p for p, n in prefixes.most_common(6000) if n >= 12]
    characters = sorted({c for w in chinese for c in w if _HAN.fullmatch(c)})
    tokens = [*sorted(plain), *sorted(STEM + s for s in stems), *sorted(PREFIX + p for p in starts)]
    tokens += [CHARACTER + c for c in characters] + [SYLLABLE + s for s in readings]
    tokens += [f"{BUCKET}{number}" for number in range(BUCKETS)] + list(PUNCTUATION)
    return sorted(words), tokens
