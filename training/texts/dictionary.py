"""Dictionary entries as short pairs, the held-out entries, and the Traditional-Simplified table."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from training.texts.sources import Pair, read_pairs

HELD_OUT = 2_000
HELD_OUT_SEED = 20

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HAN_RUN = re.compile(r"[㐀-鿿𠀀-𮯠]+(?:\|[㐀-鿿𠀀-𮯠]+)?(?:\[[^\]]*\])?")
_USELESS = re.compile(
    r"^(?:CL:|(?:old |erhua |archaic |nonstandard |Japanese )?variant of|see |see also|also pr|"
    r"Taiwan pr|also written|used in|same as|also called|classifier for|pr\. )"
)
_OPENING = re.compile(
    r"^(?:lit\.|fig\.|abbr\. for|also|esp\.|i\.e\.|e\.g\.|surname)\s+", re.IGNORECASE
)
_REMARK = re.compile(r"\(([^()]{4,})\)")
_REFERENCE = re.compile(r"([㐀-鿿]+)(?:\|([㐀-鿿]+))?")
_LABELS = frozenset(
    (
        "idiom",
        "literary",
        "coll",
        "dialect",
        "slang",
        "old",
        "fig",
        "lit",
        "loanword",
        "abbr",
        "for",
    )
)
_SHORT = {"sb": "somebody", "sth": "something", "sb's": "somebody's", "esp": "especially"}
_ONE_WORD = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True)
class Entry:
    """One dictionary entry: a Chinese word and its cleaned English glosses."""

    chinese: str
    traditional: str
    pinyin: str
    glosses: tuple[str, ...]
    remarks: str = ""
    refers_to: tuple[str, ...] = ()

    @property
    def is_name(self) -> bool:
        """Tell whether the word is a proper name, which the pinyin's capital shows."""
        return self.pinyin[:1].isupper()

    @property
    def one_word_glosses(self) -> tuple[str, ...]:
        """Give the glosses that are a single lower-case word, the article or "to" aside."""
        bare = (re.sub(r"^(?:to|a|an|the) ", "", gloss) for gloss in self.glosses)
        return tuple(gloss for gloss in bare if _ONE_WORD.fullmatch(gloss))


def clean_gloss(gloss: str) -> str:
    """Take remarks and references out of a gloss; nothing is left of a useless one."""
    gloss = gloss.strip()
    if _USELESS.match(gloss):
        return ""
    gloss = _HAN_RUN.sub(" ", _BRACKETED.sub(" ", gloss))
    while _OPENING.match(gloss.strip()):
        gloss = _OPENING.sub("", gloss.strip())
    words = (_SHORT.get(word, word) for word in gloss.split())
    return " ".join(words).strip(" ,.:")


def cedict(data: Path) -> list[Entry]:
    """Read CC-CEDICT."""
    entries = []
    for simplified, traditional, pinyin, senses in read_pairs(data / "dict" / "cc-cedict.tsv.xz"):
        glosses = [clean_gloss(part) for sense in senses.split("/") for part in sense.split(";")]
        kept = tuple(dict.fromkeys(gloss for gloss in glosses if gloss and len(gloss) < 80))
        entries.append(
            Entry(simplified, traditional, pinyin, kept, _remarks(senses), _references(senses))
        )
    return entries


def _remarks(senses: str) -> str:
    """Give what stands in brackets among the glosses: fields, objects, explanations."""
    found = " ".join(_REMARK.findall(_HAN_RUN.sub(" ", senses)))
    return " ".join(word for word in found.split() if word.strip(".,") not in _LABELS)[:120]


def _references(senses: str) -> tuple[str, ...]:
    """Give the words that an entry is a variant of or sends the reader to."""
    return tuple(
        match.group(2) or match.group(1)
        for sense in senses.split("/")
        if _USELESS.match(sense) or sense.startswith("abbr. for")
        for match in _REFERENCE.finditer(sense)
    )


def held_out(entries: list[Entry]) -> list[Entry]:
    """Choose the entries the model never trains on: words of two characters and more, no names."""
    candidates = [
        entry
        for entry in entries
        if len(entry.chinese) > 1 and not entry.is_name and entry.one_word_glosses
    ]
    return random.Random(HELD_OUT_SEED).sample(candidates, HELD_OUT)


