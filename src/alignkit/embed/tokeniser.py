"""Sentences into words, and words into the pieces that have vectors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from zlib import crc32

from alignkit.embed.chinese import Segmenter
from alignkit.embed.english import Pinyin, stem
from alignkit.embed.folding import Folding, fold, fold_with_origins

_HAN = r"㐀-鿿\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = rf"[a-z]+(?:'[a-z]+)*|[0-9]+(?:[.,][0-9]+)*|[{_HAN}]+|[^\W\d_a-z{_HAN}]+"
_PLAIN = re.compile(_LETTERS)
PUNCTUATION = '?!":;…()%$.,'
_WORD = re.compile(f"{_LETTERS}|[{PUNCTUATION}]")
_FIRST_HAN = "㐀"
_LEAST_PREFIX, _MOST_PREFIX = 4, 8

#: The name of this way of cutting, part of a model's signature.
TOKENISER = "words1"

CHARACTER, STEM, PREFIX, SYLLABLE, BUCKET = "#~^@&"


class Tokeniser:
    """Cuts texts into words and gives each word the rows of its pieces.

    Beside whole words the vocabulary holds pieces, told apart by their first character: `#` a
    Chinese character, `~` an English stem, `^` the beginning of a word, `@` a pinyin syllable,
    `&` a bucket that words unknown otherwise share by checksum.
    """

    def __init__(
        self, vocabulary: Sequence[str], costs: Sequence[int], variants: dict[str, str]
    ) -> None:
        self._rows = dict(zip(vocabulary, range(len(vocabulary))))
        self._folding = Folding(variants)
        # Only Chinese words have costs; they come first.
        self._cut = Segmenter(dict(zip(vocabulary, costs))).cut
        # Syllables and buckets stand at the end, after the characters.
        last = list(takewhile(lambda token: token[0] != CHARACTER, reversed(vocabulary)))
        self._pinyin = Pinyin(frozenset(token[1:] for token in last if token[0] == SYLLABLE))
        self._buckets = sum(token[0] == BUCKET for token in last)
        self._known: dict[str, int] = {}
        self.units: list[str] = []

    def forget(self) -> None:
        """Drop the words met so far, so that memory stays bounded."""
        self._known.clear()
        self.units.clear()

    def unit_ids(self, text: str) -> list[int]:
        """Give the numbers of a text's words; `units` holds the words themselves."""
        words: list[str] = _WORD.findall(fold(text, self._folding))
        if not text.isascii():
            parts: list[str] = []
            for word in words:
                if word[0] >= _FIRST_HAN:
                    parts += self._cut(word)
                else:
                    parts.append(word)
            words = parts
        known = self._known
        ids = list(map(known.get, words))
        if None not in ids:
            return ids  # type: ignore[return-value]
        return [known[word] if word in known else self._add(word) for word in words]

    def _add(self, word: str) -> int:
        number = self._known[word] = len(self.units)
        self.units.append(word)
        return number

    def words(self, text: str) -> list[tuple[int, int, str]]:
        """Give a text's words with their places in it; punctuation is left out."""
        folded, origins = fold_with_origins(text, self._folding)
        if text.isascii():
            return [(*match.span(), match[0]) for match in _PLAIN.finditer(folded)]
        found = []
        for match in _PLAIN.finditer(folded):
            word, start = match.group(), match.start()
            parts = self._cut(word) if word[0] >= _FIRST_HAN else (word,)
            for part in parts:
                end = start + len(part)
                if origins is None:
                    found.append((start, end, part))
                else:
                    found.append((origins[start], origins[end - 1] + 1, part))
                start = end
        return found

    def pieces(self, word: str) -> list[int]:
        """Give the vocabulary rows whose vectors make up a word."""
        first = word[0]
        if first >= _FIRST_HAN:
            return self._chinese(word)
        if "a" <= first <= "z":
            return self._latin(word)
        row = self._rows.get(word.replace(",", "") if "0" <= first <= "9" else word)
        return [row] if row is not None else [self._bucket(word)]

    def _chinese(self, word: str) -> list[int]:
        rows = self._rows
        names = [word]
        if len(word) > 2:
            names += [word[place : place + 2] for place in range(len(word) - 1)]
        names += [CHARACTER + character for character in word]
        found = [rows[name] for name in names if name in rows]
        return found or [self._bucket(word)]

    def _latin(self, word: str) -> list[int]:
        rows = self._rows
        root = STEM + stem(word)
        found = [rows[name] for name in (word, root) if name in rows]
        if root in rows:
            return found
        if not found and word.endswith("'s"):
            return self._latin(word[:-2])
        if not found and root[1:] in rows:
            # A rare form of a word that has no other forms in the vocabulary.
            return [rows[root[1:]]]
        # Common English words have a stem of their own; a word without may be a Chinese name.
        found += [rows[SYLLABLE + syllable] for syllable in self._pinyin.split(word)]
        if found:
            return found
        for length in range(min(_MOST_PREFIX, len(word)), _LEAST_PREFIX - 1, -1):
            row = rows.get(PREFIX + word[:length])
            if row is not None:
                return [row, self._bucket(word)]
        return [self._bucket(word)]

    def _bucket(self, word: str) -> int:
        return self._rows[f"{BUCKET}{crc32(word.encode()) % self._buckets}"]
