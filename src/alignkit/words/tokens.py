"""What the rules for two English renderings know of words: stems, names and negation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from alignkit.types import Span

TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*(?:\.(?=[A-Z]\.))?|[.!?;:,()\"“”]")
STOPS = frozenset(".!?;:")
# Characters by which a Chinese word denies, where it denies.
DENYING = frozenset("不没未无非勿莫沒無")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark with its place; `opens` says that it begins a sentence."""

    text: str
    span: Span
    opens: bool

    @property
    def folded(self) -> str:
        """The word without case, accents, possessive and typographic variants."""
        return fold(self.text)


def tokens(text: str) -> list[Token]:
    """Return the words and marks of an English text."""
    found: list[Token] = []
    opens = True
    for match in TOKEN.finditer(text):
        mark = not match.group()[0].isalnum()
        found.append(Token(match.group(), Span(*match.span()), opens and not mark))
        opens = match.group() in STOPS or (mark and opens) or _begins_speech(found, text)
    return found


def _begins_speech(found: Sequence[Token], text: str) -> bool:
    """Tell whether the last mark opens a quotation after a comma: he said, “See …”."""
    if len(found) < 2 or found[-2].text != ",":
        return False
    return found[-1].text == "“" or (
        found[-1].text == '"' and text[found[-1].span.start - 1].isspace()
    )


@cache
def fold(word: str) -> str:
    """Return a word as it is compared.

    >>> fold("Élysée’s")
    'elysee'
    """
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    for ending in ("'s", "'"):
        plain = plain.removesuffix(ending)
    return plain.replace("-", "").replace(".", "")


@cache
def stem(word: str) -> str:
    """Return the part that a word's forms share, for comparison only.

    >>> stem("continued") == stem("continues") == stem("continuing")
    True
    """
    word = fold(word)
    for ending in ("ingly", "edly", "ings", "ing", "ies", "ied", "es", "ed", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ies", "ied") else "")
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e")


@cache
def table(name: str) -> frozenset[str]:
    """Return one of the word lists under data/english."""
    text = files("alignkit.data").joinpath(f"english/{name}.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


def is_content(word: str) -> bool:
    """Tell whether a word carries meaning of its own."""
    return word[:1].isalpha() and len(word) > 1 and fold(word) not in table("function-words")


def names(held: Sequence[Token]) -> Iterator[Token]:
    """Yield the words that are parts of names: capitals that no sentence's beginning explains."""
    common = {token.folded for token in held if token.text.islower()}
    for token in held:
        word = token.text
        if not word[0].isupper() or len(word) < 2 or token.folded in table("capitalised"):
            continue
        if token.opens and (token.folded in common or not word.isupper()):
            continue
        yield token


def is_negator(word: str) -> bool:
    """Tell whether a word denies what follows it."""
    return fold(word) in table("negators") or word.replace("’", "'").casefold().endswith("n't")


@lru_cache(maxsize=100_000)
def denies(word: str) -> bool:
    """Tell whether a word of either language looks like a denial.

    >>> denies("不能"), denies("cannot"), denies("能")
    (True, True, False)
    """
    return not DENYING.isdisjoint(word) or is_negator(word)


def is_negative(word: str) -> bool:
    """Tell whether a word denies by itself or by its meaning."""
    return is_negator(word) or stem(word) in _negative_stems()


def is_opposite(word: str, other: str) -> bool:
    """Tell whether one word is the other with a denying prefix or ending.

    >>> is_opposite("unlawful", "lawful"), is_opposite("shameless", "shame")
    (True, True)
    """
    if {fold(word), fold(other)} in ({fold(each), f"{fold(each)}less"} for each in (word, other)):
        return True
    first, second = sorted((stem(word), stem(other)), key=len)
    return second in {prefix + first for prefix in ("un", "non", "dis", "im", "in", "ir", "il")}


@cache
def _negative_stems() -> frozenset[str]:
    return frozenset(map(stem, table("negatives")))
