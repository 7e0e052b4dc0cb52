"""The words of each row's original linked with those of each of its renderings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from alignkit.link.linking import Tabled, cut, numbered, of_words
from alignkit.terms.linkage import Linkage
from alignkit.types.comparison import Row
from alignkit.words.lexicon import WordTable
from alignkit.words.script import is_chinese

if TYPE_CHECKING:
    from alignkit.embed import Encoder

# A translation with no more new rows than this share is a copy of another.
COPIED = 0.1


def row_links(
    rows: Sequence[Row], encoder: Encoder, langs: tuple[str, Sequence[str]]
) -> Linkage | None:
    """Return the links between the original of each row and each rendering; none without Chinese.

    An encoder that knows no words has the embedded one in its place.
    """
    held = [row for row in rows if row.source]
    if not held or not all(is_chinese(langs[0]) != is_chinese(lang) for lang in langs[1]):
        return None
    if not hasattr(encoder, "words"):
        from alignkit.embed import encoder as open_encoder

        encoder = open_encoder(None)
    return _linked(held, encoder, langs)


def _linked(rows: Sequence[Row], encoder: Any, langs: tuple[str, Sequence[str]]) -> Linkage:
    texts = dict.fromkeys(text for row in rows for text in (row.source, *_texts(row)))
    cuts = {text: cut(text, encoder) for text in texts if text}
    table = WordTable(encoder)
    table.take_up(form for words in cuts.values() for _, _, form in words)
    known = {text: numbered(text, words, table) for text, words in cuts.items()}
    found = []
    done: dict[tuple[str, str], Tabled] = {}
    for number, lang in enumerate(langs[1]):
        there = {
            row.index: (row.source, row.renderings[number].text)
            for row in rows
            if row.renderings[number].text
        }
        new = [pair for pair in there.values() if pair not in done]
        # What a copy shares with another translation is not read twice.
        asked = new if len(new) <= COPIED * len(there) else list(there.values())
        tables = of_words(
            [(known[source], known[text]) for source, text in asked], table, (langs[0], lang)
        )
        done.update(zip(asked, tables, strict=True))
        found.append({index: done[pair] for index, pair in there.items()})
    return Linkage(tuple(found), table)


def _texts(row: Row) -> list[str]:
    return [rendering.text for rendering in row.renderings]
