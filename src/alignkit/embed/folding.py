"""One spelling for each character: width, case, accents, quotation marks, Traditional forms."""

from __future__ import annotations

import unicodedata

_SAME_MARK = str.maketrans(
    {
        "’": "'", "‘": "'", "´": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "『": '"', "』": '"',
        "«": '"', "»": '"',
        "《": '"', "》": '"', "〈": '"', "〉": '"',
        "。": ".", "、": ",", "【": "(", "】": ")", "〔": "(", "〕": ")",
        "—": "-", "–": "-", "―": "-", "‑": "-", "‐": "-", "−": "-", "～": "~", "〜": "~",
        "⋯": "…", "〇": "零", "○": "零",
    }
)  # fmt: skip


class Folding(dict[int, str]):
    """A table for `str.translate` that works out each character's folded form when first met.

    >>> "Ａ研究，Café".translate(Folding({}))
    'a研究,cafe'
    >>> "學習".translate(Folding({"學": "学", "習": "习"}))
    '学习'
    """

    def __init__(self, variants: dict[str, str]) -> None:
        super().__init__()
        self._variants = variants
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code).translate(_SAME_MARK)
        if character == "…":
            folded = character
        else:
            parts = unicodedata.normalize("NFKD", character)
            kept = (part for part in parts if unicodedata.category(part) != "Mn")
            folded = "".join(kept).lower().translate(_SAME_MARK)
            folded = "".join(self._variants.get(part, part) for part in folded)
        # Said before the folded form is there, for another thread that finds it.
        if len(folded) != 1:
            self.uneven.add(chr(code))
        self[code] = folded
        return folded


def fold(text: str, table: Folding) -> str:
    """Give the text with every character in its folded form."""
    return text.lower() if text.isascii() else text.translate(table)


def fold_with_origins(text: str, table: Folding) -> tuple[str, list[int] | None]:
    """Fold a text and say where each folded character came from; None: from its own place."""
    folded = fold(text, table)
    if text.isascii() or table.uneven.isdisjoint(text):
        return folded, None
    origins: list[int] = []
    for place, character in enumerate(text):
        origins.extend([place] * len(table[ord(character)]))
    return "".join(table[ord(character)] for character in text), origins