def wiktionary(data: Path, variants: dict[str, str]) -> dict[str, list[str]]:
    """Read the Wiktionary translations: simplified words, English glosses and what they mean."""
    table = str.maketrans(variants)
    glosses: dict[str, list[str]] = defaultdict(list)
    for columns in read_pairs(data / "dict" / "enwiktionary-en-cmn.tsv.xz"):
        word = columns[0].translate(table).strip()
        gloss = clean_gloss(re.sub(r"\(.*", "", columns[1]))
        sense = clean_gloss(columns[2])[:120] if len(columns) > 2 else ""
        for meaning in (gloss, f"{gloss} {sense}" if sense else ""):
            if word and meaning and meaning not in glosses[word]:
                glosses[word].append(meaning)
    return dict(glosses)


def variants(entries: list[Entry]) -> dict[str, str]:
    """Work out which Traditional characters have one Simplified form, from the two columns."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if len(entry.traditional) == len(entry.chinese):
            for old, new in zip(entry.traditional, entry.chinese):
                forms[old][new] += 1
    simplified = Counter(character for entry in entries for character in entry.chinese)
    table = {}
    for old, counts in forms.items():
        new, times = counts.most_common(1)[0]
        if new != old and times > simplified[old]:
            table[old] = new
    return dict(sorted(table.items()))


def pairs(entries: list[Entry], more: dict[str, list[str]], left_out: set[str]) -> list[Pair]:
    """Give the short pairs: each gloss on its own, then all that is said of a word together."""
    glosses: dict[str, list[str]] = defaultdict(list)
    remarks: dict[str, str] = defaultdict(str)
    for entry in entries:
        glosses[entry.chinese].extend(entry.glosses)
        remarks[entry.chinese] += f" {entry.remarks}"
    borrowed = {
        entry.chinese: glosses[word]
        for entry in entries
        for word in entry.refers_to
        if word in glosses and word not in left_out
    }
    for word, meanings in borrowed.items():
        glosses[word].extend(meanings)
    for word, extra in more.items():
        glosses[word].extend(extra)
    found: dict[Pair, None] = {}
    for word, meanings in glosses.items():
        if word in left_out:
            continue
        for meaning in meanings:
            found[word, meaning] = None
        together = (" ".join(meanings[:6]) + remarks[word]).strip()
        if together:
            found[word, together] = None
    return list(found)


def synonyms(data: Path, entries: list[Entry], left_out: set[str]) -> list[Pair]:
    """Give English pairs that mean the same: glosses of one sense, a gloss and its definition."""
    found: dict[Pair, None] = {}
    for columns in read_pairs(data / "dict" / "enwiktionary-en-cmn.tsv.xz"):
        gloss = clean_gloss(re.sub(r"\(.*", "", columns[1]))
        sense = clean_gloss(columns[2])[:120] if len(columns) > 2 else ""
        if gloss and sense and gloss != sense:
            found[gloss, sense] = None
    for entry in entries:
        if entry.chinese not in left_out and not entry.is_name:
            for one, other in zip(entry.glosses, entry.glosses[1:]):
                found[one, other] = None
    return list(found)


def names(entries: list[Entry], left_out: set[str], count: int, seed: int) -> list[Pair]:
    """Make Chinese personal names with their pinyin, and give the names of the dictionary."""
    found: dict[Pair, None] = {}
    surnames: dict[str, str] = {}
    given: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        syllables = re.sub(r"[0-9·,]", "", entry.pinyin.replace("u:", "v")).lower().split()
        if len(syllables) != len(entry.chinese) or entry.chinese in left_out:
            continue
        if len(entry.chinese) == 1 and entry.is_name:
            surnames.setdefault(entry.chinese, syllables[0])
        if len(entry.chinese) in (2, 3):
            for character, syllable in zip(entry.chinese, syllables):
                given[character, syllable] += 1
        if entry.is_name and 2 <= len(entry.chinese) <= 4:
            head = 1 if len(entry.chinese) < 4 else 2
            parts = ["".join(syllables[:head]), "".join(syllables[head:])]
            found[entry.chinese, " ".join(parts)] = None
    draw = random.Random(seed)
    families = sorted(surnames.items())
    characters = [character for character, _ in given.most_common(2500)]
    for _ in range(count):
        family, family_sound = draw.choice(families)
        parts_given = draw.sample(characters, draw.choice((1, 2, 2)))
        chinese = family + "".join(character for character, _ in parts_given)
        found[chinese, family_sound + " " + "".join(sound for _, sound in parts_given)] = None
    return list(found)
